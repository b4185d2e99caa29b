# SPDX-License-Identifier: MIT
"""A sealed model opens, changes, goes back; a copy is on its own."""

import pytest

from skpcheck import (
    Checker, Model, SkpArgumentError, SkpStateError, SkpUnknownError,
)

CHECKER = Checker(pada="2026-01-20")


@pytest.fixture
def school():
    model = Model()
    model.add("unor", id="D", nama="Dinas Pendidikan", jenis="dinas")
    model.add("unor", id="S", nama="SDN 1", diatasan_id="D", npsn="20100001")
    model.add("pegawai", id="K", unor_id="D", atasan_id=None)
    model.add("pegawai", id="H", unor_id="S", atasan_id="K")
    model.add("pegawai", id="G", unor_id="S", atasan_id="K")
    model.add("penugasan", pegawai_id="K", unor_id="D", jenis="D")
    model.add("penugasan", pegawai_id="H", unor_id="S", jenis="TT")
    model.seal()
    return model


def codes(model):
    model.seal()
    return sorted(f.code for f in CHECKER.check(model))


def test_open_change_and_go_back(school):
    before = codes(school)
    assert "ATS211" in before and school.sealed
    school.edit()
    assert not school.sealed
    mark = school.mark()
    school.set("pegawai", 2, "atasan_id", "H")
    assert "ATS211" not in codes(school)
    school.edit()
    school.undo(mark)
    assert codes(school) == before


def test_a_report_from_before_raises(school):
    report = CHECKER.check(school)
    school.edit()
    with pytest.raises(SkpStateError):
        report.write("jsonl")


def test_a_copy_is_on_its_own(school):
    before = codes(school)
    other = school.copy()
    assert other.sealed and type(other) is Model
    other.set_atasan("G", "H")
    assert "ATS211" not in codes(other)
    assert codes(school) == before
    other.close()


def test_acts(school):
    school.appoint("S", "G", "PLT", "2026-01-01")
    school.event("H", "sinkron_asn", "2026-01-10T08:00:00")
    school.publish("D", "K", "diajukan", "2026-01-01", "2026-12-31")
    school.seal()
    account = school.account()
    assert account["penugasan"].loaded == 3
    assert account["kejadian"].loaded == account["skp"].loaded == 1
    assert school.text("skp", 0, "status") == "diajukan"
    assert school.text("skp", 0, "atasan_id") is None


def test_find_and_text(school):
    assert school.find("unor", "s") == 1
    assert school.find("pegawai", "zz") is None
    assert school.text("unor", 0, "nama") == "Dinas Pendidikan"
    with pytest.raises(SkpArgumentError):
        school.text("unor", 9, "nama")
    school.edit()
    with pytest.raises(SkpStateError):
        school.find("unor", "S")


def test_nobody_of_that_id(school):
    for act in (lambda: school.appoint("S", "zz"),
                lambda: school.appoint("zz", "G"),
                lambda: school.event("G", "menari", "2026-01-01"),
                lambda: school.set_atasan("zz", None)):
        with pytest.raises(SkpUnknownError):
            act()
    with pytest.raises(SkpStateError):
        school.seal()
        school.undo(0)


def found(report):
    return [(f.code, f.id) for f in report]


def test_a_report_is_brought_up_to_date(school):
    report = CHECKER.check(school)
    before = found(report)
    school.edit()
    mark = school.mark()
    school.set("pegawai", 2, "atasan_id", "H")
    with pytest.raises(SkpStateError):
        report.recheck()
    for edit in (lambda: None, lambda: school.undo(mark)):
        school.edit()
        edit()
        school.seal()
        report.recheck()
        assert found(report) == found(CHECKER.check(school))
    assert found(report) == before
