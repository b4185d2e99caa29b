"""The rules of section 4 about who somebody is: IDN, and SYN405 to SYN407."""

import datetime
import re

from . import cells, policy
from .meaning import World, covers, when
from .periods import key_of, overdue
from .rules import date_of, on, plans_of


def differ(one, other):
    """Do both say something, and not the same but for case?"""
    return bool(one and other and cells.lower(one) != cells.lower(other))


# From Verval PTK through Ruang GTK to e-Kinerja

def syn405(world):
    for person in world.people:
        tries = [event for event in world.attempts(person)
                 if event.get("aksi") == "sinkro_gtk"]
        if (not world.active(person) or not tries
                or tries[-1].get("berhasil") is not False):
            continue
        verval = world.view(person, "vervalptk")
        why = []
        if verval and differ(verval.get("nip"), person.get("nip")):
            why.append("nip")
        if person.get("akun") not in (None, "aktif"):
            why.append("akun")
        if why:
            yield on(world, "SYN405", "E", person, detail=",".join(why))


def working_day(date, number):
    """The number-th day after the date that is no Saturday or Sunday."""
    while number:
        date += datetime.timedelta(1)
        number -= date.weekday() < 5
    return date


def syn406(world):
    for person in world.people:
        early = None
        ready = datetime.date.min
        for event in world.attempts(person):
            day = date_of(event.get("waktu"))
            if event.get("aksi") == "sinkro_gtk" and day < ready:
                early = event, ready
            elif (event.get("aksi") == "ubah_vervalptk"
                  and event.get("berhasil") is not False):
                ready = working_day(day, world.local["retry_working_days"])
        if early:
            yield on(world, "SYN406", "I", person,
                     detail=cells.show_instant(early[0].get("waktu")),
                     expected=[early[1].isoformat()])


def syn407(world):
    for person in world.people:
        if not world.active(person):
            continue
        events = world.attempts(person)
        done = [when(event) for event in events
                if event.get("aksi") == "sinkro_gtk"
                and event.get("berhasil") is not False]
        wrong = [event for event in events
                 if event.get("aksi") == "sinkro_penilaian"
                 and not any(other < when(event) for other in done)]
        if wrong:
            yield on(world, "SYN407", "W", person,
                     detail=cells.show_instant(wrong[0].get("waktu")))


# The NIP by itself

def other_kind(person):
    """Is the kind given, and none of PNS, CPNS and PPPK?"""
    text = person.raw.get("jenis_pegawai", "")
    said = cells.lower(text) not in policy.NO_VALUE | policy.EXCEL_ERRORS
    return bool(said and cells.fold(text)
                and person.get("jenis_pegawai") is None)


def is_date(year, month, day):
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def impossible_parts(nip):
    number = int(nip[12:14])
    parts = (
        ("lahir", not is_date(nip[:4], nip[4:6], nip[6:8])),
        ("tmt", not (1 <= number <= 12 or number >= 20)),
        ("usia", int(nip[8:12]) - int(nip[:4]) < 17),
        ("kelamin", nip[14] not in "12"),
        ("urut", nip[15:] == "000"))
    return [name for name, wrong in parts if wrong]


def idn501_503(world):
    for person in world.people:
        nip, kind = person.get("nip"), person.get("jenis_pegawai")
        if nip is None or other_kind(person):
            continue
        if not re.match(r"[0-9]{18}\Z", nip):
            digits = re.match(r"[0-9]+\Z", nip)
            yield on(world, "IDN501", "E", person,
                     detail="panjang" if digits else "bukan_angka")
            continue
        wrong = impossible_parts(nip)
        if wrong:
            yield on(world, "IDN502", "W", person, detail=",".join(wrong))
        number = int(nip[12:14])
        says = "PPPK" if number >= 20 else "PNS" if (
            1 <= number <= 12) else None
        if says and kind and says != {"CPNS": "PNS"}.get(kind, kind):
            yield on(world, "IDN503", "W", person,
                     actual=person.raw["jenis_pegawai"],
                     detail="nip_" + says.lower())


# What the systems say of the person

def other_unit(one, other):
    if one.get("unor_id") is None or other.get("unor_id") is None:
        return False
    units = one.ref["unor_id"], other.ref["unor_id"]
    if any(units):
        return units[0] is not units[1]
    return differ(one.get("unor_id"), other.get("unor_id"))


def idn504(world):
    for person in world.people:
        one = world.view(person, "ekinerja")
        other = world.view(person, "siasn")
        if not one or not other:
            continue
        fields = ["unor"] if other_unit(one, other) else []
        fields += [field for field in ("jabatan", "golru", "jenis_jabatan")
                   if differ(one.get(field), other.get(field))]
        if fields:
            yield on(world, "IDN504", "E", person, detail=",".join(fields))


LENGTHS = (("nip", 18), ("nik", 16), ("nuptk", 16))


def idn505(world):
    for person in world.people:
        siasn = world.view(person, "siasn")
        fields = []
        for field, length in LENGTHS:
            right = siasn and siasn.get(field) or person.get(field)
            for source in ("dapodik", "vervalptk"):
                view = world.view(person, source)
                said = view and view.get(field)
                if said and (len(said) != length or differ(said, right)):
                    fields.append(field)
                    break
        if fields:
            yield on(world, "IDN505", "E", person, detail=",".join(fields))


def idn510(world):
    for person in world.people:
        unit = World.unit_of(person)
        if not unit or not world.is_school(unit) or not unit.get("npsn"):
            continue
        said = [view for view in world.views(person, "dapodik")
                if view.get("npsn")]
        if said and all(differ(view.get("npsn"), unit.get("npsn"))
                        for view in said):
            yield on(world, "IDN510", "E", person,
                     actual=said[-1].raw["npsn"],
                     expected=[unit.raw["npsn"]])


# The row by itself

def idn506_508(world):
    for person in world.people:
        akun = person.get("akun")
        if world.active(person) and akun not in (None, "aktif"):
            yield on(world, "IDN506", "E", person, detail=akun)
        golru, kind = person.get("golru"), person.get("jenis_pegawai")
        if golru and kind and (golru in policy.ROMAN) != (kind == "PPPK"):
            yield on(world, "IDN508", "W", person,
                     actual=person.raw["golru"], detail=kind)


# Who has an SKP and who has not

def past_due(world):
    month, day = world.local["skp_due"]
    while not is_date(world.tahun, month, day):
        day -= 1
    return date_of(world.pada) > datetime.date(world.tahun, month, day)


def idn509(world):
    for person in world.people:
        if not world.active(person):
            continue
        if not world.obliged(person):
            if any(covers(skp, world.pada)
                   for skp in world.skps_of(person)):
                yield on(world, "IDN509", "I", person,
                         detail="dikecualikan")
        elif (world.model.given("skp") and not plans_of(world, person)
              and past_due(world) and not overdue(
                  world, key_of(World.unit_of(person)), world.T)):
            yield on(world, "IDN509", "W", person, detail="belum_ada")


RULES = (syn405, syn406, syn407, idn501_503, idn504, idn505, idn510,
         idn506_508, idn509)
