# SPDX-License-Identifier: MIT
"""Why people cannot fill their SKP, and who must act first.

A *model* holds facts (units, officials, assignments, SKP, events), a
*checker* the policy, a *report* the findings:

    import skpcheck

    report = skpcheck.check("exports/", pada="2026-01-20")
    for finding in report:
        print(finding.code, finding.id, finding.message)
    print(report.write("text"))

The package speaks to the C library libskpcheck through ctypes. It looks for
the file that $SKPCHECK_LIBRARY names, else beside this package, else where
the system keeps libraries.
"""

from __future__ import annotations

import os
from typing import Any, Optional

from ._baseline import Baseline, Known
from ._boundary import Boundary
from ._checker import Checker
from ._diff import Counts, Diff, recognise
from ._errors import (
    SkpArgumentError, SkpBusyError, SkpCancelled, SkpError, SkpFileError,
    SkpInputError, SkpMemoryError, SkpProofError, SkpStateError,
    SkpTypeError, SkpUnknownError, SkpUnsupportedError,
)
from ._finding import Finding
from ._model import Account, Model
from ._plan import After, Plan, Step, Unplanned
from ._progress import Progress
from ._reason import Reason
from ._report import Report, Skipped
from ._save import Lost
from ._vocabulary import (
    Heading, Rule, headings, policies, policy_text, required, rule, rules,
    tables, version, word,
)

__all__ = [
    "Account", "After", "Baseline", "Boundary", "Checker", "Counts", "Diff",
    "Finding", "Heading", "Known", "Lost", "Model", "Plan", "Progress",
    "Reason", "Report", "Rule", "Skipped", "SkpArgumentError",
    "SkpBusyError", "SkpCancelled", "SkpError", "SkpFileError",
    "SkpInputError", "SkpMemoryError", "SkpProofError", "SkpStateError",
    "SkpTypeError", "SkpUnknownError", "SkpUnsupportedError", "Step",
    "Unplanned", "check", "headings", "policies", "policy_text", "recognise",
    "required", "rule", "rules", "tables", "version", "word",
]


def check(paths: Any, *, pada: Any, jobs: int = 1,
          progress: Optional[Progress] = None, **settings: Any) -> Report:
    """Loads a path or several, checks everything, returns the report.

    paths     a file or folder (str, bytes, os.PathLike) or several of them
    pada      the instant of the check, see Checker
    jobs      threads
    progress  a Progress, is told how far loading and checking are
    settings  policy, tahun, select and the others of Checker
    """
    if isinstance(paths, (str, bytes, os.PathLike)):
        paths = [paths]
    with Checker(pada=pada, **settings) as checker, \
            Model(progress=progress) as model:
        for path in paths:
            model.load(path, jobs=jobs)
        model.seal()
        return checker.check(model, jobs=jobs, progress=progress)
