"""Claim C08: hidden units that start alike, and whether they ever learn apart.

A network with 64 inputs, 8 hidden units and 10 classes learns digits. Two units are alike when the weights that come in
and the weights that go out are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.network import Sequential, he, minibatches
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Layers = tuple[Any, Any, Any]

HIDDEN = 8
STEPS = 200
BATCH = 64
RATE = 0.1
SEEDS = range(10)


def _zeros(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    return np.zeros((fan_in, fan_out))


def _equal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    return np.full((fan_in, fan_out), 0.05)


def _nearly_equal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    return 0.05 + 1e-6 * rng.normal(size=(fan_in, fan_out))


STARTS: dict[str, tuple[Callable[..., Array], Callable[..., Array]]] = {
    "all 0": (_zeros, _zeros),
    "all equal": (_equal, _equal),
    "equal up to a millionth": (_nearly_equal, _nearly_equal),
    "in equal, out random": (_equal, he),
    "in random, out 0": (he, _zeros),
    "all random": (he, he),
}
"""By name: what draws the weights into the hidden units and out of them."""


class History(NamedTuple):
    """What is seen of the hidden units before the first step and after each one."""

    into: Array
    """Weights into the hidden units, shape (STEPS + 1, 64, HIDDEN)."""
    out: Array
    """Weights out of them, shape (STEPS + 1, HIDDEN, 10)."""
    accuracy: float
    """Share of the test images that are right in the end."""

    @property
    def apart(self) -> Array:
        """Largest difference of a unit's weights, in and out, from those of the first unit, shape (STEPS + 1,)."""
        into = np.abs(self.into - self.into[:, :, :1]).max(axis=(1, 2))
        out = np.abs(self.out - self.out[:, :1]).max(axis=(1, 2))
        return np.asarray(np.maximum(into, out))

    @property
    def ranks(self) -> Array:
        """Rank of the weights into the hidden units, up to a relative rounding error of 1e-9, shape (STEPS + 1,)."""
        return np.asarray(np.linalg.matrix_rank(self.into, rtol=1e-9))


def learn(layers: Layers, start: str, images: Digits, seed: int = 0) -> History:
    """Train for `STEPS` batches and keep all weights.

    Parameters
    ----------
    layers : tuple of classes
        An affine layer, an activation and a loss.
    start : str
        One of `STARTS`.
    images : Digits
    seed : int
    """
    affine, activation, loss = layers
    rng = np.random.default_rng(seed)
    first, second = STARTS[start]
    into, out = first(rng, 64, HIDDEN), second(rng, HIDDEN, 10)
    network = Sequential([affine(into, np.zeros(HIDDEN)), activation(), affine(out, np.zeros(10))], loss())
    seen = [(into.copy(), out.copy())]
    while len(seen) <= STEPS:
        for x, labels in minibatches(images.train_x, images.train_labels, BATCH, rng):
            slopes = network.gradients(x, labels)
            for key, array in network.params.items():
                array -= RATE * slopes[key]
            seen.append((into.copy(), out.copy()))
    history_in, history_out = (np.array(arrays[: STEPS + 1]) for arrays in zip(*seen, strict=True))
    return History(history_in, history_out, network.accuracy(images.test_x, images.test_labels))


def histories(layers: Layers, images: Digits) -> dict[str, History]:
    """One training for each start."""
    return {start: learn(layers, start, images) for start in STARTS}


def measured(layers: Layers, images: Digits, seeds: Sequence[int] = SEEDS) -> dict[str, dict[str, Array]]:
    """For each start, over the seeds: distance "apart" and "rank" in the end, and "accuracy"."""
    found = {}
    for start in STARTS:
        runs = [learn(layers, start, images, seed) for seed in seeds]
        found[start] = {
            "apart": np.array([run.apart[-1] for run in runs]),
            "rank": np.array([run.ranks[-1] for run in runs]),
            "accuracy": np.array([run.accuracy for run in runs]),
        }
    return found


# --- The picture ---

PIXEL = 28
"""Row 3, column 4: a pixel in the middle of the image."""


def plot_units(
    found: dict[str, dict[str, History]], activation: str = "tanh", start: str = "all equal"
) -> tuple[Figure, Figure]:
    """Draw one incoming weight of each hidden unit, and how far the units are apart.

    Parameters
    ----------
    found : dict of str to dict of str to History
        By activation, then by start.
    activation, start : str
    """
    history = found[activation][start]
    left, axes = style.figure(height=3.2, width=style.HALF)
    axes.plot(history.into[:, PIXEL], color=COLOURS["forward"], linewidth=1.2)
    axes.set(xlim=(0, STEPS), ylim=(-0.7, 0.7), xlabel="step", ylabel="weight from one pixel")
    different = len(np.unique(np.round(history.into[-1, PIXEL], 9)))
    describe(
        left,
        f"One incoming weight of each of {HIDDEN} hidden units over {STEPS} steps, {activation}, start {start}: in the "
        f"end there are {different} different values between {history.into[-1, PIXEL].min():.3f} and "
        f"{history.into[-1, PIXEL].max():.3f}.",
        f"The weights in have rank {history.ranks[-1]}, and {100 * history.accuracy:.0f} % of new digits are right.",
    )
    right, axes = style.figure(height=3.2, width=style.HALF)
    axes.plot(np.maximum(history.apart, 1e-17), color=COLOURS["loss"])
    axes.set(xlim=(0, STEPS), yscale="log", ylim=(3e-18, 10), xlabel="step", ylabel="largest difference of units")
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1], ["1e-16", "1e-12", "1e-8", "1e-4", "1"])
    axes.minorticks_off()
    describe(
        right,
        f"Largest difference between the weights of two hidden units: {history.apart[0]:.1g} at the start, "
        f"{history.apart[-1]:.1g} after {STEPS} steps. Nothing below 1e-17 is drawn.",
    )
    return left, right
