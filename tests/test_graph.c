/* SPDX-License-Identifier: MIT */
/* The graph: what is drawn, what ties it, what a limit cuts, and that no text
 * of the data is more than text. */
#include "facts.h"
#include "graph.h"

/* The graph as bytes; to be freed. */
static char *drawn(skp_graph_options o)
{
	struct mem mem;
	struct buf b;
	char *s;

	mem_init(&mem, NULL, 0);
	buf_init(&b, &mem);
	o.size = sizeof(o);
	ck_assert_msg(skp_graph_write(c, m, &o, collect, &b, &err) == 0, "%s",
		err.text);
	buf_char(&b, 0);
	ck_assert(!b.fail);
	s = malloc(b.n);
	ck_assert_ptr_nonnull(s);
	memcpy(s, b.p, b.n);
	buf_free(&b);
	return s;
}

static char *json(skp_graph_options o)
{
	o.format = "json";
	return drawn(o);
}

static void has(const char *s, const char *part)
{
	ck_assert_msg(strstr(s, part) != NULL, "no '%s' in\n%s", part, s);
}

static void lacks(const char *s, const char *part)
{
	ck_assert_msg(strstr(s, part) == NULL, "'%s' in\n%s", part, s);
}

static uint32_t count(const char *s, const char *part)
{
	uint32_t n = 0;

	while ((s = strstr(s, part)) != NULL) {
		s += strlen(part);
		n++;
	}
	return n;
}

/* Nodes in the order of ids: B bidang, D dinas, K kabupaten, S and T schools.
 * D has no SKP, S a draft, T a good one; B is vacant. */
static void kabupaten(void)
{
	facts("unor", "id=K|nama=Kabupaten Contoh|diatasan_id=\n"
		"id=D|nama=--Dinas Pendidikan|diatasan_id=K\n"
		"id=B|nama=Bidang Pembinaan SD|diatasan_id=D\n"
		"id=S|nama=SDN 1|diatasan_id=D\n"
		"id=T|nama=SDN 2|diatasan_id=B");
	facts("pegawai", "id=hd|nip=197001011995011001|nama=Ani|unor_id=D\n"
		"id=hs|nip=197001011995011002|nama=Budi|unor_id=S\n"
		"id=ht|nip=197001011995011003|nama=Cici|unor_id=T\n"
		"id=gs|nip=197001011995011004|nama=Dedi|unor_id=S|atasan_id=ht\n"
		"id=gt|nip=197001011995011005|nama=Euis|unor_id=T|atasan_id=x9\n"
		"id=bb|nip=197001011995011006|nama=Feri|unor_id=B|atasan_id=hd");
	facts("penugasan", "pegawai_id=hd|unor_id=D|jenis=D\n"
		"pegawai_id=hs|unor_id=S|jenis=PLT\n"
		"pegawai_id=ht|unor_id=T|jenis=TT");
	facts("skp", "pegawai_id=hs|unor_id=S|jenis=organisasi|status=draft|"
		"mulai=2026-01-01|selesai=2026-12-31\n"
		"pegawai_id=ht|unor_id=T|jenis=organisasi|status=disetujui|"
		"mulai=2026-01-01|selesai=2026-12-31");
	set("pada", "2026-01-20");
	seal();
}

START_TEST(units_say_who_heads_them_and_how_their_skp_stands)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){0});
	has(s, "{\"key\":\"n1\",\"type\":\"unor\",\"id\":\"D\",\"name\":"
	       "\"Dinas Pendidikan\",\"jenis\":\"dinas\",\"heads\":[{\"tugas\":"
	       "\"D\",\"id\":\"197001011995011001\",\"name\":\"Ani\","
	       "\"eligible\":true}],\"org\":\"absent\",\"org_text\":"
	       "\"belum dibuat\",\"needed\":true,\"blocked\":3,"
	       "\"blocked_total\":4,\"root\":\"D\"}");
	has(s, "\"id\":\"S\",\"name\":\"SDN 1\",\"jenis\":\"sekolah\","
	       "\"heads\":[{\"tugas\":\"PLT\"");
	has(s, "\"org\":\"below\",\"org_text\":\"belum terbit\",\"needed\":"
	       "true,\"blocked\":1,\"blocked_total\":1,\"root\":\"D\"}");
	has(s, "\"id\":\"B\",\"name\":\"Bidang Pembinaan SD\",\"jenis\":"
	       "\"bidang\",\"heads\":[],\"org\":\"absent\",\"org_text\":"
	       "\"tidak diperlukan\",\"needed\":false,");
	has(s, "\n\"cut\":0}\n");
	lacks(s, "\"pegawai\"");
	free(s);
}
END_TEST

START_TEST(edges_are_the_unit_above_the_chain_and_who_waits)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){0});
	has(s, "\"edges\":[\n"
	       "{\"from\":\"n0\",\"to\":\"n1\",\"kind\":\"parent\"},\n"
	       "{\"from\":\"n0\",\"to\":\"n1\",\"kind\":\"blocked\","
	       "\"count\":1},\n"
	       "{\"from\":\"n1\",\"to\":\"n2\",\"kind\":\"parent\"},\n"
	       "{\"from\":\"n3\",\"to\":\"n1\",\"kind\":\"parent\"},\n"
	       "{\"from\":\"n3\",\"to\":\"n1\",\"kind\":\"next\"},\n"
	       "{\"from\":\"n3\",\"to\":\"n1\",\"kind\":\"blocked\","
	       "\"count\":1},\n"
	       "{\"from\":\"n3\",\"to\":\"n3\",\"kind\":\"blocked\","
	       "\"count\":1},\n"
	       "{\"from\":\"n4\",\"to\":\"n0\",\"kind\":\"parent\"},\n"
	       "{\"from\":\"n4\",\"to\":\"n1\",\"kind\":\"next\"},\n"
	       "{\"from\":\"n4\",\"to\":\"n1\",\"kind\":\"blocked\","
	       "\"count\":1}],\n");
	free(s);
}
END_TEST

START_TEST(a_person_stands_between_the_right_and_the_recorded_atasan)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){.pegawai = "gs"});
	/* D K S T and Dedi, Budi (right), Cici (recorded) */
	has(s, "{\"key\":\"n4\",\"type\":\"pegawai\",\"id\":"
	       "\"197001011995011004\",\"name\":\"Dedi\",\"role\":"
	       "\"subject\",\"blocked\":true},\n"
	       "{\"key\":\"n5\",\"type\":\"pegawai\",\"id\":"
	       "\"197001011995011002\",\"name\":\"Budi\",\"role\":"
	       "\"expected\",\"blocked\":true},\n"
	       "{\"key\":\"n6\",\"type\":\"pegawai\",\"id\":"
	       "\"197001011995011003\",\"name\":\"Cici\",\"role\":"
	       "\"recorded\",\"blocked\":true}],\n");
	has(s, "{\"from\":\"n4\",\"to\":\"n2\",\"kind\":\"member\"},\n"
	       "{\"from\":\"n4\",\"to\":\"n5\",\"kind\":\"expected\"},\n"
	       "{\"from\":\"n5\",\"to\":\"n2\",\"kind\":\"heads\"},\n"
	       "{\"from\":\"n4\",\"to\":\"n6\",\"kind\":\"recorded\"},\n"
	       "{\"from\":\"n6\",\"to\":\"n3\",\"kind\":\"heads\"}],\n");
	free(s);
	/* by NIP; the right one is recorded, and is drawn once */
	s = json((skp_graph_options){.pegawai = "19700101 199501 1 006"});
	ck_assert_uint_eq(count(s, "\"role\""), 2);
	lacks(s, "\"recorded\"");
	has(s, "\"id\":\"B\"");
	lacks(s, "\"id\":\"S\"");
	free(s);
}
END_TEST

START_TEST(an_atasan_whom_nobody_knows_is_drawn_too)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){.pegawai = "gt"});
	has(s, "\"type\":\"pegawai\",\"id\":\"x9\",\"role\":\"recorded\","
	       "\"blocked\":false}");
	free(s);
	s = drawn((skp_graph_options){.pegawai = "gt"});
	has(s, "<b>x9</b><br/>atasan yang tercatat<br/>(tidak ada dalam data)");
	free(s);
	s = drawn((skp_graph_options){.pegawai = "gt", .mask = 1,
		.lang = "en"});
	lacks(s, "x9");
	has(s, "<br/>the recorded atasan<br/>(not in the data)");
	free(s);
}
END_TEST

START_TEST(a_unit_is_drawn_with_what_is_below_and_above)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){.unor = "b"});
	has(s, "\"id\":\"B\"");
	has(s, "\"id\":\"T\"");
	has(s, "\"id\":\"D\"");
	has(s, "\"id\":\"K\"");
	lacks(s, "\"id\":\"S\"");
	has(s, "\"cut\":0");
	free(s);
	/* the checker's own subtree, where the options say nothing */
	set("unor", "B");
	s = json((skp_graph_options){0});
	lacks(s, "\"id\":\"S\"");
	free(s);
}
END_TEST

START_TEST(an_instansi_may_be_all_of_it)
{
	char *s;

	facts("unor", "id=A|nama=Dinas A|instansi_id=I1|diatasan_id=\n"
		"id=B|nama=Dinas B|instansi_id=I2|diatasan_id=");
	set("pada", "2026-01-20");
	set("instansi", "i2");
	seal();
	s = json((skp_graph_options){0});
	lacks(s, "\"id\":\"A\"");
	has(s, "\"id\":\"B\"");
	free(s);
	set("instansi", "I3");
	ck_assert_int_eq(skp_graph_write(c, m, NULL, collect, NULL, &err),
		SKP_E_UNKNOWN);
}
END_TEST

START_TEST(the_limit_keeps_what_most_wait_for_with_the_line_above)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){.limit = 2});
	has(s, "\"id\":\"D\"");
	has(s, "\"id\":\"K\"");
	has(s, "\"cut\":3}");
	ck_assert_uint_eq(count(s, "\"key\""), 2);
	free(s);
	s = json((skp_graph_options){.limit = 3});
	has(s, "\"id\":\"S\""); /* waited for by one, T by none */
	has(s, "\"cut\":2}");
	free(s);
	/* no room for D and what is above it: the top alone */
	s = json((skp_graph_options){.limit = 1});
	ck_assert_uint_eq(count(s, "\"key\""), 1);
	has(s, "\"id\":\"K\"");
	free(s);
	s = drawn((skp_graph_options){.limit = 2});
	has(s, "<b>3 unit lain tidak digambar</b><br/>(batas: 2 unit)");
	free(s);
	s = drawn((skp_graph_options){.limit = 4, .lang = "en"});
	has(s, "<b>1 more unit is not drawn</b>");
	free(s);
	s = drawn((skp_graph_options){.limit = 5});
	lacks(s, "tidak digambar");
	free(s);
}
END_TEST

START_TEST(of_a_unit_the_nearest_stay)
{
	char *s;

	kabupaten();
	s = json((skp_graph_options){.unor = "D", .limit = 3});
	has(s, "\"id\":\"D\"");
	has(s, "\"id\":\"K\"");
	has(s, "\"id\":\"S\""); /* as near as B, and waited for */
	has(s, "\"cut\":2}");
	free(s);
	s = json((skp_graph_options){.unor = "D", .limit = 1});
	has(s, "\"id\":\"D\"");
	has(s, "\"cut\":4}");
	has(s, "\"edges\":[],");
	free(s);
}
END_TEST

START_TEST(a_cycle_is_drawn_once_and_not_walked_for_ever)
{
	char *s;
	int32_t limit;

	facts("unor", "id=A|nama=Dinas A|diatasan_id=B|pemimpin_id=p\n"
		"id=B|nama=Bidang B|diatasan_id=C\n"
		"id=C|nama=Bidang C|diatasan_id=A\n"
		"id=D|nama=SDN D|diatasan_id=C\n"
		"id=E|nama=Seksi E|diatasan_id=E");
	fact("pegawai", "id=p|unor_id=D");
	set("pada", "2026-01-20");
	seal();
	for (limit = 0; limit < 6; limit++) {
		s = json((skp_graph_options){.limit = limit});
		if (limit == 1) /* the cycle of three does not fit */
			has(s, "\"id\":\"E\"");
		free(s);
		s = json((skp_graph_options){.unor = "D", .limit = limit});
		has(s, "\"id\":\"D\"");
		free(s);
		free(json((skp_graph_options){.pegawai = "p",
			.limit = limit}));
	}
	s = json((skp_graph_options){0});
	ck_assert_uint_eq(count(s, "\"cycle\":true"), 4);
	ck_assert_uint_eq(count(s, "\"kind\":\"parent\""), 5);
	free(s);
	s = drawn((skp_graph_options){0});
	ck_assert_uint_eq(count(s, "label=\"lingkaran\""), 4);
	has(s, "n4 -> n4 [");
	free(s);
}
END_TEST

START_TEST(lines_between_two_units_are_one_in_dot)
{
	char *s;

	kabupaten();
	s = drawn((skp_graph_options){0});
	ck_assert_uint_eq(count(s, "n3 -> n1 "), 1);
	lacks(s, "n3 -> n3");
	has(s, "taillabel=\"1\"");
	/* T's chain goes past the vacant bidang */
	has(s, "n4 -> n0 [color=\"#999999\" style=dotted");
	has(s, "n4 -> n1 [color=\"#c23c00\" penwidth=2");
	has(s, "constraint=false");
	has(s, "AKAR MASALAH: 4 pegawai menunggu</b> (langsung: 3)");
	has(s, "Kepala: Plt. Budi<br/>(197001011995011002)");
	has(s, "Kepala: kosong");
	has(s, "Kepala: bukan ASN");
	has(s, "2026-01-20 23:59 WIB");
	has(s, "subgraph \"cluster_n1\"");
	free(s);
}
END_TEST

START_TEST(words_come_in_the_language_asked_for)
{
	char *s;

	kabupaten();
	s = drawn((skp_graph_options){.lang = "en"});
	has(s, "SKP Organisasi: not made");
	has(s, "ROOT BLOCKER: 4 waiting");
	lacks(s, "Kepala");
	lacks(s, "menunggu");
	free(s);
	s = json((skp_graph_options){.lang = "en"});
	has(s, "\"org_text\":\"not yet published\"");
	free(s);
}
END_TEST

START_TEST(masked_graphs_hold_no_nip_and_no_name)
{
	static const char *const name[] = {"Ani", "Budi", "Cici", "Dedi",
		"Euis", "Feri", "19700101"};
	static const char *const format[] = {"dot", "json"};
	char *s;

	kabupaten();
	for (size_t f = 0; f < ARRAY_LEN(format); f++)
		for (int person = 0; person < 2; person++) {
			s = drawn((skp_graph_options){.format = format[f],
				.pegawai = person ? "gs" : NULL, .mask = 1});
			for (size_t i = 0; i < ARRAY_LEN(name); i++)
				lacks(s, name[i]);
			has(s, "pegawai-1");
			free(s);
		}
}
END_TEST

START_TEST(texts_of_the_data_are_only_text)
{
	char *s;

	fact("unor", "id=a\"]b\\|diatasan_id=|nama=</b><x>&amp;\"\\N]\n"
		     "\xe2\x80\xae" "abc\xef\xbf\xbf");
	fact("pegawai", "id=p<>&\"|nama=\\\"]|unor_id=a\"]b\\");
	fact("penugasan", "pegawai_id=p<>&\"|unor_id=a\"]b\\|jenis=D");
	set("pada", "2026-01-20");
	seal();
	s = drawn((skp_graph_options){0});
	has(s, "<b>&lt;/b&gt;&lt;x&gt;&amp;amp;&quot;\\\\N]\\\\u{000a}\\\\"
	       "u{202e}abc\xef\xbf\xbd</b>");
	has(s, "a&quot;]b\\\\</font>");
	has(s, "\\\\&quot;] (p&lt;&gt;&amp;&quot;)");
	free(s);
	s = json((skp_graph_options){0});
	has(s, "\"id\":\"a\\\"]b\\\\\"");
	has(s, "\"name\":\"</b><x>&amp;\\\"\\\\N]\\\\u{000a}\\\\u{202e}abc");
	free(s);
}
END_TEST

START_TEST(long_names_are_broken_and_cut)
{
	char cells[700] = "id=A|diatasan_id=|nama=", *s, *at, *end;
	uint32_t i, line = 0;

	for (i = 0; i < 300; i++)
		strcat(cells, i % 50 == 49 ? " " : "\xc3\xa9");
	fact("unor", cells);
	set("pada", "2026-01-20");
	seal();
	s = drawn((skp_graph_options){0});
	at = strstr(s, "<b>\xc3\xa9") + 3;
	end = strstr(at, "</b>");
	ck_assert_uint_eq(utf8_bad(at, (uint64_t)(end - at)),
		(uint64_t)(end - at));
	ck_assert(memcmp(end - 3, "\xe2\x80\xa6", 3) == 0);
	for (; at < end; at++) {
		if (memcmp(at, "<br/>", 5) == 0) {
			line = 0;
			at += 4;
		} else if ((*at & 0xc0) != 0x80) {
			ck_assert_uint_le(++line, 37);
		}
	}
	free(s);
}
END_TEST

START_TEST(without_heads_nothing_is_claimed)
{
	char *s;

	fact("unor", "id=A|nama=Dinas A|diatasan_id=");
	fact("pegawai", "id=p|unor_id=A");
	set("pada", "2026-01-20");
	seal();
	s = drawn((skp_graph_options){0});
	has(s, "Kepala: tidak diketahui");
	lacks(s, "menunggu</b>");
	free(s);
	s = json((skp_graph_options){0});
	has(s, "\"org\":\"unknown\"");
	free(s);
}
END_TEST

START_TEST(a_person_without_a_unit_stands_alone)
{
	char *s;

	fact("pegawai", "id=p|nama=Sendiri");
	set("pada", "2026-01-20");
	seal();
	s = json((skp_graph_options){.pegawai = "p"});
	ck_assert_uint_eq(count(s, "\"key\""), 1);
	has(s, "\"edges\":[],");
	free(s);
	s = drawn((skp_graph_options){0});
	has(s, "Tidak ada unit dalam data.");
	free(s);
}
END_TEST

START_TEST(the_order_of_rows_decides_nothing)
{
	static const char *const format[] = {"dot", "json"};
	char *s[2], *t;
	size_t i;

	kabupaten();
	for (i = 0; i < 2; i++)
		s[i] = drawn((skp_graph_options){.format = format[i]});
	afresh();
	facts("skp", "pegawai_id=ht|unor_id=T|jenis=organisasi|"
		"status=disetujui|mulai=2026-01-01|selesai=2026-12-31\n"
		"pegawai_id=hs|unor_id=S|jenis=organisasi|status=draft|"
		"mulai=2026-01-01|selesai=2026-12-31");
	facts("penugasan", "pegawai_id=ht|unor_id=T|jenis=TT\n"
		"pegawai_id=hs|unor_id=S|jenis=PLT\n"
		"pegawai_id=hd|unor_id=D|jenis=D");
	facts("pegawai", "id=bb|nip=197001011995011006|nama=Feri|unor_id=B\n"
		"id=gt|nip=197001011995011005|nama=Euis|unor_id=T\n"
		"id=gs|nip=197001011995011004|nama=Dedi|unor_id=S\n"
		"id=ht|nip=197001011995011003|nama=Cici|unor_id=T\n"
		"id=hs|nip=197001011995011002|nama=Budi|unor_id=S\n"
		"id=hd|nip=197001011995011001|nama=Ani|unor_id=D");
	facts("unor", "id=T|nama=SDN 2|diatasan_id=B\n"
		"id=S|nama=SDN 1|diatasan_id=D\n"
		"id=B|nama=Bidang Pembinaan SD|diatasan_id=D\n"
		"id=D|nama=--Dinas Pendidikan|diatasan_id=K\n"
		"id=K|nama=Kabupaten Contoh|diatasan_id=");
	seal();
	for (i = 0; i < 2; i++) {
		t = drawn((skp_graph_options){.format = format[i]});
		ck_assert_str_eq(t, s[i]);
		free(t);
		free(s[i]);
	}
}
END_TEST

static int32_t keep(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	(void)len;
	return 0;
}

static int32_t refuse(void *ctx, const char *bytes, uint64_t len)
{
	(void)ctx;
	(void)bytes;
	return len > 0;
}

static int32_t try_graph(skp_graph_options o, skp_write_fn write)
{
	o.size = sizeof(o);
	return skp_graph_write(c, m, &o, write, NULL, &err);
}

START_TEST(what_cannot_be_drawn_is_an_error)
{
	fact("unor", "id=A|diatasan_id=");
	ck_assert_int_eq(try_graph((skp_graph_options){0}, keep),
		SKP_E_STATE);
	seal();
	ck_assert_int_eq(try_graph((skp_graph_options){0}, keep),
		SKP_E_STATE); /* no pada */
	set("pada", "2026-01-20");
	ck_assert_int_eq(try_graph((skp_graph_options){0}, keep), 0);
	ck_assert_int_eq(try_graph((skp_graph_options){0}, NULL), SKP_E_ARG);
	ck_assert_int_eq(try_graph((skp_graph_options){.limit = -1}, keep),
		SKP_E_ARG);
	ck_assert_int_eq(try_graph((skp_graph_options){.unor = "A",
		.pegawai = "p"}, keep), SKP_E_ARG);
	ck_assert_int_eq(try_graph((skp_graph_options){.format = "svg"},
		keep), SKP_E_UNKNOWN);
	ck_assert_int_eq(try_graph((skp_graph_options){.unor = "rahasia"},
		keep), SKP_E_UNKNOWN);
	lacks(err.text, "rahasia");
	ck_assert_int_eq(try_graph((skp_graph_options){.pegawai = "rahasia"},
		keep), SKP_E_UNKNOWN);
	lacks(err.text, "rahasia");
	ck_assert_int_eq(try_graph((skp_graph_options){0}, refuse),
		SKP_E_IO);
	ck_assert_int_eq(skp_graph_write(NULL, m, NULL, keep, NULL, &err),
		SKP_E_ARG);
	ck_assert_int_eq(skp_graph_write(c, (skp_model *)(void *)c, NULL,
		keep, NULL, &err), SKP_E_TYPE);
}
END_TEST

START_TEST(no_refused_allocation_leaves_anything)
{
	static const skp_graph_options how[] = {
		{.format = "dot"}, {.format = "json", .mask = 1},
		{.pegawai = "gs"}, {.unor = "D", .limit = 2}
	};
	long live, n;
	bool met;
	int32_t e;

	kabupaten();
	live = heap.live;
	for (size_t i = 0; i < 2 * ARRAY_LEN(how); i++) {
		n = 0;
		do {
			heap_fail(n++, i % 2);
			e = try_graph(how[i / 2], keep);
			met = !heap_ok();
			ck_assert(e == 0 || (met && e == SKP_E_NOMEM));
			/* one refusal may be made good with less */
			ck_assert(e || !met || i % 2 == 0);
			ck_assert_int_eq(heap.live, live);
		} while (met);
		ck_assert_int_gt(n, 20);
	}
}
END_TEST

RUN("graph", units_say_who_heads_them_and_how_their_skp_stands,
	edges_are_the_unit_above_the_chain_and_who_waits,
	a_person_stands_between_the_right_and_the_recorded_atasan,
	an_atasan_whom_nobody_knows_is_drawn_too,
	a_unit_is_drawn_with_what_is_below_and_above,
	an_instansi_may_be_all_of_it,
	the_limit_keeps_what_most_wait_for_with_the_line_above,
	of_a_unit_the_nearest_stay,
	a_cycle_is_drawn_once_and_not_walked_for_ever,
	lines_between_two_units_are_one_in_dot,
	words_come_in_the_language_asked_for,
	masked_graphs_hold_no_nip_and_no_name,
	texts_of_the_data_are_only_text, long_names_are_broken_and_cut,
	without_heads_nothing_is_claimed, a_person_without_a_unit_stands_alone,
	the_order_of_rows_decides_nothing, what_cannot_be_drawn_is_an_error,
	no_refused_allocation_leaves_anything)
