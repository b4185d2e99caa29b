# SPDX-License-Identifier: MIT
"""Checker: the policy, the instant and the selection."""

from __future__ import annotations

import ctypes
import datetime
import re
from typing import Any, Iterable, Mapping, Optional, Union

from . import _ffi
from ._convert import (
    instant, lang_bytes, limits as limits_of, number, path_bytes, plain,
    without_nul, written,
)
from ._errors import SkpStateError, call
from ._ffi import lib
from ._handle import Handle, Owned
from ._model import Model
from ._plan import Plan
from ._reason import Reason
from ._report import Report

Codes = Union[str, Iterable[str]]
Day = Union[str, datetime.date]


def _new(limits: Any) -> Owned:
    options = _ffi.skp_checker_options()
    bounds = limits_of(limits)
    if bounds is not None:
        options.limits = ctypes.pointer(bounds)
    pointer = ctypes.POINTER(_ffi.skp_checker)()
    call(lib.skp_checker_new, options, pointer)
    return Owned(pointer, lib.skp_checker_free)


def _is_text(policy: Any) -> bool:
    """Whether a str is YAML, which holds a line break or `key: value`; a
    path never does."""
    return isinstance(policy, str) and bool(re.search(r"\n|:(\s|$)", policy))


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
    return plain(key, value)


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
                 limits: Optional[Mapping[str, int]] = None) -> None:
        super().__init__(_new(limits))
        if policy is not None:
            self._policy(policy)
        settings = {"pada": pada, "tahun": tahun, "awal": awal,
                    "akhir": akhir, "select": select, "ignore": ignore,
                    "instansi": instansi, "unor": unor}
        for key, value in settings.items():
            if value is not None:
                with self._using() as pointer:
                    call(lib.skp_checker_set, pointer, key.encode("ascii"),
                         _setting(key, value))

    def __repr__(self) -> str:
        return "<skpcheck.Checker%s>" % (": closed" if self.closed else "")

    def _policy(self, policy: Any) -> None:
        with self._using() as pointer:
            if _is_text(policy):
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

    def check(self, model: Model, *, jobs: int = 1) -> Report:
        """Applies all rules to a sealed model. jobs: threads.

        Raises SkpStateError if the model is not sealed or pada was not
        said. The report keeps what it needs of model and checker alive,
        also when they are closed."""
        return self._check(lib.skp_check, model, jobs)

    def check_atasan(self, model: Model, *, jobs: int = 1) -> Report:
        """Only: is the atasan (pejabat penilai) right? Rules ATS."""
        return self._check(lib.skp_check_atasan, model, jobs)

    def check_organisasi(self, model: Model, *, jobs: int = 1) -> Report:
        """Only: has every appraising unit its SKP Organisasi? Rules ORG."""
        return self._check(lib.skp_check_organisasi, model, jobs)

    def check_urutan(self, model: Model, *, jobs: int = 1) -> Report:
        """Only: were repairs made in the right order? Rules SYN."""
        return self._check(lib.skp_check_urutan, model, jobs)

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
        checker, facts = self._open(), self._facts(model)
        return written(call, lib.skp_graph_write, checker.pointer,
                       facts.pointer, options)

    @staticmethod
    def _facts(model: Model) -> Owned:
        if not isinstance(model, Model):
            raise TypeError("model must be a Model, not %s"
                            % type(model).__name__)
        with model._using():  # nobody is adding to it
            facts = model._open()
            if not model.sealed:
                raise SkpStateError("seal the model before checking it",
                                    _ffi.SKP_E_STATE)
        return facts

    def _check(self, function: Any, model: Model, jobs: int) -> Report:
        options = _ffi.skp_check_options(jobs=number("jobs", jobs, 1024))
        checker, facts = self._open(), self._facts(model)
        pointer = ctypes.POINTER(_ffi.skp_report)()
        call(function, checker.pointer, facts.pointer, options, pointer)
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

    def plan(self, model: Model, *, try_all: bool = False) -> Plan:
        """Who does what first in a sealed model.

        try_all  try the other order of every `after` on copies, however long
                 that takes; a small plan is tried anyway"""
        checker, facts = self._open(), _sealed(model, "planning")
        options = _ffi.skp_plan_options(try_all=bool(try_all))
        pointer = ctypes.POINTER(_ffi.skp_plan)()
        call(lib.skp_plan_make, checker.pointer, facts.pointer, options,
             pointer)
        return Plan(Owned(pointer, lib.skp_plan_free, checker, facts))
