"""Claim C38: a linear model of wines, its Hessian before and after normalizing, and what that costs in steps.

The data are scikit-learn's 178 wines. The colour intensity is to be told from the other twelve measurements, whose
numbers run from about 0.1 (phenols, in grams a litre) to 1,680 (proline, in milligrams a litre).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Scaling = Callable[[Array, Array], Array]
"""`scaling(train_x, x)`: the samples x, normalized with statistics of the training set."""

TARGET, TRAINING = "color_intensity", 120


def raw(train_x: Array, x: Array) -> Array:
    """The samples in the units in which they came."""
    return x


def min_max(train_x: Array, x: Array) -> Array:
    """The range of each feature in the training set becomes the interval from 0 to 1."""
    low, high = train_x.min(axis=0), train_x.max(axis=0)
    scaled: Array = (x - low) / (high - low)
    return scaled


def centred_min_max(train_x: Array, x: Array) -> Array:
    """As `min_max`, and then the mean of each feature taken away: both signs occur, the spread stays."""
    scaled: Array = min_max(train_x, x) - min_max(train_x, train_x).mean(axis=0)
    return scaled


class Wines(NamedTuple):
    """A training set and a test set; x has 12 columns in their own units, y is the colour intensity."""

    train_x: Array
    train_y: Array
    test_x: Array
    test_y: Array
    names: tuple[str, ...]


def wines(seed: int = 0) -> Wines:
    """Return the wines, shuffled: 120 to train on, 58 to test with."""
    from sklearn.datasets import load_wine

    data = load_wine()
    target = data.feature_names.index(TARGET)
    x, y = np.delete(data.data, target, axis=1), data.data[:, target]
    order = np.random.default_rng(seed).permutation(len(y))
    train, test = order[:TRAINING], order[TRAINING:]
    names = tuple(name for name in data.feature_names if name != TARGET)
    return Wines(x[train], y[train], x[test], y[test], names)


class Bowl(NamedTuple):
    """The loss of a linear model, half the mean squared error, as a quadratic of its weights (the last is the bias)."""

    curvatures: Array
    """Eigenvalues of the Hessian, ascending, shape (D + 1,)."""
    axes: Array
    """Eigenvectors in the columns, shape (D + 1, D + 1)."""
    best: Array
    """The best weights, shape (D + 1,)."""

    @property
    def condition(self) -> float:
        """Largest curvature over smallest."""
        return float(self.curvatures[-1] / self.curvatures[0])

    @property
    def rate(self) -> float:
        """The best learning rate of gradient descent, 2 / (smallest + largest)."""
        return float(2 / (self.curvatures[0] + self.curvatures[-1]))


def bowl(x: Array, y: Array) -> Bowl:
    """The quadratic for samples x, shape (N, D), and targets y, shape (N,)."""
    design = np.column_stack([x, np.ones(len(x))])
    curvatures, axes = np.linalg.eigh(design.T @ design / len(x))
    return Bowl(curvatures, axes, np.linalg.lstsq(design, y, rcond=None)[0])


def weights_after(quadratic: Bowl, steps: float) -> Array:
    """Weights after so many steps of gradient descent from 0 at the best rate, in closed form, shape (D + 1,).

    In the direction of an eigenvector each step leaves the share 1 - rate * curvature of the distance.
    """
    shares = (1 - quadratic.rate * quadratic.curvatures) ** steps
    distance = quadratic.axes @ (shares * (quadratic.axes.T @ -quadratic.best))
    weights: Array = quadratic.best + distance
    return weights


def excess(quadratic: Bowl, steps: float) -> float:
    """By how much the loss after so many steps is above the smallest one."""
    distance = quadratic.axes.T @ (weights_after(quadratic, steps) - quadratic.best)
    return float(0.5 * (quadratic.curvatures * distance**2).sum())


def steps_to(quadratic: Bowl, target: float) -> int:
    """The first number of steps after which the loss is no more than `target` above the smallest one."""
    below = 1
    while excess(quadratic, below) > target:
        below *= 2
    low, high = below // 2, below
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if excess(quadratic, middle) <= target else (middle, high)
    return high


def compare(scalings: Mapping[str, Scaling], data: Wines, share: float = 0.01) -> dict[str, dict[str, float]]:
    """For each scaling: "condition" number, best "rate", "steps" to the target, and the "least" loss of the model.

    The target is a loss above the smallest one by `share` of the loss of always guessing the mean.
    """
    target = share * 0.5 * float(np.var(data.train_y))
    found = {}
    for name, scaling in scalings.items():
        x = scaling(data.train_x, data.train_x)
        quadratic = bowl(x, data.train_y)
        residual = np.column_stack([x, np.ones(len(x))]) @ quadratic.best - data.train_y
        found[name] = {
            "condition": quadratic.condition,
            "rate": quadratic.rate,
            "steps": float(steps_to(quadratic, target)),
            "least": float(0.5 * (residual**2).mean()),
        }
    return found


def learned_shares(scaling: Scaling, data: Wines, steps: int) -> dict[str, float]:
    """How much of its best weight each feature has after so many steps, by name."""
    quadratic = bowl(scaling(data.train_x, data.train_x), data.train_y)
    shares = weights_after(quadratic, steps) / quadratic.best
    return dict(zip(data.names, shares.tolist(), strict=False))


def first_gradient_shares(scaling: Scaling, data: Wines) -> dict[str, float]:
    """Each feature's share in the squared length of the first gradient, by name, without the bias's."""
    x = scaling(data.train_x, data.train_x)
    squares = (x.T @ (data.train_y - data.train_y.mean()) / len(x)) ** 2
    return dict(zip(data.names, (squares / squares.sum()).tolist(), strict=True))
