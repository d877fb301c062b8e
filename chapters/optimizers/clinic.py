"""Two cases of the clinic: a rule with a mistake in it beside the right one, under gradients that are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.optimizers.steps import GRADIENTS, step_lengths
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Make = Callable[..., Any]

MOMENTA = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
STEPS = 60


def velocities(make: Make, momentum: float, steps: int = STEPS) -> tuple[Array, Array]:
    """Lengths of steps in learning rates, (steps,), under gradients that are all 1, and under 1, -1, 1, ..."""
    steady = step_lengths(make(1.0, momentum), np.ones(steps))
    alternating = step_lengths(make(1.0, momentum), (-1.0) ** np.arange(steps))
    return steady, np.abs(alternating)


def squares(make: Make, rho: float, gradient: str) -> Array:
    """Lengths of steps in learning rates, (T,), under the gradients of `GRADIENTS[gradient]`."""
    return step_lengths(make(1.0, rho), GRADIENTS[gradient]())


def plot_velocity(right: Make, ill: Make, momentum: float = 0.5) -> tuple[Figure, Figure]:
    """Draw the steps of two rules with a velocity, under steady and under alternating gradients.

    Parameters
    ----------
    right, ill : callable
        Each makes a new optimizer of a learning rate and a momentum.
    momentum : float
    """
    count, figures = np.arange(1, STEPS + 1), []
    both = zip(("steady", "alternating"), velocities(right, momentum), velocities(ill, momentum), strict=True)
    for kind, healthy, sick in both:
        figure, axes = style.figure(width=style.HALF, height=3.2)
        axes.plot(count, healthy, "--", color=COLOURS["theory"], label="as it should be")
        axes.plot(count, sick, color=COLOURS["wrong"], label="this rule")
        axes.set(xlim=(0, STEPS), yscale="log", ylim=(0.01, 100), xlabel="step", ylabel="step (learning rates)")
        axes.set_title(f"{kind} gradients")
        axes.minorticks_off()
        axes.legend(loc="upper right")
        text = (
            f"Step lengths under {kind} gradients with momentum {momentum:g}: at step {STEPS} the rule makes steps "
            f"of {sick[-1]:.3f} learning rates, and should make {healthy[-1]:.3f}."
        )
        figures.append(describe(figure, text))
    return figures[0], figures[1]


def plot_squares(right: Make, ill: Make, gradient: str = "burst", rho: float = 0.99) -> Figure:
    """Draw the steps of two rules that divide by an average of squares.

    Parameters
    ----------
    right, ill : callable
        Each makes a new optimizer of a learning rate and a share rho.
    gradient : str
        A name from `GRADIENTS`.
    rho : float
    """
    healthy, sick = (squares(make, rho, gradient) for make in (right, ill))
    count = np.arange(1, len(sick) + 1)
    figure, axes = style.figure(height=3.6)
    axes.plot(count, healthy, "--", color=COLOURS["theory"], label="as it should be")
    axes.plot(count, sick, color=COLOURS["wrong"], label="this rule")
    axes.set(xscale="log", yscale="log", xlim=(1, len(sick)), ylim=(5e-3, 20), xlabel="step $t$")
    axes.set_ylabel("step (learning rates)")
    axes.minorticks_off()
    legend_above(figure)
    return describe(
        figure,
        f"Step lengths under {gradient} gradients with rho = {rho:g}. The rule's first step is {sick[0]:.2f} learning "
        f"rates long, its 113th {sick[112]:.3f}, its last {sick[-1]:.3f}; they should be {healthy[0]:.2f}, "
        f"{healthy[112]:.3f} and {healthy[-1]:.3f}.",
    )
