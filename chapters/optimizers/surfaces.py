"""Landscapes of two variables and the paths of optimizers over them, seen from above.

An optimizer is any object with `update(params, grads)`; it is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
FAR = 1e6  # a path that has come so far will not come back


class Surface(NamedTuple):
    """A function of two variables, whose minimum has the value 0.

    `value` takes arrays x and y of one shape; `gradient` takes a point, shape (2,), and returns one.
    """

    value: Callable[[Array, Array], Array]
    gradient: Callable[[Array], Array]
    start: tuple[float, float]
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    minima: tuple[tuple[float, float], ...]
    steps: int


def valley(kappa: float = 20.0) -> Surface:
    """Return x^2 / kappa + y^2, whose Hessian has the eigenvalues 2 / kappa and 2."""
    slopes = np.array([2 / kappa, 2.0])
    return Surface(
        lambda x, y: x**2 / kappa + y**2,
        lambda point: slopes * point,
        (-7.0, 2.0),
        (-8.0, 8.0),
        (-3.0, 3.0),
        ((0.0, 0.0),),
        60,
    )


def turned(surface: Surface) -> Surface:
    """Turn a surface by 45 degrees around 0, so that its steep and its flat direction lie between the axes."""
    half = np.sqrt(0.5)
    turn = half * np.array([[1.0, -1.0], [1.0, 1.0]])
    reach = half * float(np.abs(surface.x_limits).max() + np.abs(surface.y_limits).max())
    x, y = turn @ surface.start
    return Surface(
        lambda x, y: surface.value(half * (x + y), half * (y - x)),
        lambda point: turn @ surface.gradient(turn.T @ point),
        (float(x), float(y)),
        (-reach, reach),
        (-reach, reach),
        tuple((float(a), float(b)) for a, b in surface.minima @ turn.T),
        surface.steps,
    )


SURFACES = {
    "valley": valley(),
    # A saddle at 0 between two minima, with steep walls; the path comes in a thousandth beside the ridge.
    "saddle": Surface(
        lambda x, y: 5 * x**2 + (y**2 - 1) ** 2 / 20,
        lambda point: np.array([10 * point[0], (point[1] ** 3 - point[1]) / 5]),
        (-1.0, 0.001),
        (-1.2, 1.2),
        (-1.6, 1.6),
        ((0.0, 1.0), (0.0, -1.0)),
        60,
    ),
    # A hollow in a plain: far out the gradient is almost 0.
    "plateau": Surface(
        lambda x, y: 1 - np.exp(-(x**2) / 4 - 4 * y**2),
        lambda point: point * np.array([0.5, 8.0]) * np.exp(-(point[0] ** 2) / 4 - 4 * point[1] ** 2),
        (-4.5, 0.6),
        (-5.5, 2.5),
        (-1.2, 1.2),
        ((0.0, 0.0),),
        60,
    ),
    # Rosenbrock's curved valley (1960), ten times as steep across as along in place of a hundred.
    "banana": Surface(
        lambda x, y: (1 - x) ** 2 + 10 * (y - x**2) ** 2,
        lambda point: np.array(
            [
                2 * (point[0] - 1) - 40 * point[0] * (point[1] - point[0] ** 2),
                20 * (point[1] - point[0] ** 2),
            ]
        ),
        (-1.2, 1.0),
        (-1.8, 1.8),
        (-1.0, 2.4),
        ((1.0, 1.0),),
        60,
    ),
}
SURFACES |= {f"{name}, turned": turned(SURFACES[name]) for name in ("valley", "saddle")}

RATES = tuple(float(f"{rate:.2g}") for rate in 10.0 ** np.arange(-3, 0.76, 0.25))
"""The grid from which each optimizer gets its learning rate, four a decade."""


def descend(optimizer: Any, gradient: Callable[[Array], Array], start: Array | tuple[float, ...], steps: int) -> Array:
    """Follow an optimizer.

    Parameters
    ----------
    optimizer : object
        Has `update(params, grads)`.
    gradient : callable
        Takes and returns an array of the shape of `start`.
    start : array_like, any shape
    steps : int

    Returns
    -------
    ndarray, shape (steps + 1, *start.shape)
        All points; a path that has left the range of `FAR` stays where it was then.
    """
    point = np.array(start, dtype=float)
    path = [point.copy()]
    for _ in range(steps):
        if np.abs(point).max() < FAR:
            optimizer.update({"point": point}, {"point": gradient(point)})
        path.append(point.copy())
    return np.array(path)


def distances(surface: Surface, path: Array) -> Array:
    """Distance of every point of a path, (T, 2), from the nearest minimum: shape (T,)."""
    nearest: Array = np.min([np.hypot(*(path - minimum).T) for minimum in surface.minima], axis=0)
    return nearest


def tuned_rates(
    classes: Mapping[str, Callable[[float], Any]], surfaces: Mapping[str, Surface] = SURFACES
) -> dict[tuple[str, str], float]:
    """The learning rate of `RATES` that ends nearest to a minimum and never leaves the picture.

    Parameters
    ----------
    classes : mapping
        `classes[name](learning_rate)` is a new optimizer.
    surfaces : mapping of str to Surface

    Returns
    -------
    dict
        From the names of optimizer and surface to a rate.
    """

    def last_distance(make: Callable[[float], Any], surface: Surface, rate: float) -> float:
        path = descend(make(rate), surface.gradient, surface.start, surface.steps)
        if not _inside(surface, path).all():
            return np.inf
        return float(distances(surface, path)[-5:].max())  # five: no lucky crossing

    return {
        (name, which): min(RATES, key=partial(last_distance, make, surface))
        for name, make in classes.items()
        for which, surface in surfaces.items()
    }


# --- Pictures ---


def _draw(axes: Axes, surface: Surface, path: Array) -> None:
    x, y = np.meshgrid(np.linspace(*surface.x_limits, 91), np.linspace(*surface.y_limits, 91))
    heights = np.sqrt(surface.value(x, y))
    axes.contourf(x, y, heights, 14, cmap=style.colormap("sequential"), vmax=2.6 * heights.max())
    for minimum in surface.minima:
        axes.plot(*minimum, "x", color=COLOURS["ink"], markersize=9, markeredgewidth=2, zorder=3)
    axes.plot(*path.T, "o-", color=COLOURS["backward"], markersize=3.5, linewidth=1.4, zorder=4)
    axes.plot(*path[0], "s", color=COLOURS["backward"], markersize=8, zorder=5)
    axes.set(xlim=surface.x_limits, ylim=surface.y_limits, xlabel="$x$", ylabel="$y$")


def _outcome(surface: Surface, path: Array) -> str:
    """Where a path ended, in words."""
    inside = _inside(surface, path)[-1]
    return f"{distances(surface, path)[-1]:.2g} from a minimum" if inside else "out of the picture"


def _inside(surface: Surface, path: Array) -> Array:
    (left, right), (bottom, top) = surface.x_limits, surface.y_limits
    x, y = path.T
    inside: Array = (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    return inside


def plot_two(which: str, left: tuple[str, Any], right: tuple[str, Any]) -> tuple[Figure, Figure]:
    """Draw the paths of two optimizers over a surface.

    Parameters
    ----------
    which : str
        A name from `SURFACES`.
    left, right : tuple of str and optimizer
        What stands above the picture, and a new optimizer.
    """
    return _path_figure(which, *left), _path_figure(which, *right)


def _path_figure(which: str, title: str, optimizer: Any) -> Figure:
    surface = SURFACES[which]
    path = descend(optimizer, surface.gradient, surface.start, surface.steps)
    figure, axes = style.figure(width=style.HALF, height=3.2)
    _draw(axes, surface, path)
    axes.yaxis.set_label_coords(-0.2, 0.5)  # ticks of one surface are longer than those of another
    axes.set_title(title)
    return describe(
        figure, f"{title} on the surface {which}: after {surface.steps} steps the path ends {_outcome(surface, path)}."
    )


def plot_pair(
    classes: Mapping[str, Callable[[float], Any]],
    rates: Mapping[tuple[str, str], float],
    surface: str = "saddle",
    left: str = "SGD",
    right: str = "Adam",
) -> tuple[Figure, Figure]:
    """Draw two optimizers of `classes`, each at its own learning rate for the surface."""
    chosen = [(f"{name}, rate {rates[name, surface]:g}", classes[name](rates[name, surface])) for name in (left, right)]
    return plot_two(surface, *chosen)


def plot_valley(sgd: Callable[[float], Any], learning_rate: float = 0.95, kappa: float = 20.0) -> Figure:
    """Draw the path of gradient descent in the valley x^2 / kappa + y^2.

    Parameters
    ----------
    sgd : callable
        `sgd(learning_rate)` is a new optimizer.
    learning_rate : float
    kappa : float
        The condition number.
    """
    surface = valley(kappa)
    path = descend(sgd(learning_rate), surface.gradient, surface.start, surface.steps)
    changes = sign_changes(path[:, 1])
    figure, axes = style.figure(height=3.4)
    _draw(axes, surface, path)
    return describe(
        figure,
        f"Gradient descent in a valley of condition number {kappa:g}, learning rate {learning_rate:g}: y changes its "
        f"sign {changes} times in {surface.steps} steps, and the path ends {_outcome(surface, path)}.",
        f"The path crosses the valley's floor {changes} times in {surface.steps} steps and ends "
        f"{_outcome(surface, path)}.",
    )


def sign_changes(values: Array) -> int:
    """How often the sign changes along an array, shape (T,), as long as its entries are above rounding."""
    signs = np.sign(values[np.abs(values) > 1e-12])
    return int((signs[1:] != signs[:-1]).sum())


def path_length(path: Array) -> float:
    """Length of a path, shape (T, 2)."""
    return float(np.hypot(*np.diff(path, axis=0).T).sum())
