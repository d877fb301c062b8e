"""The second tier, a reader that adds two digits: what networks of several depths reach, and what a part has earned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from chapters.recipe.given import Array
from chapters.shared.data import kept_digits, practice_digits
from chapters.shared.experiments import single_threaded
from chapters.shared.network import Sequential

STEPS, BATCH, PARAMETERS, BAR = 2000, 64, 10_000, 0.9
"""The notebook's budget, and the share of sums that it asks for."""

COUNT = 2000
"""Pairs that a network is judged on."""

Pairs = Callable[[Array, Array, int, np.random.Generator], tuple[Array, Array]]
"""Draws so many pairs of some digits, with the last digits of their sums."""


@single_threaded
def arms(
    build: Callable[..., Any], learn: Callable[..., None], pairs: Pairs, part: str, seed: int
) -> tuple[float, float]:
    """What a reader without a part reaches on validation pairs, and what it reaches with all parts.

    Parameters
    ----------
    build, learn, pairs : callable
        `build_adder`, `learn_adder` and `pairs` of the notebook.
    part : str
        What to leave out.
    seed : int
        Divides the digits, and is the seed of both arms' weights and pairs.
    """
    data = practice_digits(np.random.default_rng(seed), test=0)
    held = pairs(data.validation_x, data.validation_labels, COUNT, np.random.default_rng(seed))
    found = []
    for left_out in (part, "nothing"):
        rng = np.random.default_rng(seed)
        network = build(rng, without=left_out)
        train_set = data.train_x.copy(), data.train_labels.copy()
        validation_set = data.validation_x.copy(), data.validation_labels.copy()
        learn(network, train_set, validation_set, rng, without=left_out)
        found.append(float((network.predict(held[0]).argmax(axis=1) == held[1]).mean()))
    return found[0], found[1]


def parameters(widths: Sequence[int]) -> int:
    """How many weights, biases, scales and shifts a network has whose hidden layers are so wide."""
    sizes = [128, *widths]
    hidden = sum((before + 3) * width for before, width in zip(sizes, widths, strict=False))
    return hidden + 10 * (sizes[-1] + 1)


@single_threaded
def reached(own: Any, widths: Sequence[int], rate: float, seed: int) -> tuple[float, float]:
    """What a network with BatchNorm reaches that was trained within the budget, with a falling rate.

    Parameters
    ----------
    own : module
        Holds `Affine`, `BatchNorm`, `ReLU`, `SoftmaxCrossEntropy`, `AdamW`, `cosine`, `he_normal` and `pairs`.
    widths : sequence of int
        Units of the hidden layers.
    rate : float
        The learning rate of the first step.
    seed : int
        Divides the digits, and draws weights and pairs.

    Returns
    -------
    tuple of two floats
        The shares of right sums: of pairs of validation digits, and of those that are kept.
    """
    data, rng = practice_digits(np.random.default_rng(seed), test=0), np.random.default_rng(seed)
    layers: list[Any] = []
    for before, width in zip([128, *widths], widths, strict=False):
        affine = own.Affine(own.he_normal(rng, before, width), np.zeros(width))
        layers += [affine, own.BatchNorm(np.ones(width), np.zeros(width)), own.ReLU()]
    last = own.Affine(own.he_normal(rng, widths[-1], 10), np.zeros(10))
    network = Sequential([*layers, last], own.SoftmaxCrossEntropy())
    optimizer = own.AdamW(rate)
    for step in range(STEPS):
        optimizer.learning_rate = own.cosine(step, rate, STEPS)
        x, sums = own.pairs(data.train_x, data.train_labels, BATCH, rng)
        optimizer.update(network.params, network.gradients(x, sums))
    validation, kept = (
        network.accuracy(*own.pairs(*held, COUNT, np.random.default_rng(seed)))
        for held in ((data.validation_x, data.validation_labels), kept_digits())
    )
    return validation, kept
