"""Claim C12, speed and overfitting: steps to an accuracy at each network's best rate, and the gap on few images."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import Array, Build, Norm, learning
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

RATES = tuple(float(f"{rate:.2g}") for rate in 10.0 ** np.arange(-1.5, 0.76, 0.25))
"""The grid of learning rates, four a decade."""
TUNING_SEEDS = range(100, 103)
SEEDS = range(12)
TARGET, MOST = 0.9, 200


# --- Faster ---


def steps_to(
    build: Build, norm: Norm | None, images: Digits, rate: float, seed: int, target: float = TARGET, most: int = MOST
) -> float:
    """Steps until the validation accuracy reaches the target, looked at every second step; infinite beyond `most`."""
    rng = np.random.default_rng(seed)
    network = build(norm, None, rng)
    with np.errstate(all="ignore"):
        for step in islice(learning(network, images.train_x, images.train_labels, rate, rng), most):
            if step % 2 == 0 and network.accuracy(images.validation_x, images.validation_labels) >= target:
                return float(step)
    return np.inf


def grid(
    build: Build, norm: Norm | None, images: Digits, rates: Sequence[float] = RATES, seeds: Sequence[int] = TUNING_SEEDS
) -> Array:
    """Steps to the target for each rate and seed: shape (len(rates), len(seeds))."""
    return np.array([[steps_to(build, norm, images, rate, seed) for seed in seeds] for rate in rates])


def best_rate(steps: Array, rates: Sequence[float] = RATES) -> float:
    """The rate with the fewest steps in the mean over the seeds."""
    return rates[int(steps.mean(axis=1).argmin())]


def plot_grid(bare: Array, normalized: Array, rates: Sequence[float] = RATES) -> Figure:
    """Draw the mean steps to 90 % against the learning rate, where all seeds get there."""
    figure, axes = style.figure(height=3.4)
    told = []
    for steps, marker, role, label in (
        (bare, "s--", "theory", "as it is"),
        (normalized, "o-", "forward", "with BatchNorm"),
    ):
        means = steps.mean(axis=1)
        there = np.isfinite(means)
        axes.plot(np.array(rates)[there], means[there], marker, color=COLOURS[role], label=label)
        span = np.array(rates)[there]
        least = means[there].min()
        told.append(f"{label} all seeds get there from rate {span.min():g} to {span.max():g}, fastest in {least:.0f}")
    axes.set(xscale="log", yscale="log", xlim=(0.025, 7), ylim=(10, 300))
    axes.set(xlabel="learning rate", ylabel="steps to 90 %")
    axes.set_yticks([10, 30, 100, 300], ["10", "30", "100", "300"])
    axes.set_xticks([0.1, 1], ["0.1", "1"])
    axes.minorticks_off()
    legend_above(figure)
    return describe(figure, f"Steps to 90 % against the learning rate: {'; '.join(told)}.")


# --- Overfitting ---

FEW = 200
PASSES = 50
FEW_RATES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)


class Fit(NamedTuple):
    """A network that was trained on few images, in the end."""

    train_accuracy: float
    test_accuracy: float
    validation_loss: float

    @property
    def gap(self) -> float:
        """Share of the training images that are right, minus that of the test images."""
        return self.train_accuracy - self.test_accuracy


def fit_few(build: Build, norm: Norm | None, images: Digits, rate: float, batch_size: int, seed: int) -> Fit:
    """Train on the first `FEW` training images, `PASSES` times through, long after all of them are right."""
    rng = np.random.default_rng(seed)
    network = build(norm, None, rng)
    x, labels = images.train_x[:FEW], images.train_labels[:FEW]
    with np.errstate(all="ignore"):
        list(islice(learning(network, x, labels, rate, rng, batch_size), PASSES * FEW // batch_size))
        return Fit(
            network.accuracy(x, labels),
            network.accuracy(images.test_x, images.test_labels),
            network.loss(images.validation_x, images.validation_labels),
        )


def best_rate_on_few(
    build: Build, norm: Norm | None, images: Digits, batch_size: int, seeds: Sequence[int] = TUNING_SEEDS
) -> float:
    """The rate of `FEW_RATES` with the lowest validation loss, the mean over the seeds."""
    losses = [
        np.mean([fit_few(build, norm, images, rate, batch_size, seed).validation_loss for seed in seeds])
        for rate in FEW_RATES
    ]
    return FEW_RATES[int(np.nan_to_num(losses, nan=np.inf).argmin())]
