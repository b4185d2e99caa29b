"""What the relations do with sets of files, and with findings, alike."""

import json

from .. import cells
from ..compare import Difference, kind, only
from ..model import COLUMNS, REFERS, Model, columns_of
from ..rules import order

NIP_COLUMNS = frozenset(("nip",) + tuple(
    column for column, table in REFERS.items() if table == "pegawai"))
NUMBERS = frozenset(("nik", "nuptk", "npsn"))


def mapped(files, change):
    """The files with each cell's core (its text without blanks around it) as
    change(table, column, core) says."""
    ret = []
    for table, headings, rows in files:
        columns = columns_of(table, headings)
        ret.append((table, headings, [
            [text and column and within(text, change, table, column) or text
             for column, text in zip(columns, row)] for row in rows]))
    return ret


def within(text, change, table, column):
    core = cells.trim(text)
    return text.replace(core, change(table, column, core)) if core else text


def is_nip(core):
    digits = cells.clean_nip(core)
    return len(digits) == 18 and digits.isdigit()


def is_name(table, column, core):
    """Can it be the id of a row, and does no convention give it a meaning?"""
    if not cells.is_id_column(column) or column in NUMBERS or core.isdigit():
        return False
    try:
        value = cells.parse(COLUMNS[table][column], column, core)
    except cells.Unreadable:
        return False
    return (value is not None and not is_nip(core) and core[:1] != "'"
            and not (column == "nip" and len(core) > 9)
            and cells.lower(core) not in ("top", "xx"))


def names_in(files):
    """The ids in the files, those of unknown rows too, in order."""
    found = set()

    def note(table, column, core):
        if COLUMNS[table][column] != "eselon" and is_name(
                table, column, core):
            found.add(cells.lower(core))
        return core
    mapped(files, note)
    return sorted(found, key=str.encode)


def numbers_of(files):
    """{(table, row as an object): its number}, rows all empty left out."""
    numbers, counts = {}, {}
    for table, _, rows in files:
        for row in rows:
            if any(cells.trim(text or "") for text in row):
                counts[table] = counts.get(table, 0) + 1
                numbers[table, id(row)] = counts[table]
    return numbers


def renumbered(before, after):
    """A function (table, #n) -> #m, for rows that are in both sets."""
    new = numbers_of(after)
    known = {(table, "#%d" % number): "#%d" % new[table, row]
             for (table, row), number in numbers_of(before).items()
             if (table, row) in new}
    return lambda table, text: known.get((table, text), text)


def rows_by_place(files):
    """{(file, place in it): Row} and the Model that they are of."""
    model = Model(files)
    return {(row.file, row.place): row for rows in model.rows.values()
            for row in rows}, model


def plain(found):
    """A finding without what the place of a row decides."""
    return {name: value for name, value in found.items()
            if name not in ("message", "source")}


def difference(title, one, other, records):
    """A Difference of two lists of records, None if they hold the same."""
    gone, come = only(one, other), only(other, one)
    if not gone and not come:
        return None
    kinds = {kind(json.loads(line)) for line in gone + come}
    return Difference(kinds, "%s: %s\n%s" % (title, records, "".join(
        ["  - %s\n" % line for line in gone]
        + ["  + %s\n" % line for line in come])))


def first_difference(title, *pairs):
    """Of (what, wanted records, records): the first pair that differs."""
    for records, one, other in pairs:
        found = difference(title, one, other, records)
        if found:
            return found
    return None


def disordered(title, answer):
    keys = [order(found) for found in answer.findings]
    if keys == sorted(keys):
        return None
    return Difference(["order"], "%s: the order of the findings\n" % title)
