/* SPDX-License-Identifier: MIT */
/* own-rule.c - a rule of your own: a regency wants an office in every school.
 *
 *	cc own-rule.c $(pkg-config --cflags --libs libskpcheck) -o own-rule
 *	./own-rule 2026-01-20 exports/
 */
#include <stdio.h>
#include <string.h>

#include <skpcheck.h>

static int teacher(const skp_facts *f, int64_t pegawai)
{
	int32_t jabatan = skp_field_find(SKP_TABLE_PEGAWAI, "jabatan", -1);
	char text[64];

	skp_facts_text(f, SKP_TABLE_PEGAWAI, pegawai, jabatan, text,
		sizeof(text));
	return strncmp(text, "Guru", 4) == 0;
}

/* Called for each unit; says nothing of units that are no school. */
static int32_t has_office(void *ctx, skp_facts *f, int64_t unor)
{
	int32_t by = skp_field_find(SKP_TABLE_PEGAWAI, "unor_id", -1);
	int64_t n = skp_facts_referring(f, SKP_TABLE_PEGAWAI, by, unor), k, p;
	const char *kind = skp_facts_kind(f, unor);
	skp_found found = SKP_INIT(skp_found);
	char people[32];

	(void)ctx;
	if (!kind || strcmp(kind, "sekolah") != 0)
		return 0;
	for (k = 0; k < n; k++) {
		p = skp_facts_referring_at(f, SKP_TABLE_PEGAWAI, by, unor, k);
		if (skp_facts_person(f, p) & SKP_PERSON_MEMBER &&
			!teacher(f, p))
			return 0;
	}
	snprintf(people, sizeof(people), "%d", (int)n);
	found.detail = people;
	return skp_facts_find(f, &found, NULL);
}

static int32_t write_out(void *ctx, const char *bytes, uint64_t len)
{
	return fwrite(bytes, 1, (size_t)len, ctx) != len;
}

int main(int argc, char **argv)
{
	skp_error err = SKP_INIT(skp_error);
	skp_rule rule = SKP_INIT(skp_rule);
	skp_model *m = NULL;
	skp_checker *c = NULL;
	skp_report *r = NULL;
	int bad;

	rule.code = "KAB001";
	rule.table = SKP_TABLE_UNOR;
	rule.severity = SKP_SEVERITY_W;
	rule.title = "Sekolah tanpa tenaga administrasi";
	rule.message = "{unor}: dari {detail} pegawai tidak ada tenaga "
		       "administrasi.";
	rule.check = has_office;
	bad = argc != 3 || skp_model_new(NULL, &m, &err) ||
		skp_model_load(m, argv[2], NULL, &err) ||
		skp_model_seal(m, &err) || skp_checker_new(NULL, &c, &err) ||
		skp_checker_add_rule(c, &rule, &err) ||
		skp_checker_set(c, "pada", argv[1], &err) ||
		skp_check(c, m, NULL, &r, &err) ||
		skp_report_write(r, "text", NULL, write_out, stdout, &err);
	if (bad)
		fprintf(stderr, "own-rule PADA PATH: %s\n", err.text);
	skp_report_free(r); /* before what it lends */
	skp_checker_free(c);
	skp_model_free(m);
	return bad ? 2 : 0;
}
