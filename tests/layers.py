"""Right layers of every kind, for `check_gradients`: none of them may ever be found wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks import Function, check_gradients
from chapters.shared.network import Sequential, he
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet
from solutions.batchnorm import BatchNorm


class Product:
    """Two inputs, no parameters."""

    def forward(self, left, right):
        self.left, self.right = left, right
        return left * right

    def backward(self, dy):
        return dy * self.right, dy * self.left


class Identity:
    """It hands on what it gets, not a copy."""

    def forward(self, x):
        return x

    def backward(self, dy):
        return dy


class Dropout:
    """Random numbers, from a generator of its own."""

    def __init__(self):
        self.rng = np.random.default_rng(7)

    def forward(self, x):
        self.mask = (self.rng.random(x.shape) < 0.5) / 0.5
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask


class Normalized:
    """Each sample looks at the others."""

    def forward(self, x):
        self.centred = x - x.mean(axis=0)
        return self.centred

    def backward(self, dy):
        return dy - dy.mean(axis=0)


class Standardized:
    """Each sample looks at the others, in two ways."""

    def forward(self, x):
        self.deviation = x.std(axis=0)
        self.y = (x - x.mean(axis=0)) / self.deviation
        return self.y

    def backward(self, dy):
        return (dy - dy.mean(axis=0) - self.y * (dy * self.y).mean(axis=0)) / self.deviation


class Network:
    """A whole network as one layer, on fixed labels; it has `layers` and `loss_layer`."""

    def __init__(self, network, labels):
        self.network, self.labels, self.params, self.grads = network, labels, network.params, {}

    def forward(self, x):
        self.x = x
        return self.network.loss(x, self.labels)

    def backward(self):
        self.grads = self.network.gradients(self.x, self.labels)
        upstream = self.network.loss_layer.backward()
        for layer in reversed(self.network.layers):
            upstream = layer.backward(upstream)
        return upstream


def deep(rng: np.random.Generator, width: int) -> Sequential:
    """A network with so many ReLUs that a step of the usual length nearly always crosses a kink."""
    layers = [layer for fan in (6, 100, 100) for layer in (Affine(he(rng, fan, 100), np.zeros(100)), ReLU())]
    return Sequential([*layers, Affine(he(rng, 100, width), np.zeros(width))], SoftmaxCrossEntropy())


def right_layers(rng: np.random.Generator, samples: int) -> Iterator[tuple[Any, ...]]:
    """Layers, each with its inputs."""
    x, y = rng.normal(size=(samples, 6)), rng.normal(size=(samples, 6))
    labels = rng.integers(0, 6, samples)
    yield Affine(rng.normal(size=(6, 30)), rng.normal(size=30)), x
    yield Sigmoid(), x
    yield Sigmoid(), x + rng.uniform(-45, 45)
    yield ReLU(), x
    yield Product(), x, y
    yield Identity(), x
    yield Function(lambda x: 0.5 * (x * x).sum(), lambda x: x), x
    yield Dropout(), x
    yield Normalized(), x
    yield Standardized(), x
    yield SoftmaxCrossEntropy(), x, labels
    yield Network(TwoLayerNet(6, 20, 6, rng), labels), x
    yield Function(lambda x: np.sin(x).sum(), np.cos), x
    yield BatchNorm(rng.normal(size=6), rng.normal(size=6)), 100 + x
    yield Network(deep(rng, 6), labels), x


def false_alarms(seeds: int) -> list[str]:
    """What is found wrong in right layers, small and large, over many draws."""
    found = []
    for seed in range(seeds):
        for samples in (3, 40):
            for layer, *inputs in right_layers(np.random.default_rng(seed), samples):
                verdict = check_gradients(layer, *inputs, seed=seed)
                if not verdict.passed:
                    found.append(f"{samples} samples, seed {seed}: {verdict}")
    return found
