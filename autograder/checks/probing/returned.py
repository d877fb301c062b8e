"""What the probes of several chapters make of what came back: pairs, lists of numbers, steps, the line of a loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.probing import watch
from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Data


def as_parameter(name: str) -> str:
    """The name of a parameter as a student writes it."""
    return f'params["{name}"]'


def as_gradient(name: str) -> str:
    """The name of a parameter's gradient as a student writes it."""
    return f'grads["{name}"]'


def as_array(value: Any) -> Data:
    """A snapshot of what came as an array, also out of a list."""
    return as_data(np.asarray(value))


def pair(value: Any) -> tuple[Any, Any]:
    """Both values of a tuple of two; anything else stands for both, so that a finding can say what it is."""
    return value if isinstance(value, tuple) and len(value) == 2 else (value, value)


def one_batch_alone(value: Any) -> bool:
    """Whether a pair of arrays came where something that hands out such pairs was asked for: `return` for `yield`."""
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(each, np.ndarray) for each in value)


def numbers(value: Any) -> Data:
    """What came back, as an array if it is a list of numbers."""
    if isinstance(value, list) and all(np.ndim(each) == 0 and np.array(each).dtype.kind in "biuf" for each in value):
        return np.array(value, dtype=float)
    return as_data(value)


def stacked(values: Sequence[Data]) -> Data:
    """One array of all steps, if each of them left an array of the same shape; else what one left that is none."""
    arrays = [value for value in values if isinstance(value, np.ndarray) and value.shape == np.shape(values[0])]
    if len(arrays) == len(values):
        return np.stack(arrays)
    return next((value for value in values if not isinstance(value, np.ndarray)), values[-1])


def loop_line(function: Callable[..., Any], arguments: Mapping[str, Any], *batched: str) -> str:
    """The line in which a function loops over the samples of those arguments whose first axis counts them."""
    times = 4
    many = {name: np.repeat(arguments[name], times, axis=0) for name in batched}
    more = (times - 1) * len(arguments[batched[0]])
    return watch.loop_over_samples(lambda: function(**arguments), lambda: function(**{**arguments, **many}), more)
