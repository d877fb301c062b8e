"""The cases of the chapter `schedules` for functions that need no chance: a step, or many, and a schedule's numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.task import Case

Generator = np.random.Generator
RATE = "the rate"


def schedule_case(label: str, step: Any, **arguments: Any) -> Case:
    """A schedule's arguments; the answer counts steps where it is an array."""
    return {
        "label": label,
        "arguments": {"step": step, **arguments},
        "names": [RATE],
        "sequences": [RATE] if np.ndim(step) == 1 else [],
    }


def steps_to(last: int) -> Array:
    """Steps 0, 1, ..., last."""
    return np.arange(last + 1)


def in_words(arguments: Case) -> str:
    """The arguments but for the steps, as a student reads them."""
    words = (
        f"{name} = {np.asarray(value).tolist() if isinstance(value, np.ndarray) else format(value, '.4g')}"
        for name, value in arguments.items()
    )
    return ", ".join(words)


def drawn(steps: int, **arguments: Any) -> list[Case]:
    """The same arguments with a row of steps, with a table of steps that are not in order, and with a single one."""
    said = in_words(arguments)
    table = np.array([[steps, 0, 3], [1, steps // 2, 2]])
    return [
        schedule_case(f"steps 0 to {steps}, {said}", steps_to(steps), **arguments),
        schedule_case(f"step = {table.tolist()}, {said}", table, **arguments),
        schedule_case(f"step = {steps // 2}, a single number, {said}", steps // 2, **arguments),
    ]


def rounded(rng: Generator, low: float, high: float) -> float:
    """A number with two digits behind the point, as a student would choose it."""
    return round(float(rng.uniform(low, high)), 2)


def draw_exponential(rng: Generator) -> list[Case]:
    """With and without a staircase."""
    arguments = {
        "learning_rate": rounded(rng, 0.2, 0.9),
        "decay_rate": rounded(rng, 0.3, 0.9),
        "decay_steps": int(rng.integers(4, 9)),
    }
    return drawn(20, **arguments, staircase=False) + drawn(20, **arguments, staircase=True)


def draw_plain_decay(rng: Generator) -> list[Case]:
    """A rate, a decay rate and decay steps."""
    return drawn(
        20,
        learning_rate=rounded(rng, 0.2, 0.9),
        decay_rate=rounded(rng, 0.3, 0.9),
        decay_steps=int(rng.integers(4, 9)),
    )


def by_hand(**arguments: Any) -> Case:
    """Five steps with a rate of 1 and two decay steps."""
    return schedule_case(
        f"steps 0 to 4 by hand: {in_words(arguments)}",
        steps_to(4),
        **arguments,
    )


def draw_piecewise(rng: Generator) -> list[Case]:
    """One boundary to three."""
    cases = []
    for count in (1, 2, 3):
        boundaries = np.sort(rng.choice(np.arange(1, 19), count, replace=False))
        rates = rng.permutation([0.9, 0.5, 0.3, 0.1])[: count + 1]
        cases += drawn(20, boundaries=boundaries, rates=rates)
    return cases


def draw_polynomial(rng: Generator) -> list[Case]:
    """Straight and bent, with the cycle and without, far behind the last step."""
    common = {
        "learning_rate": rounded(rng, 0.5, 0.9),
        "decay_steps": int(rng.integers(5, 9)),
        "end_learning_rate": rounded(rng, 0.05, 0.2),
    }
    powers = (1.0, 2.0, 0.5)
    return [
        case for cycle in (False, True) for power in powers for case in drawn(24, **common, power=power, cycle=cycle)
    ]


def draw_cosine(rng: Generator) -> list[Case]:
    """With and without something left at the end."""
    arguments = {"learning_rate": rounded(rng, 0.2, 0.9), "decay_steps": int(rng.integers(8, 15))}
    return drawn(20, **arguments, alpha=0.0) + drawn(20, **arguments, alpha=rounded(rng, 0.1, 0.3))


def draw_linear_cosine(rng: Generator) -> list[Case]:
    """Half a period, and more than one; with both constants."""
    arguments = {"learning_rate": rounded(rng, 0.2, 0.9), "decay_steps": int(rng.integers(8, 15))}
    constants = {"alpha": rounded(rng, 0.1, 0.3), "beta": rounded(rng, 0.01, 0.05)}
    return [case for periods in (0.5, 1.5) for case in drawn(20, **arguments, periods=periods, **constants)]
