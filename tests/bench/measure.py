#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs commands in turn (A B A B ...) and prints the median of each figure.

measure.py RUNS NAME COMMAND [NAME COMMAND ...]

A COMMAND is one word list split at blanks; its output is thrown away. Exit
status 1 of a command is fine (findings), anything above is not. The program
`timed`, whose path is in the environment as TIMED, starts the commands.
"""

import os
import statistics
import subprocess
import sys
import tempfile


def run(words, out=os.devnull):
    """(wall seconds, CPU seconds, peak KiB) of one run as a whole process,
    those that it waited for included; its output goes to the file `out`."""
    with tempfile.NamedTemporaryFile("r") as report, open(out, "wb") as f:
        subprocess.run([os.environ["TIMED"], report.name] + words,
                       stdin=subprocess.DEVNULL, stdout=f, check=True)
        wall, cpu, peak, status = report.read().split()
    if not os.WIFEXITED(int(status)) or os.WEXITSTATUS(int(status)) > 1:
        sys.exit("%s: status %s" % (" ".join(words), status))
    return int(wall) / 1e6, int(cpu) / 1e6, int(peak)


def main(runs, *arguments):
    """Prints a row a command, then its ratios to the first one."""
    names = arguments[::2]
    commands = [text.split() for text in arguments[1::2]]
    figures = [[] for _ in commands]
    for words in commands:  # a warm-up each
        run(words)
    for _ in range(int(runs)):
        for found, words in zip(figures, commands):
            found.append(run(words))
    print("%-28s %8s %8s %10s %10s" % (
        "median of %s runs in turn" % runs, "wall s", "cpu s", "peak MiB",
        "wall ratio"))
    for name, found in zip(names, figures):
        wall, cpu, peak = (statistics.median(f) for f in zip(*found))
        ratio = statistics.median(
            one[0] / first[0] for one, first in zip(found, figures[0]))
        print("%-28s %8.3f %8.3f %10.1f %10.3f" % (
            name, wall, cpu, peak / 1024, ratio))


if __name__ == "__main__":
    main(*sys.argv[1:])
