"""The ways of a gradient through the statistics of a batch: which of them is missing, or has another weight.

A batch is centred, or normalized: n = (x - mean) / sqrt(variance + epsilon), with a factor for each feature behind it.
With e the upstream gradient times that factor over the root, dx = e - mean(e) - n mean(e n), with means over the batch.
The right gradient tells whether a layer is of this kind, the factors and epsilon; so what a mistake gives is computed.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.numerics.comparison import Array, Context

EPSILONS = (0.0, 1e-5, 1e-8, 1e-7, 1e-6, 1e-3, 1e-4, 1e-2, 1e-10, 1e-12)
"""What is tried as the number that is added to the variance."""
SHARED = "which a sample shares with the others"


def missing_path(context: Context) -> str | None:
    """A statistic of the batch that was held fixed, or that has another weight than it should."""
    given = context.case["arguments"]
    x, dy = (np.asarray(given.get(name), dtype=float) for name in (context.name, "dy"))
    if context.judge != "numerical" or x.ndim != 2 or not x.shape == dy.shape == np.shape(context.want) or len(x) < 4:
        return None
    for part, along_mean, along_variance in _kinds(x, dy, np.asarray(context.want)):
        weights = _weights(context, part, along_mean, along_variance)
        if weights is not None:
            return _in_words(*weights)
    return None


def _kinds(x: Array, dy: Array, want: Array) -> list[tuple[Array, Array, Array]]:
    """If a layer centres or normalizes: each sample's own part, and what goes through the mean and the variance."""
    found = []
    centred, variance = x - x.mean(axis=0), x.var(axis=0)
    for epsilon in (None, *EPSILONS):
        n = 0 * centred if epsilon is None else centred / np.sqrt(variance + epsilon)
        mean, along = dy.mean(axis=0) + 0 * dy, n * (dy * n).mean(axis=0)
        right = dy - mean - along
        factor = (want * right).sum(axis=0) / np.maximum((right * right).sum(axis=0), 1e-300)
        if np.max(np.abs(want - factor * right)) <= 1e-7 * np.max(np.abs(want)):
            found.append((factor * dy, factor * mean, factor * along))
    return found


def _weights(context: Context, part: Array, mean: Array, variance: Array) -> tuple[float, float] | None:
    """The weights of both ways in what came, if it is made of them; 1 and 1 are right."""
    ways = np.stack([mean.ravel(), variance.ravel()], axis=1)
    missing = part - np.asarray(context.got, dtype=float)
    a, b = (float(weight) for weight in np.linalg.lstsq(ways, missing.ravel(), rcond=None)[0])
    if not np.any(variance):
        b = 1.0
    return (a, b) if context.equals(part - a * mean - b * variance) else None


def _in_words(mean: float, variance: float) -> str:
    lost = [name for name, weight in (("variance", variance), ("mean", mean)) if abs(weight) < 1e-4]
    if lost:
        return f"a path is missing: x also goes through the batch's {' and '.join(lost)}, {SHARED}."
    name, weight = ("mean", mean) if abs(mean - 1) > 1e-4 else ("variance", variance)
    return f"the path through the batch's {name} is there, with {weight:.4g} times its weight: a coefficient in it."
