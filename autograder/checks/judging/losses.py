"""What goes wrong in a cross-entropy, in whichever chapter it is written."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.patterns import floating_kinds
from autograder.checks.numerics.comparison import Array, Context


def lost_on_the_way(context: Context) -> str:
    """What made a loss infinite or not a number, as far as it was seen happening."""
    kinds = floating_kinds(context)
    if "overflow" in kinds:
        return "exp overflows: exp of 1000 is infinite."
    if not kinds:
        return "Perhaps exp of 1000, which is infinite, or the logarithm of a probability that has underflowed to 0."
    if "divide by zero" in kinds and np.isnan(np.asarray(context.got, dtype=float)):
        return "a probability has underflowed to 0, and 0 times its logarithm, as in a one-hot product, is NaN."
    return "the logarithm of a probability that has underflowed to 0 is infinite."


def number_for_zero(context: Context, chosen: Array) -> str | None:
    """What was added to a probability, or put in its place, before its logarithm was taken."""
    return told_if_added(
        context,
        {
            "{} was added to the probability before its logarithm: a probability of 0 is replaced by a small number, "
            "and all the others are wrong by a little. From the logits no logarithm of 0 is ever taken.": (
                lambda d: -np.log(chosen + d).mean()
            ),
            "{} was added to the probability, and a sum over the batch was taken where the mean is asked for.": (
                lambda d: -np.log(chosen + d).sum()
            ),
            "a probability of 0 is replaced by a small number, {}, whose logarithm the loss cannot exceed.": (
                lambda d: -np.log(np.clip(chosen, d, 1.0)).mean()
            ),
            "probabilities are clipped {} away from 0 and from 1, so a small or a large loss is wrong.": (
                lambda d: -np.log(np.clip(chosen, d, 1 - d)).mean()
            ),
        },
    )
