"""A small number that was added for stability: the one that gives what came is found and told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Context

TYPED = [m * 10.0**-k for m in (1, 2, 5) for k in range(1, 19) if m * 10.0**-k < 0.3] + [float(np.finfo(float).eps)]
"""What people type for a small number: 1, 2 or 5 times a power of ten, or float64's own epsilon."""


def added(context: Context, formula: Callable[[float], Any]) -> float | None:
    """The number d for which formula(d) is what came, to the tolerance of the comparison; None if none is.

    Some number would nearly always fit, and prove nothing. Only those that people type are tried.
    """
    got = np.asarray(context.got, dtype=float)
    if not np.isfinite(got).all():
        return None
    with np.errstate(all="ignore"):
        fits = [d for d in TYPED if context.equals(np.asarray(formula(d), dtype=float))]
        return min(fits, key=lambda d: float(np.abs(got - formula(d)).max()), default=None)


def told_if_added(context: Context, places: dict[str, Callable[[float], Any]]) -> str | None:
    """The words of the place at which a small number gives what came, with the number in place of `{}`."""
    for words, formula in places.items():
        number = added(context, formula)
        if number is not None:
            return words.format(f"{number:.2g}")
    return None
