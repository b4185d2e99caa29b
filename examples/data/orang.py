"""Invented officials, units and SKP for the example and test data.

Everything is drawn from a small generator of our own, so that a seed gives
the same bytes on every machine and with every version of Python.  No name,
NIP or NIK belongs to anybody.
"""

LAKI = """Ahmad Bagus Cahyo Dadang Eko Fajar Galih Hendra Iwan Joko Kurnia
Lukman Maman Nandang Opik Priyo Rahmat Slamet Tatang Ujang Wawan Yusuf Zaenal
Asep Budi Deni Edi Gunawan Hadi Imam Jajang Koswara""".split()
PEREMPUAN = """Ani Bunga Citra Dewi Elis Fitri Gita Heni Ika Juwita Kartika
Lilis Maya Nining Oktavia Puji Ratna Sari Tuti Ulfa Wulan Yanti Zahra Ai Euis
Dian Erna Imas Neng Rina Siti Yuyun""".split()
BELAKANG = """Adiputra Baskara Cakrawala Darmawan Ermawan Firmansyah Gumilar
Hidayat Irawan Jatnika Kusnadi Laksana Mulyana Nugraha Pratama Ramdani
Santosa Taryana Utama Wibawa Yudistira Suryana Permana Hermawan Wijaya
Saputra Setiawan Kurniawan Maulana Sudrajat Rohman Suherman""".split()
TEMPAT = ["Lembayung", "Cibening", "Sukaratu", "Tirtasari", "Rancawangi"]

GOL_PNS = {nama + "/" + huruf: str(10 * i + j)
           for i, nama in enumerate(["I", "II", "III", "IV"], 1)
           for j, huruf in enumerate("abcde", 1) if huruf != "e" or i == 4}
GOL_ESELON = {"21": "IV/d", "22": "IV/c", "31": "IV/b", "32": "IV/a",
              "41": "III/d", "42": "III/c"}
NAMA_KEDUDUKAN = {"01": "Aktif", "02": "CLTN", "03": "Tugas Belajar",
                  "71": "PPPK Aktif", "99": "Pensiun"}

# letter of the outline -> (post, golongan of a PNS, golongan of a PPPK)
JABATAN = {
    "P": [("Penata Layanan Operasional", "III/a", "IX"),
          ("Pengolah Data dan Informasi", "II/c", "VII"),
          ("Penelaah Teknis Kebijakan", "III/b", "IX"),
          ("Pengadministrasi Perkantoran", "II/b", "V"),
          ("Operator Layanan Operasional", "II/a", "V")],
    "F": [("Perencana Ahli Pertama", "III/b", "IX"),
          ("Analis Kebijakan Ahli Muda", "III/d", ""),
          ("Arsiparis Terampil", "II/d", "VII"),
          ("Pranata Komputer Ahli Pertama", "III/a", "IX")],
    "G": [("Guru Ahli Pertama", "III/b", "IX"),
          ("Guru Ahli Muda", "III/d", ""),
          ("Guru Ahli Madya", "IV/a", ""),
          ("Guru Ahli Pertama", "III/a", "IX")],
    "N": [("Perawat Terampil", "II/d", "VII"),
          ("Bidan Mahir", "III/b", ""),
          ("Dokter Ahli Pertama", "III/b", "X"),
          ("Sanitarian Terampil", "II/c", "VII"),
          ("Perawat Ahli Pertama", "III/a", "IX")],
    "W": [("Pengawas Sekolah Ahli Madya", "IV/b", "")],
}
# how many in a hundred are PPPK, and jenis jabatan (2 JF, 4 pelaksana)
PPPK_PERSEN = {"P": 20, "F": 10, "G": 40, "N": 30, "W": 0}
JENIS_JABATAN = {"P": "4", "F": "2", "G": "2", "N": "2", "W": "2"}


class Acak:
    """A 64-bit linear congruential generator."""

    def __init__(self, benih):
        self._x = benih

    def angka(self, n):
        """An integer in [0, n)."""
        self._x = (self._x * 6364136223846793005
                   + 1442695040888963407) % 2 ** 64
        return (self._x >> 33) % n

    def antara(self, a, b):
        return a + self.angka(b - a + 1)

    def pilih(self, daftar):
        return daftar[self.angka(len(daftar))]

    def heks(self, n):
        return "".join("%x" % self.angka(16) for _ in range(n))

    def id(self):
        """An id in one of the three spellings that SIASN has grown."""
        cara = self.angka(3)
        if cara == 0:
            return self.heks(32).upper()
        if cara == 1:
            return "ff8080" + self.heks(26)
        return self.uuid()

    def uuid(self):
        return "-".join(self.heks(n) for n in (8, 4, 4, 4, 12))


class Unor:
    """A unit.  kepala is the definitive head, plt who acts for one;
    tercatat: ref-unor knows the head."""

    def __init__(self, nama, nama_jabatan, eselon, atas, id_):
        self.id, self.nama, self.nama_jabatan = id_, nama, nama_jabatan
        self.eselon, self.atas = eselon, atas
        self.kepala = self.plt = None
        self.sekolah, self.tercatat = False, True
        self.tingkat = atas.tingkat + 1 if atas else 0
        self.induk = self if self.tingkat < 2 else atas.induk

    def penilai(self):
        return self.kepala or self.plt


class Pegawai:
    """An official.  tmt is the day they took up their present post."""

    def __init__(self, **isi):
        self.gelar = ""
        self.kedudukan = "01"
        self.__dict__.update(isi)


class Skp:
    """One SKP.  atasan None stands for the kepala daerah.

    penilaian says whether laporan penilaian lists it (by unit id); laporan
    SKP lists all of this year.  bulan: the months it was assessed in.
    """

    def __init__(self, **isi):
        self.jenis, self.status, self.plt = "Individu", "Persetujuan", False
        self.penilaian, self.bulan, self.golru = True, [], None
        self.__dict__.update(isi)


class Dunia:
    """A kabupaten grown from an outline, one line a unit:

    --nama | post of the head | eselon | head | staff

    Two dashes a level.  head: S structural, G guru and D dokter by tugas
    tambahan, empty for none.  staff: letters of JABATAN with a number.
    """

    def __init__(self, benih, garis_besar):
        self.acak = Acak(benih)
        self.unor, self.pegawai, self.skp, self.tanpa = [], [], [], []
        self._nip = set()
        self.instansi = self.acak.id()
        jejak = []
        for baris in garis_besar.strip().splitlines():
            self._baris(baris, jejak)

    def _baris(self, baris, jejak):
        nama, post, eselon, kepala, staf = \
            (b.strip() for b in baris.split("|"))
        tingkat = (len(nama) - len(nama.lstrip("-"))) // 2
        del jejak[tingkat:]
        u = Unor(nama.lstrip("-"), post, eselon,
                 jejak[-1] if jejak else None, self.acak.id())
        u.sekolah = kepala == "G" or "G" in staf
        jejak.append(u)
        self.unor.append(u)
        if kepala:
            u.kepala = self.kepala_baru(u, kepala)
        for huruf_banyak in staf.split():
            for _ in range(int(huruf_banyak[1:])):
                self.staf_baru(u, huruf_banyak[0])

    def cari(self, nama, induk=None):
        """The one unit of that name (within that induk)."""
        ada = [u for u in self.unor if u.nama == nama
               and (induk is None or u.induk.nama == induk)]
        if len(ada) != 1:
            raise LookupError("%d units named %s" % (len(ada), nama))
        return ada[0]

    def anggota(self, unor):
        return [p for p in self.pegawai
                if p.unor is unor and p is not unor.kepala]

    # -- people --

    def kepala_baru(self, unor, cara, **isi):
        if cara == "S":
            return self._orang(
                unor, "PNS", (1969, 1982), unor.nama_jabatan, "1",
                GOL_ESELON[unor.eselon], eselon=unor.eselon, **isi)
        jabatan = "Guru Ahli Madya" if cara == "G" else "Dokter Ahli Madya"
        return self._orang(unor, "PNS", (1969, 1980), jabatan, "2", "IV/a",
                           **isi)

    def staf_baru(self, unor, huruf, jenis=None, **isi):
        jabatan, gol, gol_pppk = self.acak.pilih(JABATAN[huruf])
        if jenis is None:
            pppk = self.acak.angka(100) < PPPK_PERSEN[huruf]
            jenis = "PPPK" if pppk and gol_pppk else "PNS"
        if jenis == "PPPK":
            gol = gol_pppk
        return self._orang(unor, jenis, (1971, 1996), jabatan,
                           JENIS_JABATAN[huruf], gol, **isi)

    def _orang(self, unor, jenis, tahun, jabatan, jj, gol, eselon="",
               lahir=None, masuk=None):
        a = self.acak
        perempuan = a.angka(2)
        nama = "%s %s" % (a.pilih(PEREMPUAN if perempuan else LAKI),
                          a.pilih(BELAKANG))
        lahir = lahir or (a.antara(*tahun), a.antara(1, 12), a.antara(1, 28))
        nip = self._nip_baru(jenis, lahir, masuk, perempuan)
        mulai = max(int(nip[8:12]) + 1, a.antara(2016, 2024))
        p = Pegawai(
            id=a.id(), nip=nip, nama=nama, perempuan=perempuan, lahir=lahir,
            tempat=a.pilih(TEMPAT), nik=self._nik(lahir, perempuan),
            jenis=jenis, unor=unor, jabatan=jabatan, jj=jj, gol=gol,
            eselon=eselon, tmt="%d-%02d-01" % (min(mulai, 2025),
                                               a.antara(1, 12)))
        if jj == "2" or eselon:
            p.gelar = "S.Pd." if jabatan.startswith("Guru") else "S.E."
        if jenis == "PPPK":
            p.kedudukan = "71"
            p.tmt = nip[8:12] + "-07-01"
        self.pegawai.append(p)
        return p

    def _nip_baru(self, jenis, lahir, masuk, perempuan):
        a = self.acak
        while True:
            if jenis == "PPPK":
                tmt = "%d21" % a.antara(2021, 2025)
            elif masuk:
                tmt = masuk
            else:
                tahun = min(lahir[0] + a.antara(22, 30), 2022)
                tmt = "%d%02d" % (tahun, a.pilih([1, 2, 3, 4, 12]))
            nip = "%d%02d%02d%s%d%03d" % (lahir + (tmt, 1 + perempuan,
                                                   a.antara(1, 12)))
            if nip not in self._nip:
                self._nip.add(nip)
                return nip

    def _nik(self, lahir, perempuan):
        hari = lahir[2] + 40 * perempuan
        return "3299%02d%02d%02d%02d%04d" % (
            self.acak.antara(1, 20), hari, lahir[1], lahir[0] % 100,
            self.acak.antara(1, 9999))

    # -- who appraises whom, as an administrator knows it --

    def sekda(self):
        return self.cari("Sekretariat Daerah").kepala

    def atasan(self, p, unor=None):
        """(appraiser, their unit); (None, None) is the kepala daerah."""
        v = unor or p.unor
        if v.sekolah and v.penilai() is p:
            while not v.nama.startswith("Dinas"):
                v = v.atas
        while v:
            if v.penilai() and v.penilai() is not p:
                return v.penilai(), v
            v = v.atas
        sekda = self.sekda()
        return (None, None) if p is sekda else (sekda, sekda.unor)

    def kedalaman(self, p):
        """Steps from p up to the kepala daerah."""
        n = 0
        while p:
            p, n = self.atasan(p)[0], n + 1
        return n

    # -- SKP --

    def jenis_skp(self, p, unor):
        """Pimpinan tinggi and heads of schools, puskesmas and kecamatan
        fill the organisation's form, other heads the individual one."""
        mandiri = unor.sekolah or unor.eselon in ("21", "22", "99", "00") \
            or unor.nama.startswith("Kecamatan")
        return "Organisasi" if unor.penilai() is p and mandiri else "Individu"

    def skp_baru(self, p, mulai, selesai, unor=None, **isi):
        unor = unor or p.unor
        atasan, atasan_unor = isi.pop("oleh", None) or self.atasan(p, unor)
        dalam = isi.pop("dalam", None) or self.kedalaman(p)
        isi.setdefault("jenis", self.jenis_skp(p, unor))
        s = Skp(id=self.acak.uuid(), pegawai=p, unor=unor, mulai=mulai,
                selesai=selesai, atasan=atasan, atasan_unor=atasan_unor,
                jabatan=isi.pop("jabatan", p.jabatan), jj=isi.pop("jj", p.jj),
                dibuat=self.saat_dibuat(mulai, dalam), **isi)
        self.skp.append(s)
        return s

    def saat_dibuat(self, mulai, dalam):
        """Leaders first: one or two days later at each step down."""
        hari = [2, 5, 6, 8, 9, 12, 13, 14, 15][dalam]
        return "%s-%02d %02d:%02d:%02d" % (
            mulai[:7], hari, self.acak.antara(8, 15), self.acak.angka(60),
            self.acak.angka(60))
