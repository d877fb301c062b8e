"""Pictures of training runs: a patient's two curves with the verdict, and a sick network under treatment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chapters.recipe.given import Array, Parts
from chapters.recipe.sick import EVERY, GUESSING, SICK, Run, Settings, trial
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Diagnose = Callable[[Array, Array, int], str]
HIGHEST, LOWEST = 300.0, 3e-4
"""Limits of the axis of losses, in nats."""


def draw_losses(axes: Axes, run: Run) -> None:
    """Draw training and validation loss; what is beyond the axis or not finite lies on its edge."""
    losses = np.clip(np.nan_to_num(run.losses, nan=HIGHEST, posinf=HIGHEST), LOWEST, HIGHEST)
    steps = EVERY * np.arange(len(losses))
    axes.axhline(GUESSING, linestyle=":", color=COLOURS["theory"], linewidth=1.5, label="log 10")
    axes.plot(steps, losses[:, 0], color=COLOURS["train"], label="training")
    axes.plot(steps, losses[:, 1], "--", color=COLOURS["validation"], label="validation")
    axes.set(yscale="log", xlim=(0, steps[-1]), ylim=(LOWEST, 4 * HIGHEST), xlabel="step", ylabel="loss (nats)")
    name_ends(axes)


def end(losses: Array) -> float:
    """The mean of the last five losses."""
    return float(losses[-5:].mean())


def plot_patient(diagnose: Diagnose, runs: Mapping[str, Sequence[Run]], patient: str = "healthy") -> Figure:
    """Draw the first run of a patient with what a diagnosis says of it."""
    run = runs[patient][0]
    said = diagnose(run.losses[1:, 0], run.losses[1:, 1], 10)
    figure, axes = style.figure(height=3.8)
    draw_losses(axes, run)
    first, train, validation = run.losses[0, 0], end(run.losses[:, 0]), end(run.losses[:, 1])
    right = 100 * run.accuracies[-1]
    return describe(
        figure,
        f"Losses of the patient {patient} over 300 steps. Training begins at {first:.3g} nats and ends at {train:.3g}, "
        f"validation ends at {validation:.3g}; guessing costs 2.30.",
        f"First loss {first:.3g}, training ends at {train:.3g}, validation at {validation:.3g} nats: {said}. Right: "
        f"{right[0]:.0f} % in training, {right[1]:.0f} in validation, {right[2]:.0f} in the test.",
    )


# --- A network with five faults ---

DEEP = Settings((32,) * 5)
HEALED: dict[str, Any] = {
    "activation": "ReLU",
    "scale": 2**0.5,
    "learning_rate": 0.01,
    "weight_decay": 0.0,
    "dropout": 0.0,
}


def treatments(parts: Parts, data: Digits, seeds: Sequence[int] = (0,)) -> dict[tuple[bool, ...], list[Run]]:
    """Train the sick network with every combination of four repairs: activation, scale, rate, and both brakes."""
    found = {}
    for repaired in product((False, True), repeat=4):
        flags = (*repaired, repaired[3])  # penalty and dropout are one repair
        choice = {name: (HEALED if flag else SICK)[name] for name, flag in zip(SICK, flags, strict=True)}
        found[repaired] = [trial(parts, DEEP._replace(**choice), data, seed) for seed in seeds]
    return found


def plot_treatment(
    runs: Mapping[tuple[bool, ...], Sequence[Run]],
    activation: str = "sigmoid",
    scale: float = 0.01,
    learning_rate: float = 0.5,
    brakes: str = "penalty and dropout",
) -> Figure:
    """Draw the curves of the deep network with some of its faults repaired."""
    repaired = (activation == "ReLU", scale > 1, learning_rate < 0.1, brakes == "none")
    run = runs[repaired][0]
    figure, axes = style.figure(height=3.8)
    draw_losses(axes, run)
    train, share = end(run.losses[:, 0]), run.accuracies[-1, 1]
    return describe(
        figure,
        f"Losses of a network with six layers, {activation}, scale {scale:.3g}, rate {learning_rate:g}, brakes: "
        f"{brakes}. Training ends at {train:.3g} nats.",
        f"{sum(repaired)} of 4 faults repaired: {'it learns' if train < GUESSING / 2 else 'it does not learn'}. "
        f"Training ends at {train:.3g} nats; {100 * share:.0f} % of validation right.",
    )
