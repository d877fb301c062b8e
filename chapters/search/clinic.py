"""The clinic: folds with a mistake, and a search with a mistake beside the search as it should be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from ipywidgets import IntSlider
from matplotlib.figure import Figure

from chapters.search import bayes, problem
from chapters.search.holdout import Folds, cells, plot_folds
from chapters.search.sampling import HIGH, LOW, rate_axes
from chapters.shared.explore import explore
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Search = Callable[..., tuple[list[int], list[float]]]
COUNT = 60


def cut(folds: Folds) -> Any:
    """Show how 60 samples are cut, with a slider for the number of folds."""
    return explore(partial(plot_folds, folds, count=COUNT), k=IntSlider(min=2, max=12, value=5, description="folds"))


def lost(folds: Folds, k: int) -> int:
    """How many of the samples neither train nor validate in any fold."""
    return int((cells(folds(COUNT, k, np.random.default_rng(2)), COUNT) == 0).all(axis=0).sum())


def trials(right: Search, wrong: Search) -> Any:
    """Show the trials of both searches, with a slider for how many."""
    searches = partial(plot_trials, tried(right), tried(wrong))
    return explore(searches, trials=IntSlider(min=2, max=bayes.TRIALS, value=2, description="trials"))


def tried(search: Search) -> list[int]:
    """Rows of the candidates that a search tries, in order, on the curve of the page."""
    return search(
        lambda place: float(problem.along_curve(place[0])),
        bayes.PLACES[:, None],
        bayes.FIRST,
        bayes.TRIALS,
        bayes.LENGTH_SCALES,
    )[0]


def rate(row: int) -> float:
    """The learning rate of a candidate."""
    return float(LOW * (HIGH / LOW) ** bayes.PLACES[row])


def plot_trials(right: list[int], wrong: list[int], trials: int = 2) -> Figure:
    """Draw the first trials of both searches on the curve that they do not know."""
    figure, axes = rate_axes()
    rates = LOW * (HIGH / LOW) ** bayes.PLACES
    axes.plot(rates, 100 * problem.along_curve(bayes.PLACES), "--", color=COLOURS["theory"], linewidth=1.2)
    for rows, mark, role, size, name in (
        (right, "o", "theory", 12, "as it should be"),
        (wrong, "X", "wrong", 8, "this search"),
    ):
        places = bayes.PLACES[rows[:trials]]
        fill = "none" if mark == "o" else "full"
        scores = 100 * problem.along_curve(places)
        axes.plot(
            LOW * (HIGH / LOW) ** places, scores, mark, color=COLOURS[role], markersize=size, fillstyle=fill, label=name
        )
    legend_above(figure)
    here, should = rate(wrong[trials - 1]), rate(right[trials - 1])
    told = f"Trial {trials}: this search is at the rate {here:.2g}; it should be {should:.2g}."
    return describe(
        figure,
        f"The first {trials} learning rates of this search: {', '.join(f'{rate(row):.2g}' for row in wrong[:trials])}; "
        f"they should be {', '.join(f'{rate(row):.2g}' for row in right[:trials])}.",
        told,
    )
