# SPDX-License-Identifier: MIT
"""Why one person is blocked, through the binding."""

import gc
import json

import pytest
import skpcheck

GURU = "198001012005011003"
KEPALA = "197505052000032002"


@pytest.fixture
def reason(checker, model):
    return checker.explain(model, GURU)


def test_the_person_and_the_answer(reason):
    person = reason.person
    assert person["pegawai"] == GURU
    assert person["nama"] == "Pak Guru"
    assert person["unor"] == "sd1"
    assert person["state"] == "heads"
    assert person["obliged"] is True
    assert person["blocked"] is True
    assert person["root"] == "dinas"
    assert person["since"] == "2026-01-01"
    assert person["contact"] == "Pusat Bantuan Ruang GTK"
    assert not reason.clear
    assert "stands in the way" in repr(reason)


def test_the_way_to_the_atasan(reason):
    assert [who["pegawai"] for who in reason.expected] == [KEPALA]
    assert [unit["state"] for unit in reason.climb] == ["answer"]
    assert [(unit["unor"], unit["state"]) for unit in reason.chain] == [
        ("sd1", "below"), ("dinas", "absent")]
    assert {one["state"] for one in reason.recorded} == {"wrong"}
    assert [one.get("id") for one in reason.recorded] == [None, "s2"]


def test_events_are_in_order(reason):
    assert [(one["pegawai"], one["state"], one.get("valid"))
            for one in reason.events] == [
                (GURU, "edit_profil", False), (KEPALA, "sinkron_asn", None)]


def test_steps_follow_each_other(reason):
    steps = reason.steps()
    assert steps[-1]["pegawai"] == GURU
    for number, step in enumerate(steps, 1):
        assert step["text"] and step["id"]
        assert all(0 < before < number for before in step["after"])
    assert steps[0]["text"] != reason.steps("en")[0]["text"]


def test_findings_are_those_of_a_check(checker, model, reason):
    with checker.check(model) as report:
        all_of_them = list(report)
    assert len(reason.findings) > 2
    for finding in reason.findings:
        assert finding in all_of_them


def test_text_speaks_both_languages_and_masks(reason):
    assert "Pak Guru belum dapat melanjutkan SKP." in reason.text()
    assert "cannot go on" in reason.text("en")
    assert "BANTUAN" not in reason.text(quiet=True)
    masked = reason.text(mask=True)
    assert GURU not in masked and "Pak Guru" not in masked
    with pytest.raises(skpcheck.SkpArgumentError):
        reason.text("fr")
    with pytest.raises(skpcheck.SkpUnknownError):
        reason.write("xml")


def test_json_lines_hold_the_same_parts(reason):
    lines = [json.loads(line)
             for line in reason.write("jsonl").splitlines()]
    parts = [line for line in lines if "part" in line]
    assert parts[0]["part"] == "pegawai"
    assert parts[0]["blocked"] == 1
    steps = [line for line in parts if line["part"] == "step"]
    assert [step["text"] for step in steps] == [
        step["text"] for step in reason.steps()]
    assert len(lines) - len(parts) == len(reason.findings)


def test_it_outlives_model_and_checker():
    with skpcheck.Model() as model, skpcheck.Checker(
            pada="2026-01-20") as checker:
        model.add("unor", id="D", nama="Dinas", pemimpin_id="a")
        model.add("pegawai", id="a", nama="A", unor_id="D")
        model.add("pegawai", id="b", nama="B", unor_id="D")
        model.seal()
        reason = checker.explain(model, "b")
        findings = reason.findings
    del model, checker
    gc.collect()
    assert reason.expected[0]["nama"] == "A"
    reason.close()
    del reason
    gc.collect()
    assert list(findings) == []


def test_what_is_asked_wrongly(checker, model):
    with pytest.raises(skpcheck.SkpUnknownError) as caught:
        checker.explain(model, "198001012005011004")
    assert "1980" not in str(caught.value)
    with pytest.raises(TypeError):
        checker.explain(model, 198001012005011003)
    with pytest.raises(TypeError):
        checker.explain("model", GURU)
    with pytest.raises(skpcheck.SkpStateError):
        checker.explain(skpcheck.Model(), GURU)
    reason = checker.explain(model, " 19800101 200501 1 003 ")
    reason.close()
    assert repr(reason) == "<skpcheck.Reason: closed>"
    with pytest.raises(skpcheck.SkpStateError):
        reason.person
