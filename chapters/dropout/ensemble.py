"""Dropout as an ensemble of sub-networks: many masks against one pass, and where the two are equal (claim C17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout.moments import every_mask
from chapters.dropout.training import Run, dropouts
from chapters.shared import style
from chapters.shared.experiments import interval
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

COUNTS = (1, 2, 5, 10, 20, 50)


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


class Means(NamedTuple):
    """Probabilities of three classes: two means over all masks, and one pass without a mask."""

    arithmetic: Array
    geometric: Array
    scaled: Array


def means(p: float, size: float = 1.0, inputs: int = 8) -> Means:
    """Go through all masks of a softmax layer with three classes.

    Parameters
    ----------
    p : float
        Share of the inputs that is dropped.
    size : float
        Standard deviation of the weights.
    inputs : int
    """
    rng = np.random.default_rng(3)
    x, w, b = rng.uniform(0.5, 1.5, inputs), size * rng.normal(0, 1, (inputs, 3)), rng.normal(0, 1, 3)
    masks, chances = every_mask(inputs, p)
    each = (masks * x / (1 - p)) @ w + b
    probabilities = softmax(each)
    geometric = np.exp(chances @ np.log(probabilities))
    return Means(chances @ probabilities, geometric / geometric.sum(), softmax(x @ w + b))


def plot_means(p: float = 0.5, size: float = 1.0) -> Figure:
    """Draw the three sets of probabilities beside each other."""
    found = means(p, size)
    figure, axes = style.figure(height=3.4)
    looks = (
        ("arithmetic mean of 256", "forward"),
        ("geometric mean of 256", "loss"),
        ("one scaled pass", "theory"),
    )
    for shift, (values, (label, role)) in enumerate(zip(found, looks, strict=True)):
        hatch = ("", "//", "..")[shift]
        places = np.arange(3) + 0.25 * (shift - 1)
        axes.bar(places, values, 0.23, color=COLOURS[role], hatch=hatch, edgecolor=COLOURS["paper"], label=label)
    axes.set_xticks(range(3), ["class 0", "class 1", "class 2"])
    axes.set(ylim=(0, 1.02), ylabel="probability")
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    legend_above(figure, 1 if style.is_narrow() else 3)
    off = float(np.abs(found.arithmetic - found.scaled).max())
    same = float(np.abs(found.geometric - found.scaled).max())
    told = f"the arithmetic mean is off by at most {off:.3f}, the geometric mean by {same:.0e}"
    return describe(
        figure,
        f"Probabilities of three classes at p = {p:g}, weights of size {size:g}: two means over 256 masks and one "
        f"scaled pass; {told}.",
        f"At p = {p:g} {told}.",
    )


class Votes(NamedTuple):
    """Test scores of the mean of several masks, one row a seed, and of one pass without a mask."""

    losses: Array
    """Loss of the mean of `COUNTS` masks, shape (seeds, len(COUNTS))."""
    accuracies: Array
    """In percent, of the same shape."""
    loss: Array
    """Loss of the scaled pass, shape (seeds,)."""
    accuracy: Array
    agreement: Array
    """Share of the test digits, in percent, at which 50 masks and the one pass say the same."""
    distance: Array
    """Largest difference of a probability, the mean over the test digits."""


def votes(runs: Sequence[Run]) -> Votes:
    """Average the probabilities of up to 50 sub-networks of each trained network."""
    rows: list[list[Any]] = [[] for _ in Votes._fields]
    for run in runs:
        x, labels = run.sample.test_x, run.sample.test_labels
        dropouts(run.network)
        true = np.arange(len(labels)), labels
        total, losses, accuracies = np.zeros((len(x), 10)), [], []
        for count in range(1, COUNTS[-1] + 1):
            total += softmax(run.network.predict(x, train=True))
            if count in COUNTS:
                losses.append(-np.log(total[true] / count).mean())
                accuracies.append(100 * np.mean(total.argmax(axis=1) == labels))
        single, mean = softmax(run.network.predict(x)), total / COUNTS[-1]
        scores = (
            losses,
            accuracies,
            -np.log(single[true]).mean(),
            100 * np.mean(single.argmax(axis=1) == labels),
            100 * np.mean(single.argmax(axis=1) == mean.argmax(axis=1)),
            np.abs(single - mean).max(axis=1).mean(),
        )
        for row, score in zip(rows, scores, strict=True):
            row.append(score)
    return Votes(*map(np.array, rows))


def plot_votes(found: Mapping[float, Votes], p: float = 0.5) -> Figure:
    """Draw the test loss against the number of masks."""
    every = found[p]
    figure, axes = style.figure(height=3.6)
    mean, single = every.losses.mean(axis=0), float(every.loss.mean())
    axes.plot(COUNTS, mean, "o-", color=COLOURS["forward"], label="mean of so many sub-networks")
    axes.axhline(single, color=COLOURS["theory"], linestyle="--", label="one pass, no mask")
    axes.set(xscale="log", xlim=(0.9, 56), ylim=(0.4, 1.2), xlabel="masks averaged", ylabel="test loss (nats)")
    axes.set_xticks(COUNTS, list(map(str, COUNTS)))
    axes.minorticks_off()
    legend_above(figure, 1 if style.is_narrow() else 2)
    accuracy = every.accuracies.mean(axis=0)
    told = (
        f"1 mask {mean[0]:.2f} nats, 50 masks {mean[-1]:.2f}, one pass {single:.2f}; right: {accuracy[0]:.1f} %, "
        f"{accuracy[-1]:.1f} %, {every.accuracy.mean():.1f} %"
    )
    return describe(
        figure, f"Test loss against the number of masks averaged, p = {p:g}: {told}.", f"At p = {p:g}: {told}."
    )


def summary(every: Votes) -> dict[str, tuple[float, float]]:
    """Means and half widths of 95 % intervals over the seeds."""
    return {
        "one mask": interval(every.accuracies[:, 0]),
        "50 masks": interval(every.accuracies[:, -1]),
        "one pass": interval(every.accuracy),
        "loss of 50 masks": interval(every.losses[:, -1]),
        "loss of one pass": interval(every.loss),
        "agreement": interval(every.agreement),
        "distance": interval(every.distance),
        "difference": interval(every.accuracies[:, -1] - every.accuracy),
    }
