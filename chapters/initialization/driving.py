"""Pictures of networks that are drawn anew at each setting: theory and measurement, weights, products, LSUV.

The chapter shows them with the reference, the notebook with the student's own functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.signals import Identity, root_mean_squares, signals
from chapters.shared import style
from chapters.shared.network import Initializer
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Formula = Callable[..., Array]


class Affine:
    """x W + b, with the arrays in `params` and the last output in `y`: as much of a layer as these pictures need."""

    def __init__(self, W: Array, b: Array) -> None:
        self.params = {"W": W, "b": b}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch, shape (N, D), to (N, M)."""
        self.y: Array = x @ self.params["W"] + self.params["b"]
        return self.y

    def backward(self, dy: Array) -> Array:
        """Return the gradient of the input."""
        back: Array = dy @ self.params["W"].T
        return back


class Activation(Identity):
    """An activation given by its function and its slope."""

    def __init__(self, function: Callable[[Array], Array], slope: Callable[[Array], Array]) -> None:
        super().__init__()
        self.function, self.slope = function, slope

    def forward(self, x: Array, train: bool = True) -> Array:
        """Apply the function, entry by entry."""
        self.x = x
        return self.function(x)

    def backward(self, dy: Array) -> Array:
        """Multiply by the slope."""
        return dy * self.slope(self.x)


def _relu() -> Activation:
    return Activation(lambda x: np.maximum(x, 0.0), lambda x: np.where(x > 0, 1.0, 0.0))


ACTIVATIONS: dict[str, Callable[[], Any]] = {
    "linear": Identity,
    "relu": _relu,
    "ReLU": _relu,
    "tanh": lambda: Activation(np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "sin": lambda: Activation(np.sin, np.cos),
}

# --- Theory and measurement ---

SHAPES = {
    "even": (100,) * 11,
    "narrowing": (400, 320, 256, 205, 164, 131, 105, 84, 67, 54, 43),
    "widening": (43, 54, 67, 84, 105, 131, 164, 205, 256, 320, 400),
}
RULES: dict[str, Callable[[int, int], float]] = {
    "1 / fan-in": lambda fan_in, fan_out: 1 / fan_in,
    "1 / fan-out": lambda fan_in, fan_out: 1 / fan_out,
    "2 / (fan-in + fan-out)": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
}
"""Variances of the weights, by the layer's size."""


def flow(
    formulas: tuple[Formula, Formula], activation: str, widths: Sequence[int], variances: Array, seed: int = 0
) -> dict[str, Array]:
    """Root mean squares in each layer, measured in one network and in theory.

    Parameters
    ----------
    formulas : tuple of callables
        `forward_variances` and `backward_variances`.
    activation : {"linear", "relu"}
    widths : sequence of int, S + 1 of them
    variances : ndarray, shape (S,)
        Of each layer's weights.
    seed : int

    Returns
    -------
    dict of str to ndarray, shape (S,)
        "forward" and "backward", and the same in theory: "forward, theory", "backward, theory".
    """
    remaining = iter(np.sqrt(variances))
    seen = signals(
        Affine,
        ACTIVATIONS[activation],
        lambda rng, *fans: rng.normal(0.0, next(remaining), fans),
        widths,
        seed,
        samples=100,
    )
    forward, backward = root_mean_squares(seen.net_inputs), root_mean_squares(seen.gradients)
    given = (list(widths), variances, activation)
    theory = np.sqrt(formulas[0](*given)), np.sqrt(formulas[1](*given, last=float(backward[-1] ** 2)))
    return {"forward": forward, "backward": backward, "forward, theory": theory[0], "backward, theory": theory[1]}


def plot_theory(
    forward_variances: Formula,
    backward_variances: Formula,
    activation: str = "relu",
    shape: str = "even",
    gain: float = 1.0,
) -> tuple[Figure, Figure]:
    """Draw what ten layers make of a signal and of a gradient; the weights have the variance gain² / fan-in."""
    widths = SHAPES[shape]
    variances = np.array([gain**2 / fan_in for fan_in in widths[:-1]])
    found = flow((forward_variances, backward_variances), activation, widths, variances)
    return _two_ways(found, (5e-4, 2e3), f"{activation}, gain {gain:g}, widths {shape}")


def plot_rule(
    forward_variances: Formula, backward_variances: Formula, rule: str = "1 / fan-in", shape: str = "narrowing"
) -> tuple[Figure, Figure]:
    """Draw the same for linear layers whose weights have a variance by one of the `RULES`."""
    widths = SHAPES[shape]
    variances = np.array([RULES[rule](*fans) for fans in pairwise(widths)])
    found = flow((forward_variances, backward_variances), "linear", widths, variances)
    return _two_ways(found, (0.15, 10), f"variance {rule}, widths {shape} from {widths[0]} to {widths[-1]}")


def _two_ways(found: Mapping[str, Array], limits: tuple[float, float], setting: str) -> tuple[Figure, Figure]:
    figures = []
    for way, words in (("forward", "net inputs"), ("backward", "gradients")):
        figure, axes = style.figure(height=3.2, width=style.HALF)
        layers = np.arange(1, len(found[way]) + 1)
        axes.plot(layers, found[f"{way}, theory"], color=COLOURS["theory"], linewidth=1.5, label="theory")
        axes.plot(layers, found[way], "o", color=COLOURS[way], markersize=5, label="measured")
        axes.set(yscale="log", ylim=limits, xlim=(0.5, len(layers) + 0.5), xlabel="layer", ylabel=words)
        axes.set_xticks([1, 4, 7, 10])
        ticks = (0.001, 0.01, 0.1, 1, 10, 100, 1000) if limits[1] > 100 else (0.3, 1, 3, 10)
        axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.minorticks_off()
        if way == "forward":
            axes.legend(loc="upper left")
        first, last = found[way][0], found[way][-1]
        steps = len(layers) - 1
        factor = (last / first if way == "forward" else first / last) ** (1 / steps)
        figures.append(
            describe(
                figure,
                f"Root mean square of the {words} in ten layers, {setting}: {first:.2g} in layer 1, {last:.2g} in "
                f"layer 10; the theory says {found[f'{way}, theory'][0]:.2g} and {found[f'{way}, theory'][-1]:.2g}.",
                f"{way.capitalize()}: a factor of {factor:.2f} per layer, so the {words[:-1]} "
                f"{'stays' if 0.97 < factor < 1.03 else 'shrinks' if factor < 1 else 'grows'}.",
            )
        )
    return figures[0], figures[1]


# --- Weights ---


def plot_weights(
    initializers: Mapping[str, Initializer], initializer: str = "He, normal", fan_in: int = 60, fan_out: int = 60
) -> Figure:
    """Draw a histogram of many weights beside the density that they should have."""
    rng = np.random.default_rng(0)
    draws = max(1, 20_000 // (fan_in * fan_out))
    weights = np.concatenate([np.ravel(initializers[initializer](rng, fan_in, fan_out)) for _ in range(draws)])
    places = np.linspace(-0.8, 0.8, 401)
    if initializer.startswith("He"):
        wanted = (2 / fan_in) ** 0.5
        density = np.exp(-((places / wanted) ** 2) / 2) / (wanted * np.sqrt(2 * np.pi))
    else:
        wanted = (2 / (fan_in + fan_out)) ** 0.5
        density = np.where(np.abs(places) < 3**0.5 * wanted, 1 / (12**0.5 * wanted), 0.0)
    figure, axes = style.figure(height=3.2)
    axes.hist(weights, np.linspace(-0.8, 0.8, 81), density=True, color=COLOURS["forward"], alpha=0.8, label="drawn")
    axes.plot(places, density, color=COLOURS["ink"], label="wanted")
    axes.set(xlim=(-0.8, 0.8), ylim=(0, 5), xlabel="weight", ylabel="density")
    axes.legend(loc="upper right")
    said = f"standard deviation {weights.std():.3f}, wanted {wanted:.3f}; variance {weights.var():.4f}"
    return describe(
        figure,
        f"Histogram of {weights.size:,} weights, {initializer}, fan-in {fan_in}, fan-out {fan_out}: {said}.",
        f"{said.capitalize()}.",
    )


# --- Products ---

SIDE = 64


def singular_values(initializer: Initializer, depth: int, seed: int = 0) -> Array:
    """Singular values of the product of `depth` square matrices with 64 rows, the largest first, shape (64,)."""
    rng = np.random.default_rng(seed)
    product = np.eye(SIDE)
    for _ in range(depth):
        product = product @ initializer(rng, SIDE, SIDE)
    return np.asarray(np.linalg.svd(product, compute_uv=False))


def plot_product(orthogonal: Callable[..., Array], depth: int = 1, gain: float = 1.0) -> Figure:
    """Draw by how much a stack of linear layers stretches a signal, direction by direction."""
    makers: dict[str, tuple[Initializer, str, str]] = {
        "independent": (lambda rng, *fans: rng.normal(0.0, gain / np.sqrt(fans[0]), fans), "loss", "o"),
        "orthogonal": (lambda rng, *fans: orthogonal(rng, *fans, gain), "forward", "s"),
    }
    figure, axes = style.figure(height=3.4)
    told = []
    for name, (initializer, role, marker) in makers.items():
        values = singular_values(initializer, depth)
        axes.plot(np.arange(1, SIDE + 1), values, marker, color=COLOURS[role], markersize=4, label=name)
        told.append(f"{name} from {values[0]:.2g} down to {values[-1]:.2g}")
    axes.set(yscale="log", ylim=(1e-18, 1e4), xlim=(0, 65), xlabel="direction", ylabel="stretched by")
    axes.set_yticks([1e-15, 1e-10, 1e-5, 1], ["1e-15", "1e-10", "1e-5", "1"])
    axes.minorticks_off()
    axes.legend(loc="lower left")
    said = "; ".join(told)
    return describe(
        figure,
        f"Singular values of the product of {depth} weight matrices, gain {gain:g}: {said}.",
        f"The directions are stretched by factors: {said}.",
    )
