"""The graph of one layer, with what the theory follows through it, forwards and backwards."""

from __future__ import annotations

from matplotlib.figure import Figure

from chapters.shared.graphs import Edge, Node, graph
from chapters.shared.style import describe

NODES = {
    "before": Node(0.35, 0.85, "$H_{s-1}$", "value"),
    "product": Node(2.0, 0.85, r"$\times$", note="affine"),
    "weights": Node(2.0, 2.1, "$W_s$", "value"),
    "bend": Node(4.1, 0.85, "$f$", note="activation"),
    "after": Node(6.0, 0.85, "$H_s$", "value"),
}
EDGES = [
    Edge("before", "product", "$m_{s-1}$", "$p_{s-1}$"),
    Edge("weights", "product", "$v_s$"),
    Edge("product", "bend", "$q_s$", "$g_s$"),
    Edge("bend", "after", "$m_s$", "$p_s$"),
]


def plot_layer() -> Figure:
    """Draw a layer with the names of all that is derived."""
    figure, _ = graph(2.4, NODES, EDGES)
    return describe(
        figure,
        "A layer as a graph. Forwards: activations with mean square m of layer s - 1 meet weights of variance v, become"
        " net inputs of variance q, pass the activation f and leave with mean square m of layer s. Backwards along "
        "the same edges: variance p at the activations of layer s, g at the net inputs, p at layer s - 1.",
    )
