/* SPDX-License-Identifier: MIT */
/* The population as CSV: once with the columns of the yardstick, once with
 * those of skpcheck. Officials stand in the order of their NIP, events in the
 * order of time. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "population.h"

static const char *const first_name[] = {"Budi", "Siti", "Agus", "Dewi",
	"Andi", "Sri", "Muhammad", "Nur", "Eko", "Rina", "Joko", "Maria",
	"Yohanes", "I Made", "Ni Luh", "Teuku", "Cut", "Asep", "Ujang",
	"Rahmat", "Fitri", "Yusuf", "Hasan", "Wahyu"};
static const char *const last_name[] = {"Santoso", "Wulandari", "Hidayat",
	"Lestari", "Siregar", "Nasution", "Simanjuntak", "Wijaya", "Kusuma",
	"Rahmawati", "Pratama", "Saputra", "Handayani", "Tanjung", "Manurung",
	"Purba", "Sihombing", "Sudarsono", "Setiawan", "Mulyani", "Hasanah",
	"Ramadhan", "Gunawan", "Suryadi"};
static const char *const degree[] = {"", "", "", "", "", "", ", S.Pd.",
	", S.E., M.M.", ", S.Sos.", ", S.Kom."};
static const char *const kind_name[KINDS] = {"instansi", "ditjen", "dinas",
	"bidang", "seksi", "subseksi", "tim", "pokja", "regu", "cabang", "upt",
	"sekolah"};
static const char *const kind_code[KINDS] = {"instansi", "lainnya", "dinas",
	"bidang", "seksi", "lainnya", "lainnya", "lainnya", "lainnya",
	"lainnya", "upt", "sekolah"};
static const char *const teacher[] = {"Guru Ahli Pertama", "Guru Ahli Muda",
	"Guru Ahli Madya", "Pengelola Data"};
static const char *const clerk[] = {"Analis Kebijakan Ahli Muda",
	"Penelaah Teknis Kebijakan", "Pengadministrasi Perkantoran",
	"Pranata Komputer Ahli Pertama"};

/* ---- values ---- */

static uint64_t mixed(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

/* A unit's UUID; `a` begins the fourth group of all that are there. */
static void put_uuid(FILE *f, uint64_t n, char group)
{
	uint64_t x = mixed(n * 2 + 1), y = mixed(n * 2 + 2);

	fprintf(f, "%08" PRIx64 "-%04" PRIx64 "-4%03" PRIx64 "-%c%03" PRIx64
		"-%012" PRIx64, x >> 32, x >> 16 & 0xffff, x & 0xfff, group,
		y >> 52, y & 0xffffffffffff);
}

static void put_unit(FILE *f, int32_t u, uint64_t row)
{
	if (u >= 0)
		put_uuid(f, (uint64_t)u, 'a');
	else if (u == DANGLING)
		put_uuid(f, row, 'b');
}

static void put_nip(FILE *f, const struct population *p, int32_t who,
	uint64_t row)
{
	if (who >= 0)
		fprintf(f, "%018" PRIu64, p->official[who].nip);
	else if (who == DANGLING) /* nobody is born in 9xxx */
		fprintf(f, "9%017" PRIu64, row);
}

static void put_name(FILE *f, int32_t who)
{
	uint32_t n = (uint32_t)who * 7919u;
	const char *last = last_name[n / 24 % 24];
	const char *end = degree[n / 576 % 10];

	fprintf(f, *end ? "\"%s %s%s\"" : "%s %s%s", first_name[n % 24], last,
		end);
}

static void put_time(FILE *f, int32_t time)
{
	int32_t day = 4 + time / 86400, month = 1;

	for (; day >= (month == 2 ? 28 : 31); month++)
		day -= month == 2 ? 28 : 31; /* to the end of March */
	time %= 86400;
	fprintf(f, "2026-%02d-%02dT%02d:%02d:%02dZ", month, day + 1,
		time / 3600, time / 60 % 60, time % 60);
}

static const char *post(const struct population *p, int32_t who)
{
	const struct official *o = &p->official[who];

	if (p->unit[o->unit].kind == SEKOLAH)
		return o->kepala ? "Kepala Sekolah" : teacher[who % 4];
	return o->kepala ? "Kepala Unit" : clerk[who % 4];
}

/* ---- files ---- */

static FILE *begin(const char *folder, const char *name, const char *headings)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s.csv", folder, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(3);
	}
	fprintf(f, "%s\n", headings);
	return f;
}

static void end(FILE *f)
{
	if (fclose(f)) {
		perror("yardstick");
		exit(3);
	}
}

static void units(const struct population *p, const char *folder,
	const char *name, const char *headings, const char *const *kinds)
{
	FILE *f = begin(folder, name, headings);
	int32_t u;

	for (u = 0; u < p->nunit; u++) {
		put_unit(f, u, 0);
		fprintf(f, ",%s %s %d,%s,", kind_name[p->unit[u].kind],
			last_name[u % 24], u, kinds[p->unit[u].kind]);
		put_unit(f, p->unit[u].told, (uint64_t)u);
		putc('\n', f);
	}
	end(f);
}

/* As the yardstick has it, kepala stands beside the official. */
static void officials(const struct population *p, const char *folder,
	const char *name, const char *headings, int kepala)
{
	static const char *const word[] = {"", "definitif", "plt"};
	FILE *f = begin(folder, name, headings);
	const struct official *o;
	int32_t i, who;

	for (i = 0; i < p->nofficial; i++) {
		who = p->by_nip[i];
		o = &p->official[who];
		put_nip(f, p, who, 0);
		putc(',', f);
		put_name(f, who);
		putc(',', f);
		put_unit(f, o->lost ? DANGLING : o->unit, (uint64_t)i);
		fprintf(f, ",%s,", post(p, who));
		put_nip(f, p, o->atasan, (uint64_t)i);
		if (kepala)
			fprintf(f, ",%s", word[o->kepala]);
		putc('\n', f);
	}
	end(f);
}

static void plans(const struct population *p, const char *folder,
	const char *headings, const char *const *status, int days)
{
	FILE *f = begin(folder, "skp", headings);
	const struct plan *s;
	int64_t i;
	int year;

	for (i = 0; i < p->nplan; i++) {
		s = &p->plan[i];
		year = FIRST_YEAR + s->period;
		fputs(s->organisasi ? "organisasi," : "individu,", f);
		put_nip(f, p, s->owner, (uint64_t)i);
		putc(',', f);
		put_unit(f, s->unit, (uint64_t)i);
		fprintf(f, days ? ",%d-01-01,%d-12-31,%s\n" : ",%d", year, year,
			status[s->status]);
		if (!days)
			fprintf(f, ",%s\n", status[s->status]);
	}
	end(f);
}

static void syncs(const struct population *p, const char *folder,
	const char *name, const char *headings, const char *between)
{
	FILE *f = begin(folder, name, headings);
	int64_t i;

	for (i = 0; i < p->nsync; i++) {
		put_nip(f, p, p->sync[i].who, (uint64_t)i);
		fputs(between, f);
		put_time(f, p->sync[i].time);
		putc('\n', f);
	}
	end(f);
}

static void headships(const struct population *p, const char *folder)
{
	FILE *f = begin(folder, "penugasan", "pegawai_id,unor_id,jenis,mulai");
	const struct official *o;
	int32_t i;

	for (i = 0; i < p->nofficial; i++) {
		o = &p->official[p->by_nip[i]];
		if (o->kepala == BUKAN)
			continue;
		put_nip(f, p, p->by_nip[i], 0);
		putc(',', f);
		put_unit(f, o->lost ? DANGLING : o->unit, (uint64_t)i);
		fprintf(f, ",%s,2024-02-01\n", o->kepala == PLT ? "PLT" : "D");
	}
	end(f);
}

void write_plain(const struct population *p, const char *folder)
{
	static const char *const status[] = {"draft", "diajukan", "disetujui",
		"terbit"};

	units(p, folder, "units", "id,nama,jenis,induk", kind_name);
	officials(p, folder, "officials",
		"nip,nama,unit,jabatan,atasan,kepala", 1);
	plans(p, folder, "jenis,pemilik,unit,periode,status", status, 0);
	syncs(p, folder, "sync", "nip,waktu", ",");
}

void write_tables(const struct population *p, const char *folder)
{
	static const char *const status[] = {"draft", "diajukan", "disetujui",
		"ditetapkan"};

	units(p, folder, "unor", "id,nama,jenis,diatasan_id", kind_code);
	officials(p, folder, "pegawai", "nip,nama,unor_id,jabatan,atasan_id",
		0);
	headships(p, folder);
	plans(p, folder, "jenis,pegawai_id,unor_id,mulai,selesai,status",
		status, 1);
	syncs(p, folder, "kejadian", "pegawai_id,aksi,waktu",
		",sinkron_asn,");
}
