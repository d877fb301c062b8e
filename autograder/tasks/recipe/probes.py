"""Probes of the chapter `recipe`: what came of curves, of training runs, of settings, and of a reader of digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.cases import CALLS, RATES, RATES_ASKED, VERDICTS
from autograder.tasks.regularization.data_probes import moved
from autograder.tasks.schedules.probes import LeastSquares
from chapters.recipe.given import PARTS
from chapters.recipe.sick import SICK, Settings, images, trial
from chapters.shared.data import digits
from chapters.shared.experiments import single_threaded

SAID = "the place of your verdict in the table"


def probe_diagnose(objects: Sequence[Any], case: Case) -> Data:
    """Which of the verdicts came: 1 is the first of the table, 0 is none of them."""
    arguments = case["arguments"]
    said = objects[0](**arguments, classes=case["classes"], goal=case["goal"], gap=case["gap"])
    place = VERDICTS.index(said) + 1 if isinstance(said, str) and said in VERDICTS else 0
    return {"outputs": {SAID: place}, "inputs": {name: as_data(array) for name, array in arguments.items()}}


class Descent:
    """Gradient descent that notes its rates."""

    def __init__(self, learning_rate: float) -> None:
        self.learning_rate, self.rates = learning_rate, list[float]()

    def update(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Change the arrays in place."""
        self.rates.append(float(self.learning_rate))
        for name, array in params.items():
            np.subtract(array, np.multiply(self.learning_rate, grads[name]), out=array)


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


def probe_train(objects: Sequence[Any], case: Case) -> Data:
    """Losses, rates and weights of a watched training; each epoch brings its batches in another order."""
    arguments = case["arguments"]
    network, optimizer = LeastSquares(arguments), Descent(0.0)
    start, slope = RATES[case["schedule"]]
    drawn: list[None] = []

    def draw() -> list[tuple[Array, Array]]:
        order = case["orders"][len(drawn) % len(case["orders"])]
        drawn.append(None)
        return [(arguments["x"][part], arguments["labels"][part]) for part in batches(order)]

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
    outputs = {
        CALLS: len(drawn),
        RATES_ASKED: np.array(optimizer.rates),
        "train_losses": losses_of(curves[0]),
        "validation_losses": losses_of(curves[1]),
    }
    outputs |= {f"{name} after training": as_data(array) for name, array in network.params.items()}
    names = ("x", "labels", "validation_x", "validation_labels")
    return {"outputs": outputs, "inputs": {name: as_data(arguments[name]) for name in names}}


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


# --- What is judged by what it reaches ---

SETTINGS = "the number of settings that are missing, unknown or not allowed"
FITTED = "what the training loss has too much, in nats"
READ = "what is missing to 80 % of the validation digits"
ENOUGH = (0.5, 0.8)
"""The training loss and the share of validation digits that a healed network has to reach."""


def probe_heal(objects: Sequence[Any], case: Case) -> Data:
    """How far the worst of several runs with a student's settings is from what is asked for."""
    said = objects[0]()
    wrong = faults(said)
    if wrong:
        return {"outputs": {SETTINGS: float(wrong), FITTED: 0.0, READ: 0.0}}
    data = images()
    settings = treated(said)
    runs = [trial(PARTS, settings, data, seed, every=settings.steps) for seed in case["seeds"]]
    loss = max(float(run.losses[-1, 0]) for run in runs)
    share = min(float(run.accuracies[-1, 1]) for run in runs)
    return {"outputs": {SETTINGS: 0.0, FITTED: lacking(loss - ENOUGH[0]), READ: lacking(ENOUGH[1] - share)}}


def lacking(amount: float) -> float:
    """What is missing; nothing where there is enough."""
    return float(np.nan_to_num(max(amount, 0.0), nan=np.inf, posinf=1e9))


def faults(said: Any) -> int:
    """How many of the settings cannot be taken."""
    if not isinstance(said, dict):
        return len(SICK)
    wrong = len(said.keys() ^ set(SICK))
    wrong += said.get("activation", "ReLU") not in PARTS.activations
    for name in ("scale", "learning_rate", "weight_decay", "dropout"):
        value = said.get(name, 0.0)
        number = isinstance(value, float | int | np.floating) and np.isfinite(value)
        wrong += not number or value < 0 or (name == "dropout" and value >= 1)
    return wrong


def treated(said: Mapping[str, Any]) -> Settings:
    """The sick network with a student's settings."""
    return Settings((32,) * 5)._replace(**said)


STEPS, BATCH = 1000, 64
STEPS_BEYOND = "training steps beyond the 1,000"
IMAGES_BEYOND = "images beyond 64 in the largest step"
CHANGED = "entries of the sets that were changed"
CENTRED = "what is missing to 93 % of the digits as they are"
MOVED = "what is missing to 90 % of the moved digits"
WANTED = {CENTRED: 0.93, MOVED: 0.90}


@single_threaded
def probe_capstone(objects: Sequence[Any], case: Case) -> Data:
    """Whether the budget was kept, and how far the reader is from what is asked for."""
    build, learn = objects
    data = digits(np.random.default_rng(case["seed"]), validation=300, test=600)
    rng = np.random.default_rng(case["seed"] + 1)
    given = [data.train_x.copy(), data.train_labels.copy(), data.validation_x.copy(), data.validation_labels.copy()]
    network = build(rng)
    sizes: list[int] = []
    original = network.gradients

    def counted(x: Any, labels: Any) -> Any:
        sizes.append(len(x))
        return original(x, labels)

    network.gradients = counted
    learn(network, (given[0], given[1]), (given[2], given[3]), rng)
    changed = sum(int((before != after).sum()) for before, after in zip(data[:4], given, strict=True))
    outputs = {
        STEPS_BEYOND: float(max(len(sizes) - STEPS, 0)),
        IMAGES_BEYOND: float(max([0, *(size - BATCH for size in sizes)])),
        CHANGED: float(changed),
        CENTRED: lacking(WANTED[CENTRED] - network.accuracy(data.test_x, data.test_labels)),
        MOVED: lacking(WANTED[MOVED] - network.accuracy(nudged(data.test_x, case["seed"]), data.test_labels)),
    }
    return {"outputs": outputs}


def nudged(x: Array, seed: int) -> Array:
    """Every image moved by at most one pixel down or up, right or left; shape (N, 64)."""
    pictures = x.reshape(-1, 8, 8)
    amounts = np.random.default_rng(seed).integers(-1, 2, (len(x), 2))
    pushed = [
        moved(picture[None], int(down), int(right))[0] for picture, (down, right) in zip(pictures, amounts, strict=True)
    ]
    return np.array(pushed).reshape(x.shape)
