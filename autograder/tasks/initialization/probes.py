"""Probes of the chapter `initialization`: what draws by chance, what measures a stack of layers, what scales one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import as_array, numbers
from autograder.checks.wire import Case, Data


def variances(objects: Sequence[Any], case: Case) -> Data:
    """One of the two formulas for a case's widths and weights."""
    result = objects[0](**case["arguments"])
    inputs = {"weight_variances": probes.as_data(case["arguments"]["weight_variances"])}
    return {"outputs": {"the result": numbers(result)}, "inputs": inputs}


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "z + 2": lambda z: z + 2.0,
    "tanh(z)": np.tanh,
    "log(1 + exp(z))": lambda z: np.log1p(np.exp(z)),
    "cos(z)": np.cos,
    "z + sin(2 z) / 2 + 1/4": lambda z: z + np.sin(2 * z) / 2 + 0.25,
}


def gains(objects: Sequence[Any], case: Case) -> Data:
    """The gain of an activation that the case names."""
    return {"outputs": {"the result": as_data(objects[0](ACTIVATIONS[case["activation"]], case["variance"]))}}


# --- What draws by chance ---


def draws(objects: Sequence[Any], case: Case) -> Data:
    """The matrices of all draws from one generator, and the first from an equal one; of what is no matrix one."""
    given, rng = case["arguments"], np.random.default_rng(case["seed"])
    first = objects[0](rng, **given)
    came: Data = {"first": probes.as_data(first)}
    if isinstance(first, np.ndarray) and first.dtype.kind == "f":
        came["others"] = [as_array(objects[0](rng, **given)) for _ in range(case["repeats"] - 1)]
        came["again"] = as_array(objects[0](np.random.default_rng(case["seed"]), **given))
    return {"came": came}


# --- What works on layers ---


class Held:
    """An affine map that holds its arrays and keeps what comes in; it gives twice as much when it trains."""

    def __init__(self, weights: Array, bias: Array) -> None:
        self.params = {"W": weights, "b": bias}
        self.grads: dict[str, Array] = {}
        self.came = list[Data]()

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch."""
        self.came.append(as_array(x))
        return mapped(x, self.params["W"], self.params["b"], train)


class Bent:
    """An activation without weights that gives twice as much when it trains."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}
        self.came = list[Data]()

    def forward(self, x: Array, train: bool = True) -> Array:
        """Bend a batch."""
        self.came.append(as_array(x))
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
    """What the student's probe says of a stack, and what came into each layer, pass by pass."""
    layers = stack(case)
    result = objects[0](list(layers), case["arguments"]["x"])
    came = {"result": numbers(result), "passes": [layer.came for layer in layers]}
    return {"came": came, "inputs": {"x": probes.as_data(case["arguments"]["x"])}}


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
