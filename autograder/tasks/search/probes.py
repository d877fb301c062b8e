"""Probes of the chapter `search` for data and trials: parts, folds, draws, records and rounds. They return facts.

Where chance decides, the facts do not depend on the order: how often each sample comes, whether the same generator
gives the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import numbers, pair
from autograder.checks.wire import Case, Data

Generator = np.random.Generator
MANY = 30
"""From so many samples on, an order that chance has drawn can be told from one that it has not."""

# --- Parts and folds ---

SIZES, OFTEN = "the sizes of the parts", "how often each sample comes"
AGAIN, OTHER = "the same generator gives the same again", "another generator gives something else"
DRAWN = "the samples are shuffled"
CHOSEN, REPORTED = "the chosen network", "the score to report"


def probe_split(objects: Sequence[Any], case: Case) -> Data:
    """Facts about three parts, or what `choose` says."""
    given = case["arguments"]
    if case["what"] == "choose":
        chosen, reported = pair(objects[1](given["validation_scores"], given["test_scores"]))
        inputs = {name: as_data(given[name]) for name in ("validation_scores", "test_scores")}
        return {"outputs": {CHOSEN: as_data(chosen), REPORTED: as_data(reported)}, "inputs": inputs}

    def parts(draw: int) -> list[Array]:
        return _numbers(objects[0](**given, rng=np.random.default_rng(draw)))

    first = parts(case["draw"])
    outputs: Data = {
        SIZES: np.array([float(len(part)) for part in first]),
        OFTEN: _often(np.concatenate(first), given["count"]),
        AGAIN: bool(_same(first, parts(case["draw"]))),
    }
    if given["count"] >= MANY:
        outputs[OTHER] = bool(not _same(first, parts(case["draw"] + 1)))
        outputs[DRAWN] = bool(not any(np.ptp(part) == len(part) - 1 for part in first))
    return {"outputs": outputs}


def _numbers(parts: Any) -> list[Array]:
    """Parts as arrays of whole numbers; of something else an error that a student can read."""
    found = [np.asarray(part) for part in parts]
    if any(part.dtype.kind not in "iu" or part.ndim != 1 for part in found):
        kinds = ", ".join(f"{part.dtype} of shape {part.shape}" for part in found)
        raise TypeError(f"arrays of sample numbers are asked for, in one dimension each; these are {kinds}")
    return found


def _often(drawn: Array, count: int) -> Array:
    """How often each of the numbers 0 to count - 1 stands among some."""
    return np.array([float((drawn == each).sum()) for each in range(count)])


def _same(some: Sequence[Array], others: Sequence[Array]) -> bool:
    return len(some) == len(others) and all(map(np.array_equal, some, others))


FOLDS, VALIDATES = "the number of folds", "how often each sample validates"
TRAINS, BOTH = "how often each sample trains", "samples that train and validate in one fold"
LARGEST = "the largest fold minus the smallest"
FITS, SCORES, HOW_MANY = "how often fit is called", "the scores", "the number of scores"
SEEN = "the training features that fit gets: their mean in each fold"
SPREAD = "the training features that fit gets: their standard deviation in each fold"
ASKED = "the validation features that the model gets: their mean in each fold"


def probe_folds(objects: Sequence[Any], case: Case) -> Data:
    """Facts about folds, or what `cross_validate` hands to a model and makes of its answers."""
    given = case["arguments"]
    if case["what"] == "cross_validate":
        return _cross_validated(objects[1], case)

    def folds(draw: int) -> list[list[Array]]:
        return [_numbers(pair) for pair in objects[0](**given, rng=np.random.default_rng(draw))]

    first, count = folds(case["draw"]), given["count"]
    every = [part for pair in first for part in pair]
    sizes = [len(validation) for _, validation in first]
    outputs: Data = {
        FOLDS: len(first),
        VALIDATES: _often(np.concatenate([validation for _, validation in first]), count),
        BOTH: sum(len(np.intersect1d(train, validation)) for train, validation in first),
        TRAINS: _often(np.concatenate([train for train, _ in first]), count),
        LARGEST: max(sizes) - min(sizes),
        AGAIN: bool(_same(every, [part for pair in folds(case["draw"]) for part in pair])),
    }
    if count >= MANY:
        outputs[OTHER] = bool(not _same(every, [part for pair in folds(case["draw"] + 1) for part in pair]))
        outputs[DRAWN] = bool(not all(np.ptp(validation) == len(validation) - 1 for _, validation in first))
    return {"outputs": outputs}


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
    outputs: Data = {FITS: len(trained)}
    if trained and asked:
        outputs[SEEN] = np.round([x.mean(axis=0) for x in trained], 9)
        outputs[SPREAD] = np.round([x.std(axis=0) for x in trained], 9)
        outputs[ASKED] = np.array([x.mean(axis=0) for x in asked])
    outputs[HOW_MANY] = int(np.size(scores))
    if np.size(scores) == len(parts):
        outputs[SCORES] = numbers(scores)
    return {"outputs": outputs, "inputs": {name: as_data(given[name]) for name in ("x", "labels")}}


# --- Draws ---

NUMBERS, SHAPE = "the numbers", "the shape"


def probe_draws(objects: Sequence[Any], case: Case) -> Data:
    """Many numbers, for a judgement of their distribution."""
    given = case["arguments"]

    def draw(seed: int) -> Any:
        return objects[0](np.random.default_rng(seed), given["low"], given["high"], given["size"])

    first, second = draw(case["draw"]), draw(case["draw"])
    outputs: Data = {SHAPE: np.array(np.shape(first), dtype=float), AGAIN: bool(np.array_equal(first, second))}
    if np.shape(first) != case["shape"]:
        return {"outputs": outputs}
    outputs[OTHER] = bool(not np.array_equal(first, draw(case["draw"] + 1)))
    return {"outputs": outputs, "samples": {NUMBERS: as_data(np.asarray(first))}}


# --- Random search ---

CALLS = "the settings that are scored"
KEPT, KEPT_SCORES = "the settings in the records", "the scores in the records"
BEST, BEST_SCORE = "the best setting", "the best score"
FAILED = -1.0
"""What stands for NaN, which equals nothing."""
NONE = -2.0
"""What stands behind the end of a list, so that lists of different lengths can be compared entry by entry."""


def padded(values: Any, size: int) -> Array:
    """The values, and behind them as many `NONE` as it takes."""
    found = np.full(size, NONE)
    given = np.asarray(values, dtype=float).ravel()[:size]
    found[: len(given)] = given
    return found


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
    size = case["trials"] + 2
    kept = np.array([[float(setting), float(value)] for setting, value in records]).reshape(-1, 2)
    return {
        "outputs": {
            CALLS: padded(scored, size),
            KEPT: padded(kept[:, 0], size),
            KEPT_SCORES: padded(np.nan_to_num(kept[:, 1], nan=FAILED), size),
            BEST: as_data(setting),
            BEST_SCORE: as_data(best),
        }
    }


def landscape(setting: float, peak: float, broken: float) -> float:
    """A hill, and NaN from some value on, as above the largest rate at which a network survives."""
    return float("nan") if setting > broken else float(np.exp(-((setting - peak) ** 2) / 20))


# --- Successive halving ---

ROUNDS, ALIVE = "the number of lists", "the settings in each round"
TRAINED, COUNTED = "the epochs for which each setting is trained", "how often a setting is trained"


def probe_halving(objects: Sequence[Any], case: Case) -> Data:
    """Who enters each round, and what was trained for how long. The order within a round does not matter."""
    curves, calls = np.asarray(case["curves"]), []

    def score(setting: int, budget: int) -> float:
        calls.append((int(setting), int(budget)))
        start, end, speed = curves[int(setting)]
        return float(end + (start - end) * np.exp(-speed * budget))

    rounds = objects[0](list(range(len(curves))), score, case["budget"], case["factor"])
    table = np.zeros((len(curves) + 1, len(curves)))
    for row, alive in zip(table, rounds, strict=False):
        row[[int(setting) for setting in alive]] = 1.0
    longest = [max((budget for setting, budget in calls if setting == each), default=0) for each in range(len(curves))]
    return {
        "outputs": {
            TRAINED: np.array(longest, dtype=float),
            ROUNDS: len(rounds),
            ALIVE: table,
            COUNTED: np.array([float(sum(setting == each for setting, _ in calls)) for each in range(len(curves))]),
        }
    }
