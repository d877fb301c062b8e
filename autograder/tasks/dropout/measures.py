"""What is measured of the chapter `dropout`, where the judge is: facts that hold however coins are tossed."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data
from autograder.tasks.dropout.probes import is_formed

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


def form(value: Data, shape: tuple[int, ...]) -> Data:
    """Stand for an array of the wanted shape by zeros, so that only its form is compared; else give what came."""
    return np.zeros(shape) if isinstance(value, np.ndarray) and value.shape == shape else value


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


def mask(case: Case, reply: Data) -> Data:
    """The form of a small mask, and the zeros of two large ones."""
    came, p, shape = reply["came"], case["arguments"]["p"], tuple(case["arguments"]["shape"])
    small = came["small"]
    formed = is_formed(small, (2, 3))
    outputs: Data = {SMALL: np.array(small, dtype=np.float64) if p == 0 and formed else form(small, (2, 3))}
    if not formed:
        return {"outputs": outputs}
    first, following = (np.array(came[name], dtype=np.float64) for name in ("first", "next"))
    if {first.shape, following.shape} != {shape}:
        raise ValueError(f"a mask of shape {shape} is asked for, and one of shape {first.shape} came")
    outputs[AGAIN] = bool(np.array_equal(came["again"], first))
    measured: Data = {"outputs": outputs, "loops": reply["loops"]}
    if p > 0:
        outputs |= apart(first)
        measured["samples"] = samples_of(first, following)
    return measured


# --- Layers ---


def forward(case: Case, reply: Data) -> Data:
    """What forward multiplies by, in training, twice, and what it gives at test time."""
    came, x, p = reply["came"], case["arguments"]["x"], case["arguments"]["p"]
    outputs: Data = {TRAINING: form(came["few"], x[:3].shape)}
    if not is_formed(came["few"], x[:3].shape):
        return {"outputs": outputs}
    first, following, same = (np.array(came[name], dtype=np.float64) / x for name in ("first", "next", "again"))
    outputs[TEST] = came["test"]
    outputs |= {AGAIN: bool(np.array_equal(same, first)), FACTOR: spread(first[first != 0])}
    measured: Data = {"outputs": outputs, "inputs": reply["inputs"], "loops": reply["loops"]}
    if p > 0:
        outputs |= apart(first)
        measured["samples"] = samples_of(first, following)
    return measured


def backward(case: Case, reply: Data) -> Data:
    """Compare what backward multiplies by with what forward has multiplied by, as the layer itself shows it."""
    came, x, dy = reply["came"], case["arguments"]["x"], case["arguments"]["dy"]
    outputs: Data = {}
    for name, part in ((TRAINING, "few y"), (DX, "few dx")):
        outputs[name] = form(came[part], x[:3].shape)
        if not is_formed(came[part], x[:3].shape):
            return {"outputs": outputs}
    y = np.array(came["y"], dtype=np.float64)
    ratio, kept = np.array(came["dx"], dtype=np.float64) / dy, y != 0
    outputs |= {KEPT: spread(ratio[kept] / (y / x)[kept]), DROPPED: spread(ratio[~kept])}
    outputs |= {LATER: _fits(came["later"], case), AFTER_TEST: _fits(came["after test"], case)}
    return {"outputs": outputs, "changed": reply["changed"], "forward_calls": reply["forward_calls"]}


def _fits(both: list[Data], case: Case) -> bool:
    """Whether dx / dy = y / x."""
    x, dy = case["arguments"]["x"], case["arguments"]["dy"]
    y, dx = np.array(both[0], dtype=np.float64), both[1]
    return bool(is_formed(dx, x.shape) and np.allclose(dx * x, dy * y, rtol=1e-9))


def standard(case: Case, reply: Data) -> Data:
    """Forward and backward of one layer."""
    there, back = forward(case, reply["came"]["forward"]), backward(case, reply["came"]["backward"])
    return {
        **there,
        "outputs": {**back["outputs"], **there["outputs"]},
        "changed": back.get("changed", {}),
        "forward_calls": back.get("forward_calls", 0),
    }
