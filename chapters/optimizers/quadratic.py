"""Quadratic valleys: when a path zigzags, how fast the best rate and the best momentum are, and what is measured.

A valley has a Hessian with the eigenvalues `low` and `high`; its condition number is kappa = high / low.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.optimizers.surfaces import descend, path_length, sign_changes, valley
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
KAPPAS = (2, 5, 10, 20, 50, 100, 200, 500)
SHRUNK = 1e-3


# --- Closed forms ---


def best_rate(low: float, high: float) -> float:
    """Learning rate at which gradient descent contracts fastest: 2 / (low + high)."""
    return 2 / (low + high)


def best_momentum(low: float, high: float) -> tuple[float, float]:
    """Learning rate and momentum at which a heavy ball contracts fastest (Polyak, 1964)."""
    momentum = ((high**0.5 - low**0.5) / (high**0.5 + low**0.5)) ** 2
    return balanced_rate(momentum, low, high), momentum


def balanced_rate(momentum: float, low: float, high: float) -> float:
    """Learning rate at which the flattest and the steepest direction contract alike."""
    return 2 * (1 + momentum) / (low + high)


def contraction(momentum: float, kappa: float) -> float:
    """Factor by which the distance shrinks in a step, in the long run, at the balanced rate.

    It is the larger root of z^2 - (1 + momentum) q z + momentum with q = (kappa - 1) / (kappa + 1), in absolute value.
    """
    middle = (1 + momentum) * (kappa - 1) / (kappa + 1)
    discriminant = middle**2 - 4 * momentum
    return float((middle + discriminant**0.5) / 2 if discriminant > 0 else momentum**0.5)


# --- Measured ---


def measured_contraction(make: Callable[[float, float], Any], momentum: float, kappa: float, steps: int = 600) -> float:
    """The same factor, from the distances after half of the steps and after all of them.

    Parameters
    ----------
    make : callable
        `make(learning_rate, momentum)` is a new optimizer.
    momentum : float
    kappa : float
    steps : int
    """
    distance = np.hypot(*_ball(make, momentum, kappa, steps).T)
    half = steps // 2
    end, middle = distance[-50:].max(), distance[half - 49 : half + 1].max()  # the largest of 50: a ball swings
    return float((end / middle) ** (1 / half))


def _ball(make: Callable[[float, float], Any], momentum: float, kappa: float, steps: int) -> Array:
    slopes = np.array([1.0, kappa])
    optimizer = make(balanced_rate(momentum, *slopes), momentum)
    return descend(optimizer, lambda point: slopes * point, (1.0, 1.0), steps)


class Zigzag(NamedTuple):
    """What a path does until it is a thousandth of its first distance from the minimum, for good."""

    steps: int
    sign_changes: int
    length: float
    """In first distances; 1 is a straight line to the minimum."""


def zigzag(optimizer: Any, kappa: float, steps: int = 6000) -> Zigzag:
    """Follow an optimizer down the valley x^2 / kappa + y^2 from (-7, 2).

    Parameters
    ----------
    optimizer : object
        A new one, with `update(params, grads)`.
    kappa : float
    steps : int
        At most; enough for a contraction of 1 - 1/800 a step.
    """
    surface = valley(kappa)
    path = descend(optimizer, surface.gradient, surface.start, steps)
    distance = np.hypot(*path.T) / np.hypot(*surface.start)
    arrived = int(np.flatnonzero(distance > SHRUNK)[-1]) + 1
    if arrived > steps:
        raise ValueError(f"the path is not there after {steps} steps")
    way = path[: arrived + 1]
    return Zigzag(arrived, sign_changes(way[:, 1]), path_length(way) / float(np.hypot(*surface.start)))


def zigzags(
    sgd: Callable[[float], Any], momentum: Callable[[float, float], Any], kappas: Sequence[float] = KAPPAS
) -> dict[str, list[Zigzag]]:
    """Paths over valleys of several condition numbers.

    Returns
    -------
    dict of str to list of Zigzag
        "best": gradient descent at 2 / (low + high); "careful": at 0.9 / high, where nothing overshoots; "momentum":
        the heavy ball at its best.
    """
    found: dict[str, list[Zigzag]] = {"best": [], "careful": [], "momentum": []}
    for kappa in kappas:
        low, high = 2 / kappa, 2.0
        found["best"].append(zigzag(sgd(best_rate(low, high)), kappa))
        found["careful"].append(zigzag(sgd(0.9 / high), kappa))
        found["momentum"].append(zigzag(momentum(*best_momentum(low, high)), kappa))
    return found


def steady_and_alternating(
    make: Callable[[float, float], Any], momentum: float, steps: int = 2000
) -> tuple[float, float]:
    """Step length in the end, in learning rates, under gradients that are all 1, and under 1, -1, 1, ..."""
    point = {"p": np.zeros(2)}
    optimizer = make(1.0, momentum)
    for step in range(steps):
        before = point["p"].copy()
        optimizer.update(point, {"p": np.array([1.0, (-1.0) ** step])})
    steady, alternating = np.abs(point["p"] - before)
    return float(steady), float(alternating)


# --- Pictures ---


def plot_zigzags(found: dict[str, list[Zigzag]], kappas: Sequence[float] = KAPPAS) -> tuple[Figure, Figure]:
    """Draw steps and sign changes against the condition number."""
    looks = {
        "best": ("o-", "backward", "best rate"),
        "careful": ("s--", "numerical", "careful rate"),
        "momentum": ("^-", "forward", "best momentum"),
    }
    figures = []
    for quantity, label in (("steps", "steps to a thousandth"), ("sign_changes", "sign changes on the way")):
        figure, axes = style.figure(width=style.HALF, height=3.2)
        for name, (marker, role, words) in looks.items():
            values = [getattr(each, quantity) for each in found[name]]
            axes.plot(kappas, values, marker, color=COLOURS[role], label=words, markersize=5)
        axes.set_yscale("symlog", linthresh=1)
        axes.set(xscale="log", ylim=(-0.3, 2e5), xlabel="condition number $\\kappa$", ylabel=label)
        if quantity == "steps":
            axes.legend(loc="upper left")
        last = ", ".join(f"{words} {getattr(found[name][-1], quantity)}" for name, (_, _, words) in looks.items())
        figures.append(describe(figure, f"{label} against the condition number; at {kappas[-1]}: {last}."))
    return figures[0], figures[1]


MOMENTA = (*(round(0.025 * count, 3) for count in range(40)), 0.99)


def momentum_curves(
    make: Callable[[float, float], Any], kappas: Sequence[float] = (10, 100), momenta: Sequence[float] = MOMENTA
) -> dict[float, tuple[Array, dict[float, Array]]]:
    """For each condition number the measured contractions, shape (len(momenta),), and the distances step by step."""
    return {
        kappa: (
            np.array([measured_contraction(make, momentum, kappa) for momentum in momenta]),
            {momentum: np.hypot(*_ball(make, momentum, kappa, 200).T) for momentum in momenta},
        )
        for kappa in kappas
    }


def plot_momentum(
    curves: dict[float, tuple[Array, dict[float, Array]]], momentum: float = 0.0, kappa: float = 100
) -> tuple[Figure, Figure]:
    """Draw the contraction against the momentum, theory and measured, and the distance step by step."""
    measured, distances = curves[kappa]
    momenta = np.array(list(distances))
    here = float(measured[momenta == momentum][0])
    fine = np.linspace(0, 0.995, 400)
    left, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(fine, [contraction(each, kappa) for each in fine], ":", color=COLOURS["theory"], label="theory")
    axes.plot(momenta, measured, "o", color=COLOURS["numerical"], label="measured", markersize=4)
    axes.plot(momentum, here, "o", color=COLOURS["highlight"], zorder=4)
    axes.set(xlim=(-0.03, 1.03), ylim=(0.45, 1.02), xlabel="momentum", ylabel="factor a step")
    axes.legend(loc="lower right")
    best = best_momentum(1, kappa)[1]
    describe(
        left,
        f"Factor by which the distance shrinks in a step, against the momentum, at condition number {kappa:g}: a V "
        f"with its lowest point {best**0.5:.3f} at {best:.3f}. At momentum {momentum:g} it is {here:.4f}.",
    )
    right, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(distances[0.0], "--", color=COLOURS["theory"], label="momentum 0")
    axes.plot(distances[momentum], color=COLOURS["forward"], label=f"momentum {momentum:g}")
    axes.set(yscale="log", ylim=(1e-6, 1e3), xlim=(0, 200), xlabel="step", ylabel="distance")
    axes.minorticks_off()
    axes.legend(loc="upper right")
    describe(
        right,
        "Distance from the minimum over 200 steps, each momentum at the rate that suits it: without momentum "
        f"{distances[0.0][-1]:.1e} in the end, with momentum {momentum:g} {distances[momentum][-1]:.1e}.",
        f"With momentum {momentum:g} the distance shrinks by a factor of {here:.3f} a step, without by "
        f"{float(measured[0]):.3f}.",
    )
    return left, right
