"""The schedules themselves: all of them compared, three decays at one rate, a warm-up, and two valleys.

Every function takes the implementation that it shows as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Schedule = Callable[..., Any]

STEPS = 100
RATE = 0.1
NAMES = (
    "exponential",
    "exponential, staircase",
    "natural exponential",
    "inverse time",
    "piecewise constant",
    "polynomial",
    "polynomial, cycle",
    "cosine",
    "linear cosine",
    "noisy linear cosine",
)


# --- All schedules ---


def rates_of_all(functions: Sequence[Schedule], decay_steps: int, steps: int = STEPS) -> dict[str, Array]:
    """Rates of every schedule in `NAMES`, from the same first rate and with the same `decay_steps`.

    Parameters
    ----------
    functions : sequence of callables
        `exponential`, `natural_exponential`, `inverse_time`, `piecewise_constant`, `polynomial`, `cosine`,
        `linear_cosine` and `noisy_linear_cosine`, in this order.
    decay_steps : int
        Of all schedules; the piecewise one has its boundaries after one and after two times as many.
    steps : int

    Returns
    -------
    dict of str to ndarray, shape (steps + 1,)
    """
    exponential, natural, inverse, piecewise, polynomial, cosine, linear, noisy = functions
    step = np.arange(steps + 1)
    common: dict[str, Any] = {"learning_rate": RATE, "decay_steps": decay_steps}
    boundaries = np.array([decay_steps, 2 * decay_steps])
    found = (
        exponential(step, decay_rate=0.5, **common),
        exponential(step, decay_rate=0.5, staircase=True, **common),
        natural(step, decay_rate=0.5, **common),
        inverse(step, decay_rate=0.5, **common),
        piecewise(step, boundaries, np.array([RATE, RATE / 2, RATE / 4])),
        polynomial(step, **common),
        polynomial(step, cycle=True, **common),
        cosine(step, **common),
        linear(step, **common),
        noisy(step, rng=np.random.default_rng(58), **common),
    )
    return dict(zip(NAMES, found, strict=True))


def plot_schedules(functions: Sequence[Schedule], schedule: str = NAMES[0], decay_steps: int = 25) -> Figure:
    """Draw one schedule, and the others faintly behind it; see `rates_of_all` for the arguments."""
    rates = rates_of_all(functions, decay_steps)
    figure, axes = style.figure(height=3.8)
    for name in NAMES:
        if name not in (schedule, "noisy linear cosine"):
            axes.plot(rates[name], color=COLOURS["muted"], linewidth=0.7)
    chosen = np.asarray(rates[schedule])
    axes.plot(chosen, color=COLOURS["forward"], linewidth=2.5)
    axes.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    axes.axvline(decay_steps, color=COLOURS["highlight"], linestyle=":", linewidth=1.5)
    side, beside = ("left", 1) if decay_steps < 50 else ("right", -1)
    axes.text(decay_steps + beside, 0.15, "decay steps", color=COLOURS["highlight"], ha=side, va="center", size=11)
    axes.set(xlim=(0, STEPS), ylim=(-0.075, 0.16), xlabel="step", ylabel="learning rate")
    low = int(chosen.argmin())
    return describe(
        figure,
        f"The schedule {schedule} over {STEPS} steps with {decay_steps} decay steps: {chosen[0]:.3g} at step 0, "
        f"{chosen[decay_steps]:.3g} at step {decay_steps}, {chosen[-1]:.3g} at the end; lowest {chosen[low]:.3g} at "
        f"step {low}. The other schedules stand faintly behind it.",
    )


def plot_gallery(functions: Sequence[Schedule], decay_steps: int = 50) -> Figure:
    """Draw six schedules that are made of others, each in a panel of its own; see `rates_of_all` for the arguments."""
    rates = rates_of_all(functions, decay_steps)
    step = np.arange(STEPS + 1)
    shown = {
        "staircase": rates["exponential, staircase"],
        "linear cosine": rates["linear cosine"],
        "noisy linear cosine": rates["noisy linear cosine"],
        "cosine with restarts": RATE * np.cos(np.pi / 2 * (step % decay_steps) / decay_steps) ** 2,
        "one-cycle": RATE * np.interp(step, [0, 30, STEPS], [0.04, 1, 0]),
        "warm-up, stable, decay": RATE * np.interp(step, [0, 5, 80, STEPS], [0.04, 1, 1, 0]),
    }
    figure, panels = style.figure(3, 2, height=4.8, sharex=True, sharey=True)
    for axes, (name, each) in zip(panels.flat, shown.items(), strict=True):
        axes.plot(each, color=COLOURS["forward"])
        axes.axhline(0, color=COLOURS["muted"], linewidth=0.8)
        axes.set(xlim=(0, STEPS), ylim=(-0.03, 0.125), xticks=[0, 50, 100], yticks=[0, 0.1])
        axes.set_title(name, size=8.5 if style.is_narrow() else 12)
    for axes in panels[-1]:
        axes.set_xlabel("step")
    panels[1, 0].set_ylabel("learning rate")
    ends = "; ".join(f"{name} from {each[0]:.2g} to {each[-2]:.2g}" for name, each in shown.items())
    return describe(
        figure, f"Six schedules over {STEPS} steps with {decay_steps} decay steps, each in a panel: {ends}."
    )


# --- Three decays with one rate ---


def plot_decays(exponential: Schedule, natural: Schedule, inverse: Schedule, decay_rate: float = 0.3) -> Figure:
    """Draw what three decays make of one number k in 50 steps, with 10 decay steps, on a logarithmic axis."""
    step = np.arange(51)
    curves = (
        ("exponential", "$k^{t/D}$", "forward", "-", exponential(step, 1.0, decay_rate, 10)),
        ("exponential", "$(1-k)^{t/D}$", "theory", "-.", exponential(step, 1.0, 1 - decay_rate, 10)),
        ("natural", "$e^{-kt/D}$", "loss", "--", natural(step, 1.0, decay_rate, 10)),
        ("inverse time", "inverse", "numerical", ":", inverse(step, 1.0, decay_rate, 10)),
    )
    figure, axes = style.figure(height=4.0)
    for _, name, role, line, rates in curves:
        axes.plot(step, np.maximum(rates, 1e-9), line, color=COLOURS[role], label=name)
    axes.set(yscale="log", xlim=(0, 50), ylim=(1e-5, 1.3), xlabel="step $t$ (D = 10)", ylabel="share of the rate left")
    name_ends(axes)
    left = ", ".join(f"{name} {rates[-1]:.2g}" for name, _, _, _, rates in curves)
    faster = "exponential" if curves[0][-1][-1] < curves[2][-1][-1] else "natural exponential"
    return describe(
        figure,
        f"Four decays with k = {decay_rate:g} on a logarithmic axis. Left after 50 steps: {left}.",
        f"With k = {decay_rate:g} the {faster} falls faster than the other of the two.",
    )


# --- Warm-up ---


def plot_warmup(warmup: Schedule, cosine: Schedule, warmup_steps: int = 10) -> Figure:
    """Draw a warm-up of so many steps in front of a cosine; 100 steps in all."""
    step = np.arange(STEPS + 1)
    behind = partial(cosine, learning_rate=RATE, decay_steps=STEPS - warmup_steps)
    rates = np.asarray(warmup(step, behind, warmup_steps))
    figure, axes = style.figure(height=3.4)
    axes.plot(step, cosine(step, RATE, STEPS), "--", color=COLOURS["muted"], label="cosine")
    axes.plot(step, rates, color=COLOURS["forward"], label="with warm-up")
    axes.plot(0, rates[0], "o", color=COLOURS["highlight"], label="first step")
    axes.set(xlim=(-1, STEPS), ylim=(-0.003, 0.112), xlabel="step", ylabel="learning rate")
    legend_above(figure)
    return describe(
        figure,
        f"A cosine with a warm-up of {warmup_steps} steps: the rate is {rates[0]:.3g} at the first step, at most "
        f"{rates.max():.3g}, and {rates[-1]:.3g} at step {STEPS}.",
        f"The first step has the rate {rates[0]:.3g}; {STEPS - warmup_steps} steps are left for the cosine.",
    )


# --- Two valleys ---

WIDTH = 0.1  # of the narrow valley, which lies at -1; the wide one lies at 2
VALLEY_STEPS = 156
DECAY_STEPS = 52
FIRST_PLACE = -12.0  # from here the ball reaches the narrow valley late in the first decay


def landscape(w: Array, depth: float) -> Array:
    """A wide parabola around 2 with a narrow dip of the given depth at -1."""
    value: Array = 0.1 * (w - 2) ** 2 - depth * np.exp(-((w + 1) ** 2) / (2 * WIDTH**2))
    return value


def roll(rates: Array, start: Array, depth: float) -> Array:
    """Gradient descent on the landscape, without any noise: places, shape (steps + 1, balls), one rate a step."""
    places = [np.asarray(start, dtype=float)]
    for rate in rates:
        w = places[-1]
        dip = depth * np.exp(-((w + 1) ** 2) / (2 * WIDTH**2)) * (w + 1) / WIDTH**2
        places.append(w - rate * (0.2 * (w - 2) + dip))
    return np.array(places)


def valley_rates(polynomial: Schedule, cycle: bool) -> Array:
    """Rates of three decays' length: a straight line from 0.3 to 0 in `DECAY_STEPS` steps, with or without a cycle."""
    rates: Array = polynomial(np.arange(VALLEY_STEPS), 0.3, DECAY_STEPS, cycle=cycle)
    return rates


def caught(polynomial: Schedule, cycle: bool, depth: float) -> Array:
    """Which of 241 starts between -14 and -2 end in the narrow valley, shape (241,), booleans."""
    places = roll(valley_rates(polynomial, cycle), np.linspace(-14, -2, 241), depth)
    ends: Array = np.abs(places[-1] + 1) < 3 * WIDTH
    return ends


def plot_valleys(polynomial: Schedule, cycle: bool = False, depth: float = 0.5) -> tuple[Figure, Figure]:
    """Draw the way of one ball through the landscape, and its rate and place over time."""
    rates = valley_rates(polynomial, cycle)
    path = roll(rates, np.array([FIRST_PLACE]), depth)[:, 0]
    first, axes = style.figure(width=style.HALF, height=3.3)
    w = np.linspace(-4, 5, 901)
    axes.plot(w, landscape(w, depth), color=COLOURS["muted"])
    seen = np.clip(path, -4, 5)
    axes.plot(seen, landscape(seen, depth), ".", color=COLOURS["backward"], markersize=5)
    axes.plot(seen[-1], landscape(seen[-1:], depth), "o", color=COLOURS["highlight"], label="end")
    axes.set(xlim=(-4, 5), ylim=(-1.3, 3.7), xlabel="$w$", ylabel="loss")
    axes.legend(loc="upper right")
    second, below = style.figure(2, 1, width=style.HALF, height=3.3, sharex=True)
    below[0].plot(rates, color=COLOURS["forward"])
    below[0].set(ylim=(0, 0.32), ylabel="rate")
    below[1].plot(np.clip(path, -14, 6), color=COLOURS["backward"])
    below[1].set(xlim=(0, VALLEY_STEPS), ylim=(-14, 6), xlabel="step", ylabel="$w$")
    where = "narrow valley at -1" if abs(path[-1] + 1) < 3 * WIDTH else f"wide valley, at {path[-1]:.1f}"
    end = float(landscape(path[-1:], depth)[0])
    text = f"With the cycle {'on' if cycle else 'off'} the ball ends in the {where}, where the loss is {end:.2f}."
    rises = int((np.diff(rates) > 0).sum())
    return describe(first, text, text), describe(
        second, f"{text} The rate jumps up {rises} times in {VALLEY_STEPS} steps."
    )
