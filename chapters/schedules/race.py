"""A race of schedules, each at the rate that suits it, and where a warm-up matters: many small networks at once.

All networks of a race are stacked in one array, so that one product trains hundreds of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.experiments import single_threaded
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

STEPS, BATCH = 2000, 4
PEAKS = (0.03125, 0.0625, 0.125, 0.25, 0.5, 1.0, 2.0)
WARMED_RATES = (0.125, 0.25, 0.5, 1.0)


def shapes(steps: int = STEPS) -> dict[str, Array]:
    """Each schedule as shares of its largest rate, one for each step."""
    step = np.arange(steps)
    passed = step / steps
    climb = np.minimum((step + 1) / (steps // 20), 1)
    turn = 0.3
    rise = 0.04 + 0.96 * passed / turn
    fall = (1 + np.cos(np.pi * (passed - turn) / (1 - turn))) / 2
    return {
        "constant": np.ones(steps),
        "drop at two thirds": np.where(passed < 2 / 3, 1, 0.1),
        "exponential": 0.01**passed,
        "inverse time": 1 / (1 + 20 * passed),
        "linear to zero": 1 - passed,
        "cosine": (1 + np.cos(np.pi * passed)) / 2,
        "warm-up, linear": climb * np.minimum(1 - (step - steps // 20) / (steps - steps // 20), 1),
        "one-cycle": np.where(passed < turn, rise, fall),
        "warm-up, stable, decay": climb * np.minimum(5 * (1 - passed), 1),
    }


class Raced(NamedTuple):
    """What K trainings with S seeds each came to."""

    validation: Array
    """Loss on 2,000 samples that only choose, shape (K, S)."""
    test: Array
    """Loss on 4,000 others, shape (K, S)."""
    accuracy: Array
    """On these 4,000, shape (K, S)."""
    averaged_validation: Array
    """Loss on the 2,000 of the weights' average over the second half, shape (K, S)."""
    averaged_test: Array
    """The same on the 4,000, shape (K, S)."""


@single_threaded
def race(rates: Array, widths: Sequence[int], batch_size: int, seeds: int, noise: float = 0.1) -> Raced:
    """Train a ReLU network on two circles with every row of rates and every seed, by plain gradient descent.

    Parameters
    ----------
    rates : ndarray, shape (K, steps)
        A row holds the learning rates of one training.
    widths : sequence of int
        From 2 inputs to 2 classes. All rows share a seed's first weights and its order of the samples.
    batch_size, seeds : int
    noise : float
        Standard deviation of the circles' points.
    """
    rows, steps = rates.shape
    x, labels = two_circles(1000, noise)
    draws = [np.random.default_rng(seed) for seed in range(seeds)]
    layers: list[tuple[Array, Array]] = []
    for fan_in, fan_out in pairwise(widths):
        drawn = np.stack([rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)) for rng in draws])
        layers.append((np.tile(drawn, (rows, 1, 1)), np.zeros((rows * seeds, 1, fan_out))))
    epochs = -(-steps * batch_size // len(x))
    order = np.stack([np.concatenate([rng.permutation(len(x)) for _ in range(epochs)]) for rng in draws])
    means = [(np.zeros_like(w), np.zeros_like(b)) for w, b in layers]
    with np.errstate(all="ignore"):
        for step in range(steps):
            chosen = order[:, step * batch_size : (step + 1) * batch_size]
            truth = np.eye(2)[labels[chosen]]
            rate = np.repeat(rates[:, step], seeds)[:, None, None]
            _descend(layers, np.tile(x[chosen], (rows, 1, 1)), np.tile(truth, (rows, 1, 1)), rate)
            if step >= steps // 2:
                for mean, layer in zip(means, layers, strict=True):
                    for average, value in zip(mean, layer, strict=True):
                        average += (value - average) / (step - steps // 2 + 1)
        choosing, judging = two_circles(2000, noise, seed=2), two_circles(4000, noise, seed=3)
        (validation, _), (test, accuracy) = _judge(layers, *choosing), _judge(layers, *judging)
        (averaged_validation, _), (averaged_test, _) = _judge(means, *choosing), _judge(means, *judging)
    found = (validation, test, accuracy, averaged_validation, averaged_test)
    return Raced(*(each.reshape(rows, seeds) for each in found))


def _descend(layers: list[tuple[Array, Array]], x: Array, truth: Array, rate: Array) -> None:
    """One step of all networks; their first axis is that of the networks."""
    inputs = [x]
    for w, b in layers[:-1]:
        inputs.append(np.maximum(inputs[-1] @ w + b, 0))
    logits = inputs[-1] @ layers[-1][0] + layers[-1][1]
    logits -= logits.max(axis=2, keepdims=True)
    chances = np.exp(logits)
    delta = (chances / chances.sum(axis=2, keepdims=True) - truth) / x.shape[1]
    for (w, b), given in zip(layers[::-1], inputs[::-1], strict=True):
        owed = (delta @ w.transpose(0, 2, 1)) * (given > 0)
        w -= rate * (given.transpose(0, 2, 1) @ delta)
        b -= rate * delta.sum(axis=1, keepdims=True)
        delta = owed


def _judge(layers: list[tuple[Array, Array]], x: Array, labels: Array) -> tuple[Array, Array]:
    """Mean loss and accuracy of each network."""
    losses, right = [], []
    for each in range(len(layers[0][0])):
        h = x
        for w, b in layers[:-1]:
            h = np.maximum(h @ w[each] + b[each], 0)
        logits = h @ layers[-1][0][each] + layers[-1][1][each]
        losses.append(np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(len(x)), labels]))
        right.append(np.mean(logits.argmax(axis=1) == labels))
    return np.asarray(losses), np.asarray(right)


def race_of_schedules(seeds: int, names: Sequence[str] = (), noise: float = 0.1) -> dict[str, Raced]:
    """Race schedules at each of `PEAKS`, networks of 32 hidden units, batches of 4: K is the number of peaks.

    Parameters
    ----------
    seeds : int
    names : sequence of str
        Some of `shapes`; without any, all.
    noise : float
    """
    every = shapes()
    names = names or list(every)
    rates = np.concatenate([np.outer(PEAKS, every[name]) for name in names])
    found = race(rates, (2, 32, 2), BATCH, seeds, noise)
    parts = zip(*(np.split(part, len(names)) for part in found), strict=True)
    return {name: Raced(*part) for name, part in zip(names, parts, strict=True)}


def best(validation: Array) -> int:
    """Index of the peak whose mean loss over the seeds is smallest."""
    return int(np.nanargmin(validation.mean(axis=1)))


def warmed(steps: int, seeds: int, depth: int = 12, total: int = 300) -> Raced:
    """A deep network of width 32, batches of 64, at each of `WARMED_RATES`: after a warm-up linear to zero."""
    step = np.arange(total)
    shape = np.minimum((step + 1) / max(steps, 1), 1) * np.minimum((total - step) / (total - steps), 1)
    return race(np.outer(WARMED_RATES, shape), (2, *[32] * depth, 2), 64, seeds)


def plot_race(found: Mapping[str, Raced], schedule: str = "linear to zero") -> tuple[Figure, Figure]:
    """Draw a schedule, and the loss it leads to from each largest rate; the other schedules faintly behind it."""
    first, axes = style.figure(width=style.HALF, height=3.4)
    every = shapes()
    axes.plot(every[schedule], color=COLOURS["forward"], linewidth=2.5)
    axes.set(xlim=(0, STEPS), ylim=(0, 1.05), xlabel="step", ylabel="share of the largest rate")
    second, beside = style.figure(width=style.HALF, height=3.4)
    for name, raced in found.items():
        if name != schedule:
            beside.plot(PEAKS, raced.test.mean(axis=1), color=COLOURS["muted"], linewidth=0.6)
    losses = found[schedule].test.mean(axis=1)
    beside.plot(PEAKS, losses, "o--", color=COLOURS["validation"], label="test loss")
    beside.plot(
        PEAKS, found[schedule].averaged_test.mean(axis=1), ":", color=COLOURS["theory"], label="averaged weights"
    )
    chosen = best(found[schedule].validation)
    beside.plot(PEAKS[chosen], losses[chosen], "o", color=COLOURS["highlight"], markersize=9, zorder=4)
    beside.set(xscale="log", xlim=(0.028, 2.2), ylim=(0.35, 0.72), xlabel="largest rate", ylabel="loss (nats)")
    beside.set_xticks([0.03, 0.1, 0.3, 1], ["0.03", "0.1", "0.3", "1"])
    beside.legend(loc="upper center")
    text = f"The best largest rate is {PEAKS[chosen]:g}, with a test loss of {losses[chosen]:.3f}."
    return describe(first, f"The schedule {schedule} over {STEPS} steps."), describe(second, text, text)
