#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Hostile shapes of data, each of a size that doubles with N: what is
quadratic somewhere takes four times as long.

shapes.py            lists the shapes
shapes.py SHAPE N FOLDER
"""

import csv
import itertools
import os
import sys

HEADINGS = {
    "unor": "id,nama,jenis,diatasan_id,npsn,pemimpin_id,eselon_id",
    "pegawai": "id,nip,nama,kedudukan,unor_id,jabatan,atasan_id,nik,"
               "tmt_jabatan",
    "penugasan": "pegawai_id,unor_id,jenis,mulai,selesai",
    "skp": "id,pegawai_id,unor_id,jenis,status,mulai,selesai,atasan_id,"
           "dibuat",
    "rhk": "id,skp_id,klasifikasi,mendukung_id",
    "kejadian": "pegawai_id,aksi,waktu,berhasil",
    "profil": "pegawai_id,sumber,nip,nik,jabatan,waktu",
    "periode": "id,instansi_id,tahun,tipe,angka,awal,akhir,batas",
}
ACTS = ("edit_profil", "sinkron_asn", "muat_ulang", "sinkro_gtk")


def nip(i):
    """An official's NIP; nobody bears it."""
    return "%04d%02d%02d200001%d%03d" % (
        1960 + i % 20, 1 + i // 20 % 12, 1 + i // 240 % 28,
        1 + i // 6720 % 2, 1 + i // 13440 % 999)


def when(i):
    """An instant of January, a later one for a larger i."""
    return "2026-01-%02dT%02d:%02d:%02d" % (
        1 + i // 86400 % 28, i // 3600 % 24, i // 60 % 60, i % 60)


def unit(i, above="", **more):
    """A row of unor."""
    return dict({"id": "U%d" % i, "nama": "Unit %d" % i,
                 "diatasan_id": above}, **more)


def person(i, u, **more):
    """A row of pegawai."""
    return dict({"nip": nip(i), "nama": "Orang %d" % i, "unor_id": u,
                 "jabatan": "Analis"}, **more)


def head(i, u, kind="D"):
    """A row of penugasan."""
    return {"pegawai_id": nip(i), "unor_id": u, "jenis": kind,
            "mulai": "2024-01-01"}


def plan(i, u, **more):
    """A row of skp."""
    return dict({"pegawai_id": nip(i), "unor_id": u, "jenis": "individu",
                 "status": "disetujui", "mulai": "2026-01-01",
                 "selesai": "2026-12-31"}, **more)


def event(i, act, t):
    """A row of kejadian."""
    return {"pegawai_id": nip(i), "aksi": act, "waktu": when(t)}


def school(n, **more):
    """A school with its head, person 0, and n members."""
    return {"unor": [unit(0, jenis="sekolah", npsn="10000000")],
            "pegawai": [person(i, "U0", atasan_id=nip(0), **more)
                        for i in range(n + 1)],
            "penugasan": [head(0, "U0")],
            "skp": [plan(i, "U0", atasan_id=nip(0)) for i in range(n + 1)]}


def amended(rows, table, **more):
    """The rows, with more said in all of one table."""
    for row in rows[table]:
        row.update(more)
    return rows


def line(n):
    """n units, each below the one before."""
    return [unit(i, "U%d" % (i - 1) if i else "") for i in range(n)]


# ---- units ----

def chain(n):
    """One chain of units, each with a head and nothing published."""
    return {"unor": line(n),
            "pegawai": [person(i, "U%d" % i) for i in range(n)],
            "penugasan": [head(i, "U%d" % i) for i in range(n)],
            "skp": [plan(i, "U%d" % i) for i in range(n)]}


def chain_without_heads(n):
    """One chain; only its top has a head, and all work at its end."""
    return {"unor": line(n),
            "pegawai": [person(i, "U%d" % (n - 1)) for i in range(n)],
            "penugasan": [head(0, "U0")],
            "skp": [plan(i, "U%d" % (n - 1)) for i in range(n)]}


def chain_spread(n):
    """One chain whose top has the only head, people all along it."""
    return {"unor": line(n),
            "pegawai": [person(i, "U%d" % i) for i in range(n)],
            "penugasan": [head(0, "U0")],
            "skp": [plan(i, "U%d" % i) for i in range(n)]}


def star(n):
    """One unit with n others directly below it."""
    return {"unor": [unit(0)] + [unit(i, "U0") for i in range(1, n)],
            "pegawai": [person(i, "U%d" % i) for i in range(n)],
            "penugasan": [head(i, "U%d" % i) for i in range(n)],
            "skp": [plan(i, "U%d" % i, jenis="organisasi")
                    for i in range(n)]}


def dangling(n):
    """No reference finds its row."""
    return {"unor": [unit(i, "X%d" % i, pemimpin_id=nip(n + i))
                     for i in range(n)],
            "pegawai": [person(i, "X%d" % i, atasan_id=nip(n + i))
                        for i in range(n)],
            "penugasan": [head(n + i, "X%d" % i) for i in range(n)],
            "skp": [plan(n + i, "X%d" % i) for i in range(n)],
            "kejadian": [event(n + i, "sinkron_asn", i) for i in range(n)]}


def repeated(n):
    """Every row has the same id."""
    return {"unor": [unit(0) for _ in range(n)],
            "pegawai": [person(0, "U0", id="P") for _ in range(n)],
            "skp": [plan(0, "U0", id="S") for _ in range(n)],
            "rhk": [{"id": "R", "skp_id": "S"} for _ in range(n)]}


def contradicting(n):
    """n rows of one SKP, no two of them alike."""
    return {"unor": line(n), "pegawai": [person(0, "U0")],
            "skp": [plan(0, "U%d" % i, id="S", status="Kode %d" % i)
                    for i in range(n)]}


def cycle(n):
    """One cycle of n units."""
    rows = line(n)
    rows[0]["diatasan_id"] = "U%d" % (n - 1)
    return {"unor": rows,
            "pegawai": [person(i, "U%d" % i) for i in range(n)],
            "skp": [plan(i, "U%d" % i) for i in range(n)]}


def tail_of_cycle(n):
    """A chain of n units below a unit that is its own parent."""
    rows = line(n)
    rows[0]["diatasan_id"] = "U0"
    return {"unor": rows,
            "pegawai": [person(i, "U%d" % i) for i in range(n)]}


def one_head_of_chain(n):
    """One person heads all units of a chain."""
    return dict(chain(n), penugasan=[head(0, "U%d" % i) for i in range(n)])


def short_in_chain(n):
    """One chain; all work at its end, and began long after its only head."""
    rows = amended(chain_without_heads(n), "skp", mulai="2026-04-01")
    return amended(rows, "pegawai", tmt_jabatan="2020-01-01")


def pengawas_in_chain(n):
    """One chain below a dinas, with all Pengawas Sekolah at its end."""
    rows = amended(chain_without_heads(n), "pegawai",
                   jabatan="Pengawas Sekolah")
    rows["unor"][0]["jenis"] = "dinas"
    return rows


def small_cycles(n):
    """n units, each its own parent."""
    return {"unor": [unit(i, "U%d" % i) for i in range(n)],
            "pegawai": [person(i, "U%d" % i) for i in range(n)]}


def one_npsn(n):
    """n schools with one NPSN, each of whose findings lists all of them: the
    check is measured, without writing what it found."""
    return {"unor": [unit(i, jenis="sekolah", npsn="10000000")
                     for i in range(n)],
            "pegawai": [person(i, "U%d" % i) for i in range(n)]}


# ---- people ----

def one_unit(n):
    """Everybody in one school whose head has published nothing."""
    return school(n)


def all_heads(n):
    """Everybody heads one unit."""
    return {"unor": [unit(0)],
            "pegawai": [person(i, "U0") for i in range(n)],
            "penugasan": [head(i, "U0") for i in range(n)],
            "skp": [plan(i, "U0") for i in range(n)]}


def all_heads_above(n):
    """Half of all head one unit; the other half work in those below it."""
    half = n // 2
    return {"unor": [unit(0)] + [unit(i, "U0") for i in range(1, half)],
            "pegawai": [person(i, "U0") for i in range(half)] + [
                person(half + i, "U%d" % (1 + i % (half - 1)),
                       atasan_id=nip(i)) for i in range(half)],
            "penugasan": [head(i, "U0") for i in range(half)],
            "skp": [plan(half + i, "U%d" % (1 + i % (half - 1)),
                         atasan_id=nip(i)) for i in range(half)]}


def many_expected(n):
    """Half of all head one unit; the others there have another atasan. Each
    of their findings lists all who would be right: measured as one_npsn."""
    rows = all_heads_above(n)
    for row in rows["pegawai"][n // 2:] + rows["skp"]:
        row["atasan_id"] = nip(n - 1)
    return rows


def past_heads(n):
    """all_heads_above, with SKP that ended on one day or another."""
    rows = amended(all_heads_above(n), "skp", selesai="2026-03-31")
    for i, row in enumerate(rows["skp"]):
        row["mulai"] = "2026-02-%02d" % (1 + i % 28)
    return rows


def dated_heads(n):
    """all_heads_above, with SKP shorter than the posts, whose day is known."""
    rows = amended(all_heads_above(n), "skp", mulai="2026-04-01")
    return amended(rows, "pegawai", tmt_jabatan="2020-01-01")


def wrong_head(n):
    """One person heads n units and appraises, wrongly, everybody."""
    rows = {"unor": [unit(0), unit(1)] + [unit(i, "U1") for i in range(2, n)],
            "pegawai": [person(i, "U0", atasan_id=nip(0)) for i in range(n)],
            "penugasan": [head(1, "U0")] + [
                head(0, "U%d" % i) for i in range(2, n)]}
    rows["pegawai"][0]["unor_id"] = "U1"
    return rows


def heads_in_turn(n):
    """n heads of one unit, one after the other, and as many members."""
    return {"unor": [unit(0)],
            "pegawai": [person(i, "U0") for i in range(n)],
            "penugasan": [dict(head(i, "U0"), mulai="%d-01-01" % (
                1000 + i % 1000), selesai="%d-12-31" % (1000 + i % 1000))
                          for i in range(n)],
            "skp": [plan(i, "U0", mulai="2025-01-01", selesai="2025-12-31")
                    for i in range(n)]}


def short_in_turn(n):
    """heads_in_turn, with SKP that begin late in T."""
    return amended(heads_in_turn(n), "skp", mulai="2026-02-01",
                   selesai="2026-12-31", atasan_id=nip(0))


def head_of_all(n):
    """One person heads n units."""
    return {"unor": [unit(0)] + [unit(i, "U0") for i in range(1, n)],
            "pegawai": [person(i, "U%d" % i) for i in range(n)],
            "penugasan": [head(0, "U%d" % i) for i in range(n)],
            "skp": [plan(i, "U%d" % i, atasan_id=nip(0)) for i in range(n)]}


def delegations(n):
    """A chain of units, all delegated to one person, who appraises all."""
    return {"unor": line(n),
            "pegawai": [person(i, "U%d" % (n - 1), atasan_id=nip(1))
                        for i in range(n)],
            "penugasan": [head(0, "U0")] + [
                head(1, "U%d" % i, "DELEGASI") for i in range(n)],
            "skp": [plan(i, "U%d" % (n - 1), atasan_id=nip(1))
                    for i in range(n)]}


def old_delegations(n):
    """n delegations of one person on one unit, all over by now."""
    rows = school(n)
    rows["pegawai"] = [person(i, "U0", atasan_id=nip(1))
                       for i in range(n + 1)]
    rows["penugasan"] += [dict(head(1, "U0", "DELEGASI"), mulai="%d-01-01" % (
        1000 + i % 1000), selesai="%d-12-31" % (1000 + i % 1000))
        for i in range(n)]
    return rows


def ring_of_atasan(n):
    """One cycle of n people, each the atasan of the one before."""
    return {"unor": [unit(0)],
            "pegawai": [person(i, "U0", atasan_id=nip((i + 1) % n))
                        for i in range(n)]}


def one_nik(n):
    """Everybody has one NIK and one name."""
    rows = school(n, nik="3201010101900001", nama="Siti")
    rows["profil"] = [{"pegawai_id": nip(i), "sumber": "dapodik",
                       "nik": "3201010101900001", "waktu": when(i)}
                      for i in range(n)]
    return rows


def case_of_ids(n):
    """One person, whose id is spelt in n ways."""
    names = ["".join(c) for c in itertools.islice(
        itertools.product(*zip("pegawaiunitkerja", "PEGAWAIUNITKERJA")), n)]
    return {"unor": [unit(0)],
            "pegawai": [{"id": name, "nip": nip(i), "unor_id": "u0"}
                        for i, name in enumerate(names)]}


# ---- what people have ----

def all_skp(n):
    """One person has n SKP that overlap."""
    rows = school(10)
    rows["skp"] = [plan(0, "U0", id="S%d" % i) for i in range(n)]
    return rows


def all_months(n):
    """One person has n SKP by month, with gaps."""
    rows = school(10)
    rows["skp"] = [plan(0, "U0", id="S%d" % i, mulai="%d-%02d-01" % (
        1000 + i // 6 % 1000, 1 + i % 6 * 2), selesai="%d-%02d-28" % (
            1000 + i // 6 % 1000, 1 + i % 6 * 2)) for i in range(n)]
    return rows


def org_skp(n):
    """n draft SKP Organisasi of one school, and as many members."""
    rows = school(n)
    rows["skp"] += [plan(0, "U0", id="O%d" % i, jenis="organisasi",
                         status="draft") for i in range(n)]
    return rows


def early_skp(n):
    """n members whose SKP are older than all n SKP Organisasi."""
    rows = amended(school(n), "skp", dibuat="2026-01-02")
    rows["skp"] += [plan(0, "U0", id="O%d" % i, jenis="organisasi",
                         dibuat="2026-02-01") for i in range(n)]
    return rows


def all_rhk(n):
    """One SKP with n RHK, each of which supports the next."""
    rows = school(10)
    rows["skp"][0]["id"] = "S"
    rows["rhk"] = [{"id": "R%d" % i, "skp_id": "S",
                    "klasifikasi": "individu", "mendukung_id": "R%d" % (
                        i + 1)} for i in range(n)]
    return rows


def all_events(n):
    """One person, a head, has n events; all members repaired later."""
    rows = school(n)
    rows["kejadian"] = [event(0, ACTS[i % 4], i) for i in range(n)] + [
        event(i, "muat_ulang", n + i) for i in range(1, n)]
    return rows


def events_after(n):
    """The head has n events, all of them after those of all members."""
    rows = school(n)
    rows["kejadian"] = [event(i, "sinkron_asn", i) for i in range(1, n)] + [
        event(0, ACTS[i % 2], n + i) for i in range(n)]
    return rows


def one_instant(n):
    """n events at one instant."""
    rows = school(10)
    rows["kejadian"] = [event(i % 10, ACTS[i % 4], 0) for i in range(n)]
    return rows


def all_views(n):
    """n views of one person."""
    rows = school(10)
    rows["profil"] = [{"pegawai_id": nip(1), "sumber": "siasn",
                       "jabatan": "Guru %d" % i, "waktu": when(i)}
                      for i in range(n)]
    return rows


def all_periods(n):
    """n periods of one instansi, and as many SKP."""
    rows = school(n)
    rows["periode"] = [{"id": "W%d" % i, "instansi_id": "I", "tahun": "2026",
                        "tipe": "1", "angka": str(1 + i % 12),
                        "awal": "01-01", "akhir": "12-31", "batas": "01-15"}
                       for i in range(n)]
    return rows


def unknown_codes(n):
    """Every code is another that nobody knows, no date is one."""
    rows = school(n)
    for i, row in enumerate(rows["pegawai"]):
        row["kedudukan"] = "Kode %d" % i
    for i, row in enumerate(rows["skp"]):
        row["status"], row["mulai"] = "Kode %d" % i, "kapan %d" % i
    return rows


SHAPES = [chain, chain_without_heads, chain_spread, star, dangling, repeated,
          contradicting, cycle, tail_of_cycle,
          one_head_of_chain, short_in_chain, pengawas_in_chain, small_cycles,
          one_npsn, one_unit, all_heads, all_heads_above, many_expected,
          past_heads, dated_heads, wrong_head, heads_in_turn, short_in_turn,
          head_of_all, delegations, old_delegations, ring_of_atasan, one_nik,
          case_of_ids, all_skp, all_months, org_skp, early_skp,
          all_rhk, all_events,
          events_after, one_instant, all_views, all_periods, unknown_codes]


def main(name, n, folder):
    """Writes a shape."""
    rows = {s.__name__: s for s in SHAPES}[name](int(n))
    os.makedirs(folder, exist_ok=True)
    for table, found in rows.items():
        heads = [h for h in HEADINGS[table].split(",")
                 if any(h in row for row in found)]
        with open(os.path.join(folder, table + ".csv"), "w", newline="",
                  encoding="utf-8") as f:
            out = csv.DictWriter(f, heads, restval="", lineterminator="\n")
            out.writeheader()
            out.writerows(found)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        main(*sys.argv[1:])
    else:
        print("\n".join(s.__name__ for s in SHAPES))
