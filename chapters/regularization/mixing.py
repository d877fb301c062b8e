"""Two younger augmentations: mixup, which blends two images and their labels, and cutout, which erases a square."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from chapters.regularization import training
from chapters.regularization.augment import Array, Generator
from chapters.regularization.training import Layers
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded


def cutout(images: Array, size: int, rng: Generator) -> Array:
    """Erase a square of `size` by `size` pixels in each image, at a random place wholly inside; shape (N, H, W)."""
    count, height, width = images.shape
    top, left = rng.integers(0, height - size + 1, (count, 1)), rng.integers(0, width - size + 1, (count, 1))
    rows, columns = np.arange(height), np.arange(width)
    down, right = (rows >= top) & (rows < top + size), (columns >= left) & (columns < left + size)
    return np.where(down[:, :, None] & right[:, None, :], 0.0, images)


@single_threaded
def accuracies(
    layers: Layers,
    make: Callable[[float], Any],
    images: Digits,
    alpha: float,
    dice: float,
    samples: int = 200,
    seeds: Sequence[int] = training.SEEDS,
) -> Array:
    """Test accuracy in percent after 300 steps with mixup, one share for each batch; alpha 0 is without.

    The cross-entropy is linear in the targets, so its gradient is mixed from those for either image's label.
    """
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        x, labels = training.few(images, samples, rng, dice)
        network, optimizer = training.new_network(layers, 32, rng), make(0.01)
        for _ in range(300):
            share, order = (rng.beta(alpha, alpha), rng.permutation(samples)) if alpha else (1.0, np.arange(samples))
            mixed = share * x + (1 - share) * x[order]
            first = {name: share * slope for name, slope in network.gradients(mixed, labels).items()}
            second = network.gradients(mixed, labels[order])
            optimizer.update(network.params, {name: first[name] + (1 - share) * second[name] for name in first})
        found.append(100 * network.accuracy(images.test_x, images.test_labels))
    return np.array(found)
