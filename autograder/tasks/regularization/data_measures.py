"""What is measured of the chapter `regularization`, where the judge is: shifted images, moved colours, a balanced list.

Functions that draw random numbers may draw them in any order, so what is compared is what all right answers share: what
a shift leaves, which shifts there are, how far a colour moves along which axis.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data

# --- Shifts ---

SHAPE = "the shape of the result"


def shape_of(data: Data) -> Data:
    """The shape of an array as an array; anything else as it is."""
    return np.array(data.shape, dtype=float) if isinstance(data, np.ndarray) else data


def worst(rest: Array) -> Array:
    """What is left in the image that is furthest off; all zeros when none is."""
    size = np.abs(rest).reshape(len(rest), -1).max(axis=1)
    found: Array = rest[int(np.argmax(np.nan_to_num(size, nan=np.inf)))]
    return found


SHIFTED = "what is left when the nearest shift with zeros is taken away"
KINDS = "how many different shifts there are"
SHIFTS = "the shifts, numbered"
IMAGES = "the images"


def moved(images: Array, down: int, right: int) -> Array:
    """All images moved by the same amount, with zeros where nothing comes from."""
    height, width = images.shape[1:3]
    result = np.zeros_like(images)
    to = (slice(max(down, 0), height + min(down, 0)), slice(max(right, 0), width + min(right, 0)))
    of = (slice(max(-down, 0), height + min(-down, 0)), slice(max(-right, 0), width + min(-right, 0)))
    result[:, *to] = images[:, *of]
    return result


def shift(case: Case, reply: Data) -> Data:
    """Which shift each image has got, and what does not fit any."""
    images, reach = case["arguments"]["images"], case["reach"]
    data, inputs = reply["came"]["images"], reply["inputs"]
    if not isinstance(data, np.ndarray) or data.shape != images.shape:
        return {"outputs": {SHAPE: shape_of(data)}, "inputs": inputs}
    axes = tuple(range(1, images.ndim))
    amounts = list(product(range(-reach, reach + 1), repeat=2))
    rest, nearest, least = np.zeros(data.shape), np.zeros(len(data), dtype=int), np.full(len(data), np.inf)
    for kind, amount in enumerate(amounts):
        left = data - moved(images, *amount)
        size = np.abs(left).sum(axis=axes)
        better = ~(size >= least)  # also where it is not a number
        rest[better], nearest[better], least[better] = left[better], kind, size[better]
    spread = np.random.default_rng(case["seed"] + 1).random(len(nearest))  # from whole numbers to a continuous law
    outputs = {SHAPE: shape_of(data), SHIFTED: worst(rest), KINDS: float(len(np.unique(nearest)))}
    return {"outputs": outputs, "inputs": inputs, "samples": {SHIFTS: nearest + spread}}


# --- Colours ---

FLAT = "what the pixels of an image do not have in common"
COLOURS = "how many different colours were added"
ALONG = "the amounts along the axes, divided by eigenvalue and deviation: "
AXES = ("first", "second", "third")


def principal(images: Array) -> tuple[Array, Array]:
    """Variances of the colours along their principal axes, the largest first, and the axes as rows."""
    colours = images.reshape(-1, 3) - images.reshape(-1, 3).mean(axis=0)
    _, sizes, axes = np.linalg.svd(colours, full_matrices=False)
    return sizes**2 / len(colours), axes


def jitter(case: Case, reply: Data) -> Data:
    """Which colour each image has got, along the principal axes, and what its pixels do not share."""
    images = case["arguments"]["images"]
    data, inputs = reply["came"]["images"], reply["inputs"]
    if not isinstance(data, np.ndarray) or data.shape != images.shape:
        return {"outputs": {SHAPE: shape_of(data)}, "inputs": inputs}
    added = np.asarray(data, dtype=float) - images
    colours = added.mean(axis=(1, 2))
    rest = added - colours[:, None, None, :]
    rest[np.abs(rest) < 1e-12] = 0.0
    eigenvalues, axes = principal(images)
    amounts = colours @ axes.T
    outputs = {SHAPE: shape_of(data), FLAT: worst(rest)}
    outputs[COLOURS] = float(len(np.unique(np.round(colours, 12), axis=0)))
    stray = amounts[:, eigenvalues < 1e-12]
    if stray.size:
        outputs["the amount along an axis without any variance"] = float(np.round(np.abs(stray).max(), 12))
    samples = {
        f"{ALONG}{name} axis": amounts[:, k] / (eigenvalues[k] * case["deviation"])
        for k, name in enumerate(AXES)
        if eigenvalues[k] > 1e-12
    }
    return {"outputs": outputs, "inputs": inputs, "samples": samples}


# --- Balanced lists ---

LENGTH = "the length of the list"
COUNTS = "how often each class stands in the list"
UNEVEN = "the largest difference within a class"
ORDER = "the places of class 0 in the list, divided by its length"


def balanced(case: Case, reply: Data) -> Data:
    """How often each class and each sample stands in the list, and whether the order is mixed."""
    labels = case["arguments"]["labels"]
    found, inputs = reply["came"]["list"], reply["inputs"]
    if not isinstance(found, np.ndarray) or found.ndim != 1 or found.dtype.kind not in "iu":
        wrong = (
            found if not isinstance(found, np.ndarray) else {"unsupported": f"{found.dtype} array, {found.ndim} axes"}
        )
        return {"outputs": {LENGTH: 0.0, COUNTS: wrong, UNEVEN: 0.0}, "inputs": inputs}
    classes = int(labels.max()) + 1
    times = np.bincount(found[(found >= 0) & (found < len(labels))], minlength=len(labels))
    uneven = max(float(np.ptp(times[labels == label])) for label in range(classes))
    counts = np.bincount(labels, times, classes)
    measured: Data = {
        "outputs": {LENGTH: float(len(found)), COUNTS: counts, UNEVEN: uneven},
        "inputs": inputs,
    }
    if "samples" in case:
        places = np.flatnonzero(np.isin(found, np.flatnonzero(labels == 0)))
        measured["samples"] = {ORDER: (places + 0.5) / len(found)}
    return measured
