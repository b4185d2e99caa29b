# SPDX-License-Identifier: MIT
"""Files that are read at once, or come to be whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from typing import Any, BinaryIO, Iterator

from . import _ffi
from ._convert import path_bytes
from ._errors import SkpError, SkpFileError


def _failed(error: OSError, path: bytes, what: str) -> SkpFileError:
    return SkpFileError(error.strerror or "cannot be %s" % what,
                        _ffi.SKP_E_IO, os.fsdecode(path))


def read_file(path: bytes) -> bytes:
    """All of a file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise _failed(error, path, "read") from error


@contextmanager
def whole_file(path: Any, what: str) -> Iterator[BinaryIO]:
    """A file to be written, which only its owner may read. It grows under
    another name and takes its own at the end; a device or a pipe, which that
    would destroy, is written as it is."""
    name = path_bytes(path, what)
    try:
        real = os.path.realpath(name)
        if os.path.exists(name) and not os.path.isfile(name):
            with open(name, "wb") as file:
                yield file
        else:
            with _renamed(real) as file:
                yield file
    except SkpError:
        raise
    except OSError as error:
        raise _failed(error, name, "written") from error


@contextmanager
def _renamed(path: bytes) -> Iterator[BinaryIO]:
    number, growing = tempfile.mkstemp(prefix=b".skpcheck-",
                                       dir=os.path.dirname(path))
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        os.replace(growing, path)
    except BaseException:
        os.unlink(growing)
        raise
