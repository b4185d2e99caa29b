# SPDX-License-Identifier: MIT
"""Report: the findings."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from typing import (
    Any, Dict, Iterator, List, Optional, Sequence, TextIO, Tuple,
)

from . import _ffi
from ._arrow import Findings, findings as arrow_findings
from ._baseline import Baseline
from ._convert import lang_bytes, number, plain, written
from ._errors import SkpStateError, call
from ._ffi import lib
from ._finding import Finding, severity_number
from ._handle import Handle, Owned
from ._progress import Progress, watched

# Names as in JSON Lines, in its order; file and line are its `source`.
_TEXTS = {
    name: getattr(_ffi, "SKP_F_" + name.upper())
    for name in ("code", "severity", "table", "id", "pegawai", "unor",
                 "actual", "expected", "path", "root", "level", "actor",
                 "detail", "file", "message")
}
_INTS = {
    name: getattr(_ffi, "SKP_F_" + name.upper())
    for name in ("blocked", "blocked_total", "line")
}
_LISTS = ("expected", "path")
_ORDER = ("code", "severity", "table", "id", "pegawai", "unor", "actual",
          "expected", "path", "blocked", "blocked_total", "root", "level",
          "actor", "detail", "file", "line", "message")


@dataclass(frozen=True)
class Skipped:
    """Subjects that a rule could not judge."""

    code: str
    reason: str  #: a token; `word` has words for it
    count: int


def numbers(data: bytes, kind: str) -> List[int]:
    """Numbers of 64 bits, "q" or "Q", as a list."""
    return memoryview(data).cast(kind).tolist()  # type: ignore[call-overload]


def _text(report: Any, finding: int, field: int, k: int = 0) -> str:
    size = 256
    while True:
        buffer = ctypes.create_string_buffer(size)
        need = lib.skp_report_text(report, finding, field, k, None, buffer,
                                   size)
        if need < size:
            return buffer.value.decode("utf-8")
        size = need + 1


class _Columns:
    """A report's columns, copied out of C once for each language."""

    def __init__(self, report: Owned, lang: bytes) -> None:
        self.report = report
        self.rows = lib.skp_report_count(report.pointer)
        pointer = ctypes.POINTER(_ffi.skp_columns)()
        call(lib.skp_report_columns, report.pointer, lang, pointer)
        try:
            self.ints = {name: self._ints(pointer, field)
                         for name, field in _INTS.items()}
            self.texts = {name: self._texts(pointer, field)
                          for name, field in _TEXTS.items()
                          }  # type: Dict[str, List[Any]]
            for name in _LISTS:
                self.texts[name] = self._lists(pointer, name)
        finally:
            lib.skp_columns_free(pointer)

    def _ints(self, pointer: Any, field: int) -> Any:
        """Bytes of int64, -1 for none."""
        ints = lib.skp_columns_ints(pointer, field)
        if not ints:
            return b"\xff" * (8 * self.rows)
        return ctypes.string_at(ints, 8 * self.rows)

    def _texts(self, pointer: Any, field: int) -> List[str]:
        offsets = lib.skp_columns_offsets(pointer, field)
        if not offsets or not offsets[self.rows]:
            return [""] * self.rows
        at = numbers(ctypes.string_at(offsets, 8 * (self.rows + 1)), "Q")
        data = ctypes.string_at(lib.skp_columns_bytes(pointer, field), at[-1])
        if data.isascii():
            text = data.decode("ascii")
            return [text[a:b] for a, b in zip(at, at[1:])]
        return [data[a:b].decode("utf-8") for a, b in zip(at, at[1:])]

    def _lists(self, pointer: Any, name: str) -> List[Tuple[str, ...]]:
        """Elements are joined by blanks; where one holds a blank itself
        there are too many parts, and it is asked for one by one."""
        field = _TEXTS[name]
        lists = [tuple(text.split(" ")) if text else ()
                 for text in self.texts[name]]
        lengths = numbers(self._ints(pointer, field), "q")
        for i, length in enumerate(lengths):
            if 0 <= length != len(lists[i]):
                lists[i] = tuple(self._element(i, field, k)
                                 for k in range(length))
        return lists

    def _element(self, finding: int, field: int, k: int) -> str:
        return _text(self.report.pointer, finding, field, k)

    def int_list(self, name: str) -> List[int]:
        return numbers(self.ints[name], "q")

    def findings(self) -> List[Finding]:
        columns = {name: [value or None for value in values]
                   for name, values in self.texts.items()
                   if name not in _LISTS}  # type: Dict[str, List[Any]]
        columns.update((name, self.texts[name]) for name in _LISTS)
        columns.update((name, [None if n < 0 else n for n in
                               self.int_list(name)]) for name in _INTS)
        files, lines = columns.pop("file"), columns.pop("line")
        columns["source"] = [
            None if file is None else (file, line or None)
            for file, line in zip(files, lines)]
        names = list(Finding.__dataclass_fields__)
        return [Finding(*row) for row in
                zip(*(columns[name] for name in names))]


class Report(Handle, Sequence[Finding]):
    """What a check found: a sequence of Finding, in the order of repair
    (level, then blocked people, then code, table, id).

    It keeps what it needs of its Model and Checker alive. Messages of
    `report[i]` and of iteration are Indonesian; `findings("en")` has them in
    English. Once made it may be read by many threads; `hide` is for one.
    """

    def __init__(self, owned: Owned, lent: bool = False) -> None:
        super().__init__(owned)
        self._lent = lent  # by a Reason
        self._count = lib.skp_report_count(owned.pointer)  # type: int
        self._findings = {}  # type: Dict[str, List[Finding]]

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Report: closed>"
        return "<skpcheck.Report: %d findings>" % self._count

    def close(self) -> None:
        """Lets go of the C object. Closing twice is harmless; Finding
        objects and columns already made stay valid."""
        super().close()
        self._findings = {}

    def __bool__(self) -> bool:
        """A report is true, also one without findings: ask len()."""
        return True

    def __len__(self) -> int:
        self._open()
        return self._count

    def __getitem__(self, index: Any) -> Any:
        return self.findings()[index]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings())

    def findings(self, lang: str = "id") -> List[Finding]:
        """All findings as objects, with messages in "id" or "en". The list
        is kept by the report: copy it before changing it."""
        language = lang_bytes(lang)
        owned = self._open()
        if lang not in self._findings:
            self._findings[lang] = _Columns(owned, language).findings()
        return self._findings[lang]

    def columns(self, lang: str = "id") -> Dict[str, Any]:
        """All findings as columns [len(report)], by name: str ("" for none),
        expected and path tuples of str, and int (-1 for none) for blocked,
        blocked_total and line. The int columns are numpy arrays (int64) if
        numpy was imported before. The caller owns all of it."""
        columns = _Columns(self._open(), lang_bytes(lang))
        numpy = sys.modules.get("numpy")
        ret = dict(columns.texts)  # type: Dict[str, Any]
        for name in _INTS:
            ret[name] = (columns.int_list(name) if numpy is None else
                         numpy.frombuffer(columns.ints[name], "int64").copy())
        return {name: ret[name] for name in _ORDER}

    def to_arrow(self, *, lang: str = "id", mask: bool = False,
                 min_severity: Optional[str] = None,
                 fingerprints: bool = False) -> Findings:
        """All findings for whoever takes Arrow data, by the PyCapsule
        protocol: `pyarrow.table(report.to_arrow(lang="en"))`,
        `polars.DataFrame(report)`. Columns are named as in JSON Lines, with
        `file` and `line` for its `source`; what a finding does not have is
        null. Options: as for `write`. The data are a copy."""
        return arrow_findings(self._open(), lang, mask, min_severity,
                              fingerprints)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule with the stream of `to_arrow()`."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def fingerprints(self) -> List[str]:
        """The fingerprint of each finding: 32 hexadecimal digits, a keyed
        hash of what it is about, the same whatever its row, line, severity
        and words. A baseline knows findings by it."""
        report = self._open().pointer
        if lib.skp_report_count(report) != self._count:
            raise SkpStateError("the model was opened for edits after this "
                                "check: check again", _ffi.SKP_E_STATE)
        return [_text(report, i, _ffi.SKP_F_FINGERPRINT)
                for i in range(self._count)]

    def hide(self, baseline: Baseline) -> Tuple[Optional[int], ...]:
        """Takes the findings that the baseline knows out of the report: they
        are no longer counted, given or written. For each entry of the
        baseline: how many it hides, None if its last day is before `pada`,
        so that it hides nothing.

        Raises SkpStateError if the findings are those of a Reason."""
        if not isinstance(baseline, Baseline):
            raise TypeError("baseline must be a Baseline, not %s"
                            % type(baseline).__name__)
        if self._lent:
            raise SkpStateError("these findings are a Reason's: hide them "
                                "in the report of a check",
                                _ffi.SKP_E_STATE)
        known = baseline._open()
        with self._using() as report:
            call(lib.skp_report_hide, report, known.pointer)
            self._count = lib.skp_report_count(report)
            self._findings = {}
            hidden = [lib.skp_report_hidden(report, i)
                      for i in range(len(baseline))]
        return tuple(None if n == _ffi.SKP_BASELINE_EXPIRED else n
                     for n in hidden)

    def recheck(self) -> None:
        """Brings the findings up to date after the model was edited and
        sealed again, as a check made anew would have them, by looking only
        at what the edits can have touched. The first call for a report
        checks everything. What a baseline hid is there again.

        Raises SkpStateError if the model is open, or if the findings are
        those of a Reason."""
        if self._lent:
            raise SkpStateError("these findings are a Reason's: recheck the "
                                "report of a check", _ffi.SKP_E_STATE)
        with self._using() as report:
            call(lib.skp_recheck, report)
            self._count = lib.skp_report_count(report)
            self._findings = {}

    @property
    def hidden(self) -> int:
        """How many findings baselines have hidden."""
        return lib.skp_report_hidden(self._open().pointer, -1)

    @property
    def skipped(self) -> List[Skipped]:
        """Rules that could not judge some subjects, why and how many."""
        owned = self._open()
        report = owned.pointer
        return [Skipped(lib.skp_report_skip_code(report, i).decode("utf-8"),
                        lib.skp_report_skip_reason(report, i).decode("utf-8"),
                        lib.skp_report_skip_count(report, i))
                for i in range(lib.skp_report_skips(report))]

    def write(self, format: str = "text", file: Optional[TextIO] = None, *,
              lang: str = "id", mask: bool = False,
              min_severity: Optional[str] = None, color: bool = False,
              statistics: bool = False, quiet: bool = False,
              fingerprints: bool = False, jobs: int = 1,
              progress: Optional[Progress] = None) -> str:
        """The report as "text", "jsonl" or "baseline" (YAML that lists the
        findings, to be given reasons).

        file          takes the text piece by piece; then "" is returned
        lang          "id" or "en"
        mask          pseudonyms instead of NIP and NIK
        min_severity  "E", "W" or "I" (or galat, warning, ...): leave out
                      what is less severe
        color         terminal colours in "text"
        statistics    counts a rule at the end of "text"
        quiet         "text" without its summary
        fingerprints  "jsonl" with the fingerprint of each finding
        jobs          threads that write "jsonl" without mask
        progress      is told how far it is, and can stop it

        Raises SkpUnknownError for a format that does not exist.
        """
        owned = self._open()
        options = _ffi.skp_write_options(
            min_severity=severity_number(min_severity), lang=lang_bytes(lang),
            mask=bool(mask), color=bool(color), statistics=bool(statistics),
            quiet=bool(quiet), fingerprints=bool(fingerprints),
            jobs=number("jobs", jobs, 1024))
        keep = watched(options, progress)
        text = written(call, lib.skp_report_write, owned.pointer,
                       plain("format", format), options, file=file)
        del keep
        return text

    def to_jsonl(self, **options: Any) -> str:
        """The report as JSON Lines: findings, then what was skipped, then
        the rows of each table. Options: as for `write`."""
        return self.write("jsonl", **options)
