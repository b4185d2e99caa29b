#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What must hold of the library on any data, tried on random and hostile
sets. SEEDS=0:1000 tries more of them; pytest or the file itself runs it."""

import collections
import json
import os
import random
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "..", "..", "bindings", "python"))

import skpcheck  # noqa: E402
from oracle import random_data  # noqa: E402

SEEDS = range(*map(int, os.environ.get("SEEDS", "0:60").split(":")))


def checker_of(seed):
    pada, tahun = random_data.when(seed)
    return skpcheck.Checker(random_data.policy_text(random_data.knobs(seed))
                            or None, pada=pada, tahun=tahun)


def model_of(files):
    """The sealed model of a set."""
    model = skpcheck.Model()
    with tempfile.TemporaryDirectory() as directory:
        random_data.write(files, directory)
        model.load(directory)
    model.seal()
    return model


# ---- explaining one person says the same as checking everybody ----

def subject(found):
    """All of a finding."""
    return tuple(found.__dict__.items())


def column_code(found):
    """A word that a whole column shares is nobody's in particular."""
    return found["code"] == "REF009" and ": kode" in found.get("detail", "")


def bare(name):
    return re.sub("[^0-9a-z]", "", name.lower())


def people_of(files):
    """Ids and NIP that only one row bears."""
    rows = collections.Counter()
    for table, headings, lines in files:
        if table != "pegawai":
            continue
        for line in lines:
            values = dict(zip(headings, line))
            rows.update({bare(values[name]) for name in ("id", "nip")
                         if values.get(name)})
    return {name for name, n in rows.items() if name and n == 1}


def reasons_of(seed):
    """(id, what explain finds about them, what check finds about them)"""
    files = random_data.generate(seed)
    model, checker = model_of(files), checker_of(seed)
    report = [found for found in checker.check(model)]
    alone = people_of(files)
    for who in sorted(alone):
        try:
            reason = checker.explain(model, who)
        except (skpcheck.SkpError, ValueError):
            continue  # repeated, or damaged
        name = reason.person["pegawai"]
        if bare(name) not in alone:
            continue
        yield (name, list(reason.findings), report,
               [found for found in report if found.pegawai == name and
                found.table != "unor" and not column_code(found.to_dict())])


def test_one_person_is_judged_as_in_the_whole():
    codes = set()
    for seed in SEEDS:
        for name, own, report, theirs in reasons_of(seed):
            whole = set(map(subject, report))
            for found in own:
                assert subject(found) in whole, (seed, name, "only here",
                                                 found)
            mine = set(map(subject, own))
            for found in theirs:
                assert subject(found) in mine, (seed, name, "not here", found)
                codes.add(found.code)
    if len(SEEDS) >= 1000:  # rare ones too
        assert not missing(codes), missing(codes)


def missing(codes):
    """Rules about people that no set has tried; people_of leaves out those
    of REF002."""
    persons = ("pegawai", "skp", "penugasan", "kejadian", "profil")
    return sorted(rule.code for rule in skpcheck.rules()
                  if any(table in rule.table for table in persons) and
                  rule.code not in codes | {"REF002"})


# ---- fingerprints ----

def prints_of(files, seed):
    """[(what a report says of a finding, its fingerprint)], without places;
    of rows without an id only what they say themselves."""
    report = checker_of(seed).check(model_of(files))
    said = []
    for line in report.to_jsonl(fingerprints=True).splitlines():
        found = json.loads(line)
        if "code" not in found:
            continue
        print_of = found.pop("fingerprint")
        found.pop("source", None)
        if column_code(found):
            # of all its cells in a file; the first one is chance
            found = {"code": found["code"], "table": found["table"],
                     "actual": code_fold(found["actual"]),
                     "detail": found["detail"].split(" (")[0]}
        elif found["id"].startswith("#"):
            for name in ("id", "message", "severity", "expected", "path",
                         "root"):
                found.pop(name, None)
        # ids are the same in capitals
        said.append((json.dumps(found, sort_keys=True).lower(), print_of))
    return said


def test_fingerprints_tell_findings_apart():
    for seed in SEEDS:
        by = collections.defaultdict(set)
        for said, print_of in prints_of(random_data.generate(seed), seed):
            by[print_of].add(said)
        for some in by.values():
            assert len(some) == 1, (seed, sorted(some))


def code_fold(text):
    return "".join(c for c in text if c not in " \t\u00a0_-./'\"`")


def shuffled(files, rng):
    return [(table, headings, rng.sample(rows, len(rows)))
            for table, headings, rows in files]


def test_the_order_of_rows_is_not_in_fingerprints():
    whole = 0
    for seed in SEEDS:
        files = random_data.generate(seed)
        first = prints_of(files, seed)
        other = prints_of(shuffled(files, random.Random(seed)), seed)
        whole += sorted(first) == sorted(other)
        known = dict(first)
        for said, print_of in other:
            # of rows that contradict one another the first one counts
            assert known.get(said, print_of) == print_of, (seed, said)
    assert whole > len(SEEDS) / 2, whole


if __name__ == "__main__":
    for name, test in sorted(globals().items()):
        if name.startswith("test_"):
            test()
            print("ok - " + name)
