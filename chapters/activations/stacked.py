"""Many networks of one shape, trained side by side: arrays with a first axis for the network.

An experiment over ten seeds and five rates is fifty small networks. NumPy multiplies a stack of matrices in one call,
so that fifty cost hardly more than a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
StackedInitializer = Callable[[np.random.Generator, tuple[int, int]], Array]
"""Draws the weights of one layer of one network, shape (fan_in, fan_out)."""


class Stack:
    """S multi-layer perceptrons side by side, with an activation between each two affine maps.

    Parameters
    ----------
    widths : sequence of int
        The input's width, the hidden layers', the output's.
    activations : sequence of layers
        One for each hidden layer: `forward(x)` and `backward(dy)`, entry by entry.
    initializers : sequence of callable
        One for each affine map; biases start at 0.
    rngs : sequence of numpy.random.Generator
        One for each network.

    Attributes
    ----------
    parameters : ndarray, shape (S, P)
        All parameters of each network in one row.
    weights : list of ndarray, each of shape (S, D, M)
    biases : list of ndarray, each of shape (S, 1, M)
        Both are views of `parameters`: who changes the one changes the other.
    """

    def __init__(
        self,
        widths: Sequence[int],
        activations: Sequence[Any],
        initializers: Sequence[StackedInitializer],
        rngs: Sequence[np.random.Generator],
    ) -> None:
        shapes = list(pairwise(widths))
        self.parameters = np.zeros((len(rngs), sum((fan_in + 1) * fan_out for fan_in, fan_out in shapes)))
        self.weights: list[Array] = []
        self.biases: list[Array] = []
        start = 0
        for rows, views in ((0, self.weights), (1, self.biases)):
            for fan_in, fan_out in shapes:
                size = (rows or fan_in) * fan_out
                views.append(self.parameters[:, start : start + size].reshape(len(rngs), -1, fan_out))
                start += size
        for network, rng in enumerate(rngs):
            for weight, draw, shape in zip(self.weights, initializers, shapes, strict=True):
                weight[network] = draw(rng, shape)
        self.activations = list(activations)
        self.inputs: list[Array] = []

    def forward(self, x: Array) -> Array:
        """Return the logits, shape (S, N, K), of a batch for all, (N, D), or for each, (S, N, D)."""
        self.inputs = []
        for weight, bias, activation in zip(self.weights, self.biases, [*self.activations, None], strict=True):
            self.inputs.append(x)
            x = x @ weight + bias
            if activation is not None:
                x = activation.forward(x)
        return x

    def backward(self, dy: Array) -> tuple[list[Array], list[Array]]:
        """Return the gradients of `weights` and of `biases`, shaped like them; `dy` is the logits', (S, N, K)."""
        weights, biases = [], []
        for k in reversed(range(len(self.weights))):
            weights.append(np.swapaxes(self.inputs[k], -1, -2) @ dy)
            biases.append(dy.sum(axis=-2, keepdims=True))
            if k:
                dy = self.activations[k - 1].backward(dy @ np.swapaxes(self.weights[k], -1, -2))
        return weights[::-1], biases[::-1]

    def gradients(self, x: Array, labels: Array) -> tuple[list[Array], list[Array]]:
        """Return the gradients of each network's mean cross-entropy; labels of shape (N,) or (S, N)."""
        return self.backward(cross_entropy_slope(self.forward(x), labels))

    def accuracy(self, x: Array, labels: Array) -> Array:
        """Return the share of right answers of each network, shape (S,)."""
        logits = self.forward(x)
        answers = logits[..., 0] > 0 if logits.shape[-1] == 1 else logits.argmax(axis=-1)
        shares: Array = (answers == labels).mean(axis=-1)
        return shares


def cross_entropy_slope(logits: Array, labels: Array) -> Array:
    """Gradient of the mean cross-entropy, of the logits' shape.

    Parameters
    ----------
    logits : ndarray, shape (S, N, K)
        With K = 1, the logit of class 1 of two, as behind a single sigmoid.
    labels : ndarray, shape (N,) or (S, N)
    """
    if logits.shape[-1] == 1:
        probabilities = 0.5 * (1 + np.tanh(0.5 * logits))
        truth = labels[..., np.newaxis]
    else:
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        probabilities = powers / powers.sum(axis=-1, keepdims=True)
        truth = np.arange(logits.shape[-1]) == labels[..., np.newaxis]
    slope: Array = (probabilities - truth) / logits.shape[-2]
    return slope


def descend(
    stack: Stack,
    x: Array,
    labels: Array,
    learning_rate: float | Array,
    epochs: int,
    batch_size: int,
    rng: np.random.Generator,
    momentum: float = 0.0,
    longest: float = np.inf,
) -> Iterator[int]:
    """Train all networks in place by gradient descent with momentum; give the number of epochs done, from 0 on.

    Parameters
    ----------
    stack : Stack
    x : ndarray, shape (N, D)
    labels : ndarray, shape (N,)
    learning_rate : float or ndarray of shape (S, 1)
        One for all, or one for each network.
    epochs, batch_size : int
    rng : numpy.random.Generator
        Shuffles the samples, for each network in an order of its own.
    momentum : float
    longest : float
        Each network's gradient, over all of its parameters, is shortened to this norm where it is longer.
    """
    networks, samples = len(stack.parameters), len(x)
    velocity = np.zeros_like(stack.parameters)
    yield 0
    for epoch in range(epochs):
        orders = rng.permuted(np.tile(np.arange(samples), (networks, 1)), axis=1)
        for start in range(0, samples, batch_size):
            chosen = orders[:, start : start + batch_size]
            weights, biases = stack.gradients(x[chosen], labels[chosen])
            rows = np.concatenate([gradient.reshape(networks, -1) for gradient in (*weights, *biases)], axis=1)
            norms = np.linalg.norm(rows, axis=1, keepdims=True)
            velocity *= momentum
            velocity -= learning_rate * rows * np.minimum(1, longest / np.maximum(norms, 1e-300))
            stack.parameters += velocity
        yield epoch + 1
