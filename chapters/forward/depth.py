"""Depth without an activation: the chapter's opening on two moons, and the one affine map that a linear network is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.network import Sequential, he, minibatches, perceptron, xavier
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

DEPTHS = (1, 2, 3, 5, 10)
WIDTH = 16


def two_moons(samples: int = 300, noise: float = 0.1, seed: int = 1) -> tuple[Array, Array]:
    """Two crescents that reach into each other: x, shape (samples, 2), and labels, shape (samples,), 0 or 1."""
    from sklearn.datasets import make_moons  # it takes more than a second to load

    x, labels = make_moons(samples, noise=noise, random_state=seed)
    return x, labels


class Identity:
    """The activation that is none: it hands everything on as it came."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return x."""
        return x

    def backward(self, dy: Array) -> Array:
        """Return dy."""
        return dy


class Learned(NamedTuple):
    """What a trained network says on a grid of the plane, its accuracy and its number of parameters.

    What it says is the logit of class 1 minus that of class 0: positive where class 1 wins.
    """

    margins: Array
    accuracy: float
    parameters: int


SIDES = (np.linspace(-1.7, 2.7, 111), np.linspace(-1.3, 1.8, 78))
"""The grid of the plane on which the classes are told: both of its axes."""


def train_network(
    affine: Any, activation: Any, loss: Any, depth: int, active: bool, seed: int = 0, epochs: int = 100
) -> Sequential:
    """Train a network of 16 units a hidden layer on two moons, in mini-batches of 30, learning rate 0.1.

    Parameters
    ----------
    affine, activation, loss : class
        Layers with a backward pass.
    depth : int
        The number of affine layers.
    active : bool
        Whether the activation stands between them.
    seed : int
        Of the first weights and of the order of the samples.
    epochs : int
    """
    rng = np.random.default_rng(seed)
    between, initializer = (activation, he) if active else (Identity, xavier)
    network = perceptron([2, *[WIDTH] * (depth - 1), 2], affine, between, loss, initializer, rng)
    x, labels = two_moons()
    for _epoch in range(epochs):
        for few, names in minibatches(x, labels, 30, rng):
            for name, slope in network.gradients(few, names).items():
                network.params[name] -= 0.1 * slope
    return network


def train_depths(affine: Any, activation: Any, loss: Any) -> dict[tuple[int, bool], Learned]:
    """Train a network of each depth, with and without its activation.

    Returns
    -------
    dict
        From (depth, whether active) to what was learned.
    """
    x, labels = two_moons()
    plane = np.stack(np.meshgrid(*SIDES), axis=-1)
    found = {}
    for depth in DEPTHS:
        for active in (False, True):
            network = train_network(affine, activation, loss, depth, active)
            margins = np.diff(network.predict(plane.reshape(-1, 2)), axis=1).reshape(plane.shape[:2])
            parameters = sum(array.size for array in network.params.values())
            found[depth, active] = Learned(margins, network.accuracy(x, labels), parameters)
    return found


def plot_depth(learned: dict[tuple[int, bool], Learned], layers: int = 1, activation: bool = False) -> Figure:
    """Draw two moons and the regions that a network of so many affine layers gives to them."""
    margins, accuracy, parameters = learned[layers, activation]
    x, labels = two_moons()
    figure, axes = style.figure(height=2.9 if style.is_narrow() else 4.4)
    axes.contourf(*SIDES, margins, [-1e6, 0, 1e6], colors=[COLOURS["class0"], COLOURS["class1"]], alpha=0.3)
    for k, marker in enumerate("o^"):
        axes.scatter(*x[labels == k].T, s=14, marker=marker, color=COLOURS[f"class{k}"], label=f"class {k}")
    axes.set(xlim=(-1.7, 2.7), ylim=(-1.3, 1.8), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    legend_above(figure)
    straight = layers == 1 or not activation
    return describe(
        figure,
        f"Two moons of points. {layers} affine layer{'s' * (layers > 1)} with {parameters:,} parameters, "
        f"{'with a ReLU between each two' if activation else 'without an activation'}: the border of the two regions "
        f"is {'a straight line' if straight else 'bent around the moons'}, and {100 * accuracy:.1f} % of the points "
        "lie in their own.",
        f"With {parameters:,} parameters {100 * accuracy:.1f} % of the points are right; the border is "
        f"{'straight' if straight else 'bent'}.",
    )


# --- Many affine maps are one ---


def compose(parameters: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Return W and b of the one affine map that does what affine maps do one after the other."""
    W, b = np.eye(len(parameters[0][0])), np.zeros(len(parameters[0][0]))
    for next_W, next_b in parameters:
        W, b = W @ next_W, b @ next_W + next_b
    return W, b


def composition_errors(affine: Any, depths: Sequence[int], seeds: int = 20, width: int = 32) -> Array:
    """Relative difference between a network without activations and its composed affine map.

    Parameters
    ----------
    affine : class
    depths : sequence of int
    seeds : int
        Weights from a normal distribution with variance 1/width, biases and 100 inputs with variance 1.
    width : int

    Returns
    -------
    ndarray, shape (seeds, len(depths))
        The largest difference of an output, divided by the largest output.
    """

    def error(depth: int, seed: int) -> float:
        rng = np.random.default_rng(seed)
        parameters = [(xavier(rng, width, width), rng.normal(size=width)) for _ in range(depth)]
        x = rng.normal(size=(100, width))
        W, b = compose(parameters)
        y = x
        for each in parameters:
            y = affine(*each).forward(y)
        return float(np.abs(y - (x @ W + b)).max() / np.abs(y).max())

    return np.array([[error(depth, seed) for depth in depths] for seed in range(seeds)])


def unexplained(affine: Any, activation: Callable[[Array], Array], seeds: int = 20, width: int = 32) -> Array:
    """Share of a two-layer network's variance that the best affine map of its inputs leaves over.

    Parameters
    ----------
    affine : class
    activation : callable
        What stands between the two layers.
    seeds : int
        Weights with variance 1/width, no biases, 1,000 inputs with variance 1.
    width : int

    Returns
    -------
    ndarray, shape (seeds,)
    """

    def share(seed: int) -> float:
        rng = np.random.default_rng(seed)
        first, second = (affine(xavier(rng, width, width), np.zeros(width)) for _ in range(2))
        x = rng.normal(size=(1000, width))
        y = second.forward(activation(first.forward(x)))
        ones = np.column_stack([x, np.ones(len(x))])
        rest = y - ones @ np.linalg.lstsq(ones, y)[0]
        return float(rest.var() / (y - y.mean(axis=0)).var())

    return np.array([share(seed) for seed in range(seeds)])


def ranks(affine: Any, width: int, narrowest: int, depth: int = 5, seed: int = 0) -> int:
    """Rank of a network without activations whose middle layer has fewer units than the others."""
    rng = np.random.default_rng(seed)
    widths = [width] * (depth + 1)
    widths[depth // 2] = narrowest
    y = np.eye(width)
    for fan_in, fan_out in pairwise(widths):
        y = affine(xavier(rng, fan_in, fan_out), np.zeros(fan_out)).forward(y)
    return int(np.linalg.matrix_rank(y))
