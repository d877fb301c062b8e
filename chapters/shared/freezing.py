"""The frames of an explorable: all combinations of its controls' values, drawn in both themes for the site."""

from __future__ import annotations

import base64
import itertools
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from chapters.shared import rendering, style

BUDGET = 2_000_000  # bytes of an explorable's pictures in one theme, all of which the first touch of a control loads
MIME = "application/vnd.course.explorable+json"

Drawing = Figure | tuple[Figure, ...]
"""One figure, or several that stand side by side, and one below the other on a phone."""

FigureFunction = Callable[..., Drawing]

Drawn = tuple[tuple[Figure, ...], dict[str, list[bytes]]]
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
    """What is shown at one combination of values, at one width of the screen."""

    texts: list[str]
    readout: str
    sizes: list[tuple[int, int]]
    pictures: dict[str, list[bytes]]  # of each theme: WebP, or SVG where nothing moves


def freeze(function: FigureFunction, axes: list[Axis]) -> Frozen:
    """Draw every combination of the axes' values in both themes, and once more for phones what is too wide for them.

    Raises
    ------
    ValueError
        If the frames differ in size, or are more than the budget of bytes.
    """
    began, crowded = time.monotonic(), set[str]()
    frames = _film(function, axes, crowded)
    content = {
        "controls": [_shown(axis) for axis in axes if len(axis.values) > 1],
        "start": _start(axes),
        "texts": [frame.texts for frame in frames],
        "readouts": [frame.readout for frame in frames] if any(frame.readout for frame in frames) else [],
        "format": "webp" if axes else "svg",
        **_pictures(frames),
    }
    if max(width for width, _ in frames[0].sizes) > rendering.CSS_PIXELS * style.NARROW:
        with style.narrow():
            content["narrow"] = _pictures(_film(function, axes, crowded))
    content["crowded"] = sorted(crowded)
    return Frozen(content, time.monotonic() - began)


def _film(function: FigureFunction, axes: list[Axis], crowded: set[str]) -> list[Frame]:
    """Return a frame for each combination of the axes' values, and add what cannot be read in them."""
    # One after the other: forks would share the place in the open font files, and matplotlib misreads its letters.
    layout, frames, size = rendering.Layout(watched=True), list[Frame](), 0
    combinations = list(itertools.product(*(axis.values for axis in axes)))
    for values in combinations:
        setting = {axis.name: value for axis, value in zip(axes, values, strict=True)}

        def make(setting: dict[str, Any] = setting) -> tuple[Figure, ...]:
            return checked(lambda: function(**setting))

        figures, pictures = _moving(make, layout) if axes else _still(make, layout)
        texts = [style.description(figure) for figure in figures]
        frames.append(Frame(texts, readout_of(figures), list(map(rendering.size, figures)), pictures))
        size += sum(map(len, pictures["light"]))
        if frames[-1].sizes != frames[0].sizes:
            raise ValueError(f"the figures of {name_of(function)} differ in size; the page would jump between them")
        if size > BUDGET:
            raise ValueError(
                f"the first {len(frames)} of {len(combinations)} frames of {name_of(function)} have {size:,} bytes,"
                f" more than the budget of {BUDGET:,}; give its controls fewer values, or its picture fewer details"
            )
    width = "on a phone" if style.is_narrow() else "on a wide screen"
    crowded.update(f"{name_of(function)} {width}: {fault}" for fault in layout.crowded)
    return frames


def _pictures(frames: list[Frame]) -> dict[str, Any]:
    """Return the frames' sizes and, in each theme, their files in base64."""
    coded = {theme: [[*map(_coded, frame.pictures[theme])] for frame in frames] for theme in style.THEMES}
    return {"sizes": [list(size) for size in frames[0].sizes], "frames": coded}


def _coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _start(axes: list[Axis]) -> int:
    start = 0
    for axis in axes:
        start = start * len(axis.values) + axis.start
    return start


def _moving(make: Callable[[], tuple[Figure, ...]], layout: rendering.Layout) -> Drawn:
    with style.theme("light"):
        figures = make()
        light, dark = layout.draw_twins(figures)
    if dark is None:
        with style.theme("dark"):
            dark = layout.draw(make())
    return figures, {"light": list(map(rendering.webp, light)), "dark": list(map(rendering.webp, dark))}


def _still(make: Callable[[], tuple[Figure, ...]], layout: rendering.Layout) -> Drawn:
    encoded = {}
    for theme in style.THEMES:
        with style.theme(theme):
            figures = make()
            encoded[theme] = list(map(rendering.svg, figures))
    layout.draw(figures)  # tells what is crowded
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
