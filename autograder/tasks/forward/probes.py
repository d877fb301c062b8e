"""What runs beside the answers of the chapter `forward`; `checks.probing.probes` tells what a probe returns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes, watch
from autograder.checks.probing.probes import as_data
from autograder.checks.probing.returned import loop_line, one_batch_alone
from autograder.checks.wire import Case, Data

GOES_ON = "the function goes on after the first batch"
STAYS = "nothing overflows on the way"

ROOM_FOR_CHANCE = 20
"""Fewest samples at which a shuffled order may be told from the first one: 1 in 20! orders is the same by chance."""


def snapshot(arguments: Case) -> Data:
    """The arrays among the arguments, as they are after the calls."""
    return {name: as_data(value) for name, value in arguments.items() if isinstance(value, np.ndarray)}


def function(objects: Sequence[Any], case: Case) -> Data:
    """What a function of a batch returns, and the line in which it loops over the samples."""
    arguments, answer = case["arguments"], objects[0]
    returned = probes.function_value(objects, case)
    return returned | {"loops": {getattr(answer, "__name__", "the function"): loop_line(answer, arguments, *arguments)}}


def without_overflow(objects: Sequence[Any], case: Case) -> Data:
    """What a function returns, and whether nothing on the way left the range of float64, silenced or not."""
    with watch.floating_errors() as floating, watch.nothing_silenced():
        returned = function(objects, case)
    returned["outputs"][STAYS] = not floating
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

    def keeps_the_input() -> bool:
        return bool(isinstance(layer.x, np.ndarray) and np.array_equal(layer.x, arguments["x"]))

    layer.forward(arguments["x"], True)
    outputs: dict[str, Any] = {"self.x is the input": keeps_the_input()}
    outputs["y with train=False"] = as_data(layer.forward(case["second"]["x"], False))
    outputs["self.x is still the input after train=False"] = keeps_the_input()
    W += 1.0
    outputs["y after W has changed"] = as_data(layer.forward(arguments["x"], True))
    returned["outputs"] |= outputs
    return returned


def squared_error(objects: Sequence[Any], case: Case) -> Data:
    """Mean squared error, and whether it refuses shapes that would be stretched."""
    returned = function(objects, case)
    y, t = case["arguments"]["y"], case["arguments"]["t"]
    try:
        objects[0](y[:, :1].copy(), t[:, 0].copy())
        refused = False
    except ValueError:
        refused = True
    returned["outputs"]["shapes (N, 1) and (N,) refused"] = refused
    return returned


def epochs(objects: Sequence[Any], case: Case) -> Data:
    """Two epochs of mini-batches, described by what every right order has in common.

    Column 0 of x holds the numbers 0, 1, ... of the samples, and the label of sample n is 100 - n.
    """
    arguments, size = case["arguments"], case["batch_size"]
    x, labels = arguments["x"], arguments["labels"]

    def epoch(rng: np.random.Generator) -> list[tuple[Array, Array]]:
        return [(np.asarray(few), np.asarray(names)) for few, names in objects[0](x, labels, size, rng)]

    rng = np.random.default_rng(case["seed"])
    if one_batch_alone(objects[0](x, labels, size, np.random.default_rng(0))):
        return {"outputs": {GOES_ON: False}, "inputs": snapshot(arguments)}
    first = epoch(rng)
    if not first:
        return {"outputs": {GOES_ON: True, "number of batches": 0}, "inputs": snapshot(arguments)}
    order, names = np.concatenate([few[:, 0] for few, _ in first]), np.concatenate([each for _, each in first])
    outputs: dict[str, Any] = {
        GOES_ON: True,
        "number of batches": len(first),
        "sizes of the batches": np.array([float(len(few)) for few, _ in first]),
        "samples, sorted": np.sort(order),
        "labels that are their row's": int((names == 100 - order).sum()) if names.shape == order.shape else 0,
    }
    if len(x) >= ROOM_FOR_CHANCE:
        second, again = epoch(rng), epoch(np.random.default_rng(case["seed"]))
        later, repeated = (np.concatenate([few[:, 0] for few, _ in each]) for each in (second, again))
        outputs |= {
            "order is new": bool(not np.array_equal(order, x[:, 0])),
            "order differs from epoch to epoch": bool(not np.array_equal(order, later)),
            "same generator, same order": bool(np.array_equal(order, repeated)),
            "neighbours are parted": bool(np.sum(np.diff(order) == 1) < len(x) / 2),
        }
    return {"outputs": outputs, "inputs": snapshot(arguments)}


def whole_pass(objects: Sequence[Any], case: Case) -> Data:
    """Every array that a forward pass through a network keeps, one by one."""
    arguments = case["arguments"]
    layers = range(1, case["layers"] + 1)
    kept = objects[0](arguments["x"], [(arguments[f"W{k}"], arguments[f"b{k}"]) for k in layers])
    if not isinstance(kept, list | tuple):
        return {"outputs": {"number of arrays": as_data(kept)}, "inputs": snapshot(arguments)}
    names = ["x", *(f"{letter}{k}" for k in layers for letter in "ZH")][:-1]
    outputs: dict[str, Any] = {"number of arrays": len(kept)}
    if len(kept) == len(names):
        outputs |= {name: as_data(array) for name, array in zip(names, kept, strict=True)}
    return {"outputs": outputs, "inputs": snapshot(arguments)}


class StandIn:
    """It takes the place of a neuron in the training loop, notes what it is asked, and answers with given losses."""

    def __init__(self, losses: Array) -> None:
        self.losses, self.samples, self.rates = iter(losses.tolist()), list[float](), list[float]()

    def step(self, x: Array, t: Array, learning_rate: float) -> float:
        """Note a step."""
        self.samples += [float(number) for number in x[:, 0]] if np.array_equal(x[:, 0], t) else [np.nan]
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
    outputs: dict[str, Any] = {
        "number of steps": len(stand_in.rates),
        "samples in their order": np.array(stand_in.samples),
        "learning rates": np.array(stand_in.rates),
    }
    if isinstance(reported, list | np.ndarray):
        outputs["number of losses"] = len(reported)
        reported = np.array(reported, dtype=float)
    outputs["the returned losses"] = as_data(reported)
    return {"outputs": outputs}
