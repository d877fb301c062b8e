"""The computational graphs of the four layers, with formulas on their edges."""

from __future__ import annotations

from matplotlib.figure import Figure

from chapters.shared import graphs
from chapters.shared.graphs import Edge, Node
from chapters.shared.style import describe


def plot_affine_graph() -> Figure:
    """Draw the graph of Y = X W + 1 b."""
    nodes = {
        "X": Node(0.3, 1.5, "$X$", "value"),
        "W": Node(2.2, 2.65, "$W$", "value"),
        "product": Node(2.2, 1.5, "·"),
        "b": Node(4.2, 2.65, "$b$", "value"),
        "sum": Node(4.2, 1.5, "+"),
        "Y": Node(6.1, 1.5, "$Y$", "value"),
    }
    edges = [
        Edge("X", "product", "$X$  N×D", r"$\bar{Y} W^\top$"),
        Edge("W", "product", "$W$  D×M", r"$X^\top \bar{Y}$"),
        Edge("product", "sum", "$XW$  N×M", r"$\bar{Y}$"),
        Edge("b", "sum", "$b$  M", r"$\sum_n \bar{Y}_{n}$"),
        Edge("sum", "Y", "$Y$  N×M", r"$\bar{Y}$"),
    ]
    figure, _ = graphs.graph(2.9, nodes, edges, "The plus hands every row\nthe same b: a fan-out.")
    return describe(
        figure,
        "Computational graph of the affine layer: X and W meet in a product, b is added, Y leaves. Dashed arrows carry "
        "back the upstream gradient to b as a sum over samples, to W as X transposed times it, to X as it times W "
        "transposed.",
    )


def plot_sigmoid_graph() -> Figure:
    """Draw the sigmoid as a chain of four simple steps."""
    labels = ("−", "exp", "+1", "1/·")
    nodes = {"x": Node(0.2, 1.2, "$x$", "value"), "y": Node(6.2, 1.2, "$y$", "value")}
    nodes |= {label: Node(1.4 + 1.2 * index, 1.2, label) for index, label in enumerate(labels)}
    chain = ["x", *labels, "y"]
    ways = [
        ("$x$", r"$\bar{y} y^2 e$"),
        ("$-x$", r"$-\bar{y} y^2 e$"),
        ("$e$", r"$-\bar{y} y^2$"),
        ("$u$", r"$-\bar{y} y^2$"),
        ("$y$", r"$\bar{y}$"),
    ]
    figure, _ = graphs.graph(
        2.0,
        nodes,
        [Edge(chain[k], chain[k + 1], *way) for k, way in enumerate(ways)],
        "$e = \\exp(-x)$,   $u = 1 + e$,   $y = 1/u$",
    )
    return describe(
        figure,
        "The sigmoid as a chain: negate, exponential, add one, reciprocal. Backwards the reciprocal multiplies by "
        "minus y squared, the exponential by e, the negation by minus one.",
    )


def plot_relu_graph() -> Figure:
    """Draw the ReLU as a gate, once open and once shut."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for y, name, way in (
        (1.75, "open", (("3", r"$\bar{y}$"), ("3", r"$\bar{y}$"))),
        (0.65, "shut", (("−2", "0"), ("0", r"$\bar{y}$"))),
    ):
        nodes |= {
            f"x {name}": Node(0.9, y, "$x$", "value"),
            name: Node(3.1, y, "R"),
            f"y {name}": Node(5.3, y, "$y$", "value"),
        }
        edges += [Edge(f"x {name}", name, *way[0]), Edge(name, f"y {name}", *way[1])]
    figure, _ = graphs.graph(2.4, nodes, edges)
    return describe(
        figure,
        "The ReLU twice. With x = 3 it hands on 3 and lets the gradient back through. With x = -2 it hands on 0, and "
        "the gradient stops: 0 comes back.",
    )


def plot_loss_graph() -> Figure:
    """Draw softmax with cross-entropy for one sample, as log-sum-exp minus the logit of the true class."""
    nodes = {
        "a": Node(0.3, 1.5, "$a_k$", "value"),
        "exp": Node(1.6, 2.5, "exp"),
        "sum": Node(2.9, 2.5, "Σ"),
        "log": Node(4.2, 2.5, "log"),
        "pick": Node(2.9, 0.75, "$t$"),
        "minus": Node(5.2, 1.5, "−"),
        "loss": Node(6.2, 1.5, "$L$", "value"),
    }
    edges = [
        Edge("a", "exp", "$a_k$", "$p_k$"),
        Edge("exp", "sum", "$e_k$", "$1/S$"),
        Edge("sum", "log", "$S$", "$1/S$"),
        Edge("log", "minus", r"$\log S$", "1"),
        Edge("a", "pick", "$a_k$", "$-T_k$"),
        Edge("pick", "minus", "$a_t$", "−1"),
        Edge("minus", "loss", "$L$", "1"),
    ]
    figure, _ = graphs.graph(
        3.4, nodes, edges, "both ways together:  $p_k - T_k$,\nwhere $T_t = 1$ and all others are 0"
    )
    return describe(
        figure,
        "Graph of the loss of one sample. The logits fan out: one way through exponential, sum and logarithm, one "
        "picks the logit of the true class t, and the second is subtracted from the first. Backwards the first brings "
        "p, the second minus one at the true class.",
    )
