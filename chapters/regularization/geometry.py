"""Why L1 makes zeros, as a picture: a bowl of two weights, and a diamond or a circle that the weights may not leave."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[np.float64]

CURVATURES, TILT = (1.0, 4.0), 20
"""Curvatures of the bowl along its axes, and by how many degrees these are turned."""
DISTANCE = 1.8
"""From the origin to the bowl's minimum; the weights may go as far as 1."""
DIRECTIONS = tuple(range(0, 91, 3))


def hessian(curvatures: tuple[float, float] = CURVATURES, tilt: float = TILT) -> Array:
    """Second derivatives of the bowl, shape (2, 2)."""
    angle = np.deg2rad(tilt)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix: Array = turn * curvatures @ turn.T
    return matrix


def boundary(penalty: str) -> Array:
    """The points at which the penalty's sum is 1, the four corners among them: shape (1440, 2)."""
    angles = np.deg2rad(np.arange(0, 360, 0.25))
    around = np.column_stack([np.cos(angles), np.sin(angles)])
    around[np.abs(around) < 1e-12] = 0.0
    return around / (np.abs(around).sum(axis=1, keepdims=True) if penalty == "L1" else 1.0)


def touched(penalty: str, minimum: Array, matrix: Array) -> Array:
    """The point of the boundary at which a bowl with its minimum outside is lowest, shape (2,)."""
    points = boundary(penalty)
    away = points - minimum
    lowest: Array = points[np.argmin(np.einsum("ni,ij,nj->n", away, matrix, away))]
    return lowest


def share_of_zeros(penalty: str, bowls: int = 1000, seed: int = 0) -> float:
    """Of so many bowls with minima and axes in random directions, the share that touches where a weight is 0."""
    rng, zeros = np.random.default_rng(seed), 0
    for _ in range(bowls):
        direction, tilt = rng.uniform(0, 360, 2)
        zeros += bool((touched(penalty, _minimum(direction), hessian(tilt=tilt)) == 0).any())
    return zeros / bowls


def _minimum(direction: float) -> Array:
    """A place at `DISTANCE` from the origin, in a direction in degrees."""
    return DISTANCE * np.array([np.cos(np.deg2rad(direction)), np.sin(np.deg2rad(direction))])


def plot_geometry(penalty: str = "L1", direction: float = 30) -> Figure:
    """Draw the bowl's contours, the region that the penalty allows, and the point where they touch."""
    minimum, matrix = _minimum(direction), hessian()
    best = touched(penalty, minimum, matrix)
    w = np.linspace(-1.4, 2.3, 90)
    away = np.stack(np.meshgrid(w, w), axis=-1) - minimum
    heights = 0.5 * np.einsum("abi,ij,abj->ab", away, matrix, away)
    level = 0.5 * (best - minimum) @ matrix @ (best - minimum)
    figure, axes = style.figure(height=4.2)
    edge = boundary(penalty)
    axes.fill(*edge.T, color=COLOURS["grid"])
    axes.plot(*np.vstack([edge, edge[:1]]).T, color=COLOURS["theory"])
    axes.contour(w, w, heights, levels=level * np.array([0.15, 0.5, 1.0]), colors=COLOURS["loss"], linewidths=1.1)
    axes.plot(*minimum, "x", color=COLOURS["loss"])
    axes.plot(*best, "o", color=COLOURS["highlight"])
    axes.axhline(0, color=COLOURS["muted"], linewidth=0.7)
    axes.axvline(0, color=COLOURS["muted"], linewidth=0.7)
    axes.set(xlim=(-1.4, 2.3), ylim=(-1.4, 2.3), xlabel="$w_1$", ylabel="$w_2$")
    axes.set_aspect("equal")
    shape = "diamond" if penalty == "L1" else "circle"
    first, second = (f"{value + 0.0:.2f}" for value in best)
    found = "one weight is exactly 0" if (best == 0).any() else "no weight is 0"
    return describe(
        figure,
        f"A {shape} around the origin and the elliptic contours of a bowl whose minimum lies outside, {direction}° "
        f"above the horizontal axis. The lowest contour that reaches the {shape} touches it at ({first}, {second}).",
        f"Lowest at w = ({first}, {second}): {found}.",
    )
