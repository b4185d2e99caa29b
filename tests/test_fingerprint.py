#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fingerprints as the manual defines them, computed here from the unmasked
JSON Lines of every case, are those of the library, masked or not; and they
tell the findings of a case apart. TAP."""

import collections
import glob
import json
import os
import shlex
import subprocess
import sys
import tempfile

TOP = os.environ.get("top_srcdir") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.abspath(os.environ.get("SKPCHECK", "build/skpcheck"))
CASES = os.path.join(TOP, "tests", "cases")

MASK = (1 << 64) - 1
KEY = b"skpcheck-prints1"
SEVERAL = ("REF001", "REF002", "REF009", "PRD606")
OURS = ("REF", "UNR", "ATS", "ORG", "SYN", "IDN", "PRD")
SECRET = "rahasia kantor yang panjang"


def siphash24(key, data):
    """SipHash-2-4 by Aumasson and Bernstein, as their paper has it."""
    def rotate(x, n):
        return (x << n | x >> (64 - n)) & MASK

    def rounds(v, n):
        a, b, c, d = v
        for _ in range(n):
            a, c = (a + b) & MASK, (c + d) & MASK
            b, d = rotate(b, 13) ^ a, rotate(d, 16) ^ c
            a = rotate(a, 32)
            c, a = (c + b) & MASK, (a + d) & MASK
            b, d = rotate(b, 17) ^ c, rotate(d, 21) ^ a
            c = rotate(c, 32)
        return [a, b, c, d]

    k0, k1 = (int.from_bytes(key[i:i + 8], "little") for i in (0, 8))
    v = [k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d,
         k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573]
    whole = len(data) // 8 * 8
    words = [int.from_bytes(data[i:i + 8], "little")
             for i in range(0, whole, 8)]
    words.append(int.from_bytes(data[whole:], "little")
                 | (len(data) & 255) << 56)
    for word in words:
        v[3] ^= word
        v = rounds(v, 2)
        v[0] ^= word
    v[2] ^= 0xff
    v = rounds(v, 4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def pair(key, data):
    return siphash24(key, data), siphash24(key, data + b"2")


def lower(text):
    return "".join(c.lower() if c.isascii() else c for c in text)


def fold(text):
    for blank in " \t\r\n\v\f\u00a0_-./'\"`":
        text = text.replace(blank, "")
    return lower(text).encode("utf-8")[:64]


def fingerprint(found, key=KEY):
    """Of a record of an unmasked report."""
    names = ("code", "table", "id", "pegawai", "unor", "actual", "detail")
    part = {name: lower(found.get(name, "")).encode("utf-8")
            for name in names}
    column, kode, _ = found.get("detail", "").partition(": kode (")
    if found["code"] == "REF009" and kode:
        keep = ("code", "table", "actual", "detail")
        part["actual"] = fold(found.get("actual", ""))
        part["detail"] = lower(column + ": kode").encode("utf-8")
    elif found["id"].startswith("#"):
        keep = ("code", "table", "pegawai", "unor", "actual", "detail")
    elif found["code"] in SEVERAL or not found["code"].startswith(OURS):
        keep = ("code", "table", "id", "actual", "detail")
    else:
        keep = ("code", "table", "id")
    data = b"".join((part[name] if name in keep else b"") + b"\n"
                    for name in names)
    return "%016x%016x" % pair(key, data)


def findings(path, *more):
    """Findings of the tool about a case, whose files stand beside it."""
    with open(path, encoding="utf-8") as f:
        options = next(shlex.split(line[len("# check:"):]) for line in f
                       if line.startswith("# check:"))
    run = subprocess.run(
        [TOOL, "check"] + options + ["--format=jsonl", "--fingerprints"]
        + list(more) + [path], stdout=subprocess.PIPE, check=False,
        cwd=os.path.dirname(path))
    if run.returncode not in (0, 1):
        raise ValueError("status %d" % run.returncode)
    found = [json.loads(line) for line in run.stdout.decode().splitlines()]
    return [f for f in found if "code" in f]


def twice(found):
    """Fingerprints that findings share which the report tells apart."""
    by = collections.defaultdict(set)
    for one in found:
        said = {k: v for k, v in one.items()
                if k not in ("source", "fingerprint", "level", "actor",
                             "severity", "blocked", "blocked_total")}
        if said["id"].startswith("#"):
            del said["id"], said["message"]
        said.pop("root", None)
        by[one["fingerprint"]].add(json.dumps(said, sort_keys=True))
    return [codes for codes in by.values() if len(codes) > 1]


def faults(path, secret):
    plain, masked = findings(path), findings(path, "--mask")
    keyed = findings(path, "--fingerprint-key", secret)
    key = b"".join(n.to_bytes(8, "little")
                   for n in pair(KEY, SECRET.encode("utf-8")))
    if not plain:
        return ["no findings"]
    lines = ["%s %s: %s is not %s" % (
        one["code"], one["id"], one["fingerprint"], fingerprint(one))
             for one in plain if one["fingerprint"] != fingerprint(one)]
    if [one["fingerprint"] for one in plain] != [
            one["fingerprint"] for one in masked]:
        lines.append("masked they are others")
    if [one["fingerprint"] for one in keyed] != [
            fingerprint(one, key) for one in plain]:
        lines.append("with a key of one's own they are others")
    return lines + ["not told apart: %s" % sorted(f) for f in twice(plain)]


def main(paths):
    paths = paths or sorted(glob.glob(os.path.join(CASES, "*.yaml")))
    print("1..%d" % (len(paths) + 1))
    known = siphash24(bytes(range(16)), bytes(range(15)))
    good = known == 0xa129ca6149be45e5  # of the paper
    print("%s 1 - SipHash-2-4 of the paper" % ("ok" if good else "not ok"))
    failed = not good
    with tempfile.NamedTemporaryFile("w", suffix=".key") as secret:
        secret.write(SECRET + "\n")
        secret.flush()
        for number, path in enumerate(paths, 2):
            lines = faults(path, secret.name)
            for line in lines:
                print("# " + line)
            print("%s %d - %s" % ("not ok" if lines else "ok", number,
                                  os.path.basename(path)))
            failed |= bool(lines)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([os.path.abspath(p) for p in sys.argv[1:]]))
