"""How hard each task was for a class, and how well it tells those who know much from those who know little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.grading.ledger import Entry

FEWEST = 10
"""Students below whom a correlation says nothing."""


@dataclass(frozen=True)
class Hardness:
    """One task in the eyes of a class.

    Attributes
    ----------
    title : str
    passed : float
        Share of the students with full points: its difficulty in the sense of test theory (higher is easier).
    discrimination : float or None
        Correlation of the task's points with those for all the others, over the students (item-rest correlation;
        Lord and Novick, Statistical Theories of Mental Test Scores, 1968, section 15.3). None where it has no meaning:
        for few students, and where all have the same.
    """

    title: str
    passed: float
    discrimination: float | None


def hardness(entries: Sequence[Entry], titles: Mapping[str, str]) -> list[Hardness]:
    """Judge the tasks with these titles by what a class has."""
    totals = np.array([sum(entry.scores.values()) for entry in entries])
    found = []
    for name, title in titles.items():
        scores = np.array([entry.scores.get(name, 0.0) for entry in entries])
        full = np.array([entry.points.get(name, 0.0) for entry in entries])
        found.append(Hardness(title, float((scores >= full).mean()), _correlation(scores, totals - scores)))
    return found


def _correlation(scores: np.ndarray, rest: np.ndarray) -> float | None:
    if len(scores) < FEWEST or scores.std() == 0 or rest.std() == 0:
        return None
    return float(np.corrcoef(scores, rest)[0, 1])
