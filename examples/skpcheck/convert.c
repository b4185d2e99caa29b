/* SPDX-License-Identifier: MIT */
/* convert.c - writes the inputs as one snapshot, as one YAML or JSON document,
 * or as a folder of canonical tables; says what of them is lost. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <skpcheck.h>

#include "command.h"
#include "folder.h"
#include "message.h"
#include "options.h"
#include "output.h"
#include "session.h"
#include "text.h"

/* ---- where to, and as what ---- */

struct target {
	int format;  /* FORMAT_* */
	bool folder; /* a file a table and source */
};

static const struct {
	const char *suffix;
	int format; /* -1: cannot be written */
} suffixes[] = {
	{".skps", FORMAT_SKPS}, {".yaml", FORMAT_YAML}, {".yml", FORMAT_YAML},
	{".json", FORMAT_JSON}, {".csv", FORMAT_CSV}, {".xlsx", -1},
	{".xls", -1},
};

enum { SUFFIXES = sizeof(suffixes) / sizeof(*suffixes) };

/* The suffix of an output's name among those known, SUFFIXES if none. */
static int suffix_of(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *dot = path ? strrchr(slash ? slash : path, '.') : NULL;
	int i = 0;

	while (i < SUFFIXES && !(dot && text_alike(dot, suffixes[i].suffix)))
		i++;
	return i;
}

static bool is_folder(const char *path)
{
	size_t n = strlen(path);
	struct stat st;

	return (n && path[n - 1] == '/') ||
		(!stat(path, &st) && S_ISDIR(st.st_mode));
}

static int no_xlsx(const struct options *o)
{
	complain(TR(o, "XLSX belum dapat ditulis; pakai csv, yaml, json atau "
		"skps", "XLSX cannot be written yet; take csv, yaml, json or "
		"skps"));
	return EXIT_USAGE;
}

static int no_format(const struct options *o)
{
	complain(TR(o, "sebutkan hasilnya: -o BERKAS.skps, .yaml atau .json, "
		"atau -o FOLDER --format=csv, yaml atau json",
		"say what to write: -o FILE.skps, .yaml or .json, or -o "
		"FOLDER --format=csv, yaml or json"));
	return options_hint(o);
}

static int clash(const struct options *o)
{
	complain(TR(o, "akhiran nama {} tidak cocok dengan --format={}",
		"the suffix of {} does not go with --format={}"), o->output,
		format_name(o));
	return EXIT_USAGE;
}

static int find_target(const struct options *o, struct target *to)
{
	bool out = !o->output || !strcmp(o->output, "-");
	bool folder = !out && is_folder(o->output);
	int i = out || folder ? (int)SUFFIXES : suffix_of(o->output);

	to->format = o->format;
	if (i < SUFFIXES && suffixes[i].format < 0)
		return no_xlsx(o);
	if (i < SUFFIXES && o->format >= 0 && suffixes[i].format != o->format)
		return clash(o);
	if (i < SUFFIXES)
		to->format = suffixes[i].format;
	if (to->format < 0)
		return no_format(o);
	to->folder = !out && i == SUFFIXES && to->format != FORMAT_SKPS;
	if (to->format == FORMAT_SKPS && out && isatty(STDOUT_FILENO)) {
		complain(TR(o, "cuplikan bukan teks: tulis ke berkas dengan "
			"-o", "a snapshot is no text: write it to a file "
			"with -o"));
		return EXIT_USAGE;
	}
	return EXIT_CLEAN;
}

/* ---- what is lost ---- */

static const struct {
	int what;
	const char *id, *en;
} losses[] = {
	{SKP_LOST_REJECTED, "{} baris yang ditolak waktu dibaca tidak ikut",
		"{} rows that were rejected when read are left out"},
	{SKP_LOST_IMPLICIT, "{} pegawai dan unor yang hanya disebut dalam "
		"laporan menjadi tidak dikenal",
		"{} people and units that only reports name become unknown"},
	{SKP_LOST_NAMES, "{} SKP dengan nama unor yang tidak cocok atau ganda "
		"menjadi tanpa unor",
		"{} SKP whose unit's name fits none or several lose it"},
	{SKP_LOST_POSTS, "{} baris riwayat jabatan yang bukan jabatan "
		"pimpinan tidak ikut",
		"{} rows of jabatan history that are no headship are left "
		"out"},
	{SKP_LOST_PARTIAL, "daftar SKP yang belum tentu lengkap akan dianggap "
		"lengkap",
		"a list of SKP that need not be complete will count as "
		"complete"},
	{SKP_LOST_NUMBERS, "{} nomor yang rusak karena tersimpan sebagai "
		"angka menjadi kosong",
		"{} ids that were damaged as numbers become empty"},
	{SKP_LOST_CONTROLS, "{} karakter kendali dihilangkan",
		"{} control characters are left out"},
};

static void tell_losses(const struct session *s, const struct target *to)
{
	char number[24];
	int64_t n;

	for (size_t i = 0; i < sizeof(losses) / sizeof(*losses); i++) {
		if (losses[i].what == SKP_LOST_CONTROLS &&
			to->format == FORMAT_CSV)
			continue;
		n = skp_model_lost(s->m, losses[i].what);
		if (n <= 0)
			continue;
		snprintf(number, sizeof(number), "%lld", (long long)n);
		complain(TR(s->o, losses[i].id, losses[i].en), number);
	}
}

/* ---- one file ---- */

/* In one file a cell whose column its own file lacked would be empty, and
 * findings would come of it that the data do not bear out. */
static int one_fits(const struct session *s)
{
	if (skp_model_lost(s->m, SKP_LOST_UNKNOWN) <= 0)
		return EXIT_CLEAN;
	complain(TR(s->o, "berkas masukan untuk satu tabel berbeda kolomnya: "
		"tulis ke folder dengan -o FOLDER --format={}, satu berkas "
		"untuk tiap sumber", "the inputs of one table differ in their "
		"columns: write to a folder with -o FOLDER --format={}, a "
		"file for each source"),
		s->o->format < 0 ? "csv" : format_name(s->o));
	return EXIT_USAGE;
}

/* CSV holds one table: the only one there is, or none. */
static int only_table(const struct session *s, int32_t *table)
{
	*table = -1;
	for (int32_t t = 0; t < SKP_TABLES; t++) {
		if (skp_model_gives(s->m, t, -1) != 1)
			continue;
		if (*table >= 0) {
			complain(TR(s->o, "satu berkas CSV hanya memuat satu "
				"tabel: pakai -o FOLDER --format=csv",
				"a CSV file holds one table only: take -o "
				"FOLDER --format=csv"));
			return EXIT_USAGE;
		}
		*table = t;
	}
	return EXIT_CLEAN;
}

static int write_file(struct session *s, const struct target *to,
	struct output *out)
{
	static const char *const names[FORMATS] = {[FORMAT_CSV] = "csv",
		[FORMAT_YAML] = "yaml", [FORMAT_JSON] = "json"};
	int32_t table = -1, e;
	int status = EXIT_CLEAN;

	if (to->format != FORMAT_SKPS)
		status = one_fits(s);
	if (!status && to->format == FORMAT_CSV)
		status = only_table(s, &table);
	if (status)
		return status;
	e = to->format == FORMAT_SKPS
		? skp_model_save(s->m, output_write, out, &s->err)
		: skp_model_write(s->m, names[to->format], table, -1,
			output_write, out, &s->err);
	return e && !output_failed(out) ? session_failed(s, NULL)
					: EXIT_CLEAN;
}

static int convert_file(struct session *s, const struct target *to)
{
	struct output *out;
	int status = output_open(s->o, &out);

	if (status)
		return status;
	status = session_model(s, s->o->count, s->o->operands);
	if (!status)
		status = write_file(s, to, out);
	status = output_close(out, status == EXIT_CLEAN, status);
	if (!status && to->format != FORMAT_SKPS)
		tell_losses(s, to);
	return status;
}

/* ---- a folder ---- */

/* Numbered where a table has several sources, so that they are read again in
 * the same order: the byte order of their names. */
static void file_name(char *name, size_t cap, int32_t table, int i, int n,
	const char *suffix)
{
	int width = snprintf(NULL, 0, "%d", n);

	if (n > 1)
		snprintf(name, cap, "%s-%0*d.%s", skp_table_name(table),
			width, i, suffix);
	else
		snprintf(name, cap, "%s.%s", skp_table_name(table), suffix);
}

static int write_table(struct session *s, struct folder *f, int32_t table,
	const char *format)
{
	int32_t sources = skp_model_sources(s->m), k;
	int n = 0, i = 0;
	char name[64];

	for (k = 0; k < sources; k++)
		n += skp_model_gives(s->m, table, k) == 1;
	for (k = 0; k < sources; k++) {
		if (skp_model_gives(s->m, table, k) != 1)
			continue;
		file_name(name, sizeof(name), table, ++i, n, format);
		if (folder_file(f, name))
			return EXIT_SYSTEM;
		if (skp_model_write(s->m, format, table, k, folder_write, f,
			&s->err))
			return folder_failed(f) ? EXIT_SYSTEM
						: session_failed(s, NULL);
	}
	return EXIT_CLEAN;
}

static int convert_folder(struct session *s, const struct target *to)
{
	struct folder *f;
	int status = folder_open(s->o, &f);

	if (status)
		return status;
	status = session_model(s, s->o->count, s->o->operands);
	for (int32_t t = 0; t < SKP_TABLES && !status; t++)
		status = write_table(s, f, t, format_name(s->o));
	status = folder_close(f, status);
	if (!status)
		tell_losses(s, to);
	return status;
}

int command_convert(const struct options *o)
{
	struct target to = {.format = -1};
	struct session s;
	int status = find_target(o, &to);

	if (status)
		return status;
	session_begin(&s, o, NULL);
	status = to.folder ? convert_folder(&s, &to) : convert_file(&s, &to);
	session_end(&s);
	return status;
}
