"""Edits and their undoing: the report is as it was, byte for byte.

Every kind of edit by itself, then several with checks between. A copy says
what the edited model says, and a set whose last files came by an edit says
what it says when it was read at once.
"""

from .. import random_data
from ..compare import Difference
from ..library import load, model_of, report, skpcheck
from ..model import COLUMNS, Model, columns_of
from ..policy import PENUGASAN, STATUS, AKSI, TABLES

ODD = ("", "", "entah", "#REF!", "1,98802E+17", "2026-02-30", "NULL", "ya",
       "2026-01-01", "99", "draft", "0")


class Edits:
    """A model under edits, and what can be said in them."""

    def __init__(self, rng, files, model):
        self.rng, self.files, self.model = rng, files, model
        rows = Model(files)
        self.units = [row.id for row in rows.all("unor")] or ["u"]
        self.people = [row.id for row in rows.all("pegawai")] or ["p"]
        self.tables = [table for table in TABLES if rows.given(table)]

    def row(self, table):
        """A row of the set as {column: text}, some of it of another row,
        some of it odd."""
        rows = [dict(zip(columns_of(table, headings), row))
                for other, headings, rows in self.files if other == table
                for row in rows]
        row = dict(self.rng.choice(rows)) if rows else {}
        row.pop(None, None)
        for column in row:
            if self.rng.random() < 0.3:
                row[column] = self.rng.choice(rows).get(column, "")
            elif self.rng.random() < 0.1:
                row[column] = self.rng.choice(ODD)
        return row

    def day(self):
        return self.rng.choice((None, "2026-01-01", "2025-07-01",
                                "2026-12-31"))

    # the kinds

    def add(self):
        table = self.rng.choice(self.tables)
        self.model.add(table, **self.row(table))

    def add_rows(self):
        table = self.rng.choice(TABLES)
        self.model.add_rows(table, [self.row(table) for _ in range(
            self.rng.randint(1, 4))], source=self.rng.choice((None, "more")))

    def add_columns(self):
        table = self.rng.choice(self.tables)
        rows = [self.row(table) for _ in range(3)]
        self.model.add_columns(table, {
            column: [row.get(column, "") for row in rows]
            for column in rows[0]} or {"id": [""] * 3})

    def load(self):
        other = random_data.generate(self.rng.randrange(10 ** 6))
        load(self.model, self.rng.sample(other, min(2, len(other))),
             ["%s-more.csv" % table for table, _, _ in other])

    def some_row(self):
        table = self.rng.choice(self.tables)
        return table, self.rng.randrange(max(1, sum(
            len(rows) for other, _, rows in self.files if other == table)))

    def set(self):
        table, row = self.some_row()
        column = self.rng.choice(sorted(COLUMNS[table]))
        self.model.set(table, row, column, self.rng.choice(
            (self.row(table).get(column, ""), self.rng.choice(ODD))))

    def remove(self):
        self.model.remove(*self.some_row())

    def appoint(self):
        self.model.appoint(
            self.rng.choice(self.units), self.rng.choice(self.people),
            self.rng.choice(sorted(set(PENUGASAN.values()))), self.day())

    def publish(self):
        self.model.publish(
            self.rng.choice(self.units), self.rng.choice(self.people),
            self.rng.choice(sorted(set(STATUS.values()))), self.day(),
            self.day())

    def event(self):
        self.model.event(
            self.rng.choice(self.people),
            self.rng.choice(sorted(set(AKSI.values()))),
            "2026-0%d-01T08:00:00" % self.rng.randint(1, 9))

    def set_atasan(self):
        self.model.set_atasan(self.rng.choice(self.people), self.rng.choice(
            (None, "q-9") + tuple(self.people[:9])))

    def do(self, kind):
        """One edit; what cannot be done is left."""
        try:
            getattr(self, kind)()
        except skpcheck.SkpError:
            pass


KINDS = ("add", "add_rows", "add_columns", "load", "set", "remove",
         "appoint", "publish", "event", "set_atasan")


def changed(what, before, after):
    if before == after:
        return None
    one, other = before.splitlines(), after.splitlines()
    return Difference([what], "%s:\n%s%s" % (
        what, "".join("  - %s\n" % line for line in one if line not in other),
        "".join("  + %s\n" % line for line in other if line not in one)))


def undone(edits, when, before, kinds):
    """Edits of these kinds, a check after each, and back."""
    model = edits.model
    model.edit()
    mark = model.mark()
    for kind in kinds:
        model.edit()
        edits.do(kind)
        model.seal()
        now = report(model, when).text
        with model.copy() as copy:
            found = changed("copy after " + kind, now,
                            report(copy, when).text)
        if found:
            return found
    model.edit()
    model.undo(mark)
    model.seal()
    return changed("undone " + ", ".join(kinds), before,
                   report(model, when).text)


def in_parts(rng, files, when, partial, before):
    """The last files come after a check."""
    first = rng.randint(0, len(files))
    names = random_data.file_names(files)
    with skpcheck.Model() as model:
        load(model, files[:first], names[:first], partial)
        model.seal()
        report(model, when)
        model.edit()
        load(model, files[first:], names[first:], partial)
        model.seal()
        return changed("read in parts", before, report(model, when).text)


def check(rng, files, when):
    names = random_data.file_names(files)
    partial = names if rng.random() < 0.3 else None
    with model_of(files, names, partial) as model:
        before = report(model, when).text
        edits = Edits(rng, files, model)
        mixed = rng.sample(KINDS, 4)
        for kinds in [(kind,) for kind in KINDS] + [mixed]:
            found = undone(edits, when, before, kinds)
            if found:
                return found
        return in_parts(rng, files, when, partial, before)
