"""The policy as constants: what is law or local practice, not logic."""

TABLES = ("unor", "pegawai", "penugasan", "skp", "rhk", "kejadian", "profil",
          "periode")

ELIGIBLE = frozenset("10 11 12 21 22 31 32 41 42".split())
BELOW_PENGAWAS = frozenset(("51", "52"))
NO_RANK = frozenset(("00", "99"))
ORG_FORM_INDIVIDU = frozenset(("31", "32", "41", "42"))

EXEMPT = frozenset("02 03 04 07 13 20".split())
INACTIVE = frozenset("52 66 67 69 70 77 88 89 92 98 99".split())

HEADSHIPS = ("D", "TT", "PJ", "PLT", "PLH")
LEVELS = (("D", "TT"), ("PJ",), ("PLT",), ("PLH",))
THROUGH_ASSIGNMENT = frozenset(("TT", "PJ", "PLT", "PLH"))

STATUS_ORDER = ("draft", "diajukan", "disetujui", "ditetapkan")
# What a policy may say otherwise; the names are those of its keys.
KNOBS = {"org_min_status": "diajukan", "events_complete": False,
         "leader_first": "sekolah", "plt_max_months": 6, "skp_due": (1, 31),
         "retry_working_days": 3, "kepala_sekolah_start": ("dinas",),
         "kepala_sekolah_delegates": ()}
PENGAWAS_SEKOLAH = "pengawas sekolah"

# The policies that come along: what each says otherwise, as KNOBS.
DEFAULT = "permenpanrb-6-2022"
SHIPPED = {
    DEFAULT: {},
    "strict": {"org_min_status": "disetujui", "leader_first": "all"},
    "delegated-kabid": {
        "kepala_sekolah_start": ("bidang", "dinas"),
        "kepala_sekolah_delegates": tuple(
            ["bidang pembinaan " + word for word in (
                "sd", "smp", "sma", "smk", "paud", "tk", "sekolah",
                "pendidikan")]
            + ["bidang " + word for word in (
                "sd", "smp", "sma", "smk", "paud", "sekolah dasar",
                "sekolah menengah", "pendidikan dasar",
                "pendidikan menengah", "pendidikan anak usia dini")]),
    },
}

SYNCS = frozenset(("sinkron_asn", "sinkron_casn", "validasi"))
REPAIRS = frozenset(("edit_profil", "sinkron_asn", "sinkron_casn",
                     "muat_ulang"))

YES = frozenset("true ya yes y t 1 aktif".split())
NO = frozenset("false tidak no n f 0 nonaktif".split())
NO_VALUE = frozenset(("", "null", "-"))
NO_REFERENCE = frozenset(("top", "xx", "0"))
EXCEL_ERRORS = frozenset(
    "#ref! #n/a #value! #div/0! #name? #null! #num! #spill! #calc! "
    "#getting_data #field! #blocked! #connect! #unknown!".split())

KINDS = ("instansi", "sekretariat", "dinas", "badan", "bidang", "seksi",
         "upt", "sekolah", "puskesmas", "kecamatan", "kelurahan", "lainnya")

SCHOOL_WORDS = frozenset(
    "sd sdn smp smpn sma sman smk smkn tk slb paud skb".split())
SCHOOL_PREFIXES = frozenset(("upt", "uptd", "spf"))

# In order; the first whose words begin the name decides.
KIND_BY_NAME = (
    ("cabang dinas", "upt"),
    ("dinas", "dinas"),
    ("badan", "badan"),
    ("puskesmas", "puskesmas"),
    ("subbagian", "seksi"),
    ("sub bagian", "seksi"),
    ("subbag", "seksi"),
    ("tata usaha", "seksi"),
    ("seksi", "seksi"),
    ("sekretariat", "sekretariat"),
    ("bidang", "bidang"),
    ("kecamatan", "kecamatan"),
    ("kelurahan", "kelurahan"),
    ("uptd", "upt"),
    ("upt", "upt"),
    ("kabupaten", "instansi"),
    ("kota", "instansi"),
    ("provinsi", "instansi"),
    ("pemerintah", "instansi"),
    ("kementerian", "instansi"),
)


def _same(*codes):
    return {code.replace("_", ""): code for code in codes}


def _named(**names):
    return {name: code for name, code in names.items()}


KEDUDUKAN = _same(*(
    "01 02 03 04 05 06 07 08 09 11 12 13 14 15 16 20 51 52 66 67 68 69 70 "
    "77 88 89 90 91 92 98 99".split()))
KEDUDUKAN.update({str(int(code)): code for code in list(KEDUDUKAN)})
KEDUDUKAN.update(_named(
    aktif="01", cltn="02", tugasbelajar="03", pemberhentiansementara="04",
    uangtunggu="05", prajuritwajib="06", pejabatnegara="07",
    kepaladesa="08", perpanjangancltn="13", hilang="14", mpp="20",
    tidakaktif="52", diberhentikan="66", bup="98", pensiun="99"))

ESELON = _same(*"00 10 11 12 21 22 31 32 41 42 51 52 99".split())
ESELON.update(_named(
    ia="11", ib="12", iia="21", iib="22", iiia="31", iiib="32", iva="41",
    ivb="42", va="51", vb="52", non="99", noneselon="99"))

JENIS_JABATAN = _same("1", "2", "3", "4")
JENIS_JABATAN.update(_named(
    struktural="1", fungsionaltertentu="2", fungsional="2", jft="2",
    rangkap="3", fungsionalumum="4", pelaksana="4", jfu="4"))

PENUGASAN = _same("D", "TT", "PJ", "PLT", "PLH", "DELEGASI")
PENUGASAN = {code.lower(): code for code in PENUGASAN.values()}
PENUGASAN.update(_named(definitif="D", tugastambahan="TT"))

STATUS = _same(*STATUS_ORDER + ("ditolak",))
STATUS.update(_named(
    draf="draft", pengajuan="diajukan", persetujuan="disetujui",
    penetapan="ditetapkan", penolakan="ditolak", dikembalikan="ditolak"))

AKSI = _same("login", "edit_profil", "sinkron_asn", "sinkron_casn",
             "validasi", "muat_ulang", "sinkro_gtk", "sinkro_penilaian",
             "klaim_pimpinan", "ubah_vervalptk")

SUMBER = _same("siasn", "ekinerja", "dapodik", "vervalptk")
JENIS_UNOR = _same(*KINDS)
JENIS_SKP = _same("organisasi", "individu")

ROMAN = ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII").split()


def _golru():
    codes = {roman.lower(): roman for roman in ROMAN}
    for tens, letters in ((1, "abcd"), (2, "abcd"), (3, "abcd"), (4, "abcde")):
        for ones, letter in enumerate(letters, 1):
            name = "%s/%s" % (ROMAN[tens - 1], letter)
            codes["%d%d" % (tens, ones)] = name
            codes[name.replace("/", "").lower()] = name
    return codes


GOLRU = _golru()

JENIS_PEGAWAI = {str(code): "PNS" for code in range(1, 20)}
JENIS_PEGAWAI.update(_named(pns="PNS", cpns="CPNS", pppk="PPPK", p3k="PPPK"))

TIPE = _named(**{"1": "1", "2": "2", "bulanan": "1", "triwulan": "2"})

# code: (level, actor)
PLACE = {}
for _codes, _level, _actor in (
        ("REF001 REF002 REF003 REF004 REF005 REF006 REF007 REF008", "L0",
         "admin_instansi"),
        ("REF009", "L0", "pemasok_data"),
        ("UNR101 UNR102 UNR103 UNR105 UNR107", "L0", "admin_instansi"),
        ("UNR106", "L1", "dinas_pendidikan"),
        ("ATS201 ATS202 ATS204 ATS206 ATS207 ATS208", "L0",
         "admin_instansi"),
        ("ATS203 ATS205 ATS209 ATS211", "L5", "pegawai"),
        ("ATS212", "L4", "admin_instansi"),
        ("ORG301 ORG302 ORG303 ORG305 ORG306 ORG308", "L4", "kepala_unit"),
        ("ORG304", "L6", "pegawai"),
        ("SYN401 SYN404", "L5", "pegawai"),
        ("SYN403", "L4", "kepala_unit"),
        ("ATS213", "L0", "admin_instansi"), ("ATS214", "L6", "pegawai"),
        ("ORG307", "L4", "kepala_unit"), ("SYN402", "L5", "pegawai"),
        ("SYN405", "L2", "operator_sekolah"),
        ("SYN406 SYN407", "L7", "pegawai"),
        ("IDN501 IDN502 IDN503 IDN508", "L0", "admin_instansi"),
        ("IDN504", "L5", "pegawai"), ("IDN505", "L2", "operator_sekolah"),
        ("IDN506", "L3", "admin_instansi"), ("IDN509", "L6", "pegawai"),
        ("IDN510", "L1", "dinas_pendidikan"),
        ("PRD601 PRD602 PRD603 PRD604 PRD608 PRD609", "L6", "pegawai"),
        ("PRD606", "L3", "admin_instansi")):
    for _code in _codes.split():
        PLACE[_code] = (_level, _actor)
