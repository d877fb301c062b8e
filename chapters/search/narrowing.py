"""Random search in rounds, each in a smaller box around the best so far: what it gains and what it can lose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


class Round(NamedTuple):
    """One round of a search: the corners of its box, shape (D,), its trials, shape (n, D), and their scores."""

    low: Array
    high: Array
    points: Array
    scores: Array


def narrow(
    score: Callable[[Array], Array],
    dimensions: int,
    trials: Sequence[int],
    rng: np.random.Generator,
    shrink: float = 0.4,
) -> list[Round]:
    """Search the unit cube in rounds.

    Parameters
    ----------
    score : callable
        Takes points, shape (n, D), and returns n scores.
    dimensions : int
    trials : sequence of int
        How many in each round.
    rng : numpy.random.Generator
    shrink : float
        Each box has this share of the sides of the one before, and the best point so far in the middle, or as near to
        it as the first box allows.
    """
    low, high = np.zeros(dimensions), np.ones(dimensions)
    rounds: list[Round] = []
    for count in trials:
        points = rng.uniform(low, high, (count, dimensions))
        rounds.append(Round(low, high, points, np.asarray(score(points))))
        best = max(rounds, key=lambda each: each.scores.max())
        side = shrink * (high - low)
        low = np.clip(best.points[best.scores.argmax()] - side / 2, 0, 1 - side)
        high = low + side
    return rounds


BROAD, STEEP = (0.32, 0.35), (0.78, 0.74)


def two_hills(points: Array) -> Array:
    """A broad hill with the top 0.9, and a steep one with the top 1: points (..., 2)."""
    broad = 0.9 * np.exp(-((points - np.array(BROAD)) ** 2).sum(axis=-1) / (2 * 0.2**2))
    steep = np.exp(-((points - np.array(STEEP)) ** 2).sum(axis=-1) / (2 * 0.06**2))
    return np.asarray(np.maximum(broad, steep))


ROUNDS = (12, 12, 12)


def outcomes(trials: Sequence[int] = ROUNDS, searches: int = 2000) -> tuple[Array, Array]:
    """Best scores on the two hills of searches in rounds, and of plain random ones with as many trials in all."""
    narrowed, plain = [], []
    for seed in range(searches):
        rng = np.random.default_rng([seed, 0])
        narrowed.append(max(each.scores.max() for each in narrow(two_hills, 2, trials, rng)))
        plain.append(two_hills(np.random.default_rng([seed, 1]).uniform(size=(sum(trials), 2))).max())
    return np.array(narrowed), np.array(plain)


def plot_narrowing(seed: int = 0, rounds: int = 1) -> Figure:
    """Draw a search in rounds over the two hills, as far as round `rounds`."""
    found = narrow(two_hills, 2, ROUNDS, np.random.default_rng([seed, 0]))[:rounds]
    u = np.linspace(0, 1, 81)
    ground = two_hills(np.stack(np.meshgrid(u, u, indexing="ij"), axis=-1))
    figure, axes = style.figure(height=4.2)
    axes.pcolormesh(u, u, ground.T, cmap=style.colormap("sequential"), vmin=0, vmax=2)
    for number, each in enumerate(found):
        last = number == len(found) - 1
        colour = COLOURS["highlight" if last else "muted"]
        axes.plot(*each.points.T, "o", color=colour, markersize=6, markeredgecolor=COLOURS["paper"])
        axes.add_patch(Rectangle((each.low[0], each.low[1]), *(each.high - each.low), fill=False, color=colour, lw=2))
    axes.text(
        found[-1].low[0] + 0.015, found[-1].high[1] - 0.02, f"box {rounds}", va="top", color=COLOURS["ink"], size=11
    )
    axes.plot(*STEEP, "+", color=COLOURS["ink"], markersize=12)
    axes.text(STEEP[0], STEEP[1] + 0.09, "height 1", ha="center", size=11)
    axes.text(BROAD[0], BROAD[1] - 0.24, "height 0.9", ha="center", size=11)
    axes.set(xlim=(-0.01, 1.01), ylim=(-0.01, 1.01), xlabel="first hyperparameter", aspect="equal")
    axes.set_ylabel("second hyperparameter")
    best = max(float(each.scores.max()) for each in found)
    low, high = found[-1].low, found[-1].high
    inside = bool(np.all((low <= STEEP) & (high >= STEEP)))
    return describe(
        figure,
        f"Two hills seen from above, a broad one on the lower left and a steep, higher one on the upper right, with "
        f"the trials of {rounds} rounds and their boxes. The last box {'still holds' if inside else 'no longer holds'} "
        f"the higher top.",
        f"After round {rounds}: best {best:.3f}; the top of 1.000 is {'inside' if inside else 'outside'} the box.",
    )
