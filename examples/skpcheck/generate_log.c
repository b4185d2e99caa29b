/* SPDX-License-Identifier: MIT */
/* generate_log.c - events, and what the systems say of people. Heads
 * synchronise on 5 January, their people from the 12th on. */
#include <skpcheck.h>

#include "generate_nation.h"

/* ---- events ---- */

static void event(struct nation *n, struct span who, const char *aksi,
	const char *day, uint64_t minute, bool ok)
{
	struct span v[ROW_COLUMNS] = {{0}};
	char when[19];

	if (n->exports)
		return;
	memcpy(when, day, 10);
	memcpy(when + 10, "T00:00:00", 9);
	digits_put(when + 11, 7 + minute / 60 % 12, 2);
	digits_put(when + 14, minute % 60, 2);
	v[KEJADIAN_PEGAWAI] = who;
	v[KEJADIAN_AKSI] = span_of(aksi);
	v[KEJADIAN_WAKTU] = (struct span){when, sizeof(when)};
	v[KEJADIAN_BERHASIL] = ok ? SPAN("ya") : SPAN("tidak");
	v[KEJADIAN_SISTEM] = SPAN("ekinerja");
	rows_write(&n->rows, SKP_TABLE_KEJADIAN, v);
}

static void say(struct nation *n, const struct person *p, const char *aksi,
	const char *day, uint64_t minute)
{
	event(n, person_nip(p), aksi, day, minute, true);
}

static void log_head(struct nation *n, const struct person *p)
{
	const struct unit *u = p->unit;
	uint64_t minute = p->hash % 300;

	say(n, p, "sinkron_asn", "2026-01-05", minute);
	if (u->school)
		say(n, p, "validasi", "2026-01-05", minute + 1);
	if (!unit_claimed(u) && u->fault != FAULT_belum_klaim)
		say(n, p, "klaim_pimpinan", "2026-01-06", minute);
	if (u->fault != FAULT_kepala_belum_sinkron)
		return;
	say(n, p, "edit_profil", "2026-03-10", minute);
	expect(n, "SYN403", 'W', SKP_TABLE_PEGAWAI, person_nip(p), u->fault);
}

static const char *sync_of(const struct person *p)
{
	return p->unit->school || p->pppk ? "sinkron_casn" : "sinkron_asn";
}

static void repair(struct nation *n, const struct person *p, const char *day)
{
	uint64_t minute = p->hash / 4 % 600;

	say(n, p, "edit_profil", day, minute);
	say(n, p, sync_of(p), day, minute + 4);
	say(n, p, "muat_ulang", day, minute + 6);
}

/* Few or none, one in five of them a whole repair. */
static void log_member(struct nation *n, const struct person *p)
{
	static const char day[8][11] = {"2026-01-12", "2026-01-14",
		"2026-01-19", "2026-01-22", "2026-01-28", "2026-02-03",
		"2026-02-11", "2026-02-20"};
	uint64_t x = p->hash / 128 % 100;

	if (x < 20)
		return;
	if (x < 31)
		repair(n, p, day[p->hash % 8]);
	else
		say(n, p, sync_of(p), day[p->hash % 8], p->hash / 8 % 700);
}

/* An event of nobody is found by the number of its row. */
static void log_nobody(struct nation *n, const struct person *p)
{
	char nip[NIP_DIGITS], id[21] = "#", digits[20];
	struct span row = number_text(
		n->rows.table[SKP_TABLE_KEJADIAN].rows + 1, digits);

	memcpy(id + 1, row.p, row.n);
	number_nip_unknown(n->asing++, nip);
	event(n, span_nip(nip), "sinkron_asn", "2026-01-15", 200, true);
	expect(n, "REF008", 'W', SKP_TABLE_KEJADIAN,
		(struct span){id, row.n + 1}, p->fault);
}

static void expect_log(struct nation *n, const struct person *p,
	const char *code, char severity)
{
	expect(n, code, severity, SKP_TABLE_PEGAWAI, person_nip(p), p->fault);
}

void person_log(struct nation *n, const struct person *p)
{
	if (p->head) {
		log_head(n, p);
		return;
	}
	switch (p->fault) {
	case FAULT_urutan_salah:
		repair(n, p, "2026-01-03");
		break;
	case FAULT_belum_sinkron:
		say(n, p, "edit_profil", "2026-01-21", p->hash % 500);
		expect_log(n, p, "SYN404", 'W');
		break;
	case FAULT_gtk_gagal:
		event(n, person_nip(p), "sinkro_gtk", "2026-02-12", 100, false);
		expect_log(n, p, "SYN405", 'E');
		break;
	case FAULT_gtk_dini:
		say(n, p, "ubah_vervalptk", "2026-02-03", p->hash % 500);
		say(n, p, "sinkro_gtk", "2026-02-04", p->hash % 500);
		expect_log(n, p, "SYN406", 'I');
		break;
	case FAULT_penilaian_dini:
		say(n, p, "sinkro_penilaian", "2026-03-02", p->hash % 500);
		expect_log(n, p, "SYN407", 'W');
		break;
	default:
		if (p->obliged)
			log_member(n, p);
	}
	if (p->fault == FAULT_kejadian_asing)
		log_nobody(n, p);
}

/* ---- what the systems say ---- */

/* Of the view's own: golru, NIP, NIK and NPSN may be another than theirs. */
static void view(struct nation *n, const struct person *p, const char *sumber,
	struct span golru, struct span nip, struct span nik, struct span npsn)
{
	struct span v[ROW_COLUMNS] = {{0}};

	if (n->exports)
		return;
	v[PROFIL_PEGAWAI] = person_nip(p);
	v[PROFIL_SUMBER] = span_of(sumber);
	v[PROFIL_GOLRU] = golru;
	v[PROFIL_NIP] = nip;
	v[PROFIL_NIK] = nik;
	v[PROFIL_NPSN] = npsn;
	if (golru.n) {
		v[PROFIL_UNOR] = span36(p->unit->id);
		v[PROFIL_JABATAN] = span_of(p->post.name);
		v[PROFIL_JENIS_JABATAN] = span_of(p->post.kind);
	} else if (p->unit->school) {
		v[PROFIL_NUPTK] = (struct span){p->nuptk, sizeof(p->nuptk)};
	}
	v[PROFIL_WAKTU] = SPAN("2026-01-04T06:00:00");
	rows_write(&n->rows, SKP_TABLE_PROFIL, v);
}

static const struct span none = {"", 0};

static void view_work(struct nation *n, const struct person *p,
	const char *sumber, struct span golru)
{
	view(n, p, sumber, golru, person_nip(p),
		(struct span){p->nik, sizeof(p->nik)}, none);
}

static struct span npsn_of(const struct unit *u)
{
	return u->school && u->fault != FAULT_npsn_kosong
		? (struct span){u->npsn, sizeof(u->npsn)}
		: none;
}

const char *golru_other(const struct person *p)
{
	if (p->pppk)
		return strcmp(p->golru, "V") != 0 ? "V" : "VII";
	return strcmp(p->golru, "II/a") != 0 ? "II/a" : "II/b";
}

static void views_wrong_nik(struct nation *n, const struct person *p)
{
	char nik[16];

	memcpy(nik, p->nik, sizeof(nik));
	nik[15] = nik[15] == '9' ? '0' : (char)(nik[15] + 1);
	view(n, p, "dapodik", none, person_nip(p),
		(struct span){nik, sizeof(nik)}, npsn_of(p->unit));
	expect_log(n, p, "IDN505", 'E');
}

static void views_wrong_npsn(struct nation *n, const struct person *p)
{
	view(n, p, "dapodik", none, person_nip(p),
		(struct span){p->nik, sizeof(p->nik)}, SPAN("10000001"));
	expect_log(n, p, "IDN510", 'E');
}

static void views_wrong_nip(struct nation *n, const struct person *p)
{
	char nip[NIP_DIGITS];

	number_nip_unknown(n->asing++, nip);
	view(n, p, "vervalptk", none, span_nip(nip), none, none);
	expect_log(n, p, "IDN505", 'E');
}

static void views_sound(struct nation *n, const struct person *p)
{
	if (p->unit->school && p->hash / 16 % 4 == 0)
		view(n, p, "dapodik", none, person_nip(p),
			(struct span){p->nik, sizeof(p->nik)},
			npsn_of(p->unit));
	if (p->unit->school || p->hash / 16 % 8)
		return;
	view_work(n, p, "siasn", span_of(p->golru));
	view_work(n, p, "ekinerja", span_of(p->golru));
}

void person_views(struct nation *n, const struct person *p)
{
	switch (p->fault) {
	case FAULT_profil_beda:
		view_work(n, p, "siasn", span_of(p->golru));
		view_work(n, p, "ekinerja", span_of(golru_other(p)));
		expect_log(n, p, "IDN504", 'E');
		break;
	case FAULT_nik_beda:
		views_wrong_nik(n, p);
		break;
	case FAULT_npsn_beda:
		views_wrong_npsn(n, p);
		break;
	case FAULT_gtk_gagal:
		views_wrong_nip(n, p);
		break;
	case FAULT_NONE:
		if (p->active)
			views_sound(n, p);
		break;
	default:
		break;
	}
}
