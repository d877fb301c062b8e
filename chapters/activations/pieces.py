"""Maxout (claim C27): the ReLU as a special case, and which of its pieces ever win, and so ever learn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapters.activations.circles import circles
from chapters.shared.data import digits
from chapters.shared.network import Sequential

Array = NDArray[Any]

COUNTS = (2, 4, 8, 16)
UNITS = 8
STEPS = 200


def relu_gap(maxout: Any, relu: Any, seed: int = 0) -> tuple[float, float]:
    """Largest difference between max(0, x W + b) and a maxout whose second piece is 0: of outputs and of gradients."""
    rng = np.random.default_rng(seed)
    x, W, b, dy = (rng.normal(size=shape) for shape in ((50, 4), (4, 3), (3,), (50, 3)))
    two = maxout(np.stack([W, np.zeros_like(W)], axis=2), np.stack([b, np.zeros_like(b)], axis=1))
    one = relu()
    outputs = np.abs(two.forward(x) - one.forward(x @ W + b)).max()
    gradients = np.abs(two.backward(dy) - one.backward(dy) @ W.T).max()
    return float(outputs), float(gradients)


def winners(layer: Any, x: Array) -> Array:
    """Which pieces of which units win for at least one sample, shape (M, K), bool."""
    scores = np.tensordot(x, layer.params["W"], axes=1) + layer.params["b"]
    best = scores.argmax(axis=2)
    won: Array = (best[:, :, np.newaxis] == np.arange(scores.shape[2])).any(axis=0)
    return won


def data_of(name: str) -> tuple[Array, Array]:
    """Training points and labels: 500 of "circles" in the plane, or 1,197 of "digits" with 64 pixels, centred."""
    if name == "circles":
        x, labels = circles()
        return x[:500], labels[:500]
    data = digits(np.random.default_rng(0))
    return data.train_x - data.train_x.mean(axis=0), data.train_labels


def ever_won(
    maxout: Any, affine: Any, loss: Any, name: str, counts: Sequence[int] = COUNTS, seeds: int = 10, steps: int = STEPS
) -> Array:
    """Share of pieces that have won for some sample by a step: the ones whose weights have ever had a gradient.

    A layer of 8 maxout units and an affine one, weights of standard deviation 1 / sqrt(fan_in), biases 0 at first;
    plain gradient descent with the whole training set at a rate of 0.5.

    Parameters
    ----------
    maxout, affine, loss : class
    name : str
        Of the data.
    counts : sequence of int
        Pieces of each unit.
    seeds, steps : int

    Returns
    -------
    ndarray, shape (steps + 1, counts, seeds)
    """
    x, labels = data_of(name)
    classes = int(labels.max()) + 1
    shares = np.empty((steps + 1, len(counts), seeds))
    for i, count in enumerate(counts):
        for seed in range(seeds):
            rng = np.random.default_rng(seed)
            width = x.shape[1]
            hidden = maxout(rng.normal(0, width**-0.5, (width, UNITS, count)), np.zeros((UNITS, count)))
            last = affine(rng.normal(0, UNITS**-0.5, (UNITS, classes)), np.zeros(classes))
            network = Sequential([hidden, last], loss())
            won = winners(hidden, x)
            shares[0, i, seed] = won.mean()
            for step in range(steps):
                slopes = network.gradients(x, labels)
                for key, parameter in network.params.items():
                    parameter -= 0.5 * slopes[key]
                won |= winners(hidden, x)
                shares[step + 1, i, seed] = won.mean()
    return shares
