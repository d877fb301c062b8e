"""A network as a list of layers: what the experiments of the chapters train, made of whatever layers are handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapters.shared.sequential import Sequential as Sequential

Array = NDArray[Any]
Initializer = Callable[[np.random.Generator, int, int], Array]
"""Draws the weights of a layer, shape (fan_in, fan_out)."""


def perceptron(
    widths: Sequence[int],
    affine: Callable[[Array, Array], Any],
    activation: Callable[[], Any],
    loss: Callable[[], Any],
    initializer: Initializer,
    rng: np.random.Generator,
) -> Sequential:
    """Return a multi-layer perceptron: affine layers of these widths, with an activation between each two.

    Parameters
    ----------
    widths : sequence of int
        The input's width, the hidden layers', the output's.
    affine, activation, loss : callable
        The layers' classes.
    initializer : callable
        Called as `initializer(rng, fan_in, fan_out)`; biases start at 0.
    rng : numpy.random.Generator
    """
    layers: list[Any] = []
    for fan_in, fan_out in pairwise(widths):
        layers += [affine(initializer(rng, fan_in, fan_out), np.zeros(fan_out)), activation()]
    layers[0].first = True  # its input is data: a layer that knows the word leaves the gradient of it out
    return Sequential(layers[:-1], loss())


def he(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Draw weights with variance 2 / fan_in: the scale that suits ReLU (He et al., 2015, equation 10)."""
    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_in, fan_out))


def xavier(rng: np.random.Generator, fan_in: int, fan_out: int) -> Array:
    """Draw weights with variance 1 / fan_in: the scale that suits tanh and maps without an activation."""
    return rng.normal(0.0, np.sqrt(1 / fan_in), (fan_in, fan_out))


def minibatches(x: Array, labels: Array, batch_size: int, rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    """Go through a shuffled data set once, a batch at a time; the last one may be smaller."""
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        chosen = order[start : start + batch_size]
        yield x[chosen], labels[chosen]
