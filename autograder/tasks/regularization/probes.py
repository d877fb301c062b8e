"""Probes of the chapter `regularization` for what trains: penalties and decay, a watched training, a smoothed loss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.probing.probes import Driven, as_data, gradients_of
from autograder.checks.probing.returned import as_gradient, as_parameter
from autograder.checks.wire import Case, Data

# --- Penalties and decay ---


def probe_penalty(objects: Sequence[Any], case: Case) -> Data:
    """Loss and gradients, and whether the arguments are as they were."""
    arguments = case["arguments"]
    params = {name: arguments[as_parameter(name)] for name in case["params"]}
    returned = objects[0](arguments["losses"], dict(params), case["strength"])
    loss, grads = returned if isinstance(returned, tuple) and len(returned) == 2 else (returned, {})
    given = grads if isinstance(grads, dict) else {}
    outputs = {"loss": as_data(loss)} | {as_gradient(name): as_data(given.get(name)) for name in params}
    inputs = {name: as_data(array) for name, array in arguments.items() if name != "x"}
    return {"outputs": outputs, "inputs": inputs}


def probe_l1(objects: Sequence[Any], case: Case) -> Data:
    """The same for L1, and what the soft threshold makes of an array."""
    returned = probe_penalty(objects, case)
    x = case["arguments"]["x"]
    returned["outputs"]["soft_threshold(x)"] = as_data(objects[1](x, case["threshold"]))
    returned["inputs"]["x"] = as_data(x)
    return returned


def probe_step(objects: Sequence[Any], case: Case) -> Data:
    """The parameters after one step, in the arrays that were handed over."""
    arrays = {name: np.array(values) for name, values in case["params"].items()}
    grads = {name: case["arguments"][as_gradient(name)] for name in arrays}
    objects[0](dict(arrays), grads, **case["options"])
    outputs = {as_parameter(name): as_data(array) for name, array in arrays.items()}
    return {"outputs": outputs, "inputs": {as_gradient(name): as_data(array) for name, array in grads.items()}}


# --- Early stopping ---


def probe_stopping(objects: Sequence[Any], case: Case) -> Data:
    """What it says after each epoch, what it takes for the best, what it restores; then the same of a second object."""
    return {"came": {which: _stopping(objects[0], case) for which in ("first", "second")}}


def _stopping(early_stopping: Any, case: Case) -> dict[str, Data]:
    stopper = early_stopping(case["patience"])
    params = {"W": np.zeros((2, 2)), "b": np.zeros(2)}
    said: list[bool] = []
    for epoch, loss in enumerate(case["losses"]):
        for array in params.values():
            array[...] = epoch + 1.0
        said.append(bool(stopper.update(loss, dict(params))))
        if said[-1]:
            break
    came = {"said": said, "best_epoch": as_data(stopper.best_epoch), "best_loss": as_data(stopper.best_loss)}
    stopper.restore(dict(params))
    return came | {"params": {name: as_data(array) for name, array in params.items()}}


# --- An average of weights ---

AVERAGE, UPDATED = "the average of ", " after update"


def probe_average(objects: Sequence[Any], case: Case) -> Data:
    """The parameters after each update, which nobody else changes then, and the average that is written after each."""
    watcher, steps = objects[0](**case["options"]), case["arguments"]
    arrays = {name: np.zeros(each.shape[1:]) for name, each in steps.items()}
    seen: dict[str, list[Any]] = {name + UPDATED: [] for name in arrays} | {AVERAGE + name: [] for name in arrays}
    for step in range(case["updates"]):
        for name, array in arrays.items():
            array[...] = steps[name][step]
        watcher.update(dict(arrays))
        written = {name: np.zeros(array.shape) for name, array in arrays.items()}
        watcher.write(dict(written))
        for name, array in arrays.items():
            seen[name + UPDATED].append(array.copy())
            seen[AVERAGE + name].append(written[name])
    return {"outputs": {name: np.array(each) for name, each in seen.items()}}


# --- Label smoothing ---


def probe_smoothing(objects: Sequence[Any], case: Case) -> Data:
    """Loss and gradient of the logits, and the same for a second batch."""
    returned = gradients_of(Driven(objects[0](case["smoothing"]), case), case)
    assert isinstance(returned, dict)
    return returned
