"""Cases of the chapter `batchnorm`: batches whose features differ in mean and in spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.cases import away_from_zero
from autograder.checks.cases import layer_case as plain_case
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case

Generator = np.random.Generator


def features(rng: Generator, samples: int, width: int) -> Array:
    """Features with means and spreads of their own, which are not those of a standard normal distribution."""
    middles = rng.choice([-1.0, 1.0], width) * rng.uniform(0.5, 2, width)
    # Evenly spaced numbers, moved a little and shuffled: no column is ever nearly constant.
    columns = [rng.permutation(np.linspace(-1, 1, samples)) for _ in range(width)]
    x: Array = np.column_stack(columns) + rng.uniform(-0.2, 0.2, (samples, width))
    return middles + rng.uniform(0.5, 3, width) * x


# --- Inputs ---


def inputs_case(label: str, train_x: Array, x: Array) -> Case:
    """A training set, and samples to normalize by it."""
    return {"label": label, "batch": len(x), "arguments": {"train_x": train_x, "x": x}}


STANDARDIZE_BY_HAND = inputs_case(
    "by hand: train_x = [[1, 100], [7, 300], [9, 300], [15, 100]] has the means 8 and 200, the standard deviations 5 "
    "and 100; x = [[13, 400]]",
    np.array([[1.0, 100.0], [7.0, 300.0], [9.0, 300.0], [15.0, 100.0]]),
    np.array([[13.0, 400.0]]),
)
CONSTANT_FEATURE = inputs_case(
    "a feature that is constant in the training set: train_x = [[1, 5], [3, 5]], x = [[2, 5], [3, 7]]",
    np.array([[1.0, 5.0], [3.0, 5.0]]),
    np.array([[2.0, 5.0], [3.0, 7.0]]),
)
WHITEN_BY_HAND = inputs_case(
    "by hand: train_x = [[4, 4], [-4, -4], [1, -1], [-1, 1]] has the mean 0 and the covariance [[8.5, 7.5], "
    "[7.5, 8.5]], with the eigenvalues 16 along (1, 1) and 1 along (1, -1); x = [[4, 4], [1, -1]]",
    np.array([[4.0, 4.0], [-4.0, -4.0], [1.0, -1.0], [-1.0, 1.0]]),
    np.array([[4.0, 4.0], [1.0, -1.0]]),
)


def draw_inputs(rng: Generator) -> list[Case]:
    """New samples, a single one, and the training set itself; more features than samples to normalize."""
    cases = []
    for samples, width, new in ((7, 3, 4), (6, 4, 1), (8, 3, 0)):
        mixed = features(rng, samples, width) @ (np.eye(width) + rng.uniform(-0.4, 0.4, (width, width)))
        x = features(rng, new, width) if new else mixed.copy()
        said = f"x of shape {x.shape}" if new else "x is the training set itself"
        cases.append(inputs_case(f"train_x of shape {mixed.shape}, {said}", mixed, x))
    return cases


# --- Layers ---


def layer_case(
    label: str, x: Array, dy: Array, gamma: Array, beta: Array, second: tuple[Array, Array], **options: float
) -> Case:
    """A batch, an upstream gradient, the parameters and the constructor's options; then a second batch."""
    return {
        "label": label,
        "batch": len(x),
        "vectorized": True,
        "options": options,
        "arguments": {"x": x, "gamma": gamma, "beta": beta, "dy": dy},
        "second": {"x": second[0], "dy": second[1]},
    }


COLUMN = np.array([[1.0], [7.0], [9.0], [15.0]])
ONE, TWENTY = np.array([[0.0], [0.0], [0.0], [1.0]]), np.array([20.0])
LATER = (np.array([[2.0], [4.0], [9.0], [9.0], [1.0]]), np.array([[0.0], [1.0], [2.0], [0.0], [0.0]]))
BY_HAND = layer_case(
    "by hand: x = [[1], [7], [9], [15]] has the mean 8 and the variance 25; gamma = 10, beta = 20, epsilon = 0, "
    "dy = [[0], [0], [0], [1]]",
    *(COLUMN, ONE, np.array([10.0]), TWENTY, LATER),
    epsilon=0.0,
)
LARGE_EPSILON = layer_case(
    "the same with epsilon = 11, so large that its place shows: the root of 36 is 6",
    *(COLUMN, ONE, np.array([10.0]), TWENTY, LATER),
    epsilon=11.0,
)
ROWS = layer_case(
    "by hand: x = [[1, 7, 9, 15], [30, 30, 10, 10]], the rows have the means 8 and 20, the variances 25 and 100; "
    "gamma = [1, 1, 1, 10], beta = [0, 0, 0, 20], epsilon = 0, dy = [[1, 0, 0, 0], [0, 0, 0, 1]]",
    np.array([[1.0, 7.0, 9.0, 15.0], [30.0, 30.0, 10.0, 10.0]]),
    np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]),
    np.array([1.0, 1.0, 1.0, 10.0]),
    np.array([0.0, 0.0, 0.0, 20.0]),
    (np.array([[3.0, 1.0, 4.0, 1.0]]), np.array([[0.0, 1.0, 2.0, 0.0]])),
    epsilon=0.0,
)


def draw_layer(rng: Generator) -> list[Case]:
    """N and D different, then equal, where a wrong axis keeps every shape; epsilon as usual, and large."""
    cases = []
    for samples, width, options in (
        (6, 4, {"epsilon": 0.5}),
        (5, 5, {"epsilon": 1e-3}),
        (4, 7, {}),
    ):
        label = f"x of shape ({samples}, {width}){_said(options)}"
        x, second = features(rng, samples, width), features(rng, samples + 1, width)
        dy, later = rng.normal(size=x.shape), rng.normal(size=second.shape)
        gamma, beta = parameters(rng, width)
        cases.append(layer_case(label, x, dy, gamma, beta, (second, later), **options))
    return cases


def parameters(rng: Generator, width: int) -> tuple[Array, Array]:
    """Scale and shift, of both signs and none of them trivial."""
    gamma = rng.choice([-1.0, 1.0], width) * rng.uniform(0.5, 2, width)
    return gamma, rng.choice([-1.0, 1.0], width) * rng.uniform(0.5, 2, width)


def _said(options: Mapping[str, float]) -> str:
    return "".join(f", {name} = {value:g}" for name, value in options.items())


# --- Inference ---


def inference_case(label: str, batches: Array, x: Array, gamma: Array, beta: Array, **options: float) -> Case:
    """Training batches, (T, N, D), and samples for test time, (M, D)."""
    return {
        "label": label,
        "batch": batches.shape[1],
        "options": options,
        "arguments": {"batches": batches, "x": x, "gamma": gamma, "beta": beta},
        "sequences": ["running_mean", "running_variance"],
    }


INFERENCE_BY_HAND = inference_case(
    "by hand: the training batch [[1], [7], [9], [15]] has the mean 8 and the variance 25; momentum = 0.75, so that "
    "the running averages go from 0 to 2 and from 1 to 7; then one sample, x = [[6]], at test time; gamma = 10, "
    "beta = 20, epsilon = 9",
    np.array([[[1.0], [7.0], [9.0], [15.0]]]),
    np.array([[6.0]]),
    np.array([10.0]),
    np.array([20.0]),
    momentum=0.75,
    epsilon=9.0,
)


def draw_inference(rng: Generator) -> list[Case]:
    """Several batches; one sample and several at test time; the default momentum as well."""
    cases = []
    settings: tuple[tuple[int, int, int, dict[str, Any]], ...] = (
        (3, 5, 4, {"momentum": 0.8, "epsilon": 0.5}),
        (4, 4, 1, {}),
        (2, 6, 6, {"momentum": 0.6, "epsilon": 1e-3}),
    )
    for steps, samples, tested, options in settings:
        width = 3
        batches = np.stack([features(rng, samples, width) for _ in range(steps)])
        x = features(rng, samples, width)[:tested]
        label = f"{steps} batches of {samples} samples, then {tested} at test time{_said(options)}"
        cases.append(inference_case(label, batches, x, *parameters(rng, width), **options))
    return cases


# --- The repair ---

SIZE_BY_HAND = plain_case(
    "by hand: x = [[1, 3], [-3, -6], [2, 6], [2, 9]], whose mean absolute values are 2 and 6; "
    "dy = [[0, 0], [0, 0], [0, 0], [1, 0]]",
    np.array([[1.0, 3.0], [-3.0, -6.0], [2.0, 6.0], [2.0, 9.0]]),
    np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [1.0, 0.0]]),
    (np.array([[1.0], [-1.0]]), np.array([[2.0], [1.0]])),
)


def draw_sizes(rng: Generator) -> list[Case]:
    """Features of many sizes, and some that have the size 1."""
    cases = []
    for samples, width in ((5, 3), (4, 4)):
        second = (away_from_zero(rng, samples + 1, width), away_from_zero(rng, samples + 1, width))
        x, dy = away_from_zero(rng, samples, width), away_from_zero(rng, samples, width)
        cases.append(plain_case(f"x of shape ({samples}, {width})", x, dy, second))
        alike = x / np.abs(x).mean(axis=0)
        cases.append(plain_case(f"features of size 1, x of shape ({samples}, {width})", alike, dy, second))
    return cases
