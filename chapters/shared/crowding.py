"""What a reader cannot read in a drawn figure: texts that leave it, and texts that lie on each other."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

SLACK = 2  # pixels: boxes of letters have a little air


class Box(NamedTuple):
    """Where a text stands, in pixels from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def watch(renderer: RendererAgg) -> list[Box]:
    """Return the list into which a renderer will write each text that it draws."""
    boxes: list[Box] = []
    watched: Any = renderer
    draw = watched.draw_text

    def draw_and_note(
        gc: Any, x: float, y: float, text: str, prop: Any, angle: float, ismath: Any = False, **more: Any
    ) -> None:
        draw(gc, x, y, text, prop, angle, ismath=ismath, **more)
        if text.strip():
            boxes.append(_box(text, x, y, watched.get_text_width_height_descent(text, prop, ismath), angle))

    watched.draw_text = draw_and_note
    return boxes


def _box(text: str, x: float, y: float, size: tuple[float, float, float], angle: float) -> Box:
    width, height, descent = size
    corners = np.array([[0, descent], [width, descent], [0, descent - height], [width, descent - height]])
    turn = np.radians(angle)
    turned = corners @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    (left, top), (right, bottom) = turned.min(axis=0), turned.max(axis=0)
    return Box(text, x + left, y + top, x + right, y + bottom)


def crowded(boxes: list[Box], width: float, height: float) -> list[str]:
    """Return a sentence for each text that leaves a figure of this size in pixels, or lies on another one."""
    found = [
        f"{box.text!r} leaves the figure"
        for box in boxes
        if min(box.left, box.top, width - box.right, height - box.bottom) < -SLACK
    ]
    for one, other in combinations(boxes, 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.bottom, other.bottom) - max(one.top, other.top)
        if min(across, down) > SLACK:
            found.append(f"{one.text!r} lies on {other.text!r}")
    return found
