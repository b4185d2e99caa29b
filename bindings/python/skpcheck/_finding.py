# SPDX-License-Identifier: MIT
"""Finding: that the data breaks a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Optional, Tuple

from . import _ffi
from ._convert import plain
from ._errors import SkpArgumentError

_SEVERITIES = {
    _ffi.SKP_SEVERITY_E: ("e", "galat", "error"),
    _ffi.SKP_SEVERITY_W: ("w", "peringatan", "warning"),
    _ffi.SKP_SEVERITY_I: ("i", "info", "note"),
}


@dataclass(frozen=True)
class Finding:
    """That the data breaks a rule. Names as in JSON Lines; what a finding
    has nothing to say about is None, or () for a list."""

    code: str                  #: of the rule, as "ATS203"
    severity: str              #: "E" blocks, "W" needs a human, "I" informs
    table: str                 #: the subject's table ...
    id: str                    #: ... and its id: NIP, unit, SKP or "#n"
    pegawai: Optional[str]
    unor: Optional[str]
    actual: Optional[str]
    expected: Tuple[str, ...]
    path: Tuple[str, ...]
    blocked: Optional[int]     #: blocked people whose appraising unit it is
    blocked_total: Optional[int]  #: blocked people whose run contains it
    root: Optional[str]        #: unit that is the root blocker
    level: str                 #: "L0" to "L8": the order of repair
    actor: str                 #: who repairs, as a token
    detail: Optional[str]
    source: Optional[Tuple[str, Optional[int]]]  #: (file, line)
    message: str

    def to_dict(self) -> Dict[str, Any]:
        """The JSON Lines object: absent names are absent, lists are lists,
        the source is {"file", "line"}."""
        ret = {}  # type: Dict[str, Any]
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if name == "source" and value is not None:
                value = {"file": value[0], "line": value[1]}
                if value["line"] is None:
                    del value["line"]
            elif isinstance(value, tuple):
                value = list(value) or None
            if value is not None:
                ret[name] = value
        return ret


def finding_of(said: Dict[str, Any]) -> Finding:
    """The finding of a JSON Lines object, which another program or an older
    version may have written: what it lacks is None, "" or ()."""
    values = {name: said.get(name) for name in Finding.__dataclass_fields__
              }  # type: Dict[str, Any]
    for name in ("level", "actor", "message"):
        values[name] = values[name] or ""
    for name in ("expected", "path"):
        values[name] = tuple(values[name] or ())
    source = values["source"]
    if source is not None:
        values["source"] = (source.get("file", ""), source.get("line"))
    return Finding(**values)


def severity_number(value: Optional[str]) -> int:
    if value is None:
        return 0
    name = plain("min_severity", value).decode("utf-8").lower()
    for severity, names in _SEVERITIES.items():
        if name in names:
            return severity
    raise SkpArgumentError("min_severity must be one of E, W, I, galat, "
                           "peringatan, info, error, warning, note")
