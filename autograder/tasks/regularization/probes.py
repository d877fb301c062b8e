"""Probes of the chapter `regularization`: what came of parameters, of a watched training, of images, of a list.

Functions that draw random numbers may draw them in any order, so what is compared is what all right answers share: what
a shift leaves, which shifts there are, how far a colour moves along which axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import Driven, as_data, gradients_of
from autograder.checks.task import Case
from autograder.checks.wire import Data


def parameter(name: str) -> str:
    """The name of a parameter as a student writes it."""
    return f'params["{name}"]'


def gradient(name: str) -> str:
    """The name of a gradient as a student writes it."""
    return f'grads["{name}"]'


# --- Penalties and decay ---


def probe_penalty(objects: Sequence[Any], case: Case) -> Data:
    """Loss and gradients, and whether the arguments are as they were."""
    arguments = case["arguments"]
    params = {name: arguments[parameter(name)] for name in case["params"]}
    returned = objects[0](arguments["losses"], dict(params), case["strength"])
    loss, grads = returned if isinstance(returned, tuple) and len(returned) == 2 else (returned, {})
    given = grads if isinstance(grads, dict) else {}
    outputs = {"loss": as_data(loss)} | {gradient(name): as_data(given.get(name)) for name in params}
    inputs = {name: as_data(array) for name, array in arguments.items() if name != "x"}
    return {"outputs": outputs, "inputs": inputs}


def probe_l1(objects: Sequence[Any], case: Case) -> Data:
    """The same for L1, and what the soft threshold makes of an array."""
    returned = probe_penalty(objects, case)
    x = case["arguments"]["x"]
    returned["outputs"]["soft_threshold(x)"] = as_data(objects[1](x, case["threshold"]))
    returned["inputs"]["x"] = as_data(x)
    return returned


def probe_step(objects: Sequence[Any], case: Case) -> Data:
    """The parameters after one step, in the arrays that were handed over."""
    arrays = {name: np.array(values) for name, values in case["params"].items()}
    grads = {name: case["arguments"][gradient(name)] for name in arrays}
    objects[0](dict(arrays), grads, **case["options"])
    outputs = {parameter(name): as_data(array) for name, array in arrays.items()}
    return {"outputs": outputs, "inputs": {gradient(name): as_data(array) for name, array in grads.items()}}


# --- Early stopping ---

STOP = "the epoch after which it stops"
RESTORED = "params after restore"


def probe_stopping(objects: Sequence[Any], case: Case) -> Data:
    """When it says stop, what it takes for the best, what it restores; then the same with a second object."""
    first = _stopping(objects[0], case)
    second = _stopping(objects[0], case)
    return {"outputs": first, "again": {f"{name}, with a second object": value for name, value in second.items()}}


def _stopping(early_stopping: Any, case: Case) -> dict[str, Data]:
    stopper = early_stopping(case["patience"])
    params = {"W": np.zeros((2, 2)), "b": np.zeros(2)}
    stopped: float = -1
    for epoch, loss in enumerate(case["losses"]):
        for array in params.values():
            array[...] = epoch + 1.0
        if stopper.update(loss, dict(params)):
            stopped = epoch
            break
    outputs = {STOP: stopped, "best_epoch": as_data(stopper.best_epoch), "best_loss": as_data(stopper.best_loss)}
    stopper.restore(dict(params))
    return outputs | {f'{RESTORED}, "{name}"': as_data(array) for name, array in params.items()}


# --- Label smoothing ---


def probe_smoothing(objects: Sequence[Any], case: Case) -> Data:
    """Loss and gradient of the logits, and the same for a second batch."""
    returned = gradients_of(Driven(objects[0](case["smoothing"]), case), case)
    assert isinstance(returned, dict)
    return returned


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


def shift_case(label: str, images: Array, reach: int, seed: int) -> Case:
    """Images without a black pixel, or with one bright one, so that each shift can be read off."""
    places = (2 * reach + 1) ** 2
    return {
        "label": f"{label}, reach {reach}",
        "arguments": {"images": images},
        "reach": reach,
        "seed": seed,
        "samples": {SHIFTS: {"kind": "uniform", "low": 0.0, "high": float(places)}},
    }


def moved(images: Array, down: int, right: int) -> Array:
    """All images moved by the same amount, with zeros where nothing comes from."""
    height, width = images.shape[1:3]
    result = np.zeros_like(images)
    to = (slice(max(down, 0), height + min(down, 0)), slice(max(right, 0), width + min(right, 0)))
    of = (slice(max(-down, 0), height + min(-down, 0)), slice(max(-right, 0), width + min(-right, 0)))
    result[:, *to] = images[:, *of]
    return result


def probe_shift(objects: Sequence[Any], case: Case) -> Data:
    """Which shift each image has got, and what does not fit any."""
    images, reach = case["arguments"]["images"], case["reach"]
    before = images.copy()
    returned = objects[0](images, reach, np.random.default_rng(case["seed"]))
    inputs = {"images": as_data(images)}
    data = as_data(returned)
    if not isinstance(data, np.ndarray) or data.shape != before.shape:
        return {"outputs": {SHAPE: shape_of(data)}, "inputs": inputs}
    axes = tuple(range(1, images.ndim))
    amounts = list(product(range(-reach, reach + 1), repeat=2))
    left = np.array([np.abs(data - moved(before, *amount)).sum(axis=axes) for amount in amounts])
    nearest = left.argmin(axis=0)
    rest = data - np.stack([moved(before[n : n + 1], *amounts[kind])[0] for n, kind in enumerate(nearest)])
    spread = np.random.default_rng(case["seed"] + 1).random(len(nearest))  # from whole numbers to a continuous law
    outputs = {SHAPE: shape_of(data), SHIFTED: worst(rest), KINDS: float(len(np.unique(nearest)))}
    return {"outputs": outputs, "inputs": inputs, "samples": {SHIFTS: nearest + spread}}


# --- Colours ---

FLAT = "what the pixels of an image do not have in common"
COLOURS = "how many different colours were added"
ALONG = "the amounts along the axes, divided by eigenvalue and deviation: "
AXES = ("first", "second", "third")


def jitter_case(label: str, images: Array, deviation: float, seed: int) -> Case:
    """Images whose colours scatter along axes that can be told apart."""
    eigenvalues, _ = principal(images)
    samples = {
        f"{ALONG}{name} axis": {
            "kind": "normal",
            "mean": 0.0,
            "standard_deviation": 1.0,
            "others": {
                "the root of the eigenvalue stands where the eigenvalue is asked for.": normal(1 / root),
                "the eigenvalue is missing: all axes get the same amount.": normal(1 / root**2),
                "the variance stands where the standard deviation is asked for.": normal(deviation),
            },
        }
        for name, root in zip(AXES, np.sqrt(eigenvalues), strict=True)
        if root > 1e-9
    }
    return {
        "label": label,
        "arguments": {"images": images},
        "deviation": deviation,
        "seed": seed,
        "samples": samples,
    }


def normal(deviation: float) -> dict[str, Any]:
    """A normal distribution around 0."""
    return {"kind": "normal", "mean": 0.0, "standard_deviation": float(deviation)}


def principal(images: Array) -> tuple[Array, Array]:
    """Variances of the colours along their principal axes, the largest first, and the axes as rows."""
    colours = images.reshape(-1, 3) - images.reshape(-1, 3).mean(axis=0)
    _, sizes, axes = np.linalg.svd(colours, full_matrices=False)
    return sizes**2 / len(colours), axes


def by_hand_colours() -> Array:
    """Two thousand images of four pixels: red is 0.2 or 0.8, blue 0.35 or 0.65, in all combinations, green is 0.5."""
    pixels = np.array([[red, 0.5, blue] for red in (0.2, 0.8) for blue in (0.35, 0.65)])
    return np.tile(pixels.reshape(1, 1, 4, 3), (2000, 1, 1, 1))


def probe_jitter(objects: Sequence[Any], case: Case) -> Data:
    """Which colour each image has got, along the principal axes, and what its pixels do not share."""
    images = case["arguments"]["images"]
    # Pixels mistaken for colours make a covariance as large as the batch is long: with few images it fails at once.
    objects[0](images[:5].copy(), case["deviation"], np.random.default_rng(case["seed"]))
    before = images.copy()
    data = as_data(objects[0](images, case["deviation"], np.random.default_rng(case["seed"])))
    inputs = {"images": as_data(images)}
    if not isinstance(data, np.ndarray) or data.shape != before.shape:
        return {"outputs": {SHAPE: shape_of(data)}, "inputs": inputs}
    added = np.asarray(data, dtype=float) - before
    colours = added.mean(axis=(1, 2))
    rest = added - colours[:, None, None, :]
    rest[np.abs(rest) < 1e-12] = 0.0
    eigenvalues, axes = principal(before)
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


def labels_case(label: str, labels: Array, seed: int) -> Case:
    """Labels of a training set."""
    case = {"label": label, "arguments": {"labels": labels}, "seed": seed}
    if len(labels) < 100:
        return case
    sizes = np.bincount(labels)
    in_order = {"kind": "uniform", "low": 0.0, "high": 1 / len(sizes)}
    said = "the classes stand one after the other: mix the whole list, so that each batch holds all of them."
    return case | {"samples": {ORDER: {"kind": "uniform", "low": 0.0, "high": 1.0, "others": {said: in_order}}}}


def probe_labels(objects: Sequence[Any], case: Case) -> Data:
    """How often each class and each sample stands in the list, and whether the order is mixed."""
    labels = case["arguments"]["labels"]
    order = objects[0](labels, np.random.default_rng(case["seed"]))
    found, inputs = as_data(order), {"labels": as_data(labels)}
    if not isinstance(found, np.ndarray) or found.ndim != 1 or found.dtype.kind not in "iu":
        wrong = (
            found if not isinstance(found, np.ndarray) else {"unsupported": f"{found.dtype} array, {found.ndim} axes"}
        )
        return {"outputs": {LENGTH: 0.0, COUNTS: wrong, UNEVEN: 0.0}, "inputs": inputs}
    classes = int(labels.max()) + 1
    times = np.bincount(found[(found >= 0) & (found < len(labels))], minlength=len(labels))
    uneven = max(float(np.ptp(times[labels == label])) for label in range(classes))
    counts = np.bincount(labels, times, classes)
    outputs = {LENGTH: float(len(found)), COUNTS: counts, UNEVEN: uneven}
    returned: Data = {"outputs": outputs, "inputs": inputs}
    if "samples" in case:
        places = np.flatnonzero(np.isin(found, np.flatnonzero(labels == 0)))
        returned["samples"] = {ORDER: (places + 0.5) / len(found)}
    return returned
