"""Monte-Carlo dropout: what the spread of many passes says about turned and noisy digits, and what it does not say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout.ensemble import softmax
from chapters.dropout.training import Kit, Run, Sample, dropouts, train
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import interval, single_threaded
from chapters.shared.labels import legend_above
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
MonteCarlo = Callable[[Any, Array, int], tuple[Array, Array]]

ANGLES = tuple(range(0, 181, 20))
TURNS = tuple(range(0, 181, 5))
"""The angles at which one digit is looked at."""
NOISES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
PASSES = 20


def turned(x: Array, angle: float) -> Array:
    """Turn digits about their centre, counterclockwise, in degrees; rows of 64 pixels."""
    from scipy.ndimage import rotate

    images = rotate(x.reshape(-1, 8, 8), angle, axes=(2, 1), reshape=False, order=1)
    return np.asarray(np.clip(images, 0.0, 1.0).reshape(len(x), 64))


def noisy(x: Array, deviation: float, seed: int = 0) -> Array:
    """Add normal noise to each pixel."""
    return np.asarray(x + deviation * np.random.default_rng(seed).normal(size=x.shape))


@single_threaded
def networks(kit: Kit, images: Digits, seeds: Sequence[int], p: float = 0.5, steps: int = 400) -> list[Run]:
    """Train on all training digits with right labels."""
    none = np.zeros(len(images.train_labels), dtype=bool)
    sample = Sample(images.train_x, images.train_labels, none, images.test_x, images.test_labels)
    return [train(kit, sample, p, seed, steps=steps) for seed in seeds]


class Sight(NamedTuple):
    """What a network says about a set of digits, means over the digits."""

    accuracy: float
    """Percent."""
    confidence: float
    """Largest probability of the mean over the passes, percent."""
    entropy: float
    """Of that mean, nats."""
    single_confidence: float
    """The same of the one pass with dropout off."""
    single_entropy: float
    calibration: float
    """Expected calibration error of the mean over the passes, percentage points, ten bins."""
    single_calibration: float


def calibration_error(probabilities: Array, labels: Array, bins: int = 10) -> float:
    """Mean distance of confidence and accuracy over bins of the confidence, percentage points (Guo et al., 2017)."""
    confidence, hits = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs((confidence - hits)[place == k].sum()) for k in range(bins)]
    return 100 * float(np.sum(gaps)) / len(labels)


def look(network: Sequential, x: Array, labels: Array, monte_carlo: MonteCarlo, passes: int = PASSES) -> Sight:
    """Predict with dropout on and off."""
    dropouts(network)
    probabilities, entropy = monte_carlo(network, x, passes)
    single = softmax(network.predict(x))
    return Sight(
        100 * float(np.mean(probabilities.argmax(axis=1) == labels)),
        100 * float(probabilities.max(axis=1).mean()),
        float(entropy.mean()),
        100 * float(single.max(axis=1).mean()),
        float(-(single * np.log(np.maximum(single, 1e-300))).sum(axis=1).mean()),
        calibration_error(probabilities, labels),
        calibration_error(single, labels),
    )


@single_threaded
def sights(
    runs: Sequence[Run], monte_carlo: MonteCarlo, change: Callable[[Array, float], Array], amounts: Sequence[float]
) -> Array:
    """Look at changed test digits: shape (len(amounts), fields of `Sight`, seeds)."""
    found = [
        [look(run.network, change(run.sample.test_x, amount), run.sample.test_labels, monte_carlo) for run in runs]
        for amount in amounts
    ]
    return np.array(found).swapaxes(1, 2)


def intervals(row: Array) -> dict[str, tuple[float, float]]:
    """Means and half widths over the seeds of one amount, by the names of `Sight`."""
    return {name: interval(values) for name, values in zip(Sight._fields, row, strict=True)}


def plot_sights(found: dict[str, Array], change: str = "noisy") -> Figure:
    """Draw accuracy with confidence, and the entropies, against the amount of change."""
    amounts = np.array(ANGLES if change == "turned" else NOISES)
    words = "angle (degrees)" if change == "turned" else "noise (deviation)"
    mean = dict(zip(Sight._fields, found[change].mean(axis=2).T, strict=True))
    figure, (sure, doubt) = style.figure(1, 2, height=3.5)
    sure.plot(amounts, mean["accuracy"], "--", color=COLOURS["validation"], label="right")
    sure.plot(amounts, mean["confidence"], color=COLOURS["forward"], label="20 passes")
    sure.plot(amounts, mean["single_confidence"], ":", color=COLOURS["theory"], label="one pass")
    sure.set(ylim=(0, 102), ylabel="right, confidence (%)", yticks=[0, 25, 50, 75, 100])
    doubt.plot(amounts, mean["entropy"], color=COLOURS["forward"])
    doubt.plot(amounts, mean["single_entropy"], ":", color=COLOURS["theory"])
    doubt.set(ylim=(0, 1.25), ylabel="entropy (nats)", yticks=[0, 0.5, 1])
    for axes in (sure, doubt):
        axes.set(xlim=(0, amounts[-1]), xlabel=words)
    legend_above(figure)
    worst = int(mean["accuracy"].argmin())
    told = (
        f"fewest right at {amounts[worst]:g}: {mean['accuracy'][worst]:.0f} % with a confidence of "
        f"{mean['confidence'][worst]:.0f} %"
    )
    return describe(
        figure,
        f"Accuracy and confidence for {change} digits against the {words}; {told}. Entropy of the prediction: "
        f"{mean['entropy'][0]:.2f} nats at first, {mean['entropy'].max():.2f} at most, {mean['entropy'][-1]:.2f} in "
        "the end.",
        f"{change.capitalize()}: {told}.",
    )


def example(run: Run, digit: int = 3) -> Array:
    """The first test digit of this class, shape (1, 64)."""
    return run.sample.test_x[np.flatnonzero(run.sample.test_labels == digit)[:1]]


def passes_of(run: Run, x: Array, passes: int = PASSES) -> Array:
    """Probabilities of each pass, shape (passes, 10), of one digit, shape (1, 64)."""
    dropouts(run.network)
    return np.array([softmax(run.network.predict(x, train=True))[0] for _ in range(passes)])


def turned_passes(run: Run, digit: int = 3) -> dict[int, Array]:
    """For each of `TURNS`, the probabilities of each pass."""
    return {angle: passes_of(run, turned(example(run, digit), angle)) for angle in TURNS}


def plot_digit(image: Array, drawn: Array, what: str) -> tuple[Figure, Figure]:
    """Draw an image, and the probabilities of the passes with their mean.

    Parameters
    ----------
    image : ndarray, shape (1, 64)
    drawn : ndarray, shape (passes, 10)
    what : str
        What the image is, for those who do not see it.
    """
    mean = drawn.mean(axis=0)
    entropy = float(-(mean * np.log(np.maximum(mean, 1e-300))).sum())
    first, axes = style.figure(width=style.HALF, height=3.0)
    axes.imshow(image.reshape(8, 8), cmap=style.colormap("sequential"), vmin=0, vmax=1)
    axes.axis("off")
    second, beside = style.figure(width=style.HALF, height=3.0)
    spots = np.arange(10) + np.linspace(-0.25, 0.25, len(drawn))[:, None]
    beside.plot(spots.ravel(), drawn.ravel(), ".", color=COLOURS["forward"], markersize=3, alpha=0.6)
    beside.plot(np.arange(10), mean, "_", color=COLOURS["ink"], markersize=14, markeredgewidth=3)
    beside.set(xlim=(-0.6, 9.6), ylim=(-0.02, 1.02), xlabel="class", ylabel="probability")
    beside.set_xticks(range(10))
    told = f"most likely a {int(mean.argmax())} with {100 * mean.max():.0f} %, entropy {entropy:.2f} nats"
    return (
        describe(first, f"{what}, eight by eight pixels.", f"{what}: {told}."),
        describe(second, f"Probabilities of ten classes in {len(drawn)} passes, and their mean: {told}."),
    )


def plot_turned(run: Run, every: dict[int, Array], angle: int = 0, digit: int = 3) -> tuple[Figure, Figure]:
    """Draw a digit at an angle and what the passes say about it."""
    return plot_digit(turned(example(run, digit), angle), every[angle], f"A {digit} turned by {angle}°")
