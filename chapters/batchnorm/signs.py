"""Claim C38: inputs that are all positive move all weights of a unit in one direction, and the path zigzags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.wines import Array, Scaling, Wines
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Build = Callable[[tuple[int, ...], np.random.Generator], Any]
"""`build(widths, rng)` returns a network with ReLU between its layers."""

SHIFTS = (0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
GOAL = np.array([1.0, -1.0])
STEPS = 60


# --- Two weights ---


def one_by_one(shift: float, steps: int = STEPS, seed: int = 0) -> Array:
    """Weights of a linear neuron without bias that sees one sample a step: shape (steps + 1, 2).

    Both inputs are uniform, one wide, around `shift`: from 0.5 on they are all positive. The answers are those of a
    neuron with the weights `GOAL`. Each step halves the error of its sample.
    """
    rng = np.random.default_rng(seed)
    weights, seen = np.zeros(2), [np.zeros(2)]
    for _ in range(steps):
        x = rng.uniform(shift - 0.5, shift + 0.5, 2)
        weights = weights + 0.5 * (GOAL - weights) @ x * x / (x @ x)
        seen.append(weights)
    return np.array(seen)


def same_sign(path: Array) -> float:
    """Share of steps in which both weights move in the same direction."""
    moves = np.diff(path, axis=0)
    return float(np.mean(np.all(moves > 0, axis=1) | np.all(moves < 0, axis=1)))


def distance_left(shift: float, steps: int = STEPS, seeds: int = 200) -> float:
    """Distance from the goal after the steps, in first distances: the median over the seeds."""
    ends = [np.linalg.norm(one_by_one(shift, steps, seed)[-1] - GOAL) for seed in range(seeds)]
    return float(np.median(ends) / np.linalg.norm(GOAL))


def plot_zigzag(shift: float = 1.0) -> Figure:
    """Draw the path of the two weights for inputs around `shift`."""
    steps = one_by_one(shift)
    figure, axes = style.figure(height=3.7)
    axes.plot(*steps.T, ".-", color=COLOURS["forward"], linewidth=1.3, markersize=4)
    axes.plot(*GOAL, "*", color=COLOURS["highlight"], markersize=14)
    axes.text(-0.1, 0, "start", ha="right", va="center")
    axes.text(1.1, -1, "goal", va="center")
    axes.set(xlim=(-1.2, 2.2), ylim=(-1.35, 0.55), aspect="equal", xlabel="weight 1", ylabel="weight 2")
    axes.set(xticks=[-1, 0, 1, 2], yticks=[-1, 0])
    left = float(np.linalg.norm(steps[-1] - GOAL) / np.linalg.norm(GOAL))
    alike = same_sign(steps)
    return describe(
        figure,
        f"Path of two weights from (0, 0) towards (1, -1), {STEPS} steps, inputs from {shift - 0.5:g} to "
        f"{shift + 0.5:g}. In {100 * alike:.0f} % of the steps both weights move in the same direction; {left:.2f} "
        "of the distance is left.",
        f"In {100 * alike:.0f} % of the steps both weights move the same way; {left:.2f} of the distance is left.",
    )


# --- A network on wines ---

HIDDEN = 8


def update_signs(
    build: Build, scaling: Scaling, data: Wines, batch_size: int, rate: float, seed: int, steps: int = 100
) -> tuple[float, float]:
    """Share of updates of hidden units in which no two weights move in opposite directions; and the loss in the end.

    Parameters
    ----------
    build : callable
        Makes a network of 12 inputs, 8 ReLU units and 2 classes: lighter or darker than the median.
    scaling : callable
    data : Wines
    batch_size : int
    rate : float
    seed : int
        Of weights and batches.
    steps : int
    """
    rng = np.random.default_rng(seed)
    x, labels = scaling(data.train_x, data.train_x), (data.train_y > np.median(data.train_y)).astype(int)
    network = build((x.shape[1], HIDDEN, 2), rng)
    alike = moved = 0
    for _ in range(steps):
        chosen = rng.choice(len(x), batch_size, replace=False)
        slopes = network.gradients(x[chosen], labels[chosen])
        first = slopes["0.W"]
        live = np.any(first != 0, axis=0)  # a ReLU unit that is off for the whole batch does not move
        alike += int(np.sum((np.all(first >= 0, axis=0) | np.all(first <= 0, axis=0)) & live))
        moved += int(live.sum())
        for name, array in network.params.items():
            np.subtract(array, rate * slopes[name], out=array)
    return alike / moved, float(network.loss(x, labels))


def sign_table(
    build: Build, scalings: Mapping[str, Scaling], data: Wines, sizes: tuple[int, ...] = (1, 8, 32), seeds: int = 10
) -> dict[str, dict[int, tuple[float, float]]]:
    """Mean and standard deviation over the seeds of the share of one-signed updates, by scaling and batch size."""
    found: dict[str, dict[int, tuple[float, float]]] = {}
    for name, scaling in scalings.items():
        found[name] = {}
        for size in sizes:
            shares = [update_signs(build, scaling, data, size, 0.05, seed)[0] for seed in range(seeds)]
            found[name][size] = (float(np.mean(shares)), float(np.std(shares, ddof=1)))
    return found
