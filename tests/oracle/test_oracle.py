#!/usr/bin/env python3
"""Hand-written cases for the sentences of section 3 that are easy to miss."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import check, random_data, read_dir  # noqa: E402
from oracle.meaning import (EXTERNAL, UNKNOWN, World,  # noqa: E402
                            kind_by_name)

PADA = "2026-03-31"


def file_of(table, rows):
    headings = []
    for row in rows:
        headings += [column for column in row if column not in headings]
    return (table, headings, [[row.get(column, "") for column in headings]
                              for row in rows])


def files_of(**tables):
    return [file_of(table, rows) for table, rows in tables.items()]


def findings(pada=PADA, tahun=None, **tables):
    return check(files_of(**tables), pada, tahun)[0]


def codes(found, *prefixes):
    return [(one["code"], one["id"], one["severity"]) for one in found
            if one["code"].startswith(prefixes)]


def unit(id, above="", jenis="lainnya", **more):
    return dict(more, id=id, diatasan_id=above, jenis=jenis)


def person(id, at="", **more):
    return dict(more, id=id, unor_id=at)


def task(who, where, jenis="D", mulai="", selesai=""):
    return dict(pegawai_id=who, unor_id=where, jenis=jenis, mulai=mulai,
                selesai=selesai)


def skp(id, who, **more):
    return dict(dict(mulai="2026-01-01", selesai="2026-12-31"), id=id,
                pegawai_id=who, **more)


def event(who, aksi, waktu, **more):
    return dict(more, pegawai_id=who, aksi=aksi, waktu=waktu)


def row(world, table, id):
    return world.model.find(table, id)


class Asking(unittest.TestCase):
    def world(self, pada=PADA, **tables):
        return World(files_of(**tables), pada)

    def expect(self, world, who, where, answer, t=None):
        t = world.pada if t is None else t
        found = world.expected(row(world, "pegawai", who),
                               row(world, "unor", where), t)
        if found not in (EXTERNAL, UNKNOWN):
            found = (sorted(p.id for p in found[0]), found[1].id)
        self.assertEqual(found, answer)

    def heads(self, world, where, answer, t=None):
        t = world.pada if t is None else t
        found = world.heads(row(world, "unor", where), t)
        self.assertEqual({p.id: kind for p, kind in found.items()}, answer)


class Heads(Asking):
    PEOPLE = [person(x) for x in "abc"] + [person("z", kedudukan="99")]

    def test_the_best_level_wins(self):
        world = self.world(unor=[unit("u")], pegawai=self.PEOPLE, penugasan=[
            task("a", "u", "PLH"), task("b", "u", "PLT")])
        self.heads(world, "u", {"b": "PLT"})

    def test_a_retired_head_counts_for_nothing(self):
        world = self.world(unor=[unit("u")], pegawai=self.PEOPLE, penugasan=[
            task("z", "u", "D"), task("a", "u", "PLH")])
        self.heads(world, "u", {"a": "PLH"})

    def test_both_d_and_tt_count_as_tt(self):
        world = self.world(
            unor=[unit("u", eselon_id="51", pemimpin_id="a")],
            pegawai=self.PEOPLE, penugasan=[task("a", "u", "TT")])
        self.heads(world, "u", {"a": "TT"})
        self.expect(world, "b", "u", (["a"], "u"))

    def test_pemimpin_counts_at_pada_only(self):
        world = self.world(unor=[unit("u", pemimpin_id="a")],
                           pegawai=self.PEOPLE)
        self.heads(world, "u", {"a": "D"})
        self.heads(world, "u", {}, world.pada - 1)

    def test_the_last_day_counts_whole(self):
        world = self.world(unor=[unit("u")], pegawai=self.PEOPLE, penugasan=[
            task("a", "u", "D", "", "2026-03-31"),
            task("b", "u", "D", "2026-04-01")])
        self.heads(world, "u", {"a": "D"})

    def test_a_reversed_period_covers_nothing(self):
        world = self.world(unor=[unit("u")], pegawai=self.PEOPLE, penugasan=[
            task("a", "u", "D", "2026-12-31", "2026-01-01")])
        self.heads(world, "u", {})


class Expected(Asking):
    def test_climbs_past_the_person_and_the_vacant(self):
        world = self.world(
            unor=[unit("top"), unit("mid", "top"), unit("low", "mid")],
            pegawai=[person("boss"), person("p", "low")],
            penugasan=[task("boss", "top"), task("p", "low")])
        self.expect(world, "p", "low", (["boss"], "top"))

    def test_with_two_heads_one_is_not_appraised_by_the_other(self):
        world = self.world(
            unor=[unit("top"), unit("low", "top")],
            pegawai=[person(x) for x in "abt"],
            penugasan=[task("a", "low"), task("b", "low"),
                       task("t", "top")])
        self.expect(world, "a", "low", (["t"], "top"))
        self.expect(world, "t", "low", (["a", "b"], "low"))

    def test_eselon_five_is_passed_over_but_not_through_plt(self):
        tables = dict(unor=[unit("top"), unit("low", "top",
                                              eselon_id="51")],
                      pegawai=[person(x) for x in "abp"])
        world = self.world(penugasan=[task("a", "low"), task("b", "top")],
                           **tables)
        self.expect(world, "p", "low", (["b"], "top"))
        for jenis in ("PLT", "PLH", "PJ", "TT"):
            world = self.world(penugasan=[task("a", "low", jenis),
                                          task("b", "top")], **tables)
            self.expect(world, "p", "low", (["a"], "low"))

    def test_own_eselon_goes_before_the_units(self):
        world = self.world(
            unor=[unit("u", eselon_id="41")],
            pegawai=[person("a", eselon_id="52"), person("p")],
            penugasan=[task("a", "u")])
        self.expect(world, "p", "u", EXTERNAL)

    def test_external_and_unknown(self):
        world = self.world(
            unor=[unit("top"), unit("lost", "x"), unit("a", "b"),
                  unit("b", "a"), unit("c", "b")],
            pegawai=[person("p")], penugasan=[task("p", "top")])
        self.expect(world, "p", "top", EXTERNAL)
        for where in ("lost", "a", "c"):
            self.expect(world, "p", where, UNKNOWN)

    def test_a_past_without_record_is_unknown(self):
        world = self.world(
            unor=[unit("top", pemimpin_id="b"),
                  unit("low", "top", pemimpin_id="a")],
            pegawai=[person(x) for x in "abp"],
            penugasan=[task("b", "low", "PLT", "2025-01-01", "2025-06-30")])
        past = World([], "2025-03-01").pada
        self.expect(world, "p", "low", (["b"], "low"), past)
        self.expect(world, "p", "low", UNKNOWN, past + 200 * 86400)
        self.expect(world, "b", "low", UNKNOWN, past)

    def school(self, **more):
        return dict(
            unor=[unit("kab"), unit("dinas", "kab", "dinas"),
                  unit("bidang", "dinas", "bidang"),
                  unit("sd", "bidang", "sekolah")],
            pegawai=[person("kadis"), person("kabid"),
                     dict(person("ks", "sd"), **more), person("guru")],
            penugasan=[task("kadis", "dinas"), task("kabid", "bidang"),
                       task("ks", "sd", "TT")])

    def test_kepala_sekolah_begins_at_the_dinas(self):
        world = self.world(**self.school())
        self.expect(world, "ks", "sd", (["kadis"], "dinas"))
        self.expect(world, "guru", "sd", (["ks"], "sd"))

    def test_kepala_sekolah_climbs_on_from_a_vacant_dinas(self):
        tables = self.school()
        tables["penugasan"][0] = task("kadis", "kab")
        self.expect(self.world(**tables), "ks", "sd", (["kadis"], "kab"))

    def test_pengawas_sekolah_has_all_heads_up_to_the_dinas(self):
        tables = self.school()
        tables["pegawai"].append(
            person("pw", jabatan="pengawas sekolah Ahli Muda"))
        world = self.world(**tables)
        self.expect(world, "pw", "bidang", (["kabid", "kadis"], "bidang"))
        self.expect(world, "pw", "dinas", (["kadis"], "dinas"))
        self.expect(world, "pw", "kab", EXTERNAL)

    def test_a_pengawas_who_heads_does_not_hide_the_other_head(self):
        world = self.world(
            unor=[unit("dinas", "", "dinas"), unit("b", "dinas")],
            pegawai=[person("pw", jabatan="Pengawas Sekolah"),
                     person("k"), person("d")],
            penugasan=[task("pw", "b"), task("k", "b"), task("d", "dinas")])
        self.expect(world, "pw", "b", (["d", "k"], "b"))
        unit_b = row(world, "unor", "b")
        self.assertEqual(world.next(unit_b).id, "dinas")    # of k, the least


class Order(unittest.TestCase):
    def atasan(self, actual, extra=(), people=(), at="low", **more):
        rows = [dict(person("p", at, atasan_id=actual), **more),
                person("a", "low"), person("t", "top"),
                person("z", "low", kedudukan="99"), person("o", "other")]
        found = findings(
            unor=[unit("top"), unit("low", "top"), unit("sub", "low"),
                  unit("other", "top"), unit("sd", "top", "sekolah")],
            pegawai=rows + list(people),
            penugasan=[task("a", "low"), task("t", "top")] + list(extra))
        return [one[::2] for one in codes(found, "ATS", "REF007")
                if one[1] == "p" and one[0] not in ("ATS208", "ATS201")]

    def test_the_order(self):
        self.assertEqual(self.atasan("a"), [])
        self.assertEqual(self.atasan(""), [("ATS205", "E")])
        self.assertEqual(self.atasan("p"), [("ATS204", "E")])
        self.assertEqual(self.atasan("12345678"), [("REF007", "I")])
        self.assertEqual(self.atasan("19700101 199501 1 777"),
                         [("REF007", "W")])
        self.assertEqual(self.atasan("z"), [("ATS209", "E")])
        self.assertEqual(self.atasan("t"), [("ATS203", "W")])
        self.assertEqual(self.atasan("o"), [("ATS207", "W")])
        self.assertEqual(self.atasan("o", at="sd"), [("ATS211", "E")])

    def test_of_no_known_unit(self):
        self.assertEqual(self.atasan("n", people=[person("n", "x")]),
                         [("ATS203", "E")])

    def test_below_pejabat_pengawas(self):
        staff = [person("s", "low", jenis_jabatan="2")]
        self.assertEqual(self.atasan("s", people=staff), [("ATS206", "E")])
        self.assertEqual(self.atasan("s", [task("s", "other")], staff),
                         [("ATS203", "E")])
        fifth = [person("s", "low", eselon_id="51")]
        self.assertEqual(self.atasan("s", [task("s", "other")], fifth),
                         [("ATS206", "E")])

    def test_a_former_head(self):
        old = [task("o", "low", "PLT", "2025-01-01", "2026-01-31")]
        self.assertEqual(self.atasan("o", old), [("ATS209", "E")])
        again = old + [task("o", "low", "PLH")]
        self.assertEqual(self.atasan("o", again), [("ATS207", "W")])

    def test_delegation_on_the_unit_or_above(self):
        for where, answer in (("low", []), ("top", []),
                              ("sub", [("ATS207", "W")])):
            self.assertEqual(
                self.atasan("o", [task("o", where, "DELEGASI")]), answer)

    def test_an_unrecorded_delegation_is_likely(self):
        found = findings(
            unor=[unit("top"), unit("low", "top")],
            pegawai=[person("t", "top"), person("l", "low"),
                     person("p", "top", atasan_id="l")],
            penugasan=[task("t", "top"), task("l", "low")])
        self.assertEqual([one["detail"] for one in found
                          if one["code"] == "ATS207"], ["delegasi"])

    def test_schools(self):
        tables = dict(
            unor=[unit("dinas", "", "dinas"), unit("sd", "dinas", "sekolah")],
            penugasan=[task("d", "dinas"), task("k", "sd", "TT")])
        found = findings(pegawai=[
            person("d", "dinas"), person("k", "sd", atasan_id="x1"),
            person("g", "sd", atasan_id="d"), person("x1", "dinas")],
            **tables)
        self.assertEqual([one[:2] for one in codes(found, "ATS21")],
                         [("ATS212", "k"), ("ATS211", "g")])

    def test_external_leaves_only_self_and_inactive(self):
        for actual, answer in (("", []), ("q", []), ("o", []),
                               ("b", ["ATS204"]), ("z", ["ATS209"])):
            found = findings(
                unor=[unit("top")],
                pegawai=[person("b", "top", atasan_id=actual), person("o"),
                         person("z", kedudukan="99")],
                penugasan=[task("b", "top")])
            self.assertEqual([one["code"] for one in found if one["id"] == "b"
                              and one["code"][:3] in ("ATS", "REF")], answer)

    def test_an_unknown_cell_asserts_nothing(self):
        tables = dict(unor=[unit("u")], penugasan=[task("a", "u")])
        rows = [person("a", "u"), person("p", "u")]
        self.assertEqual(codes(findings(pegawai=rows, **tables), "ATS"), [])
        rows[0]["atasan_id"] = ""       # now the file has the column
        self.assertEqual(codes(findings(pegawai=rows, **tables), "ATS"),
                         [("ATS205", "p", "E")])

    def test_a_cycle_of_appraisers_follows_the_latest_skp(self):
        tables = dict(unor=[unit("u")], pegawai=[
            person("a", "u", atasan_id="b"), person("b", "u", atasan_id="a")])
        found = findings(**tables)
        self.assertEqual([one["path"] for one in found
                          if one["code"] == "ATS208"], [["a", "b"]])
        found = findings(skp=[skp("s", "a", atasan_id="")], **tables)
        self.assertEqual(codes(found, "ATS208"), [])


class Organisasi(unittest.TestCase):
    UNITS = [unit("dinas", "", "dinas", eselon_id="22"),
             unit("bid", "dinas", "bidang", eselon_id="32"),
             unit("sd", "dinas", "sekolah")]
    TASKS = [task("d", "dinas"), task("b", "bid"), task("k", "sd", "TT")]
    PEOPLE = [person("d", "dinas"), person("b", "bid"), person("k", "sd"),
              person("g", "sd"), person("s", "bid")]

    def org(self, *skps):
        found = findings(unor=self.UNITS, pegawai=self.PEOPLE,
                         penugasan=self.TASKS,
                         skp=list(skps) or [skp("x", "x")])
        return {one["unor"]: one for one in found
                if one["code"] in ("ORG301", "ORG302", "ORG303", "ORG305")}

    def codes(self, *skps):
        return {u: one["code"] for u, one in self.org(*skps).items()}

    def test_an_unmarked_skp_of_a_head_is_one(self):
        self.assertEqual(
            self.codes(skp("1", "d", jenis=""), skp("2", "b", jenis=""),
                       skp("3", "k", jenis="")), {})
        self.assertEqual(
            self.codes(skp("1", "d"), skp("2", "s", jenis=""), skp("3", "k")),
            {"bid": "ORG301"})

    def test_the_individual_form_of_administrators_counts(self):
        self.assertEqual(self.codes(
            skp("1", "d"), skp("2", "b", jenis="individu"), skp("3", "k")),
            {})
        self.assertEqual(self.codes(       # not of eselon II, not of schools
            skp("1", "d", jenis="individu"), skp("2", "b"),
            skp("3", "k", jenis="individu")),
            {"dinas": "ORG301", "sd": "ORG301", "bid": "ORG305"})

    def test_the_best_wins(self):
        self.assertEqual(self.codes(
            skp("1", "d", status="draft"), skp("2", "d", status="Dikembalikan",
                                               jenis="organisasi"),
            skp("3", "b", status="entah"), skp("4", "k", status="ditolak")),
            {"dinas": "ORG302", "bid": "ORG305", "sd": "ORG303"})

    def test_the_run_and_its_root(self):
        found = self.org(skp("1", "b"))
        self.assertEqual(found["sd"]["root"], "dinas")
        self.assertEqual((found["sd"]["blocked"],
                          found["sd"]["blocked_total"]), (1, 1))
        self.assertEqual((found["dinas"]["blocked"],        # b, k
                          found["dinas"]["blocked_total"]), (2, 3))
        self.assertEqual(found["bid"]["root"], "dinas")     # ORG305
        found = self.org(skp("1", "d"))
        self.assertEqual(found["sd"]["root"], "sd")

    def test_a_person_names_the_root_of_their_run(self):
        found = findings(
            unor=self.UNITS, penugasan=self.TASKS,
            pegawai=self.PEOPLE + [person("p", "sd", atasan_id="d")],
            skp=[skp("1", "b")])
        self.assertEqual([one["root"] for one in found
                          if one["code"] == "ATS211"], ["dinas"])

    def test_without_any_skp_nobody_is_blocked(self):
        found = check(files_of(unor=self.UNITS, pegawai=self.PEOPLE,
                               penugasan=self.TASKS), PADA)
        self.assertEqual(codes(found[0], "ORG"), [])
        self.assertIn({"skipped": "ORG301", "reason": "no_skp", "count": 3},
                      found[1])

    def test_what_is_skipped_says_why_and_how_often(self):
        def skipped(**tables):
            return {(one["skipped"], one["reason"]): one["count"]
                    for one in check(files_of(**tables), PADA)[1]}

        found = skipped(unor=[unit("u"), unit("v")], pegawai=[person("a")])
        self.assertEqual(found["ATS202", "no_penugasan"], 2)
        self.assertEqual(found["SYN404", "no_kejadian"], 1)
        self.assertEqual(found["UNR106", "no_column"], 2)
        self.assertNotIn(("PRD606", "no_column"), found)

    def test_who_is_not_wrong_anyway_is_skipped(self):
        people = [person("a", "u", atasan_id="a"), person("b", "u"),
                  person("c", "u", atasan_id="d"),
                  person("d", kedudukan="99")]
        found = check(files_of(unor=[unit("u", "x-9")], pegawai=people,
                               penugasan=[task("z", "u")]), PADA)[1]
        self.assertEqual(
            [one for one in found if one["reason"] == "expected_unknown"],
            [{"skipped": "ATS203", "reason": "expected_unknown",
              "count": 1}])

    def test_a_claim_must_have_succeeded(self):
        units = [dict(one, diklaim="tidak") for one in self.UNITS]
        found = findings(
            unor=units, pegawai=self.PEOPLE, penugasan=self.TASKS,
            kejadian=[event("d", "klaim_pimpinan", "2026-01-05"),
                      event("b", "klaim_pimpinan", "2026-01-05",
                            berhasil="tidak"),
                      event("k", "klaim_pimpinan", "2026-04-01")])
        self.assertEqual([one[1] for one in codes(found, "ORG306")],
                         ["bid", "sd"])

    def test_made_before_every_org_skp(self):
        def made(day, org_day):
            return codes(findings(
                unor=self.UNITS, pegawai=self.PEOPLE, penugasan=self.TASKS,
                skp=[skp("1", "k", jenis="organisasi", dibuat=org_day),
                     skp("2", "g", status="diajukan", dibuat=day)]),
                "ORG304")
        self.assertEqual(made("2026-01-05", "2026-01-06"),
                         [("ORG304", "2", "W")])
        self.assertEqual(made("2026-01-06", "2026-01-06"), [])
        self.assertEqual(made("2026-01-05", ""), [])

    def test_a_head_whose_skp_is_elsewhere(self):
        def where(*units):
            return codes(findings(
                unor=self.UNITS, pegawai=self.PEOPLE, penugasan=self.TASKS,
                skp=[skp(u, "b", unor_id=u) for u in units]), "ORG308")
        self.assertEqual(where("sd"), [("ORG308", "b", "E")])
        self.assertEqual(where("sd", "bid"), [])
        self.assertEqual(where("sd", "x-1"), [])


class Urutan(unittest.TestCase):
    def check(self, *events, atasan="k"):
        return findings(
            unor=[unit("dinas", "", "dinas"), unit("sd", "dinas", "sekolah")],
            penugasan=[task("k", "sd", "TT")],
            pegawai=[person("k", "sd", atasan_id=""),
                     person("g", "sd", atasan_id=atasan)],
            kejadian=[event(who, aksi, "2026-03-01T" + hour)
                      for who, aksi, hour in events])

    def syn(self, *events, **more):
        return [one[::2] for one in codes(self.check(*events, **more),
                                          "SYN401")]

    def test_head_first(self):
        self.assertEqual(self.syn(("k", "sinkron_asn", "08:00"),
                                  ("g", "muat_ulang", "08:05")), [])
        self.assertEqual(self.syn(("g", "muat_ulang", "07:55"),
                                  ("k", "sinkron_asn", "08:00"), atasan="x"),
                         [("SYN401", "E")])

    def test_the_same_instant_is_in_time(self):
        self.assertEqual(self.syn(("g", "muat_ulang", "08:00"),
                                  ("k", "sinkron_asn", "08:00"), atasan="x"),
                         [])

    def test_of_one_instant_the_later_row_is_later(self):
        self.assertEqual(self.syn(("k", "edit_profil", "08:00"),
                                  ("k", "sinkron_asn", "08:00"),
                                  ("g", "muat_ulang", "08:00"), atasan="x"),
                         [])
        self.assertEqual(self.syn(("k", "sinkron_asn", "08:00"),
                                  ("k", "edit_profil", "08:00"),
                                  ("g", "muat_ulang", "08:00"), atasan="x"),
                         [("SYN401", "E")])

    def test_the_repair_held(self):
        self.assertEqual(self.syn(("k", "login", "07:00"),
                                  ("g", "edit_profil", "08:00")),
                         [("SYN401", "I")])

    def test_the_log_has_nothing_of_the_head(self):
        found = self.check(("g", "edit_profil", "08:00"), atasan="x")
        self.assertEqual(codes(found, "SYN401", "SYN403"),
                         [("SYN403", "k", "I"), ("SYN401", "g", "W")])

    def test_only_the_last_repair_counts(self):
        self.assertEqual(self.syn(("g", "edit_profil", "07:00"),
                                  ("k", "sinkron_asn", "08:00"),
                                  ("g", "sinkron_casn", "09:00"),
                                  atasan="x"), [])

    def test_a_later_edit_of_the_head_is_syn403_only(self):
        found = self.check(("k", "sinkron_asn", "08:00"),
                           ("g", "edit_profil", "08:30"),
                           ("g", "sinkron_casn", "08:40"),
                           ("k", "edit_profil", "09:00"))
        self.assertEqual(codes(found, "SYN"), [("SYN403", "k", "W")])

    def test_reloaded_without_a_sync(self):
        def detail(*events):
            return [one.get("detail") for one in self.check(*events)
                    if one["code"] == "SYN404"]
        edit, sync = ("g", "edit_profil", "08:00"), ("g", "validasi", "09:00")
        self.assertEqual(detail(edit, ("g", "muat_ulang", "08:30"), sync),
                         ["muat_ulang"])
        self.assertEqual(detail(edit, sync, ("g", "muat_ulang", "09:30")), [])
        self.assertEqual(detail(edit), ["pada"])
        self.assertEqual(detail(("k", "edit_profil", "08:00")), [])


class Units(unittest.TestCase):
    def test_kinds_by_name(self):
        for name, kind in (
                ("SDN 1 Contoh", "sekolah"), ("--UPTD SMP 2", "sekolah"),
                ("SPF SKB Kota", "sekolah"), ("SDIT Contoh", "lainnya"),
                ("Bidang Pembinaan SD", "bidang"), ("UPT Korwil", "upt"),
                ("Cabang Dinas Wilayah I", "upt"), ("DINAS X", "dinas"),
                ("Puskesmas Y", "puskesmas"), ("Tata Usaha", "seksi")):
            self.assertEqual(kind_by_name(name), kind, name)

    def test_an_excerpt_only_informs(self):
        units = [unit("a", "x"), unit("b", "X"), unit("c", "a")]
        self.assertEqual(codes(findings(unor=units), "REF005"),
                         [("REF005", "a", "I"), ("REF005", "b", "I")])
        units.append(unit("d"))
        self.assertEqual(codes(findings(unor=units), "REF005"),
                         [("REF005", "a", "E"), ("REF005", "b", "E")])

    def test_a_cycle_begins_at_its_least_id(self):
        found = findings(unor=[unit("c", "a"), unit("b", "c"),
                               unit("a", "b"), unit("d", "d"),
                               unit("e", "d")])
        self.assertEqual([one["path"] for one in found
                          if one["code"] == "UNR101"],
                         [["a", "b", "c"], ["d"]])

    def test_roots_of_an_instansi(self):
        units = [unit("a", instansi_id="I"), unit("b", "a", instansi_id="i"),
                 unit("c", "a", instansi_id="j"), unit("d", instansi_id="J")]
        found = [one for one in findings(unor=units)
                 if one["code"] == "UNR102"]
        self.assertEqual([(one["id"], one["path"]) for one in found],
                         [("j", ["c", "d"])])

    def test_a_higher_eselon_below(self):
        units = [unit("a", eselon_id="12"), unit("b", "a", eselon_id="11"),
                 unit("c", "b", eselon_id="10"),
                 unit("d", "c", eselon_id="22"),
                 unit("e", "d", eselon_id="21"),
                 unit("f", "e", eselon_id="00"),
                 unit("g", "f", eselon_id="21")]
        self.assertEqual(codes(findings(unor=units), "UNR103"),
                         [("UNR103", "e", "W")])


class Identity(unittest.TestCase):
    def test_a_plt_prolonged_without_a_gap_is_one(self):
        def found(*tasks):
            return codes(findings(
                pada="2026-07-03", unor=[unit("u")], penugasan=list(tasks),
                pegawai=[person("a"), person("b")]), "ATS213")
        old = task("a", "u", "PLT", "2025-12-01", "2026-02-28")
        bad = [("ATS213", "u", "W")]
        self.assertEqual(found(old, task("a", "u", "PLT", "2026-03-01")), bad)
        self.assertEqual(found(old, task("a", "u", "PLT", "2026-03-02")), [])
        self.assertEqual(found(old, task("b", "u", "PLT", "2026-03-01")), [])
        self.assertEqual(found(task("a", "u", "PLT", "")), [])
        self.assertEqual(found(task("a", "u", "PLT", "2026-01-02")), bad)
        self.assertEqual(found(task("a", "u", "PLT", "2026-01-03")), [])

    def test_who_became_plt_this_year_had_one_skp_last_year(self):
        tables = dict(pegawai=[person("a")], unor=[unit("u")],
                      penugasan=[task("a", "u", "PLT", "2026-01-02")],
                      skp=[skp("s", "a", mulai="2025-01-01",
                               selesai="2025-12-31")])
        self.assertEqual(codes(findings(tahun=2025, **tables), "ATS214"), [])

    def test_an_nrp_is_no_nip(self):
        found = findings(pegawai=[
            dict(nip="71489447", jenis_pegawai="TNI"),
            dict(nip="71489448", jenis_pegawai="--"),
            dict(nip="71489449", jenis_pegawai="")])
        self.assertEqual(codes(found, "IDN"),
                         [("IDN501", "71489448", "E"),
                          ("IDN501", "71489449", "E")])

    def test_the_latest_view_counts_and_a_later_row_is_later(self):
        def found(*views):
            return [one["detail"] for one in findings(
                pegawai=[person("a")], profil=[
                    dict(pegawai_id="a", sumber=source, golru=golru,
                         waktu=waktu) for source, golru, waktu in views])]
        old, new = "2026-01-01", "2026-02-01"
        siasn = ("siasn", "III/c", "")
        self.assertEqual(found(siasn, ("ekinerja", "33", "")), [])
        self.assertEqual(found(siasn, ("ekinerja", "34", "")), ["golru"])
        self.assertEqual(found(siasn, ("ekinerja", "33", new),
                               ("ekinerja", "34", old)), [])
        self.assertEqual(found(siasn, ("ekinerja", "33", old),
                               ("ekinerja", "34", old)), ["golru"])
        self.assertEqual(found(siasn, ("ekinerja", "33", old),
                               ("ekinerja", "34", "")), [])
        self.assertEqual(found(siasn, ("ekinerja", "33", old),
                               ("ekinerja", "34", "2026-04-01")), [])

    def test_working_days_pass_over_the_weekend(self):
        def found(tried):           # 2026-01-09 is a Friday
            return codes(findings(pegawai=[person("a")], kejadian=[
                event("a", "ubah_vervalptk", "2026-01-09T23:00:00"),
                event("a", "sinkro_gtk", tried)]), "SYN406")
        self.assertEqual(found("2026-01-13T23:59:59"),
                         [("SYN406", "a", "I")])
        self.assertEqual(found("2026-01-14T00:00:00"), [])

    def test_prd608_silences_idn509(self):
        def found(pada, **season):
            return codes(findings(
                pada=pada, unor=[unit("u", instansi_id="i")],
                pegawai=[person("a", "u")], skp=[skp("s", "b")],
                periode=[dict(dict(id="w", awal="01-01", akhir="12-31",
                                   batas="02-15", instansi_id="I"),
                              **season)]), "IDN")
        bad = [("IDN509", "a", "W")]
        self.assertEqual(found("2026-01-31"), [])
        self.assertEqual(found("2026-02-01"), bad)
        self.assertEqual(found("2026-02-15"), bad)
        self.assertEqual(found("2026-02-16"), [])
        self.assertEqual(found("2026-02-16", instansi_id=""), [])
        self.assertEqual(found("2026-02-16", instansi_id="other"), bad)
        self.assertEqual(found("2026-02-16", tahun="2025"), bad)
        self.assertEqual(found("2026-02-16", akhir="12-30"), bad)

    def test_a_delegate_appraises_too(self):
        def found(*tasks):
            return codes(findings(
                unor=[unit("u", pemimpin_id="k")], penugasan=list(tasks),
                pegawai=[person(x, "u") for x in "kdg"],
                skp=[skp("sd", "d", jenis="individu"), skp("sg", "g")],
                rhk=[dict(id="rd", skp_id="sd", klasifikasi=""),
                     dict(id="rg", skp_id="sg", klasifikasi="individu",
                          mendukung_id="rd")]), "ORG307")
        self.assertEqual(found(), [("ORG307", "sg", "W")])
        self.assertEqual(found(task("d", "u", "DELEGASI")), [])

    def test_a_scope_of_all_units_turns_syn402_on(self):
        files = files_of(
            unor=[unit("u", pemimpin_id="k")],
            pegawai=[person("k", "u"), person("p", "u")],
            kejadian=[event("p", "muat_ulang", "2026-01-10")])
        self.assertEqual(codes(check(files, PADA)[0], "SYN402"), [])
        self.assertEqual(
            codes(check(files, PADA, local={"leader_first": "all"})[0],
                  "SYN402"), [("SYN402", "p", "W")])


class Cells(unittest.TestCase):
    def problems(self, **tables):
        return [(one["table"], one["id"], one["detail"], one["line"])
                for one in findings(**tables) if one["code"] == "REF009"]

    def test_no_value_words_are_ids_where_such_a_row_exists(self):
        found = findings(unor=[unit("TOP"), unit("a", "top"),
                               unit("b", "0")])
        self.assertEqual(codes(found, "REF", "UNR"), [])
        world = World(files_of(unor=[unit("TOP"), unit("a", "top")]), PADA)
        self.assertEqual(world.topmost(world.units[1]).id, "TOP")

    def test_repeated_rows_are_not_used_at_all(self):
        found = findings(pegawai=[
            dict(id="a", nip="19.1'1 1"), dict(id="A", nip="2"),
            dict(id="b", nip="2"), dict(id="c", nip="19111")])
        self.assertEqual([(one["id"], one["detail"], one["line"])
                          for one in found if one["code"] == "REF002"],
                         [("19111", "nip", 5), ("2", "id", 3)])

    def test_an_id_goes_before_a_nip(self):
        world = World(files_of(
            unor=[unit("u", pemimpin_id="7")],
            pegawai=[dict(id="a", nip="7"), dict(id="7", nip="8")]), PADA)
        self.assertEqual(world.units[0].ref["pemimpin_id"].get("nip"), "8")

    def test_skp_rows_of_one_id_complete_each_other(self):
        files = files_of(pegawai=[person("p"), person("q")], skp=[
            dict(id="s", pegawai_id="p", status="", mulai="2026-01-01"),
            dict(id="S", pegawai_id="q", status="Pengajuan",
                 mulai="01/01/2026")])
        found, _, tables = check(files, PADA)
        self.assertEqual([(one["id"], one["detail"], one["actual"])
                          for one in found if one["code"] == "REF009"],
                         [("s", "pegawai_id: pertentangan", "q")])
        self.assertEqual(tables[-1]["merged"], 1)
        self.assertEqual(World(files, PADA).skps[0].get("status"), "diajukan")

    def test_unknown_codes_are_told_once_a_file(self):
        self.assertEqual(
            self.problems(pegawai=[dict(id="a", kedudukan="Entah"),
                                   dict(id="b", kedudukan=" ENTAH"),
                                   dict(id="c", kedudukan="--")]),
            [("pegawai", "a", "kedudukan: kode (2)", 2)])

    def test_damaged_and_missing_cells(self):
        self.assertEqual(
            sorted(self.problems(
                pegawai=[person("p")],
                penugasan=[task("p", "", ""), task("#REF!", "u"),
                           task("p", "u", "D", "31/02/2026"),
                           task("p", "u", "D", "0000-00-00")])),
            [("penugasan", "#1", "jenis: wajib", 2),
             ("penugasan", "#1", "unor_id: wajib", 2),
             ("penugasan", "#2", "pegawai_id: galat_excel", 3),
             ("penugasan", "#3", "mulai: tanggal", 4)])

    def test_nothing_is_lost(self):
        for seed in range(40):
            for one in check(random_data.generate(seed), PADA)[2]:
                self.assertEqual(one["read"], sum(
                    one[name] for name in ("loaded", "merged", "repeated",
                                           "empty", "rejected")))

    def test_written_and_read_again_is_the_same(self):
        for seed in range(10):
            files = random_data.generate(seed)
            with tempfile.TemporaryDirectory() as directory:
                random_data.write(files, directory)
                again = read_dir(directory)
            self.assertEqual(*[
                [dict(found, file=names[found["file"]]) if "file" in found
                 else found for found in check(some, PADA)[0]]
                for some, names in (
                    (files, random_data.file_names(files)),
                    (again, sorted(random_data.file_names(files))))])


if __name__ == "__main__":
    unittest.main()
