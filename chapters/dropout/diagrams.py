"""The graph of a dropout layer, and small networks with their masks, drawn by code."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from chapters.shared import graphs
from chapters.shared.graphs import Edge, Node
from chapters.shared.style import COLOURS, describe


def plot_dropout_graph() -> Figure:
    """Draw the graph of Y = X ⊙ M / q: a product with something that gets no gradient."""
    nodes = {
        "X": Node(0.3, 0.9, "$X$", "value"),
        "coins": Node(0.5, 2.2, "coins", "value"),
        "scale": Node(3.0, 2.2, "1/q"),
        "product": Node(3.0, 0.9, "⊙"),
        "Y": Node(6.0, 0.9, "$Y$", "value"),
    }
    edges = [
        Edge("coins", "scale", "$M$  N×D"),
        Edge("scale", "product", "$M/q$"),
        Edge("X", "product", "$X$  N×D", r"$\bar{Y} \odot M/q$"),
        Edge("product", "Y", "$Y$  N×D", r"$\bar{Y}$"),
    ]
    figure, _ = graphs.graph(2.5, nodes, edges, "Nothing runs back to the coins.", spread=1.5)
    return describe(
        figure,
        "Graph of inverted dropout. Coins give a mask M, which is divided by q and multiplied entry by entry with X; Y "
        "leaves. Backwards the upstream gradient is multiplied by the same mask over q on its way to X; nothing runs "
        "back to the coins.",
    )


PLACES = {
    **{f"x{k}": (0.6, 0.5 + 0.75 * k) for k in range(4)},
    **{f"h{k}": (3.2, 0.3 + 0.64 * k) for k in range(5)},
    **{f"y{k}": (5.8, 1.0 + 1.2 * k) for k in range(2)},
}


def plot_subnetwork(p: float = 0.5, draw: int = 1) -> Figure:
    """Draw a network of four inputs, five hidden units and two outputs with one mask on its hidden units."""
    coins = np.random.default_rng(draw).random(5)
    kept = coins >= p
    figure, axes = graphs.canvas(3.2)

    def line(start: str, end: str, alive: bool) -> None:
        (x0, y0), (x1, y1) = PLACES[start], PLACES[end]
        axes.plot(
            [x0, x1],
            [y0, y1],
            color=COLOURS["forward" if alive else "muted"],
            linewidth=1.5 if alive else 0.5,
            linestyle="-" if alive else ":",
            zorder=1,
        )

    for unit, alive in enumerate(kept):
        for k in range(4):
            line(f"x{k}", f"h{unit}", bool(alive))
        for k in range(2):
            line(f"h{unit}", f"y{k}", bool(alive))
    for name, place in PLACES.items():
        dead = name[0] == "h" and not kept[int(name[1])]
        colour = COLOURS["muted" if dead else "ink"]
        axes.add_patch(Circle(place, 0.19, facecolor=COLOURS["paper"], edgecolor=colour, zorder=2))
        if dead:
            axes.text(*place, "×", ha="center", va="center", color=COLOURS["wrong"], size=17, zorder=3)
    alive = int(kept.sum())
    scale = f", each times {1 / (1 - p):.2f}" if p else ""
    told = f"{alive} of 5 hidden units are left{scale}."
    return describe(figure, f"Network of four inputs, five hidden units and two outputs, p = {p:g}: {told}", told)
