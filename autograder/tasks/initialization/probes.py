"""Probes of the chapter `initialization`: what draws by chance, what measures a stack of layers, what scales one.

A random initializer has no expected numbers. What can be compared is counted: shape, type, how many numbers are
different, whether equal generators give equal weights. The numbers themselves go into `samples`, and the case says
which distribution they must come from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.probing.returned import numbers
from autograder.checks.wire import Case, Data

SHAPE = "the shape of W"
BYTES = "bytes per number in W"
AGAIN = "share of W that changes with an equal generator"
MATRICES = "different matrices among the draws"
NUMBERS = "different numbers in W"
DRAWN = "the weights of all draws"
PRODUCTS = ("W.T @ W", "W @ W.T")


def variances(objects: Sequence[Any], case: Case) -> Data:
    """One of the two formulas for a case's widths and weights."""
    result = objects[0](**case["arguments"])
    inputs = {"weight_variances": probes.as_data(case["arguments"]["weight_variances"])}
    return {"outputs": {"the result": numbers(result)}, "inputs": inputs}


# --- What draws by chance ---


def _matrices(initializer: Callable[..., Any], case: Case) -> tuple[dict[str, Data], list[Array]]:
    """What can be counted, and the matrices of all draws from one generator; none of them if the first is no array."""
    given, rng = case["arguments"], np.random.default_rng(case["seed"])
    first = initializer(rng, **given)
    if not isinstance(first, np.ndarray) or first.dtype.kind != "f":
        return {SHAPE: probes.as_data(first)}, []
    matrices = [first.copy(), *(np.array(initializer(rng, **given)) for _ in range(case["repeats"] - 1))]
    equal = np.asarray(initializer(np.random.default_rng(case["seed"]), **given))
    counted: dict[str, Data] = {
        SHAPE: np.array(first.shape, dtype=float),
        BYTES: float(first.dtype.itemsize),
        AGAIN: float(np.mean(equal != matrices[0])) if equal.shape == first.shape else 1.0,
        MATRICES: float(len({matrix.tobytes() for matrix in matrices})),
    }
    return counted, matrices


def independent_draws(objects: Sequence[Any], case: Case) -> Data:
    """Weights that must be independent of each other: all of them are one sample."""
    counted, matrices = _matrices(objects[0], case)
    if not matrices:
        return {"outputs": counted}
    counted[NUMBERS] = float(len(np.unique(matrices[0])))
    return {"outputs": counted, "samples": {DRAWN: np.concatenate([matrix.ravel() for matrix in matrices])}}


def orthogonal_draws(objects: Sequence[Any], case: Case) -> Data:
    """An orthogonal matrix, and each entry of it over all draws.

    A unit vector in three dimensions on which no direction is preferred has uniform entries (Archimedes), so that the
    entries of matrices with a side of 3 have a distribution to be compared with.
    """
    counted, matrices = _matrices(objects[0], case)
    if not matrices or matrices[0].ndim != 2:
        return {"outputs": counted}
    first, given = matrices[0], case["arguments"]
    tall = given["fan_in"] >= given["fan_out"]
    counted[PRODUCTS[0] if tall else PRODUCTS[1]] = first.T @ first if tall else first @ first.T
    drawn = {
        entry_name(*place): np.array([matrix[place] for matrix in matrices]) / given["gain"]
        for place in np.ndindex(first.shape)
    }
    return {"outputs": counted, "samples": drawn if case["samples"] else {}}


def entry_name(row: int, column: int) -> str:
    """What a student reads about one entry of an orthogonal matrix."""
    return f"W[{row}, {column}] / gain, over all draws"


# --- What works on layers ---


class Held:
    """An affine map that holds its arrays and counts its passes; it gives twice as much when it trains."""

    def __init__(self, weights: Array, bias: Array) -> None:
        self.params = {"W": weights, "b": bias}
        self.grads: dict[str, Array] = {}
        self.passes = 0

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch."""
        self.passes += 1
        return mapped(x, self.params["W"], self.params["b"], train)


class Bent:
    """An activation without weights that gives twice as much when it trains."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}
        self.passes = 0

    def forward(self, x: Array, train: bool = True) -> Array:
        """Bend a batch."""
        self.passes += 1
        return bent(x, train)


def mapped(x: Array, weights: Array, bias: Array, train: bool = False) -> Array:
    """What `Held` gives: a lost `train` shows."""
    y: Array = (2.0 if train else 1.0) * (x @ weights + bias)
    return y


def bent(x: Array, train: bool = False) -> Array:
    """What `Bent` gives: numbers with a mean that is not 0."""
    y: Array = (2.0 if train else 1.0) * np.log1p(np.exp(x))
    return y


def stack(case: Case) -> list[Any]:
    """The case's layers: an affine map for each matrix, bends between them, and one behind the last if it says so."""
    layers: list[Any] = []
    for weights, bias in zip(case["weights"], case["biases"], strict=True):
        layers += [Held(weights.copy(), bias.copy()), Bent()]
    return layers if case["bent_end"] else layers[:-1]


def scales(objects: Sequence[Any], case: Case) -> Data:
    """The student's probe on a stack, how often each layer ran, and whether its weights are what they were."""
    layers = stack(case)
    result = objects[0](list(layers), case["arguments"]["x"])
    outputs = {
        "the result": numbers(result),
        "forward passes of each layer": np.array([float(layer.passes) for layer in layers]),
    }
    return {"outputs": outputs, "inputs": {"x": probes.as_data(case["arguments"]["x"])}}


def scaled_stack(objects: Sequence[Any], case: Case) -> Data:
    """What the student's rule returns, and what it makes of the very arrays that the layers held at the start."""
    layers = stack(case)
    arrays = [layer.params["W"] for layer in layers if "W" in layer.params]
    result = objects[0](list(layers), case["arguments"]["x"])
    outputs = {weights_name(number): probes.as_data(array) for number, array in enumerate(arrays)}
    outputs["the result"] = numbers(result)
    return {"outputs": outputs, "inputs": {"x": probes.as_data(case["arguments"]["x"])}}


def weights_name(number: int) -> str:
    """What a student reads about the weights of an affine layer."""
    return f'params["W"] of affine layer {number + 1}'
