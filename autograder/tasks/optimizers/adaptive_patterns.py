"""Mistakes in the rules that divide by a root: what all share, AdaGrad and RMSProp."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.patterns import Pattern, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.optimizers.steps import (
    gradients_of,
    led_by,
    option,
    positions,
    remembered,
)

NO_EPSILON = "epsilon is missing."
INSIDE = (
    "epsilon stands inside the root, as some libraries have it; here it is added to the root, so that it is measured "
    "in the gradient's own unit."
)
BEHIND = "epsilon is added to the quotient, not to the divisor: a product and a quotient bind first."
NO_ROOT = "divided by the squares themselves: the root is missing."

# --- The root ---


def zero_by_zero(context: Context) -> str | None:
    """An entry whose gradients were all 0."""
    got = np.asarray(context.got, dtype=float)[1:]
    dead = np.cumsum(np.abs(gradients_of(context)), axis=0) == 0
    if dead.all() and np.isnan(got).all():
        return "all gradients are 0, and 0/0 came: perhaps epsilon is missing, or the counter is 0 at the first step."
    if np.isnan(got[dead]).any() and np.isfinite(got[~dead]).all():
        return "an entry whose gradient was 0 so far has become 0/0; that is what epsilon is for."
    return None


def divisors(push: Array, squares: Array, epsilon: float) -> dict[str, Array]:
    """Steps with another divisor than the root of the squares plus epsilon; `push` is what is divided."""
    divisor = np.sqrt(squares)
    return {
        NO_ROOT: push / (squares + epsilon),
        INSIDE: push / np.sqrt(squares + epsilon),
        NO_EPSILON: push / divisor,
        BEHIND: push / divisor + epsilon,
        "multiplied by the root where it should be divided.": push * (divisor + epsilon),
        "`** 1 / 2` is half of the first power: parentheses around 1 / 2.": push / (squares / 2 + epsilon),
    }


def own_epsilon(context: Context, push: Array, squares: Array) -> str | None:
    """Another number than the constructor was given, outside of the root or inside."""
    words = "{} is added to the root, another number than the constructor was given as epsilon."
    inside = "{} is added inside the root, and the epsilon of the constructor has no part."
    return told_if_added(
        context,
        {
            words: lambda d: positions(context, push / (np.sqrt(squares) + d)),
            inside: lambda d: positions(context, push / np.sqrt(squares + d)),
        },
    )


def by_memory(
    context: Context, epsilon: float, memories: dict[str, tuple[Callable[[Array | float, Array], Array], ...]]
) -> str | None:
    """What each way to remember the squares would have led to."""
    rate, g = option(context, "learning_rate"), gradients_of(context)
    mistakes = {
        words: tuple(rate * g / (np.sqrt(remembered(g, way)) + epsilon) for way in ways)
        for words, ways in memories.items()
    }
    return recognize(context, led_by(context, mistakes))


def adagrad(context: Context) -> str | None:
    """Squares that are not summed, or a sum that is not rooted."""
    g = gradients_of(context)
    squares, push = (g * g).cumsum(axis=0), option(context, "learning_rate") * g
    count = np.arange(1, len(g) + 1).reshape(-1, *(1,) * (g.ndim - 1))
    epsilon = option(context, "epsilon", 1e-10)
    return (
        by_memory(
            context,
            epsilon,
            {
                "every step is as long as the learning rate: only the newest square counts, and the sum is lost.": (
                    lambda _, new: new * new,
                ),
                "the gradients are summed and not their squares.": (lambda s, new: s + new,),
                "the sizes of the gradients are summed and not their squares.": (lambda s, new: s + np.abs(new),),
            },
        )
        or recognize(
            context,
            led_by(
                context,
                {
                    **divisors(push, squares, epsilon),
                    "the squares are averaged over the steps; AdaGrad sums them.": (
                        push / (np.sqrt(squares / count) + epsilon)
                    ),
                    "the new square comes in after the step.": push / (np.sqrt(squares - g * g) + epsilon),
                    "the step lacks the gradient: only the learning rate is divided by the root.": (
                        option(context, "learning_rate") / (np.sqrt(squares) + epsilon)
                    ),
                },
            ),
        )
        or own_epsilon(context, push, squares)
    )


def rmsprop(context: Context) -> str | None:
    """Squares that are averaged with other weights, or an average that is not rooted."""
    rho, epsilon, g = option(context, "rho"), option(context, "epsilon", 1e-8), gradients_of(context)
    squares, push = remembered(g, lambda s, new: rho * s + (1 - rho) * new * new), option(context, "learning_rate") * g
    return (
        by_memory(
            context,
            epsilon,
            {
                "a new square comes in with its full weight, not with 1 - rho: that is a sum, or no average.": (
                    lambda s, new: s + new * new,
                    lambda s, new: rho * s + new * new,
                ),
                "rho and 1 - rho are swapped.": (lambda s, new: (1 - rho) * s + rho * new * new,),
                "a new gradient comes into the average without its square.": (
                    lambda s, new: rho * s + (1 - rho) * new,
                    lambda s, new: rho * s + (1 - rho) * np.abs(new),
                ),
                "the weight is squared as well: only the gradient should be.": (
                    lambda s, new: rho * s + ((1 - rho) * new) ** 2,
                ),
                "`rho * squares + 1 - rho * ...` takes the product away from 1: parentheses around 1 - rho.": (
                    lambda s, new: rho * s + 1 - rho * new * new,
                ),
                "the average is lost from call to call: only the newest square counts.": (
                    lambda _, new: (1 - rho) * new * new,
                    lambda _, new: new * new,
                ),
                "the old average does not fade: rho multiplies it at every step.": (
                    lambda s, new: s + (1 - rho) * new * new,
                ),
            },
        )
        or recognize(context, led_by(context, divisors(push, squares, epsilon)))
        or own_epsilon(context, push, squares)
    )


ADAGRAD: Sequence[Pattern] = (zero_by_zero, adagrad)
RMSPROP: Sequence[Pattern] = (zero_by_zero, rmsprop)
