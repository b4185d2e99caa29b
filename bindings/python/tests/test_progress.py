# SPDX-License-Identifier: MIT
"""Long calls are watched and stopped by other threads."""

import gc
import os
import pickle
import threading
import time

import pytest

import skpcheck
from skpcheck import (
    Checker, Model, Progress, SkpCancelled, SkpStateError,
)

PEOPLE = 30000
ROWS = [b"id,unor_id,atasan_id\n"] + [
    b"p%d,u,nobody%d\n" % (i, i) for i in range(PEOPLE)]
CHECKER = Checker(pada="2026-01-20")


def people(progress=None):
    model = Model(progress=progress)
    model.load_bytes("unor.csv", b"id\nelsewhere\n")
    model.load_bytes("pegawai.csv", b"".join(ROWS))
    return model


class Work(threading.Thread):
    """A call in a thread of its own; its result or what it raised."""

    def __init__(self, call):
        super().__init__(daemon=True)
        self.call = call
        self.result = self.error = None
        self.start()

    def run(self):
        try:
            self.result = self.call()
        except BaseException as error:
            self.error = error

    def end(self):
        self.join(60)
        assert not self.is_alive()
        return self.error


def until(true, seconds=60):
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.001)


# ---- counting ----

def test_each_phase_counts_what_it_does():
    progress = Progress()
    assert (progress.phase, progress.done, progress.total, progress.rows) == (
        None, 0, None, 0)
    model = people(progress)
    assert progress.phase == "load"
    assert progress.done == progress.total == len(b"".join(ROWS))
    assert progress.rows > PEOPLE - 4097
    model.seal()
    assert progress.phase == "seal" and progress.done == progress.total > 0
    report = CHECKER.check(model, jobs=2, progress=progress)
    assert progress.phase == "check"
    assert progress.done == progress.total == progress.rows >= PEOPLE
    for format in ("text", "jsonl", "baseline"):
        report.write(format, jobs=2, progress=progress)
        assert progress.phase == "write"
        assert progress.done == progress.total == len(report)
    assert "write, %d of %d" % (len(report), len(report)) in repr(progress)
    progress.reset()
    assert progress.phase is None and progress.total is None


def test_plans_and_single_questions_are_counted(model):
    progress = Progress()
    for name in ("check_atasan", "check_organisasi", "check_urutan"):
        progress.reset()
        getattr(CHECKER, name)(model, progress=progress)
        assert progress.phase == "check" and progress.rows > 0
    plan = CHECKER.plan(model, progress=progress)
    assert progress.phase == "plan" and progress.rows > 0
    progress.reset()
    plan.verify()
    assert progress.phase == "plan"


def test_the_convenience_takes_it(folder):
    progress = Progress()
    expected = skpcheck.check(folder, pada="2026-01-20").to_jsonl()
    report = skpcheck.check(folder, pada="2026-01-20", progress=progress)
    assert report.to_jsonl() == expected and progress.phase == "check"
    progress.cancel()
    with pytest.raises(SkpCancelled):
        skpcheck.check(folder, pada="2026-01-20", progress=progress)


@pytest.mark.parametrize("jobs", [1, 2, 64])
def test_threads_write_the_same_bytes(jobs):
    model = people()
    model.seal()
    report = CHECKER.check(model, jobs=jobs)
    assert report.to_jsonl(jobs=jobs) == CHECKER.check(model).to_jsonl()


# ---- stopping ----

def test_another_thread_watches_and_stops_a_load():
    progress = Progress()
    model = Model(progress=progress)
    model.load_bytes("unor.csv", b"id\nelsewhere\n")
    out, into = os.pipe()
    watched = threading.Event()

    def feed():
        with os.fdopen(into, "wb") as file:
            file.write(b"".join(ROWS[:PEOPLE // 2]))
            file.flush()
            watched.wait(60)
            file.write(b"".join(ROWS[PEOPLE // 2:]))

    feeder = Work(feed)
    load = Work(lambda: model.load_fd(out, "pegawai.csv"))
    until(lambda: progress.rows > 0)
    assert progress.phase == "load" and progress.done > 0
    assert progress.total is None
    progress.cancel()
    watched.set()
    assert isinstance(load.end(), SkpCancelled)
    assert load.error.name == "SKP_E_CANCEL"
    os.close(out)
    assert feeder.end() is None or isinstance(feeder.error, BrokenPipeError)
    assert list(model.account()) == ["unor"]
    progress.reset()
    model.load_bytes("pegawai.csv", b"".join(ROWS))
    model.seal()
    whole = people()
    whole.seal()
    assert (CHECKER.check(model).to_jsonl()
            == CHECKER.check(whole).to_jsonl())


def test_a_seal_that_was_stopped_leaves_the_model_open():
    progress = Progress()
    model = people(progress)
    progress.cancel()
    with pytest.raises(SkpCancelled):
        model.seal()
    assert not model.sealed
    assert model.account()["pegawai"].read == PEOPLE
    progress.reset()
    model.seal()
    assert model.sealed


def test_another_thread_stops_a_check():
    """It may end before it is stopped, so it is tried again."""
    progress = Progress()
    model = people()
    model.seal()
    expected = CHECKER.check(model).to_jsonl()
    for _ in range(200):
        progress.reset()
        check = Work(lambda: CHECKER.check(model, progress=progress))
        until(lambda: progress.phase == "check")
        progress.cancel()
        if check.end() is not None:
            break
    assert isinstance(check.error, SkpCancelled) and check.result is None
    progress.reset()
    assert CHECKER.check(model, progress=progress).to_jsonl() == expected


def test_a_writing_is_stopped_in_its_midst():
    progress = Progress()
    model = people()
    model.seal()
    report = CHECKER.check(model)

    class File:
        size = 0

        def write(self, text):
            File.size += len(text)
            progress.cancel()

    with pytest.raises(SkpCancelled):
        report.write("jsonl", File(), progress=progress)
    assert 0 < File.size < len(report.to_jsonl())
    with pytest.raises(SkpCancelled):
        CHECKER.plan(model, progress=progress)


# ---- wrong use ----

def test_what_is_no_progress_is_refused(model):
    report = CHECKER.check(model)
    for use in (lambda x: Model(progress=x),
                lambda x: CHECKER.check(model, progress=x),
                lambda x: CHECKER.plan(model, progress=x),
                lambda x: report.write(progress=x)):
        with pytest.raises(TypeError, match="must be a Progress"):
            use(lambda done, rows: None)
    with pytest.raises(TypeError, match="Model"):
        Model().load_bytes("unor.csv", b"id\nelsewhere\n", progress=Progress())
    with pytest.raises(TypeError):
        pickle.dumps(Progress())


def test_a_closed_one_raises_and_lives_as_long_as_it_is_needed(model):
    progress = Progress()
    mine = Model(progress=progress)
    plan = CHECKER.plan(model, progress=progress)
    progress.close()
    assert repr(progress) == "<skpcheck.Progress: closed>"
    for use in (lambda: progress.phase, progress.cancel, progress.reset,
                lambda: Model(progress=progress),
                lambda: CHECKER.check(model, progress=progress)):
        with pytest.raises(SkpStateError):
            use()
    del progress
    gc.collect()
    mine.load_bytes("unor.csv", b"id\nelsewhere\n")
    mine.seal()
    plan.verify()
