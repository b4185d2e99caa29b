# SPDX-License-Identifier: MIT
"""Columns of Python values as columns of a batch (skp_column).

Each class here stands for one whole column; fill() points a skp_column at
some of its rows and returns what must live until the batch was taken.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from itertools import accumulate
from typing import Any, List, Sequence, Tuple

from . import _ffi
from ._convert import cell
from ._errors import SkpArgumentError, SkpTypeError

#: Rows of a batch.
BATCH = 65536

#: The cell of a row that does not name the field at all.
UNNAMED = type("Unnamed", (), {"__repr__": lambda self: "UNNAMED"})()


def address(buffer: Any) -> Tuple[int, int, Any]:
    """Address, bytes and owner of a contiguous buffer, copied only if Python
    gives no other way."""
    if isinstance(buffer, bytes):
        pointer = ctypes.cast(ctypes.c_char_p(buffer), ctypes.c_void_p)
        return pointer.value or 0, len(buffer), buffer
    if hasattr(buffer, "__array_interface__"):
        return array_address(buffer)
    view = memoryview(buffer)
    if view.readonly or not view.c_contiguous or not view.nbytes:
        return address(view.tobytes())
    block = (ctypes.c_char * view.nbytes).from_buffer(view)
    return ctypes.addressof(block), view.nbytes, block


def array_address(values: Any) -> Tuple[int, int, Any]:
    if values.ndim != 1 or values.strides != (values.itemsize,):
        values = values.ravel().copy()
    return values.__array_interface__["data"][0], values.nbytes, values


class Cells:
    """A sequence of Python values."""

    def __init__(self, field: str, values: Sequence[Any]) -> None:
        self.field = field
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    def fill(self, column: _ffi.skp_column, start: int, stop: int) -> Any:
        values = list(self.values[start:stop])
        keep = [self.known(column, values)]
        data, lengths = self.joined(values)
        offset = array("I", accumulate(lengths, initial=0))
        column.kind = _ffi.SKP_COLUMN_TEXT
        column.bytes = address(data)[0]
        column.offset = offset.buffer_info()[0]
        return keep + [data, offset]

    def known(self, column: _ffi.skp_column, values: List[Any]) -> Any:
        """Marks the cells that their row does not name, and empties them."""
        unnamed = [i for i, value in enumerate(values) if value is UNNAMED]
        if not unnamed:
            return None
        bits = bytearray(b"\xff" * ((len(values) + 7) // 8))
        for i in unnamed:
            bits[i >> 3] &= ~(1 << (i & 7)) & 0xff
            values[i] = ""
        column.known, _, keep = address(bits)
        return keep

    def joined(self, values: List[Any]) -> Tuple[bytes, List[int]]:
        """All cells' bytes and the length of each."""
        try:
            text = "".join(values)
        except TypeError:
            pass
        else:
            if text.isascii():
                return text.encode("ascii"), list(map(len, values))
        cells = [cell(self.field, value) for value in values]
        return b"".join(cells), list(map(len, cells))


class Fixed:
    """A numpy array of bytes: `width` a cell, padded with NUL."""

    def __init__(self, values: Any) -> None:
        self.rows = len(values)
        self.width = values.itemsize
        self.start, _, self.keep = address(values)

    def __len__(self) -> int:
        return self.rows

    def fill(self, column: _ffi.skp_column, start: int, stop: int) -> Any:
        column.kind = _ffi.SKP_COLUMN_FIXED
        column.width = self.width
        column.bytes = self.start + start * self.width
        return self.keep


class Offsets:
    """(offsets, bytes): cell i is bytes[offsets[i]:offsets[i + 1]]."""

    def __init__(self, field: str, offsets: Any, data: Any) -> None:
        self.field = field
        self.offsets = offsets
        self.start, self.size, self.keep = address(data)
        if len(offsets) < 1:
            raise SkpArgumentError("%s: offsets has rows + 1 numbers, so at "
                                   "least one" % field)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def fill(self, column: _ffi.skp_column, start: int, stop: int) -> Any:
        part = self.offsets[start:stop + 1]
        part = part.tolist() if hasattr(part, "tolist") else list(part)
        first = self.checked(part)
        offset = array("I", (at - first for at in part))
        column.kind = _ffi.SKP_COLUMN_TEXT
        column.bytes = self.start + first
        column.offset = offset.buffer_info()[0]
        return [self.keep, offset]

    def checked(self, part: List[Any]) -> int:
        """The first offset; C reads where these point, so none may lie."""
        if not all(type(at) is int for at in part):
            raise TypeError("%s: offsets must be whole numbers" % self.field)
        if (part[0] < 0 or part[-1] > self.size
                or part[-1] - part[0] >= 2 ** 32
                or any(a > b for a, b in zip(part, part[1:]))):
            raise SkpArgumentError(
                "%s: offsets must rise from 0 on and end within the bytes"
                % self.field)
        return part[0]


class Same:
    """One text for every row."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def fill(self, column: _ffi.skp_column, start: int, stop: int) -> Any:
        column.kind = _ffi.SKP_COLUMN_SAME
        column.width = len(self.text)
        column.bytes = address(self.text)[0]
        return self.text


def is_buffer(value: Any) -> bool:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return True
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    return hasattr(value, "__array_interface__") and kind in "Su"


def from_array(field: str, values: Any) -> Any:
    """A numpy array or pandas Series."""
    kind = values.dtype.kind
    if getattr(values, "ndim", 1) != 1:
        raise SkpArgumentError("%s: an array must have one dimension" % field)
    if hasattr(values, "__array_interface__"):
        if kind == "U" and len(values):
            values = sys.modules["numpy"].char.encode(values, "utf-8")
            kind = "S"
        elif kind == "M":
            values = values.astype("datetime64[s]")
        if kind == "S" and values.itemsize:
            return Fixed(values)
    return Cells(field, values.tolist())


def column_of(field: str, values: Any) -> Any:
    """The column for what a caller gave."""
    if isinstance(values, str):
        return Same(cell(field, values))
    if (isinstance(values, tuple) and len(values) == 2
            and is_buffer(values[1]) and hasattr(values[0], "__len__")
            and not isinstance(values[0], (str, bytes))):
        return Offsets(field, *values)
    if hasattr(values, "dtype"):
        return from_array(field, values)
    if isinstance(values, (bytes, bytearray, memoryview, dict, set)):
        raise SkpTypeError("%s: a column must be a list, an array or "
                           "(offsets, bytes), not %s"
                           % (field, type(values).__name__),
                           _ffi.SKP_E_TYPE)
    try:
        return Cells(field, values if isinstance(values, (list, tuple))
                     else list(values))
    except TypeError:
        raise SkpTypeError("%s: a column must be a list, an array or "
                           "(offsets, bytes), not %s"
                           % (field, type(values).__name__),
                           _ffi.SKP_E_TYPE) from None


def row_count(columns: Any) -> int:
    """The length that all columns share."""
    lengths = {name: len(column) for name, column in columns.items()
               if not isinstance(column, Same)}
    if columns and not lengths:
        raise SkpArgumentError("at least one column must be a list or an "
                               "array: a str stands for every row")
    if len(set(lengths.values())) > 1:
        raise SkpArgumentError("columns of different lengths: " + ", ".join(
            "%s %d" % item for item in lengths.items()))
    return next(iter(lengths.values()), 0)
