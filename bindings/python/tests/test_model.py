# SPDX-License-Identifier: MIT
"""Rows, columns and files are three doors to the same model."""

import datetime
import itertools
import os
import uuid
from array import array

import pytest

import skpcheck
from skpcheck import Model

NIP = "197001011995031001"


def plain(report):
    """Findings without the folder of their source."""
    ret = []
    for finding in report:
        known = finding.to_dict()
        if "source" in known:
            known["source"]["file"] = os.path.basename(
                known["source"]["file"])
        ret.append(known)
    return ret


def sealed(fill):
    model = Model()
    fill(model)
    model.seal()
    return model


def by_file(folder):
    return sealed(lambda model: model.load(folder))


def by_columns(tables, shape):
    def fill(model):
        for table, rows in tables.items():
            model.add_columns(
                table, {name: shape([row[name] for row in rows])
                        for name in rows[0]},
                source=table + ".csv", first_line=2)
    return sealed(fill)


def offsets(cells):
    cells = [cell.encode("utf-8") for cell in cells]
    at = itertools.accumulate(map(len, cells), initial=0)
    return array("Q", at), b"".join(cells)


def offsets_in_the_middle(cells):
    at, data = offsets(cells)
    return [n + 3 for n in at], bytearray(b"xyz" + data + b"xyz")


def numpy_of(kind):
    def shape(cells):
        numpy = pytest.importorskip("numpy")
        if kind == "S":
            return numpy.array([cell.encode("utf-8") for cell in cells])
        if kind == "strided":
            twice = [cell.encode("utf-8") for cell in cells for _ in "ab"]
            return numpy.array(twice)[::2]
        if kind == "offsets":
            at, data = offsets(cells)
            return (numpy.array(at, "uint32"),
                    numpy.frombuffer(data, "S1") if data else data)
        return numpy.array(cells, dtype=kind)
    return shape


SHAPES = {
    "list": list, "tuple": tuple, "generator": lambda cells: iter(cells),
    "bytes": lambda cells: [cell.encode("utf-8") for cell in cells],
    "offsets": offsets, "offsets-in-the-middle": offsets_in_the_middle,
    "numpy-S": numpy_of("S"), "numpy-U": numpy_of("U"),
    "numpy-object": numpy_of("O"), "numpy-strided": numpy_of("strided"),
    "numpy-offsets": numpy_of("offsets"),
}


def test_rows_give_what_the_files_give(folder, model, checker):
    expected = plain(checker.check(by_file(folder)))
    assert len(expected) > 3
    assert plain(checker.check(model)) == expected


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_columns_give_what_the_files_give(folder, tables, checker, shape):
    expected = plain(checker.check(by_file(folder)))
    columns = by_columns(tables, SHAPES[shape])
    assert plain(checker.check(columns)) == expected
    assert columns.account() == by_file(folder).account()


def test_bytes_and_descriptors_give_what_the_files_give(folder, checker):
    expected = plain(checker.check(by_file(folder)))

    def from_bytes(model):
        for kind, name in zip((bytes, bytearray, memoryview, bytes),
                              sorted(os.listdir(str(folder)))):
            model.load_bytes(name, kind((folder / name).read_bytes()))

    def from_descriptors(model):
        for name in sorted(os.listdir(str(folder))):
            with open(str(folder / name), "rb") as file:
                model.load_fd(file.fileno(), name)

    assert plain(checker.check(sealed(from_bytes))) == expected
    assert plain(checker.check(sealed(from_descriptors))) == expected


def test_single_rows_give_the_same_but_the_source(folder, tables, checker):
    def fill(model):
        for table, rows in tables.items():
            for row in rows:
                assert model.add(table, **row) is not None

    def unplaced(report):
        return [{k: v for k, v in f.items() if k != "source"}
                for f in plain(report)]

    single = checker.check(sealed(fill))
    assert all(f.source is None for f in single)
    assert unplaced(single) == unplaced(checker.check(by_file(folder)))


def test_paths_may_be_of_any_kind(folder):
    for path in (str(folder), os.fsencode(str(folder)), folder):
        assert by_file(path).account()["pegawai"].loaded == 5


# ---- accounts -------------------------------------------------------------

def test_accounts_add_up(folder):
    account = by_file(folder).account()
    assert sorted(account) == ["kejadian", "pegawai", "skp", "unor"]
    for table in account.values():
        assert table.read == (table.loaded + table.merged + table.repeated
                              + table.empty + table.rejected)


def test_rows_of_all_kinds_are_counted():
    with Model() as model:
        assert model.add("unor", id="a") == 0
        assert model.add("unor", id=None) is None  # empty
        assert model.add("unor", nama="B") is None  # without its id
        assert model.add("unor", id="A") is not None  # repeated
        model.seal()
        account = model.account()["unor"]
    assert (account.read, account.loaded, account.empty, account.rejected,
            account.repeated) == (4, 1, 1, 1, 1)


def test_unknown_fields_may_be_ignored_and_are_counted():
    rows = [{"id": "a", "warna": "x"}, {"id": "b", "warna": "y", "berat": ""}]
    with Model() as model:
        assert model.add_rows("unor", rows, unknown="ignore") == 2
        assert model.account()["unor"].ignored_columns == 2
        assert model.add_columns("unor", {"id": ["c"], "warna": ["x"]},
                                 unknown="ignore") == 1
        assert model.account()["unor"].ignored_columns == 3
        assert model.account()["unor"].loaded == 3


# ---- cells ----------------------------------------------------------------

class NAType:
    """As pandas.NA."""

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")


def test_empty_cells_may_be_none_nan_or_na():
    with Model() as model:
        for empty in (None, float("nan"), NAType(), "", b""):
            assert model.add("unor", id=empty) is None
        assert model.account()["unor"].empty == 5


def test_cells_of_other_types_are_written_out():
    from skpcheck._convert import cell
    wib = datetime.timezone(datetime.timedelta(hours=7))
    at = datetime.datetime(2026, 1, 20, 8, 30, 15, 999)
    assert cell("mulai", datetime.date(2026, 1, 20)) == b"2026-01-20"
    assert cell("mulai", datetime.datetime(2026, 1, 20)) == b"2026-01-20"
    assert cell("waktu", at) == b"2026-01-20T08:30:15"
    assert cell("waktu", at.replace(tzinfo=wib)) == (
        b"2026-01-20T08:30:15+07:00")
    assert cell("tahun", 2026) == b"2026"
    assert cell("aktif", True) == b"true"
    assert cell("aktif", False) == b"false"
    assert cell("nama", "\u00e9") == b"\xc3\xa9"
    with pytest.raises(TypeError):
        cell("id", uuid.uuid4())


def test_numpy_numbers_in_a_nip_column_are_refused():
    numpy = pytest.importorskip("numpy")
    for kind in ("int64", "float64", "uint64"):
        with pytest.raises(skpcheck.SkpTypeError, match="dtype=str"):
            Model().add_columns("pegawai", {"nip": numpy.array(
                [197001011995031001], kind)})
    with pytest.raises(ValueError, match="one dimension"):
        Model().add_columns("unor", {"id": numpy.array([["a"], ["b"]])})


def test_numpy_columns_of_other_types_are_written_out():
    numpy = pytest.importorskip("numpy")
    days = numpy.array(["2026-01-01", "NaT"], "datetime64[ns]")
    with Model() as model:
        model.add_columns("periode", {
            "id": numpy.array(["1", "2"]), "tahun": numpy.array([2025, 2026]),
            "awal": days, "akhir": numpy.array([None, "2026-12-31"])})
        model.seal()
        with skpcheck.Checker(pada="2026-01-20", select="REF") as checker:
            assert list(checker.check(model)) == []
        assert model.account()["periode"].loaded == 2


def test_a_constant_stands_in_every_row():
    with Model() as model:
        model.add_columns("pegawai", {"id": ["a", "b", "c"], "unor_id": "x"})
        model.add_columns("unor", {"id": ["y"]})
        model.seal()
        with skpcheck.Checker(pada="2026-01-20", select="REF003") as checker:
            assert [f.actual for f in checker.check(model)] == ["x"] * 3


def test_batches_are_cut_at_65536_rows():
    count = 65536 * 2 + 7
    ids = ["u%d" % i for i in range(count)]
    ids[-1] = ids[65536] = ids[0]
    for shape in (list, offsets):
        with Model() as model:
            assert model.add_columns("unor", {"id": shape(ids)},
                                     source="u", first_line=2) == count
            model.seal()
            assert model.account()["unor"].loaded == count - 2
            with skpcheck.Checker(pada="2026-01-20",
                                  select="REF001") as checker:
                assert [f.source for f in checker.check(model)] == [
                    ("u", 65538), ("u", count + 1)]


def test_rows_may_come_from_a_generator():
    with Model() as model:
        assert model.add_rows("unor", ({"id": "u%d" % i}
                                       for i in range(70000))) == 70000
        assert model.add_rows("unor", []) == 0
        assert model.account()["unor"].loaded == 70000


# ---- what is not said -----------------------------------------------------

def missing_atasan(tables, pegawai):
    def fill(model):
        for table, rows in tables.items():
            if table in ("unor", "pegawai"):
                model.add_rows(table, pegawai if table == "pegawai" else rows)

    with skpcheck.Checker(pada="2026-01-20", select="ATS205") as checker:
        return [f.id for f in checker.check(sealed(fill))]


def test_a_field_that_no_row_names_is_unknown(tables):
    rows = [{k: v for k, v in row.items() if k != "atasan_id"}
            for row in tables["pegawai"]]
    assert missing_atasan(tables, rows) == []


def test_a_field_that_some_row_names_is_empty_in_the_others(tables):
    rows = [dict(row) for row in tables["pegawai"]]
    for row in rows:
        if not row["atasan_id"]:
            del row["atasan_id"]
    assert missing_atasan(tables, rows) == ["198502022010012004"]


# ---- edits ----------------------------------------------------------------

def test_rows_can_be_changed_and_taken_away(tables, checker):
    with Model() as model, Model() as other:
        row = model.add("pegawai", nip=NIP, unor_id="salah")
        wrong = model.add("unor", id="tidak-ada", diatasan_id="entah")
        model.add("unor", id="dinas")
        model.set("pegawai", row, "unor_id", "dinas")
        model.remove("unor", wrong)
        other.add("pegawai", nip=NIP, unor_id="dinas")
        other.add("unor", id="dinas")
        model.seal()
        other.seal()
        ours, theirs = (plain(checker.check(m)) for m in (model, other))
        assert ours == theirs
        assert "REF003" not in [f["code"] for f in ours]
        with pytest.raises(skpcheck.SkpError):
            model.remove("unor", wrong)


def test_a_failed_load_leaves_the_model_as_it_was(folder, checker):
    model = Model()
    model.load(folder)
    before = model.account()
    with pytest.raises(skpcheck.SkpInputError):
        model.load_bytes("unor.csv", b'id,nama\nx,"never closed\n')
    assert model.account() == before
    model.seal()
    assert plain(checker.check(model)) == plain(
        checker.check(by_file(folder)))


def test_the_seed_changes_nothing(folder, checker):
    results = set()
    for seed in (None, 0, 1, 2 ** 64 - 1):
        with Model(seed=seed) as model:
            model.load(folder)
            model.seal()
            results.add(checker.check(model).to_jsonl())
    assert len(results) == 1


def test_limits_are_kept():
    with Model(limits={"records": 2}) as model:
        model.add("unor", id="a")
        model.add("unor", id="b")
        with pytest.raises(skpcheck.SkpInputError) as caught:
            model.add("unor", id="c")
        assert caught.value.name == "SKP_E_LIMIT_RECORDS"
