"""One look for every figure of the course: colours by role, in a light and in a dark theme, and readable sizes.

A figure function draws with `figure` and `COLOURS` and ends with `describe`. Which theme it draws is not its concern:
`theme` decides, and a colour is looked up while the function runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import matplotlib
from cycler import cycler
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure

WIDTH = 6.4  # inches: 640 CSS pixels at 100 dots per inch, the width of the text column
HALF = 3.15  # inches: two figures side by side, one below the other on a phone
NARROW = 3.5  # inches: what a phone shows at its full size
HYPHEN = re.compile(r"(?<![\w.-])-(?=\.?\d)")  # before a negative number, not within 1e-07 or 2-2-2

# Role: (light, dark). Pairs that meet in one figure stay apart under the common colour deficiencies; every colour has
# a contrast of at least 3 to 1 against its paper. The tests hold both.
PALETTE = {
    "forward": ("#0072B2", "#56B4E9"),
    "backward": ("#D55E00", "#FF9457"),
    "loss": ("#6A4FB3", "#B8A1FF"),
    "train": ("#00795C", "#3CCB9F"),
    "validation": ("#C77700", "#F5B041"),
    "numerical": ("#8A6D00", "#E3C34A"),
    "theory": ("#4A5560", "#B4BEC9"),
    "correct": ("#00795C", "#3CCB9F"),
    "wrong": ("#C4314B", "#FF8095"),
    "highlight": ("#C51B7D", "#FF4D9E"),
    "class0": ("#0072B2", "#56B4E9"),
    "class1": ("#C77700", "#F5B041"),
    "class2": ("#00795C", "#3CCB9F"),
    "ink": ("#1F2933", "#E6EAF0"),
    "muted": ("#5F6B78", "#9AA6B4"),
    "grid": ("#E3E7EB", "#2C3440"),
    "paper": ("#FFFFFF", "#14181E"),
}
COLORMAPS = {"sequential": ("paper", "forward", "ink"), "diverging": ("forward", "paper", "backward")}
"""The roles of the colours from the low end of each colour map to its high one."""
THEMES = ("light", "dark")
_theme: ContextVar[str] = ContextVar("theme", default="light")
_narrow: ContextVar[bool] = ContextVar("narrow", default=False)


class _Colours(Mapping[str, str]):
    """The palette as seen in the theme that is being drawn."""

    def __getitem__(self, role: str) -> str:
        try:
            return PALETTE[role][THEMES.index(_theme.get())]
        except KeyError:
            raise KeyError(f"no colour has the role {role!r}; the roles are {', '.join(PALETTE)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(PALETTE)

    def __len__(self) -> int:
        return len(PALETTE)


COLOURS = _Colours()


def colormap(kind: str) -> Colormap:
    """Return the colour map for quantities, which begins (or has its middle) at the figure's background.

    Parameters
    ----------
    kind : {"sequential", "diverging"}
        Sequential for amounts from zero up, diverging for signed values around zero.
    """
    if kind not in COLORMAPS:
        raise ValueError(f"a colour map is sequential or diverging, not {kind!r}")
    return LinearSegmentedColormap.from_list(kind, [COLOURS[role] for role in COLORMAPS[kind]])


@contextmanager
def theme(name: str) -> Iterator[None]:
    """Draw in the theme `name` ("light" or "dark") within a `with` block."""
    if name not in THEMES:
        raise ValueError(f"a theme is light or dark, not {name!r}")
    token = _theme.set(name)
    try:
        with matplotlib.rc_context(_parameters()):
            yield
    finally:
        _theme.reset(token)


@contextmanager
def narrow() -> Iterator[None]:
    """Draw for a phone within a `with` block: figures of no given width are `NARROW`, with letters as large as ever."""
    token = _narrow.set(True)
    try:
        yield
    finally:
        _narrow.reset(token)


def is_narrow() -> bool:
    """Return whether it is a phone that is drawn for, where words may have to be fewer."""
    return _narrow.get()


def figure(
    rows: int = 1, columns: int = 1, *, height: float = 3.6, width: float | None = None, **keywords: Any
) -> tuple[Figure, Any]:
    """Return a new figure, as wide as the text column unless another width is given, and its axes.

    Parameters
    ----------
    rows, columns : int
        The grid of axes. More than two columns are too small on a phone, where a single row becomes a column.
    height : float
        In inches; 100 CSS pixels are one.
    width : float, optional
        In inches, on every screen: `HALF` for one of two figures side by side.
    **keywords
        Handed to `Figure.subplots`: `sharex`, `width_ratios`, `squeeze`, ...

    Returns
    -------
    figure : Figure
        It does not belong to pyplot: nothing has to be closed, and nothing is shown twice.
    axes : Axes or ndarray of Axes
    """
    if width is None:
        width = NARROW if is_narrow() else WIDTH
        if is_narrow() and rows == 1 and columns > 1:
            rows, columns, height = columns, 1, 0.8 * columns * height
            keywords.pop("width_ratios", None)
    with matplotlib.rc_context(_parameters()):
        result = Figure(figsize=(width, height), layout="constrained")
        axes = result.subplots(rows, columns, **keywords)
        for each in result.axes:
            each.locator_params(nbins=5)  # few ticks are easier to read, and ticks take half of a frame's time
        return result, axes


def describe(figure: Figure, text: str, readout: str = "") -> Figure:
    """Attach the alternative text, which says what is seen at this setting, and return the figure.

    A read-out is a line of text below the figure: the numbers that matter at this setting, for every reader. In both a
    negative number has a minus, which is read out and as wide as a plus, in place of a hyphen.
    """
    figure.set_gid(HYPHEN.sub("−", " ".join(text.split())))
    figure.set_label(HYPHEN.sub("−", readout))
    return figure


def description(figure: Figure) -> str:
    """Return the alternative text of a figure.

    Raises
    ------
    ValueError
        If the figure has none: a reader who cannot see it would be left with nothing.
    """
    text = figure.get_gid()
    if not text:
        raise ValueError(
            "the figure has no alternative text; end its function with return describe(figure, 'what is seen')"
        )
    return text


def _parameters() -> Any:
    """Matplotlib's settings for the theme that is being drawn."""
    ink, muted, grid, paper = (COLOURS[role] for role in ("ink", "muted", "grid", "paper"))
    cycle = [COLOURS[role] for role in ("forward", "backward", "train", "loss", "validation")]
    return {
        "axes.axisbelow": True,
        "axes.edgecolor": muted,
        "axes.facecolor": paper,
        "axes.grid": False,
        "axes.labelcolor": ink,
        "axes.linewidth": 0.8,
        "axes.prop_cycle": cycler(color=cycle),
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlecolor": ink,
        "axes.titlelocation": "left",
        "axes.titlesize": "medium",
        "figure.facecolor": paper,
        "font.family": "DejaVu Sans",
        "font.size": 12,
        "grid.color": grid,
        "legend.facecolor": paper,
        "legend.fontsize": "small",
        "legend.frameon": False,
        "lines.linewidth": 2,
        "lines.markersize": 7,
        "mathtext.fontset": "dejavusans",
        "patch.edgecolor": ink,
        "savefig.facecolor": paper,
        "text.color": ink,
        "xtick.color": muted,
        "xtick.labelcolor": ink,
        "ytick.color": muted,
        "ytick.labelcolor": ink,
    }
