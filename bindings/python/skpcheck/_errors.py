# SPDX-License-Identifier: MIT
"""Errors of the C library as exceptions."""

from __future__ import annotations

from typing import Any, Callable, Dict, Tuple, Type

from . import _ffi
from ._ffi import lib


class SkpError(Exception):
    """The job could not be done. (That data breaks a rule is never an error
    but a finding.)

    code     negative number, SKP_E_* of the C header
    name     its name, as "SKP_E_FORMAT"
    file     the input it happened in, "" where none is known
    line, column  place in it, from 1; 0 where none is known
    text     what went wrong; never repeats a value of the data
    producer what the producer of an Arrow stream said of its own failure,
             else ""; it may repeat values of the data
    """

    producer = ""

    def __init__(self, text: str, code: int = _ffi.SKP_E_ARG, file: str = "",
                 line: int = 0, column: int = 0) -> None:
        super().__init__(text)
        self.text = text
        self.code = code
        self.name = lib.skp_error_name(code).decode("ascii")
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = self.file
        for number in (self.line, self.column):
            if number:
                place += ":%d" % number if place else "%d" % number
        return "%s: %s" % (place, self.text) if place else self.text

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), (self.text, self.code, self.file, self.line,
                            self.column)


class SkpArgumentError(SkpError, ValueError):
    """An argument out of range."""


class SkpTypeError(SkpError, TypeError):
    """An object of another type."""


class SkpMemoryError(SkpError, MemoryError):
    """No memory, or more needed than `limits` allows."""


class SkpStateError(SkpError, RuntimeError):
    """Not now: the model is sealed, not yet sealed, or closed."""


class SkpBusyError(SkpError, RuntimeError):
    """Called from inside its own callback."""


class SkpCancelled(SkpError):
    """A progress callback, or Progress.cancel, asked to stop."""


class SkpProofError(SkpError):
    """A plan that does not do what it says."""


class SkpUnsupportedError(SkpError, NotImplementedError):
    """The C library was built without what this needs."""


class SkpInputError(SkpError, ValueError):
    """Input that cannot be used: a format, a value, a policy, a limit."""


class SkpFileError(SkpInputError, OSError):
    """A file that cannot be opened, read or written."""


class SkpUnknownError(SkpInputError, LookupError):
    """An unknown table, field, rule, format, setting or key."""


_CLASSES = {
    _ffi.SKP_E_NOMEM: SkpMemoryError,
    _ffi.SKP_E_LIMIT_MEM: SkpMemoryError,
    _ffi.SKP_E_ARG: SkpArgumentError,
    _ffi.SKP_E_TYPE: SkpTypeError,
    _ffi.SKP_E_STATE: SkpStateError,
    _ffi.SKP_E_BUSY: SkpBusyError,
    _ffi.SKP_E_IO: SkpFileError,
    _ffi.SKP_E_UNKNOWN: SkpUnknownError,
    _ffi.SKP_E_UNSUPPORTED: SkpUnsupportedError,
    _ffi.SKP_E_CANCEL: SkpCancelled,
    _ffi.SKP_E_PROOF: SkpProofError,
}  # type: Dict[int, Type[SkpError]]


def error_of(code: int, text: str, file: str = "", line: int = 0,
             column: int = 0) -> SkpError:
    """The exception for a code; all others are faults of the input."""
    kind = _CLASSES.get(code, SkpInputError)
    return kind(text, code, file, line, column)


def call(function: Callable[..., int], *arguments: Any) -> None:
    """Calls a function whose last argument is the error; raises on failure."""
    err = _ffi.skp_error()
    code = function(*arguments, err)
    if code < 0:
        name = lib.skp_error_name(code).decode("ascii")
        raise error_of(code, err.text.decode("utf-8", "replace") or name,
                       err.file.decode("utf-8", "replace"),
                       err.line, err.column)
