"""Networks with a normalization before each activation, trained by plain gradient descent on handwritten digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapters.shared.data import Digits, digits
from chapters.shared.network import Sequential, he, minibatches

Array = NDArray[Any]
Layers = tuple[Any, Any, Any]
"""The classes of an affine layer, an activation and a loss."""
Norm = Callable[[Array, Array], Any]
"""`norm(gamma, beta)` makes a layer that normalizes."""
Build = Callable[[Norm | None, float | None, np.random.Generator], Any]
"""`build(norm, scale, rng)` makes a network; without a scale the weights are He's."""

WIDTHS = (64, 50, 50, 50, 10)
BATCH = 50


def data() -> Digits:
    """Return the digits, in the same three parts for every run."""
    return digits(np.random.default_rng(0))


def build(
    layers: Layers,
    norm: Norm | None,
    scale: float | None,
    rng: np.random.Generator,
    widths: Sequence[int] = WIDTHS,
    behind: bool = False,
) -> Sequential:
    """Return a network: affine layers, and between each two a normalization, if there is one, and an activation.

    Parameters
    ----------
    layers : tuple of classes
    norm : callable, optional
    scale : float, optional
        Standard deviation of the first weights; He's, sqrt(2 / fan_in), when there is none.
    rng : numpy.random.Generator
        Draws the weights, and nothing else: the same for networks with and without a normalization.
    widths : sequence of int
    behind : bool
        The normalization stands behind the activation and not before it.
    """
    affine, activation, loss = layers
    parts: list[Any] = []
    for fan_in, fan_out in pairwise(widths):
        weights = he(rng, fan_in, fan_out) if scale is None else rng.normal(0.0, scale, (fan_in, fan_out))
        parts.append(affine(weights, np.zeros(fan_out)))
        pair = ([norm(np.ones(fan_out), np.zeros(fan_out))] if norm else []) + [activation()]
        parts += pair[::-1] if behind else pair
    return Sequential(parts[: -2 if norm else -1], loss())


def learning(
    network: Any, x: Array, labels: Array, rate: float, rng: np.random.Generator, batch_size: int = BATCH
) -> Iterator[int]:
    """Step after step of gradient descent, without end; yields how many steps are done.

    An epoch's last batch is left out if it is smaller than the others: what BatchNorm does to a sample depends on it.
    """
    done = 0
    while True:
        for batch, its_labels in minibatches(x, labels, batch_size, rng):
            if len(batch) < batch_size:
                continue
            slopes = network.gradients(batch, its_labels)
            for name, array in network.params.items():
                np.subtract(array, rate * slopes[name], out=array)
            done += 1
            yield done
