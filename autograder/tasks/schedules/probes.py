"""Probes of the chapter `schedules`: what draws by chance, what wraps another function, and a training loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.probing.returned import numbers, one_batch_alone
from autograder.checks.wire import Case, Data

Generator = np.random.Generator

# --- Noisy linear cosine ---

NOISE, AGAIN_NOISE = "the noise, divided by its standard deviation", "the same generator gives the same noise"


def noisy_parts(case: Case) -> tuple[Array, Array, Array]:
    """Straight line, wave and standard deviation of the noise, at the case's steps."""
    given = case["arguments"]
    done = np.minimum(given["step"], given["decay_steps"])
    line = given["alpha"] + 1 - done / given["decay_steps"]
    wave = (1 + np.cos(2 * np.pi * given["periods"] * done / given["decay_steps"])) / 2
    return line, wave, np.sqrt(given["initial_variance"] / (1.0 + done) ** given["variance_decay"])


def probe_noisy(objects: Sequence[Any], case: Case) -> Data:
    """Mean rate without any variance, and the noise alone, many times at the same steps."""
    given = case["arguments"]
    quiet = {**given, "step": given["step"][:3], "initial_variance": 0.0}
    silent = objects[0](**quiet, rng=np.random.default_rng(case["draw"]))
    rates = objects[0](**given, rng=np.random.default_rng(case["draw"]))
    outputs = {"the rate without noise": probes.as_data(silent), "the shape of the rate": shape_of(rates)}
    returned: Data = {"outputs": outputs, "inputs": {"step": probes.as_data(given["step"])}}
    if np.shape(rates) != np.shape(given["step"]) or np.asarray(rates).dtype.kind != "f":
        return returned
    line, wave, deviation = noisy_parts(case)
    noise = (np.asarray(rates) / given["learning_rate"] - given["beta"]) / wave - line
    same = objects[0](**given, rng=np.random.default_rng(case["draw"]))
    returned["outputs"][AGAIN_NOISE] = bool(np.array_equal(rates, same))
    return returned | {"samples": {NOISE: noise / deviation}}


def shape_of(value: Any) -> Array:
    """The shape as an array, which can be compared."""
    return np.array(np.shape(value), dtype=float)


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

OFTEN, BESIDE, SIZES = "how often each sample comes", "each sample has its label beside it", "the sizes of the batches"
AGAIN, OTHER = "the same generator gives the same order", "the next epoch has another order"
ORDER, GOES_ON = "the samples are shuffled", "the function goes on after the first batch"


def probe_minibatches(objects: Sequence[Any], case: Case) -> Data:
    """Facts about the batches of two epochs that do not depend on the order; each sample carries its own number."""
    given = case["arguments"]

    def epoch(rng: Generator) -> list[tuple[Array, Array]]:
        drawn = objects[0](given["x"], given["labels"], given["batch_size"], rng)
        return [(np.array(x), np.array(labels)) for x, labels in drawn]

    def order(batches: list[tuple[Array, Array]]) -> Array:
        """Numbers of the samples in the order in which they come."""
        return np.concatenate([x[:, 0] for x, _ in batches]) if batches else np.empty(0)

    inputs = {name: probes.as_data(given[name]) for name in ("x", "labels")}
    if one_batch_alone(objects[0](given["x"], given["labels"], given["batch_size"], np.random.default_rng(0))):
        return {"outputs": {GOES_ON: False}, "inputs": inputs}
    rng = np.random.default_rng(case["draw"])
    first, second = epoch(rng), epoch(rng)
    count, places = len(given["x"]), order(first)
    often = np.array([float((places == number).sum()) for number in range(count)])
    told = np.concatenate([labels for _, labels in first]) if first else np.empty(0)
    beside = bool(told.shape == places.shape and np.array_equal(told, given["labels"][places.astype(int)]))
    same = np.array_equal(order(epoch(np.random.default_rng(case["draw"]))), places)
    outputs: Data = {
        GOES_ON: True,
        SIZES: np.array([float(len(x)) for x, _ in first] + [0.0] * max(count - len(first), 0)),
        OFTEN: often,
        BESIDE: beside,
        AGAIN: bool(same),
    }
    if count > 12:  # so few would lie in the same order by chance
        outputs[ORDER] = bool(not np.array_equal(np.sort(places), places))
        outputs[OTHER] = bool(not np.array_equal(order(second), places))
    return {"outputs": outputs, "inputs": inputs}


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
        "losses": numbers(losses),
        "W after training": probes.as_data(network.params["W"]),
        "b after training": probes.as_data(network.params["b"]),
    }
    inputs = {name: probes.as_data(arguments[name]) for name in ("x", "labels")}
    return {"outputs": outputs, "inputs": inputs}
