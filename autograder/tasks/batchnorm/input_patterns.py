"""Mistakes in standardizing and whitening, recognized by computing what each of them gives."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context


def own_statistics(context: Context) -> str | None:
    """Statistics that are not those of the training set's columns."""
    x, train_x = (context.case["arguments"][name] for name in ("x", "train_x"))
    mean, deviation = train_x.mean(axis=0), train_x.std(axis=0)

    def by(data: Array, axis: int | None = 0, guarded: bool = True) -> Array:
        """Standardized with the statistics of other data, with or without care for a spread of 0."""
        spread = data.std(axis=axis, keepdims=True)
        return np.asarray((x - data.mean(axis=axis, keepdims=True)) / np.where(guarded & (spread == 0), 1.0, spread))

    samples = len(train_x)
    if len(x) == 1 and np.isnan(np.asarray(context.got, dtype=float)).all():
        return (
            "perhaps these are the statistics of `x` itself: a single sample has no spread, and 0/0 came. The units "
            "come from `train_x`, also for new samples."
        )
    return recognize(
        context,
        {
            "these are the statistics of `x` itself; the units come from `train_x`, also for new samples.": (
                by(x),
                by(x, guarded=False),
            ),
            "the statistics are those of `train_x` and `x` together: the new samples had a say in their own units.": (
                by(np.concatenate([train_x, x]))
            ),
            "one mean and one standard deviation for all features together; each feature has its own.": (
                by(train_x, None)
            ),
            "the mean is gone, the spread is still that of the data: the division is missing.": x - mean,
            "only the spread is right: the mean was not taken away.": x / deviation,
            "divided by the variance; the standard deviation is its root.": (x - mean) / deviation**2,
            "the variance with 1/(N - 1); here it is the biased one, with 1/N.": (
                (x - mean) / (deviation * np.sqrt(samples / (samples - 1)))
            ),
            "this is min-max scaling: between smallest and largest. The standard deviation is asked for.": (
                (x - train_x.min(axis=0)) / np.ptp(train_x, axis=0)
            ),
        },
    )


def wrong_axis_of_inputs(context: Context) -> str | None:
    """Statistics of samples in place of features."""
    x = context.case["arguments"]["x"]
    rows = (x - x.mean(axis=1, keepdims=True)) / np.maximum(x.std(axis=1, keepdims=True), 1e-300)
    return "the statistics of rows: a row is a sample, a column is a feature." if context.equals(rows) else None


def constant_feature(context: Context) -> str | None:
    """Nought divided by nought, or a value that a small number has blown up."""
    deviation = context.case["arguments"]["train_x"].std(axis=0)
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    x, mean = context.case["arguments"]["x"], context.case["arguments"]["train_x"].mean(axis=0)
    divided = "a feature that never changes has the standard deviation 0, and something was divided by it."
    found = recognize(context, {divided: (x - mean) / deviation}) or told_if_added(
        context,
        {
            "{} is added to every standard deviation; in place of a standard deviation of 0 it blows new samples up, "
            "and the distance is asked for.": lambda d: (x - mean) / (deviation + d),
            "{} is added inside the root: a small number in place of a standard deviation of 0 blows new samples up.": (
                lambda d: (x - mean) / np.sqrt(deviation**2 + d)
            ),
            "{} in place of a standard deviation of 0 blows new samples up; the distance is asked for.": (
                lambda d: (x - mean) / np.where(deviation > 0, deviation, d)
            ),
        },
    )
    if found:
        return found
    if np.all(deviation > 0):
        return None
    if not np.isfinite(got).all():
        return f"perhaps {divided}"
    if np.allclose(got[:, deviation == 0], 0) and np.any(want[:, deviation == 0]):
        return "a feature that is constant in the training set became 0 for all samples; the distance is asked for."
    return None


ROTATED = "this is white, but rotated or mirrored: the symmetric matrix turns back with the transposed U."


def whitening(context: Context) -> str | None:
    """Another power of the covariance matrix, another mean, or a whitening that is rotated."""
    x, train_x = (context.case["arguments"][name] for name in ("x", "train_x"))

    def by(power: float, mean_of: Array = train_x, data: Array = train_x, ddof: int = 0) -> Array:
        """Distances times a power of the covariance matrix."""
        centred = data - data.mean(axis=0)
        values, vectors = np.linalg.eigh(centred.T @ centred / (len(data) - ddof))
        return np.asarray((x - mean_of.mean(axis=0)) @ (vectors * np.maximum(values, 1e-300) ** power) @ vectors.T)

    def uncentred() -> Array:
        """What the second moments in place of the covariances give."""
        values, vectors = np.linalg.eigh(train_x.T @ train_x / len(train_x))
        return np.asarray((x - train_x.mean(axis=0)) @ (vectors / np.sqrt(values)) @ vectors.T)

    mean, deviation = train_x.mean(axis=0), train_x.std(axis=0)
    values, vectors = np.linalg.eigh(np.cov(train_x.T, bias=True))
    found = recognize(
        context,
        {
            "each feature has variance 1, and they still lean on one another: that is standardizing.": (
                (x - mean) / deviation
            ),
            "divided by the eigenvalues; their roots are asked for, since a variance is a square.": by(-1),
            "multiplied by the roots of the eigenvalues where it should be divided.": by(0.5),
            "the covariance with 1/(N - 1); here it is the biased one, with 1/N.": by(-0.5, ddof=1),
            "these are the statistics of `x` itself; the units come from `train_x`, also for new samples.": (
                by(-0.5, x, x)
            ),
            "the mean of `x` was taken away; the training set's belongs there.": by(-0.5, x),
            "the eigenvectors and their transpose are swapped: the columns of what `eigh` returns are the vectors, so "
            "the matrix is U times the scales times U transposed.": (
                (x - mean) @ vectors.T @ np.diag(values**-0.5) @ vectors,
                (x - mean) @ vectors.T * values**-0.5,
            ),
            ROTATED: (x - mean) @ vectors * values**-0.5,
            "the matrix is right, but the mean was not taken from the samples.": by(-0.5) + mean @ by_matrix(train_x),
            "the matrix holds the second moments around 0; covariances are taken around the mean.": uncentred(),
        },
    )
    got, want = np.asarray(context.got), np.asarray(context.want)
    if found is None and np.allclose(got @ got.T, want @ want.T, rtol=1e-8):
        return ROTATED
    return found


def by_matrix(train_x: Array) -> Array:
    """The symmetric matrix that whitens."""
    values, vectors = np.linalg.eigh(np.cov(train_x.T, bias=True))
    return np.asarray((vectors / np.sqrt(values)) @ vectors.T)
