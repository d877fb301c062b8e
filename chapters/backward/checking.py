"""Experiments on gradient checks: agreement of the four layers, mistakes and what a check sees of them, kinks.

They also hold the chapter's opening: networks that learn although their gradients are wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.backward.figures import NumericalGradient
from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


def relative_error(yours: Array, numerical: Array) -> float:
    """Largest difference of two gradients, divided by the largest entry of either."""
    scale = max(float(np.abs(yours).max()), float(np.abs(numerical).max()), np.finfo(float).tiny)
    return float(np.abs(yours - numerical).max()) / scale


# --- Numerical and backpropagated gradients agree ---


def layer_errors(layers: dict[str, Any], numerical_gradient: NumericalGradient, seeds: int = 20) -> dict[str, Array]:
    """Relative error of each layer's gradients against numerical ones.

    Parameters
    ----------
    layers : dict
        The classes "Affine", "Sigmoid", "ReLU" and "SoftmaxCrossEntropy".
    numerical_gradient : callable
    seeds : int
        Batches of 8 samples, drawn from the generators of seeds 0, 1, ...

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        For each layer the worst of the errors of its input and its parameters.
    """
    return {
        name: np.array([_layer_error(name, kind, numerical_gradient, seed) for seed in range(seeds)])
        for name, kind in layers.items()
    }


def _layer_error(name: str, kind: Any, numerical_gradient: NumericalGradient, seed: int) -> float:
    rng = np.random.default_rng(seed)
    if name == "SoftmaxCrossEntropy":
        logits, labels, loss = rng.normal(size=(8, 4)), rng.integers(0, 4, 8), kind()
        loss.forward(logits, labels)
        slope = loss.backward()
        return relative_error(slope, numerical_gradient(lambda values: kind().forward(values, labels), logits))
    # At least 0.1 from 0, where the ReLU has its kink; D = 5 and M = 3 differ, so that no square shape hides anything.
    x = rng.choice([-1.0, 1.0], (8, 5)) * rng.uniform(0.1, 2, (8, 5))
    parameters = {"W": rng.normal(size=(5, 3)), "b": rng.normal(size=3)} if name == "Affine" else {}
    layer = kind(*parameters.values())
    dy = rng.normal(size=np.shape(layer.forward(x)))
    slopes = {"x": layer.backward(dy), **layer.grads}

    def scalar(changed: str) -> Callable[[Array], float]:
        def function(values: Array) -> float:
            held = {"x": x, **parameters, changed: values}
            return float((dy * kind(*(held[key] for key in parameters)).forward(held["x"])).sum())

        return function

    checked = {"x": x, **parameters}
    return max(relative_error(slopes[key], numerical_gradient(scalar(key), value)) for key, value in checked.items())


# --- Which mistake is this? ---

MISTAKES = [
    ("none", "none"),
    ("mean instead of sum", "mean"),
    ("only the last sample", "last"),
    ("transposed", "transposed"),
    ("ReLU always open", "through"),
    ("none, in float32", "float32"),
    ("none, near a kink", "kink"),
]


def compare(
    affine: Any, relu: Any, numerical_gradient: NumericalGradient, mistake: str, samples: int = 8
) -> tuple[Array, Array]:
    """Gradient of the weights of affine and ReLU, once backwards with a mistake and once numerically.

    Parameters
    ----------
    affine, relu : class
    numerical_gradient : callable
    mistake : str
        A name from `MISTAKES`.
    samples : int
        The batch size N.

    Returns
    -------
    yours, numerical : ndarray, shape (5, 5)
    """
    kind: Any = np.float32 if mistake == "float32" else np.float64
    rng = np.random.default_rng(50)  # no unit is off for the whole batch
    shapes = ((samples, 5), (5, 5), (5,), (samples, 5))
    x, W, b, dy = (rng.normal(size=shape).astype(kind) for shape in shapes)
    if mistake == "kink":
        b[2] -= (x @ W + b)[0, 2] - 1e-6  # sample 0 reaches unit 2 just above 0, closer than the step 1e-5

    def loss(weights: Array) -> float:
        return float((dy * relu().forward(affine(weights.astype(kind), b).forward(x))).sum())

    numerical = numerical_gradient(loss, W.astype(float))
    rows = slice(-1, None) if mistake == "last" else slice(None)
    layer, activation = affine(W, b), relu()
    activation.forward(layer.forward(x[rows]))
    upstream = dy[rows]
    layer.backward(upstream if mistake == "through" else activation.backward(upstream))
    yours = layer.grads["W"].astype(float)
    yours = yours / samples if mistake == "mean" else yours.T if mistake == "transposed" else yours
    return yours, numerical


def plot_mistake(
    affine: Any, relu: Any, numerical_gradient: NumericalGradient, mistake: str = "none", samples: int = 8
) -> tuple[Figure, Figure]:
    """Draw where and how two gradients differ: a map of errors, and one gradient against the other."""
    yours, numerical = compare(affine, relu, numerical_gradient, mistake, samples)
    scale = max(np.abs(numerical).max(), np.abs(yours).max())
    errors = np.abs(yours - numerical) / scale
    wrong = int((errors > 1e-7).sum())
    name = next(words for words, value in MISTAKES if value == mistake)
    setting = f"Batch of {samples}, mistake: {name}"
    where = f"{setting}. {wrong} of 25 weight gradients differ by more than 1e-7."
    points = f"{setting}. The gradients of backward over the numerical ones."
    return (
        describe(
            _plot_errors(errors),
            where,
            f"{wrong} of 25 entries are off by more than 1e-7: the check {'fails' if wrong else 'passes'}.",
        ),
        describe(_plot_agreement(yours, numerical), points, f"The worst relative error is {errors.max():.1e}."),
    )


def _plot_errors(errors: Array) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.9)
    exponents = np.log10(np.maximum(errors, 1e-12))
    picture = axes.imshow(exponents, cmap=style.colormap("sequential"), vmin=-12, vmax=0, aspect="equal")
    bar = figure.colorbar(picture, ax=axes, location="bottom", label="relative error")
    bar.set_ticks([-12, -8, -4, 0], labels=["$10^{-12}$", "$10^{-8}$", "$10^{-4}$", "1"])
    axes.set(xlabel="column of W", ylabel="row of W", xticks=range(5), yticks=range(5))
    return figure


def _plot_agreement(yours: Array, numerical: Array) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.9)
    reach = 1.15 * float(np.abs(numerical).max())
    axes.plot([-reach, reach], [-reach, reach], "--", color=COLOURS["muted"], linewidth=1.2)
    axes.plot(numerical.ravel(), np.clip(yours.ravel(), -reach, reach), "o", color=COLOURS["backward"], markersize=5)
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), xlabel="numerical", ylabel="backward")
    tick = float(f"{0.6 * reach:.1g}")
    axes.set(xticks=[-tick, 0, tick], yticks=[-tick, 0, tick])
    return figure


# --- Kinks ---


def plot_kink(numerical_gradient: NumericalGradient, relu: Any, x: float = 0.15, step: float = 0.1) -> Figure:
    """Draw the ReLU, and at `x` the slopes that a central difference and backward give."""
    values = np.array([[float(x)]])
    layer = relu()
    y = float(np.ravel(layer.forward(values))[0])
    slope = float(np.ravel(layer.backward(np.ones((1, 1))))[0])
    secant = float(np.ravel(numerical_gradient(lambda v: float(relu().forward(v).sum()), values, step))[0])
    figure, axes = style.figure(height=3.6)
    places = np.linspace(-0.4, 0.4, 81)
    axes.plot(places, np.maximum(places, 0), color=COLOURS["forward"], label="ReLU")
    ends = np.array([x - step, x + step])
    axes.plot(ends, np.maximum(ends, 0), "s:", color=COLOURS["numerical"], label="numerical")
    near = np.array([x - 0.12, x + 0.12])
    axes.plot(near, y + slope * (near - x), "--", color=COLOURS["backward"], label="backward")
    axes.plot(x, y, "o", color=COLOURS["highlight"], zorder=4)
    axes.set(xlim=(-0.42, 0.42), ylim=(-0.1, 0.45), xlabel="$x$", ylabel="$y$")
    legend_above(figure)
    verdict = "agree" if abs(secant - slope) < 1e-9 else "disagree, because the step reaches over the kink at 0"
    return describe(
        figure,
        f"ReLU at x = {x:g} with a step of {step:g}: numerical slope {secant:.2f}, backward {slope:.0f}. "
        f"They {verdict}.",
        f"Numerically the slope is {secant:.2f}, by backward {slope:.0f}: they {verdict}.",
    )


# --- Networks that learn with wrong gradients ---


class Mistaken:
    """A network whose gradients carry a mistake on their way to the training loop."""

    def __init__(self, network: Any, mistake: str) -> None:
        self.network, self.params, self.mistake = network, network.params, mistake
        if mistake == "slope":
            network.layers[1] = _Through(network.layers[1])

    def loss(self, x: Array, labels: Array) -> float:
        """Hand on the network's loss."""
        return float(self.network.loss(x, labels))

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Spoil the network's gradients."""
        found: dict[str, Array] = self.network.gradients(x, labels)
        shrink = {"none": 1.0, "slope": 1.0, "tenth": 0.1, "twice": 1 / len(x)}[self.mistake]
        return {name: gradient * (shrink if name in ("W1", "b1") else 1.0) for name, gradient in found.items()}


class _Through:
    """An activation that hands the upstream gradient on as it came."""

    def __init__(self, layer: Any) -> None:
        self.params, self.grads, self.forward = layer.params, layer.grads, layer.forward

    def backward(self, dy: Array) -> Array:
        return dy


LETTERS = {
    "A": ("tenth", "A: first layer 10 times too small"),
    "B": ("none", "B: right"),
    "C": ("slope", "C: the slope of ReLU forgotten"),
    "D": ("twice", "D: first layer divided by N twice"),
}


def train_with_mistakes(
    network_class: Any, train: Callable[..., Any], seed: int = 3, steps: int = 500
) -> dict[str, Array]:
    """Loss curves of four networks of 16 hidden units on two circles of 300 points, learning rate 1.

    Parameters
    ----------
    network_class : class
    train : callable
    seed : int
        Of the first weights, which are the same for all four.
    steps : int

    Returns
    -------
    dict of str to ndarray, shape (steps,)
        The losses under the letters of `LETTERS`.
    """
    x, labels = two_circles(samples=300)
    curves = {}
    for letter, (mistake, _) in LETTERS.items():
        network = network_class(2, 16, 2, np.random.default_rng(seed))
        curves[letter] = np.array(train(Mistaken(network, mistake), x, labels, 1.0, steps))
    return curves


def plot_wrong_but_learning(curves: dict[str, Array], reveal: bool = False) -> Figure:
    """Draw four loss curves, with their letters or with what is wrong in each."""
    figure, axes = style.figure(height=4.0)
    for (letter, (_, name)), role, line in zip(
        LETTERS.items(), ("forward", "numerical", "loss", "theory"), ("-", "--", ":", "-."), strict=True
    ):
        axes.plot(curves[letter], line, color=COLOURS[role], label=letter)
        if reveal:
            place = (1, 0.99 - 0.085 * "CDBA".index(letter))
            words = {"xycoords": "axes fraction", "ha": "right", "va": "top", "size": 11, "color": COLOURS[role]}
            axes.annotate(name, place, **words)
    axes.set(xlim=(0, 500), ylim=(0.3, 1.2), xlabel="step of gradient descent", ylabel="loss (nats)")
    name_ends(axes)
    last = ", ".join(
        f"{(name if reveal else letter)} {curves[letter][-1]:.2f}" for letter, (_, name) in LETTERS.items()
    )
    return describe(
        figure,
        f"Four loss curves over 500 steps, all of which fall from {curves['A'][0]:.2f}. At the end: {last}.",
        f"Lowest in the end is {LETTERS['A'][1]}." if reveal else "Lowest in the end is A.",
    )
