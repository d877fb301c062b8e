"""The explorables of the page *What you need*: chance in sums and intervals, a stretched circle, Taylor, and roots."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.experiments import T95, interval
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
FACES = np.arange(1, 7)
MATRIX = np.array([[2.0, 1.0], [1.0, 2.0]])


def distribution_of_sum(dice: int) -> tuple[Array, Array]:
    """Possible sums of so many fair dice, and their probabilities, by counting."""
    shares = np.ones(1)
    for _ in range(dice):
        shares = np.convolve(shares, np.full(6, 1 / 6))
    return np.arange(dice, 6 * dice + 1), shares


def plot_loaded_die(share: float = 1 / 6) -> Figure:
    """Draw a die that falls on 6 with this probability, its mean, and one standard deviation to each side."""
    shares = np.append(np.full(5, (1 - share) / 5), share)
    mean = float(shares @ FACES)
    variance = float(shares @ (FACES - mean) ** 2)
    deviation = math.sqrt(variance)
    figure, axes = style.figure(height=2.6)
    axes.bar(FACES, shares, color=COLOURS["forward"])
    axes.axvline(mean, ymax=0.8, color=COLOURS["highlight"])
    axes.plot([mean - deviation, mean + deviation], [1.02, 1.02], color=COLOURS["highlight"], marker="|")
    axes.text(4.25, 1.1, "mean ± one deviation", ha="center", va="bottom", size=11, color=COLOURS["highlight"])
    axes.set(ylim=(0, 1.3), xlim=(0.3, 8.2), xlabel="face", ylabel="probability", xticks=FACES, yticks=[0, 0.5, 1])
    told = f"Mean {mean:.2f}, variance {variance:.2f}, standard deviation {deviation:.2f}."
    return describe(figure, f"A die that falls on 6 with probability {share:.2f} and on 1 to 5 equally. {told}", told)


def plot_sum(dice: int = 2) -> Figure:
    """Draw the distribution of a sum of dice beside the normal one with its mean and variance."""
    sums, shares = distribution_of_sum(dice)
    mean, variance = 3.5 * dice, 35 / 12 * dice
    x = np.linspace(sums[0] - 1, sums[-1] + 1, 400)
    figure, axes = style.figure(height=2.8)
    axes.bar(sums, shares, color=COLOURS["forward"])
    density = np.exp(-((x - mean) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)
    axes.plot(x, density, color=COLOURS["ink"], linestyle="--")
    axes.annotate("normal", (x[270], density[270]), (4, 4), textcoords="offset points")
    axes.set(xlabel="sum of the dice", ylabel="probability", ylim=(0, 1.15 * max(shares.max(), density.max())))
    axes.yaxis.set_major_formatter("{x:.2f}")
    told = f"Mean {mean:.1f}, variance {variance:.2f}, standard deviation {math.sqrt(variance):.2f}."
    return describe(figure, f"Sum of {dice} dice, and a normal density with its mean and variance. {told}", told)


def plot_together(correlation: float = 0.0) -> Figure:
    """Draw 300 pairs of numbers with variance 1 and this correlation, and the variance of their sum."""
    x, noise = np.random.default_rng(0).normal(size=(2, 300))
    noise -= x * (x @ noise) / (x @ x)
    x, noise = ((each - each.mean()) / each.std() for each in (x, noise))
    y = correlation * x + math.sqrt(1 - correlation**2) * noise
    figure, axes = style.figure(height=3.2, width=style.HALF)
    axes.scatter(x, y, s=6, color=COLOURS["forward"])
    axes.set(xlim=(-3.5, 3.5), ylim=(-3.5, 3.5), xlabel="$x$", ylabel="$y$")
    told = f"Variance of x + y: {np.var(x + y):.2f}. 1 + 1 + 2 · {correlation:.1f} = {2 + 2 * correlation:.2f}."
    return describe(figure, f"300 pairs with variance 1 each and covariance {correlation:.1f}. {told}", told)


def plot_normal(distance: float = 1.0) -> Figure:
    """Draw the standard normal density, and the share within so many standard deviations of the mean."""
    x = np.linspace(-4, 4, 401)
    density = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    share = math.erf(distance / math.sqrt(2))
    figure, axes = style.figure(height=2.6)
    axes.plot(x, density, color=COLOURS["ink"])
    axes.fill_between(x, density, where=np.abs(x) <= distance + 1e-9, color=COLOURS["forward"], alpha=0.8)
    axes.set(ylim=(0, 0.45), xlabel="deviations from the mean", ylabel="density")
    told = f"Within {distance:.2f} standard deviations: {100 * share:.1f} %."
    return describe(figure, f"The standard normal density, a bell around 0. {told}", told)


def plot_intervals(seeds: int = 10) -> Figure:
    """Draw 100 intervals, each from so many normal numbers around 0; wrong are those that miss 0."""
    rng = np.random.default_rng(0)
    means, halves = np.array([interval(rng.normal(size=seeds)) for _ in range(100)]).T
    missed = np.abs(means) > halves
    figure, axes = style.figure(height=3.0)
    for wrong, colour in ((False, "correct"), (True, "wrong")):
        chosen = np.flatnonzero(missed == wrong)
        axes.errorbar(chosen, means[chosen], halves[chosen], fmt=".", markersize=3, lw=1, color=COLOURS[colour])
    axes.axhline(0, color=COLOURS["ink"], lw=1)
    axes.set(ylim=(-2.5, 2.5), xlabel="experiment", ylabel="mean ± half-width")
    told = (
        f"{np.sum(~missed)} of 100 intervals hold the true mean. Mean half-width {halves.mean():.2f}; "
        f"t = {T95[seeds]:.2f} for {seeds} seeds."
    )
    return describe(figure, f"100 intervals from {seeds} numbers each, around the true mean 0. {told}", told)


def plot_stretch(angle: int = 0) -> Figure:
    """Draw a unit vector at an angle in degrees, what the matrix makes of it, and what it makes of the circle."""
    turns = np.linspace(0, 2 * np.pi, 200)
    circle = np.array([np.cos(turns), np.sin(turns)])
    vector = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    image = MATRIX @ vector
    turned = math.degrees(math.atan2(vector[0] * image[1] - vector[1] * image[0], vector @ image))
    figure, axes = style.figure(height=3.15, width=style.HALF)
    axes.plot(*circle, color=COLOURS["muted"])
    axes.plot(*(MATRIX @ circle), color=COLOURS["muted"], linestyle="--")
    side = -0.5 if turned > 0 else 0.5  # where the image is not
    beside = 0.75 * vector + side * np.array([-vector[1], vector[0]])
    beyond = image * (1 + 0.35 / np.linalg.norm(image))
    for end, role, place, name in ((image, "loss", beyond, "$Av$"), (vector, "forward", beside, "$v$")):
        axes.annotate("", end, (0, 0), arrowprops={"arrowstyle": "->", "color": COLOURS[role], "lw": 2})
        axes.text(*place, name, ha="center", va="center", color=COLOURS[role])
    axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal")
    told = f"Length {np.linalg.norm(image):.2f}, turned by {round(turned, 1) + 0.0:.1f} degrees."
    return describe(figure, f"A vector of length 1 at {angle} degrees, and its image in an ellipse. {told}", told)


def plot_taylor(step: float = 1.0) -> Figure:
    """Draw the exponential, its tangent and its parabola at 0, and how far both are off at a step."""
    x = np.linspace(-1.2, 1.2, 200)
    figure, axes = style.figure(height=2.8)
    axes.plot(x, np.exp(x), color=COLOURS["ink"], label="$e^h$")
    axes.plot(x, 1 + x, color=COLOURS["forward"], label="line")
    axes.plot(x, 1 + x + x**2 / 2, color=COLOURS["loss"], linestyle="--", label="parabola")
    axes.plot([step, step], [1 + step, math.exp(step)], color=COLOURS["highlight"], marker="o")
    axes.set(xlim=(-1.2, 1.2), ylim=(-0.3, 3.4), xlabel="$h$")
    name_ends(axes)
    line, parabola = math.exp(step) - 1 - step, math.exp(step) - 1 - step - step**2 / 2
    told = f"The line is off by {line:.2g}, the parabola by {parabola:.2g}."
    return describe(figure, f"exp(h) with its tangent and its parabola at 0. At h = {step:g}: {told}", told)


def plot_roots(momentum: float = 0.5) -> tuple[Figure, Figure]:
    """Draw the two roots of r² − (1 + m − 0.3) r + m beside 40 terms of the sequence that they rule."""
    half = (0.7 + momentum) / 2
    roots = np.roots([1, -2 * half, momentum]) if momentum else np.array([0.7, 0.0])
    terms = [1.0, 0.7]
    for _ in range(38):
        terms.append(2 * half * terms[-1] - momentum * terms[-2])
    turns = np.linspace(0, 2 * np.pi, 200)
    left, plane = style.figure(height=2.9, width=style.HALF)
    plane.plot(np.cos(turns), np.sin(turns), color=COLOURS["muted"], lw=1)
    plane.scatter(roots.real, roots.imag, color=COLOURS["highlight"], zorder=3)
    plane.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2), aspect="equal", xlabel="real", ylabel="imaginary")
    right, time = style.figure(height=2.9, width=style.HALF)
    time.plot(terms, color=COLOURS["forward"], marker=".")
    time.set(ylim=(-1.1, 1.1), xlabel="$t$", ylabel="$e_t$")
    kind = "complex: the sequence swings" if abs(roots[0].imag) > 1e-9 else "real: it creeps"
    told = f"Largest absolute value {np.abs(roots).max():.3f}; the roots are {kind}."
    return (
        describe(left, f"Two roots in the unit circle. {told}", told),
        describe(right, f"The sequence that they rule: {len(terms)} terms, the last {terms[-1]:.2g}."),
    )
