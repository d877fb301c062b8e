"""Who may see which data: folds and their spread, what peeking at a test set costs, and a leak through a selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.special import ndtr

from chapters.search import problem
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Parts = list[tuple[Array, Array]]
Folds = Callable[[int, int, np.random.Generator], Parts]
CrossValidate = Callable[..., Array]
Choose = Callable[[Array, Array], tuple[int, float]]

# --- Peeking ---

NETWORKS = (1, 2, 5, 10, 20, 50, 100)
IMAGES = (50, 100, 400)


def expected_maximum(count: int) -> float:
    """Mean of the largest of `count` independent standard normals."""

    def integrand(x: float) -> float:
        density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
        return float(count * x * density * ndtr(x) ** (count - 1))

    return float(quad(integrand, -12, 12)[0])


@cache
def pool(count: int = 100) -> Array:
    """Which images networks get right that none of them was trained on: bool, shape (count, 1497).

    The networks differ in their first weights and in their learning rate, between 0.03 and 0.3.
    """
    images = problem.data()
    rates = 10 ** np.random.default_rng(1).uniform(np.log10(0.03), np.log10(0.3), count)
    networks = problem.Networks([problem.Setting(float(rate)) for rate in rates], range(count))
    for _ in problem.epochs(networks, images.train_x, images.train_labels, problem.EPOCHS):
        pass
    x = np.concatenate([images.validation_x, images.test_x])
    labels = np.concatenate([images.validation_labels, images.test_labels])
    right: Array = networks.answers(x) == labels
    return right


class Optimism(NamedTuple):
    """What a best score promises and what it keeps, as means over many draws."""

    promised: float
    kept: float
    error: float
    """Standard error of promised - kept."""
    theory: float
    """What the formula expects for promised - kept."""


def optimism(choose: Choose, correct: Array, repeats: int = 400, seed: int = 0) -> dict[tuple[int, int], Optimism]:
    """Choose the best of K networks by n images, again and again, and compare its score with that on all others.

    Parameters
    ----------
    choose : callable
        Takes the scores by which to choose and those on other images; returns the chosen one and what it reports.
    correct : ndarray, shape (networks, images), bool
    repeats : int
    seed : int

    Returns
    -------
    dict from (K, n) to Optimism
        For all of `NETWORKS` and `IMAGES`.
    """
    rng = np.random.default_rng(seed)
    found = {}
    for images in IMAGES:
        pairs: dict[int, list[tuple[float, float]]] = {networks: [] for networks in NETWORKS}
        for _ in range(repeats):
            drawn = rng.permutation(correct.shape[1])
            networks = rng.permutation(len(correct))
            seen = correct[:, drawn[:images]].mean(axis=1)[networks]
            fresh = correct[:, drawn[images:]].mean(axis=1)[networks]
            for count in NETWORKS:
                chosen, reported = choose(seen[:count], fresh[:count])
                pairs[count].append((seen[chosen], reported))
        for count, each in pairs.items():
            promised, kept = np.array(each).T
            error = float(np.std(promised - kept, ddof=1) / np.sqrt(repeats))
            theory = predicted(correct, count, images)
            found[count, images] = Optimism(float(promised.mean()), float(kept.mean()), error, theory)
    return found


def spreads(correct: Array, images: int) -> tuple[float, float]:
    """Standard deviations over the networks: of their true scores, and of the luck that is each one's own."""
    total = correct.shape[1]
    own = correct - correct.mean(axis=0)
    luck = np.sqrt(own.var(axis=1).mean() / images * (1 - images / total))
    return float(correct.mean(axis=1).std(ddof=1)), float(luck)


def predicted(correct: Array, networks: int, images: int) -> float:
    """By how much the best score is expected to be too high, from both spreads and the expected maximum."""
    skill, luck = spreads(correct, images)
    against_rest = correct.shape[1] / (correct.shape[1] - images)
    return float(against_rest * luck**2 / np.hypot(luck, skill) * expected_maximum(networks))


def plot_optimism(found: Mapping[tuple[int, int], Optimism], networks: int = 10, images: int = 100) -> Figure:
    """Draw by how much the best of K networks is overrated, against K."""
    figure, axes = style.figure(height=3.6)
    gaps = [100 * (found[count, images].promised - found[count, images].kept) for count in NETWORKS]
    theory = [100 * found[count, images].theory for count in NETWORKS]
    axes.plot(NETWORKS, theory, "--", color=COLOURS["theory"], label="luck that the formula expects")
    axes.plot(NETWORKS, gaps, "o", color=COLOURS["numerical"], label="measured")
    at = found[networks, images]
    gap = 100 * (at.promised - at.kept)
    axes.plot(networks, gap, "o", color=COLOURS["highlight"], markersize=12, fillstyle="none", markeredgewidth=2)
    axes.set(xscale="log", xlim=(0.9, 120), ylim=(-1.5, 9), xlabel="networks to choose from")
    axes.set_xticks(NETWORKS, [str(count) for count in NETWORKS])
    axes.minorticks_off()
    axes.set_ylabel("best score is too high\nby (percentage points)")
    legend_above(figure, 1 if style.is_narrow() else 2)
    return describe(
        figure,
        f"How much the best score flatters, for sets of {images} images: measured {gaps[0]:.1f} points with one "
        f"network and {gaps[-1]:.1f} with 100; the dashed curve of the formula runs through the dots.",
        f"Best of {networks} by {images} images: it scores {100 * at.promised:.1f} % there and {100 * at.kept:.1f} % "
        f"on new images; {gap:.1f} points too high (formula: {100 * at.theory:.1f}).",
    )


# --- Folds ---

SAMPLES = 200


def cells(parts: Parts, count: int) -> Array:
    """How often each sample trains (1 each) and validates (10 each) in each fold: shape (k, count)."""
    table = np.zeros((len(parts), count))
    for row, (train, validation) in zip(table, parts, strict=True):
        np.add.at(row, np.asarray(train, dtype=int), 1)
        np.add.at(row, np.asarray(validation, dtype=int), 10)
    return table


def _draw_folds(figure: Figure, axes: Axes, folds: Folds, k: int, count: int) -> Array:
    table = cells(folds(count, k, np.random.default_rng(2)), count)
    shown = np.select([table == 10, table == 1, table > 10], [2, 1, 3], 0)
    colours = ListedColormap([COLOURS["paper"], COLOURS["train"], COLOURS["validation"], COLOURS["wrong"]])
    axes.pcolormesh(shown, cmap=colours, vmin=0, vmax=3, edgecolors=COLOURS["paper"], linewidth=0.3)
    axes.set(xlabel="sample", xlim=(0, count), ylim=(k, 0))
    named = range(k) if k <= 12 else range(4, k, 5)
    axes.set_yticks([fold + 0.5 for fold in named], [str(fold + 1).rjust(2, "\u2007") for fold in named])
    patches = [
        Patch(color=COLOURS[role], label=name) for role, name in (("train", "trains"), ("validation", "validates"))
    ]
    figure.legend(handles=patches, loc="outside upper left", ncols=2, borderpad=0.1)
    axes.set_ylabel("fold")
    return table


def plot_folds(folds: Folds, k: int = 5, count: int = 60) -> Figure:
    """Draw which sample validates in which fold."""
    figure, axes = style.figure(height=3.0)
    table = _draw_folds(figure, axes, folds, k, count)
    validates = (table >= 10).sum(axis=0)
    return describe(
        figure,
        f"{k} rows and {count} columns; an ochre cell where a sample validates, a green one where it trains. "
        f"In a column there are {validates.min()} to {validates.max()} of them.",
        f"Each sample validates {validates.min()} to {validates.max()} times; cells that train and validate: "
        f"{int((table > 10).sum())}.",
    )


def nearest_mean(x: Array, labels: Array) -> Callable[[Array], Array]:
    """Train the simplest classifier there is: the class whose mean is nearest."""
    classes = np.unique(labels)
    means = np.stack([x[labels == each].mean(axis=0) for each in classes])

    def model(new: Array) -> Array:
        distances = ((new[:, None] - means) ** 2).sum(axis=2)
        found: Array = classes[distances.argmin(axis=1)]
        return found

    return model


class Spread(NamedTuple):
    """Scores of one model, estimated in several ways from 200 samples; each of shape (repeats,)."""

    single: Array
    """One split: a fifth validates."""
    folds: dict[int, Array]
    """Mean over k folds, by k."""
    truth: Array
    """The model trained on all 200, on the 369 samples that nobody saw."""


FOLDS = (2, 5, 10, 20)


@cache
def _tumours() -> tuple[Array, Array]:
    """The breast cancer data of scikit-learn: x (569, 30), labels 0 or 1."""
    from sklearn.datasets import load_breast_cancer

    x, labels = load_breast_cancer(return_X_y=True)
    return x, labels


def spread(folds: Folds, cross_validate: CrossValidate, repeats: int = 60) -> Spread:
    """Estimate the same score again and again, from other samples each time."""
    x, labels = _tumours()
    single, by_k, truth = [], {k: [] for k in FOLDS}, []  # type: ignore[var-annotated]
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(x))
        some, others = order[:SAMPLES], order[SAMPLES:]
        truth.append(cross_validate(x, labels, [(some, others)], nearest_mean)[0])
        single.append(cross_validate(x[some], labels[some], folds(SAMPLES, 5, rng)[:1], nearest_mean)[0])
        for k in FOLDS:
            by_k[k].append(cross_validate(x[some], labels[some], folds(SAMPLES, k, rng), nearest_mean).mean())
    return Spread(np.array(single), {k: np.array(each) for k, each in by_k.items()}, np.array(truth))


def plot_spread(folds: Folds, found: Spread, k: int = 5) -> Figure:
    """Draw the folds of 40 samples, and what single splits and k folds say about the same model."""
    figure, (left, axes) = style.figure(1, 2, height=3.4)
    _draw_folds(figure, left, folds, k, 40)
    rows = {"one split": found.single, f"{k} folds": found.folds[k], "truth": found.truth}
    rng = np.random.default_rng(0)
    for height, (role, values) in enumerate(zip(("validation", "validation", "theory"), rows.values(), strict=True)):
        lift = rng.uniform(-0.25, 0.25, len(values))
        axes.plot(100 * values, height + lift, "o", color=COLOURS[role], markersize=3.5, alpha=0.7)
    axes.set(xlim=(79, 101), ylim=(2.6, -0.6), xlabel="right (%)", xticks=[80, 90, 100])
    axes.set_yticks(range(3), list(rows))
    deviations = {name: 100 * float(values.std(ddof=1)) for name, values in rows.items()}
    narrower = float(found.folds[k].std(ddof=1) / found.single.std(ddof=1))
    told = ", ".join(f"{name} {deviation:.1f}" for name, deviation in deviations.items())
    return describe(
        figure,
        f"{k} folds of 40 samples: in each column one ochre cell, where the sample validates. "
        f"{len(found.single)} scores by a single split, by {k} folds, and on new samples; the cloud of the single "
        f"splits is the widest. Standard deviations in points: {told}.",
        f"Standard deviation in points: {told}. Folds scatter by {100 * narrower:.0f} % of what one split does.",
    )


# --- A leak ---


def leak(folds: Folds, seed: int, inside: bool, samples: int = 60, features: int = 2000, kept: int = 20) -> float:
    """Cross-validate on pure noise, after the features that look best have been selected.

    Parameters
    ----------
    folds : callable
    seed : int
    inside : bool
        Whether the selection sees the training samples of a fold only, or all samples.
    samples, features, kept : int

    Returns
    -------
    float
        The share of right answers, where nothing can be known: the labels are in random order, half of each kind.
    """
    rng = np.random.default_rng(seed)
    x, labels = rng.normal(size=(samples, features)), rng.permutation(np.arange(samples) % 2)

    def best(rows: Array) -> Array:
        gap = x[rows][labels[rows] == 1].mean(axis=0) - x[rows][labels[rows] == 0].mean(axis=0)
        found: Array = np.argsort(-np.abs(gap))[:kept]
        return found

    right = []
    for train, validation in folds(samples, 5, rng):
        chosen = best(train if inside else np.arange(samples))
        model = nearest_mean(x[train][:, chosen], labels[train])
        right.append(np.mean(model(x[validation][:, chosen]) == labels[validation]))
    return float(np.mean(right))
