# SPDX-License-Identifier: MIT
"""Names that the C library knows: tables, fields, headings, rules, words."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Tuple

from . import _ffi
from ._convert import lang_bytes, plain
from ._errors import SkpUnknownError
from ._ffi import lib


def _text(value: Optional[bytes]) -> Optional[str]:
    return None if value is None else value.decode("utf-8")


def _table_name(table: int) -> str:
    return lib.skp_table_name(table).decode("ascii")


def _field_names(table: int) -> List[str]:
    names = (lib.skp_field_name(table, i).decode("ascii")
             for i in range(lib.skp_field_count(table)))
    return [name for name in names if not name.startswith("__")]


def tables() -> Dict[str, Tuple[str, ...]]:
    """The input tables, each with its fields in the manual's order."""
    return {_table_name(table): tuple(_field_names(table))
            for table in range(_ffi.SKP_TABLES)}


def required(table: str) -> Tuple[str, ...]:
    """The fields without which a row of the table is rejected."""
    number = table_number(table)
    return tuple(name for name in _field_names(number)
                 if lib.skp_field_required(number,
                                           field_number(number, name)))


def unknown(kind: str, name: str, names: Iterable[str]) -> SkpUnknownError:
    """The error of a name that is none, with the nearest that are."""
    names = list(names)
    near = difflib.get_close_matches(name, names, 3)
    text = "did you mean " + " or ".join(near) if near else (
        "there are " + ", ".join(names) if len(names) < 20 else "")
    return SkpUnknownError("no %s %r%s" % (kind, name, text and "; " + text),
                           _ffi.SKP_E_UNKNOWN)


def table_number(name: Any) -> int:
    text = plain("table", name)
    number = lib.skp_table_find(text, len(text))
    if number < 0:
        raise unknown("table", name, tables())
    return number


def field_number(table: int, name: Any) -> int:
    text = plain("field", name)
    number = lib.skp_field_find(table, text, len(text))
    if number < 0:
        raise unknown("field of %s" % _table_name(table), name,
                      _field_names(table))
    return number


# ---- headings -------------------------------------------------------------

class Heading(NamedTuple):
    """A heading that a file may bear, and the field it feeds."""

    profile: str  #: kind of file, as "ref-unor" or "pegawai"
    text: str     #: the heading, as files write it
    table: str
    field: str


def headings() -> List[Heading]:
    """All headings by which files are recognised, in the order in which
    several of one file feed the same field."""
    ret = []
    for i in range(lib.skp_heading_count()):
        table = lib.skp_heading_table(i)
        field = lib.skp_field_name(table, lib.skp_heading_field(i))
        ret.append(Heading(lib.skp_heading_profile(i).decode("utf-8"),
                           lib.skp_heading_text(i).decode("utf-8"),
                           _table_name(table), field.decode("ascii")))
    return ret


# ---- rules ----------------------------------------------------------------

@dataclass(frozen=True)
class Rule:
    """A rule's entry in the catalogue."""

    code: str         #: as "ATS203"; stable
    title: str
    message: str      #: with {named} places
    explanation: str
    actor: str        #: who repairs, as a token: "kepala_unit"
    actor_text: str   #: the same in words
    steps: str        #: lines "1. ..."
    source: str       #: law or document it rests on
    basis: str        #: "documented" or "inferred"
    needs: str        #: tables and columns it cannot do without
    severity: str     #: "E", "W", "I" or "E/W" as in the manual
    level: str        #: "L0" to "L8": the order of repair
    table: str        #: tables of its subjects, joined by commas
    indicator: str    #: of SIASN's data quality: "TIM_1 ...", "" if none


_RULE = {
    name: getattr(_ffi, "SKP_RULE_" + name.upper())
    for name in Rule.__dataclass_fields__
}


def _rule(number: int, lang: bytes) -> Rule:
    return Rule(**{name: _text(lib.skp_rule_text(number, field, lang)) or ""
                   for name, field in _RULE.items()})


#: the number orders the codes: families have their hundreds
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rules(lang: str = "id") -> List[Rule]:
    """The catalogue in the order of codes, in Indonesian or English."""
    language = lang_bytes(lang)
    return sorted((_rule(i, language) for i in range(lib.skp_rule_count())),
                  key=lambda r: (r.code.lstrip(_LETTERS), r.code))


def rule(code: str, lang: str = "id") -> Rule:
    """One rule by its code, in capitals or not; SkpUnknownError if there is
    none."""
    language = lang_bytes(lang)
    number = lib.skp_rule_find(plain("code", code))
    if number < 0:
        raise unknown("rule", code, (r.code for r in rules()))
    return _rule(number, language)


def word(token: str, lang: str = "id") -> Optional[str]:
    """Words for a token of a report or plan: a reason of `skipped`, an actor,
    a system, a reason in the detail of a REF009. None if there are none."""
    return _text(lib.skp_word(plain("token", token), lang_bytes(lang)))


def policies() -> Tuple[str, ...]:
    """Names of the policies that come with the library, the default first."""
    return tuple(lib.skp_policy_name(i).decode("ascii")
                 for i in range(lib.skp_policy_count()))


def policy_text(name: Optional[str] = None) -> str:
    """The compiled-in policy (permenpanrb-6-2022) as YAML, or another one of
    policies(), to be given to a Checker."""
    names = policies()
    if name is None:
        name = names[0]
    if name not in names:
        raise unknown("policy", name, names)
    return lib.skp_policy_text(names.index(name)).decode("utf-8")


def version() -> str:
    """The C library's version, as "1.2.3"."""
    return lib.skp_version().decode("ascii")
