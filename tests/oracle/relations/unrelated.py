"""An instansi with units, people and SKP of its own beside: what was found
of the others stays word for word, and what was skipped adds up.

Both are as complete: the added files have the same tables and columns. Units
and periods without instansi count as one instansi, and everybody's, so the
added ones all have theirs.
"""

from .. import cells, policy, random_data
from ..library import ask
from ..model import FIGURES, columns_of
from .permute import same, without_places
from .rename import Names
from .sets import (disordered, first_difference, mapped, names_in,
                   renumbered, NUMBERS)

OTHERS = 1000000        # seeds of the added sets lie so much higher
OWN = ("unor", "periode")


def with_instansi(files):
    """The same, with the column instansi_id where it must be told."""
    ret, given = list(files), set()
    for number, (table, headings, rows) in enumerate(files):
        if (table in OWN and table not in given
                and "instansi_id" not in columns_of(table, headings)):
            ret[number] = (table, headings + ["instansi_id"],
                           [row + [""] for row in rows])
        given.add(table)
    return ret


def supplied(files):
    """{table: the columns that any file of it has, in order}."""
    tables = {}
    for table, headings, _ in files:
        mine = tables.setdefault(table, [])
        mine += [column for column in columns_of(table, headings)
                 if column and column not in mine]
    return tables


def rows_in(files, table, columns):
    for other, headings, rows in files:
        if other == table:
            places = columns_of(table, headings)
            for row in rows:
                cell = dict(zip(reversed(places), reversed(row)))
                yield [cell.get(column, "") for column in columns]


def strangers(rng, files, tables):
    """The files with ids and numbers that nobody else has, the instansi
    told, and just these tables and columns."""
    head = rng.choice("az")     # before all other ids, or after them
    names = ["%s%s%05d" % (head, head, n)
             for n in range(len(names_in(files)))]
    serials = {"%03d" % n: "%03d" % (n + 400) for n in range(1, 400)}
    new = Names(files, names, serials, {})

    def change(table, column, core):
        if column in NUMBERS and core.isdigit():
            return "9" + core[1:]
        return new.cell(table, column, core)
    files = mapped(files, change)
    return [(table, columns,
             [told(row, table, columns, head) for row in rows_in(
                 files, table, columns)])
            for table, columns in tables.items()]


def told(row, table, columns, head):
    """The row with an instansi; a row all empty stays so."""
    if table not in OWN or not any(map(cells.trim, row)):
        return row
    place = columns.index("instansi_id")
    low = cells.lower(cells.trim(row[place]))
    if (low in policy.NO_VALUE | policy.NO_REFERENCE | policy.EXCEL_ERRORS
            or "e+" in low):
        row = row[:place] + [head * 3] + row[place + 1:]
    return row


def transform(rng, files):
    """(the set with its instansi told, the other set)."""
    other = random_data.generate(OTHERS + rng.randrange(OTHERS))
    files = with_instansi(files)
    return files, strangers(rng, other, supplied(files))


def summed(one, other, key, values):
    """The records of both as one list: those of one key added up."""
    sums = {}
    for record in one + other:
        mine = sums.setdefault(tuple(record[name] for name in key),
                               dict(record, **dict.fromkeys(values, 0)))
        for value in values:
            mine[value] += record[value]
    return list(sums.values())


def mine_of(findings, names, files):
    """The findings on rows of these files, or on their instansi."""
    ids = set(names_in(files))
    return [found for found in findings
            if found.get("source", {}).get("file") in names
            or "source" not in found and cells.lower(found["id"]) in ids]


def check(rng, files, when):
    files, others = transform(rng, files)
    names = random_data.file_names(files)
    their_names = ["%s-zz.csv" % table for table, _, _ in others]
    before, alone = ask(files, when), ask(others, when, their_names)
    pairs = list(zip(files, names)), list(zip(others, their_names))
    both = sum(rng.sample(pairs, 2), [])
    after = ask([file for file, _ in both], when, [name for _, name in both])
    number = renumbered(files, [file for file, _ in both])
    return disordered("beside others", after) or first_difference(
        "beside others",
        ("findings", without_places(before.findings, number),
         without_places(mine_of(after.findings, names, files), same)),
        ("skipped", summed(before.skipped, alone.skipped,
                           ("skipped", "reason"), ("count",)),
         after.skipped),
        ("tables", summed(before.tables, alone.tables, ("table",), FIGURES),
         after.tables))
