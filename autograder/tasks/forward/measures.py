"""What is measured of the chapter `forward`, where the judge is: what was kept and what refused, batches in numbers."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.batches import sample_numbers
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data

GOES_ON = "the function goes on after the first batch"
STAYS = "nothing overflows on the way"

ROOM_FOR_CHANCE = 20
"""Fewest samples at which a shuffled order may be told from the first one: 1 in 20! orders is the same by chance."""


def without_overflow(case: Case, reply: Data) -> Data:
    """Whether nothing on the way left the range of float64."""
    return {**reply, "outputs": {**reply["outputs"], STAYS: not reply.get("floating")}}


def affine(case: Case, reply: Data) -> Data:
    """Whether the layer has kept its input in training, and has kept nothing else without."""
    came, x = reply["came"], case["arguments"]["x"]
    outputs = {
        "self.x is the input": _is(came["kept"], x),
        "y with train=False": came["y with train=False"],
        "self.x is still the input after train=False": _is(came["kept after train=False"], x),
        "y after W has changed": came["y after W has changed"],
    }
    return {**reply, "outputs": {**reply["outputs"], **outputs}}


def _is(kept: Data, array: Array) -> bool:
    return isinstance(kept, np.ndarray) and np.array_equal(kept, array)


def squared_error(case: Case, reply: Data) -> Data:
    """Whether shapes that would be stretched are refused."""
    stretched = reply["came"]["stretched"]
    refused = isinstance(stretched, dict) and stretched.get("error", {}).get("type") == "ValueError"
    return {**reply, "outputs": {**reply["outputs"], "shapes (N, 1) and (N,) refused": refused}}


def epochs(case: Case, reply: Data) -> Data:
    """Two epochs of mini-batches, described by what every right order has in common.

    Column 0 of x holds the numbers 0, 1, ... of the samples, and the label of sample n is 100 - n.
    """
    came, inputs, x = reply["came"], reply["inputs"], case["arguments"]["x"]
    if "one batch" in came:
        return {"outputs": {GOES_ON: False}, "inputs": inputs}
    first = came["first"]
    if not first:
        return {"outputs": {GOES_ON: True, "number of batches": 0}, "inputs": inputs}
    order, names = _order(first, x), np.concatenate([each for _, each in first])
    outputs: Data = {
        GOES_ON: True,
        "number of batches": len(first),
        "sizes of the batches": np.array([float(len(few)) for few, _ in first]),
        "samples, sorted": np.sort(order),
        "labels that are their row's": int((names == 100 - order).sum()) if names.shape == order.shape else 0,
    }
    if len(x) >= ROOM_FOR_CHANCE:
        later, repeated = _order(came["second"], x), _order(came["again"], x)
        outputs |= {
            "order is new": bool(not np.array_equal(order, x[:, 0])),
            "order differs from epoch to epoch": bool(not np.array_equal(order, later)),
            "same generator, same order": bool(np.array_equal(order, repeated)),
            "neighbours are parted": bool(np.sum(np.diff(order) == 1) < len(x) / 2),
        }
    return {"outputs": outputs, "inputs": inputs}


def _order(batches: list[tuple[Array, Array]], x: Array) -> Array:
    """The numbers of the samples in the order in which they come; -1 for a row that is none of the case's."""
    return sample_numbers(np.concatenate([few for few, _ in batches]), x)


def whole_pass(case: Case, reply: Data) -> Data:
    """Every array that a forward pass through a network keeps, one by one."""
    kept = reply["came"]["kept"]
    if not isinstance(kept, list):
        return {"outputs": {"number of arrays": kept}, "inputs": reply["inputs"]}
    names = ["x", *(f"{letter}{k}" for k in range(1, case["layers"] + 1) for letter in "ZH")][:-1]
    outputs: Data = {"number of arrays": len(kept)}
    if len(kept) == len(names):
        outputs |= dict(zip(names, kept, strict=True))
    return {"outputs": outputs, "inputs": reply["inputs"]}


def loop(case: Case, reply: Data) -> Data:
    """Losses that a training loop reports, and the steps that it made."""
    came, samples = reply["came"], list[float]()
    for x, t in came["batches"]:
        samples += [float(number) for number in x[:, 0]] if np.array_equal(x[:, 0], t) else [np.nan]
    outputs: Data = {
        "number of steps": len(came["rates"]),
        "samples in their order": np.array(samples),
        "learning rates": came["rates"],
    }
    if isinstance(came["reported"], np.ndarray):
        outputs["number of losses"] = len(came["reported"])
    outputs["the returned losses"] = came["reported"]
    return {"outputs": outputs}
