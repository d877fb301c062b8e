"""One adaptive linear neuron: its descent on a bowl, and whether it arrives at the least-squares solution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

RATES = [0.03, 0.1, 0.39, 0.42, 0.5]
STOPS = [round(0.01 * hundredths, 2) for hundredths in (*range(2, 15), 18, 24, 30, *range(36, 51))]
"""A slider's learning rates: `RATES` and others, dense where a descent changes its kind."""


def noisy_line(samples: int = 100, seed: int = 0) -> tuple[Array, Array]:
    """Points around t = 2x - 1: x, shape (samples, 1), between 0 and 2, and t, shape (samples,), with noise of 0.3."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 2, (samples, 1))
    return x, 2 * x[:, 0] - 1 + rng.normal(0, 0.3, samples)


def least_squares(x: Array, t: Array) -> Array:
    """Return w and b, one after the other, shape (D + 1,), with the smallest mean squared error.

    Where many have it, those of the smallest norm (the singular value decomposition of LAPACK).
    """
    solution: Array = np.linalg.lstsq(np.column_stack([x, np.ones(len(x))]), t)[0]
    return solution


def curvatures(x: Array) -> Array:
    """Eigenvalues of the second derivative of the mean squared error by w and b, ascending, shape (D + 1,)."""
    ones = np.column_stack([x, np.ones(len(x))])
    values: Array = np.linalg.eigvalsh(2 / len(x) * ones.T @ ones)
    return values


def position(neuron: Any) -> Array:
    """Return w and b of a neuron, one after the other."""
    return np.append(neuron.w, neuron.b)


def path(neuron_class: Any, x: Array, t: Array, learning_rate: float, steps: int) -> Array:
    """Where full-batch gradient descent takes a neuron: w and b before each step and after the last.

    Returns
    -------
    ndarray, shape (steps + 1, D + 1)
    """
    neuron = neuron_class(x.shape[1])
    places = [position(neuron)]
    for _ in range(steps):
        neuron.step(x, t, learning_rate)
        places.append(position(neuron))
    return np.array(places)


# --- Figures ---


def plot_descent(neuron_class: Any, learning_rate: float = 0.1, steps: int = 3) -> tuple[Figure, Figure]:
    """Draw a neuron's steps on the contours of its loss, and the line that it has come to."""
    x, t = noisy_line()
    places = path(neuron_class, x, t, learning_rate, steps)
    solution = least_squares(x, t)
    w, b = places[-1]
    loss = float(np.mean((x[:, 0] * w + b - t) ** 2))
    return _plot_bowl(x, t, places, solution), _plot_line(x, t, places[-1], solution, f"Loss: {_short(loss)}.")


def _plot_bowl(x: Array, t: Array, places: Array, solution: Array) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    w, b = np.meshgrid(np.linspace(-2, 6, 81), np.linspace(-4, 3, 71))
    losses = np.mean((x[:, :1, np.newaxis] * w.ravel() + b.ravel() - t[:, np.newaxis, np.newaxis]) ** 2, axis=(0, 1))
    levels = losses.min() + np.array([0.1, 0.5, 1.5, 4, 10, 25])
    axes.contour(w, b, losses.reshape(w.shape), levels, colors=COLOURS["loss"], linewidths=1, alpha=0.7)
    shown = np.clip(places, -100, 100)
    axes.plot(*shown.T, "o-", color=COLOURS["backward"], markersize=4, linewidth=1.5, label="steps")
    axes.plot(*solution, "*", color=COLOURS["theory"], markersize=12, label="least squares", zorder=4)
    axes.set(xlim=(-2, 6), ylim=(-4, 3), xlabel="weight $w$", ylabel="bias $b$")
    _legend_below(axes)
    distance = float(np.linalg.norm(places[-1] - solution))
    return describe(
        figure,
        f"Contours of the loss over weight and bias, long and narrow ellipses. After {len(places) - 1} steps from "
        f"(0, 0) the neuron is {_short(distance)} away from the least-squares solution "
        f"({solution[0]:.2f}, {solution[1]:.2f}).",
    )


def _plot_line(x: Array, t: Array, place: Array, solution: Array, readout: str) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    axes.scatter(x[:, 0], t, s=10, color=COLOURS["muted"])
    ends = np.array([0.0, 2.0])
    axes.plot(ends, np.clip(ends * place[0] + place[1], -1e3, 1e3), color=COLOURS["forward"], label="neuron")
    axes.plot(ends, ends * solution[0] + solution[1], "--", color=COLOURS["theory"], label="least squares")
    axes.set(xlim=(0, 2), ylim=(-4, 6), xlabel="input $x$", ylabel="target $t$")
    _legend_below(axes)
    return describe(
        figure,
        f"A hundred points around a line, and the neuron's line with slope {_short(place[0])} and intercept "
        f"{_short(place[1])}; least squares gives {solution[0]:.2f} and {solution[1]:.2f}.",
        readout,
    )


def plot_training(neuron: Any, losses: Sequence[float], x: Array, t: Array) -> tuple[Figure, Figure]:
    """Draw the loss of each epoch beside the smallest possible one, and the line that a trained neuron has come to."""
    solution = least_squares(x, t)
    smallest = float(np.mean((np.column_stack([x, np.ones(len(x))]) @ solution - t) ** 2))
    figure, axes = style.figure(width=style.HALF, height=3.3)
    values = np.nan_to_num(np.asarray(losses, dtype=float), nan=1e3, posinf=1e3)
    axes.plot(np.arange(1, len(values) + 1), np.clip(values, 1e-3, 1e3), "o-", color=COLOURS["train"], label="epochs")
    axes.axhline(smallest, linestyle="--", color=COLOURS["theory"], label="least squares")
    axes.set(yscale="log", ylim=(0.05, 5), xlim=(0, len(values) + 1), xlabel="epoch", ylabel="mean squared error")
    _legend_below(axes)
    describe(
        figure,
        f"The loss over {len(values)} epochs, last {_short(values[-1])}; the smallest possible is {smallest:.3f}.",
    )
    return figure, _plot_line(x, t, position(neuron), solution, f"Loss of the last epoch: {_short(values[-1])}.")


def _legend_below(axes: Axes) -> None:
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), ncols=2, handletextpad=0.4, columnspacing=0.8)


def _short(value: float) -> str:
    return f"{value:.1e}" if abs(value) >= 100 else f"{value:.2f}".replace("-0.00", "0.00")


# --- Claim C41: the least-squares solution is reached ---


def regression(seed: int, samples: int = 60, features: int = 4) -> tuple[Array, Array]:
    """A regression problem: features around 1, shape (samples, features), targets with noise of 0.5."""
    rng = np.random.default_rng(seed)
    x = rng.normal(1.0, 1.0, (samples, features))
    return x, x @ rng.normal(size=features) + rng.normal() + rng.normal(0, 0.5, samples)


def arrival(neuron_class: Any, seed: int) -> tuple[float, int]:
    """Distance of a neuron from the least-squares solution, relative to its norm, after the steps that theory asks for.

    The learning rate is one over the largest curvature; the steps are so many that the slowest direction, which keeps
    a share of 1 - smallest/largest of its error, has shrunk by 1e-16.

    Returns
    -------
    distance : float
    steps : int
    """
    x, t = regression(seed)
    smallest, *_, largest = curvatures(x)
    steps = int(np.ceil(np.log(1e-16) / np.log1p(-smallest / largest)))
    solution = least_squares(x, t)
    place = path(neuron_class, x, t, 1 / largest, steps)[-1]
    return float(np.linalg.norm(place - solution) / np.linalg.norm(solution)), steps


def growth(neuron_class: Any, seed: int, share: float, steps: int = 2000) -> float:
    """How many times as far from the solution a neuron is at the end, at a share of the limit 2 / largest curvature."""
    x, t = regression(seed)
    places = path(neuron_class, x, t, share * 2 / curvatures(x)[-1], steps)
    first, *_, last = np.linalg.norm(places - least_squares(x, t), axis=1)
    return float(last / first)


def hovering(neuron_class: Any, minibatches: Any, seed: int, learning_rate: float, batch_size: int = 1) -> float:
    """Root mean square distance from the solution, relative to its norm, over the last 50 of 200 epochs."""
    (x, t), rng = regression(seed), np.random.default_rng(seed)
    solution, neuron, places = least_squares(x, t), neuron_class(x.shape[1]), []
    for _ in range(200):
        for few, targets in minibatches(x, t, batch_size, rng):
            neuron.step(few, targets, learning_rate)
        places.append(position(neuron))
    distances = np.linalg.norm(np.array(places[-50:]) - solution, axis=1)
    return float(np.sqrt(np.mean(distances**2)) / np.linalg.norm(solution))


def with_a_copied_feature(neuron_class: Any, seed: int, steps: int = 20_000) -> float:
    """Relative distance from the solution of the smallest norm when two of five features are the same."""
    x, t = regression(seed)
    x = np.column_stack([x, x[:, 0]])
    solution = least_squares(x, t)
    place = path(neuron_class, x, t, 1 / curvatures(x)[-1], steps)[-1]
    return float(np.linalg.norm(place - solution) / np.linalg.norm(solution))
