"""Gradients along time (claim C23): the product of the Jacobians of a recurrent network over hundreds of steps.

The network is h_t = tanh(h_{t-1} W + x_t) with 64 units; W is normal with the standard deviation scale / sqrt(64), and
the inputs x_t are normal with the standard deviation 0.1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

UNITS = 64


def jacobian_norms(activation: Any, scale: float, steps: int = 400, seeds: int = 10, shared: bool = True) -> Array:
    """Size of the Jacobian of h_t with respect to h_0, for t = 0, 1, ..., steps.

    Parameters
    ----------
    activation : class
    scale : float
        Of the weights.
    steps, seeds : int
    shared : bool
        Whether the same W serves at every step, as in a recurrent network, or each step has its own, as the layers of a
        deep one have.

    Returns
    -------
    ndarray, shape (steps + 1, seeds)
        The Frobenius norm divided by 8, the square root of 64: the factor by which a random gradient is multiplied on
        its way back, in root mean square.
    """
    rng = np.random.default_rng(0)

    def draw() -> Array:
        return rng.normal(0.0, scale / np.sqrt(UNITS), (seeds, UNITS, UNITS))

    W, layer = draw(), activation()
    h, jacobian = np.zeros((seeds, 1, UNITS)), np.tile(np.eye(UNITS), (seeds, 1, 1))
    norms = [np.ones(seeds)]
    for _ in range(steps):
        W = W if shared else draw()
        h = layer.forward(h @ W + rng.normal(0.0, 0.1, h.shape))
        jacobian = (jacobian @ W) * layer.backward(np.ones_like(h))
        norms.append(np.sqrt((jacobian**2).sum(axis=(1, 2)) / UNITS))
    return np.array(norms)
