"""What runs beside the student's code: it feeds the code a case and brings back plain data, and judges nothing.

The parts of what a probe returns are listed in `autograder.checks.judging.judge`. A case holds

`label`      what a student reads about it;
`arguments`  what is handed over, by the names that a student knows it under;
`inputs`     which of the arguments go into `forward`; "x" alone unless it is said;
`batch`      the number of samples N, where there is a batch;
`second`     the arguments of a second use of the same object;
`seed`       for a layer that draws random numbers: its generator's, the same before every forward pass; and of the
             directions along which large arrays are checked;
`samples`    the distributions from which random numbers must come;
`names`      what a function returns, by the names that a student knows; "the result" unless it is said;
`sequences`  names of outputs whose first axis counts steps: the first wrong step is told in place of the worst one;
`vectorized` whether a loop over the samples is not wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics import directions
from autograder.checks.numerics.comparison import NUMERICAL
from autograder.checks.numerics.gradcheck import (
    Array,
    numerical_gradient,
    perturbed_outputs,
    perturbed_outputs_of_a_batch,
    rounding,
    slopes,
)
from autograder.checks.probing import watch
from autograder.checks.wire import ARRAY_KINDS, Data

Case = dict[str, Any]


def as_data(value: object, copied: bool = True) -> Data:
    """A snapshot of what the student's code returned; for anything but numbers, the name of its type."""
    if value is None or (isinstance(value, float | int) and not isinstance(value, bool)):
        return value
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in ARRAY_KINDS:
        return np.array(value) if copied else np.asarray(value)
    return {"unsupported": type(value).__name__}


def _snapshot(arguments: Case, *names: str) -> Data:
    return {name: as_data(arguments[name]) for name in names}


def function_value(objects: Sequence[Any], case: Case) -> Data:
    """What a function returns for the case's arguments; of a tuple, each value under one of the case's `names`."""
    value = objects[0](**case["arguments"])
    names = case.get("names", ["the result"])
    values = (
        value if len(names) > 1 and isinstance(value, tuple) and len(value) == len(names) else (value,) * len(names)
    )
    arrays = [name for name, given in case["arguments"].items() if isinstance(given, np.ndarray)]
    outputs = {name: as_data(each) for name, each in zip(names, values, strict=True)}
    return {"outputs": outputs, "inputs": _snapshot(case["arguments"], *arrays)}


def usable(value: Data) -> bool:
    """Whether a student's value is made of numbers."""
    return isinstance(value, np.ndarray | np.generic | float | int)


class Driven:
    """A student's layer in the hands of a probe: built for a case, with the same random numbers in every pass."""

    def __init__(
        self, layer: Any, case: Case, parameters: Sequence[str] = (), rng: np.random.Generator | None = None
    ) -> None:
        self.layer, self.parameters, self.rng = layer, parameters, rng
        self.inputs: list[str] = case.get("inputs", ["x"])
        self.smooth = [name for name in self.inputs if np.asarray(case["arguments"][name]).dtype.kind == "f"]
        self.upstream = ["dy"] if "dy" in case["arguments"] else []
        self.state: Mapping[str, Any] = rng.bit_generator.state if rng is not None else {}

    @classmethod
    def build(cls, layer_class: Any, case: Case) -> Driven:
        """Construct the layer from the case's parameters: all arguments but the inputs and the upstream gradient."""
        others = (*case.get("inputs", ["x"]), "dy")
        parameters = {name: value for name, value in case["arguments"].items() if name not in others}
        if "seed" not in case:
            return cls(layer_class(**parameters), case, list(parameters))
        rng = np.random.default_rng(case["seed"])
        return cls(layer_class(**parameters, rng=rng), case, list(parameters), rng)

    def forward(self, arguments: Mapping[str, Any]) -> Any:
        """The layer's output for the inputs among the arguments."""
        if self.rng is not None:
            self.rng.bit_generator.state = self.state
        return self.layer.forward(*(arguments[name] for name in self.inputs))

    def forward_of(self, x: Array) -> Any:
        """The layer's output for its only input."""
        return self.forward({self.inputs[0]: x})

    def backward(self, arguments: Mapping[str, Any], copied: bool = True) -> dict[str, Data]:
        """Run the layer's backward pass: gradients of its inputs and of its parameters."""
        returned = self.layer.backward(*(arguments[name] for name in self.upstream))
        if len(self.smooth) == 1 or not isinstance(returned, tuple) or len(returned) != len(self.smooth):
            returned = (returned,) * len(self.smooth)
        found = dict(zip(self.smooth, returned, strict=True))
        found |= {name: self.layer.grads.get(name) for name in self.parameters}
        return {name: as_data(gradient, copied) for name, gradient in found.items()}


def layer_forward(objects: Sequence[Any], case: Case) -> Data:
    """Forward of a layer, and whether a second call spoils what the first returned."""
    arguments, driven = case["arguments"], Driven.build(objects[0], case)
    y = driven.forward(arguments)
    first, inputs = as_data(y), _snapshot(arguments, *driven.inputs)
    returned: Data = {"outputs": {"y": first}, "inputs": inputs}
    with watch.until_it_stops(returned, "again"):
        driven.forward(case["second"])
        returned["again"] = {"y": as_data(y)}
    if "stopped" in returned or not usable(first):
        return returned
    return returned | {"loops": {"forward": _loop(driven.forward, case)}}


def layer_backward(objects: Sequence[Any], case: Case) -> Data:
    """Backward of a layer: the gradients of its input and of each parameter, and the same for a second batch."""
    return gradients_of(Driven.build(objects[0], case), case)


def gradients_of(driven: Driven, case: Case) -> Data:
    """What `layer_backward` returns, of a layer that stands already."""
    arguments, layer = case["arguments"], driven.layer
    y = as_data(driven.forward(arguments))
    if not usable(y):
        return {"outputs": {"y" if driven.upstream else "loss": y}}
    returned: Data = {"outputs": {"y" if driven.upstream else "loss": y}}
    with watch.until_it_stops(returned), watch.counted_calls(layer, "forward") as calls:
        first = driven.backward(arguments, copied="second" in case)  # a second use may write into them
    if "stopped" in returned:
        return returned
    returned |= {
        "gradients": first,
        "inputs": _snapshot(arguments, *driven.inputs, *driven.upstream),
        "forward_calls": len(calls),
    }
    if "second" in case:
        with watch.until_it_stops(returned, "again"):
            driven.forward(case["second"])
            returned["again"] = driven.backward(case["second"])
        if "stopped" in returned:
            return returned
    moved = {name: arguments[name] for name in driven.smooth}
    moved |= {name: layer.params[name] for name in driven.parameters}
    returned |= numerical(lambda: driven.forward(arguments), moved, first, case, driven if driven.upstream else None)

    def both(few: Mapping[str, Any]) -> None:
        driven.forward(few)
        driven.backward(few)

    return returned | {"loops": {"forward": _loop(driven.forward, case), "backward": _loop(both, case)}}


def numerical(
    function: Callable[[], object],
    moved: Mapping[str, Array],
    found: Mapping[str, Data],
    case: Case,
    batch: Driven | None = None,
) -> Data:
    """What a judge needs to know the gradients numerically: `perturbed`, `closer` and `along` (see `judging.judge`).

    Parameters
    ----------
    function : callable
        Evaluates the student's code at the arrays as they are.
    moved : mapping of str to ndarray
        The arrays to differentiate by.
    found : mapping
        What the student's backward pass says: where it disagrees, more is asked.
    case : dict
    batch : Driven, optional
        The layer, when its only input is a batch that can be sent in one.
    """
    upstream = case["arguments"].get("dy", 1.0)
    perturbed, closer, large = {}, {}, {}
    for name, array in moved.items():
        gradient = found.get(name)
        comparable = isinstance(gradient, np.ndarray) and gradient.shape == array.shape and gradient.dtype.kind != "c"
        if array.size > directions.LARGE:
            if comparable:
                alias = any(np.may_share_memory(gradient, other) for other in moved.values())
                large[name] = (array, np.array(gradient, dtype=np.float64, copy=True if alias else None))
            continue
        if batch is not None and batch.inputs == [name]:
            perturbed[name] = perturbed_outputs_of_a_batch(batch.forward_of, array)
        else:
            perturbed[name] = perturbed_outputs(function, array)
        if comparable and array.size:
            closer[name] = _closer(function, array, upstream, np.asarray(gradient, dtype=np.float64), perturbed[name])
    told: Data = {"perturbed": perturbed, "closer": {name: seen for name, seen in closer.items() if seen}}
    return told | ({"along": _along(function, large, upstream, case.get("seed", 0))} if large else {})


def _closer(
    function: Callable[[], object], array: Array, upstream: Array | float, gradient: Array, outputs: Array
) -> Data:
    """A closer look at the entries at which a gradient disagrees with the numerical one; None where all agree."""
    estimate = numerical_gradient(outputs, array, upstream)
    tolerance = max(NUMERICAL * float(np.max(np.abs(gradient))), rounding(outputs, array, upstream))
    suspects = np.flatnonzero(~(np.abs(estimate - gradient) <= tolerance))
    if not len(suspects):
        return None
    found = slopes(function, array, upstream, suspects, float(np.max(np.abs(estimate))))
    kinks = [int(entry) for entry, each in zip(suspects, found, strict=True) if each.kink]
    return {"entries": suspects, "values": np.array([each.value for each in found]), "kinks": kinks}


def _along(
    function: Callable[[], Any], large: Mapping[str, tuple[Array, Array]], upstream: Array | float, seed: int
) -> dict[str, Data]:
    """Whether large gradients agree along directions: all together, and one by one when they do not."""
    arrays, gradients = zip(*large.values(), strict=True)
    together = directions.disagreement(function, arrays, gradients, upstream, seed)
    told: dict[str, Data] = {name: {"disagreement": together} for name in large}
    if together <= directions.TOLERANCE:
        return told
    for name, (array, gradient) in large.items():
        alone = directions.disagreement(function, [array], [gradient], upstream, seed)
        told[name] = {"disagreement": alone}
        if alone > directions.TOLERANCE:
            told[name]["kink"] = int(directions.has_kink(function, array, upstream, gradient, seed))
            told[name]["located"] = directions.locate(function, array, upstream, gradient, seed)
    return told


def _loop(run: Callable[[Mapping[str, Any]], Any], case: Case) -> str:
    """The line in which a pass loops over the samples, where the case wants none."""
    if not case.get("vectorized"):
        return ""
    few, times = case["arguments"], 4
    along_batch = [*case.get("inputs", ["x"]), "dy", "labels"]
    many = {k: np.repeat(v, times, axis=0) if k in along_batch else v for k, v in few.items()}
    return watch.loop_over_samples(lambda: run(few), lambda: run(many), (times - 1) * case["batch"])


def loss_forward(objects: Sequence[Any], case: Case) -> Data:
    """Value of a loss, and the probabilities that it keeps."""
    arguments, driven = case["arguments"], Driven(objects[0](), case)
    loss = as_data(driven.forward(arguments))
    outputs = {"loss": loss, "probabilities": as_data(getattr(driven.layer, "probabilities", None))}
    inputs = _snapshot(arguments, *driven.inputs)
    return {"outputs": outputs, "inputs": inputs, "loops": {"forward": _loop(driven.forward, case)}}


def loss_backward(objects: Sequence[Any], case: Case) -> Data:
    """Gradient of a loss with respect to the logits, and the same for a second batch."""
    return gradients_of(Driven(objects[0](), case), case)


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
    moved = {name: network.params[name] for name in names}
    told = numerical(lambda: network.loss(x, labels), moved, first, case)
    return {"outputs": outputs, "gradients": first, "inputs": inputs, "again": again} | told


def training(objects: Sequence[Any], case: Case) -> Data:
    """Losses and final parameters of a short training run from given weights."""
    arguments = case["arguments"]
    network, names = _network(objects[1], arguments)
    losses = objects[0](network, arguments["x"], arguments["labels"], case["learning_rate"], case["epochs"])
    outputs = {"losses": as_data(np.array(losses, dtype=np.float64)) if isinstance(losses, list) else as_data(losses)}
    after = {f"{name} after training": as_data(network.params[name]) for name in names}
    return {"outputs": outputs | after, "inputs": _snapshot(arguments, "x", "labels")}
