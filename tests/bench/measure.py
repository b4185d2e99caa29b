#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs commands in turn (A B A B ...) and prints the median of each figure.

measure.py RUNS NAME COMMAND [NAME COMMAND ...]

A COMMAND is one word list split at blanks; its output is thrown away. Exit
status 1 of a command is fine (findings), anything above is not.
"""

import os
import statistics
import sys
import time


def run(words):
    """(wall seconds, CPU seconds, peak KiB) of one run as a whole process."""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1):
            os.dup2(null, fd)
        os.execvp(words[0], words)
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - start
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) > 1:
        sys.exit("%s: status %d" % (" ".join(words), status))
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


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
