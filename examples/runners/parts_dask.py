#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks data in parts on the workers of a Dask cluster, each part on whatever
worker is free or, with HOST:DIR, on that host where its data lie. Only
boundaries and reports travel between worker and client.

    parts_dask.py --pada 2026-03-31 -o report.jsonl PART...
    parts_dask.py --scheduler tcp://10.0.0.1:8786 ... bkd:/data dinas:/data

Without --scheduler it starts two workers of its own, each a process. SKPCHECK
names the tool, which every worker must have.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from distributed import Client, LocalCluster

ROUNDS = 3


def run(tool, flags, folder, name, solved, emit):
    """On a worker: what a part has to tell in a round or, without `emit`, its
    report."""
    with tempfile.TemporaryDirectory() as here:
        out = os.path.join(here, "out")
        words = [tool, "check", "--part", folder, "--part-name", name] + flags
        if solved is not None:
            known = os.path.join(here, "solved")
            with open(known, "wb") as f:
                f.write(solved)
            words += ["--boundary", known]
        words += ["--emit-boundary", out] if emit else [
            "--format", "jsonl", "-o", out]
        done = subprocess.run(words, stderr=subprocess.PIPE, check=False)
        if done.returncode > 1:  # 1: there are findings
            raise RuntimeError("%s: %s" % (name, done.stderr.decode(
                "utf-8", "replace").strip()))
        with open(out, "rb") as f:
            return f.read()


def merge(tool, texts):
    """Here: one file of what all parts wrote."""
    with tempfile.TemporaryDirectory() as here:
        names = [os.path.join(here, "part %d" % i) for i in range(len(texts))]
        for name, text in zip(names, texts):
            with open(name, "wb") as f:
                f.write(text)
        out = os.path.join(here, "merged")
        done = subprocess.run([tool, "merge", "--quiet", "-o", out] + names,
                              check=False)
        if done.returncode > 1:  # 1: another round is needed
            sys.exit(done.returncode)
        with open(out, "rb") as f:
            return f.read()


class Part:
    """A folder, perhaps on a certain host."""

    def __init__(self, text, hosts):
        host, colon, folder = text.partition(":")
        self.name = text
        self.host = host if colon and not os.path.exists(text) else None
        self.folder = folder if self.host else text
        if self.host and self.host not in hosts:
            sys.exit("no worker on %s; there are: %s" % (
                self.host, ", ".join(sorted(hosts))))

    def submit(self, client, hosts, tool, flags, solved, emit):
        where = hosts[self.host] if self.host else None
        return client.submit(run, tool, flags, self.folder, self.name, solved,
                             emit, workers=where, pure=False)


def check(client, options):
    tool = os.environ.get("SKPCHECK", "skpcheck")
    hosts = {}
    for address, worker in client.scheduler_info()["workers"].items():
        hosts.setdefault(worker["host"], []).append(address)
    parts = [Part(text, hosts) for text in options.parts]
    flags = ["--pada", options.pada] + options.flag
    solved = None
    for step in range(ROUNDS + 1):
        texts = client.gather([
            part.submit(client, hosts, tool, flags, solved, step < ROUNDS)
            for part in parts])
        solved = merge(tool, texts)
    with open(options.output, "wb") as f:
        f.write(solved)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scheduler", help="address of a running scheduler")
    parser.add_argument("--pada", required=True)
    parser.add_argument("--flag", action="append", default=[],
                        help="another option of check, as --flag=--tahun=2025")
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("parts", metavar="PART", nargs="+",
                        help="a folder, or HOST:DIR")
    options = parser.parse_args()
    if options.scheduler:
        with Client(options.scheduler) as client:
            check(client, options)
        return
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True,
                      dashboard_address=None) as cluster, \
            Client(cluster) as client:
        check(client, options)


if __name__ == "__main__":
    main()
