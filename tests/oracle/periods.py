"""The rules PRD of section 4: periods of SKP, and those of e-Kinerja.

Months are numbers, year * 12 + month - 1; days are ordinals.
"""

import datetime

from . import cells, policy
from .meaning import (ALWAYS, EXTERNAL, NEVER, U, UNKNOWN, World, covers, ids,
                      meets, period)
from .rules import on

DEFINITIVE = ("D", "TT")
ACTING = ("PJ", "PLT", "PLH")


def show_day(day):
    return datetime.date.fromordinal(day).isoformat()


def submitted(skp):
    """Of known status, beyond draft."""
    return skp.get("status") in policy.STATUS_ORDER[1:]


def first_day(month):
    return datetime.date(month // 12, month % 12 + 1, 1).toordinal()


def month_of(day):
    date = datetime.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def prd601(world):
    for skp in world.skps:
        first, last = skp.get("mulai"), skp.get("selesai")
        if first is None or last is None:
            continue
        if first > last:
            yield on(world, "PRD601", "E", skp, detail="terbalik")
        elif month_of(first) // 12 != month_of(last) // 12:
            yield on(world, "PRD601", "E", skp, detail="lintas_tahun")


def same_place(one, other):
    """Are two SKP of one person on the same unit?

    Without an own unit both are on their person's, whatever that is; units
    that no table holds are told apart by their text.
    """
    units = []
    for skp in (one, other):
        row = skp
        if row.get("unor_id") is None:
            row = row.ref["pegawai_id"]
        units.append(row.ref.get("unor_id") or cells.lower(
            row.raw["unor_id"] if row.get("unor_id") is not None else ""))
    return units[0] == units[1]


def place_in_line(skp):
    """Which begins earlier; of two, the least id."""
    return period(skp)[0], skp.id.encode()


def prd602(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not owner or not submitted(skp) or skp.get("plt"):
            continue
        others = [other for other in world.skps_of(owner)
                  if place_in_line(other) < place_in_line(skp)
                  and submitted(other) and not other.get("plt")
                  and same_place(skp, other)
                  and skp.get("jenis") == other.get("jenis")
                  and meets(skp, period(other))
                  and meets(other, period(skp))]
        if others:
            yield on(world, "PRD602", "E", skp,
                     actual=min(others, key=place_in_line).id)


# PRD603, PRD604

class Months:
    """An SKP by months: T's, those it has of them, those it has not."""

    def __init__(self, world, skp):
        first, last = period(skp)
        first, last = max(first, world.T[0]), min(last, world.T[1])
        self.all = range(month_of(world.T[0] // cells.DAY),
                         month_of(world.T[1] // cells.DAY) + 1)
        self.mine = range(month_of(first // cells.DAY),
                          month_of(last // cells.DAY) + 1)
        self.missing = [m for m in self.all if m not in self.mine]
        self.near = {m + i for m in self.missing for i in (-1, 0, 1)}

    @staticmethod
    def show(months):
        return "/".join("%04d-%02d" % (m // 12, m % 12 + 1)
                        for m in (months[0], months[-1]))


def forwards(row):
    return period(row)[0] <= period(row)[1]


def on_day(row, day):
    return covers(row, day * cells.DAY)


def same_post(one, other):
    """The same unit and kind of assignment: one goes on as the other."""
    return (one.get("jenis") == other.get("jenis")
            and one.ref["unor_id"] is other.ref["unor_id"] is not None)


def same_person(one, other):
    return one.ref["pegawai_id"] is other.ref["pegawai_id"] is not None


def turns(rows, kinds, same):
    """The days on which something began, or was no more.

    An end which the beginning of another assignment follows at once is the
    latter's matter; what another assignment goes on with is none.
    """
    rows = [row for row in rows if forwards(row)
            and row.get("jenis") != "DELEGASI"]
    begins = {row.get("mulai") for row in rows}
    for row in rows:
        others = [other for other in rows
                  if other is not row and same(row, other)]
        first, last = row.get("mulai"), row.get("selesai")
        if row.get("jenis") not in kinds:
            continue
        if first is not None and not any(on_day(other, first - 1)
                                         for other in others):
            yield first
        if (last is not None and last + 1 not in begins
                and not any(on_day(other, last + 1) for other in others)):
            yield last + 1


def own_rows(world, person):
    return [a for a in world.assignments if a.ref["pegawai_id"] is person]


def line_to(unit, top):
    """The units from one up to another above it."""
    line = [unit]
    while line[-1] is not top:
        line.append(World.parent(line[-1]))
    return line


def changes(world, skp, unit, answer):
    """(days of change, since when post and head are known)."""
    owner = skp.ref["pegawai_id"]
    heads, above = answer
    mine = own_rows(world, owner)
    days = list(turns(mine, DEFINITIVE + ACTING, same_post))
    for one in line_to(unit, above):
        days += turns(world.headships(one), DEFINITIVE + ACTING, same_person)
    post = [period(a)[0] // cells.DAY for a in mine
            if a.get("jenis") in DEFINITIVE and forwards(a)]
    head = [period(a)[0] // cells.DAY for a in world.headships(above)
            if forwards(a)]
    if owner.get("tmt_jabatan") is not None:
        post.append(owner.get("tmt_jabatan"))
        days.append(owner.get("tmt_jabatan"))
    if not world.is_school(above):
        tmt = [h.get("tmt_jabatan") for h in heads
               if h.get("tmt_jabatan") is not None]
        days += tmt
        head += tmt
    return days, max(min(post, default=NEVER), min(head, default=NEVER))


def prd603(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not (owner and world.obliged(owner) and meets(skp, world.T)):
            continue
        months = Months(world, skp)
        unit = World.skp_unit(skp)
        answer = world.expected(owner, unit, world.skp_time(skp))
        if not months.missing or answer in (EXTERNAL, UNKNOWN):
            continue
        days, since = changes(world, skp, unit, answer)
        if (since < first_day(min(months.near))
                and not any(month_of(day) in months.near for day in days)):
            yield on(world, "PRD603", "W", skp,
                     actual=Months.show(months.mine),
                     expected=[Months.show(months.all)])


def prd604(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not (owner and world.obliged(owner) and meets(skp, world.T)):
            continue
        kinds = ACTING if skp.get("plt") else DEFINITIVE
        days = list(turns(own_rows(world, owner), kinds, same_post))
        if not skp.get("plt") and owner.get("tmt_jabatan") is not None:
            days.append(owner.get("tmt_jabatan"))
        days = [day for day in days if day * cells.DAY <= world.pada
                and on_day(skp, first_day(month_of(day) - 1))
                and on_day(skp, first_day(month_of(day) + 2) - 1)]
        if days:
            yield on(world, "PRD604", "W", skp, detail=show_day(max(days)))


# PRD606, PRD608

def key_of(row):
    return cells.lower(row.get("instansi_id") or "") if row else ""


def contradict(one, other, field):
    """Do two periods use a field otherwise, or a number twice, in a year?"""
    years = one.get("tahun") or None, other.get("tahun") or None
    if None not in years and years[0] != years[1]:
        return False
    if field == "tipe":
        return one.get("tipe") != other.get("tipe")
    return (one.get("tipe") == other.get("tipe")
            and one.get("angka") is not None
            and one.get("angka") == other.get("angka"))


def parted(rows, field):
    """The rows that contradict another one, those that meet together."""
    groups = []
    for row in rows:
        joined = [g for g in groups
                  if any(contradict(row, other, field) for other in g)]
        groups = [g for g in groups if g not in joined]
        groups.append(sum(joined, []) + [row])
    return [g for g in groups if len(g) > 1]


def prd606(world):
    groups = {}
    for season in world.model.all("periode"):
        if season.get("tipe") is not None:
            groups.setdefault(key_of(season), []).append(season)
    for rows in groups.values():
        mixed = [row for row in rows
                 if any(contradict(row, other, "tipe") for other in rows)]
        if mixed:
            yield on(world, "PRD606", "E", min(mixed, key=id_bytes),
                     path=ids(mixed), detail="tipe_campur")
        for same in parted(rows, "angka"):
            yield on(world, "PRD606", "E", min(same, key=id_bytes),
                     path=ids(same), actual=str(same[0].get("angka")),
                     detail="angka_ganda")


def id_bytes(row):
    return row.id.encode()


def season_day(world, season, column):
    """The ordinal of a day of `periode`, completed by its year or T's."""
    day = season.get(column)
    if not isinstance(day, tuple):
        return day
    year = season.get("tahun") or month_of(world.T[0] // cells.DAY) // 12
    try:
        return datetime.date(year, *day).toordinal()
    except (ValueError, OverflowError):
        return None


def overdue(world, key, span):
    """Is `pada` past the latest batas of the instansi's periods around it?

    A period without an instansi is everybody's.
    """
    limits = []
    for season in world.model.all("periode"):
        first, last, limit = (season_day(world, season, column)
                              for column in ("awal", "akhir", "batas"))
        if (None not in (first, last, limit)
                and key_of(season) in ("", key)
                and first * cells.DAY <= span[0] <= span[1]
                and span[1] < (last + 1) * cells.DAY):
            limits.append(limit)
    return bool(limits) and world.pada >= (max(limits) + 1) * cells.DAY


def skps_in_T(world, person):
    return [skp for skp in world.skps_of(person) if meets(skp, world.T)]


def prd608(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not owner or not world.obliged(owner):
            continue
        key = key_of(World.skp_unit(skp) or World.unit_of(owner))
        if (skp.get("status") == "draft" and ALWAYS not in period(skp)
                and overdue(world, key, period(skp))):
            yield on(world, "PRD608", "W", skp, detail="draft")
    for person in world.people if world.model.given("skp") else ():
        if (world.obliged(person) and not skps_in_T(world, person)
                and overdue(world, key_of(World.unit_of(person)), world.T)):
            yield on(world, "PRD608", "W", person, detail="tidak_ada")


# PRD609

def prd609(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not (owner and world.obliged(owner) and meets(skp, world.T)):
            continue
        answer = world.expected(owner, World.skp_unit(skp),
                                world.skp_time(skp))
        if answer in (EXTERNAL, UNKNOWN):
            continue
        unit = answer[1]
        first, last = period(skp)
        first, last = max(first, world.T[0]), min(last, world.T[1])
        orgs = [org for org in world.skps_on(unit)
                if meets(org, world.T)
                and world.is_org(org, unit, world.ever_heads(unit))]
        bare = next((t for t in range(first, last + 1, cells.DAY)
                     if not any(covers(org, t) for org in orgs)), None)
        if orgs and bare is not None:
            yield on(world, "PRD609", "W", skp, unor=U(unit),
                     detail=show_day(bare // cells.DAY))


RULES = (prd601, prd602, prd603, prd604, prd606, prd608, prd609)
