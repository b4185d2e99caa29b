/* SPDX-License-Identifier: MIT */
/* What one row of a government export says: which batches it fills, when, and
 * what is put right on the way. Which column feeds what: headings.def. */
#include "load/table.h"

/* ---- words ---- */

static bool text_in(struct text t, const char *const *list, uint32_t n)
{
	char to[24];
	struct text f = text_fold(t, to, sizeof(to));
	uint32_t i;

	for (i = 0; i < n; i++)
		if (text_eq(f, text_of(list[i])))
			return true;
	return false;
}

static bool text_no(struct text t)
{
	static const char *const no[] = {"false", "tidak", "no", "n", "f", "0",
		"nonaktif", "belum", "tidakada", "belumada"};

	return text_in(t, no, ARRAY_LEN(no));
}

static bool text_yes(struct text t)
{
	static const char *const yes[] = {"true", "ya", "yes", "y", "t", "1",
		"aktif"};

	return text_in(t, yes, ARRAY_LEN(yes));
}

static bool text_plt(struct text t)
{
	static const char *const plt[] = {"plt", "plh", "pj", "pjb"};

	return text_in(t, plt, ARRAY_LEN(plt));
}

static bool text_begins(struct text t, const char *s)
{
	uint32_t n = (uint32_t)strlen(s);

	return t.n >= n && memcmp(t.p, s, n) == 0;
}

/* ---- fixes ---- */

/* ref-unor as CSV shows the level by `--` before the name. */
static struct text fix_level(const struct sheet *s, struct text t)
{
	struct text u = text_trim(t);

	(void)s;
	if (!text_begins(u, "--"))
		return t;
	while (u.n && (*u.p == '-' || *u.p == ' '))
		u = (struct text){u.p + 1, u.n - 1};
	return u;
}

/* The values of `jenis` in both laporan are not documented: what is no kind
 * of SKP says nothing, rather than being wrong. */
static struct text fix_jenis(const struct sheet *s, struct text t)
{
	static const char *const jenis[] = {"organisasi", "individu"};

	(void)s;
	if (t.p && text_in(t, jenis, ARRAY_LEN(jenis)))
		return t;
	return (struct text){NULL, 0};
}

static struct text fix_plt(const struct sheet *s, struct text t)
{
	(void)s;
	return t.p && text_plt(t) ? text_of("1") : t;
}

/* SIASN writes kinds as sentences ("PNS Daerah Kab./Kota yang ..."), and CPNS
 * only in STATUS CPNS PNS. */
static struct text fix_jenis_pegawai(const struct sheet *s, struct text t)
{
	struct text status = sheet_value(s, VIEW_STATUS,
		IN_PEGAWAI_jenis_pegawai);
	char to[24];
	struct text f = t.p ? text_fold(t, to, sizeof(to)) : t;

	if (f.n && (text_begins(f, "pppk") || text_begins(f, "p3k")))
		return text_of("PPPK");
	if (status.p && (text_same_str(text_trim(status), "C") ||
			text_same_str(text_trim(status), "CPNS")))
		return text_of("CPNS");
	if (f.n && (text_begins(f, "cpns") || text_begins(f, "calonp")))
		return text_of("CPNS");
	if (f.n > 3 && text_begins(f, "pns"))
		return text_of("PNS");
	return t;
}

/* ---- conditions ---- */

static bool has(const struct sheet *s, uint32_t view, int32_t field)
{
	struct text t = sheet_value(s, view, field);

	return t.p && !text_none(t, true);
}

static bool when_person(const struct sheet *s)
{
	return has(s, VIEW_PERSON, IN_PEGAWAI_id) ||
		has(s, VIEW_PERSON, IN_PEGAWAI_nip);
}

static bool when_atasan(const struct sheet *s)
{
	return has(s, VIEW_ATASAN, IN_PEGAWAI_id) ||
		has(s, VIEW_ATASAN, IN_PEGAWAI_nip);
}

static bool when_unit(const struct sheet *s)
{
	return has(s, VIEW_UNIT, IN_UNOR_id);
}

static bool when_atasan_unit(const struct sheet *s)
{
	return has(s, VIEW_ATASAN_UNIT, IN_UNOR_id);
}

static bool when_profil(const struct sheet *s)
{
	return has(s, VIEW_PROFIL, IN_PROFIL_pegawai_id);
}

/* A row of a Plt is a second hat: it does not say where its person belongs. */
static bool when_not_plt(const struct sheet *s)
{
	struct text t = sheet_value(s, VIEW_MAIN, IN_SKP_plt);

	return when_profil(s) && !(t.p && (text_yes(t) || text_plt(t)));
}

/* laporan SKP also lists who has none. */
static bool when_skp(const struct sheet *s)
{
	struct text t = sheet_value(s, VIEW_STATUS, IN_SKP_status);

	if (t.p && text_no(t))
		return false;
	if (t.p && text_yes(t))
		return true;
	return has(s, VIEW_MAIN, IN_SKP_id) || has(s, VIEW_MAIN, IN_SKP_mulai) ||
		has(s, VIEW_MAIN, IN_SKP_selesai);
}

/* ---- which profile does what ---- */

enum { REPORT = SKP_BATCH_REPORT, IMPLICIT = SKP_BATCH_IMPLICIT,
	DERIVED = SKP_BATCH_DERIVED | SKP_BATCH_REPORT };

static const struct {
	uint8_t profile, view;
	uint32_t flags;
	when_fn when, filled;
} view_list[] = {
	{PROFILE_DATA_ASN, VIEW_MAIN, REPORT, NULL, NULL},
	{PROFILE_DATA_ASN, VIEW_PROFIL, DERIVED, when_profil, NULL},
	{PROFILE_DATA_ASN, VIEW_UNIT, IMPLICIT, when_unit, NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_MAIN, REPORT | SKP_BATCH_PARTIAL, NULL,
		NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_PROFIL, DERIVED, when_not_plt, NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_PERSON, IMPLICIT, when_person, NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_ATASAN, IMPLICIT | SKP_BATCH_ATASAN,
		when_atasan, NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_UNIT, IMPLICIT, when_unit, NULL},
	{PROFILE_LAPORAN_PENILAIAN, VIEW_ATASAN_UNIT, IMPLICIT,
		when_atasan_unit, NULL},
	{PROFILE_LAPORAN_SKP, VIEW_MAIN, REPORT, NULL, when_skp},
	{PROFILE_LAPORAN_SKP, VIEW_PERSON, IMPLICIT, when_person, NULL},
	{PROFILE_RIWAYAT_JABATAN, VIEW_MAIN, REPORT, NULL, NULL},
	{PROFILE_RIWAYAT_JABATAN, VIEW_PERSON, IMPLICIT, when_person, NULL},
	{PROFILE_RIWAYAT_JABATAN, VIEW_UNIT, IMPLICIT, when_unit, NULL},
};

static const struct {
	uint8_t profile, field;
	fix_fn fix;
} fix_list[] = {
	{PROFILE_REF_UNOR, IN_UNOR_nama, fix_level},
	{PROFILE_DATA_ASN, IN_PEGAWAI_jenis_pegawai, fix_jenis_pegawai},
	{PROFILE_LAPORAN_PENILAIAN, IN_SKP_jenis, fix_jenis},
	{PROFILE_LAPORAN_PENILAIAN, IN_SKP_plt, fix_plt},
	{PROFILE_LAPORAN_SKP, IN_SKP_jenis, fix_jenis},
	{PROFILE_LAPORAN_SKP, IN_SKP_plt, fix_plt},
};

static void setup_fixes(struct sheet *s)
{
	struct rows *r = &s->rows[VIEW_MAIN];
	uint32_t i, c;

	for (i = 0; i < ARRAY_LEN(fix_list); i++)
		for (c = 0; c < r->columns; c++)
			if (fix_list[i].profile == s->profile &&
				fix_list[i].field == r->col[c].field)
				r->col[c].fix = fix_list[i].fix;
}

void exports_setup(struct sheet *s)
{
	struct column *c;
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(view_list); i++) {
		struct rows *r = &s->rows[view_list[i].view];

		if (view_list[i].profile != s->profile)
			continue;
		r->flags = view_list[i].flags;
		r->when = view_list[i].when;
		r->filled = view_list[i].filled;
	}
	for (i = VIEW_STATUS; i < VIEWS; i++)
		s->rows[i].silent = true;
	if (s->rows[VIEW_PROFIL].columns) {
		c = rows_column(&s->rows[VIEW_PROFIL], IN_PROFIL_sumber);
		c->same = s->profile == PROFILE_DATA_ASN ? "siasn"
							 : "ekinerja";
	}
	setup_fixes(s);
}
