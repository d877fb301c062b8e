"""Rare classes: what is found of them with the data as they are, with label shuffle and with a weighted loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import training
from chapters.regularization.training import Array, Layers
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

METHODS = ("as they are", "label shuffle", "weighted loss")
COMMON, RARE = 60, 4
"""Training images of each even digit, and of each odd one."""
STEPS = 250
BATCH = 32

Shuffle = Callable[[Array, np.random.Generator], Array]


class Weighted:
    """A loss in which every sample counts as much as its class is told to.

    Parameters
    ----------
    loss : callable
        Makes a loss that is a mean over samples.
    weights : ndarray, shape (K,)
    """

    def __init__(self, loss: Callable[[], Any], weights: Array) -> None:
        self.loss, self.weights = loss(), weights

    def forward(self, logits: Array, labels: Array) -> float:
        """Return the loss that is not weighted, which is the one to be told."""
        self.shares = self.weights[labels] / self.weights[labels].mean()
        return float(self.loss.forward(logits, labels))

    def backward(self) -> Array:
        """Return the gradient of the weighted mean."""
        gradient: Array = self.loss.backward() * self.shares[:, None]
        return gradient


def unbalanced(images: Digits, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draw `COMMON` images of each even digit and `RARE` of each odd one."""
    chosen = [
        rng.choice(np.flatnonzero(images.train_labels == digit), RARE if digit % 2 else COMMON, replace=False)
        for digit in range(10)
    ]
    order = np.concatenate(chosen)
    return images.train_x[order], images.train_labels[order]


def batches(
    x: Array, labels: Array, shuffle: Shuffle | None, rng: np.random.Generator
) -> Iterator[tuple[Array, Array]]:
    """Go through the data, epoch by epoch, for `STEPS` batches; with a shuffle, in the order that it gives."""
    made = 0
    while made < STEPS:
        order = rng.permutation(len(x)) if shuffle is None else shuffle(labels, rng)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            if made == STEPS:
                return
            chosen = order[start : start + BATCH]
            made += 1
            yield x[chosen], labels[chosen]


@single_threaded
def recalls(
    shuffle: Shuffle, layers: Layers, make: Callable[[float], Any], images: Digits, method: str, seed: int
) -> Array:
    """Train a network and return the share of the test images of each digit that it finds, shape (10,)."""
    rng = np.random.default_rng(seed)
    x, labels = unbalanced(images, rng)
    weights = 1 / np.bincount(labels)
    loss = (lambda: Weighted(layers[2], weights)) if method == "weighted loss" else layers[2]
    network = training.new_network((*layers[:2], loss), 32, rng)
    chosen = batches(x, labels, shuffle if method == "label shuffle" else None, rng)
    training.learn(network, make(0.05), chosen)
    named = network.predict(images.test_x).argmax(axis=1)
    return np.array([(named[images.test_labels == digit] == digit).mean() for digit in range(10)])


def study(
    shuffle: Shuffle,
    layers: Layers,
    make: Callable[[float], Any],
    images: Digits,
    seeds: Sequence[int] = training.SEEDS,
) -> dict[str, Array]:
    """For each method the recall of each digit: shape (len(seeds), 10)."""
    return {
        method: np.array([recalls(shuffle, layers, make, images, method, seed) for seed in seeds]) for method in METHODS
    }


def plot_recalls(found: Mapping[str, Array], method: str = "as they are") -> Figure:
    """Draw the recall of each digit, common ones and rare ones."""
    mean = 100 * found[method].mean(axis=0)
    figure, axes = style.figure(height=3.6)
    digits = np.arange(10)
    for first, role, hatch, label in ((0, "forward", "", f"{COMMON} images"), (1, "loss", "//", f"{RARE} images")):
        bars = axes.bar(
            digits[first::2],
            mean[first::2],
            color=COLOURS[role],
            hatch=hatch,
            edgecolor=COLOURS["paper"],
            linewidth=0.5,
            label=label,
        )
        axes.bar_label(bars, fmt="%.0f", size=11, padding=1)
    axes.set(xlim=(-0.6, 9.6), ylim=(0, 112), xticks=digits, xlabel="digit", ylabel="found (%)")
    axes.set_yticks([0, 25, 50, 75, 100])
    legend_above(figure)
    common, rare = mean[::2].mean(), mean[1::2].mean()
    told = ", ".join(f"{digit}: {share:.0f}" for digit, share in zip(digits, mean, strict=True))
    return describe(
        figure,
        f"Share of the test images of each digit that is found, {method}, in percent: {told}.",
        f"Common digits found: {common:.0f} %, rare ones: {rare:.0f} %; all alike: {(common + rare) / 2:.0f} %.",
    )
