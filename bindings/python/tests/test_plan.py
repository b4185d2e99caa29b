# SPDX-License-Identifier: MIT
"""Who does what first, through the binding."""

import csv
import gc
import io
import json

import pytest
import skpcheck

GURU = "198001012005011003"
KEPALA = "197505052000032002"


@pytest.fixture
def plan(checker, model):
    return checker.plan(model)


def test_steps_stand_in_their_order(plan):
    steps = plan.steps()
    assert len(steps) == len(plan) > 2
    assert [step["n"] for step in steps] == list(range(1, len(plan) + 1))
    assert steps[0]["act"] == "terbitkan_skp"
    assert steps[0]["unor"] == "dinas"
    assert steps[0]["unblocks"] > 0
    assert any(fix.startswith("ORG301") for fix in steps[0]["fixes"])


def test_what_must_come_first_has_a_smaller_number(plan):
    after = [(step["n"], one["n"], one["basis"])
             for step in plan.steps() for one in step["after"]]
    assert after
    assert all(first < n for n, first, _ in after)
    assert {basis for _, _, basis in after} <= {"terbukti", "aturan"}


def test_both_languages(plan):
    indonesian, english = plan.steps("id"), plan.steps("en")
    assert indonesian[0]["action"] != english[0]["action"]
    assert indonesian[0]["act"] == english[0]["act"]


def test_a_view(plan):
    mine = plan.steps(actor=GURU)
    assert mine and {step["pegawai"] for step in mine} == {GURU}
    assert {step["unor"] for step in plan.steps(unor="sd1")} == {"sd1"}
    with pytest.raises(skpcheck.SkpUnknownError):
        plan.steps(actor="camat")
    with pytest.raises(skpcheck.SkpUnknownError):
        plan.steps(unor="tidak-ada")


def test_it_is_proven(plan):
    assert plan.verify() is None
    assert plan.rings == []


def test_carried_out_nothing_is_left_but_what_cannot_be_planned(model, plan):
    later = skpcheck.Checker(pada="2026-01-21T01:00:00")
    copy = model.copy()
    plan.apply(copy, 1)
    assert len(later.check(copy)) < len(later.check(model))
    copy = model.copy()
    plan.apply(copy)
    left = {finding.code for finding in later.check(copy)}
    assert left <= {entry["unplanned"] for entry in plan.unplanned()}


def test_every_form(plan):
    assert "[ ] 1." in plan.text()
    assert json.loads(plan.write("json"))["steps"] == plan.steps()
    lines = plan.write("jsonl").splitlines()
    assert json.loads(lines[0])["n"] == 1
    rows = list(csv.DictReader(io.StringIO(plan.write("csv"))))
    assert rows[0]["n"] == "1"
    assert plan.write("dot").rstrip().endswith("}")
    with pytest.raises(skpcheck.SkpUnknownError):
        plan.write("xlsx")


def test_masked(plan):
    for format in ("text", "jsonl", "json", "csv", "dot"):
        masked = plan.write(format, mask=True)
        assert GURU not in masked and KEPALA not in masked


def test_it_outlives_what_it_was_made_from(checker, model):
    plan = checker.plan(model)
    checker.close()
    model.close()
    gc.collect()
    assert plan.steps()
    plan.close()
    assert "closed" in repr(plan)
    with pytest.raises(skpcheck.SkpStateError):
        plan.steps()


def test_an_edited_model_has_no_plan_left(model, plan):
    model.edit()
    assert len(plan) == 0
    with pytest.raises(skpcheck.SkpStateError):
        plan.steps()
    with pytest.raises(skpcheck.SkpStateError):
        plan.verify()


def test_what_is_no_model(checker):
    with pytest.raises(TypeError):
        checker.plan("model")


def test_an_open_model(checker):
    with skpcheck.Model() as model:
        with pytest.raises(skpcheck.SkpStateError):
            checker.plan(model)
