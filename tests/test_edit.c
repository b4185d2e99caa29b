/* SPDX-License-Identifier: MIT */
/* Edits of a sealed model: it opens, changes, closes; going back gives what
 * was; a copy shares nothing; an edited model is checked as one that was
 * given so from the start. */
#include "facts.h"

static void edit(void)
{
	ck_assert_msg(skp_model_edit(m, &err) == 0, "%s", err.text);
}

static void change(const char *table, int64_t row, const char *field,
	const char *value)
{
	ck_assert_msg(skp_model_set(m, table_no(table), row,
		field_no(table, field), value, -1, &err) == 0, "%s", err.text);
}

static char *now(void)
{
	report("2026-01-20");
	return written("jsonl", (skp_write_options){0});
}

/* A dinas, two schools, their people, and a fault of most kinds. */
static void district(void)
{
	facts("unor",
		"id=D|instansi_id=I|nama=Dinas Pendidikan|jenis=dinas\n"
		"id=S1|instansi_id=I|diatasan_id=D|nama=SDN 1|npsn=20100001\n"
		"id=S2|instansi_id=I|diatasan_id=D|nama=SDN 2|npsn=20100001\n"
		"id=s2|nama=again\n"
		"id=B|instansi_id=I|diatasan_id=X|nama=Bidang|aktif=tidak");
	facts("pegawai",
		"id=K|nip=198001012005011001|unor_id=D|atasan_id=\n"
		"id=H1|unor_id=S1|atasan_id=K\n"
		"id=G1|unor_id=S1|atasan_id=H1\n"
		"id=G2|unor_id=S1|atasan_id=K\n"
		"id=H2|unor_id=S2|atasan_id=G1\n"
		"id=G3|unor_id=S2|atasan_id=zz\n"
		"id=g3|unor_id=S1");
	facts("penugasan",
		"pegawai_id=K|unor_id=D|jenis=D\n"
		"pegawai_id=H1|unor_id=S1|jenis=TT|mulai=2025-03-01\n"
		"pegawai_id=H2|unor_id=S2|jenis=PLT|mulai=2025-01-01");
	facts("skp",
		"id=K1|pegawai_id=K|jenis=organisasi|status=draft|"
		"mulai=2026-01-01|selesai=2026-12-31\n"
		"id=A|pegawai_id=H1|jenis=organisasi|mulai=2026-01-01\n"
		"id=A|pegawai_id=H1|status=draf|selesai=2026-12-31|unor_id=S2\n"
		"id=B|pegawai_id=G1|status=diajukan|mulai=99|atasan_id=H1");
	facts("kejadian",
		"pegawai_id=G1|aksi=edit_profil|waktu=2026-01-10T08:00:00\n"
		"pegawai_id=H1|aksi=sinkron_asn|waktu=2026-01-11T08:00:00");
}

START_TEST(a_sealed_model_opens_and_closes)
{
	int64_t row;

	fact("unor", "id=U1");
	edit(); /* an open one stays as it is */
	seal();
	ck_assert_int_eq(try_fact("unor", "id=U2", &row), SKP_E_STATE);
	edit();
	fact("unor", "id=U2");
	ck_assert_int_eq(skp_model_find(m, 0, "U2", -1), SKP_E_STATE);
	seal();
	ck_assert_int_eq(skp_model_find(m, 0, "u2 ", -1), 1);
	ck_assert_int_eq(skp_model_find(m, 0, "U3", -1), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_model_find(m, 1, "U2", 2), SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_model_rows(m, 0), 2);
	ck_assert_int_eq(skp_model_rows(m, 8), SKP_E_ARG);
	ck_assert_uint_eq(account("unor").read, 2);
}
END_TEST

START_TEST(a_report_from_before_is_out_of_date)
{
	skp_write_options o = SKP_INIT(skp_write_options);
	struct buf b = {0};

	district();
	report("2026-01-20");
	ck_assert_int_gt(skp_report_count(r), 0);
	edit();
	ck_assert_int_eq(skp_report_count(r), 0);
	ck_assert_int_eq(skp_report_int(r, 0, SKP_F_LEVEL), -1);
	ck_assert_int_eq(skp_report_write(r, "text", &o, collect, &b, &err),
		SKP_E_STATE);
	seal();
	ck_assert_int_eq(skp_report_write(r, "text", &o, collect, &b, &err),
		SKP_E_STATE);
	ck_assert_ptr_nonnull(strstr(err.text, "check again"));
}
END_TEST

/* A caller's rule: its findings are made anew each time. */
static int32_t every_person(void *ctx, skp_facts *f, int64_t row)
{
	(void)ctx;
	(void)row;
	return skp_facts_find(f, NULL, &err);
}

START_TEST(a_report_is_brought_up_to_date)
{
	skp_rule rule = SKP_INIT(skp_rule);
	skp_report *kept;
	char *fresh, *again;

	rule.code = "OWN001";
	rule.table = SKP_TABLE_PEGAWAI;
	rule.severity = SKP_SEVERITY_I;
	rule.title = rule.message = "ada";
	rule.check = every_person;
	ck_assert_int_eq(skp_checker_add_rule(c, &rule, &err), 0);
	district();
	report("2026-01-20");
	ck_assert_int_eq(skp_recheck(NULL, &err), SKP_E_ARG);
	for (int i = 0; i < 4; i++) {
		edit();
		change("pegawai", 2, "atasan_id", i % 2 ? "H1" : "K");
		change("skp", 0, "status", i % 2 ? "diajukan" : "ditolak");
		ck_assert_int_eq(skp_recheck(r, &err), SKP_E_STATE);
		seal();
		ck_assert_int_eq(skp_report_count(r), 0);
		if (i == 2)
			ck_assert_int_eq(skp_checker_set(c, "ignore",
				"REF009", &err), 0);
		ck_assert_int_eq(skp_recheck(r, &err), 0);
		ck_assert_int_gt(skp_report_count(r), 0);
		again = written("jsonl", (skp_write_options){0});
		kept = r;
		ck_assert_int_eq(skp_check(c, m, NULL, &r, &err), 0);
		fresh = written("jsonl", (skp_write_options){0});
		skp_report_free(r);
		r = kept;
		ck_assert_str_eq(again, fresh);
		free(again);
		free(fresh);
	}
}
END_TEST

START_TEST(cells_are_read_as_text)
{
	char to[8];

	district();
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(skp_model_text(m, 1, 2, field_no("pegawai",
			"atasan_id"), to, sizeof(to)), 2);
		ck_assert_str_eq(to, "H1");
		ck_assert_int_eq(skp_model_text(m, 0, 0, UNOR_nama, to,
			sizeof(to)), 16);
		ck_assert_str_eq(to, "Dinas P");
		seal();
	}
	ck_assert_int_eq(skp_model_text(m, 1, 0, PEGAWAI_atasan_id, to, 8), 0);
	ck_assert_int_eq(skp_model_text(m, 1, 99, PEGAWAI_atasan_id, to, 8),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_text(m, 2, 1, PENUGASAN_mulai, NULL, 0),
		10);
}
END_TEST

START_TEST(going_back_gives_the_same_bytes)
{
	char *before, *after;
	int64_t mark[3];

	district();
	before = now();
	mark[0] = skp_model_mark(m);
	edit();
	change("pegawai", 2, "atasan_id", "G2");
	change("pegawai", 2, "kedudukan", "99");
	change("skp", 3, "mulai", "2026-01-01"); /* its REF009 goes */
	change("unor", 0, "kedaluwarsa", "nonsense"); /* one comes */
	seal();
	mark[1] = skp_model_mark(m);
	edit();
	ck_assert_int_eq(skp_model_remove(m, 1, 3, &err), 0);
	ck_assert_int_eq(skp_model_remove(m, 0, 2, &err), 0); /* s2 comes up */
	fact("unor", "id=X|nama=Induk");
	fact("kejadian", "pegawai_id=G2|aksi=muat_ulang|waktu=2026-01-12");
	fact("rhk", "id=R|skp_id=A");
	fact("rhk", "id=R|skp_id=");
	seal();
	edit();
	mark[2] = skp_model_mark(m);
	ck_assert_int_gt(mark[2], mark[1]);
	ck_assert_int_gt(mark[1], mark[0]);
	ck_assert_int_eq(skp_model_undo(m, mark[2] + 1, &err), SKP_E_ARG);
	after = now();
	ck_assert_str_ne(before, after);
	free(after);
	edit();
	ck_assert_int_eq(skp_model_undo(m, mark[0], &err), 0);
	after = now();
	ck_assert_str_eq(before, after);
	free(after);
	free(before);
}
END_TEST

/* A field that an edit names first makes the other rows' cells empty; going
 * back makes them unknown again. */
START_TEST(what_nobody_named_is_unknown_again)
{
	district();
	report("2026-01-20");
	ck_assert_uint_eq(cell_of("unor", "diklaim", 0), CELL_UNKNOWN);
	edit();
	change("unor", 1, "diklaim", "ya");
	seal();
	ck_assert_uint_eq(cell_of("unor", "diklaim", 0), CELL_EMPTY);
	edit();
	ck_assert_int_eq(skp_model_undo(m, 0, &err), 0);
	seal();
	ck_assert_uint_eq(cell(unor_of(m), UNOR_diklaim, 0), CELL_UNKNOWN);
	ck_assert(!model_supplied(m, 0, UNOR_diklaim));
}
END_TEST

static void is_back(const char *before)
{
	char *after;

	edit();
	ck_assert_int_eq(skp_model_undo(m, 0, &err), 0);
	after = now();
	ck_assert_str_eq(before, after);
	free(after);
}

static void give(const char *name, const char *text)
{
	ck_assert_msg(skp_model_load_bytes(m, name, text, strlen(text), NULL,
		&err) == 0, "%s", err.text);
}

/* A row that came by an edit completes an SKP only as long as it is there:
 * what it filled is empty again, or unknown where the file has no column. */
START_TEST(a_merged_row_that_goes_takes_what_it_gave)
{
	char *before, *after;

	district();
	give("skp-1.csv", "id,pegawai_id,mulai\nz,G2,2026-01-01\n");
	before = now();
	edit();
	give("skp-2.csv", "id,pegawai_id,mulai,selesai,atasan_id,status,"
		"unor_id\nZ,G2,,2026-05-31,,draft,x9\n");
	fact("skp", "id=B|pegawai_id=G1|selesai=2026-05-31|jenis=individu|"
		"plt=ya|unor_id=S2");
	after = now();
	ck_assert_str_ne(before, after);
	free(after);
	is_back(before);
	ck_assert_uint_eq(cell_of("skp", "atasan_id", 4), CELL_UNKNOWN);
	ck_assert_uint_eq(cell_of("skp", "plt", 3), CELL_UNKNOWN);
	edit();
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_SKP, 2, &err), 0);
	seal();
	ck_assert_uint_eq(cell_of("skp", "unor_id", 1), CELL_EMPTY);
	is_back(before);
	free(before);
}
END_TEST

/* By id, by NIP, in another case: whoever they called, they call again. */
START_TEST(references_are_as_they_were_written)
{
	static const char nip[] = "198001012005011001";
	char *before;

	district();
	fact("kejadian", "pegawai_id=198001012005011001|aksi=login|"
		"waktu=2026-01-10");
	facts("pegawai", "id=G4|unor_id=s1|atasan_id=k\n"
		"id=G5|unor_id=S1|atasan_id='19800101 200501 1 001");
	before = now();
	edit();
	change("pegawai", 0, "id", "Q");
	seal();
	edit();
	change("pegawai", 0, "nip", "");
	seal();
	is_cell("kejadian", 2, "pegawai_id", nip);
	is_cell("pegawai", 7, "atasan_id", "k");
	is_cell("pegawai", 8, "atasan_id", "'19800101 200501 1 001");
	is_back(before);
	edit();
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_UNOR, 1, &err), 0);
	seal();
	is_cell("pegawai", 7, "unor_id", "s1");
	is_cell("pegawai", 8, "unor_id", "S1");
	is_back(before);
	free(before);
}
END_TEST

/* A row that is gone, too, must not go on to call one that is. */
START_TEST(a_removed_rhk_lets_its_skp_go)
{
	int64_t mark;

	fact("unor", "id=U");
	facts("pegawai", "id=P|unor_id=U\nid=Q|unor_id=U");
	facts("skp", "id=M|pegawai_id=Q|jenis=individu|mulai=2026-01-01");
	facts("rhk", "id=R|skp_id=N\nid=S|skp_id=M");
	report("2026-01-20");
	edit();
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_RHK, 0, &err), 0);
	seal();
	edit();
	mark = skp_model_mark(m);
	fact("skp", "id=N|pegawai_id=P|jenis=individu|mulai=2026-01-01");
	seal();
	ck_assert_uint_eq(cell_of("rhk", "skp_id", 0), 1);
	edit();
	ck_assert_int_eq(skp_model_undo(m, mark, &err), 0);
	seal();
	ck_assert(cell_dangling(cell_of("rhk", "skp_id", 0)));
	edit();
	change("pegawai", 0, "id", "O"); /* all is sealed anew */
	seal();
	ck_assert(cell_dangling(cell_of("rhk", "skp_id", 0)));
	is_cell("rhk", 0, "skp_id", "N");
}
END_TEST

START_TEST(a_failed_load_leaves_no_trace_in_the_journal)
{
	char *before, *after;
	int64_t mark;

	district();
	before = now();
	edit();
	mark = skp_model_mark(m);
	ck_assert_int_lt(skp_model_load_bytes(m, "a.yaml",
		"unor:\n- id: U9\n- id: [\n", 23, NULL, &err), 0);
	ck_assert_int_eq(skp_model_mark(m), mark);
	ck_assert_int_eq(skp_model_load_bytes(m, "a.yaml",
		"unor:\n- id: U9\n  nama: SDN 9\n", 29, NULL, &err), 0);
	ck_assert_int_eq(skp_model_undo(m, mark, &err), 0);
	after = now();
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
}
END_TEST

START_TEST(a_copy_shares_nothing)
{
	skp_model *copy, *first = m;
	char *before, *after;

	district();
	before = now();
	ck_assert_int_eq(skp_model_copy(m, &copy, &err), 0);
	m = copy;
	after = now();
	ck_assert_str_eq(before, after);
	free(after);
	edit();
	change("pegawai", 2, "nama", "Baru");
	fact("pegawai", "id=NEW|unor_id=S1");
	after = now();
	ck_assert_str_ne(before, after);
	free(after);
	skp_report_free(r);
	r = NULL;
	m = first;
	after = now();
	ck_assert_str_eq(before, after);
	free(after);
	free(before);
	skp_model_free(copy);
	ck_assert_int_eq(skp_model_copy(m, NULL, &err), SKP_E_ARG);
	ck_assert_int_eq(skp_model_copy(NULL, &copy, &err), SKP_E_ARG);
}
END_TEST

/* ---- acts ---- */

START_TEST(a_head_is_appointed)
{
	district();
	seal();
	ck_assert_int_eq(skp_model_appoint(m, "S1", "G1", "PLT", "2025-06-01",
		&err), 0);
	seal();
	ck_assert_int_eq(m->table[SKP_TABLE_PENUGASAN].rows, 4);
	ck_assert_uint_eq(cell_of("penugasan", "pegawai_id", 3),
		pegawai("G1"));
	ck_assert_int_eq(skp_model_appoint(m, "S9", "G1", "D", NULL, &err),
		SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_model_appoint(m, "S1", "zz", "D", NULL, &err),
		SKP_E_UNKNOWN);
	ck_assert_int_eq(skp_model_appoint(m, "S1", "G1", "kepala", NULL,
		&err), SKP_E_UNKNOWN);
	seal();
	ck_assert_uint_eq(account("penugasan").read, 4);
	ck_assert_int_eq(skp_model_appoint(m, "S1", "G1", NULL, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_model_appoint(m, NULL, "G1", "D", NULL, &err),
		SKP_E_ARG);
}
END_TEST

START_TEST(an_skp_is_published_or_made)
{
	district();
	seal();
	ck_assert_int_eq(skp_model_publish(m, "D", "K", "diajukan", NULL, NULL,
		&err), 0);
	ck_assert_int_eq(skp_model_publish(m, "S2", "H2", "disetujui",
		"2026-01-01", "2026-12-31", &err), 0);
	report("2026-01-20");
	ck_assert_int_eq(r->j.org[unor("D")], ORG_GOOD);
	ck_assert_int_eq(r->j.org[unor("S2")], ORG_GOOD);
	ck_assert_int_eq(m->table[SKP_TABLE_SKP].rows, 5);
	ck_assert_int_eq(skp_model_publish(m, "D", "K", NULL, NULL, NULL,
		&err), SKP_E_ARG);
}
END_TEST

START_TEST(an_event_is_recorded)
{
	district();
	seal();
	ck_assert_int_eq(skp_model_event(m, "198001012005011001",
		"sinkron_asn", "2026-01-19T07:00:00", &err), 0);
	report("2026-01-20");
	ck_assert(profile_valid(&r->j, pegawai("K"), r->j.pada));
	ck_assert_int_eq(skp_model_event(m, "K", "menari", "2026-01-19",
		&err), SKP_E_UNKNOWN);
	seal();
	ck_assert_uint_eq(account("kejadian").read, 3);
	ck_assert_int_eq(skp_model_event(m, "K", "login", NULL, &err),
		SKP_E_ARG);
}
END_TEST

START_TEST(an_atasan_is_set_everywhere)
{
	district();
	seal();
	ck_assert_int_eq(skp_model_set_atasan(m, "G1", "H2", &err), 0);
	seal();
	ck_assert_uint_eq(cell_of("pegawai", "atasan_id", 2), pegawai("H2"));
	ck_assert_uint_eq(cell_of("skp", "atasan_id", 3), pegawai("H2"));
	ck_assert_int_eq(skp_model_set_atasan(m, "G1", NULL, &err), 0);
	seal();
	ck_assert_uint_eq(cell_of("skp", "atasan_id", 3), CELL_EMPTY);
}
END_TEST

/* ---- random edits ---- */

static uint32_t lottery;

static uint32_t draw(uint32_t n)
{
	lottery = lottery * 1664525 + 1013904223;
	return (lottery >> 8) % n;
}

static const char *some_value(uint32_t kind)
{
	static const char *const unit[] = {"D", "S1", "s2", "B", "X", ""};
	static const char *const person[] = {"K", "H1", "G1", "g3",
		"zz", ""};
	static const char *const word[] = {"draft", "ditetapkan", "99", "41",
		"sekolah", "zonk", ""};
	static const char *const day[] = {"2026-01-01", "2025-07-31", "x", ""};

	switch (kind) {
	case K_REF_UNOR:
		return unit[draw(ARRAY_LEN(unit))];
	case K_REF_PEGAWAI:
		return person[draw(ARRAY_LEN(person))];
	case K_BOOL:
		return draw(2) ? "ya" : "tidak";
	case K_DATE:
	case K_TIME:
		return day[draw(ARRAY_LEN(day))];
	default:
		return word[draw(ARRAY_LEN(word))];
	}
}

/* Changes, removes or adds something; ids stay, merged SKP too. */
static void some_edit(void)
{
	static const uint32_t table[] = {SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI,
		SKP_TABLE_PENUGASAN, SKP_TABLE_KEJADIAN};
	uint32_t t = table[draw(ARRAY_LEN(table))], f;
	int64_t row = draw((uint32_t)m->table[t].rows);

	if (draw(6) == 0) {
		fact("kejadian", draw(2) ? "pegawai_id=H1|aksi=sinkron_asn|"
			"waktu=2026-01-09" : "pegawai_id=G1|aksi=muat_ulang|"
			"waktu=2026-01-12");
		return;
	}
	if (!row_live(&m->table[t], (uint32_t)row))
		return;
	if (draw(8) == 0) {
		ck_assert_int_eq(skp_model_remove(m, (int32_t)t, row, &err),
			0);
		return;
	}
	f = draw(fields_of(t));
	if (field_of(t, f)->kind > K_NIP && !field_of(t, f)->required)
		ck_assert_int_eq(skp_model_set(m, (int32_t)t, row, (int32_t)f,
			some_value(field_of(t, f)->kind), -1, &err), 0);
}

/* The line of b in which it leaves a. */
static const char *differs(const char *a, char *b)
{
	char *line = b;

	for (; *b && *a == *b; a++, b++)
		if (*b == '\n')
			line = b + 1;
	line[strcspn(line, "\n")] = 0;
	return line;
}

START_TEST(random_edits_are_as_if_given_so_and_go_back)
{
	char *before, *edited, *fresh, *back;

	district();
	before = now();
	for (uint32_t seed = 1; seed <= 200; seed++) {
		lottery = seed;
		edit();
		for (uint32_t i = 0; i < 5; i++)
			some_edit();
		edited = now();
		edit();
		ck_assert_int_eq(skp_model_undo(m, 0, &err), 0);
		back = now();
		ck_assert_msg(!strcmp(before, back), "seed %u", seed);
		afresh();
		district();
		lottery = seed;
		for (uint32_t i = 0; i < 5; i++)
			some_edit();
		fresh = now();
		ck_assert_msg(!strcmp(edited, fresh), "seed %u: %s", seed,
			differs(edited, fresh));
		afresh();
		district();
		seal();
		free(edited);
		free(fresh);
		free(back);
	}
	free(before);
}
END_TEST

START_TEST(memory_that_runs_out_leaves_the_model_whole)
{
	char *before, *after;
	skp_model *copy;
	int32_t e;
	long n;

	district();
	before = now();
	for (n = 0;; n++) {
		edit();
		heap_fail(n, false);
		e = skp_model_set(m, 0, 0, UNOR_nama, "Lain", -1, NULL);
		if (!e)
			e = skp_model_remove(m, 1, 2, NULL);
		if (!e)
			e = skp_model_seal(m, NULL);
		if (!e)
			e = skp_model_copy(m, &copy, NULL);
		if (heap_ok())
			break;
		if (!e) /* there was another way to the memory */
			skp_model_free(copy);
		edit();
		ck_assert_int_eq(skp_model_undo(m, 0, &err), 0);
		after = now();
		ck_assert_str_eq(before, after);
		free(after);
	}
	ck_assert_int_eq(e, 0);
	skp_model_free(copy);
	ck_assert_int_gt(n, 20);
	free(before);
}
END_TEST

RUN("edit", a_sealed_model_opens_and_closes,
	a_report_from_before_is_out_of_date, a_report_is_brought_up_to_date,
	cells_are_read_as_text,
	going_back_gives_the_same_bytes, what_nobody_named_is_unknown_again,
	a_merged_row_that_goes_takes_what_it_gave,
	references_are_as_they_were_written, a_removed_rhk_lets_its_skp_go,
	a_failed_load_leaves_no_trace_in_the_journal, a_copy_shares_nothing,
	a_head_is_appointed, an_skp_is_published_or_made,
	an_event_is_recorded, an_atasan_is_set_everywhere,
	random_edits_are_as_if_given_so_and_go_back,
	memory_that_runs_out_leaves_the_model_whole)
