"""The cases of the chapter `forward`: small ones to follow by hand, and how further ones are drawn."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from autograder.checks.cases import away_from_zero
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case

Generator = np.random.Generator


# --- One neuron ---


def neuron_case(label: str, x: Array, t: Array, w: Array, b: float, learning_rate: float) -> Case:
    """A batch with its targets, and where the neuron stands."""
    arguments = {"x": x, "t": t, "w": w, "b": b}
    return {"label": label, "batch": len(x), "arguments": arguments, "learning_rate": learning_rate}


NEURON_BY_HAND = neuron_case(
    "by hand: x = [[1], [2], [3]], t = [2, 3, 4], w = [1], b = 0, learning rate 0.1",
    np.array([[1.0], [2.0], [3.0]]),
    np.array([2.0, 3.0, 4.0]),
    np.array([1.0]),
    0.0,
    0.1,
)


def draw_neuron(rng: Generator) -> list[Case]:
    """More samples than features, as many, and fewer."""
    return [
        neuron_case(
            f"{samples} samples, {features} features",
            away_from_zero(rng, samples, features),
            away_from_zero(rng, samples),
            away_from_zero(rng, features),
            float(away_from_zero(rng, 1)[0]),
            0.05,
        )
        for samples, features in ((6, 3), (4, 4), (3, 5))
    ]


# --- Layers and activations ---


def affine_case(label: str, x: Array, W: Array, b: Array, second: Array) -> Case:
    """A batch, the parameters, and a second batch of another size."""
    arguments = {"x": x, "W": W, "b": b}
    return {"label": label, "batch": len(x), "vectorized": True, "arguments": arguments, "second": {"x": second}}


AFFINE_BY_HAND = affine_case(
    "by hand: x = [[1, 2], [3, 4]], W = [[1, 0, 2], [0, 1, 1]], b = [10, 20, 30]",
    np.array([[1.0, 2.0], [3.0, 4.0]]),
    np.array([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]]),
    np.array([10.0, 20.0, 30.0]),
    np.array([[5.0, 6.0]]),
)


def draw_affine(rng: Generator) -> list[Case]:
    """N, D and M all different, and once D = M, where a transpose too many keeps the shape."""
    return [
        affine_case(
            f"x of shape ({samples}, {inputs}), W of shape ({inputs}, {outputs})",
            away_from_zero(rng, samples, inputs),
            away_from_zero(rng, inputs, outputs),
            away_from_zero(rng, outputs),
            away_from_zero(rng, samples + 1, inputs),
        )
        for samples, inputs, outputs in ((5, 4, 3), (4, 3, 3), (3, 2, 6))
    ]


def batch_case(label: str, **arguments: Array) -> Case:
    """Arrays whose first axis counts the samples."""
    return {"label": label, "batch": len(next(iter(arguments.values()))), "arguments": arguments}


SIGMOID_BY_HAND = batch_case("by hand: x = [[0, log 3, -log 3]]", x=np.array([[0.0, np.log(3), -np.log(3)]]))
FAR_LEFT = {
    **batch_case("far left: x = [[-32, -40]], where y is about exp(x)", x=np.array([[-32.0, -40.0]])),
    "tolerance": 1e-3,  # of 1e-12: half of 1 + tanh(x/2) is right to the last digit of 1
}
RELU_BY_HAND = batch_case("by hand: x = [[1, -2, 3, 0]]", x=np.array([[1.0, -2.0, 3.0, 0.0]]))
FAR_OUT = batch_case("far out: x = [[-1000, 1000, 2]]", x=np.array([[-1000.0, 1000.0, 2.0]]))


def draw_activation(rng: Generator) -> list[Case]:
    """Batches of two and of three axes."""
    return [batch_case(f"x of shape {shape}", x=away_from_zero(rng, *shape)) for shape in ((4, 3), (2, 3, 2))]


# --- Softmax and losses ---

SOFTMAX_BY_HAND = batch_case(
    "by hand: logits = [[0, 0, 0], [log 2, 0, 0]]", logits=np.array([[0.0, 0.0, 0.0], [np.log(2), 0.0, 0.0]])
)
SOFTMAX_FAR_OUT = batch_case(
    "far out: logits = [[1000, 0, -1000], [-1000, -1001, -1002]]",
    logits=np.array([[1000.0, 0.0, -1000.0], [-1000.0, -1001.0, -1002.0]]),
)
LOSS_BY_HAND = batch_case(
    "by hand: logits = [[0, 0, 0], [log 2, 0, 0]], labels = [1, 0]",
    logits=np.array([[0.0, 0.0, 0.0], [np.log(2), 0.0, 0.0]]),
    labels=np.array([1, 0]),
)
LOSS_FAR_OUT = batch_case(
    "far out: logits = [[1000, 0, -1000], [-1000, -1001, -1002]], labels = [2, 0]",
    logits=np.array([[1000.0, 0.0, -1000.0], [-1000.0, -1001.0, -1002.0]]),
    labels=np.array([2, 0]),
)
SQUARES_BY_HAND = batch_case(
    "by hand: y = [[1, 2], [3, 4]], t = [[1, 0], [0, 4]]",
    y=np.array([[1.0, 2.0], [3.0, 4.0]]),
    t=np.array([[1.0, 0.0], [0.0, 4.0]]),
)


def draw_softmax(rng: Generator) -> list[Case]:
    """More samples than classes, fewer, and as many."""
    shapes = ((6, 4), (3, 5), (4, 4))
    return [batch_case(f"{n} samples, {k} classes", logits=away_from_zero(rng, n, k)) for n, k in shapes]


def draw_loss(rng: Generator) -> list[Case]:
    """The same with labels."""
    return [
        batch_case(f"{n} samples, {k} classes", logits=away_from_zero(rng, n, k), labels=rng.integers(0, k, n))
        for n, k in ((6, 4), (3, 5), (4, 4))
    ]


def draw_squares(rng: Generator) -> list[Case]:
    """One output and several."""
    return [
        batch_case(f"{n} samples, {m} outputs", y=away_from_zero(rng, n, m), t=away_from_zero(rng, n, m))
        for n, m in ((5, 3), (4, 1))
    ]


# --- Epochs ---


def epoch_case(samples: int, batch_size: int, seed: int) -> Case:
    """Samples that carry their number in column 0, a mark beside it, and labels that tell whether they stayed there."""
    marks = np.random.default_rng(seed).normal(size=samples)
    arguments = {"x": np.stack([np.arange(float(samples)), marks], axis=1), "labels": 100 - np.arange(samples)}
    label = f"{samples} samples, batch size {batch_size}"
    return {"label": label, "arguments": arguments, "batch_size": batch_size, "seed": seed}


EPOCH_BY_HAND = epoch_case(5, 2, 0)


def draw_epochs(rng: Generator) -> list[Case]:
    """A batch size that divides the number of samples, one that does not, one that is larger, and single samples."""
    sizes = ((24, 6), (25, 6), (20, 32), (21, 1))
    return [epoch_case(samples, size, int(rng.integers(1000))) for samples, size in sizes]


# --- The whole network ---


def pass_case(label: str, x: Array, *parameters: Array) -> Case:
    """A batch, and W1, b1, W2, b2, ... of the affine layers."""
    names = [f"{letter}{k}" for k in range(1, len(parameters) // 2 + 1) for letter in "Wb"]
    arguments = {"x": x, **dict(zip(names, parameters, strict=True))}
    return {"label": label, "batch": len(x), "arguments": arguments, "layers": len(parameters) // 2}


PASS_BY_HAND = pass_case(
    "by hand: x = [[0, 0], [0, 1], [1, 0], [1, 1]], W1 = [[1, 1], [1, 1]], b1 = [0, -1], W2 = [[1], [-2]], b2 = [0]",
    np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
    np.ones((2, 2)),
    np.array([0.0, -1.0]),
    np.array([[1.0], [-2.0]]),
    np.zeros(1),
)


def draw_pass(rng: Generator) -> list[Case]:
    """One, two and three affine layers."""
    found = []
    for samples, widths in ((4, (3, 2)), (5, (2, 4, 3)), (3, (4, 3, 3, 2))):
        layers = list(pairwise(widths))
        parameters = [
            each for fan_in, out in layers for each in (away_from_zero(rng, fan_in, out), away_from_zero(rng, out))
        ]
        label = f"{samples} samples, widths {', '.join(map(str, widths))}"
        found.append(pass_case(label, away_from_zero(rng, samples, widths[0]), *parameters))
    return found


# --- The training loop ---


def loop_case(rng: Generator, samples: int, batch_size: int, epochs: int) -> Case:
    """Losses for each step, and the order of the samples in each epoch."""
    steps = epochs * -(-samples // batch_size)
    return {
        "label": f"{samples} samples, batch size {batch_size}, {epochs} epochs, a stand-in for the neuron",
        "arguments": {"losses": rng.uniform(1.0, 9.0, steps)},
        "orders": np.stack([rng.permutation(samples) for _ in range(epochs)]),
        "batch_size": batch_size,
        "epochs": epochs,
        "learning_rate": 0.25,
        "sequences": ["samples in their order", "the returned losses"],
    }


LOOP_BY_HAND = {
    **loop_case(np.random.default_rng(0), 3, 2, 1),
    "label": "by hand: one epoch of 3 samples, a batch of 2 with the loss 3 and a batch of 1 with the loss 6",
    "arguments": {"losses": np.array([3.0, 6.0])},
}


def draw_loop(rng: Generator) -> list[Case]:
    """A smaller last batch, batches of one size, and one batch an epoch."""
    return [loop_case(rng, 7, 3, 4), loop_case(rng, 6, 2, 3), loop_case(rng, 4, 8, 2)]
