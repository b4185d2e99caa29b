# SPDX-License-Identifier: MIT
"""Arrow data in and out through capsules, made and read here."""

import ctypes
import gc
import re
import struct

import pytest

import skpcheck
from skpcheck import _arrow, _ffi

SCHEMA_RELEASE = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowSchema))
ARRAY_RELEASE = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowArray))
STREAM_RELEASE = ctypes.CFUNCTYPE(None, ctypes.POINTER(_ffi.ArrowArrayStream))
GET_SCHEMA = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(_ffi.ArrowArrayStream),
    ctypes.POINTER(_ffi.ArrowSchema))
GET_NEXT = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(_ffi.ArrowArrayStream),
    ctypes.POINTER(_ffi.ArrowArray))
SAID = ctypes.CFUNCTYPE(ctypes.c_void_p,
                        ctypes.POINTER(_ffi.ArrowArrayStream))


def address(function):
    return ctypes.cast(function, ctypes.c_void_p).value


def capsule(value, name):
    new = ctypes.pythonapi.PyCapsule_New
    new.restype = ctypes.py_object
    new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return new(ctypes.addressof(value), name, None)


class Batch:
    """Columns of str (u) or int (l), None for null, as one struct array."""

    def __init__(self, columns):
        self.columns = columns
        self.rows = len(next(iter(columns.values())))
        self.released = []
        self.keep = []
        self.schema_end = SCHEMA_RELEASE(self._schema_end)
        self.array_end = ARRAY_RELEASE(self._array_end)

    def _schema_end(self, pointer):
        self.released.append("schema")
        pointer.contents.release = None

    def _array_end(self, pointer):
        self.released.append("array")
        pointer.contents.release = None

    def fill_schema(self, to):
        children = []
        for name, cells in self.columns.items():
            child = _ffi.ArrowSchema()
            child.format = b"l" if isinstance(cells[0], int) else b"u"
            child.name = name.encode()
            child.flags = 2
            children.append(child)
        to.format, to.name = b"+s", b""
        to.children = self._pointers(_ffi.ArrowSchema, children)
        to.n_children = len(children)
        to.release = address(self.schema_end)
        self.keep.append(children)

    def fill_array(self, to):
        children = [self._child(cells) for cells in self.columns.values()]
        to.length, to.n_buffers = self.rows, 1
        to.buffers = self._buffers([None])
        to.children = self._pointers(_ffi.ArrowArray, children)
        to.n_children = len(children)
        to.release = address(self.array_end)
        self.keep.append(children)

    def _child(self, cells):
        child = _ffi.ArrowArray()
        bits = sum((cell is not None) << i for i, cell in enumerate(cells))
        valid = bits.to_bytes(len(cells) // 8 + 1, "little")
        if isinstance(cells[0], int):
            values = [struct.pack("=%dq" % len(cells),
                                  *(cell or 0 for cell in cells))]
        else:
            texts = [(cell or "").encode() for cell in cells]
            ends = [sum(map(len, texts[:i])) for i in range(len(texts) + 1)]
            values = [struct.pack("=%di" % len(ends), *ends),
                      b"".join(texts)]
        child.length, child.null_count = len(cells), -1
        child.n_buffers = 1 + len(values)
        child.buffers = self._buffers([valid] + values)
        return child

    def _buffers(self, values):
        kept = [None if value is None else
                ctypes.create_string_buffer(value, len(value) or 1)
                for value in values]
        array = (ctypes.c_void_p * len(values))(
            *(k and ctypes.addressof(k) for k in kept))
        self.keep.append((kept, array))
        return array

    def _pointers(self, kind, structs):
        array = (ctypes.POINTER(kind) * len(structs))(
            *map(ctypes.pointer, structs))
        self.keep.append(array)
        return array

    def __arrow_c_array__(self, requested_schema=None):
        schema, array = _ffi.ArrowSchema(), _ffi.ArrowArray()
        self.fill_schema(schema)
        self.fill_array(array)
        self.keep.append((schema, array))
        return (capsule(schema, b"arrow_schema"),
                capsule(array, b"arrow_array"))


class Stream:
    """Batches one after the other; fails at batch `fail` if given."""

    def __init__(self, *batches, fail=None, schema=None):
        self.batches = batches
        self.schema = schema or batches[0]
        self.fail = fail
        self.at = 0
        self.released = 0
        self.error = ctypes.create_string_buffer(b"cannot read 'rahasia'")
        self.functions = (
            GET_SCHEMA(self._schema), GET_NEXT(self._next),
            SAID(lambda stream: ctypes.addressof(self.error)),
            STREAM_RELEASE(self._end))

    def _schema(self, stream, to):
        self.schema.fill_schema(to.contents)
        return 0

    def _next(self, stream, to):
        if self.at == self.fail:
            return 5
        ctypes.memset(to, 0, ctypes.sizeof(_ffi.ArrowArray))
        if self.at < len(self.batches):
            self.batches[self.at].fill_array(to.contents)
            self.at += 1
        return 0

    def _end(self, stream):
        self.released += 1
        stream.contents.release = None

    def __arrow_c_stream__(self, requested_schema=None):
        self.struct = _ffi.ArrowArrayStream(*map(address, self.functions))
        return capsule(self.struct, b"arrow_array_stream")


def columns_of(rows):
    return {name: [row[name] or None for row in rows] for name in rows[0]}


# ---- in -------------------------------------------------------------------

def test_a_record_batch_is_read():
    batch = Batch({"id": ["sd1", "sd2"], "nama": ["SD 1", None],
                   "npsn": [20100001, 20100002], "warna": ["x", "y"]})
    with skpcheck.Model() as model:
        model.add_arrow("unor", batch)
        account = model.account()["unor"]
        assert account.loaded == 2 and account.ignored_columns == 1
    assert sorted(batch.released) == ["array", "schema"]


def test_a_stream_gives_the_same_report_as_rows(tables, checker, model):
    want = checker.check(model).to_jsonl()
    streams = []
    with skpcheck.Model() as other:
        for table, rows in tables.items():
            half = len(rows) // 2
            streams.append(Stream(Batch(columns_of(rows[:half])),
                                  Batch(columns_of(rows[half:]))))
            other.add_arrow(table, streams[-1], source=table + ".csv",
                            first_line=2)
        other.seal()
        assert checker.check(other).to_jsonl() == want
    assert [s.released for s in streams] == [1] * len(streams)
    assert all(b.released.count("array") == 1 for s in streams
               for b in s.batches)


def test_a_nip_as_an_integer_is_exact():
    with skpcheck.Model() as model:
        model.add_arrow("pegawai", Batch({"nip": [198001012005011003]}))
        model.add("unor", id="d", pemimpin_id="198001012005011003")
        model.seal()
        with skpcheck.Checker(pada="2026-01-20", select="REF") as checker:
            assert list(checker.check(model)) == []


def test_a_producer_that_fails_says_why_apart_from_the_error():
    stream = Stream(Batch({"id": ["a"]}), fail=1)
    with skpcheck.Model() as model:
        with pytest.raises(skpcheck.SkpFileError) as caught:
            model.add_arrow("unor", stream, source="unor")
        assert "rahasia" not in str(caught.value)
        assert caught.value.producer == "cannot read 'rahasia'"
        assert caught.value.file == "unor"
        assert model.account() == {}
    assert stream.released == 1


def test_what_cannot_be_read_is_refused_and_released():
    batch = Batch({"nama": ["a"]})
    with skpcheck.Model() as model:
        with pytest.raises(skpcheck.SkpUnknownError, match="id"):
            model.add_arrow("unor", batch)
        with pytest.raises(skpcheck.SkpUnknownError):
            model.add_arrow("warna", batch)
        with pytest.raises(TypeError, match="__arrow_c_stream__"):
            model.add_arrow("unor", [1, 2])
    assert sorted(batch.released) == ["array", "schema"]


def test_a_capsule_of_something_else_is_refused():
    class Wrong:
        def __arrow_c_stream__(self, requested_schema=None):
            return capsule(_ffi.ArrowArrayStream(), b"dltensor")

    class None_:
        def __arrow_c_stream__(self, requested_schema=None):
            return None

    with skpcheck.Model() as model:
        for data in Wrong(), None_():
            with pytest.raises(TypeError, match="arrow_array_stream"):
                model.add_arrow("unor", data)


def test_a_capsule_that_was_taken_already_is_refused():
    class Twice(Stream):
        def __arrow_c_stream__(self, requested_schema=None):
            if not hasattr(self, "once"):
                self.once = super().__arrow_c_stream__()
            return self.once

    stream = Twice(Batch({"id": ["a"]}))
    with skpcheck.Model() as model:
        model.add_arrow("unor", stream)
        with pytest.raises(skpcheck.SkpArgumentError, match="released"):
            model.add_arrow("unor", stream)
    assert stream.released == 1


def test_progress_can_stop_it_and_its_exception_comes_back():
    with skpcheck.Model() as model:
        with pytest.raises(skpcheck.SkpCancelled):
            model.add_arrow("unor", Batch({"id": ["a"]}),
                            progress=lambda done, rows: rows == 1)
        with pytest.raises(ZeroDivisionError):
            model.add_arrow("unor", Batch({"id": ["a"]}),
                            progress=lambda done, rows: 1 // 0)
        assert model.account() == {}
        model.add_arrow("unor", Batch({"id": ["a"]}),
                        progress=lambda done, rows: None)
        assert model.account()["unor"].loaded == 1


# ---- out ------------------------------------------------------------------

class Taken:
    """What a stream holds, read to its end: columns of Python values."""

    def __init__(self, data):
        self.given = data.__arrow_c_stream__()
        pointer = _arrow._inside(self.given, b"arrow_array_stream")
        shared = _ffi.ArrowArrayStream.from_address(pointer)
        self.stream = _ffi.ArrowArrayStream.from_buffer_copy(shared)
        shared.release = None  # moved

    def read(self):
        schema, self.columns = _ffi.ArrowSchema(), {}
        assert GET_SCHEMA(self.stream.get_schema)(
            ctypes.byref(self.stream), ctypes.byref(schema)) == 0
        array = _ffi.ArrowArray()
        while True:
            assert GET_NEXT(self.stream.get_next)(
                ctypes.byref(self.stream), ctypes.byref(array)) == 0
            if not array.release:
                break
            for i in range(schema.n_children):
                child = schema.children[i].contents
                self.columns.setdefault(child.name.decode(), []).extend(
                    values(child, array.children[i].contents))
            ARRAY_RELEASE(array.release)(ctypes.byref(array))
        SCHEMA_RELEASE(schema.release)(ctypes.byref(schema))
        self.end()
        return self.columns

    def end(self):
        STREAM_RELEASE(self.stream.release)(ctypes.byref(self.stream))


def texts(array):
    ends = (ctypes.c_int32 * (array.length + 1)).from_address(
        array.buffers[1])
    return [ctypes.string_at(array.buffers[2] + a, b - a).decode()
            for a, b in zip(ends, ends[1:])]


def values(schema, array):
    """Cells of an array, None for null."""
    n = array.length
    kind = ctypes.c_int64 if schema.format == b"l" else ctypes.c_int32
    if schema.format == b"u":
        cells = texts(array)
    else:
        numbers = list((kind * (n + 1)).from_address(array.buffers[1]))
        if schema.format == b"+l":
            items = texts(array.children[0].contents)
            cells = [items[a:b] for a, b in zip(numbers, numbers[1:])]
        elif schema.dictionary:
            words = texts(array.dictionary.contents)
            cells = [words[k] for k in numbers[:n]]
        else:
            cells = numbers[:n]
    if not array.buffers[0]:
        return cells
    bits = ctypes.string_at(array.buffers[0], (n + 7) // 8)
    return [cell if bits[i // 8] >> i % 8 & 1 else None
            for i, cell in enumerate(cells)]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_stream_says_what_the_findings_say(checker, model, lang):
    report = checker.check(model)
    columns = Taken(report.to_arrow(lang=lang, fingerprints=True)).read()
    assert columns.pop("fingerprint") == report.fingerprints()
    places = list(zip(columns.pop("file"), columns.pop("line")))
    findings = report.findings(lang)
    assert len(places) == len(findings) > 3
    for i, finding in enumerate(findings):
        assert places[i] == (finding.source or (None, None))
        for name, cells in columns.items():
            want = getattr(finding, name)
            if isinstance(want, tuple):
                want = list(want) or None
            assert cells[i] == want, name


def test_a_report_is_an_arrow_table_itself_more_than_once(checker, model):
    report = checker.check(model)
    first, second = Taken(report).read(), Taken(report).read()
    assert first == second
    assert first["message"] == [f.message for f in report]


def test_options_are_those_of_write(checker, model):
    report = checker.check(model)
    columns = Taken(report.to_arrow(min_severity="E", mask=True)).read()
    assert set(columns["severity"]) == {"E"}
    assert not re.search(r"\d{14}", str(columns))


def test_what_was_taken_outlives_the_report(tables):
    with skpcheck.Model() as model, \
            skpcheck.Checker(pada="2026-01-20") as checker:
        model.add_rows("unor", tables["unor"])
        model.add_rows("pegawai", tables["pegawai"])
        model.seal()
        report = checker.check(model)
        want = [f.code for f in report]
        taken = Taken(report)
        report.close()
    del model, checker, report
    gc.collect()
    assert taken.read()["code"] == want


def test_what_nobody_takes_is_let_go_with_the_next(checker, model):
    report = checker.check(model)
    kept = report.__arrow_c_stream__()
    report.__arrow_c_stream__()
    report.__arrow_c_stream__()
    before = len(_arrow._out)
    for _ in range(10):
        report.__arrow_c_stream__()
    assert len(_arrow._out) <= before + 1
    stream = _ffi.ArrowArrayStream.from_address(
        _arrow._inside(kept, b"arrow_array_stream"))
    assert stream.release


def test_a_closed_report_gives_nothing(checker, model):
    report = checker.check(model)
    report.close()
    with pytest.raises(skpcheck.SkpStateError):
        report.__arrow_c_stream__()


def test_findings_go_round(checker, model):
    """Our own stream is one that we can read."""
    report = checker.check(model)
    with skpcheck.Model() as other:
        other.add_arrow("unor", report)
        account = other.account()["unor"]
        assert account.read == len(report)
