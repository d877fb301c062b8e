"""Probes of the chapter `search` for the model behind a search: the Gaussian process, its gain, and the loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import loop_line, pair
from autograder.checks.wire import Case, Data

# --- Gaussian process ---

KERNEL, MEAN, DEVIATION, EVIDENCE = "rbf(a, b)", "the mean", "the standard deviation", "the log evidence"


def probe_process(objects: Sequence[Any], case: Case) -> Data:
    """The kernel, the posterior or the evidence: whatever the case asks for."""
    given = case["arguments"]
    loops = {}
    if case["what"] == "rbf":
        outputs = {KERNEL: as_data(objects[0](**given))}
        loops = {"loops": {"rbf": loop_line(objects[0], given, "b", "a")}}
    elif case["what"] == "posterior":
        mean, deviation = pair(objects[1](**given))
        outputs = {MEAN: as_data(mean), DEVIATION: as_data(deviation)}
    else:
        outputs = {EVIDENCE: as_data(objects[2](**given))}
    inputs = {name: as_data(value) for name, value in given.items() if isinstance(value, np.ndarray)}
    return {"outputs": outputs, "inputs": inputs, **loops}


# --- Expected improvement ---

GAIN = "the expected improvement"


def probe_improvement(objects: Sequence[Any], case: Case) -> Data:
    """Expected improvement at several places, and whether they are gone through one by one."""
    given = case["arguments"]
    outputs = {GAIN: as_data(objects[0](**given))}
    inputs = {name: as_data(given[name]) for name in ("mean", "deviation")}
    line = loop_line(objects[0], given, "mean", "deviation")
    return {"outputs": outputs, "inputs": inputs, "loops": {"expected_improvement": line}}


# --- The loop ---


def hill(place: Array, top: Sequence[float], height: float) -> float:
    """A smooth hill, or with the height 0 a plain."""
    return float(height * np.exp(-4 * ((place - np.asarray(top)) ** 2).sum()) + 0.5)


def probe_loop(objects: Sequence[Any], case: Case) -> Data:
    """Which rows a search tries, in order, and what it scores on the way."""
    given = case["arguments"]
    scored: list[float] = []

    def score(place: Array) -> float:
        row = int(np.argmin(((given["candidates"] - place) ** 2).sum(axis=1)))
        scored.append(float(row))
        return hill(np.asarray(place), case["top"], case["height"])

    options = {"length_scales": case["length_scales"], "noise": case["noise"]}
    found = objects[0](score, given["candidates"], list(case["first"]), case["trials"], **options)
    rows, scores = (np.asarray(part, dtype=float) if np.ndim(part) == 1 else as_data(part) for part in pair(found))
    came = {"rows": rows, "scores": scores, "scored": np.asarray(scored)}
    return {"came": came, "inputs": {"candidates": as_data(given["candidates"])}}
