"""The digit reader, rung by rung: what each part is worth within 1,000 training steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.recipe.given import Array
from chapters.shared import style
from chapters.shared.data import Digits, digits
from chapters.shared.experiments import single_threaded
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

STEPS, BATCH, RATE = 1000, 64, 0.01
RUNGS = ("commonest digit", "nearest mean", "softmax regression", "hidden layer", "moved images", "BatchNorm")
THRESHOLDS = (93.0, 90.0)
"""What the notebook asks for, in per cent: digits as they are, and moved."""


def ladder(own: Any, seeds: Sequence[int]) -> dict[str, Array]:
    """Return the accuracies of every rung on 600 test digits, as they are and moved, in per cent, shape (seeds, 2).

    Parameters
    ----------
    own : module
        Holds the parts: `Affine`, `ReLU`, `SoftmaxCrossEntropy`, `BatchNorm`, `AdamW`, `cosine`, `he_normal`,
        `minibatches`, `random_shift` and `train`.
    seeds : sequence of int
        Each divides the digits anew.
    """
    found: dict[str, list[tuple[float, float]]] = {rung: [] for rung in RUNGS}
    for seed in seeds:
        data = digits(np.random.default_rng(seed), validation=300, test=600)
        moved = own.random_shift(data.test_x.reshape(-1, 8, 8), 1, np.random.default_rng(seed)).reshape(-1, 64)
        for rung in RUNGS:
            said = _answers(own, rung, data, seed, (data.test_x, moved))
            found[rung].append(tuple(100 * float((each == data.test_labels).mean()) for each in said))  # type: ignore[arg-type]
    return {rung: np.array(values) for rung, values in found.items()}


@single_threaded
def _answers(own: Any, rung: str, data: Digits, seed: int, asked: Sequence[Array]) -> list[Array]:
    """What the reader of a rung says of several sets of images."""
    if rung == "commonest digit":
        return [np.full(len(x), np.bincount(data.train_labels).argmax()) for x in asked]
    if rung == "nearest mean":
        means = np.array([data.train_x[data.train_labels == digit].mean(axis=0) for digit in range(10)])
        return [((x[:, None] - means) ** 2).sum(axis=2).argmin(axis=1) for x in asked]
    network = trained(own, rung, data, np.random.default_rng(seed))
    return [network.predict(x).argmax(axis=1) for x in asked]


def trained(own: Any, rung: str, data: Digits, rng: np.random.Generator) -> Sequential:
    """Return the network of a rung, trained within the budget, with the weights and averages of its best epoch."""
    network, best = _trained(own, rung, data, rng)
    _bring_back(best)
    return network


Averages = list[tuple[Any, Array, Array]]
"""BatchNorms, each with its running mean and variance at some time."""


def _trained(own: Any, rung: str, data: Digits, rng: np.random.Generator) -> tuple[Sequential, Averages]:
    """Train with AdamW and a cosine; return the network with its best weights, and the averages of its best epoch."""
    network = new_network(own, rung, rng)
    x, labels = data.train_x, data.train_labels
    after: list[Averages] = []

    def draw() -> Iterable[tuple[Array, Array]]:
        after.append(_averages(network))
        reach = 1 if rung in RUNGS[4:] else 0
        return own.minibatches(own.random_shift(x.reshape(-1, 8, 8), reach, rng).reshape(-1, 64), labels, BATCH, rng)  # type: ignore[no-any-return]

    count = STEPS // -(-len(x) // BATCH)
    schedule = partial(own.cosine, learning_rate=RATE, decay_steps=STEPS)
    held = data.validation_x, data.validation_labels
    _, watched = own.train(network, own.AdamW(RATE), schedule, draw, (x, labels), held, count, count)
    after.append(_averages(network))
    return network, after[int(np.argmin(watched)) + 1]


def _averages(network: Sequential) -> Averages:
    norms = (each for each in network.layers if hasattr(each, "running_mean"))
    return [(each, each.running_mean, each.running_variance) for each in norms]


def _bring_back(averages: Averages) -> None:
    for layer, mean, variance in averages:
        layer.running_mean, layer.running_variance = mean, variance


@single_threaded
def restored(own: Any, seeds: Sequence[int]) -> dict[str, Array]:
    """Losses of the BatchNorm network with its best weights, by the running averages that go with them.

    "best": those of the best epoch. "last": those of the last one. "again": the last ones, after four more epochs of
    training images have passed without a step. Each has a row for a seed: validation and test.
    """
    found: dict[str, list[list[float]]] = {"best": [], "last": [], "again": []}
    for seed in seeds:
        data = digits(np.random.default_rng(seed), validation=300, test=600)
        held = (data.validation_x, data.validation_labels), (data.test_x, data.test_labels)
        rng = np.random.default_rng(seed)
        network, best = _trained(own, "BatchNorm", data, rng)
        last = _averages(network)
        _bring_back(best)
        found["best"].append([network.loss(*each) for each in held])
        _bring_back(last)
        found["last"].append([network.loss(*each) for each in held])
        for _ in range(4):
            moved = own.random_shift(data.train_x.reshape(-1, 8, 8), 1, rng).reshape(-1, 64)
            for images, _ in own.minibatches(moved, data.train_labels, BATCH, rng):
                network.predict(images, train=True)
        found["again"].append([network.loss(*each) for each in held])
    return {name: np.array(losses) for name, losses in found.items()}


def new_network(own: Any, rung: str, rng: np.random.Generator) -> Sequential:
    """Return the network of a rung, not trained yet."""
    if rung == "softmax regression":
        layers = [own.Affine(own.he_normal(rng, 64, 10), np.zeros(10))]
    else:
        norm = [own.BatchNorm(np.ones(128), np.zeros(128))] if rung == "BatchNorm" else []
        first = own.Affine(own.he_normal(rng, 64, 128), np.zeros(128))
        layers = [first, *norm, own.ReLU(), own.Affine(own.he_normal(rng, 128, 10), np.zeros(10))]
    return Sequential(layers, own.SoftmaxCrossEntropy())


def plot_ladder(found: dict[str, Array], digits: str = "as they are") -> Figure:
    """Draw the accuracy of every rung: a bar for the mean, a dot for each seed."""
    column = int(digits == "moved")
    figure, axes = style.figure(height=3.4)
    places = np.arange(len(RUNGS))[::-1]
    means = [float(found[rung][:, column].mean()) for rung in RUNGS]
    axes.barh(places, means, 0.6, color=COLOURS["validation"])
    for place, rung in zip(places, RUNGS, strict=True):
        points = found[rung][:, column]
        axes.plot(points, np.full(len(points), place), "o", color=COLOURS["ink"], markersize=4)
        axes.text(102, place, f"{points.mean():.1f}", va="center", size=11)
    axes.axvline(THRESHOLDS[column], linestyle=":", color=COLOURS["ink"])
    spot, aside = (THRESHOLDS[column], 5.5), (-4, 0)  # points: the line does not touch the words
    axes.annotate("asked for", spot, aside, textcoords="offset points", ha="right", va="bottom", size=11)
    axes.set_yticks(places, RUNGS)
    axes.set(xlim=(0, 116), ylim=(-0.5, 6), xlabel="test digits right (%)", xticks=[0, 25, 50, 75, 100])
    best, enough = int(np.argmax(means)), sum(mean >= THRESHOLDS[column] for mean in means)
    said = ", ".join(f"{rung} {mean:.1f}" for rung, mean in zip(RUNGS, means, strict=True))
    return describe(
        figure,
        f"Per cent of test digits, {digits}, that each rung reads: {said}. Asked for: {THRESHOLDS[column]:g}.",
        f"Digits {digits}: {RUNGS[best]} is the best rung, {means[best]:.1f} %. {enough} of {len(RUNGS)} reach what is "
        f"asked for, {THRESHOLDS[column]:g} %.",
    )
