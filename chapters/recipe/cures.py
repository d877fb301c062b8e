"""Two networks that look alike on new digits, and what the same cures do to either (claim C28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from chapters.recipe.given import Array, Parts
from chapters.recipe.sick import EVERY, Run, Settings, trial
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

NETWORKS = {
    "A": Settings(learning_rate=0.0014),
    "B": Settings((128,), samples=200, data="dice"),
}
"""A learns too slowly. B knows its 200 images by heart, of which some have a wrong label."""
DROPOUTS = (0.0, 0.2, 0.4, 0.6, 0.8)
CURES: dict[str, dict[str, dict[str, float | int | tuple[int, ...]]]] = {
    "A": {
        "dropout 0.4": {"dropout": 0.4},
        "L2 penalty 0.01": {"weight_decay": 0.01},
        "a quarter of the units": {"hidden": (8,)},
        "a third of the steps": {"steps": 100},
        "twice the images": {"samples": 897},
        "ten times the rate": {"learning_rate": 0.014},
    },
    "B": {
        "dropout 0.4": {"dropout": 0.4},
        "L2 penalty 0.01": {"weight_decay": 0.01},
        "a quarter of the units": {"hidden": (32,)},
        "a third of the steps": {"steps": 100},
        "twice the images": {"samples": 400},
        "ten times the rate": {"learning_rate": 1.0},
    },
}
"""Four cures for overfitting, more data, and a cure for A."""


def opening(parts: Parts, data: Digits, seeds: Sequence[int] = (0, 1)) -> dict[tuple[str, float], Run]:
    """Train both networks with every dropout; curves are means over the seeds."""
    return {
        (name, dropout): mean([trial(parts, settings._replace(dropout=dropout), data, seed) for seed in seeds])
        for name, settings in NETWORKS.items()
        for dropout in DROPOUTS
    }


def mean(runs: Sequence[Run]) -> Run:
    """The mean curves of several runs."""
    return Run(np.mean([run.losses for run in runs], axis=0), np.mean([run.accuracies for run in runs], axis=0))


def plot_opening(runs: Mapping[tuple[str, float], Run], dropout: float = 0.0, training: bool = False) -> Figure:
    """Draw the share of validation digits that are right for both networks; on demand also that of training digits."""
    figure, panels = style.figure(1, 2, height=2.8 if style.is_narrow() else 3.5, sharex=True, sharey=True)
    told = []
    for axes, name in zip(panels, NETWORKS, strict=True):
        shares = 100 * runs[name, dropout].accuracies
        steps = EVERY * np.arange(len(shares))
        names = ("validation", "training") if name == "A" else ("", "")
        axes.plot(steps, shares[:, 1], "--", color=COLOURS["validation"], label=names[0])
        if training:
            axes.plot(steps, shares[:, 0], color=COLOURS["train"], label=names[1])
        axes.set(xlim=(0, 300), ylim=(0, 102), title=name, xticks=[0, 100, 200])
        told.append(
            f"{name} reads {shares[-1, 1]:.0f} % of the validation digits"
            + (f" and {shares[-1, 0]:.0f} % of its training digits" if training else "")
        )
    legend_above(figure)
    panels[0].set_ylabel("right (%)")
    for axes in panels[style.is_narrow() :]:
        axes.set_xlabel("step")
    sentence = "; ".join(told)
    return describe(figure, f"Two networks over 300 steps with dropout {dropout:g}. {sentence}.", f"{sentence}.")


# --- The same cures for both ---


def changes(parts: Parts, data: Digits, seeds: Sequence[int]) -> dict[str, dict[str, Array]]:
    """Percentage points of training and validation accuracy that each cure brings, (seeds, 2), with equal seeds.

    "as it was" holds the percentages without any cure.
    """
    found: dict[str, dict[str, Array]] = {}
    for name, settings in NETWORKS.items():
        before = ends(parts, settings, data, seeds)
        found[name] = {"as it was": before}
        for cure, change in CURES[name].items():
            found[name][cure] = ends(parts, settings._replace(**change), data, seeds) - before  # type: ignore[arg-type]
    return found


def ends(parts: Parts, settings: Settings, data: Digits, seeds: Sequence[int]) -> Array:
    """Training and validation accuracy at the end in per cent, shape (seeds, 2)."""
    return np.array([100 * trial(parts, settings, data, seed).accuracies[-1, :2] for seed in seeds])


def plot_changes(found: Mapping[str, Mapping[str, Array]], network: str = "A") -> Figure:
    """Draw what each cure changes for one network: a bar for the mean, a dot for each seed."""
    cures = [name for name in found[network] if name != "as it was"]
    figure, axes = style.figure(height=3.6)
    places = np.arange(len(cures))[::-1]
    points = [found[network][cure][:, 1] for cure in cures]
    means = [float(each.mean()) for each in points]
    colours = [COLOURS["correct" if value > 0 else "wrong"] for value in means]
    axes.barh(places, means, 0.6, color=colours)
    for place, each in zip(places, points, strict=True):
        axes.plot(each, np.full(len(each), place), "o", color=COLOURS["ink"], markersize=4)
    for place, each, value, colour in zip(places, points, means, colours, strict=True):
        end = (max(each.max(), 0), place)
        axes.annotate(_signed(value), end, (7, 0), textcoords="offset points", va="center", color=colour, size=11)
    axes.axvline(0, color=COLOURS["muted"], linewidth=1)
    axes.set_yticks(places, cures)
    axes.set(xlim=(-65, 38), xticks=[-50, 0] if style.is_narrow() else [-50, -25, 0, 25])
    axes.set_xlabel("change (points)" if style.is_narrow() else "change in validation accuracy (points)")
    said = ", ".join(f"{cure} {_signed(value)}" for cure, value in zip(cures, means, strict=True))
    before = found[network]["as it was"].mean(axis=0)
    best, worst = int(np.argmax(means)), int(np.argmin(means))
    return describe(
        figure,
        f"Network {network}, change in validation accuracy in percentage points: {said}.",
        f"{network} reads {before[0]:.0f} % of its training digits and {before[1]:.0f} % of validation. Most is gained "
        f"by {cures[best]}, {_signed(means[best])} points, and lost by {cures[worst]}, {_signed(means[worst])}.",
    )


def _signed(value: float) -> str:
    """A whole number with its sign, a true minus, and none before nought."""
    whole = round(value)
    return f"{whole:+}".replace("-", "−") if whole else "0"
