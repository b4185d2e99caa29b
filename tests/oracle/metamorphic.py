#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Check relations between the reports of random sets and of changed ones.

The library runs in this process. A set on which a relation fails is made as
small as it can be and printed.
"""

import argparse
import importlib
import multiprocessing
import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import random_data  # noqa: E402
from oracle.compare import (Difference, Shrinker, seed_range,  # noqa: E402
                            when_of)

RELATIONS = ("permute", "rename", "unrelated", "split", "heads", "edits",
             "leap", "convert")


def judge(name, seed, files):
    """The Difference that a relation shows on a set, or None."""
    relation = importlib.import_module("oracle.relations." + name)
    rng = random.Random("%s %d" % (name, seed))
    return relation.check(rng, files, when_of(seed))


def guarded(name, seed, files):
    """The same; an exception is a difference too."""
    try:
        return judge(name, seed, files)
    except Exception as why:
        return Difference(["exception"], "%s: %s\n" % (
            type(why).__name__, why))


def as_text(files):
    return "".join(
        "--- %s\n%s" % (name, random_data.csv_text(headings, rows))
        for name, (_, headings, rows) in zip(
            random_data.file_names(files), files))


def shrunk(options, name, seed, files, first):
    def differs(smaller):
        found = guarded(name, seed, smaller)
        return found is not None and bool(found.kinds & first.kinds)
    return Shrinker(differs, files, options.shrink).run()


def describe(options, name, seed):
    """What fails on a seed, and on how little."""
    files, when = random_data.generate(seed, crowds=False), when_of(seed)
    first = guarded(name, seed, files)
    if options.shrink > 0:
        files = shrunk(options, name, seed, files, first)
    text = "%s, seed %d (%s): --pada %s%s\n" % (
        name, seed, ", ".join(sorted(first.kinds)), when.pada,
        " --tahun %d" % when.tahun if when.tahun else "")
    text += as_text(files) + random_data.policy_text(when.knobs())
    text += (guarded(name, seed, files) or first).text
    text += "again: %s --library %s --relation %s --seeds %d:%d\n" % (
        sys.argv[0], os.environ.get("SKPCHECK_LIBRARY"), name, seed,
        seed + 1)
    if options.keep:
        keep(options.keep, "%s-%d" % (name, seed), files, text)
    return text


def keep(directory, name, files, text):
    """The small set as a folder, and what was said of it beside it."""
    path = os.path.join(directory, name)
    os.makedirs(path, exist_ok=True)
    random_data.write(files, path)
    with open(path + ".txt", "w", encoding="utf-8") as stream:
        stream.write(text)


def one(job):
    name, seed = job
    # without crowds. Of two rows without an id the one is told of whose number
    # is less as text, which rows added elsewhere change: "unrelated" does not
    # hold for those, whoever's they are.
    files = random_data.generate(seed, crowds=False)
    return seed, guarded(name, seed, files) is None


def run(options, pool, name):
    """TAP of a relation over all seeds; True if it held."""
    failed = [seed for seed, good in pool.imap(
        one, [(name, seed) for seed in options.seeds], chunksize=16)
        if not good]
    total = len(options.seeds)
    for seed in failed[:options.show]:
        for line in describe(options, name, seed).splitlines():
            print("# " + line)
    print("# %s: %d passed, %d failed" % (name, total - len(failed),
                                          len(failed)))
    if failed:
        print("# seeds: %s" % " ".join(map(str, failed[:50])))
    sys.stdout.flush()
    return total - len(failed), len(failed)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", metavar="FILE",
                        help="the C library ($SKPCHECK_LIBRARY)")
    parser.add_argument("--seeds", type=seed_range, metavar="A:B",
                        required=True)
    parser.add_argument("--relation", action="append", choices=RELATIONS,
                        help="only this one (may be given again)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=3, metavar="N",
                        help="shrink and show only the first N (3)")
    parser.add_argument("--shrink", type=float, default=20, metavar="SEC",
                        help="time for making one set small (20)")
    parser.add_argument("--keep", metavar="DIR",
                        help="where small sets that fail are kept")
    parser.add_argument("--tap", action="store_true",
                        help="a test line for each relation, no sum")
    options = parser.parse_args()
    if options.library:
        os.environ["SKPCHECK_LIBRARY"] = os.path.abspath(options.library)
    try:
        importlib.import_module("oracle.library")
    except ImportError as why:
        parser.error(str(why))
    return options


def main():
    options = read_options()
    names = options.relation or RELATIONS
    good = bad = 0
    with multiprocessing.Pool(options.jobs) as pool:
        for number, name in enumerate(names, 1):
            passed, failed = run(options, pool, name)
            good, bad = good + passed, bad + failed
            if options.tap:
                print("%sok %d - %s on %d sets" % (
                    "not " if failed else "", number, name,
                    len(options.seeds)))
    print("1..%d" % len(names) if options.tap else
          "%d passed, %d failed" % (good, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
