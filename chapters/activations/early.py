"""What the first steps do: which layers change, and how long a step may be (gradients that are clipped)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapters.activations.centred import normal
from chapters.activations.circles import SETTINGS, circles
from chapters.activations.stacked import Stack, descend
from chapters.shared.data import digits

Array = NDArray[Any]


def changes(activation: Callable[[], Any], rate: float = 1.0, hidden: int = 5, seeds: int = 10) -> Array:
    """How far the weights of each layer move in the first epoch on digits, as a share of their length.

    Five hidden layers of 16 units, normal weights with the standard deviation 1 / sqrt(fan_in), batches of 32.

    Returns
    -------
    ndarray, shape (hidden + 1, seeds)
        From the first layer to the output layer.
    """
    data = digits(np.random.default_rng(0))
    widths = [64, *[16] * hidden, 10]
    rngs = [np.random.default_rng(seed) for seed in range(seeds)]
    stack = Stack(widths, [activation() for _ in range(hidden)], [normal(1.0)] * (hidden + 1), rngs)
    first = [weight.copy() for weight in stack.weights]
    x = data.train_x - data.train_x.mean(axis=0)
    for _ in descend(stack, x, data.train_labels, rate, 1, 32, np.random.default_rng(100)):
        pass
    pairs = zip(first, stack.weights, strict=True)
    return np.array([_length(after - before) / _length(before) for before, after in pairs])


def _length(weight: Array) -> Array:
    length: Array = np.linalg.norm(weight, axis=(1, 2))
    return length


class Clipped(NamedTuple):
    """What became of five ReLU layers with old weights, over ten seeds: shares of units, and accuracies."""

    on_after_one_epoch: float
    on_at_the_end: float
    accuracy: Array


def clipped(relu: Callable[[], Any], longest: float, epochs: int = 500) -> Clipped:
    """Train on the two circles with gradients that are shortened to a norm of `longest` where they are longer.

    A unit is on if its output is positive for at least one of the 500 training points.
    """
    (x, labels), draw = circles(), SETTINGS["five ReLU layers, old"].initializer
    rngs = [np.random.default_rng(seed) for seed in range(10)]
    stack = Stack([2, *[5] * 5, 1], [relu() for _ in range(5)], [draw] * 6, rngs)
    steps = descend(stack, x[:500], labels[:500], 0.01, epochs, 32, np.random.default_rng(100), 0.9, longest)
    on = {}
    for epoch in steps:
        if epoch in (1, epochs):
            stack.forward(x[:500])
            on[epoch] = float(np.mean([(outputs > 0).any(axis=1).mean() for outputs in stack.inputs[1:]]))
    return Clipped(on[1], on[epochs], stack.accuracy(x[500:], labels[500:]))
