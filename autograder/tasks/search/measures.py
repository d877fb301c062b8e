"""What is measured of the chapter `search`, where the judge is: facts about parts, folds, draws, records and rounds.

Where chance decides, the facts do not depend on the order: how often each sample comes, whether the same generator
gives the same again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data

MANY = 30
"""From so many samples on, an order that chance has drawn can be told from one that it has not."""

# --- Parts and folds ---

SIZES, OFTEN = "the sizes of the parts", "how often each sample comes"
AGAIN, OTHER = "the same generator gives the same again", "another generator gives something else"
DRAWN = "the samples are shuffled"


def split(case: Case, reply: Data) -> Data:
    """Facts about three parts; what `choose` says is a value already."""
    if case["what"] == "choose":
        return reply
    given, (first, again, other) = case["arguments"], (reply["came"][name] for name in ("first", "again", "other"))
    outputs: Data = {
        SIZES: np.array([float(len(part)) for part in first]),
        OFTEN: _often(np.concatenate(first), given["count"]),
        AGAIN: bool(_same(first, again)),
    }
    if given["count"] >= MANY:
        outputs[OTHER] = bool(not _same(first, other))
        outputs[DRAWN] = bool(not any(np.ptp(part) == len(part) - 1 for part in first))
    return {"outputs": outputs}


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


def folds(case: Case, reply: Data) -> Data:
    """Facts about folds, or about what `cross_validate` hands to a model and makes of its answers."""
    if case["what"] == "cross_validate":
        return _cross_validated(case, reply)
    first, again, other = (reply["came"][name] for name in ("first", "again", "other"))
    count, every = case["arguments"]["count"], [part for pair in first for part in pair]
    sizes = [len(validation) for _, validation in first]
    outputs: Data = {
        FOLDS: len(first),
        VALIDATES: _often(np.concatenate([validation for _, validation in first]), count),
        BOTH: sum(len(np.intersect1d(train, validation)) for train, validation in first),
        TRAINS: _often(np.concatenate([train for train, _ in first]), count),
        LARGEST: max(sizes) - min(sizes),
        AGAIN: bool(_same(every, [part for pair in again for part in pair])),
    }
    if count >= MANY:
        outputs[OTHER] = bool(not _same(every, [part for pair in other for part in pair]))
        outputs[DRAWN] = bool(not all(np.ptp(validation) == len(validation) - 1 for _, validation in first))
    return {"outputs": outputs}


def _cross_validated(case: Case, reply: Data) -> Data:
    trained, asked, scores = (reply["came"][name] for name in ("trained", "asked", "scores"))
    outputs: Data = {FITS: len(trained)}
    if trained and asked:
        outputs[SEEN] = np.round([x.mean(axis=0) for x in trained], 9)
        outputs[SPREAD] = np.round([x.std(axis=0) for x in trained], 9)
        outputs[ASKED] = np.array([x.mean(axis=0) for x in asked])
    outputs[HOW_MANY] = int(np.size(scores))
    if np.size(scores) == len(case["parts"]):
        outputs[SCORES] = scores
    return {"outputs": outputs, "inputs": reply["inputs"]}


# --- Draws ---

NUMBERS, SHAPE = "the numbers", "the shape"


def draws(case: Case, reply: Data) -> Data:
    """Many numbers, for a judgement of their distribution."""
    first, again, other = (reply["came"][name] for name in ("first", "again", "other"))
    outputs: Data = {SHAPE: np.array(np.shape(first), dtype=float), AGAIN: bool(np.array_equal(first, again))}
    if np.shape(first) != tuple(case["shape"]):
        return {"outputs": outputs}
    outputs[OTHER] = bool(not np.array_equal(first, other))
    return {"outputs": outputs, "samples": {NUMBERS: first}}


# --- Random search ---

CALLS = "the settings that are scored"
KEPT, KEPT_SCORES = "the settings in the records", "the scores in the records"
BEST, BEST_SCORE = "the best setting", "the best score"
FAILED = -1.0
"""What stands for NaN, which equals nothing."""
NONE = -2.0
"""What stands behind the end of a list, so that lists of different lengths can be compared entry by entry."""


LOW = -1e6
"""What stands behind the end of a list of numbers that may be negative, and with the other sign for NaN."""


def padded(values: Any, size: int, end: float = NONE) -> Array:
    """The values, and behind them as many times what stands for the end as it takes."""
    found = np.full(size, end)
    given = np.asarray(values, dtype=float).ravel()[:size]
    found[: len(given)] = given
    return found


def search(case: Case, reply: Data) -> Data:
    """What a search scores, what it writes down, what it returns."""
    came, size = reply["came"], case["trials"] + 2
    return {
        "outputs": {
            CALLS: padded(came["scored"], size),
            KEPT: padded(came["kept"][:, 0], size),
            KEPT_SCORES: padded(np.nan_to_num(came["kept"][:, 1], nan=FAILED), size),
            BEST: came["setting"],
            BEST_SCORE: came["best"],
        }
    }


# --- Climbing ---

CLIMBED, STAYED, STAYED_SCORE = "the rates that are tried", "the best rate", "its score"


def climb(case: Case, reply: Data) -> Data:
    """The rates that a climb tries, as logarithms, and what it returns; a score of NaN is beside all that can come."""
    came = reply["came"]
    with np.errstate(all="ignore"):
        tried = np.log2(np.asarray(came["tried"], dtype=float))
    return {
        "outputs": {
            CLIMBED: padded(tried, case["trials"] + 2, LOW),
            STAYED: came["setting"],
            STAYED_SCORE: np.nan_to_num(came["best"], nan=-LOW),
        }
    }


# --- Successive halving ---

ROUNDS, ALIVE = "the number of lists", "the settings in each round"
TRAINED, COUNTED = "the epochs for which each setting is trained", "how often a setting is trained"


def halving(case: Case, reply: Data) -> Data:
    """Who enters each round, and what was trained for how long. The order within a round does not matter."""
    count, calls, rounds = len(case["curves"]), reply["came"]["calls"], reply["came"]["rounds"]
    table = np.zeros((count + 1, count))
    for row, alive in zip(table, rounds, strict=False):
        row[alive] = 1.0
    longest = [max((budget for setting, budget in calls if setting == each), default=0) for each in range(count)]
    return {
        "outputs": {
            TRAINED: np.array(longest, dtype=float),
            ROUNDS: len(rounds),
            ALIVE: table,
            COUNTED: np.array([float(sum(setting == each for setting, _ in calls)) for each in range(count)]),
        }
    }
