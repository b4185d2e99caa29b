/* SPDX-License-Identifier: MIT */
/* Writes a synthetic population for the benchmark: instansi of some 8,000
 * officials with dinas, bidang and schools, one and a half SKP and one event
 * an official, a few faults of each kind. The same bytes for the same size.
 *
 *	nation OFFICIALS FOLDER csv|yaml [ids]
 *
 * People are known by their NIP, SKP by their owner; `ids` gives both a UUID
 * of their own as well.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 5, COLUMNS = 8 };
enum { UNOR, PEGAWAI, PENUGASAN, SKP, KEJADIAN };

static const struct {
	const char *name, *column[COLUMNS];
} table[TABLES] = {
	{"unor", {"id", "instansi_id", "diatasan_id", "eselon_id", "nama",
			 "npsn"}},
	{"pegawai", {"id", "nip", "nama", "kedudukan", "unor_id",
			    "jenis_jabatan", "jabatan", "atasan_id"}},
	{"penugasan", {"pegawai_id", "unor_id", "jenis", "mulai"}},
	{"skp", {"id", "pegawai_id", "unor_id", "jenis", "status", "mulai",
			"selesai", "atasan_id"}},
	{"kejadian", {"pegawai_id", "aksi", "waktu"}},
};

struct nation {
	FILE *file[TABLES];
	int yaml, ids;
	uint64_t random;
	uint64_t people, units, skp;
};

/* xorshift64*: small, and the same everywhere */
static uint64_t chance(struct nation *n, uint64_t of)
{
	n->random ^= n->random >> 12;
	n->random ^= n->random << 25;
	n->random ^= n->random >> 27;
	return (n->random * 2685821657736338717u >> 33) % of;
}

/* Is the table's first column left out? */
static int left_out(const struct nation *n, int t)
{
	return !n->ids && (t == PEGAWAI || t == SKP);
}

/* One row: as many texts as the table has columns. */
static void row(struct nation *n, int t, ...)
{
	FILE *f = n->file[t];
	const char *value;
	va_list ap;
	int i;

	va_start(ap, t);
	for (i = 0; i < COLUMNS && table[t].column[i]; i++) {
		value = va_arg(ap, const char *);
		if (i == 0 && left_out(n, t))
			continue;
		if (n->yaml)
			fprintf(f, "%s%s: \"%s\"\n",
				i > left_out(n, t) ? "    " : "  - ",
				table[t].column[i], value);
		else
			fprintf(f, strchr(value, ',') ? "%s\"%s\"" : "%s%s",
				i > left_out(n, t) ? "," : "", value);
	}
	if (!n->yaml)
		fputc('\n', f);
	va_end(ap);
}

static void uuid(char *to, const char *kind, uint64_t i)
{
	sprintf(to, "%s-4c07-7844-dbb2-%012" PRIx64, kind, i);
}

/* A NIP that is nobody's: birth and appointment cycle, the serial counts. */
static void nip_of(char *to, uint64_t i)
{
	sprintf(to, "%04u%02u%02u%04u%02u%u%03u", 1960 + (unsigned)(i % 40),
		1 + (unsigned)(i / 40 % 12), 1 + (unsigned)(i / 480 % 28),
		2000 + (unsigned)(i / 13440 % 26),
		1 + (unsigned)(i / 349440 % 12),
		1 + (unsigned)(i / 4193280 % 2),
		1 + (unsigned)(i / 8386560 % 999));
}

struct unit {
	char id[40], head[24];
};

static void unit_row(struct nation *n, struct unit *u, const char *instansi,
	const char *above, const char *eselon, const char *nama, int school)
{
	char npsn[16] = "";

	uuid(u->id, "67cd9177", ++n->units);
	if (school)
		sprintf(npsn, "%08" PRIu64, n->units);
	row(n, UNOR, u->id, instansi, above, eselon, nama, npsn);
}

static void skp_row(struct nation *n, const char *nip, const char *unor,
	const char *jenis, const char *status, const char *year,
	const char *atasan)
{
	char id[40], from[16], to[16];

	uuid(id, "159656fa", ++n->skp);
	sprintf(from, "%s-01-01", year);
	sprintf(to, "%s-12-31", year);
	row(n, SKP, id, nip, unor, jenis, status, from, to, atasan);
}

/* One official of a unit; the first of a unit heads it. */
static void person(struct nation *n, struct unit *u, const struct unit *above,
	int head, int school)
{
	uint64_t i = n->people++;
	char id[40], nip[24], nama[40], when[40];
	const char *atasan = head ? above->head : u->head;

	nip_of(nip, i);
	uuid(id, "ff808080", i);
	sprintf(nama, chance(n, 5) < 2 ? "Siti %" PRIu64 ", S.Pd."
				       : "Budi %" PRIu64, i);
	if (head)
		strcpy(u->head, nip);
	if (chance(n, 100) == 0)
		atasan = above->head;
	row(n, PEGAWAI, id, nip, nama, chance(n, 200) ? "01" : "99", u->id,
		head && !school ? "1" : "2", school ? "Guru Ahli Muda"
						     : "Analis", atasan);
	if (head)
		row(n, PENUGASAN, nip, u->id, school ? "TT" : "D",
			"2024-02-01");
	skp_row(n, nip, u->id, head ? "organisasi" : "individu",
		chance(n, 25) ? "disetujui" : "draft", "2026", atasan);
	if (chance(n, 2))
		skp_row(n, nip, u->id, head ? "organisasi" : "individu",
			"ditetapkan", "2025", atasan);
	sprintf(when, "2026-01-%02uT%02u:%02u:00", head && chance(n, 40)
			? 3
			: 5 + (unsigned)chance(n, 10),
		8 + (unsigned)chance(n, 8), (unsigned)chance(n, 60));
	row(n, KEJADIAN, nip, head || chance(n, 50) ? "sinkron_asn"
						     : "edit_profil", when);
}

static void unit_people(struct nation *n, struct unit *u,
	const struct unit *above, uint64_t count, int school)
{
	uint64_t i;

	for (i = 0; i < count; i++)
		person(n, u, above, i == 0, school);
}

static void instansi(struct nation *n, uint64_t number, uint64_t people)
{
	struct unit top = {"", ""}, dinas, bidang;
	uint64_t end = n->people + people, k = 0;
	char id[40], nama[60];

	uuid(id, "a5eb03e2", number);
	sprintf(nama, "Pemerintah Kabupaten %" PRIu64, number);
	unit_row(n, &top, id, "", "21", nama, 0);
	unit_people(n, &top, &top, 3, 0);
	unit_row(n, &dinas, id, top.id, "22", "Dinas Pendidikan", 0);
	unit_people(n, &dinas, &top, 12, 0);
	while (n->people + 50 < end) {
		if (++k % 12 == 0) {
			unit_row(n, &bidang, id, dinas.id, "31",
				"Bidang Pembinaan", 0);
			unit_people(n, &bidang, &dinas, 10, 0);
			continue;
		}
		sprintf(nama, "SD Negeri %" PRIu64 " Contoh", k);
		unit_row(n, &bidang, id, dinas.id, "", nama, 1);
		unit_people(n, &bidang, &dinas, 8 + chance(n, 33), 1);
	}
	unit_people(n, &dinas, &top, end - n->people, 0);
}

static void open_table(struct nation *n, int t, const char *folder)
{
	char path[4096];
	int i;

	snprintf(path, sizeof(path), "%s/%s.%s", folder, table[t].name,
		n->yaml ? "part" : "csv");
	n->file[t] = fopen(path, "w");
	if (!n->file[t]) {
		perror(path);
		exit(2);
	}
	if (n->yaml)
		fprintf(n->file[t], "%s:\n", table[t].name);
	for (i = left_out(n, t); !n->yaml && i < COLUMNS &&
		table[t].column[i]; i++)
		fprintf(n->file[t], "%s%s", i > left_out(n, t) ? "," : "",
			table[t].column[i]);
	if (!n->yaml)
		fputc('\n', n->file[t]);
}

int main(int argc, char **argv)
{
	struct nation n = {.random = 88172645463325252u};
	uint64_t people, i;
	int t;

	if (argc < 4 || argc > 5)
		return 2;
	n.ids = argc == 5;
	people = strtoull(argv[1], NULL, 10);
	n.yaml = strcmp(argv[3], "yaml") == 0;
	for (t = 0; t < TABLES; t++)
		open_table(&n, t, argv[2]);
	for (i = 0; n.people < people; i++)
		instansi(&n, i, people - n.people < 8000 ? people - n.people
							 : 8000);
	for (t = 0; t < TABLES; t++)
		if (fclose(n.file[t]))
			return 3;
	fprintf(stderr, "%" PRIu64 " officials, %" PRIu64 " units, %" PRIu64
		" SKP\n", n.people, n.units, n.skp);
	return 0;
}
