"""Probes of the chapter `dropout`: masks, what layers make of a batch with them, functions of masks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes, watch
from autograder.checks.probing.handed import Handed
from autograder.checks.probing.returned import as_array, loop_line, pair
from autograder.checks.wire import Case, Data

Generator = np.random.Generator


def is_formed(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether the value is an array of numbers of this shape."""
    return isinstance(value, np.ndarray) and value.shape == shape and value.dtype.kind in "biuf"


# --- The mask ---


def probe_mask(objects: Sequence[Any], case: Case) -> Data:
    """Draw a small mask, two large ones in a row, and the first of these once more."""
    draw, p, shape = objects[0], case["arguments"]["p"], case["arguments"]["shape"]
    small = draw(np.random.default_rng(case["seed"]), (2, 3), p)
    came = {"small": probes.as_data(small)}
    if not is_formed(small, (2, 3)):
        return {"came": came}
    rng = np.random.default_rng(case["seed"])
    came |= {"first": as_array(draw(rng, shape, p)), "next": as_array(draw(rng, shape, p))}
    came["again"] = as_array(draw(np.random.default_rng(case["seed"]), shape, p))
    loop = watch.loop_over_samples(lambda: draw(rng, (4, 5), p), lambda: draw(rng, (16, 5), p), 12)
    return {"came": came, "loops": {"draw_mask": loop}}


# --- Layers ---


def _built(layer_class: Any, case: Case) -> Any:
    return layer_class(case["arguments"]["p"], np.random.default_rng(case["seed"]))


def probe_forward(objects: Sequence[Any], case: Case) -> Data:
    """Run forward in training, twice, and at test time."""
    handed = case["arguments"]["x"]
    x, few = handed.copy(), handed[:3].copy()
    y = _built(objects[0], case).forward(few.copy(), train=True)
    came = {"few": probes.as_data(y)}
    if not is_formed(y, few.shape):
        return {"came": came}
    layer = _built(objects[0], case)
    came["first"] = as_array(layer.forward(handed, train=True))
    inputs = {"x": handed.copy()}
    came["next"] = as_array(layer.forward(x.copy(), train=True))
    came["again"] = as_array(_built(objects[0], case).forward(x.copy(), train=True))
    came["test"] = probes.as_data(_built(objects[0], case).forward(few.copy(), train=False))
    fresh = [_built(objects[0], case) for _ in range(2)]
    loop = watch.loop_over_samples(lambda: fresh[0].forward(x[:4]), lambda: fresh[1].forward(x[:16]), 12)
    return {"came": came, "inputs": inputs, "loops": {"forward": loop}}


def probe_backward(objects: Sequence[Any], case: Case) -> Data:
    """What forward and backward give for some rows, for all of them, and after another pass."""
    x, dy, few = case["arguments"]["x"], case["arguments"]["dy"], slice(3)
    small = _built(objects[0], case)
    y = small.forward(x[few].copy(), train=True)
    came = {"few y": probes.as_data(y)}
    if not is_formed(y, x[few].shape):
        return {"came": came}
    dx = small.backward(dy[few].copy())
    came["few dx"] = probes.as_data(dx)
    if not is_formed(dx, x[few].shape):
        return {"came": came}
    layer, handed = _built(objects[0], case), Handed()
    given = handed.copies({"dy": dy})
    handed.watch("output", {"y": layer.forward(x.copy(), train=True)})
    with watch.counted_calls(layer, "forward") as calls:
        dx = layer.backward(given["dy"])
    handed.look("backward")
    came |= {"y": handed.originals["y"], "dx": as_array(dx)}
    came["later"] = _after(layer, x, dy, (True, True))
    came["after test"] = _after(layer, x, dy, (True, False))
    return {"came": came, "changed": handed.changed, "forward_calls": len(calls)}


def _after(layer: Any, x: Array, dy: Array, passes: Sequence[bool]) -> list[Data]:
    """Output and gradient after these passes, in training or not."""
    y: Any = x
    for train in passes:
        y = layer.forward(x.copy(), train=train)
    y = as_array(y)
    return [y, probes.as_data(layer.backward(dy.copy()))]


def probe_standard(objects: Sequence[Any], case: Case) -> Data:
    """Forward and backward of one layer."""
    return {"came": {"forward": probe_forward(objects, case), "backward": probe_backward(objects, case)}}


BORROWED_AT_TEST, BORROWED_AFTER_TEST = "y at test time", "dx after a pass at test time"


def probe_borrowing(objects: Sequence[Any], case: Case) -> Data:
    """Backward with the same noise in every pass, and what both passes give at test time."""
    rng, given = np.random.default_rng(case["seed"]), case["arguments"]
    layer = objects[0](given["p"], rng)
    returned: dict[str, Any] = probes.gradients_of(probes.Driven(layer, case, rng=rng), case)
    if "stopped" in returned or returned.get("changed"):
        return returned
    layer.forward(given["x"].copy())
    returned["outputs"][BORROWED_AT_TEST] = probes.as_data(layer.forward(given["x"].copy(), train=False))
    returned["outputs"][BORROWED_AFTER_TEST] = probes.as_data(layer.backward(given["dy"].copy()))
    return returned


# --- Functions of masks ---


def mixed(x: Array) -> Array:
    """Three weighted sums of the last axis, with weights that the length decides."""
    weights = np.cos(np.outer(np.arange(1, x.shape[-1] + 1), [1.0, 2.0, 3.0]))
    return np.asarray(x @ weights)


def shares(x: Array) -> Array:
    """What the exponentials of three weighted sums are of the sum of all three."""
    raised = np.exp(mixed(x) - mixed(x).max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


MEAN_OF: dict[str, Callable[[Array], Array]] = {
    "the square of the sum": lambda x: x.sum(axis=-1, keepdims=True) ** 2,
    "three weighted sums": mixed,
    "the softmax of three weighted sums": shares,
}


def probe_mean(objects: Sequence[Any], case: Case) -> Data:
    """Mean over masks of a function that the case names."""
    given = case["arguments"]
    value = objects[0](MEAN_OF[case["function"]], given["x"], given["p"])
    return {"outputs": {"the mean": probes.as_data(value)}, "inputs": {"x": probes.as_data(given["x"])}}


class Scripted:
    """A network whose passes are known beforehand: row by row of the case's logits, and others at test time."""

    def __init__(self, logits: Array, quiet: Array) -> None:
        self.logits, self.quiet, self.passes = logits, quiet, 0

    def predict(self, x: Array, train: bool = False) -> Array:
        """Return the logits of the next pass, shape (N, K)."""
        if not train:
            return self.quiet.copy()
        self.passes += 1
        return np.array(self.logits[(self.passes - 1) % len(self.logits)])


def probe_monte_carlo(objects: Sequence[Any], case: Case) -> Data:
    """Probabilities and entropies of a scripted network."""
    given = case["arguments"]
    network = Scripted(case["logits"], case["quiet"])
    value = objects[0](network, given["x"], given["passes"])
    outputs = dict(zip(("probabilities", "entropy"), map(probes.as_data, pair(value)), strict=True))
    return {"outputs": outputs, "inputs": {"x": probes.as_data(given["x"])}}


def probe_penalty(objects: Sequence[Any], case: Case) -> Data:
    """Penalty and gradient, and whether a loop runs over the samples."""
    returned: dict[str, Any] = probes.function_value(objects, case)
    return returned | {"loops": {"dropout_penalty": loop_line(objects[0], case["arguments"], "x")}}
