"""A Gaussian process at work on the learning rate: what it believes, what it expects to gain, where it looks next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.special import ndtr

from chapters.search import problem
from chapters.search.sampling import HIGH, LOW
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Posterior = Callable[..., tuple[Array, Array]]
Evidence = Callable[..., float]
Improvement = Callable[..., Array]

LENGTH_SCALES = tuple(float(scale) for scale in np.round(np.geomspace(0.1, 1.0, 6), 3))
NOISE = 0.01
FIRST = [25, 75]
"""Rows of `PLACES` that a search tries first."""
PLACES = np.linspace(0, 1, 101)
TRIALS = 10
LEAST = 1e-12
"""The smallest gain that is drawn, in points."""
SCALES: dict[str, tuple[float, ...]] = {"evidence": LENGTH_SCALES, "0.02": (0.02,), "0.5": (0.5,)}
"""The length scales that a search may choose among: those of `LENGTH_SCALES` by their evidence, or one alone."""
ORDER = (0.1, 0.9, 0.5, 0.3, 0.7, 0.62, 0.78, 0.2)
"""Places of the trials that show the posterior, in the order in which they come."""


def standardized(scores: Array) -> tuple[Array, float, float]:
    """Scores minus their mean, by their standard deviation; then both numbers."""
    mean, deviation = float(scores.mean()), float(scores.std()) or 1.0
    return (scores - mean) / deviation, mean, deviation


def belief(posterior: Posterior, tried: Array, scores: Array, length_scale: float) -> tuple[Array, Array]:
    """Mean and standard deviation of the score at all `PLACES`, in units of the score."""
    y, middle, spread = standardized(scores)
    mean, deviation = posterior(tried[:, None], y, PLACES[:, None], length_scale, NOISE)
    return middle + spread * mean, spread * deviation


def best_length(evidence: Evidence, tried: Array, scores: Array, among: Sequence[float] = LENGTH_SCALES) -> float:
    """The length scale under which these scores are the most likely."""
    y = standardized(scores)[0]
    return max(among, key=lambda each: evidence(tried[:, None], y, each, NOISE))


def _draw(axes: Any, tried: Array, scores: Array, mean: Array, deviation: Array) -> None:
    rates = LOW * (HIGH / LOW) ** PLACES
    low, high = 100 * (mean - 2 * deviation), 100 * (mean + 2 * deviation)
    axes.fill_between(rates, low, high, color=COLOURS["forward"], alpha=0.25, lw=0)
    for edge in (low, high):
        axes.plot(rates, edge, color=COLOURS["forward"], linewidth=0.7)
    axes.plot(rates, 100 * problem.along_curve(PLACES), "--", color=COLOURS["theory"], linewidth=1.2, label="truth")
    axes.plot(rates, 100 * mean, color=COLOURS["forward"], label="belief")
    axes.plot(LOW * (HIGH / LOW) ** tried, 100 * scores, "X", color=COLOURS["validation"], label="trials", zorder=3)
    axes.set(xscale="log", xlim=(LOW, HIGH), ylim=(-40, 130), xlabel="learning rate")
    axes.set_xticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
    axes.set_yticks([0, 50, 100])
    axes.minorticks_off()
    axes.set_ylabel("right (%)")


def plot_posterior(posterior: Posterior, evidence: Evidence, trials: int = 4, length_scale: float = 0.1) -> Figure:
    """Draw what a process with this length scale believes after some trials."""
    tried = np.array(ORDER[:trials])
    scores = problem.along_curve(tried)
    mean, deviation = belief(posterior, tried, scores, length_scale)
    figure, axes = style.figure(height=3.8)
    _draw(axes, tried, scores, mean, deviation)
    legend_above(figure)
    told = evidence(tried[:, None], standardized(scores)[0], length_scale, NOISE)
    truth = problem.along_curve(PLACES)
    inside = np.mean(np.abs(truth - mean) <= 2 * deviation + 1e-9)
    return describe(
        figure,
        f"The belief of a Gaussian process after {trials} trials, with the length scale {length_scale:g}: a mean curve "
        f"through the trials and a band of two standard deviations, which holds {100 * inside:.0f} % of the true "
        "curve.",
        f"Log evidence {told:.1f}. The band holds {100 * inside:.0f} % of the true curve.",
    )


def searches(search: Any) -> dict[str, tuple[list[int], list[float]]]:
    """Rows of `PLACES` that a search tries, and their scores, by the length scales among which it may choose.

    A search of fewer trials is the beginning of a longer one.
    """
    return {
        scale: search(lambda place: float(problem.along_curve(place[0])), PLACES[:, None], FIRST, TRIALS, among)
        for scale, among in SCALES.items()
    }


def plot_search(
    found: Mapping[str, tuple[list[int], list[float]]],
    posterior: Posterior,
    evidence: Evidence,
    improvement: Improvement,
    trials: int = 4,
    scale: str = "evidence",
) -> Figure:
    """Draw the belief after some trials of a search, and the expected improvement that decides about the next one.

    Parameters
    ----------
    found : mapping
        What `searches` returns.
    posterior, evidence, improvement : callable
        As in the notebook.
    trials : int
        From 2 to `TRIALS`.
    scale : str
        One of `SCALES`.
    """
    rows, among = found[scale][0][:trials], SCALES[scale]
    tried, scores = PLACES[rows], np.array(found[scale][1][:trials])
    length = best_length(evidence, tried, scores, among)
    mean, deviation = belief(posterior, tried, scores, length)
    gain = np.array(improvement(mean, deviation, scores.max()))
    gain[rows] = 0.0
    figure, (left, axes) = style.figure(1, 2, height=3.5)
    _draw(left, tried, scores, mean, deviation)
    legend_above(figure)
    rates = LOW * (HIGH / LOW) ** PLACES
    axes.plot(rates, np.maximum(100 * gain, LEAST / 1e3), color=COLOURS["loss"])
    following = int(gain.argmax())
    if 100 * gain[following] > LEAST:
        spot = (rates[following], 100 * gain[following])
        axes.plot(*spot, "v", color=COLOURS["highlight"], markersize=11, clip_on=False)
        side = "left" if rates[following] < 0.03 else "right"
        axes.annotate("next", spot, (0, 9), textcoords="offset points", ha=side, color=COLOURS["highlight"], size=11)
    else:
        axes.text(0.5, 0.5, "no gain expected\nanywhere", transform=axes.transAxes, ha="center", va="center")
    axes.set(xscale="log", yscale="log", xlim=(LOW, HIGH), ylim=(LEAST, 1e4), xlabel="learning rate")
    axes.set_xticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
    axes.set_yticks([1e-12, 1e-8, 1e-4, 1], ["$10^{-12}$", "$10^{-8}$", "$10^{-4}$", "1"])
    axes.minorticks_off()
    axes.set_ylabel("expected gain (points)")
    return describe(
        figure,
        f"The belief after {trials} trials, length scale {length:g}; the best trial has "
        f"{100 * scores.max():.1f} % right. The expected improvement, on a logarithmic scale; it is largest, "
        f"{100 * gain[following]:.2g} points, at the learning rate {rates[following]:.2g}.",
        f"{trials} trials: best {100 * scores.max():.1f} %. Length scale {length:g}. Next learning rate: "
        f"{rates[following]:.2g}, expected gain {100 * gain[following]:.2g} points.",
    )


def plot_improvement(improvement: Improvement, mean: float = -0.5, deviation: float = 0.5) -> Figure:
    """Draw the density of a score and its part beyond the best so far, which is 0."""
    score = np.linspace(-3, 3, 301)
    density = np.exp(-(((score - mean) / deviation) ** 2) / 2) / (deviation * np.sqrt(2 * np.pi))
    figure, axes = style.figure(height=3.4)
    axes.plot(score, np.minimum(density, 1.7), color=COLOURS["forward"])
    axes.fill_between(score, 0, np.minimum(density, 1.7), where=list(score >= 0), color=COLOURS["loss"])
    axes.axvline(0, color=COLOURS["theory"], linestyle="--")
    axes.annotate("best so far", (0, 1.75), (0, 3), textcoords="offset points", ha="center", size=11)
    axes.set(xlim=(-3, 3), ylim=(0, 1.75), xlabel="score minus the best so far", ylabel="density")
    gain = float(np.asarray(improvement(np.array([mean]), np.array([deviation]), 0.0))[0])
    chance = float(ndtr(mean / deviation))
    return describe(
        figure,
        f"A normal density with mean {mean:g} and standard deviation {deviation:g}; {100 * chance:.1f} % of it lie "
        "beyond the best so far and are shaded.",
        f"Expected improvement {gain:.4f}; chance of any improvement {100 * chance:.1f} %.",
    )
