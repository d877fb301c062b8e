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
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

ROLES = {"sigmoid": ("forward", "-"), "tanh": ("loss", "--"), "ReLU": ("train", "-.")}
SCALES = [float(scale) for scale in 2.0 ** np.arange(-2, 4.1, 0.5)]
STEPS = 400


def _powers(figure_axes: Any, low: int, high: int, step: int) -> None:
    """Ticks at powers of ten, written out for the few that are shown."""
    exponents = range(low, high + 1, step)
    figure_axes.set_yticks([10.0**e for e in exponents], ["1" if e == 0 else f"$10^{{{e}}}$" for e in exponents])
    figure_axes.minorticks_off()


def opening_flow(gradient_norms: GradientNorms, sigmoid: Callable[[], Any], depth: int = 10) -> Array:
    """Shares of the gradient in a deep sigmoid net with weights of scale 1, seed 0: shape (depth + 1,)."""
    return gradient_flow(gradient_norms, sigmoid, depth, 1.0, 0)


def plot_opening(gradient_norms: GradientNorms, sigmoid: Callable[[], Any], revealed_layers: int = 0) -> Figure:
    """Draw the norm of the gradient at the inputs of the last layers of ten, as many as are revealed."""
    shares = opening_flow(gradient_norms, sigmoid)
    depth = len(shares) - 1
    first = depth - revealed_layers
    figure, axes = style.figure(height=3.8)
    places = np.arange(depth + 1)
    axes.plot(places[first:], shares[first:], "o--", color=COLOURS["backward"])
    axes.set(yscale="log", xlim=(-0.5, depth + 0.5), ylim=(1e-8, 8), ylabel="share of the gradient")
    axes.set_xticks(places, [*(str(k + 1) for k in places[:-1]), "end"])
    axes.set_xlabel("arrives at the input of layer")
    _powers(axes, -8, 0, 2)
    text = "all of it enters behind layer 10" if first == depth else f"at layer {first + 1}: {shares[first]:.1e}"
    return describe(
        figure,
        f"Ten sigmoid layers, the last on the right. The gradient that enters behind layer 10 is 1. "
        f"{revealed_layers} layers are revealed; {text}.",
        f"{text[0].upper()}{text[1:]}.",
    )


def plot_flow(
    gradient_norms: GradientNorms,
    activations: Mapping[str, Callable[[], Any]],
    residual: Any = None,
    activation: str = "sigmoid",
    scale: float = 1.0,
    depth: int = 20,
    seeds: int = 3,
) -> Figure:
    """Draw the share of a gradient that reaches each layer, with its spread over three seeds.

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
    depth, seeds : int
    """
    figure, axes = style.figure(height=4.2)
    axes.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    back = depth - np.arange(depth + 1)
    if activation == "sigmoid":
        axes.plot(back, 0.25**back, ":", color=COLOURS["theory"], label="1/4 a layer")
    told = []
    ways = [("plain", Chain, "backward", "--")] + ([("with skips", residual, "correct", "-")] if residual else [])
    for name, block, role, line in ways:
        runs = [
            gradient_flow(gradient_norms, activations[activation], depth, scale, seed, block) for seed in range(seeds)
        ]
        middle = np.median(runs, axis=0)
        axes.fill_between(back, np.min(runs, axis=0), np.max(runs, axis=0), color=COLOURS[role], alpha=0.25)
        axes.plot(back, middle, line, color=COLOURS[role], label=f"{name}, × {growth(middle):.2f} a layer")
        told.append(f"{name} {middle[0]:.1e} reaches the first layer, a factor of {growth(middle):.2f} per layer")
    axes.set(yscale="log", xlim=(20.5, -0.5), ylim=(1e-20, 1e12))
    axes.set(xlabel="layers walked back from the end", ylabel="share of the gradient")
    axes.set_xticks([20, 15, 10, 5, 0])
    _powers(axes, -20, 10, 5)
    axes.legend(loc="lower right")
    return describe(figure, f"{activation}, {depth} layers, scale {scale:g}: {'; '.join(told)}.")


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
        axes.plot(SCALES, theory, line, color=COLOURS[role], linewidth=1.5)
        axes.plot(SCALES, measured.mean(axis=1), marker, color=COLOURS[role], label=name)
    axes.set(xscale="log", yscale="log", xlabel="scale of the weights", ylabel="factor per layer", ylim=(0.04, 20))
    axes.set_xticks([0.25, 0.5, 1, 2, 4, 8, 16], ["1/4", "1/2", "1", "2", "4", "8", "16"])
    axes.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    axes.minorticks_off()
    axes.legend(loc="upper left")
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
    axes.axhline(1, color=COLOURS["muted"], linewidth=0.8)
    axes.plot(norms, color=COLOURS["backward"], linewidth=0.8, alpha=0.5)
    middle = np.median(norms, axis=1)
    axes.plot(middle, "--", color=COLOURS["backward"], label="median of ten networks")
    axes.plot([200, 400], middle[[200, 400]], "o", color=COLOURS["highlight"], zorder=4)
    axes.set(
        yscale="log", xlim=(0, STEPS), ylim=(1e-45, 1e30), xlabel="steps back in time", ylabel="size of the Jacobian"
    )
    _powers(axes, -40, 20, 20)
    axes.legend(loc="lower left")
    return describe(
        figure,
        f"Size of the Jacobian against the steps, recurrent net with weights of scale {scale:g}. Median of ten "
        f"networks: {middle[200]:.1e} after 200 steps, {middle[400]:.1e} after 400; over the networks from "
        f"{norms[400].min():.0e} to {norms[400].max():.0e}.",
        f"Median after 200 steps: {middle[200]:.0e}; after 400: {middle[400]:.0e}.",
    )
