"""Checks that cost next to nothing: how large a step is beside the weights, and what is learned from blank images."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from chapters.recipe.curves import end
from chapters.recipe.given import Array, Parts
from chapters.recipe.sick import Settings, build, sets, trial
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.network import minibatches

RATES = (0.001, 0.1, 10.0)
"""Learning rates of three patients of the ward: too low, healthy, too high."""


@single_threaded
def update_ratio(parts: Parts, settings: Settings, data: Digits, seed: int, steps: int = 100) -> float:
    """Median over the first steps of the length of an update by that of the weights, in the first layer."""
    choice, weights, order = np.random.default_rng(seed).spawn(3)
    training = sets(settings, data, choice)[0]
    network, optimizer = build(parts, settings, weights), parts.optimizer(settings.learning_rate)
    first = next(array for array in network.params.values() if array.ndim > 1)
    ratios: list[float] = []
    with np.errstate(all="ignore"):
        while len(ratios) < steps:
            for x, labels in minibatches(*training, 32, order):
                before = first.copy()
                optimizer.update(network.params, network.gradients(x, labels))
                ratios.append(float(np.linalg.norm(first - before) / np.linalg.norm(before)))
    return float(np.median(ratios[:steps]))


def update_ratios(parts: Parts, data: Digits, seeds: Sequence[int]) -> dict[float, Array]:
    """By learning rate, the ratio of the healthy network for each seed."""
    return {
        rate: np.array([update_ratio(parts, Settings(learning_rate=rate), data, seed) for seed in seeds])
        for rate in RATES
    }


def blank(parts: Parts, data: Digits, seeds: Sequence[int]) -> Array:
    """Training and validation loss at the end of the healthy network on blank images, shape (seeds, 2)."""
    runs = [trial(parts, Settings(data="blank"), data, seed) for seed in seeds]
    return np.array([[end(run.losses[:, column]) for column in (0, 1)] for run in runs])
