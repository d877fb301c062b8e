"""Pictures of gradients on their way back: along layers, against the weights' scale, and along time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.activations.flow import Chain, GradientNorms, gradient_flow, growth, growth_in_theory, growth_rates
from chapters.activations.recurrent import jacobian_norms
from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

ROLES = {"sigmoid": ("forward", "-"), "tanh": ("loss", "--"), "ReLU": ("numerical", "-.")}
GUESSES = [(f"{10**exponent:.1g}", 10.0**exponent) for exponent in np.arange(0, -8.1, -0.5)]
"""Shares of the gradient that may reach the first layer, as they read and as numbers."""
SCALES = [float(scale) for scale in 2.0 ** np.arange(-2, 4.1, 0.5)]
FINE_SCALES = [(f"{scale:.2f}", float(scale)) for scale in 2.0 ** np.arange(-2, 2.1, 0.25)]
"""What a reader chooses from: as they read, and as numbers."""
STEPS = 400
DEPTH = 20
LOST = 1e-3
"""A gradient with less than this share has vanished, and one that has grown by as much has exploded."""


def _powers(figure_axes: Any, low: int, high: int, step: int) -> None:
    """Ticks at powers of ten, written out for the few that are shown."""
    exponents = range(low, high + 1, step)
    figure_axes.set_yticks([10.0**e for e in exponents], ["1" if e == 0 else f"$10^{{{e}}}$" for e in exponents])
    figure_axes.minorticks_off()


def opening_flow(gradient_norms: GradientNorms, sigmoid: Callable[[], Any], depth: int = 10) -> Array:
    """Shares of the gradient in a deep sigmoid net with weights of scale 1, seed 0: shape (depth + 1,)."""
    return gradient_flow(gradient_norms, sigmoid, depth, 1.0, 0)


def plot_opening(
    gradient_norms: GradientNorms, sigmoid: Callable[[], Any], guess: float = 1.0, reveal: bool = False
) -> Figure:
    """Draw a guess of what reaches the first of ten layers, and the truth beside it.

    Parameters
    ----------
    gradient_norms : callable
    sigmoid : class
    guess : float
        The share of the gradient at the first layer, and each layer takes the same share of it.
    reveal : bool
        Whether the truth is drawn.
    """
    shares = opening_flow(gradient_norms, sigmoid)
    depth, truth = len(shares) - 1, float(shares[0])
    places = np.arange(depth + 1)
    figure, axes = style.figure(height=3.8)
    axes.plot(places, guess ** (1 - places / depth), "s:", color=COLOURS["theory"], markersize=5)
    axes.set(yscale="log", xlim=(-0.5, depth + 0.5), ylim=(3e-10, 30), ylabel="share of the gradient")
    axes.annotate("your guess", (0, guess), (6, -16), textcoords="offset points", color=COLOURS["theory"])
    if reveal:
        axes.plot(places, shares, "o--", color=COLOURS["backward"])
        axes.annotate("measured", (6, shares[6]), (9, -9), textcoords="offset points", color=COLOURS["backward"])
    axes.set_xticks(places, [*(str(k + 1) if k in (0, 3, 6) else "" for k in places[:-1]), "end"])
    axes.set_xlabel("arrives at the input of layer")
    _powers(axes, -8, 0, 2)
    told = f"You expect {guess:.1g} at layer 1, a factor of {guess ** (1 / depth):.2f} a layer."
    if reveal:
        told += f" It is {truth:.0e}, or {growth(shares):.2f} a layer: {_off(guess / truth)}."
    return describe(
        figure,
        f"Ten sigmoid layers, the last on the right, and a gradient of size 1 that enters at the end. {told}",
        told if reveal else f"{told} Now reveal what is measured.",
    )


def _off(ratio: float) -> str:
    """How far off a guess is, in words; `ratio` is the guess, divided by the truth."""
    if 0.5 < ratio < 2:
        return "you were right"
    times = ratio if ratio > 1 else 1 / ratio
    return f"{float(f'{times:.2g}'):,.0f} times {'less' if ratio > 1 else 'more'} than you expected"


def plot_flow(
    gradient_norms: GradientNorms,
    activations: Mapping[str, Callable[[], Any]],
    residual: Any = None,
    activation: str = "sigmoid",
    scale: float = 1.0,
    skips: bool = True,
    seeds: int = 3,
) -> Figure:
    """Draw the share of a gradient that reaches each of 20 layers, with its spread over three seeds.

    Parameters
    ----------
    gradient_norms : callable
    activations : mapping of str to class
    residual : class, optional
        If it is given, the flow through residual blocks is drawn as well.
    activation : str
        A key of `activations`.
    scale : float
        Of the weights.
    skips : bool
        Whether the residual blocks are drawn.
    seeds : int
    """
    figure, axes = style.figure(height=4.2)
    axes.set(yscale="log", xlim=(0, DEPTH), ylim=(1e-18, 1e11))
    axes.set(xlabel="layers walked back", ylabel="share of the gradient")
    axes.locator_params(axis="x", nbins=4)
    _powers(axes, -15, 10, 5)
    _zones(axes)
    back = DEPTH - np.arange(DEPTH + 1)
    if activation == "sigmoid":
        axes.plot(back[::-1], 0.25 ** back[::-1], ":", color=COLOURS["theory"], label="1/4 a layer")
    told = []
    ways = [("plain", Chain, "backward", "--")] + ([("skips", residual, "loss", "-")] if residual and skips else [])
    for name, block, role, line in ways:
        runs = [
            gradient_flow(gradient_norms, activations[activation], DEPTH, scale, seed, block)[::-1]
            for seed in range(seeds)
        ]
        middle = np.median(runs, axis=0)
        axes.fill_between(
            back[::-1], np.min(runs, axis=0), np.max(runs, axis=0), color=COLOURS[role], alpha=0.4, linewidth=0
        )
        axes.plot(back[::-1], middle, line, color=COLOURS[role], label=name)
        factor = growth(middle[::-1])
        told.append(f"{name}: × {factor:.2f} a layer, {middle[-1]:.0e} arrives, {_fate(float(middle[-1]))}")
    name_ends(axes)
    text = "; ".join(told)
    return describe(
        figure,
        f"The share of a gradient against the layers that it has walked back, {activation}, {DEPTH} layers, scale "
        f"{scale:.3g}. {text}.",
        f"{text[0].upper()}{text[1:]}.",
    )


def _zones(axes: Any) -> None:
    """Shade where a gradient is lost and where it is too large, and say so."""
    low, high = axes.get_ylim()
    axes.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    zones = ((LOST, low, "vanishes", "bottom", 6), (1 / LOST, high, "explodes", "top", -6))
    for edge, limit, word, side, inwards in zones:
        axes.axhspan(edge, limit, color=COLOURS["grid"], linewidth=0, zorder=0)
        axes.annotate(word, (0, limit), (6, inwards), textcoords="offset points", va=side)


def _fate(share: float) -> str:
    return "it vanishes" if share < LOST else "it explodes" if share > 1 / LOST else "it stays alive"


def growth_curves(
    gradient_norms: GradientNorms, activations: Mapping[str, Callable[[], Any]]
) -> dict[str, tuple[Array, Array]]:
    """Factor per layer against the scale: measured, shape (scales, 10), and in theory, shape (scales,)."""
    return {
        name: (
            growth_rates(gradient_norms, activation, SCALES),
            np.array([growth_in_theory(activation, scale) for scale in SCALES]),
        )
        for name, activation in activations.items()
    }


def plot_growth(curves: dict[str, tuple[Array, Array]]) -> Figure:
    """Draw the factor per layer against the weights' scale, measured (points) and in theory (lines)."""
    figure, axes = style.figure(height=4.0)
    axes.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    for (name, (measured, theory)), marker in zip(curves.items(), "o^s", strict=True):
        role, line = ROLES[name]
        axes.plot(SCALES, theory, line, color=COLOURS[role], linewidth=1.5, label=name)
        axes.plot(SCALES, measured.mean(axis=1), marker, color=COLOURS[role])
    axes.set(xscale="log", yscale="log", xlabel="scale of the weights", ylabel="factor per layer")
    axes.set(xlim=(0.22, 18), ylim=(0.04, 20))
    axes.set_xticks([0.25, 0.5, 1, 2, 4, 8, 16], ["1/4", "1/2", "1", "2", "4", "8", "16"])
    axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.minorticks_off()
    name_ends(axes)
    crossings = ", ".join(
        f"{name} between {SCALES[(theory < 1).sum() - 1]:.2g} and {SCALES[(theory < 1).sum()]:.2g}"
        for name, (_, theory) in curves.items()
    )
    return describe(
        figure,
        f"Factor by which the gradient grows per layer against the weights' scale, for three activations; points "
        f"measured, lines in theory, and they agree. It passes 1 at these scales: {crossings}.",
    )


def time_curves(tanh: Callable[[], Any], scales: tuple[float, ...]) -> dict[float, Array]:
    """Norms of the recurrent net's Jacobian for each scale, each of shape (401, 10)."""
    return {scale: jacobian_norms(tanh, scale, STEPS) for scale in scales}


def plot_time(curves: dict[float, Array], scale: float = 1.0) -> Figure:
    """Draw the size of the product of Jacobians against the number of steps, ten networks, and mark 200 and 400."""
    figure, axes = style.figure(height=4.0)
    norms = curves[scale]
    axes.plot(norms, color=COLOURS["backward"], linewidth=0.8, alpha=0.5)
    middle = np.median(norms, axis=1)
    axes.plot(middle, "--", color=COLOURS["backward"], label="median")
    axes.plot([200, 400], middle[[200, 400]], "o", color=COLOURS["highlight"], zorder=4)
    axes.set(
        yscale="log", xlim=(0, STEPS), ylim=(1e-45, 1e30), xlabel="steps back in time", ylabel="size of the Jacobian"
    )
    _powers(axes, -40, 20, 20)
    axes.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    name_ends(axes)
    return describe(
        figure,
        f"Size of the Jacobian against the steps, recurrent net with weights of scale {scale:g}. Median of ten "
        f"networks: {middle[200]:.1e} after 200 steps, {middle[400]:.1e} after 400; over the networks from "
        f"{norms[400].min():.0e} to {norms[400].max():.0e}.",
        f"In the median {middle[200]:.0e} is left after 200 steps and {middle[400]:.0e} after 400: "
        f"{_fate(float(middle[400]))}.",
    )
