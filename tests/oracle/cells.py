"""One cell: its text, trimmed, made into a value, or a reason why not."""

import datetime
import re

from . import policy

BLANKS = " \t\r\n\v\f\u00a0"
DAY = 86400
WIB = 7 * 3600
_LOWER = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
_NIP_DROPS = {ord(c): None for c in BLANKS + ".'"}
# Excel always writes the sign; an opaque id such as 12e4 is left alone.
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?[eE][+-][0-9]+\Z")
_YMD = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_DMY = re.compile(r"([0-9]{2})([-/])([0-9]{2})\2([0-9]{4})\Z")
_MD = re.compile(r"([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r" ?(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?\Z")


class Unreadable(Exception):
    """The value is not understood; the argument is the REF009 reason."""


def trim(text):
    return text.strip(BLANKS)


def lower(text):
    """ASCII-case-blind form: the only folding that ids know."""
    return text.translate(_LOWER)


def fold(text):
    """Form in which codes compare: letters and digits only."""
    return "".join(c for c in lower(text) if c.isalnum() or ord(c) > 127)


def clean_nip(text):
    return text.translate(_NIP_DROPS)


def _date(year, month, day):
    try:
        return datetime.date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        raise Unreadable("tanggal")


def day(text):
    """The ordinal of a day, None for no value."""
    if text == "0000-00-00":
        return None
    found = _YMD.match(text)
    if found:
        return _date(*found.groups())
    found = _DMY.match(text)
    if found:
        return _date(found.group(4), found.group(3), found.group(1))
    raise Unreadable("tanggal")


def instant(text):
    """Seconds in WIB since day 0; a day alone is its first second."""
    try:
        ordinal = day(text)
        return None if ordinal is None else ordinal * DAY
    except Unreadable:
        pass
    if text.startswith("0000-00-00"):
        return None
    found = _TIME.match(text)
    if not found:
        raise Unreadable("waktu")
    date, hour, minute, second, zulu, sign, zhour, zminute = found.groups()
    hour, minute, second = int(hour), int(minute), int(second or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable("waktu")
    zone = WIB
    if zulu:
        zone = 0
    elif sign:
        zone = int(zhour) * 3600 + int(zminute or 0) * 60
        zone = -zone if sign == "-" else zone
    try:
        ordinal = day(date)
    except Unreadable:
        raise Unreadable("waktu")
    return (ordinal * DAY + hour * 3600 + minute * 60 + second) + WIB - zone


def show_instant(seconds):
    date = datetime.date.fromordinal(seconds // DAY).isoformat()
    rest = seconds % DAY
    return "%sT%02d:%02d:%02d+07:00" % (date, rest // 3600,
                                        rest // 60 % 60, rest % 60)


def boolean(text):
    low = lower(text)
    if low in policy.YES:
        return True
    if low in policy.NO:
        return False
    raise Unreadable("kode")


def akun(text):
    """A yes counts as aktif; anything else given counts as not."""
    low = lower(text)
    if low in policy.YES:
        return "aktif"
    return "tidak_terdaftar" if fold(low) == "tidakterdaftar" else "nonaktif"


def number(text):
    if not re.match(r"[0-9]+\Z", text):
        raise Unreadable("bukan_angka")
    return int(text)


def part_date(text):
    """A day of `periode`: whole, or (month, day) to be completed."""
    found = _MD.match(text)
    if not found:
        return day(text)
    _date(2000, *found.groups())
    return int(found.group(1)), int(found.group(2))


def coded(table, text):
    key = fold(text)
    if not key:
        return None             # folds to nothing: silent
    if key not in table:
        raise Unreadable("kode")
    return table[key]


def plain(text):
    return text


def nip(text):
    return clean_nip(text) or None


CODES = {
    "eselon": policy.ESELON, "kedudukan": policy.KEDUDUKAN,
    "jenis_pegawai": policy.JENIS_PEGAWAI, "golru": policy.GOLRU,
    "jenis_jabatan": policy.JENIS_JABATAN, "penugasan": policy.PENUGASAN,
    "status": policy.STATUS, "aksi": policy.AKSI, "sumber": policy.SUMBER,
    "jenis_unor": policy.JENIS_UNOR, "jenis_skp": policy.JENIS_SKP,
    "tipe": policy.TIPE,
}
PARSERS = {"text": plain, "id": plain, "ref": plain, "nip": nip, "day": day,
           "instant": instant, "bool": boolean, "akun": akun,
           "number": number, "part_date": part_date}


def is_id_column(column):
    return (column == "id" or column.endswith("_id")
            or column in ("nip", "nik", "nuptk", "npsn"))


def parse(kind, column, text):
    """The value of a trimmed cell (None: no value), or Unreadable."""
    low = lower(text)
    if low in policy.NO_VALUE:
        return None
    if low in policy.EXCEL_ERRORS:
        raise Unreadable("galat_excel")
    if is_id_column(column) and _SCIENTIFIC.match(text):
        raise Unreadable("ilmiah")
    if kind in CODES:
        if column.endswith("_id") and low in policy.NO_REFERENCE:
            return None
        if kind == "jenis_pegawai":  # what folds to none of them is silent
            return CODES[kind].get(fold(text))
        return coded(CODES[kind], text)
    return PARSERS[kind](text)
