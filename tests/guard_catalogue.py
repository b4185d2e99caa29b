#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every rule has its words in both languages, with the same places to fill
in, and a case that shows it."""

import os
import re

import guard

LANGUAGES = ("id", "en")
STRING = r'"((?:[^"\\]|\\.)*)"'


def rules(root):
    """Codes of rules.def in their order."""
    text = re.sub(r"/\*.*?\*/", "",
                  guard.read(root, "lib", "rules", "rules.def"), flags=re.S)
    return re.findall(r"^RULE\(\s*([A-Z]{3}[0-9]{3})\b", text, re.M)


def arguments(text, start):
    """Texts of a macro's string arguments, literals joined; `start` stands
    after the first argument's comma."""
    done, now, at = [], "", start
    while text[at] != ")":
        string = re.compile(STRING).match(text, at)
        if string:
            now += string.group(1)
            at = string.end()
            continue
        if text[at] == ",":
            done.append(now)
            now = ""
        at += 1
    return done + [now]


def texts(root, lang):
    """{code: [title, message, explanation, steps, source]}"""
    text = guard.read(root, "lib", "rules", "texts_%s.def" % lang)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return {m.group(1): arguments(text, m.end()) for m in re.finditer(
        r"^TEXT\(\s*([A-Z]{3}[0-9]{3}),", text, re.M)}


def places(message):
    """The {named} places of a message."""
    return set(re.findall(r"\{(\w+)\}", message))


def text_faults(code, words):
    """Faults of one rule's words in all languages."""
    faults = []
    for lang in LANGUAGES:
        row = words[lang].get(code)
        if row is None:
            faults.append("%s has no words in texts_%s.def" % (code, lang))
        elif len(row) != 5 or not all(row):
            faults.append("%s: an empty text in texts_%s.def" % (code, lang))
    if not faults and len({frozenset(places(words[lang][code][1]))
                           for lang in LANGUAGES}) != 1:
        faults.append("%s: the languages fill in different places" % code)
    return faults


def check(root):
    """Faults of the tree at `root`."""
    codes = rules(root)
    words = {lang: texts(root, lang) for lang in LANGUAGES}
    faults = [] if codes else ["rules.def lists no rule"]
    for code in codes:
        faults += text_faults(code, words)
        faults += ["tests/cases/%s%s is missing" % (code, end)
                   for end in (".yaml", ".out") if not os.path.exists(
                       os.path.join(root, "tests", "cases", code + end))]
    for lang in LANGUAGES:
        faults += ["%s of texts_%s.def is no rule" % (code, lang)
                   for code in words[lang] if code not in codes]
    return faults


def in_texts(lang, old, new):
    """A plant that changes the words of a language."""
    return lambda root: guard.replace(old, new, root, "lib", "rules",
                                      "texts_%s.def" % lang)


def lose_case(root):
    """A plant that takes a case away."""
    os.remove(os.path.join(root, "tests", "cases", "ATS203.out"))


if __name__ == "__main__":
    guard.run("the catalogue is whole in both languages", check, [
        ("a rule without Indonesian words",
         in_texts("id", "TEXT(REF001,", "NOTE(REF001,")),
        ("a rule without English words",
         in_texts("en", "TEXT(REF001,", "NOTE(REF001,")),
        ("a place that one language lacks", in_texts("en", "{id}", "it")),
        ("a rule without a case", lose_case),
    ])
