#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What compare.py measured, as Markdown: table.py RESULTS COMMAND"""

import json
import math
import os
import platform
import statistics
import subprocess
import sys

OURS, LIGHT = "skpcheck, 2 threads", "sol, 2 threads"


def processor():
    """Name of the processor and number of cores."""
    name = platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            names = [line.split(":")[1].strip() for line in f
                     if line.startswith("model name")]
        name = names[0] if names else name
    except OSError:
        pass
    return "%s, %d cores" % (name, os.cpu_count())


def compiler():
    """First line of the compiler's version."""
    out = subprocess.run([os.environ.get("CC", "cc").split()[0],
                          "--version"], stdout=subprocess.PIPE, check=False,
                         universal_newlines=True).stdout
    return out.splitlines()[0] if out else "?"


def seconds(x):
    """Three digits that matter."""
    return "%.*f" % (max(0, 2 - math.floor(math.log10(max(x, 1e-4)))), x)


def thousands(n):
    """1,234,567"""
    return format(n, ",")


def ratio(mine, its, k):
    """Of figure k: run by run where both ran as often, else of the medians."""
    if len(mine) == len(its):
        return statistics.median(b[k] / a[k] for a, b in zip(mine, its))
    return statistics.median(b[k] for b in its) / statistics.median(
        a[k] for a in mine)


def rows(result):
    """One row of the table for each peer."""
    runs, n = result["runs"], result["meta"]["officials"]
    for name, found in runs.items():
        wall, cpu, peak = zip(*found)
        yield [name, str(len(found)), seconds(statistics.median(wall)),
               "%s-%s" % (seconds(min(wall)), seconds(max(wall))),
               seconds(statistics.median(cpu)),
               "%.1f" % (max(peak) / 1024),
               "%.0f" % (max(peak) * 1024 / n)] + [
                   "%.2f" % ratio(runs[base], found, k)
                   if base in runs else ""
                   for base in (OURS, LIGHT) for k in (0, 1)]


HEAD = ["program", "runs", "wall s", "from-to", "CPU s", "peak MiB",
        "bytes an official", "wall / ours", "CPU / ours", "wall / sol",
        "CPU / sol"]


def table(head, body):
    """A table in Markdown."""
    lines = ["| " + " | ".join(head) + " |",
             "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(r) + " |" for r in body]


def growth(results):
    """How time grows from one size to the next: the slope of its logarithm."""
    body = []
    names = {}
    for result in results:
        for name in result["runs"]:
            names.setdefault(name)
    for name in names:
        cells = [name]
        for a, b in zip(results, results[1:]):
            if name not in a["runs"] or name not in b["runs"]:
                cells.append("")
                continue
            walls = [statistics.median(r[0] for r in x["runs"][name])
                     for x in (a, b)]
            sizes = [x["meta"]["officials"] for x in (a, b)]
            cells.append("%.2f" % (math.log(walls[1] / walls[0]) /
                                   math.log(sizes[1] / sizes[0])))
        body.append(cells)
    return table(["exponent of wall time"] + [
        "%s to %s" % tuple(thousands(x["meta"]["officials"])
                           for x in (a, b))
        for a, b in zip(results, results[1:])], body)


def main(path, command):
    """Prints the page."""
    with open(path, encoding="utf-8") as f:
        results = json.load(f)
    print("# Results of one run\n")
    print("`%s` on %s, %s, Python %s. See README.md for what is measured; "
          "![time against size](RESULTS.svg)\n" % (
              command, processor(), compiler(), platform.python_version()))
    print("All answers of all runs were equal to the truth. Medians of runs "
          "in turn, each a whole process;\nratios are medians over the turns. "
          "Where others used the machine too, CPU time tells more\nthan wall "
          "time.")
    for result in results:
        m = result["meta"]
        print("\n## %s officials\n" % thousands(m["officials"]))
        print("%s units, %s SKP, %s synchronisations; CSV of the peers %s "
              "bytes, of skpcheck %s bytes.\nLoad of the machine at the end: "
              "%.1f.\n" % (tuple(
                  thousands(x) for x in (
                      m["units"], m["skp"], m["sync"],
                      result["bytes"]["plain"], result["bytes"]["tables"])) +
                            (result["load"],)))
        print("\n".join(table(HEAD, rows(result))))
    if len(results) > 1:
        print("\n## Growth\n")
        print("\n".join(growth(results)))


if __name__ == "__main__":
    main(*sys.argv[1:])
