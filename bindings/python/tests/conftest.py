# SPDX-License-Identifier: MIT
"""What the tests share: the tree, the tool, one small instansi."""

import csv
import os
import subprocess

import pytest

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))

#: A dinas, two schools and their people, with faults of every kind. All
#: people are invented.
TABLES = {
    "unor": [
        {"id": "dinas", "nama": "Dinas Pendidikan", "eselon_id": "22",
         "diatasan_id": "", "pemimpin_id": "197001011995031001",
         "jenis": "dinas", "npsn": ""},
        {"id": "sd1", "nama": "SD Negeri 1 Contoh", "eselon_id": "",
         "diatasan_id": "dinas", "pemimpin_id": "197505052000032002",
         "jenis": "sekolah", "npsn": "20100001"},
        {"id": "sd2", "nama": "SD Negeri 2 Contoh", "eselon_id": "",
         "diatasan_id": "dinas", "pemimpin_id": "",
         "jenis": "sekolah", "npsn": "20100002"},
    ],
    "pegawai": [
        {"nip": "197001011995031001", "nama": "Ki Contoh",
         "unor_id": "dinas", "atasan_id": "", "jenis_jabatan": "1"},
        {"nip": "197505052000032002", "nama": "Ibu Contoh",
         "unor_id": "sd1", "atasan_id": "197001011995031001",
         "jenis_jabatan": "2"},
        {"nip": "198001012005011003", "nama": "Pak Guru",
         "unor_id": "sd1", "atasan_id": "197001011995031001",
         "jenis_jabatan": "2"},
        {"nip": "198502022010012004", "nama": "Bu Guru \u00e9",
         "unor_id": "sd1", "atasan_id": "", "jenis_jabatan": "2"},
        {"nip": "199003032015011005", "nama": "Guru Dua",
         "unor_id": "sd2", "atasan_id": "197505052000032002",
         "jenis_jabatan": "2"},
    ],
    "skp": [
        {"id": "s1", "pegawai_id": "197505052000032002", "unor_id": "sd1",
         "jenis": "organisasi", "status": "draft", "mulai": "2026-01-01",
         "selesai": "2026-12-31", "atasan_id": "197001011995031001"},
        {"id": "s2", "pegawai_id": "198001012005011003", "unor_id": "sd1",
         "jenis": "individu", "status": "draft", "mulai": "2026-01-01",
         "selesai": "2026-12-31", "atasan_id": "197001011995031001"},
    ],
    "kejadian": [
        {"pegawai_id": "198001012005011003", "aksi": "edit_profil",
         "waktu": "2026-01-10T08:00:00", "berhasil": "ya"},
        {"pegawai_id": "197505052000032002", "aksi": "sinkron_asn",
         "waktu": "2026-01-10T09:00:00", "berhasil": "ya"},
    ],
}


@pytest.fixture
def tables():
    return TABLES


@pytest.fixture
def folder(tmp_path):
    """The instansi as a folder of CSV files."""
    for table, rows in TABLES.items():
        with open(str(tmp_path / (table + ".csv")), "w", newline="",
                  encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return tmp_path


@pytest.fixture
def checker():
    import skpcheck
    with skpcheck.Checker(pada="2026-01-20") as checker:
        yield checker


@pytest.fixture
def model():
    """The instansi by rows, sealed."""
    import skpcheck
    with skpcheck.Model() as model:
        for table, rows in TABLES.items():
            model.add_rows(table, rows, source=table + ".csv", first_line=2)
        model.seal()
        yield model


@pytest.fixture
def tool():
    """Runs the command-line tool; its standard output."""
    program = os.environ.get("SKPCHECK")
    if not program:
        pytest.skip("SKPCHECK does not name the tool")

    def run(*arguments):
        done = subprocess.run([program] + [str(a) for a in arguments],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=TOP)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout.decode("utf-8")

    return run
