# SPDX-License-Identifier: MIT
"""Wrong use raises; it never crashes and never goes on."""

import datetime
import gc
import os
import pickle
import threading

import pytest

import skpcheck
from skpcheck import (
    Checker, Model, SkpArgumentError, SkpBusyError, SkpCancelled, SkpError,
    SkpFileError, SkpInputError, SkpStateError, SkpTypeError,
    SkpUnknownError,
)

NIP = "197001011995031001"


def closed_model():
    model = Model()
    model.close()
    return model


def closed_checker():
    checker = Checker(pada="2026-01-20")
    checker.close()
    return checker


def sealed():
    model = Model()
    model.add("pegawai", nip=NIP)
    model.seal()
    return model


def report():
    return Checker(pada="2026-01-20").check(sealed())


def closed_report():
    ret = report()
    ret.close()
    return ret


def small():
    model = Model()
    row = model.add("pegawai", nip=NIP)
    return model, row


#: name: (what raises, which exception)
SCRIPTS = {
    # arguments of Model
    "seed-of-text": (lambda: Model(seed="1"), TypeError),
    "seed-negative": (lambda: Model(seed=-1), SkpArgumentError),
    "seed-too-large": (lambda: Model(seed=2 ** 64), SkpArgumentError),
    "limit-unknown": (lambda: Model(limits={"memori": 1}), SkpArgumentError),
    "limit-too-large": (lambda: Model(limits={"depth": 2 ** 32}),
                        SkpArgumentError),
    "limit-of-text": (lambda: Model(limits={"depth": "8"}), TypeError),
    # loading
    "path-a-number": (lambda: Model().load(5), TypeError),
    "path-none": (lambda: Model().load(None), TypeError),
    "path-with-nul": (lambda: Model().load("a\0b"), SkpArgumentError),
    "path-missing": (lambda: Model().load("/nonexistent/skp.yaml"),
                     SkpFileError),
    "path-missing-is-oserror": (lambda: Model().load("/nonexistent/skp.csv"),
                                OSError),
    "path-missing-is-valueerror": (
        lambda: Model().load("/nonexistent/skp.csv"), ValueError),
    "bytes-a-str": (lambda: Model().load_bytes("a.yaml", "unor: []"),
                    TypeError),
    "bytes-none": (lambda: Model().load_bytes("a.yaml", None), TypeError),
    "bytes-bad-yaml": (lambda: Model().load_bytes("a.yaml", b"unor: [\n"),
                       SkpInputError),
    "fd-negative": (lambda: Model().load_fd(-1, "a.csv"), SkpArgumentError),
    "progress-not-callable": (
        lambda: Model().load_bytes("a.yaml", b"unor:\n- id: a\n",
                                   progress=3), TypeError),
    "jobs-negative": (
        lambda: Model().load_bytes("a.yaml", b"unor:\n- id: a\n", jobs=-1),
        SkpArgumentError),
    # names
    "table-unknown": (lambda: Model().add("pegawi", nip=NIP),
                      SkpUnknownError),
    "table-a-number": (lambda: Model().add(1, nip=NIP), TypeError),
    "table-instansi": (lambda: Model().add("instansi", id="a"),
                       SkpUnknownError),
    "table-none-in-columns": (lambda: Model().add_columns("x", {}),
                              LookupError),
    "field-unknown": (lambda: Model().add("pegawai", nipp=NIP),
                      SkpUnknownError),
    "field-unknown-in-rows": (
        lambda: Model().add_rows("unor", [{"id": "a", "kode": "b"}]),
        SkpUnknownError),
    "field-unknown-in-columns": (
        lambda: Model().add_columns("unor", {"kode": ["b"]}),
        SkpUnknownError),
    # cells
    "nip-int": (lambda: Model().add("pegawai", nip=int(NIP)), SkpTypeError),
    "nip-float": (lambda: Model().add("pegawai", nip=float(NIP)), TypeError),
    "nip-int-in-rows": (
        lambda: Model().add_rows("pegawai", [{"nip": int(NIP)}]), TypeError),
    "nip-int-in-columns": (
        lambda: Model().add_columns("pegawai", {"nip": [NIP, int(NIP)]}),
        TypeError),
    "nip-int-as-atasan": (
        lambda: Model().add("pegawai", nip=NIP, atasan_id=int(NIP)),
        TypeError),
    "nik-int": (lambda: Model().add("pegawai", nip=NIP, nik=12), TypeError),
    "float-anywhere": (lambda: Model().add("periode", id="1", tahun=2026.0),
                       TypeError),
    "cell-a-list": (lambda: Model().add("pegawai", nip=[NIP]), TypeError),
    "cell-an-object": (lambda: Model().add("pegawai", nip=object()),
                       TypeError),
    "cell-lone-surrogate": (lambda: Model().add("pegawai", nama="\ud800"),
                            ValueError),
    "cell-not-utf8": (lambda: Model().add("pegawai", nip=b"\xff"),
                      SkpInputError),
    # rows and columns
    "rows-not-mappings": (lambda: Model().add_rows("unor", [("id", "a")]),
                          TypeError),
    "rows-a-number": (lambda: Model().add_rows("unor", 3), TypeError),
    "columns-a-list": (lambda: Model().add_columns("unor", ["a"]),
                       TypeError),
    "columns-of-two-lengths": (
        lambda: Model().add_columns("unor", {"id": ["a"], "nama": []}),
        SkpArgumentError),
    "columns-all-constant": (
        lambda: Model().add_columns("unor", {"id": "a"}), SkpArgumentError),
    "column-a-number": (lambda: Model().add_columns("unor", {"id": 3}),
                        TypeError),
    "column-of-bytes": (lambda: Model().add_columns("unor", {"id": b"ab"}),
                        TypeError),
    "offsets-past-the-end": (
        lambda: Model().add_columns("unor", {"id": ([0, 9], b"ab")}),
        SkpArgumentError),
    "offsets-negative": (
        lambda: Model().add_columns("unor", {"id": ([-1, 1], b"ab")}),
        SkpArgumentError),
    "offsets-falling": (
        lambda: Model().add_columns("unor", {"id": ([0, 2, 1], b"ab")}),
        SkpArgumentError),
    "offsets-none-at-all": (
        lambda: Model().add_columns("unor", {"id": ([], b"ab")}),
        SkpArgumentError),
    "offsets-of-floats": (
        lambda: Model().add_columns("unor", {"id": ([0.0, 1.0], b"ab")}),
        TypeError),
    "unknown-of-nonsense": (
        lambda: Model().add_columns("unor", {"id": ["a"]}, unknown="skip"),
        SkpArgumentError),
    # order of things
    "add-after-seal": (lambda: sealed().add("pegawai", nip=NIP),
                       SkpStateError),
    "columns-after-seal": (
        lambda: sealed().add_columns("unor", {"id": ["a"]}), SkpStateError),
    "rows-after-seal": (
        lambda: sealed().add_rows("unor", [{"id": "a"}]), SkpStateError),
    "load-after-seal": (
        lambda: sealed().load_bytes("a.yaml", b"unor:\n- id: a\n"),
        SkpStateError),
    "set-after-seal": (lambda: sealed().set("pegawai", 0, "nama", "a"),
                       SkpStateError),
    "set-no-such-row": (lambda: small()[0].set("pegawai", 99, "nama", "a"),
                        SkpError),
    "set-row-negative": (lambda: small()[0].set("pegawai", -1, "nama", "a"),
                         SkpArgumentError),
    "remove-no-such-row": (lambda: small()[0].remove("pegawai", 99),
                           SkpError),
    "check-unsealed": (lambda: Checker(pada="2026-01-20").check(Model()),
                       SkpStateError),
    "check-without-pada": (lambda: Checker().check(sealed()), SkpError),
    "check-a-checker": (
        lambda: Checker(pada="2026-01-20").check(Checker()), TypeError),
    "check-none": (lambda: Checker(pada="2026-01-20").check(None),
                   TypeError),
    # closed objects
    "add-closed": (lambda: closed_model().add("pegawai", nip=NIP),
                   SkpStateError),
    "load-closed": (lambda: closed_model().load("."), SkpStateError),
    "rows-closed": (lambda: closed_model().add_rows("unor", []),
                    SkpStateError),
    "seal-closed": (lambda: closed_model().seal(), SkpStateError),
    "account-closed": (lambda: closed_model().account(), SkpStateError),
    "enter-closed": (lambda: closed_model().__enter__(), SkpStateError),
    "check-closed-model": (
        lambda: Checker(pada="2026-01-20").check(closed_model()),
        SkpStateError),
    "check-closed-checker": (lambda: closed_checker().check(sealed()),
                             SkpStateError),
    "len-closed": (lambda: len(closed_report()), SkpStateError),
    "index-closed": (lambda: closed_report()[0], SkpStateError),
    "columns-closed": (lambda: closed_report().columns(), SkpStateError),
    "skipped-closed": (lambda: closed_report().skipped, SkpStateError),
    "write-closed": (lambda: closed_report().write(), SkpStateError),
    # checker
    "pada-nonsense": (lambda: Checker(pada="kemarin"), SkpError),
    "pada-a-number": (lambda: Checker(pada=20260120), TypeError),
    "tahun-a-float": (lambda: Checker(tahun=2026.5), TypeError),
    "select-a-number": (lambda: Checker(select=301), TypeError),
    "select-of-numbers": (lambda: Checker(select=[301]), TypeError),
    "policy-a-number": (lambda: Checker(policy=3), TypeError),
    "policy-missing": (lambda: Checker(policy="/nonexistent/p.yaml"),
                       SkpFileError),
    "policy-unknown-key": (lambda: Checker(policy="tidak_ada: 1\n"),
                           SkpInputError),
    "policy-with-nul": (lambda: Checker(policy="a: b\n\0"),
                        SkpArgumentError),
    "setting-unknown": (lambda: Checker(padaa="2026-01-20"), TypeError),
    # report
    "index-past-the-end": (lambda: report()[10 ** 6], IndexError),
    "index-of-text": (lambda: report()["code"], TypeError),
    "format-unknown": (lambda: report().write("docx"), SkpUnknownError),
    "format-none": (lambda: report().write(None), TypeError),
    "lang-unknown": (lambda: report().write(lang="fr"), ValueError),
    "lang-of-findings": (lambda: report().findings("ID"), ValueError),
    "severity-unknown": (lambda: report().write(min_severity="X"),
                         SkpArgumentError),
    "write-jobs-negative": (lambda: report().write("jsonl", jobs=-1),
                            SkpArgumentError),
    "write-jobs-of-text": (lambda: report().to_jsonl(jobs="2"), TypeError),
    "option-unknown": (lambda: report().to_jsonl(colour=True), TypeError),
    # catalogue
    "rule-unknown": (lambda: skpcheck.rule("ATS999"), LookupError),
    "rule-a-number": (lambda: skpcheck.rule(203), TypeError),
    "word-a-number": (lambda: skpcheck.word(3), TypeError),
    "required-unknown": (lambda: skpcheck.required("pegawi"), LookupError),
    # handles
    "pickle": (lambda: pickle.dumps(Model()), TypeError),
    "convenience-no-pada": (lambda: skpcheck.check("."), TypeError),
    "convenience-missing": (
        lambda: skpcheck.check("/nonexistent", pada="2026-01-20"), OSError),
}


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_misuse(name):
    script, expected = SCRIPTS[name]
    with pytest.raises(expected):
        script()


def test_there_are_enough_scripts():
    assert len(SCRIPTS) >= 20


# ---- messages -------------------------------------------------------------

def test_a_numeric_nip_is_told_what_to_do():
    with pytest.raises(SkpTypeError, match="dtype=str"):
        Model().add("pegawai", nip=197001011995031001)


def test_a_wrong_name_is_told_the_nearest():
    with pytest.raises(SkpUnknownError, match="pegawai"):
        Model().add("pegawi", nip=NIP)
    with pytest.raises(SkpUnknownError, match="atasan_id"):
        Model().add("pegawai", nip=NIP, atasanid="x")


def test_errors_say_where():
    with pytest.raises(SkpInputError) as caught:
        Model().load_bytes("data.yaml", b"unor:\n  - id: a\n  - id: [\n")
    error = caught.value
    assert error.name.startswith("SKP_E_") and error.code < 0
    assert error.file == "data.yaml" and error.line >= 3
    assert str(error).startswith("data.yaml:%d:" % error.line)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error)
    assert again.line == error.line


def test_a_memory_error_is_both():
    with pytest.raises(MemoryError) as caught:
        with Model(limits={"memory": 200000}) as model:
            for i in range(200):
                model.add_columns("unor", {"id": [
                    "u%d-%d" % (i, k) for k in range(1000)]})
    assert isinstance(caught.value, SkpError)


def test_many_memory_errors_leave_python_whole():
    """Old Pythons recycle MemoryError objects, subclasses too."""
    for _ in range(100):
        try:
            raise skpcheck.SkpMemoryError("none left", -1)
        except MemoryError:
            pass
    gc.collect()
    assert type(MemoryError()) is MemoryError


# ---- closing --------------------------------------------------------------

def test_closing_twice_is_harmless():
    for thing in (Model(), Checker(), report()):
        thing.close()
        thing.close()
        assert thing.closed


def test_a_report_outlives_model_and_checker():
    model, checker = sealed(), Checker(pada="2026-01-20")
    result = checker.check(model)
    before = result.to_jsonl()
    model.close()
    checker.close()
    del model, checker
    gc.collect()
    assert result.to_jsonl() == before
    assert len(result) == len(list(result))


def test_findings_outlive_the_report():
    with report() as result:
        findings = list(result)
        columns = result.columns()
    gc.collect()
    assert [f.code for f in findings] == columns["code"]


def test_a_cycle_frees_the_report_before_its_model():
    class Ring:
        pass

    ring = Ring()
    ring.ring = ring
    ring.model = sealed()
    ring.checker = Checker(pada="2026-01-20")
    ring.report = ring.checker.check(ring.model)
    del ring
    gc.collect()


def test_objects_left_open_are_freed_at_exit(tmp_path):
    import subprocess
    import sys
    script = tmp_path / "left.py"
    script.write_text(
        "import skpcheck\n"
        "m = skpcheck.Model(); m.add('pegawai', nip='%s'); m.seal()\n"
        "c = skpcheck.Checker(pada='2026-01-20')\n"
        "r = c.check(m)\n"
        "m.self = m; r.self = r\n" % NIP)
    package = os.path.dirname(os.path.dirname(skpcheck.__file__))
    subprocess.check_call([sys.executable, str(script)],
                          env=dict(os.environ, PYTHONPATH=package))


# ---- callbacks ------------------------------------------------------------

ROWS = b"id,nama\n" + b"".join(b"u%d,Unit\n" % i for i in range(200000))


class Stop(Exception):
    pass


def test_an_exception_in_progress_comes_back():
    def progress(done, rows):
        raise Stop("enough")

    with Model() as model:
        with pytest.raises(Stop, match="enough"):
            model.load_bytes("unor.csv", ROWS, progress=progress)
        assert "unor" not in model.account()


def test_keyboard_interrupt_in_progress_comes_back():
    def progress(done, rows):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Model().load_bytes("unor.csv", ROWS, progress=progress)


def test_a_true_result_of_progress_cancels():
    with Model() as model:
        with pytest.raises(SkpCancelled):
            model.load_bytes("unor.csv", ROWS, progress=lambda *a: True)
        model.load_bytes("unor.csv", ROWS)
        assert model.account()["unor"].read == 200000


def test_progress_counts_up():
    seen = []
    Model().load_bytes("unor.csv", ROWS,
                       progress=lambda done, rows: seen.append((done, rows)))
    assert seen and seen == sorted(seen)
    assert seen[-1][0] <= len(ROWS) and seen[-1][1] <= 200000


REENTRANT = {
    "add": lambda m: m.add("unor", id="x"),
    "add_columns": lambda m: m.add_columns("unor", {"id": ["x"]}),
    "load_bytes": lambda m: m.load_bytes("unor.csv", b"id\nx\n"),
    "seal": lambda m: m.seal(),
    "account": lambda m: m.account(),
    "set": lambda m: m.set("unor", 0, "nama", "x"),
    "remove": lambda m: m.remove("unor", 0),
    "add_rows": lambda m: m.add_rows("unor", [{"id": "x"}], source="x"),
    "check": lambda m: Checker(pada="2026-01-20").check(m),
}


@pytest.mark.parametrize("name", sorted(REENTRANT))
def test_a_call_from_inside_progress_is_busy(name):
    with Model() as model:
        with pytest.raises(SkpBusyError):
            model.load_bytes("unor.csv", ROWS,
                             progress=lambda *a: REENTRANT[name](model))
        model.load_bytes("unor.csv", ROWS)


def test_the_c_library_answers_busy_itself():
    """The binding's own guard stands before it; C must hold without."""
    from skpcheck import _ffi
    codes = []
    model = Model()
    pointer = model._owned.pointer

    def progress(done, rows):
        err = _ffi.skp_error()
        codes.append(_ffi.lib.skp_model_seal(pointer, err))
        codes.append(_ffi.lib.skp_model_source(pointer, b"x", 1, None, err))
        account = _ffi.skp_account()
        codes.append(_ffi.lib.skp_model_account(pointer, 0, account, err))

    model.load_bytes("unor.csv", ROWS, progress=progress)
    assert codes and set(codes) == {_ffi.SKP_E_BUSY}


def test_another_model_may_be_used_from_inside_progress():
    other = Model()

    def progress(done, rows):
        other.add("unor", id="u%d" % rows)

    Model().load_bytes("unor.csv", ROWS, progress=progress)
    assert other.account()["unor"].read > 0


def test_closing_from_inside_progress_waits_for_the_load():
    model = Model()
    model.load_bytes("unor.csv", ROWS, progress=lambda *a: model.close())
    with pytest.raises(SkpStateError):
        model.seal()


# ---- threads --------------------------------------------------------------

def together(count, work):
    errors = []

    def run(i):
        try:
            work(i)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_threads_take_turns_at_one_model():
    model = Model()

    def work(i):
        for k in range(200):
            model.add("unor", id="u%d-%d" % (i, k))
        model.add_columns("unor", {"id": ["c%d-%d" % (i, k)
                                          for k in range(200)]})

    together(8, work)
    assert model.account()["unor"].loaded == 3200


def test_threads_check_one_model_at_once(model, checker):
    expected = checker.check(model).to_jsonl()
    results = []
    together(8, lambda i: results.append(checker.check(model).to_jsonl()))
    assert results == [expected] * 8


def test_dates_are_taken_as_days():
    day = Checker(pada=datetime.date(2026, 1, 20))
    text = Checker(pada="2026-01-20")
    model = sealed()
    assert day.check(model).to_jsonl() == text.check(model).to_jsonl()
