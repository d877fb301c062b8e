"""Parts that come ready-made, so that the notebook's patients and the check of `heal` need none of the student's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapters.regularization.given import Dense, Descent, Rectifier, Surprise

Array = NDArray[Any]


class Parts(NamedTuple):
    """What a network of this chapter is made of: the page hands in the reference's, the notebook those below."""

    affine: Callable[[Array, Array], Any]
    activations: dict[str, Callable[[], Any]]
    """By name: "sigmoid", "tanh" and "ReLU"."""
    dropout: Callable[[float, np.random.Generator], Any]
    loss: Callable[[], Any]
    optimizer: Callable[[float], Any]
    """Made with a learning rate: momentum, 0.9."""


class Curve:
    """An activation with a slope that its output tells."""

    def __init__(self, function: Callable[[Array], Array], slope: Callable[[Array], Array]) -> None:
        self.function, self.slope = function, slope
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the function's value at every entry, and keep it."""
        self.values = self.function(x)
        return self.values

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        return np.multiply(dy, self.slope(self.values))


class Thinned:
    """Every entry is lost in training with the same probability, and what is left grows by as much."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        self.kept, self.rng = 1 - p, rng
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return what is left of a batch; out of training, all of it."""
        self.weights = self.rng.binomial(1, self.kept, x.shape) / self.kept if train else np.ones_like(x)
        return np.multiply(x, self.weights)

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        return np.multiply(dy, self.weights)


def _logistic(x: Array) -> Array:
    y: Array = np.tanh(x / 2) / 2 + 0.5
    return y


def sigmoid() -> Curve:
    """The logistic function, with the slope y (1 - y)."""
    return Curve(_logistic, lambda y: y - np.square(y))


def tanh() -> Curve:
    """The hyperbolic tangent, with the slope 1 - y²."""
    return Curve(np.tanh, lambda y: 1 - np.square(y))


PARTS = Parts(Dense, {"sigmoid": sigmoid, "tanh": tanh, "ReLU": Rectifier}, Thinned, Surprise, Descent)
