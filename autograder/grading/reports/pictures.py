"""Pictures of a class in the course's look, light and dark, each with words for those who do not see it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from chapters.shared.style import COLOURS, THEMES, describe, description, figure, theme

BINS = 12
TALLEST = 6.0
"""Inches of the largest map; thousands of students become thin lines in it."""


@dataclass(frozen=True)
class Picture:
    """A picture for a page: its address in each theme, as data, and its words."""

    light: str
    dark: str
    words: str


def drawn(draw: Callable[[], Figure]) -> Picture:
    """Draw in both themes."""
    addresses, words = [], ""
    for name in THEMES:
        with theme(name):
            made, content = draw(), BytesIO()
            made.savefig(content, format="png", dpi=140, bbox_inches="tight")
            words = description(made)
            addresses.append(f"data:image/png;base64,{b64encode(content.getvalue()).decode()}")
    return Picture(addresses[0], addresses[1], words)


def distribution(totals: Sequence[float], possible: float) -> Picture:
    """How many students have how many points.

    Parameters
    ----------
    totals : sequence of float
    possible : float
        Points that can be had.
    """
    return drawn(partial(_distribution, np.asarray(totals), possible))


def _distribution(totals: np.ndarray, possible: float) -> Figure:
    made, axes = figure(height=2.4)
    counts, edges, _ = axes.hist(totals, bins=BINS, range=(0, possible), color=COLOURS["forward"], rwidth=0.9)
    axes.set(xlabel="points", ylabel="students", xlim=(0, possible), ylim=(0, 1.2 * counts.max()))
    axes.axvline(np.median(totals), color=COLOURS["highlight"], linewidth=1.5)
    axes.annotate("median", (np.median(totals), 1.2 * counts.max()), (4, -2), textcoords="offset points", va="top")
    most = int(counts.argmax())
    return describe(
        made,
        f"Histogram of the points of {len(totals)} students. The median is {np.median(totals):g} of {possible:g};"
        f" most, {int(counts[most])}, have between {edges[most]:.0f} and {edges[most + 1]:.0f}.",
    )


def heat_map(shares: np.ndarray, titles: Sequence[str]) -> Picture:
    """Who has which task right: a row for each student, the best first.

    Parameters
    ----------
    shares : ndarray, shape (students, tasks), float64
        The share of a task's points that a student has.
    titles : sequence of str
        The tasks' titles.
    """
    return drawn(partial(_heat_map, shares, titles))


def _heat_map(shares: np.ndarray, titles: Sequence[str]) -> Figure:
    height = min(TALLEST, 1.6 + 0.12 * len(shares))
    made, axes = figure(height=height)
    colours = LinearSegmentedColormap.from_list("had", [COLOURS["grid"], COLOURS["forward"]], N=3)  # by lightness, too
    axes.imshow(np.digitize(shares, [0.01, 0.99]), aspect="auto", cmap=colours, vmin=0, vmax=2, interpolation="nearest")
    axes.set_xticks(range(len(titles)), titles, rotation=35, ha="right", fontsize=9)
    axes.set_yticks([])
    axes.set_title(f"Blue is right; each row is one of {len(shares)} students, the best on top", fontsize=11)
    passed = shares.mean(axis=0)
    hardest, easiest = int(passed.argmin()), int(passed.argmax())
    return describe(
        made,
        f"A map of {len(shares)} students by {len(titles)} tasks: blue where all points were had, grey where none."
        f" The hardest task is {titles[hardest]} ({100 * passed[hardest]:.0f} % of its points), the easiest"
        f" {titles[easiest]} ({100 * passed[easiest]:.0f} %).",
    )
