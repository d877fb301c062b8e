"""Networks with dropout that learn few digits: the opening, the gap, where to drop, and what it costs in steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapters.shared.data import Digits, digits
from chapters.shared.experiments import interval, single_threaded
from chapters.shared.network import Sequential, he, minibatches

Array = NDArray[Any]

HIDDEN, BATCH, RATE, MOMENTUM = 128, 25, 0.05, 0.9
STEPS, EVERY = 400, 20
SEEDS = range(10)
SHARES = (0.0, 0.2, 0.5, 0.7, 0.9)


class Kit(NamedTuple):
    """The classes that a network is made of."""

    affine: Any
    activation: Any
    loss: Any
    dropout: Any
    optimizer: Any


class Sample(NamedTuple):
    """A small training set, some of whose labels are wrong, and 300 other digits to test with."""

    x: Array
    labels: Array
    wrong: Array
    test_x: Array
    test_labels: Array


class Run(NamedTuple):
    """A trained network and what was seen on the way, every `EVERY` steps, with dropout off."""

    network: Sequential
    sample: Sample
    train: Array
    """Share of the training labels, wrong ones included, that the network reproduces."""
    test: Array
    """Share of the test digits that are right."""


def data() -> Digits:
    """Return the digits, in the same three parts for every run."""
    return digits(np.random.default_rng(0))


def draw(images: Digits, seed: int, count: int = 200, wrong: float = 0.2) -> Sample:
    """Draw training digits, and give some of them the label of another class.

    Parameters
    ----------
    images : Digits
    seed : int
    count : int
        Number of training digits.
    wrong : float
        Probability of a wrong label.
    """
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(len(images.train_x))[:count]
    labels = images.train_labels[chosen].copy()
    changed = rng.random(count) < wrong
    labels[changed] = (labels[changed] + rng.integers(1, 10, changed.sum())) % 10
    return Sample(images.train_x[chosen], labels, changed, images.test_x, images.test_labels)


def build(kit: Kit, p: float, p_input: float, seed: int, widths: Sequence[int] = (64, HIDDEN, 10)) -> Sequential:
    """Return a network with dropout on its input and after each hidden layer; the seed decides the weights."""
    rng, coins = (np.random.default_rng([seed, stream]) for stream in (1, 2))
    layers: list[Any] = [kit.dropout(p_input, coins)] if p_input else []
    for fan_in, fan_out in pairwise(widths):
        layers += [kit.affine(he(rng, fan_in, fan_out), np.zeros(fan_out)), kit.activation(), kit.dropout(p, coins)]
    return Sequential(layers[:-2], kit.loss())


def train(
    kit: Kit,
    sample: Sample,
    p: float,
    seed: int,
    p_input: float = 0.0,
    steps: int = STEPS,
    widths: Sequence[int] = (64, HIDDEN, 10),
) -> Run:
    """Train a new network.

    Parameters
    ----------
    kit : Kit
    sample : Sample
    p, p_input : float
        Shares of the hidden units and of the inputs that are dropped.
    seed : int
        Of the first weights, of the masks and of the order of the digits.
    steps : int
    widths : sequence of int
    """
    network, optimizer = build(kit, p, p_input, seed, widths), kit.optimizer(RATE, MOMENTUM)
    order, seen, step = np.random.default_rng([seed, 3]), [], 0
    while step < steps:
        for x, labels in minibatches(sample.x, sample.labels, BATCH, order):
            optimizer.update(network.params, network.gradients(x, labels))
            step += 1
            if step % EVERY == 0:
                seen.append([network.accuracy(sample.x, sample.labels), network.accuracy(*sample[3:])])
            if step == steps:
                break
    curves = np.array(seen).T
    return Run(network, sample, curves[0], curves[1])


@single_threaded
def runs(
    kit: Kit, images: Digits, shares: Sequence[float] = SHARES, seeds: Sequence[int] = SEEDS, **options: Any
) -> dict[float, list[Run]]:
    """Train for each share on the same samples, from the same weights; `options` go to `draw` and `train`."""
    sampled = {name: options.pop(name) for name in ("count", "wrong") if name in options}
    samples = {seed: draw(images, seed, **sampled) for seed in seeds}
    return {p: [train(kit, samples[seed], p, seed, **options) for seed in seeds] for p in shares}


def dropouts(network: Sequential) -> list[Any]:
    """Return the dropout layers of a network, with fresh coins, so that what is drawn next hangs on nothing before."""
    layers = [layer for layer in network.layers if hasattr(layer, "p")]
    for number, layer in enumerate(layers):
        layer.rng = np.random.default_rng([4, number])
    return layers


class Outcome(NamedTuple):
    """What one network does in the end, in percent."""

    right: float
    """Of the training digits with a right label, the share that gets it."""
    wrong: float
    """Of those with a wrong label, the share that gets the wrong one: learned by heart."""
    train: float
    test: float
    gap: float
    """Training accuracy minus test accuracy, percentage points."""


def outcome(run: Run) -> Outcome:
    """Judge a network with dropout off."""
    sample = run.sample
    hits = run.network.predict(sample.x).argmax(axis=1) == sample.labels
    by_heart = hits[sample.wrong].mean() if sample.wrong.any() else np.nan
    fitted, test = hits.mean(), run.test[-1]
    return Outcome(*(100 * float(part) for part in (hits[~sample.wrong].mean(), by_heart, fitted, test, fitted - test)))


def table(found: Mapping[float, Sequence[Run]]) -> dict[float, dict[str, tuple[float, float]]]:
    """Means and half widths over the seeds, by share and by the names of `Outcome`."""
    every = {p: np.array([outcome(run) for run in each]) for p, each in found.items()}
    return {p: dict(zip(Outcome._fields, map(interval, rows.T), strict=True)) for p, rows in every.items()}


def difference(found: Mapping[float, Sequence[Run]], one: float, other: float, quantity: str) -> tuple[float, float]:
    """Mean and half width of the paired differences one - other."""
    pairs = zip(found[one], found[other], strict=True)
    return interval([getattr(outcome(a), quantity) - getattr(outcome(b), quantity) for a, b in pairs])


def steps_to(found: Mapping[float, Sequence[Run]], target: float = 0.9) -> dict[float, tuple[float, float]]:
    """Steps until the training labels are reproduced to this share, by p: mean and half width; NaN if any run fails."""

    def first(run: Run) -> float:
        reached = np.flatnonzero(run.train >= target)
        return float((reached[0] + 1) * EVERY) if len(reached) else np.nan

    return {p: interval([first(run) for run in each]) for p, each in found.items()}


def places(kit: Kit, images: Digits, inputs: Sequence[float], hidden: Sequence[float], seeds: Sequence[int]) -> Array:
    """Mean test accuracy in percent for dropout on the inputs and on the hidden units, shape (inputs, hidden)."""
    found = [runs(kit, images, hidden, seeds, p_input=p_input) for p_input in inputs]
    return np.array([[np.mean([100 * run.test[-1] for run in row[p]]) for p in hidden] for row in found])


def lesions(found: Mapping[float, Sequence[Run]], removed: Sequence[float]) -> dict[float, Array]:
    """Test accuracy in percent after a random share of the hidden units is removed and the others are scaled up.

    Returns
    -------
    dict of float to ndarray, shape (seeds, len(removed))
        By the share that was dropped in training.
    """
    scores = {}
    for p, each in found.items():
        rows = []
        for run in each:
            layer = dropouts(run.network)[0]
            kept, row = layer.p, []
            for share in removed:
                layer.p = share
                hits = run.network.predict(run.sample.test_x, train=True).argmax(axis=1) == run.sample.test_labels
                row.append(100 * float(hits.mean()))
            layer.p = kept
            rows.append(row)
        scores[p] = np.array(rows)
    return scores
