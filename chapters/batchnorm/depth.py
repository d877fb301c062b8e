"""Gradients in a deep network before the first step, with BatchNorm and without, for two activations."""

from __future__ import annotations

from typing import Any

import numpy as np

from chapters.batchnorm.networks import Norm
from chapters.shared.network import he, xavier

WIDTH, BATCH = 50, 100
SEEDS = range(10)
INITIALIZERS = {"sigmoid": xavier, "ReLU": he}


def factor(affine: Any, activation: Any, initializer: Any, norm: Norm | None, depth: int, seed: int) -> float:
    """By what a gradient's norm is multiplied from one layer to the one before, as the geometric mean over the depth.

    Parameters
    ----------
    affine, activation : callable
        The layers' classes.
    initializer : callable
        Called as `initializer(rng, fan_in, fan_out)`.
    norm : callable, optional
        Stands before each activation.
    depth : int
        The number of affine layers.
    seed : int
        Draws weights, 100 normal inputs, and a normal gradient at the end.
    """
    rng = np.random.default_rng(seed)
    x, dy = rng.normal(size=(2, BATCH, WIDTH))
    layers: list[Any] = []
    for _ in range(depth):
        layers.append(affine(initializer(rng, WIDTH, WIDTH), np.zeros(WIDTH)))
        layers += [norm(np.ones(WIDTH), np.zeros(WIDTH))] if norm else []
        layers.append(activation())
    for layer in layers:
        x = layer.forward(x, True)
    norms = []
    for layer in layers[::-1]:
        dy = layer.backward(dy)
        norms += [float(np.linalg.norm(layer.grads["W"]))] if "W" in layer.params else []
    return float((norms[-1] / norms[0]) ** (1 / (depth - 1)))
