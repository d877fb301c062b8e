"""The probe of the chapter `schedules` for its training loop, with the network that it hands over and its cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.task import Case
from autograder.checks.wire import Data

Generator = np.random.Generator


class LeastSquares:
    """A straight line through samples, with half a mean squared error: the network that the check hands over."""

    def __init__(self, arguments: Case) -> None:
        self.params = {"W": np.array(arguments["W"]), "b": np.array(arguments["b"])}

    def _errors(self, x: Array, labels: Array) -> Array:
        errors: Array = np.einsum("nd,dm->nm", x, self.params["W"]) + self.params["b"] - labels[:, None]
        return errors

    def loss(self, x: Array, labels: Array) -> float:
        """Half the mean squared error."""
        return float((self._errors(x, labels) ** 2).sum() / (2 * len(x)))

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Of the loss."""
        errors = self._errors(x, labels) / len(x)
        return {"W": np.einsum("nd,nm->dm", x, errors), "b": np.einsum("nm->m", errors)}


SCHEDULES: dict[str, Callable[[int], float]] = {
    "0.1 / (1 + step)": lambda step: 0.1 / (1 + step),
    "0.1 at even steps, 0.02 at odd ones": lambda step: 0.02 if step % 2 else 0.1,
}


def probe_train(objects: Sequence[Any], case: Case) -> Data:
    """Train from the case's parameters; every epoch brings its batches in another order."""
    arguments = case["arguments"]
    network, size = LeastSquares(arguments), case["batch_size"]
    asked: list[float] = []
    drawn: list[None] = []

    def draw() -> list[tuple[Array, Array]]:
        order = np.asarray(case["orders"][len(drawn) % len(case["orders"])])
        drawn.append(None)
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        return [(arguments["x"][part], arguments["labels"][part]) for part in parts]

    def schedule(step: int) -> float:
        asked.append(float(step))
        return SCHEDULES[case["schedule"]](step)

    losses = objects[0](network, draw, schedule, case["epochs"])
    outputs = {
        "the steps at which the schedule is asked": np.array(asked),
        "the number of calls of draw_batches": len(drawn),
        "losses": np.array(losses, dtype=np.float64) if isinstance(losses, list) else probes.as_data(losses),
        "W after training": probes.as_data(network.params["W"]),
        "b after training": probes.as_data(network.params["b"]),
    }
    inputs = {name: probes.as_data(arguments[name]) for name in ("x", "labels")}
    return {"outputs": outputs, "inputs": inputs}


def train_case(rng: Generator, schedule: str, samples: int, batch_size: int, epochs: int) -> Case:
    """A line with three inputs; batches that do not all have the same size."""
    return {
        "label": f"{samples} samples, batches of {batch_size}, {epochs} epochs, schedule(step) = {schedule}",
        "schedule": schedule,
        "batch_size": batch_size,
        "epochs": epochs,
        "orders": [rng.permutation(samples) for _ in range(epochs)],
        "sequences": ["losses", "the steps at which the schedule is asked"],
        "arguments": {
            "x": rng.normal(size=(samples, 3)),
            "labels": rng.normal(size=samples),
            "W": rng.normal(size=(3, 1)),
            "b": rng.normal(size=1),
        },
    }


TRAIN_BY_HAND: Case = {
    "label": "by hand: one sample, x = [[2]], label 0, W = [[1]], b = [0], 2 epochs, schedule(step) = 0.1 / (1 + step)",
    "schedule": "0.1 / (1 + step)",
    "batch_size": 1,
    "epochs": 2,
    "orders": [[0], [0]],
    "sequences": ["losses", "the steps at which the schedule is asked"],
    "arguments": {
        "x": np.array([[2.0]]),
        "labels": np.array([0.0]),
        "W": np.array([[1.0]]),
        "b": np.array([0.0]),
    },
}


def draw_train(rng: Generator) -> list[Case]:
    """Two schedules, several epochs, and one epoch alone."""
    decaying, alternating = SCHEDULES
    return [
        train_case(rng, decaying, 8, 3, 1),
        train_case(rng, decaying, 8, 3, 4),
        train_case(rng, alternating, 7, 3, 3),
    ]
