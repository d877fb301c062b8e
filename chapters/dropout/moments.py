"""What a mask does to a sum on average: two scalings, the wrong factor, and what a nonlinearity changes (claim C16)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout.training import Kit, dropouts, runs
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import interval
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


def every_mask(count: int, p: float) -> tuple[Array, Array]:
    """All masks of `count` entries, shape (2^count, count), and their probabilities, shape (2^count,)."""
    masks = np.array(list(product([0.0, 1.0], repeat=count)))
    return masks, np.where(masks == 1, 1 - p, p).prod(axis=1)


class Moments(NamedTuple):
    """Mean and variance of a weighted sum over all masks, counted and by formula."""

    mean: float
    variance: float
    mean_formula: float
    variance_formula: float


def moments(w: Array, x: Array, p: float, inverted: bool) -> Moments:
    """Go through all masks of a sum w · (x ⊙ m), scaled or not.

    Parameters
    ----------
    w, x : ndarray, shape (D,)
    p : float
        Share that is dropped.
    inverted : bool
        Whether what is kept is divided by 1 - p.
    """
    masks, chances = every_mask(len(x), p)
    scale = 1 / (1 - p) if inverted else 1.0
    sums = scale * (masks * x) @ w
    mean = chances @ sums
    variance = chances @ (sums - mean) ** 2
    square = float(((w * x) ** 2).sum())
    return Moments(float(mean), float(variance), scale * (1 - p) * float(w @ x), scale**2 * p * (1 - p) * square)


# --- The wrong factor on whole networks ---

FACTORS = ("share kept", "share dropped", "none")


def factors(kit: Kit, images: Digits, shares: Sequence[float], seeds: Sequence[int]) -> dict[float, Array]:
    """Train with standard dropout behind two hidden layers, then read new digits with three factors.

    Parameters
    ----------
    kit : Kit
        Its dropout scales at test time.
    images : Digits
    shares : sequence of float
    seeds : sequence of int

    Returns
    -------
    dict of float to ndarray, shape (len(FACTORS), 2, seeds)
        Test accuracy in percent and test loss in nats.
    """
    found = runs(kit, images, shares, seeds, wrong=0.0, widths=(64, 64, 64, 10), steps=240)
    scores = {}
    for p, each in found.items():
        scores[p] = np.array([[_with_factor(run, factor) for run in each] for factor in (1 - p, p, 1.0)]).swapaxes(1, 2)
    return scores


def _with_factor(run: Any, factor: float) -> tuple[float, float]:
    """Test accuracy and loss when the layers multiply by another factor; they take 1 - p at test time."""
    layers = dropouts(run.network)
    trained = [layer.p for layer in layers]
    for layer in layers:
        layer.p = 1 - factor
    accuracy = 100 * run.network.accuracy(run.sample.test_x, run.sample.test_labels)
    loss = run.network.loss(run.sample.test_x, run.sample.test_labels)
    for layer, p in zip(layers, trained, strict=True):
        layer.p = p
    return accuracy, loss


def plot_factors(scores: Mapping[float, Array], p: float = 0.5) -> tuple[Figure, Figure]:
    """Draw accuracy and loss for each factor at test time."""
    figures, told = [], []
    quantities = (("digits that are right (%)", (0, 112)), ("test loss (nats)", (0, 2.6)))
    for quantity, (label, limits) in enumerate(quantities):
        figure, axes = style.figure(width=style.HALF, height=3.0)
        values = [interval(scores[p][factor, quantity]) for factor in range(len(FACTORS))]
        roles = ("correct", "wrong", "muted")
        for place, ((mean, half), role) in enumerate(zip(values, roles, strict=True)):
            bar = axes.bar(place, mean, 0.6, color=COLOURS[role], yerr=half, ecolor=COLOURS["ink"])
            axes.bar_label(bar, fmt="%.3g", padding=2)
        axes.set_xticks(range(3), ["kept", "dropped", "no factor"])
        axes.set(ylim=limits, ylabel=label, xlabel="multiplied by the share")
        words = ", ".join(f"{name} {mean:.3g}" for name, (mean, _) in zip(FACTORS, values, strict=True))
        told.append(words)
        figures.append(describe(figure, f"Bars at p = {p:g}, {label}, by factor: {words}."))
    describe(figures[0], figures[0].get_gid() or "", f"At p = {p:g}, right (%): {told[0]}. Loss: {told[1]}.")
    return figures[0], figures[1]


# --- Pictures of sums ---


def forty() -> Array:
    """Forty activations as a ReLU leaves them, shape (40,): about half of them 0, and none negative."""
    return np.maximum(np.random.default_rng(2).normal(0.3, 1.0, 40), 0.0)


def sums(layer_class: Any, p: float, masks: int = 300, seed: int = 0) -> tuple[Array, float]:
    """The sum of forty activations in training, for each mask, shape (masks,), and at test time."""
    layer, x = layer_class(p, np.random.default_rng(seed)), forty()
    training = layer.forward(np.tile(x, (masks, 1)), train=True).sum(axis=1)
    return training, float(layer.forward(x[None], train=False).sum())


def plot_sums(layer_class: Any, p: float = 0.5) -> Figure:
    """Draw the sums over 300 masks beside the one at test time, and what the wrong factor would give."""
    training, test = sums(layer_class, p)
    plain = float(forty().sum())
    figure, axes = style.figure(height=3.2)
    axes.hist(training, np.linspace(0, 30, 31), color=COLOURS["train"], label="300 masks, in training")
    axes.axvline(test, color=COLOURS["validation"], linewidth=3, label="test time")
    axes.axvline(p * plain, color=COLOURS["wrong"], linestyle="--", label="with the share dropped")
    told = (
        f"in training {training.mean():.1f} on average, at test time {test:.1f}, with the share dropped {p * plain:.1f}"
    )
    axes.set(xlim=(0, 30), ylim=(0, 110), xlabel="sum of forty activations", ylabel="masks")
    legend_above(figure, 1 if style.is_narrow() else 3)
    return describe(figure, f"Histogram of a sum over 300 masks at p = {p:g}: {told}.", f"At p = {p:g}: {told}.")


# --- Behind a nonlinearity ---

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "identity": lambda z: z,
    "ReLU": lambda z: np.maximum(z, 0.0),
    "tanh": np.tanh,
    "square": np.square,
}


def eight() -> tuple[Array, Array]:
    """Eight inputs and their weights, both of shape (8,), with a sum of 0.5."""
    rng = np.random.default_rng(5)
    x, w = rng.uniform(0.5, 1.5, 8), rng.normal(0, 0.35, 8)
    return x, w + (0.5 - w @ x) / x.sum()


def behind(mean_over_masks: Callable[..., Array], activation: str, p: float) -> tuple[float, float]:
    """Exact mean of a function of the sum over all masks, and the function of the one pass without a mask."""
    x, w = eight()
    apply = FUNCTIONS[activation]
    mean = mean_over_masks(lambda batch: apply(batch @ w[:, None]), x, p)
    return float(np.ravel(mean)[0]), float(apply(w @ x))


def plot_behind(mean_over_masks: Callable[..., Array], activation: str = "ReLU", p: float = 0.5) -> Figure:
    """Draw a function of a weighted sum for each of the 256 masks, their mean, and the pass without a mask."""
    x, w = eight()
    masks, chances = every_mask(8, p)
    totals = (masks * x / (1 - p)) @ w
    mean, single = behind(mean_over_masks, activation, p)
    apply = FUNCTIONS[activation]
    figure, axes = style.figure(height=3.8)
    line = np.linspace(-4, 4, 200)
    axes.plot(line, apply(line), color=COLOURS["muted"], linewidth=1)
    axes.scatter(totals, apply(totals), s=4000 * chances + 8, color=COLOURS["forward"], alpha=0.5, label="256 masks")
    axes.axhline(mean, color=COLOURS["loss"], label="their mean")
    axes.plot(w @ x, single, "X", color=COLOURS["theory"], markersize=11, label="one pass, no mask")
    axes.set(xlim=(-4, 4), ylim=(-1.7, 3), xlabel="weighted sum of eight inputs", ylabel=f"{activation} of the sum")
    legend_above(figure, 2 if style.is_narrow() else 3)
    where = (
        "they agree" if abs(mean - single) < 1e-9 else "the mean lies above" if mean > single else "the mean lies below"
    )
    told = f"mean over all masks {mean:.3f}, one pass without a mask {single:.3f}"
    return describe(
        figure,
        f"{activation} of a sum at p = {p:g}, for 256 masks: {told}.",
        f"With {activation} at p = {p:g}: {told}; {where}.",
    )


def far_off(network: Any, x: Array, shares: Sequence[float], passes: int = 400) -> dict[float, tuple[float, float]]:
    """How far the one pass without a mask is from the mean of many with masks.

    Parameters
    ----------
    network : Sequential
        With dropout layers, whose share is set to each of `shares`.
    x : ndarray, shape (N, D)
    shares : sequence of float
    passes : int

    Returns
    -------
    dict of float to tuple
        Root mean square of the difference of the logits, and the spread of one pass around the mean, both relative to
        the root mean square of the logits.
    """
    layers = dropouts(network)
    trained, found = [layer.p for layer in layers], {}
    for p in shares:
        for layer in layers:
            layer.p = p
        single = network.predict(x)
        drawn = np.array([network.predict(x, train=True) for _ in range(passes)])
        size, mean = np.sqrt(np.mean(single**2)), drawn.mean(axis=0)
        noise = np.mean(drawn.var(axis=0, ddof=1))
        square = max(float(np.mean((mean - single) ** 2) - noise / passes), 0.0)  # the mean's own noise taken away
        found[p] = (float(np.sqrt(square) / size), float(np.sqrt(noise) / size))
    for layer, p in zip(layers, trained, strict=True):
        layer.p = p
    return found
