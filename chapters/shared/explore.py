"""Explorables: figures with controls, alive in a notebook and on a static page.

`explore(function, **controls)` is a thin layer on ipywidgets. With a kernel it is `ipywidgets.interactive`. While the
site is built (the environment variable `COURSE_SITE` is set) it draws the figure for every combination of the controls'
values, light and dark, and hands the frames to the site as one notebook output; `chapters/_sphinx` writes them to files
and puts native controls below the picture. `show` does the same for a figure without controls.
"""

from __future__ import annotations

import base64
import gc
import inspect
import math
import os
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

import IPython.display
import ipywidgets
from matplotlib.figure import Figure
from PIL.Image import Image

from chapters.shared import rendering, style
from chapters.shared.freezing import Axis, Drawing, FigureFunction, Frozen, checked, freeze, name_of, readout_of


def explore(function: FigureFunction, **controls: Any) -> ipywidgets.interactive | Frozen:
    """Show what `function` draws, with controls for its arguments: the last expression of a cell.

    Parameters
    ----------
    function : callable
        `function(**values)` returns a described Figure (see `style`), or a tuple of them to stand side by side. It
        draws the same figure for the same values. Arguments without a control keep their default;
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
    _spare_libraries()
    if os.environ.get("COURSE_SITE"):
        widgets = _Controls(function, controls, lambda **values: None).by_name
        return freeze(function, [_axis(name, widget) for name, widget in widgets.items()])

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

    return freeze(draw, []) if os.environ.get("COURSE_SITE") else _picture(draw, rendering.Layout())


@cache
def _spare_libraries() -> None:
    """Leave all that is there, libraries mostly, out of garbage collection, which takes as long as three frames."""
    gc.collect()
    gc.freeze()


class _Controls(ipywidgets.interactive):  # type: ignore[misc,unused-ignore]  # without types or not
    """`interactive` for the named arguments only, with labels that read well and numbers as precise as their step."""

    def __init__(self, function: FigureFunction, controls: dict[str, Any], redraw: Any) -> None:
        parameters = inspect.signature(function).parameters
        for name in controls:
            if name not in parameters:
                raise TypeError(
                    f"{name_of(function)} has no argument {name!r}; it has {', '.join(parameters) or 'none'}"
                )
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
        figures = checked(draw)
        row = "".join(map(_image, figures, layout.draw(figures)))
    readout = readout_of(figures)
    line = f"<p>{escape(readout)}</p>" if readout else ""
    return IPython.display.HTML(f"<div style='display:flex;flex-wrap:wrap'>{row}</div>{line}")  # type: ignore[no-untyped-call]


def _image(figure: Figure, image: Image) -> str:
    data = base64.b64encode(rendering.png(image)).decode()
    width, text = rendering.size(figure)[0], escape(style.description(figure), quote=True)
    return f"<img src='data:image/png;base64,{data}' width='{width}' alt='{text}' style='max-width:100%'>"


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
    return Axis(name, widget.description, kind, values, texts, _start(widget, values))


def _start(widget: ipywidgets.Widget, values: list[Any]) -> int:
    """Find the value at which a widget starts; between two values of a slider, the nearest."""
    if isinstance(widget.value, float):
        return min(range(len(values)), key=lambda index: abs(values[index] - widget.value))
    if hasattr(widget, "index"):
        return int(widget.index)
    return values.index(widget.value)


def _decimals(step: float) -> int:
    return next((digits for digits in range(8) if math.isclose(round(step, digits), step)), 8)
