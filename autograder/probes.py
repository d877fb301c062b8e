"""What runs beside the student's code: it feeds the code a case and brings back plain data, and judges nothing.

The parts of what a probe returns are listed in `autograder.judge`. A case holds

`label`      what a student reads about it;
`arguments`  what is handed over, by the names that a student knows it under;
`batch`      the number of samples N, where there is a batch;
`second`     the arguments of a second use of the same object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.gradcheck import perturbed_outputs
from autograder.wire import ARRAY_KINDS, Data

Case = dict[str, Any]


def as_data(value: object) -> Data:
    """A snapshot of what the student's code returned; for anything but numbers, the name of its type."""
    if value is None or (isinstance(value, float | int) and not isinstance(value, bool)):
        return value
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in ARRAY_KINDS:
        return np.array(value)
    return {"unsupported": type(value).__name__}


def _snapshot(arguments: Case, *names: str) -> Data:
    return {name: as_data(arguments[name]) for name in names}


def _parameters(arguments: Case) -> Case:
    """The arguments that a layer's constructor takes: all but the batch and the upstream gradient."""
    return {name: value for name, value in arguments.items() if name not in ("x", "dy")}


def layer_forward(objects: Sequence[Any], case: Case) -> Data:
    """Forward of a layer, and whether a second call spoils what the first returned."""
    arguments = case["arguments"]
    layer, x = objects[0](**_parameters(arguments)), arguments["x"]
    y = layer.forward(x)
    first, inputs = as_data(y), _snapshot(arguments, "x")
    layer.forward(case["second"]["x"])
    return {"outputs": {"y": first}, "inputs": inputs, "again": {"y": as_data(y)}}


def layer_backward(objects: Sequence[Any], case: Case) -> Data:
    """Backward of a layer: the gradients of its input and of each parameter, and the same for a second batch."""
    arguments, second = case["arguments"], case["second"]
    parameters = _parameters(arguments)
    layer, x, dy = objects[0](**parameters), arguments["x"], arguments["dy"]

    def gradients(dx: object) -> Data:
        return {"x": as_data(dx)} | {name: as_data(layer.grads.get(name)) for name in parameters}

    y = as_data(layer.forward(x))
    first, inputs = gradients(layer.backward(dy)), _snapshot(arguments, "x", "dy")
    layer.forward(second["x"])
    again = gradients(layer.backward(second["dy"]))
    moved = {"x": x} | {name: layer.params[name] for name in parameters}
    perturbed = {name: perturbed_outputs(lambda: layer.forward(x), array) for name, array in moved.items()}
    return {"outputs": {"y": y}, "gradients": first, "perturbed": perturbed, "inputs": inputs, "again": again}


def loss_forward(objects: Sequence[Any], case: Case) -> Data:
    """Value of a loss, and the probabilities that it keeps."""
    arguments, loss_layer = case["arguments"], objects[0]()
    loss = loss_layer.forward(arguments["logits"], arguments["labels"])
    outputs = {"loss": as_data(loss), "probabilities": as_data(getattr(loss_layer, "probabilities", None))}
    return {"outputs": outputs, "inputs": _snapshot(arguments, "logits", "labels")}


def loss_backward(objects: Sequence[Any], case: Case) -> Data:
    """Gradient of a loss with respect to the logits, and the same for a second batch."""
    arguments, second, loss_layer = case["arguments"], case["second"], objects[0]()
    logits, labels = arguments["logits"], arguments["labels"]
    loss = as_data(loss_layer.forward(logits, labels))
    gradient, inputs = as_data(loss_layer.backward()), _snapshot(arguments, "logits", "labels")
    loss_layer.forward(second["logits"], second["labels"])
    again = as_data(loss_layer.backward())
    perturbed = perturbed_outputs(lambda: loss_layer.forward(logits, labels), logits)
    return {
        "outputs": {"loss": loss},
        "gradients": {"logits": gradient},
        "perturbed": {"logits": perturbed},
        "inputs": inputs,
        "again": {"logits": again},
    }


def _network(network_class: Any, arguments: Case) -> tuple[Any, list[str]]:
    """A student's network whose parameters have the case's values, and the parameters' names."""
    names = [name for name in arguments if name not in ("x", "labels")]
    sizes = [arguments[names[0]].shape[0], *(arguments[name].shape[1] for name in names if arguments[name].ndim == 2)]
    network = network_class(*sizes, np.random.default_rng(0))
    for name in names:
        network.params[name][...] = arguments[name]
    return network, names


def network_gradients(objects: Sequence[Any], case: Case) -> Data:
    """Logits, loss and gradients of a whole network."""
    arguments, second = case["arguments"], case["second"]
    network, names = _network(objects[0], arguments)
    x, labels = arguments["x"], arguments["labels"]
    outputs = {"predict(x)": as_data(network.predict(x)), "loss": as_data(network.loss(x, labels))}

    def gradients(x: object, labels: object) -> Data:
        found = network.gradients(x, labels)
        return {name: as_data(found.get(name)) for name in names}

    first, inputs = gradients(x, labels), _snapshot(arguments, "x", "labels")
    again = gradients(second["x"], second["labels"])
    perturbed = {name: perturbed_outputs(lambda: network.loss(x, labels), network.params[name]) for name in names}
    return {"outputs": outputs, "gradients": first, "perturbed": perturbed, "inputs": inputs, "again": again}


def training(objects: Sequence[Any], case: Case) -> Data:
    """Losses and final parameters of a short training run from given weights."""
    arguments = case["arguments"]
    network, names = _network(objects[1], arguments)
    losses = objects[0](network, arguments["x"], arguments["labels"], case["learning_rate"], case["epochs"])
    outputs = {"losses": as_data(np.array(losses, dtype=np.float64)) if isinstance(losses, list) else as_data(losses)}
    after = {f"{name} after training": as_data(network.params[name]) for name in names}
    return {"outputs": outputs | after, "inputs": _snapshot(arguments, "x", "labels")}
