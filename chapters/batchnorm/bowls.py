"""Two features of wines and the loss of a linear model over its two weights, before and after normalizing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.wines import Array, Bowl, Scaling, min_max, raw, wines
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

SCALINGS: dict[str, Scaling] = {"raw": raw, "min-max": min_max}
PAIR = ("alcohol", "proline")
STEPS = 30


@lru_cache
def pair() -> tuple[Array, Array]:
    """Alcohol and proline of the training wines, (120, 2), and their colour intensity without its mean, (120,)."""
    data = wines()
    columns = [data.names.index(name) for name in PAIR]
    return data.train_x[:, columns], data.train_y - data.train_y.mean()


def bowl_without_bias(x: Array, y: Array) -> Bowl:
    """The quadratic of a linear model with two weights and no bias."""
    curvatures, axes = np.linalg.eigh(x.T @ x / len(x))
    return Bowl(curvatures, axes, np.linalg.lstsq(x, y, rcond=None)[0])


def path(x: Array, y: Array, quadratic: Bowl, steps: int = STEPS) -> Array:
    """Weights of gradient descent from 0 at the best rate: shape (steps + 1, 2)."""
    weights = np.zeros(2)
    seen = [weights]
    for _ in range(steps):
        weights = weights - quadratic.rate * x.T @ (x @ weights - y) / len(x)
        seen.append(weights)
    return np.array(seen)


def left_over(scaling: Scaling, steps: int = STEPS) -> tuple[float, float]:
    """Condition number, and the share of the distance from the best weights that is left after the steps."""
    x, y = pair()
    scaled = scaling(x, x)
    quadratic = bowl_without_bias(scaled, y)
    end = path(scaled, y, quadratic, steps)[-1] - quadratic.best
    return quadratic.condition, float(np.linalg.norm(end) / np.linalg.norm(quadratic.best))


def plot_bowl(scalings: Mapping[str, Scaling], scaling: str = "raw") -> tuple[Figure, Figure]:
    """Draw the wines in two features, and the contours of the loss with the path of gradient descent.

    Parameters
    ----------
    scalings : mapping of str to callable
        Each `scaling(train_x, x)` normalizes x by the statistics of train_x.
    scaling : str
        Which of them.
    """
    x, y = pair()
    scaled = np.asarray(scalings[scaling](x, x), dtype=float)
    quadratic = bowl_without_bias(scaled, y)
    left = _scatter(scaled, scaling)
    right, axes = style.figure(width=style.HALF, height=3.2)
    unit = np.linalg.norm(quadratic.best)
    across, along = np.meshgrid(np.linspace(-1.4, 1.4, 71), np.linspace(-1.4, 1.4, 71))
    places = np.stack([across, along], axis=-1) @ quadratic.axes
    height = (quadratic.curvatures / quadratic.curvatures[-1] * places**2).sum(axis=-1)
    axes.contour(across, along, height, levels=np.linspace(0.05, 1.35, 8) ** 2, colors=COLOURS["muted"], linewidths=0.8)
    steps = (path(scaled, y, quadratic) - quadratic.best) / unit
    axes.plot(*steps.T, ".-", color=COLOURS["forward"], linewidth=1.5, markersize=5)
    axes.plot(0, 0, "*", color=COLOURS["highlight"], markersize=13)
    axes.set(xlim=(-1.4, 1.4), ylim=(-1.4, 1.4), aspect="equal")
    axes.set(xlabel="weight of alcohol", ylabel="weight of proline", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    condition, share = quadratic.condition, float(np.linalg.norm(steps[-1]))
    told = f"{100 * share:.0f} %" if share >= 0.01 else "less than 1 %"
    describe(
        right,
        f"Contours of the loss over the two weights, around the best ones (a star), in units of the first distance. "
        f"Condition number {condition:,.3g}. After {STEPS} steps at the best rate {told} of the distance is left.",
        f"The condition number is {condition:,.{0 if condition > 100 else 2}f}. After {STEPS} steps {told} of the "
        "distance is left.",
    )
    return left, right


def _scatter(x: Array, scaling: str) -> Figure:
    """The wines; raw numbers on their own axes, all others on axes of one length."""
    figure, axes = style.figure(width=style.HALF, height=3.2)
    axes.plot(*x.T, ".", color=COLOURS["train"], markersize=5)
    if np.abs(x).max() > 10:
        axes.set(xlim=(0, 1800), ylim=(0, 1800), xlabel="alcohol (%)", ylabel="proline (mg/l)")
        axes.set(xticks=[0, 900, 1800], yticks=[0, 900, 1800])
    else:
        axes.set(xlim=(-4, 4), ylim=(-4, 4), xlabel="alcohol, normalized", ylabel="proline, normalized")
    axes.set(aspect="equal")
    correlation = float(np.corrcoef(x.T)[0, 1])
    return describe(
        figure,
        f"120 wines, alcohol and proline, {scaling}: means {abs(x[:, 0].mean()):.1f} and {abs(x[:, 1].mean()):.1f}, "
        f"standard deviations {x[:, 0].std():.1f} and {x[:, 1].std():.1f}, correlation {correlation:.2f}.",
    )
