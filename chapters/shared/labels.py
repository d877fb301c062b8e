"""What names the lines of a figure without covering them: names at their ends, or a legend above the axes."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

_SIZE = 11  # points
_APART = 1.25  # from one name to the next, in heights of a letter


def name_ends(axes: Axes) -> None:
    """Write the label of every labelled line right of its last point, in its colour; the limits must be set before.

    Names that would lie on each other are moved apart.
    """
    lines = [line for line in axes.lines if not str(line.get_label()).startswith("_") and len(_seen(line))]
    ends = [_height(axes, line) for line in lines]
    figure = axes.get_figure(root=True)
    assert figure is not None
    rows = 0.72 * figure.get_size_inches()[1] / len({spot.y0 for spot in (each.get_position() for each in figure.axes)})
    gap = _APART * _SIZE / 72 / rows
    for index, height in zip(np.argsort(ends, kind="stable"), _spread(sorted(ends), gap), strict=True):
        line = lines[index]
        axes.annotate(
            str(line.get_label()),
            (1, height),
            xytext=(5, 0),
            xycoords="axes fraction",
            textcoords="offset points",
            va="center",
            color=line.get_color(),
            size=_SIZE,
            annotation_clip=False,
        )


def legend_above(figure: Figure, columns: int = 3) -> None:
    """Put the figure's legend above its axes, where it covers nothing."""
    figure.legend(
        loc="outside upper left", ncols=columns, handlelength=1.6, columnspacing=1.2, handletextpad=0.5, borderpad=0.1
    )


def _seen(line: Line2D) -> NDArray[np.float64]:
    """The heights of a line that are numbers."""
    y = np.asarray(line.get_ydata(), dtype=float)
    seen: NDArray[np.float64] = y[np.isfinite(y)]
    return seen


def _height(axes: Axes, line: Line2D) -> float:
    """Where a line ends, as a share of the axes' height."""
    point = axes.transAxes.inverted().transform(axes.transData.transform((axes.get_xlim()[1], _seen(line)[-1])))
    return float(np.clip(point[1], 0, 1))


def _spread(heights: list[float], gap: float) -> list[float]:
    """Move sorted heights apart by at least `gap`, as many up as down, and none above the axes."""
    pairs = zip(_climb(heights, gap, 0.0), _sink(heights, gap, 1.0), strict=True)
    middle = [(raised + lowered) / 2 for raised, lowered in pairs]
    return _sink(_climb(middle, gap, 0.0), gap, 1.0)


def _climb(heights: list[float], gap: float, least: float) -> list[float]:
    """Raise each height as far above the one before it, and the first to `least`."""
    climbed: list[float] = []
    for height in heights:
        climbed.append(max(height, climbed[-1] + gap if climbed else least))
    return climbed


def _sink(heights: list[float], gap: float, most: float) -> list[float]:
    """Lower each height as far below the one after it, and the last to `most`."""
    mirrored = _climb([-height for height in reversed(heights)], gap, -most)
    return [-height for height in reversed(mirrored)]
