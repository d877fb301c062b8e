"""The pieces of a ReLU network (claim C26): where its pattern of zeros does not change, it is an affine map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import comb
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.activations.circles import circles
from chapters.activations.stacked import Stack, descend
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

REACH = 1.2
"""The plane is looked at from -REACH to REACH along both axes."""

LAYER_ROLES = ("forward", "loss", "theory")
LAYER_LINES = ("solid", "dashed", "dotted")


def normal_he(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw normal weights of variance 2 / fan_in."""
    return rng.normal(0.0, np.sqrt(2 / shape[0]), shape)


def network(relu: Callable[[], Any], hidden: Sequence[int], seed: int, epochs: int = 0) -> Stack:
    """One ReLU network from the plane to a number, random biases included; trained on the two circles if asked.

    Parameters
    ----------
    relu : class
    hidden : sequence of int
        Widths of the hidden layers.
    seed : int
    epochs : int
        Of gradient descent at a rate of 0.1 with momentum 0.9, in batches of 50.
    """
    rng = np.random.default_rng(seed)
    stack = Stack([2, *hidden, 1], [relu() for _ in hidden], [normal_he] * (len(hidden) + 1), [rng])
    for bias in stack.biases[:-1]:
        bias[...] = rng.normal(0.0, 0.5, bias.shape)
    x, labels = circles()
    for _ in descend(stack, x[:500], labels[:500], 0.1, epochs, 50, rng, momentum=0.9):
        pass
    return stack


def net_inputs(stack: Stack, x: Array) -> list[Array]:
    """What enters each hidden layer's ReLU: a list of arrays of shape (N, H)."""
    stack.forward(x[np.newaxis])
    maps = zip(stack.inputs[:-1], stack.weights[:-1], stack.biases[:-1], strict=True)
    return [(inputs @ weight + bias)[0] for inputs, weight, bias in maps]


def patterns(stack: Stack, x: Array) -> Array:
    """Which units are on for each sample, shape (N, all hidden units), bool."""
    return np.concatenate(net_inputs(stack, x), axis=1) > 0


def local_map(stack: Stack, x: Array) -> tuple[Array, Array]:
    """The affine map that the network is around one point.

    Parameters
    ----------
    stack : Stack
        Of one network.
    x : ndarray, shape (D,)

    Returns
    -------
    A : ndarray, shape (D, K)
    c : ndarray, shape (K,)
        Around x the network is x A + c.
    """
    A, c = np.eye(len(x)), np.zeros(len(x))
    on = [*(inputs[0] > 0 for inputs in net_inputs(stack, x[np.newaxis])), True]
    for weight, bias, gate in zip(stack.weights, stack.biases, on, strict=True):
        A, c = (A @ weight[0]) * gate, (c @ weight[0] + bias[0, 0]) * gate
    return A, c


def plane(points: int) -> Array:
    """Places of the plane, shape (points * points, 2)."""
    side = np.linspace(-REACH, REACH, points)
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


def region_count(stack: Stack, points: int = 400) -> int:
    """Number of different patterns on a grid: how many regions the square has, but for those that fall between."""
    on = patterns(stack, plane(points))
    return len(np.unique(on @ 2.0 ** np.arange(on.shape[1])))  # a pattern is a number of up to 53 binary digits


def most_regions(lines: int) -> int:
    """Most regions into which lines can cut a plane (Zaslavsky, 1975): 1 + n + n (n - 1) / 2."""
    return sum(comb(lines, k) for k in range(3))


def map_errors(stack: Stack, rng: np.random.Generator, points: int = 2000) -> tuple[float, float]:
    """Largest difference between the network and its local map of a random point.

    Returns
    -------
    inside : float
        At the points with the same pattern.
    outside : float
        At the others: the median of the largest difference.
    """
    x = rng.uniform(-REACH, REACH, (points, 2))
    on, y = patterns(stack, x), stack.forward(x[np.newaxis])[0]
    inside, outside = [0.0], []
    for k in range(50):
        A, c = local_map(stack, x[k])
        differences = np.abs(x @ A + c - y).max(axis=1)
        same = (on == on[k]).all(axis=1)
        inside.append(float(differences[same].max()))
        outside.append(float(differences[~same].max(initial=0.0)))
    return max(inside), float(np.median(outside))


def plot_regions(
    networks: dict[tuple[int, int, int], Stack], layers: int = 1, units: int = 8, epochs: int = 0
) -> Figure:
    """Draw the plane as a ReLU network cuts it: for each unit, the places where it switches.

    Parameters
    ----------
    networks : dict
        Networks under (layers, units, epochs).
    layers : int
        Number of hidden layers.
    units : int
        In each of them.
    epochs : int
        Of training.
    """
    stack = networks[layers, units, epochs]
    points = 121
    side = np.linspace(-REACH, REACH, points)
    figure, axes = style.figure(height=4.0 if style.is_narrow() else 5.0)
    logits = stack.forward(plane(points)[np.newaxis])[0].reshape(points, points)
    axes.contourf(side, side, logits > 0, [-0.5, 0.5, 1.5], colors=[COLOURS["class0"], COLOURS["class1"]], alpha=0.2)
    for inputs, role, line in zip(net_inputs(stack, plane(points)), LAYER_ROLES, LAYER_LINES, strict=False):
        for unit in inputs.T:
            if unit.min() < 0 < unit.max():
                switch = unit.reshape(points, points)
                axes.contour(side, side, switch, [0.0], colors=COLOURS[role], linestyles=line, linewidths=1.3)
    for number, (role, line) in enumerate(zip(LAYER_ROLES[:layers], LAYER_LINES, strict=False), start=1):
        axes.plot([], [], color=COLOURS[role], linestyle=line, linewidth=1.3, label=f"layer {number}")
    count = region_count(stack, 200)
    axes.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    legend_above(figure)
    return describe(
        figure,
        f"The square cut by a ReLU network with {layers} hidden layers of {units} units, "
        f"{'trained' if epochs else 'untrained'}: {count} regions. Lines of the first layer are straight, those of "
        f"later layers bend where they cross earlier ones.",
        f"The network cuts the square into {count} regions. A line is where a unit switches.",
    )
