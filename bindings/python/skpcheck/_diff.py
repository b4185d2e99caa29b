# SPDX-License-Identifier: MIT
"""Diff: which findings are gone, new or the same."""

from __future__ import annotations

import ctypes
import json
import os
from typing import (
    Any, Dict, List, NamedTuple, Optional, TextIO, Tuple, Union,
)

from . import _ffi
from ._baseline import Baseline
from ._columns import address
from ._convert import path_bytes, plain, written
from ._errors import SkpStateError, call
from ._ffi import lib
from ._file import read_file
from ._finding import Finding, finding_of, severity_number
from ._handle import Handle, Owned
from ._report import Report

#: A report, the text of one in JSON Lines, or the path of such a text.
Side = Union[Report, str, bytes, "os.PathLike[str]"]


class Counts(NamedTuple):
    """How many findings are what."""

    gone: int
    new: int
    same: int


class Diff(Handle):
    """Two lists of findings compared by their fingerprints, how often each
    one stands in them included. Checker.diff makes it.

    It needs neither the reports nor the checker any more. It may be read by
    many threads; `hide` is for one.
    """

    def __init__(self, owned: Owned, same: bool, least: int) -> None:
        super().__init__(owned)
        self._same = same
        self._least = least
        self._found = None  # type: Optional[Dict[str, List[Finding]]]

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Diff: closed>"
        return "<skpcheck.Diff: %d gone, %d new, %d same>" % self.counts()

    @property
    def gone(self) -> List[Finding]:
        """The findings that only the old side has."""
        return self._findings("gone")

    @property
    def new(self) -> List[Finding]:
        """The findings that only the new side has."""
        return self._findings("new")

    @property
    def same(self) -> List[Finding]:
        """The findings that both sides have, as the new one has them.

        Raises SkpStateError if the comparison was made without same=True."""
        if not self._same:
            raise SkpStateError("compare with same=True to be given what is "
                                "the same", _ffi.SKP_E_STATE)
        return self._findings("same")

    def counts(self, min_severity: Optional[str] = None) -> Counts:
        """How many findings of at least that severity (default: that of the
        comparison) are gone, new and the same, without those hidden."""
        diff = self._open().pointer
        least = (self._least if min_severity is None
                 else severity_number(min_severity))
        return Counts(*(lib.skp_diff_count(diff, what, least) for what in (
            _ffi.SKP_DIFF_GONE, _ffi.SKP_DIFF_ADDED, _ffi.SKP_DIFF_SAME)))

    def hide(self, baseline: Baseline) -> None:
        """Hides what the baseline knows on both sides; an entry whose last
        day is before `pada` hides nothing."""
        if not isinstance(baseline, Baseline):
            raise TypeError("baseline must be a Baseline, not %s"
                            % type(baseline).__name__)
        known = baseline._open()
        with self._using() as diff:
            call(lib.skp_diff_hide, diff, known.pointer)
            self._found = None

    def write(self, format: str = "text",
              file: Optional[TextIO] = None) -> str:
        """The comparison as "text" or "jsonl": lines {"diff": "gone", "new"
        or "same", and the finding's names}, at last one with their numbers.
        A file takes it piece by piece; then "" is returned.

        Raises SkpUnknownError for a format that does not exist.
        """
        return written(call, lib.skp_diff_write, self._open().pointer,
                       plain("format", format), file=file)

    def _findings(self, what: str) -> List[Finding]:
        self._open()
        if self._found is None:
            found = {"gone": [], "new": [], "same": []
                     }  # type: Dict[str, List[Finding]]
            for line in self.write("jsonl").splitlines():
                said = json.loads(line)
                if "diff" in said:
                    found[said["diff"]].append(finding_of(said))
            self._found = found
        return self._found[what]


def recognise(data: Union[str, bytes]) -> bool:
    """Whether a text begins as a report in JSON Lines does; its first 4,096
    bytes are enough."""
    if isinstance(data, str):
        data = data.encode("utf-8")
    start, size, keep = address(data)
    return lib.skp_diff_recognise(start, size) == 1


def compare(checker: Any, old: Side, new: Side,
            options: _ffi.skp_write_options) -> Diff:
    """For Checker.diff."""
    pointer = ctypes.POINTER(_ffi.skp_diff)()
    call(lib.skp_diff_new, checker, options, pointer)
    ret = Diff(Owned(pointer, lib.skp_diff_free), bool(options.same),
               options.min_severity)
    _fill(pointer, _ffi.SKP_DIFF_OLD, "old", old)
    _fill(pointer, _ffi.SKP_DIFF_NEW, "new", new)
    return ret


def _fill(diff: Any, side: int, name: str, source: Side) -> None:
    if isinstance(source, Report):
        call(lib.skp_diff_report, diff, side, source._open().pointer)
        return
    title, data = _bytes_of(name, source)
    start, size, keep = address(data)
    call(lib.skp_diff_jsonl, diff, side, title, start, size)


def _bytes_of(name: str, source: Any) -> Tuple[bytes, bytes]:
    """Its name in messages and its text. A text holds a line break, or is
    that of a report on nothing; a path never does."""
    if isinstance(source, str) and (not source or "\n" in source):
        return name.encode("ascii"), source.encode("utf-8")
    if isinstance(source, bytes) and (not source or b"\n" in source):
        return name.encode("ascii"), source
    path = path_bytes(source, name)
    return path, read_file(path)
