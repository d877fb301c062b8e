"""Probes of the chapter `batchnorm`: layers with options, and running averages over several batches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from autograder.checks.probing import probes
from autograder.checks.probing.returned import stacked
from autograder.checks.wire import Case, Data

TRAINED = "the output for the last training batch"
TESTED = "the output at test time"
AFTER = " after the test"
AVERAGES = ("running_mean", "running_variance")


def probe_forward(objects: Sequence[Any], case: Case) -> Data:
    """Forward in training, with the constructor's options that the case names."""
    return probes.layer_forward([partial(objects[0], **case["options"])], case)


def probe_backward(objects: Sequence[Any], case: Case) -> Data:
    """Backward after a forward pass in training, with the constructor's options that the case names."""
    return probes.layer_backward([partial(objects[0], **case["options"])], case)


def probe_inference(objects: Sequence[Any], case: Case) -> Data:
    """Running averages after each training batch, the output at test time, and the averages after that.

    The training batches are stacked: shape (T, N, D).
    """
    given = case["arguments"]
    layer = objects[0](given["gamma"], given["beta"], **case["options"])
    seen: dict[str, list[Data]] = {name: [] for name in AVERAGES}
    y: Any = None
    for batch in given["batches"]:
        y = layer.forward(batch)
        for name in AVERAGES:
            seen[name].append(probes.as_data(getattr(layer, name)))
    outputs: Data = {name: stacked(values) for name, values in seen.items()}
    outputs[TRAINED] = probes.as_data(y)
    outputs[TESTED] = probes.as_data(layer.forward(given["x"], train=False))
    outputs |= {f"{name}{AFTER}": probes.as_data(getattr(layer, name)) for name in AVERAGES}
    inputs = {name: probes.as_data(array) for name, array in given.items()}
    return {"outputs": outputs, "inputs": inputs}
