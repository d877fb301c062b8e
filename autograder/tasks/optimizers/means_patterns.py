"""Mistakes in the mean of the places to which a rule has led a parameter: what others make of a colleague's class."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.optimizers.probes import as_mean
from autograder.tasks.optimizers.steps import parameter_of, remembered


def means(context: Context) -> str | None:
    """A counter that runs too fast, or stands still, or starts elsewhere; a mean that is none."""
    name, places = parameter_of(context), context.case["places"]
    if context.name != as_mean(name):
        return None
    values, t = places[name], np.arange(1, len(places[name]) + 1)
    count, order = len(places), list(places).index(name)

    def counted(counts: Array) -> Array:
        """What comes of another counter."""
        waiting = iter(counts)
        return remembered(values, lambda mean, place: mean + (place - mean) / next(waiting))

    total = values.cumsum(axis=0)
    mistakes = {
        "the mistake is still in it: with one parameter alone all is right.": counted(count * (t - 1) + order + 1.0),
        "this is the last place, and no mean: the counter stands still.": values,
        "a sum, which nothing divides.": total,
        "the counter advances by the number of parameters in each update: now the first is wrong as well.": (
            counted(count * t)
        ),
        "the counter is one ahead: it should be 1 when the first place comes in.": counted(t + 1.0),
        "a running average that forgets, with fixed weights; all places count alike in this one.": (
            remembered(values, lambda mean, place: 0.9 * mean + 0.1 * place)
        ),
    }
    if count > 1 or len(t) > 1:
        return recognize(context, mistakes) or _by_zero(context)
    return None


def _by_zero(context: Context) -> str | None:
    got = np.asarray(context.got, dtype=float)
    if got.shape == np.shape(context.want) and not np.isfinite(got[0]).all():
        return "divided by a counter that is still 0 when the first place comes in."
    return None
