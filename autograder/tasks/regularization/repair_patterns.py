"""What a colleague's average of weights gave that keeps the arrays of training, and what others make of it."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.regularization.probes import AVERAGE


def average_of_weights(context: Context) -> str | None:
    """Parameters that change when they are looked at, and averages by another rule."""
    momentum = context.case["options"]["momentum"]
    if not context.name.startswith(AVERAGE):
        steps = np.asarray(context.want)
        told = "the mistake is still in it: the average is kept in the network's own arrays, so `update` changes these."
        return recognize(context, {told: momentum * (2 - momentum) * steps})
    steps = np.asarray(context.case["arguments"][context.name.removeprefix(AVERAGE)])

    def by(keep: float, take: float, first: Array) -> Array:
        """All steps of an average that keeps one share and takes another."""
        found = [first]
        for step in steps:
            found.append(keep * found[-1] + take * step)
        return np.array(found[1:])

    return recognize(
        context,
        {
            "the last weights: the average has to be kept from step to step.": steps,
            "the first weights: what comes later is not taken in.": np.broadcast_to(steps[0], steps.shape),
            "the average begins at 0; it begins with the first weights.": by(momentum, 1 - momentum, 0 * steps[0]),
            "the two shares are swapped: `momentum` is the share of what was there before.": (
                by(1 - momentum, momentum, steps[0])
            ),
            "the weights come in with their full weight: that is a sum.": by(momentum, 1.0, steps[0]),
        },
    )
