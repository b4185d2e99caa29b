"""The heads as undated assignments or as `pemimpin_id`: the same findings.

Where every SKP covers `pada`, only who heads a unit at `pada` counts, and a
`pemimpin_id` counts as a `D` then. What the two do not say alike: a head who
is unknown or not active is found on the unit or on the assignment (REF006),
and only an assignment tells since when (PRD603, which is silent of what it
cannot know).
"""

from .. import cells
from ..compare import Difference, When
from ..library import ask
from ..meaning import World
from ..model import columns_of
from .sets import first_difference, mapped, plain, rows_by_place

SINCE = "PRD603"
TASK = ["pegawai_id", "unor_id", "jenis", "mulai", "selesai"]


def head_texts(rng, files, when):
    """{unit's row: the text that names its head}, for most of them."""
    world = World(files, when.pada, None, when.knobs())
    texts = {}
    for unit in world.units:
        heads = sorted(world.heads(unit, world.pada), key=lambda p: p.id)
        if rng.random() < 0.1 and world.people:
            heads = [rng.choice(world.people)]
        if rng.random() < 0.05:
            texts[unit.file, unit.place] = unit, "q-3"
        elif heads:
            head = heads[0]
            names = [head.raw[column] for column in ("id", "nip")
                     if head.get(column)]
            texts[unit.file, unit.place] = unit, rng.choice(names)
    return texts, world.pada // cells.DAY


def covering(files, day):
    """The SKP begin no later and end no earlier than this day."""
    def change(table, column, core):
        if table != "skp" or column not in ("mulai", "selesai"):
            return core
        try:
            value = cells.parse("day", column, core)
        except cells.Unreadable:
            return core
        wrong = value is not None and (
            value > day if column == "mulai" else value < day)
        return "-" if wrong else core
    return mapped(files, change)


def without_heads(files):
    """Without `pemimpin_id` and assignments that make a head."""
    ret, at = [], rows_by_place(files)[0]
    for number, (table, headings, rows) in enumerate(files):
        columns = columns_of(table, headings)
        if table == "unor":
            rows = [["" if column == "pemimpin_id" else text
                     for column, text in zip(columns, row)] for row in rows]
        elif table == "penugasan":
            rows = [row for place, row in enumerate(rows)
                    if (number, place) in at and at[number, place].get(
                        "jenis") == "DELEGASI"]
        ret.append((table, headings, rows))
    return ret


def as_pemimpin(files, texts):
    ret = []
    for number, (table, headings, rows) in enumerate(files):
        if table == "unor":
            columns = columns_of(table, headings)
            if "pemimpin_id" not in columns:
                headings = headings + ["pemimpin_id"]
                rows = [row + [""] for row in rows]
                columns = columns + ["pemimpin_id"]
            at = columns.index("pemimpin_id")
            rows = [row[:at] + [texts[number, place][1]] + row[at + 1:]
                    if (number, place) in texts else row
                    for place, row in enumerate(rows)]
        ret.append((table, headings, rows))
    return ret + [("penugasan", TASK, [])]


def as_tasks(files, texts):
    rows = [[text, unit.raw["id"], "D", "", ""]
            for unit, text in texts.values()]
    return as_pemimpin(files, {})[:-1] + [("penugasan", TASK, rows)]


def transform(rng, files, when):
    """The set with either kind of head."""
    texts, day = head_texts(rng, files, when)
    files = without_heads(covering(files, day))
    return as_pemimpin(files, texts), as_tasks(files, texts)


def alike(findings):
    """Findings but SINCE; the head's REF006 by its unit."""
    ret = []
    for found in map(plain, findings):
        if found["code"] == "REF006":
            found = {name: found.get(name) for name in (
                "code", "severity", "unor", "actual", "detail")}
        if found["code"] != SINCE:
            ret.append(found)
    return ret


def since(findings):
    return [plain(found) for found in findings if found["code"] == SINCE]


def check(rng, files, when):
    when = When(when.pada, None, when.law, when.local)
    one, other = transform(rng, files, when)
    before, after = ask(one, when), ask(other, when)
    found = first_difference(
        "pemimpin_id as assignments",
        ("findings", alike(before.findings), alike(after.findings)),
        ("skipped", before.skipped, after.skipped))
    more = [one for one in since(before.findings)
            if one not in since(after.findings)]
    if not found and more:
        found = Difference([SINCE], "only with pemimpin_id: %s\n" % more)
    return found
