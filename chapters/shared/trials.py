"""An experiment of one's own: two arms, the same seeds for both, and the interval of the mean difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from chapters.shared import style
from chapters.shared.experiments import Array, interval
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS

Experiment = Callable[[int], tuple[float, float]]
"""Takes a seed and returns one number for the control and one for the treatment."""


@dataclass(frozen=True)
class Trials:
    """What the arms gave.

    Attributes
    ----------
    values : ndarray, shape (seeds, 2)
        The control's number and the treatment's, one row a seed.
    low, high : float
        The 95 % interval of the mean difference, treatment minus control.
    """

    values: Array
    low: float
    high: float


def paired(experiment: Experiment, seeds: int = 10) -> Trials:
    """Run both arms for the seeds 0, 1, 2, ... and compute the interval of their mean difference.

    Differences within a seed are compared, because both arms of a seed share what chance has drawn: what one seed makes
    easy or hard for both drops out.

    Parameters
    ----------
    experiment : callable
    seeds : int
        5, or from 10 to 20.
    """
    values = np.array([experiment(seed) for seed in range(seeds)], dtype=float)
    mean, half = interval(values[:, 1] - values[:, 0])
    return Trials(values, mean - half, mean + half)


def plot(trials: Trials) -> Figure:
    """One line a seed from control to treatment; beside them the differences and the interval of their mean."""
    figure, (arms, gaps) = style.figure(1, 2, height=3.0, width_ratios=(1, 2))
    differences = trials.values[:, 1] - trials.values[:, 0]
    arms.plot([0, 1], trials.values.T, "o-", color=COLOURS["muted"], linewidth=1)
    arms.set(xlim=(-0.4, 1.4), xticks=[0, 1], xticklabels=["control", "treatment"])
    gaps.axvspan(
        trials.low,
        trials.high,
        facecolor="none",
        edgecolor=COLOURS["theory"],
        hatch="//",
        label="95 % interval of mean",
    )
    gaps.axvline(0, color=COLOURS["muted"], linewidth=1)
    gaps.plot(differences, np.arange(len(differences)), "o", color=COLOURS["forward"], label="one seed")
    gaps.set(xlabel="treatment − control", ylabel="seed")
    legend_above(figure)
    text = (
        f"{len(differences)} seeds; treatment minus control lies between {differences.min():.3g} and "
        f"{differences.max():.3g}; 95 % interval of the mean difference: {trials.low:.4g} to {trials.high:.4g}."
    )
    return style.describe(figure, text, readout=f"95 %: {trials.low:.4g} to {trials.high:.4g}")
