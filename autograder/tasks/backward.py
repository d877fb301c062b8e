"""The tasks of the chapter `backward`: a numerical gradient, four layers, a network and its training."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder import probes
from autograder.check import Checks
from autograder.comparison import Array, Context
from autograder.task import Case, Task
from autograder.wire import Data

Generator = np.random.Generator


def away_from_zero(rng: Generator, *shape: int) -> Array:
    """Numbers of both signs and of several magnitudes, none of them near 0, where an activation may have a kink."""
    return rng.choice([-1.0, 1.0], shape) * 10.0 ** rng.uniform(-1.0, 0.5, shape)


# --- The numerical gradient ---

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


def function_case(function: str, x: Array, step: float) -> Case:
    """A function, a place and a step so large that one-sided differences show."""
    label = f"the gradient of {function} at x of shape {x.shape}, step {step:g}"
    return {"label": label, "function": function, "arguments": {"x": x}, "step": step}


def draw_functions(rng: Generator) -> list[Case]:
    """Vectors and matrices, large steps and small ones."""
    return [
        function_case(function, away_from_zero(rng, *shape), step)
        for function in FUNCTIONS
        for shape, step in (((5,), 0.1), ((3, 4), 0.01))
    ]


def one_sided(context: Context) -> str | None:
    """A forward or backward difference in place of the central one."""
    case = context.case
    x, function, step = case["arguments"]["x"], FUNCTIONS[case["function"]], case["step"]
    for side in (step, -step):
        shifted = [function(x + side * (np.arange(x.size) == i).reshape(x.shape)) for i in range(x.size)]
        if context.equals(((np.array(shifted) - function(x)) / side).reshape(x.shape)):
            return "a one-sided difference: the central one moves the entry up and down and divides by both steps."
    return None


# --- Layers ---


def layer_case(label: str, x: Array, dy: Array, second: tuple[Array, Array], **parameters: Array) -> Case:
    """A batch, an upstream gradient and parameters; then a second batch of another size."""
    return {
        "label": label,
        "batch": len(x),
        "vectorized": True,
        "arguments": {"x": x, **parameters, "dy": dy},
        "second": {"x": second[0], "dy": second[1]},
    }


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


def without_bias(context: Context) -> str | None:
    """The product alone."""
    if context.name == "y" and context.equals(context.want - context.case["arguments"]["b"]):
        return "the bias is missing: the difference is `b`, in every row."
    return None


def one_sample(context: Context) -> str | None:
    """Only one sample's part of the bias's gradient has arrived."""
    if context.name == "b" and any(context.equals(row) for row in context.case["arguments"]["dy"]):
        return "only one sample of the batch has its say: the sum over the samples is missing."
    return None


def square_weights(context: Context) -> str | None:
    """The weights as they stand, where their transpose belongs."""
    arguments = context.case["arguments"]
    W = arguments["W"]
    if context.name == "x" and W.shape[0] == W.shape[1] and context.equals(arguments["dy"] @ W):
        return "a transpose is missing; a square shape hides it."
    return None


def draw_activation(rng: Generator) -> list[Case]:
    """Batches of two and of three axes, away from the kink at 0."""
    return [
        layer_case(f"x of shape {shape}", away_from_zero(rng, *shape), away_from_zero(rng, *shape), second)
        for shape in ((4, 3), (2, 3, 2))
        for second in [(away_from_zero(rng, 3, 2), away_from_zero(rng, 3, 2))]
    ]


ACTIVATION_BY_HAND = layer_case(
    "by hand: x = [[1, -2, 3]], dy = [[1, 10, -100]]",
    np.array([[1.0, -2.0, 3.0]]),
    np.array([[1.0, 10.0, -100.0]]),
    (np.array([[-1.0], [1.0]]), np.array([[1.0], [2.0]])),
)
SIGMOID_FAR_OUT = layer_case(
    "far out: x = [[-800, 800]]",
    np.array([[-800.0, 800.0]]),
    np.array([[1.0, 1.0]]),
    (np.array([[0.5]]), np.array([[1.0]])),
)


def slope_of_input(context: Context) -> str | None:
    """The sigmoid's slope formula, fed with the input in place of the output."""
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    if context.judge == "numerical" and context.equals(dy * x * (1 - x)):
        return "the slope y(1 - y) is written in terms of the output y, and the input x stands in its place."
    return None


def wrong_side(context: Context) -> str | None:
    """The gradient goes through exactly where it should not, or where something else than the input is positive."""
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    if context.judge == "numerical" and context.equals(np.maximum(dy, 0.0)):
        return "the sign of the upstream gradient decides here; the sign of the input should."
    if context.judge == "numerical" and context.equals(np.where(x < 0, dy, 0.0)):
        return "the wrong side of the kink: the gradient goes through where the input was negative."
    return None


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


def softmax_overflow(context: Context) -> str | None:
    """Exponentials of large logits."""
    large = np.abs(context.case["arguments"]["logits"]).max() > 700
    if large and not np.isfinite(np.asarray(context.got, dtype=float)).all():
        return (
            "exp overflows for logits of 1000. Which number can be taken from all logits of a row and change nothing?"
        )
    return None


def softmax_wrong_axis(context: Context) -> str | None:
    """Probabilities that add up to 1 over the samples, or over everything."""
    if context.name != "probabilities":
        return None
    got, samples = np.asarray(context.got, dtype=float), context.batch
    if np.allclose(got.sum(axis=1), 1):
        return None
    if np.allclose(got.sum(axis=0), 1):
        return "your probabilities add up to 1 over the samples; each row, over the classes, should."
    if np.isclose(got.sum(), 1) and samples > 1:
        return "your probabilities add up to 1 over the whole batch; each row should."
    return None


def probabilities_alone(context: Context) -> str | None:
    """Nothing pulls down: every entry is positive, and the rows do not add up to zero."""
    if context.name != "logits":
        return None
    got = np.asarray(context.got, dtype=float)
    rows = got.sum(axis=1)
    if (got > 0).all() and np.allclose(rows, rows[0]):
        return "these are the probabilities alone; the true class pulls too, and its part is missing."
    return None


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


def other_arrays(context: Context) -> str | None:
    """The check writes its own numbers into `params`, and the forward pass does not see them, or not in this order."""
    if context.name != "predict(x)" or not np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    return "the layers work on copies of the arrays in `params`, or their order is not that of the forward pass."


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


def uphill(context: Context) -> str | None:
    """Steps along the gradient in place of against it: the losses rise. Or no steps at all."""
    if context.name == "losses" and np.shape(context.got) == np.shape(context.want):
        rises = context.got[-1] > context.got[0] and context.want[-1] < context.want[0]
        return "the losses rise: steps along the gradient lead uphill." if rises else None
    name = context.name.removesuffix(" after training")
    before = context.case["arguments"].get(name)
    if before is None:
        return None
    if context.equals(before):
        return "the parameters have not moved: is the network's own array changed in place, or only a copy of it?"
    return None


def late_losses(context: Context) -> str | None:
    """The loss after each step in place of before it."""
    if context.name != "losses" or np.ndim(context.got) != 1 or not len(context.got) == len(context.want) > 1:
        return None
    late = np.allclose(context.got[:-1], context.want[1:])
    return "these are the losses after each step; the ones before it are asked for." if late else None


TASKS = [
    Task(
        name="numerical-gradient",
        title="numerical_gradient",
        points=3,
        needs=("numerical_gradient",),
        worked=[function_case("the sum of x cubed", np.array([1.0, 2.0]), 0.1)],
        draw=draw_functions,
        probe=probe_numerical_gradient,
        patterns=[one_sided],
    ),
    Task(
        name="affine-forward",
        title="Affine.forward",
        points=1,
        needs=("Affine",),
        worked=[AFFINE_BY_HAND],
        draw=draw_affine,
        probe=probes.layer_forward,
        patterns=[without_bias],
    ),
    Task(
        name="affine-backward",
        title="Affine.backward",
        points=3,
        needs=("Affine",),
        worked=[AFFINE_BY_HAND],
        draw=draw_affine,
        probe=probes.layer_backward,
        patterns=[without_bias, one_sample, square_weights],
    ),
    Task(
        name="sigmoid",
        title="Sigmoid",
        points=2,
        needs=("Sigmoid",),
        worked=[ACTIVATION_BY_HAND, SIGMOID_FAR_OUT],
        draw=draw_activation,
        probe=probes.layer_backward,
        patterns=[slope_of_input],
    ),
    Task(
        name="relu",
        title="ReLU",
        points=2,
        needs=("ReLU",),
        worked=[ACTIVATION_BY_HAND],
        draw=draw_activation,
        probe=probes.layer_backward,
        patterns=[wrong_side],
    ),
    Task(
        name="softmax-forward",
        title="SoftmaxCrossEntropy.forward",
        points=2,
        needs=("SoftmaxCrossEntropy",),
        worked=[LOSS_BY_HAND, LOSS_FAR_OUT],
        draw=draw_loss,
        probe=probes.loss_forward,
        patterns=[softmax_overflow, softmax_wrong_axis],
    ),
    Task(
        name="softmax-backward",
        title="SoftmaxCrossEntropy.backward",
        points=2,
        needs=("SoftmaxCrossEntropy",),
        worked=[LOSS_BY_HAND],
        draw=draw_loss,
        probe=probes.loss_backward,
        patterns=[probabilities_alone],
    ),
    Task(
        name="network",
        title="TwoLayerNet",
        points=3,
        needs=("TwoLayerNet",),
        worked=[],
        draw=draw_network,
        probe=probes.network_gradients,
        patterns=[other_arrays],
    ),
    Task(
        name="train",
        title="train",
        points=2,
        needs=("train", "TwoLayerNet"),
        worked=[],
        draw=draw_training,
        probe=probes.training,
        patterns=[late_losses, uphill],
    ),
]

check = Checks("backward", TASKS)
