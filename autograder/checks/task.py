"""A task: what is asked of a student's object, and the three phases in which it is judged.

1. *cases*: inputs, made by whoever judges;
2. *probe*: runs beside the student's code, feeds it the cases and returns plain data;
3. *judge*: a pure function of a case, what came back, and what the reference gave back for the same case.

Cases and what a probe returns are data (`autograder.checks.wire`), so the middle phase can run in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.judging.finding import Verdict
from autograder.checks.judging.judge import judge, manners
from autograder.checks.judging.patterns import Pattern
from autograder.checks.probing.driving import returned
from autograder.checks.wire import Data

Case = dict[str, Any]
Draw = Callable[[np.random.Generator], list[Case]]
Probe = Callable[[Sequence[Any], Case], Data]

LIMIT = 10.0
"""Seconds that the probe of one case may take."""


@dataclass(frozen=True)
class Task:
    """What one check cell asks.

    Attributes
    ----------
    name : str
        The nbgrader id of the check cell.
    points : float
    needs : tuple of str
        Names of the student's objects, in the order in which `check` takes them.
    draw : callable
        Makes cases from a `numpy.random.Generator`.
    probe : callable
        Takes the objects and a case, returns data.
    worked : sequence of cases
        Small cases with numbers to follow by hand; shown before those that are drawn.
    patterns : sequence of patterns
        Mistakes that only make sense for this task, asked before the general ones.
    part : str
        What is judged, where that is not the whole of what is needed, such as "Affine.backward".
    """

    name: str
    points: float
    needs: tuple[str, ...]
    draw: Draw
    probe: Probe
    worked: Sequence[Case] = ()
    patterns: Sequence[Pattern] = ()
    part: str = ""

    @property
    def title(self) -> str:
        """What a student reads: the part, or the names of what is needed."""
        return self.part or " and ".join(filter(None, (", ".join(self.needs[:-1]), self.needs[-1])))

    def cases(self, seed: int) -> list[Case]:
        """All cases for a seed: the worked ones first."""
        return [*self.worked, *self.draw(np.random.default_rng(seed))]

    def returned(self, objects: Sequence[Any], cases: Sequence[Case], seconds: float = LIMIT) -> list[Data]:
        """Probe all cases, within a time limit for each; after one that runs out of time the others are left."""
        return returned(self.probe, objects, cases, seconds)

    def verdict(self, cases: Sequence[Case], returned: Sequence[Data], expected: Sequence[Data]) -> Verdict:
        """Judge all cases; the findings of the first case that fails are enough to go on with."""
        for case, came, wanted in zip(cases, returned, expected, strict=True):
            findings = judge(case, came, wanted, self.patterns)
            if findings:
                return Verdict(self.title, self.points, tuple(findings), case["label"])
        for case, came, wanted in zip(cases, returned, expected, strict=True):
            findings = manners(came, wanted)
            if findings:
                return Verdict(self.title, self.points, tuple(findings), case["label"])
        return Verdict(self.title, self.points)
