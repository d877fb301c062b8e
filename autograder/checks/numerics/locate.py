"""Where a large gradient is wrong, by bisection along each axis with random directions (`directions`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.numerics.directions import COUNT, Moved, dot, step_along, stream
from autograder.checks.numerics.gradcheck import FINE, Array, steps

NAMED = 8
"""How many separate runs of rows or columns bisection tells apart before it stops."""

SAMPLED = 12
"""How many wrong entries are differentiated one by one, to recognize the mistake in them."""


def locate(function: Callable[[], Any], moved: Moved, upstream: Array | float, seed: int) -> Any:
    """Where a gradient is wrong: along each axis, the runs of indices that hold wrong entries.

    The first axis is cut into halves, the halves that disagree are cut again, and so on; what is left is cut along the
    next axis, so that what is right elsewhere, and bends, is not in the way. One wrong entry among P costs about
    3·log2(P) derivatives. The search along an axis stops when more than `NAMED` runs are wrong. The parameters are
    those of `directions.closer`.

    Returns
    -------
    dict
        `runs`: for each axis a list of [first, last] pairs; `entries`: some entries within them, as lists of indices;
        `numerical`: the derivative at each of these.
    """
    array, original, gradient = moved
    rng, step = stream(seed, "bisection"), step_along(float(np.linalg.norm(original)), array.size)
    size = float(np.linalg.norm(gradient)) / np.sqrt(3)

    def derivative(block: Any, direction: Array | float, move: float) -> float:
        array[block] = original[block] + move * direction
        above = np.array(function(), dtype=np.float64)
        array[block] = original[block] - move * direction
        difference = above - function()
        array[block] = original[block]
        return dot(difference, upstream) / (2 * move)

    def gap(block: Any) -> tuple[float, float]:
        """By how much a block disagrees along a direction, and the size of what is right in it."""
        direction = rng.uniform(-1, 1, array[block].shape)
        found, told = derivative(block, direction, step), dot(gradient[block], direction)
        return abs(found - told), max(float(np.linalg.norm(gradient[block])) / np.sqrt(3), abs(found))

    whole = max(gap(...)[0] for _ in range(COUNT))

    def wrong(before: tuple[slice, ...], low: int, high: int) -> bool:
        """A part of what is wrong in the whole; small blocks have a small size; the floor is what rounding leaves."""
        gaps = (gap((*before, slice(low, high))) for _ in range(COUNT))
        return any(not seen <= max(1e-4 * whole, FINE * here, 1e-9 * size) for seen, here in gaps)

    runs: list[list[list[int]]] = []
    for length in array.shape:  # along one axis, then within what is wrong there along the next
        within = tuple(slice(found[0][0], found[-1][1] + 1) for found in runs)
        runs.append(_runs(partial(wrong, within), length))
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
