"""What a reader or a student drives: a numerical gradient, the four layers and the network on two circles.

Every function takes the implementation that it shows as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
NumericalGradient = Callable[..., Array]

EPSILON = float(np.finfo(float).eps)
STEPS = 10.0 ** np.arange(-12, 0.01, 0.5)
PLACES = np.linspace(0.5, 1.5, 41)


# --- The step of a numerical gradient ---


def one_sided(function: Callable[[Array], float], x: Array, step: float) -> Array:
    """Gradient by forward differences, as a term of comparison; same arguments and result as a central one."""
    here = function(x)
    moved = [function(x + step * row.reshape(x.shape)) for row in np.eye(x.size)]
    return (np.array(moved) - here).reshape(x.shape) / step


def step_size_errors(numerical_gradient: NumericalGradient, steps: Array) -> Array:
    """Relative error of a numerical gradient of exp, whose derivatives of every order equal its value.

    Parameters
    ----------
    numerical_gradient : callable
        `numerical_gradient(function, x, step)` returns an array of the shape of x.
    steps : ndarray, shape (S,)

    Returns
    -------
    ndarray, shape (S,)
        Root mean square over 41 places between 0.5 and 1.5, so that no lucky rounding stands out.
    """

    def relative(place: float, step: float) -> float:
        x = np.array([place])
        slope = numerical_gradient(lambda v: float(np.exp(v).sum()), x, step)
        return float(np.ravel(slope)[0] / np.exp(place) - 1)

    errors = [[relative(place, step) for place in PLACES] for step in steps]
    means: Array = np.sqrt(np.mean(np.square(errors), axis=1))
    return means


def step_size_curves(numerical_gradient: NumericalGradient) -> dict[str, Array]:
    """Errors at all of `STEPS`, of one-sided differences and of the numerical gradient that is handed in."""
    return {
        "one-sided": step_size_errors(one_sided, STEPS),
        "this numerical gradient": step_size_errors(numerical_gradient, STEPS),
    }


def plot_step_size(curves: Mapping[str, Array], exponent: float = -5.0) -> Figure:
    """Draw the errors of `step_size_curves` against the step, with a marker at the step 10**exponent."""
    step = 10.0**exponent
    errors = curves["this numerical gradient"]
    here = float(errors[np.argmin(np.abs(np.log10(STEPS) - exponent))])
    figure, axes = style.figure(height=4.2)
    axes.plot(STEPS, curves["one-sided"], "--", color=COLOURS["muted"], label="one-sided")
    axes.plot(STEPS, np.maximum(errors, 1e-16), color=COLOURS["numerical"], label="central")
    axes.plot(STEPS, STEPS**2 / 6, ":", color=COLOURS["theory"], label="$h^2/6$ and $\\epsilon/h$", linewidth=1.5)
    axes.plot(STEPS, EPSILON / STEPS, ":", color=COLOURS["theory"], linewidth=1.5)
    axes.plot(step, max(here, 1e-16), "o", color=COLOURS["highlight"], label="chosen", zorder=4)
    axes.set(xscale="log", yscale="log", xlim=(1e-12, 1), ylim=(1e-13, 1), xlabel="step $h$", ylabel="relative error")
    legend_above(figure, 2 if style.is_narrow() else 4)
    return describe(
        figure,
        f"Error against step on logarithmic axes, a V: rounding on the left, truncation on the right. "
        f"At a step of 1e{exponent:g} the relative error is {here:.1e}.",
        f"At the chosen step the relative error is {here:.1e}"
        f"{': rounding rules' if exponent < -6 else ': truncation rules' if exponent > -5 else ', nearly the least'}.",
    )


# --- The layers ---


def plot_affine(affine_class: Any, angle: float = 0.0, scale: float = 1.0, shift: float = 0.0) -> tuple[Figure, Figure]:
    """Draw what an affine layer does to points of the plane, and what its backward does to a gradient.

    Parameters
    ----------
    affine_class : class
        `affine_class(W, b)` with `forward(x)` and `backward(dy)`.
    angle : float
        By which W turns, in degrees.
    scale : float
        By which W stretches.
    shift : float
        Both entries of b.
    """
    turn = np.deg2rad(angle)
    W = scale * np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    layer = affine_class(W, np.full(2, float(shift)))
    grid = np.stack(np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 5)), axis=-1)
    x = grid.reshape(-1, 2)
    y = np.asarray(layer.forward(x.copy()))
    dy = np.tile([1.0, 0.5], (len(x), 1))
    dx = np.asarray(layer.backward(dy.copy()))
    told = (
        f"A square grid of inputs. Backward has made of the arrows dy the arrows dx: ({dx[0, 0]:.2f}, {dx[0, 1]:.2f}).",
        f"The grid turned by {angle:g} degrees, stretched by {scale:g} and moved by {shift:g}. The arrows dy all point "
        "along (1, 0.5).",
    )
    before = describe(_plot_grid(x, dx, "x", "input, dx"), told[0])
    return before, describe(_plot_grid(y, dy, "y", "output, dy"), told[1])


def _plot_grid(points: Array, arrows: Array, name: str, title: str) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    _mesh(axes, points.reshape(5, 5, 2))
    chosen = [0, 4, 12, 20, 24]
    tips = 0.8 * arrows[chosen]
    colour = COLOURS["backward"]
    axes.quiver(*points[chosen].T, *tips.T, angles="xy", scale_units="xy", scale=1, width=0.014, color=colour, zorder=3)
    axes.set(
        xlim=(-3.9, 3.9), ylim=(-3.9, 3.9), aspect="equal", xlabel=f"${name}_1$", ylabel=f"${name}_2$", title=title
    )
    return figure


def _mesh(axes: Axes, points: Array) -> None:
    for lines in (points, points.transpose(1, 0, 2)):
        for line in lines:
            axes.plot(*line.T, color=COLOURS["forward"], linewidth=1)


def plot_activation(layer: Any, x: float = 0.0) -> Figure:
    """Draw an activation and, at `x`, the tangent whose slope its backward reports."""
    places = np.linspace(-6, 6, 241)
    curve = np.asarray(layer.forward(places[np.newaxis].copy()))[0]
    y = float(np.ravel(layer.forward(np.array([[float(x)]])))[0])
    slope = float(np.ravel(layer.backward(np.array([[1.0]])))[0])
    figure, axes = style.figure(height=3.6)
    axes.plot(places, curve, color=COLOURS["forward"], label="forward")
    near = np.array([x - 1.5, x + 1.5])
    axes.plot(near, y + slope * (near - x), "--", color=COLOURS["backward"], label=f"backward: slope {slope:.3f}")
    axes.plot(x, y, "o", color=COLOURS["highlight"], zorder=3)
    top = max(1.0, float(curve.max()))
    axes.set(xlim=(-6.2, 6.2), ylim=(-0.15 * top, 1.15 * top), xlabel="$x$", ylabel="$y$")
    axes.legend(loc="upper left")
    name = type(layer).__name__
    return describe(figure, f"The curve of {name} with its tangent at x = {x:g}: height {y:.3f}, slope {slope:.3f}.")


def plot_softmax(loss_layer_class: Any, logit: float = 0.0, label: int = 0) -> tuple[Figure, Figure]:
    """Draw probabilities and gradient of three classes; the logits are `logit`, 1 and 0."""
    logits, layer = np.array([[float(logit), 1.0, 0.0]]), loss_layer_class()
    loss = float(layer.forward(logits, np.array([label])))
    probabilities, gradient = np.ravel(layer.probabilities), np.ravel(layer.backward())
    left = _plot_bars(probabilities, label, "forward", "probability", 0.0)
    right = _plot_bars(gradient, label, "backward", "gradient of the logit", -1.05)
    right.axes[0].axhline(0, color=COLOURS["muted"], linewidth=0.8)
    total = f"{gradient.sum() + 0.0:.3f}".replace("-0.000", "0.000")
    shares, rounded = (", ".join(f"{value:.3f}" for value in values) for values in (probabilities, gradient))
    setting = f"With logits {logit:g}, 1 and 0 and true class {label}"
    return (
        describe(left, f"{setting}: probabilities {shares}.", f"The loss is {loss:.3f} nats."),
        describe(
            right,
            f"{setting}: gradients {rounded}.",
            f"The gradient at the true class is {gradient[label]:.3f}; all three add up to {total}.",
        ),
    )


def _plot_bars(heights: Array, label: int, colour: str, ylabel: str, low: float) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.0)
    classes = np.arange(3)
    axes.bar(classes, heights, color=COLOURS[colour])
    axes.set(ylim=(low, 1.05), ylabel=ylabel, xlabel="class")
    axes.set_xticks(classes, [f"{k}\n(true)" if k == label else f"{k}" for k in classes])
    return figure


# --- The network ---


def plot_circles(losses: Sequence[float], network: Any, x: Array, labels: Array) -> tuple[Figure, Figure]:
    """Draw the loss during training, and the regions that the trained network gives to the two classes."""
    return _plot_losses(losses), _plot_regions(network, x, labels)


def _plot_losses(losses: Sequence[float]) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    ceiling = 1e2  # a training that explodes leaves the picture at the top
    values = np.nan_to_num(np.asarray(losses, dtype=float), nan=ceiling, posinf=ceiling)
    axes.plot(np.clip(values, 1e-3, ceiling), color=COLOURS["train"])
    axes.set(yscale="log", ylim=(0.2, 5), yticks=[0.2, 0.5, 1, 2, 5], xlabel="step", ylabel="loss (nats)")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter("")
    told = f"After {len(losses)} steps the loss is {losses[-1]:.2g} nats."
    return describe(figure, f"The loss over {len(losses)} steps, last {losses[-1]:.3g}.", told)


def _plot_regions(network: Any, x: Array, labels: Array) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    side = np.linspace(-1.6, 1.6, 121)
    plane = np.stack(np.meshgrid(side, side), axis=-1)
    scores = np.asarray(network.predict(plane.reshape(-1, 2)))
    regions = scores.argmax(axis=1).reshape(plane.shape[:2])
    axes.contourf(side, side, regions, [-0.5, 0.5, 1.5], colors=[COLOURS["class0"], COLOURS["class1"]], alpha=0.3)
    for k, marker in enumerate("o^"):
        axes.scatter(*x[labels == k].T, s=10, marker=marker, color=COLOURS[f"class{k}"], label=f"class {k}")
    axes.set(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    accuracy = float((np.asarray(network.predict(x)).argmax(axis=1) == labels).mean())
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, handletextpad=0.1, columnspacing=0.8)
    return describe(
        figure,
        f"Two circles of points and the regions of the two classes: {100 * accuracy:.0f} % of the points lie in "
        "their own.",
        f"{100 * accuracy:.0f} % of the points are right.",
    )
