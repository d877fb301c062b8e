"""The computational graphs of softplus, maxout and a residual block."""

from __future__ import annotations

from matplotlib.figure import Figure

from chapters.shared import graphs
from chapters.shared.graphs import Edge, Node
from chapters.shared.style import describe


def plot_softplus_graph() -> Figure:
    """Draw the graph of y = log(1 + exp(x))."""
    nodes = {
        "x": Node(0.35, 0.85, "$x$", "value"),
        "exp": Node(1.75, 0.85, "exp"),
        "one": Node(3.2, 0.85, "1+"),
        "log": Node(4.65, 0.85, "log"),
        "y": Node(6.05, 0.85, "$y$", "value"),
    }
    edges = [
        Edge("x", "exp", "$x$", r"$\bar{y}\,e / u$"),
        Edge("exp", "one", "$e$", r"$\bar{y} / u$"),
        Edge("one", "log", "$u$", r"$\bar{y} / u$"),
        Edge("log", "y", "$y$", r"$\bar{y}$"),
    ]
    figure, _ = graphs.graph(1.7, nodes, edges)
    return describe(
        figure,
        "Computational graph of softplus: x goes through the exponential, 1 is added, the logarithm is taken. "
        "Backward, the logarithm divides the gradient by u, adding 1 changes nothing, the exponential multiplies by e.",
    )


def plot_maxout_graph() -> Figure:
    """Draw the graph of a maxout unit with two pieces, the first of which wins."""
    nodes = {
        "x": Node(0.4, 1.45, "$x_n$", "value"),
        "first": Node(2.4, 2.3, "$W_1$"),
        "second": Node(2.4, 0.6, "$W_2$"),
        "max": Node(4.4, 1.45, "max"),
        "y": Node(6.0, 1.45, "$y_n$", "value"),
    }
    edges = [
        Edge("x", "first", "$x_n$", r"$\bar{y}_n W_1$"),
        Edge("x", "second", "$x_n$", "0"),
        Edge("first", "max", "$z_{n1}$", r"$\bar{y}_n$"),
        Edge("second", "max", "$z_{n2}$", "0"),
        Edge("max", "y", "$y_n$", r"$\bar{y}_n$"),
    ]
    figure, _ = graphs.graph(2.9, nodes, edges, spread=1.4)
    return describe(
        figure,
        "Computational graph of one maxout unit for one sample: the input fans out into two affine pieces, and the "
        "larger one goes on. Backward, the gradient goes through the piece that won; the other gets 0.",
    )


def plot_residual_graph() -> Figure:
    """Draw the graph of y = x + f(x)."""
    nodes = {
        "x": Node(0.8, 0.8, "$X$", "value"),
        "f": Node(2.8, 2.4, "$f$"),
        "sum": Node(4.8, 0.8, "+"),
        "y": Node(6.0, 0.8, "$Y$", "value"),
    }
    edges = [
        Edge("x", "f", "$X$", r"$\bar{Z}$"),
        Edge("x", "sum", "$X$", r"$\bar{Y}$"),
        Edge("f", "sum", "$f(X)$", r"$\bar{Y}$"),
        Edge("sum", "y", "$Y$", r"$\bar{Y}$"),
    ]
    figure, _ = graphs.graph(2.9, nodes, edges)
    return describe(
        figure,
        "Computational graph of a residual block: the input takes a path through f and a path straight on, and "
        "both meet in a plus. Backward, the plus hands the upstream gradient to both; at the input they add up.",
    )
