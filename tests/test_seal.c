/* SPDX-License-Identifier: MIT */
/* Sealing: ids become rows, repeats and merges are settled, rows grouped. */
#include "facts.h"

/* The rows of a slice, as "1 2 3". */
static const char *rows_of(struct slice s)
{
	static char to[256];
	size_t n = 0;

	for (*to = 0; s.p < s.end; s.p++)
		n += (size_t)snprintf(to + n, sizeof(to) - n, "%s%u",
			n ? " " : "", *s.p);
	return to;
}

static void given_rows(const char *table, const char *field, uint32_t flags,
	const char *value)
{
	const uint32_t offset[] = {0, (uint32_t)strlen(value)};
	skp_column column = SKP_INIT(skp_column);
	skp_batch b = SKP_INIT(skp_batch);

	column.field = field_no(table, field);
	column.bytes = value;
	column.offset = offset;
	b.table = table_no(table);
	b.rows = b.columns = 1;
	b.column = &column;
	b.file = -1;
	b.flags = flags;
	ck_assert_int_eq(skp_model_add_batch(m, &b, &err), 0);
}

static void implicit(const char *table, const char *field, const char *value)
{
	given_rows(table, field, SKP_BATCH_IMPLICIT, value);
}

static void atasan(const char *nip)
{
	given_rows("pegawai", "nip", SKP_BATCH_IMPLICIT | SKP_BATCH_ATASAN,
		nip);
}

static const struct table *table_of(const char *table)
{
	return &m->table[table_no(table)];
}

/* ---- repeats ---- */

START_TEST(the_first_of_repeated_units_stays)
{
	facts("unor", "id=U1|nama=A\nid=u1 |nama=B\nid=U2\nid=U1|nama=C");
	seal();
	ck_assert_uint_eq(unor("u1"), 0);
	ck_assert_uint_eq(account("unor").repeated, 2);
	ck_assert_uint_eq(account("unor").loaded, 2);
	ck_assert(!row_live(unor_of(m), 1));
	ck_assert_uint_eq(m->nnote, 2);
	ck_assert_int_eq(m->note[0].reason, NOTE_REPEATED_ID);
	ck_assert_uint_eq(m->note[0].row, 1);
	is_text(names_get(&m->ids, m->note[0].id), "u1"); /* as it wrote */
}
END_TEST

START_TEST(a_person_is_repeated_by_id_or_by_nip)
{
	facts("pegawai", "id=P1|nip=1\nid=P2|nip=1\nid=p1|nip=3\n"
		"id=P4|nip=3\nid=P1|nip=1");
	seal();
	ck_assert_uint_eq(account("pegawai").repeated, 3);
	ck_assert_int_eq(m->note[0].reason, NOTE_REPEATED_NIP);
	ck_assert_int_eq(m->note[1].reason, NOTE_REPEATED_ID);
	ck_assert_int_eq(m->note[2].reason, NOTE_REPEATED_NIP);
	/* a repeated row is not used at all: its NIP is free */
	ck_assert_uint_eq(pegawai("3"), 3);
	is_text(names_get(&m->ids, m->note[0].id), "1");
}
END_TEST

START_TEST(one_persons_id_may_be_anothers_nip)
{
	facts("pegawai", "id=1|nip=2\nid=2|nip=3");
	fact("penugasan", "pegawai_id=2|unor_id=U|jenis=D");
	seal();
	ck_assert_uint_eq(account("pegawai").repeated, 0);
	/* tried as id, then as NIP */
	ck_assert_uint_eq(cell_of("penugasan", "pegawai_id", 0), 1);
	ck_assert_uint_eq(pegawai("2"), 1);
	ck_assert_uint_eq(pegawai("3"), 1);
}
END_TEST

START_TEST(other_repeats_are_counted_and_not_told)
{
	facts("rhk", "id=R1|skp_id=S1\nid=r1|skp_id=S1");
	facts("periode", "id=1\nid=1\nid=2");
	seal();
	ck_assert_uint_eq(account("rhk").repeated, 1);
	ck_assert_uint_eq(account("periode").repeated, 1);
	ck_assert_uint_eq(m->nnote, 0);
}
END_TEST

/* ---- merges ---- */

START_TEST(rows_of_one_skp_complete_each_other)
{
	facts("skp", "id=S1|pegawai_id=P1|status=|mulai=2026-01-01\n"
		"id=s1|pegawai_id=P1|status=Persetujuan|atasan_id=P2\n"
		"id=S1|pegawai_id=P1|mulai=2026-01-01|selesai=2026-12-31");
	seal();
	ck_assert_uint_eq(account("skp").merged, 2);
	ck_assert_uint_eq(account("skp").loaded, 1);
	is_cell("skp", 0, "status", "Persetujuan");
	is_cell("skp", 0, "atasan_id", "P2");
	is_cell("skp", 0, "selesai", "2026-12-31");
	ck_assert(row_state(table_of("skp"), 0) & ROW_TOOK_STATUS);
	ck_assert_uint_eq(m->nnote, 0);
}
END_TEST

START_TEST(a_contradiction_is_told_and_the_first_stays)
{
	facts("skp", "id=S1|pegawai_id=P1|mulai=2026-01-01|atasan_id=X\n"
		"id=S1|pegawai_id=P1|mulai=2026-02-01|atasan_id=x");
	seal();
	is_cell("skp", 0, "mulai", "2026-01-01");
	ck_assert_uint_eq(m->nnote, 1); /* X and x are one unknown person */
	ck_assert_int_eq(m->note[0].reason, NOTE_PERTENTANGAN);
	ck_assert_int_eq(m->note[0].field, SKP_mulai);
	ck_assert_uint_eq(m->note[0].row, 0); /* said of what stays */
	ck_assert_uint_eq(m->note[0].ord, 2); /* where it stands */
	is_text(names_get(&m->texts, m->note[0].value), "2026-02-01");
}
END_TEST

START_TEST(two_references_to_one_person_agree)
{
	fact("pegawai", "id=P1|nip=1");
	facts("skp", "id=S1|pegawai_id=P1|atasan_id=P1\n"
		"id=S1|pegawai_id=1|atasan_id=0");
	seal();
	ck_assert_uint_eq(m->nnote, 0);
	ck_assert_uint_eq(account("skp").merged, 1);
}
END_TEST

START_TEST(words_wait_for_the_policy_to_clash)
{
	facts("skp", "id=S1|pegawai_id=P1|status=draft\n"
		"id=S1|pegawai_id=P1|status=Draf\n"
		"id=S1|pegawai_id=P1|status=disetujui");
	set("select", "REF009");
	report("2026-01-20");
	ck_assert_uint_eq(m->nrewording, 2);
	ck_assert_str_eq(all_found(), "REF009:S1");
	ck_assert_str_eq(found(0, SKP_F_ACTUAL), "disetujui");
}
END_TEST

START_TEST(skp_without_an_id_are_each_their_own)
{
	facts("skp", "pegawai_id=P1\npegawai_id=P1\nid=|pegawai_id=P1");
	seal();
	ck_assert_uint_eq(account("skp").loaded, 3);
}
END_TEST

START_TEST(a_removed_row_merges_with_nothing)
{
	facts("skp", "id=S1|pegawai_id=P1|status=draft\n"
		"id=S1|pegawai_id=P1");
	ck_assert_int_eq(skp_model_remove(m, SKP_TABLE_SKP, 0, &err), 0);
	seal();
	ck_assert_uint_eq(account("skp").merged, 0);
	ck_assert_uint_eq(cell_of("skp", "status", 1), CELL_EMPTY);
}
END_TEST

/* ---- references ---- */

START_TEST(a_reference_finds_its_row_in_any_spelling)
{
	facts("unor", "id=Dinas-1\nid=U2|diatasan_id=DINAS-1");
	facts("pegawai", "id=p1|nip=198001012005011001|unor_id=dinas-1\n"
		"nip=2|atasan_id=19800101 200501 1 001|unor_id=U9");
	seal();
	ck_assert_uint_eq(cell_of("unor", "diatasan_id", 1), 0);
	ck_assert_uint_eq(cell_of("pegawai", "unor_id", 0), 0);
	ck_assert_uint_eq(cell_of("pegawai", "atasan_id", 1), 0);
	ck_assert(cell_dangling(cell_of("pegawai", "unor_id", 1)));
	is_cell("pegawai", 1, "unor_id", "U9");
	is_cell("pegawai", 0, "unor_id", "Dinas-1"); /* as the row wrote it */
	is_cell("pegawai", 1, "atasan_id", "198001012005011001");
}
END_TEST

START_TEST(top_is_no_value_unless_a_row_bears_it)
{
	facts("unor", "id=U1|diatasan_id=TOP|induk_id=0\nid=U2|diatasan_id=xx"
		"\nid=XX");
	seal();
	ck_assert_uint_eq(cell_of("unor", "diatasan_id", 0), CELL_EMPTY);
	ck_assert_uint_eq(cell_of("unor", "induk_id", 0), CELL_EMPTY);
	ck_assert_uint_eq(cell_of("unor", "diatasan_id", 1), 2);
}
END_TEST

START_TEST(a_starred_reference_without_value_rejects_its_row)
{
	facts("penugasan", "pegawai_id=0|unor_id=U1|jenis=D\n"
		"pegawai_id=P1|unor_id=TOP|jenis=D\n"
		"pegawai_id=P1|unor_id=U1|jenis=D");
	seal();
	ck_assert_uint_eq(account("penugasan").rejected, 2);
	ck_assert_uint_eq(account("penugasan").loaded, 1);
	ck_assert_uint_eq(m->nnote, 2);
	ck_assert_int_eq(m->note[1].reason, NOTE_WAJIB);
	ck_assert_int_eq(m->note[1].field, PENUGASAN_unor_id);
	ck_assert_uint_eq(m->note[1].ord, 2);
}
END_TEST

START_TEST(rhk_follow_the_skp_that_stays)
{
	facts("skp", "id=S1|pegawai_id=P1\nid=s1|pegawai_id=P1\n"
		"id=S2|pegawai_id=P1");
	facts("rhk", "id=R1|skp_id=s1\nid=R2|skp_id=S2|mendukung_id=r1\n"
		"id=R3|skp_id=S9|mendukung_id=R9");
	seal();
	ck_assert_uint_eq(cell_of("rhk", "skp_id", 0), 0);
	ck_assert_uint_eq(cell_of("rhk", "skp_id", 1), 2);
	ck_assert_uint_eq(cell_of("rhk", "mendukung_id", 1), 0);
	is_cell("rhk", 1, "mendukung_id", "R1");
	is_cell("rhk", 1, "skp_id", "S2");
	is_cell("rhk", 2, "skp_id", "S9");
	ck_assert_str_eq(rows_of(slice_of(&m->rhk_skp, 0)), "0");
	ck_assert_str_eq(rows_of(slice_of(&m->rhk_skp, 2)), "1");
}
END_TEST

/* As everywhere: "0" is no value unless something bears that very id. */
START_TEST(rhk_that_name_nothing_say_so)
{
	facts("skp", "id=S1|pegawai_id=P1");
	facts("rhk", "id=R1|skp_id=0\nid=R1|skp_id=S1|mendukung_id=0\n"
		     "id=R2|skp_id=S1|mendukung_id=R1");
	seal();
	ck_assert_uint_eq(account("rhk").rejected, 1);
	ck_assert_uint_eq(account("rhk").repeated, 0);
	ck_assert_uint_eq(cell_of("rhk", "mendukung_id", 1), CELL_EMPTY);
	ck_assert_uint_eq(cell_of("rhk", "mendukung_id", 2), 1);
}
END_TEST

START_TEST(rhk_may_name_an_skp_called_0)
{
	facts("skp", "id=0|pegawai_id=P1");
	facts("rhk", "id=XX|skp_id=0\nid=R2|skp_id=0|mendukung_id=xx");
	seal();
	ck_assert_uint_eq(account("rhk").rejected, 0);
	ck_assert_uint_eq(cell_of("rhk", "skp_id", 0), 0);
	ck_assert_uint_eq(cell_of("rhk", "mendukung_id", 1), 0);
}
END_TEST

START_TEST(finding_by_id_is_tolerant)
{
	facts("pegawai", "id=P1|nip=198001012005011001");
	fact("unor", "id=U1");
	ck_assert_uint_eq(model_find_unor(m, text_of("U1")), CELL_EMPTY);
	seal();
	ck_assert_uint_eq(model_find_unor(m, text_of(" u1 ")), 0);
	ck_assert_uint_eq(model_find_unor(m, text_of("U2")), CELL_EMPTY);
	ck_assert_uint_eq(model_find_unor(m, text_of("P1")), CELL_EMPTY);
	ck_assert_uint_eq(pegawai("'19800101 200501 1 001"), 0);
	ck_assert_uint_eq(model_find_pegawai(m, text_of("")), CELL_EMPTY);
	is_text(model_pegawai_id(m, 0), "198001012005011001");
}
END_TEST

/* ---- implicit rows ---- */

START_TEST(what_reports_name_becomes_implicit)
{
	fact("pegawai", "id=P1|nip=1");
	implicit("pegawai", "nip", "1");
	implicit("pegawai", "nip", "2");
	implicit("pegawai", "nip", "2");
	fact("unor", "id=U1");
	implicit("unor", "id", "u1");
	implicit("unor", "id", "U2");
	seal();
	ck_assert_uint_eq(pegawai_of(m)->rows, 2);
	ck_assert_uint_eq(unor_of(m)->rows, 2);
	ck_assert(row_state(pegawai_of(m), 1) & ROW_IMPLICIT);
	ck_assert(!(row_state(pegawai_of(m), 0) & ROW_IMPLICIT));
	ck_assert_uint_eq(account("pegawai").loaded, 1);
	ck_assert_uint_eq(account("unor").loaded, 1);
	ck_assert_uint_eq(unor("U2"), 1);
}
END_TEST

START_TEST(an_implicit_row_stands_nowhere)
{
	int32_t file;
	uint32_t line, ord;

	fact("unor", "id=U1");
	implicit("unor", "id", "U2");
	seal();
	model_place(m, SKP_TABLE_UNOR, 1, &file, &line, &ord);
	ck_assert_int_eq(file, -1);
	ck_assert_uint_eq(line + ord, 0);
}
END_TEST

START_TEST(who_is_more_than_an_atasan_loses_the_mark)
{
	atasan("1");
	atasan("2");
	implicit("pegawai", "nip", "2");
	implicit("pegawai", "nip", "3");
	atasan("3");
	seal();
	ck_assert(row_state(pegawai_of(m), pegawai("1")) & ROW_ATASAN);
	ck_assert(!(row_state(pegawai_of(m), pegawai("2")) & ROW_ATASAN));
	ck_assert(!(row_state(pegawai_of(m), pegawai("3")) & ROW_ATASAN));
}
END_TEST

/* ---- units by name ---- */

static void named_skp(const char *nama, const char *induk)
{
	char row[256];

	snprintf(row, sizeof(row),
		"pegawai_id=P1|__unor_nama=%s|__unor_induk_nama=%s", nama,
		induk);
	fact("skp", row);
}

START_TEST(a_unit_is_found_by_name_within_its_induk)
{
	facts("unor", "id=D1|nama=Dinas A\nid=D2|nama=Dinas B\n"
		"id=S1|nama=--Sekretariat|diatasan_id=D1\n"
		"id=S2|nama=Sekretariat|diatasan_id=D2\n"
		"id=S3|nama=Subbag|diatasan_id=S1\n"
		"id=K|nama=Kelompok|induk_id=D2");
	named_skp("SEKRETARIAT", "dinas a");
	named_skp("Sekretariat", "Dinas B");
	named_skp("Subbag", "Dinas A");
	named_skp("kelompok", "Dinas B");
	named_skp("Subbag", "");
	seal();
	is_cell("skp", 0, "unor_id", "S1");
	is_cell("skp", 1, "unor_id", "S2");
	is_cell("skp", 2, "unor_id", "S3");
	is_cell("skp", 3, "unor_id", "K");
	is_cell("skp", 4, "unor_id", "S3");
	ck_assert_uint_eq(m->nnote, 0);
	ck_assert_str_eq(rows_of(slice_of(&m->skp_unor, unor("S3"))), "2 4");
}
END_TEST

START_TEST(no_unit_or_several_is_told_and_never_guessed)
{
	facts("unor", "id=D1|nama=Dinas A\nid=S1|nama=Seksi|diatasan_id=D1\n"
		"id=S2|nama=Seksi|diatasan_id=D1\n"
		"id=C1|nama=Lingkar|diatasan_id=C2\n"
		"id=C2|nama=Lingkar 2|diatasan_id=C1");
	named_skp("Seksi", "Dinas A");
	named_skp("Bidang", "Dinas A");
	named_skp("Seksi", "Dinas B");
	named_skp("Lingkar", "Dinas A"); /* a cycle ends */
	seal();
	for (uint32_t i = 0; i < 4; i++)
		ck_assert_uint_eq(cell_of("skp", "unor_id", i),
			CELL_UNMATCHED);
	ck_assert_uint_eq(m->nnote, 4);
	ck_assert_int_eq(m->note[0].reason, NOTE_NAMA_GANDA);
	ck_assert_int_eq(m->note[1].reason, NOTE_NAMA_TIDAK_ADA);
	ck_assert_int_eq(m->note[2].reason, NOTE_NAMA_TIDAK_ADA);
	is_text(names_get(&m->texts, m->note[1].value), "Bidang");
}
END_TEST

START_TEST(a_unit_id_comes_before_any_name)
{
	facts("unor", "id=U1|nama=A\nid=U2|nama=B");
	facts("skp", "id=S1|pegawai_id=P1|__unor_nama=A\n"
		"id=S1|pegawai_id=P1|unor_id=U2");
	seal();
	is_cell("skp", 0, "unor_id", "U2");
	ck_assert_uint_eq(m->nnote, 0);
}
END_TEST

START_TEST(without_a_unit_table_a_name_is_an_implicit_unit)
{
	named_skp("Seksi", "Dinas A");
	named_skp("Seksi", "Dinas A");
	named_skp("Seksi", "Dinas B");
	named_skp("Dinas B", "dinas b");
	seal();
	ck_assert_uint_eq(unor_of(m)->rows, 3);
	is_cell("skp", 1, "unor_id", "Dinas A / Seksi");
	is_cell("skp", 2, "unor_id", "Dinas B / Seksi");
	is_cell("skp", 3, "unor_id", "Dinas B");
	is_cell("unor", 0, "nama", "Seksi");
	ck_assert(row_state(unor_of(m), 0) & ROW_IMPLICIT);
}
END_TEST

START_TEST(an_implied_unit_knows_nothing_but_its_name)
{
	implicit("unor", "id", "U1");
	implicit("unor", "npsn", "1"); /* without id: no row, but a column */
	named_skp("Seksi", "");
	seal();
	ck_assert_uint_eq(cell_of("unor", "npsn", unor("Seksi")),
		CELL_UNKNOWN);
}
END_TEST

/* ---- slices ---- */

START_TEST(rows_are_grouped_in_their_order)
{
	facts("unor", "id=U1\nid=U2|diatasan_id=U1|pemimpin_id=P2\n"
		"id=U3|diatasan_id=U1\nid=U1|diatasan_id=U2");
	facts("pegawai", "id=P1|unor_id=U2\nid=P2|unor_id=U1\n"
		"id=P3|unor_id=U2");
	facts("penugasan", "pegawai_id=P2|unor_id=U2|jenis=D\n"
		"pegawai_id=P9|unor_id=U2|jenis=D\n"
		"pegawai_id=P2|unor_id=U9|jenis=PLT");
	seal();
	ck_assert_str_eq(rows_of(slice_of(&m->children, 0)), "1 2");
	ck_assert_str_eq(rows_of(slice_of(&m->children, 1)), ""); /* dead */
	ck_assert_str_eq(rows_of(slice_of(&m->members, 1)), "0 2");
	ck_assert_str_eq(rows_of(slice_of(&m->tugas_unor, 1)), "0 1");
	ck_assert_str_eq(rows_of(slice_of(&m->tugas_pegawai, 1)), "0 2");
	ck_assert_str_eq(rows_of(slice_of(&m->pimpin, 1)), "1");
	ck_assert_str_eq(rows_of(slice_of(&m->kejadian, 1)), "");
}
END_TEST

START_TEST(an_skp_without_unit_belongs_to_its_persons)
{
	facts("unor", "id=U1\nid=U2");
	fact("pegawai", "id=P1|unor_id=U2");
	facts("skp", "pegawai_id=P1|unor_id=\npegawai_id=P1|unor_id=U1\n"
		"pegawai_id=P1\npegawai_id=P1|unor_id=U9\npegawai_id=P9");
	seal();
	ck_assert_str_eq(rows_of(slice_of(&m->skp_unor, 1)), "0 2");
	ck_assert_str_eq(rows_of(slice_of(&m->skp_unor, 0)), "1");
	ck_assert_str_eq(rows_of(slice_of(&m->skp_pegawai, 0)), "0 1 2 3");
}
END_TEST

static void event(const char *who, const char *aksi, const char *waktu)
{
	char row[128];

	snprintf(row, sizeof(row), "pegawai_id=%s|aksi=%s|waktu=%s", who, aksi,
		waktu);
	fact("kejadian", row);
}

START_TEST(events_stand_by_time_and_equal_instants_by_row)
{
	fact("pegawai", "id=P1");
	fact("pegawai", "id=P2");
	event("P1", "login", "2026-01-03");		    /* 0 */
	event("P2", "login", "2026-01-01");		    /* 1 */
	event("P1", "edit_profil", "2026-01-02T10:00:00");  /* 2 */
	event("P1", "sinkron_asn", "2026-01-02T03:00:00Z"); /* 3: the same */
	event("P1", "validasi", "2026-01-01");		    /* 4 */
	event("P1", "login", "2026-01-02T10:00:00");	    /* 5 */
	event("P1", "login", "2026-01-02T09:59:59");	    /* 6 */
	seal();
	ck_assert_str_eq(rows_of(slice_of(&m->kejadian, 0)), "4 6 2 3 5 0");
	ck_assert_str_eq(rows_of(slice_of(&m->kejadian, 1)), "1");
}
END_TEST

START_TEST(views_without_an_instant_come_first)
{
	fact("pegawai", "id=P1");
	facts("profil", "pegawai_id=P1|sumber=siasn|waktu=2026-01-02\n"
		"pegawai_id=P1|sumber=siasn\n"
		"pegawai_id=P1|sumber=dapodik|waktu=");
	seal();
	ck_assert_str_eq(rows_of(slice_of(&m->profil, 0)), "1 2 0");
}
END_TEST

/* ---- again, and when memory runs out ---- */

START_TEST(sealing_twice_is_harmless)
{
	uint64_t before;

	facts("unor", "id=U1\nid=U1");
	seal();
	before = shape();
	seal();
	ck_assert_uint_eq(shape(), before);
	ck_assert_int_eq(try_fact("unor", "id=U2", &(int64_t){0}),
		SKP_E_STATE);
	ck_assert_uint_eq(shape(), before);
}
END_TEST

START_TEST(an_empty_model_seals)
{
	seal();
	ck_assert_uint_eq(model_find_unor(m, text_of("x")), CELL_EMPTY);
	report("2026-01-20");
	ck_assert_int_eq(skp_report_count(r), 0);
}
END_TEST

/* Something of everything that sealing does. */
static void everything(void)
{
	facts("unor", "id=U1|nama=Dinas A|pemimpin_id=P1\nid=U1|nama=B\n"
		"id=U2|nama=Seksi|diatasan_id=u1");
	facts("pegawai", "id=P1|nip=1|unor_id=U1\nid=P2|nip=1\n"
		"id=P3|unor_id=U2|atasan_id=P1\nid=P4|unor_id=U8");
	facts("penugasan", "pegawai_id=P1|unor_id=U1|jenis=D\n"
		"pegawai_id=0|unor_id=U1|jenis=D");
	facts("skp", "id=S1|pegawai_id=P3|status=\n"
		"id=S1|pegawai_id=P4|status=draft|mulai=2026-01-01\n"
		"id=S1|pegawai_id=P3|status=disetujui|jenis=individu\n"
		"id=S2|pegawai_id=P3|__unor_nama=Seksi|"
		"__unor_induk_nama=Dinas A\n"
		"id=S3|pegawai_id=P3|__unor_nama=Bidang");
	facts("rhk", "id=R1|skp_id=S1\nid=R1|skp_id=S1");
	facts("periode", "id=1\nid=1");
	facts("kejadian", "pegawai_id=P3|aksi=login|waktu=2026-01-02\n"
		"pegawai_id=P3|aksi=login|waktu=2026-01-01");
	facts("profil", "pegawai_id=P3|sumber=siasn|waktu=2026-01-02\n"
		"pegawai_id=P3|sumber=siasn|waktu=2026-01-01");
	implicit("unor", "id", "U7");
	implicit("pegawai", "nip", "7");
	atasan("8");
}

/* Only names, and no table of units. */
static void names_alone(void)
{
	named_skp("Seksi", "Dinas A");
	named_skp("Bidang", "Dinas A");
	facts("skp", "id=S1|pegawai_id=P1\nid=S1|pegawai_id=P2|status=draft");
}

/* Every allocation of sealing fails once: rows, notes and accounts are as
 * before, and then all seals to the same as if nothing had been. */
static void seals_after_failure(void (*fill)(void), bool same)
{
	uint64_t open, sealed;
	int32_t e;
	long i;

	afresh();
	fill();
	seal();
	sealed = shape();
	for (i = 0; ; i++) {
		afresh();
		fill();
		open = shape_of(false);
		heap_fail(i, true);
		e = skp_model_seal(m, &err);
		if (heap_ok())
			break;
		ck_assert_int_eq(e, SKP_E_NOMEM);
		ck_assert_msg(!same || shape_of(false) == open,
			"after allocation %ld", i);
		ck_assert(!m->sealed);
		seal();
		ck_assert_msg(shape() == sealed, "sealed after allocation %ld",
			i);
	}
	ck_assert_int_eq(e, 0);
	ck_assert_int_gt(i, 5);
}

START_TEST(a_seal_that_fails_puts_everything_back)
{
	seals_after_failure(everything, true);
}
END_TEST

START_TEST(a_seal_that_fails_loses_no_unit_it_implies)
{
	seals_after_failure(names_alone, false);
}
END_TEST

START_TEST(rows_go_on_after_a_seal_that_failed)
{
	everything();
	heap_fail(20, true);
	ck_assert_int_eq(skp_model_seal(m, &err), SKP_E_NOMEM);
	heap_ok();
	fact("unor", "id=U8");
	ck_assert_int_eq(skp_model_set(m, SKP_TABLE_PEGAWAI, 2,
		PEGAWAI_unor_id, "U8", -1, &err), 0);
	seal();
	ck_assert_str_eq(rows_of(slice_of(&m->members, unor("U8"))), "2 3");
	ck_assert_uint_eq(account("unor").repeated, 1);
}
END_TEST

START_TEST(the_limit_of_rows_holds_for_implicit_ones)
{
	limited((skp_limits){.records = 1});
	fact("unor", "id=U1");
	implicit("unor", "id", "U2");
	ck_assert_int_eq(skp_model_seal(m, &err), SKP_E_LIMIT_RECORDS);
	ck_assert(!m->sealed);
	ck_assert_uint_eq(unor_of(m)->rows, 1);
}
END_TEST

RUN("seal", the_first_of_repeated_units_stays,
	a_person_is_repeated_by_id_or_by_nip,
	one_persons_id_may_be_anothers_nip,
	other_repeats_are_counted_and_not_told,
	rows_of_one_skp_complete_each_other,
	a_contradiction_is_told_and_the_first_stays,
	two_references_to_one_person_agree,
	words_wait_for_the_policy_to_clash,
	skp_without_an_id_are_each_their_own,
	a_removed_row_merges_with_nothing,
	a_reference_finds_its_row_in_any_spelling,
	top_is_no_value_unless_a_row_bears_it,
	a_starred_reference_without_value_rejects_its_row,
	rhk_follow_the_skp_that_stays,
	rhk_that_name_nothing_say_so, rhk_may_name_an_skp_called_0,
	finding_by_id_is_tolerant,
	what_reports_name_becomes_implicit, an_implicit_row_stands_nowhere,
	who_is_more_than_an_atasan_loses_the_mark,
	a_unit_is_found_by_name_within_its_induk,
	no_unit_or_several_is_told_and_never_guessed,
	a_unit_id_comes_before_any_name,
	without_a_unit_table_a_name_is_an_implicit_unit,
	an_implied_unit_knows_nothing_but_its_name,
	rows_are_grouped_in_their_order,
	an_skp_without_unit_belongs_to_its_persons,
	events_stand_by_time_and_equal_instants_by_row,
	views_without_an_instant_come_first, sealing_twice_is_harmless,
	an_empty_model_seals, a_seal_that_fails_puts_everything_back,
	a_seal_that_fails_loses_no_unit_it_implies,
	rows_go_on_after_a_seal_that_failed,
	the_limit_of_rows_holds_for_implicit_ones)
