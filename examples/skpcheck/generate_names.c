/* SPDX-License-Identifier: MIT */
/* generate_names.c - names, all of them invented. */
#include "generate_names.h"
#include "generate_numbers.h"

#define LENGTH(list) (sizeof(list) / sizeof(*(list)))

/* ---- putting together ---- */

void name_add(struct name *name, const char *text)
{
	size_t n = strlen(text);

	if (n > (size_t)(NAME_ROOM - name->n))
		n = (size_t)(NAME_ROOM - name->n);
	bytes_put(name->text + name->n, text, n);
	name->n = (uint8_t)(name->n + n);
	name->text[name->n] = '\0';
}

void name_number(struct name *name, uint64_t v)
{
	char digits[21];
	struct span s = number_text(v, digits);

	digits[20] = '\0';
	name_add(name, s.p);
}

struct name name_of(const char *text)
{
	struct name name;

	name.n = 0;
	name_add(&name, text);
	return name;
}

/* ---- people ---- */

static const char *const men[] = {"Ahmad", "Bagus", "Cahyo", "Dadang", "Eko",
	"Fajar", "Galih", "Hendra", "Iwan", "Joko", "Kurnia", "Lukman",
	"Maman", "Nandang", "Opik", "Priyo", "Rahmat", "Slamet", "Tatang",
	"Ujang", "Wawan", "Yusuf", "Zaenal", "Asep", "Budi", "Deni", "Edi",
	"Gunawan", "Hadi", "Imam", "Jajang", "Koswara", "Ketut", "Wayan",
	"Ucok", "Yohanis", "Andi", "Ridwan", "Teguh", "Frans"};
static const char *const women[] = {"Ani", "Bunga", "Citra", "Dewi", "Elis",
	"Fitri", "Gita", "Heni", "Ika", "Juwita", "Kartika", "Lilis", "Maya",
	"Nining", "Oktavia", "Puji", "Ratna", "Sari", "Tuti", "Ulfa", "Wulan",
	"Yanti", "Zahra", "Ai", "Euis", "Dian", "Erna", "Imas", "Neng", "Rina",
	"Siti", "Yuyun", "Made", "Nyoman", "Butet", "Maria", "Tenri", "Halimah",
	"Endang", "Yosefina"};
static const char *const families[] = {"Adiputra", "Baskara", "Cakrawala",
	"Darmawan", "Ermawan", "Firmansyah", "Gumilar", "Hidayat", "Irawan",
	"Jatnika", "Kusnadi", "Laksana", "Mulyana", "Nugraha", "Pratama",
	"Ramdani", "Santosa", "Taryana", "Utama", "Wibawa", "Yudistira",
	"Suryana", "Permana", "Hermawan", "Wijaya", "Saputra", "Setiawan",
	"Kurniawan", "Maulana", "Sudrajat", "Rohman", "Suherman", "Tanjung",
	"Simatupang", "Waruwu", "Lestaluhu", "Daeng Ngalle", "Rumbiak",
	"Pattiasina", "Sumbawa"};

void name_person(struct name *name, uint64_t hash, bool female,
	const char *degree)
{
	uint64_t given = hash % LENGTH(men), middle = hash / 64 % 97;

	name->n = 0;
	name_add(name, female ? women[given] : men[given]);
	if (middle < LENGTH(families)) {
		name_add(name, " ");
		name_add(name, families[middle]);
	}
	name_add(name, " ");
	name_add(name, families[hash / 8192 % LENGTH(families)]);
	name_add(name, degree);
}

/* ---- places ---- */

void name_place(struct name *name, uint64_t hash)
{
	static const char *const first[] = {"Tirta", "Ranca", "Suka", "Ci",
		"Lembah ", "Karang", "Banyu", "Muara ", "Gunung ", "Tanjung ",
		"Sungai ", "Pasir", "Kali", "Bukit ", "Batu ", "Teluk "};
	static const char *const second[] = {"sari", "wangi", "ratu", "bening",
		"jaya", "mukti", "lestari", "asih", "agung", "makmur", "indah",
		"mekar", "rejo", "waras", "raya", "puri"};

	name_add(name, first[hash % 16]);
	name_add(name, second[hash / 16 % 16]);
}

/* ---- posts ---- */

struct post post_of(enum staff staff, uint64_t hash)
{
	static const struct post posts[4][8] = {
		{{"Penata Layanan Operasional", "III/a", "IX", ", S.E.", "4"},
			{"Pengolah Data dan Informasi", "II/c", "VII", "",
				"4"},
			{"Penelaah Teknis Kebijakan", "III/b", "IX", ", S.Sos.",
				"4"},
			{"Pengadministrasi Perkantoran", "II/b", "V", "", "4"},
			{"Operator Layanan Operasional", "II/a", "V", "", "4"},
			{"Perencana Ahli Pertama", "III/b", "IX", ", S.T.",
				"2"},
			{"Arsiparis Terampil", "II/d", "VII", "", "2"},
			{"Pranata Komputer Ahli Pertama", "III/a", "IX",
				", S.Kom.", "2"}},
		{{"Guru Ahli Pertama", "III/b", "IX", ", S.Pd.", "2"},
			{"Guru Ahli Pertama", "III/a", "IX", ", S.Pd.", "2"},
			{"Guru Ahli Muda", "III/c", "IX", ", S.Pd.", "2"},
			{"Guru Ahli Muda", "III/d", "IX", ", S.Pd.", "2"},
			{"Guru Ahli Madya", "IV/a", "IX", ", M.Pd.", "2"},
			{"Guru Ahli Pertama", "III/b", "IX", ", S.Pd.I.", "2"},
			{"Guru Ahli Pertama", "III/a", "IX", ", S.Pd.SD.", "2"},
			{"Penata Layanan Operasional", "III/a", "IX", "",
				"4"}},
		{{"Perawat Terampil", "II/d", "VII", "", "2"},
			{"Perawat Ahli Pertama", "III/a", "IX", ", S.Kep.",
				"2"},
			{"Bidan Mahir", "III/b", "VII", ", A.Md.Keb.", "2"},
			{"Bidan Terampil", "II/c", "VII", ", A.Md.Keb.", "2"},
			{"Dokter Ahli Pertama", "III/b", "X", "", "2"},
			{"Sanitarian Terampil", "II/c", "VII", "", "2"},
			{"Apoteker Ahli Pertama", "III/b", "IX", ", Apt.",
				"2"},
			{"Pengadministrasi Perkantoran", "II/b", "V", "",
				"4"}},
		{{"Pengawas Sekolah Ahli Madya", "IV/b", "", ", M.Pd.", "2"},
			{"Pengawas Sekolah Ahli Muda", "III/d", "", ", M.Pd.",
				"2"},
			{"Pengawas Sekolah Ahli Madya", "IV/a", "", ", M.Pd.",
				"2"},
			{"Pengawas Sekolah Ahli Madya", "IV/b", "", ", M.M.",
				"2"},
			{"Pengawas Sekolah Ahli Madya", "IV/c", "", ", M.Pd.",
				"2"},
			{"Pengawas Sekolah Ahli Muda", "III/c", "", ", S.Pd.",
				"2"},
			{"Pengawas Sekolah Ahli Madya", "IV/a", "", "", "2"},
			{"Pengawas Sekolah Ahli Madya", "IV/b", "", "", "2"}},
	};

	return posts[staff][hash % 8];
}

const char *golru_of(const char *eselon)
{
	switch (*eselon) {
	case '1':
		return "IV/e";
	case '2':
		return "IV/c";
	case '3':
		return "IV/a";
	case '4':
		return "III/d";
	default:
		return "IV/a";
	}
}

/* ---- units ---- */

const char *name_dinas(uint64_t i)
{
	static const char *const list[] = {"Dinas Pekerjaan Umum",
		"Badan Kepegawaian dan Pengembangan SDM", "Dinas Sosial",
		"Dinas Perhubungan", "Badan Pendapatan Daerah",
		"Dinas Pertanian", "Dinas Lingkungan Hidup", "Inspektorat",
		"Dinas Kependudukan dan Pencatatan Sipil", "Dinas Perikanan",
		"Badan Perencanaan Pembangunan Daerah",
		"Dinas Komunikasi dan Informatika", "Dinas Koperasi dan UMKM",
		"Dinas Perdagangan", "Dinas Tenaga Kerja", "Dinas Pariwisata",
		"Badan Keuangan dan Aset Daerah",
		"Dinas Pemberdayaan Masyarakat", "Dinas Perumahan Rakyat",
		"Badan Penanggulangan Bencana Daerah",
		"Dinas Perpustakaan dan Kearsipan", "Dinas Ketahanan Pangan"};

	return list[i % LENGTH(list)];
}

const char *name_bidang(uint64_t i)
{
	static const char *const list[] = {"Bidang Perencanaan",
		"Bidang Pelayanan", "Bidang Pembinaan", "Bidang Pengawasan",
		"Bidang Pengembangan", "Bidang Sarana dan Prasarana"};

	return list[i % LENGTH(list)];
}

const char *name_urusan(uint64_t i)
{
	static const char *const list[] = {"Umum", "Keuangan", "Kepegawaian",
		"Program dan Pelaporan", "Data dan Informasi", "Kerja Sama",
		"Evaluasi", "Pembinaan", "Penertiban", "Pelayanan"};

	return list[i % LENGTH(list)];
}

const char *name_ditjen(uint64_t i)
{
	static const char *const list[] = {"Pembinaan Wilayah", "Sumber Daya",
		"Kelembagaan", "Standardisasi", "Pelayanan Publik",
		"Pengembangan Usaha"};

	return list[i % LENGTH(list)];
}
