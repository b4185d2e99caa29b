# SPDX-License-Identifier: MIT
"""What a sealed model is written as: a snapshot, or canonical tables."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional, TextIO

from . import _ffi
from ._convert import number, plain, written, written_bytes
from ._edit import Edits
from ._errors import SkpArgumentError, SkpStateError, call
from ._ffi import lib
from ._file import whole_file
from ._vocabulary import table_number

_MOST = 2 ** 31 - 1


class Lost(NamedTuple):
    """What canonical tables cannot say of a model."""

    rejected: int  #: rows that could not be used when read
    implicit: int  #: people and units that only reports name
    names: int     #: SKP whose unit's name fits none or several
    posts: int     #: jabatan history that only dates a change
    partial: bool  #: the SKP are not a complete list
    numbers: int   #: ids that a spreadsheet held as numbers
    controls: int  #: control characters (YAML and JSON)
    unknown: int   #: columns that some of a table's sources lack, if they
                   #: are written together


class Saves(Edits):
    """What a sealed Model can be written as."""

    def save(self, target: Any) -> None:
        """Writes a snapshot, to be loaded like any other file in a fraction
        of the time, sealed and as the only input; it gives the findings,
        plans and edits of this model, whose journal it does not hold. It is
        for this machine's byte order and this version of the library.

        target  a path (str, bytes, os.PathLike) or a file open for writing
                bytes. At the path it comes to be whole or not at all, and
                only its owner may read it

        Never change a snapshot in place: a model that was made from it reads
        it. Raises SkpFileError, SkpStateError (the model is not sealed)."""
        if hasattr(target, "write"):
            self._save(target)
            return
        with whole_file(target, "target") as file:
            self._save(file)

    def _save(self, file: Any) -> None:
        with self._using() as pointer:
            written_bytes(call, lib.skp_model_save, pointer, file=file)

    def write(self, format: str, file: Optional[TextIO] = None, *,
              table: Optional[str] = None,
              source: Optional[int] = None) -> str:
        """The rows as they were given, in a canonical format: "yaml" or
        "json" (one table or all), "csv" (one table).

        file    takes the text piece by piece; then "" is returned
        table   None: all
        source  only its rows, see `sources`; None: all

        Where the sources of a table name different columns, or one code that
        the policy does not know stands in two of them, only what is written
        source by source, and loaded again in the same order, gives the same
        findings. What is lost even then: see `lost`.

        Raises SkpStateError (the model is not sealed), SkpUnknownError (no
        such format or table), SkpArgumentError (no such source, or CSV of
        all tables)."""
        kind = -1 if table is None else table_number(table)
        which = -1 if source is None else number("source", source, _MOST)
        name = plain("format", format)
        with self._using() as pointer:
            return written(call, lib.skp_model_write, pointer, name, kind,
                           which, file=file)

    def lost(self) -> Lost:
        """How much of a sealed model `write` cannot say; all 0: nothing."""
        with self._using() as pointer:
            found = [lib.skp_model_lost(pointer, getattr(
                _ffi, "SKP_LOST_" + name.upper())) for name in Lost._fields]
        if min(found) < 0:
            raise SkpStateError("the model is not sealed", min(found))
        return Lost(*found)._replace(partial=bool(found[4]))

    @property
    def sources(self) -> int:
        """Number of sources: 0 is that of rows without a file, then files
        and named sources in their order."""
        with self._using() as pointer:
            return lib.skp_model_sources(pointer)

    def gives(self, table: str, source: Optional[int] = None) -> bool:
        """Whether a source (None: any) gives that table."""
        kind = table_number(table)
        which = -1 if source is None else number("source", source, _MOST)
        with self._using() as pointer:
            given = lib.skp_model_gives(pointer, kind, which)
        if given < 0:
            raise SkpArgumentError("no such source", given)
        return bool(given)
