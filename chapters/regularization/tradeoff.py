"""Bias and variance, measured with polynomials; and random features, for which the picture fails (double descent)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Generator = np.random.Generator

# --- Polynomials ---

NOISE = 0.4
DEGREES = tuple(range(12))
PLACES = np.linspace(-1, 1, 20)
"""Where the samples are."""
GRID = np.linspace(-1, 1, 101)
"""Where the fits are judged."""


def truth(x: Array) -> Array:
    """The function behind the noise."""
    value: Array = np.sin(np.pi * x) + 0.5 * x
    return value


class Fits(NamedTuple):
    """Polynomials of one degree, each fitted to a training set of its own."""

    values: Array
    """On `GRID`, shape (sets, 101)."""
    error: float
    """Mean squared error on new noisy samples."""

    @property
    def squared_bias(self) -> float:
        """How far the mean fit is from the truth, squared, mean over the grid."""
        return float(((self.values.mean(axis=0) - truth(GRID)) ** 2).mean())

    @property
    def variance(self) -> float:
        """How much the fits scatter around their mean, mean over the grid."""
        return float(self.values.var(axis=0).mean())


def fits(degree: int, rng: Generator, sets: int = 400) -> Fits:
    """Fit a polynomial to each of many training sets, which differ in their noise alone."""
    targets = truth(PLACES) + rng.normal(0, NOISE, (sets, len(PLACES)))
    basis, judged = (np.polynomial.legendre.legvander(x, degree) for x in (PLACES, GRID))
    coefficients = np.linalg.lstsq(basis, targets.T, rcond=None)[0]
    values = (judged @ coefficients).T
    new = truth(GRID) + rng.normal(0, NOISE, values.shape)
    return Fits(values, float(((values - new) ** 2).mean()))


def expected_variance(degree: int) -> float:
    """Variance of least squares with fixed places: the noise's variance times the mean leverage of the grid."""
    basis, judged = (np.polynomial.legendre.legvander(x, degree) for x in (PLACES, GRID))
    weights = judged @ np.linalg.pinv(basis)
    return float(NOISE**2 * (weights**2).sum(axis=1).mean())


def all_fits(seed: int = 0) -> dict[int, Fits]:
    """The fits of every degree, on the same training sets."""
    return {degree: fits(degree, np.random.default_rng(seed)) for degree in DEGREES}


def plot_fits(found: Mapping[int, Fits], degree: int = 1) -> tuple[Figure, Figure]:
    """Draw thirty fits with their mean and the truth, and the three parts of the error against the degree."""
    here = found[degree]
    left, axes = style.figure(width=style.HALF, height=3.5)
    axes.plot(GRID, here.values[:30].T, color=COLOURS["muted"], linewidth=0.6, alpha=0.5)
    axes.plot(GRID, here.values.mean(axis=0), color=COLOURS["forward"], label="mean fit")
    axes.plot(GRID, truth(GRID), ":", color=COLOURS["ink"], label="truth")
    axes.set(xlim=(-1, 1), ylim=(-3.2, 3.2), xlabel="$x$", ylabel="$y$")
    axes.legend(loc="upper left")
    describe(
        left,
        f"Thirty polynomials of degree {degree}, each fitted to 20 noisy samples, their mean and the truth, a sine "
        f"on a slope. Squared bias {here.squared_bias:.3f}, variance {here.variance:.3f}.",
        f"Squared bias {here.squared_bias:.3f}, variance {here.variance:.3f}, noise {NOISE**2:.3f}; error on new "
        f"samples {here.error:.3f}.",
    )
    right, axes = style.figure(width=style.HALF, height=3.5)
    degrees = list(found)
    axes.plot(degrees, [each.squared_bias for each in found.values()], ":", color=COLOURS["loss"], label="bias²")
    axes.plot(degrees, [each.variance for each in found.values()], color=COLOURS["forward"], label="variance")
    axes.plot(degrees, [each.error for each in found.values()], "--", color=COLOURS["validation"], label="error")
    axes.plot([0, 11], [NOISE**2] * 2, "-.", color=COLOURS["theory"], linewidth=1.5, label="noise")
    axes.plot(degree, here.error, "o", color=COLOURS["highlight"])
    axes.set(xlim=(-0.3, 11.3), ylim=(0, 1), xlabel="degree", ylabel="squared error", xticks=[0, 3, 6, 9])
    name_ends(axes)
    best = min(found, key=lambda each: found[each].error)
    describe(
        right,
        f"Squared bias falls with the degree, variance rises, noise stays; their sum, the error, is smallest at degree "
        f"{best}. At degree {degree} it is {here.error:.3f}.",
    )
    return left, right


# --- Random features ---

SAMPLES = 40
FEATURES = (5, 10, 20, 30, 36, 40, 44, 50, 60, 80, 120, 200, 400, 800)
RIDGES = (0.0, *(float(f"{ridge:.2g}") for ridge in np.geomspace(1e-5, 0.1, 33)))


def random_features(count: int, ridge: float, rng: Generator) -> tuple[float, float]:
    """Fit 40 noisy samples of a linear function with a sum of random ReLU units.

    Parameters
    ----------
    count : int
        How many units; only the weights behind them are fitted.
    ridge : float
        L2 penalty, in squared weights; with 0, of all perfect fits the one with the smallest weights.
    rng : numpy.random.Generator

    Returns
    -------
    float, float
        Mean squared error on the training samples, and on 300 new ones without noise.
    """
    inputs = 10
    x = rng.normal(size=(SAMPLES + 300, inputs))
    y = x @ rng.normal(size=inputs) / np.sqrt(inputs)
    noisy = y[:SAMPLES] + rng.normal(0, 0.5, SAMPLES)
    units = np.maximum(x @ rng.normal(size=(inputs, count)), 0) / np.sqrt(inputs * count)
    seen = units[:SAMPLES]
    if ridge:
        weights = seen.T @ np.linalg.solve(seen @ seen.T + ridge * np.eye(SAMPLES), noisy)
    else:
        weights = np.linalg.pinv(seen, rcond=1e-10) @ noisy
    errors = units @ weights - np.concatenate([noisy, y[SAMPLES:]])
    return float((errors[:SAMPLES] ** 2).mean()), float((errors[SAMPLES:] ** 2).mean())


@single_threaded
def descents(seeds: Sequence[int] = range(20), counts: Sequence[int] = FEATURES) -> dict[float, Array]:
    """For each ridge the medians of training and test error over the seeds: shape (len(counts), 2)."""
    return {
        ridge: np.array(
            [
                np.median([random_features(count, ridge, np.random.default_rng(seed)) for seed in seeds], axis=0)
                for count in counts
            ]
        )
        for ridge in RIDGES
    }


def plot_descent(found: Mapping[float, Array], ridge: float = 0.0) -> Figure:
    """Draw training and test error against the number of random features."""
    train, test = found[ridge].T
    figure, axes = style.figure(height=3.8)
    axes.axvline(SAMPLES, linestyle=":", color=COLOURS["theory"])
    axes.text(SAMPLES * 1.06, 120, "as many as samples", color=COLOURS["theory"], size=11)
    axes.plot(FEATURES, test, "o--", color=COLOURS["validation"], label="new samples")
    axes.plot(FEATURES, np.maximum(train, 1e-6), "o-", color=COLOURS["train"], label="training samples")
    axes.set(xscale="log", yscale="log", xlim=(4, 1000), ylim=(0.003, 300))
    axes.set(xlabel="features", ylabel="mean squared error", xticks=[5, 40, 200, 800])
    axes.set_xticklabels(["5", "40", "200", "800"])
    axes.minorticks_off()
    legend_above(figure, 2)
    few, as_many, many = (test[FEATURES.index(count)] for count in (20, 40, 800))
    told = f"{few:.2f} with 20, {as_many:.2f} with 40, {many:.2f} with 800"
    peaks = "rises and falls again" if as_many > few else "falls all the way"
    return describe(
        figure,
        f"Errors against the number of random features, penalty {ridge:g}, median of 20 seeds. On new samples: {told}.",
        f"The error on new samples {peaks}: {told} features.",
    )
