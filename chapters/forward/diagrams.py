"""Drawings of one neuron's computation and of a fully connected network, and the parameters of such a network."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import graphs, style
from chapters.shared.graphs import Edge, Node
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


def plot_neuron() -> Figure:
    """Draw the computation of one neuron and of its squared error."""
    nodes = {
        "x": Node(0.3, 1.3, "$x_n$", "value"),
        "product": Node(1.5, 1.3, "·"),
        "w": Node(1.5, 2.35, "$w$", "value"),
        "sum": Node(2.9, 1.3, "+"),
        "b": Node(2.9, 2.35, "$b$", "value"),
        "minus": Node(4.3, 1.3, "−"),
        "t": Node(4.3, 2.35, "$t_n$", "value"),
        "square": Node(5.35, 1.3, "( )²"),
        "end": Node(6.35, 1.3, "", "value"),
    }
    edges = [
        Edge("x", "product"),
        Edge("w", "product"),
        Edge("product", "sum"),
        Edge("b", "sum"),
        Edge("sum", "minus", "$y_n$"),
        Edge("t", "minus"),
        Edge("minus", "square", "$e_n$"),
        Edge("square", "end"),
    ]
    figure, _ = graphs.graph(2.6, nodes, edges, "$L$ is the mean of $e_n^2$ over the batch.")
    return describe(
        figure,
        "One adaptive linear neuron: the input times the weights, plus the bias, is the answer y; minus the target it "
        "is the error e, which is squared. The loss is the mean of the squares over the batch.",
    )


def parameter_count(widths: Sequence[int]) -> int:
    """Weights and biases of a fully connected network with these widths, from the input's to the output's."""
    return sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(widths))


def counted_parameters(network: Sequential) -> int:
    """Entries of all arrays that a network trains."""
    return sum(array.size for array in network.params.values())


def units_that_notice(affine: Any, inputs: int, units: int, seed: int = 0) -> Array:
    """Which units of a layer answer differently after the weights of one unit have changed.

    Returns
    -------
    ndarray of bool, shape (units, units)
        Row m: the weights of unit m have changed.
    """
    rng = np.random.default_rng(seed)
    W, b, x = rng.normal(size=(inputs, units)), rng.normal(size=units), rng.normal(size=(5, inputs))
    before = affine(W, b).forward(x)
    rows = []
    for unit in range(units):
        moved = W.copy()
        moved[:, unit] += 1
        rows.append((affine(moved, b).forward(x) != before).any(axis=0))
    return np.array(rows)


def plot_network(hidden_layers: int = 2, units: int = 4) -> Figure:
    """Draw a fully connected network with 3 inputs and 2 outputs, and its number of parameters, layer by layer."""
    widths = [3, *[units] * hidden_layers, 2]
    width = style.NARROW if style.is_narrow() else style.WIDTH
    height, places = 3.6, np.linspace(0.3, width - 0.3, len(widths))
    figure, axes = style.figure(height=height)
    graphs.inches(axes, height, width)
    columns = [
        [(x, 2.15 + 0.42 * (k - (width - 1) / 2)) for k in range(width)]
        for x, width in zip(places, widths, strict=True)
    ]
    for left, right in pairwise(columns):
        for start in left:
            for end in right:
                axes.plot(*zip(start, end, strict=True), color=COLOURS["muted"], linewidth=0.6, zorder=1)
    for column, role in zip(columns, ["theory", *["forward"] * hidden_layers, "loss"], strict=True):
        axes.plot(*zip(*column, strict=True), "o", color=COLOURS[role], markersize=13, zorder=2)
    for left, right, (fan_in, fan_out) in zip(places[:-1], places[1:], pairwise(widths), strict=True):
        count = (fan_in + 1) * fan_out
        axes.text(
            (left + right) / 2, 0.55, f"{fan_in}·{fan_out}+{fan_out}", ha="center", size=12, color=COLOURS["muted"]
        )
        axes.text((left + right) / 2, 0.2, f"= {count}", ha="center", size=13)
    total = parameter_count(widths)
    return describe(
        figure,
        f"A fully connected network with the widths {', '.join(map(str, widths))}: every unit is joined with every "
        f"unit of the next layer and with none of its own. It has {total} parameters.",
        f"It has {total} parameters.",
    )
