"""The repair of the chapter `activations`: gates that are open or shut, and what comes of wrong mends."""

from __future__ import annotations

import numpy as np

from autograder.checks.cases import away_from_zero, layer_case
from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Context
from autograder.checks.wire import Case

GATES_BY_HAND = layer_case(
    "by hand: left half [[2, 4]], right half [[1, -1]], so the gates are 3/4 and 1/4; dy = [[1, 10]]",
    np.array([[2.0, 4.0, 1.0, -1.0]]),
    np.array([[1.0, 10.0]]),
    (np.array([[1.0, 3.0]]), np.array([[1.0]])),
)


def draw(rng: np.random.Generator) -> list[Case]:
    """Gates of all kinds, and more of them than samples."""
    return [
        layer_case(
            f"x of shape ({samples}, {2 * features})",
            away_from_zero(rng, samples, 2 * features),
            away_from_zero(rng, samples, features),
            (away_from_zero(rng, samples + 1, 2 * features), away_from_zero(rng, samples + 1, features)),
        )
        for samples, features in ((4, 3), (2, 5))
    ]


def mended_otherwise(context: Context) -> str | None:
    """The gradient that a colleague's layer gave, and what others make of it."""
    if context.judge != "numerical":
        return None
    dy = context.case["arguments"]["dy"]
    left, right = np.split(context.case["arguments"]["x"], 2, axis=1)
    gates, steepness = 0.5 * (1 + right / (1 + np.abs(right))), 0.5 / (1 + np.abs(right)) ** 2
    halves = {
        "the mistake is still in it: the right half's gradient is too small, and more so the more a gate is shut.": (
            (dy * gates, dy * gates * left * steepness),
        ),
        "the right half is right now; what goes to the left half passes the gate, too.": ((dy, dy * left * steepness),),
        "a gate's gradient is the upstream one times what the gate multiplies, and that is missing.": (
            (dy * gates, dy * steepness),
            (dy * gates, dy * gates * steepness),
        ),
        "the slope of the gate is missing.": ((dy * gates, dy * left), (dy * gates, dy * gates * left)),
        "q(1 - q) is the slope of a sigmoid; this gate has another.": ((dy * gates, dy * left * gates * (1 - gates)),),
    }
    return recognize(
        context, {words: tuple(np.concatenate(way, axis=1) for way in ways) for words, ways in halves.items()}
    )
