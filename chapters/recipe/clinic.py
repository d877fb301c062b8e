"""The clinic: training loops with a mistake, on a network that only counts, so that one sees what the loop does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from ipywidgets import IntSlider, SelectionSlider
from matplotlib.figure import Figure

from chapters.recipe.given import Array
from chapters.shared import style
from chapters.shared.explore import explore
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Train = Callable[..., Any]
STEPS, EPOCHS, BEST = 100, 30, 10
RATE, OWN = 0.01, 0.02
"""The schedule's rate at first, and what the optimizer has before anybody sets it."""
BATCHES = (1, 2, 4, 5, 10, 20)


class Counter:
    """A network and its optimizer in one: its only weight counts the steps."""

    def __init__(self) -> None:
        self.params = {"steps": np.zeros(1)}
        self.learning_rate = OWN
        self.rates: list[float] = []

    def loss(self, x: str, labels: Any) -> float:
        """Training falls for ever, validation only until step `BEST`."""
        steps = float(self.params["steps"][0])
        return 2 / (1 + steps / 3) if x == "training" else 0.6 + 0.002 * (steps - BEST) ** 2

    def gradients(self, x: Any, labels: Any) -> dict[str, Array]:
        """Return nothing that matters."""
        return {"steps": np.ones(1)}

    def update(self, params: dict[str, Array], grads: dict[str, Array]) -> None:
        """Count one step, and keep the rate that was set for it."""
        params["steps"] += 1
        self.rates.append(float(self.learning_rate))


def run(train: Train, batches: int, epochs: int, patience: int, schedule: Any) -> tuple[Counter, Array]:
    """Let a loop train the counter: what is left of it, and both losses after each epoch, shape (2, epochs run)."""
    counter = Counter()
    sets = ("training", None), ("validation", None)
    losses = train(counter, counter, schedule, lambda: [(None, None)] * batches, *sets, epochs, patience)
    return counter, np.array(losses)


def rates_of(train: Train, cosine: Any, batches: int) -> Array:
    """The rate of each of 100 steps under a schedule that falls to 0 in as many."""
    schedule = partial(cosine, learning_rate=RATE, decay_steps=STEPS)
    return np.array(run(train, batches, STEPS // batches, STEPS, schedule)[0].rates)


def rates(right: Train, wrong: Train, cosine: Any) -> Any:
    """Show the rates of both loops, with a slider for the batches of an epoch."""
    slider = SelectionSlider(options=BATCHES, value=5, description="batches")
    return explore(partial(plot_rates, right, wrong, cosine), batches=slider)


def plot_rates(right: Train, wrong: Train, cosine: Any, batches: int = 5) -> Figure:
    """Draw the rate of each step, of this loop and as it should be."""
    here, should = rates_of(wrong, cosine, batches), rates_of(right, cosine, batches)
    figure, axes = style.figure(height=3.4)
    axes.plot(here, color=COLOURS["wrong"], label="this loop")
    axes.plot(should, "--", color=COLOURS["theory"], label="as it should be")
    axes.set(xlim=(0, STEPS), ylim=(0, 0.0125), xlabel="step", ylabel="learning rate")
    legend_above(figure)
    told = f"The last rate is {here[-1]:.4f}; it should be {should[-1]:.4f}."
    return describe(figure, f"Learning rates over 100 steps with {batches} batches an epoch. {told}", told)


class End(NamedTuple):
    """How a training ended."""

    epochs: int
    """How many were run."""
    weights: int
    """The epoch whose weights are left."""
    losses: Array
    """Both losses after each epoch, shape (2, epochs)."""


def ending(train: Train, patience: int) -> End:
    """Train for at most 30 epochs of one step."""
    counter, losses = run(train, 1, EPOCHS, patience, lambda step: RATE)
    return End(losses.shape[1], int(counter.params["steps"][0]), losses)


def stops(wrong: Train) -> Any:
    """Show where a loop stops and what it keeps, with a slider for the patience."""
    return explore(partial(plot_stop, wrong), patience=IntSlider(min=1, max=25, value=5, description="patience"))


def plot_stop(train: Train, patience: int = 5) -> Figure:
    """Draw both losses as far as the loop went, and the epoch whose weights it ends with."""
    found = ending(train, patience)
    figure, axes = style.figure(height=3.4)
    number = np.arange(1, found.epochs + 1)
    axes.plot(number, found.losses[0], color=COLOURS["train"], label="training")
    axes.plot(number, found.losses[1], "--", color=COLOURS["validation"], label="validation")
    axes.axvline(found.weights, color=COLOURS["highlight"], linewidth=2, label="weights left")
    axes.set(xlim=(0, EPOCHS + 1), ylim=(0, 2.2), xlabel="epoch", ylabel="loss (nats)")
    legend_above(figure)
    told = f"{found.epochs} epochs were run; the weights are those after epoch {found.weights}."
    return describe(figure, f"Two loss curves with a patience of {patience}. {told}", told)
