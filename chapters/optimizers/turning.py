"""How many steps a rule needs at its best rate, on surfaces along the axes and on the same turned by 45 degrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from chapters.optimizers.surfaces import RATES, SURFACES, Surface, descend, distances

NEAR = {"saddle": 0.5, "valley": 1e-3 * float(np.hypot(*SURFACES["valley"].start))}
"""How near to a minimum a path has to stay: away from the saddle, or a thousandth of its first distance."""


def fewest_steps(make: Callable[[float], Any], surface: Surface, near: float, steps: int = 400) -> float:
    """Steps after which a path stays this near to a minimum, at the best of `RATES`; infinite if none gets there.

    Parameters
    ----------
    make : callable
        `make(learning_rate)` is a new optimizer.
    surface : Surface
    near : float
    steps : int
        At most.
    """
    found = [np.inf]
    for rate in RATES:
        path = descend(make(rate), surface.gradient, surface.start, steps)
        outside = np.flatnonzero(distances(surface, path) > near)
        if outside[-1] < steps:
            found.append(float(outside[-1] + 1))
    return min(found)


def table(classes: Mapping[str, Callable[[float], Any]]) -> dict[str, list[float]]:
    """For each optimizer the steps at the saddle and in the valley, each along the axes and turned: four numbers."""
    kinds = [(name, near) for which, near in NEAR.items() for name, near in ((which, near), (f"{which}, turned", near))]
    return {name: [fewest_steps(make, SURFACES[kind], near) for kind, near in kinds] for name, make in classes.items()}
