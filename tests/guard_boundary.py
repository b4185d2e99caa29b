#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a rule reads of another part's rows must travel, and nothing else may:
boundary.def has an entry for every rule, and all entries together name what
boundary_rows.c sends and boundary_sums.c adds up."""

import os
import re

import guard

GIVEN = {"given.tables", "given.columns", "given.skp_list"}


def reads(text, macro):
    """{name: words} of the lines of a macro."""
    found = re.findall(r"^%s\((\w+), ((?:\"[^\"]*\"\s*)+)\)" % macro, text,
                       re.M)
    faults = ["%s stands twice" % name for name in {n for n, _ in found}
              if [n for n, _ in found].count(name) > 1]
    return {name: "".join(re.findall(r'"([^"]*)"', words)).split()
            for name, words in found}, faults


def sent(lib):
    """table.column of all that boundary_rows.c sends."""
    text = guard.read(lib, "boundary_rows.c")
    ret = set()
    for table, fields in re.findall(
            r"\[SKP_TABLE_(\w+)\] = \{FIELDS\(([^)]*)\)", text):
        ret |= {"%s.%s" % (table.lower(), name.strip()[len(table) + 1:])
                for name in fields.split(",")}
    return ret


def added(lib):
    """sum.word of all that parts add up."""
    text = guard.read(lib, "model.h")
    flags = re.search(r"enum \{ (FAR_TREE_HEAD[^}]*)\}", text).group(1)
    ret = {"sum." + name.lower() for name in re.findall(r"FAR_(\w+)", flags)}
    return ret | {"sum.blocked", "sum.blocked_total", "sum.instansi"}


def flat(words, groups, faults, seen=()):
    """The words with groups put in."""
    ret = set()
    for word in words:
        if "." in word:
            ret.add(word)
        elif word in groups and word not in seen:
            ret |= flat(groups[word], groups, faults, seen + (word,))
        else:
            faults.append("boundary.def: %s is no group" % word)
    return ret


def check(root):
    lib = os.path.join(root, "lib")
    rules = set(re.findall(r"^RULE\((\w+),", guard.read(
        lib, "rules", "rules.def"), re.M))
    text = guard.read(lib, "rules", "boundary.def")
    groups, faults = reads(text, "GROUP")
    entries, more = reads(text, "BOUNDARY")
    faults += more
    faults += ["%s has no entry in boundary.def" % code
               for code in sorted(rules - set(entries))]
    faults += ["boundary.def: %s is no rule" % code
               for code in sorted(set(entries) - rules)]
    travels = sent(lib) | added(lib) | GIVEN
    used = set()
    for code, words in sorted(entries.items()):
        named = flat(words, groups, faults)
        used |= named
        faults += ["%s reads %s, which does not travel" % (code, word)
                   for word in sorted(named - travels)]
    return faults + ["%s travels, but no rule reads it" % word
                     for word in sorted(travels - used)]


def plant(old, new, *path):
    return lambda root: guard.replace(old, new, root, "lib", *path)


if __name__ == "__main__":
    guard.run("every rule says what it reads across a border", check, [
        ("a rule without an entry",
         plant("BOUNDARY(ATS202,", "BOUNDARY(ATS999,", "rules",
               "boundary.def")),
        ("a new rule", plant("RULE(REF001,", "RULE(NEW001,", "rules",
                             "rules.def")),
        ("a field that does not travel",
         plant("PEGAWAI_tmt_jabatan,", "", "boundary_rows.c")),
        ("a field that nobody needs",
         plant("PEGAWAI_kedudukan,", "PEGAWAI_kedudukan, PEGAWAI_nik,",
               "boundary_rows.c")),
    ])
