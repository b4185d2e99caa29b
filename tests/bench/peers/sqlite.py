#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The eight questions in SQLite's own shell: sqlite.py FOLDER"""

import json
import os
import subprocess
import sys

SQL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sqlite.sql")


def main(folder):
    """Runs sqlite.sql there and prints its answers as JSON."""
    with open(SQL, encoding="utf-8") as f:
        out = subprocess.run(["sqlite3", "-bail", ":memory:"], stdin=f,
                             cwd=folder, stdout=subprocess.PIPE, check=True,
                             universal_newlines=True).stdout
    counts = {}
    for line in out.splitlines():
        key, _, value = line.partition("|")
        if value:
            rule, _, part = key.partition(".")
            if part:
                counts.setdefault(rule, {})[part] = int(value)
            else:
                counts[rule] = int(value)
    print(json.dumps({"peer": "sqlite", "t": {}, "counts": counts}))


if __name__ == "__main__":
    main(sys.argv[1])
