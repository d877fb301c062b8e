"""What runs beside the answers of the chapter `forward`; `checks.probing.probes` tells what a probe returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes, watch
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import as_array, loop_line, one_batch_alone
from autograder.checks.wire import Case, Data


def snapshot(arguments: Case) -> Data:
    """The arrays among the arguments, as they are after the calls."""
    return {name: as_data(value) for name, value in arguments.items() if isinstance(value, np.ndarray)}


def function(objects: Sequence[Any], case: Case) -> Data:
    """What a function of a batch returns, and the line in which it loops over the samples."""
    arguments, answer = case["arguments"], objects[0]
    returned = probes.function_value(objects, case)
    return returned | {"loops": {getattr(answer, "__name__", "the function"): loop_line(answer, arguments, *arguments)}}


def without_overflow(objects: Sequence[Any], case: Case) -> Data:
    """What a function returns, and what left the range of float64 on the way, silenced or not."""
    with watch.floating_errors() as floating, watch.nothing_silenced():
        returned = function(objects, case)
    return returned | ({"floating": floating} if floating else {})


def neuron(objects: Sequence[Any], case: Case) -> Data:
    """A neuron's answer, one step from given parameters, and its answer after it."""
    arguments = case["arguments"]
    x, t = arguments["x"], arguments["t"]

    def fresh() -> Any:
        made = objects[0](x.shape[1])
        made.w, made.b = arguments["w"].copy(), arguments["b"]
        return made

    stepped = fresh()
    outputs = {"forward(x)": as_data(stepped.forward(x))}
    outputs["the returned loss"] = as_data(stepped.step(x, t, case["learning_rate"]))
    outputs |= {"w after the step": as_data(stepped.w), "b after the step": as_data(stepped.b)}
    started = objects[0](x.shape[1])
    outputs |= {"w at the start": as_data(started.w), "b at the start": as_data(started.b)}
    given = {"x": x, "t": t}
    loops = {"forward": loop_line(lambda x: fresh().forward(x), {"x": x}, "x")}
    loops["step"] = loop_line(lambda x, t: fresh().step(x, t, 0.1), given, "x", "t")
    return {"outputs": outputs, "inputs": snapshot(given), "loops": loops}


def affine(objects: Sequence[Any], case: Case) -> Data:
    """Forward of an affine layer, what it keeps in training and what it keeps without."""
    returned, arguments = probes.layer_forward(objects, case), case["arguments"]
    W, b = arguments["W"].copy(), arguments["b"].copy()
    layer = objects[0](W, b)
    layer.forward(arguments["x"], True)
    kept = as_data(layer.x)
    without_training = as_data(layer.forward(case["second"]["x"], False))
    kept_still = as_data(layer.x)
    W += 1.0
    came = {
        "kept": kept,
        "y with train=False": without_training,
        "kept after train=False": kept_still,
        "y after W has changed": as_data(layer.forward(arguments["x"], True)),
    }
    return returned | {"came": came}


def squared_error(objects: Sequence[Any], case: Case) -> Data:
    """Mean squared error, and what comes of shapes that would be stretched."""
    returned = function(objects, case)
    y, t = case["arguments"]["y"], case["arguments"]["t"]
    try:
        stretched = as_data(objects[0](y[:, :1].copy(), t[:, 0].copy()))
    except ValueError as error:
        stretched = {"error": watch.in_words(error)}
    return returned | {"came": {"stretched": stretched}}


def epochs(objects: Sequence[Any], case: Case) -> Data:
    """The mini-batches of two epochs, and of the first one from the same generator once more."""
    arguments = case["arguments"]

    def drawn(rng: np.random.Generator) -> Any:
        return objects[0](arguments["x"], arguments["labels"], case["batch_size"], rng)

    def epoch(rng: np.random.Generator) -> list[tuple[Data, Data]]:
        return [(as_array(few), as_array(names)) for few, names in drawn(rng)]

    only = drawn(np.random.default_rng(0))
    if one_batch_alone(only):
        return {"came": {"one batch": [as_data(part) for part in only]}, "inputs": snapshot(arguments)}
    rng = np.random.default_rng(case["seed"])
    came = {"first": epoch(rng), "second": epoch(rng), "again": epoch(np.random.default_rng(case["seed"]))}
    return {"came": came, "inputs": snapshot(arguments)}


def whole_pass(objects: Sequence[Any], case: Case) -> Data:
    """Every array that a forward pass through a network keeps, one by one."""
    arguments = case["arguments"]
    layers = range(1, case["layers"] + 1)
    kept = objects[0](arguments["x"], [(arguments[f"W{k}"], arguments[f"b{k}"]) for k in layers])
    came = [as_data(array) for array in kept] if isinstance(kept, list | tuple) else as_data(kept)
    return {"came": {"kept": came}, "inputs": snapshot(arguments)}


class StandIn:
    """It takes the place of a neuron in the training loop, notes what it is given, and answers with given losses."""

    def __init__(self, losses: Array) -> None:
        self.losses, self.batches, self.rates = iter(losses.tolist()), list[tuple[Data, Data]](), list[float]()

    def step(self, x: Array, t: Array, learning_rate: float) -> float:
        """Note a step."""
        self.batches.append((as_array(x), as_array(t)))
        self.rates.append(float(learning_rate))
        return float(next(self.losses, np.nan))


def loop(objects: Sequence[Any], case: Case) -> Data:
    """Losses that a training loop reports, and the steps that it makes, with a stand-in for the neuron."""
    stand_in, order = StandIn(case["arguments"]["losses"]), iter(case["orders"].tolist())

    def batches() -> Iterator[tuple[Array, Array]]:
        numbers = np.array(next(order, []), dtype=float)
        for start in range(0, len(numbers), case["batch_size"]):
            few = numbers[start : start + case["batch_size"]]
            yield np.stack([few, few + 0.5], axis=1), few.copy()

    reported = objects[0](stand_in, batches, case["learning_rate"], case["epochs"])
    if isinstance(reported, list | np.ndarray):
        reported = np.array(reported, dtype=float)
    came = {"batches": stand_in.batches, "rates": np.array(stand_in.rates), "reported": as_data(reported)}
    return {"came": came}


class OneUnit:
    """A layer that somebody else has trained: it answers the product of its input with one weight for each feature."""

    def __init__(self, weights: Array) -> None:
        self.weights = weights

    def forward(self, x: Array, train: bool = True) -> Array:
        """Answers, shape (N, 1)."""
        answers: Array = np.einsum("nd,d->n", x, self.weights)[:, np.newaxis]
        return answers


def explained(objects: Sequence[Any], case: Case) -> Data:
    """What is said of a layer with one unit, whose batches are those of the case's size."""
    arguments = case["arguments"]
    parts = range(0, len(arguments["x"]), case["batch_size"])
    batches = [tuple(arguments[name][k : k + case["batch_size"]] for name in ("x", "t")) for k in parts]
    share = objects[0](OneUnit(arguments["weights"]), batches)
    return {"outputs": {"the result": as_data(share)}, "inputs": snapshot(arguments)}
