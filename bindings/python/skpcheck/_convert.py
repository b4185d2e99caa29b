# SPDX-License-Identifier: MIT
"""Python values as the texts and numbers that the C interface takes.

Everything is checked here, because C would wrap a number and cut a text at
its NUL without a word.
"""

from __future__ import annotations

import codecs
import ctypes
import datetime
import numbers
import operator
import os
import re
from typing import Any, Callable, List, Optional, Tuple

from . import _ffi
from ._errors import SkpArgumentError, SkpError, SkpTypeError

#: Their digits do not survive as a number, nor do leading zeros.
DIGITS = frozenset(("nip", "nik", "nuptk", "npsn"))

#: What a float still holds exactly, and more than any code or year.
LARGEST = 10 ** 15


def number(what: str, value: Any, most: int, least: int = 0) -> int:
    """A whole number within its bounds."""
    try:
        value = operator.index(value)
    except TypeError:
        raise TypeError("%s must be a whole number, not %s"
                        % (what, type(value).__name__)) from None
    if not least <= value <= most:
        raise SkpArgumentError("%s must be from %d to %d, not %d"
                               % (what, least, most, value))
    return value


def plain(what: str, value: Any) -> bytes:
    """A text that ends with NUL in C, and so holds none."""
    if not isinstance(value, str):
        raise TypeError("%s must be a str, not %s"
                        % (what, type(value).__name__))
    return without_nul(what, value.encode("utf-8"))


def path_bytes(path: Any, what: str = "path") -> bytes:
    """A path as the system writes it."""
    if isinstance(path, (str, bytes, os.PathLike)):
        return without_nul(what, os.fsencode(path))
    raise TypeError("%s must be a str, bytes or os.PathLike, not %s"
                    % (what, type(path).__name__))


def is_yaml(source: Any) -> bool:
    """Whether a str is YAML, which holds a line break or `key: value`; a
    path never does."""
    return isinstance(source, str) and bool(re.search(r"\n|:(\s|$)", source))


def without_nul(what: str, text: bytes) -> bytes:
    if b"\0" in text:
        raise SkpArgumentError("%s must not hold a NUL" % what)
    return text


def lang_bytes(lang: Any) -> bytes:
    if lang not in ("id", "en"):
        raise SkpArgumentError("lang must be 'id' or 'en'")
    return lang.encode("ascii")


def missing(value: Any) -> bool:
    """None, NaN, NaT, pandas.NA: how Python says that a cell is empty."""
    return (value is None or type(value).__name__ in ("NAType", "NaTType")
            or isinstance(value, float) and value != value)


def instant(value: Any) -> str:
    """A date, or a datetime to the second; midnight without a zone is its
    day."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value.tzinfo is None and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds")


def refuse(field: str, value: Any) -> None:
    """Raises if a number cannot stand in this field."""
    exact = isinstance(value, numbers.Integral) and abs(int(value)) < LARGEST
    if field in DIGITS or not exact:
        raise SkpTypeError(
            "%s holds a number (%s), whose digits may be damaged; read the "
            "column as text: dtype=str" % (field, type(value).__name__),
            _ffi.SKP_E_TYPE)


def cell(field: str, value: Any) -> bytes:
    """A cell's text in UTF-8, b"" for an empty one."""
    if isinstance(value, str):
        return value.encode("utf-8")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if missing(value):
        return b""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return b"true" if value else b"false"
    if isinstance(value, datetime.date):
        return instant(value).encode("ascii")
    if isinstance(value, numbers.Number):
        refuse(field, value)
        return b"%d" % int(value)  # type: ignore[call-overload]
    raise SkpTypeError("%s: a cell must be a str, not %s"
                       % (field, type(value).__name__), _ffi.SKP_E_TYPE)


def limits(values: Any) -> Optional[_ffi.skp_limits]:
    """A mapping of names of skp_limits to numbers; 0 means the default."""
    if values is None:
        return None
    ret = _ffi.skp_limits()
    known = {name: kind for name, kind in _ffi.skp_limits._fields_[1:]}
    for name, value in dict(values).items():
        if name not in known:
            raise SkpArgumentError("no limit %r; there are %s"
                                   % (name, ", ".join(known)))
        bits = 32 if known[name] is _ffi.c_uint32 else 64
        setattr(ret, name, number(name, value, 2 ** bits - 1))
    return ret


def written(function: Callable[..., None], *before: Any,
            file: Any = None) -> str:
    """The text that a C function hands to a skp_write_fn; `function` gets
    `before`, the callback and its context. A file takes it instead, in
    pieces as they come, and "" is returned."""
    chunks = []  # type: List[str]
    _writable(file, "text")
    take = chunks.append if file is None else file.write
    decode = codecs.getincrementaldecoder("utf-8")().decode
    _handed(function, before,
            lambda data: take(decode(data)))  # may end inside a letter
    return "".join(chunks)


def written_bytes(function: Callable[..., None], *before: Any,
                  file: Any = None) -> bytes:
    """The same as bytes, for what is no text to be read by people."""
    chunks = []  # type: List[bytes]
    _writable(file, "bytes")

    def put(data: bytes) -> None:
        while data:  # an unbuffered file may take less than all
            taken = file.write(data)
            if taken == 0:
                raise OSError("the file takes nothing")
            data = b"" if taken is None else data[taken:]

    _handed(function, before, chunks.append if file is None else put)
    return b"".join(chunks)


def _writable(file: Any, what: str) -> None:
    if file is not None and not hasattr(file, "write"):
        raise TypeError("file must be open for writing %s, not %s"
                        % (what, type(file).__name__))


def _handed(function: Callable[..., None], before: Tuple[Any, ...],
            take: Callable[[bytes], Any]) -> None:
    """Calls a C function with a skp_write_fn that gives `take` each piece,
    and raises what that raised."""
    def put(at: Any, size: int) -> None:
        take(ctypes.string_at(at, size))

    write, raised = guarded(_ffi.skp_write_fn, put)
    try:
        function(*before, write, None)
    except SkpError:
        if not raised:
            raise
    if raised:
        raise raised.pop()


def guarded(kind: Any, function: Callable[..., Any]
            ) -> Tuple[Any, List[BaseException]]:
    """A C callback of a Python function. C sees 0 for a false result, else
    1; what the function raises is kept in the list, and C sees 1."""
    raised = []  # type: List[BaseException]

    def call(ctx: Any, *arguments: Any) -> int:
        try:
            return 1 if function(*arguments) else 0
        except BaseException as error:  # must not pass through C
            raised.append(error)
            return 1

    return kind(call), raised
