"""Probes of the chapter `activations`: layers with settings, a chain for the student's probe, a residual block.

The layers inside are the checks' own, so that one mistake shows in one check only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.probing.returned import as_array, numbers
from autograder.checks.wire import Case, Data


def layer_with_constants(objects: Sequence[Any], case: Case) -> Data:
    """Like `probes.layer_backward`, of a layer whose settings are the case's `constants`."""
    return probes.gradients_of(probes.Driven(objects[0](**case["constants"]), case), case)


class Counted:
    """A linear map that keeps what comes into its backward, call by call."""

    def __init__(self, weights: Array) -> None:
        self.weights, self.came = weights, list[Data]()
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Multiply by the weights."""
        y: Array = x @ self.weights
        return y

    def backward(self, dy: Array) -> Array:
        """Multiply by the transposed weights."""
        self.came.append(as_array(dy))
        dx: Array = dy @ self.weights.T
        return dx


def gradient_flow(objects: Sequence[Any], case: Case) -> Data:
    """What the student's probe says of a chain of linear maps, what came into each, and the list that was handed in."""
    layers, dy = [Counted(weights) for weights in case["maps"]], case["arguments"]["dy"]
    running = np.ones((len(dy), len(case["maps"][0])))
    for layer in layers:
        running = layer.forward(running)
    handed = list(layers)
    result = numbers(objects[0](handed, dy))
    afterwards = np.array([float(layers.index(layer)) for layer in handed])
    came = {"result": result, "calls": [layer.came for layer in layers], "afterwards": afterwards}
    return {"came": came, "inputs": {"dy": np.array(dy)}}


class Inside:
    """An affine map of three times its input, so that it is no answer to anything; it keeps its gradients."""

    def __init__(self, weights: Array, bias: Array) -> None:
        self.params = {"W": weights, "b": bias}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Map a batch."""
        self.came = 3.0 * x
        y: Array = np.einsum("nd,dm->nm", self.came, self.params["W"]) + self.params["b"]
        return y

    def backward(self, dy: Array) -> Array:
        """Store the gradients, return the input's."""
        self.grads = {"W": np.einsum("nd,nm->dm", self.came, dy), "b": np.einsum("nm->m", dy)}
        dx: Array = 3.0 * np.einsum("nm,dm->nd", dy, self.params["W"])
        return dx


class Bend:
    """An activation that halves its output when it does not train, so that a lost `train` shows."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Bend a batch."""
        self.factor, self.out = (1.0 if train else 0.5), np.sin(x)
        self.slope = np.cos(x)
        bent: Array = self.factor * self.out
        return bent

    def backward(self, dy: Array) -> Array:
        """Return the input's gradient."""
        dx: Array = self.factor * dy * self.slope
        return dx


def residual_gradients(objects: Sequence[Any], case: Case) -> Data:
    """A residual block around the case's maps, with a bend between two; its output without training as well."""
    arguments = case["arguments"]
    indices = [int(name[0]) for name in arguments if name.endswith(".W")]
    layers: list[Any] = []
    for number in indices:
        layers += ([Bend()] if number else []) + [Inside(arguments[f"{number}.W"], arguments[f"{number}.b"])]
    names = [name for name in arguments if name not in ("x", "dy")]
    block = objects[0](layers)
    quiet = probes.as_data(block.forward(arguments["x"], False))
    returned = probes.gradients_of(probes.Driven(block, case, names), case)
    returned["outputs"]["y with train=False"] = quiet
    return returned
