# SPDX-License-Identifier: MIT
"""Findings as objects, as columns and as text say the same; catalogue."""

import dataclasses
import io
import json
import re
import subprocess
import sys
import os

import pytest

import skpcheck
from skpcheck import Checker, Finding

NAMES = ["code", "severity", "table", "id", "pegawai", "unor", "actual",
         "expected", "path", "blocked", "blocked_total", "root", "level",
         "actor", "detail", "source", "message"]


def lines(report, **options):
    return [json.loads(line)
            for line in report.to_jsonl(**options).splitlines()]


@pytest.fixture
def report(model, checker):
    return checker.check(model)


def test_attributes_are_named_as_in_json_lines():
    assert [f.name for f in dataclasses.fields(Finding)] == NAMES


@pytest.mark.parametrize("lang", ["id", "en"])
def test_objects_say_what_json_lines_say(report, lang):
    expected = [line for line in lines(report, lang=lang) if "code" in line]
    found = [finding.to_dict() for finding in report.findings(lang)]
    assert found == expected
    assert [list(f) for f in found] == [list(e) for e in expected]
    assert len(report) == len(expected) > 3


def test_skipped_and_accounts_say_what_json_lines_say(report, model):
    rest = [line for line in lines(report) if "code" not in line]
    assert [{"skipped": s.code, "reason": s.reason, "count": s.count}
            for s in report.skipped] == [r for r in rest if "skipped" in r]
    accounts = {r.pop("table"): r for r in rest if "table" in r}
    assert sorted(accounts) == sorted(model.account())
    for table, account in model.account().items():
        for name, value in accounts[table].items():
            assert getattr(account, name) == value


def test_a_report_is_a_sequence(report):
    findings = list(report)
    assert report[0] == findings[0] and report[-1] == findings[-1]
    assert report[1:3] == findings[1:3]
    assert findings[1] in report and report.index(findings[1]) == 1
    assert list(reversed(report)) == findings[::-1]
    assert bool(report)
    assert "findings" in repr(report)


def test_findings_do_not_change(report):
    with pytest.raises(dataclasses.FrozenInstanceError):
        report[0].code = "X"
    assert isinstance(hash(report[0]), int)
    for finding in report:
        assert isinstance(finding.expected, tuple)
        assert isinstance(finding.path, tuple)
        assert finding.source is None or len(finding.source) == 2


def test_columns_say_what_the_objects_say(report):
    columns = report.columns("en")
    assert list(columns) == [
        n for name in NAMES
        for n in (["file", "line"] if name == "source" else [name])]
    for i, finding in enumerate(report.findings("en")):
        for name in ("code", "id", "pegawai", "unor", "actual", "root",
                     "detail", "message"):
            assert (columns[name][i] or None) == getattr(finding, name)
        assert columns["expected"][i] == finding.expected
        assert columns["blocked"][i] == (
            -1 if finding.blocked is None else finding.blocked)
        assert (columns["file"][i] or None) == (
            finding.source and finding.source[0])


def run(text):
    package = os.path.dirname(os.path.dirname(skpcheck.__file__))
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(
        [package] + [p for p in [os.environ.get("PYTHONPATH")] if p]))
    return subprocess.check_output([sys.executable, "-c", text],
                                   env=environment).decode().strip()


COLUMNS = ("m = skpcheck.Model(); m.add('pegawai', id='a', unor_id='x'); "
           "m.add('unor', id='b'); m.seal(); "
           "r = skpcheck.Checker(pada='2026-01-20').check(m); "
           "print(len(r) > 0, type(r.columns()['line']).__name__, "
           "'numpy' in sys.modules)")


def test_numpy_is_never_imported_by_the_package():
    assert run("import sys, skpcheck; " + COLUMNS) == "True list False"


def test_int_columns_are_arrays_if_numpy_is_there():
    pytest.importorskip("numpy")
    assert run("import sys, numpy, skpcheck; " + COLUMNS) == (
        "True ndarray True")


def test_the_order_is_that_of_repair(report):
    keys = [(f.level, -(f.blocked_total or 0), f.code, f.table, f.id)
            for f in report]
    assert keys == sorted(keys)


def test_ids_with_blanks_stay_whole_in_lists():
    with skpcheck.Model() as model:
        model.add("unor", id="unit a", diatasan_id="unit  b")
        model.add("unor", id="unit  b", diatasan_id="unit a")
        model.seal()
        with Checker(pada="2026-01-20", select="UNR101") as checker:
            assert [f.path for f in checker.check(model)] == [
                ("unit  b", "unit a")]


# ---- writing --------------------------------------------------------------

def test_text_names_the_findings(report):
    text = report.write()
    assert report[0].code in text
    assert "\x1b[" not in text
    assert "\x1b[" in report.write(color=True)
    assert report.write(lang="en") != text
    assert len(report.write(quiet=True)) < len(text)
    assert len(report.write(statistics=True)) > len(text)


def test_a_file_takes_what_is_written(report, model, checker):
    reason = checker.explain(model, report[-1].pegawai)
    for thing in (report, reason):
        file = io.StringIO()
        assert thing.write("jsonl", file) == ""
        assert file.getvalue() == thing.write("jsonl") != ""
        with pytest.raises(TypeError, match="open for writing"):
            thing.write("jsonl", "laporan.jsonl")


def test_masked_output_holds_no_nip(report, tables):
    nips = [row["nip"] for row in tables["pegawai"]]
    assert any(nip in report.to_jsonl() for nip in nips)
    for text in (report.write(mask=True), report.to_jsonl(mask=True)):
        assert not any(nip in text for nip in nips)


def test_less_severe_findings_are_left_out(report):
    def severities(name):
        return {line["severity"]
                for line in lines(report, min_severity=name)
                if "code" in line}

    assert severities("E") == {"E"}
    assert severities("galat") == severities("error") == severities("e")
    assert severities("W") <= {"E", "W"}
    assert severities(None) == {f.severity for f in report}


def test_the_same_input_gives_the_same_bytes(model, checker):
    first = checker.check(model).to_jsonl()
    assert checker.check(model, jobs=2).to_jsonl() == first


# ---- checker --------------------------------------------------------------

def codes(report):
    return {finding.code for finding in report}


def test_the_three_questions_are_parts_of_the_whole(model, checker):
    whole = codes(checker.check(model))
    for question, prefix in ((checker.check_atasan, "ATS"),
                             (checker.check_organisasi, "ORG"),
                             (checker.check_urutan, "SYN")):
        assert codes(question(model)) == {
            c for c in whole if c.startswith(prefix)}
    assert {c[:3] for c in whole} >= {"ATS", "ORG", "SYN"}


def test_codes_are_selected_and_ignored(model):
    def found(**settings):
        with Checker(pada="2026-01-20", **settings) as checker:
            return codes(checker.check(model))

    whole = found()
    assert found(select="ATS") == {c for c in whole if c[:3] == "ATS"}
    assert found(select=["ATS", "ORG"]) == found(select="ATS,ORG")
    assert found(ignore=["ATS"]) == {c for c in whole if c[:3] != "ATS"}
    assert found(select=[]) == whole


def test_a_policy_is_a_text_or_a_path(model, tmp_path):
    text = skpcheck.policy_text()
    path = tmp_path / "kebijakan.yaml"
    path.write_text(text, encoding="utf-8")
    results = set()
    for policy in (None, text, path, str(path)):
        with Checker(policy, pada="2026-01-20") as checker:
            results.add(checker.check(model).to_jsonl())
    assert len(results) == 1


def test_a_graph_is_dot_or_json(model):
    with Checker(pada="2026-01-20") as checker:
        assert checker.graph(model).startswith("digraph ")
        graph = json.loads(checker.graph(model, format="json", limit=1))
        assert len(graph["nodes"]) == 1
        assert graph["cut"] == len(json.loads(checker.graph(
            model, format="json"))["nodes"]) - 1
        one = graph["nodes"][0]["id"]
        assert checker.graph(model, unor=one, lang="en")
        with pytest.raises(skpcheck.SkpUnknownError):
            checker.graph(model, pegawai="tidak ada")
        with pytest.raises(skpcheck.SkpUnknownError):
            checker.graph(model, format="svg")
        with pytest.raises(TypeError):
            checker.graph("data")


def test_policies_come_along():
    names = skpcheck.policies()
    assert names[0] == "permenpanrb-6-2022" and "strict" in names
    assert skpcheck.policy_text(names[0]) == skpcheck.policy_text()
    with Checker(skpcheck.policy_text("strict")) as checker:
        assert "org_min_status: disetujui" in checker.policy_text()
    with pytest.raises(skpcheck.SkpUnknownError, match="strict"):
        skpcheck.policy_text("strickt")


def test_the_policy_in_force_can_be_read(model, tmp_path):
    with Checker("org_min_status: ditetapkan\n") as checker:
        assert "org_min_status: ditetapkan" in checker.policy_text()
        text = checker.policy_text()
    with Checker(text) as again:
        assert again.policy_text() == text
    with pytest.raises(skpcheck.SkpStateError):
        again.policy_text()


def test_a_subtree_can_be_asked_for(model):
    with Checker(pada="2026-01-20", unor="sd1") as checker:
        units = {f.unor for f in checker.check(model) if f.unor}
    assert units == {"sd1"}


# ---- catalogue ------------------------------------------------------------

@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_rule_is_described(lang):
    rules = skpcheck.rules(lang)
    assert len({r.code for r in rules}) == len(rules) > 30
    for rule in rules:
        assert re.match(r"[A-Z]{3}\d{3}$", rule.code)
        assert re.match(r"L[0-8]$", rule.level)
        for field in dataclasses.fields(rule):
            assert (field.name in ("needs", "indicator")
                    or getattr(rule, field.name)), (rule.code, field.name)


def test_a_rule_is_found_by_its_code():
    assert skpcheck.rule("ats203").code == "ATS203"
    assert skpcheck.rule("IDN509").indicator.startswith("COM_1 ")
    assert skpcheck.rule("ATS203").indicator == ""
    assert skpcheck.rule("ATS203", "en") != skpcheck.rule("ATS203")


def test_every_finding_has_its_rule(report):
    assert codes(report) <= {rule.code for rule in skpcheck.rules()}
    for finding in report:
        rule = skpcheck.rule(finding.code)
        assert finding.level == rule.level
        assert finding.severity in rule.severity
        assert finding.table in rule.table


def test_headings_name_fields_that_exist():
    tables = skpcheck.tables()
    headings = skpcheck.headings()
    assert {"ref-unor", "data-asn", "laporan-penilaian", "laporan-skp",
            "riwayat-jabatan"} <= {h.profile for h in headings}
    for heading in headings:
        assert (heading.field in tables[heading.table]
                or heading.field.startswith("__"))


def test_tables_are_those_of_the_manual():
    tables = skpcheck.tables()
    assert list(tables) == ["unor", "pegawai", "penugasan", "skp", "rhk",
                            "kejadian", "profil", "periode"]
    assert tables["rhk"] == ("id", "skp_id", "klasifikasi", "mendukung_id")
    assert skpcheck.required("penugasan") == ("pegawai_id", "unor_id",
                                              "jenis")


def test_words_exist_for_the_tokens_of_a_report(report):
    for lang in ("id", "en"):
        for token in ([s.reason for s in report.skipped]
                      + [f.actor for f in report]):
            assert skpcheck.word(token, lang)
    assert skpcheck.word("tidak ada kata ini") is None


def test_the_version_is_three_numbers():
    assert re.match(r"\d+\.\d+\.\d+$", skpcheck.version())
