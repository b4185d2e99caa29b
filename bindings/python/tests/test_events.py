# SPDX-License-Identifier: MIT
"""Events that two exports prove."""

import datetime
import io
import json

import pytest

from skpcheck import (
    Checker, Model, SkpArgumentError, SkpBusyError, SkpStateError,
    SkpUnknownError,
)

NIP = "198001012005011003"
DATES = {"older_date": "2026-01-01", "newer_date": "2026-01-10"}
HEAD = "pegawai_id,aksi,waktu,berhasil,sistem\n"
ROW = NIP + ",sinkron_asn,2026-01-10T23:59:59+07:00,ya,selisih\n"


def export(golru, *, seal=True):
    """What SIASN and e-Kinerja say of one person."""
    model = Model()
    model.add("pegawai", nip=NIP, nama="Pak Guru")
    model.add("profil", pegawai_id=NIP, sumber="siasn", golru="III/c")
    model.add("profil", pegawai_id=NIP, sumber="ekinerja", golru=golru)
    if seal:
        model.seal()
    return model


@pytest.fixture
def older():
    return export("III/b")


@pytest.fixture
def newer():
    return export("III/c")


def test_what_became_the_same_is_a_sync(checker, older, newer):
    assert checker.events(older, newer, **DATES) == HEAD + ROW
    assert checker.events(older, older, **DATES) == HEAD
    assert checker.events(newer, newer, **DATES) == HEAD


@pytest.mark.parametrize("old, new, waktu", [
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 10),
     "2026-01-10T23:59:59+07:00"),
    ("2026-01-10T07:00:00", datetime.datetime(2026, 1, 10, 8, 30, 0, 5),
     "2026-01-10T08:30:00+07:00"),
    (datetime.datetime(2026, 1, 1), datetime.datetime(
        2026, 1, 10, 1, tzinfo=datetime.timezone.utc),
     "2026-01-10T08:00:00+07:00"),
])
def test_dates_are_days_or_instants(checker, older, newer, old, new, waktu):
    text = checker.events(older, newer, older_date=old, newer_date=new,
                          format="jsonl")
    assert [json.loads(line)["waktu"] for line in text.splitlines()] == [
        waktu]


@pytest.mark.parametrize("format", ["csv", "yaml"])
def test_the_model_reads_them_back(checker, older, newer, format):
    text = checker.events(older, newer, format=format, **DATES)
    model = export("III/c", seal=False)
    model.load_bytes("kejadian." + format, text.encode())
    model.seal()
    assert model.account()["kejadian"].loaded == 1
    assert model.text("kejadian", 0, "aksi") == "sinkron_asn"
    assert model.text("kejadian", 0, "sistem") == "selisih"


def test_the_tool_writes_the_same(checker, tool, tmp_path, older, newer):
    for name, golru in (("lama", "III/b"), ("baru", "III/c")):
        (tmp_path / (name + ".yaml")).write_text(
            "pegawai:\n- {nip: '%s', nama: Pak Guru}\nprofil:\n"
            "- {pegawai_id: '%s', sumber: siasn, golru: III/c}\n"
            "- {pegawai_id: '%s', sumber: ekinerja, golru: %s}\n"
            % (NIP, NIP, NIP, golru), encoding="utf-8")
    assert tool("events", tmp_path / "lama.yaml", tmp_path / "baru.yaml",
                "--old-date=2026-01-01", "--new-date=2026-01-10"
                ) == checker.events(older, newer, **DATES)


def test_no_pada_is_needed_and_a_file_takes_them(older, newer):
    file = io.StringIO()
    with Checker() as checker:
        assert checker.events(older, newer, file=file, **DATES) == ""
    assert file.getvalue() == HEAD + ROW


def test_what_is_asked_wrongly(checker, older, newer):
    def ask(old=older, new=newer, **more):
        return lambda: checker.events(old, new, **dict(DATES, **more))

    for script, error in (
            (ask(old=None), TypeError),
            (ask(new="baru.yaml"), TypeError),
            (ask(old=Model()), SkpStateError),
            (ask(new=Model()), SkpStateError),
            (ask(older_date="kemarin"), SkpArgumentError),
            (ask(older_date=20260101), TypeError),
            (ask(newer_date=None), TypeError),
            (ask(newer_date="2026-01-01"), SkpArgumentError),
            (ask(format="xml"), SkpUnknownError),
            (ask(format=None), TypeError),
            (ask(file="kejadian.csv"), TypeError),
            (lambda: checker.events(older, newer), TypeError)):
        with pytest.raises(error):
            script()
    older.close()
    with pytest.raises(SkpStateError, match="closed"):
        ask()()


def test_a_call_from_inside_a_load_is_busy(checker, older):
    model = Model()
    with pytest.raises(SkpBusyError):
        model.load_bytes(
            "unor.csv", b"id\n" + b"u\n" * 200000,
            progress=lambda *done: checker.events(older, model, **DATES))
