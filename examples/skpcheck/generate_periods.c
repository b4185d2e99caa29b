/* SPDX-License-Identifier: MIT */
/* generate_periods.c - the filling periods of an instansi: by month or by
 * quarter, and in half of them a year that has been closed. */
#include <skpcheck.h>

#include "generate_nation.h"

/* Days as MM-DD, as e-Kinerja has them. */
struct period {
	const char *nama;
	struct span tipe, jenis;
	uint32_t from, to, due; /* months; due: 100 * month + day */
	uint32_t angka;
};

static uint32_t last_day(uint32_t month)
{
	return month == 2 ? 28 : month == 4 || month == 6 || month == 9 ||
			month == 11 ? 30 : 31;
}

static struct span month_day(char to[5], uint32_t month, uint32_t day)
{
	digits_put(to, month, 2);
	to[2] = '-';
	digits_put(to + 3, day, 2);
	return (struct span){to, 5};
}

/* Keeps the least id, under which a contradiction is told. */
static void period_put(struct nation *n, const struct period *p,
	char least[36])
{
	struct span v[ROW_COLUMNS] = {{0}};
	char id[36], from[5], to[5], due[5], angka[20];

	number_uuid(n->seed, STREAM_PERIODE, n->periode++, id);
	if (p->tipe.n && memcmp(id, least, 36) < 0)
		memcpy(least, id, 36);
	if (n->exports)
		return;
	v[PERIODE_ID] = span36(id);
	v[PERIODE_INSTANSI] = span36(n->in.id);
	v[PERIODE_NAMA] = span_of(p->nama);
	v[PERIODE_TAHUN] = SPAN(NATION_TAHUN);
	v[PERIODE_AWAL] = month_day(from, p->from, 1);
	v[PERIODE_AKHIR] = month_day(to, p->to, last_day(p->to));
	v[PERIODE_BATAS] = month_day(due, p->due / 100, p->due % 100);
	v[PERIODE_JENIS] = p->jenis;
	v[PERIODE_TIPE] = p->tipe;
	if (p->angka)
		v[PERIODE_ANGKA] = number_text(p->angka, angka);
	rows_write(&n->rows, SKP_TABLE_PERIODE, v);
}

static void by_quarter(struct nation *n, char least[36])
{
	static const char *const nama[] = {"Triwulan I", "Triwulan II",
		"Triwulan III", "Triwulan IV"};

	for (uint32_t i = 0; i < 4; i++)
		period_put(n, &(struct period){nama[i], SPAN("2"),
			SPAN("Periodik"), 3 * i + 1, 3 * i + 3,
			i < 3 ? 100 * (3 * i + 4) + 20 : 1231, i + 1}, least);
}

static void by_month(struct nation *n, char least[36])
{
	static const char *const nama[] = {"Januari", "Februari", "Maret",
		"April", "Mei", "Juni", "Juli", "Agustus", "September",
		"Oktober", "November", "Desember"};

	for (uint32_t i = 0; i < 12; i++)
		period_put(n, &(struct period){nama[i], SPAN("1"),
			SPAN("Periodik"), i + 1, i + 1,
			i < 11 ? 100 * (i + 2) + 15 : 1231, i + 1}, least);
}

void periods_make(struct nation *n)
{
	bool quarters = number_next(&n->in.hash, 2) == 0;
	enum fault f = fault_drawn(n->faults, SCOPE_INSTANSI,
		number_next(&n->in.hash, RATE_ONE));
	char least[36];

	memset(least, 'z', sizeof(least));
	if (quarters)
		by_quarter(n, least);
	else
		by_month(n, least);
	if (f && fault_shown(n->faults, f)) {
		truth_fault(&n->truth, f);
		period_put(n, &(struct period){"Semester I", quarters ?
			SPAN("1") : SPAN("2"), SPAN("Periodik"), 1, 6, 720, 1},
			least);
		expect(n, "PRD606", 'E', SKP_TABLE_PERIODE, span36(least), f);
	}
	if (n->in.closed)
		period_put(n, &(struct period){"Tahunan", {"", 0},
			SPAN("Final"), 1, 12, 228, 0}, least);
}
