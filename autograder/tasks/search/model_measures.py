"""What is measured of a search with a model, where the judge is: the rows that were tried, to a common length."""

from __future__ import annotations

import numpy as np

from autograder.checks.wire import Case, Data
from autograder.tasks.search.measures import padded

TRIED, SCORES, SCORED = "the rows that are tried", "their scores", "the rows that are scored"


def loop(case: Case, reply: Data) -> Data:
    """Which rows a search tried, in order, and what it scored on the way."""
    came, size = reply["came"], case["trials"] + 2
    rows, scores = (padded(came[part], size) if np.ndim(came[part]) == 1 else came[part] for part in ("rows", "scores"))
    outputs = {TRIED: rows, SCORES: scores, SCORED: padded(came["scored"], size)}
    return {"outputs": outputs, "inputs": reply["inputs"]}
