"""Claim C12, the initial scale: the same network with weights of 16 sizes, with and without a normalization."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import BATCH, Array, Build, Norm, data, learning
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

SCALES = tuple(float(f"{scale:.2g}") for scale in np.logspace(0, -4, 16))
"""Standard deviations of the first weights, nearly four a decade, from 1 to 0.0001."""
DRIVEN = (0.54, 0.16, 0.025, 0.0001)
"""The few that the notebook tries."""
RATE = 0.1
EPOCHS = 8
TARGET = 0.9


class Pair(NamedTuple):
    """Validation accuracy after each epoch, the first one before any training: shape (EPOCHS + 1,) each."""

    bare: Array
    normalized: Array


def accuracies(build: Build, norm: Norm | None, scale: float | None, images: Digits, seed: int) -> Array:
    """Validation accuracy before training and after each of `EPOCHS` epochs."""
    rng = np.random.default_rng(seed)
    network = build(norm, scale, rng)
    per_epoch = len(images.train_x) // BATCH
    steps = learning(network, images.train_x, images.train_labels, RATE, rng)
    found = [network.accuracy(images.validation_x, images.validation_labels)]
    with np.errstate(all="ignore"):  # large weights may diverge
        for _ in range(EPOCHS):
            list(islice(steps, per_epoch))
            found.append(network.accuracy(images.validation_x, images.validation_labels))
    return np.array(found)


def opening(build: Build, norm: Norm, scales: Iterable[float] = SCALES, seed: int = 0) -> dict[float, Pair]:
    """Both networks for each initial scale, from the same weights and on the same batches."""
    images = data()
    return {
        scale: Pair(accuracies(build, None, scale, images, seed), accuracies(build, norm, scale, images, seed))
        for scale in scales
    }


def sweep(build: Build, norm: Norm, seeds: Sequence[int]) -> list[dict[float, Pair]]:
    """The opening's experiment for each seed."""
    return [opening(build, norm, seed=seed) for seed in seeds]


def epochs_to(accuracy: Array, target: float = TARGET) -> float:
    """The first epoch after which the accuracy is at least `target`; infinite if there is none."""
    there = np.flatnonzero(accuracy >= target)
    return float(there[0]) if len(there) else np.inf


def reached(runs: Sequence[Mapping[float, Pair]]) -> dict[str, Array]:
    """For each of the two networks, epochs to the target: shape (seeds, scales)."""
    return {
        kind: np.array([[epochs_to(getattr(pair, kind)) for pair in run.values()] for run in runs])
        for kind in Pair._fields
    }


def labelled(runs: Mapping[float, Pair]) -> list[tuple[str, float]]:
    """The scales of the runs with labels for a slider, from the largest."""
    return [(f"{scale:g}", scale) for scale in runs]


def plot_opening(runs: Mapping[float, Pair], scale: float) -> Figure:
    """Draw the accuracy of both networks epoch by epoch, for one initial scale."""
    bare, normalized = runs[scale]
    figure, axes = style.figure(height=3.6)
    epochs = np.arange(EPOCHS + 1)
    axes.plot(epochs, 100 * normalized, "o-", color=COLOURS["forward"], label="B: normalized")
    axes.plot(epochs, 100 * bare, "s--", color=COLOURS["theory"], label="A: as it is")
    axes.set(xlim=(0, EPOCHS + 0.2), ylim=(0, 102), xlabel="epoch", ylabel="new digits right (%)")
    name_ends(axes)
    return describe(
        figure,
        f"Accuracy over {EPOCHS} epochs for first weights of standard deviation {scale:g}. After them A reads "
        f"{100 * bare[-1]:.0f} % of new digits, B {100 * normalized[-1]:.0f} %.",
        f"Initial scale {scale:g}: after {EPOCHS} epochs A reads {100 * bare[-1]:.0f} %, B "
        f"{100 * normalized[-1]:.0f} %.",
    )


def plot_reached(runs: Sequence[Mapping[float, Pair]]) -> Figure:
    """Draw the epochs to 90 % against the initial scale, each seed a mark; at the top those that do not get there."""
    figure, axes = style.figure(height=3.6)
    never = EPOCHS + 2
    scales = list(runs[0])
    looks = {"bare": ("s", "theory", "as it is", 1.06), "normalized": ("o", "forward", "with BatchNorm", 0.94)}
    told = []
    for kind, epochs in reached(runs).items():
        marker, role, label, aside = looks[kind]
        heights = np.where(np.isfinite(epochs), epochs, never)
        for number, row in enumerate(heights):
            own = label if number == 0 else None
            axes.plot(np.array(scales) * aside, row, marker, color=COLOURS[role], markersize=6, alpha=0.75, label=own)
        share = np.isfinite(epochs).all(axis=0).sum()
        told.append(f"{label}, all of them get there at {share} of {len(scales)} scales")
    axes.axhline(EPOCHS + 1, color=COLOURS["muted"], linewidth=0.8, linestyle=":")
    axes.set(xscale="log", ylim=(0, never + 0.6), xlabel="initial scale (standard deviation)", ylabel="epochs to 90 %")
    axes.set_yticks([0, 4, 8, never], ["0", "4", "8", "never"])
    axes.minorticks_off()
    legend_above(figure)
    return describe(
        figure,
        f"Epochs until 90 % of new digits are read, against the initial scale, {len(runs)} seeds: {'; '.join(told)}.",
    )
