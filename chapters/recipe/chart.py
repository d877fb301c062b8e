"""The decision chart: five questions, each with what a "no" means."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chapters.shared.graphs import canvas
from chapters.shared.style import COLOURS, describe

QUESTIONS = (
    "training loss finite,\nat most 1.1 log K?",
    "training loss\nbelow 0.9 log K?",
    "training loss\ndown to the goal?",
    "validation loss\nnear training loss?",
    "test as good\nas validation?",
)
NO = (
    "rate too high",
    "no gradient gets through,\nor the data are wrong",
    "too small, too slow,\nor too much held back",
    "overfitting,\nor data that differ",
    "a leak, or chosen\ntoo often",
)
VERDICTS = ("diverging", "not learning", "underfitting", "overfitting", "leaking", "healthy")
"""The leaf at which each verdict stands, from the top."""
_LEFT, _RIGHT = 1.55, 4.85
_STEP, _TOP = 0.88, 4.7


def plot_chart(verdict: str = "healthy") -> Figure:
    """Draw the chart with the way to a verdict."""
    figure, axes = canvas(5.15)
    leaf = VERDICTS.index(verdict)
    for k, (question, no) in enumerate(zip(QUESTIONS, NO, strict=True)):
        y = _TOP - k * _STEP
        _box(axes, _LEFT, y, question, on=k <= leaf)
        _box(axes, _RIGHT, y, no, on=k == leaf, end=True)
        _arrow(axes, (_LEFT + 1.05, y), (_RIGHT - 1.25, y), "no", on=k == leaf)
        _arrow(axes, (_LEFT, y - 0.29), (_LEFT, y - _STEP + 0.29), "yes", on=k < leaf)
    _box(axes, _LEFT, _TOP - 5 * _STEP, "look at the errors", on=leaf == 5, end=True)
    said = NO[leaf].replace("\n", " ") if leaf < 5 else "look at the errors"
    return describe(
        figure,
        f"A chart of five questions, one below the other: {'; '.join(QUESTIONS)} Each no leads to the right, each yes "
        f"down. The way to {verdict}: {leaf} times yes{', then no: ' if leaf < 5 else ': '}{said}.".replace("\n", " "),
        f"{leaf} times yes{', then no' if leaf < 5 else ''}: {said}.",
    )


def _box(axes: Axes, x: float, y: float, text: str, on: bool, end: bool = False) -> None:
    shape = "round,pad=0.35" if end else "square,pad=0.35"
    edge = COLOURS["highlight"] if on else COLOURS["muted"]
    frame = {"boxstyle": shape, "facecolor": COLOURS["paper"], "edgecolor": edge, "linewidth": 2 if on else 0.8}
    colour = COLOURS["ink"] if on else COLOURS["muted"]
    axes.text(x, y, text, ha="center", va="center", size=12, color=colour, bbox=frame, zorder=3)


def _arrow(axes: Axes, start: tuple[float, float], stop: tuple[float, float], word: str, on: bool) -> None:
    colour = COLOURS["highlight"] if on else COLOURS["muted"]
    axes.annotate("", stop, start, arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 2 if on else 1})
    across = start[1] == stop[1]
    axes.text(
        (start[0] + stop[0]) / 2 + (0 if across else 0.08),
        (start[1] + stop[1]) / 2 + (0.06 if across else 0),
        word,
        ha="center" if across else "left",
        va="bottom" if across else "center",
        size=11,
        color=colour,
    )
