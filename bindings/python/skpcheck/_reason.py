# SPDX-License-Identifier: MIT
"""Reason: why one person can or cannot fill their SKP."""

from __future__ import annotations

import ctypes
from typing import Any, Dict, List, Optional, TextIO

from . import _ffi
from ._convert import lang_bytes, plain, written
from ._errors import call
from ._ffi import lib
from ._handle import Handle, Owned
from ._report import Report

# The fields that the elements of a part have, named as in JSON Lines.
_PARTS = {
    "pegawai": ("pegawai", "nama", "jabatan", "unor", "unor_nama", "state",
                "detail", "penilai_unor", "root", "since", "contact",
                "obliged", "blocked", "blocked_total"),
    "expected": ("pegawai", "nama", "unor", "unor_nama", "tugas"),
    "climb": ("unor", "unor_nama", "state", "pegawai", "nama", "tugas"),
    "chain": ("unor", "unor_nama", "state", "pegawai", "nama", "tugas",
              "root", "blocked_total"),
    "recorded": ("id", "pegawai", "nama", "state"),
    "kejadian": ("pegawai", "nama", "state", "time", "ok", "valid"),
    "step": ("id", "level", "actor", "pegawai", "nama", "unor", "unor_nama",
             "system", "text", "after", "wait", "blocked_total"),
}
_INTS = ("blocked_total", "wait")
_BOOLS = ("obliged", "blocked", "ok", "valid")
_LISTS = ("system", "text", "after")


def _nothing(pointer: Any) -> None:
    """A lent object is not freed."""


class Reason(Handle):
    """Why one person can or cannot fill their SKP, and what to do.

    Its parts are lists of dicts (`person` is one dict), whose keys and words
    are those of the JSON Lines and of skpcheck.h; what an element has nothing
    to say about is absent. It keeps what it needs of its Model and Checker
    alive.
    """

    def __init__(self, owned: Owned) -> None:
        super().__init__(owned)

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Reason: closed>"
        return "<skpcheck.Reason: %s>" % (
            "clear" if self.clear else "something stands in the way")

    @property
    def clear(self) -> bool:
        """Whether nothing stands in the person's way."""
        return bool(lib.skp_reason_clear(self._open().pointer))

    @property
    def person(self) -> Dict[str, Any]:
        """The person; `state` of the expected atasan ("heads", "external",
        "unknown"), `blocked`, `root`, `since`, `contact`."""
        return self._part("pegawai")[0]

    @property
    def expected(self) -> List[Dict[str, Any]]:
        """The right atasan at pada."""
        return self._part("expected")

    @property
    def climb(self) -> List[Dict[str, Any]]:
        """The units looked at for it, the person's own first; `state` says
        why each one did not answer."""
        return self._part("climb")

    @property
    def chain(self) -> List[Dict[str, Any]]:
        """The appraising units, nearest first, with the `state` of their SKP
        Organisasi."""
        return self._part("chain")

    @property
    def recorded(self) -> List[Dict[str, Any]]:
        """The atasan that the person's row and their SKP name."""
        return self._part("recorded")

    @property
    def events(self) -> List[Dict[str, Any]]:
        """The events of the person and of their atasan, by time."""
        return self._part("kejadian")

    def steps(self, lang: str = "id") -> List[Dict[str, Any]]:
        """What to do, in the order of doing it; `after` are numbers of steps
        from 1, `id` the codes of rules."""
        return self._part("step", lang)

    @property
    def findings(self) -> Report:
        """The findings that concern the person."""
        owned = self._open()
        pointer = lib.skp_reason_report(owned.pointer)
        return Report(Owned(pointer, _nothing, owned), lent=True)

    def text(self, lang: str = "id", *, mask: bool = False,
             color: bool = False, quiet: bool = False) -> str:
        """As one tells it to a colleague. quiet: without where to find
        help."""
        return self.write("text", lang=lang, mask=mask, color=color,
                          quiet=quiet)

    def write(self, format: str = "text", file: Optional[TextIO] = None, *,
              lang: str = "id", mask: bool = False, color: bool = False,
              quiet: bool = False) -> str:
        """The reason as "text" or "jsonl". A file takes it piece by piece;
        then "" is returned.

        Raises SkpUnknownError for a format that does not exist.
        """
        owned = self._open()
        options = _ffi.skp_write_options(
            lang=lang_bytes(lang), mask=bool(mask), color=bool(color),
            quiet=bool(quiet))
        return written(call, lib.skp_reason_write, owned.pointer,
                       plain("format", format), options, file=file)

    def _part(self, name: str, lang: str = "id") -> List[Dict[str, Any]]:
        language = lang_bytes(lang)
        pointer = self._open().pointer
        part = getattr(_ffi, "SKP_REASON_" + name.upper())
        return [self._element(pointer, name, part, i, language)
                for i in range(lib.skp_reason_count(pointer, part))]

    def _element(self, pointer: Any, name: str, part: int, i: int,
                 lang: bytes) -> Dict[str, Any]:
        ret = {}  # type: Dict[str, Any]
        for key in _PARTS[name]:
            field = getattr(_ffi, "SKP_R_" + key.upper())
            number = lib.skp_reason_int(pointer, part, i, field)
            if key in _LISTS or (name, key) == ("step", "id"):
                texts = [_text(pointer, part, i, field, k, lang)
                         for k in range(number)]
                value = ([int(text) for text in texts] if key == "after"
                         else texts)  # type: Any
            elif key in _BOOLS:
                value = None if number < 0 else bool(number)
            elif key in _INTS:
                value = None if number < 0 else number
            else:
                value = _text(pointer, part, i, field, 0, lang) or None
            if value is not None:
                ret[key] = value
        return ret


def _text(pointer: Any, part: int, i: int, field: int, k: int,
          lang: bytes) -> str:
    size = 256
    while True:
        buffer = ctypes.create_string_buffer(size)
        need = lib.skp_reason_text(pointer, part, i, field, k, lang, buffer,
                                   size)
        if need < size:
            return buffer.value.decode("utf-8")
        size = need + 1
