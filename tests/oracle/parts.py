#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random sets cut into parts: what the parts find with what they are told of
each other must be, line for line, what one check of all of it finds.

The library runs in this process. A set on which that fails is made as small
as it can be and printed.
"""

import argparse
import collections
import ctypes
import json
import multiprocessing
import os
import random
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import random_data  # noqa: E402
from oracle.compare import seed_range, when_of  # noqa: E402

COUNTS = (1, 2, 5, 20)
DAMAGED = 0  # instead of a number of parts
KEY = b"a key that all parts share"


# ---- more trouble than one set has by itself ----

def column(headings, names):
    for place, heading in enumerate(headings):
        if re.sub(r"[^a-z]", "", heading.lower()) in names:
            return place
    return None


class Trouble:
    """Changes a set where borders matter: rows that stand again, ids that
    look like none, instansi of several spellings, a file that is an
    excerpt, names that nobody else may learn."""

    def __init__(self, rng, files):
        self.rng = rng
        self.files = [(table, headings, [list(row) for row in rows])
                      for table, headings, rows in files]

    def rows(self, table, *names):
        """(row, places of the columns) of a table that has them all."""
        for one, headings, rows in self.files:
            places = [column(headings, (name,)) for name in names]
            if one == table and None not in places:
                for row in rows:
                    yield row, places

    def some(self, table, *names):
        found = list(self.rows(table, *names))
        return self.rng.choice(found) if found else (None, None)

    def again(self):
        for _ in range(self.rng.choice((1, 3, 6))):
            table, headings, rows = self.rng.choice(self.files)
            if rows:
                copy = list(self.rng.choice(rows))
                other = self.rng.choice(rows)
                for place in range(len(copy)):
                    if self.rng.random() < 0.2:
                        copy[place] = other[place]
                rows.insert(self.rng.randint(0, len(rows)), copy)

    def instansi(self):
        for row, (_, place) in self.rows("unor", "id", "instansiid"):
            if self.rng.random() < 0.5:
                row[place] = self.rng.choice(("i1", "I1", "i2", "I2", ""))
        for row, (place,) in self.rows("unor", "diatasanid"):
            if self.rng.random() < 0.2:
                row[place] = ""

    def excerpt(self):
        for row, (place,) in self.rows("unor", "diatasanid"):
            if not row[place] or self.rng.random() < 0.05:
                row[place] = self.rng.choice(("x-9", "X-9", "x-9", "x-8"))

    def npsn(self):
        one, place = self.some("unor", "npsn")
        if one:
            one[place[0]] = "20999999"
        for _ in range(2):
            other, there = self.some("unor", "npsn")
            if one and other and one[place[0]]:
                other[there[0]] = one[place[0]]

    def none(self):
        """A unit or a person is called as others call nothing."""
        table, name = self.rng.choice((("unor", "id"), ("pegawai", "id"),
                                       ("pegawai", "nip"), ("skp", "id")))
        row, place = self.some(table, name)
        if row:
            row[place[0]] = self.rng.choice(("XX", "top", "0"))
        for table, field in (("pegawai", "unorid"), ("skp", "unorid"),
                             ("penugasan", "unorid"), ("unor", "diatasanid"),
                             ("pegawai", "atasanid"), ("skp", "atasanid"),
                             ("penugasan", "pegawaiid"), ("rhk", "skpid"),
                             ("kejadian", "pegawaiid")):
            row, place = self.some(table, field)
            if row and self.rng.random() < 0.5:
                row[place[0]] = self.rng.choice(("XX", "TOP", "0", "xx"))

    def keys(self):
        """People who share ids in chains."""
        found = list(self.rows("pegawai", "id", "nip"))
        for _ in range(self.rng.choice((2, 4))):
            if len(found) > 1:
                (one, p), (other, q) = self.rng.sample(found, 2)
                one[self.rng.choice(p)] = other[self.rng.choice(q)]

    def apply(self):
        for change in (self.again, self.instansi, self.excerpt, self.npsn,
                       self.none, self.keys):
            if self.rng.random() < 0.4:
                change()
        return self.files


# ---- cutting ----


class Cut:
    """Which part each row of a set goes to."""

    def __init__(self, rng, files, count):
        self.rng, self.count = rng, count
        self.way = rng.choice(("rows", "rows", "units", "units", "units",
                               "trees", "trees", "trees", "tables",
                               "ranges"))
        self.stray = rng.choice((0, 0.02, 0.05, 0.2))
        self.homes = {}
        self.plant(files)
        self.bare = rng.random() < 0.3  # files without a row are there too
        self.parts = [[] for _ in range(count)]
        for number, file in enumerate(files):
            self.cut(number, *file)

    def plant(self, files):
        """Units are where their parents are, but for some branches."""
        above = {}
        for table, headings, rows in files:
            own, up = (column(headings, (name,))
                       for name in ("id", "diatasanid"))
            if self.way == "trees" and table == "unor" and None not in (
                    own, up):
                above.update((row[own].strip().lower(),
                              (row[up] or "").strip().lower())
                             for row in rows if row[own])
        for unit in above:
            path = []
            while unit in above and unit not in path and (
                    "u" + unit not in self.homes) and (
                    not path or self.rng.random() < 0.8):
                path.append(unit)
                unit = above[unit]
            where = self.homes.get("u" + unit, self.rng.randrange(
                self.count))
            for unit in path:
                self.homes["u" + unit] = where

    def home(self, key):
        """Everything about one id is in one part, mostly."""
        if self.rng.random() < self.stray:
            return self.rng.randrange(self.count)
        return self.homes.setdefault(key.strip().lower(),
                                     self.rng.randrange(self.count))

    def people(self, headings, row):
        """A person is where their unit is, and so are their rows."""
        unit = column(headings, ("unorid",))
        where = self.home("u" + (row[unit] or "") if unit is not None else "")
        for names in (("id",), ("nip",)):
            place = column(headings, names)
            if place is not None and row[place]:
                self.homes.setdefault(row[place].strip().lower(), where)
        return where

    def of(self, number, table, headings, row, share):
        if self.way == "rows":
            return self.rng.randrange(self.count)
        if self.way == "tables":
            return number % self.count
        if self.way == "ranges":
            return int(share * self.count)
        if table == "pegawai":
            return self.people(headings, row)
        names = {"unor": ("id",), "periode": ("instansiid",),
                 "rhk": ("skpid",)}.get(table, ("pegawaiid",))
        place = column(headings, names)
        key = row[place] or "" if place is not None else ""
        return self.home(("u" if table == "unor" else "") + key)

    def cut(self, number, table, headings, rows):
        pieces = [[] for _ in range(self.count)]
        for place, row in enumerate(rows):
            pieces[self.of(number, table, headings, row,
                           place / len(rows))].append(row)
        for part, piece in zip(self.parts, pieces):
            if piece or self.bare:
                part.append((table, headings, piece))


def named(part, number):
    """(name, bytes) of the files of a part."""
    return [("p%02d/%s" % (number, name), random_data.csv_text(
        *file[1:]).encode("utf-8"))
        for name, file in zip(random_data.file_names(part), part)]


# ---- the library ----

class Library:
    def __init__(self):
        from oracle import library
        from skpcheck import Model, _errors, _ffi
        self.ffi, self.call, self.model = _ffi, _errors.call, Model
        self.checker_of = library.checker_of

    def boundary(self, name):
        ret = ctypes.POINTER(self.ffi.skp_boundary)()
        self.call(self.ffi.lib.skp_boundary_new, name, KEY, ctypes.byref(ret))
        return ret

    def writing(self, function, *args):
        out = []

        @self.ffi.skp_write_fn
        def write(_, data, size):
            out.append(ctypes.string_at(data, size))
            return 0
        self.call(function, *args, write, None)
        return b"".join(out)

    def merge(self, texts):
        b = self.boundary(None)
        for number, text in enumerate(texts):
            self.call(self.ffi.lib.skp_boundary_add, b, b"b%d" % number,
                      text, len(text))
        merged = self.writing(self.ffi.lib.skp_boundary_merge, b)
        self.ffi.lib.skp_boundary_free(b)
        return merged

    def part(self, checker, name, files, solved):
        """What a part has to tell, or at the end its report."""
        lib = self.ffi.lib
        b = self.boundary(name)
        if solved:
            self.call(lib.skp_boundary_read, b, b"solved", solved,
                      len(solved))
        with self.model() as model:
            with model._using() as m, checker._using() as c:
                self.call(lib.skp_boundary_begin, b, c, m)
            for file, data in files:
                model.load_bytes(file, data)
            with model._using() as m:
                self.call(lib.skp_boundary_end, b, m)
            if solved:
                model.seal()
            if lib.skp_boundary_round(b) == 3:
                with checker.check(model) as report:
                    ret = report.to_jsonl()
            else:
                with model._using() as m, checker._using() as c:
                    ret = self.writing(lib.skp_boundary_write, b, c, m)
        lib.skp_boundary_free(b)
        return ret

    def whole(self, checker, parts):
        with self.model() as model:
            for files in parts:
                for file, data in files:
                    model.load_bytes(file, data)
            model.seal()
            with checker.check(model) as report:
                return report.to_jsonl()

    def apart(self, checker, parts):
        """(reports, all that left a part)"""
        solved, told = None, []
        for _ in range(3):
            told.append([self.part(checker, b"part %d" % n, files, solved)
                         for n, files in enumerate(parts)])
            solved = self.merge(told[-1])
        return [self.part(checker, b"part %d" % n, files, solved)
                for n, files in enumerate(parts)], told


# ---- comparing ----

def added_up(texts):
    """The lines of all reports; counts of what they share added up."""
    lines, sums = [], collections.OrderedDict()
    for line in "".join(texts).splitlines():
        record = json.loads(line)
        if "code" in record:
            lines.append(line)
            continue
        key = tuple((k, v) for k, v in record.items()
                    if isinstance(v, str))
        mine = sums.setdefault(key, collections.Counter())
        mine.update({k: v for k, v in record.items()
                     if not isinstance(v, str)})
        mine.update({k: 0 for k in record})
    return sorted(lines), sums


def difference(whole, reports):
    """What is in one and not in the other, as text; empty if nothing."""
    lines, sums = added_up(reports)
    right, right_sums = added_up([whole])
    a, b = collections.Counter(lines), collections.Counter(right)
    text = ["+ %s" % line for line in (a - b).elements()]
    text += ["- %s" % line for line in (b - a).elements()]
    for key in set(sums) | set(right_sums):
        one, other = (dict(+s.get(key, collections.Counter()))
                      for s in (sums, right_sums))
        if one != other:
            text.append("%s: %s instead of %s" % (dict(key), one, other))
    return "\n".join(text)


# ---- damage ----

def damaged(rng, text):
    """The bytes with something wrong in them."""
    text = bytearray(text)
    lines = bytes(text).split(b"\n")
    for _ in range(rng.choice((1, 1, 3))):
        way = rng.randrange(6)
        if way < 2 and text:
            text[rng.randrange(len(text))] = rng.choice(
                b"\t\n\\=#?*-0\xff" + bytes([rng.randrange(256)]))
        elif way == 2:
            del text[rng.randrange(len(text) + 1):]
        elif len(lines) > 1:
            one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            if way == 3:
                lines.insert(one, lines[other])
            elif way == 4:
                del lines[one]
            else:
                fields = lines[one].split(b"\t")
                fields[rng.randrange(len(fields))] = rng.choice((
                    b"", b"=", b"?", b"=0", b"#18", b"4294967296", b"-1",
                    b"unor", b"=" + b"9" * 2000, b"\\"))
                lines[one] = b"\t".join(fields)
            if rng.random() < 0.7:  # the count of lines is right again
                lines = [line for line in lines
                         if line and not line.startswith(b"end\t")]
                lines += [b"end\t%d" % len(lines), b""]
            text = bytearray(b"\n".join(lines))
    return bytes(text)


def survives(seed):
    """Reads damaged boundaries of each round: whatever comes of it, an error
    has its text, and nothing is touched that should not be."""
    library, rng = Library(), random.Random("damage %d" % seed)
    from skpcheck import SkpError
    parts = [named(part, n) for n, part in enumerate(
        Cut(rng, set_of(seed), 3).parts)]
    bad = []
    with library.checker_of(when_of(seed)) as checker:
        told = library.apart(checker, parts)[1]
        for texts in told:
            for _ in range(12):
                one = rng.randrange(3)
                hurt = list(texts)
                if rng.random() < 0.5:
                    hurt[one] = damaged(rng, hurt[one])
                try:
                    solved = library.merge(hurt)
                    if hurt == texts:
                        solved = damaged(rng, solved)
                    library.part(checker, b"part %d" % one, parts[one],
                                 solved)
                except SkpError as why:
                    if not why.text:
                        bad.append("an error without text")
    return "\n".join(bad)


SECRET = ("nik", "nuptk")


def secrets(files):
    """Values of the set that may leave no part."""
    ret = set()
    for table, headings, rows in files:
        places = [place for place, heading in enumerate(headings)
                  if re.sub("[^a-z]", "", heading.lower()) in SECRET or
                  (table == "pegawai" and heading.strip().lower() == "nama")]
        ret |= {row[p].strip() for row in rows for p in places
                if row[p] and len(row[p].strip()) > 7}
    return ret


def leaks(files, told):
    text = b"".join(b"".join(one) for one in told).decode("utf-8").lower()
    return sorted(one for one in secrets(files) if one.lower() in text)


def set_of(seed):
    return Trouble(random.Random("trouble %d" % seed),
                   random_data.generate(seed)).apply()


def judge(seed, count, files, mark=None):
    """What is wrong with a set in so many parts; empty: nothing."""
    library = Library()
    when = when_of(seed)
    if mark is None:
        rng = random.Random("parts %d %d" % (seed, count))
        parts = Cut(rng, files, count).parts
    else:
        parts = files
    parts = [named(part, n) for n, part in enumerate(parts)]
    with library.checker_of(when) as checker:
        reports, told = library.apart(checker, parts)
        text = difference(library.whole(checker, parts), reports)
        flat = [f for p in files for f in p] if mark else files
        for one in leaks(flat, told):
            text += "\nleft its part: %s" % one
    return text.strip()


def guarded(seed, count, files, mark=None):
    try:
        return judge(seed, count, files, mark)
    except Exception as why:
        return "%s: %s" % (type(why).__name__, why)


def kinds(text):
    return set(re.findall(r'"code":"(\w+)"|^(\w+):|(skipped)', text, re.M))


# ---- making small ----

def shrink(seed, parts, first, steps=4000):
    """Takes rows away while the parts still differ alike."""
    want = kinds(first)
    size = 8
    while size and steps > 0:
        changed = False
        for p in range(len(parts)):
            for f in range(len(parts[p])):
                table, headings, rows = parts[p][f]
                at = 0
                while at < len(rows) and steps > 0:
                    steps -= 1
                    less = rows[:at] + rows[at + size:]
                    trial = [list(x) for x in parts]
                    trial[p][f] = (table, headings, less)
                    if kinds(guarded(seed, len(trial), trial, True)) & want:
                        parts, rows, changed = trial, less, True
                    else:
                        at += size
        if not changed:
            size //= 2
    return [[file for file in part if file[2]] or part[:1] for part in parts]


def describe(seed, count):
    files = set_of(seed)
    parts = Cut(random.Random("parts %d %d" % (seed, count)), files,
                count).parts
    parts = shrink(seed, parts, guarded(seed, count, files))
    when = when_of(seed)
    text = "seed %d in %d parts: --pada %s %s\n" % (seed, count, when.pada,
                                                    when.tahun or "")
    for n, part in enumerate(parts):
        for name, data in named(part, n):
            if data.count(b"\n") > 1:
                text += "--- %s\n%s" % (name, data.decode("utf-8"))
    return text + random_data.policy_text(when.knobs()) + guarded(
        seed, count, parts, True)


def one(job):
    seed, count = job
    if count == DAMAGED:
        return job, survives(seed)
    return job, guarded(seed, count, set_of(seed))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", metavar="FILE",
                        help="the C library ($SKPCHECK_LIBRARY)")
    parser.add_argument("--seeds", type=seed_range, required=True)
    parser.add_argument("--parts", metavar="N,...",
                        type=lambda text: tuple(map(int, text.split(","))),
                        help="into so many (default: 1,2,5,20)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=3, metavar="N",
                        help="make small and show only the first N (3)")
    parser.add_argument("--tap", action="store_true",
                        help="a test line for each number of parts, no sum")
    options = parser.parse_args()
    if options.library:
        os.environ["SKPCHECK_LIBRARY"] = os.path.abspath(options.library)
    jobs = [(seed, count) for seed in options.seeds
            for count in (options.parts or COUNTS) + (DAMAGED,)]
    good, bad = 0, []
    with multiprocessing.Pool(options.jobs) as pool:
        for job, text in pool.imap(one, jobs, chunksize=4):
            good += not text
            if text:
                bad.append((job, text))
    for job, text in bad[:options.show]:
        text = describe(*job) if job[1] != DAMAGED else text
        print("# " + text.replace("\n", "\n# "))
    if bad:
        print("# seeds and parts: %s" % " ".join(
            "%d/%d" % job for job, _ in bad[:40]))
        counts = collections.Counter(
            "".join(k) for _, text in bad for k in kinds(text))
        print("# %s" % counts.most_common())
    counts = (options.parts or COUNTS) + (DAMAGED,)
    for number, count in enumerate(counts, 1):
        if options.tap:
            print("%sok %d - %d sets %s" % (
                "not " if count in [job[1] for job, _ in bad] else "",
                number, len(options.seeds),
                "in %d parts, as in one" % count if count else
                "with damaged boundaries"))
    print("1..%d" % len(counts) if options.tap else
          "%d passed, %d failed" % (good, len(bad)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
