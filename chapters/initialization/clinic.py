"""Two cases of the clinic: a rule that draws weights with a mistake in it, beside the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.driving import ACTIVATIONS, SHAPES, Affine
from chapters.initialization.signals import root_mean_squares, signals
from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.network import Initializer
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

DRAWS = 300
GAINS = (0.5, 1.0, 1.5, 2.0)


def scales(initializer: Initializer, shape: str) -> Array:
    """Root mean squares of the net inputs in ten ReLU layers with the widths `SHAPES[shape]`, shape (10,)."""
    seen = signals(Affine, ACTIVATIONS["relu"], initializer, SHAPES[shape], seed=0, samples=100)
    return root_mean_squares(seen.net_inputs)


def columns(orthogonal: Callable[..., Array], gain: float) -> Array:
    """Matrices with two rows and two columns, one after another: shape (DRAWS, 2, 2)."""
    rng = np.random.default_rng(0)
    return np.array([orthogonal(rng, 2, 2, gain) for _ in range(DRAWS)])


def angles(matrices: Array) -> Array:
    """Between the two columns of each matrix, in degrees: shape (DRAWS,)."""
    first, second = matrices[:, :, 0], matrices[:, :, 1]
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    degrees: Array = np.degrees(np.arccos(np.clip((first * second).sum(axis=1) / lengths, -1, 1)))
    return degrees


def plot_shapes(right: Initializer, ill: Initializer, shape: str = "even") -> Figure:
    """Draw a signal's way through ten ReLU layers with the weights of two rules.

    Parameters
    ----------
    right, ill : callable
        Each is called as `initializer(rng, fan_in, fan_out)`.
    shape : str
        A name from `SHAPES`.
    """
    healthy, sick = scales(right, shape), scales(ill, shape)
    widths = SHAPES[shape]
    layers = np.arange(1, len(healthy) + 1)
    figure, axes = style.figure(height=3.4)
    axes.plot(layers, healthy, "--", color=COLOURS["theory"], label="He")
    axes.plot(layers, sick, "o-", color=COLOURS["wrong"], markersize=5, label="this rule")
    axes.set(yscale="log", xlim=(0.7, 10.3), ylim=(0.1, 20), xlabel="layer", ylabel="net inputs (RMS)")
    axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.set_xticks(layers)
    axes.minorticks_off()
    name_ends(axes)
    said = f"widths from {widths[0]} to {widths[-1]}: {sick[0]:.2f} in layer 1, {sick[-1]:.2f} in layer 10"
    return describe(
        figure,
        f"Root mean square of the net inputs in ten ReLU layers, {said}; with He's rule {healthy[0]:.2f} and "
        f"{healthy[-1]:.2f}.",
        f"{said.capitalize()}.",
    )


def plot_columns(right: Callable[..., Array], ill: Callable[..., Array], gain: float = 1.0) -> tuple[Figure, Figure]:
    """Draw where the first columns of many matrices point.

    Parameters
    ----------
    right, ill : callable
        Each is called as `orthogonal(rng, fan_in, fan_out, gain)`.
    gain : float
    """
    figures = []
    for name, rule, role in (("as it should be", right, "theory"), ("this rule", ill, "wrong")):
        matrices = columns(rule, gain)
        between, lengths = angles(matrices), np.linalg.norm(matrices[:, :, 0], axis=1)
        figure, axes = style.figure(width=style.HALF, height=3.3)
        axes.plot(*matrices[:, :, 0].T, ".", color=COLOURS[role], markersize=4)
        axes.plot(0, 0, "+", color=COLOURS["ink"])
        axes.set(xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), aspect="equal", xlabel="first entry", ylabel="second entry")
        axes.set_title(name)
        rightwards = np.mean(matrices[:, 0, 0] > 0)
        figures.append(
            describe(
                figure,
                f"First columns of {DRAWS} matrices, {name}, gain {gain:g}: lengths from {lengths.min():.2f} to "
                f"{lengths.max():.2f}; {100 * rightwards:.0f} % point to the right.",
                f"Angle between the columns, {name}: {between.min():.1f} to {between.max():.1f} degrees.",
            )
        )
    return figures[0], figures[1]
