"""Writes a Dunia as the exports that administrators really have.

Headings, their order, delimiters and manners are those of the systems named
at each function; see README.md.
"""

import csv
import io
import os
import sys

from orang import GOL_PNS, NAMA_KEDUDUKAN

REF_UNOR = """Id InstansiId DiatasanId EselonId NamaUnor NamaJabatan
CepatKode IndukUnorId PemimpinPnsId JenisUnorId""".split()

EXPORT_ASN = """PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|
TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|TANGGAL LAHIR|JENIS KELAMIN|AGAMA ID|
AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|EMAIL|EMAIL GOV|
ALAMAT|NPWP NOMOR|BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|
KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|KARTU ASN VIRTUAL|
NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|
GOL AWAL ID|GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|
MK BULAN|JENIS JABATAN ID|JENIS JABATAN NAMA|JABATAN ID|JABATAN NAMA|
TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|
PENDIDIKAN NAMA|TAHUN LULUS|KPKN ID|KPKN NAMA|LOKASI KERJA ID|
LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|INSTANSI INDUK NAMA|
INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA INDUK ID|
SATUAN KERJA INDUK NAMA|SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|
IS VALID NIK|NAMA SEKOLAH|FLAG IKD""".replace("\n", "").split("|")

PENILAIAN = """jenis id nip nama periode_awal_skp periode_akhir_skp
skp_unor_id skp_unor skp_unor_induk skp_jabatan skp_jenis_jabatan
is_skp_plt_plh_pjb hasil_kerja perilaku_kerja hasil_akhir pegawai_atasan_id
pegawai_atasan_nip pegawai_atasan_nama pegawai_atasan_unor_id
pegawai_atasan_unor pegawai_atasan_jabatan pegawai_atasan_golru waktu_dinilai
pegawai_penilai_id tahun_skp skp_id periode_id skp_penilaian_id golru
jenis_pegawai bulan_skp""".split()

LAPORAN_SKP = """skp_id id jenis nip nama jabatan is_skp unit jenis_pegawai
skp_status skp_model skp_unor skp_unor_atasan skp_unor_induk skp_jabatan
skp_jenis_jabatan periode_awal periode_akhir is_plt_plh created_at""".split()

RIWAYAT = """id idPns nipBaru nipLama jenisJabatan jenisPenugasanId
jenisMutasiId instansiKerjaId instansiKerjaNama satuanKerjaId
satuanKerjaNama unorId unorNama unorIndukId unorIndukNama eselon eselonId
jabatanFungsionalId jabatanFungsionalNama jabatanFungsionalUmumId
jabatanFungsionalUmumNama subJabatanId tmtJabatan tmtMutasi nomorSk tanggalSk
namaUnor namaJabatan tmtPelantikan""".split()

ESELON = {"21": "II.a", "22": "II.b", "31": "III.a", "32": "III.b",
          "41": "IV.a", "42": "IV.b"}
NAMA_JENIS_JABATAN = {"1": "Jabatan Struktural",
                      "2": "Jabatan Fungsional Tertentu",
                      "4": "Jabatan Fungsional Umum"}


def terbalik(iso):
    """DD-MM-YYYY, as SIASN and laporan SKP write days."""
    return "-".join(reversed(iso.split("-"))) if iso else ""


def csv_bytes(judul, baris, pemisah=",", akhir="\n", bom=False):
    keluar = io.StringIO()
    tulis = csv.writer(keluar, delimiter=pemisah, lineterminator=akhir)
    tulis.writerow(judul)
    for b in baris:
        if isinstance(b, dict):
            asing = set(b) - set(judul)
            if asing:
                raise KeyError("no such column: %s" % ", ".join(asing))
            b = [b.get(j, "") for j in judul]
        tulis.writerow(b)
    return (b"\xef\xbb\xbf" if bom else b"") + keluar.getvalue().encode()


def ref_unor(d, akar=""):
    """SIASN ref-unor: BOM, semicolons, CRLF, two dashes a level."""
    baris = []
    for n, u in enumerate(d.unor):
        pemimpin = u.kepala.id if u.kepala and u.tercatat else ""
        baris.append({
            "Id": u.id, "InstansiId": d.instansi,
            "DiatasanId": u.atas.id if u.atas else akar,
            "EselonId": u.eselon, "NamaUnor": "--" * u.tingkat + u.nama,
            "NamaJabatan": u.nama_jabatan, "CepatKode": "32%06d" % (100 * n),
            "IndukUnorId": u.induk.id, "PemimpinPnsId": pemimpin})
    return csv_bytes(REF_UNOR, baris, ";", "\r\n", bom=True)


def _baris_asn(d, p, instansi):
    cpns = "" if p.jenis == "PPPK" else "01-%s-%s" % (p.nip[12:14],
                                                      p.nip[8:12])
    b = {
        "PNS ID": p.id.upper(), "NIP BARU": "'" + p.nip, "NAMA": p.nama,
        "GELAR BELAKANG": p.gelar, "TEMPAT LAHIR NAMA": p.tempat,
        "TANGGAL LAHIR": "%02d-%02d-%d" % p.lahir[::-1],
        "JENIS KELAMIN": "F" if p.perempuan else "M", "NIK": p.nik,
        "JENIS PEGAWAI NAMA": "PPPK" if p.jenis == "PPPK" else
        "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota",
        "KEDUDUKAN HUKUM ID": p.kedudukan,
        "KEDUDUKAN HUKUM NAMA": NAMA_KEDUDUKAN[p.kedudukan],
        "STATUS CPNS PNS": {"PNS": "P", "CPNS": "C"}.get(p.jenis, ""),
        "TMT CPNS": cpns, "GOL AKHIR ID": GOL_PNS.get(p.gol, ""),
        "GOL AKHIR NAMA": p.gol, "JENIS JABATAN ID": p.jj,
        "JENIS JABATAN NAMA": NAMA_JENIS_JABATAN[p.jj],
        "JABATAN NAMA": p.jabatan, "TMT JABATAN": terbalik(p.tmt),
        "UNOR ID": p.unor.id.upper(), "UNOR NAMA": p.unor.nama,
        "IS VALID NIK": "1",
        "NAMA SEKOLAH": p.unor.nama if p.unor.sekolah else ""}
    for kelompok in ("INSTANSI INDUK", "INSTANSI KERJA"):
        b[kelompok + " ID"] = d.instansi.upper()
        b[kelompok + " NAMA"] = instansi
    return b


def export_asn(d, instansi, pemisah="|", eselon=False, rusak=None):
    """SIASN "Export Data ASN": upper-case words, apostrophe before the NIP.

    Newer exports carry the eselon too.  rusak: PNS id -> what a spreadsheet
    made of the NIP.
    """
    judul = EXPORT_ASN + (["ESELON ID", "ESELON NAMA"] if eselon else [])
    baris = []
    for p in d.pegawai:
        b = _baris_asn(d, p, instansi)
        if rusak and p.id in rusak:
            b["NIP BARU"] = rusak[p.id]
        if eselon and p.eselon:
            b["ESELON ID"], b["ESELON NAMA"] = p.eselon, ESELON[p.eselon]
        baris.append(b)
    return csv_bytes(judul, baris, pemisah)


def _isi_atasan(s, bupati):
    if not s.atasan:
        return {"pegawai_atasan_nama": bupati,
                "pegawai_atasan_jabatan": bupati}
    a = s.atasan
    return {"pegawai_atasan_id": a.id.lower(), "pegawai_atasan_nip": a.nip,
            "pegawai_atasan_nama": a.nama,
            "pegawai_atasan_unor_id": s.atasan_unor.id.lower(),
            "pegawai_atasan_unor": s.atasan_unor.nama,
            "pegawai_atasan_jabatan": a.jabatan,
            "pegawai_atasan_golru": a.gol, "pegawai_penilai_id": a.id.lower()}


def _baris_penilaian(d, s, bulan, periode):
    p = s.pegawai
    b = {
        "id": p.id.lower(), "nip": p.nip, "nama": p.nama,
        "periode_awal_skp": s.mulai, "periode_akhir_skp": s.selesai,
        "skp_unor_id": s.unor.id.lower(), "skp_unor": s.unor.nama,
        "skp_unor_induk": s.unor.induk.nama, "skp_jabatan": s.jabatan,
        "skp_jenis_jabatan": s.jj, "is_skp_plt_plh_pjb": int(s.plt),
        "tahun_skp": s.mulai[:4], "skp_id": s.id, "periode_id": periode,
        "golru": s.golru or p.gol, "bulan_skp": bulan,
        "jenis_pegawai": "PPPK" if p.jenis == "PPPK" else "PNS"}
    if bulan:
        tahun, lanjut = int(s.mulai[:4]), bulan + 1
        if lanjut > 12:
            tahun, lanjut = tahun + 1, 1
        b.update(hasil_kerja="SESUAI EKSPEKTASI", hasil_akhir="BAIK",
                 perilaku_kerja="SESUAI EKSPEKTASI",
                 waktu_dinilai="%d-%02d-%02d %02d:%02d:00" % (
                     tahun, lanjut, d.acak.antara(2, 7),
                     d.acak.antara(8, 15), d.acak.angka(60)),
                 skp_penilaian_id=d.acak.uuid())
    return b


def _urut(d):
    """SKP by person, then by time, the second hat last."""
    tempat = {p.id: n for n, p in enumerate(d.pegawai)}
    return sorted(d.skp, key=lambda s: (tempat[s.pegawai.id], s.mulai, s.plt))


def laporan_penilaian(d, bupati):
    """e-Kinerja laporan penilaian: 31 columns, a row for each month."""
    periode, baris = d.acak.uuid(), []
    for s in _urut(d):
        if s.penilaian:
            for bulan in s.bulan or [""]:
                baris.append(dict(_baris_penilaian(d, s, bulan, periode),
                                  **_isi_atasan(s, bupati)))
    return csv_bytes(PENILAIAN, baris, ";")


def _orang_laporan(p):
    return {"id": p.id.lower(), "nip": p.nip, "nama": p.nama,
            "jabatan": p.jabatan, "unit": p.unor.nama,
            "jenis_pegawai": "PPPK" if p.jenis == "PPPK" else "PNS"}


def _baris_skp(s):
    return dict(
        _orang_laporan(s.pegawai), skp_id=s.id, jenis=s.jenis, is_skp=1,
        skp_status=s.status, skp_model="Kuantitatif", skp_unor=s.unor.nama,
        skp_unor_atasan=s.atasan_unor.nama if s.atasan_unor else "",
        skp_unor_induk=s.unor.induk.nama, skp_jabatan=s.jabatan,
        skp_jenis_jabatan=s.jj, periode_awal=terbalik(s.mulai),
        periode_akhir=terbalik(s.selesai), is_plt_plh=int(s.plt),
        created_at=s.dibuat)


def laporan_skp(d, tahun):
    """e-Kinerja laporan SKP: 20 columns, units by name; is_skp 0 says that
    somebody has none."""
    baris = [_baris_skp(s) for s in _urut(d) if s.mulai[:4] == tahun]
    baris += [dict(_orang_laporan(p), is_skp=0) for p in d.tanpa]
    return csv_bytes(LAPORAN_SKP, baris, ";", "\r\n")


def riwayat_jabatan(d, riwayat, instansi):
    """SIASN riwayat jabatan: posts with their TMT and jenis penugasan."""
    baris = []
    for p, unor, jabatan, jj, eselon, tmt, penugasan in riwayat:
        b = {"id": d.acak.uuid(), "idPns": p.id, "nipBaru": p.nip,
             "jenisJabatan": jj, "jenisPenugasanId": penugasan,
             "instansiKerjaId": d.instansi, "instansiKerjaNama": instansi,
             "unorId": unor.id, "unorNama": unor.nama,
             "unorIndukId": unor.induk.id, "unorIndukNama": unor.induk.nama,
             "eselon": ESELON.get(eselon, ""), "eselonId": eselon,
             "tmtJabatan": terbalik(tmt), "namaUnor": unor.nama,
             "namaJabatan": jabatan, "nomorSk": "800/%03d/BKPSDM/%s" % (
                 d.acak.antara(1, 999), tmt[:4]),
             "tanggalSk": terbalik(tmt)}
        if jj == "2":
            b["jabatanFungsionalNama"] = jabatan
        if jj == "4":
            b["jabatanFungsionalUmumNama"] = jabatan
        if eselon:
            b["tmtPelantikan"] = terbalik(tmt)
        baris.append(b)
    return csv_bytes(RIWAYAT, baris, ";")


def penugasan(baris):
    """The canonical table: (Pegawai, Unor, jenis, mulai, selesai)."""
    return csv_bytes(["pegawai_id", "unor_id", "jenis", "mulai", "selesai"],
                     [(p.nip, u.id, j, m, s) for p, u, j, m, s in baris])


def kejadian(baris):
    """The canonical table: (Pegawai, aksi, waktu, berhasil, sistem)."""
    urut = sorted(baris, key=lambda b: (b[2], b[0].nip))
    return csv_bytes(["pegawai_id", "aksi", "waktu", "berhasil", "sistem"],
                     [(b[0].nip,) + tuple(b[1:]) for b in urut])


# -- self-check and command line, shared by both generators --

def periksa_dunia(d):
    """Every reference exists; ids are unique; name-only units are plain."""
    unor, orang = set(d.unor), set(d.pegawai)
    for isi in (d.unor, d.pegawai, d.skp):
        if len({x.id.lower() for x in isi}) != len(isi):
            raise ValueError("an id stands twice")
    if len({p.nip for p in d.pegawai}) != len(d.pegawai):
        raise ValueError("a NIP stands twice")
    for p in d.pegawai:
        if p.unor not in unor or len(p.nip) != 18:
            raise ValueError("bad unit or NIP of " + p.nama)
    nama = [(u.induk.id, u.nama) for u in d.unor]
    for s in d.skp:
        if not {s.unor, s.atasan_unor} - {None} <= unor or \
           not {s.pegawai, s.atasan} - {None} <= orang:
            raise ValueError("SKP %s names a stranger" % s.id)
        if not s.penilaian and nama.count((s.unor.induk.id, s.unor.nama)) > 1:
            raise ValueError("ambiguous unit name " + s.unor.nama)


def utama(berkas, map_, argumen):
    """Write the files {path: bytes} below map_, or --check those there."""
    if argumen not in ([], ["--check"]):
        sys.exit("usage: generate.py [--check]")
    beda = []
    for nama, isi in sorted(berkas.items()):
        jalur = os.path.join(map_, nama)
        if not argumen:
            os.makedirs(os.path.dirname(jalur), exist_ok=True)
            with open(jalur, "wb") as f:
                f.write(isi)
        elif not os.path.exists(jalur) or open(jalur, "rb").read() != isi:
            beda.append(nama)
    for nama in beda:
        print("differs: " + nama, file=sys.stderr)
    return 1 if beda else 0
