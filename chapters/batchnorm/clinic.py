"""The clinic: running averages and a gradient of a layer with a mistake, beside those of the layer as it should be."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from ipywidgets import SelectionSlider
from matplotlib.figure import Figure

from chapters.batchnorm.batches import JUMP, LENGTH, Options, running
from chapters.batchnorm.diagrams import BETA, GAMMA, X, values
from chapters.batchnorm.networks import Array, Norm
from chapters.shared import style
from chapters.shared.explore import explore
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

MOMENTA = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


def averages(right: Options, wrong: Options) -> Any:
    """Show the running means of both layers, with a slider for the momentum."""
    return explore(
        partial(plot_averages, right, wrong),
        momentum=SelectionSlider(options=MOMENTA, value=0.9, description="momentum"),
    )


def plot_averages(right: Options, wrong: Options, momentum: float = 0.9) -> Figure:
    """Draw the batches' means and what each layer's running mean makes of them."""
    means, kept, _ = running(right, momentum)
    here = running(wrong, momentum)[1]
    figure, axes = style.figure(height=3.4)
    steps = np.arange(1, LENGTH + 1)
    axes.plot(steps, means, ".", color=COLOURS["muted"], markersize=4, label="a batch's mean")
    axes.plot(steps, here, color=COLOURS["wrong"], label="this layer's running mean")
    axes.plot(steps, kept, "--", color=COLOURS["ink"], label="as it should be")
    axes.set(xlim=(0, LENGTH), ylim=(-1.6, 5.4), xlabel="step", ylabel="mean of a feature")
    legend_above(figure, 1 if style.is_narrow() else 3)
    noise, should = (float(each[100:JUMP].std()) for each in (here, kept))
    told = f"Before the jump the standard deviation is {noise:.2f}; it should be {should:.2f}."
    return describe(
        figure,
        f"Means of batches of 8 and two running averages with momentum {momentum:g}. This layer's ends at "
        f"{here[-1]:.2f}, the right one at {kept[-1]:.2f}. {told}",
        told,
    )


def gradients(right: Norm, wrong: Norm) -> Any:
    """Show the gradients of both layers, with a slider for the output that matters."""
    return explore(partial(plot_gradients, right, wrong), sample=(1, 4, 1))


def gradient(norm: Norm, sample: int) -> Array:
    """What a layer hands back to the four inputs of the page's example when only one output matters: shape (4,)."""
    layer = norm(np.array([GAMMA]), np.array([BETA]))
    layer.forward(X[:, np.newaxis].copy())
    upstream = (np.arange(1, 5) == sample).astype(float)
    return np.asarray(layer.backward(upstream[:, np.newaxis]), dtype=float).ravel()


def sums(back: Array) -> tuple[float, float]:
    """The sum of a gradient, and its sum after each entry is multiplied by its normalized input."""
    return float(back.sum()), float((back * values()["hat"]).sum())


def plot_gradients(right: Norm, wrong: Norm, sample: int = 4) -> Figure:
    """Draw both layers' gradients of the four inputs."""
    figure, axes = style.figure(height=3.5)
    places = np.arange(1, 5)
    here, should = gradient(wrong, sample), gradient(right, sample)
    axes.bar(places - 0.18, here, 0.34, color=COLOURS["wrong"], hatch="//", edgecolor=COLOURS["paper"], label="here")
    axes.bar(places + 0.18, should, 0.34, color=COLOURS["forward"], label="as it should be")
    axes.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    axes.set(ylim=(-1.7, 2.6), xlim=(0.5, 4.5), xlabel="sample", ylabel="gradient of the input")
    axes.set_xticks(places, [f"{place}\nx = {value:g}" for place, value in zip(places, X, strict=True)])
    legend_above(figure)
    plain, along = (f"{value + 0.0:.2f}".replace("-0.00", "0.00") for value in sums(here))
    told = f"The four gradients add up to {plain}; each times its normalized input, to {along}."
    return describe(
        figure,
        f"Gradients of the four inputs when only output {sample} matters. Here: "
        f"{', '.join(f'{value:.2f}' for value in here)}; "
        f"they should be {', '.join(f'{value:.2f}' for value in should)}.",
        told,
    )
