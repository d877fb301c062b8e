"""Training on few digits, as all experiments of this chapter do it, and what is measured afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapters.shared.data import Digits, digits
from chapters.shared.network import Sequential, he, perceptron

Array = NDArray[Any]
Layers = tuple[Any, Any, Any]
"""The classes of an affine layer, an activation and a loss."""
Penalty = Callable[[Array, Mapping[str, Array]], tuple[float, dict[str, Array]]]
"""Called as `penalty(losses, params)`: the whole loss, and what the penalty adds to the gradients."""

SEEDS = range(10)


class Outcome(NamedTuple):
    """How a trained network does on what it has seen, and on 600 images that it has not."""

    train_loss: float
    test_loss: float
    train_accuracy: float
    test_accuracy: float

    @property
    def gap(self) -> float:
        """Test loss minus training loss, in nats."""
        return self.test_loss - self.train_loss


def data() -> Digits:
    """Return the digits, in the same three parts for every run: 897 for training, 300, and 600 for the test."""
    return digits(np.random.default_rng(0), validation=300, test=600)


def few(images: Digits, samples: int, rng: np.random.Generator, dice: float = 0.0) -> tuple[Array, Array]:
    """Draw some of the training images, shape (samples, 64), with their labels, shape (samples,).

    `dice` is the share of labels that are thrown with a die of ten sides; one in ten of these is right all the same.
    """
    chosen = rng.choice(len(images.train_x), samples, replace=False)
    thrown = rng.random(samples) < dice
    labels = np.where(thrown, rng.integers(0, 10, samples), images.train_labels[chosen])
    return images.train_x[chosen], labels


def new_network(layers: Layers, hidden: int, rng: np.random.Generator) -> Sequential:
    """Return a network for digits with one hidden layer."""
    return perceptron([64, hidden, 10], *layers, he, rng)


def learn(
    network: Sequential, optimizer: Any, batches: Iterable[tuple[Array, Array]], penalty: Penalty | None = None
) -> None:
    """Make one step for each batch.

    Parameters
    ----------
    network : Sequential
    optimizer : object
        Has `update(params, grads)`.
    batches : iterable of (x, labels)
        x of shape (N, 64), labels of shape (N,).
    penalty : callable, optional
    """
    for x, labels in batches:
        slopes = network.gradients(x, labels)
        if penalty is not None:
            _, added = penalty(np.zeros(1), network.params)  # the value of the loss is not needed for a step
            slopes = {name: slope + added[name] for name, slope in slopes.items()}
        optimizer.update(network.params, slopes)


def outcome(network: Sequential, x: Array, labels: Array, images: Digits) -> Outcome:
    """Measure a network on the data it was trained with, and on the test set."""
    train_loss, train_accuracy = measured(network.predict(x), labels)
    test_loss, test_accuracy = measured(network.predict(images.test_x), images.test_labels)
    return Outcome(train_loss, test_loss, train_accuracy, test_accuracy)


def log_probabilities(logits: Array) -> Array:
    """Logarithms of the softmax, shape (N, K)."""
    logs: Array = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return logs


def measured(logits: Array, labels: Array) -> tuple[float, float]:
    """Mean cross-entropy in nats, and the share of samples that are right."""
    loss = -log_probabilities(logits)[np.arange(len(labels)), labels].mean()
    return float(loss), float((logits.argmax(axis=1) == labels).mean())


def weight_norm(params: Mapping[str, Array]) -> float:
    """Root of the sum of all squared weights; biases do not count."""
    return float(np.sqrt(sum((array**2).sum() for array in params.values() if array.ndim > 1)))


def mean_of(outcomes: Sequence[Outcome], quantity: str) -> float:
    """Mean of one quantity, such as "gap", over several outcomes."""
    return float(np.mean([getattr(each, quantity) for each in outcomes]))
