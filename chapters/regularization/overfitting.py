"""Overfitting provoked: labels thrown with dice, few samples, many parameters (claim C14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import training
from chapters.regularization.training import Array, Layers, Outcome
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Make = Callable[[float], Any]
"""Makes an optimizer of a learning rate."""

# --- The opening ---

DICE = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
EVERY = 5
"""Steps between two looks at the accuracies."""


@single_threaded
def opening(
    layers: Layers, make: Make, images: Digits, shares: Sequence[float] = DICE, seed: int = 0
) -> dict[float, Array]:
    """Train one network for each share of labels that are thrown with dice.

    Returns
    -------
    dict of float to ndarray, shape (41, 2)
        The accuracy on 200 training images and on the test set, before the first step and after every fifth.
    """
    found = {}
    for share in shares:
        rng = np.random.default_rng(seed)
        x, labels = training.few(images, 200, rng, share)
        network, optimizer = training.new_network(layers, 128, rng), make(0.01)
        seen = []
        for _ in range(41):
            result = training.outcome(network, x, labels, images)
            seen.append((result.train_accuracy, result.test_accuracy))
            training.learn(network, optimizer, repeat((x, labels), EVERY))
        found[share] = np.array(seen)
    return found


def plot_opening(runs: Mapping[float, Array], dice: float = 0.0) -> Figure:
    """Draw the accuracies on training and test images while a network learns labels of which some are thrown."""
    figure, axes = style.figure(height=3.8)
    steps = EVERY * np.arange(len(runs[dice]))
    axes.plot(steps, 100 * runs[dice][:, 0], color=COLOURS["train"], label="training")
    axes.plot(steps, 100 * runs[dice][:, 1], "--", color=COLOURS["validation"], label="new images")
    axes.set(xlim=(0, 200), ylim=(0, 103), xlabel="step", ylabel="right (%)")
    name_ends(axes)
    train, test = 100 * runs[dice][-1]
    return describe(
        figure,
        f"Accuracy over 200 steps, {100 * dice:.0f} % of the training labels thrown with dice. In the end "
        f"{train:.0f} % of the training images and {test:.0f} % of the new images are right.",
        f"After 200 steps: {train:.0f} % of the training images right, {test:.0f} % of new images.",
    )


# --- The gap ---

SIZES = (25, 50, 100, 200, 400, 800)
WIDTHS = (2, 8, 32, 128)
STEPS = 300


@single_threaded
def train(
    layers: Layers, make: Make, images: Digits, seed: int, samples: int = 200, hidden: int = 32, dice: float = 0.0
) -> Outcome:
    """Train one network on all its samples at once, for `STEPS` steps with the rate 0.01."""
    rng = np.random.default_rng(seed)
    x, labels = training.few(images, samples, rng, dice)
    network = training.new_network(layers, hidden, rng)
    training.learn(network, make(0.01), repeat((x, labels), STEPS))
    return training.outcome(network, x, labels, images)


def parameters(hidden: int) -> int:
    """Number of weights and biases of a network with so many hidden units."""
    return 64 * hidden + hidden + hidden * 10 + 10


def gaps(
    layers: Layers, make: Make, images: Digits, seeds: Sequence[int] = training.SEEDS
) -> dict[str, dict[int, list[Outcome]]]:
    """Train with growing data, and with growing networks on clean and on noisy labels.

    Returns
    -------
    dict of str to dict
        By what changes: for each number of samples or of parameters one outcome for each seed.
    """

    def runs(**settings: Any) -> list[Outcome]:
        return [train(layers, make, images, seed, **settings) for seed in seeds]

    return {
        "samples": {samples: runs(samples=samples) for samples in SIZES},
        "parameters": {parameters(hidden): runs(hidden=hidden) for hidden in WIDTHS},
        "parameters, 30 % dice": {parameters(hidden): runs(hidden=hidden, dice=0.3) for hidden in WIDTHS},
    }


def plot_gaps(found: Mapping[str, Mapping[int, Sequence[Outcome]]], changes: str = "samples") -> Figure:
    """Draw training and test loss against what changes, with the gap between them."""
    runs = found[changes]
    counts = np.array(list(runs))
    losses = {
        name: np.array([training.mean_of(each, f"{name}_loss") for each in runs.values()]) for name in ("train", "test")
    }
    gap = losses["test"] - losses["train"]
    figure, axes = style.figure(height=3.8)
    axes.fill_between(
        counts, losses["train"], losses["test"], facecolor="none", edgecolor=COLOURS["muted"], hatch="///", lw=0
    )
    axes.plot(counts, losses["test"], "o--", color=COLOURS["validation"], label="new images")
    axes.plot(counts, losses["train"], "o-", color=COLOURS["train"], label="training images")
    for count, loss, value in zip(counts, losses["test"], gap, strict=True):
        axes.annotate(f"{value:.2f}", (count, loss), (0, 9), textcoords="offset points", ha="center", size=11)
    axes.set(xscale="log", yscale="log", xlabel=changes.split(",")[0], ylabel="loss (nats)", ylim=(1e-4, 12))
    axes.set(xlim=(counts[0] / 1.8, counts[-1] * 1.8))
    axes.set_xticks(counts, [f"{count:,}" for count in counts])
    axes.set_yticks([1e-4, 1e-3, 0.01, 0.1, 1, 10], ["0.0001", "0.001", "0.01", "0.1", "1", "10"])
    axes.minorticks_off()
    legend_above(figure, 2)
    told = ", ".join(f"{count}: {value:.2f}" for count, value in zip(counts, gap, strict=True))
    widest, ends = int(gap.argmax()), f"With {counts[-1]:,} {changes.split(',')[0]} it is {gap[-1]:.2f}."
    return describe(
        figure,
        f"Training and test loss against the number of {changes}. The gap between them at each number: {told}.",
        f"The gap is widest with {counts[widest]:,}, {gap[widest]:.2f} nats. {ends}",
    )
