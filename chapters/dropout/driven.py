"""What the notebook drives: figures made by a student's own masks, layers and functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout import moments, ridge, uncertainty
from chapters.dropout.training import Sample, data, draw
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

FUNCTIONS = moments.FUNCTIONS
plot_sums, plot_mean = moments.plot_sums, moments.plot_behind


class Network:
    """One hidden layer of 64 tanh units with a dropout layer after it, then softmax with cross-entropy.

    Parameters
    ----------
    dropout : layer
        Has `forward(x, train)` and `backward(dy)`.
    rng : numpy.random.Generator
        Draws the first weights.
    """

    def __init__(self, dropout: Any, rng: np.random.Generator) -> None:
        self.dropout = dropout
        self.first = rng.normal(0, 0.25, (64, 64))
        self.second = rng.normal(0, 0.125, (64, 10))

    def predict(self, x: Array, train: bool = False) -> Array:
        """Return the logits, shape (N, 10)."""
        self.hidden = np.tanh(x @ self.first)
        self.dropped = np.asarray(self.dropout.forward(self.hidden.copy(), train))
        return self.dropped @ self.second

    def learn(self, sample: Sample, steps: int, rate: float = 1.0) -> None:
        """Descend on all samples at once."""
        true = np.arange(10) == sample.labels[:, None]
        for _ in range(steps):
            logits = self.predict(sample.x, train=True)
            shares = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, None])
            pull = (shares - true) / len(sample.x)
            back = self.dropout.backward(np.inner(pull, self.second))
            self.second -= rate * np.tensordot(self.dropped, pull, (0, 0))
            self.first -= rate * np.tensordot(sample.x, back * (1 - self.hidden**2), (0, 0))


@cache
def _sample() -> Sample:
    return draw(data(), 0)


def plot_mask(draw_mask: Callable[..., Array], p: float = 0.5) -> Figure:
    """Draw ten digits behind a mask."""
    x = _sample().x[:10]
    mask = np.asarray(draw_mask(np.random.default_rng(0), x.shape, p), dtype=float)
    figure, axes = style.figure(height=2.2)
    tiles = [np.pad(row.reshape(8, 8), 1) for row in x * mask]
    rows = [np.hstack(tiles[:5]), np.hstack(tiles[5:])]
    axes.imshow(np.vstack(rows), cmap=style.colormap("sequential"), vmin=0, vmax=1)
    axes.axis("off")
    kept = float(mask.mean())
    told = f"At p = {p:g}, {100 * kept:.1f} % of 640 pixels are kept."
    return describe(figure, f"Ten handwritten digits, of whose pixels some are blank. {told}", told)


SHARES = (0.0, 0.3, 0.5, 0.7, 0.9)
STEPS = 150


def learned(dropout: Any) -> dict[float, Array]:
    """Train on 200 digits with wrong labels among them, once for each of `SHARES`.

    Returns
    -------
    dict of float to ndarray, shape (3,)
        Right labels learned, wrong labels learned, new digits right, all in percent.
    """
    sample, found = _sample(), {}
    for p in SHARES:
        network = Network(dropout(p, np.random.default_rng(1)), np.random.default_rng(0))
        network.learn(sample, STEPS)
        hits = network.predict(sample.x).argmax(axis=1) == sample.labels
        test = network.predict(sample.test_x).argmax(axis=1) == sample.test_labels
        found[p] = 100 * np.array([hits[~sample.wrong].mean(), hits[sample.wrong].mean(), test.mean()])
    return found


def plot_training(found: dict[float, Array], p: float = 0.0) -> Figure:
    """Draw what `learned` has found for one share."""
    values = found[p]
    figure, axes = style.figure(height=3.0)
    bars = axes.bar(range(3), values, 0.6, color=[COLOURS[role] for role in ("train", "wrong", "validation")])
    axes.bar_label(bars, fmt="%.0f", padding=2)
    axes.set_xticks(range(3), ["right\nlabels", "wrong\nlabels", "new\ndigits"])
    axes.set(ylim=(0, 114), ylabel="reproduced (%)", yticks=[0, 25, 50, 75, 100])
    told = f"right labels {values[0]:.0f} %, wrong labels {values[1]:.0f} %, new digits {values[2]:.0f} %"
    return describe(figure, f"Bars after {STEPS} steps at p = {p:g}: {told}.", f"At p = {p:g}: {told}.")


@cache
def _trained(dropout: Any) -> tuple[Network, Sample]:
    sample = draw(data(), 0, count=600, wrong=0.0)
    network = Network(dropout(0.5, np.random.default_rng(1)), np.random.default_rng(0))
    network.learn(sample, 250)
    return network, sample


def plot_turned(
    dropout: Any, monte_carlo: Callable[..., tuple[Array, Array]], angle: float = 0, digit: int = 3
) -> tuple[Figure, Figure]:
    """Turn a digit and ask a network with the student's layer, in the student's way, what it is."""
    network, sample = _trained(dropout)
    chosen = sample.test_x[np.flatnonzero(sample.test_labels == digit)[:1]]
    image = uncertainty.turned(chosen, angle)
    probabilities, entropy = monte_carlo(network, image, 40)
    first, axes = style.figure(width=style.HALF, height=3.0)
    axes.imshow(image.reshape(8, 8), cmap=style.colormap("sequential"), vmin=0, vmax=1)
    axes.axis("off")
    second, beside = style.figure(width=style.HALF, height=3.0)
    beside.bar(range(10), probabilities[0], color=COLOURS["forward"])
    beside.set(ylim=(0, 1.02), xlabel="class", ylabel="mean probability")
    beside.set_xticks(range(10))
    told = f"most likely a {int(probabilities[0].argmax())}, entropy {float(entropy[0]):.2f} nats"
    what = f"A {digit} turned by {angle:g}°"
    return (
        describe(first, f"{what}, eight by eight pixels.", f"{what}: {told}."),
        describe(second, f"Mean probabilities of ten classes over 40 passes: {told}."),
    )


def plot_descent(penalty: Callable[..., tuple[float, Array]], p: float = 0.5, unit: float = 1.0) -> Figure:
    """Descend on the loss with the student's penalty, and draw the path of the weights."""
    x, t = ridge.samples(unit)
    w, points, rate = np.zeros(2), [np.zeros(2)], 0.5 * (1 - p) / max(1.0, unit**2)
    for _ in range(300):
        w = w - rate * (x.T @ (x @ w - t) / len(x) + np.asarray(penalty(x, w, p)[1]))
        points.append(w)
    path = np.array(points)
    figure, axes = style.figure(height=3.6)
    axes.plot(*path.T, ".-", color=COLOURS["forward"], linewidth=1, label="descent")
    axes.plot(
        *ridge.marginal(x, t, p), "o", color=COLOURS["highlight"], markersize=10, fillstyle="none", label="minimum"
    )
    axes.set(xlim=(-0.1, 2.4), ylim=(-0.6, 1.6), xlabel="weight of feature 1", ylabel="weight of feature 2")
    axes.legend(loc="upper right")
    prediction = float((x @ w)[0])
    told = f"weights ({w[0]:.2f}, {w[1]:.2f}), prediction for the first sample {prediction:.3f}"
    return describe(
        figure,
        f"Path of two weights from (0, 0) at p = {p:g}, feature 2 times {unit:g}: {told}.",
        f"At p = {p:g}, feature 2 times {unit:g}: {told}.",
    )
