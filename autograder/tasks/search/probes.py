"""Probes of the chapter `search` for data and trials: parts, folds, draws, records and rounds, as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import as_array, numbers, pair
from autograder.checks.wire import Case, Data

Generator = np.random.Generator

# --- Parts and folds ---

CHOSEN, REPORTED = "the chosen network", "the score to report"


def probe_split(objects: Sequence[Any], case: Case) -> Data:
    """Three parts, from one generator twice and from another one; or what `choose` says."""
    given = case["arguments"]
    if case["what"] == "choose":
        chosen, reported = pair(objects[1](given["validation_scores"], given["test_scores"]))
        inputs = {name: as_data(given[name]) for name in ("validation_scores", "test_scores")}
        return {"outputs": {CHOSEN: as_data(chosen), REPORTED: as_data(reported)}, "inputs": inputs}

    def parts(draw: int) -> list[Array]:
        return _numbers(objects[0](**given, rng=np.random.default_rng(draw)))

    draw = case["draw"]
    return {"came": {"first": parts(draw), "again": parts(draw), "other": parts(draw + 1)}}


def _numbers(parts: Any) -> list[Array]:
    """Parts as arrays of whole numbers; of something else an error that a student can read."""
    found = [np.asarray(part) for part in parts]
    if any(part.dtype.kind not in "iu" or part.ndim != 1 for part in found):
        kinds = ", ".join(f"{part.dtype} of shape {part.shape}" for part in found)
        raise TypeError(f"arrays of sample numbers are asked for, in one dimension each; these are {kinds}")
    return found


def probe_folds(objects: Sequence[Any], case: Case) -> Data:
    """Folds, from one generator twice and from another one; or what `cross_validate` hands to a model and returns."""
    given = case["arguments"]
    if case["what"] == "cross_validate":
        return _cross_validated(objects[1], case)

    def folds(draw: int) -> list[list[Array]]:
        return [_numbers(pair) for pair in objects[0](**given, rng=np.random.default_rng(draw))]

    draw = case["draw"]
    return {"came": {"first": folds(draw), "again": folds(draw), "other": folds(draw + 1)}}


def _cross_validated(cross_validate: Any, case: Case) -> Data:
    given = case["arguments"]
    trained: list[Array] = []
    asked: list[Array] = []

    def fit(x: Array, labels: Array) -> Callable[[Array], Array]:
        trained.append(np.array(x, dtype=float))
        classes = np.unique(labels)
        means = np.stack([x[labels == each].mean(axis=0) for each in classes])

        def model(new: Array) -> Array:
            asked.append(np.array(new, dtype=float))
            found: Array = classes[((new[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)]
            return found

        return model

    parts = [(np.array(train), np.array(validation)) for train, validation in case["parts"]]
    scores = cross_validate(given["x"], given["labels"], parts, fit)
    came = {"trained": trained, "asked": asked, "scores": numbers(scores)}
    return {"came": came, "inputs": {name: as_data(given[name]) for name in ("x", "labels")}}


# --- Draws ---


def probe_draws(objects: Sequence[Any], case: Case) -> Data:
    """Many numbers, from one generator twice and from another one."""
    given = case["arguments"]

    def draw(seed: int) -> Data:
        return as_array(objects[0](np.random.default_rng(seed), given["low"], given["high"], given["size"]))

    return {"came": {"first": draw(case["draw"]), "again": draw(case["draw"]), "other": draw(case["draw"] + 1)}}


# --- Random search ---


def probe_search(objects: Sequence[Any], case: Case) -> Data:
    """A search from the records of the case: what it scores, what it writes down, what it returns."""
    scored: list[float] = []

    def draw(rng: Generator) -> float:
        return float(np.round(rng.uniform(0, 10), 6))

    def score(setting: float) -> float:
        scored.append(setting)
        return landscape(setting, case["peak"], case["broken"])

    records = [(setting, landscape(setting, case["peak"], case["broken"])) for setting in case["made"]]
    setting, best = pair(objects[0](draw, score, case["trials"], case["seed"], records))
    kept = np.array([[float(setting), float(value)] for setting, value in records]).reshape(-1, 2)
    scores = np.asarray(scored, dtype=float)
    return {"came": {"scored": scores, "kept": kept, "setting": as_data(setting), "best": as_data(best)}}


def landscape(setting: float, peak: float, broken: float) -> float:
    """A hill, and NaN from some value on, as above the largest rate at which a network survives."""
    return float("nan") if setting > broken else float(np.exp(-((setting - peak) ** 2) / 20))


# --- Climbing ---


def probe_climb(objects: Sequence[Any], case: Case) -> Data:
    """A climb on the hill of the case: the rates that it tries, and what it returns."""
    tried: list[float] = []

    def score(rate: float) -> float:
        tried.append(float(rate))
        return slope(rate, case["peak"], case["edge"])

    rate, best = pair(objects[0](score, case["start"], case["trials"], np.random.default_rng(case["draw"])))
    return {"came": {"tried": np.array(tried), "setting": as_data(rate), "best": as_data(best)}}


def slope(rate: float, peak: float, edge: float) -> float:
    """A hill with steps, highest at its peak, that breaks off at an edge: from there on training fails."""
    return float("nan") if rate > edge else float(-np.round(2 * abs(np.log2(rate / peak))))


# --- Successive halving ---


def probe_halving(objects: Sequence[Any], case: Case) -> Data:
    """Who enters each round, and what was trained for how long."""
    curves, calls = np.asarray(case["curves"]), []

    def score(setting: int, budget: int) -> float:
        calls.append([int(setting), int(budget)])
        start, end, speed = curves[int(setting)]
        return float(end + (start - end) * np.exp(-speed * budget))

    rounds = objects[0](list(range(len(curves))), score, case["budget"], case["factor"])
    return {"came": {"calls": calls, "rounds": [[int(setting) for setting in alive] for alive in rounds]}}
