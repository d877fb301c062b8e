"""A task: what is asked of a student's object, and the three phases in which it is judged.

1. *cases*: inputs, made by whoever judges;
2. *probe*: runs beside the student's code, feeds it the cases and returns plain data;
3. *judge*: a pure function of a case, what came back, and what the reference gave back for the same case.

Cases and what a probe returns are data (`autograder.wire`), so the middle phase can run in another process.
"""

from __future__ import annotations

import copy
import traceback
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

import numpy as np

from autograder.finding import Finding, Verdict
from autograder.judge import Pattern, judge
from autograder.wire import Data

Case = dict[str, Any]
Probe = Callable[[Sequence[Any], Case], Data]


@dataclass(frozen=True)
class Task:
    """What one check cell asks.

    Attributes
    ----------
    name : str
        The nbgrader id of the check cell.
    title : str
        What a student reads, such as "Affine.backward".
    points : float
    needs : tuple of str
        Names of the student's objects, in the order in which `check` takes them.
    worked : sequence of cases
        Small cases with numbers to follow by hand; shown first.
    draw : callable
        Makes further cases from a `numpy.random.Generator`.
    probe : callable
        Takes the objects and a case, returns data.
    patterns : sequence of patterns
        Mistakes that only make sense for this task, asked before the general ones.
    """

    name: str
    title: str
    points: float
    needs: tuple[str, ...]
    worked: Sequence[Case]
    draw: Callable[[np.random.Generator], list[Case]]
    probe: Probe
    patterns: Sequence[Pattern] = ()

    def cases(self, seed: int) -> list[Case]:
        """All cases for a seed: the worked ones first."""
        return [*self.worked, *self.draw(np.random.default_rng(seed))]

    def run(self, objects: Sequence[Any], case: Case) -> Data:
        """Probe one case. Whatever the student's code raises, prints or warns of becomes data, or nothing."""
        silent = StringIO()
        with redirect_stdout(silent), redirect_stderr(silent), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                return self.probe(objects, copy.deepcopy(case))
            except Exception as error:  # any mistake of a student ends up in a finding
                return {"error": _in_words(error)}

    def verdict(self, cases: Sequence[Case], returned: Sequence[Data], expected: Sequence[Data]) -> Verdict:
        """Judge all cases; the findings of the first case that fails are enough to go on with."""
        for case, came, wanted in zip(cases, returned, expected, strict=True):
            findings = judge(case, came, wanted, self.patterns)
            if findings:
                return Verdict(self.title, self.points, tuple(_at(case, finding) for finding in findings))
        return Verdict(self.title, self.points)


def _at(case: Case, finding: Finding) -> Finding:
    where = "; ".join(part for part in (finding.where, f"case: {case['label']}") if part)
    return Finding(finding.what, finding.likely, where)


def _in_words(error: Exception) -> dict[str, Any]:
    """Name, message and the last line of the student's own code that led there."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/autograder/" not in frame.filename.replace("\\", "/")]
    student = [frame for frame in own if "site-packages" not in frame.filename] or own
    line = f"line {student[-1].lineno} of {student[-1].name}: {student[-1].line}" if student else ""
    return {"type": type(error).__name__, "message": str(error)[:500], "line": line.strip()[:300]}
