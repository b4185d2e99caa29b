# SPDX-License-Identifier: MIT
"""Edits of a sealed model."""

from __future__ import annotations

import ctypes
from typing import Any, Optional

from . import _ffi
from ._convert import cell, number, plain
from ._errors import SkpArgumentError, SkpStateError, call
from ._ffi import lib
from ._handle import Handle, Owned
from ._vocabulary import field_number, table_number


class Edits(Handle):
    """What a Model can do once it is sealed: open again, change, go back."""

    @property
    def sealed(self) -> bool:
        """Whether `seal` was called, and no edit since."""
        return bool(lib.skp_model_sealed(self._open().pointer))

    def edit(self) -> None:
        """Opens a sealed model again: rows can be added, changed and removed
        until `seal`. Reports made before are out of date and say so."""
        with self._using() as pointer:
            call(lib.skp_model_edit, pointer)

    def mark(self) -> int:
        """A place in the journal of edits for `undo` to go back to."""
        with self._using() as pointer:
            return lib.skp_model_mark(pointer)

    def undo(self, mark: int) -> None:
        """Takes back every edit after the mark; the model must be open."""
        with self._using() as pointer:
            call(lib.skp_model_undo, pointer,
                 number("mark", mark, 2 ** 63 - 1))

    def copy(self) -> Any:
        """A copy to try edits on: same rows, same numbers."""
        pointer = ctypes.POINTER(_ffi.skp_model)()
        with self._using() as mine:
            call(lib.skp_model_copy, mine, pointer)
        ret = type(self).__new__(type(self))
        Handle.__init__(ret, Owned(pointer, lib.skp_model_free))
        return ret

    def find(self, table: str, id: str) -> Optional[int]:
        """Row of a unit or person of a sealed model by id (a person also by
        NIP); None if there is none."""
        kind, text = table_number(table), plain("id", id)
        with self._using() as pointer:
            row = lib.skp_model_find(pointer, kind, text, len(text))
        if row == _ffi.SKP_E_STATE:
            raise SkpStateError("the model is not sealed", row)
        return None if row < 0 else row

    def text(self, table: str, row: int, field: str) -> Optional[str]:
        """A cell's text; None if it has no value."""
        kind = table_number(table)
        column = field_number(kind, field)
        buf = ctypes.create_string_buffer(256)
        with self._using() as pointer:
            size = lib.skp_model_text(pointer, kind, row, column, buf, 256)
            if size >= 256:
                buf = ctypes.create_string_buffer(size + 1)
                lib.skp_model_text(pointer, kind, row, column, buf, size + 1)
        if size < 0:
            raise SkpArgumentError("no such row", size)
        return buf.value.decode("utf-8") if size else None

    def appoint(self, unor: str, pegawai: str, jenis: str = "D",
                mulai: Any = None) -> None:
        """Makes the person head of the unit (D, TT, PJ, PLT, PLH) or gives
        them a DELEGASI, from a day on."""
        self._act(lib.skp_model_appoint, unor=unor, pegawai=pegawai,
                  jenis=jenis, mulai=mulai)

    def publish(self, unor: str, pegawai: str, status: str = "diajukan",
                mulai: Any = None, selesai: Any = None) -> None:
        """Gives the person's latest SKP on the unit this status; without one
        a new SKP Organisasi of that period."""
        self._act(lib.skp_model_publish, unor=unor, pegawai=pegawai,
                  status=status, mulai=mulai, selesai=selesai)

    def event(self, pegawai: str, aksi: str, waktu: Any) -> None:
        """Records that the person did `aksi` at `waktu`, with success."""
        self._act(lib.skp_model_event, pegawai=pegawai, aksi=aksi,
                  waktu=waktu)

    def set_atasan(self, pegawai: str, atasan: Optional[str]) -> None:
        """Makes `atasan` the recorded atasan of the person and their SKP."""
        self._act(lib.skp_model_set_atasan, pegawai=pegawai, atasan=atasan)

    def _act(self, function: Any, **words: Any) -> None:
        texts = [None if word is None else cell(name, word)
                 for name, word in words.items()]
        with self._using() as pointer:
            call(function, pointer, *texts)
