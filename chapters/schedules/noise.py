"""The noise floor of gradient descent on a noisy parabola: at constant rates, and under schedules that decay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

RATES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.25, 1.5, 1.7, 1.8, 1.9)
STOPS = tuple(sorted({*RATES, *(round(0.05 * count, 2) for count in (*range(1, 17), *range(18, 34, 2), 35, 36, 37))}))
"""A slider's learning rates: `RATES` and others between them."""
WALKERS = 2000


def walk(rates: Array, start: float, rng: np.random.Generator, walkers: int = WALKERS) -> Array:
    """Stochastic gradient descent on w²/2, whose gradient comes with normal noise of standard deviation 1.

    Parameters
    ----------
    rates : ndarray, shape (S,)
        The learning rate of each step.
    start : float
        Where all walkers start.
    rng : numpy.random.Generator
    walkers : int

    Returns
    -------
    ndarray, shape (S + 1, walkers)
    """
    places = np.empty((len(rates) + 1, walkers))
    places[0] = start
    for step, rate in enumerate(rates):
        places[step + 1] = places[step] - rate * (places[step] + rng.normal(size=walkers))
    return places


def stationary_variance(rate: Array | float) -> Any:
    """Variance of w after many steps at a constant rate, with curvature 1 and noise of standard deviation 1."""
    return rate / (2 - np.asarray(rate))


def floors(rates: Sequence[float] = RATES, steps: int = 200, seed: int = 0) -> dict[float, Array]:
    """Walks at constant rates from 3: for each rate the places, shape (steps + 1, WALKERS)."""
    rng = np.random.default_rng(seed)
    return {rate: walk(np.full(steps, rate), 3.0, rng) for rate in rates}


def plot_floor(walks: dict[float, Array], learning_rate: float = 0.2) -> tuple[Figure, Figure]:
    """Draw three walks at a rate, and the measured variance at all rates against the theory."""
    places = walks[learning_rate]
    first, axes = style.figure(width=style.HALF, height=3.3)
    deviation = float(np.sqrt(stationary_variance(learning_rate)))
    axes.axhspan(-deviation, deviation, color=COLOURS["grid"])
    for edge in (-deviation, deviation):
        axes.axhline(edge, color=COLOURS["theory"], linestyle="--", linewidth=1)
    axes.annotate(
        "± one deviation", (0.98, 0.02), xycoords="axes fraction", ha="right", color=COLOURS["theory"], size=11
    )
    axes.plot(np.clip(places[:101, :3], -7, 7), color=COLOURS["backward"], linewidth=1)
    axes.set(xlim=(0, 100), ylim=(-7, 7), xlabel="step", ylabel="$w$")
    measured = {rate: float(np.var(found[-1])) for rate, found in walks.items()}
    second, beside = style.figure(width=style.HALF, height=3.3)
    curve = np.linspace(0.03, 1.95, 200)
    beside.plot(curve, stationary_variance(curve), color=COLOURS["theory"], linewidth=1.5, label="theory")
    beside.plot(
        list(measured), list(measured.values()), "s", color=COLOURS["numerical"], markersize=4, label="measured"
    )
    beside.plot(learning_rate, measured[learning_rate], "o", color=COLOURS["highlight"], markersize=9, zorder=4)
    beside.set(xscale="log", yscale="log", xlim=(0.03, 2.3), ylim=(0.01, 60), xlabel="learning rate")
    beside.set(ylabel="variance of $w$", xticks=[0.05, 0.2, 1, 2])
    beside.xaxis.set_major_formatter("{x:g}")
    beside.xaxis.set_minor_formatter("")
    beside.legend(loc="upper left")
    text = (
        f"At a learning rate of {learning_rate:g} the variance of w settles at {measured[learning_rate]:.3g}; the "
        f"theory says {float(stationary_variance(learning_rate)):.3g}."
    )
    return describe(first, f"Three noisy walks from 3 to 0. {text}"), describe(second, text, text)


# --- Rates that decay ---

LENGTH = 1000
START = 10.0


SHORT = {
    "constant 0.5": "0.5",
    "a tenth from step 100": "a tenth",
    "1/(t + 1)": "1/(t + 1)",
    "0.5 · 0.7^t": "0.5 · 0.7ᵗ",
}
"""How the schedules are called at the ends of their lines."""


def decaying_rates() -> dict[str, Array]:
    """Rates of `LENGTH` steps under the names that a reader chooses from."""
    step = np.arange(LENGTH)
    return {
        "constant 0.5": np.full(LENGTH, 0.5),
        "a tenth from step 100": np.where(step < 100, 0.5, 0.05),
        "1/(t + 1)": 1 / (step + 1),
        "0.5 · 0.7^t": 0.5 * 0.7**step,
    }


def expected_losses(seed: int = 0) -> dict[str, Array]:
    """Mean loss w²/2 over all walkers at every step from 0 to `LENGTH`, for each of `decaying_rates`."""
    rng = np.random.default_rng(seed)
    return {name: (walk(rates, START, rng) ** 2).mean(axis=1) / 2 for name, rates in decaying_rates().items()}


def plot_decaying(losses: dict[str, Array], schedule: str = "constant 0.5") -> Figure:
    """Draw the mean loss under one schedule, and the others faintly, on logarithmic axes."""
    figure, axes = style.figure(height=3.8)
    step = np.arange(LENGTH + 1) + 1
    for name, curve in losses.items():
        chosen = {"color": COLOURS["forward"]} if name == schedule else {"color": COLOURS["muted"], "linewidth": 1}
        axes.plot(step, curve, label=SHORT[name], **chosen)
    axes.plot(step, 1 / (2 * step), ":", color=COLOURS["theory"], label="$1/(2t)$")
    axes.set(xscale="log", yscale="log", xlim=(1, LENGTH), ylim=(2e-4, 90), xlabel="step $t$", ylabel="mean loss")
    name_ends(axes)
    return describe(
        figure,
        f"Mean loss of 2,000 walkers with the rate {schedule}: {losses[schedule][0]:.3g} at the start, "
        f"{losses[schedule][100]:.3g} after 100 steps, {losses[schedule][-1]:.3g} after {LENGTH}.",
        f"With the rate {schedule} the mean loss is {losses[schedule][-1]:.2g} after {LENGTH} steps; the least of the "
        f"four is {min(curve[-1] for curve in losses.values()):.2g}.",
    )
