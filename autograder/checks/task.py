"""A task: what is asked of a student's object, and the four phases in which it is judged.

1. *cases*: inputs, made by whoever judges; a part of them may stay there (`WITHHELD`);
2. *probe*: runs beside the student's code, feeds it the cases and replies with what that code returned;
3. *measure*: whoever judges counts, compares and scores what the replies hold, the reference's too;
4. *judge*: a pure function of a case, what was measured, and what was measured of the reference for the same case.

Cases and replies are data (`autograder.checks.wire`), so the second phase can run in another process. A reply tells no
fact that would be the same for every right answer: whoever has another case's reply, or has taken over the process of
the probe, would know it beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.judging.finding import Verdict
from autograder.checks.judging.judge import UNREADABLE, judge, manners
from autograder.checks.judging.patterns import Pattern
from autograder.checks.probing.driving import Probe, returned
from autograder.checks.probing.watch import in_words
from autograder.checks.wire import Case, Data

Draw = Callable[[np.random.Generator], list[Case]]
Measure = Callable[[Case, Data], Data]

LIMIT = 10.0
"""Seconds that the probe of one case may take."""

WITHHELD = "withheld"
"""The part of a case that only the judge sees, such as the labels of held-out digits."""


def as_it_came(case: Case, reply: Data) -> Data:
    """No measure is needed: the reply holds values that can be compared with the reference's."""
    return reply


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
        Takes the objects and a case, returns data. It is a function of a module, so that it can be named to another
        process (`address`), and its module imports nothing that judges or that an answer could be taken from.
    worked : sequence of cases
        Small cases with numbers to follow by hand; shown before those that are drawn.
    patterns : sequence of patterns
        Mistakes that only make sense for this task, asked before the general ones.
    part : str
        What is judged, where that is not the whole of what is needed, such as "Affine.backward".
    measure : callable
        Takes a case and the probe's reply, returns what is judged: a pure function, which runs with the judge.
    dictionary : callable
        Takes what was measured of all cases, and what of the reference; asked when no pattern recognizes a mistake.
    """

    name: str
    points: float
    needs: tuple[str, ...]
    draw: Draw
    probe: Probe
    worked: Sequence[Case] = ()
    patterns: Sequence[Pattern] = ()
    part: str = ""
    measure: Measure = as_it_came
    dictionary: Callable[[Sequence[Data], Sequence[Data]], str] = lambda returned, expected: ""

    @property
    def address(self) -> str:
        """Where the probe is found, as "module:function"."""
        return f"{self.probe.__module__}:{self.probe.__qualname__}"

    @property
    def title(self) -> str:
        """What a student reads: the part, or the names of what is needed."""
        return self.part or " and ".join(filter(None, (", ".join(self.needs[:-1]), self.needs[-1])))

    def cases(self, seed: int) -> list[Case]:
        """All cases for a seed: the worked ones first."""
        return [*self.worked, *self.draw(np.random.default_rng(seed))]

    def asked(self, cases: Sequence[Case]) -> list[Case]:
        """The cases as the probe gets them: without what only the judge sees."""
        return [{part: value for part, value in case.items() if part != WITHHELD} for case in cases]

    def returned(self, objects: Sequence[Any], cases: Sequence[Case], seconds: float = LIMIT) -> list[Data]:
        """Probe all cases, within a time limit for each; after one that runs out of time the others are left."""
        return returned(self.probe, objects, self.asked(cases), seconds)

    def measured(self, cases: Sequence[Case], returned: Sequence[Data]) -> list[Data]:
        """What is judged of the replies to some cases; what cannot be measured becomes the `error` that came of it."""
        return [self._measured(case, came) for case, came in zip(cases, returned, strict=True)]

    @np.errstate(all="ignore")  # as for the judge
    def _measured(self, case: Case, came: Data) -> Data:
        if not isinstance(came, dict) or "error" in came:
            return came
        try:
            floating = {part: came[part] for part in ("floating",) if part in came}
            return {**floating, **self.measure(case, came)}
        except Exception as error:  # anything may come back
            return {"error": in_words(error)}

    def verdict(self, cases: Sequence[Case], returned: Sequence[Data], expected: Sequence[Data]) -> Verdict:
        """Measure and judge all replies; the findings of the first case that fails are enough to go on with.

        Parameters
        ----------
        cases : sequence of cases
        returned : sequence of replies
            As they came from the probe.
        expected : sequence of data
            What was measured of the reference.
        """
        measured = self.measured(cases, returned)
        for find in (partial(judge, patterns=self.patterns), manners):
            for case, came, wanted in zip(cases, measured, expected, strict=True):
                try:
                    findings = find(case, came, wanted)
                    if findings and not findings[0].likely:
                        findings[0] = replace(findings[0], likely=self.dictionary(measured, expected))
                except Exception:  # a reply that no probe of ours makes: there is no end to what it may look like
                    findings = [UNREADABLE]
                if findings:
                    return Verdict(self.title, self.points, tuple(findings), case["label"])
        return Verdict(self.title, self.points)
