"""The repair of the chapter `forward`: layers that fit well or badly, and what comes of wrong mends."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.wire import Case


def explained_case(label: str, x: Array, t: Array, weights: Array, batch_size: int) -> Case:
    """Samples, a layer's weights, and how many samples make a batch."""
    return {"label": label, "arguments": {"x": x, "t": t, "weights": weights}, "batch_size": batch_size}


BY_HAND = explained_case(
    "by hand: the answers [[1], [4]], the targets [0, 4]; half a square is missed of a variance of 4",
    np.array([[1.0], [4.0]]),
    np.array([0.0, 4.0]),
    np.array([1.0]),
    2,
)


def draw(rng: np.random.Generator) -> list[Case]:
    """A layer that fits well and one that fits badly, in one batch and in several."""
    cases = []
    for samples, batch_size in ((6, 6), (7, 3)):
        x, weights = rng.normal(size=(samples, 2)), rng.uniform(0.5, 2.0, 2)
        for words, noise in (("fits well", 0.2), ("fits badly", 2.0)):
            t = x @ weights + noise * rng.normal(size=samples) + 0.3
            label = f"a layer that {words}, {samples} samples in batches of {batch_size}"
            cases.append(explained_case(label, x, t, weights, batch_size))
    return cases


def mended_otherwise(context: Context) -> str | None:
    """The share that a colleague's function gave, and what others make of it."""
    x, t, weights = (context.case["arguments"][name] for name in ("x", "t", "weights"))
    if np.shape(context.got):
        return None
    y = x @ weights
    variance = ((t - t.mean()) ** 2).mean()
    missed, stretched = ((y - t) ** 2).mean(), ((y[:, np.newaxis] - t) ** 2).mean()
    return recognize(
        context,
        {
            "the mistake is still in it: every answer is compared with every target.": 1 - stretched / variance,
            "a divisor cannot mend it: the sum still has all pairs of answers and targets in it.": (
                1 - stretched / len(t) / variance
            ),
            "the answers are averaged before they are compared: each has a target of its own.": (
                1 - ((y.mean() - t) ** 2).mean() / variance,
                1 - (y.mean() - t.mean()) ** 2 / variance,
            ),
            "the variance of the answers stands where that of the targets belongs.": 1 - missed / y.var(),
            "this is the share that is missed; the share that is explained is what is left of 1.": missed / variance,
        },
    )
