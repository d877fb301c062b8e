"""Probes of the chapter `schedules`: what draws by chance, what wraps another function, and a training loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.probing.returned import as_array, numbers, one_batch_alone
from autograder.checks.wire import Case, Data

Generator = np.random.Generator
AFTER = "the rate after each loss"

# --- Noisy linear cosine ---


def probe_noisy(objects: Sequence[Any], case: Case) -> Data:
    """Rates without any variance, and with it, twice from the same generator, many times at the same steps."""
    given = case["arguments"]

    def rates(**options: Any) -> Data:
        return probes.as_data(objects[0](**{**given, **options}, rng=np.random.default_rng(case["draw"])))

    came = {
        "without variance": rates(step=given["step"][:3], initial_variance=0.0),
        "rates": rates(),
        "rates again": rates(),
    }
    return {"came": came, "inputs": {"step": probes.as_data(given["step"])}}


# --- Warm-up ---

BEHIND: dict[str, Callable[[Any], Any]] = {
    "1 / (1 + step)": lambda step: 1.0 / (1.0 + np.asarray(step)),
    "2 - 0.1 step": lambda step: 2.0 - 0.1 * np.asarray(step),
    "0.3 at every step": lambda step: np.full(np.shape(step), 0.3)[()],
}


def probe_warmup(objects: Sequence[Any], case: Case) -> Data:
    """Warm-up in front of the schedule that the case names."""
    given = case["arguments"]
    rate = objects[0](given["step"], BEHIND[case["behind"]], given["warmup_steps"])
    return {"outputs": {"the rate": probes.as_data(rate)}, "inputs": {"step": probes.as_data(given["step"])}}


# --- Batches ---


def probe_minibatches(objects: Sequence[Any], case: Case) -> Data:
    """The batches of two epochs, and of the first one from the same generator once more."""
    given = case["arguments"]

    def drawn(rng: Generator) -> Any:
        return objects[0](given["x"], given["labels"], given["batch_size"], rng)

    def epoch(rng: Generator) -> list[tuple[Data, Data]]:
        return [(as_array(x), as_array(labels)) for x, labels in drawn(rng)]

    inputs = {name: probes.as_data(given[name]) for name in ("x", "labels")}
    only = drawn(np.random.default_rng(0))
    if one_batch_alone(only):
        return {"came": {"one batch": [probes.as_data(part) for part in only]}, "inputs": inputs}
    rng = np.random.default_rng(case["draw"])
    came = {"first": epoch(rng), "second": epoch(rng), "again": epoch(np.random.default_rng(case["draw"]))}
    return {"came": came, "inputs": inputs}


# --- Gradient noise ---

DEVIATION = "the noise"


def probe_noise(objects: Sequence[Any], case: Case) -> Data:
    """The noise for every batch size of the case."""
    given = case["arguments"]
    rng = np.random.default_rng(case["draw"])
    values = [objects[0](given["gradients"], size, rng, case["draws"]) for size in case["sizes"]]
    broken = next((value for value in values if np.shape(value) != () or value is None), None)
    found = probes.as_data(broken) if broken is not None else np.array(values, dtype=float)
    if values and values[0] is None:
        found = None
    return {
        "outputs": {DEVIATION: found},
        "inputs": {"gradients": probes.as_data(given["gradients"])},
    }


# --- Training ---


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
    orders: list[Array] = []

    def draw() -> list[tuple[Array, Array]]:
        orders.append(np.asarray(case["orders"][len(orders) % len(case["orders"])]))
        parts = [orders[-1][start : start + size] for start in range(0, len(orders[-1]), size)]
        return [(arguments["x"][part], arguments["labels"][part]) for part in parts]

    def schedule(step: int) -> float:
        asked.append(float(step))
        return SCHEDULES[case["schedule"]](step)

    losses = objects[0](network, draw, schedule, case["epochs"])
    came = {"asked": np.array(asked), "orders": orders, "losses": numbers(losses)}
    came |= {name: probes.as_data(network.params[name]) for name in ("W", "b")}
    return {"came": came, "inputs": {name: probes.as_data(arguments[name]) for name in ("x", "labels")}}


# --- A rate that falls when the losses do not ---


def probe_plateau(objects: Sequence[Any], case: Case) -> Data:
    """The rate that is returned after each loss."""
    given = case["arguments"]
    plateau = objects[0](given["learning_rate"], given["window"], given["factor"])
    rates = [plateau.after(float(loss)) for loss in given["losses"]]
    return {"outputs": {AFTER: numbers(rates)}}
