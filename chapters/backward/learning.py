"""The picture of the title page: a network learns to tell two circles apart, and each hidden unit draws a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.shared import style
from chapters.shared.data import Array, two_circles
from chapters.shared.style import COLOURS, describe

UNITS = (1, 2, 3, 4, 8)
STEPS = range(0, 1001, 100)
RATE = 1.0
_ACROSS, _UP = np.linspace(-1.63, 1.63, 121), np.linspace(-1.2, 1.2, 91)
Moment = tuple[Array, Array, Array, float]
"""At one step: the first layer's weights and bias, the classes of the plane, and the share of points that are right."""


def circles() -> tuple[Array, Array]:
    """Return the points and their labels: 300, on two circles that do not touch."""
    return two_circles(samples=300, noise=0.05)


def learn(network_class: type, train: Callable[..., Any], units: Sequence[int] = UNITS) -> dict[int, list[Moment]]:
    """Train a network of each width, and look at it at each of `STEPS`."""
    x, labels = circles()
    plane = np.stack(np.meshgrid(_ACROSS, _UP), axis=-1).reshape(-1, 2)
    found: dict[int, list[Moment]] = {}
    for width in units:
        network = network_class(2, width, 2, np.random.default_rng(2))
        found[width] = []
        for _ in STEPS:
            right = float((np.argmax(network.predict(x), axis=1) == labels).mean())
            regions = np.argmax(network.predict(plane), axis=1).reshape(len(_UP), -1)
            weights, bias = network.params["W1"].copy(), network.params["b1"].copy()
            found[width].append((weights, bias, regions, right))
            train(network, x, labels, RATE, epochs=STEPS.step)
    return found


def plot_learning(learned: Mapping[int, Sequence[Moment]], hidden_units: int = 4, step: int = 1000) -> Figure:
    """Draw the points, the regions of the two classes, and the line of each hidden unit, at one step."""
    weights, bias, regions, right = learned[hidden_units][step // STEPS.step]
    x, labels = circles()
    width = style.NARROW if style.is_narrow() else 4.2
    figure, axes = style.figure(width=width, height=width / 1.35)
    axes.contourf(_ACROSS, _UP, regions, [-0.5, 0.5, 1.5], colors=[COLOURS["class0"], COLOURS["class1"]], alpha=0.2)
    ends = np.array([-3.0, 3.0])
    for (across, up), shift in zip(weights.T, bias, strict=True):
        direction, foot = np.array([-up, across]), -shift * np.array([across, up]) / (across**2 + up**2)
        line = foot[:, None] + direction[:, None] * ends / np.hypot(across, up)
        axes.plot(*line, color=COLOURS["ink"], linewidth=1.2, zorder=1.5)
    # The outer circle is hollow and the inner one full, so that the two do not read as one.
    axes.plot(*x[labels == 0].T, "o", color=COLOURS["class0"], markersize=4.5, markerfacecolor=COLOURS["paper"])
    axes.plot(*x[labels == 1].T, "^", color=COLOURS["class1"], markersize=4.5)
    axes.set(xlim=(-1.63, 1.63), ylim=(-1.2, 1.2), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    told = f"After {step:,} steps {100 * right:.0f} % of the points are on the right side."
    lines = "one line" if hidden_units == 1 else f"{hidden_units} lines"
    return describe(figure, f"Two circles of points, the regions of two classes, and {lines}. {told}", told)
