"""Layers and an optimizer that come ready-made, so that the notebook's figures can train a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Dense:
    """An affine map of a batch, shape (N, D), to shape (N, M)."""

    def __init__(self, W: Array, b: Array) -> None:
        self.params = {"W": W, "b": b}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the output, and keep the input."""
        self.seen = x
        y: Array = np.dot(x, self.params["W"]) + self.params["b"]
        return y

    def backward(self, dy: Array) -> Array:
        """Keep the gradients of the parameters, return that of the input."""
        self.grads = {"W": np.dot(self.seen.T, dy), "b": np.einsum("nm->m", dy)}
        dx: Array = np.dot(dy, self.params["W"].T)
        return dx


class Rectifier:
    """The positive part of every entry."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the positive part, and keep where it is."""
        self.open = np.greater(x, 0)
        return np.where(self.open, x, 0.0)

    def backward(self, dy: Array) -> Array:
        """Let the gradient through where the input was positive."""
        return np.where(self.open, dy, 0.0)


class Surprise:
    """Mean surprise at the labels, with probabilities from logits, shape (N, K)."""

    def forward(self, logits: Array, labels: Array) -> float:
        """Return the mean in nats."""
        self.chances = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
        self.true = np.equal.outer(labels, np.arange(logits.shape[1]))
        return -float(np.mean(self.chances[self.true]))

    def backward(self) -> Array:
        """Return the gradient of the logits."""
        pull: Array = np.where(self.true, np.expm1(self.chances), np.exp(self.chances)) / len(self.true)
        return pull


class Descent:
    """Gradient descent that remembers nine tenths of its last step."""

    def __init__(self, learning_rate: float) -> None:
        self.learning_rate, self.step = learning_rate, dict[str, Array]()

    def update(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Change the parameters in place."""
        for name, array in params.items():
            self.step[name] = 0.9 * self.step.get(name, 0.0) - self.learning_rate * grads[name]
            array += self.step[name]


LAYERS = (Dense, Rectifier, Surprise)
DESCENT = Descent
