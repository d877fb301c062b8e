"""A shallow valley, a hill and a deep valley: which momentum and which rate carry a ball across, and where it stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.optimizers.surfaces import descend
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

SHALLOW, HILL, DEEP = 0.878885, 0.209149, -1.088034
"""Where the slope is 0: the roots of x^3 - x + 0.2."""
START = 1.7
STEPS = 400
MOMENTA = (*(round(0.05 * count, 2) for count in range(20)), 0.97, 0.99)
RATES = tuple(float(f"{rate:.2g}") for rate in 10.0 ** np.arange(-3, 0.01, 0.25))


def height(x: Array) -> Array:
    """Return (x^2 - 1)^2 / 4 + x / 5: two valleys, of which the left one is deeper."""
    return (x**2 - 1) ** 2 / 4 + x / 5


def slope(x: Array) -> Array:
    """The derivative of `height`."""
    return x**3 - x + 0.2


def roll(optimizer: Any, start: Array | float = START, steps: int = STEPS) -> Array:
    """Places of one ball or of several independent ones: shape (steps + 1, balls)."""
    return descend(optimizer, slope, np.atleast_1d(start), steps)


def settled(path: Array) -> Array:
    """In which valley each ball of a path, (T, balls), is in the end: -1 deep, 1 shallow, 0 neither or still moving."""
    last = path[-20:]
    deep = (np.abs(last - DEEP) < 0.3).all(axis=0)
    shallow = (np.abs(last - SHALLOW) < 0.3).all(axis=0)
    return shallow.astype(int) - deep.astype(int)


def basins(
    make: Callable[[float, float], Any],
    starts: Array,
    momenta: Sequence[float] = MOMENTA,
    rates: Sequence[float] = RATES,
) -> dict[str, Array]:
    """How many of the balls end in each valley.

    Parameters
    ----------
    make : callable
        `make(learning_rate, momentum)` is a new optimizer.
    starts : ndarray, shape (balls,)
    momenta, rates : sequence of float

    Returns
    -------
    dict of str to ndarray, shape (len(momenta), len(rates))
        "deep" and "shallow": shares of the balls; the others have not settled or are gone.
    """
    ends = np.array([[settled(roll(make(rate, momentum), starts)) for rate in rates] for momentum in momenta])
    return {"deep": (ends == -1).mean(axis=2), "shallow": (ends == 1).mean(axis=2)}


def plot_ball(make: Callable[[float, float], Any], momentum: float = 0.5, learning_rate: float = 0.03) -> Figure:
    """Draw the places of a ball that starts at the right."""
    path = roll(make(learning_rate, momentum))[:, 0]
    places = np.linspace(-1.9, 1.9, 300)
    figure, axes = style.figure(height=3.6)
    axes.plot(places, height(places), color=COLOURS["muted"])
    shown = np.clip(path, -3, 3)
    axes.plot(shown, height(shown), ".", color=COLOURS["backward"], markersize=6, alpha=0.6)
    axes.plot(START, height(np.array(START)), "s", color=COLOURS["ink"], label="start")
    axes.plot(
        shown[-1], height(shown[-1]), "o", color=COLOURS["highlight"], markersize=11, label=f"after {STEPS} steps"
    )
    axes.set(xlim=(-1.9, 1.9), ylim=(-0.35, 1.4), xlabel="$x$", ylabel="loss")
    axes.set_yticks([0, 0.5, 1])
    axes.legend(loc="upper center")
    words = {-1: "in the deep valley", 1: "in the shallow valley", 0: "in neither valley"}
    end = words[int(settled(path[:, np.newaxis])[0])]
    return describe(
        figure,
        f"A curve with a shallow valley on the right and a deeper one on the left. With momentum {momentum:g} and "
        f"learning rate {learning_rate:g} the ball is {end} after {STEPS} steps.",
        f"After {STEPS} steps the ball is {end}.",
    )


def plot_basins(found: dict[str, dict[str, Array]], start: str = "right") -> Figure:
    """Draw the share of balls in the deep valley against momentum and rate.

    Parameters
    ----------
    found : dict
        What `basins` returned, by the side from which the balls start: "right" (shallow) and "left" (deep).
    start : str
    """
    share = found[start]["deep"]
    figure, axes = style.figure(height=4.2)
    colours = style.colormap("sequential").resampled(256)
    picture = axes.pcolormesh(RATES, np.arange(len(MOMENTA)), share, cmap=colours, vmin=0, vmax=1.4)
    bar = figure.colorbar(picture, ax=axes, label="share that ends in the deep valley")
    bar.set_ticks([0, 0.5, 1])
    bar.ax.set_ylim(0, 1)
    axes.set(xscale="log", xlabel="learning rate", ylabel="momentum")
    shown = [index for index, momentum in enumerate(MOMENTA) if momentum in (0, 0.25, 0.5, 0.75, 0.9, 0.99)]
    axes.set_yticks(shown, [f"{MOMENTA[index]:g}" for index in shown])
    rate = RATES.index(0.032)
    told = ", ".join(
        f"{100 * share[MOMENTA.index(momentum), rate]:.0f} % at {momentum:g}" for momentum in (0.0, 0.8, 0.9, 0.95)
    )
    return describe(
        figure,
        f"A map of learning rate and momentum, balls from the {start}. In the deep valley end, at a learning rate of "
        f"0.032, by momentum: {told}.",
    )
