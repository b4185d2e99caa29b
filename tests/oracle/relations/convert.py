# SPDX-License-Identifier: MIT
"""A set through a snapshot: the same report, byte for byte, edited or not. A
set through canonical tables, a file a source: the same findings, but for their
places, and the same rows but for those that are not written."""

import ctypes
import random

from .. import random_data
from ..library import _ffi, call, model_of, report, skpcheck
from .edits import KINDS, Edits, changed
from .sets import first_difference, plain

LOSSES = range(7)  # SKP_LOST_REJECTED ... SKP_LOST_CONTROLS


def taken(function, *arguments):
    """The bytes that a C function writes."""
    pieces = []

    def take(_, data, size):
        pieces.append(ctypes.string_at(data, size))
        return 0
    call(function, *arguments, _ffi.skp_write_fn(take), None)
    return b"".join(pieces)


def snapshot(model):
    with model._using() as pointer:
        return taken(_ffi.lib.skp_model_save, pointer)


def from_snapshot(data):
    model = skpcheck.Model()
    model.load_bytes("set.skps", data)
    return model


def edited(rng, files, model, when):
    """What is said after some edits, and after going back."""
    model.edit()
    mark = model.mark()
    edits = Edits(rng, files, model)
    for kind in KINDS:
        model.edit()
        edits.do(kind)
    model.seal()
    said = report(model, when).text
    model.edit()
    model.undo(mark)
    model.seal()
    return said + report(model, when).text


def through_snapshot(rng, files, when, model, before):
    seed = rng.random()
    with from_snapshot(snapshot(model)) as again:
        found = changed("snapshot", before, report(again, when).text)
        if found:
            return found
        with from_snapshot(snapshot(again)) as twice:
            after = edited(random.Random(seed), files, twice, when)
    return changed("edited snapshot", edited(
        random.Random(seed), files, model, when), after)


def canonical(model, form):
    """A model of the model's tables as files of that format."""
    again = skpcheck.Model()
    with model._using() as pointer:
        sources = _ffi.lib.skp_model_sources(pointer)
        for table in range(8):
            for source in range(sources):
                if _ffi.lib.skp_model_gives(pointer, table, source) != 1:
                    continue
                again.load_bytes(
                    "%s-%03d.%s" % (
                        _ffi.lib.skp_table_name(table).decode(), source,
                        form),
                    taken(_ffi.lib.skp_model_write, pointer, form.encode(),
                          table, source))
    again.seal()
    return again


def numberless(found):
    """Without places and the number of a row."""
    one = plain(found)
    for name in ("id", "root"):
        if str(one.get(name, "")).startswith("#"):
            one[name] = "#"
    return one


def used(account):
    """Without the empty rows, which are not written."""
    return dict(account, read=account["read"] - account["empty"], empty=0)


def lost(model):
    with model._using() as pointer:
        return [what for what in LOSSES
                if _ffi.lib.skp_model_lost(pointer, what) > 0]


def through_tables(model, before, when, form):
    with canonical(model, form) as again:
        after = report(again, when)
    return first_difference(
        form,
        ("findings", [numberless(one) for one in before.findings],
         [numberless(one) for one in after.findings]),
        ("skipped", before.skipped, after.skipped),
        ("tables", [used(one) for one in before.tables],
         [used(one) for one in after.tables]))


def check(rng, files, when):
    names = random_data.file_names(files)
    partial = names if rng.random() < 0.3 else None
    with model_of(files, names, partial) as model:
        before = report(model, when)
        if not lost(model):
            for form in ("csv", "yaml", "json"):
                found = through_tables(model, before, when, form)
                if found:
                    return found
        return through_snapshot(rng, files, when, model, before.text)
