"""The problem that the searches solve: a small network on few digits, and its score as a function of three numbers.

A search needs hundreds of trainings. The networks of one width are trained side by side here, as stacked arrays; a test
holds that each learns exactly what the layers of the course learn alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RegularGridInterpolator
from threadpoolctl import ThreadpoolController

from chapters.shared.data import Digits, digits

Array = NDArray[Any]

SPACE = {"learning_rate": (1e-4, 10.0), "scale": (0.01, 10.0), "hidden": (4.0, 64.0)}
"""The lowest and the highest value of each hyperparameter; all three are searched on a logarithmic scale."""
MOMENTUM = 0.9
BATCH = 50
EPOCHS = 10


_THREADS = ThreadpoolController()


class Setting(NamedTuple):
    """One choice of the hyperparameters."""

    learning_rate: float
    scale: float = 1.0
    """Of the first weights, in units of He's standard deviation."""
    hidden: int = 32


@cache
def data() -> Digits:
    """300 digits to train on, 400 to choose by, 1,097 for the test."""
    return digits(np.random.default_rng(0), validation=400, test=1097)


def setting(point: Array) -> Setting:
    """The setting at a point of the unit cube, shape (3,): the place on each logarithmic scale."""
    rate, scale, hidden = (low * (high / low) ** u for (low, high), u in zip(SPACE.values(), point, strict=True))
    return Setting(float(rate), float(scale), round(float(hidden)))


class Networks:
    """Networks with one hidden ReLU layer of the same width, trained side by side by momentum.

    Parameters
    ----------
    settings : sequence of Setting
        All with the same number of hidden units.
    seeds : sequence of int
        One for each network's first weights.

    Attributes
    ----------
    params : list of ndarray
        W1 (C, 64, H), b1 (C, 1, H), W2 (C, H, 10), b2 (C, 1, 10) of C networks.
    """

    def __init__(self, settings: Sequence[Setting], seeds: Sequence[int]) -> None:
        hidden = settings[0].hidden
        self.rates = np.array([each.learning_rate for each in settings])[:, None, None]
        drawn = [_first_weights(each, np.random.default_rng(seed)) for each, seed in zip(settings, seeds, strict=True)]
        first, second = (np.stack(weights) for weights in zip(*drawn, strict=True))
        self.params = [first, np.zeros((len(settings), 1, hidden)), second, np.zeros((len(settings), 1, 10))]
        self.velocities = [np.zeros_like(array) for array in self.params]

    def logits(self, x: Array) -> tuple[Array, Array]:
        """Activations (C, N, H) and logits (C, N, 10) of a batch, shape (N, 64)."""
        w1, b1, w2, b2 = self.params
        hidden = np.maximum(x @ w1 + b1, 0)
        return hidden, hidden @ w2 + b2

    def step(self, x: Array, labels: Array) -> None:
        """One step on the cross-entropy of a batch."""
        hidden, logits = self.logits(x)
        logits -= logits.max(axis=2, keepdims=True)
        errors = np.exp(logits)
        errors /= errors.sum(axis=2, keepdims=True)
        errors[:, np.arange(len(labels)), labels] -= 1
        errors /= len(labels)
        back = (errors @ self.params[2].swapaxes(1, 2)) * (hidden > 0)
        gradients = [
            x.T @ back,
            back.sum(axis=1, keepdims=True),
            hidden.swapaxes(1, 2) @ errors,
            errors.sum(axis=1, keepdims=True),
        ]
        for array, velocity, slope in zip(self.params, self.velocities, gradients, strict=True):
            velocity *= MOMENTUM
            velocity += slope
            array -= self.rates * velocity

    def answers(self, x: Array) -> Array:
        """The digit that each network reads in each image, shape (C, N)."""
        return np.asarray(self.logits(x)[1].argmax(axis=2))


def _first_weights(each: Setting, rng: np.random.Generator) -> tuple[Array, Array]:
    """Both weight matrices of one network."""
    first = rng.normal(0, each.scale * np.sqrt(2 / 64), (64, each.hidden))
    return first, rng.normal(0, each.scale * np.sqrt(2 / each.hidden), (each.hidden, 10))


def epochs(networks: Networks, x: Array, labels: Array, count: int, seed: int = 0) -> Iterator[int]:
    """Train in place; yield the number of epochs after each. All networks see the same batches."""
    rng = np.random.default_rng(seed)
    for epoch in range(count):
        order = rng.permutation(len(x))
        # Products as small as these take four times as long on two threads; a rate that is too large diverges.
        with _THREADS.limit(limits=1), np.errstate(all="ignore"):
            for start in range(0, len(x), BATCH):
                networks.step(x[order[start : start + BATCH]], labels[order[start : start + BATCH]])
        yield epoch + 1


def scores(settings: Sequence[Setting], seed: int = 0, count: int = EPOCHS) -> Array:
    """Share of the validation images that are right after each epoch, shape (len(settings), count).

    Parameters
    ----------
    settings : sequence of Setting
    seed : int
        Of the first weights and of the order of the images, for all of them.
    count : int
        Epochs.
    """
    images = data()
    found = np.empty((len(settings), count))
    widths = np.array([each.hidden for each in settings])
    for width in np.unique(widths):
        rows = np.flatnonzero(widths == width)
        for some in np.array_split(rows, -(-len(rows) // 32)):  # more at once do not fit into the cache
            networks = Networks([settings[row] for row in some], [seed] * len(some))
            for epoch in epochs(networks, images.train_x, images.train_labels, count, seed):
                with _THREADS.limit(limits=1), np.errstate(all="ignore"):
                    right = networks.answers(images.validation_x) == images.validation_labels
                found[some, epoch - 1] = right.mean(axis=1)
    return found


def score(learning_rate: float, scale: float = 1.0, hidden: int = 32, seed: int = 0) -> float:
    """Share of the validation images that are right after `EPOCHS` epochs."""
    return float(scores([Setting(learning_rate, scale, hidden)], seed)[0, -1])


# --- Scores at every place ---

CURVE = np.linspace(0, 1, 51)
"""Places on the scale of the learning rate, ten a decade."""


@cache
def curve() -> Array:
    """The score against the learning rate alone, at the places `CURVE`."""
    low, high = SPACE["learning_rate"]
    return scores([Setting(float(low * (high / low) ** u)) for u in CURVE])[:, -1]


def along_curve(u: Array | float) -> Array:
    """The score at places on the scale of the learning rate, between the trainings by straight lines."""
    return np.asarray(np.interp(u, CURVE, curve()))


class Landscape:
    """The score on the whole unit cube: a table of trainings, and between them linear in all three logarithms.

    Parameters
    ----------
    table : ndarray, shape (R, S, H)
        Scores at equally spaced places on the three scales.
    """

    def __init__(self, table: Array) -> None:
        self.table = table
        self._between = RegularGridInterpolator([np.linspace(0, 1, size) for size in table.shape], table)

    def __call__(self, points: Array) -> Array:
        """Scores at points of the unit cube, shape (..., 3)."""
        return np.asarray(self._between(points))

    def at(self, point: Array) -> float:
        """The score at one point, shape (3,)."""
        return float(self(point)[0])


TABLE = (21, 7, 5)
"""Four learning rates a decade, two scales a decade, and 4, 8, 16, 32, 64 hidden units."""


@cache
def landscape(seed: int = 0) -> Landscape:
    """Train a network for every entry of the table; the same seed for all of them."""
    places = np.stack(np.meshgrid(*(np.linspace(0, 1, size) for size in TABLE), indexing="ij"), axis=-1)
    settings = [setting(point) for point in places.reshape(-1, 3)]
    return Landscape(scores(settings, seed)[:, -1].reshape(TABLE))
