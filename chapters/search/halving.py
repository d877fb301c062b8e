"""Successive halving on the digits: learning curves of random settings, which of them are stopped, and at what loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.search import problem
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Halving = Callable[..., list[list[int]]]
SETTINGS, EPOCHS = 16, 16


def curves(seed: int = 0) -> Array:
    """Validation scores of 16 random settings on the digits after each of 16 epochs, shape (16, 16)."""
    points = np.random.default_rng(seed).uniform(size=(SETTINGS, 3))
    return problem.scores([problem.setting(point) for point in points], seed, EPOCHS)


class Outcome(NamedTuple):
    """What a search by halving does on known curves."""

    rounds: list[list[int]]
    budgets: list[int]
    """Epochs of each round."""
    spent: int
    """Epochs in all, when a training that goes on need not begin anew."""
    winner: float
    """The winner's score after all epochs."""
    best: float
    """The best score after all epochs of any setting."""


def halve(halving: Halving, found: Array, factor: int = 2) -> Outcome:
    """Run successive halving on curves, shape (settings, epochs)."""
    asked: dict[int, int] = {}
    budgets: list[int] = []

    def score(setting: int, budget: int) -> float:
        asked[setting] = max(asked.get(setting, 0), budget)
        if budget not in budgets:
            budgets.append(budget)
        return float(found[setting, min(budget, found.shape[1]) - 1])

    rounds = halving(list(range(len(found))), score, 1, factor)
    winner = rounds[-1][0]
    asked[winner] = found.shape[1]
    return Outcome(rounds, budgets, sum(asked.values()), float(found[winner, -1]), float(found[:, -1].max()))


def compare(halving: Halving, every: Sequence[Array], factor: int = 2) -> tuple[Array, Array, Array]:
    """For each set of curves: what halving misses of the best score, what random search misses, and the epochs spent.

    Random search trains as many of the settings to the end as the epochs of halving pay for.
    """
    missed, random_missed, spent = [], [], []
    for found in every:
        outcome = halve(halving, found, factor)
        afforded = outcome.spent // found.shape[1]
        missed.append(outcome.best - outcome.winner)
        random_missed.append(outcome.best - found[:afforded, -1].max())
        spent.append(outcome.spent)
    return np.array(missed), np.array(random_missed), np.array(spent)


def plot_halving(halving: Halving, found: Array, rounds: int = 0, factor: int = 2) -> Figure:
    """Draw the learning curves as far as they have been paid for after round `rounds`."""
    outcome = halve(halving, found, factor)
    done = min(rounds, len(outcome.rounds) - 1)
    figure, axes = style.figure(height=3.8)
    best = int(found[:, -1].argmax())
    for setting, curve in enumerate(found):
        through = [number for number, alive in enumerate(outcome.rounds) if setting in alive and number <= done]
        last = outcome.budgets[min(through[-1], len(outcome.budgets) - 1)]
        alive = setting in outcome.rounds[done]
        last = found.shape[1] if done == len(outcome.budgets) and alive else last
        colour = COLOURS["forward" if alive else "muted"]
        axes.plot(np.arange(1, last + 1), 100 * curve[:last], "-", color=colour, linewidth=2 if alive else 1)
        axes.plot(last, 100 * curve[last - 1], "o" if alive else "x", color=colour)
        if setting == best:
            end = (last, 100 * curve[last - 1])
            axes.plot(*end, "o", color=COLOURS["highlight"], markersize=13, fillstyle="none", markeredgewidth=2)
            axes.annotate(
                "best in the end",
                end,
                (0, 11),
                textcoords="offset points",
                ha="right" if last == found.shape[1] else "left",
                color=COLOURS["highlight"],
                size=11,
                bbox={"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 1},
            )
    axes.set(
        xscale="log",
        xlim=(0.93, 17.5),
        ylim=(0, 112),
        yticks=[0, 25, 50, 75, 100],
        xlabel="epochs",
        ylabel="validation digits right (%)",
    )
    axes.set_xticks([1, 2, 4, 8, 16], ["1", "2", "4", "8", "16"])
    axes.minorticks_off()
    left = outcome.rounds[done]
    lost = next((number for number, alive in enumerate(outcome.rounds) if best not in alive), None)
    fate = "still in" if lost is None or lost > done else f"stopped after round {lost - 1}"
    return describe(
        figure,
        f"Learning curves of {len(found)} settings. In round {done}, {len(left)} of them go on; the others end in a "
        f"cross. The setting that would be best in the end is {fate}.",
        f"Round {done}: {len(left)} of {len(found)} settings left. The best in the end ({100 * outcome.best:.1f} %) "
        f"is {fate}. {outcome.spent} epochs for the whole search in place of {found.size}.",
    )
