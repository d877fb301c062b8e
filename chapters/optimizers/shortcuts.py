"""A problem on which plain SGD wins: more features than samples, and one feature that tells the class of new data.

The construction is that of Wilson et al. (2017), section 3.3. Feature 0 is the label, -1 or 1. Features 1 and 2 are
always 1. Then every sample has features that no other has: one if its label is 1, five if it is -1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
SAMPLES = 100
STEPS = 1000


OWN = 5


def samples(rng: np.random.Generator, positive: float = 0.6, count: int = SAMPLES) -> tuple[Array, Array]:
    """Features, shape (count, 3 + 5 count), and labels, shape (count,), of which the share `positive` is 1, else -1."""
    labels = np.where(rng.permutation(count) < positive * count, 1.0, -1.0)
    own = np.zeros((count, count, OWN))
    for sample, label in enumerate(labels):
        own[sample, sample, : 1 if label > 0 else OWN] = 1.0
    return np.column_stack([labels, np.ones((count, 2)), own.reshape(count, -1)]), labels


def fit(optimizer: Any, features: Array, labels: Array, steps: int = STEPS) -> Array:
    """Weights of a linear model, (features,), after full-batch steps on the mean of half the squared errors, from 0."""
    params = {"w": np.zeros(features.shape[1])}
    for _ in range(steps):
        errors = features @ params["w"] - labels
        optimizer.update(params, {"w": features.T @ errors / len(labels)})
    return params["w"]


def accuracies(weights: Array, features: Array, labels: Array) -> tuple[float, float]:
    """Share of the training samples that are right, and of new ones, whose own feature the weights have never seen."""
    train = np.mean(np.sign(features @ weights) == labels)
    new = np.mean(np.sign(features[:, :3] @ weights[:3]) == labels)
    return float(train), float(new)


def outcomes(makers: Mapping[str, Callable[[], Any]], seeds: int = 10) -> dict[str, Array]:
    """Training and test accuracy by optimizer: shape (seeds, 2)."""
    found = {}
    for name, make in makers.items():
        drawn = [samples(np.random.default_rng(seed)) for seed in range(seeds)]
        found[name] = np.array([accuracies(fit(make(), *each), *each) for each in drawn])
    return found


def plot_weights(makers: Mapping[str, Callable[[], Any]], optimizer: str = "SGD") -> Figure:
    """Draw the weights that an optimizer finds: of the label's feature, the constant ones, and the samples' own."""
    features, labels = samples(np.random.default_rng(0))
    weights = fit(makers[optimizer](), features, labels)
    train, new = accuracies(weights, features, labels)
    own = weights[3:].reshape(-1, OWN)[:, 0]
    heights = [weights[0], weights[1], own[labels > 0].mean(), own[labels < 0].mean()]
    names = ["the\nlabel", "always\n1", "own,\nclass 1", "own,\nclass −1"]
    figure, axes = style.figure(height=3.6)
    axes.bar(range(4), heights, color=[COLOURS[role] for role in ("loss", "muted", "class0", "class1")])
    for place, weight in enumerate(heights):
        axes.text(place, max(weight, 0) + 0.02, f"{weight:.3f}".replace("-", "−"), ha="center", va="bottom")
    axes.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    axes.set(ylim=(-0.45, 1.15), ylabel="weight", xlabel="feature of a sample")
    axes.set_xticks(range(4), names)
    return describe(
        figure,
        f"The weights that {optimizer} finds: {heights[0]:.3f} for the label's feature, {heights[1]:.3f} for each of "
        f"the constant ones, {heights[2]:.3f} and {heights[3]:.3f} for the samples' own. Right are "
        f"{100 * train:.0f} % of the training set and {100 * new:.0f} % of new data.",
        f"It gets {100 * train:.0f} % of the training set right, and {100 * new:.0f} % of new data.",
    )
