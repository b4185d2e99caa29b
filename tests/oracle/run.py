#!/usr/bin/env python3
"""Print the findings of a directory of canonical CSV files as JSON Lines."""

import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import check, policy, read_dir  # noqa: E402


def dump(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pada", required=True, metavar="INSTANT",
                        help="a day (its last second) or an instant")
    parser.add_argument("--tahun", type=int, metavar="YEAR")
    parser.add_argument("--policy", choices=list(policy.SHIPPED),
                        default=policy.DEFAULT)
    parser.add_argument("directory")
    args = parser.parse_args()
    try:
        files = read_dir(args.directory)
        findings, skipped, tables = check(
            files, args.pada, args.tahun, policy.SHIPPED[args.policy])
    except (OSError, ValueError) as why:
        sys.exit("run.py: %s" % why)
    for record in findings + skipped + tables:
        print(dump(record))


if __name__ == "__main__":
    main()
