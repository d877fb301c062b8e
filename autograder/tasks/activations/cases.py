"""Cases of the chapter `activations`: numbers to follow by hand first, then drawn ones."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.checks.cases import away_from_zero, draw_activation, layer_case
from autograder.checks.wire import Case

Generator = np.random.Generator


# --- Activations ---

HAND_SECOND = (np.array([[-1.0], [0.5]]), np.array([[1.0], [2.0]]))
TANH_BY_HAND = layer_case(
    "by hand: x = [[0, log 2, -log 2]], so y = [[0, 0.6, -0.6]]; dy = [[1, 10, -100]]",
    np.array([[0.0, np.log(2), -np.log(2)]]),
    np.array([[1.0, 10.0, -100.0]]),
    HAND_SECOND,
)
FAR_OUT = layer_case("far out: x = [[-800, 800]]", np.array([[-800.0, 800.0]]), np.array([[1.0, 2.0]]), HAND_SECOND)
LEAKY_BY_HAND = {
    **layer_case(
        "by hand: x = [[1, -2, 3]], negative_slope = 0.1, dy = [[1, 10, -100]]",
        np.array([[1.0, -2.0, 3.0]]),
        np.array([[1.0, 10.0, -100.0]]),
        HAND_SECOND,
    ),
    "constants": {"negative_slope": 0.1},
}
SOFTPLUS_BY_HAND = layer_case(
    "by hand: x = [[0, log 3, -log 3]], so y = [[log 2, log 4, log 4/3]]; dy = [[1, 10, -100]]",
    np.array([[0.0, np.log(3), -np.log(3)]]),
    np.array([[1.0, 10.0, -100.0]]),
    HAND_SECOND,
)
SOFTPLUS_SMALL = layer_case(
    "far left: x = [[-37, -40]], where y is about exp(x)",
    np.array([[-37.0, -40.0]]),
    np.array([[0.0, 0.0]]),  # the forward pass alone: the slope's last digits are of no use to anybody
    HAND_SECOND,
)


def draw_leaky(rng: Generator) -> list[Case]:
    """The same with two slopes."""
    return [
        {**case, "constants": {"negative_slope": slope}, "label": f"{case['label']}, negative_slope = {slope:g}"}
        for case, slope in zip(draw_activation(rng), (0.2, 0.05), strict=True)
    ]


# --- Maxout ---


def maxout_case(rng: Generator, samples: int, inputs: int, units: int, pieces: int) -> Case:
    """Inputs and parameters such that no two pieces come close, so that a small step changes no winner."""
    while True:
        x, W, b = (
            away_from_zero(rng, *shape) for shape in ((samples, inputs), (inputs, units, pieces), (units, pieces))
        )
        best = np.sort(np.tensordot(x, W, axes=1) + b, axis=2)
        if pieces == 1 or (best[:, :, -1] - best[:, :, -2]).min() > 1e-2:
            break
    second = (away_from_zero(rng, samples + 1, inputs), away_from_zero(rng, samples + 1, units))
    label = f"x of shape ({samples}, {inputs}), W of shape ({inputs}, {units}, {pieces})"
    return layer_case(label, x, away_from_zero(rng, samples, units), second, W=W, b=b)


def draw_maxout(rng: Generator) -> list[Case]:
    """All sizes different; two equal ones, where swapped axes keep their shape; a single piece."""
    return [maxout_case(rng, *sizes) for sizes in ((5, 4, 3, 2), (4, 3, 3, 3), (3, 2, 4, 5), (3, 2, 2, 1))]


MAXOUT_BY_HAND = layer_case(
    "two samples by hand: x = [[1, 2], [3, -1]], one unit with the pieces x1 and x2 + 1, dy = [[1], [10]]",
    np.array([[1.0, 2.0], [3.0, -1.0]]),
    np.array([[1.0], [10.0]]),
    (np.array([[0.0, 5.0]]), np.array([[1.0]])),
    W=np.array([[[1.0, 0.0]], [[0.0, 1.0]]]),
    b=np.array([[0.0, 1.0]]),
)


# --- The probe ---


def flow_case(rng: Generator, samples: int, widths: tuple[int, ...]) -> Case:
    """Linear maps of these widths, which shrink some gradients and stretch others."""
    shapes = list(pairwise(widths))
    return {
        "label": f"{len(shapes)} layers of widths {', '.join(map(str, widths))}, {samples} samples",
        "maps": [away_from_zero(rng, *shape) for shape in shapes],
        "arguments": {"dy": away_from_zero(rng, samples, widths[-1])},
    }


def draw_flow(rng: Generator) -> list[Case]:
    """Three layers, five, and one alone."""
    return [flow_case(rng, 4, (2, 3, 4, 5)), flow_case(rng, 3, (3, 2, 4, 3, 2, 4)), flow_case(rng, 2, (3, 2))]


FLOW_BY_HAND: Case = {
    "label": "by hand: three layers that multiply by 3, by 2 and by 5; dy = [[3, 4]], whose norm is 5",
    "maps": [3.0 * np.eye(2), 2.0 * np.eye(2), 5.0 * np.eye(2)],
    "arguments": {"dy": np.array([[3.0, 4.0]])},
}


# --- The residual block ---


def residual_case(rng: Generator, samples: int, width: int, hidden: int) -> Case:
    """Two affine maps with a bend between them."""
    parameters = {
        "0.W": 0.5 * away_from_zero(rng, width, hidden),
        "0.b": away_from_zero(rng, hidden),
        "2.W": 0.5 * away_from_zero(rng, hidden, width),
        "2.b": away_from_zero(rng, width),
    }
    second = (away_from_zero(rng, samples + 1, width), away_from_zero(rng, samples + 1, width))
    x, dy = away_from_zero(rng, samples, width), away_from_zero(rng, samples, width)
    return layer_case(f"{samples} samples, widths {width}, {hidden}, {width}", x, dy, second, **parameters)


def draw_residual(rng: Generator) -> list[Case]:
    """Inner widths that differ from the outer one, and once all equal."""
    return [residual_case(rng, 4, 3, 2), residual_case(rng, 3, 2, 5), residual_case(rng, 3, 3, 3)]


RESIDUAL_BY_HAND = layer_case(
    "by hand: f(x) = 2 x + 1 in one layer, so y = 3 x + 1; x = [[1], [2]], dy = [[1], [10]]",
    np.array([[1.0], [2.0]]),
    np.array([[1.0], [10.0]]),
    (np.array([[5.0]]), np.array([[1.0]])),
    **{"0.W": np.array([[2.0]]), "0.b": np.array([1.0])},
)
