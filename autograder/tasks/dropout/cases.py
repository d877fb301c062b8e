"""Cases of the chapter `dropout`: masks and layers large enough to be judged by their zeros; functions of masks."""

from __future__ import annotations

import numpy as np

from autograder.checks.cases import away_from_zero
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.dropout.measures import distributions

Generator = np.random.Generator


# --- The mask ---


def mask_case(shape: tuple[int, ...], p: float, seed: int, words: str = "") -> Case:
    """A mask that is large enough to be judged by its share of zeros, or one without zeros."""
    case: Case = {
        "label": words or f"shape {shape}, p = {p:g}",
        "arguments": {"shape": shape, "p": p},
        "seed": seed,
    }
    return case | ({"samples": distributions(p, 1.0)} if p > 0 else {})


MASKS_BY_HAND = [
    mask_case((2, 3), 0.0, 1, "by hand: p = 0 drops nothing, so the mask is all ones"),
    mask_case((25, 40), 0.75, 1, "by hand: 1,000 coins with p = 0.75, of which about 250 keep"),
]


def draw_masks(rng: Generator) -> list[Case]:
    """Few zeros and many, in wide masks and in tall ones, of no two sizes alike."""
    ways = (((80, 50), 0.2), ((40, 100), 0.9), ((50, 60), 0.5), ((60, 50), 0.65))
    return [
        mask_case((rows + int(rng.integers(10)), columns + int(rng.integers(10))), p, int(rng.integers(1000)))
        for (rows, columns), p in ways
    ]


# --- Layers ---


def layer_case(label: str, x: Array, dy: Array, p: float, scale: float, seed: int) -> Case:
    """A batch of at least 16 rows, an upstream gradient, and a share to drop; `scale` multiplies what is kept."""
    case: Case = {
        "label": label,
        "batch": len(x),
        "arguments": {"x": x, "p": p, "dy": dy},
        "seed": seed,
        "constants": {"p": p},
    }
    return case | ({"samples": distributions(p, scale)} if p > 0 else {})


def without_samples(cases: list[Case]) -> list[Case]:
    """The same cases, in which only gradients are judged."""
    return [{name: part for name, part in case.items() if name != "samples"} for case in cases]


def scale_of(inverted: bool, p: float) -> float:
    """What is kept is multiplied by."""
    return 1 / (1 - p) if inverted else 1.0


def layer_by_hand(inverted: bool) -> Case:
    """Rows that count from 1 to 40, three of four dropped."""
    becomes = "0 or 4 times its x" if inverted else "0 or its x"
    label = f"by hand: 25 rows [1, 2, ..., 40], p = 0.75, so that in training each entry of y is {becomes}"
    x = np.tile(np.arange(1.0, 41.0), (25, 1))
    return layer_case(label, x, np.full((25, 40), 2.0), 0.75, scale_of(inverted, 0.75), 1)


def draw_layers(inverted: bool, rng: Generator) -> list[Case]:
    """Shares on both sides of one half, one half itself, and none."""
    cases = []
    for shape, p in (((60, 40), 0.2), ((40, 50), 0.7), ((40, 50), 0.5), ((20, 40), 0.0)):
        x, dy = away_from_zero(rng, *shape), away_from_zero(rng, *shape)
        label = f"x of shape {shape}, p = {p:g}"
        cases.append(layer_case(label, x, dy, p, scale_of(inverted, p), int(rng.integers(1000))))
    return cases


def draw_standard(rng: Generator) -> list[Case]:
    """Cases for the layer that scales at test time."""
    return draw_layers(False, rng)


def draw_inverted(rng: Generator) -> list[Case]:
    """Cases for the layer that scales in training."""
    return draw_layers(True, rng)


def draw_backward(rng: Generator) -> list[Case]:
    """The same for its backward pass."""
    return without_samples(draw_inverted(rng))


# --- The mean over masks ---


def mean_case(function: str, x: Array, p: float, words: str = "") -> Case:
    """A function by name, a point and a share."""
    label = f"{words}{function}, x of shape {x.shape}, p = {p:g}"
    return {"label": label, "function": function, "arguments": {"x": x, "p": p}}


MEAN_BY_HAND = mean_case(
    "the square of the sum",
    np.array([1.0, 2.0]),
    0.5,
    "by hand: x = [1, 2] becomes [0, 0], [2, 0], [0, 4] or [2, 4], the mean of 0, 4, 16, 36 is 14: ",
)


def draw_means(rng: Generator) -> list[Case]:
    """Each function with few and many entries, and shares on both sides of one half."""
    return [
        mean_case("the square of the sum", away_from_zero(rng, 3), 0.25),
        mean_case("three weighted sums", away_from_zero(rng, 6), 0.3),
        mean_case("the softmax of three weighted sums", away_from_zero(rng, 5), 0.8),
        mean_case("the softmax of three weighted sums", away_from_zero(rng, 8), 0.5),
        mean_case("the square of the sum", away_from_zero(rng, 4), 0.0),
    ]


# --- Monte Carlo ---


def passes_case(label: str, logits: Array, quiet: Array, passes: int) -> Case:
    """Logits of each pass, shape (S, N, K), and those with dropout off, (N, K)."""
    samples = logits.shape[1]
    return {
        "label": label,
        "batch": samples,
        "arguments": {"x": np.arange(2.0 * samples).reshape(samples, 2), "passes": passes},
        "logits": logits,
        "quiet": quiet,
    }


CONTRADICTION = passes_case(
    "by hand: two passes with logits [0, log 3] and [log 3, 0], probabilities (1/4, 3/4) and (3/4, 1/4)",
    np.log(np.array([[[1.0, 3.0]], [[3.0, 1.0]]])),
    np.array([[1.0, 0.0]]),
    2,
)


def draw_passes(rng: Generator) -> list[Case]:
    """Several passes over several samples, a single pass, and logits that are far apart."""
    cases = []
    for passes, samples, classes in ((5, 4, 3), (8, 3, 10), (1, 2, 4)):
        logits = 2 * rng.normal(size=(passes + 2, samples, classes))
        label = f"{passes} passes, {samples} samples, {classes} classes"
        cases.append(passes_case(label, logits, rng.normal(size=(samples, classes)), passes))
    far = np.array([[[1000.0, 0.0, -1000.0]], [[1000.0, -1000.0, 0.0]]])
    return [*cases, passes_case("two passes with logits of 1000, 0 and -1000", far, far[0] / 1000, 2)]


# --- The penalty ---


def penalty_case(label: str, x: Array, w: Array, p: float) -> Case:
    """A batch, weights and a share."""
    return {
        "label": label,
        "batch": len(x),
        "arguments": {"x": x, "w": w, "p": p},
        "names": ["penalty", "gradient"],
    }


PENALTY_BY_HAND = penalty_case(
    "by hand: x = [[1, 2], [1, 2], [2, 2]], w = [1, -1], p = 0.8; the mean squares of the features are 2 and 4",
    np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 2.0]]),
    np.array([1.0, -1.0]),
    0.8,
)


def draw_penalties(rng: Generator) -> list[Case]:
    """Shares on both sides of one half, and none."""
    cases = []
    for samples, features, p in ((5, 3, 0.2), (7, 4, 0.9), (4, 4, 0.0)):
        x, w = away_from_zero(rng, samples, features), away_from_zero(rng, features)
        cases.append(penalty_case(f"x of shape ({samples}, {features}), p = {p:g}", x, w, p))
    return cases


# --- The repair ---


def borrowing_case(label: str, x: Array, dy: Array, second: tuple[Array, Array], p: float, seed: int) -> Case:
    """A batch, an upstream gradient, a share to borrow; then a second batch."""
    return {
        "label": label,
        "batch": len(x),
        "vectorized": True,
        "arguments": {"x": x, "dy": dy, "p": p},
        "second": {"x": second[0], "dy": second[1]},
        "seed": seed,
    }


BORROWING_BY_HAND = borrowing_case(
    "by hand: x = [[1, 2], [3, 4], [5, 6]], p = 0.5, three entries are borrowed: y = [[1, 2], [5, 4], [3, 2]]; "
    "dy = [[1, 10], [100, 1000], [2, 20]]",
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    np.array([[1.0, 10.0], [100.0, 1000.0], [2.0, 20.0]]),
    (np.array([[1.0], [2.0]]), np.array([[3.0], [4.0]])),
    0.5,
    2,
)


def draw_borrowing(rng: Generator) -> list[Case]:
    """Little noise and much."""
    cases = []
    for samples, features, p in ((6, 4, 0.3), (5, 5, 0.8)):
        second = (away_from_zero(rng, samples + 1, features), away_from_zero(rng, samples + 1, features))
        x, dy = away_from_zero(rng, samples, features), away_from_zero(rng, samples, features)
        label = f"x of shape ({samples}, {features}), p = {p:g}"
        cases.append(borrowing_case(label, x, dy, second, p, int(rng.integers(1000))))
    return cases
