"""A network that comes ready-made, for the notebook: it runs with the student's own normalization in it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from chapters.batchnorm.networks import WIDTHS, Array, Norm


class Network:
    """ReLU layers with a normalization before each ReLU, and softmax with cross-entropy behind the last weights.

    Parameters
    ----------
    norm : callable, optional
        `norm(gamma, beta)` makes a layer that normalizes.
    scale : float
        Standard deviation of the first weights.
    rng : numpy.random.Generator
    """

    def __init__(self, norm: Norm | None, scale: float, rng: np.random.Generator) -> None:
        self.weights = [rng.normal(0.0, scale, sizes) for sizes in pairwise(WIDTHS)]
        self.shifts = [np.zeros(width) for width in WIDTHS[1:]]
        self.norms = [norm(np.ones(width), np.zeros(width)) for width in WIDTHS[1:-1]] if norm else []
        self.params = {f"W{k}": array for k, array in enumerate(self.weights)}
        self.params |= {f"b{k}": array for k, array in enumerate(self.shifts)}
        self.params |= {f"{name}{k}": each.params[name] for k, each in enumerate(self.norms) for name in each.params}

    def _run(self, x: Array, train: bool) -> tuple[list[Array], Array]:
        """What enters each matrix of weights, and the scores of the classes."""
        entering = [x]
        for k, (weights, shift) in enumerate(zip(self.weights, self.shifts, strict=True)):
            x = np.einsum("nd,dm->nm", x, weights, optimize=True) + shift
            if k < len(self.weights) - 1:
                x = self.norms[k].forward(x, train) if self.norms else x
                x = x.clip(min=0.0)
                entering.append(x)
        return entering, x

    def predict(self, x: Array) -> Array:
        """Scores of the classes, shape (N, 10), at test time."""
        return self._run(x, train=False)[1]

    def accuracy(self, x: Array, labels: Array) -> float:
        """Share of samples with the highest score at their label."""
        return float(np.mean(self.predict(x).argmax(axis=1) == labels))

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Gradients of the mean loss of a batch, under the names of `params`."""
        entering, scores = self._run(x, train=True)
        chances = np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, np.newaxis])
        back = (chances - (np.arange(scores.shape[1]) == labels[:, np.newaxis])) / len(x)
        found: dict[str, Any] = {}
        for k in range(len(self.weights) - 1, -1, -1):
            found[f"W{k}"] = np.einsum("nd,nm->dm", entering[k], back, optimize=True)
            found[f"b{k}"] = np.einsum("nm->m", back)
            if k:
                back = np.einsum("nm,dm->nd", back, self.weights[k], optimize=True) * (entering[k] > 0)
                if self.norms:
                    back = self.norms[k - 1].backward(back)
                    found |= {f"{name}{k - 1}": slope for name, slope in self.norms[k - 1].grads.items()}
        return found


def build(norm: Norm | None, scale: float | None, rng: np.random.Generator) -> Network:
    """Make the network, as `networks.build` does of the layers of the course."""
    assert scale is not None, "the notebook names a scale"
    return Network(norm, scale, rng)
