"""The usual mistakes in a search, recognized from what came: each pattern says what a broken fact means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.search import measures, probes

# --- Parts and folds ---


def told_of_split(context: Context) -> str | None:
    """Facts about three parts."""
    given, got = context.case["arguments"], np.asarray(context.got)
    if context.name == measures.SIZES and got.shape == (3,):
        if sorted(got) == sorted(context.want):
            return "the parts come in another order: training, validation, test."
        if got.sum() != given["count"]:
            return "the parts do not add up to all samples."
    if context.name == measures.OFTEN and got.shape == np.shape(context.want):
        if got.max() > 1:
            return "some samples stand in more than one part: what is judged on them was already known."
        return "some samples stand in none of the parts."
    return told_of_chance(context)


def told_of_chance(context: Context) -> str | None:
    """Where an order comes from."""
    return {
        measures.AGAIN: "it does not come from `rng` alone: the same generator should give the same again.",
        measures.OTHER: "another generator gives the same: `rng` is not used, or a new one is made inside.",
        measures.DRAWN: "a part is a run of neighbours: data often lie sorted, so shuffle them before you cut.",
    }.get(context.name)


def told_of_choice(context: Context) -> str | None:
    """What chose, and what is reported."""
    if context.case["what"] != "choose":
        return None
    given = context.case["arguments"]
    by_validation, by_test = given["validation_scores"], given["test_scores"]
    if context.name == probes.CHOSEN:
        if context.equals(float(np.argmax(by_test))):
            return "the test scores have chosen. Then they are no test any more: only validation may choose."
        if context.equals(float(np.argmin(by_validation))):
            return "the worst was chosen: these are scores, and the larger is the better."
        return None
    if context.equals(float(np.max(by_validation))):
        return "this is the score by which it was chosen, and the winner's own luck is in it. Report an unseen one."
    if context.equals(float(np.max(by_test))):
        return "this is the best test score of all, not that of the network that was chosen."
    return None


def told_of_folds(context: Context) -> str | None:
    """Facts about folds."""
    got, k = np.asarray(context.got), context.case["arguments"].get("k", 0)
    if context.name == measures.VALIDATES:
        if got.max() > 1:
            return "folds overlap: a sample should validate in one fold only."
        return "some samples never validate: is a remainder left out where k does not divide the number of samples?"
    if context.name == measures.BOTH:
        return "a sample that validates a fold must not train in it: the score would be one of memory."
    if context.name == measures.TRAINS:
        return f"each sample should train in all folds but its own: in {k - 1} of {k}."
    if context.name == measures.LARGEST:
        return "the folds are of unequal size: spread the remainder, one sample each, over the first folds."
    if context.name == measures.FOLDS:
        return "one pair (train, validation) for each of the k folds is asked for."
    return told_of_chance(context)


def told_of_standardizing(context: Context) -> str | None:
    """From which samples mean and deviation come, and what is scored."""
    case = context.case
    if case["what"] != "cross_validate":
        return None
    x, parts = case["arguments"]["x"], [tuple(map(np.asarray, pair)) for pair in case["parts"]]
    if context.name == measures.FITS:
        return "a new model for each fold is asked for: one that has seen all samples cannot be judged by any of them."
    if context.name in (measures.SEEN, measures.SPREAD):
        center, width = x.mean(axis=0), x.std(axis=0)
        whole = (x - center) / width
        reduce = np.mean if context.name == measures.SEEN else np.std
        if context.equals(np.array([reduce(whole[train], axis=0) for train, _ in parts])):
            return "mean and deviation come from all samples, so the validation samples have had their say. They leak."
        if context.equals(np.array([reduce(x[train], axis=0) for train, _ in parts])):
            return "the features are not standardized."
        if context.name == measures.SPREAD and context.equals(
            np.array([np.sqrt(1 - 1 / len(train)) * np.ones(x.shape[1]) for train, _ in parts])
        ):
            return "the deviation divides by N - 1; `std(axis=0)` as it stands divides by N."
        return "standardize with mean and deviation of the training samples of this fold, feature by feature."
    if context.name == measures.ASKED:
        if context.equals(np.array([x[validation].mean(axis=0) for _, validation in parts])):
            return "the validation features go in as they are; the model has learned standardized ones."
        if np.allclose(np.asarray(context.got, dtype=float), 0, atol=1e-9):
            return (
                "the validation samples are standardized by themselves. New data take the numbers of the training data."
            )
        return "the validation features are not standardized with the same two numbers as the training features."
    if context.name == measures.HOW_MANY:
        return "one score for each fold is asked for, so that their spread can be seen."
    if context.name == measures.SCORES:
        if context.equals(1 - np.asarray(context.want)):
            return "this is the share of wrong answers; the share of right ones is asked for."
        if context.equals(np.asarray(context.want) * np.array([len(validation) for _, validation in parts])):
            return "right answers are counted; their share is asked for."
    return None


# --- Draws ---


def told_of_draws(context: Context) -> str | None:
    """Chance and shape."""
    if context.name == measures.SHAPE:
        return "`size` is the shape of the result."
    return told_of_chance(context)


# --- Random search ---


def _drawn(case: dict[str, Any], make: Callable[[int], np.random.Generator]) -> Array:
    made = len(case["made"])
    return np.array([np.round(make(n).uniform(0, 10), 6) for n in range(made, case["trials"])])


def told_of_search(context: Context) -> str | None:
    """Which generator draws, what is kept, and what is the best."""
    case, got = context.case, np.asarray(context.got, dtype=float)
    made, seed = len(case["made"]), case["seed"]
    if got.ndim:
        got = got[got != measures.NONE]
    if context.name == measures.CALLS:
        shared = np.random.default_rng(seed)
        wrong = {
            "one generator draws for all trials, so a search that goes on repeats or skips what a whole one draws. "
            "Give each trial its own.": _drawn(case, lambda _: shared),
            "the trials are numbered from 1; the first is number 0.": _drawn(
                case, lambda n: np.random.default_rng([seed, n + 1])
            ),
            "the new trials are numbered from 0 again and repeat the old ones; go on counting.": _drawn(
                case, lambda n: np.random.default_rng([seed, n - made])
            ),
            "every trial has the same generator, so all settings are the same.": _drawn(
                case, lambda _: np.random.default_rng(seed)
            ),
            "the generator is made of the sum of seed and number: the next seed would repeat these trials.": _drawn(
                case, lambda n: np.random.default_rng(seed + n)
            ),
        }
        for words, settings in wrong.items():
            if len(settings) and np.array_equal(got, settings):
                return words
        if len(got) == case["trials"] and made:
            return "`trials` counts all records, those of the earlier run too; only the missing ones are made."
        if len(got) > case["trials"] - made:
            return "`score` is called more often than there are new trials, and each call is a training."
        return None
    if context.name in (measures.KEPT, measures.KEPT_SCORES):
        if len(got) == made < case["trials"]:
            return "the new trials are not in the list that was handed over: append to it; a new list nobody sees."
        return "every trial is recorded once, behind the earlier ones, also one that failed."
    scores = [probes.landscape(setting, case["peak"], case["broken"]) for setting in _everything(case)]
    if context.name == measures.BEST_SCORE and np.ndim(context.got) == 0 and np.isnan(got):
        return "NaN was taken for the best: every comparison with it is false. Count it as minus infinity."
    picked = got if context.name == measures.BEST_SCORE else None
    if picked is None and got.shape == ():
        near = np.flatnonzero(np.isclose(_everything(case), got))
        picked = np.asarray(scores[int(near[0])]) if len(near) else None
    if picked is None:
        return None
    if np.isnan(picked) or np.isnan(scores[0]):
        return "a trial that failed was taken for the best: every comparison with NaN is false."
    if np.isclose(picked, np.nanmin(scores)):
        return "this is the record with the smallest score; large is good."
    if made and np.isclose(picked, np.nanmax(scores[made:])):
        return "only the new trials are compared; the best may stand among the old records."
    return None


def _everything(case: dict[str, Any]) -> Array:
    """All settings that should be in the records."""
    return np.array([*case["made"], *_drawn(case, lambda n: np.random.default_rng([case["seed"], n]))])


# --- Climbing ---

MOVES: dict[str, Callable[[float, float], bool]] = {
    "the mistake is still in it: a trial that failed becomes the best, and from then on every rate does.": (
        lambda value, top: not value <= top
    ),
    "a score that is only as large as the best one is no gain: the search goes back, and the steps shrink.": (
        lambda value, top: value >= top
    ),
    "NaN counts as 0 here, which is more than many a score: these may be negative.": (
        lambda value, top: float(np.nan_to_num(value)) > top
    ),
    "this search walks downhill: large scores are good.": lambda value, top: value < top,
}
"""When a search moves on, by the mistake."""


def told_of_climb(context: Context) -> str | None:
    """Which rule leads to these rates."""
    case, got = context.case, np.asarray(context.got, dtype=float)
    if context.name != measures.CLIMBED:
        if context.name == measures.STAYED_SCORE and got == -measures.LOW:
            return "NaN was taken for the best: every comparison with it is false."
        return None
    if (got != measures.LOW).sum() < case["trials"]:
        return "a training that failed does not end the search: `trials` counts it like the others."
    for words, moves in MOVES.items():
        if np.allclose(got[: case["trials"]], np.log2(_climbed(case, moves))):
            return words
    return "the rates differ from some trial on: a trial that failed gained nothing, so the steps shrink by a tenth."


def _climbed(case: dict[str, Any], moves: Callable[[float, float], bool]) -> Array:
    """The rates that a search tries which moves by another rule."""
    rng, rate = np.random.default_rng(case["draw"]), case["start"]
    place, top, width, tried = rate, probes.slope(rate, case["peak"], case["edge"]), 1.0, [rate]
    while len(tried) < case["trials"]:
        tried.append(place * 2.0 ** (width * rng.normal()))
        value = probes.slope(tried[-1], case["peak"], case["edge"])
        moved = moves(value, top)
        place, top, width = (tried[-1], value, 1.1 * width) if moved else (place, top, 0.9 * width)
    return np.array(tried)


# --- Successive halving ---


def told_of_halving(context: Context) -> str | None:
    """Who stays and for how long."""
    case, got = context.case, np.asarray(context.got, dtype=float)
    count, factor = len(case["curves"]), case["factor"]
    if context.name == measures.TRAINED:
        want = np.asarray(context.want)
        if count > 1 and got.max() == case["budget"]:
            return "the epochs stay as they are; each round has `factor` times those of the round before."
        if np.array_equal(got, factor * want):
            return "the budget grows before the first round, not behind it."
        if np.array_equal(np.sort(got), np.sort(want)):
            return "the right numbers of settings go on, but not the best ones: large scores are good."
        if (got != want).sum() == 1 and got.max() > want.max():
            return "the winner is trained once more: a round with one setting has nothing to decide."
        return "who is trained for how long does not agree: one in `factor` stays, rounded down, and at least one."
    if context.name == measures.ROUNDS:
        return "one list for each round and a last one with the winner; while more than one is left, go on."
    if context.name == measures.ALIVE:
        return "the lists hold who enters each round: all settings in the first, the winner alone in the last."
    if context.name == measures.COUNTED:
        return "`score` is called more often than needed, and each call is a training: once for each setting and round."
    return None
