"""Two cases of the clinic: a layer that is checked three times, and a network, parameter by parameter."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.backward.checking import relative_error
from chapters.backward.figures import NumericalGradient
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

CHECKS = ("batch A", "batch B", "batch A again")


def three_checks(affine: Any) -> Array:
    """Relative errors of one layer's gradients by W, b and x, shape (3, 3), for two batches and the first once more."""
    rng = np.random.default_rng(0)
    layer = affine(rng.normal(size=(4, 3)), rng.normal(size=3))
    batches = [(rng.normal(size=(8, 4)), rng.normal(size=(8, 3))) for _ in range(2)]
    errors = []
    for x, dy in (*batches, batches[0]):
        layer.forward(x.copy())
        dx = layer.backward(dy.copy())
        wanted = x.T @ dy, dy.sum(axis=0), dy @ layer.params["W"].T
        came = layer.grads["W"], layer.grads["b"], dx
        errors.append([relative_error(yours, right) for yours, right in zip(came, wanted, strict=True)])
    return np.array(errors)


def report(affine: Any) -> str:
    """The errors of three checks, as somebody would print them."""
    rows = [f"{'':14}      W       b       x"]
    for words, errors in zip(CHECKS, three_checks(affine), strict=True):
        rows.append(f"{words:14}" + "".join(f"{error:8.0e}" for error in errors))
    return "\n".join(rows)


def ratios(network: Any, numerical_gradient: NumericalGradient, samples: int) -> dict[str, float]:
    """By parameter, the ratio of backward's gradient to the numerical one, at the entry where that is largest."""
    rng = np.random.default_rng(0)
    net = network(2, 3, 2, rng)
    x, labels = rng.normal(size=(samples, 2)), rng.integers(0, 2, samples)
    found = {}
    for name, gradient in net.gradients(x, labels).items():
        parameter = net.params[name]

        def loss(values: Array, parameter: Array = parameter) -> float:
            kept = parameter.copy()
            parameter[...] = values
            value = float(net.loss(x, labels))
            parameter[...] = kept
            return value

        numerical = numerical_gradient(loss, parameter.copy())
        place = np.unravel_index(int(np.abs(numerical).argmax()), numerical.shape)
        found[name] = float(gradient[place] / numerical[place])
    return found


def plot_ratios(network: Any, numerical_gradient: NumericalGradient, samples: int = 4) -> Figure:
    """Draw the ratio of backward's gradient to the numerical one for each parameter of a network."""
    found = ratios(network, numerical_gradient, samples)
    figure, axes = style.figure(height=3.2)
    axes.axhline(1, color=COLOURS["theory"], linestyle="--")
    axes.bar(list(found), list(found.values()), width=0.5, color=COLOURS["backward"])
    for place, ratio in enumerate(found.values()):
        axes.text(place, ratio + 0.02, f"{ratio:.3f}", ha="center", va="bottom")
    axes.set(ylim=(0, 1.25), ylabel="backward / numerical")
    text = ", ".join(f"{name} {ratio:.3f}" for name, ratio in found.items())
    return describe(
        figure,
        f"Backward's gradient over the numerical one, a batch of {samples}: {text}.",
        f"Backward over numerical: {text}.",
    )
