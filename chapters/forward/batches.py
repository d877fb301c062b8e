"""Epochs, mini-batches and iterations, and the memory that a forward pass keeps."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Minibatches = Callable[..., Any]

BYTES = 8  # of one float64


def iterations(minibatches: Minibatches, samples: int, batch_size: int) -> int:
    """How many mini-batches an epoch has."""
    x = np.zeros((samples, 1))
    return len(list(minibatches(x, x[:, 0], batch_size, np.random.default_rng(0))))


def plot_epochs(minibatches: Minibatches, batch_size: int = 5, samples: int = 12, epochs: int = 3) -> Figure:
    """Draw the order in which three epochs show twelve samples, in frames that are the mini-batches."""
    x, rng = np.arange(float(samples)).reshape(-1, 1), np.random.default_rng(1)
    figure, axes = style.figure(height=2.9)
    sizes: list[int] = []
    for epoch in range(epochs):
        place, sizes = 0, []
        for number, (few, _) in enumerate(minibatches(x, x[:, 0], batch_size, rng)):
            colour = COLOURS[("forward", "muted")[number % 2]]
            corner, width = (place + 0.05, epoch - 0.4), len(few) - 0.1
            axes.add_patch(Rectangle(corner, width, 0.8, facecolor=colour, edgecolor="none", alpha=0.25))
            axes.add_patch(Rectangle(corner, width, 0.8, facecolor="none", edgecolor=colour, linewidth=1.5))
            for sample in np.ravel(few):
                size = 9 if style.is_narrow() else 13
                axes.text(place + 0.5, epoch, f"{sample:.0f}", ha="center", va="center", size=size)
                place += 1
            sizes.append(len(few))
    axes.set(xlim=(0, samples), ylim=(epochs - 0.5, -0.5), xlabel="samples in the order shown")
    axes.set_xticks([])
    axes.set_yticks(range(epochs), [f"epoch {epoch + 1}" for epoch in range(epochs)])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return describe(
        figure,
        f"Three epochs of {samples} samples, each in another order, cut into batches of {batch_size}: "
        f"{len(sizes)} iterations an epoch, with {', '.join(map(str, sizes))} samples.",
        f"An epoch has {len(sizes)} iteration{'s' * (len(sizes) > 1)}, the last with {sizes[-1]} of {samples} samples.",
    )


# --- Memory ---

INPUTS, HIDDEN, OUTPUTS = 64, 128, 10


def network(hidden_layers: int) -> list[tuple[Array, Array]]:
    """Parameters, all 0, of a network for digits: 64 inputs, hidden layers of 128 units, 10 outputs."""
    widths = [INPUTS, *[HIDDEN] * hidden_layers, OUTPUTS]
    return [(np.zeros((fan_in, fan_out)), np.zeros(fan_out)) for fan_in, fan_out in pairwise(widths)]


def kept_bytes(forward_pass: Callable[..., Sequence[Array]], batch_size: int, hidden_layers: int) -> list[int]:
    """Bytes of each array that a forward pass keeps."""
    kept = forward_pass(np.zeros((batch_size, INPUTS)), network(hidden_layers))
    return [int(np.asarray(array).nbytes) for array in kept]


def peak_bytes(
    affine: Any, activation: Callable[[Array], Array], depth: int, train: bool, batch_size: int = 256
) -> int:
    """Largest memory, in bytes, that the arrays of a forward pass through layers of 128 units take at one time.

    Parameters
    ----------
    affine : class
        Its `forward(x, train)` keeps the input in training.
    activation : callable
    depth : int
    train : bool
    batch_size : int
    """
    layers = [affine(np.zeros((HIDDEN, HIDDEN)), np.zeros(HIDDEN)) for _ in range(depth)]
    first = np.zeros((batch_size, HIDDEN))
    tracemalloc.start()
    x = first
    for layer in layers:
        x = activation(layer.forward(x, train))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def plot_kept(forward_pass: Callable[..., Sequence[Array]], batch_size: int = 32, hidden_layers: int = 2) -> Figure:
    """Draw the memory of the parameters and of what a forward pass keeps, each divided into its arrays."""
    kept = kept_bytes(forward_pass, batch_size, hidden_layers)
    weights = [W.nbytes + b.nbytes for W, b in network(hidden_layers)]
    figure, axes = style.figure(height=2.6)
    for row, role, parts in ((0, "loss", weights), (1, "forward", kept)):
        start = 0.0
        for part in parts:
            axes.barh(row, part / 1e6, left=start, height=0.6, color=COLOURS[role], edgecolor=COLOURS["paper"])
            start += part / 1e6
        axes.text(start + 0.03, row, f"{start:.2f} MB", va="center")
    axes.set(xlim=(0, 2.8), ylim=(1.5, -0.5), xlabel="memory (MB)")
    axes.set_yticks([0, 1], ["parameters", "kept"])
    axes.tick_params(axis="y", length=0)
    return describe(
        figure,
        f"With {hidden_layers} hidden layers of {HIDDEN} units and a batch of {batch_size}, the parameters take "
        f"{sum(weights) / 1e6:.2f} MB, and the forward pass keeps {sum(kept) / 1e6:.2f} MB in {len(kept)} arrays.",
        f"What the forward pass keeps takes {sum(kept) / sum(weights):.2g} times the memory of the parameters.",
    )
