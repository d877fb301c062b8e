"""Cases of the chapter `regularization` for what is done to data: images to shift and to colour, labels to balance."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.regularization import data_measures as measures

Generator = np.random.Generator

# --- Images ---


def shift_case(label: str, images: Array, reach: int, seed: int) -> Case:
    """Images without a black pixel, or with one bright one, so that each shift can be read off."""
    places = (2 * reach + 1) ** 2
    return {
        "label": f"{label}, reach {reach}",
        "arguments": {"images": images},
        "reach": reach,
        "seed": seed,
        "samples": {measures.SHIFTS: {"kind": "uniform", "low": 0.0, "high": float(places)}},
    }


def draw_shift(rng: Generator) -> list[Case]:
    """Grey images and colour images, which are not square; many, so that the amounts can be counted."""
    return [
        shift_case("1500 grey images of 4 by 5 pixels", rng.uniform(0.1, 1, (1500, 4, 5)), 1, _seed(rng)),
        shift_case("2500 colour images of 5 by 4 pixels", rng.uniform(0.1, 1, (2500, 5, 4, 3)), 2, _seed(rng)),
        shift_case("3 images and no reach", rng.uniform(0.1, 1, (3, 3, 3)), 0, _seed(rng)),
    ]


def _seed(rng: Generator) -> int:
    return int(rng.integers(1000))


ONE_PIXEL = np.tile(np.eye(25)[12].reshape(5, 5), (1500, 1, 1))
SHIFT_BY_HAND = shift_case("1500 images of 5 by 5 pixels, black but for the one in the middle", ONE_PIXEL, 2, 5)


def jitter_case(label: str, images: Array, deviation: float, seed: int) -> Case:
    """Images whose colours scatter along axes that can be told apart."""
    eigenvalues, _ = measures.principal(images)
    samples = {
        f"{measures.ALONG}{name} axis": {
            "kind": "normal",
            "mean": 0.0,
            "standard_deviation": 1.0,
            "others": {
                "the root of the eigenvalue stands where the eigenvalue is asked for.": normal(1 / root),
                "the eigenvalue is missing: all axes get the same amount.": normal(1 / root**2),
                "the variance stands where the standard deviation is asked for.": normal(deviation),
            },
        }
        for name, root in zip(measures.AXES, np.sqrt(eigenvalues), strict=True)
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


def by_hand_colours() -> Array:
    """Two thousand images of four pixels: red is 0.2 or 0.8, blue 0.35 or 0.65, in all combinations, green is 0.5."""
    pixels = np.array([[red, 0.5, blue] for red in (0.2, 0.8) for blue in (0.35, 0.65)])
    return np.tile(pixels.reshape(1, 1, 4, 3), (2000, 1, 1, 1))


def draw_jitter(rng: Generator) -> list[Case]:
    """Colours that scatter along three axes by different amounts."""
    cases = []
    for deviation in (0.1, 0.4):
        turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
        amounts = rng.normal(size=(2500, 2, 3, 3)) * np.array([0.05, 0.12, 0.3])
        images = 0.5 + amounts @ turn.T
        cases.append(
            jitter_case(f"2500 images of 2 by 3 pixels, deviation {deviation:g}", images, deviation, _seed(rng))
        )
    return cases


JITTER_BY_HAND = jitter_case(
    "2000 images of 4 pixels: red is 0.2 or 0.8, blue 0.35 or 0.65, green always 0.5; deviation 0.5",
    by_hand_colours(),
    0.5,
    3,
)


# --- Balanced lists ---


def labels_case(label: str, labels: Array, seed: int) -> Case:
    """Labels of a training set."""
    case = {"label": label, "arguments": {"labels": labels}, "seed": seed}
    if len(labels) < 100:
        return case
    sizes = np.bincount(labels)
    in_order = {"kind": "uniform", "low": 0.0, "high": 1 / len(sizes)}
    said = "the classes stand one after the other: mix the whole list, so that each batch holds all of them."
    return case | {
        "samples": {measures.ORDER: {"kind": "uniform", "low": 0.0, "high": 1.0, "others": {said: in_order}}}
    }


def draw_labels(rng: Generator) -> list[Case]:
    """Three classes, one rare; two large ones; one class alone; all of the same size."""
    return [
        labels_case("classes of 7, 2 and 5 samples", rng.permutation(np.repeat([0, 1, 2], [7, 2, 5])), _seed(rng)),
        labels_case("classes of 900 and 400 samples", rng.permutation(np.repeat([0, 1], [900, 400])), _seed(rng)),
        labels_case("four classes of 3 samples", rng.permutation(np.repeat(np.arange(4), 3)), _seed(rng)),
    ]


LABELS_BY_HAND = labels_case("labels [0, 0, 0, 0, 1]", np.array([0, 0, 0, 0, 1]), 2)
