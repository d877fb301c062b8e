"""Label smoothing and calibration: how often a network is right when it says that it is sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import training
from chapters.regularization.training import Array, Layers
from chapters.shared import graphs, style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.graphs import Edge, Node
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe


def plot_graph() -> Figure:
    """Draw the smoothed loss of one sample, as log-sum-exp minus the logits weighted with the targets."""
    nodes = {
        "a": Node(0.3, 1.5, "$A_k$", "value"),
        "exp": Node(1.6, 2.5, "exp"),
        "sum": Node(2.9, 2.5, "Σ"),
        "log": Node(4.2, 2.5, "log"),
        "weigh": Node(1.9, 0.75, "$· Q_k$"),
        "add": Node(3.5, 0.75, "Σ"),
        "minus": Node(5.2, 1.5, "−"),
        "loss": Node(6.2, 1.5, "$L$", "value"),
    }
    edges = [
        Edge("a", "exp", "$A_k$", "$P_k$"),
        Edge("exp", "sum", "$e_k$", "$1/E$"),
        Edge("sum", "log", "$E$", "$1/E$"),
        Edge("log", "minus", r"$\log E$", "1"),
        Edge("a", "weigh", "$A_k$", "$-Q_k$"),
        Edge("weigh", "add", "$Q_k A_k$", "−1"),
        Edge("add", "minus", r"$\Sigma Q_k A_k$", "−1"),
        Edge("minus", "loss", "$L$", "1"),
    ]
    figure, _ = graphs.graph(3.4, nodes, edges, "both ways together:  $P_k - Q_k$", spread=1.3)
    return describe(
        figure,
        "Graph of the smoothed loss of one sample. The logits fan out: one way through exponential, sum and logarithm, "
        "one through a product with the targets Q and a sum, which is subtracted. Backwards the first way brings P, "
        "the second minus Q.",
    )


SMOOTHINGS = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
BINS = 10


class Said(NamedTuple):
    """What a network says about the test images."""

    confidence: Array
    """Probability of the class that it names, shape (N,)."""
    right: Array
    """Whether it is the label, shape (N,)."""


@single_threaded
def said(
    layers: Layers, make: Callable[[], Any], loss: Callable[[], Any], images: Digits, seed: int, dice: float
) -> Said:
    """Train a network of 32 hidden units on 100 digits with a loss, 200 steps, and ask it about the test set."""
    rng = np.random.default_rng(seed)
    x, labels = training.few(images, 100, rng, dice)
    network = training.new_network((*layers[:2], loss), 32, rng)
    training.learn(network, make(), repeat((x, labels), 200))
    probabilities = np.exp(training.log_probabilities(network.predict(images.test_x)))
    return Said(probabilities.max(axis=1), probabilities.argmax(axis=1) == images.test_labels)


def study(
    smoothed: Callable[[float], Any],
    layers: Layers,
    make: Callable[[], Any],
    images: Digits,
    seeds: Sequence[int] = training.SEEDS,
) -> dict[str, dict[float, list[Said]]]:
    """For clean and for noisy labels and each smoothing what one network for each seed says."""
    return {
        name: {
            smoothing: [said(layers, make, lambda: smoothed(smoothing), images, seed, dice) for seed in seeds]  # noqa: B023
            for smoothing in SMOOTHINGS
        }
        for name, dice in (("clean", 0.0), ("30 % dice", 0.3))
    }


def bins(confidence: Array, right: Array) -> Array:
    """Mean confidence, share right and number of samples in ten bins of equal width: shape (3, 10); NaN where empty."""
    place = np.minimum((BINS * confidence).astype(int), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    with np.errstate(invalid="ignore"):
        means = [np.bincount(place, values, BINS) / count for values in (confidence, right)]
    return np.array([*means, count])


def calibration_error(confidence: Array, right: Array) -> float:
    """Expected calibration error: the distance of confidence and share right, bin by bin, weighted by the samples."""
    sure, share, count = bins(confidence, right)
    return float(np.nansum(np.abs(sure - share) * count) / count.sum())


def plot_reliability(found: Mapping[float, Sequence[Said]], smoothing: float = 0.0) -> Figure:
    """Draw the share of right answers against what the network says, over all seeds together."""
    confidence = np.concatenate([each.confidence for each in found[smoothing]])
    right = np.concatenate([each.right for each in found[smoothing]])
    sure, share, count = bins(confidence, right)
    seen = count >= 10
    figure, axes = style.figure(height=3.9)
    axes.plot([0, 100], [0, 100], ":", color=COLOURS["theory"], label="as often as it says")
    axes.plot(100 * sure[seen], 100 * share[seen], "o-", color=COLOURS["forward"], label="network")
    axes.bar(
        np.arange(5, 100, 10),
        100 * count / count.sum(),
        width=9,
        facecolor=COLOURS["grid"],
        edgecolor=COLOURS["muted"],
        label="share of images",
        zorder=0,
    )
    axes.set(xlim=(0, 100), ylim=(0, 103), xlabel="confidence (%)", ylabel="right (%)")
    legend_above(figure, 2 if style.is_narrow() else 3)
    error = calibration_error(confidence, right)
    too = "too sure" if confidence.mean() > right.mean() else "too modest"
    told = f"says {100 * confidence.mean():.0f} %, is right {100 * right.mean():.0f} %"
    return describe(
        figure,
        f"Share of right answers against confidence, smoothing {smoothing:g}; the network {told} on average.",
        f"The network {told} on average: {too}. Calibration error {100 * error:.1f} percentage points.",
    )


def plot_both(
    found: Mapping[str, Mapping[float, Sequence[Said]]], labels: str = "clean", smoothing: float = 0.0
) -> Figure:
    """Draw the reliability with clean or with noisy labels."""
    return plot_reliability(found[labels], smoothing)
