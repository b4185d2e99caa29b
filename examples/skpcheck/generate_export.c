/* SPDX-License-Identifier: MIT */
/* generate_export.c - the nation as administrators get it: SIASN ref-unor,
 * Export Data ASN and jabatan history, e-Kinerja laporan penilaian and laporan
 * SKP, with their headings, delimiters and ways of writing days. */
#include <stdlib.h>

#include "generate_files.h"
#include "generate_nation.h"

enum { REF_UNOR, DATA_ASN, RIWAYAT, PENILAIAN, LAPORAN_SKP, EXPORTS };
enum { COLUMNS_MOST = 72 };

static const struct {
	const char *file, *heading, *eol;
	char delimiter;
} layout[EXPORTS] = {
	{"ref-unor.csv", "\xef\xbb\xbf" "Id;InstansiId;DiatasanId;EselonId;"
		"NamaUnor;NamaJabatan;CepatKode;IndukUnorId;PemimpinPnsId;"
		"JenisUnorId;ExpiredDate", "\r\n", ';'},
	{"export-data-asn.csv", "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|"
		"GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|"
		"TANGGAL LAHIR|JENIS KELAMIN|NIK|JENIS PEGAWAI ID|"
		"JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|"
		"STATUS CPNS PNS|TMT CPNS|GOL AKHIR ID|GOL AKHIR NAMA|"
		"JENIS JABATAN ID|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|"
		"TMT JABATAN|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|"
		"INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA|"
		"IS VALID NIK|NAMA SEKOLAH|ESELON ID", "\n", '|'},
	{"riwayat-jabatan.csv", "id,idPns,nipBaru,nipLama,jenisJabatan,"
		"jenisPenugasanId,instansiKerjaId,unorId,unorNama,unorIndukId,"
		"unorIndukNama,eselon,eselonId,subJabatanId,tmtJabatan,"
		"tmtMutasi,nomorSk,tanggalSk,namaUnor,namaJabatan,"
		"tmtPelantikan", "\n", ','},
	{"laporan-penilaian.csv", "jenis;id;nip;nama;periode_awal_skp;"
		"periode_akhir_skp;skp_unor_id;skp_unor;skp_unor_induk;"
		"skp_jabatan;skp_jenis_jabatan;is_skp_plt_plh_pjb;hasil_kerja;"
		"perilaku_kerja;hasil_akhir;pegawai_atasan_id;"
		"pegawai_atasan_nip;pegawai_atasan_nama;"
		"pegawai_atasan_unor_id;pegawai_atasan_unor;"
		"pegawai_atasan_jabatan;pegawai_atasan_golru;waktu_dinilai;"
		"pegawai_penilai_id;tahun_skp;skp_id;periode_id;"
		"skp_penilaian_id;golru;jenis_pegawai;bulan_skp", "\n", ';'},
	{"laporan-skp.csv", "skp_id;id;jenis;nip;nama;jabatan;is_skp;unit;"
		"jenis_pegawai;skp_status;skp_model;skp_unor;skp_unor_atasan;"
		"skp_unor_induk;skp_jabatan;skp_jenis_jabatan;periode_awal;"
		"periode_akhir;is_plt_plh;created_at", "\r\n", ';'},
};

struct exports {
	struct sink *sink[EXPORTS];
	int columns[EXPORTS];
	const char *instansi; /* id of the one under way */
	uint64_t rows[EXPORTS];
};

struct exports *exports_open(struct files *d, const char instansi[36])
{
	struct exports *x = calloc(1, sizeof(*x));

	if (!x)
		return NULL;
	x->instansi = instansi;
	for (int i = 0; i < EXPORTS; i++) {
		struct sink *s = files_new(d, layout[i].file);

		if (!s) {
			free(x);
			return NULL;
		}
		x->sink[i] = s;
		x->columns[i] = 1;
		for (const char *p = layout[i].heading; *p; p++)
			x->columns[i] += *p == layout[i].delimiter;
		s->at = text_put(s->at, layout[i].heading);
		s->at = text_put(s->at, layout[i].eol);
	}
	return x;
}

void exports_free(struct exports *x)
{
	free(x);
}

/* ---- writing ---- */

static char *cell(char *at, struct span v, char delimiter)
{
	if (v.n && memchr(v.p, delimiter, v.n)) {
		*at++ = '"';
		at = bytes_put(at, v.p, v.n);
		*at++ = '"';
		return at;
	}
	return bytes_put(at, v.p, v.n);
}

static void put(struct exports *x, int export, const struct span *v)
{
	struct sink *s = x->sink[export];

	sink_room(s);
	x->rows[export]++;
	for (int i = 0; i < x->columns[export]; i++) {
		if (i)
			*s->at++ = layout[export].delimiter;
		s->at = cell(s->at, v[i], layout[export].delimiter);
	}
	s->at = text_put(s->at, layout[export].eol);
}

/* DD-MM-YYYY, as SIASN and laporan SKP have it */
static struct span turned(struct span day, char to[10])
{
	if (day.n != 10)
		return day;
	memcpy(to, day.p + 8, 2);
	memcpy(to + 2, day.p + 4, 4);
	memcpy(to + 6, day.p, 4);
	return (struct span){to, 10};
}

static struct span unor_name(const struct unit *u)
{
	return u ? span_name(&u->plan->name) : (struct span){"", 0};
}

/* ---- SIASN ---- */

void export_unor(struct exports *x, const struct unit *u, const struct span *v)
{
	struct span c[COLUMNS_MOST] = {{0}};
	struct name name = name_of("");

	for (const struct unit *a = u->above; a; a = a->above)
		name_add(&name, "--");
	name_add(&name, u->plan->name.text);
	c[0] = v[UNOR_ID];
	c[1] = v[UNOR_INSTANSI];
	c[2] = v[UNOR_DIATASAN];
	c[3] = v[UNOR_ESELON];
	c[4] = span_name(&name);
	c[5] = v[UNOR_NAMA_JABATAN];
	c[7] = v[UNOR_INDUK];
	c[8] = u->headed && !u->plt && v[UNOR_PEMIMPIN].n &&
			u->fault != FAULT_kepala_asing
		? span36(u->head_id)
		: v[UNOR_PEMIMPIN];
	if (u->fault == FAULT_unor_nonaktif)
		c[10] = SPAN("01-01-2026");
	put(x, REF_UNOR, c);
}

void export_pegawai(struct exports *x, const struct person *p,
	const struct span *v)
{
	struct span c[COLUMNS_MOST] = {{0}};
	char tmt[10], born[10], nip[24] = "'";

	memcpy(nip + 1, p->nip, p->nip_n);
	digits_put(born, 0, 10);
	memcpy(born, p->true_nip + 6, 2);
	memcpy(born + 3, p->true_nip + 4, 2);
	memcpy(born + 6, p->true_nip, 4);
	born[2] = born[5] = '-';
	c[0] = v[PEGAWAI_ID];
	c[1] = (struct span){nip, p->nip_n + 1};
	c[3] = v[PEGAWAI_NAMA];
	c[8] = (struct span){born, 10};
	c[9] = p->female ? SPAN("F") : SPAN("M");
	c[10] = v[PEGAWAI_NIK];
	c[12] = *p->jenis == 'P' && p->jenis[1] == 'P'
		? SPAN("PPPK")
		: SPAN("PNS Daerah Kab./Kota yang bekerja pada Kab./Kota");
	c[13] = v[PEGAWAI_KEDUDUKAN];
	c[15] = c[12].n == 4 ? (struct span){"", 0} : SPAN("P");
	c[18] = v[PEGAWAI_GOLRU];
	c[19] = v[PEGAWAI_JENIS_JABATAN];
	c[22] = v[PEGAWAI_JABATAN];
	c[23] = turned(v[PEGAWAI_TMT], tmt);
	c[24] = v[PEGAWAI_UNOR];
	c[25] = unor_name(p->unit);
	c[26] = c[28] = (struct span){x->instansi, 36};
	c[30] = SPAN("1");
	if (p->unit->school)
		c[31] = unor_name(p->unit);
	c[32] = v[PEGAWAI_ESELON];
	put(x, DATA_ASN, c);
}

void export_tugas(struct exports *x, const struct person *p,
	const struct unit *u, const char *jenis, const char *mulai)
{
	struct span c[COLUMNS_MOST] = {{0}};
	char tmt[10], id[36];

	number_uuid(0, STREAM_KEPALA, x->rows[RIWAYAT], id);
	c[0] = span36(id);
	c[1] = span36(p->id);
	c[2] = person_nip(p);
	c[4] = *jenis == 'T' ? SPAN("2") : SPAN("1");
	c[5] = span_of(jenis);
	c[6] = (struct span){x->instansi, 36};
	c[7] = span36(u->id);
	c[8] = c[18] = unor_name(u);
	c[9] = span36(u->induk->id);
	c[10] = unor_name(u->induk);
	c[12] = *u->plan->eselon == '9' ? (struct span){"", 0}
					 : span_of(u->plan->eselon);
	c[14] = c[20] = turned(span_of(mulai), tmt);
	c[19] = span_name(&u->plan->post);
	put(x, RIWAYAT, c);
}

/* ---- e-Kinerja ---- */

static struct span jenis_pegawai(const struct person *p)
{
	return p->pppk ? SPAN("PPPK") : SPAN("PNS");
}

/* Who the atasan is: known by id and name where it is the right one. */
static void put_atasan(struct span *c, const struct skp_row *s)
{
	const struct unit *a = s->appraiser;

	c[16] = s->atasan;
	if (!a)
		return;
	c[18] = span36(a->id);
	c[19] = unor_name(a);
	if (s->atasan.n != NIP_DIGITS ||
		memcmp(s->atasan.p, a->nip, NIP_DIGITS) != 0)
		return;
	c[15] = c[23] = span36(a->head_id);
	c[17] = span_name(&a->head_name);
}

static void put_penilaian(struct exports *x, const struct skp_row *s,
	const struct span *v)
{
	const struct person *p = s->person;
	struct span c[COLUMNS_MOST] = {{0}};

	c[1] = span36(p->id);
	c[2] = person_nip(p);
	c[3] = span_name(&p->name);
	c[4] = v[SKP_MULAI];
	c[5] = v[SKP_SELESAI];
	c[6] = v[SKP_UNOR];
	c[7] = unor_name(s->unit);
	c[8] = unor_name(s->unit->induk);
	c[9] = span_of(p->post.name);
	c[10] = span_of(p->post.kind);
	c[11] = s->plt ? SPAN("1") : SPAN("0");
	put_atasan(c, s);
	c[24] = (struct span){s->from.p, 4};
	c[25] = v[SKP_ID];
	c[28] = span_of(p->fault == FAULT_profil_beda ? golru_other(p)
						      : p->golru);
	c[29] = jenis_pegawai(p);
	put(x, PENILAIAN, c);
}

static void put_laporan(struct exports *x, const struct skp_row *s,
	const struct span *v)
{
	const struct person *p = s->person;
	struct span c[COLUMNS_MOST] = {{0}};
	char from[10], to[10];

	c[0] = v[SKP_ID];
	c[1] = span36(p->id);
	c[2] = *s->jenis == 'o' ? SPAN("Organisasi") : SPAN("Individu");
	c[3] = person_nip(p);
	c[4] = span_name(&p->name);
	c[5] = c[14] = span_of(p->post.name);
	c[6] = SPAN("1");
	c[7] = unor_name(p->unit);
	c[8] = jenis_pegawai(p);
	c[9] = v[SKP_STATUS];
	c[10] = SPAN("Kuantitatif");
	c[11] = unor_name(s->unit);
	c[12] = unor_name(s->appraiser);
	c[13] = unor_name(s->unit->induk);
	c[15] = span_of(p->post.kind);
	c[16] = turned(v[SKP_MULAI], from);
	c[17] = turned(v[SKP_SELESAI], to);
	c[18] = s->plt ? SPAN("1") : SPAN("0");
	c[19] = v[SKP_DIBUAT];
	put(x, LAPORAN_SKP, c);
}

void export_skp(struct exports *x, const struct skp_row *s,
	const struct span *v)
{
	put_penilaian(x, s, v);
	put_laporan(x, s, v);
}

void export_no_skp(struct exports *x, const struct person *p)
{
	struct span c[COLUMNS_MOST] = {{0}};

	c[1] = span36(p->id);
	c[3] = person_nip(p);
	c[4] = span_name(&p->name);
	c[5] = span_of(p->post.name);
	c[6] = SPAN("0");
	c[7] = unor_name(p->unit);
	c[8] = jenis_pegawai(p);
	put(x, LAPORAN_SKP, c);
}
