# SPDX-License-Identifier: MIT
"""The plan as objects, carried out, proven and written."""

import ctypes
import dataclasses
import gc
import io
import json
import pickle

import pytest

import skpcheck
from skpcheck import (
    Checker, Model, SkpArgumentError, SkpProofError, SkpStateError,
    SkpUnknownError, _ffi,
)
from skpcheck._convert import written

DINAS = "197001011995031001"
STEP = ["n", "level", "actor", "pegawai", "unor", "act", "system", "fixes",
        "unblocks", "after", "wait_days", "channel", "keputusan"]
UNPLANNED = ["code", "table", "id", "pegawai", "unor", "level", "actor",
             "reason"]


@pytest.fixture
def plan(checker, model):
    return checker.plan(model)


def lines(plan, **options):
    return [json.loads(line)
            for line in plan.write("jsonl", **options).splitlines()]


# ---- what it says ---------------------------------------------------------

def test_attributes_are_named_as_in_json_lines():
    for kind, names in ((skpcheck.Step, STEP),
                        (skpcheck.Unplanned, UNPLANNED)):
        assert [f.name for f in dataclasses.fields(kind)
                if f.name[0] != "_"] == names


@pytest.mark.parametrize("lang", ["id", "en"])
def test_objects_say_what_json_lines_say(plan, lang):
    said = lines(plan, lang=lang)
    steps = [step.to_dict(lang) for step in plan.steps]
    rest = [entry.to_dict(lang) for entry in plan.unplanned]
    assert steps == [line for line in said if "n" in line]
    assert rest == [line for line in said if "unplanned" in line]
    assert [list(d) for d in steps + rest] == [list(d) for d in said]
    assert len(steps) > 5 and rest


def c_text(plan, i, field, k=0, lang=b"id"):
    buffer = ctypes.create_string_buffer(4096)
    assert _ffi.lib.skp_plan_text(
        plan._owned.pointer, i, getattr(_ffi, "SKP_PLAN_" + field.upper()),
        k, lang, buffer, 4096) < 4096
    return buffer.value.decode("utf-8")


def c_int(plan, i, field):
    return _ffi.lib.skp_plan_int(
        plan._owned.pointer, i, getattr(_ffi, "SKP_PLAN_" + field.upper()))


def test_steps_say_what_c_says_of_each_field(plan):
    for i, step in enumerate(plan.steps):
        for name in ("level", "actor", "pegawai", "unor", "act", "system",
                     "channel"):
            assert (getattr(step, name) or "") == c_text(plan, i, name)
        for name in ("n", "unblocks", "wait_days", "keputusan"):
            assert getattr(step, name) == c_int(plan, i, name)
        for lang in ("id", "en"):
            assert step.action(lang) == c_text(plan, i, "action",
                                               lang=lang.encode())
        assert step.fixes == tuple(
            c_text(plan, i, "fixes", k)
            for k in range(c_int(plan, i, "fixes")))
        assert step.after == tuple(
            (int(c_text(plan, i, "after", k)), c_text(plan, i, "basis", k))
            for k in range(c_int(plan, i, "after")))


def test_what_cannot_be_planned_says_what_c_says(plan):
    for i, entry in enumerate(plan.unplanned, len(plan.steps)):
        for name in ("code", "id", "pegawai", "unor", "level", "actor",
                     "reason"):
            assert getattr(entry, name) == c_text(plan, i, name)
        for lang in ("id", "en"):
            assert entry.reason_text(lang) == c_text(
                plan, i, "reason_text", lang=lang.encode())


def test_steps_come_in_an_order_that_can_be_taken(plan):
    assert [step.n for step in plan.steps] == list(
        range(1, len(plan.steps) + 1))
    for step in plan.steps:
        assert all(0 < after.n < step.n for after in step.after)
        assert {after.basis for after in step.after} <= {"terbukti",
                                                         "aturan"}
        for lang in ("id", "en"):
            assert skpcheck.word(step.actor, lang)
            assert skpcheck.word(step.system, lang)
    assert {after.basis for step in plan.steps
            for after in step.after} == {"terbukti", "aturan"}


def test_every_finding_is_fixed_or_not_planned(checker, model, plan):
    met = {fix for step in plan.steps for fix in step.fixes}
    met |= {"%s %s" % (u.code, u.id) for u in plan.unplanned}
    assert {"%s %s" % (f.code, f.id) for f in checker.check(model)} <= met


def test_a_decision_has_a_placeholder(plan):
    decisions = [step for step in plan.steps if step.keputusan]
    assert [step.pegawai for step in decisions] == ["calon-1"]
    assert "calon-1" in decisions[0].action("en")


def test_words_speak_both_languages(plan):
    for one in plan.steps:
        assert one.action() == one.action("id") != one.action("en")
        with pytest.raises(SkpArgumentError):
            one.action("fr")
    entry = plan.unplanned[0]
    assert entry.reason_text() == entry.reason_text("id")
    assert entry.reason_text() != entry.reason_text("en")
    with pytest.raises(SkpArgumentError):
        entry.to_dict("fr")


def test_steps_do_not_change_and_can_be_kept(plan):
    steps, unplanned = plan.steps, plan.unplanned
    for one in steps[:1] + unplanned:
        assert isinstance(hash(one), int)
        assert pickle.loads(pickle.dumps(one)) == one
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.level = "L9"
    assert plan.steps is steps and len(plan) == len(steps)
    plan.close()
    assert steps[0].to_dict()["n"] == 1


def test_repairs_that_wait_for_each_other_are_a_ring(plan):
    """Two heads, each a member of the other's unit, whose syncs should both
    come first."""
    assert plan.rings == ()
    model = Model()
    model.add_rows("unor", [
        {"id": "D", "jenis": "dinas", "diatasan_id": None},
        {"id": "S", "jenis": "sekolah", "npsn": "20100001",
         "diatasan_id": "D"},
        {"id": "T", "jenis": "sekolah", "npsn": "20100002",
         "diatasan_id": "D"}])
    model.add_rows("pegawai", [
        {"id": id, "unor_id": unor} for id, unor in ("aT", "bS", "gS", "hT")])
    model.add_rows("penugasan", [
        {"pegawai_id": "a", "unor_id": "S", "jenis": "D"},
        {"pegawai_id": "b", "unor_id": "T", "jenis": "D"}])
    model.add_rows("kejadian", [
        {"pegawai_id": id, "aksi": "muat_ulang", "waktu": "2026-01-10"}
        for id in "gh"])
    model.seal()
    with Checker(pada="2026-01-20", select="SYN") as checker:
        plan = checker.plan(model)
    assert len(plan.rings) == 1
    ring = plan.rings[0]
    lib, pointer = _ffi.lib, plan._owned.pointer
    assert list(ring) == [lib.skp_plan_ring(pointer, 0, k)
                          for k in range(len(ring))]
    assert lib.skp_plan_ring(pointer, 0, len(ring)) == -1
    assert len(ring) > 1


def test_nothing_to_do_is_an_empty_plan(checker):
    model = Model()
    model.seal()
    with checker.plan(model) as plan:
        assert (plan.steps, plan.unplanned, plan.rings) == ((), (), ())
        assert plan and len(plan) == 0
        plan.verify()
        model.edit()
        with pytest.raises(SkpStateError):
            plan.steps


# ---- carried out ----------------------------------------------------------

def left(model):
    """Findings when the last step's second has gone by."""
    with Checker(pada="2026-01-21") as checker:
        return {(f.code, f.id) for f in checker.check(model)}


def test_applied_it_leaves_what_it_cannot_plan(model, plan):
    after = model.copy()
    assert plan.apply(after) is None
    assert after.sealed
    assert left(after) == {(u.code, u.id) for u in plan.unplanned}
    assert len(left(model)) > len(plan.unplanned)  # it is as it was


def test_the_first_steps_only(checker, model, plan):
    first = plan.steps[0]
    after = model.copy()
    plan.apply(after, 0)
    assert left(after) == left(model)
    plan.apply(after, 1)
    gone = {"%s %s" % finding for finding in left(model) - left(after)}
    assert gone == set(first.fixes)
    for wrong in (-1, len(plan.steps) + 1):
        with pytest.raises(SkpArgumentError):
            plan.apply(after, wrong)
    with pytest.raises(TypeError):
        plan.apply(after, "1")


def test_applied_to_its_own_model_it_is_out_of_date(model, plan):
    plan.apply(model)
    assert model.sealed and model.find("pegawai", "calon-1") is not None
    with pytest.raises(SkpStateError):
        plan.steps


def test_a_model_it_does_not_fit_stays_as_it_was(plan):
    other = Model()
    other.add("unor", id="x")
    other.seal()
    before = other.account()
    with pytest.raises(SkpArgumentError):
        plan.apply(other)
    assert other.sealed and other.account() == before


def test_a_call_from_inside_a_load_is_busy(plan):
    model = Model()
    with pytest.raises(skpcheck.SkpBusyError):
        model.load_bytes(
            "unor.csv", b"id\n" + b"u\n" * 200000,
            progress=lambda *done: plan.apply(model))


# ---- proven ---------------------------------------------------------------

@pytest.mark.parametrize("try_all", [False, True])
def test_it_is_proven(checker, model, try_all):
    assert checker.plan(model, try_all=try_all).verify() is None


def test_what_is_to_be_tried_is_told_to_c(checker, model, monkeypatch):
    """Its labels are the same in a plan as small as this one."""
    asked = []

    class Spy:
        def __getattr__(self, name):
            return getattr(_ffi.lib, name)

        def skp_plan_make(self, checker, model, options, *rest):
            asked.append(options.try_all)
            return _ffi.lib.skp_plan_make(checker, model, options, *rest)

    monkeypatch.setattr("skpcheck._checker.lib", Spy())
    for try_all in (False, True):
        checker.plan(model, try_all=try_all)
    assert asked == [0, 1]


def test_a_plan_that_leaves_something_is_not_proven(model):
    """As it would be if the library erred: it planned for less than it is
    asked to prove."""
    checker = Checker(pada="2026-01-20", select="ATS")
    plan = checker.plan(model)
    plan.verify()
    _ffi.lib.skp_checker_set(checker._owned.pointer, b"select", b"",
                             _ffi.skp_error())
    with pytest.raises(SkpProofError) as caught:
        plan.verify()
    assert caught.value.name == "SKP_E_PROOF"
    assert "remains" in caught.value.text
    assert "19" not in caught.value.text  # nobody's NIP


def test_select_and_ignore_count(model):
    with Checker(pada="2026-01-20", select="ORG") as checker:
        steps = checker.plan(model).steps
    assert steps and {fix[:3] for step in steps for fix in step.fixes} == {
        "ORG"}


# ---- written --------------------------------------------------------------

def test_formats(plan):
    text = plan.write()
    assert text == plan.write("text", lang="id") != plan.write(lang="en")
    assert plan.text("en", mask=True) == plan.write(lang="en", mask=True)
    assert text.startswith("Rencana perbaikan")
    assert "\x1b[" not in text and "\x1b[" in plan.write(color=True)
    assert plan.write("csv").count("\n") == 1 + len(plan.steps) + 1
    assert "digraph" in plan.write("dot")
    assert len(json.loads(plan.write("json"))["steps"]) == len(plan.steps)
    with pytest.raises(SkpUnknownError):
        plan.write("xml")


@pytest.mark.parametrize("format", ["text", "jsonl", "json", "csv", "dot"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_masked_it_holds_no_nip_and_no_name(plan, tables, format, lang):
    secrets = [row[key] for row in tables["pegawai"]
               for key in ("nip", "nama")]
    plain = plan.write(format, lang=lang)
    masked = plan.write(format, lang=lang, mask=True)
    assert not any(s in masked for s in secrets)
    if format == "dot":  # which names nobody
        assert masked == plain
    else:
        assert any(s in plain for s in secrets)
        assert "pegawai-" in masked and "calon-1" in masked


def numbers(plan, **view):
    return [line["n"] for line in lines(plan, **view) if "n" in line]


def test_views_keep_the_numbers(plan):
    def of(**fields):
        return [step.n for step in plan.steps
                if all(getattr(step, k) == v for k, v in fields.items())]

    assert numbers(plan, actor="pegawai") == of(actor="pegawai") != []
    assert numbers(plan, actor=DINAS) == of(pegawai=DINAS) == [1]
    assert numbers(plan, unor="sd2") == of(unor="sd2") != []
    for view in ({"actor": "pegawai"}, {"actor": DINAS}, {"unor": "sd2"},
                 {"actor": "pegawai", "unor": "sd2"}):
        assert [step.n for step in plan.view(**view)] == numbers(plan, **view)
        assert set(plan.view(**view)) < set(plan.steps)
    assert plan.view() == plan.steps
    for view in ({"actor": "siapa"}, {"unor": "tidak-ada"}):
        for ask in (plan.write, plan.view):
            with pytest.raises(SkpUnknownError):
                ask(**view)


def test_a_file_takes_the_text(plan):
    file = io.StringIO()
    assert plan.write("jsonl", file) == ""
    assert file.getvalue() == plan.write("jsonl")
    for wrong in ("rencana.txt", 1):
        with pytest.raises(TypeError, match="open for writing"):
            plan.write("text", wrong)
    with pytest.raises(TypeError):
        plan.write("text", io.BytesIO())

    class Full:
        def write(self, text):
            raise BrokenPipeError("gone")

    with pytest.raises(BrokenPipeError):
        plan.write("text", Full())


def test_letters_stay_whole_between_pieces():
    """C may hand over a piece that ends inside a letter."""
    data = "D\u00e9 \u20ac".encode("utf-8")

    def pieces(write, ctx):
        for at in range(len(data)):
            write(ctx, data[at:at + 1], 1)

    file = io.StringIO()
    assert written(pieces, file=file) == ""
    assert written(pieces) == file.getvalue() == data.decode("utf-8")


# ---- lifetime -------------------------------------------------------------

def test_it_outlives_model_and_checker(tables):
    with Model() as model, Checker(pada="2026-01-20") as checker:
        for table, rows in tables.items():
            model.add_rows(table, rows)
        model.seal()
        plan = checker.plan(model)
        text = plan.write()
        after = model.copy()
    del model, checker
    gc.collect()
    assert plan.write() == text
    plan.verify()
    plan.apply(after)
    assert after.sealed and plan.steps


def test_out_of_date_it_raises(model, plan):
    shown = repr(plan)
    assert plan.steps
    model.edit()
    for ask in (lambda: plan.steps, lambda: plan.unplanned,
                lambda: len(plan), plan.view, plan.text,
                lambda: plan.rings, plan.verify, plan.write,
                lambda: plan.write("json"),
                lambda: plan.apply(Model())):
        with pytest.raises(SkpStateError):
            ask()
    model.seal()
    with pytest.raises(SkpStateError):
        plan.steps
    assert repr(plan) == shown


def test_closed_it_raises(plan):
    assert repr(plan) == "<skpcheck.Plan: %d steps, %d unplanned>" % (
        len(plan.steps), len(plan.unplanned))
    plan.close()
    plan.close()
    assert repr(plan) == "<skpcheck.Plan: closed>"
    for ask in (lambda: plan.steps, plan.verify, plan.write,
                lambda: plan.apply(Model())):
        with pytest.raises(SkpStateError, match="closed"):
            ask()
    with pytest.raises(TypeError):
        pickle.dumps(plan)


def test_what_is_asked_wrongly(checker, model, plan):
    with pytest.raises(SkpStateError):
        checker.plan(Model())
    with pytest.raises(SkpStateError):
        Checker().plan(model)
    for wrong in (None, "data", checker):
        with pytest.raises(TypeError):
            checker.plan(wrong)
        with pytest.raises(TypeError):
            plan.apply(wrong)
    with pytest.raises(SkpArgumentError):
        plan.write(lang="fr")
    with pytest.raises(SkpArgumentError):
        plan.write(unor="sd\0")
    with pytest.raises(TypeError):
        plan.write(actor=19700101199503100)
