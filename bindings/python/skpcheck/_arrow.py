# SPDX-License-Identifier: MIT
"""Arrow data in and out by the PyCapsule protocol, without pyarrow.

An object gives its data by `__arrow_c_stream__()` or `__arrow_c_array__()`: in
capsules, which hold the structs of the Arrow C interfaces. Whoever takes the
data over sets `release` of the struct to NULL.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from ctypes import c_char_p, c_void_p, py_object
from typing import Any, List, Tuple

from . import _ffi
from ._convert import lang_bytes
from ._errors import call
from ._ffi import lib
from ._finding import severity_number
from ._handle import Owned

SCHEMA, ARRAY, STREAM = (b"arrow_schema", b"arrow_array",
                         b"arrow_array_stream")
_RELEASE = ctypes.CFUNCTYPE(None, c_void_p)


def _inside(capsule: Any, name: bytes) -> int:
    """The address that a capsule holds."""
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = c_void_p, [py_object, c_char_p]
    try:
        return get(capsule, name)  # type: ignore[no-any-return]
    except ValueError:
        raise TypeError("not a capsule of an %s, but %s" % (
            name.decode(), type(capsule).__name__)) from None


class Given:
    """What an object gives: `stream`, or `schema` and `array`; addresses,
    good as long as this lives."""

    def __init__(self, data: Any) -> None:
        self.stream = self.schema = self.array = 0
        if hasattr(data, "__arrow_c_stream__"):
            self.keep = data.__arrow_c_stream__()
            self.stream = _inside(self.keep, STREAM)
        elif hasattr(data, "__arrow_c_array__"):
            self.keep = data.__arrow_c_array__()
            schema, array = self.keep
            self.schema = _inside(schema, SCHEMA)
            self.array = _inside(array, ARRAY)
        else:
            raise TypeError(
                "data must have __arrow_c_stream__ or __arrow_c_array__, as "
                "Arrow tables of pyarrow, Polars and DuckDB do; %s has not"
                % type(data).__name__)


# ---- out ------------------------------------------------------------------

# Streams handed out, each with its capsule. A capsule may die while an
# exception is under way, when no Python may run, so it has no destructor:
# what nobody else holds any more is let go with the next export.
_out = []  # type: List[Tuple[Any, Any]]
_lock = threading.Lock()
_IDLE = 2  # references: the list's, and that of asking


def _sweep() -> None:
    for entry in _out[:]:
        if sys.getrefcount(entry[0]) <= _IDLE:
            _out.remove(entry)
            stream = entry[1]
            if stream.release:
                _RELEASE(stream.release)(ctypes.addressof(stream))


def _capsule(stream: Any) -> Any:
    new = ctypes.pythonapi.PyCapsule_New
    new.restype, new.argtypes = py_object, [c_void_p, c_char_p, c_void_p]
    return new(ctypes.addressof(stream), STREAM, None)


class Findings:
    """Findings to be taken as an Arrow table, as often as one likes."""

    def __init__(self, report: Owned, options: Any) -> None:
        self._report = report
        self._options = options

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule with the stream; the schema asked for is not heeded, as
        the protocol allows."""
        stream = _ffi.ArrowArrayStream()
        call(lib.skp_report_arrow, self._report.pointer, self._options,
             stream)
        capsule = _capsule(stream)
        with _lock:
            _sweep()
            _out.append((capsule, stream))
        return capsule


def findings(report: Owned, lang: str = "id", mask: bool = False,
             min_severity: Any = None, fingerprints: bool = False
             ) -> Findings:
    """The findings of a report. The stream is a copy, so that whoever takes
    it may outlive the report."""
    return Findings(report, _ffi.skp_arrow_write_options(
        min_severity=severity_number(min_severity), lang=lang_bytes(lang),
        mask=bool(mask), fingerprints=bool(fingerprints), copy=1))
