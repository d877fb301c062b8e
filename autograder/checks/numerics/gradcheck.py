"""Numerical gradients by central differences: the judge of every backward pass.

The work is split as the checks are. `perturbed_outputs` runs beside the student's code and only evaluates it; what it
returns is data. `numerical_gradient` turns that data into a gradient, in the judge's own process.

A central difference with step h is wrong by h²f'''/6 (truncation) and by about eps·|f|/h (rounding). The sum is least
near h = eps^(1/3) = 6e-6 and then about eps^(2/3) = 4e-11 relative to the function's scale (Nocedal & Wright,
*Numerical Optimization*, 2nd ed., section 8.1).

Entry by entry, an array of P entries costs 2P evaluations: right for the small arrays of an exercise, where every
entry can then be named. `autograder.checks.numerics.directions` is for the large ones.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STEP = float(np.finfo(np.float64).eps ** (1 / 3))
"""Step relative to the size of the entry that moves."""

ONE_BATCH = 2**18
"""Numbers that are sent as one batch at most: two megabytes."""

SHORTER = (1.0, 2.0**-5, 2.0**-10)
"""Steps of a closer look, times the usual one."""

FINE = 1e-8
"""Error of a derivative that needs no closer look, relative to the size of the derivatives that matter."""

KINK = 1e-6
"""Jump of the slope that makes a kink, relative to the size of the derivatives."""


class Slope(NamedTuple):
    """A derivative at one place, and how far it can be trusted."""

    value: float
    """Extrapolated from two steps."""
    error: float
    """How far the value may be off: by what a smaller step would change in it, and by rounding."""
    kink: bool
    """Whether the slopes to the left and to the right differ: then there is no derivative."""
    jump: float
    """By how much they differ."""
    rough: bool = False
    """Whether they differ the more, the smaller the step is: by chance or by rounding, not by a kink."""


def steps(array: Array) -> Array:
    """Step for each entry: `STEP`, scaled up with entries larger than 1. Shape and unit of `array`."""
    # Rounded to a power of two, so that adding and taking away the step is exact.
    exact: Array = np.exp2(np.round(np.log2(STEP * np.maximum(1.0, np.abs(array)))))
    return exact


def slope(value: Callable[[float], float], step: float, scale: float, noise: float = 0.0) -> Slope:
    """Derivative at 0 of a function of one variable, from seven evaluations.

    With D(h) the central difference of step h, D(h) = f' + h²f'''/6 + O(h⁴), so that D(2h) - D(h) = h²f'''/2: taking a
    third of it away leaves R(h) = f' + O(h⁴) (Richardson's extrapolation; Press et al., *Numerical Recipes*, 3rd ed.,
    section 5.7). R(h/2) is sixteen times as exact, so that R(h) is off by hardly more than the two differ.

    With S(h) = f(h) - 2f(0) + f(-h), a smooth function has S(2h) - 4S(h) = O(h⁴). If the slope jumps by J at a distance
    of uh, u < 1, then S(2h) - 4S(h) = (3u - 2)hJ, which is 0 for u = 2/3 only; S(h) - 4S(h/2) is not 0 there. Of
    (S(2h) - 4S(h)) / 2h and (S(h) - 4S(h/2)) / h, the larger one is at least the error (1 - u)J/2 that the jump makes
    in D(h), for every u.

    Parameters
    ----------
    value : callable
        From the distance moved to the function's value there.
    step : float
        The h above.
    scale : float
        Size of the derivatives that matter: a jump below `KINK` times it is none.
    noise : float
        How far one value may be off, where that is more than some units in its last place.
    """
    values = {distance: value(distance * step) for distance in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)}
    half, fine, coarse = ((values[d] - values[-d]) / (2 * d * step) for d in (0.5, 1.0, 2.0))
    half_bend, bend, far_bend = (values[d] - 2 * values[0] + values[-d] for d in (0.5, 1.0, 2.0))
    jump = max(abs(far_bend - 4 * bend) / (2 * step), abs(bend - 4 * half_bend) / step)
    noise += 4 * float(np.finfo(np.float64).eps) * max(map(abs, values.values()))
    found, closer = fine - (coarse - fine) / 3, half - (fine - half) / 3
    return Slope(found, abs(closer - found) + 2 * noise / step, bool(jump > KINK * scale + 8 * noise / step), jump)


def best_known(value: Callable[[float], float], step: float, scale: float, noise: float = 0.0) -> Slope:
    """The `slope` of the step, or of shorter ones, whose error is least among those that no kink spoils."""
    found: list[Slope] = []
    for shrink in SHORTER:
        found.append(slope(value, shrink * step, scale, noise))
        if not found[-1].kink and found[-1].error <= FINE * scale:
            return found[-1]
        if found[0].kink and found[-1].jump > 8 * found[0].jump:
            return found[0]._replace(kink=False, rough=True)
    return min((each for each in found if not each.kink), key=lambda each: each.error, default=found[0])


def perturbed_outputs(function: Callable[[], object], array: Array) -> Array:
    """Outputs of a function of no arguments while one entry of `array` at a time is moved up and down, in place.

    Parameters
    ----------
    function : callable
        Evaluates the student's code, which reads `array`; returns an array or a float, always of one shape.
    array : ndarray, any shape, float64
        Moved in place entry by entry; as it was when this returns.

    Returns
    -------
    ndarray, shape (2, array.size, *output shape)
        The outputs above, then below.
    """
    sides: list[list[Array]] = [[], []]
    for index, step in np.ndenumerate(steps(array)):
        original = array[index]
        for side, moved in zip(sides, (original + step, original - step), strict=True):
            array[index] = moved
            side.append(np.array(function(), dtype=np.float64))
        array[index] = original
    return np.array(sides)


def perturbed_outputs_of_a_batch(function: Callable[[Array], object], x: Array) -> Array:
    """Like `perturbed_outputs`, for a batch x: all perturbed batches go in as one where the function allows it.

    It allows it if it treats each sample alone. BatchNorm does not, and a mask that is drawn anew for each batch does
    not: then the outputs of one perturbed batch differ when it is sent alone, and they all are.
    """
    samples = len(x)
    move = np.zeros((x.size, *x.shape))
    move.reshape(x.size, -1)[np.diag_indices(x.size)] = steps(x).ravel()
    points = np.concatenate([x + move, x - move])
    alone = np.array(function(points[-1]), dtype=np.float64)
    if alone.shape[:1] == (samples,) and 0 < points.size <= ONE_BATCH:
        try:
            together = np.array(function(points.reshape(-1, *x.shape[1:])), dtype=np.float64)
        except (ValueError, IndexError):
            together = alone
        if together.shape == (samples * len(points), *alone.shape[1:]):
            outputs = together.reshape(2, x.size, *alone.shape)
            tolerance = 1e-13 * float(np.max(np.abs(alone), initial=0.0))
            if np.allclose(outputs[-1, -1], alone, rtol=0.0, atol=tolerance):
                return outputs
    sides = [np.array(function(point), dtype=np.float64) for point in points]
    return np.array(sides).reshape(2, x.size, *alone.shape)


def numerical_gradient(outputs: Array, array: Array, upstream: Array | float = 1.0) -> Array:
    """Gradient of sum(upstream * output) with respect to `array`, from what `perturbed_outputs` returned.

    Parameters
    ----------
    outputs : ndarray, shape (2, array.size, *output shape)
    array : ndarray
        Where the derivative is taken.
    upstream : ndarray, the output's shape
        The gradient that arrives from above; 1 for a loss.

    Returns
    -------
    ndarray, the shape of `array`
    """
    above, below = outputs
    differences: Array = ((above - below) * upstream).reshape(array.size, -1).sum(axis=1)
    gradient: Array = differences.reshape(array.shape) / (2 * steps(array))
    return gradient


def rounding(outputs: Array, array: Array, upstream: Array | float = 1.0) -> float:
    """How far rounding alone can move an entry of `numerical_gradient`: some units in the last place of the outputs.

    An output can be much smaller than what it was made of: 1 + tanh(-16), say, is right to one digit. So each counts as
    if numbers of the size of 1, and of the entry, had been added on the way.
    """
    sizes = np.abs(outputs[0] * upstream).reshape(len(outputs[0]), -1).sum(axis=1)
    sizes = np.maximum(sizes, np.max(np.abs(upstream), initial=0.0) * np.maximum(1.0, np.abs(array.ravel())))
    return float(8 * np.finfo(np.float64).eps * np.max(sizes / (2 * steps(array).ravel()), initial=0.0))


def slopes(
    function: Callable[[], object], array: Array, upstream: Array | float, entries: Iterable[int], scale: float
) -> list[Slope]:
    """Derivatives of sum(upstream * output) by some entries (counted in C order), looked at more closely.

    `function` and `array` are those of `perturbed_outputs`, `scale` is that of `slope`. Ask only for entries that
    disagree: each costs seven evaluations at least.
    """

    def value(distance: float) -> float:
        array.flat[entry] = original + distance
        return float((np.asarray(function(), dtype=np.float64) * upstream).sum())

    found, step = [], steps(array).ravel()
    for entry in entries:
        original = float(array.flat[entry])
        found.append(best_known(value, float(step[entry]), scale))
        array.flat[entry] = original
    return found
