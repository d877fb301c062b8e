"""Two penalties and a decay: what they make of one weight, of 640 weights that can be looked at, and of a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from chapters.regularization import training
from chapters.regularization.training import Array, Layers, Outcome
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import legend_above
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

Loss = Callable[[Array, Mapping[str, Array], float], tuple[float, dict[str, Array]]]
"""Called as `loss(losses, params, strength)`: the loss with its penalty, and what that adds to the gradients."""
Threshold = Callable[[Array, float], Array]

# --- One weight ---


def plot_one_weight(soft_threshold: Threshold, penalty: str = "L1", a: float = 1.5) -> Figure:
    """Draw (w - a)² / 2 with a penalty of strength 1, and where the sum is smallest."""
    w = np.linspace(-3, 3, 241)
    added = np.abs(w) if penalty == "L1" else w**2 / 2
    best = float(soft_threshold(np.array([a]), 1.0)[0]) if penalty == "L1" else a / 2
    lowest = (best - a) ** 2 / 2 + (abs(best) if penalty == "L1" else best**2 / 2)
    figure, axes = style.figure(height=3.6)
    axes.plot(w, (w - a) ** 2 / 2, "--", color=COLOURS["loss"], label="loss")
    axes.plot(w, added, ":", color=COLOURS["theory"], label=f"{penalty} penalty")
    axes.plot(w, (w - a) ** 2 / 2 + added, color=COLOURS["forward"], label="sum")
    axes.plot(best, lowest, "o", color=COLOURS["highlight"])
    axes.set(xlim=(-3, 3), ylim=(-0.2, 6), xlabel="$w$", ylabel="loss")
    legend_above(figure)
    return describe(
        figure,
        f"A parabola with its lowest point at {a:g}, the {penalty} penalty of strength 1 and their sum, which is "
        f"smallest at w = {best:g}.",
        f"The sum is smallest at w = {best:g}.",
    )


# --- 640 weights to look at ---

STRENGTHS = (0.0, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03)
METHODS = ("L2", "L1, gradient", "L1, soft threshold")


class Linear(NamedTuple):
    """A trained linear classifier: one weight for each pixel and digit."""

    weights: Array
    """Shape (64, 10)."""
    outcome: Outcome

    @property
    def zeros(self) -> float:
        """Share of the weights that are exactly 0."""
        return float((self.weights == 0).mean())

    @property
    def norm(self) -> float:
        """Root of the sum of their squares."""
        return float(np.sqrt((self.weights**2).sum()))


@single_threaded
def linear(
    layers: Layers,
    losses: Mapping[str, Loss],
    soft_threshold: Threshold,
    images: Digits,
    method: str,
    strength: float,
    seed: int = 0,
) -> Linear:
    """Train softmax regression on 200 digits, 500 steps of gradient descent with the rate 0.5.

    Parameters
    ----------
    layers : tuple of classes
    losses : mapping of str to callable
        "L1" and "L2".
    soft_threshold : callable
    images : Digits
    method : str
        One of `METHODS`.
    strength : float
    seed : int
    """
    rng, rate = np.random.default_rng(seed), 0.5
    x, labels = training.few(images, 200, rng)
    network = Sequential([layers[0](rng.normal(0, 0.01, (64, 10)), np.zeros(10))], layers[2]())
    weights = network.params["0.W"]
    for _ in range(500):
        slopes = network.gradients(x, labels)
        if method != "L1, soft threshold":
            _, added = losses[method[:2]](np.zeros(1), network.params, strength)
            slopes = {name: slope + added[name] for name, slope in slopes.items()}
        for name, array in network.params.items():
            array -= rate * slopes[name]
        if method == "L1, soft threshold":
            weights[...] = soft_threshold(weights, rate * strength)
    return Linear(weights.copy(), training.outcome(network, x, labels, images))


def all_linear(
    layers: Layers, losses: Mapping[str, Loss], soft_threshold: Threshold, images: Digits, seed: int = 0
) -> dict[tuple[str, float], Linear]:
    """One classifier for each method and strength."""
    train = partial(linear, layers, losses, soft_threshold, images)
    return {(method, strength): train(method, strength, seed) for method in METHODS for strength in STRENGTHS}


def plot_weights(
    found: Mapping[tuple[str, float], Linear], method: str = "L1, soft threshold", strength: float = 0.0
) -> Figure:
    """Draw the weights as ten images of 8 by 8 pixels, one for each digit."""
    here = found[method, strength]
    tiles = np.full((18, 48), np.nan)
    for digit, column in enumerate(here.weights.T):
        top, left = 10 * (digit // 5), 10 * (digit % 5)
        tiles[top : top + 8, left : left + 8] = column.reshape(8, 8)
    figure, axes = style.figure(height=3.3)
    scale = ScalarMappable(Normalize(-2, 2), style.colormap("diverging"))
    pixels = scale.to_rgba(tiles)
    pixels[np.isnan(tiles)] = to_rgba(COLOURS["paper"])
    axes.imshow(pixels)
    rows, columns = np.nonzero(tiles == 0)
    axes.plot(columns, rows, ".", color=COLOURS["muted"], markersize=1.8)
    for digit in range(10):
        top, left = 10 * (digit // 5), 10 * (digit % 5)
        axes.add_patch(Rectangle((left - 0.5, top - 0.5), 8, 8, fill=False, edgecolor=COLOURS["muted"], linewidth=0.8))
        axes.text(left - 0.5, top - 0.8, f"{digit}", ha="left", va="bottom", size=11)
    axes.set(ylim=(18.5, -3))
    axes.axis("off")
    place = "bottom" if style.is_narrow() else "right"
    figure.colorbar(scale, ax=axes, label="weight", shrink=0.8, ticks=[-2, 0, 2], location=place)
    told = (
        f"{100 * here.zeros:.0f} % of the weights are exactly 0, norm {here.norm:.1f}, "
        f"{100 * here.outcome.test_accuracy:.1f} % of new digits right"
    )
    return describe(
        figure,
        f"Ten images of 8 by 8 weights, one for each digit, {method}, strength {strength:g}; weights of exactly 0 have "
        f"a dot. {told}.",
        f"{told}.",
    )


# --- A network ---

NETWORK_STRENGTHS = {"L2": (0.0, 0.001, 0.003, 0.01, 0.03, 0.1), "L1": (0.0, 0.0003, 0.001, 0.003, 0.01)}


class Penalized(NamedTuple):
    """A network trained with a penalty."""

    outcome: Outcome
    norm: float


@single_threaded
def penalized(
    layers: Layers, make: Callable[[], Any], loss: Loss, images: Digits, strength: float, seed: int, dice: float
) -> Penalized:
    """Train a network of 32 hidden units on 200 digits, 300 steps, with a penalty in its loss."""
    rng = np.random.default_rng(seed)
    x, labels = training.few(images, 200, rng, dice)
    network = training.new_network(layers, 32, rng)
    penalty = partial(_with_strength, loss, strength) if strength else None
    training.learn(network, make(), repeat((x, labels), 300), penalty)
    return Penalized(training.outcome(network, x, labels, images), training.weight_norm(network.params))


def _with_strength(
    loss: Loss, strength: float, losses: Array, params: Mapping[str, Array]
) -> tuple[float, dict[str, Array]]:
    return loss(losses, params, strength)


def study(
    layers: Layers,
    make: Callable[[], Any],
    loss: Loss,
    images: Digits,
    strengths: Sequence[float],
    seeds: Sequence[int] = training.SEEDS,
    dice: float = 0.3,
) -> dict[float, list[Penalized]]:
    """For each strength one network for each seed."""
    return {
        strength: [penalized(layers, make, loss, images, strength, seed, dice) for seed in seeds]
        for strength in strengths
    }


def chosen(
    validated: Mapping[float, Sequence[Penalized]], tested: Mapping[float, Sequence[Penalized]]
) -> tuple[list[float], Array, Array]:
    """For each seed the strength that is best on validation images, its accuracy there, and that on test images.

    `validated` comes from `study` with the validation images in the place of the test images.
    """
    strengths = list(validated)
    scores, tests = (
        np.array([[run.outcome.test_accuracy for run in runs] for runs in found.values()])
        for found in (validated, tested)
    )
    best, seeds = scores.argmax(axis=0), np.arange(scores.shape[1])
    return [strengths[place] for place in best], scores[best, seeds], tests[best, seeds]


def plot_study(found: Mapping[str, Mapping[float, Sequence[Penalized]]], labels: str = "30 % dice") -> Figure:
    """Draw training and test loss against the strength of the L2 penalty."""
    runs = found[labels]
    places = np.arange(len(runs))
    figure, axes = style.figure(height=3.8)
    means = {
        name: np.array([training.mean_of([run.outcome for run in each], f"{name}_loss") for each in runs.values()])
        for name in ("train", "test")
    }
    axes.fill_between(
        places, means["train"], means["test"], facecolor="none", edgecolor=COLOURS["muted"], hatch="///", lw=0
    )
    axes.plot(places, means["test"], "o--", color=COLOURS["validation"], label="new images")
    axes.plot(places, means["train"], "o-", color=COLOURS["train"], label="training images")
    axes.set(xlim=(-0.45, len(runs) - 0.6), ylim=(-0.05, 2.3), xlabel="$\\lambda$", ylabel="loss (nats)")
    axes.set_xticks(places, [f"{strength:g}" for strength in runs], size=10 if style.is_narrow() else 12)
    legend_above(figure, 2)
    accuracy = [training.mean_of([run.outcome for run in each], "test_accuracy") for each in runs.values()]
    for place, share in enumerate(accuracy):
        height = max(each[place] for each in means.values())
        axes.annotate(
            f"{100 * share:.0f} %", (place, height), (0, 11), textcoords="offset points", ha="center", size=11
        )
    told = ", ".join(f"{strength:g}: {100 * share:.1f} %" for strength, share in zip(runs, accuracy, strict=True))
    best = int(np.argmax(accuracy))
    gap = ", ".join(f"{value:.2f}" for value in means["test"] - means["train"])
    return describe(
        figure,
        f"Training and test loss against the strength of the L2 penalty, labels {labels}. Gaps: {gap} nats. New digits "
        f"right at each strength: {told}.",
        f"Of new digits {100 * accuracy[0]:.1f} % are right without a penalty, {100 * accuracy[best]:.1f} % at best, "
        f"with {list(runs)[best]:g}, and {100 * accuracy[-1]:.1f} % with too much.",
    )
