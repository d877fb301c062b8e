"""Claim C10: how the activations and the gradients of ten layers are distributed, for four ways to start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.signals import (
    deviations,
    deviations_over_samples,
    root_mean_squares,
    signals,
    with_deviation,
    with_gain,
)
from chapters.shared import style
from chapters.shared.network import Initializer
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

STARTS: dict[str, Initializer] = {
    "std 1": with_deviation(1.0),
    "std 0.01": with_deviation(0.01),
    "Xavier": with_gain(1.0),
    "He": with_gain(np.sqrt(2)),
}
WIDTHS = (100,) * 11
SHOWN = (1, 2, 4, 7, 10)
"""Layers that are drawn, counted from 1."""
VALUES = np.linspace(-1.05, 2.1, 64)
"""Edges of the bins of activations."""
DECADES = np.linspace(-16, 4, 81)
"""Edges of the bins of gradients: decimal logarithms of their sizes."""


class Histograms(NamedTuple):
    """Of one network."""

    activations: Array
    """Shares of the bins of `VALUES`, shape (len(SHOWN), 63)."""
    gradients: Array
    """Shares of the bins of `DECADES`, shape (len(SHOWN), 80)."""
    deviations: Array
    """Of the activations over units and samples, shape (10,)."""
    over_samples: Array
    """Of one unit over the samples, shape (10,)."""
    gradient_scales: Array
    """Root mean squares, shape (10,)."""


def histograms(affine: Any, activation: Callable[..., Any], initializer: Initializer, seed: int = 0) -> Histograms:
    """Ten layers of 100 units, 200 normal inputs, normal gradients behind the last layer."""
    seen = signals(affine, activation, initializer, WIDTHS, seed)
    sizes = [np.log10(np.maximum(np.abs(each), 1e-300)) for each in seen.gradients]
    return Histograms(
        np.array([np.histogram(seen.activations[k - 1], VALUES)[0] / seen.activations[k - 1].size for k in SHOWN]),
        np.array([np.histogram(sizes[k - 1], DECADES)[0] / sizes[k - 1].size for k in SHOWN]),
        deviations(seen.activations),
        deviations_over_samples(seen.activations),
        root_mean_squares(seen.gradients),
    )


def all_histograms(affine: Any, activations: Mapping[str, Callable[..., Any]]) -> dict[str, dict[str, Histograms]]:
    """For each activation and each of `STARTS`."""
    return {
        name: {start: histograms(affine, activation, initializer) for start, initializer in STARTS.items()}
        for name, activation in activations.items()
    }


def plot_histograms(
    found: Mapping[str, Mapping[str, Histograms]], activation: str = "tanh", start: str = "std 1"
) -> tuple[Figure, Figure]:
    """Draw the activations of five layers, one above the other, and the sizes of their gradients."""
    seen = found[activation][start]
    left = _ridges(VALUES, seen.activations, "activation", "forward", (-1.05, 2.1))
    last, apart = seen.deviations[-1], seen.over_samples[-1]
    describe(
        left,
        f"Distributions of the activations in the layers {_listed()}, {activation}, start {start}. Standard deviation "
        f"in layer 1 {seen.deviations[0]:.2g}, in layer 10 {last:.2g}.",
        f"The activations of layer 10 have the standard deviation {last:.2g}, those of one unit over the samples "
        f"{apart:.2g}.",
    )
    right = _ridges(DECADES, seen.gradients, "size of the gradient", "backward", (-16, 4))
    right.axes[0].set_xticks([-16, -8, 0], ["1e-16", "1e-8", "1"])
    first = seen.gradient_scales[0]
    describe(
        right,
        f"Distributions of the sizes of the gradients in the same layers, on a logarithmic axis. Root mean square in "
        f"layer 10 {seen.gradient_scales[-1]:.2g}, in layer 1 {first:.2g}.",
        f"The gradients of layer 1 have the size {first:.2g}.",
    )
    return left, right


def _listed() -> str:
    return ", ".join(map(str, SHOWN))


def _ridges(edges: Array, shares: Array, label: str, role: str, limits: tuple[float, float]) -> Figure:
    """Histograms one above the other, the first layer on top, each as high as it has room."""
    figure, axes = style.figure(height=3.6, width=style.HALF)
    for place, share in enumerate(shares[::-1]):
        zeros = (edges[:-1] * edges[1:] <= 0) & (role == "forward")  # those of a ReLU would hide all others
        rest = share[~zeros].max()
        height = 0.85 * np.minimum(share / (rest if rest > 0.005 else max(share.max(), 1e-12)), 1.0)
        axes.stairs(place + height, edges, baseline=place, fill=True, color=COLOURS[role], alpha=0.75)
        axes.axhline(place, color=COLOURS["muted"], linewidth=0.6)
    axes.set(xlim=limits, ylim=(-0.05, len(shares)), xlabel=label, ylabel="layer")
    axes.set_yticks(range(len(shares)), [str(layer) for layer in SHOWN[::-1]])
    return figure
