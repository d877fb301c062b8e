"""Two cases of the clinic: a neuron and a loss with a mistake in them, each beside the right one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.forward.descent import least_squares, noisy_line, path
from chapters.shared import style
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Loss = Callable[[Array, Array], float]

RATES = np.round(np.arange(0.02, 1.0, 0.02), 2)
FURTHEST = 1e6


def distances(neuron: Any, steps: int) -> Array:
    """How far a neuron is from the least-squares solution after some steps, for each rate; at most `FURTHEST`."""
    x, t = noisy_line()
    solution = least_squares(x, t)
    with np.errstate(all="ignore"):
        ends = np.array([path(neuron, x, t, rate, steps)[-1] - solution for rate in RATES])
        found: Array = np.minimum(np.nan_to_num(np.linalg.norm(ends, axis=1), nan=FURTHEST), FURTHEST)
    return found


def plot_rates(right: Any, ill: Any, steps: int = 30) -> Figure:
    """Draw where two neurons end, against the learning rate, on a line with 100 samples."""
    figure, axes = style.figure(height=3.8)
    healthy, sick = distances(right, steps), distances(ill, steps)
    axes.plot(RATES, healthy, "--", color=COLOURS["theory"], label="as it should be")
    axes.plot(RATES, sick, color=COLOURS["wrong"], label="this neuron")
    axes.set(yscale="log", ylim=(1e-8, 2 * FURTHEST), xlim=(0, 1), xlabel="learning rate")
    axes.set_ylabel(f"distance after {steps} steps")
    axes.minorticks_off()
    legend_above(figure)
    ends = [float(RATES[values < values[0]].max()) for values in (healthy, sick)]
    words = f"after {steps} steps the right one is nearer than it began to be up to a rate of {ends[0]:.2f}"
    return describe(figure, f"Distance from the solution against the rate: {words}, this one up to {ends[1]:.2f}.")


def surely_wrong(loss: Loss, logit: float) -> float:
    """The loss of one sample of class 1 whose logits are a number and 0."""
    return float(loss(np.array([[logit, 0.0]]), np.array([1])))


def plot_losses(right: Loss, ill: Loss, logit: int = 4) -> Figure:
    """Draw two losses of a network that is ever surer, and wrong."""
    figure, axes = style.figure(height=3.8)
    logits = list(range(0, 62, 2))
    sick = [surely_wrong(ill, each) for each in logits]
    axes.plot(logits, [surely_wrong(right, each) for each in logits], "--", color=COLOURS["theory"], label="right")
    axes.plot(logits, sick, color=COLOURS["wrong"], label="this loss")
    here = surely_wrong(ill, logit)
    axes.plot([logit], [here], "o", color=COLOURS["highlight"], zorder=4)
    axes.set(xlim=(0, 60), ylim=(0, 62), xlabel="logit of the wrong class", ylabel="loss (nats)")
    name_ends(axes)
    should = surely_wrong(right, logit)
    text = f"At a logit of {logit} for the wrong class this loss is {here:.2f}; it should be {should:.2f}"
    return describe(figure, f"The loss of a wrong answer against its logit. {text}.", f"{text}.")
