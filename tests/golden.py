#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `skpcheck explain` says of ten people of the example kabupaten, and its
`skpcheck plan`, in both languages, compared with tests/golden. TAP.

tests/golden.py            compares
tests/golden.py --update   writes the files again: read them before a commit
"""

import difflib
import os
import subprocess
import sys

TOP = os.environ.get("top_srcdir") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.abspath(os.environ.get("SKPCHECK", os.path.join(
    TOP, "build", "skpcheck")))
FOLDER = os.path.join(TOP, "tests", "golden")
DATA = "examples/data/kabupaten"

#: Name of the file, NIP, exit status.
PEOPLE = [
    ("guru", "198804152011012008", 1),           # in a blocked school
    ("kepala-sekolah", "197205141996031008", 1),
    ("kepala-plt", "199003082020031008", 1),     # Plt from another school
    ("bidang-kosong", "197810062007022003", 1),  # no head
    ("dua-kepala", "198607162021212001", 1),
    ("kepala-dinas", "197510211999042010", 1),   # the root of it all
    ("pengawas-sekolah", "197911032007021003", 1),
    ("lima-menit", "198101122004041009", 1),     # repaired too early
    ("atasan-pensiun", "197406092002122011", 1),
    ("sehat", "199407032022021003", 0),
]


#: File without language and suffix, arguments, exit status.
TEXTS = [("explain/" + name, ["explain", nip], status)
         for name, nip, status in PEOPLE] + [
             ("plan/kabupaten", ["plan", "--verify"], 1)]


def said(arguments, lang):
    """(status, text) of the tool."""
    run = subprocess.run(
        [TOOL, *arguments, DATA, "--pada=2026-01-20", "--lang=" + lang,
         "--color=never"], cwd=TOP, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    return run.returncode, run.stdout.decode("utf-8")


def path_of(name, lang):
    return os.path.join(FOLDER, "%s.%s.txt" % (name, lang))


def read(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def faults(name, arguments, expected, lang):
    """What is wrong with one text, line by line."""
    status, text = said(arguments, lang)
    if status != expected:
        yield "status %d, not %d" % (status, expected)
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > 80:
            yield "line %d has %d characters" % (number, len(line))
    yield from difflib.unified_diff(
        read(path_of(name, lang)).splitlines(), text.splitlines(),
        path_of(name, lang), " ".join(arguments), lineterm="")


def update():
    for name, arguments, _ in TEXTS:
        for lang in ("id", "en"):
            with open(path_of(name, lang), "w", encoding="utf-8",
                      newline="") as file:
                file.write(said(arguments, lang)[1])


def main():
    print("1..%d" % (2 * len(TEXTS)))
    number = bad = 0
    for name, arguments, expected in TEXTS:
        for lang in ("id", "en"):
            number += 1
            found = list(faults(name, arguments, expected, lang))
            bad += bool(found)
            for line in found:
                print("# " + line)
            print("%sok %d - %s (%s)" % (
                "not " if found else "", number, name, lang))
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        sys.exit(main())
