"""Cases of the chapter `recipe`: curves, a line that is fitted, what was taken for what, and seeds to be judged on."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.task import WITHHELD
from autograder.checks.wire import Case
from autograder.tasks.recipe.measures import RATES_ASKED
from autograder.tasks.recipe.probes import RATES
from autograder.tasks.regularization.data_measures import moved
from chapters.shared.data import KEPT, kept_digits, practice_digits

Generator = np.random.Generator


# --- Curves ---


def curves(label: str, train: object, validation: object, classes: int, goal: float = 0.3, gap: float = 0.3) -> Case:
    """A training run."""
    given = {"train_losses": np.asarray(train, dtype=float), "validation_losses": np.asarray(validation, dtype=float)}
    return {"label": label, "arguments": given, "classes": classes, "goal": goal, "gap": gap}


CURVES_BY_HAND = [
    curves("by hand: 2 classes, so log K = 0.69; three epochs", [0.7, 0.2, 0.5], [0.7, 0.3, 0.6], 2),
    curves("training gets better and better, validation does not", [2.3, 0.5] + [0.1] * 12, [2.3] + [0.9] * 13, 10),
    curves("training ends at 0.5, validation at 0.9", [2.3] + [0.5] * 5, [2.3] + [0.9] * 5, 10),
    curves("neither curve leaves log 10 = 2.30", [2.4] + [2.3] * 5, [2.4] + [2.31] * 5, 10),
    curves("NaN from the third epoch on", [2.3, 9.0] + [math.nan] * 5, [2.3, 8.0] + [math.nan] * 5, 10),
    curves("one validation loss was infinite", [2.3] + [0.1] * 7, [2.3, math.inf] + [0.2] * 6, 10),
    curves("worse than guessing", [2.3] + [3.0] * 5, [2.3] + [3.0] * 5, 10),
    curves("six epochs, of which the first counts no more", [9.0] + [0.2] * 5, [2.3] + [0.3] * 5, 10),
    curves("the last epoch was unlucky", [2.3] + [0.1] * 5 + [1.0], [2.3] + [0.2] * 5 + [1.1], 10),
    curves("the last epoch was lucky", [2.3] + [0.5] * 5 + [0.1], [2.3] + [0.5] * 5 + [0.1], 10),
]


def draw_curves(rng: Generator) -> list[Case]:
    """Curves whose ends lie on either side of each border, with other goals, gaps and numbers of classes."""
    cases = []
    for k in range(24):
        classes = int(rng.choice([2, 3, 10, 100]))
        goal, gap = rng.choice([0.05, 0.2, 0.4]) * math.log(classes), rng.choice([0.1, 0.3, 0.5])
        borders = np.array([1.1 * math.log(classes), 0.9 * math.log(classes), goal])
        end = borders[k % 3] * rng.choice([0.97, 1.03]) if k < 18 else goal * rng.uniform(0.3, 0.9)
        beyond = gap * rng.choice([0.95, 1.05])
        lengths = rng.integers(3, 12)
        train, validation = (_curve(rng, int(lengths), math.log(classes), where) for where in (end, end + beyond))
        label = f"{classes} classes, goal {goal:.3f}, gap {gap:g}, {lengths} epochs"
        cases.append(curves(label, train, validation, classes, float(goal), float(gap)))
    return cases


def _curve(rng: Generator, epochs: int, first: float, end: float) -> Array:
    """A curve from about log K, whose last losses scatter and have the mean `end`."""
    tail = min(epochs, 5)
    noise = rng.uniform(-0.3, 0.3, tail) * end
    return np.concatenate([np.full(epochs - tail, 1.5 * first), end + noise - noise.mean()])


# --- A line that is fitted ---


def line(rng: Generator, samples: int, steps: int) -> Case:
    """One batch for a straight line."""
    return {
        "label": f"{samples} samples, {steps} steps",
        "learning_rate": 0.1,
        "steps": steps,
        "sequences": ["losses"],
        "arguments": {
            "x": rng.normal(size=(samples, 3)),
            "labels": rng.normal(size=samples),
            "W": rng.normal(size=(3, 1)),
            "b": rng.normal(size=1),
        },
    }


LINE_BY_HAND: Case = {
    "label": "by hand: y = 1 x + 0 at x = 2, label 0, loss y²/2, rate 0.1: y is 2, then 1, then 0.5",
    "learning_rate": 0.1,
    "steps": 2,
    "sequences": ["losses"],
    "arguments": {"x": np.array([[2.0]]), "labels": np.array([0.0]), "W": np.array([[1.0]]), "b": np.array([0.0])},
}


def draw_lines(rng: Generator) -> list[Case]:
    """Several steps, one, and none."""
    return [line(rng, 6, 4), line(rng, 5, 1), line(rng, 4, 0)]


def watched(rng: Generator, schedule: str, epochs: int, patience: int, turn: float) -> Case:
    """A line that is trained on one set and watched on another, whose best weights lie at `turn` of the way.

    Training leads from 0 to the weights of the training set. The validation loss falls until the turn, then rises.
    """
    w = rng.uniform(0.5, 1.5, (3, 1)) * rng.choice([-1, 1], (3, 1))
    x, y = _round(rng, 9), _round(rng, 8)
    return {
        "label": f"{epochs} epochs at most, patience {patience}, schedule(step) = {schedule}",
        "schedule": schedule,
        "epochs": epochs,
        "patience": patience,
        "orders": [rng.permutation(9) for _ in range(epochs)],
        "sequences": ["train_losses", "validation_losses", RATES_ASKED],
        "arguments": {
            "x": x,
            "labels": np.einsum("nd,dm->n", x, w) + 0.1 * rng.normal(size=9),
            "validation_x": y,
            "validation_labels": np.einsum("nd,dm->n", y, turn * w),
            "W": np.zeros((3, 1)),
            "b": np.zeros(1),
        },
    }


def _round(rng: Generator, samples: int) -> Array:
    """Inputs with the same curvature in all directions, so that training goes straight to its goal."""
    inputs: Array = np.linalg.qr(rng.normal(size=(samples, 3)))[0] * samples**0.5
    return inputs


TRAIN_BY_HAND: Case = {
    "label": "by hand: y = 1 x + 0 at x = 2, trained with label 0, watched with label 1, rate 0.1; y is 2, then 1, 0.5",
    "schedule": "0.2",
    "epochs": 2,
    "patience": 5,
    "orders": [np.array([0]), np.array([0])],
    "sequences": ["train_losses", "validation_losses", RATES_ASKED],
    "arguments": {
        "x": np.array([[2.0]]),
        "labels": np.array([0.0]),
        "validation_x": np.array([[2.0]]),
        "validation_labels": np.array([1.0]),
        "W": np.array([[1.0]]),
        "b": np.array([0.0]),
    },
}


def draw_training(rng: Generator) -> list[Case]:
    """A run that stops, one that does not although its best epoch is not the last, one that ends at its best."""
    falling, steady = RATES
    return [
        watched(rng, steady, 30, 3, 0.6),
        watched(rng, steady, 8, 30, 0.5),
        watched(rng, falling, 5, 9, 1.0),
    ]


# --- What was taken for what ---


def taken(label: str, labels: object, predictions: object, classes: int, matrix: object) -> Case:
    """Labels and predictions, and a matrix for the accuracies."""
    given = {"labels": np.asarray(labels), "predictions": np.asarray(predictions), "matrix": np.asarray(matrix)}
    return {"label": label, "arguments": given, "classes": classes}


TAKEN_BY_HAND = taken(
    "by hand: three of the four images of class 0 are taken for class 1",
    [0, 0, 0, 0, 1, 2],
    [0, 1, 1, 1, 1, 2],
    3,
    [[1, 2, 0], [0, 1, 0], [1, 1, 2]],
)


def draw_taken(rng: Generator) -> list[Case]:
    """Many images of four classes; then classes that are missing at the end, in either array."""
    mixed = rng.integers(0, 9, (4, 4)) + np.diag(rng.integers(5, 20, 4))
    return [
        taken("4 classes", rng.integers(0, 4, 60), rng.integers(0, 4, 60), 4, mixed),
        taken("6 classes, of which some are missing", rng.integers(0, 3, 20), rng.integers(1, 5, 20), 6, mixed[:3, :3]),
    ]


# --- Averaged weights ---


def averaging(label: str, decay: float, weights: Array, steps: Array) -> Case:
    """Weights, and what training adds to them in each step, shape (steps, 2, 3)."""
    return {"label": f"{label}, decay {decay:g}", "decay": decay, "arguments": {"W": weights}, "steps": steps}


AVERAGED_BY_HAND = averaging(
    "by hand: W = [[1, 1, 1]] in the first call, [[3, 3, 3]] in the second",
    0.5,
    np.ones((1, 3)),
    np.full((1, 1, 3), 2.0),
)


def draw_averaging(rng: Generator) -> list[Case]:
    """Several steps, and the first call alone."""
    return [
        averaging(f"{count} steps after the first call", decay, rng.normal(size=(2, 3)), rng.normal(size=(count, 2, 3)))
        for count, decay in ((6, 0.8), (3, 0.3), (0, 0.9))
    ]


# --- Seeds ---


def draw_healing(rng: Generator) -> list[Case]:
    """Two seeds of weights and batches."""
    return [{"label": "two seeds", "arguments": {}, "seeds": [int(seed) for seed in rng.integers(0, 2**31, 2)]}]


def draw_capstone(rng: Generator) -> list[Case]:
    """One division of the digits that are not kept."""
    return [reading(int(rng.integers(0, 2**31)))]


def reading(seed: int) -> Case:
    """A division of the digits, images in single bytes; the labels of those to read are for the judge alone."""
    data = practice_digits(np.random.default_rng(seed), test=0)
    kept_x, kept_labels = (part[np.random.default_rng(seed).permutation(KEPT)] for part in kept_digits())
    return {
        "label": "897 digits for training, 600 others to read",
        "arguments": {},
        "seed": seed + 1,
        "sets": {
            "train_x": packed(data.train_x),
            "train_labels": data.train_labels,
            "validation_x": packed(data.validation_x),
            "validation_labels": data.validation_labels,
        },
        "held out": {"as they are": packed(kept_x), "moved": packed(nudged(kept_x, seed))},
        WITHHELD: {"labels": kept_labels},
    }


def packed(images: Array) -> Array:
    """Images with entries from 0 to 1 as whole numbers from 0 to 16, in single bytes."""
    small: Array = np.rint(16 * images).astype(np.uint8)
    return small


def nudged(x: Array, seed: int) -> Array:
    """Every image moved by at most one pixel down or up, right or left; shape (N, 64)."""
    pictures = x.reshape(-1, 8, 8)
    amounts = np.random.default_rng(seed).integers(-1, 2, (len(x), 2))
    pushed = [
        moved(picture[None], int(down), int(right))[0] for picture, (down, right) in zip(pictures, amounts, strict=True)
    ]
    return np.array(pushed).reshape(x.shape)
