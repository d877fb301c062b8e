"""Two habits in numbers: what the first loss must be, and why the test set is looked at once."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.recipe.given import Array
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

SPREADS = tuple(float(f"{spread:.2g}") for spread in np.geomspace(0.01, 10, 31))
CLASSES = (2, 10, 100)


@cache
def first_loss(loss: Any, classes: int, spread: float, seed: int = 0, samples: int = 4000) -> float:
    """Mean loss of normal logits with this standard deviation; the labels are drawn apart from them."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0.0, spread, (samples, classes))
    return float(loss.forward(logits, rng.integers(0, classes, samples)))


def expected_first_loss(classes: int, spread: Array | float) -> Array:
    """Its expectation for a small spread, to second order."""
    expected: Array = np.log(classes) + (classes - 1) / (2 * classes) * np.square(spread)
    return expected


def plot_first_loss(loss: Any, spread: float = 0.1) -> Figure:
    """Draw the first loss against the spread of the logits for all of `CLASSES`, with one spread marked."""
    figure, axes = style.figure(height=3.8)
    fine = np.geomspace(SPREADS[0], SPREADS[-1], 60)
    told = []
    for classes in CLASSES:
        first = classes == CLASSES[0]
        least, look = np.log(classes), {"color": COLOURS["theory"], "linewidth": 1.2}
        axes.plot(SPREADS[:16], [least] * 16, ":", **look, label="log K" if first else None)
        expected = expected_first_loss(classes, fine)
        axes.plot(fine, expected, "--", **look, label="second order" if first else None)
        losses = [first_loss(loss, classes, each) for each in SPREADS]
        axes.plot(SPREADS, losses, color=COLOURS["loss"], label="measured" if first else None)
        here = first_loss(loss, classes, spread)
        axes.plot([spread], [here], "o", color=COLOURS["highlight"])
        axes.text(SPREADS[0], 1.12 * least, f"{classes} classes", size=11, va="bottom")
        told.append(f"{here:.2f} nats with {classes} classes, log K = {least:.2f}")
    axes.set(xscale="log", yscale="log", xlim=(0.009, 12), ylim=(0.4, 60))
    axes.set(xlabel="standard deviation of the logits", ylabel="first loss (nats)")
    axes.set_yticks([0.5, 1, 2, 5, 10, 20, 50], ["0.5", "1", "2", "5", "10", "20", "50"])
    axes.minorticks_off()
    legend_above(figure)
    high = "too high" if here > 1.1 * least else "near log K"
    return describe(
        figure,
        f"First loss against the standard deviation of the logits: flat at log K up to about 0.3, then rising. At "
        f"{spread:g} it is {'; '.join(told)}.",
        f"At a spread of {spread:g} the first loss is {high}: {'; '.join(told)}.",
    )


# --- The best of many ---

TRIED = (*range(1, 11), 15, 20, 30, 50, 70, 100)
IMAGES = (100, 300, 1000)
TRUTH = 0.9
"""Every network is right with this probability: none is better than another."""


class Winner(NamedTuple):
    """The best of several networks by one set of images, and what another set of that size says of it; mean shares."""

    chosen: float
    again: float


@cache
def winner(tried: int, count: int, seed: int = 0, repeats: int = 4000) -> Winner:
    """Choose the best of `tried` equal networks by `count` images, many times over."""
    rng = np.random.default_rng(seed)
    first = rng.binomial(count, TRUTH, (repeats, tried)).max(axis=1)
    second = rng.binomial(count, TRUTH, repeats)
    return Winner(float(first.mean() / count), float(second.mean() / count))


def standard_error(share: float, count: int) -> float:
    """Standard deviation of a measured share, when each of `count` images is right with that probability."""
    return float(np.sqrt(share * (1 - share) / count))


def bound(tried: Array | int, count: int) -> Array:
    """What the expected share of the best of many normal shares cannot exceed."""
    most: Array = TRUTH + standard_error(TRUTH, count) * np.sqrt(2 * np.log(tried))
    return most


def plot_winner(tried: int = 10, images: int = 300) -> Figure:
    """Draw what the chosen network seems to be worth and what it is worth, against the number of networks tried."""
    found = [winner(each, images) for each in TRIED]
    figure, axes = style.figure(height=3.5)
    fine = np.geomspace(1, 100, 50)
    axes.plot(fine, 100 * bound(fine, images), ":", color=COLOURS["theory"], label="bound")
    axes.plot(TRIED, [100 * each.chosen for each in found], color=COLOURS["forward"], label="where it was chosen")
    axes.plot(TRIED, [100 * each.again for each in found], "--", color=COLOURS["validation"], label="on new images")
    here = found[TRIED.index(tried)]
    axes.plot([tried] * 2, [100 * here.again, 100 * here.chosen], "o", color=COLOURS["highlight"])
    axes.set(xscale="log", xlim=(0.9, 110), ylim=(88, 101), xlabel="networks tried", ylabel="right (%)")
    axes.set_xticks([1, 3, 10, 30, 100], ["1", "3", "10", "30", "100"])
    axes.minorticks_off()
    legend_above(figure, 2 if style.is_narrow() else 3)
    return describe(
        figure,
        f"The best of {tried} equal networks, chosen by {images} images: {100 * here.chosen:.1f} % right there, "
        f"{100 * here.again:.1f} % on new images. The first curve rises with the number tried, the second stays at "
        "90 %.",
        f"Best of {tried} by {images} images: {100 * here.chosen:.1f} % there, {100 * here.again:.1f} % on new ones: "
        f"it flatters by {100 * (here.chosen - here.again):.1f} points.",
    )
