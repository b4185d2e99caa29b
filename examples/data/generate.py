#!/usr/bin/env python3
"""Writes sekolah.yaml and kabupaten/; --check says whether they differ.

The kabupaten is grown healthy from the outline; each function under "the
faults" then plants one kind of fault.  README.md lists them; --faults prints
who carries which, to be copied there when the outline has changed.
"""

import os
import sys

sys.dont_write_bytecode = True

import ekspor
from orang import GOL_PNS, Dunia
from sekolah import SEKOLAH

DI_SINI = os.path.dirname(os.path.abspath(__file__))
BENIH = 2026
INSTANSI = "Pemerintah Kab. Lembayung"
AWAL, AKHIR = "2026-01-01", "2026-12-31"

# nama | post of the head | eselon | head | staff      (see orang.Dunia)
GARIS_BESAR = """
Pemerintah Kabupaten Lembayung | Bupati Lembayung | | |
--Sekretariat Daerah | Sekretaris Daerah | 21 | S | F2
----Bagian Pemerintahan | Kepala Bagian Pemerintahan | 31 | S | P5 F3
----Bagian Umum | Kepala Bagian Umum | 31 | S | P4 F1
------Subbagian Umum | Kepala Subbagian Umum | 41 | S | P6
--Dinas Pendidikan | Kepala Dinas Pendidikan | 22 | S | F2
----Sekretariat | Sekretaris Dinas Pendidikan | 31 | S | P4 F2
------Subbagian Umum | Kepala Subbagian Umum | 41 | S | P5
----Bidang Pembinaan SD | Kepala Bidang Pembinaan SD | 32 | S | P4 W4
------Seksi Kurikulum SD | Kepala Seksi Kurikulum SD | 41 | S | P4
----Bidang Pembinaan SMP | Kepala Bidang Pembinaan SMP | 32 | S | P6 W2
----UPTD Teknologi Pembelajaran | Kepala UPTD Teknologi Pembelajaran | 41 | S | P5
----SD Negeri 1 Lembayung | Kepala Sekolah | 00 | G | G23
----SD Negeri 2 Lembayung | Kepala Sekolah | 00 | G | G21
----SD Negeri 3 Lembayung | Kepala Sekolah | 00 | G | G20
----SD Negeri 1 Cibening | Kepala Sekolah | 00 | G | G23
----SD Negeri 2 Cibening | Kepala Sekolah | 00 | G | G19
----SD Negeri 3 Cibening | Kepala Sekolah | 00 | G | G19
----SD Negeri 1 Sukaratu | Kepala Sekolah | 00 | G | G21
----SD Negeri 2 Sukaratu | Kepala Sekolah | 00 | G | G18
----SD Negeri 3 Sukaratu | Kepala Sekolah | 00 | G | G18
----SMP Negeri 1 Lembayung | Kepala Sekolah | 00 | G | G40 P2
----SMP Negeri 2 Lembayung | Kepala Sekolah | 00 | G | G36 P2
----SMP Negeri 3 Lembayung | Kepala Sekolah | 00 | G | G34 P2
----SMP Negeri 1 Cibening | Kepala Sekolah | 00 | G | G31 P1
----SMP Negeri 1 Sukaratu | Kepala Sekolah | 00 | | G28 P1
--Dinas Kesehatan | Kepala Dinas Kesehatan | 22 | S | F2
----Sekretariat | Sekretaris Dinas Kesehatan | 31 | S | P4 F1
------Subbagian Umum | Kepala Subbagian Umum | 41 | S | P5
----Bidang Kesehatan Masyarakat | Kepala Bidang Kesehatan Masyarakat | 32 | S | P4 N3
----Bidang Pelayanan Kesehatan | Kepala Bidang Pelayanan Kesehatan | 32 | | P3 N4
------Seksi Pelayanan Primer | Kepala Seksi Pelayanan Primer | 41 | S | P3 N2
----UPTD Laboratorium Kesehatan | Kepala UPTD Laboratorium Kesehatan | 41 | S | N6 P2
----Puskesmas Sukaratu | Kepala Puskesmas | 00 | D | N50
------Subbagian Tata Usaha | Kepala Subbagian Tata Usaha | 42 | S | P8
--Kecamatan Cibening | Camat Cibening | 31 | S | F1
----Sekretariat Kecamatan | Sekretaris Kecamatan Cibening | 32 | S | P6
----Kelurahan Mekarwangi | Lurah Mekarwangi | 41 | S | P5
--Kecamatan Sukaratu | Camat Sukaratu | 31 | S | F1
----Sekretariat Kecamatan | Sekretaris Kecamatan Sukaratu | 32 | S | P6
----Kelurahan Karanganyar | Lurah Karanganyar | 41 | S | P5
--Badan Kepegawaian Daerah | Kepala Badan Kepegawaian Daerah | 22 | S | F4
----Sekretariat | Sekretaris Badan Kepegawaian Daerah | 31 | S | P6
"""

SEKOLAH_SUDAH = ["SD Negeri 1 Lembayung", "SMP Negeri 2 Lembayung"]
SEKOLAH_DRAFT = ["SD Negeri 2 Lembayung", "SMP Negeri 1 Lembayung",
                 "SD Negeri 1 Sukaratu", "SMP Negeri 1 Cibening"]


class Cerita:
    """The kabupaten while its faults are being planted."""

    def __init__(self):
        self.d = Dunia(BENIH, GARIS_BESAR)
        self.penugasan, self.kejadian, self.profil = [], [], []
        self.rusak = {}
        self.catatan = []           # (what, NIP or name): for --faults

    def catat(self, apa, siapa):
        self.catatan.append("%-28s %s" % (apa, siapa))

    def skp(self, p):
        """The first SKP of p in 2026."""
        return next(s for s in self.d.skp
                    if s.pegawai is p and s.mulai == AWAL)

    def log(self, p, hari, langkah):
        for jam, aksi, berhasil in langkah:
            self.kejadian.append((p, aksi, "%sT%s:00" % (hari, jam),
                                  berhasil, "ekinerja"))


# -- what is in order --

def isi_skp(c):
    """SKP of everybody outside the schools, made from the top down."""
    d = c.d
    kadis = d.cari("Dinas Pendidikan").kepala
    for p in d.pegawai:
        if p.unor.sekolah:
            continue
        if p is kadis:
            d.tanpa.append(p)
            c.catat("no SKP Organisasi", p.nip)
            continue
        kepala = p.unor.kepala is p
        status = "Persetujuan" if kepala else \
            d.acak.pilih(["Persetujuan", "Diajukan", "Diajukan", "Draft"])
        d.skp_baru(p, AWAL, AKHIR, status=status,
                   penilaian=kepala or d.acak.angka(5) > 0)


def isi_skp_sekolah(c):
    """Two schools went ahead; four have drafts; the others wait."""
    for u in c.d.unor:
        if u.sekolah and u.kepala:
            if u.nama in SEKOLAH_SUDAH:
                _sekolah(c, u, "Diajukan", 1)
            elif u.nama in SEKOLAH_DRAFT:
                _sekolah(c, u, "Draft", 5)
            else:
                c.d.tanpa.append(u.kepala)
                c.d.tanpa.extend(c.d.anggota(u))


def _sekolah(c, u, status, tiap):
    """SKP of the head and of every tiap-th member."""
    c.d.skp_baru(u.kepala, AWAL, AKHIR, status=status)
    for n, p in enumerate(c.d.anggota(u)):
        if n % tiap == 0:
            c.d.skp_baru(p, AWAL, AKHIR, status=status)
        else:
            c.d.tanpa.append(p)


def tahun_lalu(c):
    """Last year's SKP of some, with a row for each month assessed."""
    d = c.d
    for induk in ("Dinas Kesehatan", "Kecamatan Cibening"):
        for p in d.pegawai:
            if p.unor.induk.nama == induk and p.tmt < "2025" and \
               p.kedudukan in ("01", "71") and p.nip[8:12] < "2025" and \
               d.acak.angka(3) == 0:
                d.skp_baru(p, "2025-01-01", "2025-12-31", bulan=[10, 11, 12])


# -- the faults --

def dua_kepala(c):
    """The tugas tambahan of the one who left was never ended."""
    u, lain = (c.d.cari(n) for n in ("SD Negeri 3 Lembayung",
                                     "SD Negeri 3 Cibening"))
    c.penugasan += [(lain.kepala, u, "TT", "2019-07-15", ""),
                    (lain.kepala, lain, "TT", "2025-07-14", ""),
                    (u.kepala, u, "TT", "2025-07-14", "")]
    c.catat("two heads, the one who left", lain.kepala.nip)
    c.catat("two heads, the present one", u.kepala.nip)


def plt_sekolah(c):
    """A Plt from another school; one teacher still has the retired head."""
    d = c.d
    u, asal = d.cari("SMP Negeri 1 Sukaratu"), d.cari("SMP Negeri 2 Lembayung")
    lama = d.kepala_baru(u, "G", lahir=(1965, 10, 9), masuk="199003")
    lama.kedudukan = "99"
    u.plt = asal.kepala
    c.penugasan += [(lama, u, "TT", "2018-01-02", "2025-10-31"),
                    (u.plt, u, "PLT", "2025-11-03", "")]
    d.skp_baru(u.plt, AWAL, AKHIR, unor=u, plt=True, status="Draft")
    guru = [p for p in d.anggota(u) if p is not lama]
    for n, p in enumerate(guru):
        if n % 6 == 0:
            d.skp_baru(p, AWAL, AKHIR, status="Draft")
        else:
            d.tanpa.append(p)
    salah = c.skp(guru[6])
    salah.atasan, salah.atasan_unor = lama, u
    c.catat("Plt", u.plt.nip)
    c.catat("retired head", lama.nip)
    c.catat("has the retired head", guru[6].nip)


def mendahului(c):
    """A teacher repaired at 07:55, the kepala sekolah synchronised at 08:00;
    the teacher's SKP kept the head who has moved to another school."""
    d, hari = c.d, "2026-01-13"
    u = d.cari("SMP Negeri 1 Lembayung")
    punya = [p for p in d.anggota(u)
             if any(s.pegawai is p for s in d.skp)]
    dini, tertib = punya[1], punya[2]
    lama = d.cari("SMP Negeri 3 Lembayung")
    salah = c.skp(dini)
    salah.atasan, salah.atasan_unor = lama.kepala, lama
    c.penugasan += [(lama.kepala, u, "TT", "2020-02-03", "2025-12-31"),
                    (lama.kepala, lama, "TT", "2026-01-02", ""),
                    (u.kepala, u, "TT", "2026-01-02", "")]
    c.log(dini, hari, [("07:48", "login", "ya"), ("07:50", "edit_profil", "ya"),
                       ("07:53", "sinkron_casn", "ya"),
                       ("07:55", "muat_ulang", "ya")])
    c.log(u.kepala, hari, [("07:57", "login", "ya"),
                           ("07:58", "edit_profil", "ya"),
                           ("08:00", "sinkron_asn", "ya"),
                           ("08:01", "validasi", "ya")])
    c.log(tertib, hari, [("08:20", "login", "ya"),
                         ("08:21", "edit_profil", "ya"),
                         ("08:24", "sinkron_casn", "ya"),
                         ("08:25", "muat_ulang", "ya")])
    c.catat("repaired too early", dini.nip)
    c.catat("synchronised after that", u.kepala.nip)
    c.catat("the head who moved", lama.kepala.nip)


def atasan_salah(c):
    """A pengawas sekolah as atasan of a teacher, and a strange camat."""
    d = c.d
    guru = d.anggota(d.cari("SD Negeri 1 Lembayung"))[4]
    bidang = d.cari("Bidang Pembinaan SD")
    pengawas = next(p for p in d.anggota(bidang)
                    if p.jabatan.startswith("Pengawas"))
    s = c.skp(guru)
    s.atasan, s.atasan_unor = pengawas, bidang
    c.catat("has a pengawas as atasan", guru.nip)
    c.catat("that pengawas", pengawas.nip)
    staf = d.anggota(d.cari("Sekretariat Kecamatan", "Kecamatan Cibening"))[1]
    s, lain = c.skp(staf), d.cari("Kecamatan Sukaratu")
    s.atasan, s.atasan_unor, s.penilaian = lain.kepala, lain, True
    c.catat("has another camat", staf.nip)
    c.catat("that camat", lain.kepala.nip)


def nip_rusak(c):
    """A spreadsheet made a number of the NIP."""
    d = c.d
    p = d.staf_baru(d.cari("Subbagian Tata Usaha"), "P", "PNS",
                    lahir=(1988, 2, 14))
    d.skp_baru(p, AWAL, AKHIR, status="Diajukan")
    c.rusak[p.id] = "1.98802E+17"
    c.catat("damaged NIP, really", p.nip)


def identitas(c):
    """Sinkro Ruang GTK fails: Verval PTK has another NIP; and a golongan
    that e-Kinerja has not yet taken over."""
    guru = c.d.anggota(c.d.cari("SD Negeri 1 Lembayung"))
    p = guru[7]
    keliru = p.nip[:-3] + p.nip[-3:][::-1]
    if keliru == p.nip:
        keliru = p.nip[:-1] + str((int(p.nip[-1]) + 1) % 10)
    c.profil.append((p.nip, "vervalptk", keliru, p.nik,
                     "2026-01-10T09:00:00"))
    c.log(p, "2026-01-14", [("10:12", "sinkro_gtk", "tidak")])
    c.catat("NIP differs in Verval PTK", p.nip)
    pns = next(q for q in guru[8:] if q.jenis == "PNS")
    urut = list(GOL_PNS)
    c.skp(pns).golru = urut[urut.index(pns.gol) - 1]
    c.catat("golongan differs", pns.nip)


def susun():
    c = Cerita()
    isi_skp(c)
    isi_skp_sekolah(c)
    for fault in (plt_sekolah, dua_kepala, mendahului, atasan_salah,
                  nip_rusak, identitas):
        fault(c)
    tahun_lalu(c)
    return c


def periksa(c):
    """The figures that README.md promises."""
    d = c.d
    ekspor.periksa_dunia(d)
    sekolah = [u for u in d.unor if u.sekolah]
    if len(sekolah) != 14 or not 580 <= len(d.pegawai) <= 640 or \
       not 38 <= len(d.unor) <= 44:
        raise ValueError("%d units, %d people" % (len(d.unor),
                                                  len(d.pegawai)))
    punya = {s.pegawai.id for s in d.skp if s.mulai == AWAL}
    if punya & {p.id for p in d.tanpa}:
        raise ValueError("somebody has an SKP and has none")
    lain = [p for p in d.pegawai if p.kedudukan != "99"
            and p.id not in punya and p not in d.tanpa]
    if lain:
        raise ValueError("no SKP of " + lain[0].nip)


def periksa_readme(c):
    """README.md names everybody who carries a fault."""
    with open(os.path.join(DI_SINI, "README.md"), encoding="utf-8") as f:
        isi = f.read()
    for baris in c.catatan:
        if baris.split()[-1] not in isi:
            raise ValueError("README.md lacks: " + baris)


def berkas(c):
    d, kab = c.d, "kabupaten/"
    return {
        "sekolah.yaml": SEKOLAH.encode(),
        kab + "ref-unor.csv": ekspor.ref_unor(d, akar="TOP"),
        kab + "export-data-asn.csv":
            ekspor.export_asn(d, INSTANSI, "|", rusak=c.rusak),
        kab + "laporan-penilaian.csv":
            ekspor.laporan_penilaian(d, "Bupati Lembayung"),
        kab + "laporan-skp.csv": ekspor.laporan_skp(d, "2026"),
        kab + "penugasan.csv": ekspor.penugasan(c.penugasan),
        kab + "kejadian.csv": ekspor.kejadian(c.kejadian),
        kab + "profil.csv": ekspor.csv_bytes(
            ["pegawai_id", "sumber", "nip", "nik", "waktu"], c.profil)}


def main():
    c = susun()
    periksa(c)
    if sys.argv[1:] == ["--faults"]:
        print("\n".join(c.catatan))
        return 0
    periksa_readme(c)
    return ekspor.utama(berkas(c), DI_SINI, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
