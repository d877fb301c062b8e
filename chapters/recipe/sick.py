"""Sick networks: what was done to each, the curves that come of it, and what cures for overfitting do (claim C28)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from chapters.recipe.given import Array, Parts
from chapters.shared.data import Digits, digits
from chapters.shared.experiments import single_threaded
from chapters.shared.network import Sequential, minibatches

EVERY = 10
"""Steps between two looks at the losses."""
GUESSING = float(np.log(10))
"""Loss of ten equal probabilities, in nats."""


class Settings(NamedTuple):
    """All that makes a training run."""

    hidden: tuple[int, ...] = (32,)
    activation: str = "ReLU"
    scale: float = 2**0.5
    """Weights have the standard deviation scale / sqrt(fan_in)."""
    learning_rate: float = 0.1
    weight_decay: float = 0.0
    """Lambda of an L2 penalty on the weights."""
    dropout: float = 0.0
    """Behind each activation."""
    samples: int = 600
    data: str = "as it is"
    """Or "raw", "blank", "mixed up", "dice", "inverted", "copies": see `sets`."""
    steps: int = 300


class Run(NamedTuple):
    """A training run: one row for each look, the first one before training."""

    losses: Array
    """Training, validation and test, shape (looks, 3), in nats."""
    accuracies: Array
    """The same for the share of images that are right."""


def images() -> Digits:
    """Return the digits, in the same three parts for every run: 897 for training, 300, and 600 for the test."""
    return digits(np.random.default_rng(0), validation=300, test=600)


def sets(settings: Settings, parts: Digits, rng: np.random.Generator) -> list[tuple[Array, Array]]:
    """Return training, validation and test set as the patient gets them.

    "raw": pixels from 0 to 255. "blank": all pixels 0. "mixed up": each image has the label of another one. "dice": a
    die of ten sides throws 30 % of the training labels. "inverted": validation and test come from a scanner that
    writes white on black. "copies": each image was stored twice before the sets were made, and every validation image
    has its twin in the training set.
    """
    chosen = rng.choice(len(parts.train_x), settings.samples, replace=False)
    x, labels = parts.train_x[chosen], parts.train_labels[chosen]
    validation, test = (parts.validation_x, parts.validation_labels), (parts.test_x, parts.test_labels)
    if settings.data in ("raw", "blank"):
        factor = 255 if settings.data == "raw" else 0
        return [(factor * each, true) for each, true in ((x, labels), validation, test)]
    if settings.data == "mixed up":
        labels = rng.permutation(labels)
    if settings.data == "dice":
        labels = np.where(rng.random(len(x)) < 0.3, rng.integers(0, 10, len(x)), labels)
    if settings.data == "inverted":
        validation, test = (1 - validation[0], validation[1]), (1 - test[0], test[1])
    if settings.data == "copies":
        validation = x, labels
    return [(x, labels), validation, test]


def build(parts: Parts, settings: Settings, rng: np.random.Generator) -> Sequential:
    """Return the network that the settings describe, not trained yet."""
    layers: list[Any] = []
    widths = (64, *settings.hidden, 10)
    for fan_in, fan_out in pairwise(widths):
        weights = rng.normal(0.0, settings.scale / fan_in**0.5, (fan_in, fan_out))
        layers += [parts.affine(weights, np.zeros(fan_out)), parts.activations[settings.activation]()]
        if settings.dropout:
            layers.append(parts.dropout(settings.dropout, rng))
    return Sequential(layers[: -2 if settings.dropout else -1], parts.loss())


def measured(network: Sequential, x: Array, labels: Array) -> tuple[float, float]:
    """Mean loss in nats, infinite where numbers have left float64, and share of images that are right."""
    logits = network.predict(x)
    if not np.isfinite(logits).all():
        return np.inf, 0.1
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return float(-logs[np.arange(len(x)), labels].mean()), float((logits.argmax(axis=1) == labels).mean())


@single_threaded
def trial(parts: Parts, settings: Settings, data: Digits, seed: int, every: int = EVERY) -> Run:
    """Train a network in batches of 32 and look at it every so many steps."""
    # Three generators: a run with other data has the same first weights, and the same order of as many images.
    choice, weights, order = np.random.default_rng(seed).spawn(3)
    training, *others = sets(settings, data, choice)
    network, optimizer = build(parts, settings, weights), parts.optimizer(settings.learning_rate)
    looks = [[measured(network, *each) for each in (training, *others)]]
    step = 0
    with np.errstate(all="ignore"):
        while step < settings.steps:
            for x, labels in minibatches(*training, 32, order):
                slopes = network.gradients(x, labels)
                for name, array in network.params.items():
                    if array.ndim > 1 and settings.weight_decay:
                        slopes[name] = slopes[name] + settings.weight_decay * array
                optimizer.update(network.params, slopes)
                step += 1
                if step % every == 0:
                    looks.append([measured(network, *each) for each in (training, *others)])
                if step == settings.steps:
                    break
    found = np.array(looks)
    return Run(found[:, :, 0], found[:, :, 1])


SICK: dict[str, Any] = {
    "activation": "sigmoid",
    "scale": 0.01,
    "learning_rate": 0.5,
    "weight_decay": 0.1,
    "dropout": 0.5,
}
"""What the sick network of the notebook has, and what may be changed."""

PATIENTS: dict[str, Settings] = {
    "healthy": Settings(),
    "rate too high": Settings(learning_rate=10.0),
    "rate too low": Settings(learning_rate=0.001),
    "weights of zero": Settings(scale=0.0),
    "raw pixels": Settings(data="raw"),
    "too small": Settings((4,)),
    "noisy labels": Settings(data="dice"),
    "mixed-up labels": Settings(data="mixed up"),
    "few images": Settings(samples=40),
    "another scanner": Settings(data="inverted"),
    "copies in validation": Settings(data="copies"),
}
"""The healthy network, and ten that differ from it in one thing each."""

BY_HEART: dict[str, Settings] = {
    "noisy labels": Settings((128,), samples=200, data="dice"),
    "mixed-up labels": Settings((256,), samples=100, data="mixed up"),
    "copies in validation": Settings(samples=60, data="copies"),
}
"""Three of the faults again, where the network can learn its images by heart."""

WITHOUT: dict[str, Settings] = {name: settings._replace(data="as it is") for name, settings in BY_HEART.items()}
"""The same networks with as few images, and without the fault."""


def ward(
    parts: Parts, data: Digits, seeds: Sequence[int] = (0,), patients: Mapping[str, Settings] = PATIENTS
) -> dict[str, list[Run]]:
    """Let every patient train."""
    return {name: [trial(parts, settings, data, seed) for seed in seeds] for name, settings in patients.items()}
