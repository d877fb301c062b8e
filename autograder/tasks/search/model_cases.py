"""Cases of the chapter `search` for the model behind a search: the Gaussian process, its gain, and the loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.search import model_measures

Generator = np.random.Generator

# --- Gaussian process ---


def process_case(what: str, words: str, **arguments: Any) -> Case:
    """Arguments of one of the three functions. Different ways to solve the equations differ by rounding."""
    return {"label": f"{what}: {words}", "what": what, "arguments": arguments, "tolerance": 1e-7}


ONE = np.array([[0.0]])
PROCESS_BY_HAND = [
    process_case(
        "rbf",
        "a = [[0], [3]], b = [[0], [1], [3]], length_scale = 1: distances [[0, 1, 3], [3, 2, 0]]",
        a=np.array([[0.0], [3.0]]),
        b=np.array([[0.0], [1.0], [3.0]]),
        length_scale=1.0,
    ),
    process_case(
        "posterior",
        "one trial at 0 with the score 1, no noise; new places at distances 0, 1 and 100, length_scale = 1",
        x=ONE,
        y=np.array([1.0]),
        new=np.array([[0.0], [1.0], [100.0]]),
        length_scale=1.0,
        noise=0.0,
    ),
    process_case(
        "evidence",
        "one trial at 0 with the score 2, noise 0: the logarithm of the standard normal density at 2",
        x=ONE,
        y=np.array([2.0]),
        length_scale=1.0,
        noise=0.0,
    ),
]


def draw_process(rng: Generator) -> list[Case]:
    """Two and three dimensions, one place tried twice (which only noise makes possible), several length scales."""
    scale = round(float(rng.uniform(0.3, 0.6)), 3)
    a, b = rng.uniform(size=(6, 2)), rng.uniform(size=(4, 2))
    x, new = rng.uniform(size=(8, 3)), rng.uniform(size=(5, 3))
    y = np.sin(5 * x[:, 0]) + x[:, 1] + 0.1 * rng.normal(size=8)
    twice = x.copy()
    twice[5] = x[2]
    return [
        process_case("rbf", f"6 and 4 places in 2 dimensions, length_scale = {scale}", a=a, b=b, length_scale=scale),
        process_case(
            "posterior",
            f"8 trials in 3 dimensions, 5 new places, length_scale = {scale}, noise = 0.2",
            x=x,
            y=y,
            new=new,
            length_scale=scale,
            noise=0.2,
        ),
        process_case(
            "posterior",
            "the new places are the trials themselves, length_scale = 0.8, noise = 0.1",
            x=x,
            y=y,
            new=x.copy(),
            length_scale=0.8,
            noise=0.1,
        ),
        process_case(
            "evidence",
            f"8 trials in 3 dimensions, length_scale = {scale}, noise = 0.2",
            x=x,
            y=y,
            length_scale=scale,
            noise=0.2,
        ),
        process_case(
            "posterior",
            f"8 trials, one place twice, 5 new places, length_scale = {scale}, noise = 0.05",
            x=twice,
            y=y,
            new=new,
            length_scale=scale,
            noise=0.05,
        ),
    ]


# --- Expected improvement ---


def improvement_case(words: str, mean: Array, deviation: Array, best: float) -> Case:
    """Places with their means and deviations, and the best so far."""
    return {"label": words, "arguments": {"mean": mean, "deviation": deviation, "best": best}, "tolerance": 1e-8}


IMPROVEMENT_BY_HAND = [
    improvement_case(
        "by hand: mean = [0, 1, 1, -1], deviation = [1, 1, 0, 0], best = 0",
        np.array([0.0, 1.0, 1.0, -1.0]),
        np.array([1.0, 1.0, 0.0, 0.0]),
        0.0,
    )
]


def draw_improvement(rng: Generator) -> list[Case]:
    """A best score that is not 0, deviations of several sizes, and none."""
    mean, deviation = rng.normal(size=8), rng.uniform(0.1, 2, 8)
    best = round(float(rng.uniform(0.5, 1.5)), 2)
    certain = np.array([best + 0.5, best, best - 0.5])
    return [
        improvement_case(f"8 places, best = {best}", mean, deviation, best),
        improvement_case(f"3 places that are known for certain, best = {best}", certain, np.zeros(3), best),
    ]


# --- The loop ---


def loop_case(words: str, candidates: Array, first: list[int], trials: int, top: Sequence[float], **more: Any) -> Case:
    """Places to choose from, a hill to climb."""
    options = {"height": 1.0, "length_scales": [0.15, 0.3, 0.6], "noise": 0.01, **more}
    return {
        "label": f"{words}, first {first}, {trials} trials, length scales {options['length_scales']}",
        "arguments": {"candidates": candidates},
        "first": first,
        "trials": trials,
        "top": list(top),
        "sequences": [model_measures.TRIED, model_measures.SCORES, model_measures.SCORED],
        "tolerance": 1e-7,
        **options,
    }


LOOP_BY_HAND = [
    loop_case(
        "candidates [[0], [0.2], [0.5], [0.9]], a hill with its top at 0.6",
        np.array([[0.0], [0.2], [0.5], [0.9]]),
        [0, 1],
        3,
        [0.6],
        length_scales=[0.3],
    )
]


def draw_loop(rng: Generator) -> list[Case]:
    """One and two dimensions, a plain on which all scores are equal, and as many trials as places."""
    line = np.sort(rng.uniform(size=(40, 1)), axis=0)
    plane = rng.uniform(size=(60, 2))
    top = [float(value) for value in rng.uniform(0.2, 0.8, 2)]
    return [
        loop_case("40 places on a line", line, [3, 30], 9, top[:1]),
        loop_case("60 places in 2 dimensions", plane, [0, 1, 2, 3], 12, top, noise=0.1),
        loop_case("12 places, all scores equal", plane[:12], [4], 6, top, height=0.0, length_scales=[0.4]),
        loop_case("6 places, all of them tried", line[::7], [0], 6, top[:1], length_scales=[0.3]),
    ]
