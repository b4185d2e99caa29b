"""All dates, years, NIP and `pada` 28 years later: the same findings, so much
later.

28 years hold seven leap days and whole weeks as long as no century without a
leap day lies between, which holds from 1901 to 2099. The 400 years of the
whole calendar would do for days, but an instant is read until 2106 only. The
policy has no dates of a year: its days are months and days, its holidays
Saturdays and Sundays.
"""

import re

from .. import cells
from ..compare import When
from ..library import ask
from ..model import COLUMNS
from .sets import NIP_COLUMNS, first_difference, mapped, plain

YEARS = 28
DATED = ("day", "instant", "part_date")
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
# Birth and appointment, also of one that is not 18 digits long.
NIP = re.compile(r"(?<![0-9A-Za-z])([0-9][0-9 ]{14,19}[0-9X]?)"
                 r"(?![0-9A-Za-z])")


def later(text):
    return YEAR.sub(lambda year: str(int(year.group()) + YEARS), text)


def later_nip(core):
    """A NIP, known by its first year; what is none is as it was."""
    digits = [at for at, one in enumerate(core) if one.isdigit()]
    if not 16 <= len(digits) <= 19 or not cells.clean_nip(
            core)[:-1].isdigit() or cells.clean_nip(core)[:2] not in (
                "00", "19", "20"):
        return core
    letters = list(core)
    for start in (0, 8):
        places = digits[start:start + 4]
        year = "".join(core[at] for at in places)
        if len(places) == 4 and YEAR.match(year):
            for at, one in zip(places, later(year)):
                letters[at] = one
    return "".join(letters)


def change(table, column, core):
    if COLUMNS[table][column] in DATED or column == "tahun":
        return later(core)
    if column in NIP_COLUMNS or cells.is_id_column(column):
        return core if column in ("nik", "nuptk", "npsn") else later_nip(core)
    return core


def transform(files):
    return mapped(files, change)


def later_found(found):
    """A finding as it is later."""
    ret = plain(found)
    for field in ("id", "pegawai", "actual"):
        if field in ret:
            ret[field] = later_nip(ret[field])
    for field in ("expected", "path"):
        if field in ret:
            ret[field] = [later(later_nip(text)) for text in ret[field]]
    for field in ("actual", "detail"):
        if field in ret:
            ret[field] = later(ret[field])
    return ret


def check(rng, files, when):
    before = ask(files, when)
    after = ask(transform(files), When(
        later(when.pada), when.tahun and when.tahun + YEARS, when.law,
        when.local))
    return first_difference(
        "28 years later",
        ("findings", [later_found(found) for found in before.findings],
         [plain(found) for found in after.findings]),
        ("order", [{"id": later_nip(found["id"])}
                   for found in before.findings],
         [{"id": found["id"]} for found in after.findings]),
        ("skipped", before.skipped, after.skipped),
        ("tables", before.tables, after.tables))
