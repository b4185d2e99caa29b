#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""embed.py - the library inside a program of your own: loads the paths of the
command line, checks them as of an instant, writes the report.

    python3 embed.py 2026-01-20 exports/

Same job and same output as embed.c.
"""

import sys

import skpcheck


def main(argv):
    if len(argv) < 3:
        print("Usage: embed PADA PATH...", file=sys.stderr)
        return 2
    try:
        with skpcheck.Model() as model:  # facts: units, officials, SKP, events
            for path in argv[2:]:
                model.load(path)
            model.seal()
            # the policy: what the law asks, and when
            with skpcheck.Checker(pada=argv[1]) as checker:
                report = checker.check(model)
        # The report keeps what it needs of the two.
        with report, open(1, "wb", closefd=False) as output:
            output.write(report.write("text").encode("utf-8"))
    except skpcheck.SkpError as error:
        print("%s:%d:%d: %s" % (error.file, error.line, error.column,
                                error.text), file=sys.stderr)
        return 2
    except OSError:
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
