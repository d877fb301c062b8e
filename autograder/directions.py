"""Gradient checks for large arrays: a few random directions in place of every coordinate, and bisection on failure.

For an array of P entries with the true gradient g, a direction v costs two evaluations and gives the number g·v. A
gradient G from backward must give the same. If it is wrong by e = G - g, the check along v sees e·v.

*What can be missed.* The entries of v are independent and uniform on [-1, 1]. For every e, however it is spread, the
density of e·v is at most 1 / (sqrt(2) |e|): a slice through a cube has at most sqrt(2) times the volume of a face
(Ball, 1986, *Cube slicing in R^n*). So one direction misses e, that is |e·v| <= t, with a probability of at most
sqrt(2) t / |e|, and k independent directions with at most (sqrt(2) t / |e|)^k.

*The tolerance.* t = `TOLERANCE` times s, where s is the size that g·v has: the larger of |G| / sqrt(3), its standard
deviation if G is right, and of the largest |g·v| seen. One entry of the usual size that is wrong by its own size among
200,704 makes |e| = |g| / 448, and then two directions miss it with a probability below (1e-6 * 0.82 * 448)^2 =
1.4e-7. Along a direction a central difference is about as exact as along a coordinate (`autograder.gradcheck`), some
1e-10 of s; rounding in large sums makes it 1e-9, still a thousandth of the tolerance, so that right gradients pass.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from autograder.gradcheck import STEP, Array, slope, steps

COUNT = 2
"""Directions for each array."""

TOLERANCE = 1e-6
"""Largest difference along a direction, relative to the usual size of the derivative along one."""

LARGE = 256
"""Arrays with more entries than this are checked along directions."""

NAMED = 8
"""How many separate runs of rows or columns bisection tells apart before it stops."""

SAMPLED = 12
"""How many wrong entries are differentiated one by one, to recognize the mistake in them."""


@lru_cache(maxsize=8)  # probe and judge draw the same ones, often in one process
def directions(seed: int, shape: tuple[int, ...]) -> tuple[Array, ...]:
    """The random directions of a seed, with entries uniform on [-1, 1). Both sides of the wall draw the same ones."""
    rng = np.random.default_rng(seed)
    drawn = tuple(rng.random(shape) for _ in range(COUNT))
    for direction in drawn:
        direction *= 2.0
        direction -= 1.0
        direction.setflags(write=False)
    return drawn


def step_along(array: Array) -> float:
    """How far to go along a direction, by the array's usual size. A power of two."""
    size = max(1.0, float(np.linalg.norm(array)) / max(1.0, np.sqrt(array.size)))
    return float(np.exp2(np.round(np.log2(STEP * size))))


def derivatives(function: Callable[[], Any], array: Array, upstream: Array | float, seed: int) -> Array:
    """Derivatives of sum(upstream * output) along the seed's directions.

    Parameters
    ----------
    function : callable
        Evaluates the student's code, which reads `array`.
    array : ndarray, float64
        Moved in place; as it was when this returns.
    upstream : ndarray, the output's shape, or 1 for a loss
    seed : int

    Returns
    -------
    ndarray, shape (COUNT,)
    """
    original, step, found = array.copy(), step_along(array), []
    for direction in directions(seed, array.shape):
        # In the array itself: another array of its size would cost more than the evaluations.
        np.multiply(direction, step, out=array)
        array += original
        above = np.array(function(), dtype=np.float64)
        np.multiply(direction, -step, out=array)
        array += original
        above -= function()
        found.append(_dot(above, upstream) / (2 * step))
    array[...] = original
    return np.array(found)


def disagreement(found: Array, gradient: Array, seed: int) -> float:
    """Largest difference between derivatives along the seed's directions and what a gradient says of them.

    Relative to the size that such a derivative usually has; above `TOLERANCE`, the gradient is wrong. NaN counts as
    infinite.
    """
    told = np.array([_dot(gradient, direction) for direction in directions(seed, gradient.shape)])
    size = max(float(np.linalg.norm(gradient)) / np.sqrt(3), float(np.max(np.abs(found))), 1e-12)
    worst = float(np.max(np.abs(told - found))) / size
    return worst if np.isfinite(worst) else np.inf


def has_kink(function: Callable[[], Any], array: Array, upstream: Array | float, seed: int) -> bool:
    """Whether a kink lies on one of the seed's directions, so near that differences along it prove nothing."""
    original = array.copy()

    def along(direction: Array) -> Callable[[float], float]:
        def value(distance: float) -> float:
            np.add(original, distance * direction, out=array)
            return _dot(np.asarray(function(), dtype=np.float64), upstream)

        return value

    found = any(slope(along(direction), step_along(original)).kink for direction in directions(seed, array.shape))
    array[...] = original
    return found


def locate(function: Callable[[], Any], array: Array, upstream: Array | float, gradient: Array, seed: int) -> Any:
    """Where a gradient is wrong, by bisection: along each axis, the runs of indices that hold wrong entries.

    Each axis is cut into halves, the halves that disagree are cut again, and so on: one wrong entry among P costs about
    2·log2(P) derivatives. The search along an axis stops when more than `NAMED` runs are wrong.

    Returns
    -------
    dict
        `runs`: for each axis a list of [first, last] pairs; `entries`: some wrong entries, as lists of indices;
        `numerical`: the derivative at each of them.
    """
    rng = np.random.default_rng(seed)
    original, step = array.copy(), step_along(array)
    size = float(np.linalg.norm(gradient)) / np.sqrt(3)

    def wrong(axis: int, low: int, high: int) -> bool:
        block = (slice(None),) * axis + (slice(low, high),)
        direction = rng.random(array[block].shape) * 2.0 - 1.0
        array[block] = original[block] + step * direction
        above = np.array(function(), dtype=np.float64)
        array[block] = original[block] - step * direction
        above -= function()
        array[block] = original[block]
        found, told = _dot(above, upstream) / (2 * step), _dot(gradient[block], direction)
        # What is right in the block has a size of its own, small blocks a small one; the floor is what rounding leaves.
        here = max(float(np.linalg.norm(gradient[block])) / np.sqrt(3), abs(found))
        return not abs(found - told) <= max(TOLERANCE * here, 1e-9 * size)

    runs = [_runs(partial(wrong, axis), length) for axis, length in enumerate(array.shape)]
    entries = _entries(runs, rng)
    numerical = []
    for entry in entries:
        move = float(steps(original[entry]))
        values = []
        for side in (1, -1):
            array[entry] = original[entry] + side * move
            values.append(np.array(function(), dtype=np.float64))
        array[entry] = original[entry]
        numerical.append(_dot(values[0] - values[1], upstream) / (2 * move))
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
