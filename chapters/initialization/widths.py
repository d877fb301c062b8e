"""Where the theory is only a mean: deep and narrow networks, each of which goes its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.signals import root_mean_squares, signals
from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.network import he
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

WIDTHS = (8, 16, 32, 64, 128)
DEPTH = 50
NETWORKS = 30


def walks(affine: Any, activation: Callable[..., Any], widths: Sequence[int] = WIDTHS) -> dict[int, Array]:
    """Root mean squares of the net inputs under He's initialization, by width: shape (NETWORKS, DEPTH)."""
    return {
        width: np.array(
            [
                root_mean_squares(signals(affine, activation, he, [width] * (DEPTH + 1), seed, samples=20).net_inputs)
                for seed in range(NETWORKS)
            ]
        )
        for width in widths
    }


def plot_walks(found: Mapping[int, Array], width: int = 128) -> Figure:
    """Draw each network's way, their median, and the theory."""
    scales = np.maximum(found[width], 1e-13)
    median = np.median(scales, axis=0)
    figure, axes = style.figure(height=3.6)
    layers = np.arange(1, DEPTH + 1)
    axes.plot(layers, scales.T, color=COLOURS["forward"], linewidth=0.7, alpha=0.6)
    axes.plot(layers, median, color=COLOURS["loss"], linewidth=2.5, label="median")
    axes.axhline(np.sqrt(2), color=COLOURS["theory"], linestyle="--", label="theory")
    axes.set(yscale="log", ylim=(1e-13, 1e3), xlim=(1, DEPTH), xlabel="layer", ylabel="root mean square")
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1], ["1e-12", "1e-8", "1e-4", "1"])
    axes.minorticks_off()
    name_ends(axes)
    dead = int(np.sum(found[width][:, -1] == 0))
    said = f"median in layer {DEPTH}: {median[-1]:.2g}; {dead} of {NETWORKS} networks give 0"
    return describe(
        figure,
        f"Net inputs of {NETWORKS} networks with {width} units a layer, He's initialization, over {DEPTH} layers. The "
        f"theory says 1.41 in each; {said}.",
        f"The theory says 1.41 in each layer; the {said}.",
    )
