"""Cases of the chapter `regularization`: small ones to follow by hand, and what draws the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.checks.cases import away_from_zero
from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.returned import as_gradient, as_parameter
from autograder.checks.wire import Case

Generator = np.random.Generator


# --- Penalties and decay ---


def penalty_case(label: str, losses: Array, params: Mapping[str, Array], strength: float, **more: object) -> Case:
    """Losses of a batch, parameters, a strength."""
    return {
        "label": f"{label}, strength {strength:g}",
        "batch": len(losses),
        "losses": losses,
        "params": dict(params),
        "strength": strength,
        "arguments": {"losses": losses, **{as_parameter(name): array for name, array in params.items()}},
        **more,
    }


def drawn_params(rng: Generator) -> dict[str, Array]:
    """Two layers and a kernel; a few weights are exactly 0."""
    shapes = {"0.W": (3, 4), "0.b": (4,), "1.W": (4, 2), "1.b": (2,), "2.kernel": (2, 2, 3)}
    params = {name: away_from_zero(rng, *shape) for name, shape in shapes.items()}
    for array in params.values():
        if array.ndim > 1:
            array.flat[[0, -1]] = 0.0
    return params


def draw_penalty(rng: Generator) -> list[Case]:
    """One weight matrix alone; then several arrays, biases among them."""
    alone = {"W": away_from_zero(rng, 2, 3)}
    return [
        penalty_case("one weight matrix, 4 losses", rng.uniform(0, 3, 4), alone, 0.3),
        penalty_case("two layers and a kernel, 7 losses", rng.uniform(0, 3, 7), drawn_params(rng), 0.05),
    ]


def draw_l1(rng: Generator) -> list[Case]:
    """The same with arrays for the soft threshold."""
    extra = ((away_from_zero(rng, 3, 4), 0.6), (away_from_zero(rng, 2, 2, 3), 0.0))
    return [_with_x(case, *given) for case, given in zip(draw_penalty(rng), extra, strict=True)]


def _with_x(case: Case, x: Array, threshold: float) -> Case:
    arguments = {**case["arguments"], "x": x}
    return {
        **case,
        "arguments": arguments,
        "threshold": threshold,
        "label": f"{case['label']}; x of shape {x.shape}, threshold {threshold:g}",
    }


BY_HAND = penalty_case(
    "by hand: losses [1, 3, 2, 2], W = [[3, -1]], b = [5]",
    np.array([1.0, 3.0, 2.0, 2.0]),
    {"W": np.array([[3.0, -1.0]]), "b": np.array([5.0])},
    0.1,
)
L1_BY_HAND = _with_x(
    penalty_case(
        "by hand: losses [1, 3, 2, 2], W = [[3, -2, 0]], b = [5]",
        np.array([1.0, 3.0, 2.0, 2.0]),
        {"W": np.array([[3.0, -2.0, 0.0]]), "b": np.array([5.0])},
        0.1,
    ),
    np.array([3.0, -3.0, 0.5, -0.5, 1.0, 0.0]),
    1.0,
)


def step_case(
    label: str, params: Mapping[str, Array], grads: Mapping[str, Array], learning_rate: float, decay: float
) -> Case:
    """Parameters, their gradients, and the two numbers of a step."""
    return {
        "label": f"{label}, learning rate {learning_rate:g}, decay {decay:g}",
        "params": dict(params),
        "options": {"learning_rate": learning_rate, "decay": decay},
        "arguments": {as_gradient(name): array for name, array in grads.items()},
    }


def draw_steps(rng: Generator) -> list[Case]:
    """One weight matrix alone; then several arrays."""
    cases = []
    for label, params in (("one weight matrix", {"W": away_from_zero(rng, 2, 3)}), ("5 arrays", drawn_params(rng))):
        grads = {name: away_from_zero(rng, *array.shape) for name, array in params.items()}
        cases.append(step_case(label, params, grads, 0.2, 0.5))
    return cases


STEP_BY_HAND = step_case(
    "by hand: W = [[2, -1]], b = [1], gradients [[1, 1]] and [1]",
    {"W": np.array([[2.0, -1.0]]), "b": np.array([1.0])},
    {"W": np.array([[1.0, 1.0]]), "b": np.array([1.0])},
    0.1,
    0.5,
)

# --- Early stopping ---


def stopping_case(label: str, losses: Sequence[float], patience: int) -> Case:
    """Validation losses, epoch by epoch; the weights in epoch t are all t + 1."""
    return {
        "label": f"{label}, patience {patience}",
        "patience": patience,
        "losses": list(losses),
        "arguments": {},
    }


def draw_stopping(rng: Generator) -> list[Case]:
    """Walks with several minima; one that falls to its end, one that begins at its minimum, one with equal losses."""
    walk = np.abs(np.cumsum(rng.normal(0, 1, 40))) + 1
    bowl = (np.arange(30) - rng.integers(5, 12)) ** 2 / 50 + rng.uniform(0, 0.3, 30)
    return [
        stopping_case("a random walk", np.round(walk, 3).tolist(), 6),
        stopping_case("a noisy bowl", np.round(bowl, 3).tolist(), 4),
        stopping_case(
            "losses that fall to the end: 2, 1.9, ..., 1.1", np.round(2 - 0.1 * np.arange(10), 1).tolist(), 3
        ),
        stopping_case("losses that rise from the first epoch: 1, 1.5, 2, 2.5, 3", [1.0, 1.5, 2.0, 2.5, 3.0], 2),
        stopping_case(
            "a loss that comes back and is no lower: 3, 2, 2, 2, 2, 1, 4", [3.0, 2.0, 2.0, 2.0, 2.0, 1.0, 4.0], 3
        ),
    ]


STOPPING_BY_HAND = stopping_case("losses 5, 3, 4, 2, 6, 7, 8, 1", [5.0, 3.0, 4.0, 2.0, 6.0, 7.0, 8.0, 1.0], 2)

# --- An average of weights ---


def average_case(label: str, momentum: float, **steps: Array) -> Case:
    """Parameters step by step: each array has one axis more than the parameter."""
    return {
        "label": f"{label}, momentum {momentum:g}",
        "options": {"momentum": momentum},
        "updates": len(next(iter(steps.values()))),
        "arguments": steps,
        "sequences": [*(f"{name} after update" for name in steps), *(f"the average of {name}" for name in steps)],
    }


def draw_averages(rng: Generator) -> list[Case]:
    """Weights that change, and some that nobody trains."""
    still = {
        "W": np.repeat(away_from_zero(rng, 1, 2, 3), 3, axis=0),
        "b": np.repeat(away_from_zero(rng, 1, 3), 3, axis=0),
    }
    moving = {"W": away_from_zero(rng, 4, 3, 2), "b": away_from_zero(rng, 4, 2)}
    return [
        average_case("parameters that nobody trains, 3 updates", 0.8, **still),
        average_case("4 updates", 0.7, **moving),
    ]


AVERAGE_BY_HAND = average_case(
    "by hand: W = [[16]], then [[8]], then [[0]]", 0.75, W=np.array([[[16.0]], [[8.0]], [[0.0]]])
)

# --- Label smoothing ---


def smoothing_case(label: str, logits: Array, labels: Array, smoothing: float, second: tuple[Array, Array]) -> Case:
    """Logits and labels of a batch, a smoothing, and a second batch."""
    return {
        "label": f"{label}, smoothing {smoothing:g}",
        "smoothing": smoothing,
        "batch": len(logits),
        "inputs": ["logits", "labels"],
        "vectorized": True,
        "arguments": {"logits": logits, "labels": labels},
        "second": {"logits": second[0], "labels": second[1]},
    }


def draw_smoothing(rng: Generator) -> list[Case]:
    """More samples than classes and the other way round; also no smoothing at all."""
    cases = []
    for samples, classes, smoothing in ((6, 4, 0.1), (3, 5, 0.3), (4, 3, 0.0)):
        second = (away_from_zero(rng, samples + 1, classes), rng.integers(0, classes, samples + 1))
        logits, labels = away_from_zero(rng, samples, classes), rng.integers(0, classes, samples)
        label = f"{samples} samples, {classes} classes"
        cases.append(smoothing_case(label, logits, labels, smoothing, second))
    return cases


OTHER = (np.array([[1.0, 2.0, 3.0]]), np.array([2]))
SMOOTHING_BY_HAND = smoothing_case(
    "two samples, three classes: logits = [[0, 0, 0], [log 2, 0, 0]], labels = [1, 0]",
    np.array([[0.0, 0.0, 0.0], [np.log(2), 0.0, 0.0]]),
    np.array([1, 0]),
    0.3,
    OTHER,
)
SMOOTHING_FAR_OUT = smoothing_case(
    "logits of 1000 and -1000",
    np.array([[1000.0, 0.0, -1000.0], [-1000.0, 1000.0, 999.0]]),
    np.array([0, 2]),
    0.1,
    OTHER,
)
