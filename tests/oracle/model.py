"""Canonical tables read into rows: cells, identity, references, accounting.

Input is a list of files, each (table, headings, rows); a row is a list of
cell texts, None where the row has no such cell. A cell of a file that has the
column is at least empty; only a file without the column leaves it unknown.
"""

import csv
import datetime
import os

from . import cells, policy

COLUMNS = {
    "unor": {
        "id": "id", "instansi_id": "ref", "diatasan_id": "ref",
        "induk_id": "ref", "eselon_id": "eselon", "nama": "text",
        "nama_jabatan": "text", "pemimpin_id": "ref", "jenis": "jenis_unor",
        "aktif": "bool", "kedaluwarsa": "day", "npsn": "id",
        "diklaim": "bool"},
    "pegawai": {
        "id": "id", "nip": "nip", "nama": "text",
        "jenis_pegawai": "jenis_pegawai", "kedudukan": "kedudukan",
        "unor_id": "ref", "jenis_jabatan": "jenis_jabatan",
        "jabatan": "text", "eselon_id": "eselon", "golru": "golru",
        "tmt_jabatan": "day", "atasan_id": "ref", "nik": "id",
        "nuptk": "id", "akun": "akun"},
    "penugasan": {
        "pegawai_id": "ref", "unor_id": "ref", "jenis": "penugasan",
        "mulai": "day", "selesai": "day"},
    "skp": {
        "id": "id", "pegawai_id": "ref", "unor_id": "ref",
        "jenis": "jenis_skp", "status": "status", "mulai": "day",
        "selesai": "day", "atasan_id": "ref", "atasan_unor_id": "ref",
        "plt": "bool", "dibuat": "instant"},
    "rhk": {
        "id": "id", "skp_id": "ref", "klasifikasi": "jenis_skp",
        "mendukung_id": "ref"},
    "kejadian": {
        "pegawai_id": "ref", "aksi": "aksi", "waktu": "instant",
        "berhasil": "bool", "sistem": "text"},
    "profil": {
        "pegawai_id": "ref", "sumber": "sumber", "unor_id": "ref",
        "jabatan": "text", "golru": "golru",
        "jenis_jabatan": "jenis_jabatan", "nip": "nip", "nik": "id",
        "nuptk": "id", "npsn": "id", "waktu": "instant"},
    "periode": {
        "id": "id", "instansi_id": "ref", "nama": "text",
        "tahun": "number", "awal": "part_date", "akhir": "part_date",
        "batas": "part_date", "jenis": "text", "tipe": "tipe",
        "angka": "number"},
}
# Each group needs one value: of a person, id or nip.
REQUIRED = {
    "unor": (("id",),), "pegawai": (("id", "nip"),),
    "penugasan": (("pegawai_id",), ("unor_id",), ("jenis",)),
    "skp": (("pegawai_id",),), "rhk": (("id",), ("skp_id",)),
    "kejadian": (("pegawai_id",), ("aksi",), ("waktu",)),
    "profil": (("pegawai_id",), ("sumber",)), "periode": (("id",),),
}
# None: refers to rows that no table holds.
REFERS = {
    "instansi_id": None, "diatasan_id": "unor", "induk_id": "unor",
    "pemimpin_id": "pegawai", "unor_id": "unor", "atasan_id": "pegawai",
    "pegawai_id": "pegawai", "atasan_unor_id": "unor", "skp_id": "skp",
    "mendukung_id": "rhk",
}
UNIQUE = ("unor", "pegawai", "rhk", "periode")
FIGURES = ("read", "loaded", "merged", "repeated", "empty", "rejected")


class Row:
    """One row: values (v), trimmed texts (raw), resolved references (ref).

    A column missing in v is unknown; a value None is empty.
    """

    def __init__(self, table, number, file, line):
        self.table, self.number = table, number
        self.file, self.line = file, line
        self.place = None       # among the file's rows, empty ones too
        self.v, self.raw, self.ref = {}, {}, {}
        self.problems = []      # (column, reason, text)
        self.fate = "loaded"
        self.stays = self       # the row that it was merged into

    def get(self, column):
        return self.v.get(column)

    def empty(self, column):
        """Known to be empty: the absence may be asserted."""
        return column in self.v and self.v[column] is None

    @property
    def own_id(self):
        """The row's id as it wrote it, else #n."""
        return (self.get("nip") if self.table == "pegawai" else None) or (
            self.get("id") if "id" in COLUMNS[self.table] else None
            ) or "#%d" % self.number

    @property
    def id(self):
        return self.stays.own_id

    def __repr__(self):
        return "<%s %s>" % (self.table, self.id)


class Model:
    def __init__(self, files):
        self.rows = {}
        self.columns = {}       # table: the columns that any file names
        self.figures = {}
        self.keys = {table: {} for table in policy.TABLES}
        self.nips = {}
        for index, (table, headings, lines) in enumerate(files):
            self._read(index, table, headings, lines)
        for table in ("unor", "pegawai"):
            self._identify(table)
        for table in policy.TABLES:
            self._resolve(table, own=False)
            if table not in ("unor", "pegawai"):
                self._identify(table)
            self._resolve(table, own=True)
        self._count()

    def given(self, table):
        return table in self.rows

    def all(self, table):
        """The rows that stay."""
        return [row for row in self.rows.get(table, ())
                if row.fate == "loaded"]

    def find(self, table, text):
        """The row a reference names; a person by id, then by NIP."""
        key = cells.lower(text)
        row = self.keys[table].get(key)
        if row is None and table == "pegawai":
            row = self.nips.get(cells.lower(cells.clean_nip(text)))
        return row

    def _read(self, file, table, headings, lines):
        if table not in COLUMNS:
            raise ValueError("unknown table: %s" % table)
        rows = self.rows.setdefault(table, [])
        figures = self.figures.setdefault(table, dict.fromkeys(FIGURES, 0))
        number = len(rows)
        line = 1 + _breaks(headings)
        names = [cells.fold(name) for name in headings]
        self.columns.setdefault(table, set()).update(
            set(columns_of(table, headings)) - {None})
        for place, texts in enumerate(lines):
            line, first = line + 1 + _breaks(texts), line + 1
            figures["read"] += 1
            if not any(cells.trim(text or "") for text in texts):
                figures["empty"] += 1
                continue
            number += 1
            row = Row(table, number, file, first)
            row.place = place
            self._fill(row, names, texts)
            rows.append(row)

    def _fill(self, row, names, texts):
        wanted = {cells.fold(column): column for column in COLUMNS[row.table]}
        for place, name in enumerate(names):
            column = wanted.get(name)
            if column is None or column in row.v:
                continue
            text = texts[place] if place < len(texts) else None
            text = cells.trim(text or "")
            row.raw[column] = text
            row.v[column] = None
            try:
                row.v[column] = cells.parse(COLUMNS[row.table][column],
                                            column, text)
            except cells.Unreadable as why:
                row.problems.append((column, str(why), text))

    def _reject(self, row):
        for group in REQUIRED[row.table]:
            if any(row.get(column) is not None for column in group):
                continue
            row.fate = "rejected"
            damaged = {column for column, _, _ in row.problems}
            if not damaged.intersection(group):
                row.problems.append((group[0], "wajib", None))
        return row.fate == "rejected"

    def _identify(self, table):
        """Reject, then keep the first of each id."""
        for row in self.rows.get(table, ()):
            if self._reject(row):
                continue
            if table == "skp":
                self._merge(row)
            elif table in UNIQUE:
                self._keep_first(row)

    def _keep_first(self, row):
        keys = self.keys[row.table]
        key = row.get("id") and cells.lower(row.get("id"))
        nip = row.get("nip") and cells.lower(row.get("nip"))
        if nip in self.nips:
            row.fate, row.what = "repeated", "nip"
        elif key in keys:
            row.fate, row.what = "repeated", "id"
        else:
            if key:
                keys[key] = row
            if nip and row.table == "pegawai":
                self.nips[nip] = row

    def _merge(self, row):
        """Rows of one id are one SKP, which takes each first value."""
        key = row.get("id") and cells.lower(row.get("id"))
        if not key:
            return
        first = self.keys["skp"].setdefault(key, row)
        if first is row:
            return
        row.fate, row.stays = "merged", first
        for column, value in row.v.items():
            if first.get(column) is None:
                first.v[column] = value
                first.raw[column] = row.raw[column]
                if column in row.ref:
                    first.ref[column] = row.ref[column]
            elif value is not None and not _agree(first, row, column):
                row.problems.append((column, "pertentangan",
                                     _shown(row, column)))

    def _resolve(self, table, own):
        """References into the table itself wait for its identities."""
        for row in self.rows.get(table, ()):
            for column, target in REFERS.items():
                if row.get(column) is None or (target == table) is not own:
                    continue
                found = target and self.find(target, row.raw[column])
                row.ref[column] = found
                if not found and (cells.lower(row.raw[column])
                                  in policy.NO_REFERENCE):
                    row.v[column] = None

    def _count(self):
        for table, rows in self.rows.items():
            for row in rows:
                self.figures[table][row.fate] += 1


def _breaks(texts):
    return sum((text or "").count("\n") for text in texts)


def _shown(row, column):
    """A value as reports print it, whatever the spelling of its cell."""
    value = row.v[column]
    if row.ref.get(column):
        return row.ref[column].id
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if column in ("mulai", "selesai"):
        return datetime.date.fromordinal(value).isoformat()
    if column == "dibuat":
        return cells.show_instant(value)
    return row.raw[column]


def _agree(first, row, column):
    if column == "id":
        return True
    one, other = first.ref.get(column), row.ref.get(column)
    if column in REFERS:
        if one or other:
            return one is other
        return cells.lower(first.v[column]) == cells.lower(row.v[column])
    return first.v[column] == row.v[column]


def columns_of(table, headings):
    """The canonical column of each heading, None where it is none."""
    wanted = {cells.fold(column): column for column in COLUMNS[table]}
    return [wanted.get(cells.fold(heading)) for heading in headings]


def read_dir(directory):
    """The files <table>.csv and <table>-<anything>.csv, by name in bytes."""
    files = []
    for name in sorted(os.listdir(directory), key=os.fsencode):
        if not name.endswith(".csv"):
            continue
        table = name[:-len(".csv")].split("-", 1)[0]
        path = os.path.join(directory, name)
        with open(path, encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        if not rows:
            raise ValueError("%s: no heading row" % path)
        files.append((table, rows[0], rows[1:]))
    return files
