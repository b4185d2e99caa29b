# SPDX-License-Identifier: MIT
"""Plan: who does what first."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

from . import _ffi
from ._convert import lang_bytes, number, plain, written
from ._errors import call
from ._ffi import lib
from ._handle import Handle, Owned
from ._model import Model


def _name(key: str, value: Optional[str]) -> Optional[bytes]:
    return None if value is None else plain(key, value)


class Plan(Handle):
    """The repairs in the order to take them.

    Steps and what cannot be planned are dicts, whose keys are those of the
    JSON that `skpcheck plan` writes; what has nothing to say is absent. It
    keeps what it needs of its Model and Checker alive. Once the model is
    opened for edits it cannot be read any more (SkpStateError).
    """

    def __init__(self, owned: Owned) -> None:
        super().__init__(owned)

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Plan: closed>"
        return "<skpcheck.Plan: %d steps>" % len(self)

    def __len__(self) -> int:
        return int(lib.skp_plan_steps(self._open().pointer))

    def steps(self, lang: str = "id", *, actor: Optional[str] = None,
              unor: Optional[str] = None) -> List[Dict[str, Any]]:
        """The steps; `after` lists {"n": the number of a step that must come
        first, "basis": "terbukti" (the other order fails) or "aturan"}."""
        return self._part("steps", lang, actor, unor)

    def unplanned(self, lang: str = "id", *, actor: Optional[str] = None,
                  unor: Optional[str] = None) -> List[Dict[str, Any]]:
        """The findings that no step mends, each with its `reason`."""
        return self._part("unplanned", lang, actor, unor)

    @property
    def rings(self) -> List[List[int]]:
        """Numbers of steps that wait for each other by practice."""
        return self._part("rings", "id", None, None)

    def apply(self, model: Model, steps: Optional[int] = None) -> None:
        """Carries the first steps (None: all) out on a model, usually
        `model.copy()` of the plan's, and seals it. Step n happens n seconds
        after the checker's pada: check the result at a later one."""
        count = -1 if steps is None else number("steps", steps, 2 ** 62)
        pointer = self._open().pointer
        with model._using() as facts:
            call(lib.skp_plan_apply, pointer, facts, count)

    def verify(self) -> None:
        """Proves the plan on copies of the data; raises SkpProofError that
        says what is not so. A plan to be proven should be made with
        `try_all=True`, unless it is small."""
        call(lib.skp_plan_verify, self._open().pointer)

    def text(self, lang: str = "id", **more: Any) -> str:
        """As a list to tick off; the same options as `write`."""
        return self.write("text", lang=lang, **more)

    def write(self, format: str = "text", *, lang: str = "id",
              mask: bool = False, color: bool = False,
              actor: Optional[str] = None,
              unor: Optional[str] = None) -> str:
        """The plan as "text", "jsonl", "json", "csv" or "dot".

        actor  only the steps of this actor: a token as "admin_instansi", or
               the id or NIP of a person
        unor   only at this unit and below it

        Raises SkpUnknownError for what does not exist.
        """
        options = _ffi.skp_plan_write_options(
            mask=bool(mask), lang=lang_bytes(lang), color=bool(color),
            actor=_name("actor", actor), unor=_name("unor", unor))
        return written(call, lib.skp_plan_write, self._open().pointer,
                       plain("format", format), options)

    def _part(self, name: str, lang: str, actor: Optional[str],
              unor: Optional[str]) -> List[Any]:
        text = self.write("json", lang=lang, actor=actor, unor=unor)
        part = json.loads(text)[name]  # type: List[Any]
        return part
