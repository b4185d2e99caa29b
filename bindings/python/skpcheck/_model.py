# SPDX-License-Identifier: MIT
"""Model: the facts."""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_int32, c_int64
from itertools import islice
from typing import (
    Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Tuple,
)

from . import _ffi
from ._arrow import Given
from ._columns import BATCH, UNNAMED, Cells, address, column_of, row_count
from ._convert import (
    cell, guarded, limits as limits_of, number, path_bytes, plain,
)
from ._errors import SkpArgumentError, SkpError, SkpUnknownError, call
from ._ffi import lib
from ._handle import Owned
from ._progress import Progress, watched
from ._save import Saves
from ._vocabulary import field_number, table_number, tables

#: Called with the bytes and rows of a load so far.
Told = Callable[[int, int], Any]


class Account(NamedTuple):
    """What became of the rows of a table:
    read = loaded + merged + repeated + empty + rejected."""

    read: int
    loaded: int
    merged: int
    repeated: int
    empty: int
    rejected: int
    ignored_columns: int  #: headings or keys that no field takes


def _new(seed: Optional[int], limits: Any,
         progress: Optional[Progress]) -> Owned:
    options = _ffi.skp_model_options()
    needs = watched(options, progress)
    if seed is not None:
        options.fixed_seed = 1
        options.seed = number("seed", seed, 2 ** 64 - 1)
    bounds = limits_of(limits)
    if bounds is not None:
        options.limits = ctypes.pointer(bounds)
    pointer = ctypes.POINTER(_ffi.skp_model)()
    call(lib.skp_model_new, options, pointer)
    return Owned(pointer, lib.skp_model_free, *needs)


def _told(progress: Any) -> Tuple[Any, List[BaseException]]:
    """A C callback of a load's own progress."""
    if isinstance(progress, Progress):
        raise TypeError("a Progress watches all that a model loads: give it "
                        "to Model(progress=...)")
    if not callable(progress):
        raise TypeError("progress must be callable")
    return guarded(_ffi.skp_progress_fn, progress)


class Model(Saves):
    """Units, officials, assignments, SKP, events: what is to be checked.

    Fill it by files (`load`), rows (`add`, `add_rows`) or columns
    (`add_columns`, `add_arrow`), `seal` it, hand it to a Checker; `edit`
    opens it again, `save` keeps it for another time.

        with skpcheck.Model() as model:
            model.load("exports/")
            model.seal()

    seed    fixes the hash's key; results never depend on it
    progress  a Progress that loading and sealing tell how far they are
    limits  bounds on hostile input, as {"memory": 2 ** 30}: depth, scalar,
            id, bytes, csv_bytes, events, records, findings, memory (the C
            header tells what each bounds); 0 means the default

    A cell may be a str (or UTF-8 bytes); None, NaN and NaT are empty cells;
    bool, date, datetime (without zone: WIB) and small int are written out.
    A number where NIP, NIK, NUPTK or NPSN stand, a float, and an int of more
    than 15 digits raise SkpTypeError: their digits may be damaged already.

    One thread at a time; others wait. A sealed model may be checked by many.
    """

    def __init__(self, seed: Optional[int] = None,
                 limits: Optional[Mapping[str, int]] = None, *,
                 progress: Optional[Progress] = None) -> None:
        super().__init__(_new(seed, limits, progress))

    def __repr__(self) -> str:
        state = ("closed" if self.closed else
                 "sealed" if self.sealed else "open")
        return "<skpcheck.Model: %s>" % state

    # ---- files ----

    def load(self, path: Any, *, progress: Optional[Told] = None,
             jobs: int = 1) -> None:
        """Adds a file, or every file of a folder in byte order of the names.
        Format and kind of export are found by content and headings.

        progress(bytes, rows) is called every few thousand rows; a true
        result stops the load with SkpCancelled, an exception stops it and
        is raised from here. jobs: threads.

        Raises SkpFileError (cannot be opened or read), SkpInputError (not
        readable as its format, with file, line and column); then nothing of
        the path stays in the model.
        """
        self._load(lib.skp_model_load, path_bytes(path), progress=progress,
                   jobs=jobs)

    def load_bytes(self, name: str, data: Any, *,
                   progress: Optional[Told] = None,
                   jobs: int = 1) -> None:
        """The same from memory. `name` stands in messages and findings; a
        known suffix, or a table's name at its start, helps to recognise the
        content. data: bytes, bytearray, memoryview, mmap or the like."""
        if isinstance(data, str):
            raise TypeError("data must be bytes, not str: encode it first")
        start, size, keep = address(data)
        self._load(lib.skp_model_load_bytes, plain("name", name), start,
                   size, progress=progress, jobs=jobs)
        del keep

    def load_fd(self, fd: int, name: str, *,
                progress: Optional[Told] = None, jobs: int = 1) -> None:
        """The same from an open descriptor, a file or a pipe, which is read
        to its end and not closed."""
        self._load(lib.skp_model_load_fd, number("fd", fd, 2 ** 31 - 1),
                   plain("name", name), progress=progress, jobs=jobs)

    def _load(self, function: Any, *arguments: Any,
              progress: Optional[Told], jobs: int) -> None:
        options = _ffi.skp_load_options(jobs=number("jobs", jobs, 1024))
        raised = []  # type: List[BaseException]
        if progress is not None:
            options.progress, raised = _told(progress)
        try:
            with self._using() as pointer:
                call(function, pointer, *arguments, options)
        except SkpError:
            if not raised:
                raise
        if raised:
            raise raised.pop()

    # ---- rows ----

    def _source(self, name: str) -> int:
        """Registers the name under which findings cite rows to come."""
        text, ret = plain("source", name), c_int32()
        with self._using() as pointer:
            call(lib.skp_model_source, pointer, text, len(text), ret)
        return ret.value

    def add(self, table: str, **fields: Any) -> Optional[int]:
        """Adds one row; returns its number for `set` and `remove`, or None
        if it was empty or rejected (see `account`). Fields that no row of
        the source names are unknown; those named with None are empty.

        Raises SkpUnknownError for a table or field that does not exist,
        SkpStateError if the model is sealed.
        """
        kind, n = table_number(table), len(fields)
        numbers = [field_number(kind, name) for name in fields]
        cells = [cell(name, value) for name, value in fields.items()]
        ret = c_int64()
        with self._using() as pointer:
            call(lib.skp_model_add, pointer, kind, n,
                 (c_int32 * n)(*numbers), (c_char_p * n)(*cells),
                 (c_int64 * n)(*map(len, cells)), ret)
        return None if ret.value < 0 else ret.value

    def set(self, table: str, row: int, field: str, value: Any) -> None:
        """Changes one cell of a row that `add` numbered."""
        kind = table_number(table)
        column = field_number(kind, field)
        text = cell(field, value)
        with self._using() as pointer:
            call(lib.skp_model_set, pointer, kind,
                 number("row", row, 2 ** 63 - 1), column, text, len(text))

    def remove(self, table: str, row: int) -> None:
        """Takes a row away; its number is not used again."""
        kind = table_number(table)
        with self._using() as pointer:
            call(lib.skp_model_remove, pointer, kind,
                 number("row", row, 2 ** 63 - 1))

    def add_rows(self, table: str, rows: Iterable[Mapping[str, Any]], *,
                 source: Optional[str] = None, first_line: int = 1,
                 unknown: str = "error") -> int:
        """Adds rows given as mappings from field to cell, as csv.DictReader
        or a database cursor yields them; returns how many were handed over.

        source      the name under which findings cite the rows, the first
                    as line `first_line`
        unknown     "ignore" counts keys that no field takes instead of
                    raising SkpUnknownError

        Rows go over in batches of 65,536: after an error those before the
        failing batch are in the model.
        """
        taker = _Taker(self, table, source, first_line, unknown)
        rows = iter(rows)
        chunk = list(islice(rows, BATCH))
        while chunk:
            taker.take(_rows_as_columns(chunk, taker.rows), len(chunk))
            chunk = list(islice(rows, BATCH))
        return taker.rows

    def add_columns(self, table: str, columns: Mapping[str, Any], *,
                    source: Optional[str] = None, first_line: int = 1,
                    unknown: str = "error") -> int:
        """Adds columns of equal length, given as a mapping (or a pandas
        DataFrame) from field to one of

            list of cells            [rows]
            numpy array S or U       [rows], not copied if S and contiguous
            other arrays, Series     [rows], cell by cell
            (offsets, bytes)         [rows + 1] rising numbers and UTF-8
            one str                  the same cell for every row

        Returns the number of rows handed over. `source`, `first_line`,
        `unknown` and batches: as for add_rows.
        """
        if not hasattr(columns, "items"):
            raise TypeError("columns must be a mapping from field to column, "
                            "not %s" % type(columns).__name__)
        taker = _Taker(self, table, source, first_line, unknown)
        whole = {name: column_of(name, values)
                 for name, values in columns.items()
                 if taker.field(name) is not None}
        taker.take(whole, row_count(whole))
        return taker.rows

    # ---- Arrow ----

    def add_arrow(self, table: str, data: Any, *,
                  source: Optional[str] = None, first_line: int = 1,
                  progress: Optional[Told] = None) -> None:
        """Adds Arrow data: a table, record batch or stream of whatever
        library has the PyCapsule protocol (pyarrow, Polars, DuckDB, ...),
        read where it lies.

        Columns are found by name, by the headings that files may bear too;
        columns that no field takes are counted (see `account`). Integers
        are exact; a NIP, NIK or NUPTK as a float is reported as damaged.

        source      the name under which findings cite the rows, the first
                    as line `first_line`
        progress    as for `load`

        All or nothing. Raises SkpInputError for a type that a column
        cannot have, SkpUnknownError without a column that the table needs,
        SkpFileError if the producer fails: its `producer` is what that said.
        """
        kind = table_number(table)
        options = _ffi.skp_arrow_options()
        if source is not None:
            options.source = plain("source", source)
            options.first_line = number("first_line", first_line,
                                        2 ** 32 - 1)
        said = ctypes.create_string_buffer(1024)
        options.said = ctypes.cast(said, ctypes.POINTER(ctypes.c_char))
        options.said_cap = len(said)
        raised = []  # type: List[BaseException]
        if progress is not None:
            options.progress, raised = _told(progress)
        given = Given(data)
        try:
            with self._using() as pointer:
                _give(pointer, kind, given, options)
        except SkpError as error:
            error.producer = said.value.decode("utf-8", "replace")
            if not raised:
                raise
        if raised:
            raise raised.pop()

    # ---- sealing ----

    def seal(self) -> None:
        """Ends adding: resolves ids and sorts, so that the model can be
        checked. Sealing twice is harmless."""
        with self._using() as pointer:
            call(lib.skp_model_seal, pointer)

    def account(self) -> Dict[str, Account]:
        """What became of the rows, for every table that any source gave."""
        ret = {}
        with self._using() as pointer:
            for table, name in enumerate(tables()):
                given = _ffi.skp_account()
                call(lib.skp_model_account, pointer, table, given)
                if given.given:
                    ret[name] = Account(*(getattr(given, field)
                                          for field in Account._fields))
        return ret


def _give(model: Any, table: int, given: Given, options: Any) -> None:
    if given.stream:
        call(lib.skp_model_add_arrow_stream, model, table,
             _ffi.ArrowArrayStream.from_address(given.stream), options)
    else:
        call(lib.skp_model_add_arrow, model, table,
             _ffi.ArrowSchema.from_address(given.schema),
             _ffi.ArrowArray.from_address(given.array), options)


def _rows_as_columns(rows: List[Any], before: int) -> Dict[str, Cells]:
    """One column for every key of any of the rows."""
    keys = {}  # type: Dict[str, None]
    for i, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise TypeError("row %d must be a mapping from field to cell, "
                            "not %s" % (before + i, type(row).__name__))
        keys.update(dict.fromkeys(row))
    return {key: Cells(key, [row.get(key, UNNAMED) for row in rows])
            for key in keys}


class _Taker:
    """Hands columns to a model, batch by batch."""

    def __init__(self, model: Model, table: str, source: Optional[str],
                 first_line: int, unknown: str) -> None:
        if unknown not in ("error", "ignore"):
            raise SkpArgumentError("unknown must be 'error' or 'ignore'")
        self.model = model
        self.table = table_number(table)
        self.ignore = unknown == "ignore"
        self.numbers = {}  # type: Dict[str, Optional[int]]
        self.first_line = number("first_line", first_line, 2 ** 32 - 1)
        self.file = -1 if source is None else model._source(source)
        self.rows = 0
        model._open()

    def field(self, name: Any) -> Optional[int]:
        """A field's number; None if it is to be ignored, which is counted
        once."""
        if name not in self.numbers:
            self.numbers[name] = self._find(name)
        return self.numbers[name]

    def _find(self, name: Any) -> Optional[int]:
        try:
            return field_number(self.table, name)
        except SkpUnknownError:
            if not self.ignore:
                raise
        with self.model._using() as pointer:
            call(lib.skp_model_ignored, pointer, self.table, 1)
        return None

    def take(self, columns: Mapping[str, Any], rows: int) -> None:
        columns = {name: column for name, column in columns.items()
                   if self.field(name) is not None}
        for start in range(0, rows, BATCH):
            self._batch(columns, start, min(start + BATCH, rows))

    def _batch(self, columns: Mapping[str, Any], start: int,
               stop: int) -> None:
        ours = (_ffi.skp_column * len(columns))()
        keep = []
        for column, (name, values) in zip(ours, columns.items()):
            column.size = ctypes.sizeof(column)
            column.field = self.numbers[name]
            keep.append(values.fill(column, start, stop))
        batch = _ffi.skp_batch(
            table=self.table, rows=stop - start, columns=len(columns),
            column=ours, file=self.file)
        if self.file >= 0:
            batch.first_line = self.first_line + self.rows
        with self.model._using() as pointer:
            call(lib.skp_model_add_batch, pointer, batch)
        self.rows += stop - start
        del keep
