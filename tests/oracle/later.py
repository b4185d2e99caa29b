"""The rest of section 4, asked for with `everything`.

Levels, actors and details of these codes are provisional; PRD603 and PRD604
are not said here yet.
"""

import datetime
import re

from . import cells, policy
from .meaning import (EXTERNAL, UNKNOWN, U, World, covers, ids, least, meets,
                      period)
from .rules import held, on, only_head

PLT_MONTHS = 6
VERVAL_WORKING_DAYS = 3
SKP_DUE = "01-31"

for _codes, _level, _actor in (
        ("ATS213", "L0", "admin_instansi"), ("ATS214", "L6", "pegawai"),
        ("ORG307", "L4", "kepala_unit"), ("SYN402", "L5", "pegawai"),
        ("SYN405", "L2", "operator_sekolah"),
        ("SYN406 SYN407", "L7", "pegawai"),
        ("IDN501 IDN502 IDN503 IDN508", "L0", "admin_instansi"),
        ("IDN504", "L5", "pegawai"), ("IDN505", "L2", "operator_sekolah"),
        ("IDN506", "L3", "admin_instansi"), ("IDN509", "L6", "pegawai"),
        ("IDN510", "L1", "dinas_pendidikan"),
        ("PRD601 PRD602 PRD608 PRD609", "L6", "pegawai"),
        ("PRD606", "L3", "admin_instansi")):
    for _code in _codes.split():
        policy.PLACE.setdefault(_code, (_level, _actor))


def date_of(instant):
    return datetime.date.fromordinal(instant // cells.DAY)


def months_later(date, months):
    """The same day some months later, or the last day of that month."""
    month = date.month - 1 + months
    year, month = date.year + month // 12, month % 12 + 1
    for day in range(date.day, 27, -1):
        try:
            return datetime.date(year, month, day)
        except ValueError:
            pass
    return datetime.date(year, month, date.day)


def ats213(world):
    for unit in world.units:
        kinds = world.heads(unit, world.pada)
        if "PLH" in kinds.values():
            yield on(world, "ATS213", "I", unit, path=ids(kinds))
        elif "PLT" in kinds.values():
            since = [a.get("mulai") for a in world.headships(unit)
                     if a.get("jenis") == "PLT" and covers(a, world.pada)
                     and a.ref["pegawai_id"] in kinds]
            since = [day for day in since if day is not None]
            if since and date_of(world.pada) > months_later(
                    datetime.date.fromordinal(min(since)), PLT_MONTHS):
                yield on(world, "ATS213", "W", unit, path=ids(kinds))


def skps_in_T(world, person):
    return [skp for skp in world.skps_of(person) if meets(skp, world.T)]


def ats214(world):
    if not (world.model.given("penugasan") and world.model.given("skp")):
        return
    for person in world.people:
        mine = [a for a in world.assignments
                if a.ref["pegawai_id"] is person]
        holds = any(a.get("jenis") in ("PLT", "PJ")
                    and covers(a, world.pada) for a in mine)
        acted = any(a.get("jenis") in ("PLT", "PJ", "PLH")
                    and meets(a, world.T) for a in mine)
        plans = skps_in_T(world, person)
        marked = any(skp.get("plt") for skp in plans)
        if world.active(person) and (holds and len(plans) == 1
                                     or marked and not acted):
            yield on(world, "ATS214", "W", person)


def org307(world):
    if not world.model.given("rhk"):
        return
    aims = {}
    for rhk in world.model.all("rhk"):
        aims.setdefault(rhk.ref.get("skp_id"), []).append(rhk)
    for skp in world.skps:
        unit, t = World.skp_unit(skp), world.skp_time(skp)
        if not unit or not meets(skp, world.T):
            continue
        if (world.is_org(skp, unit, world.heads(unit, t))
                and skp not in aims):
            yield on(world, "ORG307", "E", skp)
        elif any(unsupported(world, skp, unit, t, rhk)
                 for rhk in aims.get(skp, ())):
            yield on(world, "ORG307", "W", skp)


def unsupported(world, skp, unit, t, rhk):
    owner = skp.ref["pegawai_id"]
    answer = owner and world.expected(owner, unit, t)
    if rhk.get("klasifikasi") != "individu" or answer in (
            None, EXTERNAL, UNKNOWN):
        return False
    if rhk.empty("mendukung_id"):
        return True
    above = rhk.ref.get("mendukung_id")
    plan = above and above.ref.get("skp_id")
    return bool(plan) and plan.ref["pegawai_id"] not in answer[0]


def syn402(world):
    """Off unless the policy widens the scope."""
    for unit in world.units if policy.LEADER_FIRST_ALL_UNITS else ():
        head = only_head(world, unit)
        for person in world.members(unit) if head else ():
            repairs = [event for event in world.history(person)
                       if event.get("aksi") in policy.REPAIRS]
            if (repairs and not world.is_school(unit) and True not in
                    world.valid(head, repairs[-1].get("waktu"))):
                yield on(world, "SYN402", held(world, person, head), person)


def attempts(world, person, aksi):
    """Events of one kind, failed ones too, in time."""
    events = [event for event in world.events
              if event.ref["pegawai_id"] is person
              and event.get("aksi") == aksi]
    return sorted(events, key=lambda e: (e.get("waktu"), e.number))


def view(world, person, source):
    """The latest view of a source; one without time is the oldest."""
    views = [v for v in world.model.all("profil")
             if v.ref["pegawai_id"] is person and v.get("sumber") == source
             and (v.get("waktu") is None or v.get("waktu") <= world.pada)]
    return max(views, default=None,
               key=lambda v: (v.get("waktu") or 0, v.number))


def differ(one, other):
    return bool(one and other and cells.lower(one) != cells.lower(other))


def syn405(world):
    for person in world.people:
        tries = attempts(world, person, "sinkro_gtk")
        if (not world.active(person) or not tries
                or tries[-1].get("berhasil") is not False):
            continue
        verval = view(world, person, "vervalptk")
        if (verval and differ(verval.get("nip"), person.get("nip"))
                or person.get("akun") not in (None, "aktif")):
            yield on(world, "SYN405", "E", person)


def working_days(first, last):
    """Working days after the first date, up to the last."""
    days = (last - first).days
    return sum((first + datetime.timedelta(i)).weekday() < 5
               for i in range(1, min(days, 30) + 1))


def syn406(world):
    for person in world.people:
        changes = [e for e in world.history(person)
                   if e.get("aksi") == "ubah_vervalptk"]
        for tried in attempts(world, person, "sinkro_gtk"):
            before = [e for e in changes if (e.get("waktu"), e.number)
                      < (tried.get("waktu"), tried.number)]
            if before and working_days(
                    date_of(before[-1].get("waktu")),
                    date_of(tried.get("waktu"))) < VERVAL_WORKING_DAYS:
                yield on(world, "SYN406", "I", person)
                break


def syn407(world):
    for person in world.people:
        tries = attempts(world, person, "sinkro_penilaian")
        done = [(e.get("waktu"), e.number) for e in world.history(person)
                if e.get("aksi") == "sinkro_gtk"]
        if world.active(person) and tries and not (
                done and done[0] < (tries[0].get("waktu"),
                                    tries[0].number)):
            yield on(world, "SYN407", "W", person)


def impossible_parts(nip):
    try:
        datetime.date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return True
    month = int(nip[12:14])
    return (not (1 <= month <= 12 or month >= 20)
            or int(nip[8:12]) - int(nip[:4]) < 17
            or nip[14] not in "12" or nip[15:] == "000")


def idn501_503(world):
    for person in world.people:
        nip, kind = person.get("nip"), person.get("jenis_pegawai")
        if nip is None:
            continue
        if not re.match(r"[0-9]{18}\Z", nip):
            yield on(world, "IDN501", "E", person)
            continue
        if impossible_parts(nip):
            yield on(world, "IDN502", "W", person)
        month = int(nip[12:14])
        if (kind == "PPPK" and 1 <= month <= 12
                or kind in ("PNS", "CPNS") and month >= 20):
            yield on(world, "IDN503", "W", person)


def idn504(world):
    for person in world.people:
        one = view(world, person, "ekinerja")
        other = view(world, person, "siasn")
        if not one or not other:
            continue
        fields = [field for field in ("jabatan", "golru", "jenis_jabatan")
                  if differ(one.get(field), other.get(field))]
        units = one.ref.get("unor_id"), other.ref.get("unor_id")
        if differ(one.get("unor_id"), other.get("unor_id")) and (
                units[0] is not units[1] or units[0] is None):
            fields.insert(0, "unor_id")
        if fields:
            yield on(world, "IDN504", "E", person, detail=",".join(fields))


LENGTHS = (("nip", 18), ("nik", 16), ("nuptk", 16))


def idn505(world):
    for person in world.people:
        siasn = view(world, person, "siasn")
        views = [view(world, person, source)
                 for source in ("dapodik", "vervalptk")]
        fields = [field for field, length in LENGTHS
                  if any(v and v.get(field) and (
                      len(v.get(field)) != length or differ(
                          v.get(field), siasn and siasn.get(field)
                          or person.get(field))) for v in views)]
        if fields:
            yield on(world, "IDN505", "E", person, detail=",".join(fields))


def idn506_508(world):
    for person in world.people:
        if world.active(person) and person.get("akun") not in (None,
                                                               "aktif"):
            yield on(world, "IDN506", "E", person)
        golru, kind = person.get("golru"), person.get("jenis_pegawai")
        if golru and kind and ("/" in golru) == (kind == "PPPK"):
            yield on(world, "IDN508", "W", person)


def idn509(world):
    for person in world.people:
        if person.get("kedudukan") in policy.EXEMPT:
            if any(covers(skp, world.pada)
                   for skp in world.skps_of(person)):
                yield on(world, "IDN509", "I", person)
        elif (world.model.given("skp") and world.obliged(person)
              and not skps_in_T(world, person)
              and world.pada >= cells.instant("%04d-%s" % (
                  world.tahun, SKP_DUE)) + cells.DAY
              and not overdue(world, person, world.T)):
            yield on(world, "IDN509", "W", person)


def idn510(world):
    for person in world.people:
        unit = World.unit_of(person)
        if not unit or not world.is_school(unit) or not unit.get("npsn"):
            continue
        seen = {cells.lower(v.get("npsn"))
                for v in world.model.all("profil")
                if v.ref["pegawai_id"] is person and v.get("npsn")
                and v.get("sumber") == "dapodik"
                and (v.get("waktu") or 0) <= world.pada}
        if seen and cells.lower(unit.get("npsn")) not in seen:
            yield on(world, "IDN510", "E", person)


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


def season_day(world, season, column):
    """The ordinal of a day of `periode`, completed by its year or T's."""
    day = season.get(column)
    if not isinstance(day, tuple):
        return day
    year = season.get("tahun") or world.tahun
    try:
        return datetime.date(year, *day).toordinal()
    except ValueError:
        return None


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


def overdue(world, person, span):
    """Is `pada` past the latest batas of the periods around the span?"""
    unit = World.unit_of(person)
    wanted = unit and cells.lower(unit.get("instansi_id") or "")
    limits = []
    for season in world.model.all("periode"):
        own = cells.lower(season.get("instansi_id") or "")
        first, last, limit = (season_day(world, season, column)
                              for column in ("awal", "akhir", "batas"))
        if (None not in (first, last, limit) and own in ("", wanted)
                and first * cells.DAY <= span[0]
                and span[1] < (last + 1) * cells.DAY):
            limits.append(limit)
    return bool(limits) and world.pada >= (max(limits) + 1) * cells.DAY


def prd608(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if (owner and world.obliged(owner) and skp.get("status") == "draft"
                and overdue(world, owner, period(skp))):
            yield on(world, "PRD608", "W", skp)
    for person in world.people if world.model.given("skp") else ():
        if (world.obliged(person) and not skps_in_T(world, person)
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


RULES = (ats213, ats214, org307, syn402, syn405, syn406, syn407, idn501_503,
         idn504, idn505, idn506_508, idn509, idn510, prd601, prd602, prd606,
         prd608, prd609)
