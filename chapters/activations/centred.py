"""Tanh against the sigmoid in hidden layers (claim C35): epochs that each needs for handwritten digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapters.activations.stacked import Stack, StackedInitializer, descend
from chapters.shared.data import digits

Array = NDArray[Any]

RATES = (0.1, 0.3, 1.0, 3.0, 10.0)
HIDDEN = (16, 16, 16)
ENOUGH = 0.9


class Lifted:
    """An activation moved up by 1: the same slopes, and outputs that are not centred any more."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer

    def forward(self, x: Array) -> Array:
        """Return the layer's output, plus 1."""
        lifted: Array = self.layer.forward(x) + 1.0
        return lifted

    def backward(self, dy: Array) -> Array:
        """Return what the layer returns."""
        back: Array = self.layer.backward(dy)
        return back


def normal(scale: float) -> StackedInitializer:
    """Make an initializer: normal weights with the standard deviation scale / sqrt(fan_in)."""
    return lambda rng, shape: rng.normal(0.0, scale / np.sqrt(shape[0]), shape)


def accuracies(
    activation: Callable[[], Any],
    scale: float = 1.0,
    rates: Sequence[float] = RATES,
    seeds: int = 10,
    epochs: int = 25,
    hidden: Sequence[int] = HIDDEN,
) -> Array:
    """Validation accuracy on digits after each epoch, shape (epochs + 1, rates, seeds); batches of 32."""
    data = digits(np.random.default_rng(0))
    mean = data.train_x.mean(axis=0)
    x, validation = data.train_x - mean, data.validation_x - mean
    rngs = [np.random.default_rng(seed) for _ in rates for seed in range(seeds)]
    stack = Stack([64, *hidden, 10], [activation() for _ in hidden], [normal(scale)] * (len(hidden) + 1), rngs)
    rate = np.repeat(rates, seeds)[:, np.newaxis]
    batches = descend(stack, x, data.train_labels, rate, epochs, 32, np.random.default_rng(100))
    found = [stack.accuracy(validation, data.validation_labels) for _ in batches]
    return np.array(found).reshape(epochs + 1, len(rates), seeds)


def epochs_needed(found: Array, enough: float = ENOUGH) -> Array:
    """First epoch with enough accuracy, shape (rates, seeds); infinite where there is none."""
    there = found >= enough
    return np.where(there.any(axis=0), there.argmax(axis=0), np.inf)
