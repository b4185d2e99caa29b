#!/usr/bin/env python3
"""Writes data/: a kabupaten in which nothing is wrong, as real exports.

The outline is the state of 30 June 2026.  The stories below tell what
happened in the first half of the year; each leaves its rows in the jabatan
history, the SKP it split, and sometimes events.  README.md lists them.
"""

import os
import sys

sys.dont_write_bytecode = True
DI_SINI = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(DI_SINI, "..", "..", "examples", "data"))

import ekspor
from orang import Dunia

BENIH = 630
INSTANSI = "Pemerintah Kab. Tirtasari"
AWAL, AKHIR = "2026-01-01", "2026-12-31"
MARET, APRIL = "2026-03-31", "2026-04-01"

# nama | post of the head | eselon | head | staff      (see orang.Dunia)
GARIS_BESAR = """
Pemerintah Kabupaten Tirtasari | Bupati | | |
--Sekretariat Daerah | Sekretaris Daerah | 21 | S |
----Asisten Pemerintahan dan Kesejahteraan Rakyat | Asisten Pemerintahan dan Kesejahteraan Rakyat | 22 | S |
------Bagian Tata Pemerintahan | Kepala Bagian Tata Pemerintahan | 31 | S | P4 F2
----Asisten Administrasi Umum | Asisten Administrasi Umum | 22 | S | P1
------Bagian Umum | Kepala Bagian Umum | 31 | S | P4
--------Subbagian Rumah Tangga | Kepala Subbagian Rumah Tangga | 41 | S | P5
----Kelompok Jabatan Fungsional | | 99 | | F3
--Dinas Pendidikan dan Kebudayaan | Kepala Dinas Pendidikan dan Kebudayaan | 22 | S |
----Sekretariat | Sekretaris Dinas | 31 | S | P4
------Subbagian Umum dan Kepegawaian | Kepala Subbagian Umum dan Kepegawaian | 41 | S | P5
----Bidang Pembinaan SD | Kepala Bidang Pembinaan SD | 32 | S | P3 W1
------Seksi Kurikulum dan Penilaian SD | Kepala Seksi Kurikulum dan Penilaian SD | 41 | S | P3
----Bidang Pembinaan SMP | Kepala Bidang Pembinaan SMP | 32 | S | P4
----Kelompok Jabatan Fungsional | | 99 | | F2 W4
----UPTD Teknologi Pembelajaran | Kepala UPTD Teknologi Pembelajaran | 41 | S | P4
----Koordinator Wilayah Pendidikan Kecamatan Cikaret | | | |
------TK Negeri Pembina Cikaret | Kepala TK Negeri Pembina Cikaret | 99 | G | G5
------SD Negeri 1 Cikaret | Kepala SD Negeri 1 Cikaret | 99 | G | G14 P1
------SDN 2 Cikaret | | 99 | G | G12
----UPTD SD Negeri Rancamaya | Kepala UPTD SD Negeri Rancamaya | 99 | G | G11
----SMP Negeri 1 Tirtasari | | | G | G28 P2
----SMP Negeri 2 Tirtasari | | | G | G24 P2
--Dinas Kesehatan | Kepala Dinas Kesehatan | 22 | S |
----Sekretariat | Sekretaris Dinas | 31 | S | P4
------Subbagian Umum dan Kepegawaian | Kepala Subbagian Umum dan Kepegawaian | 41 | S | P4
----Bidang Kesehatan Masyarakat | Kepala Bidang Kesehatan Masyarakat | 32 | S | N3 P2
----Bidang Pelayanan Kesehatan | Kepala Bidang Pelayanan Kesehatan | 32 | | N4 P3
----Kelompok Jabatan Fungsional | | 99 | | F2 N2
----UPTD Puskesmas Cikaret | Kepala UPTD Puskesmas Cikaret | 99 | D | N26
------Subbagian Tata Usaha | Kepala Subbagian Tata Usaha | 42 | S | P4
----Puskesmas Rancamaya | Kepala Puskesmas Rancamaya | 99 | D | N22
------Subbagian Tata Usaha | Kepala Subbagian Tata Usaha | 42 | S | P3
--Badan Kepegawaian dan Pengembangan SDM | Kepala Badan Kepegawaian dan Pengembangan SDM | 22 | S | F2
----Sekretariat | Sekretaris Badan | 31 | S | P4
----Bidang Mutasi dan Promosi | Kepala Bidang Mutasi dan Promosi | 32 | S | P3 F2
--Kecamatan Cikaret | Camat Cikaret | 31 | S |
----Sekretariat Kecamatan | Sekretaris Kecamatan Cikaret | 32 | S | P4
----Seksi Pemerintahan | Kepala Seksi Pemerintahan | 41 | S | P3
----Kelurahan Cikaret | Lurah Cikaret | 41 | S | P3
----Kelurahan Sindangsari | Lurah Sindangsari | 41 | | P4
--Kecamatan Rancamaya | Camat Rancamaya | 31 | S |
----Sekretariat Kecamatan | Sekretaris Kecamatan Rancamaya | 32 | S | P4
----Seksi Pemerintahan | Kepala Seksi Pemerintahan | 41 | S | P3
----Kelurahan Rancamaya | Lurah Rancamaya | 41 | S | P4
"""

DISDIK = "Dinas Pendidikan dan Kebudayaan"


class Cerita:
    """What happened, gathered until the exports are written."""

    def __init__(self):
        self.d = Dunia(BENIH, GARIS_BESAR)
        self.riwayat, self.penugasan, self.kejadian = [], [], []
        self.sudah = set()          # whose SKP a story has already made
        self.baru = set()           # heads whose history is told already
        self.diganti = []           # (unit, its head until March)

    def jabat(self, p, unor, tmt, penugasan="D", jabatan=None, eselon=None):
        """A headship in the history."""
        jj = "1" if unor.eselon not in ("", "99") else "2"
        self.riwayat.append(
            (p, unor, jabatan or unor.nama_jabatan or "Kepala Sekolah", jj,
             unor.eselon if eselon is None else eselon, tmt, penugasan))

    def pindah(self, p, unor, tmt):
        """A post in the history that is no headship."""
        self.riwayat.append((p, unor, p.jabatan, p.jj, "", tmt, "D"))

    def skp(self, p, *bagian):
        """The SKP of p, one after the other: (from, to, more)."""
        for mulai, selesai, isi in bagian:
            self.d.skp_baru(p, mulai, selesai, **isi)
        self.sudah.add(p.id)

    def log(self, p, hari, langkah):
        for jam, aksi in langkah:
            self.kejadian.append((p, aksi, "%sT%s:00" % (hari, jam), "ya",
                                  "ekinerja"))


# -- the stories --

def rotasi(c):
    """On 9 March three pimpinan tinggi change places."""
    d = c.d
    unor = [d.cari(n) for n in (DISDIK, "Asisten Administrasi Umum",
                                "Badan Kepegawaian dan Pengembangan SDM")]
    kini = [u.kepala for u in unor]
    dulu = [kini[1], kini[2], kini[0]]      # who headed each until 8 March
    sekda = d.sekda(), d.sekda().unor
    for u, p in zip(unor, dulu):
        c.jabat(p, u, "2022-08-01")
    for u, p in zip(unor, kini):
        asal = unor[dulu.index(p)]
        p.tmt = "2026-03-09"
        c.jabat(p, u, p.tmt)
        c.baru.add(p.id)
        c.skp(p, (AWAL, MARET, {"unor": asal, "jabatan": asal.nama_jabatan,
                                "jenis": "Organisasi", "oleh": sekda}),
              (APRIL, AKHIR, {}))
    c.diganti = list(zip(unor, dulu))


def ganti_atasan(c):
    """Of those whose appraiser changed every second one closed the SKP under
    the former head; the others pressed Muat Ulang."""
    for unor, lama in c.diganti:
        _ganti_atasan(c, unor, lama)


def _ganti_atasan(c, unor, lama):
    giliran = 0
    for p in c.d.pegawai:
        if p.id in c.sudah or c.d.atasan(p)[1] is not unor:
            continue
        giliran += 1
        if giliran % 2:
            c.skp(p, (AWAL, MARET, {"oleh": (lama, unor)}),
                  (APRIL, AKHIR, {}))


def promosi_dan_plt(c):
    """On 2 March a kepala bidang is promoted into a vacant bagian, and the
    sekretaris dinas becomes Plt of the bidang."""
    d = c.d
    bagian, bidang = d.cari("Bagian Umum"), d.cari("Bidang Pelayanan Kesehatan")
    p, plt = bagian.kepala, d.cari("Sekretariat", "Dinas Kesehatan").kepala
    asisten = d.cari("Asisten Administrasi Umum")
    asisten_dulu = dict(c.diganti)[asisten]
    p.tmt = "2026-03-02"
    c.baru.add(p.id)
    c.jabat(p, bidang, "2023-01-09")
    c.jabat(p, bagian, p.tmt)
    c.jabat(plt, bidang, "2026-03-02", "PLT",
            "Plt. Kepala Bidang Pelayanan Kesehatan")
    kadis = d.cari("Dinas Kesehatan")
    c.skp(p, (AWAL, MARET, {"unor": bidang, "jabatan": bidang.nama_jabatan,
                            "oleh": (kadis.kepala, kadis)}),
          (APRIL, AKHIR, {}))
    bidang.plt = plt
    d.skp_baru(plt, APRIL, AKHIR, unor=bidang, plt=True,
               jabatan="Plt. Kepala Bidang Pelayanan Kesehatan")
    for q in d.pegawai:             # until then the asisten appraised them
        if d.atasan(q)[1] is bagian:
            c.skp(q, (AWAL, MARET, {"oleh": (asisten_dulu, asisten)}),
                  (APRIL, AKHIR, {}))


def plt_lurah(c):
    """A kelurahan whose lurah retired last year; the sekretaris kecamatan
    is Plt since 2 January (from e-Kinerja's menu PLT/PLH)."""
    d = c.d
    u = d.cari("Kelurahan Sindangsari")
    u.plt = d.cari("Sekretariat Kecamatan", "Kecamatan Cikaret").kepala
    c.penugasan.append((u.plt, u, "PLT", "2026-01-02", ""))
    d.skp_baru(u.plt, AWAL, AKHIR, unor=u, plt=True,
               jabatan="Plt. Lurah Sindangsari")


def kepala_sekolah_pensiun(c):
    """The kepala of SMP Negeri 2 retires on 1 May; a teacher of SMP Negeri 1
    follows.  First the new head repairs the profile, then the teachers."""
    d = c.d
    u, asal = (d.cari("SMP Negeri %d Tirtasari" % n) for n in (2, 1))
    p = u.kepala
    lama = d.kepala_baru(u, "G", lahir=(1966, 4, 17), masuk="199103")
    lama.kedudukan = "99"
    kadis = d.cari(DISDIK)
    dulu = dict(c.diganti)[kadis]
    c.jabat(lama, u, "2019-07-15", "TT")
    c.jabat(p, u, "2026-05-01", "TT")
    p.tmt = "2026-05-01"
    c.baru.add(p.id)
    c.skp(p, (AWAL, "2026-04-30", {"unor": asal, "jenis": "Individu",
                                   "oleh": (asal.kepala, asal), "dalam": 4}),
          ("2026-05-01", AKHIR, {}))
    c.skp(lama, (AWAL, "2026-04-30", {"jenis": "Organisasi", "dalam": 3,
                                      "oleh": (dulu, kadis)}))
    perbaikan(c, u)


def perbaikan(c, u):
    """The proper repair; one teacher was too early and did it again."""
    guru = [p for p in c.d.anggota(u) if p.kedudukan != "99"][:5]
    ulang = [("13:05", "edit_profil"), ("13:07", "sinkron_casn"),
             ("13:09", "muat_ulang")]
    c.log(guru[0], "2026-05-05", ulang)
    c.log(u.kepala, "2026-05-06", [
        ("09:00", "login"), ("09:05", "edit_profil"),
        ("09:11", "sinkron_asn"), ("09:12", "validasi"),
        ("09:20", "klaim_pimpinan")])
    for p in guru:
        c.log(p, "2026-05-07", ulang)
    c.log(guru[1], "2026-05-11", [("08:30", "ubah_vervalptk")])
    c.log(guru[1], "2026-05-20", [("09:00", "sinkro_gtk")])
    c.log(guru[1], "2026-06-02", [("09:00", "sinkro_penilaian")])


def guru_pindah(c):
    """A teacher moves to another school on 4 May and repairs the profile
    there; its head had synchronised in January."""
    d = c.d
    lama, baru = d.cari("SD Negeri 1 Cikaret"), d.cari("SDN 2 Cikaret")
    p = next(q for q in d.anggota(baru) if q.jenis == "PNS")
    c.pindah(p, lama, "2019-01-02")
    c.pindah(p, baru, "2026-05-04")
    p.tmt = "2026-05-04"
    c.skp(p, (AWAL, "2026-05-31", {"unor": lama,
                                   "oleh": (lama.kepala, lama)}),
          ("2026-06-01", AKHIR, {}))
    c.log(baru.kepala, "2026-01-07", [
        ("10:00", "login"), ("10:02", "edit_profil"),
        ("10:06", "sinkron_asn"), ("10:07", "validasi")])
    c.log(p, "2026-06-02", [("10:30", "edit_profil"),
                            ("10:33", "sinkron_casn"),
                            ("10:34", "muat_ulang")])


def staf_pindah(c):
    """A pelaksana goes from the bagian to the dinas on 13 April."""
    d = c.d
    lama = d.cari("Bagian Tata Pemerintahan")
    baru = d.cari("Sekretariat", "Dinas Kesehatan")
    p = next(q for q in d.anggota(baru) if q.jenis == "PNS")
    c.pindah(p, lama, "2020-03-02")
    c.pindah(p, baru, "2026-04-13")
    p.tmt = "2026-04-13"
    c.skp(p, (AWAL, "2026-04-30", {"unor": lama,
                                   "oleh": (lama.kepala, lama)}),
          ("2026-05-01", AKHIR, {}))


def cpns(c):
    """Two CPNS begin on 1 April."""
    d = c.d
    for unor in (d.cari("Bidang Mutasi dan Promosi"),
                 d.cari("Seksi Pemerintahan", "Kecamatan Cikaret")):
        p = d.staf_baru(unor, "P", "CPNS", lahir=(1999, 8, 21),
                        masuk="202604")
        p.tmt = APRIL
        c.pindah(p, unor, APRIL)
        c.skp(p, (APRIL, AKHIR, {}))


def pengawas_bidang(c):
    """A pengawas sekolah in a bidang whom the kepala dinas appraises."""
    d = c.d
    kadis = d.cari(DISDIK)
    p = next(q for q in d.anggota(d.cari("Bidang Pembinaan SD"))
             if q.jabatan.startswith("Pengawas"))
    lama = dict(c.diganti)[kadis]
    c.skp(p, (AWAL, MARET, {"oleh": (lama, kadis)}),
          (APRIL, AKHIR, {"oleh": (kadis.kepala, kadis)}))


def delegasi(c):
    """A kepala bidang appraises the kepala of the TK by delegation.  The
    headship of the TK is in ref-unor only, that of the UPTD SD in the
    history only."""
    d = c.d
    tk, bidang = d.cari("TK Negeri Pembina Cikaret"), \
        d.cari("Bidang Pembinaan SD")
    c.penugasan.append((bidang.kepala, tk, "DELEGASI", "2026-01-02", ""))
    c.skp(tk.kepala, (AWAL, AKHIR, {"oleh": (bidang.kepala, bidang)}))
    c.baru.add(tk.kepala.id)
    d.cari("UPTD SD Negeri Rancamaya").tercatat = False


def tanpa_kewajiban(c):
    """Tugas belajar and CLTN: no SKP, and none is missing."""
    d = c.d
    for nama, kedudukan in (("Puskesmas Rancamaya", "03"),
                            ("SMP Negeri 1 Tirtasari", "02")):
        p = next(q for q in d.anggota(d.cari(nama)) if q.jenis == "PNS"
                 and q.id not in c.sudah)
        p.kedudukan = kedudukan
        d.tanpa.append(p)
        c.sudah.add(p.id)


# -- everybody else --

def kepala_lain(c):
    """History of all heads who have been there for years."""
    for u in c.d.unor:
        p = u.kepala
        if p and p.id not in c.baru:
            cara = "D" if p.jj == "1" else "TT"
            c.jabat(p, u, p.tmt, cara)


def skp_lain(c):
    for p in c.d.pegawai:
        if p.id not in c.sudah:
            c.skp(p, (AWAL, AKHIR, {}))


def dinilai(c):
    """Assessed month by month, some of them; names that stand twice in one
    induk are always in laporan penilaian, which has their ids."""
    d = c.d
    nama = [(u.induk.id, u.nama) for u in d.unor]
    for n, s in enumerate(d.skp):
        satu = nama.count((s.unor.induk.id, s.unor.nama)) == 1
        biasa = s.mulai == AWAL and s.selesai == AKHIR and not s.plt
        s.penilaian = not (satu and biasa and n % 6 == 0)
        if n % 3 == 0:
            s.bulan = [b for b in range(int(s.mulai[5:7]), 6)
                       if b <= int(s.selesai[5:7])]


def susun():
    c = Cerita()
    for cerita in (rotasi, promosi_dan_plt, plt_lurah, kepala_sekolah_pensiun,
                   guru_pindah, staf_pindah, cpns, pengawas_bidang, delegasi,
                   tanpa_kewajiban, ganti_atasan, kepala_lain, skp_lain,
                   dinilai):
        cerita(c)
    return c


def periksa(c):
    d = c.d
    ekspor.periksa_dunia(d)
    if len(d.pegawai) < 300:
        raise ValueError("only %d people" % len(d.pegawai))
    punya = {s.pegawai.id for s in d.skp}
    for p in d.pegawai:
        if (p.id in punya) == (p.kedudukan in ("02", "03")):
            raise ValueError("SKP of %s (%s)" % (p.nip, p.kedudukan))
    periksa_masa(d)


def periksa_masa(d):
    """One SKP after the other, without gap or overlap, to the year's end."""
    sambung = {MARET: APRIL, "2026-04-30": "2026-05-01",
               "2026-05-31": "2026-06-01"}
    akhir = {}
    for s in d.skp:
        p = s.pegawai
        lalu = akhir.get((p.id, s.plt))
        if s.atasan is p or (lalu and s.mulai != sambung[lalu]):
            raise ValueError("SKP of " + p.nip)
        akhir[p.id, s.plt] = s.selesai
    for p in d.pegawai:
        if akhir.get((p.id, False), AKHIR) != AKHIR and p.kedudukan != "99":
            raise ValueError("SKP of %s ends early" % p.nip)


def berkas(c):
    d = c.d
    return {
        "ref-unor.csv": ekspor.ref_unor(d),
        "export-data-asn.csv":
            ekspor.export_asn(d, INSTANSI, ";", eselon=True),
        "riwayat-jabatan.csv":
            ekspor.riwayat_jabatan(d, c.riwayat, INSTANSI),
        "laporan-penilaian.csv":
            ekspor.laporan_penilaian(d, "Bupati Tirtasari"),
        "laporan-skp.csv": ekspor.laporan_skp(d, "2026"),
        "penugasan.csv": ekspor.penugasan(c.penugasan),
        "kejadian.csv": ekspor.kejadian(c.kejadian)}


def main():
    c = susun()
    periksa(c)
    return ekspor.utama(berkas(c), os.path.join(DI_SINI, "data"),
                        sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
