"""Rows in another order within their files, and the files too: the same
findings, but for row numbers and places.

What section 2.3 lets the order decide stays in its order: rows of one id,
events and views of one person and instant, cells with one unknown code (the
finding tells of the first). An SKP without id is the n-th row of its table,
and where two of one person tie, their numbers decide: these do not move.
"""

from .. import cells
from ..library import ask
from .sets import (disordered, first_difference, plain, renumbered,
                   rows_by_place)


def keys_of(row):
    """What other rows must share with this one for their order to count."""
    who = row.ref.get("pegawai_id") or row.raw.get("pegawai_id")
    if row.table == "kejadian":
        yield "event", who, row.get("waktu")
    elif row.table == "profil":
        yield "view", who, row.get("sumber"), row.get("waktu")
    for column in ("id", "nip"):
        if row.table != "profil" and row.get(column):
            yield row.table, column, cells.lower(row.get(column))
    for column, reason, text in row.problems:
        if reason == "kode":
            yield "code", row.file, column, cells.fold(text)


def nameless(rows):
    """The rows of SKP without id of people who have several such."""
    groups = {}
    for at, row in rows.items():
        if row.table == "skp" and row.get("id") is None:
            who = row.ref.get("pegawai_id") or row.raw.get("pegawai_id")
            groups.setdefault(who, set()).add(at)
    return set().union(*[group for group in groups.values()
                         if len(group) > 1])


def chains(rows):
    """Places that must keep their order among themselves, as lists."""
    owner, members = {}, {}
    for at, row in rows.items():
        joined = {owner[key] for key in keys_of(row) if key in owner}
        together = [at]
        for first in joined:
            together += members.pop(first)
        members[at] = together
        for one in together:
            owner.update((key, at) for key in keys_of(rows[one]))
    return [sorted(group) for group in members.values() if len(group) > 1]


def with_theirs(fixed, groups):
    """Rows that keep their order with one that does not move stay too."""
    return fixed.union(*[group for group in groups
                         if not fixed.isdisjoint(group)])


def shuffled(rng, free, groups):
    """{old: new} over the places, groups in their order."""
    to = list(free)
    rng.shuffle(to)
    new = dict(zip(free, to))
    for group in groups:
        new.update(zip(group, sorted(new[at] for at in group)))
    return new


def transform(rng, files):
    rows, _ = rows_by_place(files)
    groups = chains(rows)
    fixed = with_theirs(nameless(rows), groups)
    ret = []
    for number, (table, headings, lines) in enumerate(files):
        still = {place for file, place in fixed if file == number}
        free = [place for place in range(len(lines)) if place not in still
                and not (still and (number, place) not in rows)]
        mine = [[place for file, place in group
                 if file == number and place not in still]
                for group in groups]
        new = shuffled(rng, free, mine)
        moved = list(lines)
        for old, place in new.items():
            moved[place] = lines[old]
        ret.append((table, headings, moved))
    return reordered(rng, ret, tied(files, groups, fixed))


def tied(files, groups, fixed):
    """Tables whose files must keep their order."""
    tables = {files[file][0] for file, _ in fixed}
    return tables | {files[group[0][0]][0] for group in groups
                     if len({file for file, _ in group}) > 1}


def reordered(rng, files, still):
    numbers = list(range(len(files)))
    groups = [[n for n in numbers if files[n][0] == table]
              for table in still]
    new = shuffled(rng, numbers, groups)
    return [files[old] for old in sorted(numbers, key=new.get)]


def without_places(findings, number):
    """The findings with `#n` of rows as number(table, #n) says; the message
    of such a row names it, so that one is left out."""
    ret = []
    for found in findings:
        one = {name: value for name, value in found.items()
               if name != "source"}
        if "#" in one["id"] + one.get("actual", ""):
            one = plain(one)
            one["id"] = number(one["table"], one["id"])
            if one["code"] == "PRD602":
                one["actual"] = number("skp", one["actual"])
        ret.append(one)
    return ret


def same(table, text):
    return text


def check(rng, files, when):
    other = transform(rng, files)
    before, after = ask(files, when), ask(other, when)
    number = renumbered(files, other)
    return disordered("permuted", after) or first_difference(
        "permuted",
        ("findings", without_places(before.findings, number),
         without_places(after.findings, same)),
        ("skipped", before.skipped, after.skipped),
        ("tables", before.tables, after.tables))
