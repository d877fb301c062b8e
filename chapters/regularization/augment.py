"""New images of old ones: augmentations of grey and colour images, and pieces of photographs to try them.

A batch has the shape (N, H, W) or (N, H, W, C), float64, entries from 0 to 1. Every function returns a new batch, with
other random numbers for each image. `random_shift`, `pca_jitter` and `label_shuffle` are tasks of the notebook.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Generator = np.random.Generator


def _each(values: Array, images: Array) -> Array:
    """One number for each image, shape (N,), with axes of length 1 behind it, so that it meets all its pixels."""
    return values.reshape(-1, *[1] * (images.ndim - 1))


def colour_jitter(images: Array, strength: float, rng: Generator) -> Array:
    """Change contrast, saturation and brightness, in this order, by factors from 1 - strength to 1 + strength.

    Contrast is the distance from the mean of an image, saturation the distance of a pixel from its grey. Grey images
    have no saturation. The result is clipped to the range from 0 to 1.
    """
    contrast, saturation, brightness = rng.uniform(1 - strength, 1 + strength, (3, len(images)))
    mean = images.mean(axis=tuple(range(1, images.ndim)), keepdims=True)
    changed = mean + _each(contrast, images) * (images - mean)
    if images.ndim == 4:
        grey = changed.mean(axis=3, keepdims=True)
        changed = grey + _each(saturation, images) * (changed - grey)
    clipped: Array = np.clip(_each(brightness, images) * changed, 0.0, 1.0)
    return clipped


def warp(images: Array, matrices: Array, offsets: Array) -> Array:
    """Read every image at places that an affine map gives, with bilinear interpolation and zeros outside.

    Parameters
    ----------
    images : ndarray, shape (N, H, W) or (N, H, W, C)
    matrices : ndarray, shape (N, 2, 2)
        From a pixel's place in the result, measured from the middle, to where it is read.
    offsets : ndarray, shape (N, 2)
        Added to that, in pixels, down and right.
    """
    height, width = images.shape[1:3]
    middle = (np.array([height, width]) - 1) / 2
    grid = np.stack(np.meshgrid(np.arange(height), np.arange(width), indexing="ij"), axis=-1) - middle
    places = np.einsum("nij,hwj->inhw", matrices, grid) + (middle + offsets).T[:, :, None, None]
    framed = np.pad(images, [(0, 0), (1, 1), (1, 1), (0, 0)][: images.ndim])
    low = np.floor(places).astype(int)
    share = places - low
    result = np.zeros(images.shape)
    for down, right in product((0, 1), repeat=2):
        rows = np.clip(low[0] + down, -1, height) + 1
        columns = np.clip(low[1] + right, -1, width) + 1
        weights = (share[0] if down else 1 - share[0]) * (share[1] if right else 1 - share[1])
        pixels = framed[np.arange(len(images))[:, None, None], rows, columns]
        result += weights.reshape(weights.shape + (1,) * (images.ndim - 3)) * pixels
    return result


def random_scale(images: Array, strength: float, rng: Generator) -> Array:
    """Zoom around the middle by a factor from 1 - strength to 1 + strength."""
    factors = rng.uniform(1 - strength, 1 + strength, len(images))
    return warp(images, np.eye(2) / factors[:, None, None], np.zeros((len(images), 2)))


def random_crop(images: Array, size: int, rng: Generator) -> Array:
    """Cut a square of `size` by `size` pixels out of each image: shape (N, size, size) or (N, size, size, C)."""
    count, height, width = images.shape[:3]
    rows = rng.integers(0, height - size + 1, (count, 1)) + np.arange(size)
    columns = rng.integers(0, width - size + 1, (count, 1)) + np.arange(size)
    cut: Array = images[np.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]
    return cut


def random_zoomed_crop(images: Array, smallest: float, rng: Generator) -> Array:
    """Take a part of each image, of a side from `smallest` to 1 times its own and wholly inside, in full size."""
    share = rng.uniform(smallest, 1.0, (len(images), 1))
    room = (np.array(images.shape[1:3]) - 1) * (1 - share)  # how many pixels there are to move, down and right
    return warp(images, np.eye(2) * share[:, :, None], room * (rng.random((len(images), 2)) - 0.5))


def random_flip(images: Array, rng: Generator, axis: int = 2) -> Array:
    """Mirror half of the images: left and right change places with `axis` 2, top and bottom with 1."""
    chosen = rng.random(len(images)) < 0.5
    return np.where(_each(chosen, images), np.flip(images, axis), images)


def random_rotation(images: Array, degrees: float, rng: Generator) -> Array:
    """Turn around the middle by an angle from -degrees to degrees."""
    angles = np.deg2rad(rng.uniform(-degrees, degrees, len(images)))
    cosine, sine = np.cos(angles), np.sin(angles)
    matrices = np.stack([np.stack([cosine, -sine], axis=-1), np.stack([sine, cosine], axis=-1)], axis=1)
    return warp(images, matrices, np.zeros((len(images), 2)))


def add_noise(images: Array, deviation: float, rng: Generator) -> Array:
    """Add normal noise to every pixel, and clip to the range from 0 to 1."""
    return np.clip(images + rng.normal(0.0, deviation, images.shape), 0.0, 1.0)


def blur(images: Array) -> Array:
    """Weigh each pixel with its neighbours, 1 to 2 to 1 in both directions; the rim continues outside."""
    for axis in (1, 2):
        ends = [(int(each == axis),) * 2 for each in range(images.ndim)]
        padded = np.moveaxis(np.pad(images, ends, mode="edge"), axis, 0)
        images = np.moveaxis((padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4, 0, axis)
    return images


# --- Pieces of photographs ---


def photographs() -> Array:
    """The photographs of scikit-learn, a temple and a flower: shape (2, 106, 160, 3), every pixel a mean of 4 by 4."""
    from sklearn.datasets import load_sample_images

    whole = np.stack(load_sample_images().images)[:, :424] / 255.0
    mean: Array = whole.reshape(2, 106, 4, 160, 4, 3).mean(axis=(2, 4))
    return mean


def pieces(photos: Array, count: int, size: int, rng: Generator, columns: slice = slice(None)) -> tuple[Array, Array]:
    """Cut squares at random places: shape (count, size, size, 3), and labels, 0 for the temple and 1 for the flower."""
    labels = rng.integers(0, len(photos), count)
    return random_crop(photos[labels][:, :, columns], size, rng), labels
