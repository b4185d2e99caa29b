# SPDX-License-Identifier: MIT
"""Checker: the policy, the instant and the selection."""

from __future__ import annotations

import ctypes
import datetime
from typing import Any, Iterable, Mapping, Optional, TextIO, Union

from . import _ffi
from ._baseline import new_checker
from ._convert import (
    instant, is_yaml, lang_bytes, number, path_bytes, plain, without_nul,
    written,
)
from ._diff import Diff, Side, compare
from ._errors import SkpArgumentError, SkpStateError, call
from ._ffi import lib
from ._finding import severity_number
from ._handle import Handle, Owned
from ._model import Model
from ._plan import Plan
from ._progress import Progress, watched
from ._reason import Reason
from ._report import Report

Codes = Union[str, Iterable[str]]
Day = Union[str, datetime.date]


def _setting(key: str, value: Any) -> bytes:
    if isinstance(value, datetime.date):
        value = instant(value)
    elif key == "tahun" and not isinstance(value, str):
        value = str(number(key, value, 9999, 1))
    elif key in ("select", "ignore") and not isinstance(value, str):
        try:
            value = ",".join(value)
        except TypeError:
            raise TypeError("%s must be a str or several of them" % key
                            ) from None
    if key == "fingerprint_key":
        return _secret(value)
    return plain(key, value)


def _secret(value: Any) -> bytes:
    """A secret that is empty by mistake must not become the built-in one,
    which everybody knows; C takes it for none at all."""
    if isinstance(value, str):
        value = value.encode("utf-8")
    elif not isinstance(value, bytes):
        raise TypeError("fingerprint_key must be a str or bytes, not %s"
                        % type(value).__name__)
    if not value.strip(b"\xc2\xa0 \t\r\n\v\f"):
        raise SkpArgumentError("fingerprint_key must not be empty")
    return without_nul("fingerprint_key", value)


def _sealed(model: Any, what: str) -> Owned:
    if not isinstance(model, Model):
        raise TypeError("model must be a Model, not %s"
                        % type(model).__name__)
    with model._using():  # nobody is adding to it
        facts = model._open()
        if not model.sealed:
            raise SkpStateError("seal the model before %s" % what,
                                _ffi.SKP_E_STATE)
    return facts


class Checker(Handle):
    """How to check: policy, instant, period and selection. Never changes,
    so that many threads may share it.

    policy  a path (str or os.PathLike) or the text of a YAML policy, which
            overrides the compiled-in one key by key; a str that holds a line
            break or a colon and a blank is a text
    pada    the instant of the check, must be said before checking: a date
            (its last second), a datetime, "YYYY-MM-DD" or ISO 8601; without
            zone: WIB
    tahun   the period as a calendar year; default: the year of pada
    awal, akhir  the period as two days instead
    select, ignore  codes or prefixes of codes, as "ATS,ORG301" or a list
    instansi  only findings of this instansi
    unor    only findings in the subtree of this unit
    fingerprint_key  a secret of 16 bytes or more (str or UTF-8 bytes), so
            that nobody can try which NIP a fingerprint belongs to
    limits  {"findings": n, "memory": bytes}; 0 means the default

    Raises SkpFileError, SkpInputError for a policy that cannot be used (with
    its line), SkpError for a setting that cannot.
    """

    def __init__(self, policy: Any = None, *, pada: Optional[Day] = None,
                 tahun: Union[int, str, None] = None,
                 awal: Optional[Day] = None, akhir: Optional[Day] = None,
                 select: Optional[Codes] = None,
                 ignore: Optional[Codes] = None,
                 instansi: Optional[str] = None, unor: Optional[str] = None,
                 fingerprint_key: Union[str, bytes, None] = None,
                 limits: Optional[Mapping[str, int]] = None) -> None:
        super().__init__(new_checker(limits))
        if policy is not None:
            self._policy(policy)
        settings = {"pada": pada, "tahun": tahun, "awal": awal,
                    "akhir": akhir, "select": select, "ignore": ignore,
                    "instansi": instansi, "unor": unor,
                    "fingerprint_key": fingerprint_key}
        for key, value in settings.items():
            if value is not None:
                with self._using() as pointer:
                    call(lib.skp_checker_set, pointer, key.encode("ascii"),
                         _setting(key, value))

    def __repr__(self) -> str:
        return "<skpcheck.Checker%s>" % (": closed" if self.closed else "")

    def _policy(self, policy: Any) -> None:
        with self._using() as pointer:
            if is_yaml(policy):
                text = without_nul("policy", policy.encode("utf-8"))
                call(lib.skp_checker_policy, pointer, b"policy", text,
                     len(text))
            else:
                call(lib.skp_checker_policy_file, pointer,
                     path_bytes(policy, "policy"))

    def policy_text(self) -> str:
        """The policy in force, with what was overridden, as YAML."""
        owned = self._open()
        return written(call, lib.skp_checker_policy_write, owned.pointer)

    def check(self, model: Model, *, jobs: int = 1,
              progress: Optional[Progress] = None) -> Report:
        """Applies all rules to a sealed model. jobs: threads; progress: is
        told how far it is, and can stop it.

        Raises SkpStateError if the model is not sealed or pada was not
        said, SkpCancelled. The report keeps what it needs of model and
        checker alive, also when they are closed."""
        return self._check(lib.skp_check, model, jobs, progress)

    def check_atasan(self, model: Model, *, jobs: int = 1,
                     progress: Optional[Progress] = None) -> Report:
        """Only: is the atasan (pejabat penilai) right? Rules ATS."""
        return self._check(lib.skp_check_atasan, model, jobs, progress)

    def check_organisasi(self, model: Model, *, jobs: int = 1,
                         progress: Optional[Progress] = None) -> Report:
        """Only: has every appraising unit its SKP Organisasi? Rules ORG."""
        return self._check(lib.skp_check_organisasi, model, jobs, progress)

    def check_urutan(self, model: Model, *, jobs: int = 1,
                     progress: Optional[Progress] = None) -> Report:
        """Only: were repairs made in the right order? Rules SYN."""
        return self._check(lib.skp_check_urutan, model, jobs, progress)

    def plan(self, model: Model, *, try_all: bool = False,
             progress: Optional[Progress] = None) -> Plan:
        """Who does what first, to mend what a check of the sealed model
        finds: made on a copy, in several checks' time.

        try_all  label each `after` by trying the other order, also in a plan
                 so large that this takes long; else what such steps are says
                 whether the other order would fail
        progress  is told how far planning is, and later Plan.verify

        Raises SkpStateError if the model is not sealed or pada was not
        said. The plan keeps what it needs of model and checker alive."""
        options = _ffi.skp_plan_options(try_all=bool(try_all))
        keep = watched(options, progress)
        checker, facts = self._open(), _sealed(model, "planning")
        pointer = ctypes.POINTER(_ffi.skp_plan)()
        call(lib.skp_plan_make, checker.pointer, facts.pointer, options,
             pointer)
        return Plan(Owned(pointer, lib.skp_plan_free, checker, facts, *keep))

    def diff(self, old: Side, new: Side, *, lang: str = "id",
             mask: bool = False, min_severity: Optional[str] = None,
             same: bool = False, color: bool = False,
             fingerprints: bool = False) -> Diff:
        """Which findings are gone, which are new, which are the same.

        old, new  reports; or such as were written as JSON Lines: their text
                  (str or bytes that hold a line break) or its path
        same      keep what is the same too, not only its number
        lang, mask, min_severity, color, fingerprints  as for Report.write

        Of the checker, whose pada must be said, select, ignore and
        fingerprint_key count. What was written as JSON Lines shows whom it
        was written to show: mask=True takes reports only, and a text that
        is masked needs its fingerprints.

        Raises SkpFileError, SkpInputError (no such report, with its line),
        SkpStateError (a report that is out of date)."""
        options = _ffi.skp_write_options(
            min_severity=severity_number(min_severity),
            lang=lang_bytes(lang), mask=bool(mask), color=bool(color),
            fingerprints=bool(fingerprints), same=bool(same))
        return compare(self._open().pointer, old, new, options)

    def events(self, older: Model, newer: Model, *, older_date: Day,
               newer_date: Day, format: str = "csv",
               file: Optional[TextIO] = None) -> str:
        """Rows of the table `kejadian` ("csv", "jsonl" or "yaml") that the
        difference of two exports proves to have happened after `older_date`
        and up to `newer_date`: who was synchronised, who reloaded an SKP.

        older, newer  sealed models, each with one export
        older_date, newer_date  when they were made: a date (its last
                      second), a datetime, "YYYY-MM-DD" or ISO 8601
        file          takes the text piece by piece; then "" is returned

        Of the checker only the policy counts. Give the text to
        Model.load_bytes("kejadian.csv", ...) beside the newer export.

        Raises SkpStateError (a model is not sealed), SkpArgumentError (no
        such date, or the newer one is not newer), SkpUnknownError (no such
        format)."""
        checker = self._open()
        before = _sealed(older, "comparing it")
        after = _sealed(newer, "comparing it")
        return written(call, lib.skp_events_write, checker.pointer,
                       before.pointer, _setting("older_date", older_date),
                       after.pointer, _setting("newer_date", newer_date),
                       plain("format", format), file=file)

    def graph(self, model: Model, *, unor: Optional[str] = None,
              pegawai: Optional[str] = None, limit: int = 0,
              format: str = "dot", lang: str = "id",
              mask: bool = False) -> str:
        """Who waits for whom, for Graphviz ("dot") or as "json", whose shape
        skpcheck(1) describes.

        unor     a unit, those below it and its chain upwards
        pegawai  a person by id or NIP instead; without both: all units
        limit    units drawn at most, 0: 200
        lang, mask  as for Report.write

        Raises SkpUnknownError for a unit or person that is not there."""
        options = _ffi.skp_graph_options(
            limit=number("limit", limit, 2 ** 31 - 1),
            format=plain("format", format), lang=lang_bytes(lang),
            mask=bool(mask))
        if unor is not None:
            options.unor = plain("unor", unor)
        if pegawai is not None:
            options.pegawai = plain("pegawai", pegawai)
        checker, facts = self._open(), _sealed(model, "drawing it")
        return written(call, lib.skp_graph_write, checker.pointer,
                       facts.pointer, options)

    def _check(self, function: Any, model: Model, jobs: int,
               progress: Optional[Progress]) -> Report:
        options = _ffi.skp_check_options(jobs=number("jobs", jobs, 1024))
        keep = watched(options, progress)
        checker, facts = self._open(), _sealed(model, "checking it")
        pointer = ctypes.POINTER(_ffi.skp_report)()
        call(function, checker.pointer, facts.pointer, options, pointer)
        del keep
        return Report(Owned(pointer, lib.skp_report_free, checker, facts))

    def explain(self, model: Model, pegawai: str) -> Reason:
        """Why one person, by NIP or id, can or cannot fill their SKP.

        Raises SkpUnknownError if nobody in the sealed model bears it."""
        who = plain("pegawai", pegawai)
        checker, facts = self._open(), _sealed(model, "explaining")
        pointer = ctypes.POINTER(_ffi.skp_reason)()
        call(lib.skp_explain, checker.pointer, facts.pointer, who, len(who),
             pointer)
        return Reason(Owned(pointer, lib.skp_reason_free, checker, facts))
