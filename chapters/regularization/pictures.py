"""Pictures of augmentations: digits and pieces of photographs, before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import augment
from chapters.regularization.augment import Array, Generator
from chapters.shared import style
from chapters.shared.data import digits
from chapters.shared.style import describe

Settings = tuple[Callable[..., Array], tuple[float, ...]]
"""Called as `augmentation(images, amount, rng)`, and three amounts: mild, usual, too much."""


def some_digits() -> Array:
    """One image of each digit, shape (10, 8, 8)."""
    images = digits(np.random.default_rng(0))
    places = [int(np.flatnonzero(images.train_labels == digit)[0]) for digit in range(10)]
    return images.train_x[places].reshape(10, 8, 8)


def some_pieces() -> Array:
    """Ten pieces of the two photographs, shape (10, 48, 48, 3)."""
    cut, labels = augment.pieces(augment.photographs(), 40, 48, np.random.default_rng(4))
    return np.concatenate([cut[labels == 0][:5], cut[labels == 1][:5]])


SHOWN = (2, 3, 6, 8)
"""Which of the ten images are drawn: large ones are better than many."""


def plot_pairs(before: Array, after: Array, text: str, readout: str = "") -> Figure:
    """Draw four images as they are, and below each what was made of it."""
    figure, grid = style.figure(2, len(SHOWN), height=2.0 if style.is_narrow() else 3.2)
    colours = {"cmap": "gray", "vmin": 0, "vmax": 1, "interpolation": "nearest"}
    for row, images, name in zip(grid, (before, after), ("before", "after"), strict=True):
        for axes, place in zip(row, SHOWN, strict=True):
            axes.imshow(np.clip(images[place], 0, 1), **colours)
            axes.set(xticks=[], yticks=[])
            axes.spines[:].set_visible(False)
        row[0].set_ylabel(name)
    return describe(figure, f"Four small images, as they are and {text}.", readout)


AMOUNTS = [("mild", 0), ("usual", 1), ("too much", 2)]


def on_digits(random_shift: Callable[..., Array]) -> dict[str, Settings]:
    """Augmentations of grey images by name, each with a mild, a usual and an excessive amount."""
    return {
        "shift": (random_shift, (1, 2, 4)),
        "rotation": (augment.random_rotation, (10.0, 20.0, 180.0)),
        "scale": (augment.random_scale, (0.1, 0.25, 0.6)),
        "crop": (augment.random_zoomed_crop, (0.9, 0.75, 0.4)),
        "flip": (_flip, (0, 2, 1)),
        "noise": (augment.add_noise, (0.1, 0.3, 0.8)),
    }


def _flip(images: Array, axis: int, rng: Generator) -> Array:
    """Mirror half of the images along an axis, or none with axis 0."""
    return augment.random_flip(images, rng, axis) if axis else images


def on_pieces(pca_jitter: Callable[..., Array]) -> dict[str, Settings]:
    """Augmentations of colour images."""
    return {
        "colour jitter": (augment.colour_jitter, (0.2, 0.5, 1.0)),
        "PCA jitter": (pca_jitter, (0.1, 1.0, 3.0)),
        "flip": (_flip, (0, 2, 1)),
        "blur": (_blur, (1, 3, 20)),
    }


def _blur(images: Array, times: int, rng: Generator) -> Array:
    """Blur several times; nothing is drawn."""
    for _ in range(times):
        images = augment.blur(images)
    return images


def plot_augmentation(
    augmentations: Mapping[str, Settings], images: Array, augmentation: str = "flip", amount: int = 1, seed: int = 0
) -> Figure:
    """Draw images beside augmented ones; `amount` counts the settings from the mildest."""
    function, values = augmentations[augmentation]
    value = values[amount]
    after = function(images, value, np.random.default_rng(seed))
    moved = float(np.sqrt(((np.clip(after, 0, 1) - images) ** 2).mean()))
    readout = f"Pixels change by {moved:.2f}, root mean square."
    return plot_pairs(images, after, f"after {augmentation} of the amount {value:g}", readout)


def plot_shifted(random_shift: Callable[..., Any], reach: int = 1) -> Figure:
    """Draw digits beside shifted ones."""
    before = some_digits()
    after = random_shift(before, reach, np.random.default_rng(0))
    lost = 1 - after.sum() / before.sum()
    return plot_pairs(
        before, after, f"shifted by up to {reach} pixels", f"{100 * lost:.0f} % of the ink left the pictures."
    )


def plot_jittered(pca_jitter: Callable[..., Any], deviation: float = 0.5) -> Figure:
    """Draw pieces of photographs beside the same with other colours."""
    before = some_pieces()
    after = pca_jitter(before, deviation, np.random.default_rng(1))
    changed = np.abs(after - before).max()
    return plot_pairs(
        before, after, f"with PCA jitter of {deviation:g}", f"The largest change of a colour: {changed:.2f}."
    )
