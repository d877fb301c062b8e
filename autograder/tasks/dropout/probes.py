"""Probes of the chapter `dropout`: facts about masks and layers that do not depend on how the coins are tossed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes, watch
from autograder.checks.probing.handed import Handed
from autograder.checks.probing.returned import loop_line, pair
from autograder.checks.wire import Case, Data

Generator = np.random.Generator

SMALL = "a mask of shape (2, 3)"
AGAIN = "same state of the generator, same mask"
ROWS = "samples with masks of their own"
COLUMNS = "features with masks of their own"
MASK, NEXT = "the mask", "the next mask, where the first one kept"
TRAINING, TEST, DX = "form of y in training", "y at test time", "form of dx"
FACTOR = "y / x where y is not 0, smallest and largest"
KEPT = "(dx / dy) / (y / x) where y is not 0, smallest and largest"
DROPPED = "dx / dy where y is 0, smallest and largest"
LATER = "dx fits the last of two passes"
AFTER_TEST = "dx fits a pass at test time"


def form(value: Any, shape: tuple[int, ...]) -> Data:
    """Stand for an array of the wanted shape by zeros, so that only its form is compared; else give what came."""
    data = probes.as_data(value)
    return np.zeros(shape) if isinstance(data, np.ndarray) and data.shape == shape else data


def is_formed(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether the value is an array of numbers of this shape."""
    return isinstance(value, np.ndarray) and value.shape == shape and value.dtype.kind in "biuf"


def spread(values: Array) -> Array:
    """Smallest and largest value, shape (2,); zeros where there is none."""
    return np.array([values.min(), values.max()]) if values.size else np.zeros(2)


def apart(mask: Array) -> Data:
    """Whether not all rows, and not all columns, of a mask of two axes have the same zeros, if it has any."""
    kept = mask != 0
    full = bool(kept.all())
    return {ROWS: bool(full or (kept != kept[:1]).any()), COLUMNS: bool(full or (kept != kept[:, :1]).any())}


def samples_of(first: Array, following: Array) -> Data:
    """The mask, and the next one at the entries that the first kept: tossed anew, it knows nothing of the first."""
    return {MASK: np.array(first, dtype=np.float64), NEXT: np.array(following, dtype=np.float64)[first != 0]}


def _above(bound: float) -> float:
    """The probability that a standard normal number is above a bound."""
    return 0.5 * math.erfc(bound / math.sqrt(2))


def distributions(p: float, scale: float) -> Data:
    """What `samples_of` must look like, and what the likely mistakes look like.

    Parameters
    ----------
    p : float
        Share that is dropped.
    scale : float
        Factor on what is kept.
    """
    wanted = {"kind": "mask", "scale": scale, "keep": 1 - p}
    shares = {
        "the share p is kept here; p is the share that is dropped.": p,
        "a fair coin is tossed, whatever p is.": 0.5,
        "a normal number is compared with p: `rng.normal` and `randn` are not spread evenly over 0 to 1.": _above(p),
        "a normal number is compared with 1 - p: `rng.normal` and `randn` are not spread evenly over 0 to 1.": (
            1 - _above(1 - p)
        ),
        "a number from -1 to 1 is compared with p: an even spread over 0 to 1 is asked for.": (1 - p) / 2,
        "p is applied twice: a share of what was kept is dropped once more.": (1 - p) ** 2,
    }
    others = {words: {**wanted, "keep": share} for words, share in shares.items() if abs(share - 1 + p) > 0.01}
    stuck = {"the second pass has the first one's mask: draw a new one in each pass.": {**wanted, "keep": 1.0}}
    return {MASK: {**wanted, "others": others}, NEXT: {**wanted, "others": stuck | others}}


# --- The mask ---


def probe_mask(objects: Sequence[Any], case: Case) -> Data:
    """Draw a small mask, two large ones in a row, and the first of these once more."""
    draw, p, shape = objects[0], case["arguments"]["p"], case["arguments"]["shape"]
    small = draw(np.random.default_rng(case["seed"]), (2, 3), p)
    formed = is_formed(small, (2, 3))
    outputs = {SMALL: np.array(small, dtype=np.float64) if p == 0 and formed else form(small, (2, 3))}
    if not formed:
        return {"outputs": outputs}
    rng = np.random.default_rng(case["seed"])
    first, following = (np.array(draw(rng, shape, p), dtype=np.float64) for _ in range(2))
    outputs[AGAIN] = bool(np.array_equal(draw(np.random.default_rng(case["seed"]), shape, p), first))
    loop = watch.loop_over_samples(lambda: draw(rng, (4, 5), p), lambda: draw(rng, (16, 5), p), 12)
    returned: Data = {"outputs": outputs, "loops": {"draw_mask": loop}}
    if p > 0:
        outputs |= apart(first)
        returned["samples"] = samples_of(first, following)
    return returned


# --- Layers ---


def _built(layer_class: Any, case: Case) -> Any:
    return layer_class(case["arguments"]["p"], np.random.default_rng(case["seed"]))


def probe_forward(objects: Sequence[Any], case: Case) -> Data:
    """Run forward in training, twice, and at test time."""
    handed, p = case["arguments"]["x"], case["arguments"]["p"]
    x, few = handed.copy(), handed[:3].copy()
    y = _built(objects[0], case).forward(few.copy(), train=True)
    outputs = {TRAINING: form(y, few.shape)}
    if not is_formed(y, few.shape):
        return {"outputs": outputs}
    layer = _built(objects[0], case)
    first = np.array(layer.forward(handed, train=True), dtype=np.float64) / x
    inputs = {"x": handed.copy()}
    following = np.array(layer.forward(x.copy(), train=True)) / x
    same = _built(objects[0], case).forward(x.copy(), train=True)
    outputs[TEST] = probes.as_data(_built(objects[0], case).forward(few.copy(), train=False))
    outputs |= {AGAIN: bool(np.array_equal(np.array(same) / x, first)), FACTOR: spread(first[first != 0])}
    fresh = [_built(objects[0], case) for _ in range(2)]
    loop = watch.loop_over_samples(lambda: fresh[0].forward(x[:4]), lambda: fresh[1].forward(x[:16]), 12)
    returned: Data = {"outputs": outputs, "inputs": inputs, "loops": {"forward": loop}}
    if p > 0:
        outputs |= apart(first)
        returned["samples"] = samples_of(first, following)
    return returned


def probe_backward(objects: Sequence[Any], case: Case) -> Data:
    """Compare what backward multiplies by with what forward has multiplied by, as the layer itself shows it."""
    x, dy, few = case["arguments"]["x"], case["arguments"]["dy"], slice(3)
    small = _built(objects[0], case)
    y = small.forward(x[few].copy(), train=True)
    outputs = {TRAINING: form(y, x[few].shape)}
    if not is_formed(y, x[few].shape):
        return {"outputs": outputs}
    dx = small.backward(dy[few].copy())
    outputs[DX] = form(dx, x[few].shape)
    if not is_formed(dx, x[few].shape):
        return {"outputs": outputs}
    layer, handed = _built(objects[0], case), Handed()
    given = handed.copies({"dy": dy})
    handed.watch("output", {"y": layer.forward(x.copy(), train=True)})
    with watch.counted_calls(layer, "forward") as calls:
        dx = layer.backward(given["dy"])
    handed.look("backward")
    y = handed.originals["y"].astype(np.float64)
    ratio, kept = np.array(dx, dtype=np.float64) / dy, y != 0
    outputs |= {KEPT: spread(ratio[kept] / (y / x)[kept]), DROPPED: spread(ratio[~kept])}
    outputs |= {LATER: _fits(layer, x, dy, (True, True)), AFTER_TEST: _fits(layer, x, dy, (True, False))}
    return {"outputs": outputs, "changed": handed.changed, "forward_calls": len(calls)}


def _fits(layer: Any, x: Array, dy: Array, passes: Sequence[bool]) -> float:
    """Whether dx / dy = y / x after these passes, in training or not, for the last of them; 1 or 0."""
    y = x
    for train in passes:
        y = layer.forward(x.copy(), train=train)
    y = np.array(y, dtype=np.float64)
    dx = layer.backward(dy.copy())
    return bool(is_formed(dx, x.shape) and np.allclose(dx * x, dy * y, rtol=1e-9))


def probe_standard(objects: Sequence[Any], case: Case) -> Data:
    """Forward and backward of one layer."""
    forward, backward = probe_forward(objects, case), probe_backward(objects, case)
    return {
        **forward,
        "outputs": {**backward["outputs"], **forward["outputs"]},
        "changed": backward.get("changed", {}),
        "forward_calls": backward.get("forward_calls", 0),
    }


# --- Functions of masks ---


def mixed(x: Array) -> Array:
    """Three weighted sums of the last axis, with weights that the length decides."""
    weights = np.cos(np.outer(np.arange(1, x.shape[-1] + 1), [1.0, 2.0, 3.0]))
    return np.asarray(x @ weights)


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


MEAN_OF: dict[str, Callable[[Array], Array]] = {
    "the square of the sum": lambda x: x.sum(axis=-1, keepdims=True) ** 2,
    "three weighted sums": mixed,
    "the softmax of three weighted sums": lambda x: softmax(mixed(x)),
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
