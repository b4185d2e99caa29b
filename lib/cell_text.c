/* SPDX-License-Identifier: MIT */
/* From 32 bits back to the text of a cell. */
#include "model.h"

static const char *const bool_text[] = {"tidak", "ya"};
static const char *const akun_text[] = {"aktif", "nonaktif",
	"tidak_terdaftar"};
static const char *const tugas_text[] = {"D", "TT", "PJ", "PLT", "PLH",
	"DELEGASI", "POS"};
static const char *const aksi_text[] = {"login", "edit_profil",
	"sinkron_asn", "sinkron_casn", "validasi", "muat_ulang", "sinkro_gtk",
	"sinkro_penilaian", "klaim_pimpinan", "ubah_vervalptk"};
static const char *const sumber_text[] = {"siasn", "ekinerja", "dapodik",
	"vervalptk"};

static struct text number(uint32_t v, char to[CELL_PRINT])
{
	uint32_t i = CELL_PRINT;

	do {
		to[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	return (struct text){to + i, CELL_PRINT - i};
}

static struct text date(uint32_t v, char to[CELL_PRINT])
{
	if (v < DATE_BIAS / 2) { /* month * 100 + day */
		to[0] = (char)('0' + v / 1000 % 10);
		to[1] = (char)('0' + v / 100 % 10);
		to[2] = '-';
		to[3] = (char)('0' + v / 10 % 10);
		to[4] = (char)('0' + v % 10);
		return (struct text){to, 5};
	}
	clock_print_day((int32_t)v - DATE_BIAS, to);
	return (struct text){to, 10};
}

static struct text reference(const skp_model *m, uint32_t kind, uint32_t v)
{
	uint32_t c;

	if (!cell_row(v))
		return names_get(&m->ids, v & ~CELL_DANGLING);
	switch (kind) {
	case K_REF_UNOR:
		return model_unor_id(m, v);
	case K_REF_PEGAWAI:
		return model_pegawai_id(m, v);
	default:
		c = cell(&m->table[kind == K_REF_SKP ? SKP_TABLE_SKP
						     : SKP_TABLE_RHK], 0, v);
		return names_get(&m->ids, cell_none(c) ? NAME_EMPTY : c);
	}
}

struct text model_cell_text(const skp_model *m, uint32_t table,
	uint32_t field, uint32_t value, char to[CELL_PRINT])
{
	uint32_t kind = field_of(table, field)->kind;

	if (cell_none(value))
		return (struct text){"", 0};
	switch (kind) {
	case K_ID:
	case K_NIP:
	case K_KEY:
		return names_get(&m->ids, value);
	case K_WORD:
		return names_get(&m->words, value);
	case K_TEXT:
		return names_get(&m->texts, value);
	case K_BOOL:
		return text_of(bool_text[value != 0]);
	case K_ENUM_AKUN:
		return text_of(akun_text[value]);
	case K_ENUM_PENUGASAN:
		return text_of(tugas_text[value]);
	case K_ENUM_AKSI:
		return text_of(aksi_text[value]);
	case K_ENUM_SUMBER:
		return text_of(sumber_text[value]);
	case K_DATE:
	case K_PDATE:
		return date(value, to);
	case K_TIME:
		clock_print(value, to);
		return text_of(to);
	case K_NUM:
		return number(value, to);
	default:
		return reference(m, kind, value);
	}
}
