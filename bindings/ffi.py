#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes include/skpcheck_ffi.h, the header for foreign function interfaces.

PHP's FFI, LuaJIT and others read C declarations but no preprocessor,
attributes or comments. The flat header is skpcheck.h, then skpcheck-arrow.h,
without these:

    bindings/ffi.py             writes include/skpcheck_ffi.h
    bindings/ffi.py --check     compares it with what would be written
    bindings/ffi.py -           prints it
"""

import argparse
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
INCLUDE = os.path.join(os.path.dirname(HERE), "include")


def drop_comments(text):
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)


def drop_preprocessor(text):
    """Without directives, nor what only C++ would see."""
    keep, out = [True], []
    for line in text.replace("\\\n", " ").splitlines():
        word = re.match(r"\s*#\s*(\w+)\s*(\w*)", line)
        if not word:
            if all(keep):
                out.append(line)
        elif word.group(1) in ("if", "ifdef", "ifndef"):
            keep.append(word.groups() != ("ifdef", "__cplusplus"))
        elif word.group(1) == "else":
            keep[-1] = not keep[-1]
        elif word.group(1) == "endif":
            keep.pop()
    if keep != [True]:
        raise ValueError("#if and #endif do not match")
    return "\n".join(out)


def statements(text):
    """The declarations, each on one line; a body stays with its own."""
    depth, start, out = 0, 0, []
    text = re.sub(r"\s+", " ", re.sub(r"\bSKP_API\b", " ", text))
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == ";" and depth == 0:
            out.append(text[start:at + 1].strip())
            start = at + 1
    if text[start:].strip():
        raise ValueError("unfinished declaration: " + text[start:])
    return out


def tidy(text):
    text = re.sub(r"\s*,\s*", ", ", text)
    text = re.sub(r"\(\s*", "(", re.sub(r"\s*\)", ")", text))
    return text.strip()


def layout(statement):
    """One member or constant a line."""
    body = re.match(r"(.*?)\s*\{(.*)\}\s*(.*)$", statement)
    if not body:
        return tidy(statement)
    head, inside, tail = body.groups()
    mark = "," if head.endswith("enum") else ";"
    items = [tidy(item) for item in inside.split(mark) if item.strip()]
    end = mark if mark == ";" else ""
    lines = ["    " + item + (end or ",") for item in items]
    if not end:
        lines[-1] = lines[-1][:-1]
    return "\n".join([head + " {"] + lines + [("} " + tail).replace(" ;", ";")])


def flat(header):
    """The flat header, from the text of skpcheck.h."""
    text = drop_preprocessor(drop_comments(header))
    return "\n".join(layout(s) for s in statements(text)) + "\n"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true",
                        help="exit 1 if the committed file is not current")
    parser.add_argument("--header", metavar="FILE",
                        default=os.path.join(INCLUDE, "skpcheck.h"))
    parser.add_argument("output", nargs="?", help="- for standard output",
                        default=os.path.join(INCLUDE, "skpcheck_ffi.h"))
    args = parser.parse_args(argv)
    text = flat(read(args.header)) + flat(
        read(os.path.join(INCLUDE, "skpcheck-arrow.h")))
    if args.output == "-":
        sys.stdout.write(text)
    elif args.check:
        if not os.path.exists(args.output) or read(args.output) != text:
            print("ffi.py: %s is not current, run bindings/ffi.py"
                  % args.output, file=sys.stderr)
            return 1
    else:
        with open(args.output, "w", encoding="utf-8") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
