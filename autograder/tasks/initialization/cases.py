"""Cases of the chapter `initialization`: numbers to follow by hand first, then drawn ones.

For what draws by chance the case also says which distributions the mistakes lead to that students make.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.initialization.measures import DRAWN, entry_name
from autograder.tasks.initialization.probes import ACTIVATIONS

Generator = np.random.Generator

# --- The two formulas ---


def variances_case(label: str, widths: Sequence[int], weight_variances: Array, activation: str, **start: float) -> Case:
    """Widths and weights of a network, and what its first or last layer starts from."""
    arguments = {"widths": list(widths), "weight_variances": weight_variances, "activation": activation, **start}
    sequences = ["the result"]
    return {"label": label, "arguments": arguments, "constants": start, "sequences": sequences}


FORWARD_BY_HAND = [
    variances_case(
        f"by hand, {activation}: widths [4, 2, 8], weights with variance [0.75, 0.25]; layer 1 has 4 x 0.75 x 1 = 3",
        [4, 2, 8],
        np.array([0.75, 0.25]),
        activation,
    )
    for activation in ("linear", "relu")
]
BACKWARD_BY_HAND = [
    variances_case(
        f"by hand, {activation}: widths [4, 2, 8], weights with variance [0.75, 0.25]; layer 2 has 1",
        [4, 2, 8],
        np.array([0.75, 0.25]),
        activation,
    )
    for activation in ("linear", "relu")
]


def _networks(rng: Generator, start: str) -> list[Case]:
    """All widths different, both activations; one layer alone."""
    cases = []
    for activation, layers in (("linear", 4), ("relu", 5), ("relu", 3), ("linear", 1), ("relu", 1)):
        widths = [int(width) for width in rng.choice(np.arange(3, 40), layers + 1, replace=False)]
        variances, first = rng.uniform(0.02, 0.4, layers), float(rng.uniform(2, 5))
        label = f"{activation}, widths {widths}, {start} = {first:.3g}"
        cases.append(variances_case(label, widths, variances, activation, **{start: first}))
    return cases


def draw_forward(rng: Generator) -> list[Case]:
    """Networks with a mean square of the inputs that is not 1."""
    return _networks(rng, "input_square")


def draw_backward(rng: Generator) -> list[Case]:
    """Networks whose last gradients have a variance that is not 1."""
    return _networks(rng, "last")


# --- What draws by chance ---

SMALLEST_SAMPLE = 20_000
"""Numbers that are drawn in a case: enough to tell scales apart that differ by a twelfth."""


def draws_case(label: str, seed: int, fan_in: int, fan_out: int, samples: dict[str, Any]) -> Case:
    """As many matrices as it takes."""
    repeats = max(2, math.ceil(SMALLEST_SAMPLE / (fan_in * fan_out)))
    return {
        "label": f"{label}fan_in = {fan_in}, fan_out = {fan_out}, {repeats} draws",
        "seed": seed,
        "repeats": repeats,
        "arguments": {"fan_in": fan_in, "fan_out": fan_out},
        "samples": {DRAWN: samples},
    }


def normal(variance: float) -> dict[str, Any]:
    """A normal distribution around 0."""
    return {"kind": "normal", "mean": 0.0, "standard_deviation": math.sqrt(variance)}


def uniform(bound: float) -> dict[str, Any]:
    """A uniform distribution around 0."""
    return {"kind": "uniform", "low": -bound, "high": bound}


def he_case(seed: int, fan_in: int, fan_out: int, label: str = "") -> Case:
    """Normal numbers with the variance 2 / fan_in, and what else students draw."""
    others = {
        "fan-in and fan-out are swapped: a net input adds up fan-in terms.": normal(2 / fan_out),
        "the variance is 1/fan-in, which is right without an activation. What does the ReLU take away?": normal(
            1 / fan_in
        ),
        "both fans have their say, which is Glorot's compromise. Here fan-in alone counts.": normal(
            2 / (fan_in + fan_out)
        ),
        "the variance is right, but the numbers are uniform.": uniform(math.sqrt(6 / fan_in)),
        "the variance is half of 1/fan-in: the 2 stands on the wrong side.": normal(1 / (2 * fan_in)),
        "the numbers are uniform, up to the standard deviation.": uniform(math.sqrt(2 / fan_in)),
        "all numbers are positive: the weights should lie around 0.": {
            "kind": "uniform",
            "low": 0.0,
            "high": math.sqrt(2 / fan_in),
        },
        "these are standard normal numbers: the scale is missing.": normal(1.0),
    }
    return draws_case(label, seed, fan_in, fan_out, {**normal(2 / fan_in), "others": others})


def xavier_case(seed: int, fan_in: int, fan_out: int, label: str = "") -> Case:
    """Uniform numbers with the variance 2 / (fan_in + fan_out), and what else students draw."""
    both = fan_in + fan_out
    others = {
        "the standard deviation stands as the bound. Uniform numbers from -a to a have the variance a²/3.": uniform(
            math.sqrt(2 / both)
        ),
        "the bound is the square of what it should be: a root is missing.": uniform(6 / both),
        "the variance itself stands as the bound.": uniform(2 / both),
        "fan-in alone decides here; the way back has its say too.": uniform(math.sqrt(3 / fan_in)),
        "fan-out alone decides here; the way forward has its say too.": uniform(math.sqrt(3 / fan_out)),
        "this is He's bound: twice the variance, and of fan-in alone.": uniform(math.sqrt(6 / fan_in)),
        "the variance is half of what it should be: 1 over the sum in place of 1 over the mean of both fans.": uniform(
            math.sqrt(3 / both)
        ),
        "the variance is twice what it should be.": uniform(math.sqrt(12 / both)),
        "the variance is right, but the numbers are normal.": normal(2 / both),
        "all numbers are positive: the weights should lie around 0.": {
            "kind": "uniform",
            "low": 0.0,
            "high": math.sqrt(6 / both),
        },
        "numbers from -1 to 1: the scale is missing.": uniform(1.0),
        "numbers from 0 to 1: scale and centre are missing.": {"kind": "uniform", "low": 0.0, "high": 1.0},
    }
    return draws_case(label, seed, fan_in, fan_out, {**uniform(math.sqrt(6 / both)), "others": others})


HE_BY_HAND = he_case(7, 32, 16, "by hand: the variance is 2/32, the standard deviation 0.25; ")
XAVIER_BY_HAND = xavier_case(7, 10, 14, "by hand: the variance is 2/24 = 0.25/3, so the bound is 0.5; ")


def _fans(rng: Generator) -> list[tuple[int, int]]:
    """Few inputs and many outputs, the other way round, and a layer of a usual size; a twofold difference at least."""
    few, many = int(rng.integers(3, 5)), int(rng.integers(10, 20))
    return [(few, many), (many, few), (int(rng.integers(150, 200)), int(rng.integers(40, 70)))]


def draw_he(rng: Generator) -> list[Case]:
    """Three shapes."""
    return [he_case(int(rng.integers(2**31)), *fans) for fans in _fans(rng)]


def draw_xavier(rng: Generator) -> list[Case]:
    """Three shapes."""
    return [xavier_case(int(rng.integers(2**31)), *fans) for fans in _fans(rng)]


# --- Orthogonal ---

ORTHOGONAL_DRAWS = 400
SIGNS = "the signs are the routine's choice, not chance. Which columns of Q change their sign with the diagonal of R?"


def orthogonal_case(label: str, seed: int, fan_in: int, fan_out: int, gain: float, repeats: int = 3) -> Case:
    """Orthonormal rows or columns; with many draws, entries that must be uniform between -1 and 1."""
    one_sided = {SIGNS + sign: {"kind": "uniform", **ends} for sign, ends in ONE_SIDED.items()}
    entry = {"kind": "uniform", "low": -1.0, "high": 1.0, "others": one_sided}
    samples = {entry_name(*place): entry for place in np.ndindex(fan_in, fan_out)} if repeats > 10 else {}
    return {
        "label": f"{label}fan_in = {fan_in}, fan_out = {fan_out}, gain = {gain:g}, {repeats} draws",
        "seed": seed,
        "repeats": repeats,
        "arguments": {"fan_in": fan_in, "fan_out": fan_out, "gain": gain},
        "samples": samples,
    }


ONE_SIDED = {
    " Here it never is positive.": {"low": -1.0, "high": 0.0},
    " Here it never is negative.": {"low": 0.0, "high": 1.0},
}

ORTHOGONAL_BY_HAND = [
    orthogonal_case("by hand: one column of length 3, so W.T @ W is 9; ", 7, 2, 1, 3.0),
    orthogonal_case("by hand: two rows of length 2, so W @ W.T is 4 times the identity; ", 7, 2, 3, 2.0),
]


def draw_orthogonal(rng: Generator) -> list[Case]:
    """Tall, wide, square; then three shapes with a side of 3 and thousands of draws. Most gains are drawn as well."""
    shapes = [(5, 3, 3), (3, 6, 3), (4, 4, 3), *((*fans, ORTHOGONAL_DRAWS) for fans in ((3, 3), (3, 2), (2, 3)))]
    gains = np.array([1.5, 0.7, 1.0, 1.0, 2.0, 0.5])
    gains[gains != 1] *= np.round(rng.uniform(0.9, 1.1, 4), 2)
    return [
        orthogonal_case("", int(rng.integers(2**31)), fan_in, fan_out, float(gain), repeats)
        for (fan_in, fan_out, repeats), gain in zip(shapes, gains, strict=True)
    ]


# --- Layers ---


def stack_case(label: str, x: Array, weights: Sequence[Array], biases: Sequence[Array], bent_end: bool = False) -> Case:
    """A batch and the affine layers of a stack."""
    return {
        "label": label,
        "batch": len(x),
        "weights": list(weights),
        "biases": list(biases),
        "bent_end": bent_end,
        "arguments": {"x": x},
    }


SCALES_BY_HAND = stack_case(
    "by hand: one layer with W = [[1, 0], [0, 2]], b = 0; x = [[1, 1], [5, 5]] gives 1, 2, 5, 10, with mean 4.5",
    np.array([[1.0, 1.0], [5.0, 5.0]]),
    [np.array([[1.0, 0.0], [0.0, 2.0]])],
    [np.zeros(2)],
)
LSUV_BY_HAND = stack_case(
    "by hand: one layer with W = [[4]]; x = [[1], [2], [3], [4]] gives 4, 8, 12, 16, with variance 20",
    np.array([[1.0], [2.0], [3.0], [4.0]]),
    [np.array([[4.0]])],
    [np.zeros(1)],
)


def _stack(rng: Generator, samples: int, widths: Sequence[int], with_bias: bool, bent_end: bool) -> Case:
    weights = [rng.normal(0, rng.uniform(0.3, 3), shape) for shape in pairwise(widths)]
    biases = [np.array(rng.normal(size=matrix.shape[1]) * with_bias) for matrix in weights]
    label = f"{samples} samples, affine layers of widths {', '.join(map(str, widths))}, an activation between each two"
    x = rng.normal(0.5, 1, (samples, widths[0]))
    return stack_case(label + (" and behind the last" if bent_end else ""), x, weights, biases, bent_end)


def draw_scales(rng: Generator) -> list[Case]:
    """Biases shift the means, so that a mean square is no variance."""
    return [_stack(rng, 6, (3, 4, 2), True, True), _stack(rng, 4, (2, 5, 3, 4), True, False)]


def draw_lsuv(rng: Generator) -> list[Case]:
    """Several layers, with and without an activation at the end."""
    return [_stack(rng, 7, (3, 4, 5, 2), False, False), _stack(rng, 5, (4, 3, 4), False, True)]


# --- Gains ---


def gain_case(label: str, activation: str, variance: float) -> Case:
    """An activation by its formula, and the variance of what it gets."""
    label = f"{label}f(z) = {activation}, variance = {variance:.6g}"
    return {"label": label, "activation": activation, "variance": variance, "arguments": {}}


GAINS_BY_HAND = [
    gain_case("by hand: the mean of (z + 2)² is 1 + 4, so it is the root of 1/5; ", "z + 2", 1.0),
    gain_case("by hand: the mean of (z + 2)² is 4 + 4, so it is the root of 4/8; ", "z + 2", 4.0),
]


def draw_gains(rng: Generator) -> list[Case]:
    """Activations with a mean that is 0, and with one that is not."""
    return [gain_case("", activation, float(rng.uniform(0.3, 3))) for activation in ACTIVATIONS]
