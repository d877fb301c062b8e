"""The frames of an explorable: all combinations of its controls' values, drawn in both themes for the site."""

from __future__ import annotations

import base64
import itertools
import math
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from chapters.shared import rendering, style

FRAME_BUDGET = 128  # frames of one explorable in one theme: about 2 MB, and half a minute of the site's build
MIME = "application/vnd.course.explorable+json"

Drawing = Figure | tuple[Figure, ...]
"""One figure, or several that stand side by side, and one below the other on a phone."""

FigureFunction = Callable[..., Drawing]


Encoded = tuple[tuple[Figure, ...], Mapping[str, Iterable[bytes]]]
"""The figures of one frame, and in each theme the file of each."""


class Axis(NamedTuple):
    """One control as the site shows it: the values it goes through and how they read."""

    name: str
    label: str
    kind: str  # "range", "play", "select" or "checkbox"
    values: list[Any]
    texts: list[str]
    start: int
    interval: int = 0  # milliseconds from one value to the next while it plays


class Frozen:
    """The frames of an explorable: a notebook output that needs no kernel."""

    def __init__(self, content: dict[str, Any], seconds: float) -> None:
        self.content = content
        self.seconds = round(seconds, 2)  # for the table of a build's times

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict[str, Any], Any]:
        start = self.content["start"]
        data = {MIME: self.content, "text/plain": " ".join(self.content["texts"][start])}
        return data, {MIME: {"seconds": self.seconds}}


class Frame(NamedTuple):
    """What is shown at one combination of values."""

    texts: list[str]
    readout: str
    sizes: tuple[tuple[int, int], ...]
    pictures: dict[str, list[str]]  # of each theme; WebP in base64, or SVG where nothing moves


def freeze(function: FigureFunction, axes: list[Axis]) -> Frozen:
    """Draw every combination of the axes' values in both themes."""
    count = math.prod(len(axis.values) for axis in axes)
    if count > FRAME_BUDGET:
        sizes = " x ".join(str(len(axis.values)) for axis in axes)
        raise ValueError(
            f"the controls of {name_of(function)} have {sizes} = {count} combinations, more than the frame budget of"
            f" {FRAME_BUDGET}; give them fewer values"
        )
    combinations = itertools.product(*(axis.values for axis in axes))
    settings = [{axis.name: value for axis, value in zip(axes, values, strict=True)} for values in combinations]
    # One after the other: forks would share the place in the open font files, and matplotlib misreads its letters.
    layout, began = rendering.Layout(), time.monotonic()
    frames = [_draw(function, values, layout if axes else None) for values in settings]
    if len({frame.sizes for frame in frames}) > 1:
        raise ValueError(f"the figures of {name_of(function)} differ in size; the page would jump between them")
    start = 0
    for axis in axes:
        start = start * len(axis.values) + axis.start
    readouts = [frame.readout for frame in frames]
    return Frozen(
        {
            "controls": [_shown(axis) for axis in axes if len(axis.values) > 1],
            "start": start,
            "texts": [frame.texts for frame in frames],
            "readouts": readouts if any(readouts) else [],
            "sizes": [list(size) for size in frames[0].sizes],
            "format": "webp" if axes else "svg",
            "frames": {theme: [frame.pictures[theme] for frame in frames] for theme in style.THEMES},
        },
        time.monotonic() - began,
    )


def _draw(function: FigureFunction, values: dict[str, Any], layout: rendering.Layout | None) -> Frame:
    def make() -> tuple[Figure, ...]:
        return checked(lambda: function(**values))

    figures, encoded = _moving(make, layout) if layout else _still(make)
    pictures = {theme: [base64.b64encode(data).decode() for data in encoded[theme]] for theme in style.THEMES}
    texts = [style.description(figure) for figure in figures]
    return Frame(texts, readout_of(figures), tuple(map(rendering.size, figures)), pictures)


def _moving(make: Callable[[], tuple[Figure, ...]], layout: rendering.Layout) -> Encoded:
    with style.theme("light"):
        figures = make()
        light, dark = layout.draw_twins(figures)
    if dark is None:
        with style.theme("dark"):
            dark = layout.draw(make())
    return figures, {"light": map(rendering.webp, light), "dark": map(rendering.webp, dark)}


def _still(make: Callable[[], tuple[Figure, ...]]) -> Encoded:
    encoded = {}
    for theme in style.THEMES:
        with style.theme(theme):
            figures = make()
            encoded[theme] = [rendering.svg(figure) for figure in figures]
    return figures, encoded


def checked(draw: Callable[[], Drawing]) -> tuple[Figure, ...]:
    """Call a figure function; return its described figures.

    Raises
    ------
    TypeError
        If it returns something else.
    ValueError
        If a figure lacks its alternative text.
    """
    drawn = draw()
    figures = drawn if isinstance(drawn, tuple) else (drawn,)
    for figure in figures:
        if not isinstance(figure, Figure):
            kind = type(figure).__name__
            raise TypeError(f"the function returned a {kind}, not a Figure; end it with return describe(figure, ...)")
        style.description(figure)
    return figures


def readout_of(figures: tuple[Figure, ...]) -> str:
    """Return the line of text below the figures: their read-outs, one after the other."""
    return " ".join(filter(None, (str(figure.get_label()) for figure in figures)))


def name_of(function: Callable[..., Any]) -> str:
    """Return the name of a figure function, also of one with bound arguments."""
    return getattr(getattr(function, "func", function), "__name__", "the function")


def _shown(axis: Axis) -> dict[str, Any]:
    """What the site needs to know of a control."""
    return {key: getattr(axis, key) for key in ("label", "kind", "texts", "start", "interval")}
