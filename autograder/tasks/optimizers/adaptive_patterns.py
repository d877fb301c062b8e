"""Mistakes in the rules that divide by a root: AdaGrad, RMSProp, Adam and AdamW."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks.judging.patterns import Pattern
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.optimizers.steps import (
    CLOSE,
    alike,
    factors_of,
    first_steps,
    gradients_of,
    option,
    parameter_of,
    steps_of,
    told,
)

# --- The root ---


def zero_by_zero(context: Context) -> str | None:
    """An entry whose gradients were all 0."""
    got = np.asarray(context.got, dtype=float)[1:]
    dead = np.cumsum(np.abs(gradients_of(context)), axis=0) == 0
    if np.isnan(got[dead]).any() and np.isfinite(got[~dead]).all():
        return "an entry whose gradient was 0 so far has become 0/0; that is what epsilon is for."
    return None


def root(context: Context) -> str | None:
    """The first step tells what it was divided by."""
    got, want = first_steps(context)
    epsilon, slope = option(context, "epsilon"), gradients_of(context)[0]
    some = (slope != 0) & (want != 0)
    if not some.any() or not np.isfinite(got).all():
        return None
    push = option(context, "learning_rate") * slope[some]
    wanted = push / want[some] - epsilon
    if alike(got[some] * push, want[some] ** 2) and not alike(push, want[some]):
        return "divided by the squares themselves: the root is missing."
    if epsilon < CLOSE:
        return None
    mistakes = {
        "epsilon stands inside the root; here it is added to the root.": push / np.sqrt(wanted**2 + epsilon),
        "epsilon is not there, or another number than the constructor was given.": push / wanted,
    }
    if "beta2" in context.case["options"]:
        words = "epsilon is added before the bias is corrected; here it is added to the root of the corrected average."
        mistakes[words] = push / (wanted + epsilon / np.sqrt(1 - option(context, "beta2")))
    return told(got[some], mistakes)


def forgets(context: Context) -> str | None:
    """Every step is as long as the learning rate."""
    got, _ = steps_of(context)
    moved = gradients_of(context) != 0
    if len(got) > 1 and alike(np.abs(got[moved]), option(context, "learning_rate")):
        return "every step is as long as the learning rate: only the newest square counts, and the sum is lost."
    return None


def weights_of_average(context: Context) -> str | None:
    """The first step tells how a new square was weighed."""
    got, want = first_steps(context)
    rho = option(context, "rho")
    return told(
        got,
        {
            "a new square comes in with its full weight, not with 1 - rho: that is a sum, or no average.": (
                want * np.sqrt(1 - rho)
            ),
            "rho and 1 - rho are swapped.": want * np.sqrt((1 - rho) / rho),
        },
    )


# --- Adam ---


def _corrections(context: Context, count: Array) -> tuple[Array, Array]:
    """The factors by which the two corrections change a step, for the counts of updates in the array."""
    return 1 / (1 - option(context, "beta1") ** count), np.sqrt(1 - option(context, "beta2") ** count)


def counter(context: Context) -> str | None:
    """A counter that starts at 0 or at 2, or that advances once for each parameter."""
    if not np.isfinite(np.asarray(context.got, dtype=float)[1]).all():
        return "the counter is 0 at the first step, so that 1 - beta**0 = 0 is what everything is divided by."
    factors = factors_of(context)
    if factors is None:
        return None
    names = list(context.case["params"])
    count = np.arange(1, len(factors) + 1)

    def by(counted: Array) -> Array:
        return np.asarray(np.prod(_corrections(context, counted), axis=0))

    mistakes = {"the counter is one ahead: 1 belongs to the first update.": by(count + 1)}
    if len(names) > 1:
        advanced = len(names) * (count - 1) + names.index(parameter_of(context)) + 1
        mistakes["the counter advances once for each parameter; it counts updates."] = by(advanced)
    return told(factors * by(count), mistakes)


def correction(context: Context) -> str | None:
    """One correction of the bias or both are missing."""
    factors = factors_of(context)
    if factors is None:
        return None
    first, second = _corrections(context, np.arange(1, len(factors) + 1))
    missing = {
        "no correction of the bias: the averages start at 0, and the first ones are too small.": first * second,
        "the average of the gradients is not corrected for its start at 0.": first,
        "the average of the squares is not corrected for its start at 0.": second,
    }
    return next((words for words, lost in missing.items() if alike(factors * lost, 1)), None)


def weights_of_averages(context: Context) -> str | None:
    """The first step tells how the new gradient and the new square were weighed."""
    got, want = first_steps(context)
    beta1, beta2 = option(context, "beta1"), option(context, "beta2")
    if alike(got, want):
        return None
    if alike(got * (1 - beta1), want * beta1):
        return "beta1 and 1 - beta1 are swapped."
    if alike(got * np.sqrt(beta2), want * np.sqrt(1 - beta2)):
        return "beta2 and 1 - beta2 are swapped."
    return None


# --- AdamW ---


def decay(context: Context) -> str | None:
    """What the decay does alone, where all gradients are 0."""
    if np.any(gradients_of(context)) or "weight_decay" not in context.case["options"]:
        return None
    got, want = first_steps(context, keep=1)
    rate = option(context, "learning_rate")
    if alike(got, 0):
        return "the gradient is 0 here and the parameter stays: there is no decay, or it went into a new array."
    if alike(np.abs(got), rate):
        return "the decay went through the gradient: divided by its own root, it is as long as the learning rate."
    return told(
        got,
        {
            "the decay lacks the learning rate.": want / rate,
            "a sign: the parameter grows where it should decay.": -want,
        },
    )


def late_decay(context: Context) -> str | None:
    """The decay acts on what Adam's step has left."""
    got, want = first_steps(context, keep=1)
    share = option(context, "learning_rate") * context.case["options"].get("weight_decay", 0.01)
    adam = want - share * np.asarray(context.want)[0]
    return told(got, {"the parameter decays after Adam's step; here it decays before it.": want - share * adam})


ADAGRAD: Sequence[Pattern] = (zero_by_zero, root, forgets)
RMSPROP: Sequence[Pattern] = (zero_by_zero, root, weights_of_average)
ADAM: Sequence[Pattern] = (counter, zero_by_zero, root, correction, weights_of_averages)
ADAMW: Sequence[Pattern] = (decay, late_decay, *ADAM)
