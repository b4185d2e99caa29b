#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""skpcheck-policy(5) has every key that the reader of policies knows, with
type, default, source and rules, no other, and every policy that is shipped."""

import glob
import os
import re

import guard

PAGE = os.path.join("lib", "skpcheck-policy.5")
DEFAULT = os.path.join("lib", "policies", "permenpanrb-6-2022.yaml")
PARTS = ("Type:", "Default:", "Source:", "Rules:")


def section(page, name):
    """The text below a heading."""
    parts = re.split(r"^\.Sh (.*)\n", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2])).get(name, "")


def entries(text):
    """{tag: its text} of the lists of a section."""
    parts = re.split(r"^\.It Cm (\S+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def scalars(root):
    """{key: value} of the default's single values."""
    found = re.findall(r"^(\w+): ([^\[{\n]+)$", guard.read(root, DEFAULT),
                       re.M)
    return {key: value.strip('"') for key, value in found}


def said_default(text):
    """The first word behind Default:, without mark-up and quotes."""
    word = re.search(r"^Default:\s*(?:\.Ql )?(\S+)", text, re.M)
    return word and word.group(1).replace(r"\(dq", "").rstrip(".")


def check(root):
    """Faults of the tree at `root`."""
    page = guard.read(root, PAGE)
    described = entries(section(page, "KEYS"))
    known = re.findall(r'^\t\{"(\w+)", take_',
                       guard.read(root, "lib", "policy_read.c"), re.M)
    faults = ["no key found in policy_read.c"] if not known else []
    faults += ["%s is not described" % key
               for key in known if key not in described]
    faults += ["%s is described, but no key" % key
               for key in described if key not in known]
    faults += ["%s: no %s" % (key, part) for key, text in described.items()
               for part in PARTS if not re.search("^" + part, text, re.M)]
    faults += ["%s is %s by default, not %s" % (
        key, value, said_default(described[key]))
        for key, value in scalars(root).items() if key in described
        and said_default(described[key]) != value]
    shipped = {os.path.basename(path)[:-5] for path in glob.glob(
        os.path.join(root, "lib", "policies", "*.yaml"))}
    listed = set(entries(section(page, "POLICIES THAT COME ALONG")))
    return faults + ["%s is shipped or listed, not both" % name
                     for name in sorted(shipped ^ listed)]


def plant(old, new, *path):
    """A plant that puts one text for another."""
    return lambda root: guard.replace(old, new, root, *path)


if __name__ == "__main__":
    guard.run("skpcheck-policy(5) is complete", check, [
        ("a key that is not described",
         plant('{"name", take_name', '{"warna", take_name, PART_NONE, ""},\n'
               '\t{"name", take_name', "lib", "policy_read.c")),
        ("an entry without a key",
         plant(".It Cm name\n", ".It Cm nama\n", PAGE)),
        ("an entry without a source",
         plant("Source: PermenPANRB 6/2022, Pasal 1.\n", "", PAGE)),
        ("another default",
         plant("plt_max_months: 6", "plt_max_months: 7", DEFAULT)),
        ("a policy that is not listed",
         plant(".It Cm strict\n", ".It Cm keras\n", PAGE)),
    ])
