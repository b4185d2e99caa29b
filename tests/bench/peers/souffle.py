#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The eight questions in Soufflé, compiled where it can be (into BUILD):
souffle.py FOLDER BUILD [JOBS]"""

import collections
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       "souffle.dl")
KEPALA = {"": 0, "definitif": 1, "plt": 2}


def rows(folder, name):
    """Rows of a table as lists of texts."""
    with open(os.path.join(folder, name + ".csv"), newline="",
              encoding="utf-8") as f:
        reader = csv.reader(f)
        next(reader)
        yield from reader


def write_facts(folder, to):
    """The CSV files as Soufflé's tab-separated facts."""
    def fact(name, cells):
        files[name].write("\t".join(map(str, cells)) + "\n")

    names = ("unit", "off", "ind", "org", "sync")
    files = {n: open(os.path.join(to, n + ".facts"), "w", encoding="utf-8")
             for n in names}
    for unit, _, _, parent in rows(folder, "units"):
        fact("unit", (unit, parent))
    for nip, _, unit, _, atasan, kepala in rows(folder, "officials"):
        fact("off", (nip, unit, atasan or 0, KEPALA[kepala]))
    for i, (kind, who, unit, period, status) in enumerate(
            rows(folder, "skp")):
        if kind == "individu":
            fact("ind", (i, who, unit, period))
        else:
            fact("org", (i, who, unit, period, int(status == "terbit")))
    for i, (nip, when) in enumerate(rows(folder, "sync")):
        fact("sync", (i, nip, "".join(c for c in when if c.isdigit())))
    for f in files.values():
        f.close()


def command(build, jobs):
    """The compiled program, made once; the interpreter without a compiler."""
    program = os.path.join(build, "souffle")
    if not os.path.exists(program) and subprocess.run(
            ["souffle", "-j" + jobs, "-o", program, PROGRAM],
            stdout=subprocess.DEVNULL, check=False).returncode != 0:
        return ["souffle", "-j" + jobs, PROGRAM]
    return [program, "-j" + jobs]


def answers(out, blocked):
    """Counts from what the program printed and from relation r5."""
    size = collections.Counter()
    for line in out.splitlines():
        words = line.split()
        if len(words) == 2:
            size[words[0]] = int(words[1])
    causes = collections.Counter()
    pairs = 0
    for line in blocked:
        _, count, top, period = line.rstrip("\n").split("\t")
        pairs += int(count)
        causes[top, period] += 1
    return {
        "R1": {"unit_parent": size["r1a"], "official_unit": size["r1b"],
               "official_atasan": size["r1c"], "skp_owner": size["r1d"],
               "skp_unit": size["r1e"], "sync_official": size["r1f"]},
        "R2": {"cycles": size["r2lead"], "units": size["r2"]},
        "R3": {"cycles": size["r3lead"], "officials": size["r3"]},
        "R4": size["r4"],
        "R5": {"blocked": sum(causes.values()), "pairs": pairs},
        "R6": size["r6"],
        "R7": {"no_head": size["nohead"], "multi_head": size["multi"]},
        "R8": {"causes": len(causes), "max": max(causes.values(), default=0),
               "sumsq": sum(n * n for n in causes.values())}}


def main(folder, build, jobs="2"):
    """Prints the answers as JSON."""
    work = tempfile.mkdtemp(dir=build)
    try:
        write_facts(folder, work)
        out = subprocess.run(command(build, jobs) + ["-F", work, "-D", work],
                             stdout=subprocess.PIPE, check=True,
                             universal_newlines=True).stdout
        with open(os.path.join(work, "r5.csv"), encoding="utf-8") as f:
            print(json.dumps({"peer": "souffle", "t": {},
                              "counts": answers(out, f)}))
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main(*sys.argv[1:])
