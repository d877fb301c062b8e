"""What a student drives: activations, a maxout unit that learns a curve, and a probe in a deep network.

Every function takes the implementation that it shows as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.activations import shapes
from chapters.activations.flow import GradientNorms
from chapters.activations.flow_pictures import plot_flow
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


def plot_activation(layer: Any, x: float = 0.0) -> Figure:
    """Draw an activation and its slope, with the tangent at `x` that its backward reports."""
    name = type(layer).__name__
    return shapes.plot_activation({name: layer}, name, x)


CURVES: dict[str, Callable[[Array], Array]] = {
    "bowl": lambda x: x**2,
    "absolute value": np.abs,
    "wave": lambda x: 0.5 + 0.5 * np.cos(3 * x),
}
FIT_STEPS = 400


def fit_maxout(maxout: Any, pieces: int, curve: str) -> tuple[Any, Array, float]:
    """Let one maxout unit with one input learn a curve on [-1.5, 1.5].

    Gradient descent on the mean of half the squared error at 61 places, 400 steps at a rate of 0.5, first weights
    normal.

    Returns
    -------
    unit : maxout
    won : ndarray, shape (pieces,), bool
        Which pieces have ever been the largest somewhere.
    error : float
        Root mean squared error at the end.
    """
    rng, x = np.random.default_rng(3), np.linspace(-1.5, 1.5, 61)[:, np.newaxis]
    target = CURVES[curve](x)
    unit = maxout(rng.normal(size=(1, 1, pieces)), 0.5 * rng.normal(size=(1, pieces)))
    won = np.zeros(pieces, dtype=bool)
    for _ in range(FIT_STEPS):
        scores = x @ unit.params["W"][:, 0] + unit.params["b"][0]
        won[scores.argmax(axis=1)] = True
        unit.backward((unit.forward(x.copy()) - target) / len(x))
        for name, parameter in unit.params.items():
            parameter -= 0.5 * unit.grads[name]
    return unit, won, float(np.sqrt(np.mean((unit.forward(x) - target) ** 2)))


def plot_maxout_fit(maxout: Any, pieces: int = 4, curve: str = "bowl") -> Figure:
    """Draw what one maxout unit has learned of a curve, and the pieces it is made of."""
    unit, won, error = fit_maxout(maxout, pieces, curve)
    x = np.linspace(-1.5, 1.5, 121)
    figure, axes = style.figure(height=4.0)
    for k in range(pieces):
        line = unit.params["W"][0, 0, k] * x + unit.params["b"][0, k]
        role = "numerical" if won[k] else "muted"
        axes.plot(x, line, "--" if won[k] else ":", color=COLOURS[role], linewidth=1)
    axes.plot(x, CURVES[curve](x), color=COLOURS["theory"], linewidth=5, alpha=0.6, label="curve")
    axes.plot(x, np.asarray(unit.forward(x[:, np.newaxis]))[:, 0], color=COLOURS["forward"], label="maxout")
    axes.plot([], [], "--", color=COLOURS["numerical"], linewidth=1, label="piece")
    axes.plot([], [], ":", color=COLOURS["muted"], linewidth=1, label="never won")
    axes.set(xlim=(-1.5, 1.5), ylim=(-1.5, 3.9), xlabel="$x$", ylabel="$y$")
    legend_above(figure, 2 if style.is_narrow() else 4)
    return describe(
        figure,
        f"A maxout unit with {pieces} pieces after 400 steps of learning ({curve}): root mean squared error "
        f"{error:.3f}; {won.sum()} of {pieces} pieces have won somewhere.",
        f"{won.sum()} of {pieces} pieces have ever won; the root mean squared error is {error:.3f}.",
    )


def plot_probe(
    gradient_norms: GradientNorms, activation: Callable[[], Any], scale: float = 1.0, residual: Any = None
) -> Figure:
    """Draw what the probe finds in a chain of 20 layers of 64 units, and with residual blocks if a class is given."""
    name = getattr(activation, "__name__", "activation")
    return plot_flow(gradient_norms, {name: activation}, residual, name, scale)
