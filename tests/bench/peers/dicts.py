#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The eight questions with csv and dictionaries: the script that an analyst
writes. dicts.py FOLDER"""

import collections
import csv
import json
import os
import sys
import time


def rows(folder, name):
    """Rows of a table as lists of texts."""
    with open(os.path.join(folder, name + ".csv"), newline="",
              encoding="utf-8") as f:
        reader = csv.reader(f)
        next(reader)
        yield from reader


def cycles(following):
    """(number of cycles, members) of a mapping from each to the next."""
    done = {}
    count = members = 0
    for start in following:
        path, x = [], start
        while x in following and x not in done:
            done[x] = start
            path.append(x)
            x = following[x]
        if x in following and done[x] == start and path:
            count += 1
            members += len(path) - path.index(x)
    return count, members


def heads_above(parent, head):
    """Unit -> nearest one above with a head, or None; units on or below a
    cycle are left out."""
    above, looped = {}, set()
    for start in parent:
        path, seen, x = [], set(), start
        while x in parent and x not in above and x not in looped:
            if x in seen:
                looped.update(path)
                break
            seen.add(x)
            path.append(x)
            x = parent[x]
        if x in looped:
            looped.update(path)
            continue
        for u in reversed(path):
            p = parent[u]
            above[u] = None if p not in parent else (
                p if p in head else above[p])
    return above


class Chains:
    """How many units from one upwards lack their SKP Organisasi in a period,
    and the topmost of them."""

    def __init__(self, above, published):
        self.above, self.published, self.known = above, published, {}

    def of(self, unit, period):
        found = self.known.get((unit, period))
        if found is None:
            up = self.above[unit]
            count, top = self.of(up, period) if up else (0, None)
            if (unit, period) not in self.published:
                count, top = count + 1, top or unit
            found = self.known[unit, period] = count, top
        return found


def dangling(units, people, skp, sync):
    """R1."""
    return {
        "unit_parent": sum(1 for p in units.values() if p and p not in units),
        "official_unit": sum(1 for u, _, _ in people.values()
                             if u not in units),
        "official_atasan": sum(1 for _, a, _ in people.values()
                               if a and a not in people),
        "skp_owner": sum(1 for s in skp if s[1] not in people),
        "skp_unit": sum(1 for s in skp if s[2] not in units),
        "sync_official": sum(1 for nip, _ in sync if nip not in people)}


def blocked(skp, appraising, chains):
    """R5 and R8."""
    pairs = 0
    causes = collections.Counter()
    for kind, owner, _, period, _ in skp:
        if kind == "individu" and owner in appraising:
            count, top = chains.of(appraising[owner], period)
            if count:
                pairs += count
                causes[top, period] += 1
    return ({"blocked": sum(causes.values()), "pairs": pairs},
            {"causes": len(causes), "max": max(causes.values(), default=0),
             "sumsq": sum(c * c for c in causes.values())})


def check(units, people, skp, sync):
    """All answers."""
    kepala = collections.defaultdict(list)
    for nip, (unit, _, kind) in people.items():
        if kind:
            kepala[unit].append((kind, nip))
    head = {unit: min(who)[1] for unit, who in kepala.items()}
    last = {}
    for nip, when in sync:
        if when > last.get(nip, ""):
            last[nip] = when
    above = heads_above(units, head)
    chains = Chains(above, {(s[2], s[3]) for s in skp
                            if s[0] == "organisasi" and s[4] == "terbit"})
    wrong = early = 0
    appraising = {}
    for nip, (unit, atasan, _) in people.items():
        if unit not in units:
            continue
        h = head.get(unit)
        below = h and h != nip
        if below and nip in last and (h not in last or last[nip] < last[h]):
            early += 1
        start = unit if below else above.get(unit)
        if unit in above and start:
            appraising[nip] = start
            wrong += atasan != head[start]
    r2 = cycles(units)
    r3 = cycles({nip: atasan for nip, (_, atasan, _) in people.items()})
    r5, r8 = blocked(skp, appraising, chains)
    return {
        "R1": dangling(units, people, skp, sync),
        "R2": {"cycles": r2[0], "units": r2[1]},
        "R3": {"cycles": r3[0], "officials": r3[1]},
        "R4": wrong, "R5": r5, "R6": early,
        "R7": {"no_head": sum(1 for u in units if u not in kepala),
               "multi_head": sum(1 for u in units
                                 if len(kepala.get(u, ())) > 1)},
        "R8": r8}


def main(folder):
    """Prints the answers and how long they took."""
    start = time.perf_counter()
    units = {r[0]: r[3] for r in rows(folder, "units")}
    people = {r[0]: (r[2], r[4], r[5]) for r in rows(folder, "officials")}
    skp = [tuple(r) for r in rows(folder, "skp")]
    sync = [tuple(r) for r in rows(folder, "sync")]
    loaded = time.perf_counter()
    counts = check(units, people, skp, sync)
    print(json.dumps({"peer": "python", "counts": counts, "t": {
        "load": round(loaded - start, 3),
        "check": round(time.perf_counter() - loaded, 3)}}))


if __name__ == "__main__":
    main(sys.argv[1])
