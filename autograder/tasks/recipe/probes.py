"""Probes of the chapter `recipe`: verdicts on curves, training runs, settings, and what a reader makes of digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes as general
from autograder.checks.probing.driving import Probe
from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Case, Data
from autograder.tasks.batchnorm import probes as batchnorm
from autograder.tasks.dropout import probes as dropout
from autograder.tasks.forward import probes as forward
from autograder.tasks.initialization import probes as initialization
from autograder.tasks.optimizers import probes as optimizers
from autograder.tasks.regularization import data_probes
from autograder.tasks.regularization import probes as regularization
from autograder.tasks.schedules.probes import LeastSquares

PARTS: dict[str, Probe] = {
    "backward: affine-forward": general.layer_forward,
    "backward: affine-backward": general.layer_backward,
    "backward: relu": general.layer_backward,
    "backward: softmax-forward": general.loss_forward,
    "backward: softmax-backward": general.loss_backward,
    "batchnorm: batchnorm-forward": batchnorm.probe_forward,
    "batchnorm: batchnorm-inference": batchnorm.probe_inference,
    "batchnorm: batchnorm-backward": batchnorm.probe_backward,
    "dropout: dropout-forward": dropout.probe_forward,
    "dropout: dropout-backward": dropout.probe_backward,
    "forward: minibatches": forward.epochs,
    "optimizers: adamw": optimizers.probe_steps,
    "schedules: cosine": general.function_value,
    "initialization: he-normal": initialization.draws,
    "regularization: early-stopping": regularization.probe_stopping,
    "regularization: shift": data_probes.probe_shift,
}
"""What probes a part: the probe of the task that judges it in its own chapter."""


def probe_part(objects: Sequence[Any], case: Case) -> Data:
    """Probe the part that the case is about, as its own check does."""
    return PARTS[case["asked"]]([objects[case["part"]]], case)


SAID_AT_MOST = 100
"""Characters of a word that are handed back."""


def as_word(value: Any) -> Data:
    """Like `as_data`, and words as well."""
    if isinstance(value, str):
        return value[:SAID_AT_MOST]
    return value if isinstance(value, bool) else as_data(value)


def probe_diagnose(objects: Sequence[Any], case: Case) -> Data:
    """The verdict that came."""
    arguments = case["arguments"]
    said = objects[0](**arguments, classes=case["classes"], goal=case["goal"], gap=case["gap"])
    return {"came": {"said": as_word(said)}, "inputs": {name: as_data(array) for name, array in arguments.items()}}


class Descent:
    """Gradient descent that notes its rates, with half of each step: it is no answer to anything."""

    def __init__(self, learning_rate: float) -> None:
        self.learning_rate, self.rates = learning_rate, list[float]()

    def update(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Change the arrays in place."""
        self.rates.append(float(self.learning_rate))
        for name, array in params.items():
            np.subtract(array, np.multiply(0.5 * self.learning_rate, grads[name]), out=array)


def losses_of(returned: Any) -> Data:
    """Losses as an array, also out of a list."""
    return np.array(returned, dtype=np.float64) if isinstance(returned, list | tuple) else as_data(returned)


def probe_one_batch(objects: Sequence[Any], case: Case) -> Data:
    """Losses and weights of a line that sees one batch again and again."""
    arguments = case["arguments"]
    network, x, labels = LeastSquares(arguments), arguments["x"], arguments["labels"]
    losses = objects[0](network, Descent(case["learning_rate"]), x, labels, case["steps"])
    outputs = {"losses": losses_of(losses)}
    outputs |= {f"{name} after training": as_data(array) for name, array in network.params.items()}
    return {"outputs": outputs, "inputs": {"x": as_data(x), "labels": as_data(labels)}}


RATES = {"0.4 / (1 + step)": (0.4, 1.0), "0.2": (0.2, 0.0)}
"""Schedules by their names: rate / (1 + slope * step)."""


def probe_train(objects: Sequence[Any], case: Case) -> Data:
    """Losses, rates and weights of a watched training; each epoch brings its batches in another order."""
    arguments = case["arguments"]
    network, optimizer = LeastSquares(arguments), Descent(0.0)
    start, slope = RATES[case["schedule"]]
    orders: list[Array] = []

    def draw() -> list[tuple[Array, Array]]:
        orders.append(case["orders"][len(orders) % len(case["orders"])])
        return [(arguments["x"][part], arguments["labels"][part]) for part in batches(orders[-1])]

    train_set = arguments["x"], arguments["labels"]
    validation_set = arguments["validation_x"], arguments["validation_labels"]
    returned = objects[0](
        network,
        optimizer,
        lambda step: start / (1 + slope * step),
        draw,
        train_set,
        validation_set,
        case["epochs"],
        case["patience"],
    )
    curves = tuple(returned) if isinstance(returned, tuple | list) and len(returned) == 2 else (returned, returned)
    came = {
        "orders": orders,
        "rates": np.array(optimizer.rates),
        "curves": [losses_of(curve) for curve in curves],
        "params": {name: as_data(array) for name, array in network.params.items()},
    }
    names = ("x", "labels", "validation_x", "validation_labels")
    return {"came": came, "inputs": {name: as_data(arguments[name]) for name in names}}


def batches(order: Array) -> list[Array]:
    """The places of an epoch, four at a time."""
    return [order[start : start + 4] for start in range(0, len(order), 4)]


MATRIX = "confusion_matrix(labels, predictions, classes)"
ACCURACIES = "class_accuracies(matrix)"


def probe_confusion(objects: Sequence[Any], case: Case) -> Data:
    """The matrix of some predictions, and the accuracies of another matrix."""
    arguments = case["arguments"]
    matrix = objects[0](arguments["labels"], arguments["predictions"], case["classes"])
    outputs = {MATRIX: as_data(matrix), ACCURACIES: as_data(objects[1](arguments["matrix"]))}
    return {"outputs": outputs, "inputs": {name: as_data(array) for name, array in arguments.items()}}


AVERAGE, EXCHANGED, BACK = "the average after the last step", "the weights after swap", "the weights after swap again"


def probe_averaged(objects: Sequence[Any], case: Case) -> Data:
    """What becomes of weights that training changes in place, of their average, and of both when they are exchanged."""
    weights = np.array(case["arguments"]["W"])
    averaged = objects[0](case["decay"])
    averaged.update({"W": weights})
    for step in case["steps"]:
        weights += step
        averaged.update({"W": weights})
    outputs = {AVERAGE: as_data(np.array(averaged.average["W"]))}
    for name in (EXCHANGED, BACK):
        averaged.swap({"W": weights})
        outputs[name] = weights.copy()
    return {"outputs": outputs}


# --- What is judged by what it reaches ---


def probe_heal(objects: Sequence[Any], case: Case) -> Data:
    """A student's settings."""
    said = objects[0]()
    settings = {str(name): as_word(value) for name, value in said.items()} if isinstance(said, dict) else as_data(said)
    return {"came": {"settings": settings}}


SETS = ("train_x", "train_labels", "validation_x", "validation_labels")


def probe_capstone(objects: Sequence[Any], case: Case) -> Data:
    """What a reader makes of held-out digits, how many images each of its steps saw, and sets that it has changed."""
    network, came = trained(objects, case)
    with threadpool_limits(1):
        logits = {name: as_data(network.predict(unpacked(images))) for name, images in case["held out"].items()}
    return {"came": {"logits": logits, **came}}


def trained(objects: Sequence[Any], case: Case, **without: str) -> tuple[Any, dict[str, Data]]:
    """Build and train a network; return it, and the sizes of its batches and the sets that it has changed."""
    build, learn = objects
    sets = {name: unpacked(case["sets"][name]) for name in SETS}
    given = {name: array.copy() for name, array in sets.items()}
    rng = np.random.default_rng(case["seed"])
    sizes: list[int] = []
    with threadpool_limits(1):  # these matrices are too small to gain from more
        network = build(rng, **without)
        original = network.gradients

        def counted(x: Any, labels: Any) -> Any:
            sizes.append(len(x))
            return original(x, labels)

        network.gradients = counted
        train_set, validation_set = (tuple(given[name] for name in part) for part in (SETS[:2], SETS[2:]))
        learn(network, train_set, validation_set, rng, **without)
    changed = {name: as_data(given[name]) for name, array in sets.items() if not np.array_equal(given[name], array)}
    return network, {"sizes": sizes, "changed": changed}


def unpacked(array: Array) -> Array:
    """Images with entries from 0 to 1, from whole numbers from 0 to 16 in single bytes; labels as they are."""
    return array / 16.0 if array.dtype == np.uint8 else array
