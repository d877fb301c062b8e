"""A stack of ten layers, measured, and scaled layer by layer: what LSUV makes of any start."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.driving import ACTIVATIONS, Affine
from chapters.initialization.signals import deviations
from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

WIDTH = 100
DEPTH = 10
SAMPLES = 200
DEVIATIONS = [float(f"{deviation:.2g}") for deviation in 10.0 ** np.arange(-2, 0.01, 0.2)]
"""A slider's standard deviations of the first weights."""


def stack(activation: str, standard_deviation: float, seed: int = 0) -> tuple[list[Any], Array]:
    """Return ten affine layers of 100 units, each with an activation behind it, and a batch of 200 normal inputs.

    Parameters
    ----------
    activation : {"linear", "ReLU", "tanh", "sin"}
    standard_deviation : float
        Of the normal weights.
    seed : int
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(SAMPLES, WIDTH))
    layers: list[Any] = []
    for _ in range(DEPTH):
        weights = rng.normal(0.0, standard_deviation, (WIDTH, WIDTH))
        layers += [Affine(weights, np.zeros(WIDTH)), ACTIVATIONS[activation]()]
    return layers, x


def scales_of(layers: list[Any], x: Array) -> Array:
    """Standard deviation of the net inputs in each of the ten layers, shape (10,)."""
    reduce(lambda batch, layer: layer.forward(batch, False), layers, x)
    return deviations([affine.y for affine in layers[::2]])


def before_and_after(lsuv: Callable[..., Any], activation: str, standard_deviation: float) -> tuple[Array, Array]:
    """Standard deviations of the net inputs of the ten layers before and after the rule, shape (10,) each."""
    layers, x = stack(activation, standard_deviation)
    before = scales_of(layers, x)
    lsuv(layers, x)
    return before, scales_of(layers, x)


def _axes(label: str) -> tuple[Figure, Any]:
    figure, axes = style.figure(height=3.4)
    axes.set(yscale="log", ylim=(1e-12, 1e10), xlim=(0.5, DEPTH + 0.5), xlabel="layer", ylabel=label)
    axes.set_xticks(range(1, DEPTH + 1))
    axes.set_yticks([1e-10, 1e-5, 1, 1e5, 1e10], ["1e-10", "1e-5", "1", "1e5", "1e10"])
    axes.minorticks_off()
    return figure, axes


def plot_scales(
    layer_scales: Callable[..., Array], activation: str = "tanh", standard_deviation: float = 0.01
) -> Figure:
    """Draw what a probe measures behind each activation."""
    layers, x = stack(activation, standard_deviation)
    found = np.asarray(layer_scales(layers, x))[1::2]
    figure, axes = _axes("standard deviation")
    axes.plot(range(1, DEPTH + 1), found, "o-", color=COLOURS["forward"])
    return describe(
        figure,
        f"Standard deviation of the activations in ten layers of {WIDTH} units, {activation}, weights with standard "
        f"deviation {standard_deviation:g}: {found[0]:.2g} in layer 1, {found[-1]:.2g} in layer 10.",
        f"Layer 1 has {found[0]:.2g}, layer 10 {found[-1]:.2g}: the signal "
        f"{'stays' if 0.3 < found[-1] / max(found[0], 1e-300) < 3 else 'changes its size'}.",
    )


def plot_lsuv(lsuv: Callable[..., Any], activation: str = "sin", standard_deviation: float = 0.01) -> Figure:
    """Draw the net inputs' standard deviations before and after the rule."""
    before, after = before_and_after(lsuv, activation, standard_deviation)
    figure, axes = _axes("std of the net inputs")
    looks = (("before", before, "o--", "theory"), ("after", after, "s-", "forward"))
    for name, values, line, role in looks:
        axes.plot(range(1, DEPTH + 1), values, line, color=COLOURS[role], label=name)
    name_ends(axes)
    said = f"layer 10: {before[-1]:.2g} before, {after[-1]:.3f} after"
    return describe(
        figure,
        f"Standard deviations of the net inputs in ten layers with {activation}, weights drawn with "
        f"{standard_deviation:g}. After the rule all lie between {after.min():.3f} and {after.max():.3f}; {said}.",
        f"The standard deviation of the net inputs in {said}.",
    )
