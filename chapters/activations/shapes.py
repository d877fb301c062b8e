"""The activations one by one: range, slope and behaviour near 0 (claim C33), and what a change is worth (claim C25).

SiLU and GELU, which no notebook asks for, are written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy.special import ndtr

from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

PLACES = np.linspace(-6, 6, 241)


class SiLU:
    """y = x sigma(x), entry by entry."""

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch; in training, keep its sigmoids and the outputs."""
        share = 0.5 * (1 + np.tanh(0.5 * x))
        y: Array = x * share
        if train:
            self.share, self.y = share, y
        return y

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        back: Array = dy * (self.share + self.y * (1 - self.share))
        return back


class GELU:
    """y = x Phi(x), entry by entry, with the distribution function Phi of the standard normal distribution."""

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch; in training, keep the slopes."""
        below = ndtr(x)
        if train:
            self.slopes = below + x * np.exp(-0.5 * x**2) / np.sqrt(2 * np.pi)
        y: Array = x * below
        return y

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        back: Array = dy * self.slopes
        return back


class Properties(NamedTuple):
    """What is measured of one activation between -30 and 30."""

    lowest: float
    highest: float
    rises: bool
    largest_slope: float
    value_at_zero: float
    slope_left_of_zero: float
    slope_right_of_zero: float


def value_and_slope(layer: Any, x: Array) -> tuple[Array, Array]:
    """Heights and slopes of an activation at places x, shape (P,)."""
    heights = np.asarray(layer.forward(x[np.newaxis].copy()))[0]
    return heights, np.asarray(layer.backward(np.ones((1, len(x)))))[0]


def properties(layer: Any) -> Properties:
    """Measure an activation."""
    heights, slopes = value_and_slope(layer, np.linspace(-30, 30, 60_001))
    _, around = value_and_slope(layer, np.array([-1e-9, 1e-9]))
    return Properties(
        lowest=float(heights.min()),
        highest=float(heights.max()),
        rises=bool((np.diff(heights) >= 0).all()),
        largest_slope=float(slopes.max()),
        value_at_zero=float(heights[30_000]),
        slope_left_of_zero=float(around[0]),
        slope_right_of_zero=float(around[1]),
    )


def distance_from_identity(layer: Any, reach: float = 0.1) -> float:
    """Largest |f(x) - x| for |x| up to `reach`."""
    x = np.linspace(-reach, reach, 201)
    heights, _ = value_and_slope(layer, x)
    return float(np.abs(heights - x).max())


def plot_activation(layers: Mapping[str, Any], activation: str = "sigmoid", x: float = 0.0) -> Figure:
    """Draw an activation with its tangent at `x`, and its slope everywhere.

    Parameters
    ----------
    layers : mapping of str to layer
    activation : str
        A key of `layers`.
    x : float
    """
    heights, slopes = value_and_slope(layers[activation], PLACES)
    (height,), (slope,) = value_and_slope(layers[activation], np.array([float(x)]))
    figure, axes = style.figure(height=4.0)
    axes.axhline(0, color=COLOURS["grid"], linewidth=1)
    axes.plot(PLACES, PLACES, ":", color=COLOURS["theory"], linewidth=1.2, label="$f(x) = x$")
    axes.plot(PLACES, heights, color=COLOURS["forward"], label="output")
    axes.plot(PLACES, slopes, "--", color=COLOURS["backward"], label="slope")
    near = np.array([x - 1, x + 1])
    axes.plot(near, height + slope * (near - x), color=COLOURS["highlight"], linewidth=3, alpha=0.7)
    axes.plot([x, x], [height, slope], "o", color=COLOURS["highlight"], zorder=4)
    axes.set(xlim=(-6.2, 6.2), ylim=(-1.4, 3.2), xlabel="input $x$", ylabel="output, slope")
    axes.legend(loc="upper left")
    return describe(
        figure,
        f"{activation}: its output and its slope from -6 to 6. At x = {x:g} the output is {height:.3f} and the slope "
        f"{slope:.4f}.",
        f"At x = {x:g} the output is {height:.3f}, and {slope:.4f} of a gradient gets back.",
    )


def responses(layer: Any, size: Array, change: float) -> Array:
    """How far the output moves when a weight grows by `change`, for inputs of these sizes and a weight of 1.

    The unit computes f(w x) with w = 1; its weight becomes 1 + change.

    Parameters
    ----------
    layer : layer
    size : ndarray, shape (P,)
        The inputs x.
    change : float

    Returns
    -------
    ndarray, shape (P,)
    """
    before, _ = value_and_slope(layer, size)
    after, _ = value_and_slope(layer, (1 + change) * size)
    moved: Array = np.abs(after - before)
    return moved


SIZES = np.geomspace(0.1, 20, 120)


def plot_responses(sigmoid: Any, relu: Any, change: float = 1.0) -> Figure:
    """Draw how much the outputs of two units move when their weight grows from 1 to 1 + `change`."""
    figure, axes = style.figure(height=3.8)
    moved = responses(sigmoid, SIZES, change)
    axes.plot(SIZES, responses(relu, SIZES, change), color=COLOURS["loss"], linestyle="--", label="ReLU")
    axes.plot(SIZES, change * SIZES / 4, ":", color=COLOURS["theory"], label="1/4 of the change")
    axes.plot(SIZES, moved, color=COLOURS["forward"], label="sigmoid")
    top = int(moved.argmax())
    axes.plot(SIZES[top], moved[top], "o", color=COLOURS["highlight"], zorder=4)
    axes.set(
        xscale="log", yscale="log", xlim=(0.1, 20), ylim=(1e-5, 100), xlabel="input $x$", ylabel="change of output"
    )
    axes.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.minorticks_off()
    legend_above(figure)
    return describe(
        figure,
        f"Change of output against the input when the weight grows from 1 to {1 + change:g}. The ReLU's grows with "
        f"the input. The sigmoid's is largest, {moved[top]:.2f}, at an input of {SIZES[top]:.1f}, and "
        f"{moved[-1]:.1e} at 20.",
        f"With a weight that grows from 1 to {1 + change:g} the sigmoid moves most at x = {SIZES[top]:.1f}, by "
        f"{moved[top]:.2f}.",
    )
