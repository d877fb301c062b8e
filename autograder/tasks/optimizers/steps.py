"""The steps of an optimizer, read off what came and off what was wanted, so that patterns can compare them.

The gradients of a case are given, they do not depend on where the parameters are. So each step can be compared with the
one wanted, whatever went wrong before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.probing.returned import as_gradient

CLOSE = 1e-6
DEFAULTS = {"momentum": 0.9, "rho": 0.99, "beta1": 0.9, "beta2": 0.999}


def parameter_of(context: Context) -> str:
    """The parameter's own name."""
    found = re.search(r'"(.*)"', context.name)
    assert found is not None, "outputs of these tasks are named by `as_parameter`"
    return found[1]


def gradients_of(context: Context) -> Array:
    """The gradients of the parameter, (T, *shape)."""
    return np.asarray(context.case["arguments"][as_gradient(parameter_of(context))])


def option(context: Context, name: str) -> float:
    """What the constructor was given, or its default; 0 for what this class does not have."""
    return float(context.case["options"].get(name, DEFAULTS.get(name, 0.0)))


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


def factors_of(context: Context) -> Array | None:
    """By how much each step is too long, (T,); None unless all its entries agree on that."""
    got, want = (steps.reshape(len(steps), -1) for steps in steps_of(context))
    if not np.isfinite(got).all():
        return None
    factors = (got * want).sum(axis=1) / np.maximum((want * want).sum(axis=1), 1e-300)
    return factors if alike(got, factors[:, np.newaxis] * want) else None


def told(found: Array | None, mistakes: Mapping[str, Array | float]) -> str | None:
    """The words of the first mistake that gives what was found."""
    if found is None:
        return None
    return next((words for words, gives in mistakes.items() if alike(found, gives)), None)
