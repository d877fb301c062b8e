"""Mistakes in any update rule, and in those with a velocity, recognized from where an optimizer led."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks.judging.patterns import Pattern, recognize
from autograder.checks.numerics.comparison import Context
from autograder.checks.probing.returned import as_gradient
from autograder.tasks.optimizers.probes import SECOND
from autograder.tasks.optimizers.steps import (
    alike,
    gradients_of,
    led_by,
    option,
    parameter_of,
    remembered,
    steps_of,
)

# --- Any rule ---


def second_optimizer(context: Context) -> str | None:
    """The first optimizer is right, or a second one would not have been judged; it starts with what the first left."""
    if not context.name.endswith(SECOND):
        return None
    return "a second optimizer goes on where the first one stopped: make what it remembers in `__init__`, as `self.…`."


def not_moved(context: Context) -> str | None:
    """The check looks at the arrays that it handed over, parameters and gradients."""
    if not context.equals(np.broadcast_to(context.want[0], np.shape(context.want))):
        return None
    name = as_gradient(parameter_of(context))
    after = context.case.get("after", {}).get(name)
    if after is not None and not np.array_equal(after, context.case["arguments"][name]):
        return "the parameter has not moved, and the gradient has: the step was made on the wrong one of the two."
    return (
        "the parameter has not moved: the step went into a new array, which the layers never see. "
        "Change the array itself, in place."
    )


def along_the_gradient(context: Context) -> str | None:
    """All steps are a multiple of the wanted ones: the other direction, or the learning rate's part."""
    rate, (_, want) = option(context, "learning_rate"), steps_of(context)
    mistakes = {
        "a sign: these steps lead uphill. Descent goes against the gradient.": -want,
        "the learning rate is missing.": want / rate,
        "the learning rate is in twice.": rate * want,
        "divided by the learning rate.": want / rate**2,
        "the learning rate is missing, and the steps lead uphill.": -want / rate,
    }
    return recognize(context, led_by(context, mistakes))


def toward_the_gradient(context: Context) -> str | None:
    """What was taken away is the parameter, or what was left is the step."""
    rate, gradients = option(context, "learning_rate"), gradients_of(context)
    start = np.asarray(context.want)[:1]
    return recognize(
        context,
        {
            "the parameter became the step itself; the step is to be taken away from it.": (
                np.concatenate([start, -rate * gradients]),
                np.concatenate([start, rate * gradients]),
            ),
            "the parameter is taken away where the gradient belongs.": (
                start * (1 - rate) ** np.arange(len(gradients) + 1).reshape(-1, *(1,) * (start.ndim - 1))
            ),
        },
    )


def interplay(context: Context) -> str | None:
    """The earlier cases had one parameter, and all of them were right."""
    if len(context.case["params"]) < 2:
        return None
    return (
        "perhaps something is shared: with one parameter alone all steps were right, and with several they are not. "
        "Keep what the optimizer remembers once for each name."
    )


def spoiled_memory(context: Context) -> str | None:
    """Everything is right until what was remembered is needed."""
    got, want = steps_of(context)
    if len(got) > 1 and alike(got[0], want[0]) and not alike(got[1], want[1]):
        return (
            "the first step is right, and the second is not: look at what is carried from one to the next. Perhaps "
            "what is remembered is changed on the way, or a count stands still."
        )
    return None


BEFORE: Sequence[Pattern] = (second_optimizer,)
"""Asked before a task's own patterns."""
AFTER: Sequence[Pattern] = (not_moved, along_the_gradient, toward_the_gradient, interplay, spoiled_memory)
"""Asked after a task's own patterns."""


# --- Momentum ---

NO_MEMORY = "each step follows its own gradient alone: the velocity does not survive from one call to the next."
NO_FADING = "the old velocity does not fade: momentum multiplies it at every step."


def momentum(context: Context) -> str | None:
    """A velocity that forgets, that does not fade, that averages, that brakes, or that comes too late."""
    rate, m, g = option(context, "learning_rate"), option(context, "momentum"), gradients_of(context)
    velocity = remembered(g, lambda v, new: m * v + new)
    before = np.concatenate([0 * g[:1], velocity[:-1]])
    previous = np.concatenate([0 * g[:1], g[:-1]])
    average = remembered(g, lambda v, new: m * v + (1 - m) * new)
    mistakes = {
        NO_MEMORY: (rate * g, rate * (1 - m) * g, rate * (1 + m) * g),
        NO_FADING: (rate * g.cumsum(axis=0), rate * remembered(g, lambda v, new: v + m * new)),
        "a sign: the old velocity is taken away where it should be added.": (
            rate * remembered(g, lambda v, new: new - m * v)
        ),
        "each step follows the velocity of the step before: the gradient comes in too late.": (
            rate * m * before,
            rate * before,
        ),
        "the gradient carries a factor 1 - momentum: that is a running average, as Adam has it and as some courses "
        "write momentum; this velocity is a sum, so that steady gradients add up to longer steps.": rate * average,
        "momentum multiplies the new gradient too: only the old velocity fades.": (
            rate * remembered(g, lambda v, new: m * (v + new))
        ),
        "momentum and 1 - momentum are swapped.": rate * remembered(g, lambda v, new: (1 - m) * v + m * new),
        "only the gradient before has its say: the new velocity is not what is kept.": rate * (g + m * previous),
        "momentum is in twice: the velocity has it, and the step once more.": rate * (g + m * velocity),
        "the velocity is multiplied by momentum in the step, not when it is kept.": rate * m * velocity,
        "the learning rate multiplies the gradient alone, and not the velocity behind it.": rate * g + m * before,
    }
    return recognize(context, led_by(context, mistakes))


def nesterov(context: Context) -> str | None:
    """The look ahead is missing, made twice, or made from something else."""
    rate, m, g = option(context, "learning_rate"), option(context, "momentum"), gradients_of(context)
    velocity = remembered(g, lambda v, new: m * v + new)
    average = remembered(g, lambda v, new: m * v + (1 - m) * new)
    mistakes = {
        "the first step is that of plain momentum, and so are the others: the look ahead is missing.": rate * velocity,
        NO_MEMORY: (rate * g, rate * (1 + m) * g, rate * (1 - m) * g),
        NO_FADING: rate * (g + m * g.cumsum(axis=0)),
        "the formula for the old velocity is used with the new one: the gradient comes in once too often.": (
            rate * ((1 + m) * g + m**2 * velocity)
        ),
        "a step along the velocity alone: the gradient itself is missing beside it.": rate * m * velocity,
        "the velocity stands in the step as it is; momentum times the velocity is the look ahead.": (
            rate * (g + velocity)
        ),
        "a sign: the velocity is taken away from the gradient in the step.": rate * (g - m * velocity),
        "the gradient carries a factor 1 - momentum: that is a running average; this velocity is a sum.": (
            rate * (g + m * average),
            rate * ((1 - m) * g + m * average),
        ),
        "momentum and 1 - momentum are swapped in the step.": rate * (m * g + (1 - m) * velocity),
    }
    return recognize(context, led_by(context, mistakes))


MOMENTUM: Sequence[Pattern] = (momentum,)
NESTEROV: Sequence[Pattern] = (nesterov,)
