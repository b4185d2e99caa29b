/* SPDX-License-Identifier: MIT */
/* The codes that the library itself knows; spellings of them are policy. */
#include "policy_data.h"

static const struct code status_codes[] = {
	{"draft", STATUS_DRAFT}, {"diajukan", STATUS_DIAJUKAN},
	{"disetujui", STATUS_DISETUJUI}, {"ditetapkan", STATUS_DITETAPKAN},
	{"ditolak", STATUS_DITOLAK}
};

static const struct code skp_codes[] = {
	{"organisasi", JENIS_ORGANISASI}, {"individu", JENIS_INDIVIDU}
};

static const struct code jabatan_codes[] = {
	{"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}
};

/* 00 and 99 say the same: nothing */
static const struct code eselon_codes[] = {
	{"10", 10}, {"11", 11}, {"12", 12}, {"21", 21}, {"22", 22},
	{"31", 31}, {"32", 32}, {"41", 41}, {"42", 42}, {"51", 51},
	{"52", 52}, {"99", 99}, {"00", 99}
};

static const struct code golru_codes[] = {
	{"11", 11}, {"12", 12}, {"13", 13}, {"14", 14},
	{"21", 21}, {"22", 22}, {"23", 23}, {"24", 24},
	{"31", 31}, {"32", 32}, {"33", 33}, {"34", 34},
	{"41", 41}, {"42", 42}, {"43", 43}, {"44", 44}, {"45", 45},
	{"I", 101}, {"II", 102}, {"III", 103}, {"IV", 104}, {"V", 105},
	{"VI", 106}, {"VII", 107}, {"VIII", 108}, {"IX", 109}, {"X", 110},
	{"XI", 111}, {"XII", 112}, {"XIII", 113}, {"XIV", 114},
	{"XV", 115}, {"XVI", 116}, {"XVII", 117}
};

static const struct code pegawai_codes[] = {
	{"PNS", PEGAWAI_PNS}, {"CPNS", PEGAWAI_CPNS}, {"PPPK", PEGAWAI_PPPK}
};

static const struct code kind_codes[] = {
	{"instansi", KIND_INSTANSI}, {"sekretariat", KIND_SEKRETARIAT},
	{"dinas", KIND_DINAS}, {"badan", KIND_BADAN},
	{"bidang", KIND_BIDANG}, {"seksi", KIND_SEKSI}, {"upt", KIND_UPT},
	{"sekolah", KIND_SEKOLAH}, {"puskesmas", KIND_PUSKESMAS},
	{"kecamatan", KIND_KECAMATAN}, {"kelurahan", KIND_KELURAHAN},
	{"lainnya", KIND_LAINNYA}
};

const char *policy_kind_name(enum kind kind)
{
	uint32_t i;

	for (i = 0; i < ARRAY_LEN(kind_codes); i++)
		if (kind_codes[i].value == (int32_t)kind)
			return kind_codes[i].name;
	return "";
}

const char *const policy_wait_keys[] = {
	"siasn", "ekinerja", "dapodik", "vervalsp", "vervalptk", "ruanggtk",
	NULL
};

const char *const policy_contact_keys[] = {
	"admin_instansi", "dinas_pendidikan", "operator_sekolah",
	"kepala_unit", "kepala_sekolah", "pegawai", "pemasok_data", "guru",
	"pengawas_sekolah", "asn", NULL
};

#define CODES(a) (*n = ARRAY_LEN(a), (a))

const struct code *policy_codes(enum part part, uint32_t *n)
{
	switch (part) {
	case PART_STATUS:
		return CODES(status_codes);
	case PART_JENIS_SKP:
		return CODES(skp_codes);
	case PART_JENIS_JABATAN:
		return CODES(jabatan_codes);
	case PART_ESELON:
	case PART_ELIGIBLE:
	case PART_FORM:
		return CODES(eselon_codes);
	case PART_GOLRU:
		return CODES(golru_codes);
	case PART_JENIS_PEGAWAI:
		return CODES(pegawai_codes);
	case PART_KIND:
		return CODES(kind_codes);
	default:
		*n = 0;
		return NULL;
	}
}

/* A kedudukan is a number of up to 4 digits: `1` and `01` are one. */
static int32_t kedudukan_code(struct text t)
{
	int32_t v = 0;

	if (t.n == 0 || t.n > 4 || !text_digits(t))
		return CODE_UNKNOWN;
	for (uint32_t i = 0; i < t.n; i++)
		v = v * 10 + (t.p[i] - '0');
	return v;
}

static bool is_kedudukan(enum part part)
{
	return part == PART_KEDUDUKAN || part == PART_EXEMPT ||
	       part == PART_INACTIVE;
}

int32_t policy_code(enum part part, struct text t)
{
	uint32_t n;
	const struct code *c = policy_codes(part, &n);
	char buf[FOLD_CAP];
	struct text key = text_fold(text_trim(t), buf, sizeof(buf));

	if (is_kedudukan(part))
		return kedudukan_code(key);
	for (uint32_t i = 0; i < n; i++)
		if (text_same_str(key, c[i].name))
			return c[i].value;
	return CODE_UNKNOWN;
}

static const char *kedudukan_name(int32_t value, char *buf)
{
	int n = 0;

	if (value < 0 || value > 9999)
		return "";
	if (value >= 1000)
		buf[n++] = (char)('0' + value / 1000);
	if (value >= 100)
		buf[n++] = (char)('0' + value / 100 % 10);
	buf[n++] = (char)('0' + value / 10 % 10);
	buf[n++] = (char)('0' + value % 10);
	buf[n] = '\0';
	return buf;
}

const char *policy_code_name(enum part part, int32_t value, char *buf)
{
	uint32_t n;
	const struct code *c = policy_codes(part, &n);

	if (is_kedudukan(part))
		return kedudukan_name(value, buf);
	for (uint32_t i = 0; i < n; i++)
		if (c[i].value == value)
			return c[i].name;
	return "";
}
