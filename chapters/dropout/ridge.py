"""Dropout on the inputs of a linear model: the penalty that it is on average, and what that penalty does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout.moments import every_mask
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Penalty = Callable[[Array, Array, float], tuple[float, Array]]

SHARES = (*(round(0.025 * stop, 3) for stop in range(33)), 0.85, 0.9)


def samples(unit: float = 1.0, seed: int = 0, count: int = 60) -> tuple[Array, Array]:
    """Two features that say nearly the same, and a target that only the first one makes.

    Parameters
    ----------
    unit : float
        The second feature is multiplied by it: measured in another unit.
    seed : int
    count : int

    Returns
    -------
    x : ndarray, shape (count, 2)
    t : ndarray, shape (count,)
    """
    rng = np.random.default_rng(seed)
    first = rng.normal(size=count)
    second = 0.8 * first + 0.6 * rng.normal(size=count)
    return np.column_stack([first, unit * second]), 2.0 * first + 0.5 * rng.normal(size=count)


def loss(x: Array, t: Array, w: Array) -> float:
    """Half the mean squared error."""
    return float(np.mean((x @ w - t) ** 2) / 2)


def exact_loss(x: Array, t: Array, w: Array, p: float) -> float:
    """Mean of the loss over all masks, counted: every sample has masks of its own, so each is averaged alone."""
    masks, chances = every_mask(x.shape[1], p)
    predictions = (x[:, None, :] * masks / (1 - p)) @ w
    return float(np.mean(((predictions - t[:, None]) ** 2) @ chances) / 2)


def marginal(x: Array, t: Array, p: float) -> Array:
    """Weights that minimize the loss and dropout's penalty, shape (D,)."""
    gram = x.T @ x
    return np.asarray(np.linalg.solve(gram + p / (1 - p) * np.diag(np.diag(gram)), x.T @ t))


def ridge(x: Array, t: Array, strength: float) -> Array:
    """Weights that minimize the loss and strength/2 |w|², shape (D,)."""
    return np.asarray(np.linalg.solve(x.T @ x + strength * len(x) * np.eye(x.shape[1]), x.T @ t))


def by_chance(
    layer_class: Any, x: Array, t: Array, p: float, seed: int, steps: int = 2000, rate: float = 0.05
) -> Array:
    """Mean of the weights over the second half of a descent with dropout on the inputs, a new mask in each step."""
    layer, w, total = layer_class(p, np.random.default_rng(seed)), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(steps):
        masked = layer.forward(x, train=True)
        w = w - rate * masked.T @ (masked @ w - t) / len(x)
        if step >= steps // 2:
            total += w
    return np.asarray(total / (steps - steps // 2))


def units(p: float, scales: Sequence[float] = (0.1, 1.0, 10.0), strength: float = 1.0) -> dict[str, Array]:
    """Predictions when the second feature changes its unit, shape (len(scales), N), with dropout and with ridge."""
    found: dict[str, list[Array]] = {"dropout": [], "ridge": []}
    for unit in scales:
        x, t = samples(unit)
        found["dropout"].append(x @ marginal(x, t, p))
        found["ridge"].append(x @ ridge(x, t, strength))
    return {name: np.array(each) for name, each in found.items()}


def path(x: Array, t: Array) -> Array:
    """Weights for each of `SHARES`, shape (len(SHARES), 2)."""
    return np.array([marginal(x, t, p) for p in SHARES])


def chance_points(layer_class: Any, seeds: Sequence[int] = range(3)) -> dict[float, Array]:
    """Weights found by chance for each share of `SHARES` up to 0.8, shape (seeds, 2)."""
    x, t = samples()
    return {p: np.array([by_chance(layer_class, x, t, p, seed) for seed in seeds]) for p in SHARES[:33]}


def plot_path(penalty: Penalty, points: dict[float, Array], p: float = 0.5) -> Figure:
    """Draw the level lines of the loss with the penalty, its minimum, and where descents with masks end."""
    x, t = samples()
    grid = np.linspace(-1.0, 2.6, 61)
    first, second = np.meshgrid(grid, grid)
    pairs = np.column_stack([first.ravel(), second.ravel()])
    height = np.mean((pairs @ x.T - t) ** 2, axis=1) / 2 + [penalty(x, w, p)[0] for w in pairs]
    figure, axes = style.figure(height=4.2)
    lowest = float(height.min())
    levels = lowest + np.array([0.05, 0.2, 0.5, 1.0, 2.0, 4.0])
    axes.contour(first, second, height.reshape(first.shape), levels, colors=COLOURS["muted"], linewidths=0.8)
    line = path(x, t)
    axes.plot(*line.T, "-", color=COLOURS["theory"], linewidth=1.5, label="minimum for p from 0 to 0.9")
    best = marginal(x, t, p)
    axes.plot(*best, "o", color=COLOURS["highlight"], markersize=10, label="minimum at this p")
    axes.plot(*points[p].T, "x", color=COLOURS["forward"], markersize=9, label="three descents with masks")
    axes.set(xlim=(-0.6, 2.6), ylim=(-1.0, 1.6), xlabel="weight of feature 1", ylabel="weight of feature 2")
    legend_above(figure, 1 if style.is_narrow() else 2)
    off = float(np.abs(points[p] - best).max())
    told = f"minimum at ({best[0]:.2f}, {best[1]:.2f}), descents at most {off:.2f} away"
    return describe(figure, f"Level lines of the loss with the penalty at p = {p:g}: {told}.", f"At p = {p:g}: {told}.")
