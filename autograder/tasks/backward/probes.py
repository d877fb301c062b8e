"""The probe of the chapter `backward` that no layer has: a student's numerical gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.wire import Case, Data

FUNCTIONS: dict[str, Callable[[Array], float]] = {
    "the sum of x cubed": lambda x: float((x**3).sum()),
    "the sum of sin(x) over all entries, plus the product of the first and the last": lambda x: float(
        np.sin(x).sum() + x.flat[0] * x.flat[-1]
    ),
}


def probe_numerical_gradient(objects: Sequence[Any], case: Case) -> Data:
    """Gradient of a function that the case names."""
    x = case["arguments"]["x"]
    gradient = objects[0](FUNCTIONS[case["function"]], x, case["step"])
    return {"outputs": {"numerical_gradient": probes.as_data(gradient)}, "inputs": {"x": x}}
