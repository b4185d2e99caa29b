#!/usr/bin/env python3
"""Compare the tool's findings with the oracle's on random data sets.

Everything that a report says is compared, but for the wording of messages:
each finding with all its fields and its place, what was skipped and why, and
what became of the rows. A set on which they differ is made as small as it can
be and printed with both outputs.
"""

import argparse
import collections
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import policy, random_data  # noqa: E402
from oracle.model import read_dir  # noqa: E402
from oracle.rules import check, order  # noqa: E402
from oracle.run import dump  # noqa: E402

TOOL_SECONDS = 60


class Difference:
    """What the tool said otherwise: kinds (codes) and a text of it."""

    def __init__(self, kinds, text):
        self.kinds, self.text = frozenset(kinds), text


class When:
    """How a set is checked: instant, year, a shipped policy by its name, and
    what a local one says otherwise."""

    def __init__(self, pada, tahun, law=None, local=None):
        self.pada, self.tahun, self.local = pada, tahun, local or {}
        self.law = law or policy.DEFAULT

    def knobs(self):
        return dict(policy.SHIPPED[self.law], **self.local)


def when_of(seed, law=None):
    """law: a shipped policy by its name, else one of the seed's choice."""
    return When(*random_data.when(seed), law or random_data.law(seed),
                random_data.local(seed))


def policy_path(directory):
    """Beside the set, which is a directory of tables only."""
    return directory + ".policy.yaml"


def command(tool, directory, when):
    words = [tool, "check", "--format", "jsonl", "--pada", when.pada]
    if when.tahun:
        words += ["--tahun", str(when.tahun)]
    if when.local:
        words += ["--policy", policy_path(directory)]
    elif when.law != policy.DEFAULT:
        words += ["--policy", when.law]
    return words + ["--color=never", directory]


def strip(found):
    """A finding of the tool without what is not compared."""
    found.pop("message", None)
    if "source" in found:
        found["source"]["file"] = os.path.basename(found["source"]["file"])
    return found


def placed(found, names):
    """A finding of the oracle as the tool writes its place."""
    if "file" in found:
        found["source"] = {"file": names[found.pop("file")],
                           "line": found.pop("line")}
    return found


def run_tool(tool, directory, when):
    """(findings, skipped, tables), or a Difference if it failed."""
    try:
        done = subprocess.run(command(tool, directory, when),
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=TOOL_SECONDS)
    except subprocess.TimeoutExpired:
        return Difference(["exit"], "the tool took too long\n")
    if done.returncode not in (0, 1):
        return Difference(["exit"], "the tool ended with %d\n%s" % (
            done.returncode, done.stderr.decode("utf-8", "replace")))
    findings, skipped, tables = [], [], []
    try:
        for line in done.stdout.decode("utf-8").splitlines():
            record = json.loads(line)
            if "code" in record:
                findings.append(strip(record))
            elif "skipped" in record:
                skipped.append(record)
            elif "read" in record:
                tables.append(record)
    except ValueError as why:
        return Difference(["exit"], "not JSON Lines: %s\n" % why)
    return findings, skipped, tables


def only(first, second):
    """The sorted lines that the first has more often than the second."""
    left = collections.Counter(map(dump, first))
    left.subtract(collections.Counter(map(dump, second)))
    return sorted((+left).elements())


def code_of(record):
    return record.get("code") or record.get("skipped") or "tables"


def kind(record):
    """What a record is, so that shrinking keeps to one difference."""
    return ("skipped " if "skipped" in record else "") + code_of(record)


def wanted(options, records):
    return [record for record in records
            if not code_of(record).startswith(options.ignore)]


def write(files, when, directory):
    for name in os.listdir(directory):
        os.unlink(os.path.join(directory, name))
    random_data.write(files, directory)
    with open(policy_path(directory), "w", encoding="utf-8") as stream:
        stream.write(random_data.policy_text(when.knobs()))


def compare(options, files, when, directory):
    """A Difference, or None."""
    write(files, when, directory)
    answer = run_tool(options.tool, directory, when)
    if isinstance(answer, Difference):
        return answer
    names = random_data.file_names(files)
    oracle = check(files, when.pada, when.tahun, when.knobs())
    for found in oracle[0]:
        placed(found, names)
    kinds, text = [], ""
    for ours, theirs in zip(oracle, answer):
        ours, theirs = wanted(options, ours), wanted(options, theirs)
        for title, one, other in (("only the oracle", ours, theirs),
                                  ("only the tool", theirs, ours)):
            lines = only(one, other)
            if lines:
                text += "%s:\n  %s\n" % (title, "\n  ".join(lines))
            kinds += [kind(json.loads(line)) for line in lines]
    theirs = wanted(options, answer[0])
    if not kinds:
        keys = [order(found) for found in theirs]
        if keys != sorted(keys):
            kinds, text = ["order"], "the tool's order:\n  %s\n" % (
                "\n  ".join(map(dump, theirs)))
    return Difference(kinds, text) if kinds else None


# Shrinking

class Shrinker:
    """Takes away what the difference does not need, within a time."""

    def __init__(self, differs, files, seconds):
        self.differs = differs
        self.files = files
        self.deadline = time.monotonic() + seconds

    def late(self):
        return time.monotonic() > self.deadline

    def accept(self, files):
        if self.late() or not self.differs(files):
            return False
        self.files = files
        return True

    def replace(self, place, new):
        files = list(self.files)
        files[place:place + 1] = [] if new is None else [new]
        return self.accept(files)

    def drop_files(self):
        for place in reversed(range(len(self.files))):
            self.replace(place, None)

    def drop_rows(self):
        """Chunks of rows, halving, from the end of each file."""
        for place in range(len(self.files)):
            size = max(1, len(self.files[place][2]) // 2)
            while size:
                start = 0
                while start < len(self.files[place][2]):
                    table, headings, rows = self.files[place]
                    fewer = rows[:start] + rows[start + size:]
                    if not self.replace(place, (table, headings, fewer)):
                        start += size
                size //= 2

    def blank_cells(self):
        for place in range(len(self.files)):
            for i in range(len(self.files[place][2])):
                for j in range(len(self.files[place][1])):
                    table, headings, rows = self.files[place]
                    if rows[i][j]:
                        row = rows[i][:j] + [""] + rows[i][j + 1:]
                        rows = rows[:i] + [row] + rows[i + 1:]
                        self.replace(place, (table, headings, rows))

    def without(self, place, gone):
        """Try the file without these columns."""
        table, headings, rows = self.files[place]
        stay = [j for j in range(len(headings)) if j not in gone]
        return self.replace(place, (table, [headings[j] for j in stay],
                                    [[row[j] for j in stay] for row in rows]))

    def drop_columns(self):
        """Columns that say nothing at once, then others; needed ones stay."""
        for place in range(len(self.files)):
            free = self.free_columns(place)
            rows = self.files[place][2]
            blank = [j for j in free if not any(row[j] for row in rows)]
            if blank and self.without(place, blank):
                free = self.free_columns(place)
            for j in reversed(free):
                self.without(place, [j])

    def free_columns(self, place):
        table, headings, _ = self.files[place]
        return [j for j, heading in enumerate(headings)
                if heading.lower().replace(" ", "_")
                not in random_data.NEEDED[table]]

    def run(self):
        before = None
        while before != self.files and not self.late():
            before = self.files
            self.drop_files()
            self.drop_rows()
            self.drop_columns()
            self.blank_cells()
        return self.files


def as_text(directory):
    text = ""
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8") as stream:
            text += "--- %s\n%s" % (name, stream.read())
    return text


def report(options, seed, files, directory):
    """Shrink the set of a seed and say what was found."""
    when = when_of(seed, options.policy)
    first = compare(options, files, when, directory)
    if first is None:
        return "seed %d: the difference did not show again\n" % seed

    def differs(smaller):
        found = compare(options, smaller, when, directory)
        return found is not None and bool(found.kinds & first.kinds)

    if options.shrink > 0:
        files = Shrinker(differs, files, options.shrink).run()
    last = compare(options, files, when, directory)
    text = "seed %d differs (%s)\n" % (seed, ", ".join(sorted(first.kinds)))
    text += as_text(directory) + random_data.policy_text(when.knobs())
    text += (last or first).text
    shown = directory
    if options.keep:
        shown = os.path.join(options.keep, "seed-%d" % seed)
        shutil.rmtree(shown, ignore_errors=True)
        shutil.copytree(directory, shown)
        shutil.copy(policy_path(directory), policy_path(shown))
    text += "again: %s --tool %s --seeds %d:%d\n" % (
        sys.argv[0], options.tool, seed, seed + 1)
    if options.keep:
        text += "small: %s\n" % " ".join(
            command(options.tool, shown, when))
        with open(shown + ".txt", "w", encoding="utf-8") as stream:
            stream.write(text)
    return text


class Job:
    """One seed: None, or the text of a report."""

    def __init__(self, options, shrunk):
        self.options, self.shrunk = options, shrunk

    def __call__(self, seed):
        with tempfile.TemporaryDirectory(prefix="oracle-") as base:
            directory = os.path.join(base, "set")
            os.mkdir(directory)
            return self.one(seed, directory)

    def one(self, seed, directory):
        files = random_data.generate(seed)
        when = when_of(seed, self.options.policy)
        found = compare(self.options, files, when, directory)
        if found is None:
            return None
        with self.shrunk.get_lock():
            self.shrunk.value += 1
            many = self.shrunk.value > self.options.show
        if many:
            return "seed %d differs (%s)\n" % (
                seed, ", ".join(sorted(found.kinds)))
        return report(self.options, seed, files, directory)


JOB = None


def set_job(options, shrunk):
    global JOB
    JOB = Job(options, shrunk)


def do_job(seed):
    return JOB(seed)


def answers(options, seeds):
    shrunk = multiprocessing.Value("i", 0)
    if options.jobs == 1:
        yield from map(Job(options, shrunk), seeds)
        return
    with multiprocessing.Pool(options.jobs, set_job,
                              (options, shrunk)) as pool:
        yield from pool.imap(do_job, seeds, chunksize=8)


def compare_directory(options):
    """Compare once on a directory of canonical CSV files."""
    with tempfile.TemporaryDirectory(prefix="oracle-") as base:
        directory = os.path.join(base, "set")
        os.mkdir(directory)
        found = compare(options, read_dir(options.dir),
                        When(options.pada, options.tahun, options.policy),
                        directory)
    sys.stdout.write(found.text if found else "no difference\n")
    return 1 if found else 0


def seed_range(text):
    first, colon, last = text.partition(":")
    if not colon or not first.isdigit() or not last.isdigit():
        raise argparse.ArgumentTypeError("want A:B, B not included")
    return range(int(first), int(last))


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, metavar="PATH")
    parser.add_argument("--seeds", type=seed_range, metavar="A:B")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", metavar="DIR",
                        help="where small sets that differ are kept")
    parser.add_argument("--ignore", default=(), metavar="CODES",
                        type=lambda text: tuple(text.split(",")),
                        help="codes or prefixes not to compare")
    parser.add_argument("--policy", choices=list(policy.SHIPPED),
                        help="judge by this one (by default, as the seed)")
    parser.add_argument("--show", type=int, default=5, metavar="N",
                        help="shrink and show only the first N (5)")
    parser.add_argument("--shrink", type=float, default=20, metavar="SEC",
                        help="time for making one set small (20)")
    parser.add_argument("--dir", help="compare on this directory instead")
    parser.add_argument("--pada", help="with --dir")
    parser.add_argument("--tahun", type=int, help="with --dir")
    options = parser.parse_args()
    options.tool = shutil.which(options.tool) or options.tool
    if not os.access(options.tool, os.X_OK):
        parser.error("%s is not a program" % options.tool)
    if bool(options.seeds) == bool(options.dir and options.pada):
        parser.error("give --seeds A:B, or --dir DIR with --pada INSTANT")
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    return options


def main():
    options = read_options()
    if options.dir:
        return compare_directory(options)
    passed = failed = 0
    for text in answers(options, options.seeds):
        if text is None:
            passed += 1
            continue
        failed += 1
        sys.stdout.write(text)
        sys.stdout.flush()
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
