# SPDX-License-Identifier: MIT
"""What is known is hidden, with a reason and until a day."""

import dataclasses
import gc
import json

import pytest

from skpcheck import (
    Baseline, Checker, Known, SkpFileError, SkpInputError, SkpStateError,
)

ENTRY = ("  - fingerprint: %s\n    code: %s\n"
         "    reason: surat tugas diproses\n")


def text(report, *numbers, **more):
    """A baseline of those findings."""
    prints = report.fingerprints()
    return "baseline:\n" + "".join(
        ENTRY % (prints[i], report[i].code)
        + "".join("    %s: %s\n" % item for item in more.items())
        for i in numbers)


@pytest.fixture
def report(model, checker):
    return checker.check(model)


def test_entries_are_as_the_text_has_them(report):
    known = Baseline(text(report, 1) + text(report, 0, expires="2026-12-31")
                     .replace("baseline:\n", "")
                     .replace("    code: %s\n" % report[0].code, ""))
    one, two = report.fingerprints()[1], report.fingerprints()[0]
    assert list(known) == [
        Known(one, report[1].code, "surat tugas diproses", None, 2),
        Known(two, None, "surat tugas diproses", "2026-12-31", 5)]
    assert len(known) == 2 and known[-1].line == 5
    assert repr(known) == "<skpcheck.Baseline: 2 entries>"
    with pytest.raises(dataclasses.FrozenInstanceError):
        known[0].reason = ""


def test_what_it_knows_is_hidden(report):
    before = list(report)
    known = Baseline(text(report, 2, 0))
    assert report.hidden == 0
    assert report.hide(known) == (1, 1)
    after = before[1:2] + before[3:]
    assert list(report) == after and len(report) == len(after)
    assert report.hidden == 2
    assert report[0] == before[1]
    assert len(report.columns()["code"]) == len(after)
    assert report.findings("en")[0].code == before[1].code
    assert len(report.fingerprints()) == len(after)
    lines = [json.loads(line) for line in report.to_jsonl().splitlines()]
    assert [line["code"] for line in lines if "code" in line] == [
        finding.code for finding in after]
    assert {"hidden": 2} in lines


@pytest.mark.parametrize("lang, words", [
    ("id", "disembunyikan"), ("en", "hidden by the baseline")])
def test_the_text_says_how_many(report, lang, words):
    assert words not in report.write(lang=lang)
    report.hide(Baseline(text(report, 0)))
    assert words in report.write(lang=lang)


def test_an_entry_that_expired_hides_nothing(report):
    whole = len(report)
    assert report.hide(Baseline(
        text(report, 0, expires="2026-01-19"))) == (None,)
    assert len(report) == whole and report.hidden == 0
    assert report.hide(Baseline(
        text(report, 0, expires="2026-01-20"))) == (1,)
    assert len(report) == whole - 1


def test_an_entry_that_matches_nothing_hides_none(report):
    known = Baseline("baseline:\n" + ENTRY % ("0" * 32, "ATS203"))
    assert report.hide(known) == (0,)


def test_one_after_the_other(report):
    first, second = Baseline(text(report, 0)), Baseline(text(report, 1))
    assert (report.hide(first), report.hide(second)) == ((1,), (1,))
    assert report.hidden == 2


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_report_writes_one_to_be_filled_in(report, lang, tmp_path):
    blank = report.write("baseline", lang=lang)
    with pytest.raises(SkpInputError, match="reason"):
        Baseline(blank)
    path = tmp_path / "dikenal.yaml"
    path.write_text(blank.replace("reason:", "reason: ya"),
                    encoding="utf-8")
    for source in (path, str(path)):
        known = Baseline(source)
        assert {one.reason for one in known} == {"ya"}
        assert {one.fingerprint for one in known} == set(
            report.fingerprints())
    report.hide(known)
    assert len(report) == 0


def test_masked_it_names_nobody(report, tables):
    masked = report.write("baseline", mask=True)
    assert not any(row["nip"] in masked for row in tables["pegawai"])
    report.hide(Baseline(masked.replace("reason:", "reason: ya")))
    assert len(report) == 0


def test_under_another_key_nothing_is_known(model, report):
    known = Baseline(text(report, 0, 1))
    with Checker(pada="2026-01-20",
                 fingerprint_key="kunci-rahasia-contoh") as checker:
        assert checker.check(model).hide(known) == (0, 0)


def test_the_tool_hides_the_same(report, folder, tool, tmp_path):
    path = tmp_path.parent / (tmp_path.name + ".yaml")
    path.write_text(text(report, 0, 3), encoding="utf-8")
    said = tool("check", folder, "--pada=2026-01-20", "-f", "jsonl",
                "--baseline=%s" % path)
    report.hide(Baseline(path))
    assert [json.loads(line)["code"] for line in said.splitlines()
            if line.startswith('{"code"')] == [f.code for f in report]


# ---- misuse ---------------------------------------------------------------

BAD = {
    "no reason": "baseline:\n- fingerprint: %s\n" % ("0" * 32),
    "short": "baseline:\n- fingerprint: 12\n  reason: a\n",
    "unknown key": "baseline:\n- nip: 1\n",
    "twice": "baseline:\n" + ENTRY % ("0" * 32, "A") * 2,
    "no day": "baseline:\n" + ENTRY % ("0" * 32, "A") + "    expires: x\n",
    "a list": "- fingerprint: 1\n",
    "nul": "baseline:\n\0",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_no_baseline(name):
    with pytest.raises((SkpInputError, ValueError)) as caught:
        Baseline(BAD[name])
    if name != "nul":
        assert caught.value.file == "baseline" and caught.value.line


def test_what_is_asked_wrongly(report, model, checker):
    for wrong in (None, 5, ["baseline:\n"]):
        with pytest.raises(TypeError):
            Baseline(wrong)
    for wrong in (None, "dikenal.yaml", report):
        with pytest.raises(TypeError):
            report.hide(wrong)
    with pytest.raises(SkpFileError):
        Baseline("/nonexistent/dikenal.yaml")
    with pytest.raises(MemoryError):
        Baseline("baseline:\n" + "".join(
            ENTRY % ("%032x" % i, "A") for i in range(1000)),
            limits={"memory": 100000})
    known = Baseline("baseline: []\n")
    assert known and list(known) == [] and report.hide(known) == ()
    reason = checker.explain(model, report[-1].pegawai)
    with pytest.raises(SkpStateError, match="Reason"):
        reason.findings.hide(known)
    known.close()
    assert repr(known) == "<skpcheck.Baseline: closed>"
    for ask in (lambda: len(known), lambda: known[0],
                lambda: report.hide(known)):
        with pytest.raises(SkpStateError):
            ask()


def test_out_of_date_or_closed_a_report_hides_nothing(report, model):
    known = Baseline(text(report, 0))
    model.edit()
    with pytest.raises(SkpStateError):
        report.hide(known)
    report.close()
    for ask in (lambda: report.hide(known), lambda: report.hidden):
        with pytest.raises(SkpStateError):
            ask()


def test_it_needs_nothing_else(report):
    known = Baseline(text(report, 0))
    report.hide(known)
    kept = known[0]
    known.close()
    del known
    gc.collect()
    assert report.hidden == 1 and report.write()
    assert kept.reason
