"""The cases of the chapter `search`: small ones with numbers to follow by hand, and drawn ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.search import measures

Generator = np.random.Generator

# --- Parts and folds ---


def split_case(words: str, count: int, validation: int, test: int, draw: int) -> Case:
    """Samples to divide."""
    return {
        "label": f"split: {words}{count} samples, {validation} to validate, {test} to test",
        "what": "split",
        "arguments": {"count": count, "validation": validation, "test": test},
        "draw": draw,
    }


def choose_case(words: str, validation_scores: Array, test_scores: Array) -> Case:
    """Scores of several networks on both sets."""
    return {
        "label": f"choose: {words}",
        "what": "choose",
        "arguments": {"validation_scores": validation_scores, "test_scores": test_scores},
    }


SPLIT_BY_HAND = [
    split_case("by hand: ", 10, 2, 3, 1),
    choose_case(
        "validation_scores = [0.90, 0.95, 0.92], test_scores = [0.93, 0.91, 0.96]",
        np.array([0.90, 0.95, 0.92]),
        np.array([0.93, 0.91, 0.96]),
    ),
]


def draw_split(rng: Generator) -> list[Case]:
    """Other sizes, among them a part that is empty; scores in which no two rules choose alike."""
    count = int(rng.integers(40, 60))
    validation = rng.permutation(np.arange(50, 70))[:9] / 100
    order = np.argsort(validation)
    test = np.empty(9)
    test[order] = np.roll(
        np.linspace(0.5, 0.66, 9), 2
    )  # best by validation, by test, and worst by either: four networks
    return [
        split_case("", count, 8, 12, int(rng.integers(1000))),
        split_case("", count, 12, 8, int(rng.integers(1000))),
        split_case("", 9, 0, 4, int(rng.integers(1000))),
        choose_case("9 networks whose order on both sets is not the same", validation, test),
    ]


def folds_case(words: str, count: int, k: int, draw: int) -> Case:
    """Samples to cut into folds."""
    return {
        "label": f"folds: {words}{count} samples, k = {k}",
        "what": "folds",
        "arguments": {"count": count, "k": k},
        "draw": draw,
    }


def validated_case(words: str, x: Array, labels: Array, parts: Any) -> Case:
    """Samples, and folds that are given."""
    return {
        "label": f"cross_validate: {words}",
        "what": "cross_validate",
        "arguments": {"x": x, "labels": labels},
        "parts": [[np.array(part) for part in pair] for pair in parts],
    }


FOLDS_BY_HAND = [
    folds_case("by hand: ", 7, 3, 1),
    validated_case(
        "by hand: x = [[0], [2], [10], [20]], labels [0, 0, 1, 1]; 0 and 2 train, 1 and 3 validate, then the other way",
        np.array([[0.0], [2.0], [10.0], [20.0]]),
        np.array([0, 0, 1, 1]),
        [([0, 2], [1, 3]), ([1, 3], [0, 2])],
    ),
]


def draw_folds(rng: Generator) -> list[Case]:
    """Numbers of samples that k divides and does not; features on very different scales."""
    cases = [
        folds_case("", count, k, int(rng.integers(1000)))
        for count, k in ((40, 4), (int(rng.integers(44, 49)), 5), (6, 6))
    ]
    labels = np.tile([0, 1, 1], 7)
    x = rng.normal(size=(21, 3)) * np.array([1.0, 100.0, 0.01]) + np.array([5.0, 0.0, 1.0])
    x[:, 0] += 1.5 * labels
    order = rng.permutation(21)
    validations = [order[:6], order[6:13], order[13:]]
    parts = [(np.setdiff1d(order, validation), validation) for validation in validations]
    return [*cases, validated_case("21 samples, 3 features on different scales, 3 folds", x, labels, parts)]


# --- Draws ---


def draws_case(low: float, high: float, size: int | tuple[int, ...], draw: int) -> Case:
    """Numbers between two ends; with what the usual mistakes would give."""
    natural = {"kind": "log-uniform", "low": 10.0 ** np.log(low), "high": 10.0 ** np.log(high)}
    tenths = {"kind": "log-uniform", "low": float(np.exp(np.log10(low))), "high": float(np.exp(np.log10(high)))}
    others = {
        "the numbers are uniform themselves; their logarithms should be.": {
            "kind": "uniform",
            "low": low,
            "high": high,
        },
        "these are the logarithms: the way back to the numbers is missing.": {
            "kind": "uniform",
            "low": float(np.log(low)),
            "high": float(np.log(high)),
        },
        "these are logarithms to the base 10: the way back to the numbers is missing.": {
            "kind": "uniform",
            "low": float(np.log10(low)),
            "high": float(np.log10(high)),
        },
        "natural logarithms go in and a power of 10 comes out.": natural,
        "logarithms to the base 10 go in and a power of e comes out.": tenths,
    }
    return {
        "label": f"low = {low:g}, high = {high:g}, size = {size}",
        "arguments": {"low": low, "high": high, "size": size},
        "shape": (size,) if isinstance(size, int) else size,
        "draw": draw,
        "samples": {measures.NUMBERS: {"kind": "log-uniform", "low": low, "high": high, "others": others}},
    }


def draw_draws(rng: Generator) -> list[Case]:
    """A wide range and a narrow one that does not contain 1, and an array of two dimensions."""
    low = round(float(rng.uniform(2, 4)), 2)
    return [
        draws_case(1e-4, 10.0, 4000, int(rng.integers(1000))),
        draws_case(low, 50.0, (int(rng.integers(70, 90)), int(rng.integers(45, 55))), int(rng.integers(1000))),
    ]


# --- Random search ---


def search_case(words: str, trials: int, seed: int, made: int = 0, broken: float = 8.0, peak: float = 6.0) -> Case:
    """A search with a hill, of which some trials may be made already."""
    drawn = [float(np.round(np.random.default_rng([seed, n]).uniform(0, 10), 6)) for n in range(made)]
    return {
        "label": f"{words}, trials = {trials}, seed = {seed}; settings above {broken:g} give NaN",
        "arguments": {},
        "trials": trials,
        "seed": seed,
        "made": drawn,
        "peak": peak,
        "broken": broken,
        "sequences": [measures.CALLS, measures.KEPT, measures.KEPT_SCORES],
    }


SEARCH_BY_HAND = [
    search_case("no records", 3, 1, broken=10.0),
    search_case("2 records of an earlier run", 4, 1, made=2, broken=10.0),
]


def draw_search(rng: Generator) -> list[Case]:
    """From nothing, from records, with no trial left to make, and with NaN first."""
    seeds = [int(seed) for seed in rng.permutation(1000)]
    first_fails = next(seed for seed in seeds if _fails_at_first(seed, 7, 6.0))
    return [
        search_case("no records", 8, seeds[0]),
        search_case("5 records of an earlier run", 9, seeds[1], made=5),
        search_case("all records made in an earlier run", 6, seeds[2], made=6, broken=10.0),
        search_case("the first trial fails", 7, first_fails, broken=6.0, peak=3.0),
    ]


def _fails_at_first(seed: int, trials: int, broken: float) -> bool:
    """Whether the first trial of a search fails, and not all do: then there is no best one."""
    drawn = [np.random.default_rng([seed, trial]).uniform(0, 10) for trial in range(trials)]
    return drawn[0] > broken >= min(drawn)


# --- Climbing ---


def climb_case(words: str, peak: float, edge: float, draw: int) -> Case:
    """A hill to climb, whose right side may break off."""
    return {
        "label": f"{words}: start = 0.01, trials = 30, the hill is highest at {peak:g}",
        "arguments": {},
        "start": 0.01,
        "trials": 30,
        "peak": peak,
        "edge": edge,
        "draw": draw,
        "sequences": [measures.CLIMBED],
    }


def draw_climb(rng: Generator) -> list[Case]:
    """A hill without an edge, one whose edge lies beside its peak, and one on which the search begins beside it."""
    peak = round(float(rng.uniform(0.05, 0.2)), 3)
    draws = [int(draw) for draw in rng.integers(1000, size=3)]
    return [
        climb_case("no training fails", peak, np.inf, draws[0]),
        climb_case(f"above {1.25 * peak:.4g} training fails", peak, 1.25 * peak, draws[1]),
        climb_case("above 0.011 training fails", 0.002, 0.011, draws[2]),
    ]


# --- Successive halving ---


def halving_case(words: str, curves: Array, budget: int, factor: int) -> Case:
    """Learning curves: each setting's score at the start, at the end, and how fast it gets there."""
    return {
        "label": f"{words}{len(curves)} settings, budget = {budget}, factor = {factor}",
        "arguments": {},
        "curves": curves,
        "budget": budget,
        "factor": factor,
    }


HALVING_BY_HAND = [
    halving_case(
        "by hand: setting s has the score (s + 1)/8 after any budget; ",
        np.column_stack([np.arange(1, 9) / 8, np.arange(1, 9) / 8, np.ones(8)]),
        1,
        2,
    )
]


def draw_halving(rng: Generator) -> list[Case]:
    """Curves that cross, numbers that the factor does not divide, and a single setting."""

    def curves(count: int) -> Array:
        return np.column_stack([np.full(count, 0.1), rng.uniform(0.3, 0.9, count), rng.uniform(0.02, 1.5, count)])

    return [
        halving_case("", curves(16), 1, 2),
        halving_case("", curves(11), 2, 2),
        halving_case("", curves(13), 1, 3),
        halving_case("", curves(7), 1, 3),
        halving_case("", curves(1), 1, 2),
    ]
