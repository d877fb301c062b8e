"""What the experiments of several chapters share: one core, a mean with its interval, a curve without its tremor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Array = NDArray[Any]
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

T95 = {5: 2.776, 10: 2.262, 11: 2.228, 12: 2.201, 13: 2.179, 14: 2.160, 15: 2.145}
T95 |= {16: 2.131, 17: 2.120, 18: 2.110, 19: 2.101, 20: 2.093}
"""Student's t for 95 % of a mean of so many values (a table, because SciPy's statistics take a second to import)."""


def single_threaded(experiment: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Let an experiment multiply matrices on one core: these are too small to gain from more, and waiting costs."""

    @wraps(experiment)
    def run(*arguments: Arguments.args, **keywords: Arguments.kwargs) -> Result:
        with threadpool_limits(1):
            return experiment(*arguments, **keywords)

    return run


def interval(values: Sequence[float] | Array) -> tuple[float, float]:
    """Return the mean of 5 or of 10 to 20 values and half the width of its 95 % interval."""
    return float(np.mean(values)), float(T95[len(values)] * np.std(values, ddof=1) / len(values) ** 0.5)


def smooth(losses: Array, width: int) -> Array:
    """Running mean over the last `width` batches, shape (len(losses) - width + 1,)."""
    return np.convolve(losses, np.ones(width) / width, mode="valid")
