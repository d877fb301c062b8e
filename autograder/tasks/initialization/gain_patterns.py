"""Mistakes in the gain of an activation: what a colleague's function gave, and what others make of it."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Context
from autograder.tasks.initialization.probes import ACTIVATIONS


def gain_mistakes(context: Context) -> str | None:
    """A variance for the mean square, another power of it, or a net input whose variance is forgotten."""
    q = context.case["variance"]
    places = np.linspace(-8.0, 8.0, 4001)
    shares = np.exp(-(places**2) / 2)
    shares /= shares.sum()
    h = ACTIVATIONS[context.case["activation"]](np.sqrt(q) * places)
    mean, square, size = shares @ h, shares @ h**2, shares @ np.abs(h)
    variance = square - mean**2
    mistakes = {
        "the mistake is still in it: it is right for activations whose outputs have the mean 0.": np.sqrt(q / variance),
        "the mean is squared here; the mean of the squares is asked for.": (np.sqrt(q) / mean, np.sqrt(q) / abs(mean)),
        "the mean of the sizes stands there; the mean of the squares is asked for.": (
            np.sqrt(q) / size,
            np.sqrt(q / size),
        ),
        "the mean is added to the variance as it is; what is missing is its square.": np.sqrt(q / (variance + mean)),
        "the variance of the net inputs is forgotten: it is not always 1.": np.sqrt(1 / square),
        "the root is missing: the gain multiplies a standard deviation.": q / square,
        "the quotient is upside down.": np.sqrt(square / q),
    }
    return recognize(context, mistakes)
