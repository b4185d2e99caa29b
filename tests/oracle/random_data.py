#!/usr/bin/env python3
"""Random small data sets, mostly healthy, rich in trouble, by seed."""

import argparse
import csv
import datetime
import io
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from oracle import policy  # noqa: E402
from oracle.model import COLUMNS  # noqa: E402

# kind: (kinds it may stand under, names, eselon codes)
KINDS = {
    "instansi": ((), ("Kabupaten Contoh", "Kota Contoh"), ("",)),
    "sekretariat": (("instansi", "dinas"), ("Sekretariat",), ("31", "32")),
    "dinas": (("instansi",), ("Dinas Pendidikan", "-- Dinas Kesehatan"),
              ("22", "21", "22")),
    "badan": (("instansi",), ("Badan Kepegawaian",), ("22",)),
    "bidang": (("dinas", "badan"), ("Bidang Pembinaan SD", "Bidang GTK"),
               ("32", "31", "")),
    "seksi": (("bidang", "sekretariat"), ("Seksi Kurikulum",
              "Subbagian Umum"), ("41", "42", "")),
    "upt": (("dinas",), ("Cabang Dinas Wilayah I", "UPT Korwil"),
            ("41", "51")),
    "sekolah": (("dinas", "upt", "bidang"), ("SDN 1 Contoh",
                "UPTD SMPN 2 Contoh", "SPF SD 3", "----TK Pembina"),
                ("", "00", "99", "41")),
    "puskesmas": (("dinas",), ("Puskesmas Contoh",), ("", "41", "52")),
    "kecamatan": (("instansi",), ("Kecamatan Contoh",), ("31",)),
    "kelurahan": (("kecamatan",), ("Kelurahan Contoh",), ("41",)),
    "lainnya": (("dinas", "bidang", "upt"),
                ("Kelompok Jabatan Fungsional", "Tim Kerja"), ("", "51")),
}
COMMON = ("dinas", "bidang", "sekolah", "sekolah", "sekolah", "upt",
          "seksi", "lainnya", "sekretariat", "badan", "puskesmas",
          "kecamatan", "kelurahan")
REPAIRS = ("edit_profil", "sinkron_asn", "sinkron_casn", "muat_ulang")
ALL_AKSI = REPAIRS + ("validasi", "login", "klaim_pimpinan", "sinkro_gtk",
                      "ubah_vervalptk")
INACTIVE = ("99", "Pensiun", "66", "98")
EXEMPT = ("02", "CLTN", "03", "20")


def months(year, first, last):
    """The days of whole months, counted from 0."""
    after = datetime.date(year + (last + 1) // 12, (last + 1) % 12 + 1, 1)
    return ("%04d-%02d-01" % (year, first + 1),
            str(after - datetime.timedelta(1)))


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.tahun = 2026
        self.day = datetime.date(2026, self.rng.randint(1, 12),
                                 self.rng.randint(1, 28))
        self.units, self.people, self.assignments = [], [], []
        self.skps, self.events, self.profiles = [], [], []
        self.results, self.seasons = [], []
        self.planned = self.rng.choice((0.8, 1, 1))
        self.serial = 0

    def chance(self, share):
        return self.rng.random() < share

    def some(self, rows):
        return self.rng.choice(rows) if rows else None

    def near(self, low, high):
        return self.day + datetime.timedelta(self.rng.randint(low, high))

    def moment(self, low=-60, high=5):
        return "%sT%02d:%02d:00" % (self.near(low, high),
                                    self.rng.randint(0, 23),
                                    self.rng.choice((0, 0, 30)))

    # a plausible world

    def unit(self, kind, above):
        _, names, eselons = KINDS[kind]
        rng = self.rng
        number = len(self.units) + 1
        unit = dict.fromkeys(COLUMNS["unor"], "")
        name = rng.choice(names)
        unit.update(id="u%02d" % number, nama=name, kind=kind,
                    eselon_id=rng.choice(eselons), above=above, head=None,
                    diatasan_id=above["id"] if above else "",
                    instansi_id=above["instansi_id"] if above else "i1",
                    jenis=kind if self.chance(0.7) else "",
                    aktif=rng.choice(("ya", "", "1", "true", "")))
        if self.chance(0.5):
            unit["nama_jabatan"] = "Kepala " + name
        if kind == "sekolah":
            unit["npsn"] = "2%07d" % number
        if self.chance(0.4):
            unit["induk_id"] = (above or unit)["id"]
        self.units.append(unit)
        return unit

    def tree(self):
        self.unit("instansi", None)
        self.unit("dinas", self.units[0])
        for _ in range(self.rng.choice((1, 3, 5, 8, 12, 22))):
            kind = self.rng.choice(COMMON)
            above = [u for u in self.units if u["kind"] in KINDS[kind][0]]
            if above:
                self.unit(kind, self.rng.choice(above))

    def nip(self, pppk):
        self.serial += 1
        return "19%02d%02d%02d20%02d%02d%d%03d" % (
            self.rng.randint(65, 93), self.rng.randint(1, 12),
            self.rng.randint(1, 28), self.rng.randint(10, 24),
            21 if pppk else self.rng.randint(1, 12),
            self.rng.randint(1, 2), self.serial)

    def person(self, unit, head=False):
        rng = self.rng
        pppk = self.chance(0.2)
        person = dict.fromkeys(COLUMNS["pegawai"], "")
        person.update(
            id="p%02d" % (len(self.people) + 1), nip=self.nip(pppk),
            unor_id=unit["id"], unit=unit,
            jenis_pegawai="PPPK" if pppk else rng.choice(("PNS", "CPNS")),
            kedudukan=rng.choice(("01", "Aktif", "01", "", "05")),
            jenis_jabatan=rng.choice(("2", "4", "2", "")),
            golru=rng.choice(("IX", "vii", "") if pppk else
                             ("III/c", "33", "iv/a", "")),
            jabatan="Guru" if unit["kind"] == "sekolah" else "Analis",
            nik="3299%012d" % self.serial, akun=rng.choice(("aktif", "ya",
                                                            "")))
        if unit["kind"] == "sekolah":
            person["nuptk"] = "77%014d" % self.serial
        if head and unit["kind"] != "sekolah":
            person["jenis_jabatan"] = "1"
            if self.chance(0.6):
                person["eselon_id"] = unit["eselon_id"]
        if self.chance(0.15):
            person["id"] = ""
        elif self.chance(0.1):
            person["nip"] = ""
        if self.chance(0.7):
            person["tmt_jabatan"] = str(self.near(*rng.choice(
                ((-3000, -500), (-3000, -500), (-300, 100)))))
        if self.chance(0.08):
            person["jabatan"] = "Pengawas Sekolah Ahli Madya"
        if self.chance(0.06):
            person["kedudukan"] = rng.choice(EXEMPT)
        if self.chance(0.05):
            person["eselon_id"] = rng.choice(("51", "42", "00", "III.a"))
        self.people.append(person)
        return person

    def name(self, person):
        """A reference to a person: by id or by NIP; to nobody if the set has
        taken both away."""
        return self.rng.choice([text for text in (person["id"],
                                person["nip"]) if text] or ["nobody"])

    def assign(self, person, unit, jenis, mulai="", selesai=""):
        self.assignments.append(dict(
            pegawai_id=self.name(person), unor_id=unit["id"], jenis=jenis,
            mulai=str(mulai), selesai=str(selesai)))

    def appoint(self, unit):
        person = self.person(unit, head=True)
        unit["head"] = person
        since = self.near(-900, -200)
        if unit["kind"] == "sekolah":
            way = self.rng.choice(("TT", "TT", "pemimpin", "both", "D"))
        else:
            way = self.rng.choice(("pemimpin", "both", "D", "D", "PLT",
                                   "PJ", "PLH"))
        if way in ("pemimpin", "both"):
            unit["pemimpin_id"] = self.name(person)
        if way == "PLT":
            since = self.near(-260, -20)
        if way != "pemimpin":
            jenis = {"both": self.rng.choice(("D", "TT"))}.get(way, way)
            self.assign(person, unit, jenis, since)

    def staff(self):
        for unit in self.units:
            if len(self.people) < 36 and self.chance(0.85):
                self.appoint(unit)
        for _ in range(self.rng.choice((3, 6, 10, 15, 20))):
            if len(self.people) < 40:
                schools = [u for u in self.units if u["kind"] == "sekolah"]
                unit = self.some(schools) if self.chance(0.5) else None
                self.person(unit or self.rng.choice(self.units))

    def right_atasan(self, person):
        """Roughly who should appraise them; rules know better."""
        unit = person["unit"]
        if unit["head"] is person and unit["kind"] == "sekolah":
            while unit and unit["kind"] != "dinas":
                unit = unit["above"]
        while unit and unit["head"] in (None, person):
            unit = unit["above"]
        return unit["head"] if unit else None

    def set_atasan(self, row, person):
        right = self.right_atasan(person)
        if self.chance(0.2):
            right = self.rng.choice(self.people)
        row["atasan_id"] = self.name(right) if right else ""
        if self.chance(0.04):
            row["atasan_id"] = ""

    def skp(self, person, mulai, selesai, **fields):
        rng = self.rng
        skp = dict.fromkeys(COLUMNS["skp"], "")
        head = person["unit"]["head"] is person
        skp.update(
            id="s%02d" % (len(self.skps) + 1), pegawai_id=self.name(person),
            unor_id=person["unit"]["id"] if self.chance(0.6) else "",
            jenis=rng.choice(("organisasi", "organisasi", "", "individu")
                             if head else ("individu", "")),
            status=rng.choice(("Draft", "Diajukan", "Persetujuan",
                               "disetujui", "ditetapkan", "ditetapkan",
                               "DITOLAK", "")),
            mulai=str(mulai), selesai=str(selesai),
            plt=rng.choice(("", "tidak", "0")))
        if self.chance(0.85):
            skp["dibuat"] = "%d-01-%02dT08:00:00" % (
                self.tahun, rng.randint(1, 31))
        if self.chance(0.1):
            skp["id"] = ""
        self.set_atasan(skp, person)
        skp.update(fields)
        self.skps.append(skp)
        return skp

    def plans(self):
        y = self.tahun
        new_year, old_year = "%d-01-01" % y, "%d-12-31" % y
        for person in self.people:
            if len(self.skps) > 56 or not self.chance(self.planned):
                continue
            middle = self.near(-60, 60)
            after = middle + datetime.timedelta(1)
            shape = self.rng.random() * (0.8 if self.planned == 1 else 1)
            if shape < 0.65:
                self.skp(person, new_year, old_year)
            elif shape < 0.8:
                self.skp(person, new_year, middle)
                self.skp(person, after, old_year)
            elif shape < 0.85:
                self.skp(person, "%d-01-01" % (y - 1), "%d-12-31" % (y - 1))
            elif shape < 0.92:
                self.by_months(person)
            elif shape < 0.95:
                self.skp(person, self.near(1, 40), "")
            else:
                self.skp(person, "", self.rng.choice(("", str(middle))))

    def by_months(self, person):
        """An SKP of some whole months, or one and the next."""
        first, last = sorted(self.rng.sample(range(12), 2))
        self.skp(person, *months(self.tahun, first, last))
        if last < 11 and self.chance(0.5):
            self.skp(person, *months(self.tahun, last + 1, 11))

    def event(self, person, aksi, waktu):
        self.events.append(dict(
            pegawai_id=self.name(person), aksi=aksi, waktu=waktu,
            berhasil="tidak" if self.chance(0.08) else self.rng.choice(
                ("ya", "", "1")), sistem=self.rng.choice(("", "siasn"))))

    def repair(self, person, low, high):
        """The steps of a proper repair, now and then out of order."""
        steps = ["edit_profil", "sinkron_asn"]
        if person["unit"]["head"] is not person:
            steps = ["edit_profil", "sinkron_casn", "muat_ulang"]
        if self.chance(0.25):
            self.rng.shuffle(steps)
        if self.chance(0.2):
            steps.pop()
        day = self.near(low, high)
        hours = sorted(self.rng.randint(0, 5) for _ in steps)
        for step, hour in zip(steps, hours):
            self.event(person, step, "%sT%02d:00:00" % (day, hour))

    def log(self):
        for person in self.people:
            if len(self.events) > 50:
                break
            head = person["unit"]["head"] is person
            if self.chance(0.5 if person["unit"]["kind"] == "sekolah"
                           else 0.12):
                span = (-60, -20) if head else (-40, 0)
                if self.chance(0.2):
                    span = (-3, 3)
                self.repair(person, *span)
            if self.chance(0.08):
                self.event(person, self.rng.choice(ALL_AKSI), self.moment())
            if head and self.chance(0.2):
                self.event(person, "klaim_pimpinan", self.moment())

    def view(self, person, source, **fields):
        """What a source says of a person: as it should, but for fields."""
        view = dict.fromkeys(COLUMNS["profil"], "")
        view.update((name, person[name]) for name in (
            "unor_id", "jabatan", "golru", "jenis_jabatan", "nip", "nik",
            "nuptk"))
        view.update(pegawai_id=self.name(person), sumber=source,
                    npsn=person["unit"].get("npsn", ""),
                    waktu=self.moment() if self.chance(0.9) else "")
        view.update(fields)
        for name in ("nip", "nik", "nuptk", "npsn", "golru", "unor_id"):
            if self.chance(0.1):
                view[name] = ""
        self.profiles.append(view)
        return view

    def views(self):
        share = self.rng.choice((0, 0.1, 0.4))
        for person in self.people:
            for source in ("siasn", "e-Kinerja", "dapodik", "Verval PTK"):
                if self.chance(share):
                    self.view(person, source)

    def aims(self):
        """RHK of SKP; the heads' first, so that others can support them."""
        heads = {}
        for skp in self.skps:
            person = next(p for p in self.people
                          if skp["pegawai_id"] in (p["id"], p["nip"]))
            if not skp["id"] or self.chance(0.04):
                continue
            own, above = [], self.right_atasan(person)
            for _ in range(self.rng.choice((1, 1, 2))):
                own.append("r%03d" % (len(self.results) + 1))
                mine = person["unit"]["head"] is person
                support = heads.get(above and above["id"], ())
                self.results.append(dict(
                    id=own[-1], skp_id=skp["id"], klasifikasi=self.rng.choice(
                        ("organisasi", "") if mine else
                        ("Individu", "individu", "organisasi", "")),
                    mendukung_id=self.some(support) or ""))
                if not support and self.chance(0.9):
                    self.results[-1]["klasifikasi"] = ""
            heads.setdefault(person["id"], []).extend(own)

    def lists(self):
        """RHK, some of them nonsense, and the periods of e-Kinerja."""
        if self.chance(0.4):
            self.skps.sort(key=lambda s: not any(
                u["head"] and s["pegawai_id"] in (u["head"]["id"],
                                                  u["head"]["nip"])
                for u in self.units))
            self.aims()
        for _ in range(self.rng.choice((0, 0, 3, 6)) if self.skps else 0):
            self.results.append(dict(
                id="r%d" % self.rng.randint(1, 9), klasifikasi=self.rng.choice(
                    ("organisasi", "Individu", "")),
                skp_id=self.rng.choice(self.skps)["id"],
                mendukung_id=self.rng.choice(("", "0", "r1", "r77"))))
        if self.chance(0.4):
            self.periods()

    def periods(self):
        """The year of each instansi, and its months or quarters."""
        rng = self.rng
        for instansi in rng.choice((("i1",), ("i1", "i2"), ("",), ("I1",))):
            tahun = rng.choice(("2026", "", "", "2025"))
            batas = rng.choice(("01-31", "02-15", "", "2026-03-31",
                                "12-31"))
            tipe = rng.choice(("1", "2", "2", "bulanan", "Triwulan"))
            self.period(instansi, tahun, "01-01", "12-31", batas, "", "")
            for angka in range(rng.choice((0, 2, 4))):
                first, last = months(2026, 3 * angka, 3 * angka + 2)
                self.period(instansi, tahun, first[5:],
                            rng.choice((last, last[5:])), last[5:], tipe,
                            str(angka + 1))

    def period(self, instansi, tahun, awal, akhir, batas, tipe, angka):
        self.seasons.append(dict(
            id="w%d" % (len(self.seasons) + 1), instansi_id=instansi,
            nama="Periode", tahun=tahun, awal=awal, akhir=akhir,
            batas=batas, jenis=self.rng.choice(("", "Final")), tipe=tipe,
            angka=angka))

    def world(self):
        self.tree()
        self.staff()
        for person in self.people:
            self.set_atasan(person, person)
        self.plans()
        self.log()
        self.views()
        self.lists()


# Troubles: each takes a Maker and hurts what it made.

def cycle_units(m):
    unit = m.rng.choice(m.units)
    other = m.rng.choice([u for u in m.units if u["above"] is unit] or [unit])
    unit["diatasan_id"] = m.rng.choice((other, unit))["id"]


def unknown_parent(m):
    m.rng.choice(m.units)["diatasan_id"] = m.rng.choice(("x-1", "X-1", "x-2"))


def excerpt(m):
    m.units[0]["diatasan_id"] = "x-9"
    if m.chance(0.3):
        for unit in m.units:
            unit["instansi_id"] = ""


def second_root(m):
    m.rng.choice(m.units)["diatasan_id"] = m.rng.choice(
        ("", "TOP", "NULL", "0", "xx", "-"))


def second_instansi(m):
    unit = m.rng.choice(m.units)
    for other in m.units:
        if other is unit or other["above"] is unit:
            other["instansi_id"] = "i2"


def odd_eselon(m):
    for _ in range(2):
        m.rng.choice(m.units)["eselon_id"] = m.rng.choice(
            ("10", "11", "12", "21", "22", "31", "IV.a", "52", "00"))


def below_pengawas(m):
    unit = m.rng.choice(m.units)
    unit["eselon_id"] = m.rng.choice(("51", "52"))
    if unit["head"]:
        unit["head"]["eselon_id"] = m.rng.choice(("51", "", "00"))


def dead_unit(m):
    unit = m.rng.choice(m.units)
    if m.chance(0.5):
        unit["aktif"] = m.rng.choice(("tidak", "0", "nonaktif", "N"))
    else:
        unit["kedaluwarsa"] = str(m.near(-3, 1))


def npsn(m):
    schools = [u for u in m.units if u["kind"] == "sekolah"]
    if schools:
        m.rng.choice(schools)["npsn"] = m.rng.choice(
            ("", schools[0]["npsn"], "NULL"))
        m.rng.choice(m.units)["npsn"] = schools[-1]["npsn"]


def wrong_induk(m):
    m.rng.choice(m.units)["induk_id"] = m.rng.choice(
        ("x-3", m.rng.choice(m.units)["id"]))


def unclaimed(m):
    for unit in m.units:
        if m.chance(0.5):
            unit["diklaim"] = m.rng.choice(("tidak", "tidak", "ya"))


def strange_head(m):
    m.rng.choice(m.units)["pemimpin_id"] = m.rng.choice(
        ("q-1", "12345678", m.name(m.rng.choice(m.people))))


def bare_unit(m):
    unit = m.rng.choice(m.units)
    unit.update(nama="Tim Teknis", nama_jabatan="", eselon_id="",
                jenis=m.rng.choice(("", "lainnya")), npsn="")


def vacancy(m):
    """A unit with members loses its head."""
    units = [u for u in m.units if u["head"]]
    if units:
        unit = m.rng.choice(units)
        unit["pemimpin_id"] = ""
        m.assignments = [a for a in m.assignments
                         if a["unor_id"] != unit["id"]]


def retire(m):
    person = m.rng.choice(m.people)
    person["kedudukan"] = m.rng.choice(INACTIVE)


def more_assignments(m):
    for _ in range(m.rng.randint(1, 3)):
        mulai = m.rng.choice(("", m.near(-200, 20), m.near(-2, 2)))
        selesai = m.rng.choice(("", m.near(-20, 100), m.near(-2, 2)))
        m.assign(m.rng.choice(m.people), m.rng.choice(m.units),
                 m.rng.choice(("D", "TT", "PJ", "PLT", "Plt.", "plh", "PLH",
                               "DELEGASI", "Definitif")), mulai, selesai)


def two_heads(m):
    unit = m.rng.choice(m.units)
    m.assign(m.rng.choice(m.people), unit, m.rng.choice(("D", "TT")),
             m.near(-300, -1))


def rotation(m):
    """The head changed some days ago; the old one is still named."""
    units = [u for u in m.units if u["head"] and u["head"]["nip"]]
    if not units:
        return
    unit = m.rng.choice(units)
    old, change = unit["head"], m.near(-90, -1)
    unit["pemimpin_id"] = ""
    m.assignments = [a for a in m.assignments if a["unor_id"] != unit["id"]]
    m.assign(old, unit, "D", "", change - datetime.timedelta(1))
    m.assign(m.rng.choice(m.people), unit, "D", change)
    for row in m.people:
        if row["unit"] is unit and m.chance(0.7):
            row["atasan_id"] = m.name(old)


def delegate(m):
    person = m.rng.choice(m.people)
    other = m.rng.choice(m.people)
    m.assign(other, m.rng.choice((person["unit"],
             person["unit"]["above"] or person["unit"])), "DELEGASI",
             m.near(-300, -1), m.rng.choice(("", m.near(-1, 90))))
    person["atasan_id"] = m.name(other)


def self_appraisal(m):
    person = m.rng.choice(m.people)
    row = m.rng.choice(m.skps + [person])
    row["atasan_id"] = m.name(person) if row is person else row["pegawai_id"]


def mutual(m):
    """A cycle of two or three who appraise each other."""
    chosen = m.rng.sample(m.people, min(len(m.people), m.rng.choice((2, 3))))
    for person, above in zip(chosen, chosen[1:] + chosen[:1]):
        names = (person["id"], person["nip"])
        mine = [s for s in m.skps if s["pegawai_id"] in names]
        for row in mine + [person]:
            row["atasan_id"] = m.name(above)


def inactive_atasan(m):
    retired = m.rng.choice(m.people)
    if any(u["head"] is retired for u in m.units):
        return
    retired["kedudukan"] = m.rng.choice(INACTIVE)
    m.rng.choice(m.people)["atasan_id"] = m.name(retired)
    if m.skps:
        m.rng.choice(m.skps)["atasan_id"] = m.name(retired)


def other_branch(m):
    """A staff member or a head of elsewhere as atasan."""
    for _ in range(2):
        person = m.rng.choice(m.people)
        below = [u["head"] for u in m.units
                 if u["above"] is person["unit"] and u["head"]]
        other = m.rng.choice(below or m.people)
        person["atasan_id"] = m.name(other)
        if m.chance(0.5):
            other["eselon_id"] = m.rng.choice(("41", "32", "52"))


def unknown_people(m):
    rows = m.skps + m.events + m.assignments + m.profiles
    if rows:
        m.rng.choice(rows)["pegawai_id"] = m.rng.choice(
            ("q-7", "199001012020121999"))
    row = m.rng.choice(m.skps + m.people)
    row["atasan_id"] = m.rng.choice(
        ("q-8", "19700101 199501 1 777", "71489447"))


def unknown_units(m):
    rows = m.skps + m.people + m.assignments + m.profiles
    for _ in range(m.rng.randint(1, 2)):
        m.rng.choice(rows)["unor_id"] = m.rng.choice(("x-5", "X-5", "XX"))


def repeated_unit(m):
    copy = dict(m.rng.choice(m.units))
    copy.update(id=copy["id"].upper(), aktif="tidak", jenis="entah")
    m.units.insert(m.rng.randint(1, len(m.units)), copy)


def repeated_person(m):
    copy = dict(m.rng.choice(m.people))
    if copy["id"] and m.chance(0.5):
        copy["nip"] = m.rng.choice(("", m.nip(False)))
        copy["id"] = copy["id"].upper()
    elif copy["nip"]:
        copy["id"] = m.rng.choice(("", "p99"))
    copy["unor_id"] = m.rng.choice(m.units)["id"]
    m.people.insert(m.rng.randint(0, len(m.people)), copy)


def crossed_ids(m):
    """A person whose NIP is another person's id."""
    named = [p for p in m.people if p["id"] and p["nip"]]
    if len(named) > 1:
        one, other = m.rng.sample(named, 2)
        one["nip"] = other["id"]


def accented(m):
    """Ids fold ASCII letters only."""
    m.rng.choice(m.people)["id"] = "pé7"
    for _ in range(3):
        m.rng.choice(m.people + m.skps)["atasan_id"] = m.rng.choice(
            ("Pé7", "pÉ7", "pé7"))


def merged_skp(m):
    if not m.skps:
        return
    skp = m.rng.choice(m.skps)
    skp["id"] = skp["id"] or "s90"
    copy = dict(skp, id=m.rng.choice((skp["id"], skp["id"].upper())))
    for column in ("unor_id", "status", "atasan_id", "mulai", "jenis"):
        if m.chance(0.4):
            skp[column] = ""
        elif m.chance(0.2):
            copy[column] = m.rng.choice(m.skps)[column]
    m.skps.insert(m.rng.randint(0, len(m.skps)), copy)


def stale_skp(m):
    """A head whose SKP is on another unit."""
    heads = [u["head"] for u in m.units if u["head"]]
    if heads:
        head = m.rng.choice(heads)
        for skp in m.skps:
            if skp["pegawai_id"] in (head["id"], head["nip"]):
                skp["unor_id"] = m.rng.choice(m.units)["id"]


def double_skp(m):
    """A second SKP beside a submitted one."""
    done = [s for s in m.skps if s["mulai"]]
    if not done:
        return
    skp = m.rng.choice(done)
    skp["status"] = "disetujui"
    copy = dict(skp, id="s%02d" % (len(m.skps) + 50),
                status=m.rng.choice(("diajukan", "ditetapkan", "Draft")),
                plt=m.rng.choice(("", "", "", "ya")))
    copy["mulai"] = m.rng.choice((skp["mulai"], str(m.near(-20, 20))))
    if m.chance(0.2):
        copy["unor_id"] = m.rng.choice(("", "x-4", m.units[-1]["id"]))
    m.skps.insert(m.rng.randint(0, len(m.skps)), copy)


def odd_period(m):
    if m.skps:
        m.rng.choice(m.skps).update(
            mulai=m.rng.choice(("2025-12-01", "2026-07-01", "2026-12-31")),
            selesai=m.rng.choice(("2026-01-31", "2026-06-30", "")))


def renewed(m):
    """An assignment goes on as another row, or ends where one begins."""
    if not m.assignments:
        return
    row = m.rng.choice(m.assignments)
    change = m.near(-150, 30)
    row["selesai"] = str(change - datetime.timedelta(1))
    copy = dict(row, mulai=str(change + datetime.timedelta(
        m.rng.choice((0, 0, 1, -1)))), selesai="")
    if m.chance(0.4):
        copy["jenis"] = m.rng.choice(("PLT", "D", "TT", "DELEGASI"))
    if m.chance(0.3):
        copy["unor_id"] = m.rng.choice(m.units)["id"]
    m.assignments.append(copy)


def acting_skp(m):
    """An SKP of an acting post, about as long as the post."""
    person = m.rng.choice(m.people)
    unit = m.rng.choice(m.units)
    since, until = m.near(-150, -40), m.near(-39, 60)
    m.assign(person, unit, m.rng.choice(("PLT", "PJ", "PLH")), since,
             m.rng.choice((until, "")))
    m.skp(person, *m.rng.choice((
        (since, until), ("%d-01-01" % m.tahun, "%d-12-31" % m.tahun))),
        plt=m.rng.choice(("ya", "ya", "")), unor_id=unit["id"])


def odd_seasons(m):
    """Both kinds, one number twice, dates that are none."""
    if len(m.seasons) < 2:
        return
    for _ in range(m.rng.randint(1, 3)):
        season = m.rng.choice(m.seasons)
        copy = dict(season, id="w%d" % (len(m.seasons) + 1))
        copy.update(m.rng.choice((
            {"tipe": "1"}, {"tipe": "2"}, {"tipe": "1"}, {"tipe": "entah"},
            {"tahun": "2026"}, {"tahun": ""}, {"tahun": "0"},
            {"batas": "02-29"}, {"awal": "12-31"}, {"akhir": "13-01"},
            {"angka": "satu"}, {"instansi_id": ""}, {"id": season["id"]})))
        m.seasons.insert(m.rng.randint(0, len(m.seasons)), copy)


def late_org(m):
    """The heads' SKP came after their members'."""
    heads = [u["head"] for u in m.units if u["head"]]
    names = {text for head in heads for text in (head["id"], head["nip"])}
    for skp in m.skps:
        if skp["pegawai_id"] in names:
            skp.update(status="ditetapkan", jenis="organisasi",
                       dibuat="%d-02-01" % m.tahun)


def early_member(m):
    """The members repaired before the head's data was valid."""
    schools = [u for u in m.units if u["kind"] == "sekolah" and u["head"]]
    if not schools:
        return
    unit = m.rng.choice(schools)
    base = m.near(-20, -1)
    for person in m.people:
        if person["unit"] is unit and person is not unit["head"]:
            m.event(person, m.rng.choice(REPAIRS), "%sT08:00:00" % base)
    steps = m.rng.sample(("edit_profil", "sinkron_asn", "validasi"), 2)
    for step in steps:
        m.event(unit["head"], step, "%sT%02d:00:00" % (
            base, m.rng.choice((7, 8, 8, 9))))


def derived_events(m):
    """Events that two exports prove, some of one instant."""
    times = ["%sT%02d:00:00" % (m.near(-20, 5), m.rng.choice((0, 8, 23)))
             for _ in range(2)]
    schools = [u for u in m.units if u["kind"] == "sekolah" and u["head"]]
    some = m.rng.sample(m.people, min(3, len(m.people)))
    if schools:
        unit = m.rng.choice(schools)
        some += [unit["head"]] + [p for p in m.people if p["unit"] is unit]
    for person in some:
        for _ in range(m.rng.randint(1, 4)):
            m.event(person, m.rng.choice(REPAIRS + ("validasi",)),
                    m.rng.choice(times))
            if m.chance(0.8):
                m.events[-1]["sistem"] = m.rng.choice(("selisih", "Selisih"))


def no_log_of_head(m):
    for unit in m.units:
        if unit["kind"] == "sekolah" and unit["head"]:
            names = (unit["head"]["id"], unit["head"]["nip"])
            m.events = [e for e in m.events if e["pegawai_id"] not in names]


def same_instant(m):
    if m.events:
        event = m.rng.choice(m.events)
        for other in m.events:
            if other["pegawai_id"] == event["pegawai_id"]:
                other["waktu"] = event["waktu"]


def noise_events(m):
    for _ in range(3):
        m.event(m.rng.choice(m.people), m.rng.choice(ALL_AKSI),
                m.moment(-5, 5))


def odd_times(m):
    for event in m.events:
        if m.chance(0.3):
            day = event["waktu"][:10]
            event["waktu"] = m.rng.choice((
                day, event["waktu"] + "Z", event["waktu"] + "+08:00",
                event["waktu"].replace("T", " "), event["waktu"] + ".250",
                event["waktu"][:16]))


def acting(m):
    """A Plt, prolonged or not, at the edge of what is allowed."""
    unit, person = m.rng.choice(m.units), m.rng.choice(m.people)
    if m.chance(0.7):
        unit["pemimpin_id"] = ""
        m.assignments = [a for a in m.assignments
                         if a["unor_id"] != unit["id"]]
    first, last = m.near(-190, -178), m.near(-120, -40)
    m.assign(person, unit, "PLT", m.rng.choice((first, first, "")), last)
    m.assign(person, unit, m.rng.choice(("PLT", "PLT", "PJ")),
             last + datetime.timedelta(m.rng.choice((1, 1, 0, 2))))


def two_hats(m):
    """Plt and Pj with one SKP or two, marked or not."""
    for a in m.assignments:
        person = next((p for p in m.people
                       if a["pegawai_id"] in (p["id"], p["nip"])), None)
        unit = next((u for u in m.units if u["id"] == a["unor_id"]), None)
        if (person and unit and a["jenis"] in ("PLT", "PJ", "PLH")
                and m.chance(0.7)):
            m.skp(person, "%d-01-01" % m.tahun, "", unor_id=unit["id"],
                  plt=m.rng.choice(("ya", "1", "")))
    if m.skps and m.chance(0.4):
        m.rng.choice(m.skps)["plt"] = "ya"


def empty_plans(m):
    """RHK of some SKP, of a few people only."""
    for skp in m.rng.sample(m.skps, min(3, len(m.skps))):
        if not skp["id"]:
            continue
        above = m.some(m.results)
        m.results.append(dict(
            id="r%d" % m.rng.randint(500, 999), skp_id=skp["id"],
            klasifikasi="individu", mendukung_id=m.rng.choice(
                ("", above["id"] if above else ""))))


def ruang_gtk(m):
    """Attempts at Ruang GTK, before and after a change in Verval PTK."""
    for _ in range(m.rng.randint(1, 3)):
        person = m.rng.choice(m.people)
        steps = m.rng.sample(("ubah_vervalptk", "sinkro_gtk", "sinkro_gtk",
                              "sinkro_penilaian", "ubah_vervalptk"), 3)
        day = m.near(-12, 0)
        for step in steps:
            m.event(person, step, "%sT%02d:00:00" % (day, m.rng.choice(
                (8, 8, 23))))
            if m.chance(0.4):
                m.events[-1]["berhasil"] = m.rng.choice(("tidak", "0"))
            day += datetime.timedelta(m.rng.choice((0, 1, 2, 3, 5)))
        if m.chance(0.5):
            m.view(person, "vervalptk", nip=m.rng.choice(
                (m.nip(False), person["nip"], person["nip"][:17])))
        if m.chance(0.3):
            person["akun"] = m.rng.choice(("nonaktif", "diblokir"))


def odd_nip(m):
    """A NIP of the wrong length or kind, or with an impossible part."""
    named = [p for p in m.people if len(p["nip"]) == 18]
    for person in m.rng.sample(named, min(3, len(named))):
        nip = person["nip"]
        place, text = m.rng.choice((
            (4, "13"), (6, "30"), (4, "0229"), (12, "00"), (12, "13"),
            (12, "20"), (12, "21"), (12, "06"), (14, "3"), (14, "0"),
            (15, "000"), (8, str(int(nip[:4]) + 16)),
            (8, str(int(nip[:4]) + 17)), (17, "X"), (0, "0000")))
        nip = nip[:place] + text + nip[place + len(text):]
        person["nip"] = m.rng.choice((nip, nip, nip[:17], nip + "1"))
        if m.chance(0.4):
            person["jenis_pegawai"] = m.rng.choice(
                ("TNI", "", "PPPK", "PNS", "CPNS", "Honorer", "--"))


def odd_kind(m):
    person = m.rng.choice(m.people)
    person["jenis_pegawai"] = m.rng.choice(("PPPK", "P3K", "PNS", "4"))
    m.rng.choice(m.people)["golru"] = m.rng.choice(
        ("I/a", "IV/e", "XVII", "i", "45", "III.d"))


def odd_account(m):
    for _ in range(2):
        m.rng.choice(m.people)["akun"] = m.rng.choice(
            ("nonaktif", "tidak terdaftar", "tidak", "blokir", "Aktif"))


def odd_view(m):
    """A system that says something else of a person."""
    other = m.rng.choice(m.people)
    for _ in range(m.rng.randint(1, 3)):
        person = m.rng.choice(m.people)
        for source in ("siasn", m.rng.choice(("e-Kinerja", "dapodik",
                                              "vervalptk"))):
            m.view(person, source, waktu=m.rng.choice(
                ("", "2026-01-05", m.moment())))
        view = m.profiles[-1]
        column, text = m.rng.choice((
            ("unor_id", other["unor_id"]), ("unor_id", "x-5"),
            ("jabatan", "guru"), ("jabatan", "Kepala"), ("golru", "III/d"),
            ("golru", "33"), ("golru", "entah"), ("jenis_jabatan", "4"),
            ("jenis_jabatan", "Pelaksana"), ("nip", other["nip"]),
            ("nik", "329900000000001"), ("nik", other["nik"]),
            ("nuptk", "77"), ("npsn", "29999999"),
            ("npsn", other["unit"]["npsn"]), ("waktu", "")))
        view[column] = text


def second_school(m):
    """Dapodik knows somebody at two schools, or at another one."""
    at_school = [p for p in m.people if p["unit"]["npsn"]]
    for person in m.rng.sample(at_school, min(2, len(at_school))):
        for _ in range(m.rng.choice((1, 2))):
            m.view(person, "dapodik", npsn=m.rng.choice(
                (m.rng.choice(at_school)["unit"]["npsn"],
                 person["unit"]["npsn"], "20000777")))


def on_leave(m):
    person = m.rng.choice(m.people)
    person["kedudukan"] = m.rng.choice(EXEMPT)


def by_kabid(m):
    """Kepala sekolah answer to the head of a bidang of their dinas."""
    schools = [u for u in m.units if u["kind"] == "sekolah" and u["head"]]
    for unit in schools:
        dinas = unit["above"]
        while dinas and dinas["kind"] != "dinas":
            dinas = dinas["above"]
        bidang = [u for u in m.units if u["kind"] == "bidang" and u["head"]
                  and u["above"] is dinas]
        if not bidang or m.chance(0.3):
            continue
        over = m.rng.choice(bidang)
        if m.chance(0.5):
            over["nama"] = m.rng.choice(("Bidang Pembinaan SMP", "-bidang sd",
                                         "Bidang SDM", "Bidang  PAUD, TK"))
        names = (unit["head"]["id"], unit["head"]["nip"])
        for row in m.skps + [unit["head"]]:
            if row is unit["head"] or row["pegawai_id"] in names:
                row["atasan_id"] = m.name(over["head"])


TABLES = ("units", "people", "assignments", "skps", "events", "profiles",
          "results", "seasons")
NAMES = ("unor", "pegawai", "penugasan", "skp", "kejadian", "profil", "rhk",
         "periode")
DATES = ("mulai", "selesai", "kedaluwarsa", "tmt_jabatan")
CODES = ("eselon_id", "jenis", "status", "kedudukan", "jenis_jabatan",
         "golru", "aksi", "sumber", "aktif", "diklaim", "berhasil", "plt",
         "jenis_pegawai")
KEYS = ("id", "pegawai_id", "unor_id", "atasan_id", "diatasan_id",
        "pemimpin_id", "induk_id", "instansi_id", "nip", "npsn", "nik",
        "nuptk", "skp_id", "mendukung_id")


def random_cells(m, columns, texts, times):
    rows = [row for table in TABLES for row in getattr(m, table)]
    for _ in range(times):
        row = m.rng.choice(rows)
        mine = [column for column in columns if column in row]
        if mine:
            row[m.rng.choice(mine)] = m.rng.choice(texts)


def damaged_ids(m):
    random_cells(m, KEYS, ("1.98802E+17", "#REF!", "#N/A", "1,98802E+17",
                           "#VALUE!", "NULL", "-", ""), m.rng.randint(1, 3))


def bad_dates(m):
    random_cells(m, DATES, ("2026-13-01", "31/02/2026", "kemarin",
                            "0000-00-00", "2026-02-30", "01-02-2026",
                            "#N/A", "null"), m.rng.randint(1, 4))
    random_cells(m, ("waktu", "dibuat"), ("tadi", "2026-01-01T25:00:00",
                                          "0000-00-00", "02/03/2026"), 2)


def unknown_codes(m):
    text = m.rng.choice(("entah", "qwerty", "Zebra"))
    random_cells(m, CODES, (text, text.upper(), "--", "#REF!"),
                 m.rng.randint(1, 6))


def blanks(m):
    random_cells(m, KEYS + CODES + DATES, ("", " ", "NULL", "null", "-"),
                 m.rng.randint(1, 6))


def many_posts(m, person, unit):
    """Many assignments of a person, and of others on a unit."""
    units = m.rng.sample(m.units, min(3, len(m.units)))
    jenis = m.rng.sample(("D", "TT", "PJ", "PLT", "PLH", "DELEGASI"), 3)
    for _ in range(m.rng.randint(18, 40)):
        mine = m.chance(0.5)
        m.assign(person if mine else m.rng.choice(m.people),
                 m.rng.choice(units) if mine else unit, m.rng.choice(jenis),
                 m.rng.choice(("", m.near(-200, 20), m.near(-9, 9))),
                 m.rng.choice(("", m.near(-20, 100), m.near(-9, 9))))


def many_skp(m, person, unit):
    """Many SKP of a person, some of them for others on a unit."""
    units = m.rng.sample(m.units, min(2, len(m.units)))
    for _ in range(m.rng.randint(18, 30)):
        m.skp(person if m.chance(0.8) else m.rng.choice(m.people),
              m.rng.choice(("", m.near(-200, 20), m.near(-9, 9))),
              m.rng.choice(("", m.near(-20, 200), m.near(-9, 9))),
              unor_id=m.rng.choice(units + [unit])["id"],
              plt=m.rng.choice(("", "", "ya")))


def many_events(m, person, _):
    """Many events of a person, some at one instant, some derived."""
    times = [m.moment(-40, 5) for _ in range(12)]
    for _ in range(m.rng.randint(18, 40)):
        m.event(person, m.rng.choice(ALL_AKSI), m.rng.choice(times))
        m.events[-1]["sistem"] = m.rng.choice(("", "", "selisih"))
        m.events[-1]["berhasil"] = m.rng.choice(("", "ya", "tidak"))


def crowded(m):
    """So much belongs to one person or unit that it is looked up."""
    heads = [u["head"] for u in m.units if u["head"]]
    person = m.rng.choice(heads if heads and m.chance(0.7) else m.people)
    unit = m.rng.choice(m.units)
    for many in (many_posts, many_skp, many_events):
        if m.chance(0.5):
            many(m, person, unit)
    for row in m.people + m.skps:
        if m.chance(0.2):
            row["atasan_id"] = m.name(person)


TROUBLES = (
    (cycle_units, .10), (unknown_parent, .10), (excerpt, .10),
    (second_root, .15), (second_instansi, .10), (odd_eselon, .25),
    (below_pengawas, .20), (dead_unit, .25), (npsn, .20),
    (wrong_induk, .20), (unclaimed, .30), (strange_head, .15),
    (bare_unit, .10), (vacancy, .25), (retire, .30),
    (more_assignments, .35), (two_heads, .15), (rotation, .25),
    (delegate, .20), (self_appraisal, .20), (mutual, .15),
    (inactive_atasan, .20), (other_branch, .30), (unknown_people, .25),
    (unknown_units, .20), (repeated_unit, .10), (repeated_person, .15),
    (crossed_ids, .10), (accented, .06), (merged_skp, .30), (stale_skp, .25),
    (late_org, .20), (early_member, .30), (derived_events, .30),
    (no_log_of_head, .10),
    (same_instant, .15), (noise_events, .30), (odd_times, .20),
    (damaged_ids, .15), (bad_dates, .20), (unknown_codes, .20),
    (blanks, .20), (acting, .20), (two_hats, .25), (empty_plans, .15),
    (ruang_gtk, .50), (odd_nip, .25), (odd_kind, .15), (odd_account, .15),
    (odd_view, .45), (second_school, .40), (on_leave, .15),
    (by_kabid, .30), (double_skp, .15), (odd_period, .15), (renewed, .30),
    (acting_skp, .15), (odd_seasons, .60), (crowded, .10),
)


# Layout: how the rows are written down.

NEEDED = {
    "unor": ("id",), "pegawai": ("id", "nip"),
    "penugasan": ("pegawai_id", "unor_id", "jenis", "mulai", "selesai"),
    "skp": ("pegawai_id", "mulai", "selesai"),
    "kejadian": ("pegawai_id", "aksi", "waktu"),
    "profil": ("pegawai_id", "sumber"), "rhk": ("id", "skp_id"),
    "periode": ("id",),
}


def dress(rng, column, text):
    """The same value, written otherwise."""
    if not text or rng.random() < 0.93:
        return text
    if column == "nama":
        return text + rng.choice((', "lama"', "\nlantai 2", "; |\tx", " é"))
    if column in KEYS and "_" not in text:
        text = rng.choice((text.upper(), text.lower(), text))
    if column == "nip" and len(text) == 18 and text.isdigit():
        text = rng.choice(("'" + text, "%s %s %s %s" % (
            text[:8], text[8:14], text[14], text[15:]), text))
    if column in DATES and text[:4].isdigit() and len(text) == 10:
        year, month, day = text.split("-")[:3]
        text = rng.choice(("%s/%s/%s" % (day, month, year),
                           "%s-%s-%s" % (day, month, year)))
    return rng.choice((text, " " + text, text + "\u00a0", text + "\t",
                       "\u00a0 " + text + " "))


def columns_of(rng, table, dropping):
    columns = list(COLUMNS[table])
    if rng.random() < 0.5:
        rng.shuffle(columns)
    if dropping:
        share = rng.choice((0.1, 0.3))
        columns = [c for c in columns if c in NEEDED[table]
                   or rng.random() >= share]
    if table == "pegawai" and dropping and rng.random() < 0.1:
        columns.remove(rng.choice(("id", "nip")))
    return columns


def one_file(rng, table, rows, dropping):
    columns = columns_of(rng, table, dropping)
    lines = [[dress(rng, c, row[c]) for c in columns] for row in rows]
    for _ in range(rng.choice((0, 0, 0, 1))):
        lines.insert(rng.randint(0, len(lines)), [""] * len(columns))
    headings = [rng.choice((c, c, c.upper(), c.replace("_", " ")))
                if rng.random() < 0.1 else c for c in columns]
    if rng.random() < 0.05:
        headings.append("catatan_lain")
        for line in lines:
            line.append("x" if any(line) else "")
    return table, headings, lines


def layout(m):
    rng = m.rng
    files = []
    for attribute, table in zip(TABLES, NAMES):
        rows = getattr(m, attribute)
        if not rows and m.chance(0.7):
            continue
        if m.chance(0.05) and table not in ("unor", "pegawai"):
            continue
        if m.chance(0.3):
            rng.shuffle(rows)
        if m.chance(0.15) and len(rows) > 1:
            cut = rng.randint(1, len(rows) - 1)
            parts = [rows[:cut], rows[cut:]]
        else:
            parts = [rows]
        files += [one_file(rng, table, part, m.chance(0.25))
                  for part in parts]
    return files


def when(seed):
    """(pada, tahun or None) of a seed."""
    m = Maker(seed)
    rng = random.Random("when %d" % seed)
    pada = m.day.isoformat()
    if rng.random() < 0.4:
        pada += "T%02d:00:00" % rng.randint(0, 23)
    tahun = rng.choice((None, None, None, 2026, 2026, 2025))
    return pada, tahun


def local(seed):
    """What the local policy of a seed says otherwise, mostly nothing."""
    rng = random.Random("local %d" % seed)
    if rng.random() < 0.6:
        return {}
    return {"leader_first": rng.choice(("all", "all", "sekolah")),
            "events_complete": rng.random() < 0.5,
            "plt_max_months": rng.choice((0, 3, 6, 7)),
            "skp_due": rng.choice(((1, 31), (2, 29), (6, 30))),
            "retry_working_days": rng.choice((0, 1, 3, 6))}


def law(seed):
    """The shipped policy of a seed: for half of them the default, for the
    others each in turn."""
    names = list(policy.SHIPPED)
    return names[0] if seed % 2 else names[seed // 2 % len(names)]


def knobs(seed):
    """Shipped and local policy together."""
    return dict(policy.SHIPPED[law(seed)], **local(seed))


def policy_text(said):
    """The same as the tool reads it."""
    lines = []
    for name, value in sorted(said.items()):
        if name == "skp_due":
            value = "'%02d-%02d'" % value
        elif isinstance(value, tuple):
            value = "[%s]" % ", ".join(value)
        elif isinstance(value, bool):
            value = "true" if value else "false"
        lines.append("%s: %s\n" % (name, value))
    return "".join(lines)


def generate(seed, crowds=True):
    """The files of a seed: a list of (table, headings, rows)."""
    m = Maker(seed)
    m.world()
    calm = m.rng.choice((0.3, 0.7, 1.0, 1.5))
    for trouble, share in TROUBLES:
        if trouble is crowded and not crowds:
            continue
        if m.chance(share * calm):
            trouble(m)
    return layout(m)


def file_names(files):
    """<table>.csv, the files of a table that has several numbered."""
    names, tables = [], [table for table, _, _ in files]
    for place, table in enumerate(tables):
        number = tables[:place].count(table) + 1
        names.append(table + ("-%03d" % number if tables.count(table) > 1
                              else "") + ".csv")
    return names


def csv_text(headings, rows):
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([text or "" for text in row] for row in rows)
    return stream.getvalue()


def write(files, directory):
    for name, (_, headings, rows) in zip(file_names(files), files):
        path = os.path.join(directory, name)
        with open(path, "w", encoding="utf-8", newline="") as stream:
            stream.write(csv_text(headings, rows))


def variants(found):
    """What a finding counts as: its code, and its finer kind."""
    yield found["code"]
    detail = found.get("detail", "")
    if found["code"] == "REF009":
        detail = detail.split(": ", 1)[1].split(" ")[0]
    if found["code"] in ("SYN401", "SYN402", "SYN406", "SYN407", "REF008",
                         "PRD604", "PRD609"):
        detail = ""
    yield "%s %s %s" % (found["code"], found["severity"], detail)


def statistics(seeds):
    from oracle.rules import check
    counts, spent, findings = {}, 0.0, 0
    for seed in range(seeds):
        files = generate(seed)
        start = time.perf_counter()
        pada, tahun = when(seed)
        found = check(files, pada, tahun, knobs(seed))[0]
        spent += time.perf_counter() - start
        findings += len(found)
        for name in {name for one in found for name in variants(one)}:
            counts[name] = counts.get(name, 0) + 1
    for name in sorted(counts):
        print("%6.2f %%  %s" % (100.0 * counts[name] / seeds, name))
    print("%.1f findings and %.1f ms a set" % (findings / seeds,
                                               1000 * spent / seeds))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stats", type=int, metavar="N",
                        help="how often each code fires over N seeds")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--write", metavar="DIR")
    args = parser.parse_args()
    if args.stats:
        statistics(args.stats)
    elif args.seed is not None and args.write:
        os.makedirs(args.write, exist_ok=True)
        write(generate(args.seed), args.write)
        print("--pada %s%s" % (when(args.seed)[0], "" if not
              when(args.seed)[1] else " --tahun %d" % when(args.seed)[1]))
        print(policy_text(knobs(args.seed)), end="")
    else:
        parser.error("give --stats N, or --seed N with --write DIR")


if __name__ == "__main__":
    main()
