"""What the cases of several chapters are made of: numbers that no kink is near, and the case of a layer."""

from __future__ import annotations

import numpy as np

from autograder.comparison import Array
from autograder.task import Case


def away_from_zero(rng: np.random.Generator, *shape: int) -> Array:
    """Numbers of both signs and of several magnitudes, none of them near 0, where an activation may have a kink."""
    return rng.choice([-1.0, 1.0], shape) * 10.0 ** rng.uniform(-1.0, 0.5, shape)


def layer_case(label: str, x: Array, dy: Array, second: tuple[Array, Array], **parameters: Array) -> Case:
    """A batch, an upstream gradient and parameters; then a second batch of another size."""
    return {
        "label": label,
        "batch": len(x),
        "vectorized": True,
        "arguments": {"x": x, **parameters, "dy": dy},
        "second": {"x": second[0], "dy": second[1]},
    }
