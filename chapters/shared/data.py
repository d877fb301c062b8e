"""The data sets of the course, all of them embedded in scikit-learn: nothing is downloaded."""

from __future__ import annotations

from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

# scikit-learn is imported where it is used: it takes more than a second to load, and most figures do without it.


def two_circles(samples: int = 1000, noise: float = 0.1, seed: int = 1) -> tuple[Array, Array]:
    """Two circles, one inside the other: x, shape (samples, 2), float64, and labels, shape (samples,), 0 or 1."""
    from sklearn.datasets import make_circles

    x, labels = make_circles(samples, noise=noise, random_state=seed)
    return x, labels


KEPT = 600
"""How many digits are kept for the reader of the last chapter."""


class Digits(NamedTuple):
    """Handwritten digits of 8 by 8 pixels, in three parts that have no image in common.

    Each `x` has the shape (N, 64), float64, entries from 0 to 1; each `labels` the shape (N,), integers from 0 to 9.
    """

    train_x: Array
    train_labels: Array
    validation_x: Array
    validation_labels: Array
    test_x: Array
    test_labels: Array


def digits(rng: np.random.Generator, validation: int = 300, test: int = 300) -> Digits:
    """Return the 1,797 digits of scikit-learn, shuffled and divided.

    Parameters
    ----------
    rng : numpy.random.Generator
        Decides which image goes into which part.
    validation, test : int
        Sizes of these parts; the training set gets the others.
    """
    return _divided(*_images(), rng, validation, test)


def practice_digits(rng: np.random.Generator, validation: int = 300, test: int = 300) -> Digits:
    """Return 1,197 of the digits, shuffled and divided as `digits` does it.

    The others, always the same, are kept for the reader of the last chapter. They are hidden while a notebook is
    graded, so that only what was found without them can be found again.
    """
    x, labels = _images()
    return _divided(x[_order()[KEPT:]], labels[_order()[KEPT:]], rng, validation, test)


def kept_digits() -> tuple[Array, Array]:
    """Return the 600 digits that are kept: x, shape (600, 64), float64 from 0 to 1, and labels, shape (600,)."""
    x, labels = _images()
    return x[_order()[:KEPT]], labels[_order()[:KEPT]]


def digits_file() -> Path:
    """Return where scikit-learn keeps its digits: 1,797 lines of 64 pixels and a label, compressed."""
    return Path(str(distribution("scikit-learn").locate_file("sklearn/datasets/data/digits.csv.gz")))


@cache
def _images() -> tuple[Array, Array]:
    """All digits, as `load_digits` gives them, without the second that it takes to import scikit-learn."""
    table = np.loadtxt(digits_file(), delimiter=",")
    return table[:, :-1] / 16.0, table[:, -1].astype(np.int64)


def _order() -> Array:
    return np.random.default_rng(KEPT).permutation(1797)


def _divided(x: Array, labels: Array, rng: np.random.Generator, validation: int, test: int) -> Digits:
    order = rng.permutation(len(x))
    x, labels = x[order], labels[order]
    ends = [len(x) - validation - test, len(x) - test]
    parts = [part for pair in zip(np.split(x, ends), np.split(labels, ends), strict=True) for part in pair]
    return Digits(*parts)
