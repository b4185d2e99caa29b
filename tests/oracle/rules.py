"""The rules of section 4: each a generator of findings over a World."""

import datetime
import json

from . import cells, policy
from .meaning import (EXTERNAL, UNKNOWN, ROOT, P, U, World, covers, ids,
                      is_derived, least, meets, orders, period, steps)

FIELDS = ("code", "severity", "table", "id", "pegawai", "unor", "actual",
          "expected", "path", "blocked", "blocked_total", "root", "level",
          "actor", "detail", "file", "line")


def finding(code, severity, table, **fields):
    """A record of the names of section 5; None stands for absent."""
    fields.update(code=code, severity=severity, table=table)
    fields["level"], fields["actor"] = policy.PLACE[code]
    return {name: fields[name] for name in FIELDS
            if fields.get(name) is not None}


def people_of(world, row):
    """(person, unit) that a finding on this row names by default."""
    if row.table == "pegawai":
        return row, World.unit_of(row)
    if row.table == "unor":
        return None, row
    person, unit = row.ref.get("pegawai_id"), row.ref.get("unor_id")
    if row.table == "skp":
        unit = World.skp_unit(row)
    return person, unit


def on(world, code, severity, row, **fields):
    """A finding on a row that stays, its defaults filled in."""
    person, unit = people_of(world, row)
    defaults = {"id": row.id, "pegawai": person and P(person),
                "unor": unit and U(unit), "file": row.file, "line": row.line}
    if row.table in ("pegawai", "skp") and person:
        run = world.blocked_run(person)
        defaults["root"] = run and U(run[-1]) or None
    defaults.update(fields)
    return finding(code, severity, row.table, **defaults)


def show(row, column):
    """A reference as findings print it."""
    found = row.ref.get(column)
    return found.id if found else row.raw[column]


def dangling(row, column):
    return row.get(column) is not None and not row.ref.get(column)


# REF

def ref001_002(world):
    for row in world.model.rows.get("unor", ()):
        if row.fate == "repeated":
            yield finding("REF001", "E", "unor", id=row.own_id,
                          unor=row.own_id, file=row.file, line=row.line)
    for row in world.model.rows.get("pegawai", ()):
        if row.fate == "repeated":
            yield finding("REF002", "E", "pegawai", id=row.own_id,
                          pegawai=row.own_id, detail=row.what,
                          file=row.file, line=row.line)


def ref003_004(world):
    for person in world.people:
        unit = World.unit_of(person)
        if world.model.given("unor") and dangling(person, "unor_id"):
            yield on(world, "REF003", "E", person,
                     actual=person.raw["unor_id"])
        elif unit and not world.alive(unit):
            why = "nonaktif" if unit.get("aktif") is False else "kedaluwarsa"
            yield on(world, "REF004", "E", person, actual=U(unit),
                     detail=why)


def excerpts(world):
    """The instansi whose units all lie below one missing parent."""
    missing = {}
    for unit in world.units:
        top = world.topmost(unit)
        above = None
        if dangling(top, "diatasan_id"):
            above = cells.lower(top.raw["diatasan_id"])
        missing.setdefault(instansi(unit), set()).add(above)
    return {key for key, above in missing.items()
            if len(above) == 1 and None not in above}


def instansi(unit):
    """Units without instansi_id count as one instansi (None)."""
    return cells.lower(unit.get("instansi_id") or "") or None


def ref005(world):
    excerpt = excerpts(world)
    for unit in world.units:
        if dangling(unit, "diatasan_id"):
            severity = "I" if instansi(unit) in excerpt else "E"
            yield on(world, "REF005", severity, unit,
                     actual=unit.raw["diatasan_id"])


def ref006(world):
    if not world.model.given("pegawai"):
        return
    subjects = [(unit, "pemimpin_id") for unit in world.units]
    subjects += [(a, "pegawai_id") for a in world.assignments
                 if covers(a, world.pada)]
    for row, column in subjects:
        person = row.ref.get(column)
        if dangling(row, column):
            why = "tidak_dikenal"
        elif person and not world.active(person):
            why = "tidak_aktif"
        else:
            continue
        yield on(world, "REF006", "E", row, actual=show(row, column),
                 detail=why)


REF008_COLUMNS = {"skp": ("pegawai_id", "unor_id"),
                  "penugasan": ("unor_id",), "kejadian": ("pegawai_id",),
                  "profil": ("pegawai_id", "unor_id")}
HOLDS = {"pegawai_id": "pegawai", "unor_id": "unor"}


def ref008(world):
    for table, columns in REF008_COLUMNS.items():
        for row in world.model.all(table):
            wrong = [column for column in columns if dangling(row, column)
                     and world.model.given(HOLDS[column])]
            if wrong:
                yield on(world, "REF008", "W", row, actual=row.raw[wrong[0]],
                         detail=",".join(wrong))


def ref009(world):
    """One a cell; unknown codes once per file, column and folded value."""
    codes = {}
    for table in policy.TABLES:
        for row in world.model.rows.get(table, ()):
            if row.fate == "repeated":
                continue
            for column, reason, text in row.problems:
                if reason == "kode":
                    key = row.file, column, cells.fold(text)
                    codes.setdefault(key, []).append((row, column, text))
                else:
                    yield damaged(world, row, column, reason, text)
    for same in codes.values():
        row, column, text = same[0]
        yield damaged(world, row, column, "kode (%d)" % len(same), text)


def damaged(world, row, column, reason, text):
    """A rejected row is in no table, so it names no person or unit."""
    detail = "%s: %s" % (column, reason)
    if row.fate == "rejected":
        return finding("REF009", "W", row.table, id=row.own_id, actual=text,
                       detail=detail, file=row.file, line=row.line)
    return on(world, "REF009", "W", row.stays, actual=text, detail=detail,
              file=row.file, line=row.line, root=None)


# UNR

def from_least(cycle):
    start = cycle.index(least(cycle))
    return cycle[start:] + cycle[:start]


def unr101(world):
    for unit in world.units:
        cycle = world.cycle(unit)
        if cycle and least(cycle) is unit:
            yield on(world, "UNR101", "E", unit, path=[U(v) for v in cycle])


def is_root(world, unit):
    above = world.parent(unit)
    if above is UNKNOWN:
        return False
    return above is ROOT or instansi(above) not in (None, instansi(unit))


def unr102(world):
    groups = {}
    for unit in world.units:
        if instansi(unit):
            groups.setdefault(instansi(unit), []).append(unit)
    for units in groups.values():
        roots = [unit for unit in units if is_root(world, unit)]
        if len(roots) > 1:
            yield finding("UNR102", "W", "instansi",
                          id=least(units).raw["instansi_id"],
                          path=ids(roots))


def rank_number(unit):
    code = World.rank(unit)
    return code and (10 if code in ("10", "11", "12") else int(code))


def unr103(world):
    for unit in world.units:
        above = unit.ref.get("diatasan_id")
        own, other = rank_number(unit), above and rank_number(above)
        if own and other and own < other:
            yield on(world, "UNR103", "W", unit, actual=unit.get("eselon_id"),
                     expected=[above.get("eselon_id")])


def unr105(world):
    for unit in world.units:
        above = unit.ref.get("diatasan_id")
        if above and world.alive(unit) and not world.alive(above):
            yield on(world, "UNR105", "E", unit, actual=U(above))


def unr106(world):
    shared = {}
    for unit in world.units:
        if world.alive(unit) and unit.get("npsn"):
            key = cells.lower(unit.get("npsn"))
            shared.setdefault(key, []).append(unit)
    for units in shared.values():
        for unit in units if len(units) > 1 else ():
            yield on(world, "UNR106", "E", unit, actual=unit.raw["npsn"],
                     path=ids(units))
    for unit in world.units:
        if (world.alive(unit) and world.is_school(unit)
                and unit.empty("npsn")):
            yield on(world, "UNR106", "W", unit)


def unr107(world):
    for unit in world.units:
        if unit.get("induk_id") is None or not world.whole_line(unit):
            continue
        if unit.ref["induk_id"] not in world.above_all(unit):
            yield on(world, "UNR107", "W", unit,
                     actual=show(unit, "induk_id"))


# ATS

def has_heads_post(world, unit):
    return bool(unit.get("nama_jabatan") or World.rank(unit)
                or world.kind(unit) != "lainnya")


def ats201(world):
    trees = {world.topmost(unit) for unit in world.units
             if world.heads(unit, world.pada)}
    for unit in world.units:
        if (world.alive(unit) and has_heads_post(world, unit)
                and any(world.obliged(p) for p in world.members(unit))
                and not world.heads(unit, world.pada)
                and not world.cyclic(unit)
                and world.topmost(unit) in trees):
            yield on(world, "ATS201", "E" if world.is_school(unit) else "W",
                     unit)


def ats202(world):
    for unit in world.units:
        heads = [person for person, kind
                 in world.heads(unit, world.pada).items()
                 if kind in ("D", "TT")]
        if world.alive(unit) and len(heads) > 1:
            yield on(world, "ATS202", "E", unit, path=ids(heads))


def atasan(world):
    """At most one finding for each SKP and each person."""
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if owner and world.obliged(owner) and meets(skp, world.T):
            yield from one_atasan(world, skp, owner, World.skp_unit(skp),
                                  world.skp_time(skp))
    for person in world.people:
        if world.obliged(person):
            yield from one_atasan(world, person, person,
                                  World.unit_of(person), world.pada)


def one_atasan(world, row, p, u, t):
    if "atasan_id" not in row.v:
        return
    answer = world.expected(p, u, t)
    verdict = judge(world, row, p, u, t, answer)
    if verdict is None:
        return
    code, severity, detail = verdict
    fields = {"detail": detail}
    if row.get("atasan_id") is not None:
        fields["actual"] = show(row, "atasan_id")
    if answer not in (EXTERNAL, UNKNOWN):
        fields["expected"] = ids(answer[0])
    yield on(world, code, severity, row, **fields)


def judge(world, row, p, u, t, answer):
    """(code, severity, detail) or None: the order of section 4."""
    known = answer not in (EXTERNAL, UNKNOWN)
    actual = row.ref.get("atasan_id")
    if row.get("atasan_id") is None:
        return ("ATS205", "E", None) if known else None
    if actual is p:
        return "ATS204", "E", None
    if actual is None:
        if not known:
            return None
        digits = cells.clean_nip(row.raw["atasan_id"])
        is_nip = len(digits) == 18 and set(digits) <= set("0123456789")
        return "REF007", "W" if is_nip else "I", None
    if not world.active(actual):
        return "ATS209", "E", "tidak_aktif"
    if not known or actual in answer[0] or world.delegated(actual, u, t):
        return None
    if is_former_head(world, actual, answer[1], t):
        return "ATS209", "E", "mantan"
    if world.is_school(u) and p not in world.heads(u, t):
        return "ATS211", "E", None
    if world.is_school(u) and world.school_start(u):
        return "ATS212", "W", None
    return judge_wrong(world, actual, u, t)


def is_former_head(world, person, unit, t):
    """Held a headship of the unit that ended before t, none there at t."""
    mine = [a for a in world.headships(unit)
            if a.ref["pegawai_id"] is person]
    ended = any(first <= last < t for first, last in map(period, mine))
    holds = (any(covers(a, t) for a in mine)
             or t == world.pada and unit.ref.get("pemimpin_id") is person)
    return ended and not holds


def judge_wrong(world, actual, u, t):
    eselon = World.rank(actual)
    staff = actual.get("jenis_jabatan") in ("2", "4")
    if eselon in policy.BELOW_PENGAWAS or (
            eselon is None and staff and not world.headed_by(actual, t)):
        return "ATS206", "E", None
    own = World.unit_of(actual)
    headed = world.headed_by(actual, t)
    if own and own not in world.above_all(u):
        below = any(u in world.ancestors(w) and w is not u for w in headed)
        return "ATS207", "W", "delegasi" if below else None
    skipped = any(w in world.ancestors(u) for w in headed)
    return "ATS203", "W" if skipped else "E", None


def ats208(world):
    above = {p: world.current_atasan(p) for p in world.people}
    done = set()
    for person in world.people:
        path = []
        while person and person not in done:
            done.add(person)
            path.append(person)
            person = above[person]
        if person in path:
            cycle = from_least(path[path.index(person):])
            if len(cycle) > 1:
                yield on(world, "ATS208", "E", cycle[0],
                         path=[P(p) for p in cycle])


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


def plt_too_long(world, person, unit):
    """The beginning of their PLT if it is longer ago than allowed; a row
    that ends the day before another begins was prolonged by it."""
    mine = [a for a in world.headships(unit)
            if a.get("jenis") == "PLT" and a.ref["pegawai_id"] is person
            and a.get("mulai") is not None]
    t = world.pada
    while True:
        begun = [a.get("mulai") for a in mine if covers(a, t)]
        if not begun:
            return None
        since = datetime.date.fromordinal(min(begun))
        if months_later(since, world.local["plt_max_months"]) < date_of(
                world.pada):
            return since
        t = min(begun) * cells.DAY - 1


def ats213(world):
    for unit in world.units:
        heads = world.heads(unit, world.pada)
        if "PLH" in heads.values():
            yield on(world, "ATS213", "I", unit, path=ids(heads),
                     detail="plh")
        elif "PLT" in heads.values():
            since = [plt_too_long(world, head, unit) for head in heads]
            since = [day for day in since if day]
            if since:
                yield on(world, "ATS213", "W", unit, path=ids(heads),
                         actual=min(since).isoformat(), detail="plt")


def plans_of(world, person):
    return [skp for skp in world.skps_of(person) if meets(skp, world.T)]


def ats214(world):
    if not (world.model.given("penugasan") and world.model.given("skp")):
        return
    for person in world.people:
        hats = [a for a in world.assignments
                if a.ref["pegawai_id"] is person and meets(a, world.T)
                and a.get("jenis") in ("PLT", "PJ", "PLH")]
        held = [a for a in hats if a.get("jenis") != "PLH"
                and covers(a, world.pada)]
        plans = plans_of(world, person)
        if held and len(plans) == 1:
            units = {a.ref["unor_id"] for a in held} - {None}
            yield on(world, "ATS214", "W", person, detail="satu_skp",
                     path=ids(units) or None)
        elif not hats and any(skp.get("plt") for skp in plans):
            yield on(world, "ATS214", "W", person,
                     detail="tanpa_penugasan")


# ORG

STATE_CODE = {"absent": ("ORG301", None), "draft": ("ORG302", "draft"),
              "ditolak": ("ORG303", "ditolak")}


def appraising_units(world):
    """The appraising units of obliged people, in the units' order."""
    wanted = {world.appraising(p) for p in world.people if world.obliged(p)}
    return [unit for unit in world.units if unit in wanted]


def head_of(world, unit):
    return P(world.main_head(unit))


def org301_303(world):
    blocked, total = {}, {}
    for person in world.people:
        run = world.blocked_run(person)
        for unit in run:
            total[unit] = total.get(unit, 0) + 1
        if run:
            blocked[run[0]] = blocked.get(run[0], 0) + 1
    for unit in total:
        code, state = STATE_CODE[world.org(unit, world.pada)]
        yield on(world, code, "E", unit, pegawai=head_of(world, unit),
                 actual=state, blocked=blocked.get(unit, 0),
                 blocked_total=total[unit], root=U(world.run(unit)[-1]))


def org304(world):
    for skp in world.skps:
        owner = skp.ref["pegawai_id"]
        if not (owner and world.obliged(owner) and meets(skp, world.T)
                and compares_dates(world, skp)):
            continue
        answer = world.expected(owner, World.skp_unit(skp),
                                world.skp_time(skp))
        if answer in (EXTERNAL, UNKNOWN):
            continue
        made = [org.get("dibuat") for org in good_orgs(world, answer[1])]
        if made and None not in made and skp.get("dibuat") < min(made):
            yield on(world, "ORG304", "W", skp, unor=U(answer[1]))


def compares_dates(world, skp):
    """Is it an SKP Individu that was handed in, its day of making known?"""
    return (skp.get("status") in policy.STATUS_ORDER[1:]
            and skp.get("dibuat") is not None
            and is_individual(world, skp, world.skp_time(skp)))


def is_individual(world, skp, t):
    if skp.get("jenis") is not None:
        return skp.get("jenis") == "individu"
    unit = World.skp_unit(skp)
    return not unit or skp.ref["pegawai_id"] not in world.heads(unit, t)


def good_orgs(world, unit):
    heads = world.ever_heads(unit)
    return [skp for skp in world.skps_on(unit)
            if meets(skp, world.T) and world.good_status(skp)
            and world.is_org(skp, unit, heads)]


def org305(world):
    for unit in appraising_units(world):
        if world.org(unit, world.pada) != "good":
            continue
        above = world.next(unit)
        run = above and world.run(above)
        if run:
            yield on(world, "ORG305", "W", unit, path=[U(above)],
                     pegawai=head_of(world, unit), root=U(run[-1]))


def org306(world):
    for unit in appraising_units(world):
        if unit.get("diklaim") is not False:
            continue
        claims = [event for head in world.heads(unit, world.pada)
                  for event in world.history(head)
                  if event.get("aksi") == "klaim_pimpinan"]
        if not claims:
            yield on(world, "ORG306", "E", unit, pegawai=head_of(world, unit))


def org307(world):
    if not world.model.given("rhk"):
        return
    aims = {}
    for rhk in world.model.all("rhk"):
        aims.setdefault(rhk.ref.get("skp_id"), []).append(rhk)
    for skp in world.skps:
        u, t = World.skp_unit(skp), world.skp_time(skp)
        if not u or not meets(skp, world.T):
            continue
        if skp not in aims:
            if world.is_org(skp, u, world.heads(u, t)):
                yield on(world, "ORG307", "E", skp, detail="tanpa_rhk")
            continue
        owner = skp.ref["pegawai_id"]
        answer = world.expected(owner, u, t) if owner else UNKNOWN
        if answer in (EXTERNAL, UNKNOWN):
            continue
        wrong = {rhk: unsupported(world, rhk, answer[0], u, t)
                 for rhk in aims[skp]}
        kinds = set(wrong.values()) - {None}
        if kinds:
            yield on(world, "ORG307", "W", skp, expected=ids(answer[0]),
                     path=ids(rhk for rhk in wrong if wrong[rhk]),
                     detail=",".join(kind for kind in (
                         "tanpa_dukungan", "luar_atasan") if kind in kinds))


def unsupported(world, rhk, appraisers, u, t):
    """What is wrong with an individual RHK; what the files do not tell is
    not wrong. A delegate appraises too."""
    if rhk.get("klasifikasi") != "individu":
        return None
    if rhk.empty("mendukung_id"):
        return "tanpa_dukungan"
    above = rhk.ref.get("mendukung_id")
    plan = above and above.ref.get("skp_id")
    who = plan and plan.ref["pegawai_id"]
    if not who or who in appraisers or world.delegated(who, u, t):
        return None
    return "luar_atasan"


def org308(world):
    for person in world.people:
        headed = world.headed_by(person, world.pada)
        proper = [unit for unit in headed
                  if world.heads(unit, world.pada)[person]
                  in ("D", "TT", "PJ")]
        units = {World.skp_unit(skp) for skp in world.skps_of(person)
                 if covers(skp, world.pada)}
        if (proper and units and None not in units
                and not units.intersection(headed)):
            yield on(world, "ORG308", "E", person, expected=ids(proper),
                     path=ids(units))


# SYN

def only_head(world, unit):
    heads = world.heads(unit, world.pada)
    return next(iter(heads)) if len(heads) == 1 else None


def leader_first_units(world):
    return [(unit, only_head(world, unit)) for unit in world.units
            if world.is_school(unit) and only_head(world, unit)]


NO_ORDER = "order_unknown"


def valid_before(world, person, head):
    """(e, what valid(head, e) may be), e being their last repair, or
    (None, ())."""
    repairs = [event for event in world.history(person)
               if event.get("aksi") in policy.REPAIRS]
    if not repairs:
        return None, ()
    e = repairs[-1].get("waktu")
    return e, world.valid(head, e, beside=all(
        is_derived(event) for event in repairs if event.get("waktu") == e))


def syn401(world):
    """Findings, and NO_ORDER for each subject without one."""
    for unit, head in leader_first_units(world):
        for person in world.members(unit):
            e, valid = valid_before(world, person, head)
            if valid == {True, False}:
                yield NO_ORDER
            elif valid == {False}:
                yield on(world, "SYN401", held(world, person, head), person,
                         expected=[P(head)], detail=cells.show_instant(e))


def held(world, person, head):
    """Severity of a repair made before the head's data was valid."""
    answer = world.expected(person, World.unit_of(person), world.pada)
    if (answer not in (EXTERNAL, UNKNOWN)
            and world.current_atasan(person) in answer[0]):
        return "I"
    if not world.history(head) and not world.local["events_complete"]:
        return "W"
    return "E"


def syn402(world):
    """As syn401."""
    if world.local["leader_first"] != "all":
        return
    for unit in world.units:
        head = only_head(world, unit)
        if world.is_school(unit) or not head:
            continue
        for person in world.members(unit):
            e, valid = valid_before(world, person, head)
            if valid == {True, False}:
                yield NO_ORDER
            elif valid == {False}:
                yield on(world, "SYN402", "W", person, expected=[P(head)],
                         detail=cells.show_instant(e))


def syn403(world):
    wanted = policy.REPAIRS | policy.SYNCS
    found = {}
    for unit, head in leader_first_units(world):
        touched = any(event.get("aksi") in wanted
                      for person in [head] + world.members(unit)
                      for event in world.history(person))
        if touched:
            found[head] = world.valid(head, world.pada)
    for head in world.people:
        if found.get(head) == {True, False}:
            yield NO_ORDER
        elif found.get(head) == {False}:
            nothing = (not world.history(head)
                       and not world.local["events_complete"])
            yield on(world, "SYN403", "I" if nothing else "W", head)


def dirt(events):
    """What may be: (an edit_profil that no sync or validasi follows, one that
    none followed at the last muat_ulang)."""
    states = {(False, False)}
    for _, kinds, _ in steps(events):
        states = {dirt_after(state, order) for state in states
                  for order in orders(kinds)}
    return states


def dirt_after(state, kinds):
    now, then = state
    for kind in kinds:
        if kind == "edit_profil":
            now = True
        elif kind == "muat_ulang":
            then = now
        else:
            now = False
    return now, then


def syn404(world):
    """Findings, and NO_ORDER for each subject without one."""
    for person in world.people:
        if not world.active(person):
            continue
        head = world.headed_by(person, world.pada)
        states = {(now and not head, then)
                  for now, then in dirt(world.history(person))}
        if all(now or then for now, then in states):
            always = all(then for _, then in states)
            yield on(world, "SYN404", "W", person,
                     detail="muat_ulang" if always else "pada")
        elif any(now or then for now, then in states):
            yield NO_ORDER


RULES = (ref001_002, ref003_004, ref005, ref006, ref008, ref009, unr101,
         unr102, unr103, unr105, unr106, unr107, ats201, ats202, atasan,
         ats208, ats213, ats214, org301_303, org304, org305, org306, org307,
         org308, syn401, syn402, syn403, syn404)


def order(found):
    """The key of section 5; tables by name."""
    return (found["level"], -found.get("blocked_total", 0), found["code"],
            found["table"], found["id"].encode())


def check(files, pada, tahun=None, local=None):
    """(findings, skipped, tables) of a list of canonical files; local: what
    a policy of one's own says otherwise, see policy.KNOBS. A finding's file
    is its number in the list."""
    from . import identity, needs, periods
    world = World(files, pada, tahun, local)
    rules = RULES + identity.RULES + periods.RULES
    findings, skips = [], needs.skips(world)
    for rule in rules:
        for found in rule(world):
            if found != NO_ORDER:
                findings.append(found)
                continue
            key = rule.__name__.upper(), NO_ORDER
            skips[key] = skips.get(key, 0) + 1
    findings.sort(key=lambda found: (order(found), json.dumps(found)))
    skipped = [{"skipped": code, "reason": reason, "count": count}
               for (code, reason), count in sorted(skips.items())]
    tables = [dict({"table": table}, **world.model.figures[table])
              for table in policy.TABLES if world.model.given(table)]
    return findings, skipped, tables
