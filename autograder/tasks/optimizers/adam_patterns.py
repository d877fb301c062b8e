"""Mistakes in Adam and AdamW, recognized from where each of them would have led."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.judging.patterns import Pattern, floating_kinds, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.optimizers.adaptive_patterns import divisors, own_epsilon, zero_by_zero
from autograder.tasks.optimizers.steps import (
    alike,
    first_steps,
    gradients_of,
    led_by,
    option,
    parameter_of,
    remembered,
    told,
)

# --- Adam ---


def adam(context: Context) -> str | None:
    """Corrections, counters, weights and powers of Adam."""
    b1, b2, g = option(context, "beta1"), option(context, "beta2"), gradients_of(context)
    rate, epsilon = option(context, "learning_rate"), option(context, "epsilon", 1e-8)
    mean = remembered(g, lambda m, new: b1 * m + (1 - b1) * new)
    squares = remembered(g, lambda s, new: b2 * s + (1 - b2) * new * new)
    count = np.arange(1.0, len(g) + 1).reshape(-1, *(1,) * (g.ndim - 1))
    first, second = 1 - b1**count, 1 - b2**count

    def step(m: Array, s: Array, one: Array | float = first, two: Array | float = second) -> Array:
        return np.asarray(rate * (m / one) / (np.sqrt(s / two) + epsilon))

    def counted(count: Array) -> Array:
        return step(mean, squares, 1 - b1**count, 1 - b2**count)

    names = list(context.case["params"])
    each = len(names) * (count - 1) + names.index(parameter_of(context)) + 1
    push, corrected = rate * mean / first, squares / second
    mistakes: dict[str, Array | tuple[Array, ...]] = {
        "the counter is one ahead: 1 belongs to the first update.": counted(count + 1),
        "no correction of the bias: the averages start at 0, and the first ones are too small.": (
            step(mean, squares, 1, 1)
        ),
        "the average of the gradients is not corrected for its start at 0.": step(mean, squares, one=1),
        "the average of the squares is not corrected for its start at 0.": step(mean, squares, two=1),
        "the power does not grow: every step is corrected as the first one is. `beta ** t` counts updates.": (
            counted(count**0),
            step(mean, squares, one=1 - b1),
            step(mean, squares, two=1 - b2),
        ),
        "`(1 - beta) ** t` is another number than `1 - beta ** t`: a power binds first.": (
            step(mean, squares, (1 - b1) ** count, (1 - b2) ** count),
            step(mean, squares, one=(1 - b1) ** count),
            step(mean, squares, two=(1 - b2) ** count),
        ),
        "`1 - beta * t` is a product; the correction has a power.": step(mean, squares, 1 - b1 * count, 1 - b2 * count),
        "`average / 1 - beta ** t` divides by 1 and takes the power away: parentheses around `1 - beta ** t`.": (
            rate * (mean - b1**count) / (np.sqrt(squares - b2**count) + epsilon),
            rate * (mean - b1**count) / (np.sqrt(corrected) + epsilon),
            push / (np.sqrt(squares - b2**count) + epsilon),
        ),
        "multiplied by the correction where it should be divided.": (
            step(mean, squares, 1 / first, 1 / second),
            step(mean, squares, one=1 / first),
            step(mean, squares, two=1 / second),
        ),
        "the correction of the squares stands outside of the root.": push / (np.sqrt(squares) / second + epsilon),
        "beta1 and beta2 are in each other's place.": swapped_betas(g, b1, b2, step, count),
        "beta1 and 1 - beta1 are swapped.": step(remembered(g, lambda m, new: (1 - b1) * m + b1 * new), squares),
        "beta2 and 1 - beta2 are swapped.": (step(mean, remembered(g, lambda s, new: (1 - b2) * s + b2 * new * new))),
        "a new gradient comes in with its full weight, not with 1 - beta1.": (
            step(remembered(g, lambda m, new: b1 * m + new), squares)
        ),
        "a new square comes in with its full weight, not with 1 - beta2.": (
            step(mean, remembered(g, lambda s, new: b2 * s + new * new))
        ),
        "the gradient comes into the average of the squares without its square.": (
            step(mean, remembered(g, lambda s, new: b2 * s + (1 - b2) * new)),
            step(mean, remembered(g, lambda s, new: b2 * s + (1 - b2) * np.abs(new))),
        ),
        "the weight 1 - beta2 is squared as well: only the gradient should be.": (
            step(mean, remembered(g, lambda s, new: b2 * s + ((1 - b2) * new) ** 2))
        ),
        "the average of the gradients stands in the squares' average too.": (
            step(mean, remembered(np.array([*mean]), lambda s, new: b2 * s + (1 - b2) * new * new))
        ),
        "`beta * average + 1 - beta * ...` takes the product away from 1: parentheses around 1 - beta.": (
            step(remembered(g, lambda m, new: b1 * m + 1 - b1 * new), squares),
            step(mean, remembered(g, lambda s, new: b2 * s + 1 - b2 * new * new)),
        ),
        "the step follows the new gradient; the average of the gradients belongs there.": step(g, squares, one=1),
        "the step is divided by the new gradient's size; the root of the average belongs there.": (
            push / (np.abs(g) + epsilon)
        ),
        **divisors(push, corrected, epsilon),
        "epsilon is added before the bias is corrected; here it is added to the root of the corrected average.": (
            push / ((np.sqrt(squares) + epsilon) / np.sqrt(second))
        ),
    }
    if len(names) > 1:
        mistakes["the counter advances once for each parameter; it counts updates."] = counted(each)
    return recognize(context, led_by(context, mistakes)) or own_epsilon(context, push, corrected)


def swapped_betas(g: Array, b1: float, b2: float, step: Callable[..., Array], count: Array) -> Array:
    """The steps with beta1 where beta2 belongs, and the other way round."""
    mean = remembered(g, lambda m, new: b2 * m + (1 - b2) * new)
    squares = remembered(g, lambda s, new: b1 * s + (1 - b1) * new * new)
    return step(mean, squares, 1 - b2**count, 1 - b1**count)


def counter_of_0(context: Context) -> str | None:
    """A first step that divides by 0 in all entries."""
    if not np.isnan(np.asarray(context.got, dtype=float)[1:]).all() or "divide by zero" not in floating_kinds(context):
        return None
    return (
        "everything is divided by 0 at the first step: perhaps the counter is 0 at the first step, so that "
        "1 - beta**0 = 0."
    )


# --- AdamW ---


def decay(context: Context) -> str | None:
    """What the decay does alone, where all gradients are 0."""
    if np.any(gradients_of(context)) or "weight_decay" not in context.case["options"]:
        return None
    got, want = first_steps(context, keep=1)
    rate, strength = option(context, "learning_rate"), option(context, "weight_decay")
    if alike(got, 0):
        return "the gradient is 0 here and the parameter stays: there is no decay, or it went into a new array."
    if alike(np.abs(got), rate):
        return "the decay went through the gradient: divided by its own root, it is as long as the learning rate."
    return told(
        got,
        {
            "the decay lacks the learning rate.": want / rate,
            "the decay lacks its strength, `weight_decay`.": want / strength,
            "a sign: the parameter grows where it should decay.": -want,
            "the parameter keeps the share that it should lose.": np.asarray(context.want)[0] - want,
            "the learning rate is in the decay twice.": want * rate,
            "a factor of 1/2 too much in the decay.": want / 2,
            "a factor of 2 too much in the decay.": want * 2,
        },
    )


def late_decay(context: Context) -> str | None:
    """The decay acts on what Adam's step has left."""
    got, want = first_steps(context, keep=1)
    share = option(context, "learning_rate") * context.case["options"].get("weight_decay", 0.01)
    adam = want - share * np.asarray(context.want)[0]
    return told(got, {"the parameter decays after Adam's step; here it decays before it.": want - share * adam})


ADAM: Sequence[Pattern] = (zero_by_zero, counter_of_0, adam)
ADAMW: Sequence[Pattern] = (decay, late_decay, *ADAM)
