"""The probes of the chapter `optimizers`: where every step of a student's optimizer leads, and the means of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import as_gradient, as_parameter, stacked
from autograder.checks.wire import Case, Data

SECOND = " with a second optimizer"
"""Ends the names of what a second optimizer of the same class did."""


def probe_steps(objects: Sequence[Any], case: Case) -> Data:
    """Every parameter after every step; then the same with a second optimizer, to which the first means nothing."""
    first, after = _steps(objects[0], case)
    second, _ = _steps(objects[0], case)
    again = {f"{name}{SECOND}": values for name, values in second.items()}
    return {"outputs": first, "inputs": after, "again": again}


def _steps(optimizer_class: Any, case: Case) -> tuple[dict[str, Data], dict[str, Data]]:
    """The parameters before the first step and after each, and the gradients as the optimizer leaves them."""
    start: dict[str, Array] = case["params"]
    optimizer = optimizer_class(**case["options"])
    arrays = {name: np.array(values) for name, values in start.items()}
    seen = {name: [np.array(values)] for name, values in start.items()}
    handed = []
    for step in range(len(case["arguments"][as_gradient(next(iter(start)))])):
        grads = {name: np.array(case["arguments"][as_gradient(name)][step]) for name in start}
        optimizer.update(dict(arrays), grads)
        handed.append(grads)
        for name, array in arrays.items():  # the arrays of the layers: one that was made anew is not among them
            seen[name].append(np.array(array))
    steps = {as_parameter(name): np.stack(values) for name, values in seen.items()}
    return steps, {as_gradient(name): stacked([as_data(given[name]) for given in handed]) for name in start}


class Led:
    """A rule that leads each parameter along given places, whatever the gradients are."""

    def __init__(self, places: dict[str, Array]) -> None:
        self.places, self.step = places, 0

    def update(self, params: dict[str, Array], grads: dict[str, Array]) -> None:
        """Lead every parameter to its next place."""
        for name, array in params.items():
            array[...] = self.places[name][self.step]
        self.step += 1


def probe_means(objects: Sequence[Any], case: Case) -> Data:
    """The mean of each parameter after every step, and where the parameter itself stands then."""
    places: dict[str, Array] = case["places"]
    averaged = objects[0](Led(places))
    arrays = {name: np.zeros(values.shape[1:]) for name, values in places.items()}
    found: dict[str, list[Data]] = {}
    for _ in range(len(next(iter(places.values())))):
        averaged.update(dict(arrays), {name: np.zeros(array.shape) for name, array in arrays.items()})
        for name, array in arrays.items():
            found.setdefault(as_mean(name), []).append(as_data(averaged.means[name]))
            found.setdefault(as_parameter(name), []).append(as_data(array))
    return {"outputs": {name: stacked(values) for name, values in found.items()}}


def as_mean(name: str) -> str:
    """The name of a parameter's mean as a student writes it."""
    return f'means["{name}"]'
