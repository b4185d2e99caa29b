#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the tool on each case of tests/cases and compares its findings with
the expected ones: all fields but the message, in order; then with each of
the codes found alone, which must find the same of it. TAP."""

import glob
import json
import os
import shlex
import subprocess
import sys

TOP = os.environ.get("top_srcdir") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.abspath(os.environ.get("SKPCHECK", "build/skpcheck"))
CASES = os.path.join(TOP, "tests", "cases")


def options(path):
    """Options of the case's `# check:` comment."""
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("# check:"):
                return shlex.split(line[len("# check:"):])
    raise ValueError("no `# check:` comment")


def pairs(text):
    """A JSON object as pairs, so that the order of names counts."""
    return json.loads(text, object_pairs_hook=lambda p: [list(x) for x in p])


def expected(path):
    """Findings of the .out file."""
    with open(os.path.splitext(path)[0] + ".out", encoding="utf-8") as f:
        return [pairs(line) for line in f if line.strip()]


def actual(path, *more):
    """Findings of the tool, without their messages."""
    run = subprocess.run(
        [TOOL, "check"] + options(path) + list(more) + [
            "--format=jsonl", "--color=never", os.path.basename(path)],
        cwd=CASES, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode not in (0, 1) or run.stderr:
        raise ValueError("status %d: %s" % (
            run.returncode, run.stderr.decode("utf-8", "replace").strip()))
    found = [pairs(line) for line in run.stdout.decode("utf-8").splitlines()]
    return [[p for p in f if p[0] != "message"] for f in found
            if f and f[0][0] == "code"]


def differences(wanted, got):
    """What to print about two lists of findings."""
    if wanted == got:
        return []
    lines = ["expected " + json.dumps(dict(f)) for f in wanted
             if f not in got]
    lines += ["found    " + json.dumps(dict(f)) for f in got
              if f not in wanted]
    return lines or ["the same findings in another order"]


def alone(path, wanted):
    """What to print about rules that find something else where all others
    are off."""
    if any(o.startswith("--select") for o in options(path)):
        return []
    lines = []
    for code in sorted({f[0][1] for f in wanted}):
        lines += [code + " alone: " + line for line in differences(
            [f for f in wanted if f[0][1] == code],
            actual(path, "--select=" + code))]
    return lines


def main(paths):
    """Prints TAP for all cases or those given."""
    paths = paths or sorted(glob.glob(os.path.join(CASES, "*.yaml")))
    print("1..%d" % len(paths))
    failed = 0
    for number, path in enumerate(paths, 1):
        try:
            wanted = expected(path)
            faults = differences(wanted, actual(path)) or alone(path, wanted)
        except (OSError, ValueError) as e:
            faults = [str(e)]
        for line in faults:
            print("# " + line.replace("\n", "\n# "))
        print("%s %d - %s" % ("not ok" if faults else "ok", number,
                              os.path.splitext(os.path.basename(path))[0]))
        failed += bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([os.path.abspath(p) for p in sys.argv[1:]]))
