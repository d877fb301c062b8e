"""Mistakes in any update rule, and in those with a velocity, recognized from the steps that an optimizer made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks.judging.patterns import Pattern
from autograder.checks.numerics.comparison import Context
from autograder.tasks.optimizers.probes import SECOND
from autograder.tasks.optimizers.steps import alike, factors_of, first_steps, gradients_of, option, steps_of, told

# --- Any rule ---


def second_optimizer(context: Context) -> str | None:
    """The first optimizer is right, the second one starts with what the first has left."""
    if not context.name.endswith(SECOND):
        return None
    return "a second optimizer goes on where the first one stopped: make what it remembers in `__init__`, as `self.…`."


def not_moved(context: Context) -> str | None:
    """The check looks at the arrays that it handed over."""
    if context.equals(np.broadcast_to(context.want[0], np.shape(context.want))):
        return (
            "the parameter has not moved: the step went into a new array, which the layers never see. "
            "Change the array itself, in place."
        )
    return None


def along_the_gradient(context: Context) -> str | None:
    """All steps are a constant multiple of the wanted ones: the other direction, or the learning rate's part."""
    rate = option(context, "learning_rate")
    return told(
        factors_of(context),
        {
            "a sign: these steps lead uphill. Descent goes against the gradient.": -1,
            "the learning rate is missing.": 1 / rate,
            "the learning rate is in twice.": rate,
        },
    )


def interplay(context: Context) -> str | None:
    """The earlier cases had one parameter, and all of them were right."""
    if len(context.case["params"]) < 2:
        return None
    return (
        "with one parameter alone all steps were right, and with several they are not: something is shared. Keep what "
        "the optimizer remembers once for each name."
    )


def spoiled_memory(context: Context) -> str | None:
    """Everything is right until what was remembered is needed."""
    got, want = steps_of(context)
    if len(got) > 1 and alike(got[0], want[0]) and not alike(got[1], want[1]):
        return (
            "the first step is right, so the formulas are; what the optimizer remembers is not what the second one "
            "needs. Is it changed on the way?"
        )
    return None


BEFORE: Sequence[Pattern] = (second_optimizer,)
"""Asked before a task's own patterns."""
AFTER: Sequence[Pattern] = (not_moved, along_the_gradient, interplay, spoiled_memory)
"""Asked after a task's own patterns."""


# --- Momentum ---


def no_memory(context: Context) -> str | None:
    """Each step depends on its own gradient only."""
    got, _ = steps_of(context)
    g = gradients_of(context)
    scale = float((got * g).sum() / (g * g).sum())
    if alike(got, scale * g):
        return "each step follows its own gradient alone: the velocity does not survive from one call to the next."
    return None


def momentum_sign(context: Context) -> str | None:
    """The old velocity brakes in place of driving."""
    got, _ = steps_of(context)
    pushes, momentum = option(context, "learning_rate") * gradients_of(context), option(context, "momentum")
    if len(got) > 1 and alike(got[0], pushes[0]) and alike(got[1] + momentum * got[0], pushes[1]):
        return "a sign: the old velocity is taken away where it should be added."
    return None


def one_behind(context: Context) -> str | None:
    """The gradient reaches the velocity after the step."""
    got, want = steps_of(context)
    if alike(got[0], 0) and alike(got[1:], option(context, "momentum") * want[:-1]):
        return "each step follows the velocity of the step before: the gradient comes in too late."
    return None


def damped(context: Context) -> str | None:
    """An average in place of a sum."""
    words = "the gradient carries a factor 1 - momentum: that is a running average; this velocity is a sum."
    return told(factors_of(context), {words: 1 - option(context, "momentum")})


def plain_momentum(context: Context) -> str | None:
    """The first step tells the two apart."""
    words = "the first step is that of plain momentum: the look ahead is missing."
    return told(first_steps(context)[0], {words: option(context, "learning_rate") * gradients_of(context)[0]})


def one_ahead(context: Context) -> str | None:
    """The gradient stands in the velocity already, and comes in once more."""
    got, want = first_steps(context)
    momentum = option(context, "momentum")
    return told(
        got * (1 + momentum),
        {
            "the formula for the old velocity is used with the new one: the gradient comes in once too often.": (
                want * (1 + momentum + momentum**2)
            ),
            "a step along the velocity alone: the gradient itself is missing beside it.": want * momentum,
        },
    )


MOMENTUM: Sequence[Pattern] = (no_memory, momentum_sign, one_behind, damped)
NESTEROV: Sequence[Pattern] = (plain_momentum, no_memory, one_ahead)
