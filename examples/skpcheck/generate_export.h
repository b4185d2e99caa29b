/* SPDX-License-Identifier: MIT */
/* The five exports of SIASN and e-Kinerja BKN that a nation can show as. */
#ifndef GENERATE_EXPORT_H
#define GENERATE_EXPORT_H

#include "generate_bytes.h"

struct exports;
struct files;
struct person;
struct skp_row;
struct unit;

/* Opens the files; NULL when that failed. */
struct exports *exports_open(struct files *d, const char instansi[36]);
void exports_free(struct exports *x);
/* Rows, of which `v` has the canonical texts. */
void export_unor(struct exports *x, const struct unit *u, const struct span *v);
void export_pegawai(struct exports *x, const struct person *p,
	const struct span *v);
void export_tugas(struct exports *x, const struct person *p,
	const struct unit *u, const char *jenis, const char *mulai);
void export_skp(struct exports *x, const struct skp_row *s,
	const struct span *v);
/* Who has none stands in laporan SKP too. */
void export_no_skp(struct exports *x, const struct person *p);

#endif
