"""Experiments with whole networks: the drop that opens the chapter, and the learning-rate range test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Batches = Callable[..., Any]
Build = Callable[..., Any]
"""`build(widths, rng)` returns a network with ReLU between its layers."""
Train = Callable[..., Any]
"""`train(network, draw_batches, schedule, epochs)`, as the notebook asks for it."""


def endless(minibatches: Batches, x: Array, labels: Array, batch_size: int, rng: np.random.Generator) -> Iterator[Any]:
    """Batches of one epoch after the other."""
    while True:
        yield from minibatches(x, labels, batch_size, rng)


# --- The drop ---

NEVER = 3000
DROPS = (20, 100, 300, 1000, 2000, NEVER)
FIRST_RATE = 0.5
EVERY = 20


def losses_with_drops(
    build: Build, train: Train, minibatches: Batches, schedule: Callable[..., Any], seed: int = 0
) -> dict[int, Array]:
    """Loss of a network on two circles that overlap, batches of 4, its rate of 0.5 divided by ten at a step.

    Parameters
    ----------
    build, train, minibatches : callable
    schedule : callable
        `piecewise_constant(step, boundaries, rates)`.
    seed : int
        Of the first weights and of the order of samples, the same for all drops.

    Returns
    -------
    dict of int to ndarray, shape (NEVER / EVERY + 1,)
        For each of `DROPS`, the loss on all 1,000 samples, every `EVERY` steps.
    """
    x, labels = two_circles(1000)

    def losses(drop: int) -> Array:
        rng = np.random.default_rng(seed)
        network = build((2, 32, 2), rng)
        stream = endless(minibatches, x, labels, 4, rng)
        found = [network.loss(x, labels)]
        for done in range(0, NEVER, EVERY):
            train(
                network,
                lambda: list(islice(stream, EVERY)),
                lambda step, done=done: schedule(
                    step + done, np.array([drop - 1]), np.array([FIRST_RATE, FIRST_RATE / 10])
                ),
                1,
            )
            found.append(network.loss(x, labels))
        return np.array(found)

    return {drop: losses(drop) for drop in DROPS}


def plot_drop(curves: dict[int, Array], drop: int = NEVER) -> Figure:
    """Draw the loss when the rate falls to a tenth at a step; the training without a drop stands behind it."""
    figure, axes = style.figure(height=3.8)
    step = np.arange(len(curves[drop])) * EVERY
    axes.plot(step, curves[NEVER], color=COLOURS["muted"], linewidth=1, label=f"rate {FIRST_RATE:g}")
    if drop < NEVER:
        axes.plot(step, curves[drop], color=COLOURS["train"], label=f"rate {FIRST_RATE / 10:g}")
        axes.axvline(drop, color=COLOURS["highlight"], linestyle=":", linewidth=1.5)
    axes.set(xlim=(0, NEVER), ylim=(0.3, 0.9), xlabel="step", ylabel="loss on all samples (nats)")
    name_ends(axes)
    end = curves[drop][-25:]
    before = curves[drop][max(drop // EVERY - 10, 0) : drop // EVERY]
    words = (
        f"The rate falls to a tenth at step {drop}: the loss, {before.mean():.2f} on average over the 200 steps before,"
        if drop < NEVER
        else "The rate stays: the loss"
    )
    text = f"{words} is {end.mean():.3f} on average over the last 500 of {NEVER} steps."
    return describe(figure, text, text)


# --- The range test ---

LOW, HIGH, TEST_STEPS = 1e-3, 10.0, 200
CONSTANT_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)


def range_test(
    build: Build, train: Train, minibatches: Batches, exponential: Callable[..., Any], data: Any, seed: int = 0
) -> tuple[Array, Array]:
    """Learning-rate range test (Smith, 2017): the rate grows exponentially while a fresh network trains on digits.

    Parameters
    ----------
    build, train, minibatches : callable
    exponential : callable
        With a "decay" rate above 1 it is the schedule that is needed here.
    data : chapters.shared.data.Digits
    seed : int

    Returns
    -------
    rates, losses : ndarray, shape (TEST_STEPS,)
        The loss of each batch of 32 before its step.
    """
    rng = np.random.default_rng(seed)
    network = build((64, 32, 10), rng)
    stream = endless(minibatches, data.train_x, data.train_labels, 32, rng)
    with np.errstate(all="ignore"):
        losses = train(
            network,
            lambda: list(islice(stream, TEST_STEPS)),
            lambda step: exponential(step, LOW, HIGH / LOW, TEST_STEPS - 1),
            1,
        )
    return exponential(np.arange(TEST_STEPS), LOW, HIGH / LOW, TEST_STEPS - 1), np.array(losses)


def smoothed(losses: Array, window: int = 9) -> Array:
    """Median of each loss and its neighbours, so that single batches do not mislead."""
    padded = np.pad(losses, window // 2, mode="edge")
    medians: Array = np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1)
    return medians


def constant_rates(
    build: Build,
    train: Train,
    minibatches: Batches,
    data: Any,
    rates: Sequence[float] = CONSTANT_RATES,
    epochs: int = 5,
    seed: int = 0,
) -> dict[float, Array]:
    """Losses of the batches of 32, when fresh networks train at constant rates, one array for each rate."""
    found = {}
    for rate in rates:
        rng = np.random.default_rng(seed)
        network = build((64, 32, 10), rng)
        draw = lambda rng=rng: minibatches(data.train_x, data.train_labels, 32, rng)  # noqa: E731
        with np.errstate(all="ignore"):
            found[rate] = np.array(train(network, draw, lambda step, rate=rate: rate, epochs))
    return found


def plot_range_test(
    test: tuple[Array, Array], runs: dict[float, Array], learning_rate: float = 0.1
) -> tuple[Figure, Figure]:
    """Draw the range test with a marker at one rate, and a training at this rate."""
    rates, losses = test
    curve = smoothed(losses)
    first, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(rates, np.clip(losses, 0, 5), ".", color=COLOURS["muted"], markersize=2)
    axes.plot(rates, np.clip(curve, 0, 5), color=COLOURS["train"])
    axes.axvline(learning_rate, color=COLOURS["highlight"], linestyle="--", linewidth=1.5)
    axes.set(xscale="log", xlim=(LOW, HIGH), ylim=(0, 5), xlabel="learning rate", ylabel="loss (nats)")
    second, beside = style.figure(width=style.HALF, height=3.3)
    run = np.nan_to_num(smoothed(runs[learning_rate]), nan=9.0, posinf=9.0)
    beside.plot(np.clip(run, 0, 5.2), color=COLOURS["train"])
    beside.set(xlim=(0, len(run)), ylim=(0, 5), xlabel="step", ylabel="loss (nats)")
    best = int(np.nanargmin(curve))
    end = float(np.median(run[-20:]))
    return (
        describe(
            first,
            f"Range test: the loss falls from {curve[0]:.2f} to {curve[best]:.2f} at a rate of {rates[best]:.2g} and "
            f"then rises above 5. A line marks the rate {learning_rate:g}.",
        ),
        describe(
            second,
            f"Training at the constant rate {learning_rate:g} for {len(run)} steps ends at {min(end, 9):.2f}.",
            f"At the rate {learning_rate:g} the loss ends at {min(end, 9):.2f}: the training "
            f"{'fails' if end > 2.2 else 'has learned' if end < 1 else 'is slow'}.",
        ),
    )
