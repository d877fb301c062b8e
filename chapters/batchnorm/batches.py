"""Claim C13: what a batch does to a sample in it, what the running averages remember, and how small a batch may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import BATCH, Array, Build, Norm, learning
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import legend_above
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

Options = Callable[..., Any]
"""`norm(gamma, beta, momentum=...)` makes a BatchNorm."""

# --- In the company of others ---

SIZES = (*range(1, 17), 18, 20, 22, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128)
VALUE, MIDDLE, SPREAD = 7.0, 5.0, 2.0
"""The sample's value, and mean and standard deviation of all samples: it lies one standard deviation up."""
DRAWS = 400


def company(norm: Norm, batch_size: int, seed: int = 0) -> tuple[Array, float]:
    """Where one sample comes out of a new layer, in many batches, and at test time.

    Each feature of the layer is one draw: the first sample of the batch is always `VALUE`, the others are new.

    Returns
    -------
    outputs : ndarray, shape (DRAWS,)
    at_test_time : float
        The same sample, alone, after 200 training batches of 32.
    """
    rng = np.random.default_rng(seed)
    batch = rng.normal(MIDDLE, SPREAD, (batch_size, DRAWS))
    batch[0] = VALUE
    outputs = norm(np.ones(DRAWS), np.zeros(DRAWS)).forward(batch, train=True)[0]
    trained = norm(np.ones(1), np.zeros(1))
    for _ in range(200):
        trained.forward(rng.normal(MIDDLE, SPREAD, (32, 1)), train=True)
    return np.asarray(outputs), float(trained.forward(np.array([[VALUE]]), train=False)[0, 0])


def plot_company(norm: Norm, batch_size: int = 8) -> Figure:
    """Draw where the sample comes out, in batches of this size, and where it comes out at test time."""
    outputs, tested = company(norm, batch_size)
    figure, axes = style.figure(height=3.4)
    axes.plot(outputs, np.arange(1, DRAWS + 1), ".", color=COLOURS["train"], markersize=5, alpha=0.7)
    axes.plot([tested, tested], [0, DRAWS], "--", color=COLOURS["validation"])
    axes.text(tested, DRAWS + 12, "at test time", color=COLOURS["validation"], ha="center")
    axes.set(xlim=(-3, 3), ylim=(0, DRAWS + 50), xlabel="output for the sample", ylabel="batch")
    axes.set_yticks([1, DRAWS // 2, DRAWS])
    mean, spread = float(outputs.mean()), float(outputs.std())
    return describe(
        figure,
        f"Where a sample that lies one standard deviation above the mean comes out of BatchNorm, in {DRAWS} batches "
        f"of {batch_size}: at {mean:.2f} on average, with a standard deviation of {spread:.2f}. At test time: "
        f"{tested:.2f}.",
        f"In training {mean:.2f} on average, standard deviation {spread:.2f}; at test time {tested:.2f}.",
    )


# --- Running averages ---

MOMENTA = tuple(round(1 - 10**-decades, 3 if decades < 2 else 4) for decades in np.linspace(0, 3, 31).tolist())
"""Ten for each decade of what a step leaves out, 1 - momentum."""
LENGTH, JUMP = 300, 150


def running(norm: Options, momentum: float, seed: int = 0) -> tuple[Array, Array, Array]:
    """Mean of each batch of 8, the running mean after it, the true mean, which jumps from 1 to 3: (LENGTH,) each."""
    rng = np.random.default_rng(seed)
    layer = norm(np.ones(1), np.zeros(1), momentum=momentum)
    true = np.where(np.arange(LENGTH) < JUMP, 1.0, 3.0)
    batches = true[:, np.newaxis] + rng.normal(0, 2, (LENGTH, 8))
    kept = []
    for batch in batches:
        layer.forward(batch[:, np.newaxis], train=True)
        kept.append(float(layer.running_mean[0]))
    return batches.mean(axis=1), np.array(kept), true


def plot_running(norm: Options, momentum: float = 0.9) -> Figure:
    """Draw the batches' means, their running average, and the truth."""
    means, kept, true = running(norm, momentum)
    figure, axes = style.figure(height=3.4)
    steps = np.arange(1, LENGTH + 1)
    axes.plot(steps, means, ".", color=COLOURS["muted"], markersize=4, label="a batch's mean")
    axes.plot(steps, true, ":", color=COLOURS["theory"], label="true mean")
    axes.plot(steps, kept, color=COLOURS["forward"], label="running mean")
    axes.set(xlim=(0, LENGTH), ylim=(-1.6, 5.4), xlabel="step", ylabel="mean of a feature")
    legend_above(figure, 2 if style.is_narrow() else 3)
    noise = float(kept[100:JUMP].std())
    half = np.flatnonzero(kept[JUMP:] > 2)
    lag = f"{half[0] + 1} step{'s' if half[0] else ''}" if len(half) else f"more than {LENGTH - JUMP} steps"
    return describe(
        figure,
        f"Means of batches of 8 and their running average with momentum {momentum:g}. Before the true mean jumps "
        f"from 1 to 3 at step {JUMP}, the average is {kept[JUMP - 1]:.2f}; at the end it is {kept[-1]:.2f}. Half "
        f"of the jump is done after {lag}.",
        f"Before the jump the standard deviation is {noise:.2f}. Half of the jump is done after {lag}.",
    )


# --- Too early, too small ---


def after_few_steps(
    build: Build, norm: Options, images: Digits, momentum: float, steps: int, seed: int, rate: float = 0.1
) -> tuple[float, float, float]:
    """Accuracy on validation images with the running averages, with the images' own statistics, and when refreshed."""
    rng = np.random.default_rng(seed)
    network = build(lambda gamma, beta: norm(gamma, beta, momentum=momentum), None, rng)
    list(islice(learning(network, images.train_x, images.train_labels, rate, rng), steps))
    x, labels = images.validation_x, images.validation_labels
    tested = network.accuracy(x, labels)
    own = network.predict(x, train=True).argmax(axis=1)
    refresh(network, images.train_x)
    return tested, float(np.mean(own == labels)), network.accuracy(x, labels)


def refresh(network: Sequential, x: Array, batch_size: int = BATCH) -> None:
    """Replace the running averages by plain means over batches of training images, with the weights as they are."""
    for done in range(len(x) // batch_size):
        for layer in network.layers:
            if hasattr(layer, "running_mean"):
                layer.momentum = done / (done + 1)
        network.predict(x[done * batch_size : (done + 1) * batch_size], train=True)


RATES = (0.0032, 0.01, 0.032, 0.1, 0.32, 1.0)
TUNED = {
    "none": {2: 0.032, 4: 0.032, 8: 0.1, 32: 0.1},
    "batch": {2: 0.032, 4: 0.32, 8: 0.32, 32: 0.32},
    "layer": {2: 0.01, 4: 0.032, 8: 0.032, 32: 0.1},
}
"""By normalization and batch size, the rate of `RATES` that is best on validation images, over three other seeds."""


def small_batches(
    build: Build, norm: Norm | None, images: Digits, batch_size: int, rate: float, seed: int, samples: int = 2048
) -> tuple[float, float]:
    """Accuracy on validation and on test images after so many samples have gone by, in batches of one size."""
    rng = np.random.default_rng(seed)
    network = build(norm, None, rng)
    steps = samples // batch_size
    with np.errstate(all="ignore"):
        list(islice(learning(network, images.train_x, images.train_labels, rate, rng, batch_size), steps))
        validation = network.accuracy(images.validation_x, images.validation_labels)
        return float(validation), float(network.accuracy(images.test_x, images.test_labels))


def small_batch_table(
    build: Build, norms: dict[str, Norm | None], images: Digits, sizes: Sequence[int], seeds: Sequence[int]
) -> dict[str, Array]:
    """Test accuracies at the tuned rates by name of the normalization: shape (len(sizes), len(seeds))."""
    return {
        name: np.array(
            [[small_batches(build, norm, images, size, TUNED[name][size], seed)[1] for seed in seeds] for size in sizes]
        )
        for name, norm in norms.items()
    }
