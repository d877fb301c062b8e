"""Numerical gradients by central differences: the judge of every backward pass.

The work is split as the checks are. `perturbed_outputs` runs beside the student's code and only evaluates it; what it
returns is data. `numerical_gradient` turns that data into a gradient, in the judge's own process.

A central difference with step h is wrong by h²f'''/6 (truncation) and by about eps·|f|/h (rounding). The sum is least
near h = eps^(1/3) = 6e-6 and then about eps^(2/3) = 4e-11 relative to the function's scale (Nocedal & Wright,
*Numerical Optimization*, 2nd ed., section 8.1).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

STEP = float(np.finfo(np.float64).eps ** (1 / 3))
"""Step relative to the size of the entry that moves."""


def steps(array: Array) -> Array:
    """Step for each entry: `STEP`, scaled up with entries larger than 1. Shape and unit of `array`."""
    # Rounded to a power of two, so that adding and taking away the step is exact.
    exact: Array = np.exp2(np.round(np.log2(STEP * np.maximum(1.0, np.abs(array)))))
    return exact


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
