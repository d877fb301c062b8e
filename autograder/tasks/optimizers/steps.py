"""What an optimizer was given in a case, and where the steps of any rule lead, so that patterns can compare.

The gradients of a case are given, they do not depend on where the parameters are. So what a mistake in a rule would
have done can be computed for all steps, and each step that came can be compared with the one wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.probing.returned import as_gradient

CLOSE = 1e-6
DEFAULTS = {"momentum": 0.9, "rho": 0.99, "beta1": 0.9, "beta2": 0.999}

Memory = Callable[[Array | float, Array], Array]
"""From what was remembered and the new gradient to what is remembered then."""


def parameter_of(context: Context) -> str:
    """The parameter's own name."""
    found = re.search(r'"(.*)"', context.name)
    assert found is not None, "outputs of these tasks are named by `as_parameter`"
    return found[1]


def gradients_of(context: Context) -> Array:
    """The gradients of the parameter, (T, *shape)."""
    return np.asarray(context.case["arguments"][as_gradient(parameter_of(context))])


def option(context: Context, name: str, default: float = 0.0) -> float:
    """What the constructor was given, or its default; 0 for what this class does not have."""
    return float(context.case["options"].get(name, DEFAULTS.get(name, default)))


def remembered(gradients: Array, memory: Memory) -> Array:
    """What is remembered after each gradient, (T, *shape), from 0 on."""
    found: list[Array] = []
    for gradient in gradients:
        found.append(np.asarray(memory(found[-1] if found else np.zeros_like(gradient), gradient)))
    return np.array(found)


def positions(context: Context, steps: Array) -> Array:
    """Where the parameter is before the first of these steps and after each, if it decays as the case says."""
    keep = 1 - option(context, "learning_rate") * option(context, "weight_decay")
    found = [np.asarray(context.want)[0]]
    for step in steps:
        found.append(keep * found[-1] - step)
    return np.array(found)


def led_by(context: Context, mistakes: Mapping[str, Any]) -> dict[str, tuple[Array, ...]]:
    """Where the steps of each mistake lead, for `recognize`; a tuple where people make it in several ways."""
    ways = {words: steps if isinstance(steps, tuple) else (steps,) for words, steps in mistakes.items()}
    return {words: tuple(positions(context, way) for way in every) for words, every in ways.items()}


def steps_of(context: Context, keep: float | None = None) -> tuple[Array, Array]:
    """What was taken from the parameter at each step, (T, *shape), yours and the wanted, without the decay.

    `keep` is the share that the decay leaves of a parameter; it follows from the case unless it is given.
    """
    if keep is None:
        keep = 1 - option(context, "learning_rate") * option(context, "weight_decay")
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    return keep * got[:-1] - got[1:], keep * want[:-1] - want[1:]


def first_steps(context: Context, keep: float | None = None) -> tuple[Array, Array]:
    """The first step, yours and the wanted."""
    got, want = steps_of(context, keep)
    return got[0], want[0]


def alike(a: Array | float, b: Array | float) -> bool:
    """Whether two steps are the same but for rounding."""
    return bool(np.allclose(a, b, rtol=CLOSE, atol=1e-9))


def told(found: Array | None, mistakes: Mapping[str, Array | float]) -> str | None:
    """The words of the first mistake that gives what was found."""
    if found is None:
        return None
    return next((words for words, gives in mistakes.items() if alike(found, gives)), None)
