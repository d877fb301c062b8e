"""What runs beside the student's code: it feeds the code a case and brings back plain data, and judges nothing.

The parts of what a probe returns are listed in `autograder.checks.judging.judge`; what a task's `measure` still has to
count or compare comes under `came`. A case holds

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
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.numerics import directions
from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import watch
from autograder.checks.probing.handed import Handed
from autograder.checks.probing.numerical import numerical
from autograder.checks.wire import ARRAY_KINDS, Case, Data


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
    """A student's layer in the hands of a probe: built for a case, with the same random numbers in every pass.

    What it gets are copies of the case's arguments. These, its parameters and what its forward returns are watched.
    """

    def __init__(
        self, layer: Any, case: Case, parameters: Sequence[str] = (), rng: np.random.Generator | None = None
    ) -> None:
        self.layer, self.parameters, self.rng = layer, parameters, rng
        self.inputs: list[str] = case.get("inputs", ["x"])
        self.smooth = [name for name in self.inputs if np.asarray(case["arguments"][name]).dtype.kind == "f"]
        self.state: Mapping[str, Any] = rng.bit_generator.state if rng is not None else {}
        self.handed, given = Handed(), case["arguments"]
        self.arguments = self.handed.copies({name: given[name] for name in (*self.inputs, "dy") if name in given})
        if parameters:
            self.handed.watch("parameter", layer.params)

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

    def first_forward(self) -> Any:
        """The layer's output for the case, watched from here on."""
        y = self.forward(self.arguments)
        self.handed.look("forward")
        self.handed.watch("output", {"y": y})
        return y

    def backward(self, arguments: Mapping[str, Any], copied: bool = True) -> dict[str, Data]:
        """Run the layer's backward pass: gradients of its inputs and of its parameters."""
        returned = self.layer.backward(*(arguments[name] for name in ("dy",) if name in arguments))
        if len(self.smooth) == 1 or not isinstance(returned, tuple) or len(returned) != len(self.smooth):
            returned = (returned,) * len(self.smooth)
        found = dict(zip(self.smooth, returned, strict=True))
        found |= {name: self.layer.grads.get(name) for name in self.parameters}
        return {name: as_data(gradient, copied) for name, gradient in found.items()}

    def moved(self) -> dict[str, tuple[Array, Array]]:
        """What gradients are taken by: the inputs and the parameters that the layer reads, with their originals."""
        live = {name: self.arguments[name] for name in self.smooth}
        live |= {name: self.layer.params[name] for name in self.parameters}
        return {name: (array, self.handed.originals[name]) for name, array in live.items()}


def layer_forward(objects: Sequence[Any], case: Case) -> Data:
    """Forward of a layer, and whether a second call spoils what the first returned."""
    driven = Driven.build(objects[0], case)
    y = driven.first_forward()
    first = as_data(y)
    returned: Data = {"outputs": {"y": first}, "changed": dict(driven.handed.changed)}
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
    return gradients_after(driven, case, driven.first_forward())


def gradients_after(driven: Driven, case: Case, y: Any) -> Data:
    """What `layer_backward` returns, of a layer that stands already and whose first forward has returned y."""
    layer, handed, upstream = driven.layer, driven.handed, case["arguments"].get("dy")
    returned: Data = {"outputs": {"loss" if upstream is None else "y": as_data(y)}}
    if not usable(as_data(y)):
        return returned
    with watch.until_it_stops(returned), watch.counted_calls(layer, "forward") as calls:
        first = driven.backward(driven.arguments, copied="second" in case)  # a second use may write into them
        returned |= {"gradients": first, "forward_calls": len(calls)}
    handed.look("backward")
    returned["changed"] = dict(handed.changed)
    if handed.changed:  # all that follows would be its consequence
        handed.put_back()
    if handed.changed or "stopped" in returned:
        return returned
    if "second" in case:
        with watch.until_it_stops(returned, "again"):
            driven.forward(case["second"])
            returned["again"] = driven.backward(case["second"])
        if "stopped" in returned:
            return returned
    alone = driven.forward_of if upstream is not None and len(driven.inputs) == 1 else None
    again, seed = partial(driven.forward, driven.arguments), case.get("seed", 0)
    arriving, largest = 1.0 if upstream is None else upstream, case.get("one_by_one", directions.LARGE)
    returned |= numerical(again, driven.moved(), first, arriving, seed, alone, largest)

    def both(few: Mapping[str, Any]) -> None:
        driven.forward(few)
        driven.backward(few)

    return returned | {"loops": {"forward": _loop(driven.forward, case), "backward": _loop(both, case)}}


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
    driven = Driven(objects[0](), case)
    loss = as_data(driven.first_forward())
    outputs = {"loss": loss, "probabilities": as_data(getattr(driven.layer, "probabilities", None))}
    changed = driven.handed.changed
    return {"outputs": outputs, "changed": changed, "loops": {"forward": _loop(driven.forward, case)}}


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
    (network, names), handed = _network(objects[0], arguments), Handed()
    given = handed.copies({name: arguments[name] for name in ("x", "labels")})
    handed.watch("parameter", network.params)
    x, labels = given["x"], given["labels"]
    outputs = {"predict(x)": as_data(network.predict(x)), "loss": as_data(network.loss(x, labels))}
    handed.look("loss")

    def gradients(x: object, labels: object) -> Data:
        found = network.gradients(x, labels)
        return {name: as_data(found.get(name)) for name in names}

    first = gradients(x, labels)
    handed.look("gradients")
    returned = {"outputs": outputs, "gradients": first, "changed": handed.changed}
    if handed.changed:
        return returned
    returned["again"] = gradients(second["x"], second["labels"])
    moved = {name: (network.params[name], arguments[name]) for name in names}
    return returned | numerical(lambda: network.loss(x, labels), moved, first, 1.0)


def training(objects: Sequence[Any], case: Case) -> Data:
    """Losses and final parameters of a short training run from given weights."""
    arguments = case["arguments"]
    network, names = _network(objects[1], arguments)
    losses = objects[0](network, arguments["x"], arguments["labels"], case["learning_rate"], case["epochs"])
    outputs = {"losses": as_data(np.array(losses, dtype=np.float64)) if isinstance(losses, list) else as_data(losses)}
    after = {f"{name} after training": as_data(network.params[name]) for name in names}
    return {"outputs": outputs | after, "inputs": _snapshot(arguments, "x", "labels")}
