#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Layers point one way: a file of lib/ includes only what stands left of it,
and load/ knows only the public header, base.h and the lists of names."""

import os
import re

import guard

# Left to right; the files of one group may include each other. A name stands
# for name.c, name.h and every name_*.
LAYERS = [
    ["skpcheck.h", "skpcheck-arrow.h"],
    ["base", "large", "memo", "progress", "utf8", "version"],
    ["pool"],
    ["fields.def", "headings.def", "names"],
    ["fingerprint"],
    ["clock", "nip"],
    ["model", "fields", "cell", "rows", "batch", "seal",
     "edit", "copy", "act", "snapshot", "canon"],
    ["policy", "kinds"],
    ["index"],
    ["rules/"],
    ["run", "recheck", "checker", "own", "facts", "found"],
    ["report", "report/", "catalogue", "graph"],
    ["baseline"],
    ["diff"],
    ["boundary"],
    ["events", "steps"],
    ["reason"],
    ["plan/"],
]
LOAD = ("skpcheck.h", "skpcheck-arrow.h", "base.h", "pool.h", "progress.h",
        "load/", "fields.def", "headings.def")


def rank(path):
    """Place of a file of lib/ in LAYERS, None if it has none."""
    for i, group in enumerate(LAYERS):
        for name in group:
            if path == name or name.endswith("/") and path.startswith(
                    name) or re.match(name + r"(_\w+)?\.[ch]$", path):
                return i
    return None


def resolve(lib, folder, name):
    """The path inside lib/ of an include: beside the file first."""
    beside = os.path.normpath(os.path.join(folder, name))
    return beside if os.path.exists(os.path.join(lib, beside)) else name


def sources(lib):
    """Paths below lib/ of all C files."""
    for folder, _, names in os.walk(lib):
        for name in sorted(names):
            if name.endswith((".c", ".h")):
                yield os.path.relpath(os.path.join(folder, name), lib)


def fault(path, included):
    """What is wrong with one include, or None."""
    if included.endswith(".inc"):
        return None  # made by the build for this one file
    if path.startswith("load/"):
        return None if included.startswith(LOAD) else (
            "%s includes %s: load/ may only see %s" % (
                path, included, ", ".join(LOAD)))
    mine, its = rank(path), rank(included)
    if mine is None or its is None:
        return "%s includes %s: %s is in no layer (tests/guard_layers.py)" % (
            path, included, path if mine is None else included)
    return "%s includes %s, which stands right of it" % (
        path, included) if its > mine else None


def check(root):
    """Faults of the tree at `root`."""
    lib = os.path.join(root, "lib")
    faults = []
    for path in sources(lib):
        for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"',
                               guard.read(lib, path), re.M):
            faults.append(fault(path, resolve(lib, os.path.dirname(path),
                                              name)))
    return [f for f in faults if f]


def plant(line, *path):
    """A plant that adds a line to a file of lib/."""
    return lambda root: guard.append(line + "\n", root, "lib", *path)


if __name__ == "__main__":
    guard.run("layers point one way", check, [
        ("a look to the right", plant('#include "policy.h"', "base.c")),
        ("a reader that sees the inside",
         plant('#include "names.h"', "load", "load.h")),
        ("a file without a layer", plant('#include "stray.h"', "clock.c")),
    ])
