"""Gradient checks for large arrays: a few random directions in place of every coordinate.

For arrays with P entries in all and the true gradient g, a direction v costs two evaluations and gives the number g·v.
A gradient G from backward must give the same. If it is wrong by e = G - g, the check along v sees e·v.

*What can be missed.* The entries of v are independent and uniform on [-1, 1]. For every e, however it is spread, the
density of e·v is at most 1 / (sqrt(2) |e|): a slice through a cube has at most sqrt(2) times the volume of a face
(Ball, 1986, *Cube slicing in R^n*). So one direction misses e, that is |e·v| <= t, with a probability of at most
sqrt(2) t / |e|, and k independent directions with at most (sqrt(2) t / |e|)^k. What is drawn are multiples of 2^-31,
thirty-two bits an entry, in half the time. With w uniform on [0, 2^-31], v + w is uniform on [-1, 1], and e·w leaves
its mean by 5e-9 |e| with a probability below 1e-80 (Hoeffding's inequality): so `miss` has t / |e| + 5e-9.

*First look*: `disagreement`. All arrays move together, each by a step such that all have the same share in what is
seen: a small gradient is not drowned by a large one. With A arrays of which one is wrong by |e|, t is the tolerance
times sqrt(A / 3) |G|. A function that is linear in each array has the same slope everywhere, so a long step does no
harm, and the longer it is, the less is rounding. Twelve digits that agree are no chance: one direction that agrees to
`SURE` is enough. If it does not, `COUNT` directions with the usual step have to agree to `FINE`. An error of 1e-5 |G|
in one of three arrays is missed by the first with a probability below 1.5e-7, by the others below 2.1e-6. One entry of
the usual size among 200,704 that is wrong by 1 % makes |e| = 2.2e-5 |G|: below 1e-7, and below 5e-7.

*Closer look*: `closer`. Where functions bend, or a kink is on the way, a central difference is not known to `FINE`. So
each array is moved alone, and of several steps the derivative counts that is known best (`gradcheck.slope`), not the
one that agrees best. If `COUNT` directions agree to `FINE` and what their error explains, that is all. If not, up to
`MANY` of them tell how large e is, and the gradient is wrong if one sees more than `WRONG`: e = 1e-5 |G| escapes all
of them with a probability below (0.17)^8 = 7e-7, and e = 2e-7 |G| is let pass, as it is in small arrays. In between,
the entries decide that `locate` finds, by the tolerance of small arrays. `tests/power.py` measures all of this.

*Rounding.* The upstream gradient is random, so the errors of n outputs add up like random numbers: together some eps
times |y| |dy| / sqrt(n). Those of an array that is moved add eps |x| |G| / sqrt(P). `NOISE` times that is no
difference: with the usual step some 1e-10 of the derivative, unless a small gradient stands beside a large value.

*Evaluations.* No check can do with less than one forward pass, one backward pass, and two evaluations for a direction.
A layer that is linear in each array gets no more than these; others get two for the long step and two for each of two
directions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from autograder.checks.numerics.gradcheck import FINE, STEP, Array, best_known

COUNT = 2
"""Directions with the usual step."""

MANY = 8
"""Directions for a gradient on which the first ones do not agree."""

WRONG = 2e-6
"""A difference along a direction that no right gradient has."""

SURE = 1e-12
"""Largest difference along a long direction after which no other one is needed."""

LONG = 2.0**13
"""Length of a long direction, in usual steps."""

NOISE = 8
"""How many times the usual rounding is allowed for."""

LARGE = 64
"""Arrays with more entries than this are checked along directions."""

EPSILON = float(np.finfo(np.float64).eps)

_SLAB = 2**15  # numbers that are drawn and used before the next ones, so that they stay in the cache
_SPREAD = 1e3  # arrays whose gradients differ in size by more are checked one by one


class Moved(NamedTuple):
    """One array that is moved, float64, and what is said about it."""

    array: Array
    """Read by the student's code. Moved in place, and put back."""
    original: Array
    """The same numbers, which stay."""
    gradient: Array
    """Of sum(upstream * output), in the array's shape."""


class Seen(NamedTuple):
    """What a closer look at one array's gradient has seen."""

    disagreement: float
    """The largest one along a direction, without what its error explains, relative to the usual size."""
    kink: bool = False
    """Whether kinks lie so near on a direction that differences along it prove nothing."""
    rough: bool = False
    """Whether the function is not smooth enough for any difference."""


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers that nobody else draws, whatever seeds they use: the purpose is their spawn key."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(purpose.encode())))


def miss(share: float, count: int) -> float:
    """Bound of the probability that an error e escapes `count` directions if |e·v| <= share * |e| escapes one."""
    return min(1.0, math.sqrt(2) * (share + 5e-9)) ** count


def disagreement(function: Callable[[], Any], moved: Sequence[Moved], upstream: Array | float, seed: int) -> float:
    """Largest difference, along random directions, between what the function does and what its gradients say.

    Parameters
    ----------
    function : callable
        Evaluates the student's code, which reads the arrays.
    moved : sequence of Moved
    upstream : ndarray, the output's shape, or 1 for a loss
    seed : int

    Returns
    -------
    float
        Relative to the usual size of such a derivative, without what rounding explains. Up to `FINE`, the gradients
        agree; above, look closer. NaN counts as infinite.
    """
    norms = [_norms(each) for each in moved]
    natural = [step_along(of_array, each.array.size) for (of_array, _), each in zip(norms, moved, strict=True)]
    shares = [step * of_gradient for step, (_, of_gradient) in zip(natural, norms, strict=True)]
    least = min((share for share in shares if share > 0), default=0.0)
    if max(shares) > _SPREAD * least > 0:
        return max(disagreement(function, [each], upstream, seed) for each in moved)
    steps = [step * (least / share if share else 1.0) for step, share in zip(natural, shares, strict=True)]
    size = least * math.sqrt(sum(share > 0 for share in shares) / 3)
    of_inputs, rng = _noise_of_inputs(moved, norms), stream(seed, "first look")

    def gap(stretch: float) -> tuple[float, float]:
        """Along one direction, and how much of it rounding explains."""
        told = sum(_move(each, stretch * step, rng) for each, step in zip(moved, steps, strict=True))
        above = np.array(function(), dtype=np.float64)
        for each in moved:
            _mirror(each)
        found = dot(above - function(), upstream) / 2
        usual = max(stretch * size, abs(found), 1e-300)
        return abs(found - told) / usual, (of_inputs + noise(above, upstream)) / usual

    try:
        with np.errstate(all="ignore"):
            sure = gap(LONG)[0] <= SURE
    except Exception:  # so far away may be where the code cannot go
        sure = False
    gaps = [] if sure else [gap(1.0) for _ in range(COUNT)]
    for array, original, _ in moved:
        array[...] = original
    return max((seen - rounding if np.isfinite(seen) else np.inf for seen, rounding in gaps), default=0.0)


def _move(moved: Moved, step: float, rng: np.random.Generator) -> float:
    """Move an array by `step` along a new direction; return what its gradient says that this does."""
    array, original, gradient = moved
    rows, told = max(1, _SLAB // array[:1].size), 0.0
    room = np.empty((min(rows, len(array)), *array.shape[1:]))
    for low in range(0, len(array), rows):
        slab = slice(low, low + rows)
        direction = room[: len(array) - low]
        np.multiply(_bits(rng, direction.shape), step * 2.0**-31, out=direction)
        told += dot(gradient[slab], direction)
        np.add(original[slab], direction, out=array[slab])
    return told


def _mirror(moved: Moved) -> None:
    """Move an array to the other side of its original."""
    array, original, _ = moved
    rows = max(1, _SLAB // array[:1].size)
    for low in range(0, len(array), rows):
        slab, centre = array[low : low + rows], original[low : low + rows]
        np.subtract(centre, slab, out=slab)
        slab += centre


def _bits(rng: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Integers from -2^31 to 2^31 - 1, as they come out of the generator."""
    size = math.prod(shape)
    return np.asarray(rng.bit_generator.random_raw((size + 1) // 2)).view(np.int32)[:size].reshape(shape)


def _norms(moved: Moved) -> tuple[float, float]:
    """Of an array and of its gradient."""
    return float(np.linalg.norm(moved.original)), float(np.linalg.norm(moved.gradient))


def step_along(norm: float, size: int) -> float:
    """How far to go along a direction, by the usual size of an array's entries. A power of two."""
    return float(np.exp2(np.round(np.log2(STEP * max(1.0, norm / math.sqrt(size))))))


def noise(y: Array, upstream: Array | float) -> float:
    """How far rounding in the outputs may move sum(upstream * y); see `gradcheck.rounding` for small outputs."""
    of_upstream = float(np.linalg.norm(upstream)) / math.sqrt(max(1, np.size(upstream)))
    return NOISE * EPSILON * of_upstream * max(float(np.linalg.norm(y)), math.sqrt(np.size(y)))


def _noise_of_inputs(moved: Sequence[Moved], norms: Sequence[tuple[float, float]]) -> float:
    """How far rounding in the arrays that are moved may do so."""
    pairs = zip(moved, norms, strict=True)
    sizes = (of_array * of_gradient / math.sqrt(each.array.size) for each, (of_array, of_gradient) in pairs)
    return NOISE * EPSILON * sum(sizes)


def closer(function: Callable[[], Any], moved: Moved, upstream: Array | float, seed: int) -> Seen:
    """A closer look at one array's gradient, whose parameters are those of `disagreement`.

    Each direction costs seven evaluations, and as many for each shorter step.
    """
    array, original, gradient = moved
    norms, rng, worst = _norms(moved), stream(seed, "closer look"), 0.0
    step, size = step_along(norms[0], array.size), norms[1] / math.sqrt(3)
    at_rest = np.array(function(), dtype=np.float64)
    of_rounding = noise(at_rest, upstream) + _noise_of_inputs([moved], [norms])

    def value(direction: Array, distance: float) -> float:
        np.add(original, distance * direction, out=array)
        return dot(np.asarray(function(), dtype=np.float64) - at_rest, upstream)

    for count in range(MANY):
        direction = rng.uniform(-1, 1, array.shape)
        found = best_known(partial(value, direction), step, size, of_rounding)
        array[...] = original
        if found.kink or found.rough:
            return Seen(worst, found.kink, found.rough)
        gap = abs(found.value - dot(gradient, direction)) - found.error
        worst = max(worst, gap / max(size, abs(found.value), 1e-300)) if np.isfinite(gap) else np.inf
        if worst > WRONG or (worst <= FINE and count + 1 >= COUNT):
            break
    return Seen(worst)


def dot(values: Array, upstream: Array | float) -> float:
    """The sum over all entries of values times upstream."""
    if np.shape(upstream) == values.shape:
        return float(np.vdot(values, upstream))
    return float((values * upstream).sum())
