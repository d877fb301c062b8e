"""Computational graphs, drawn by code: nodes at places in inches, edges with what runs forward and what runs back.

What runs forward stands on a solid arrow, what runs back on a dashed one beside it, so that colour is not needed to
tell them apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from chapters.shared import style
from chapters.shared.style import COLOURS

RADIUS = 0.24  # of a node, in inches
_GAP = 0.055  # between an edge's middle and each of its two arrows, in inches
_SIZE = 13  # of labels, in points
_CAPTION = 11
_SHORTER = 0.8  # a graph that stands upright is so much shorter than the lying one is long


class Node(NamedTuple):
    """A place in the graph: an operation (a circle) or a value (bare text)."""

    x: float
    y: float
    label: str
    kind: str = "operation"
    note: str = ""  # small text below the node


class Edge(NamedTuple):
    """A value on its way from one node to another, and the gradient on its way back."""

    start: str
    end: str
    forward: str = ""
    backward: str = ""
    new: bool = False  # drawn in a frame: it has just been computed


def canvas(height: float) -> tuple[Figure, Axes]:
    """Return a figure whose axes are measured in inches: x from 0 to 6.4, y from 0 to `height`."""
    figure, axes = style.figure(width=style.WIDTH, height=height)
    inches(axes, height)
    return figure, axes


def inches(axes: Axes, height: float, width: float = style.WIDTH) -> None:
    """Measure existing axes in inches and hide their frame."""
    axes.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    axes.axis("off")


def graph(
    height: float, nodes: Mapping[str, Node], edges: Iterable[Edge], caption: str = "", spread: float = 1.0
) -> tuple[Figure, Mapping[str, Node]]:
    """Draw a graph in a figure of its own: it runs from left to right, and from top to bottom on a phone.

    Parameters
    ----------
    height : float
        In inches, of the figure that is not for a phone.
    nodes : mapping of str to Node
    edges : iterable of Edge
    caption : str
        What stands below it, on a phone in the lines that it is given in.
    spread : float
        By which it is stretched across on a phone, where labels of two branches would meet.

    Returns
    -------
    figure : Figure
    placed : mapping of str to Node
        The nodes where they have come to stand.
    """
    if not style.is_narrow():
        figure, axes = canvas(height)
        axes.text(style.WIDTH / 2, 0.25, " ".join(caption.split("\n")), ha="center", va="center", size=_CAPTION)
        draw(axes, nodes, edges)
        return figure, nodes
    room = 0.2 + (0.22 * (1 + caption.count("\n")) if caption else 0.0)
    tall = room + _SHORTER * style.WIDTH
    figure, axes = style.figure(height=tall)
    inches(axes, tall, style.NARROW)
    heights = [node.y for node in nodes.values()]
    middle = (min(heights) + max(heights)) / 2
    placed = {
        name: node._replace(x=style.NARROW / 2 + spread * (node.y - middle), y=tall - _SHORTER * node.x)
        for name, node in nodes.items()
    }
    axes.text(style.NARROW / 2, 0.05, caption, ha="center", va="bottom", size=_CAPTION)
    draw(axes, placed, edges)
    return figure, placed


def draw(axes: Axes, nodes: Mapping[str, Node], edges: Iterable[Edge]) -> None:
    """Draw a graph.

    Parameters
    ----------
    axes : Axes
        Measured in inches.
    nodes : mapping of str to Node
    edges : iterable of Edge
        They name their nodes. An edge without a label for the way back has one arrow only.
    """
    for edge in edges:
        _edge(axes, nodes[edge.start], nodes[edge.end], edge)
    for node in nodes.values():
        if node.kind == "operation":
            axes.add_patch(Circle((node.x, node.y), RADIUS, facecolor=COLOURS["paper"], edgecolor=COLOURS["ink"]))
        axes.text(node.x, node.y, node.label, ha="center", va="center", size=_SIZE)
        if node.note:
            beside = style.is_narrow()  # below it runs the graph itself
            x, y = (node.x - RADIUS - 0.08, node.y) if beside else (node.x, node.y - RADIUS - 0.05)
            across, along = ("right", "center") if beside else ("center", "top")
            axes.text(x, y, node.note, ha=across, va=along, color=COLOURS["muted"])


def _edge(axes: Axes, start: Node, end: Node, edge: Edge) -> None:
    length = math.hypot(end.x - start.x, end.y - start.y)
    along = ((end.x - start.x) / length, (end.y - start.y) / length)
    across = (-along[1], along[0]) if along[0] > 0 else (along[1], -along[0])  # it points up
    margin = RADIUS + 0.05
    ways = [("forward", edge.forward, "-", 1)] + ([("backward", edge.backward, "--", -1)] if edge.backward else [])
    for role, label, line, side in ways:
        shift = _GAP * side if edge.backward else 0.0
        tail, head = (
            (
                node.x + direction * margin * along[0] + shift * across[0],
                node.y + direction * margin * along[1] + shift * across[1],
            )
            for node, direction in ((start, 1), (end, -1))
        )
        if role == "backward":
            tail, head = head, tail
        arrow = {"arrowstyle": "->", "color": COLOURS[role], "linestyle": line, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", head, tail, arrowprops=arrow)
        if label:
            vertical = abs(along[1]) > 0.99
            distance = side * (0.08 if vertical else 0.17 + 0.22 * abs(along[1]))
            place = ((tail[0] + head[0]) / 2 + distance * across[0], (tail[1] + head[1]) / 2 + distance * across[1])
            beside = "left" if distance * across[0] > 0 else "right"
            frame = {"boxstyle": "round,pad=0.15", "facecolor": COLOURS["paper"], "edgecolor": COLOURS["highlight"]}
            axes.text(
                *place,
                label,
                ha=beside if vertical else "center",
                va="center",
                size=_SIZE,
                color=COLOURS[role],
                bbox=frame if edge.new else None,
                zorder=4,
            )
