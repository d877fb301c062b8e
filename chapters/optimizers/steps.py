"""How long a step is: AdaGrad, RMSProp and Adam under gradients that are given, and weights under decay alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Make = Callable[[], Any]

UPDATES = 1000


def constant(updates: int = UPDATES) -> Array:
    """Gradients that are all 1."""
    return np.ones(updates)


def burst(updates: int = UPDATES) -> Array:
    """Gradients of 1, but for ten of 100 after the first hundred."""
    gradients = np.ones(updates)
    gradients[100:110] = 100.0
    return gradients


def fading(updates: int = UPDATES) -> Array:
    """Gradients that fall from 1 to a thousandth, exponentially."""
    return np.geomspace(1, 1e-3, updates)


GRADIENTS: dict[str, Callable[[], Array]] = {"constant": constant, "burst": burst, "fading": fading}
ROLES = {"SGD": "backward", "AdaGrad": "numerical", "RMSProp": "theory", "Adam": "loss"}
LINES = {"SGD": ":", "AdaGrad": "-.", "RMSProp": "-", "Adam": "--"}


def step_lengths(optimizer: Any, gradients: Array) -> Array:
    """Length of each step of an optimizer under given gradients.

    Parameters
    ----------
    optimizer : object
        A new one, with `update(params, grads)`.
    gradients : ndarray, shape (T, ...)
        One gradient for each step.

    Returns
    -------
    ndarray, shape (T, ...)
        Positive where the step went against a positive gradient.
    """
    point = np.zeros(gradients.shape[1:] or (1,))
    lengths = []
    for gradient in gradients:
        before = point.copy()
        optimizer.update({"point": point}, {"point": np.array(gradient, ndmin=1)})
        lengths.append(before - point)
    return np.array(lengths).reshape(gradients.shape)


def plot_lengths(
    optimizers: Mapping[str, Any], gradient: str = "constant", learning_rate: float = 1.0
) -> tuple[Figure, Figure]:
    """Draw the gradients of `GRADIENTS[gradient]`, and how long the steps are that new optimizers make of them.

    Parameters
    ----------
    optimizers : mapping of str to optimizer
        All with the learning rate `learning_rate`.
    gradient : str
    learning_rate : float
        Lengths are told in learning rates.
    """
    given = GRADIENTS[gradient]()
    count = np.arange(1, len(given) + 1)
    left, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(count, given, color=COLOURS["backward"])
    _log_axes(axes, len(given))
    axes.set_ylabel("gradient")
    describe(left, f"The gradients, {gradient}: {given[0]:g} at first, {given.max():g} at most, {given[-1]:g} at last.")
    right, axes = style.figure(width=style.HALF, height=3.3)
    ends = []
    for name, optimizer in optimizers.items():
        lengths = step_lengths(optimizer, given) / learning_rate
        axes.plot(count, lengths, LINES[name], color=COLOURS[ROLES[name]], label=name)
        ends.append(f"{name} {lengths[-1]:.3g}")
    _log_axes(axes, len(given))
    axes.set_ylabel("step (learning rates)")
    axes.legend(loc="upper left", handlelength=2.2)
    describe(
        right, f"Step lengths under {gradient} gradients, in learning rates; after {len(given)}: {', '.join(ends)}."
    )
    return left, right


def _log_axes(axes: Axes, updates: int) -> None:
    axes.set(xscale="log", yscale="log", xlim=(1, updates), ylim=(5e-4, 200), xlabel="step $t$")
    axes.minorticks_off()  # they would take most of the time that the figure takes


# --- Bias correction ---


def uncorrected(gradients: Array, beta1: float = 0.9, beta2: float = 0.999) -> Array:
    """Adam's steps without bias correction, in learning rates and without epsilon: shape (T,), like the gradients."""
    mean, square, steps = 0.0, 0.0, []
    for gradient in gradients:
        mean += (1 - beta1) * (gradient - mean)
        square += (1 - beta2) * (gradient**2 - square)
        steps.append(mean / square**0.5)
    return np.array(steps)


def correction_factor(count: Array, beta1: float = 0.9, beta2: float = 0.999) -> Array:
    """By how much an uncorrected step is longer than a corrected one: (1 - beta1^t) / sqrt(1 - beta2^t)."""
    factor: Array = (1 - beta1**count) / np.sqrt(1 - beta2**count)
    return factor


def first_steps(make: Make, scales: Sequence[float] | Array) -> Array:
    """Length of the first step under gradients of several sizes: shape (len(scales),)."""
    return np.array([step_lengths(make(), np.array([scale]))[0] for scale in scales])


def plot_correction(adam: Callable[..., Any], beta2: float = 0.999) -> tuple[Figure, Figure]:
    """Draw Adam's steps with and without bias correction, and its first step against the gradient's size.

    Parameters
    ----------
    adam : callable
        `adam(learning_rate, beta2=...)` is a new optimizer.
    beta2 : float
    """
    given = constant(1000)
    with_it, without = step_lengths(adam(1.0, beta2=beta2), given), uncorrected(given, beta2=beta2)
    left, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(np.arange(1, 1001), without, "--", color=COLOURS["wrong"], label="not corrected")
    axes.plot(np.arange(1, 1001), with_it, color=COLOURS["loss"], label="Adam")
    axes.set(
        xscale="log", yscale="log", xlim=(1, 1000), ylim=(0.2, 40), xlabel="step $t$", ylabel="step (learning rates)"
    )
    axes.set_yticks([0.3, 1, 3, 10, 30], ["0.3", "1", "3", "10", "30"])
    axes.minorticks_off()
    axes.legend(loc="lower right")
    describe(
        left,
        f"Step lengths under a constant gradient with beta2 = {beta2:g}: Adam's are 1 throughout; without correction "
        f"they begin at {without[0]:.2f} and reach {without.max():.2f}.",
    )
    scales = 10.0 ** np.arange(-10, 4.1, 0.5)
    right, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(scales, scales, ":", color=COLOURS["backward"], label="SGD")
    axes.plot(scales, first_steps(lambda: adam(1.0, beta2=beta2), scales), color=COLOURS["loss"], label="Adam")
    axes.plot(scales[[0, -1]], [without[0]] * 2, "--", color=COLOURS["wrong"], label="not corrected")
    axes.set(xscale="log", yscale="log", xlim=(1e-10, 1e4), ylim=(1e-4, 1e4))
    axes.set(xlabel="size of the gradient", ylabel="first step (l. rates)", xticks=[1e-9, 1e-6, 1e-3, 1, 1e3])
    axes.minorticks_off()
    axes.legend(loc="upper left")
    describe(
        right,
        "The first step against the gradient's size: SGD's grows with it; Adam's is one learning rate from a size of "
        f"1e-7 on, half of one at 1e-8, where epsilon begins to count; without correction it is {without[0]:.2f}.",
    )
    return left, right


# --- The window of a running average ---


def mean_squares(rmsprop: Callable[..., Any], rho: float, gradients: Array) -> Array:
    """The running average of squares that an RMSProp must hold, read off its steps: shape (T, ...), no gradient 0."""
    lengths = step_lengths(rmsprop(1.0, rho=rho, epsilon=0.0), gradients)
    squares: Array = (gradients / lengths) ** 2
    return squares


def window(rmsprop: Callable[..., Any], rho: float, rng: np.random.Generator, series: int = 2000) -> dict[str, float]:
    """What "the last 1 / (1 - rho) gradients" means, by three measures.

    Parameters
    ----------
    rmsprop : callable
        `rmsprop(learning_rate, rho=..., epsilon=...)` is a new optimizer.
    rho : float
    rng : numpy.random.Generator
    series : int
        How many independent series of noise.

    Returns
    -------
    dict of str to float
        "inside": weight of the newest 1 / (1 - rho) squares; "forget": steps in which the weight of a square falls to
        1/e; "samples": of how many independent squares the average is as steady as the plain mean.
    """
    width = round(1 / (1 - rho))
    inside = mean_squares(rmsprop, rho, np.ones(width))[-1]
    tail = mean_squares(rmsprop, rho, np.concatenate([np.ones(20 * width), np.full(2, 1e-6)]))
    noise = rng.normal(size=(10 * width, series))
    held = mean_squares(rmsprop, rho, noise)[-1]
    return {
        "inside": float(inside),
        "forget": float(-1 / np.log(tail[-1] / tail[-2])),
        "samples": float((noise**2).var() / held.var()),
    }


def plot_window(rmsprop: Callable[..., Any], rho: float = 0.9) -> tuple[Figure, Figure]:
    """Draw the weights of an average with the decay rho, and how it follows squares that jump from 1 to 4 and back."""
    width = 1 / (1 - rho)
    ages = np.arange(60)
    left, axes = style.figure(width=style.HALF, height=3.3)
    axes.bar(ages, (1 - rho) * rho**ages, width=1.0, color=COLOURS["forward"], linewidth=0)
    axes.axvline(width - 0.5, color=COLOURS["theory"], linestyle=":", label=f"1/(1−ρ) = {width:.0f}")
    axes.set(xlim=(-0.5, 59.5), ylim=(0, 0.55), xlabel="age of a square (steps)", ylabel="weight")
    axes.legend(loc="upper right")
    share = 1 - rho**width
    describe(
        left,
        f"Weights that fall exponentially with a square's age, rho = {rho:g}; the newest {width:.0f} of them carry "
        f"{100 * share:.0f} % of the weight.",
    )
    jumps = np.where((np.arange(300) >= 100) & (np.arange(300) < 200), 2.0, 1.0)
    signs = np.random.default_rng(0).normal(1, 0.25, 300)
    given = jumps * signs
    held = mean_squares(rmsprop, rho, given) / (1 - rho ** np.arange(1, 301))
    right, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(given**2, ".", color=COLOURS["muted"], markersize=3, label="squares")
    axes.plot(held, color=COLOURS["forward"], label="average")
    axes.set(xlim=(0, 300), ylim=(0, 10), xlabel="step", ylabel="squared gradient")
    axes.legend(loc="upper left")
    describe(
        right,
        f"Noisy squares that jump from about 1 to about 4 at step 100 and back at 200, and their running average with "
        f"rho = {rho:g}: 20 steps after the jump it stands at {held[119]:.2f}.",
    )
    return left, right


# --- Decay ---


def decayed(optimizers: Mapping[str, Make], scales: Sequence[float], rng: np.random.Generator, decay: float) -> Any:
    """Two or more weights that start at 1, with pure noise as their gradients.

    Parameters
    ----------
    optimizers : mapping of str to callable
        Each makes a new optimizer. For the names that end in "L2", `decay` times the weight is added to the gradient.
    scales : sequence of float
        The size of each weight's noise.
    rng : numpy.random.Generator
    decay : float

    Returns
    -------
    dict of str to ndarray, shape (301, len(scales))
    """
    noise = rng.normal(size=(300, 1)) * np.array(scales)
    found = {}
    for name, make in optimizers.items():
        optimizer, weights = make(), np.ones(len(scales))
        path = [weights.copy()]
        for each in noise:
            gradient = each + decay * weights * name.endswith("L2")
            optimizer.update({"weights": weights}, {"weights": gradient})
            path.append(weights.copy())
        found[name] = np.array(path)
    return found


def plot_decay(adam: Callable[..., Any], adamw: Callable[..., Any], weight_decay: float = 0.5) -> Figure:
    """Draw two weights under noise and decay: decoupled, and inside the gradient."""
    scales = (10.0, 0.001)
    makers = {
        "AdamW": lambda: adamw(0.01, weight_decay=weight_decay),
        "Adam with L2": lambda: adam(0.01),
    }
    found = decayed(makers, scales, np.random.default_rng(3), weight_decay)
    figure, axes = style.figure(height=3.8)
    looks = [("AdamW", 0, "-", "loss", "AdamW"), ("AdamW", 1, "--", "loss", "")]
    looks += [("Adam with L2", 0, "-", "theory", "L2, loud"), ("Adam with L2", 1, ":", "theory", "L2, quiet")]
    for name, index, line, role, label in looks:
        axes.plot(found[name][:, index], line, color=COLOURS[role], label=label or None)
    axes.set(xlim=(0, 300), ylim=(-0.1, 1.15), xlabel="step", ylabel="weight")
    name_ends(axes)
    ends = "; ".join(f"{name}: {path[-1][0]:.2f} and {path[-1][1]:.2f}" for name, path in found.items())
    return describe(
        figure,
        f"Two weights that start at 1, with noise of size 10 and of size 0.001 as gradients, weight decay "
        f"{weight_decay:g}. After 300 steps: {ends}.",
        "AdamW lets both decay alike. With L2 the loud weight (noise 10) hardly does, the quiet one (0.001) too fast.",
    )
