"""The clinic: two dropout layers with a mistake in each, seen on a sum and on a row of units."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from ipywidgets import SelectionSlider
from matplotlib.figure import Figure

from chapters.dropout.moments import Array, forty, sums
from chapters.shared import style
from chapters.shared.explore import explore
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
UNITS, PASSES = 16, 12


def summing(right: Any, wrong: Any) -> Any:
    """Show the sums of both layers, with a slider for the share that is dropped."""
    slider = SelectionSlider(options=SHARES, value=0.2, description="p")
    return explore(partial(plot_summing, right, wrong), p=slider)


def plot_summing(right: Any, wrong: Any, p: float = 0.2) -> Figure:
    """Draw a sum of forty activations under 300 masks of the wrong layer, and at test time for both."""
    training, test = sums(wrong, p)
    should = sums(right, p)[1]
    figure, axes = style.figure(height=3.3)
    axes.hist(training, np.linspace(0, 60, 41), color=COLOURS["train"], label="300 masks, in training")
    axes.axvline(test, color=COLOURS["validation"], linewidth=3, label="test time")
    axes.axvline(should, color=COLOURS["theory"], linestyle="--", label="as it should be")
    axes.set(xlim=(0, 60), ylim=(0, 200), xlabel="sum of forty activations", ylabel="masks")
    legend_above(figure, 1 if style.is_narrow() else 3)
    told = f"In training it is {training.mean():.1f} on average, at test time {test:.1f}."
    return describe(
        figure, f"Histogram of a sum over 300 masks at p = {p:g}, {forty().sum():.1f} without a mask. {told}", told
    )


def passing(right: Any, wrong: Any) -> Any:
    """Show passes of both layers, with a slider that counts them."""
    return explore(partial(plot_passing, right, wrong), number=(1, PASSES, 1))


def passes(layer_class: Any) -> Array:
    """What one layer makes of ones, forward and backward, pass after pass: shape (PASSES, 2, UNITS)."""
    layer, ones = layer_class(0.5, np.random.default_rng(1)), np.ones((1, UNITS))
    return np.array([[layer.forward(ones.copy())[0], layer.backward(ones.copy())[0]] for _ in range(PASSES)])


def plot_passing(right: Any, wrong: Any, number: int = 1) -> tuple[Figure, Figure]:
    """Draw the outputs and the gradients of the units in one pass, here and as they should be."""
    figures, units = [], np.arange(1, UNITS + 1)
    for layer_class, title in ((wrong, "here"), (right, "as it should be")):
        outputs, gradients = passes(layer_class)[number - 1]
        figure, axes = style.figure(width=style.HALF, height=3.2)
        axes.bar(units - 0.2, outputs, 0.38, color=COLOURS["forward"], label="output")
        axes.bar(units + 0.2, gradients, 0.38, color=COLOURS["backward"], hatch="//", label="gradient")
        axes.set(xlim=(0.3, UNITS + 0.7), ylim=(0, 3), xlabel=f"unit, {title}", xticks=[1, 4, 8, 12, 16])
        axes.legend(loc="upper center", ncols=2)
        odd = int(((outputs == 0) != (gradients == 0)).sum())
        told = f"{title.capitalize()}, {odd} of {UNITS} units are on in one direction and off in the other."
        figures.append(describe(figure, f"Outputs and gradients of {UNITS} units in pass {number}. {told}", told))
    return figures[0], figures[1]
