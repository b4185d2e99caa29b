#!/usr/bin/env python3
"""Prove the plans of random data sets.

Each set's plan is made and proven by the library itself; a set whose plan is
not proven is made as small as it can be and printed.
"""

import argparse
import collections
import ctypes
import multiprocessing
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import compare, policy, random_data  # noqa: E402


class Error(ctypes.Structure):
    """skp_error of the public header."""

    _fields_ = [("size", ctypes.c_uint32), ("code", ctypes.c_int32),
                ("line", ctypes.c_uint32), ("column", ctypes.c_uint32),
                ("file", ctypes.c_char * 256), ("text", ctypes.c_char * 512)]


class Failed(Exception):
    """A call of the library that failed."""


class Library:
    """The few calls that a plan needs."""

    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        self.lib.skp_plan_steps.restype = ctypes.c_int64

    def call(self, name, *args):
        err = Error(size=ctypes.sizeof(Error))
        if getattr(self.lib, name)(*args, ctypes.byref(err)):
            raise Failed(err.text.decode())

    def new(self, name, *args):
        ret = ctypes.c_void_p()
        self.call(name, *args, ctypes.byref(ret))
        return ret

    def policy(self, c, directory, when):
        if when.knobs():
            self.call("skp_checker_policy_file", c, os.fsencode(
                compare.policy_path(directory)))

    def prove(self, directory, when):
        """How many steps the plan has; Failed if it is not proven."""
        m = c = p = ctypes.c_void_p()
        try:
            m = self.new("skp_model_new", None)
            self.call("skp_model_load", m, os.fsencode(directory), None)
            self.call("skp_model_seal", m)
            c = self.new("skp_checker_new", None)
            self.policy(c, directory, when)
            self.call("skp_checker_set", c, b"pada", when.pada.encode())
            if when.tahun:
                self.call("skp_checker_set", c, b"tahun",
                          str(when.tahun).encode())
            p = self.new("skp_plan_make", c, m, None)
            self.call("skp_plan_verify", p)
            return self.lib.skp_plan_steps(p)
        finally:
            self.lib.skp_plan_free(p)
            self.lib.skp_checker_free(c)
            self.lib.skp_model_free(m)


def kind(why):
    """What failed, without the numbers of steps."""
    return re.sub(r"step \d+ ", "", why)


def fault(library, files, when, directory):
    """(why the plan is not proven or None, number of steps)."""
    compare.write(files, when, directory)
    try:
        return None, library.prove(directory, when)
    except Failed as why:
        return str(why), 0


def shrunk(library, options, files, when, directory, why):
    def fails(smaller):
        again, _ = fault(library, smaller, when, directory)
        return again is not None and kind(again) == kind(why)

    return compare.Shrinker(fails, files, options.shrink).run()


def report(library, options, seed, files, directory, why):
    when = compare.when_of(seed, options.policy)
    if options.shrink > 0:
        files = shrunk(library, options, files, when, directory, why)
    why, _ = fault(library, files, when, directory)
    return "seed %d: %s\npada %s tahun %s\n%s%s" % (
        seed, why, when.pada, when.tahun, compare.as_text(directory),
        random_data.policy_text(when.knobs()))


class Job:
    """One seed: (kind of fault or None, text, steps)."""

    def __init__(self, options, shown):
        self.options, self.shown = options, shown
        self.library = None

    def __call__(self, seed):
        self.library = self.library or Library(self.options.library)
        with tempfile.TemporaryDirectory(prefix="plans-") as base:
            directory = os.path.join(base, "set")
            os.mkdir(directory)
            files = random_data.generate(seed)
            when = compare.when_of(seed, self.options.policy)
            why, steps = fault(self.library, files, when, directory)
            if why is None:
                return None, "", steps
            return kind(why), self.text(seed, files, directory, why), 0

    def text(self, seed, files, directory, why):
        with self.shown.get_lock():
            self.shown.value += 1
            many = self.shown.value > self.options.show
        if many:
            return "seed %d: %s\n" % (seed, why)
        return report(self.library, self.options, seed, files, directory,
                      why)


JOB = None


def start(options, shown):
    global JOB
    JOB = Job(options, shown)


def run_one(seed):
    return JOB(seed)


def run(options, seeds):
    """(passed, failed by kind, steps of all plans); prints what failed."""
    failed, passed, total = collections.Counter(), 0, 0
    shown = multiprocessing.Value("i", 0)
    with multiprocessing.Pool(options.jobs, start, (options, shown)) as pool:
        for why, text, steps in pool.imap_unordered(run_one, seeds, 8):
            total += steps
            if why is None:
                passed += 1
            else:
                failed[why] += 1
                print(text, end="", flush=True)
    return passed, failed, total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", default="build/.libs/libskpcheck.so.0")
    parser.add_argument("--seeds", default="0:200", metavar="FROM:TO")
    parser.add_argument("--policy", choices=sorted(policy.SHIPPED))
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--shrink", type=float, default=20,
                        metavar="SECONDS", help="for each set, 0: not at all")
    parser.add_argument("--show", type=int, default=3, metavar="N",
                        help="sets to make small and print")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(":"))
    passed, failed, steps = run(options, range(first, last))
    for why, n in failed.most_common():
        print("%6d %s" % (n, why))
    print("%d steps in %d proven plans" % (steps, passed))
    print("%d passed, %d failed" % (passed, sum(failed.values())))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
