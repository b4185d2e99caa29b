"""The C library inside this process: sets in, reports out, by the binding.

The library is the file that $SKPCHECK_LIBRARY names.
"""

import ctypes
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))), "bindings", "python"))

import skpcheck  # noqa: E402
from skpcheck import _ffi  # noqa: E402
from skpcheck._columns import Cells  # noqa: E402
from skpcheck._errors import call  # noqa: E402
from skpcheck._vocabulary import field_number, table_number  # noqa: E402

from . import random_data  # noqa: E402
from .model import columns_of  # noqa: E402


class Answer:
    """A report: its text (JSON Lines) and the records in it."""

    def __init__(self, text):
        self.text = text
        records = [json.loads(line) for line in text.splitlines()]
        self.findings = [one for one in records if "code" in one]
        self.skipped = [one for one in records if "skipped" in one]
        self.tables = [one for one in records if "read" in one]


def load(model, files, names=None, partial=None):
    """Reads the files in their order; partial: names of lists of SKP that
    need not be complete, for which all lists come by add_list."""
    for name, file in zip(names or random_data.file_names(files), files):
        if partial is not None and file[0] == "skp":
            add_list(model, name, file, name in partial)
        else:
            model.load_bytes(name, random_data.csv_text(
                *file[1:]).encode("utf-8"))


def model_of(files, names=None, partial=None):
    """A sealed model of the files."""
    model = skpcheck.Model()
    load(model, files, names, partial)
    model.seal()
    return model


def checker_of(when):
    return skpcheck.Checker(
        random_data.policy_text(when.knobs()) or None, pada=when.pada,
        tahun=when.tahun)


def report(model, when):
    with checker_of(when) as checker, checker.check(model) as found:
        return Answer(found.to_jsonl())


def ask(files, when, names=None, partial=None):
    with model_of(files, names, partial) as model:
        return report(model, when)


def add_list(model, name, file, partial):
    """The rows of a file by the door for batches, as a complete list or as
    one that need not be (laporan penilaian)."""
    table, headings, rows = file
    places = {column: place for place, column in reversed(list(enumerate(
        columns_of(table, headings)))) if column}
    source = model._source(name)
    if not rows:
        return
    ours = (_ffi.skp_column * len(places))()
    keep = []
    for one, (column, place) in zip(ours, places.items()):
        one.size = ctypes.sizeof(one)
        one.field = field_number(table_number(table), column)
        keep.append(Cells(column, [row[place] or "" for row in rows]).fill(
            one, 0, len(rows)))
    batch = _ffi.skp_batch(
        table=table_number(table), rows=len(rows), columns=len(places),
        column=ours, file=source, first_line=2,
        flags=_ffi.SKP_BATCH_PARTIAL if partial else 0)
    with model._using() as pointer:
        call(_ffi.lib.skp_model_add_batch, pointer, batch)
    del keep
