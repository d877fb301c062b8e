"""What the cases of several chapters are made of: numbers that no kink is near, and the case of a layer."""

from __future__ import annotations

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case


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


def draw_activation(rng: np.random.Generator) -> list[Case]:
    """Cases of an activation: batches of two and of three axes, away from a kink at 0."""
    return [
        layer_case(f"x of shape {shape}", away_from_zero(rng, *shape), away_from_zero(rng, *shape), second)
        for shape in ((4, 3), (2, 3, 2))
        for second in [(away_from_zero(rng, 3, 2), away_from_zero(rng, 3, 2))]
    ]
