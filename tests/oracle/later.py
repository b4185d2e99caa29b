"""The rest of section 4, asked for with `everything`.

Levels, actors and details of these codes are provisional; PRD603 and PRD604
are not said here yet.
"""

from . import cells, policy
from .identity import overdue
from .meaning import EXTERNAL, UNKNOWN, U, World, covers, least, meets, period
from .rules import date_of, on, plans_of

for _codes, _level, _actor in (
        ("PRD601 PRD602 PRD608 PRD609", "L6", "pegawai"),
        ("PRD606", "L3", "admin_instansi")):
    for _code in _codes.split():
        policy.PLACE.setdefault(_code, (_level, _actor))


def prd601(world):
    for skp in world.skps:
        first, last = skp.get("mulai"), skp.get("selesai")
        if first is None or last is None:
            continue
        if first > last or (date_of(first * cells.DAY).year
                            != date_of(last * cells.DAY).year):
            yield on(world, "PRD601", "E", skp)


def binding(skp):
    return (skp.get("status") in policy.STATUS_ORDER[1:]
            and not skp.get("plt"))


def prd602(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        for other in world.skps_of(owner) if owner else ():
            before = ((period(other)[0], other.id.encode())
                      < (period(skp)[0], skp.id.encode()))
            if (before and binding(skp) and binding(other)
                    and World.skp_unit(skp) is World.skp_unit(other)
                    and skp.get("jenis") == other.get("jenis")
                    and meets(skp, period(other))
                    and meets(other, period(skp))):
                yield on(world, "PRD602", "E", skp)
                break


def prd606(world):
    """One finding per instansi, on the first row that shows it."""
    groups = {}
    for season in world.model.all("periode"):
        key = cells.lower(season.get("instansi_id") or "")
        groups.setdefault(key, []).append(season)
    for seasons in groups.values():
        tipes = {s.get("tipe") for s in seasons} - {None}
        numbers = [(s.get("tahun"), s.get("tipe"), s.get("angka"))
                   for s in seasons if s.get("angka") is not None]
        if len(tipes) > 1 or len(set(numbers)) < len(numbers):
            yield on(world, "PRD606", "E", least(seasons))


def prd608(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if (owner and world.obliged(owner) and skp.get("status") == "draft"
                and overdue(world, owner, period(skp))):
            yield on(world, "PRD608", "W", skp)
    for person in world.people if world.model.given("skp") else ():
        if (world.obliged(person) and not plans_of(world, person)
                and overdue(world, person, world.T)):
            yield on(world, "PRD608", "W", person)


def prd609(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        first, last = period(skp)
        first, last = max(first, world.T[0]), min(last, world.T[1])
        if not owner or first > last or not meets(skp, world.T):
            continue
        answer = world.expected(owner, World.skp_unit(skp),
                                world.skp_time(skp))
        if answer in (EXTERNAL, UNKNOWN) or not world.obliged(owner):
            continue
        orgs = [org for org in world.skps_on(answer[1])
                if meets(org, world.T) and world.is_org(
                    org, answer[1], world.ever_heads(answer[1]))]
        if orgs and any(not any(covers(org, t) for org in orgs)
                        for t in range(first, last + 1, cells.DAY)):
            yield on(world, "PRD609", "W", skp, unor=U(answer[1]))


RULES = (prd601, prd602, prd606, prd608, prd609)
