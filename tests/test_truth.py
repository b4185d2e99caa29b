#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`skpcheck check` finds in what `skpcheck generate` made exactly what
truth.json says: by every fault, in every format, by random rates.
TRUTH_SEEDS=1:31 in the environment says which seeds the random ones are.
TAP."""

import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

TOP = os.environ.get("top_srcdir") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.abspath(os.environ.get("SKPCHECK", "build/skpcheck"))
FIRST, LAST = (int(s) for s in os.environ.get("TRUTH_SEEDS", "1:31").split(":"))
RARE = ("plt_lama", "kepala_plh")  # few units are headed so
FORMATS = ("csv", "yaml", "json", "exports")


class Fault:
    """A line of `generate --faults list` and whose it is."""

    def __init__(self, name, scope, exports):
        self.name, self.scope, self.exports = name, scope, exports == "1"


def known_faults():
    """All kinds, from the list that the tool is made from."""
    path = os.path.join(TOP, "examples", "skpcheck", "generate_faults.def")
    with open(path, encoding="utf-8") as f:
        return [Fault(*m) for m in re.findall(
            r"^FAULT\((\w+), (\w+), \d+, ([01]),", f.read(), re.M)]


def generate(folder, people, seed, faults, form="csv"):
    """Makes a nation; its truth."""
    subprocess.run([TOOL, "generate", "--quiet", "--pegawai", str(people),
                    "--seed", str(seed), "--faults", faults, "--format", form,
                    "-o", folder], check=True)
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
        return json.load(f)


def key(finding):
    """What must be the same."""
    names = ("code", "severity", "table", "id", "blocked", "blocked_total")
    values = [finding.get(name) for name in names]
    if finding["code"].startswith("ORG30") and finding["code"] <= "ORG305" \
            and finding["table"] == "unor":
        values.append(finding["root"])
    return tuple(values)


def found(folder, truth):
    """Exit status and findings of check."""
    run = subprocess.run(
        [TOOL, "check", "--pada", truth["pada"], "--tahun", truth["tahun"],
         "--format", "jsonl", folder], stdout=subprocess.PIPE,
        universal_newlines=True, check=False)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    return run.returncode, collections.Counter(
        key(row) for row in rows if "code" in row)


def counted(truth):
    """Faults of truth.json that do not add up."""
    codes = collections.Counter(f["code"] for f in truth["findings"])
    kinds = {f["fault"] for f in truth["findings"]}
    if codes != truth["codes"]:
        yield "codes do not add up: %s" % truth["codes"]
    if kinds != set(truth["faults"]):
        yield "faults without findings, or the reverse: %s" % sorted(
            kinds ^ set(truth["faults"]))


def differences(folder, truth):
    """What check and truth.json do not agree upon, one line each."""
    status, got = found(folder, truth)
    want = collections.Counter(key(f) for f in truth["findings"])
    lines = ["found too much: %s" % (k,) for k in got - want]
    lines += ["not found: %s" % (k,) for k in want - got]
    worst = {f["severity"] for f in truth["findings"]} & {"E", "W"}
    if status != (1 if worst else 0):
        lines.append("exit status %d" % status)
    return lines + list(counted(truth))


class Tap:
    """Counts and prints."""

    def __init__(self):
        self.tests = self.failed = 0

    def ok(self, name, lines):
        """A test that fails if there are lines to say why."""
        self.tests += 1
        for line in lines[:10]:
            print("# " + line)
        print("%s %d - %s" % ("not ok" if lines else "ok", self.tests, name))
        self.failed += bool(lines)

    def nation(self, *args):
        """A nation is as its truth says; the truth."""
        with tempfile.TemporaryDirectory() as folder:
            folder = os.path.join(folder, "d")
            truth = generate(folder, *args)
            lines = differences(folder, truth)
        self.ok("%d officials, seed %d, %s, %s" % (
            args[0], args[1], args[3] if len(args) > 3 else "csv",
            args[2] if len(args[2]) < 40 else args[2][:40] + "..."), lines)
        return truth


def share(faults, total, rng=None):
    """Rates that add up to no more than total within each scope."""
    rates = []
    for scope in ("PERSON", "UNIT", "INSTANSI"):
        kinds = [f for f in faults if f.scope == scope]
        if rng and kinds:
            kinds = rng.sample(kinds, rng.randint(1, len(kinds)))
        weight = {f.name: rng.random() ** 2 if rng else
                  5 if f.name in RARE else 1 for f in kinds}
        whole = sum(weight.values())
        rates += ["%s=%.6f" % (name, total * w / whole)
                  for name, w in weight.items()]
    return ",".join(rates)


def every_fault(tap, faults):
    """Each kind is put in somewhere, and found. The seed gives kabupaten,
    provinces with schools below branch offices, and a ministry."""
    truth = tap.nation(60000, 18, share(faults, 0.9))
    missing = [f.name for f in faults if not truth["faults"].get(f.name)]
    tap.ok("every fault was put in", missing)


def formats(tap, faults):
    """All formats bear the same faults, as far as they can show them."""
    shown = {f.name for f in faults if f.exports}
    for seed, people in ((1, 300), (2, 20000)):
        truths = {form: tap.nation(people, seed, "default", form)
                  for form in FORMATS}
        lines = [form for form in ("yaml", "json")
                 if truths[form]["findings"] != truths["csv"]["findings"]]
        tap.ok("the same findings in tables of any format", lines)
        some = {k: n for k, n in truths["csv"]["faults"].items() if k in shown}
        lines = [] if some == truths["exports"]["faults"] else [str(some)]
        tap.ok("exports: the same faults", lines)


def healthy(tap):
    """Without faults nothing is found."""
    for form in FORMATS:
        for people in (1, 2, 10, 300, 20000):
            truth = tap.nation(people, people, "none", form)
            if truth["findings"]:
                tap.ok("no findings expected", [str(truth["findings"][0])])


def at_random(tap, faults):
    """Any faults at any rates."""
    for seed in range(FIRST, LAST):
        rng = random.Random(seed)
        form = rng.choice(FORMATS)
        kinds = [f for f in faults if f.exports or form != "exports"]
        people = rng.choice((2, 7, 30, 100, 300, 700, 1500, 4000))
        tap.nation(people, seed, share(kinds, rng.random() * 0.999, rng),
                   form)


def main():
    """The exit status."""
    tap, faults = Tap(), known_faults()
    healthy(tap)
    every_fault(tap, faults)
    formats(tap, faults)
    at_random(tap, faults)
    print("1..%d" % tap.tests)
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
