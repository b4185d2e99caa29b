# SPDX-License-Identifier: MIT
"""Two lists of findings, of reports or of reports read back."""

import gc
import io
import json
import pickle

import pytest

import skpcheck
from skpcheck import (
    Baseline, Checker, Counts, SkpArgumentError, SkpFileError, SkpInputError,
    SkpStateError, SkpUnknownError,
)


@pytest.fixture
def old(model, checker):
    return checker.check(model)


@pytest.fixture
def new(model, checker):
    """One thing mended, another one broken."""
    other = model.copy()
    other.set_atasan("198502022010012004", "197505052000032002")
    other.seal()
    other.set_atasan("197505052000032002", None)
    other.seal()
    return checker.check(other)


@pytest.fixture
def expected(old, new):
    """gone, new and same, found without the library's help."""
    before = dict(zip(old.fingerprints(), old))
    after = dict(zip(new.fingerprints(), new))
    assert len(before) == len(old) and len(after) == len(new)
    return ([f for p, f in before.items() if p not in after],
            [f for p, f in after.items() if p not in before],
            [f for p, f in after.items() if p in before])


def test_of_two_reports(checker, old, new, expected):
    diff = checker.diff(old, new, same=True)
    gone, added, same = expected
    assert (diff.gone, diff.new, diff.same) == expected
    assert gone and added and same
    assert diff.counts() == Counts(len(gone), len(added), len(same))
    assert repr(diff) == "<skpcheck.Diff: %d gone, %d new, %d same>" % (
        len(gone), len(added), len(same))


def test_what_is_the_same_must_be_asked_for(checker, old, new):
    diff = checker.diff(old, new)
    assert diff.counts().same > 0
    with pytest.raises(SkpStateError, match="same=True"):
        diff.same


@pytest.mark.parametrize("made", ["text", "bytes", "path", "str path"])
def test_of_reports_read_back(checker, old, new, expected, made, tmp_path):
    path = tmp_path / "lama.jsonl"
    path.write_text(old.to_jsonl(), encoding="utf-8")
    before = {"text": old.to_jsonl(), "bytes": old.to_jsonl().encode(),
              "path": path, "str path": str(path)}[made]
    assert (checker.diff(before, new).gone,
            checker.diff(before, new).new) == expected[:2]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_words_are_of_the_language_asked_for(checker, old, new, lang):
    diff = checker.diff(old, new, lang=lang)
    assert diff.new[0] in new.findings(lang)
    head = {"id": "TEMUAN BARU", "en": "NEW FINDINGS"}[lang]
    assert diff.write().startswith(head)


def test_json_lines_say_the_same(checker, old, new, expected):
    diff = checker.diff(old, new, same=True, fingerprints=True)
    *lines, last = [json.loads(line)
                    for line in diff.write("jsonl").splitlines()]
    assert last == dict(zip(("gone", "new", "same"), map(len, expected)))
    for line in lines:
        assert line.pop("diff") in last
        assert line.pop("fingerprint") in (old.fingerprints()
                                           + new.fingerprints())
    assert lines == [f.to_dict() for part in expected for f in part]


def test_masked_it_names_nobody(checker, old, new, tables):
    diff = checker.diff(old, new, mask=True, same=True)
    texts = [diff.write(), diff.write("jsonl")]
    texts += [str(f) for f in diff.gone + diff.new + diff.same]
    for row in tables["pegawai"]:
        assert not any(row[key] in text for text in texts
                       for key in ("nip", "nama"))
    assert diff.counts() == checker.diff(old, new).counts()


def test_masked_reports_need_their_fingerprints(checker, old, new):
    masked = [report.to_jsonl(mask=True, fingerprints=True)
              for report in (old, new)]
    assert checker.diff(*masked).counts() == checker.diff(old, new).counts()
    with pytest.raises(SkpInputError, match="fingerprints"):
        checker.diff(old.to_jsonl(mask=True), new)
    for before in (masked[0], old.to_jsonl()):
        with pytest.raises(SkpArgumentError):
            checker.diff(before, new, mask=True)


def test_less_severe_ones_are_left_out(checker, old, new, expected):
    diff = checker.diff(old, new, min_severity="E", same=True)
    for found, whole in zip((diff.gone, diff.new, diff.same), expected):
        assert found == [f for f in whole if f.severity == "E"]
    assert diff.counts() == tuple(map(len, (diff.gone, diff.new, diff.same)))
    assert sum(diff.counts("I")) == sum(map(len, expected))
    assert sum(diff.counts("I")) > sum(diff.counts("galat"))


def test_select_counts(old, new):
    with Checker(pada="2026-01-20", select="ORG") as checker:
        diff = checker.diff(old, new, same=True)
    found = diff.gone + diff.new + diff.same
    assert found and {f.code[:3] for f in found} == {"ORG"}


def test_what_is_known_is_hidden(checker, old, new, expected):
    prints = dict(zip(new, new.fingerprints()))
    known = Baseline("baseline:\n" + "".join(
        "- fingerprint: %s\n  reason: sedang diproses\n" % prints[f]
        for f in (expected[1][0], expected[2][0])))
    diff = checker.diff(old, new, same=True)
    assert diff.new == expected[1]  # and again after hiding
    diff.hide(known)
    assert diff.new == expected[1][1:] and diff.same == expected[2][1:]
    assert diff.gone == expected[0]
    assert diff.counts() == tuple(
        map(len, (diff.gone, diff.new, diff.same)))
    assert json.loads(diff.write("jsonl").splitlines()[-1])["hidden"] == 2
    with pytest.raises(TypeError):
        diff.hide("dikenal.yaml")


def test_the_tool_says_the_same(checker, old, new, tool, tmp_path):
    for name, report in (("old", old), ("new", new)):
        (tmp_path / name).write_text(report.to_jsonl(), encoding="utf-8")
    said = tool("diff", tmp_path / "old", tmp_path / "new",
                "--pada=2026-01-20", "-f", "jsonl")
    assert said == checker.diff(old, new).write("jsonl")


def test_a_file_takes_it(checker, old, new):
    diff = checker.diff(old, new)
    file = io.StringIO()
    assert diff.write("jsonl", file) == ""
    assert file.getvalue() == diff.write("jsonl")
    assert "\x1b[" in checker.diff(old, new, color=True).write()
    assert "\x1b[" not in diff.write()


def test_lines_of_another_program_may_say_less(checker, new):
    line = '{"code":"ATS203","severity":"E","table":"unor","id":"u"}\n'
    found = checker.diff(line, new).gone
    assert [(f.code, f.id, f.message, f.path, f.source) for f in found] == [
        ("ATS203", "u", "", (), None)]


def test_reports_are_recognised(old, checker):
    for data in (old.to_jsonl(), old.to_jsonl().encode(), b'{"code":"A"'):
        assert skpcheck.recognise(data) is True
    for data in ("", b"", "nip,nama\n", b"{}", old.write()):
        assert skpcheck.recognise(data) is False
    with pytest.raises(TypeError):
        skpcheck.recognise(None)


def test_it_needs_neither_reports_nor_checker(tables):
    with Checker(pada="2026-01-20") as checker, skpcheck.Model() as model:
        for table, rows in tables.items():
            model.add_rows(table, rows)
        model.seal()
        report = checker.check(model)
        diff = checker.diff("", report)
        whole = list(report)
        model.edit()
        report.close()
    del checker, model, report
    gc.collect()
    assert diff.new == whole
    assert diff.write("jsonl").count("\n") == len(whole) + 1


def test_what_is_asked_wrongly(checker, old, new, model):
    for wrong in (None, 5, [old], model):
        with pytest.raises(TypeError):
            checker.diff(wrong, new)
        with pytest.raises(TypeError):
            checker.diff(old, wrong)
    with pytest.raises(SkpFileError) as caught:
        checker.diff("/nonexistent/lama.jsonl", new)
    assert caught.value.file == "/nonexistent/lama.jsonl"
    with pytest.raises(SkpInputError) as caught:
        checker.diff('\n{"nama":"x"}\n', new)
    assert (caught.value.file, caught.value.line) == ("old", 2)
    with pytest.raises(SkpInputError, match="comparison"):
        checker.diff(old, checker.diff(old, new).write("jsonl"))
    with pytest.raises(SkpStateError):
        Checker().diff(old, new)
    diff = checker.diff(old, new)
    with pytest.raises(SkpUnknownError):
        diff.write("xml")
    with pytest.raises(ValueError):
        diff.counts("X")
    with pytest.raises(TypeError):
        pickle.dumps(diff)
    diff.close()
    assert repr(diff) == "<skpcheck.Diff: closed>"
    for ask in (lambda: diff.new, diff.counts, diff.write,
                lambda: diff.hide(Baseline("baseline: []\n"))):
        with pytest.raises(SkpStateError):
            ask()
    model.edit()
    with pytest.raises(SkpStateError):
        checker.diff(old, new)
