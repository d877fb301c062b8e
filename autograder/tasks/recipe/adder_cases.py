"""Cases of the second tier: the division of the digits that the reader of digits gets, and pairs of those held out."""

from __future__ import annotations

import numpy as np

from autograder.checks.task import WITHHELD
from autograder.checks.wire import Case
from autograder.tasks.recipe.cases import draw_capstone

PAIRS = 2000
"""Pairs that a network is judged on."""


def draw_adder(rng: np.random.Generator) -> list[Case]:
    """Digits for training, and pairs of 600 others; their sums are for the judge alone.

    The division is that of the reader of digits: so there is no second set of digits to hide from a student's code.
    """
    [reading] = draw_capstone(rng)
    labels = reading[WITHHELD]["labels"]
    left, right = np.random.default_rng(reading["seed"]).integers(0, len(labels), (2, PAIRS))
    return [
        {
            "label": f"897 digits for training, {PAIRS:,} pairs of 600 others to add",
            "arguments": {},
            "seed": reading["seed"],
            "sets": reading["sets"],
            "held out": {"as they are": reading["held out"]["as they are"]},
            "left": left,
            "right": right,
            WITHHELD: {"sums": (labels[left] + labels[right]) % 10},
        }
    ]


def draw_ablation(rng: np.random.Generator) -> list[Case]:
    """The same, and which of the parts is taken out once more."""
    [case] = draw_adder(rng)
    return [{**case, "label": "one of your parts, left out on other digits", "again": int(rng.integers(1000))}]


def draw_log(rng: np.random.Generator) -> list[Case]:
    """Nothing is drawn: what is judged was written down before."""
    return [{"label": "your log and your result", "arguments": {}}]
