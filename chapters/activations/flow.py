"""How much of a gradient reaches each layer of a deep network: with depth, with the weights' scale, with skips.

Claims C09, C19 and C22. A *block* is an affine map without bias and an activation. All blocks have 64 inputs and
outputs, and their weights are normal with the standard deviation scale / sqrt(64).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
GradientNorms = Callable[[list[Any], Array], list[float]]

WIDTH = 64
SAMPLES = 32


class Map:
    """x W, for a W that is held."""

    def __init__(self, W: Array) -> None:
        self.W = W
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch, shape (N, D), to (N, M)."""
        mapped: Array = x @ self.W
        return mapped

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        back: Array = dy @ self.W.T
        return back


class Chain:
    """Layers one after the other, as one layer."""

    def __init__(self, layers: Sequence[Any]) -> None:
        self.layers = list(layers)
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Run forward through all."""
        for each in self.layers:
            x = each.forward(x, train)
        return x

    def backward(self, dy: Array) -> Array:
        """Run backward through all."""
        for each in self.layers[::-1]:
            dy = each.backward(dy)
        return dy


class Scaled(Chain):
    """A chain whose output is multiplied by a number."""

    def __init__(self, layers: Sequence[Any], factor: float) -> None:
        super().__init__(layers)
        self.factor = factor

    def forward(self, x: Array, train: bool = True) -> Array:
        """Run forward, then multiply."""
        return self.factor * super().forward(x, train)

    def backward(self, dy: Array) -> Array:
        """Multiply, then run backward."""
        return super().backward(self.factor * dy)


def random_map(rng: np.random.Generator, scale: float) -> Map:
    """Draw a map of 64 inputs to 64 outputs."""
    return Map(rng.normal(0.0, scale / np.sqrt(WIDTH), (WIDTH, WIDTH)))


def gradient_flow(
    gradient_norms: GradientNorms,
    activation: Callable[[], Any],
    depth: int,
    scale: float,
    seed: int,
    block: Callable[[list[Any]], Any] = Chain,
) -> Array:
    """Norm of the gradient at the input of each block, as a share of the norm at the output of the last.

    Parameters
    ----------
    gradient_norms : callable
        The probe: `gradient_norms(layers, dy)` returns a list of norms.
    activation : class
    depth : int
        Number of blocks.
    scale : float
        Of the weights.
    seed : int
        Of inputs, weights and upstream gradient: all normal, the inputs with standard deviation 1.
    block : callable
        Makes one layer of a list of layers: `Chain`, or a residual block.

    Returns
    -------
    ndarray, shape (depth + 1,)
        Entry k belongs to the input of block k + 1, the last entry to the output; it is 1.
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(SAMPLES, WIDTH))
    blocks = [block([random_map(rng, scale), activation()]) for _ in range(depth)]
    for each in blocks:
        x = each.forward(x)
    dy = rng.normal(size=x.shape)
    shares: Array = np.array([*gradient_norms(blocks, dy), np.linalg.norm(dy)]) / np.linalg.norm(dy)
    return shares


def growth(shares: Array) -> float:
    """Factor per block by which the gradient grows on its way back, from the shares of `gradient_flow`."""
    return float((shares[0] / shares[-1]) ** (1 / (len(shares) - 1)))


def growth_rates(
    gradient_norms: GradientNorms,
    activation: Callable[[], Any],
    scales: Sequence[float],
    depth: int = 20,
    seeds: int = 10,
) -> Array:
    """Factor per block for each scale and seed, shape (scales, seeds)."""
    return np.array(
        [
            [growth(gradient_flow(gradient_norms, activation, depth, scale, seed)) for seed in range(seeds)]
            for scale in scales
        ]
    )


def growth_in_theory(activation: Callable[[], Any], scale: float, depth: int = 20) -> float:
    """Factor per block in the limit of many units (Poole et al., 2016; Schoenholz et al., 2017).

    Net inputs are then normal with a variance q that goes from block to block by q' = scale² E[f(z)²], and the squared
    norm of the gradient is multiplied by scale² E[f'(z)²].
    """
    step = 0.005
    places = np.arange(-8, 8, step) + step / 2  # none at 0, where an activation may have a kink
    density = np.exp(-(places**2) / 2) / np.sqrt(2 * np.pi) * step
    variance, logarithm = scale**2, 0.0
    for _ in range(depth):
        layer = activation()
        values = layer.forward(np.sqrt(variance) * places)
        slopes = layer.backward(np.ones_like(places))
        logarithm += 0.5 * np.log(scale**2 * (density * slopes**2).sum())
        variance = scale**2 * (density * values**2).sum()
    return float(np.exp(logarithm / depth))
