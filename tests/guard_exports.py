#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The functions of the public headers, of the flat header for bindings, of the
symbol map and of the built library are the same."""

import os
import re
import subprocess

import guard

LIBRARY = os.path.join(guard.BUILD, ".libs", "libskpcheck.so")


def header_names(text):
    """Functions that a header declares."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*#.*$|\btypedef\b[^;{]*;", "", text, flags=re.M)
    return set(re.findall(r"\b(skp_\w+)\s*\(", text)) - {"skp_init_of"}


def map_names(text):
    """Symbols that the version script makes global."""
    return set(re.findall(r"^\s*(skp_\w+);", text, re.M))


def library_names():
    """Symbols that the built library really exports."""
    out = subprocess.run(["nm", "-D", "--defined-only", LIBRARY], check=True,
                         stdout=subprocess.PIPE, universal_newlines=True)
    words = [line.split() for line in out.stdout.splitlines()]
    return {w[2].split("@")[0] for w in words if w[1] != "A"}


def difference(what, names, header):
    """Faults, one a name."""
    return ["%s is not in %s" % (n, what) for n in sorted(header - names)] + [
        "%s is in %s but in no header" % (n, what)
        for n in sorted(names - header)]


def check(root):
    """Faults of the tree at `root`."""
    header = header_names(guard.read(root, "include", "skpcheck.h")) | \
        header_names(guard.read(root, "include", "skpcheck-arrow.h"))
    faults = difference("skpcheck.map", map_names(
        guard.read(root, "lib", "skpcheck.map")), header)
    flat = os.path.join(root, "include", "skpcheck_ffi.h")
    if os.path.exists(flat):
        faults += difference("skpcheck_ffi.h", header_names(guard.read(flat)),
                             header)
    return faults + difference("the library", library_names(), header)


def forget(*path):
    """A plant that takes skp_version out of a file."""
    return lambda root: guard.replace("skp_version", "skp_forgotten", root,
                                      *path)


def forget_both(root):
    """A plant that leaves only the library to disagree."""
    forget("include", "skpcheck.h")(root)
    forget("lib", "skpcheck.map")(root)


if __name__ == "__main__":
    if not os.path.exists(LIBRARY):
        guard.skip("no shared library was built")
    guard.run("header = map = library", check, [
        ("a name the header lacks", forget("include", "skpcheck.h")),
        ("a name the map lacks", forget("lib", "skpcheck.map")),
        ("a name the library lacks", forget_both),
    ])
