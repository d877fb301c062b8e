"""The clinic: early stopping and a random shift with a mistake in each, beside what they should do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from ipywidgets import SelectionSlider
from matplotlib.figure import Figure

from chapters.regularization.stopping import EPOCHS, PATIENCES, Watched, at_the_end, mark_epochs, replay
from chapters.regularization.training import Array
from chapters.shared import style
from chapters.shared.explore import explore
from chapters.shared.style import COLOURS, describe

Shift = Callable[[Array, int, np.random.Generator], Array]

# --- Early stopping ---


def stopping(right: Callable[[int], Any], wrong: Callable[[int], Any], run: Watched) -> Any:
    """Show what both bring back of one training, with a slider for the patience."""
    slider = SelectionSlider(options=PATIENCES, value=5, description="patience")
    return explore(partial(plot_stopping, right, wrong, run), patience=slider)


def plot_stopping(
    right: Callable[[int], Any], wrong: Callable[[int], Any], run: Watched, patience: int = 5
) -> tuple[Figure, Figure]:
    """Draw the validation loss with the epochs that the wrong one names, and the test losses of what both keep."""
    should, here = replay(right, run, patience), replay(wrong, run, patience)
    end, _ = at_the_end(run)
    left, axes = style.figure(width=style.HALF, height=3.4)
    axes.plot(np.arange(EPOCHS), run.validation, "--", color=COLOURS["validation"])
    axes.set(xlim=(0, EPOCHS - 1), ylim=(0, 2.4), xlabel="epoch", ylabel="validation loss (nats)")
    mark_epochs(axes, here)
    told = (
        f"Stop after epoch {here.stopped} (it should be {should.stopped}), back to epoch {here.best} ({should.best}): "
        f"test loss {here.test_loss:.2f} ({should.test_loss:.2f})."
    )
    describe(left, f"Validation loss over {EPOCHS} epochs, patience {patience}. {told}", told)
    bars, axes = style.figure(width=style.HALF, height=3.4)
    losses = {"here": here.test_loss, "as it\nshould\nbe": should.test_loss, "never\nstopped": end}
    roles = (("wrong", "//"), ("forward", ""), ("muted", ".."))
    for place, (loss, (role, hatch)) in enumerate(zip(losses.values(), roles, strict=True)):
        bar = axes.bar(place, loss, 0.6, color=COLOURS[role], hatch=hatch, edgecolor=COLOURS["paper"])
        axes.bar_label(bar, fmt="%.2f", padding=2)
    axes.set(xlim=(-0.6, 2.6), ylim=(0, 1.3), ylabel="test loss (nats)")
    axes.set_xticks(range(3), list(losses))
    describe(
        bars,
        f"Test losses: {here.test_loss:.2f} of what is brought back here, {should.test_loss:.2f} as it should be, "
        f"{end:.2f} after all epochs.",
    )
    return left, bars


# --- A random shift ---

SIDE, DOTS = 7, 400


def shifting(right: Shift, wrong: Shift) -> Any:
    """Show where both move a dot, with a slider for the reach."""
    return explore(partial(plot_shifts, right, wrong), reach=(1, SIDE - 1, 1))


def landed(shift: Shift, reach: int) -> Array:
    """How many of `DOTS` dots in the middle of a picture of their own land in each place, shape (SIDE, SIDE)."""
    pictures = np.zeros((DOTS, SIDE, SIDE))
    pictures[:, SIDE // 2, SIDE // 2] = 1
    counts: Array = shift(pictures, reach, np.random.default_rng(0)).sum(axis=0)
    return counts


def plot_shifts(right: Shift, wrong: Shift, reach: int = 1) -> tuple[Figure, Figure]:
    """Draw where the dots land."""
    figures = []
    for shift, title in ((wrong, "here"), (right, "as it should be")):
        counts = landed(shift, reach)
        figure, axes = style.figure(width=style.HALF, height=3.3)
        axes.imshow(counts / max(counts.max(), 1), cmap=style.colormap("sequential"), vmin=0, vmax=2)
        axes.set(xlabel=title, xticks=[], yticks=[])
        axes.spines[:].set_visible(True)
        places, left = int((counts > 0).sum()), int(counts.sum())
        told = f"{title.capitalize()}, {left} of {DOTS} dots are in the picture, in {places} places."
        figures.append(describe(figure, f"Where {DOTS} dots land at reach {reach}. {told}", told))
    return figures[0], figures[1]
