"""What a colleague's layer gave that divides features by their mean size, and what others make of it."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Context


def sizes_not_shared(context: Context) -> str | None:
    """The gradient of features that are divided by their mean absolute value over the batch."""
    if context.judge != "numerical":
        return None
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    size, sign, samples = np.abs(x).mean(axis=0), np.sign(x), len(x)
    y = x / size
    shared = (dy * y).mean(axis=0)
    return recognize(
        context,
        {
            "the mistake is still in it: it is right for a batch of one sample only.": (
                (dy - sign * samples * shared) / size
            ),
            "the size of a feature depends on each sample, too: a second path leads through it.": dy / size,
            "both paths are divided by the size, and here not both are.": (
                dy - sign * shared,
                dy / size - sign * shared,
                dy - sign * shared / size,
            ),
            "a sign: the path through the size takes away.": (dy + sign * shared) / size,
            "the slope of |x| is its sign; the output stands in its place, as if the size were a root mean square.": (
                (dy - y * shared) / size
            ),
            "the slope of |x| is missing: it is the sign of x.": (dy - shared) / size,
            "entry by entry: the size is shared by the batch, so each sample's gradient has a part of the others'.": (
                (dy - sign * dy * y / samples) / size,
                (dy - sign * dy * y) / size,
            ),
            "the mean over the batch is taken twice.": (dy - sign * shared / samples) / size,
            "the mean belongs to the path through the size alone: the sample's own output has its full weight.": (
                (dy / samples - sign * shared) / size
            ),
            "the wrong axis: the size is that of a feature, over the batch.": (
                (dy - sign * (dy * y).mean(axis=1, keepdims=True)) / size
            ),
        },
    )
