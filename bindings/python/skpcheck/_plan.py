# SPDX-License-Identifier: MIT
"""Plan: who does what, first things first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Dict, NamedTuple, Optional, TextIO, Tuple

from . import _ffi
from ._convert import lang_bytes, number, plain, written
from ._errors import call
from ._ffi import lib
from ._handle import Handle, Owned
from ._model import Model

_LANGS = ("id", "en")


def _said(words: Tuple[str, str], lang: str) -> str:
    lang_bytes(lang)
    return words[_LANGS.index(lang)]


class After(NamedTuple):
    """A step that must come before another one."""

    n: int      #: its number
    basis: str  #: "terbukti": the other order fails; "aturan": regulation


@dataclass(frozen=True)
class Step:
    """One act of one person or office. Names as in JSON Lines; what a step
    has nothing to say about is None, or () for a list."""

    n: int                    #: its place in the order, from 1
    level: str                #: "L0" to "L8": the order of repair
    actor: str                #: who acts, as a token; `word` has words
    pegawai: Optional[str]    #: whose act it is, or whom it is about; a
                              #: placeholder is "calon-1", ...
    unor: Optional[str]
    act: str                  #: a token, as "terbitkan_skp"
    system: str               #: where, as a token: "ekinerja"
    fixes: Tuple[str, ...]    #: findings, as "ORG301 U1"
    unblocks: int             #: people who wait for it
    after: Tuple[After, ...]  #: what must come before
    wait_days: int            #: until it shows in the next system
    channel: Optional[str]    #: where the actor finds help
    keputusan: bool           #: whether it is a decision that no rule makes
    _action: Tuple[str, str] = field(repr=False)

    def action(self, lang: str = "id") -> str:
        """What is to be done, in words."""
        return _said(self._action, lang)

    def to_dict(self, lang: str = "id") -> Dict[str, Any]:
        """The JSON Lines object."""
        ret = _dict(self, "act", action=self.action(lang))
        ret["fixes"] = list(self.fixes)
        ret["after"] = [after._asdict() for after in self.after]
        return ret


@dataclass(frozen=True)
class Unplanned:
    """A finding that no step mends, and why not."""

    code: str               #: of its rule
    table: str              #: the subject's table ...
    id: str                 #: ... and its id
    pegawai: Optional[str]
    unor: Optional[str]
    level: str
    actor: str              #: whom the rule asks
    reason: str             #: why no step mends it, as a token
    _reason_text: Tuple[str, str] = field(repr=False)

    def reason_text(self, lang: str = "id") -> str:
        """The reason in words."""
        return _said(self._reason_text, lang)

    def to_dict(self, lang: str = "id") -> Dict[str, Any]:
        """The JSON Lines object, whose `code` is named "unplanned"."""
        ret = {"unplanned": self.code}
        ret.update(_dict(self, None, reason_text=self.reason_text(lang)))
        del ret["code"]
        return ret


def _dict(thing: Any, before: Optional[str], **words: str) -> Dict[str, Any]:
    """What is not None, with the words before that name or at the end."""
    ret = {}  # type: Dict[str, Any]
    for name in thing.__dataclass_fields__:
        if name == before:
            ret.update(words)
        if name[0] != "_" and getattr(thing, name) is not None:
            ret[name] = getattr(thing, name)
    ret.update(words)
    return ret


def _object(kind: Any, words: str, said: Dict[str, Any],
            en: Dict[str, Any]) -> Any:
    """A Step or Unplanned of its JSON objects in both languages."""
    values = {name: said.get(name) for name in kind.__dataclass_fields__
              if name[0] != "_"}
    values["_" + words] = (said[words], en[words])
    return kind(**values)


def _step(said: Dict[str, Any], en: Dict[str, Any]) -> Step:
    said["fixes"] = tuple(said["fixes"])
    said["after"] = tuple(After(one["n"], one["basis"])
                          for one in said["after"])
    return _object(Step, "action", said, en)


def _unplanned(said: Dict[str, Any], en: Dict[str, Any]) -> Unplanned:
    said["code"] = said["unplanned"]
    return _object(Unplanned, "reason_text", said, en)


class _Parts:
    """A plan copied out of C. The JSON has all of it, also the table of what
    cannot be planned, in two calls instead of a score for each step."""

    def __init__(self, plan: Any) -> None:
        said, en = (json.loads(written(
            call, lib.skp_plan_write, plan, b"json",
            _ffi.skp_plan_write_options(lang=lang_bytes(lang))))
            for lang in _LANGS)
        self.steps = tuple(map(_step, said["steps"], en["steps"]))
        self.unplanned = tuple(map(_unplanned, said["unplanned"],
                                   en["unplanned"]))
        self.rings = tuple(tuple(ring) for ring in said["rings"])


class Plan(Handle):
    """Who does what first, and what cannot be planned.

    `steps` and `unplanned` are objects that stay valid when the plan is
    closed. It keeps what it needs of its Model and Checker alive; once the
    model is opened for edits it is out of date, and everything but `close`
    raises SkpStateError. It may be read by many threads.
    """

    def __init__(self, owned: Owned) -> None:
        super().__init__(owned)
        self._counts = self._count()
        self._parts = None  # type: Optional[_Parts]

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Plan: closed>"
        return "<skpcheck.Plan: %d steps, %d unplanned>" % self._counts

    def close(self) -> None:
        """Lets go of the C object. Closing twice is harmless; Step and
        Unplanned objects already made stay valid."""
        super().close()
        self._parts = None

    def __len__(self) -> int:
        """Number of steps."""
        return len(self.steps)

    def __bool__(self) -> bool:
        """A plan is true, also one without steps: ask len()."""
        return True

    @property
    def steps(self) -> Tuple[Step, ...]:
        """The steps, in the order to take them."""
        return self._read().steps

    def view(self, *, actor: Optional[str] = None,
             unor: Optional[str] = None) -> Tuple[Step, ...]:
        """Only the steps of an actor, as "admin_instansi", or of one person
        by id or NIP, and in the subtree of a unit. They keep their numbers.

        Raises SkpUnknownError for an actor or unit that is not there."""
        said = json.loads(self.write("json", actor=actor, unor=unor))
        steps = self.steps
        return tuple(steps[one["n"] - 1] for one in said["steps"])

    @property
    def unplanned(self) -> Tuple[Unplanned, ...]:
        """The findings that no step mends, in the order of the report."""
        return self._read().unplanned

    @property
    def rings(self) -> Tuple[Tuple[int, ...], ...]:
        """Rings among repairs: numbers of steps of which each waits for the
        next. What made a ring by mere order of practice is left out of
        `after`."""
        return self._read().rings

    def apply(self, model: Model, steps: Optional[int] = None) -> None:
        """Carries the first steps out on a model (None: all) and seals it.

            after = model.copy()
            plan.apply(after)

        model  a copy of the one that was planned for, or that one itself,
               which puts the plan out of date; in another one the rows of
               the same numbers change

        Step n happens at `pada` + n seconds, so check the result as of a
        later instant, as the day after. If it fails the model is as it was.
        """
        if not isinstance(model, Model):
            raise TypeError("model must be a Model, not %s"
                            % type(model).__name__)
        most = self._counts[0]
        count = most if steps is None else number("steps", steps, most)
        owned = self._open()
        with model._using() as pointer:
            call(lib.skp_plan_apply, owned.pointer, pointer, count)

    def verify(self) -> None:
        """Proves the plan on copies of the model: each step fixes what it is
        said to fix, nothing is left in the end but what cannot be planned,
        and each `after` is labelled rightly. Takes a check for each step and
        two for each `after`. A plan to be proven should be made with
        try_all=True, unless it is small: else its labels are likely, not
        tried.

        Raises SkpProofError, which says what is not so."""
        call(lib.skp_plan_verify, self._open().pointer)

    def text(self, lang: str = "id", **more: Any) -> str:
        """As a list to tick off. Options: as for `write`."""
        return self.write("text", lang=lang, **more)

    def write(self, format: str = "text", file: Optional[TextIO] = None, *,
              lang: str = "id", mask: bool = False,
              actor: Optional[str] = None, unor: Optional[str] = None,
              color: bool = False) -> str:
        """The plan as "text" (a list to tick off), "jsonl", "json", "csv" or
        "dot" (for Graphviz).

        file   takes the text piece by piece; then "" is returned
        lang   "id" or "en"
        mask   pseudonyms instead of NIP and NIK
        actor  only the steps of this actor, as "admin_instansi", or of one
               person by id or NIP; steps keep their numbers
        unor   only the steps in the subtree of this unit
        color  terminal colours in "text"

        Raises SkpUnknownError for a format, actor or unit that is not there.
        """
        options = _ffi.skp_plan_write_options(
            lang=lang_bytes(lang), mask=bool(mask), color=bool(color))
        if actor is not None:
            options.actor = plain("actor", actor)
        if unor is not None:
            options.unor = plain("unor", unor)
        return written(call, lib.skp_plan_write, self._open().pointer,
                       plain("format", format), options, file=file)

    def _count(self) -> Tuple[int, int]:
        plan = self._open().pointer
        return lib.skp_plan_steps(plan), lib.skp_plan_unplanned(plan)

    def _read(self) -> _Parts:
        """The parts. A plan that is out of date counts nothing: to copy it
        again raises."""
        if self._parts is None or self._count() == (0, 0):
            self._parts = _Parts(self._open().pointer)
        return self._parts
