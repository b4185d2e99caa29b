"""The text of sekolah.yaml: one school, as an operator would type it."""

SEKOLAH = """\
# Satu sekolah, diketik dengan tangan.  Semua nama dan NIP rekaan.
# Periksa dengan:  skpcheck check --pada 2026-01-20 sekolah.yaml
#
# Ada tiga masalah di dalamnya:
#   1. SKP Organisasi kepala sekolah masih draft, jadi guru belum bisa
#      mengisi SKP.
#   2. Bu Rina memperbaiki profilnya pukul 07.55, padahal data kepala sekolah
#      baru sinkron pukul 08.00.  Perbaikannya tidak terpakai.
#   3. Karena itu atasan Bu Rina masih salah.

unor:
  - {id: disdik, nama: Dinas Pendidikan, eselon_id: "22", pemimpin_id: "197103121996031004"}
  - {id: sdn4, nama: SD Negeri 4 Tirtasari, diatasan_id: disdik, npsn: "20299904"}

pegawai:
  # Kepala Dinas dinilai oleh Bupati, jadi atasannya dikosongkan.
  - {nip: "197103121996031004", nama: Hendra Wibawa, unor_id: disdik, jabatan: Kepala Dinas Pendidikan, eselon_id: "22"}
  # Kepala sekolah: seorang guru dengan tugas tambahan (lihat penugasan).
  - {nip: "197508172000032002", nama: Lilis Kusnadi, unor_id: sdn4, jabatan: Guru Ahli Madya, atasan_id: "197103121996031004"}
  - {nip: "197002051994121001", nama: Slamet Taryana, unor_id: sdn4, jabatan: Guru Ahli Madya, atasan_id: "197508172000032002"}
  - {nip: "198006142005012005", nama: Yanti Gumilar, unor_id: sdn4, jabatan: Guru Ahli Muda, atasan_id: "197508172000032002"}
  # Masalah 3: atasan Bu Rina seharusnya kepala sekolah, bukan Pak Slamet.
  - {nip: "198311232009022003", nama: Rina Permana, unor_id: sdn4, jabatan: Guru Ahli Muda, atasan_id: "197002051994121001"}
  - {nip: "198504302010011007", nama: Dadang Irawan, unor_id: sdn4, jabatan: Guru Ahli Muda, atasan_id: "197508172000032002"}
  - {nip: "198909092015032001", nama: Wulan Santosa, unor_id: sdn4, jabatan: Guru Ahli Pertama, atasan_id: "197508172000032002"}
  - {nip: "199001182019031006", nama: Fajar Nugraha, unor_id: sdn4, jabatan: Guru Ahli Pertama, atasan_id: "197508172000032002"}
  # Guru PPPK: angka ke-13 dan 14 bukan bulan, melainkan masa kontrak.
  - {nip: "199205072022212004", nama: Euis Ramdani, unor_id: sdn4, jabatan: Guru Ahli Pertama, atasan_id: "197508172000032002"}
  - {nip: "199412252023211002", nama: Galih Laksana, unor_id: sdn4, jabatan: Guru Ahli Pertama, atasan_id: "197508172000032002"}
  - {nip: "199601032023212009", nama: Zahra Hidayat, unor_id: sdn4, jabatan: Guru Ahli Pertama, atasan_id: "197508172000032002"}
  - {nip: "198712012014021003", nama: Opik Suryana, unor_id: sdn4, jabatan: Pengadministrasi Perkantoran, atasan_id: "197508172000032002"}

penugasan:
  - {pegawai_id: "197508172000032002", unor_id: sdn4, jenis: TT, mulai: 2025-12-01}

skp:
  # SKP Organisasi Kepala Dinas sudah ditetapkan ...
  - {id: skp-1, pegawai_id: "197103121996031004", unor_id: disdik, jenis: organisasi, status: ditetapkan, mulai: 2026-01-01, selesai: 2026-12-31}
  # ... tetapi yang ini (masalah 1) masih draft.
  - {id: skp-2, pegawai_id: "197508172000032002", unor_id: sdn4, jenis: organisasi, status: draft, mulai: 2026-01-01, selesai: 2026-12-31, atasan_id: "197103121996031004"}

kejadian:
  # Masalah 2: Bu Rina mendahului kepala sekolah.
  - {pegawai_id: "198311232009022003", aksi: edit_profil, waktu: 2026-01-12T07:50:00}
  - {pegawai_id: "198311232009022003", aksi: sinkron_casn, waktu: 2026-01-12T07:53:00}
  - {pegawai_id: "198311232009022003", aksi: muat_ulang, waktu: 2026-01-12T07:55:00}
  - {pegawai_id: "197508172000032002", aksi: edit_profil, waktu: 2026-01-12T07:58:00}
  - {pegawai_id: "197508172000032002", aksi: sinkron_asn, waktu: 2026-01-12T08:00:00}
  # Pak Dadang menunggu kepala sekolah: urutannya benar.
  - {pegawai_id: "198504302010011007", aksi: edit_profil, waktu: 2026-01-12T08:30:00}
  - {pegawai_id: "198504302010011007", aksi: sinkron_casn, waktu: 2026-01-12T08:32:00}
  - {pegawai_id: "198504302010011007", aksi: muat_ulang, waktu: 2026-01-12T08:33:00}
"""
