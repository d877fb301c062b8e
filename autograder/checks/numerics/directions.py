"""Gradient checks for large arrays: a few random directions in place of every coordinate, and bisection on failure.

For arrays with P entries in all and the true gradient g, a direction v costs two evaluations and gives the number g·v.
A gradient G from backward must give the same. If it is wrong by e = G - g, the check along v sees e·v.

*What can be missed.* The entries of v are independent and uniform on [-1, 1]. For every e, however it is spread, the
density of e·v is at most 1 / (sqrt(2) |e|): a slice through a cube has at most sqrt(2) times the volume of a face
(Ball, 1986, *Cube slicing in R^n*). So one direction misses e, that is |e·v| <= t, with a probability of at most
sqrt(2) t / |e|, and k independent directions with at most (sqrt(2) t / |e|)^k.

*The tolerance.* t = `TOLERANCE` times |G| / sqrt(3), the size that G·v has. One entry of the usual size that is wrong
by its own size among 200,704 makes |e| = |G| / 448, and then two directions miss it with a probability below
(1e-6 * 0.82 * 448)^2 = 1.4e-7. Along a direction a central difference is about as exact as along a coordinate
(`gradcheck`), some 1e-10; rounding in large sums makes it 1e-9, a thousandth of the tolerance, so that right
gradients pass.

*Several arrays at once.* They move together, each by a step such that all have the same share in what is seen: a small
gradient is not drowned by a large one. With A arrays, t grows by sqrt(A).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.numerics.gradcheck import STEP, Array, slope, steps

COUNT = 2
"""Directions for each check."""

TOLERANCE = 1e-6
"""Largest difference along a direction, relative to the usual size of the derivative along one."""

LARGE = 64
"""Arrays with more entries than this are checked along directions."""

NAMED = 8
"""How many separate runs of rows or columns bisection tells apart before it stops."""

SAMPLED = 12
"""How many wrong entries are differentiated one by one, to recognize the mistake in them."""

_SLAB = 2**15  # numbers that are drawn and used before the next ones, so that they stay in the cache
_SPREAD = 1e3  # arrays whose gradients differ in size by more are checked one by one


def step_along(array: Array) -> float:
    """How far to go along a direction, by the array's usual size. A power of two."""
    size = max(1.0, float(np.linalg.norm(array)) / max(1.0, np.sqrt(array.size)))
    return float(np.exp2(np.round(np.log2(STEP * size))))


def disagreement(
    function: Callable[[], Any], arrays: Sequence[Array], gradients: Sequence[Array], upstream: Array | float, seed: int
) -> float:
    """Like `disagreement_at`, with the usual step, and with shorter ones where the function bends too much for it."""
    least = np.inf
    for shrink in (1.0, 2.0**-5, 2.0**-10):
        least = min(least, disagreement_at(function, arrays, gradients, upstream, seed, shrink))
        if least <= TOLERANCE:
            break
    return least


def disagreement_at(
    function: Callable[[], Any],
    arrays: Sequence[Array],
    gradients: Sequence[Array],
    upstream: Array | float,
    seed: int,
    shrink: float,
) -> float:
    """Largest difference, along random directions, between what the function does and what its gradients say.

    Parameters
    ----------
    function : callable
        Evaluates the student's code, which reads the arrays.
    arrays : sequence of ndarray, float64
        Moved in place; as they were when this returns.
    gradients : sequence of ndarray
        Of sum(upstream * output), one for each array and of its shape.
    upstream : ndarray, the output's shape, or 1 for a loss
    seed : int
    shrink : float
        Times the usual step.

    Returns
    -------
    float
        Relative to the usual size of such a derivative; above `TOLERANCE`, a gradient is wrong. NaN counts as infinite.
    """
    natural = [shrink * step_along(array) for array in arrays]
    shares = [step * float(np.linalg.norm(gradient)) for step, gradient in zip(natural, gradients, strict=True)]
    least = min((share for share in shares if share > 0), default=0.0)
    if max(shares) > _SPREAD * least > 0:
        pairs = zip(arrays, gradients, strict=True)
        return max(disagreement_at(function, [a], [g], upstream, seed, shrink) for a, g in pairs)
    moves = [step * (least / share if share else 1.0) for step, share in zip(natural, shares, strict=True)]
    size = float(np.sqrt(sum(least**2 if share else 0.0 for share in shares) / 3))
    originals, rng, worst = [array.copy() for array in arrays], np.random.default_rng(seed), 0.0
    for _ in range(COUNT):
        each = zip(arrays, originals, gradients, moves, strict=True)
        told = sum(_move(array, original, gradient, move, rng) for array, original, gradient, move in each)
        above = np.array(function(), dtype=np.float64)
        for array, original in zip(arrays, originals, strict=True):
            np.subtract(original, array, out=array)
            array += original
        difference = above - function()
        found = _dot(difference, upstream) / 2
        rounding = float(np.finfo(np.float64).eps) * _dot(np.abs(above), np.abs(upstream))
        gap = abs(found - told) / max(size, abs(found), 10 * rounding / TOLERANCE, 1e-300)
        worst = max(worst, gap) if np.isfinite(gap) else np.inf
    for array, original in zip(arrays, originals, strict=True):
        array[...] = original
    return worst


def _move(array: Array, original: Array, gradient: Array, step: float, rng: np.random.Generator) -> float:
    """Move an array by `step` along a new direction; return what its gradient says that this does."""
    rows = max(1, _SLAB // max(1, array[:1].size))
    told, room = 0.0, np.empty((rows, *array.shape[1:]))
    for low in range(0, len(array), rows):
        slab = slice(low, low + rows)
        direction = room[: len(array[slab])]
        rng.random(out=direction)
        direction *= 2 * step
        direction -= step
        told += _dot(gradient[slab], direction)
        np.add(original[slab], direction, out=array[slab])
    return told


def has_kink(function: Callable[[], Any], array: Array, upstream: Array | float, gradient: Array, seed: int) -> bool:
    """Whether a kink lies on a direction, so near that differences along it prove nothing."""
    original, step, rng = array.copy(), step_along(array), np.random.default_rng(seed)
    size = float(np.linalg.norm(gradient)) / np.sqrt(3)

    def value(direction: Array, distance: float) -> float:
        np.add(original, distance * direction, out=array)
        return _dot(np.asarray(function(), dtype=np.float64), upstream)

    found = any(slope(partial(value, rng.uniform(-1, 1, array.shape)), step, size).kink for _ in range(COUNT))
    array[...] = original
    return found


def locate(function: Callable[[], Any], array: Array, upstream: Array | float, gradient: Array, seed: int) -> Any:
    """Where a gradient is wrong, by bisection: along each axis, the runs of indices that hold wrong entries.

    Each axis is cut into halves, the halves that disagree are cut again, and so on: one wrong entry among P costs about
    2·log2(P) derivatives. The search along an axis stops when more than `NAMED` runs are wrong.

    Returns
    -------
    dict
        `runs`: for each axis a list of [first, last] pairs; `entries`: some entries within them, as lists of indices;
        `numerical`: the derivative at each of these.
    """
    rng = np.random.default_rng(seed)
    original, step = array.copy(), step_along(array)
    size = float(np.linalg.norm(gradient)) / np.sqrt(3)

    def derivative(block: Any, direction: Array | float, move: float) -> float:
        array[block] = original[block] + move * direction
        above = np.array(function(), dtype=np.float64)
        array[block] = original[block] - move * direction
        difference = above - function()
        array[block] = original[block]
        return _dot(difference, upstream) / (2 * move)

    def wrong(axis: int, low: int, high: int) -> bool:
        block = (slice(None),) * axis + (slice(low, high),)
        direction = rng.uniform(-1, 1, array[block].shape)
        found, told = derivative(block, direction, step), _dot(gradient[block], direction)
        # What is right in the block has a size of its own, small blocks a small one; the floor is what rounding leaves.
        here = max(float(np.linalg.norm(gradient[block])) / np.sqrt(3), abs(found))
        return not abs(found - told) <= max(TOLERANCE * here, 1e-9 * size)

    runs = [_runs(partial(wrong, axis), length) for axis, length in enumerate(array.shape)]
    entries = _entries(runs, rng)
    numerical = [derivative(entry, 1.0, float(steps(original[entry]))) for entry in entries]
    return {"runs": runs, "entries": [list(entry) for entry in entries], "numerical": np.array(numerical)}


def _runs(wrong: Callable[[int, int], bool], length: int) -> list[list[int]]:
    """Bisect an axis: [first, last] of each run of indices that is wrong."""
    pieces = [(0, length)]
    while len(pieces) <= NAMED and any(high - low > 1 for low, high in pieces):
        halves = []
        for low, high in pieces:
            middle = (low + high) // 2
            halves += [(low, middle), (middle, high)] if high - low > 1 else [(low, high)]
        pieces = [half for half in halves if wrong(*half)]
        if not pieces:  # what was seen along the whole is below the tolerance in each part
            return [[0, length - 1]]
    merged: list[list[int]] = []
    for low, high in pieces:
        if merged and merged[-1][1] == low - 1:
            merged[-1][1] = high - 1
        else:
            merged.append([low, high - 1])
    return merged


def _entries(runs: list[list[list[int]]], rng: np.random.Generator) -> list[tuple[int, ...]]:
    """Some different entries within the runs of all axes."""
    allowed = [np.concatenate([np.arange(first, last + 1) for first, last in axis]) for axis in runs]
    drawn = {tuple(int(rng.choice(axis)) for axis in allowed) for _ in range(4 * SAMPLED)}
    return sorted(drawn)[:SAMPLED]


def _dot(values: Array, upstream: Array | float) -> float:
    """The sum over all entries of values times upstream."""
    if np.shape(upstream) == values.shape:
        return float(np.vdot(values, upstream))
    return float((values * upstream).sum())
