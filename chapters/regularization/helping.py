"""Does it help? Digits and pieces of photographs, trained with and without each augmentation (claim C40)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import augment, training
from chapters.regularization.augment import Array, Generator
from chapters.regularization.training import Layers
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.network import he, perceptron
from chapters.shared.style import COLOURS, describe

Change = Callable[[Array, Generator], Array]
"""Called as `change(images, rng)`."""
Accuracies = dict[str, dict[str, Array]]
"""By test set and by augmentation, the accuracy for each seed, in percent."""

NONE = "none"
STEPS = 300


def unchanged(images: Array, rng: Generator) -> Array:
    """Return the images as they are."""
    return images


def on_digits(random_shift: Callable[[Array, int, Generator], Array]) -> dict[str, Change]:
    """The augmentations that make sense for grey images, with what a person would choose, and four that hurt."""
    return {
        NONE: unchanged,
        "rotation 15°": lambda images, rng: augment.random_rotation(images, 15, rng),
        "noise 0.3": lambda images, rng: augment.add_noise(images, 0.3, rng),
        "scale 0.2": lambda images, rng: augment.random_scale(images, 0.2, rng),
        "colour 0.4": lambda images, rng: augment.colour_jitter(images, 0.4, rng),
        "crop 0.75": lambda images, rng: augment.random_zoomed_crop(images, 0.75, rng),
        "shift 1": lambda images, rng: random_shift(images, 1, rng),
        "flip ↔": augment.random_flip,
        "flip ↕": partial(augment.random_flip, axis=1),
        "rotation 180°": lambda images, rng: augment.random_rotation(images, 180, rng),
    }


@single_threaded
def digits_accuracy(
    layers: Layers,
    make: Callable[[float], Any],
    images: Digits,
    changes: Mapping[str, Change],
    seeds: Sequence[int] = training.SEEDS,
) -> Accuracies:
    """Train on 100 digits, changed anew in each step; test on new ones, as they are and moved by one pixel."""
    square = images.test_x.reshape(-1, 8, 8)
    aside = np.where(np.arange(len(square))[:, None] % 2, [0, 1], [0, -1])
    moved = augment.warp(square, np.tile(np.eye(2), (len(square), 1, 1)), aside)
    tests = {"in the middle": images.test_x, "moved by one pixel": moved.reshape(len(moved), 64)}
    found: Accuracies = {test: {name: np.zeros(len(seeds)) for name in changes} for test in tests}
    for name, change in changes.items():
        for place, seed in enumerate(seeds):
            rng = np.random.default_rng(seed)
            x, labels = training.few(images, 100, rng)
            network, optimizer = training.new_network(layers, 32, rng), make(0.01)
            grid = x.reshape(-1, 8, 8)
            training.learn(network, optimizer, ((change(grid, rng).reshape(x.shape), labels) for _ in range(STEPS)))
            for test, inputs in tests.items():
                found[test][name][place] = 100 * network.accuracy(inputs, images.test_labels)
    return found


def on_pieces(pca_jitter: Callable[[Array, float, Generator], Array]) -> dict[str, Change]:
    """Augmentations for pieces of photographs."""
    return {
        NONE: unchanged,
        "PCA 0.1": lambda images, rng: pca_jitter(images, 0.1, rng),
        "PCA 0.5": lambda images, rng: pca_jitter(images, 0.5, rng),
        "colour 0.4": lambda images, rng: augment.colour_jitter(images, 0.4, rng),
        "flip ↔": augment.random_flip,
        "flip ↔ ↕": lambda images, rng: augment.random_flip(augment.random_flip(images, rng), rng, 1),
    }


@single_threaded
def pieces_accuracy(
    layers: Layers,
    make: Callable[[float], Any],
    changes: Mapping[str, Change],
    seeds: Sequence[int] = training.SEEDS,
) -> Accuracies:
    """Temple or flower? Train on 60 pieces of the photographs' left halves, test on 600 of the right halves."""
    photos = augment.photographs()
    found: Accuracies = {"photographs": {name: np.zeros(len(seeds)) for name in changes}}
    for name, change in changes.items():
        for place, seed in enumerate(seeds):
            rng = np.random.default_rng(seed)
            x, labels = augment.pieces(photos, 60, 8, rng, slice(0, 80))
            new, true = augment.pieces(photos, 600, 8, rng, slice(80, 160))
            network, optimizer = perceptron([192, 32, 2], *layers, he, rng), make(0.003)
            training.learn(network, optimizer, ((change(x, rng).reshape(len(x), -1), labels) for _ in range(200)))
            found["photographs"][name][place] = 100 * network.accuracy(new.reshape(len(new), -1), true)
    return found


def gains(found: Mapping[str, Array]) -> dict[str, Array]:
    """Accuracy minus that without augmentation, seed by seed, in percentage points."""
    return {name: values - found[NONE] for name, values in found.items() if name != NONE}


def plot_gains(found: Accuracies, test: str = "in the middle") -> Figure:
    """Draw what each augmentation gains, seed by seed and on average."""
    figure, axes = style.figure(height=3.9)
    names = list(gains(found[test]))
    for place, values in enumerate(gains(found[test]).values()):
        role = "correct" if values.mean() > 0 else "wrong"
        axes.plot(values, np.full(len(values), place), ".", color=COLOURS["muted"], markersize=5)
        axes.plot(values.mean(), place, "o", color=COLOURS[role])
        end = (max(values.max(), 0), place)
        text = f"{values.mean():+.1f}".replace("-", "−")
        axes.annotate(text, end, (8, 0), textcoords="offset points", va="center", color=COLOURS[role], size=11)
    axes.axvline(0, color=COLOURS["muted"], linewidth=0.8)
    axes.set(xlim=(-30, 85), ylim=(8.6, -0.6), xlabel="gain (percentage points)")
    axes.set_yticks(range(len(names)), names)
    means = {name: float(values.mean()) for name, values in gains(found[test]).items()}
    best, worst = max(means, key=lambda name: means[name]), min(means, key=lambda name: means[name])
    told = ", ".join(f"{name} {values.mean():+.1f}" for name, values in gains(found[test]).items())
    return describe(
        figure,
        f"What each augmentation gains in accuracy, test on {test}, mean over the seeds in percentage points: {told}.",
        f"Without augmentation {found[test][NONE].mean():.1f} % are right. Most is gained by {best}, "
        f"{means[best]:+.1f} points, least by {worst}, {means[worst]:+.1f}.",
    )
