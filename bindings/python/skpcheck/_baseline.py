# SPDX-License-Identifier: MIT
"""Baseline: findings that are known and may stay for now."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Iterator, List, Mapping, Optional, Sequence

from . import _ffi
from ._convert import is_yaml, limits as limits_of, path_bytes, without_nul
from ._errors import call
from ._ffi import lib
from ._handle import Handle, Owned


def new_checker(limits: Any) -> Owned:
    """A checker of the C library, as yet without settings."""
    options = _ffi.skp_checker_options()
    bounds = limits_of(limits)
    if bounds is not None:
        options.limits = ctypes.pointer(bounds)
    pointer = ctypes.POINTER(_ffi.skp_checker)()
    call(lib.skp_checker_new, options, pointer)
    return Owned(pointer, lib.skp_checker_free)


@dataclass(frozen=True)
class Known:
    """An entry of a baseline: a finding that is known."""

    fingerprint: str        #: 32 hexadecimal digits
    code: Optional[str]     #: for people: it is not compared
    reason: str             #: why it may stay
    expires: Optional[str]  #: YYYY-MM-DD, the last day on which it is hidden
    line: int               #: on which the entry begins


class Baseline(Handle, Sequence[Known]):
    """Findings that are known: a sequence of Known, in the text's order.

    source  a path (str or os.PathLike) or the text of a YAML baseline; a str
            that holds a line break or a colon and a blank is a text.
            Report.write("baseline") makes one, to be given reasons
    limits  {"memory": bytes}; 0 means the default

        known = skpcheck.Baseline("dikenal.yaml")
        report.hide(known)

    Raises SkpFileError, SkpInputError with the line for an unknown key, an
    entry without a reason, a fingerprint that stands there twice.
    """

    def __init__(self, source: Any, *,
                 limits: Optional[Mapping[str, int]] = None) -> None:
        checker = new_checker(limits)  # of which only the limits count
        pointer = ctypes.POINTER(_ffi.skp_baseline)()
        if is_yaml(source):
            text = without_nul("source", source.encode("utf-8"))
            call(lib.skp_baseline_new, checker.pointer, b"baseline", text,
                 len(text), pointer)
        else:
            call(lib.skp_baseline_load, checker.pointer,
                 path_bytes(source, "source"), pointer)
        super().__init__(Owned(pointer, lib.skp_baseline_free, checker))
        self._entries = [_known(pointer, i) for i in
                         range(lib.skp_baseline_count(pointer))]

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Baseline: closed>"
        return "<skpcheck.Baseline: %d entries>" % len(self)

    def __bool__(self) -> bool:
        """A baseline is true, also one without entries: ask len()."""
        return True

    def __len__(self) -> int:
        return len(self._all())

    def __getitem__(self, index: Any) -> Any:
        return self._all()[index]

    def __iter__(self) -> Iterator[Known]:
        return iter(self._all())

    def _all(self) -> List[Known]:
        self._open()
        return self._entries


def _known(baseline: Any, entry: int) -> Known:
    fingerprint, code, reason, expires = (
        lib.skp_baseline_text(baseline, entry, field).decode("utf-8")
        for field in (_ffi.SKP_BASELINE_FINGERPRINT, _ffi.SKP_BASELINE_CODE,
                      _ffi.SKP_BASELINE_REASON, _ffi.SKP_BASELINE_EXPIRES))
    return Known(fingerprint, code or None, reason, expires or None,
                 lib.skp_baseline_line(baseline, entry))
