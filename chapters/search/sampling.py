"""Where random trials fall: the scale on which they are drawn, grids against chance, and how many trials are enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.search import problem
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
LogUniform = Callable[..., Array]
LOW, HIGH = problem.SPACE["learning_rate"]
RATE_TICKS = ([1e-4, 1e-3, 1e-2, 1e-1, 1, 10], ["0.0001", "0.001", "0.01", "0.1", "1", "10"])

# --- The opening ---

SCALES = ("linear", "logarithmic")
OPENING_TRIALS = 16


def opening(log_uniform: LogUniform, seed: int = 4) -> dict[str, tuple[Array, Array]]:
    """By scale: learning rates that are drawn on it, and the score of a network trained with each."""
    found = {}
    for scale in SCALES:
        rng = np.random.default_rng(seed)
        if scale == "linear":
            rates = rng.uniform(LOW, HIGH, OPENING_TRIALS)
        else:
            rates = log_uniform(rng, LOW, HIGH, OPENING_TRIALS)
        found[scale] = rates, problem.scores([problem.Setting(float(rate)) for rate in rates])[:, -1]
    return found


def best_of(log_uniform: LogUniform, searches: int = 1000) -> dict[str, Array]:
    """By scale: the best score of many searches with 16 trials each, read off the curve of the scores."""
    found: dict[str, list[float]] = {scale: [] for scale in SCALES}
    for seed in range(searches):
        rng = np.random.default_rng(seed)
        drawn = {
            "linear": rng.uniform(LOW, HIGH, OPENING_TRIALS),
            "logarithmic": log_uniform(rng, LOW, HIGH, OPENING_TRIALS),
        }
        for scale, rates in drawn.items():
            found[scale].append(float(problem.along_curve(np.log(rates / LOW) / np.log(HIGH / LOW)).max()))
    return {scale: np.array(each) for scale, each in found.items()}


def rate_axes() -> tuple[Figure, Any]:
    """A figure of scores against the learning rate."""
    figure, axes = style.figure(height=3.6)
    axes.set(xscale="log", xlim=(LOW / 1.5, HIGH * 1.5), ylim=(0, 103))
    axes.set(xlabel="learning rate", ylabel="validation digits right (%)")
    every = 2 if style.is_narrow() else 1
    axes.set_xticks(*(ticks[::every] for ticks in RATE_TICKS), fontsize="small")
    axes.minorticks_off()
    return figure, axes


def plot_opening(found: dict[str, tuple[Array, Array]], scale: str = "linear", trials: int = 4) -> Figure:
    """Draw the scores of the first trials against their learning rates."""
    rates, scores = (values[:trials] for values in found[scale])
    figure, axes = rate_axes()
    axes.plot(rates, 100 * scores, "o", color=COLOURS["validation"], markersize=8)
    best = int(scores.argmax())
    _ring(axes, rates[best], 100 * scores[best])
    return describe(
        figure,
        f"{trials} trials with learning rates drawn on a {scale} scale, from {rates.min():.2g} to {rates.max():.2g}. "
        f"Digits right: {100 * scores.min():.0f} % to {100 * scores.max():.0f} %.",
        f"Best of {trials} trials: {100 * scores[best]:.1f} % right, at the learning rate {rates[best]:.2g}.",
    )


def _ring(axes: Any, rate: float, score: float) -> None:
    """Mark the best trial, with its name on the side where there is room."""
    axes.plot(rate, score, "o", color=COLOURS["highlight"], markersize=15, fillstyle="none", markeredgewidth=2)
    left = rate > 0.03
    axes.annotate(
        "best",
        (rate, score),
        (-11 if left else 11, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        color=COLOURS["highlight"],
        size=11,
    )


# --- Decades ---


def plot_decades(log_uniform: LogUniform, decades: int = 5, size: int = 400) -> Figure:
    """Draw what share of many draws falls into each decade below 10, on both scales."""
    low = 10.0 ** (1 - decades)
    edges = 10.0 ** np.arange(1 - decades, 2)
    figure, axes = style.figure(height=3.4)
    told = []
    drawn = {
        "uniform": np.random.default_rng(0).uniform(low, 10.0, size),
        "log-uniform": np.asarray(log_uniform(np.random.default_rng(0), low, 10.0, size)),
    }
    for shift, (name, role), hatch in ((-0.2, ("uniform", "wrong"), "//"), (0.2, ("log-uniform", "forward"), "")):
        shares = 100 * np.histogram(drawn[name], edges)[0] / size
        places = np.arange(decades) + 5 - decades + shift
        bars = axes.bar(places, shares, 0.38, label=name, color=COLOURS[role], hatch=hatch, edgecolor=COLOURS["paper"])
        axes.bar_label(bars, fmt="%.0f", padding=1, size=9 if style.is_narrow() else 11)
        told.append(f"{name} {', '.join(f'{share:.0f}' for share in shares)} %")
    axes.set(xlim=(-0.6, 4.6), ylim=(0, 105), xlabel="decade that begins at", ylabel="share of the draws (%)")
    axes.set_xticks(range(5), ["0.0001", "0.001", "0.01", "0.1", "1"], size=10 if style.is_narrow() else 12)
    legend_above(figure)
    return describe(figure, f"Shares of {size} draws in each of {decades} decades up to 10: {'; '.join(told)}.")


# --- A search in its records ---


def plot_records(random_search: Any, draw: Any, score: Any, trials: int, records: list[Any]) -> Figure:
    """Let a search go on to so many trials, and draw them. `records` keeps what was tried before."""
    best_rate, best = random_search(draw, score, max(trials, len(records)), 0, records)
    rates, scores = (np.array(values) for values in zip(*records[:trials], strict=True))
    first = int(np.nanargmax(scores))
    figure, axes = rate_axes()
    axes.plot(rates, 100 * scores, "o", color=COLOURS["validation"])
    _ring(axes, rates[first], 100 * scores[first])
    return describe(
        figure,
        f"{trials} trials with learning rates from {rates.min():.2g} to {rates.max():.2g}; the best has "
        f"{100 * scores[first]:.1f} % right, at {rates[first]:.2g}.",
        f"Best of {trials}: {100 * scores[first]:.1f} % at {rates[first]:.3g}. In the records: {len(records)} trials, "
        f"best {100 * best:.1f} % at {best_rate:.3g}.",
    )


# --- Grid and chance ---

KINDS = ("grid", "random")


def grid(counts: Sequence[int]) -> Array:
    """Centres of equal cells of the unit cube, shape (product of counts, len(counts))."""
    axes = [(np.arange(count) + 0.5) / count for count in counts]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(counts))


def plot_projection(landscape: problem.Landscape, kind: str = "grid", trials: int = 9) -> Figure:
    """Draw trials over learning rate and hidden units, and the same trials seen from the learning rate alone."""
    side = round(trials**0.5)
    places = grid([side, side]) if kind == "grid" else np.random.default_rng(1).uniform(size=(trials, 2))
    middle = 2 / 3  # the place of He's own scale
    scores = landscape(np.insert(places, 1, middle, axis=1))
    u = np.linspace(0, 1, 41)
    cube = np.stack(np.meshgrid(u, [middle], u, indexing="ij"), axis=-1)[:, 0]
    values = landscape(cube)
    rates, hidden = LOW * (HIGH / LOW) ** places[:, 0], 4 * 16 ** places[:, 1]
    figure, (above, alone) = style.figure(1, 2, height=3.7)
    drawn = above.pcolormesh(
        LOW * (HIGH / LOW) ** u, 4 * 16**u, 100 * values.T, cmap=style.colormap("sequential"), vmin=0, vmax=160
    )
    above.plot(rates, hidden, "o", color=COLOURS["validation"], markeredgecolor=COLOURS["paper"])
    above.set(yscale="log", ylim=(4, 64), ylabel="hidden units")
    above.set_yticks([4, 8, 16, 32, 64], ["4", "8", "16", "32", "64"])
    key = figure.colorbar(drawn, ax=above, location="top", label="right (%)", ticks=[0, 50, 100], aspect=30)
    key.ax.set_xlim(0, 100)
    for ends in (values.max(axis=1), values.min(axis=1)):
        alone.plot(LOW * (HIGH / LOW) ** u, 100 * ends, color=COLOURS["theory"], linewidth=1.2)
    alone.text(1.5e-4, 62, "best\nnumber\nof units", size=11)
    alone.text(0.02, -9, "worst number", ha="center", size=11)
    alone.plot(rates, 100 * scores, "o", color=COLOURS["validation"])
    alone.set(ylim=(-12, 103), ylabel="right (%)", yticks=[0, 25, 50, 75, 100])
    for axes in (above, alone):
        axes.set(xscale="log", xlim=(LOW, HIGH), xlabel="learning rate")
        axes.set_xticks([1e-4, 1e-2, 1], ["0.0001", "0.01", "1"])
        axes.minorticks_off()
    distinct = len(np.unique(np.round(places[:, 0], 9)))
    return describe(
        figure,
        f"{trials} {kind} trials over learning rate and hidden units, where the score changes from left to right; and "
        f"the same trials against the learning rate alone: {distinct} different rates. Two curves show what the best "
        f"and the worst number of hidden units make of a rate. The best trial has {100 * scores.max():.1f} % right.",
        f"{trials} trials, {distinct} different learning rates; best {100 * scores.max():.1f} %.",
    )


# --- How many are enough ---

TOP_TRIALS = (1, 2, 3, 4, *range(5, 41, 3), 40, *range(45, 121, 5))
TOP_SHARES = (0.01, 0.05, 0.1)


def chance(share: float, trials: Array | int) -> Array:
    """Probability that at least one of so many random trials lies in the best share of the space."""
    return np.asarray(1 - (1 - share) ** np.asarray(trials))


def hits(landscape: problem.Landscape, share: float, trials: int, searches: int = 2000, seed: int = 0) -> float:
    """Share of random searches that reach the best share of the space, measured by its own quantile."""
    rng = np.random.default_rng(seed)
    bound = np.quantile(landscape(rng.uniform(size=(40_000, 3))), 1 - share)
    best = landscape(rng.uniform(size=(searches, trials, 3))).max(axis=1)
    return float(np.mean(best > bound))


def all_hits(landscape: problem.Landscape, searches: int = 2000, seed: int = 0) -> dict[tuple[float, int], float]:
    """`hits` for every share and number of trials of the figure: a search of few trials begins one of more."""
    rng = np.random.default_rng(seed)
    bounds = np.quantile(landscape(rng.uniform(size=(40_000, 3))), 1 - np.array(TOP_SHARES))
    best = np.maximum.accumulate(landscape(rng.uniform(size=(searches, TOP_TRIALS[-1], 3))), axis=1)
    return {
        (share, trials): float(np.mean(best[:, trials - 1] > bound))
        for share, bound in zip(TOP_SHARES, bounds, strict=True)
        for trials in TOP_TRIALS
    }


def plot_chance(found: dict[tuple[float, int], float], trials: int = 20) -> Figure:
    """Draw the chance to reach the best shares of the space, measured and by the formula."""
    figure, axes = style.figure(height=3.6)
    count = np.arange(1, 121)
    for share in TOP_SHARES:
        formula = "$1 - (1 - q)^n$" if share == TOP_SHARES[0] else None
        seen = "measured on the digits" if share == TOP_SHARES[0] else None
        axes.plot(count, 100 * chance(share, count), "--", color=COLOURS["theory"], label=formula)
        measured = [100 * found[share, each] for each in TOP_TRIALS]
        axes.plot(TOP_TRIALS, measured, ".", color=COLOURS["numerical"], markersize=6, label=seen)
        axes.plot(trials, 100 * found[share, trials], "o", color=COLOURS["highlight"], markersize=9)
        at = {0.01: (90, 50), 0.05: (42, 73), 0.1: (2, 98)}[share]
        axes.text(*at, f"best {100 * share:.0f} %", size=11)
    axes.axhline(95, color=COLOURS["muted"], linewidth=0.8)
    axes.set(
        xlim=(0, 122),
        ylim=(0, 109),
        yticks=[0, 25, 50, 75, 100],
        xlabel="trials $n$",
        ylabel="searches that reach it (%)",
    )
    legend_above(figure, 2)
    reached = [100 * found[share, trials] for share in TOP_SHARES]
    return describe(
        figure,
        "The chance that one of n trials lies in the best 1, 5 or 10 % of the space rises to "
        f"{', '.join(f'{100 * chance(share, 120):.0f}' for share in TOP_SHARES)} % at 120 trials; measured values lie "
        "on the curves. A line marks 95 %.",
        f"{trials} trials reach the best 1 % in {reached[0]:.0f} % of the searches, the best 5 % in "
        f"{reached[1]:.0f} %, the best 10 % in {reached[2]:.0f} %.",
    )
