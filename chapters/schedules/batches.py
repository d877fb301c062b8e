"""Experiments on the batch size: the noise of a batch's gradient, and accuracy against epochs and seconds."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.schedules.training import Batches, Build, Train, endless
from chapters.shared import style
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
GradientNoise = Callable[..., float]

SIZES = (1, 4, 16, 64, 256, 1197)
RATES = (0.01, 0.03, 0.1, 0.3, 1.0)
EPOCHS = {1: 3, 4: 3, 16: 5, 64: 8, 256: 15, 1197: 40}
"""How long a network trains with each batch size: long enough for the level, and not much longer."""
LEVEL = 0.9


# --- Gradient noise ---


def sample_gradients(network: Any, x: Array, labels: Array) -> Array:
    """The gradient of each sample alone, all parameters in one row: shape (N, P)."""
    rows = []
    for n in range(len(x)):
        gradients = network.gradients(x[n : n + 1], labels[n : n + 1])
        rows.append(np.concatenate([gradients[name].ravel() for name in network.params]))
    return np.array(rows)


def standard_error(gradients: Array, batch_size: Any) -> Any:
    """Root mean square error of a batch's mean, drawn without replacement.

    Parameters
    ----------
    gradients : ndarray, shape (N, P)
    batch_size : int or ndarray of integers
    """
    samples = len(gradients)
    sigma = math.sqrt(((gradients - gradients.mean(axis=0)) ** 2).sum() / samples)
    sizes = np.asarray(batch_size)
    return sigma / np.sqrt(sizes) * np.sqrt((samples - sizes) / (samples - 1))


def noise_of_batches(
    gradient_noise: GradientNoise, gradients: Array, sizes: Sequence[int] = SIZES, draws: int = 200
) -> Array:
    """Measured noise for each batch size, shape (len(sizes),)."""
    rng = np.random.default_rng(0)
    return np.array([gradient_noise(gradients, size, rng, draws) for size in sizes])


def plot_cloud(gradient_noise: GradientNoise, batch_size: int = 4) -> Figure:
    """Draw the mean gradients of 300 batches out of 60 samples with two parameters, and the measured noise."""
    rng = np.random.default_rng(3)
    gradients = rng.normal(size=(60, 2)) * [1.0, 0.6] + [0.8, 0.4]
    means = np.array([gradients[rng.choice(60, batch_size, replace=False)].mean(axis=0) for _ in range(300)])
    noise = float(gradient_noise(gradients, batch_size, rng, 300))
    figure, axes = style.figure(height=3.8)
    axes.plot(*gradients.T, ".", color=COLOURS["muted"], markersize=5, label="a sample")
    axes.plot(*means.T, ".", color=COLOURS["backward"], markersize=4, label=f"mean of {batch_size}")
    axes.plot(*gradients.mean(axis=0), "o", color=COLOURS["highlight"], label="of all 60")
    axes.set(xlim=(-2.4, 3.6), ylim=(-1.8, 2.4), aspect="equal", xlabel="gradient of $w_1$", ylabel="gradient of $w_2$")
    legend_above(figure)
    return describe(
        figure,
        f"Gradients of 60 samples and the means of 300 batches of {batch_size}. The root mean square distance from the "
        f"mean of all is {noise:.3f}.",
        f"Means of {batch_size} are {noise:.3f} away from the mean of all, in root mean square.",
    )


# --- Accuracy against epochs and seconds ---


class Learning(NamedTuple):
    """How networks learned with one batch size and one rate; S seeds and C checkpoints."""

    epochs: Array
    """Epochs made at each checkpoint, shape (C,)."""
    accuracy: Array
    """On the validation set, shape (S, C)."""
    test: Array
    """Accuracy on the test set at the end, shape (S,)."""
    seconds: float
    """Of training alone, for one epoch: the median over the seeds."""

    def until(self, level: float) -> float:
        """Epochs until the median network has reached an accuracy; infinity if it has not."""
        reached = self.accuracy >= level
        first = np.where(reached.any(axis=1), self.epochs[reached.argmax(axis=1)], np.inf)
        return float(np.median(first))


@single_threaded
def learn(
    build: Build, train: Train, minibatches: Batches, data: Any, batch_size: int, rate: float, epochs: int, seeds: int
) -> Learning:
    """Train networks of 32 hidden units on digits at a constant rate, looking in four times an epoch where possible."""
    samples = len(data.train_x)
    chunk = max(samples // batch_size // 4, 1)
    chunks = math.ceil(epochs * samples / (chunk * batch_size))
    accuracy, test, seconds = [], [], []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        network = build((64, 32, 10), rng)
        stream = endless(minibatches, data.train_x, data.train_labels, batch_size, rng)
        spent, seen = 0.0, []
        # A rate that is too high overflows.
        with np.errstate(all="ignore"):
            for _ in range(chunks):
                begin = time.perf_counter()
                train(network, lambda: islice(stream, chunk), lambda step: rate, 1)  # noqa: B023
                spent += time.perf_counter() - begin
                seen.append(network.accuracy(data.validation_x, data.validation_labels))
            test.append(network.accuracy(data.test_x, data.test_labels))
        accuracy.append(seen)
        seconds.append(spent / epochs)
    made = np.arange(1, chunks + 1) * chunk * batch_size / samples
    return Learning(made, np.array(accuracy), np.array(test), float(np.median(seconds)))


def sweep(
    build: Build,
    train: Train,
    minibatches: Batches,
    data: Any,
    sizes: Sequence[int] = SIZES,
    rates: Sequence[float] = RATES,
    seeds: int = 3,
) -> dict[tuple[int, float], Learning]:
    """Learning with every batch size at every rate."""
    return {
        (size, rate): learn(build, train, minibatches, data, size, rate, EPOCHS[size], seeds)
        for size in sizes
        for rate in rates
    }


def fastest(found: Mapping[tuple[int, float], Learning], size: int) -> tuple[float, Learning]:
    """The rate with which a batch size needs the fewest epochs to `LEVEL`, and how it learned."""
    return min(
        ((rate, learning) for (other, rate), learning in found.items() if other == size),
        key=lambda pair: pair[1].until(LEVEL),
    )


def plot_rates(found: Mapping[tuple[int, float], Learning], learning_rate: float = 0.3) -> Figure:
    """Draw how networks learn with batches of 1 and of 64 at the same rate, in three epochs: median and range."""
    figure, axes = style.figure(height=3.8)
    words = []
    for size, role, line in ((64, "forward", "--"), (1, "loss", "-")):
        learning = found[size, learning_rate]
        shown = learning.epochs <= 3.01
        seen = learning.accuracy[:, shown]
        median = np.median(seen, axis=0)
        epochs = learning.epochs[shown]
        axes.fill_between(epochs, seen.min(axis=0), seen.max(axis=0), color=COLOURS[role], alpha=0.2, linewidth=0)
        axes.plot(epochs, np.transpose([seen.min(axis=0), seen.max(axis=0)]), color=COLOURS[role], linewidth=0.7)
        axes.plot(epochs, median, line, color=COLOURS[role], label=f"of {size}")
        words.append(f"batches of {size} reach {100 * median[-1]:.0f} %")
    axes.axhline(0.1, color=COLOURS["muted"], linestyle=":", linewidth=1.5, label="guess")
    axes.set(xlim=(0.2, 3), ylim=(0, 1.02), xlabel="epoch", ylabel="validation accuracy")
    name_ends(axes)
    text = f"At a rate of {learning_rate:g}, after three epochs, {' and '.join(words)}."
    return describe(figure, text, text)


def plot_batch_size(
    gradients: Array, noise: Array, found: Mapping[tuple[int, float], Learning], batch_size: int = 16
) -> tuple[Figure, Figure]:
    """Draw a batch's noise, and epochs and seconds to an accuracy of `LEVEL`, with a marker at one batch size."""
    here = SIZES.index(batch_size)
    first, axes = style.figure(width=style.HALF, height=3.6)
    curve = np.geomspace(1, len(gradients) - 1, 100)
    axes.plot(
        curve, standard_error(gradients, 1) / np.sqrt(curve), ":", color=COLOURS["muted"], label=r"$\sigma/\sqrt{B}$"
    )
    axes.plot(curve, standard_error(gradients, curve), color=COLOURS["theory"], label="drawn without\nreplacement")
    top = 2 * float(noise.max())
    measured = np.maximum(noise, top / 600)  # no noise at all lies on the lower edge
    axes.plot(SIZES, measured, "s", color=COLOURS["numerical"], label="measured", clip_on=False)
    axes.plot(batch_size, measured[here], "o", color=COLOURS["highlight"], markersize=9, zorder=4, clip_on=False)
    axes.set(xscale="log", yscale="log", xlim=(0.7, 1700), ylim=(top / 600, top), xlabel="batch size $B$")
    axes.set(ylabel="noise of the gradient")
    axes.legend(loc="lower left")
    second, beside = style.figure(width=style.HALF, height=3.6)
    best = [fastest(found, size)[1] for size in SIZES]
    epochs = np.array([learning.until(LEVEL) for learning in best])
    seconds = epochs * [learning.seconds for learning in best]
    beside.plot(SIZES, epochs, "o--", color=COLOURS["forward"], label="epochs")
    beside.plot(SIZES, 100 * seconds, "s-", color=COLOURS["loss"], label="1/100 seconds")
    beside.plot([batch_size] * 2, [epochs[here], 100 * seconds[here]], "o", color=COLOURS["highlight"], zorder=4)
    beside.set(xscale="log", yscale="log", xlim=(0.7, 1700), ylim=(0.1, 200), xlabel="batch size $B$")
    beside.set(ylabel=f"until {100 * LEVEL:.0f} %")
    beside.legend(loc="upper right")
    text = (
        f"With batches of {batch_size} the gradient's noise is {noise[here]:.3g}; {100 * LEVEL:.0f} % of the "
        f"validation set is right after {epochs[here]:.2g} epochs and {1000 * seconds[here]:.0f} milliseconds of "
        "training."
    )
    return describe(first, text), describe(second, text, text)
