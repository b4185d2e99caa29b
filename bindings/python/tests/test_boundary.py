# SPDX-License-Identifier: MIT
"""Parts of data that may not be pooled find what one check of all finds."""

import collections
import csv
import gc
import io
import json
import os
import re

import pytest

from skpcheck import (
    Boundary, Checker, Model, SkpArgumentError, SkpFileError, SkpInputError,
    SkpStateError,
)

KEY = "a key that all parts share"
PADA = "2026-03-31"
NAMES = ("satu", "dua", "tiga")


@pytest.fixture(scope="module")
def checker():
    with Checker(pada=PADA) as checker:
        yield checker


@pytest.fixture
def parts(tool, tmp_path):
    """A nation with faults, cut into three: lists of (file, bytes)."""
    nation = tmp_path / "nation"
    tool("generate", "--pegawai=600", "--seed=7", "-o", nation)
    ret = [[], [], []]
    for name in sorted(os.listdir(str(nation))):
        if not name.endswith(".csv"):
            continue
        head, *rows = (nation / name).read_bytes().splitlines(True)
        for k, part in enumerate(ret):
            mine = rows[len(rows) * k // 3:len(rows) * (k + 1) // 3]
            part.append(("%s/%s" % (NAMES[k], name),
                         b"".join([head] + mine)))
    return ret


def ask(checker, name, files, solved=None, key=KEY):
    """What a part tells the others, or at last its report."""
    with Boundary(name, key=key) as boundary, Model() as model:
        if solved is not None:
            boundary.read(solved)
        boundary.begin(checker, model)
        for file, data in files:
            model.load_bytes(file, data)
        boundary.end(model)
        if solved is not None:
            model.seal()
        if boundary.round == 3:
            return checker.check(model)
        return boundary.write(checker, model)


def merge(told):
    with Boundary() as boundary:
        for one in told:
            boundary.add(one)
        return boundary.merge()


def apart(checker, parts):
    """The reports of all parts, and what they told in each round."""
    solved, rounds = None, []
    for _ in range(3):
        rounds.append([ask(checker, name, files, solved)
                       for name, files in zip(NAMES, parts)])
        solved = merge(rounds[-1])
    return [ask(checker, name, files, solved).to_jsonl()
            for name, files in zip(NAMES, parts)], rounds


def together(checker, parts):
    with Model() as model:
        for files in parts:
            for file, data in files:
                model.load_bytes(file, data)
        model.seal()
        return checker.check(model).to_jsonl()


def sorted_out(text):
    """The findings, sorted; what was skipped and the accounts, added up."""
    lines, sums = [], {}
    for line in text.splitlines(True):
        record = json.loads(line)
        if "code" in record:
            lines.append(line)
            continue
        key = tuple(v for v in record.values() if isinstance(v, str))
        mine = sums.setdefault(key, collections.Counter())
        mine.update({k: v for k, v in record.items()
                     if not isinstance(v, str)})
    return "".join(sorted(lines)), sums


def people(part):
    """Headings and rows of a part's people."""
    data = next(data for name, data in part if "pegawai" in name)
    return list(csv.reader(io.StringIO(data.decode("utf-8"))))


def nameless(part):
    """The part, its people without their names."""
    head, *rows = people(part)
    for row in rows:
        row[head.index("nama")] = ""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head] + rows)
    return [(name, out.getvalue().encode("utf-8")
             if "pegawai" in name else data) for name, data in part]


def test_three_parts_find_what_the_whole_finds(checker, parts):
    parts = [nameless(part) for part in parts]
    reports, _ = apart(checker, parts)
    lines, sums = sorted_out(together(checker, parts))
    assert lines.count("\n") > 20
    assert sorted_out("".join(reports)) == (lines, sums)
    alone = "".join(together(checker, [files]) for files in parts)
    assert sorted_out(alone)[0] != lines  # so the boundaries did it


def test_names_stay_in_their_part(checker, parts):
    """All is as in the whole, but for a message that names one of another
    part."""
    reports, rounds = apart(checker, parts)
    whole = together(checker, parts)
    wordless = [re.sub(r'"message":"[^"]*"', "", text)
                for text in ("".join(reports), whole)]
    assert sorted_out("".join(reports)) != sorted_out(whole)
    assert sorted_out(wordless[0].replace(",}", "}")) == sorted_out(
        wordless[1].replace(",}", "}"))
    left = b"".join(b"".join(told) for told in rounds).decode("utf-8")
    for part in parts:
        head, *rows = people(part)
        names = {row[head.index("nama")] for row in rows} - {""}
        assert names and not any(name in left for name in names)


def test_it_is_what_the_tool_does(checker, parts, tool, tmp_path):
    (tmp_path / "key").write_text(KEY)
    for name, files in zip(NAMES, parts):
        for file, data in files:
            (tmp_path / file).parent.mkdir(exist_ok=True)
            (tmp_path / file).write_bytes(data)
        tool("check", "--pada", PADA, "--part", tmp_path / name,
             "--part-name", name, "--boundary-key", tmp_path / "key",
             "--emit-boundary", tmp_path / (name + ".b"))
    told = [ask(checker, name, files) for name, files in zip(NAMES, parts)]
    files = [tmp_path / (name + ".b") for name in NAMES]
    assert [file.read_bytes() for file in files] == told
    tool("merge", *(files + ["-o", tmp_path / "solved"]))
    with Boundary() as boundary:
        for file in files:
            boundary.add(file)
        out = io.BytesIO()
        assert boundary.merge(out) == b"" and boundary.round == 1
    assert out.getvalue() == (tmp_path / "solved").read_bytes()
    with Boundary(NAMES[0], key=KEY.encode()) as boundary:
        boundary.read(str(tmp_path / "solved"))
        assert boundary.round == 1 and "round 1" in repr(boundary)


# ---- lifetime ----

def test_what_was_read_lives_as_long_as_it_is_needed(checker, parts):
    solved = merge([ask(checker, name, files)
                    for name, files in zip(NAMES, parts)])
    expected = ask(checker, NAMES[1], parts[1], solved)
    boundary, model = Boundary(NAMES[1], key=KEY), Model()
    given = bytearray(solved)
    boundary.read(given)
    given[:] = b"x" * len(given)  # the caller's own affair
    del given
    gc.collect()
    boundary.begin(checker, model)
    for file, data in parts[1]:
        model.load_bytes(file, data)
    boundary.end(model)
    model.seal()
    out = io.BytesIO()
    assert boundary.write(checker, model, out) == b""
    assert out.getvalue() == expected
    model.close()
    boundary.close()
    assert repr(boundary) == "<skpcheck.Boundary: closed>"


# ---- wrong use ----

SMALL = [("unor.csv", b"id,nama\nu,Unit\n")]


def test_another_policy_pada_key_or_part_is_refused(checker):
    solved = merge([ask(checker, "a", SMALL)])
    for name, key, other in (("b", KEY, checker),
                             ("a", "another key of all parts", checker),
                             ("a", KEY, Checker(pada="2026-01-21"))):
        with pytest.raises(SkpStateError):
            ask(other, name, SMALL, solved, key)
    with pytest.raises(SkpStateError):
        ask(checker, "a", [("unor.csv", b"id,nama\nu,Other\n")], solved)


def test_what_cannot_be_read_has_its_place(checker, tmp_path):
    one = ask(checker, "a", SMALL)
    with pytest.raises(SkpInputError) as caught:
        merge([one, one])
    assert caught.value.line > 0 and caught.value.file
    with Boundary() as boundary:
        boundary.add(one[:-9], name="cut.b")
        with pytest.raises(SkpInputError) as caught:
            boundary.merge()
    assert caught.value.file == "cut.b"
    with pytest.raises(SkpInputError):
        Boundary("a", key=KEY).read(one)  # not merged
    with pytest.raises(SkpFileError):
        Boundary().add(tmp_path / "nowhere.b")


def test_the_order_of_calls_matters(checker):
    model = Model()
    with pytest.raises(SkpStateError):
        Boundary("a").end(model)
    with pytest.raises(SkpStateError):
        Boundary("a").write(checker, model)
    with pytest.raises(SkpStateError):
        Boundary().begin(checker, model)
    with pytest.raises(SkpStateError):
        Boundary("a").begin(Checker(), Model())  # without pada
    boundary = Boundary("a")
    boundary.close()
    for use in (lambda: boundary.round, lambda: boundary.begin(
            checker, model), lambda: boundary.add(b""), boundary.merge):
        with pytest.raises(SkpStateError):
            use()


def test_wrong_arguments(checker):
    for use in (lambda: Boundary(3), lambda: Boundary("a", key=3),
                lambda: Boundary("a").begin(Model(), checker),
                lambda: Boundary("a").begin(checker, None),
                lambda: Boundary("a").end(checker),
                lambda: Boundary("a").write(checker, None),
                lambda: Boundary().add(3), lambda: Boundary().read(None),
                lambda: Boundary().merge("a path")):
        with pytest.raises(TypeError):
            use()
    for use in (lambda: Boundary(""), lambda: Boundary("a\0b"),
                lambda: Boundary("a", key="short"),
                lambda: Boundary("a", key=""),
                lambda: Boundary("a", key=b"\0" * 16)):
        with pytest.raises(SkpArgumentError):
            use()
