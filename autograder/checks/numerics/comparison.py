"""Compare two arrays: whether they agree, and if not, whether one is a multiple of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

NUMERICAL = 1e-6
"""Largest relative difference between a gradient and a central difference: a thousand times what is usual."""


@dataclass(frozen=True)
class Context:
    """One comparison: a name, what came, what was wanted, and the case that both belong to."""

    name: str
    got: Any
    want: Any
    tolerance: float
    case: dict[str, Any]
    judge: str
    """What `want` is called in a finding: "expected" or "numerical"."""
    slack: float = 0.0
    """Largest absolute difference that rounding in `want` explains."""

    @property
    def label(self) -> str:
        """The value's name in a sentence."""
        return f"`{self.name}`" if self.judge == "expected" else f"the gradient of `{self.name}`"

    @property
    def batch(self) -> int:
        """Number of samples N in the case; 0 when the case has no batch."""
        return int(self.case.get("batch", 0))

    def equals(self, other: Array | float) -> bool:
        """Whether what came is this."""
        return misfit(self.got, other, self.tolerance, self.slack) is None


def misfit(got: Any, want: Any, tolerance: float, slack: float = 0.0) -> float | None:
    """Largest difference relative to the largest wanted entry, if above the tolerance; None when they agree.

    A `want` of True or False is a statement that holds or not. A difference of `slack` is none. Infinity stands for
    everything that has no difference: another type, another shape, NaN.
    """
    if isinstance(want, bool):
        return None if got is want else np.inf
    if not isinstance(got, np.ndarray | float | int) or isinstance(got, bool):
        return np.inf
    if np.shape(got) != np.shape(want) or np.asarray(got).dtype.kind not in "fiu":
        return np.inf
    if np.size(want) == 0:
        return None
    scale = max(float(np.max(np.abs(want))), 1e-12)
    gap = np.abs(np.asarray(got, dtype=float) - want)
    difference = float(np.max(np.where(gap <= slack, 0.0, gap))) / scale
    # Written so that NaN, which passes `difference > tolerance` unseen, counts as a misfit.
    return None if difference <= tolerance else (difference if np.isfinite(difference) else np.inf)


def entries_agree(context: Context) -> Array:
    """Which entries agree."""
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    scale = max(float(np.max(np.abs(want))), 1e-12)
    agree: Array = np.abs(got - want) <= max(context.tolerance * scale, context.slack)
    return agree


def constant_factor(got: Array, want: Array) -> float | None:
    """The number c with got = c * want in all entries, when there is one that is not about 0 or 1."""
    got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    square = float((want * want).sum())
    if square == 0 or not np.isfinite(got).all():
        return None
    factor = float((got * want).sum()) / square
    if abs(factor) < 1e-9 or abs(factor - 1) < 1e-4 or misfit(got, factor * want, 1e-6) is not None:
        return None
    return factor
