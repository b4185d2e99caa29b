#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes libskpcheck.3 from the comments of skpcheck.h and skpcheck-arrow.h,
which are the manual.

    lib/manual.py          writes lib/libskpcheck.3
    lib/manual.py --check  says whether it is up to date
"""

import os
import re
import sys
import textwrap
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEADER = os.path.join(TOP, "include", "skpcheck.h")
ARROW = os.path.join(TOP, "include", "skpcheck-arrow.h")
MANUAL = os.path.join(TOP, "lib", "libskpcheck.3")
NEWS = os.path.join(TOP, "NEWS.md")

ITEM = re.compile(r"\n?/\* -+ (?P<group>[^-]+?) -+ \*/\n"
                  r"|/\*\*(?P<doc>.*?)\*/\n"
                  r"|(?P<code>(?:enum|typedef|SKP_API)\b[^;{]*"
                  r"(?:\{.*?\n\})?[^;]*;)[^\n]*\n", re.S)
FUNCTION = re.compile(r"SKP_API\s+(.*?)(\w+)\((.*)\);", re.S)


def read(path):
    """The text of a file."""
    with open(path, encoding="utf-8") as f:
        return f.read()


def escape(line):
    """One line of text as mdoc takes it."""
    line = line.replace("\\", "\\e").replace('"', "\\(dq")
    line = re.sub(r"`([^`]+)`", r"\\fB\1\\fR", line)
    line = re.sub(r"(?<!\S)\*(\w+)\*(?!\w)", r"\\fI\1\\fR", line)
    return "\\&" + line if line[:1] in (".", "'") else line


def unstarred(comment):
    """Lines of a comment without its frame."""
    lines = [re.sub(r"^ ?\* ?", "", line).rstrip()
             for line in comment.strip("\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def literal(lines):
    """A display of lines as they stand."""
    return [".Bd -literal -offset 2n"] + [
        escape(line.expandtabs(8)) for line in lines] + [".Ed"]


def sentences(words):
    """A paragraph, each sentence on lines of its own."""
    text = re.sub(r"(?<=[\w)`'\"][.:]) (?=[A-Z`*])", "\n", " ".join(words))
    return [escape(line) for sentence in text.split("\n")
            for line in textwrap.wrap(sentence, 66, break_long_words=False,
                                      break_on_hyphens=False)]


def paragraphs(lines):
    """A comment as mdoc: indented lines are shown as they stand."""
    out, words, shown = [], [], []
    for line in lines + [""]:
        if not line.startswith(("\t", "  ")) and shown:
            out += literal(shown)
            shown = []
        if line.startswith(("\t", "  ")):
            out += sentences(words) if words else []
            words = []
            shown.append(line[1:] if line[0] == "\t" else line)
        elif line:
            words.append(line.strip())
        elif words:
            out += sentences(words)
            words = []
    return out


def rules(lines):
    """The block of rules: `Word  text`, going on in indented lines."""
    out = [".Bl -tag -width Ownership"]
    text = []
    for line in lines + ["End "]:
        head = re.match(r"([A-Z]\w+)\s+(.*)", line)
        if head:
            out += sentences(text) if text else []
            text = [head.group(2)]
            out.append(".It " + head.group(1))
        else:
            text.append(line.strip())
    return out[:-1] + [".El"]


def prototype(code):
    """A function's declaration as the head of a list item."""
    kind, name, args = FUNCTION.match(code).groups()
    lines = [".It Xo", '.Ft "%s"' % " ".join(kind.split()), ".Fo " + name]
    lines += ['.Fa "%s"' % " ".join(a.split()) for a in args.split(",")]
    return lines + [".Fc", ".Xc"]


def entry(doc, codes):
    """What one comment speaks of, then the comment."""
    functions = [c for c in codes if c.startswith("SKP_API")]
    shown = [c for c in codes if c not in functions]
    out = literal("\n\n".join(shown).split("\n")) if shown else []
    if not functions:
        return out + paragraphs(doc)
    out.append(".Bl -tag -width Ds")
    for code in functions:
        out += prototype(code)
    return out + paragraphs(doc) + [".El"]


def groups(body):
    """[(name, [(doc lines, [code])])] of the header below its block."""
    found = []
    for m in ITEM.finditer(body):
        if m.group("group"):
            found.append((m.group("group").strip(), [([], [])]))
        elif m.group("doc") is not None and found:
            found[-1][1].append((unstarred(m.group("doc")), []))
        elif found:
            entries = found[-1][1]
            # A blank line ends what a comment speaks of.
            if body[m.start() - 2:m.start()] == "\n\n" and entries[-1][1]:
                entries.append(([], []))
            entries[-1][1].append(m.group("code"))
    return found


def group(name, entries):
    """A section of the manual."""
    out = [".Ss " + name[0].upper() + name[1:]]
    for doc, codes in entries:
        if codes:
            out += entry(doc, codes)
    return "\n".join(out).replace("\n.El\n.Bl -tag -width Ds", "").split("\n")


def overview(block):
    """(description, example, rules) of the comment on top."""
    lines = unstarred(block)
    at = lines.index("What holds for every call:")
    example = [line[1:] for line in lines if line.startswith("\t")
               and lines.index(line) < at]
    about = [line for line in lines[1:at] if not line.startswith("\t")]
    return paragraphs(about), example, rules(
        [line for line in lines[at + 1:] if line])


def date():
    """The date of the newest version, as mdoc writes it."""
    day = re.search(r"^## \S+ \((\S+)\)$", read(NEWS), re.M).group(1)
    months = ("January February March April May June July August September "
              "October November December").split()
    t = time.strptime(day, "%Y-%m-%d")
    return "%s %d, %d" % (months[t.tm_mon - 1], t.tm_mday, t.tm_year)


def manual():
    """The whole page."""
    head, body = read(HEADER).split("#ifndef SKPCHECK_H", 1)
    about, example, every = overview(head[head.index("/**") + 3:
                                          head.rindex("*/")])
    out = ['.\\" SPDX-License-Identifier: MIT',
           '.\\" Made from skpcheck.h by lib/manual.py.',
           ".Dd " + date(), ".Dt LIBSKPCHECK 3", ".Os", ".Sh NAME",
           ".Nm libskpcheck",
           ".Nd why people cannot fill their SKP, and who must act first",
           ".Sh SYNOPSIS", ".In skpcheck.h", ".In skpcheck-arrow.h", ".Pp",
           "cc program.c $(pkg-config --cflags --libs libskpcheck)",
           ".Sh DESCRIPTION"]
    out += about + [".Pp", "What holds for every call:"] + every
    for name, entries in groups(body + read(ARROW)):
        out += group(name, entries)
    out += [".Sh EXAMPLES", "The report of a folder, as text:"]
    out += literal(example)
    out += [".Sh SEE ALSO", ".Xr skpcheck 1"]
    return "\n".join(out) + "\n"


def main():
    """Writes or compares."""
    text = manual()
    if sys.argv[1:] == ["--check"]:
        if not os.path.exists(MANUAL) or read(MANUAL) != text:
            sys.exit("libskpcheck.3 is out of date: run lib/manual.py")
        return
    with open(MANUAL, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    main()
