#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs ours and the peers in turn on one population, compares all answers with
the truth, and adds what it measured to a file of results.

compare.py RUNS RESULTS FOLDER BUILD

FOLDER is what `yardstick` wrote, BUILD holds the programs. A peer that is not
installed is left out with a word on why; PEERS in the environment (names,
separated by blanks) leaves the others out. A peer of more than SLOW seconds
runs once. RUNS 0 only compares the answers, in TAP.
"""

import collections
import json
import os
import shutil
import sys

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
SLOW = float(os.environ.get("SLOW", "12"))
PADA = "2026-06-30"

# answers: the program prints the counts; rules: all of the library's instead
Peer = collections.namedtuple("Peer", "name words answers missing")


def duckdb_missing():
    """Why DuckDB cannot run, None if it can."""
    if not shutil.which("node"):
        return "no node"
    folder = os.path.join(os.environ.get("NODE_PATH", ""), "@duckdb",
                          "node-api")
    return None if os.path.isdir(folder) else "@duckdb/node-api is not there"


def needs(program):
    """Why a program cannot run, None if it can."""
    found = os.access(program, os.X_OK) if os.sep in program else (
        shutil.which(program))
    return None if found else "no " + os.path.basename(program)


def peers(folder, build):
    """All there are, ours first."""
    plain, tables = (os.path.join(folder, n) for n in ("plain", "tables"))
    eight, sol = (os.path.join(build, n) for n in ("eight", "sol"))
    ask = [eight, os.path.join(HERE, "eight.yaml"), tables]
    lines = os.path.join(build, "findings.jsonl")
    tool = os.environ.get("SKPCHECK", "skpcheck")
    check = [tool, "check", "--pada", PADA, "--format", "jsonl", "-o", lines,
             tables]
    script = os.path.join(HERE, "peers", "")
    return [
        Peer("skpcheck, 2 threads", ask + ["2", lines], True, needs(eight)),
        Peer("skpcheck", ask + ["1", lines], True, needs(eight)),
        Peer("skpcheck, only counted", ask + ["1"], True, needs(eight)),
        Peer("sol, 2 threads", [sol, plain, "2"], True, needs(sol)),
        Peer("sol", [sol, plain, "1"], True, needs(sol)),
        Peer("all rules, 2 threads", check + ["--jobs", "2"], False,
             needs(tool)),
        Peer("all rules", check + ["--jobs", "1"], False, needs(tool)),
        Peer("DuckDB, 2 threads",
             ["node", script + "duckdb.js", plain, "2"], True,
             duckdb_missing()),
        Peer("Soufflé, 2 jobs",
             [sys.executable, script + "souffle.py", plain, build, "2"], True,
             needs("souffle")),
        Peer("Python", [sys.executable, script + "dicts.py", plain], True,
             None),
        Peer("SQLite", [sys.executable, script + "sqlite.py", plain], True,
             needs("sqlite3")),
    ]


def wanted(peer):
    """Does PEERS ask for it? By the first word of its name."""
    names = os.environ.get("PEERS", "").lower().split()
    return not names or peer.name.lower().split()[0].strip(",") in names


def difference(out, truth):
    """What a program's answers have wrong: one text a question."""
    with open(out, encoding="utf-8") as f:
        counts = json.load(f)["counts"]
    return ["%s: %s, not %s" % (k, counts.get(k), v)
            for k, v in truth.items() if counts.get(k) != v]


class Comparison:
    """One population and those who can look at it."""

    def __init__(self, folder, build):
        self.out = os.path.join(build, "answers.json")
        with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
            self.truth = json.load(f)
        self.meta = self.truth.pop("meta")
        self.all = [p for p in peers(folder, build) if wanted(p)]
        self.here = [p for p in self.all if not p.missing]
        self.bytes = {
            name: sum(e.stat().st_size
                      for e in os.scandir(os.path.join(folder, name)))
            for name in ("plain", "tables")}

    def run(self, peer):
        """(wall, CPU, peak KiB); the end if an answer is wrong."""
        figures = measure.run(peer.words, self.out)
        wrong = difference(self.out, self.truth) if peer.answers else []
        if wrong:
            sys.exit("%s: %s" % (peer.name, "; ".join(wrong)))
        return figures

    def figures(self, runs):
        """Name -> runs, in turn.

        Each round begins with another program: who comes after one that gave
        much memory back to the system has to ask for it anew."""
        found = {}
        for peer in self.here:  # a warm-up each
            found[peer.name] = [self.run(peer)]
            print("  %-24s %.2f s" % (peer.name, found[peer.name][0][0]),
                  file=sys.stderr)
        quick = [p for p in self.here if found[p.name][0][0] <= SLOW]
        for peer in quick:
            found[peer.name] = []
        for i in range(runs):
            first = i * len(quick) // runs
            for peer in quick[first:] + quick[:first]:
                found[peer.name].append(self.run(peer))
        return found

    def tap(self):
        """Whether all agree with the truth, as TAP."""
        asked = [p for p in self.all if p.answers]
        print("1..%d" % len(asked))
        failed = 0
        for n, peer in enumerate(asked, 1):
            name = "%d - %s answers as the truth is" % (n, peer.name)
            if peer.missing:
                print("ok %s # SKIP %s" % (name, peer.missing))
                continue
            measure.run(peer.words, self.out)
            wrong = difference(self.out, self.truth)
            for line in wrong:
                print("# " + line)
            print(("not ok " if wrong else "ok ") + name)
            failed |= bool(wrong)
        return failed


def main(runs, results, folder, build):
    """Adds one population to the results."""
    comparison = Comparison(folder, build)
    if runs == 0:
        return comparison.tap()
    for peer in comparison.all:
        if peer.missing:
            print("  %s left out: %s" % (peer.name, peer.missing),
                  file=sys.stderr)
    known = []
    if os.path.exists(results):
        with open(results, encoding="utf-8") as f:
            known = [r for r in json.load(f)
                     if r["meta"] != comparison.meta]
    known.append({"meta": comparison.meta, "bytes": comparison.bytes,
                  "runs": comparison.figures(runs),
                  "load": os.getloadavg()[1]})
    known.sort(key=lambda r: r["meta"]["officials"])
    with open(results, "w", encoding="utf-8") as f:
        json.dump(known, f, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), *sys.argv[2:]))
