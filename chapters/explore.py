"""Explorables: figures with controls, alive in a notebook and on a static page.

`explore(function, **controls)` is a thin layer on ipywidgets. With a kernel it is `ipywidgets.interactive`. While the
site is built (the environment variable `COURSE_SITE` is set) it draws the figure for every combination of the controls'
values, light and dark, and hands the frames to the site as one notebook output; `chapters/_sphinx` writes them to files
and puts native controls below the picture. `show` does the same for a figure without controls.
"""

from __future__ import annotations

import base64
import inspect
import itertools
import math
import os
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

import IPython.display
import ipywidgets
from matplotlib.figure import Figure

from chapters import rendering, style

FRAME_BUDGET = 128  # frames of one explorable in one theme: about 2 MB, and half a minute of the site's build
MIME = "application/vnd.course.explorable+json"

Drawing = Figure | tuple[Figure, ...]
"""One figure, or several that stand side by side, and one below the other on a phone."""

FigureFunction = Callable[..., Drawing]


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

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        start = self.content["start"]
        return {MIME: self.content, "text/plain": " ".join(self.content["texts"][start])}


def explore(function: FigureFunction, **controls: Any) -> ipywidgets.interactive | Frozen:
    """Show what `function` draws, with controls for its arguments: the last expression of a cell.

    Parameters
    ----------
    function : callable
        `function(**values)` returns a described Figure (see `chapters.style`), or a tuple of them to stand side by
        side. It draws the same figure for the same values. Arguments without a control keep their default;
        `functools.partial` binds the others.
    **controls
        For each controlled argument an ipywidgets widget or an abbreviation of one: `(low, high, step)`, a list, a
        list of `(label, value)`, a bool. The function's default argument is where the control starts.

    Returns
    -------
    interactive or Frozen
        What the notebook displays.

    Raises
    ------
    TypeError
        If a control has no argument, or is of a kind that cannot be frozen.
    ValueError
        If there are more combinations of values than the frame budget, or a figure lacks its alternative text.
    """
    if os.environ.get("COURSE_SITE"):
        widgets = _Controls(function, controls, lambda **values: None).by_name
        return _freeze(function, [_axis(name, widget) for name, widget in widgets.items()])

    layout = rendering.Layout()

    def redraw(**values: Any) -> None:
        IPython.display.display(_picture(lambda: function(**values), layout))  # type: ignore[no-untyped-call]

    return _Controls(function, controls, redraw)


def show(function: FigureFunction, *arguments: Any, **keywords: Any) -> IPython.display.DisplayObject | Frozen:
    """Show the one figure that `function(*arguments, **keywords)` draws: the last expression of a cell.

    It takes the function and not the figure, because the site draws each figure twice: light and dark.
    """

    def draw() -> Drawing:
        return function(*arguments, **keywords)

    return _freeze(draw, []) if os.environ.get("COURSE_SITE") else _picture(draw, rendering.Layout())


class _Controls(ipywidgets.interactive):  # type: ignore[misc,unused-ignore]  # without types or not
    """`interactive` for the named arguments only, with labels that read well and numbers as precise as their step."""

    def __init__(self, function: FigureFunction, controls: dict[str, Any], redraw: Any) -> None:
        parameters = inspect.signature(function).parameters
        for name in controls:
            if name not in parameters:
                raise TypeError(f"{_name(function)} has no argument {name!r}; it has {', '.join(parameters) or 'none'}")
        # ipywidgets reads the starting values from the signature, and would make a control of every default argument.
        chosen = [parameters[name].replace(kind=inspect.Parameter.KEYWORD_ONLY) for name in controls]
        redraw.__signature__ = inspect.Signature(chosen)
        super().__init__(redraw, **controls)
        self.by_name = dict(zip(controls, self.kwargs_widgets, strict=True))
        for name, widget in self.by_name.items():
            if isinstance(widget, ipywidgets.fixed):
                continue
            if widget.description == name:
                widget.description = name.replace("_", " ")
            widget.style.description_width = "initial"
            if isinstance(widget, ipywidgets.FloatSlider) and not isinstance(controls[name], ipywidgets.Widget):
                widget.readout_format = f".{_decimals(widget.step)}f"


def _picture(draw: Callable[[], Drawing], layout: rendering.Layout) -> IPython.display.HTML:
    """Draw in the light theme, for a notebook: figures in a row that wraps, and their read-out.

    As HTML, because JupyterLab drops the alternative text of an `IPython.display.Image`.
    """
    with style.theme("light"):
        figures = _checked(draw)
        row = "".join(map(_image, figures, layout.draw(figures)))
    readout = _readout(figures)
    line = f"<p>{escape(readout)}</p>" if readout else ""
    return IPython.display.HTML(f"<div style='display:flex;flex-wrap:wrap'>{row}</div>{line}")  # type: ignore[no-untyped-call]


def _readout(figures: tuple[Figure, ...]) -> str:
    """The line of text below the figures: their read-outs, one after the other."""
    return " ".join(filter(None, (str(figure.get_label()) for figure in figures)))


def _image(figure: Figure, pixels: rendering.Pixels) -> str:
    data = base64.b64encode(rendering.png(pixels)).decode()
    width, text = rendering.size(figure)[0], escape(style.description(figure), quote=True)
    return f"<img src='data:image/png;base64,{data}' width='{width}' alt='{text}' style='max-width:100%'>"


def _freeze(function: FigureFunction, axes: list[Axis]) -> Frozen:
    """Draw every combination of the axes' values in both themes."""
    count = math.prod(len(axis.values) for axis in axes)
    if count > FRAME_BUDGET:
        sizes = " x ".join(str(len(axis.values)) for axis in axes)
        raise ValueError(
            f"the controls of {_name(function)} have {sizes} = {count} combinations, more than the frame budget of"
            f" {FRAME_BUDGET}; give them fewer values"
        )
    shown = [axis for axis in axes if len(axis.values) > 1]
    frames: dict[str, list[list[str]]] = {name: [] for name in style.THEMES}
    texts, readouts, sizes_seen, layout = [], [], set(), rendering.Layout()
    for combination in itertools.product(*(axis.values for axis in axes)):
        values = {axis.name: value for axis, value in zip(axes, combination, strict=True)}
        for name in style.THEMES:
            with style.theme(name):
                figures = _checked(lambda values=values: function(**values))  # type: ignore[misc]
                pictures = map(rendering.webp, layout.draw(figures))
                frames[name].append([base64.b64encode(picture).decode() for picture in pictures])
                sizes_seen.add(tuple(map(rendering.size, figures)))
        texts.append([style.description(figure) for figure in figures])
        readouts.append(_readout(figures))
    if len(sizes_seen) > 1:
        raise ValueError(f"the figures of {_name(function)} differ in size; the page would jump between them")
    start = 0
    for axis in axes:
        start = start * len(axis.values) + axis.start
    return Frozen(
        {
            "controls": [_shown(axis) for axis in shown],
            "start": start,
            "texts": texts,
            "readouts": readouts if any(readouts) else [],
            "sizes": [list(size) for size in sizes_seen.pop()],
            "frames": frames,
        }
    )


def _shown(axis: Axis) -> dict[str, Any]:
    """What the site needs to know of a control."""
    return {key: getattr(axis, key) for key in ("label", "kind", "texts", "start", "interval")}


def _axis(name: str, widget: ipywidgets.Widget) -> Axis:
    """Read from a widget the values it goes through."""
    if isinstance(widget, ipywidgets.fixed):
        return Axis(name, name, "fixed", [widget.value], [""], 0)
    kind = "range"
    values: list[Any]
    if isinstance(widget, ipywidgets.Checkbox | ipywidgets.ToggleButton):
        kind, values, texts = "checkbox", [False, True], ["off", "on"]
    elif isinstance(widget, ipywidgets.Play):
        values = list(range(widget.min, widget.max + 1, widget.step))
        return Axis(
            name, widget.description, "play", values, list(map(str, values)), _start(widget, values), widget.interval
        )
    elif isinstance(widget, ipywidgets.IntSlider):
        values = list(range(widget.min, widget.max + 1, widget.step))
        texts = [format(value, widget.readout_format) for value in values]
    elif isinstance(widget, ipywidgets.FloatSlider | ipywidgets.FloatLogSlider):
        steps = math.floor((widget.max - widget.min) / widget.step + 1e-9)
        values = [round(widget.min + index * widget.step, 12) for index in range(steps + 1)]
        if isinstance(widget, ipywidgets.FloatLogSlider):
            values = [widget.base**exponent for exponent in values]
        texts = [format(value, widget.readout_format) for value in values]
    elif hasattr(widget, "options") and hasattr(widget, "index"):
        kind = "range" if isinstance(widget, ipywidgets.SelectionSlider) else "select"
        values, texts = list(widget._options_values), list(widget._options_labels)
    else:
        kind = type(widget).__name__
        raise TypeError(f"the control {name!r} is a {kind}, which the site cannot freeze; use a slider")
    interval = widget.interval if kind == "play" else 0
    return Axis(name, widget.description, kind, values, texts, _start(widget, values), interval)


def _start(widget: ipywidgets.Widget, values: list[Any]) -> int:
    """Find the value at which a widget starts; between two values of a slider, the nearest."""
    if isinstance(widget.value, float):
        return min(range(len(values)), key=lambda index: abs(values[index] - widget.value))
    if hasattr(widget, "index"):
        return int(widget.index)
    return values.index(widget.value)


def _checked(draw: Callable[[], Drawing]) -> tuple[Figure, ...]:
    drawn = draw()
    figures = drawn if isinstance(drawn, tuple) else (drawn,)
    for figure in figures:
        if not isinstance(figure, Figure):
            kind = type(figure).__name__
            raise TypeError(f"the function returned a {kind}, not a Figure; end it with return describe(figure, ...)")
        style.description(figure)
    return figures


def _decimals(step: float) -> int:
    return next((digits for digits in range(8) if math.isclose(round(step, digits), step)), 8)


def _name(function: Callable[..., Any]) -> str:
    return getattr(getattr(function, "func", function), "__name__", "the function")
