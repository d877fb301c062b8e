"""Dropout before a normalization by batch statistics: a variance that is one number in training and another after it.

Batch normalization appears here as plain functions: statistics of a batch, and the normalization with given ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.network import he
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

EPSILON, MEMORY = 1e-5, 0.8


def normalize(x: Array, mean: Array, variance: Array) -> Array:
    """Give each column the mean 0 and the variance 1, if these are its own."""
    return np.asarray((x - mean) / np.sqrt(variance + EPSILON))


def remembered(old: Array, new: Array) -> Array:
    """One step of a running average."""
    return MEMORY * old + (1 - MEMORY) * new


def ratio(p: float, mean: float, variance: float) -> float:
    """Variance at test time over variance in training, after inverted dropout (Li et al., 2019, section 3)."""
    return (1 - p) * variance / (variance + p * mean**2)


RELU_MEAN, RELU_VARIANCE = 1 / np.sqrt(2 * np.pi), 0.5 - 1 / (2 * np.pi)
"""Of the ReLU of a standard normal number."""


def shifts(layer_class: Any, p: float, seed: int = 0, samples: int = 200_000) -> dict[str, float]:
    """Measure the ratio of the variances after a dropout layer, for numbers with mean 0 and for activations."""
    rng = np.random.default_rng(seed)
    normal = rng.normal(size=(samples, 1))
    found = {}
    for name, x in (("mean 0", normal), ("ReLU", np.maximum(normal, 0.0))):
        layer = layer_class(p, rng)
        found[name] = float(layer.forward(x, train=False).var() / layer.forward(x, train=True).var())
    return found


class Stack(NamedTuple):
    """Root mean square of what each normalization of a deep stack gives out."""

    training: Array
    test: Array


ORDERS = ("before each normalization", "after the last")


def stack(
    layer_class: Any, p: float, order: str = ORDERS[0], depth: int = 8, width: int = 64, seed: int = 0, steps: int = 30
) -> Stack:
    """Run batches through layers of affine, normalization, ReLU and dropout, then one batch at test time.

    Parameters
    ----------
    layer_class : class
        Inverted dropout.
    p : float
    order : str
        One of `ORDERS`.
    depth, width, seed, steps : int
        `steps` batches of 256 samples feed the running statistics.

    Returns
    -------
    Stack
        Arrays of shape (depth,): root mean square after each normalization, on a batch in training, and at test time
        with the running statistics.
    """
    rng = np.random.default_rng(seed)
    weights = [he(rng, width, width) for _ in range(depth)]
    layers = [layer_class(p if order == ORDERS[0] or k == depth - 1 else 0.0, rng) for k in range(depth)]
    means, variances = np.zeros((depth, width)), np.ones((depth, width))
    seen: dict[bool, Array] = {}
    for step in range(steps + 1):
        train, x, scale = step < steps, rng.normal(size=(256, width)), np.zeros(depth)
        for k, (weight, layer) in enumerate(zip(weights, layers, strict=True)):
            x = x @ weight
            if train:
                means[k], variances[k] = remembered(means[k], x.mean(axis=0)), remembered(variances[k], x.var(axis=0))
            x = normalize(x, x.mean(axis=0), x.var(axis=0)) if train else normalize(x, means[k], variances[k])
            scale[k] = np.sqrt(np.mean((x - x.mean(axis=0)) ** 2))
            x = layer.forward(np.maximum(x, 0.0), train=train)
        seen[train] = scale
    return Stack(seen[True], seen[False])


def plot_stack(found: dict[tuple[float, str], Stack], p: float = 0.5, order: str = ORDERS[0]) -> Figure:
    """Draw the standard deviation after each normalization, in training and at test time."""
    every = found[p, order]
    depth = np.arange(1, len(every.test) + 1)
    figure, axes = style.figure(height=3.4)
    axes.plot(depth, every.training, "o-", color=COLOURS["train"], label="in training")
    axes.plot(depth, every.test, "s--", color=COLOURS["validation"], label="at test time")
    axes.set(xlim=(0.7, 8.2), ylim=(0, 1.35), xlabel="normalization", ylabel="standard deviation after it")
    name_ends(axes)
    told = f"after the second {every.test[1]:.2f}, after the last {every.test[-1]:.2f}"
    return describe(
        figure,
        f"Standard deviations after eight normalizations, dropout {order}, p = {p:g}: 1 in training, later {told}.",
        f"At test time, p = {p:g}: {told}.",
    )


def stacks(layer_class: Any, shares: Sequence[float]) -> dict[tuple[float, str], Stack]:
    """Both orders for each share."""
    return {(p, order): stack(layer_class, p, order) for p in shares for order in ORDERS}
