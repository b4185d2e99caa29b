# SPDX-License-Identifier: MIT
"""Boundary: data in parts that may not be pooled."""

from __future__ import annotations

import ctypes
import os
from typing import Any, BinaryIO, List, Optional, Tuple, Union

from . import _ffi
from ._checker import Checker
from ._convert import path_bytes, plain, without_nul, written_bytes
from ._errors import call
from ._ffi import lib
from ._file import read_file
from ._handle import Handle, Owned
from ._model import Model

#: A boundary as bytes, or the path of one.
Source = Union[bytes, str, "os.PathLike[str]"]


def _secret(key: Any) -> Optional[bytes]:
    if key is None:
        return None
    if isinstance(key, str):
        key = key.encode("utf-8")
    if not isinstance(key, bytes):
        raise TypeError("key must be a str or bytes, not %s"
                        % type(key).__name__)
    return without_nul("key", key)


def _bytes_of(source: Any, name: Optional[str]) -> Tuple[bytes, bytes]:
    """Its name in messages and its bytes, which nobody else can change."""
    if isinstance(source, (str, os.PathLike)):
        path = path_bytes(source, "source")
        return plain("name", name) if name else path, read_file(path)
    if not isinstance(source, (bytes, bytearray, memoryview)):
        raise TypeError("source must be bytes or a path, not %s"
                        % type(source).__name__)
    return plain("name", name or "boundary"), bytes(source)


class Boundary(Handle):
    """Data in parts that may not be pooled, each checked where it lies.

    In three rounds every part writes what the others must know, all of it is
    merged, and each part reads what came of it; then each finds exactly what
    one check of all the data would find about its rows. A part makes a
    Boundary and a new Model for each round, and for the check:

        def ask(name, folder, solved):
            with skpcheck.Boundary(name, key=KEY) as boundary, \\
                    skpcheck.Model() as model:
                if solved:                      # not in the first round
                    boundary.read(solved)
                boundary.begin(checker, model)
                model.load(folder)
                boundary.end(model)
                if solved:
                    model.seal()
                if boundary.round == 3:         # all is known
                    return checker.check(model)
                return boundary.write(checker, model)

        def merge(told):                        # in the order of the parts
            with skpcheck.Boundary() as boundary:
                for one in told:
                    boundary.add(one)
                return boundary.merge()

    name  the part's, the same in all rounds; None: only to merge
    key   a secret of 16 bytes or more (str or UTF-8 bytes) that all parts
          share: it hides the ids of the first round and the values that are
          only compared. None: one that is built in, and so no secret

    Policy, pada and period must be the same for all. What leaves a part: ids
    and codes of rows that others need, units' names; never a person's name,
    a NIK or NUPTK.
    """

    def __init__(self, name: Optional[str] = None, *,
                 key: Union[str, bytes, None] = None) -> None:
        called = None if name is None else plain("name", name)
        pointer = ctypes.POINTER(_ffi.skp_boundary)()
        call(lib.skp_boundary_new, called, _secret(key), pointer)
        self._lent = []  # type: List[bytes]  # freed after the C object
        super().__init__(Owned(pointer, lib.skp_boundary_free, self._lent))

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Boundary: closed>"
        return "<skpcheck.Boundary: round %d>" % self.round

    @property
    def round(self) -> int:
        """The round of what was read or merged last, 0: nothing was. After
        round 3 all is solved, and the part can be checked."""
        return lib.skp_boundary_round(self._open().pointer)

    def read(self, source: Source, *, name: Optional[str] = None) -> None:
        """What the parts' boundaries of a round were merged to: bytes, or
        the path of a file. `name` is cited in errors.

        Raises SkpFileError, SkpInputError (with the line)."""
        self._take(lib.skp_boundary_read, source, name)

    def begin(self, checker: Checker, model: Model) -> None:
        """Before the part's own data are loaded into the model, which must
        be new; of the checker policy, pada and period are used.

        Raises SkpStateError: another key, policy, pada, period or part than
        in the first round."""
        _is(checker, Checker, "checker")
        _is(model, Model, "model")
        policy = checker._open()
        with self._using() as pointer, model._using() as facts:
            call(lib.skp_boundary_begin, pointer, policy.pointer, facts)

    def end(self, model: Model) -> None:
        """After they are.

        Raises SkpStateError if they are not those of the first round,
        SkpUnsupportedError if a government report names people or units that
        no table gives: then the check cannot be exact."""
        _is(model, Model, "model")
        with self._using() as pointer, model._using() as facts:
            call(lib.skp_boundary_end, pointer, facts)

    def write(self, checker: Checker, model: Model,
              file: Optional[BinaryIO] = None) -> bytes:
        """What the others must know in the next round. A file that is open
        for writing bytes takes it piece by piece; then b"" is returned. Of
        the second round the model is no longer sealed afterwards.

        Raises SkpStateError if it is not the time for it."""
        _is(checker, Checker, "checker")
        _is(model, Model, "model")
        policy = checker._open()
        with self._using() as pointer, model._using() as facts:
            return written_bytes(call, lib.skp_boundary_write, pointer,
                                 policy.pointer, facts, file=file)

    def add(self, source: Source, *, name: Optional[str] = None) -> None:
        """One part's boundary, to be merged with the others': bytes, or the
        path of a file. `name` is cited in errors. Add them in the order that
        the parts' rows have in the whole."""
        self._take(lib.skp_boundary_add, source, name)

    def merge(self, file: Optional[BinaryIO] = None) -> bytes:
        """What comes of all that was added, for all parts to read. A file
        takes it as in `write`.

        Raises SkpInputError with the place of what cannot be read."""
        with self._using() as pointer:
            return written_bytes(call, lib.skp_boundary_merge, pointer,
                                 file=file)

    def _take(self, function: Any, source: Any, name: Optional[str]) -> None:
        self._open()
        title, data = _bytes_of(source, name)
        with self._using() as pointer:
            self._lent.append(data)  # C reads it where it lies
            call(function, pointer, title,
                 ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p),
                 len(data))


def _is(thing: Any, kind: Any, what: str) -> None:
    if not isinstance(thing, kind):
        raise TypeError("%s must be a %s, not %s"
                        % (what, kind.__name__, type(thing).__name__))
