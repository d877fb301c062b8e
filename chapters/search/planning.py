"""What a comparison holds equal, and what the border of a search space hides: two questions to the trained table."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.search import problem
from chapters.search.sampling import HIGH, LOW, rate_axes
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
RATES = LOW * (HIGH / LOW) ** np.linspace(0, 1, problem.TABLE[0])
"""The learning rates of the table, four a decade."""
SCALES = {"a tenth of He's": 2, "He's": 4}
"""Columns of the table: two scales of the first weights, both with `WIDTH` hidden units."""
WIDTH = 3
COMPARED = ("at one rate", "each at its best rate")
LOOKS = {"a tenth of He's": ("forward", "-"), "He's": ("loss", "-.")}


def by_rate(landscape: problem.Landscape) -> dict[str, Array]:
    """The score of 32 hidden units against the learning rate, by the scale of the first weights."""
    return {name: landscape.table[:, column, WIDTH] for name, column in SCALES.items()}


def by_width(landscape: problem.Landscape, wider: tuple[int, ...] = (128, 256)) -> dict[int, float]:
    """The best score of each number of hidden units: those of the table, and networks beyond its border."""
    widths = np.geomspace(*problem.SPACE["hidden"], problem.TABLE[2])
    found = {round(float(width)): float(best) for width, best in zip(widths, landscape.table.max((0, 1)), strict=True)}
    scales = np.geomspace(*problem.SPACE["scale"], problem.TABLE[1])
    for width in wider:
        settings = [problem.Setting(float(rate), float(scale), width) for rate in RATES for scale in scales]
        found[width] = float(problem.scores(settings)[:, -1].max())
    return found


def plot_comparison(landscape: problem.Landscape, rate: float = 0.01, compared: str = COMPARED[0]) -> Figure:
    """Draw both scales of the first weights against the rate, compared at one rate or each at its best.

    Parameters
    ----------
    landscape : Landscape
    rate : float
        One of the table, for both.
    compared : str
        One of `COMPARED`.
    """
    figure, axes = rate_axes()
    told, ends = [], []
    for name, scores in by_rate(landscape).items():
        role, line = LOOKS[name]
        place = int(scores.argmax()) if compared == COMPARED[1] else int(np.abs(np.log(RATES / rate)).argmin())
        axes.plot(RATES, 100 * scores, line, color=COLOURS[role], label=name)
        axes.plot(RATES[place], 100 * scores[place], "o", color=COLOURS["highlight"], markersize=10)
        ends.append(100 * float(scores[place]))
        told.append(f"{name} {100 * scores[place]:.1f} % at {RATES[place]:.2g}")
    legend_above(figure)
    apart = abs(ends[0] - ends[1])
    sentence = "; ".join(told)
    return describe(
        figure,
        "Digits right against the learning rate for two scales of the first weights; both curves reach the same "
        f"height, at different rates. Compared {compared}: {sentence}.",
        f"Compared {compared}: {sentence}. {apart:.1f} points apart.",
    )
