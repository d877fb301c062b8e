"""The cases of the chapter `backward`: small ones to follow by hand, and how further ones are drawn."""

from __future__ import annotations

import numpy as np

from autograder.checks.cases import away_from_zero, layer_case
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.backward.probes import FUNCTIONS

Generator = np.random.Generator


# --- The numerical gradient ---


def function_case(function: str, x: Array, step: float) -> Case:
    """A function, a place and a step so large that one-sided differences show."""
    label = f"the gradient of {function} at x of shape {x.shape}, step {step:g}"
    return {"label": label, "function": function, "arguments": {"x": x}, "step": step}


CUBES_BY_HAND = function_case("the sum of x cubed", np.array([1.0, 2.0]), 0.1)


def draw_functions(rng: Generator) -> list[Case]:
    """Vectors and matrices, large steps and small ones."""
    return [
        function_case(function, away_from_zero(rng, *shape), step)
        for function in FUNCTIONS
        for shape, step in (((5,), 0.1), ((3, 4), 0.01))
    ]


# --- Layers ---


def draw_affine(rng: Generator) -> list[Case]:
    """N, D and M all different, and once D = M, where a forgotten transpose keeps its shape."""
    cases = []
    for samples, inputs, outputs in ((5, 4, 3), (4, 3, 3), (3, 2, 6)):
        label = f"x of shape ({samples}, {inputs}), W of shape ({inputs}, {outputs})"
        second = (away_from_zero(rng, samples + 1, inputs), away_from_zero(rng, samples + 1, outputs))
        x, dy = away_from_zero(rng, samples, inputs), away_from_zero(rng, samples, outputs)
        W, b = away_from_zero(rng, inputs, outputs), away_from_zero(rng, outputs)
        cases.append(layer_case(label, x, dy, second, W=W, b=b))
    return cases


AFFINE_BY_HAND = layer_case(
    "two samples by hand: x = [[1, 2], [3, 4]], W = [[1, 0, 2], [0, 1, 1]], b = [1, 2, 3], dy = [[1, 0, 0], [0, 1, 0]]",
    np.array([[1.0, 2.0], [3.0, 4.0]]),
    np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
    (np.array([[5.0, 6.0]]), np.array([[1.0, 1.0, 1.0]])),
    W=np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]),
    b=np.array([1.0, 2.0, 3.0]),
)


ACTIVATION_BY_HAND = layer_case(
    "by hand: x = [[1, -2, 3]], dy = [[1, 10, -100]]",
    np.array([[1.0, -2.0, 3.0]]),
    np.array([[1.0, 10.0, -100.0]]),
    (np.array([[-1.0], [1.0]]), np.array([[1.0], [2.0]])),
)


UNIT_BY_HAND = layer_case(
    "by hand: x = [[3, 4], [0, -2]], dy = [[1, 0], [1, 1]]",
    np.array([[3.0, 4.0], [0.0, -2.0]]),
    np.array([[1.0, 0.0], [1.0, 1.0]]),
    (np.array([[1.0, 1.0]]), np.array([[1.0, 0.0]])),
)


def draw_rows(rng: Generator) -> list[Case]:
    """Batches of rows of many lengths, and one whose rows have length 1."""
    cases = []
    for samples, features in ((4, 3), (3, 5)):
        second = (away_from_zero(rng, samples + 1, features), away_from_zero(rng, samples + 1, features))
        x, dy = away_from_zero(rng, samples, features), away_from_zero(rng, samples, features)
        cases.append(layer_case(f"x of shape ({samples}, {features})", x, dy, second))
        unit = x / np.sqrt((x**2).sum(axis=1, keepdims=True))
        cases.append(layer_case(f"rows of length 1, x of shape ({samples}, {features})", unit, dy, second))
    return cases


SIGMOID_FAR_OUT = layer_case(
    "far out: x = [[-800, 800]]",
    np.array([[-800.0, 800.0]]),
    np.array([[1.0, 1.0]]),
    (np.array([[0.5]]), np.array([[1.0]])),
)


# --- The loss ---


def loss_case(label: str, logits: Array, labels: Array, second: tuple[Array, Array]) -> Case:
    """Logits and labels of a batch, and of a second one."""
    arguments = {"logits": logits, "labels": labels}
    return {
        "label": label,
        "batch": len(logits),
        "inputs": ["logits", "labels"],
        "vectorized": True,
        "arguments": arguments,
        "second": {"logits": second[0], "labels": second[1]},
    }


def draw_loss(rng: Generator) -> list[Case]:
    """More samples than classes and the other way round."""
    cases = []
    for samples, classes in ((6, 4), (3, 5)):
        second = (away_from_zero(rng, samples + 1, classes), rng.integers(0, classes, samples + 1))
        logits, labels = away_from_zero(rng, samples, classes), rng.integers(0, classes, samples)
        cases.append(loss_case(f"{samples} samples, {classes} classes", logits, labels, second))
    return cases


LOSS_BY_HAND = loss_case(
    "two samples, three classes: logits = [[0, 0, 0], [log 2, 0, 0]], labels = [1, 0]",
    np.array([[0.0, 0.0, 0.0], [np.log(2), 0.0, 0.0]]),
    np.array([1, 0]),
    (np.array([[1.0, 2.0, 3.0]]), np.array([2])),
)


LOSS_FAR_OUT = loss_case(
    "logits of 1000 and -1000",
    np.array([[1000.0, 0.0, -1000.0], [-1000.0, 1000.0, 999.0]]),
    np.array([0, 2]),
    (np.array([[1.0, 2.0, 3.0]]), np.array([2])),
)


# --- The network ---


def network_case(rng: Generator, samples: int, inputs: int, hidden: int, classes: int) -> Case:
    """Weights, a batch and a second batch for a two-layer network."""
    return {
        "label": f"{samples} samples, widths {inputs}, {hidden}, {classes}",
        "batch": samples,
        "arguments": {
            "x": away_from_zero(rng, samples, inputs),
            "labels": rng.integers(0, classes, samples),
            "W1": away_from_zero(rng, inputs, hidden),
            "b1": away_from_zero(rng, hidden),
            "W2": away_from_zero(rng, hidden, classes),
            "b2": away_from_zero(rng, classes),
        },
        "second": {"x": away_from_zero(rng, samples + 1, inputs), "labels": rng.integers(0, classes, samples + 1)},
    }


def draw_network(rng: Generator) -> list[Case]:
    """All widths different, and once all equal."""
    return [network_case(rng, 5, 2, 4, 3), network_case(rng, 4, 3, 3, 3)]


def draw_training(rng: Generator) -> list[Case]:
    """A few steps: five, then one alone."""
    return [
        {
            **case,
            "learning_rate": learning_rate,
            "epochs": epochs,
            "sequences": ["losses"],
            "label": f"{case['label']}, {epochs} steps",
        }
        for case, learning_rate, epochs in zip(draw_network(rng), (0.05, 0.1), (5, 1), strict=True)
    ]
