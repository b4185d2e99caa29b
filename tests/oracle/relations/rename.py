"""All ids by a bijection: the same findings of the new ids.

Ids are opaque but for one thing: where an id decides, the least in byte order
does. So the bijection keeps the order of all ids and changes all else, length
too, but for the 18 characters of a NIP. A NIP says who somebody is; only its serial number changes, which says
nothing but that it is not 000.
"""

import string

from .. import cells
from ..library import ask
from .sets import (NIP_COLUMNS, NUMBERS, first_difference, is_nip, mapped,
                   names_in, plain)

DIGITS = str.maketrans("0123456789", "3146097528")


class Names:
    """New names of old ones. Upper case stays so, as it sorts otherwise."""

    def __init__(self, files, names, serials, digits):
        self.new = dict(zip(names_in(files), names))
        self.serials, self.digits = serials, digits

    def name(self, core):
        """Of an id or NIP; what is neither is as it was."""
        if is_nip(core):
            serial = self.serials.get(core[-3:], core[-3:])
            return core[:-3] + serial
        low = cells.lower(core)
        new = self.new.get(low, core)
        return new if low == core or low not in self.new else new.upper()

    def number(self, core):
        return core.translate(self.digits) if core.isdigit() else core

    def cell(self, table, column, core):
        if column in NUMBERS:
            return self.number(core)
        if column in NIP_COLUMNS or cells.is_id_column(column):
            return core if column == "eselon_id" else self.name(core)
        return core

    def found(self, found):
        """A finding of the old names as it is with the new ones."""
        ret = plain(found)
        name = self.number if ret["code"] in ("UNR106", "IDN510") and (
            "actual" in ret) else self.name
        for field in ("id", "pegawai", "unor", "root"):
            if field in ret:
                ret[field] = self.name(ret[field])
        if "actual" in ret:
            ret["actual"] = self.actual(ret, name)
        if "path" in ret:
            ret["path"] = [self.name(text) for text in ret["path"]]
        if "expected" in ret:
            ret["expected"] = [name(text) for text in ret["expected"]]
        return ret

    def actual(self, found, name):
        if found["code"] != "REF009":
            return name(found["actual"])
        column = found["detail"].split(":")[0]
        return self.cell(found["table"], column, found["actual"])


NIP_LENGTH = 18  # where a NIP should stand, its length is judged
STEM = 5


def length(rng, old):
    """Of a new id: longer than any word that means something, some longer
    than a NIP; as long as one if and only if the old one is."""
    if len(old) == NIP_LENGTH:
        return NIP_LENGTH
    return rng.choice([n for n in range(STEM, 25) if n != NIP_LENGTH])


def letters(rng, size):
    return "".join(rng.choices(string.ascii_lowercase, k=size))


def rising(rng, olds):
    """New ids in the order of the old ones, which upper case keeps too."""
    stems = set()
    while len(stems) < len(olds):
        stems.add(letters(rng, STEM))
    return [stem + letters(rng, length(rng, old) - STEM)
            for stem, old in zip(sorted(stems), olds)]


def serials_in(files):
    found = set()

    def note(table, column, core):
        if is_nip(core):
            found.add(core[-3:])
        return core
    mapped(files, note)
    return sorted(found - {"000"})


def names_of(rng, files):
    serials = serials_in(files)
    new = sorted(rng.sample(range(1, 1000), len(serials)))
    return Names(files, rising(rng, names_in(files)),
                 {old: "%03d" % one for old, one in zip(serials, new)},
                 DIGITS)


def transform(files, names):
    return mapped(files, names.cell)


def check(rng, files, when):
    names = names_of(rng, files)
    before = ask(files, when)
    after = ask(transform(files, names), when)
    return first_difference(
        "renamed",
        ("findings", [names.found(found) for found in before.findings],
         [plain(found) for found in after.findings]),
        ("order", [{"id": names.name(found["id"])}
                   for found in before.findings],
         [{"id": found["id"]} for found in after.findings]),
        ("skipped", before.skipped, after.skipped),
        ("tables", before.tables, after.tables))
