"""Why BatchNorm helps: two explanations, each put to a test on digits.

Ioffe and Szegedy say that it keeps the distribution of a layer's inputs steady. So take the steadiness away: after
each BatchNorm every feature gets a new random scale and shift at every step (as Santurkar et al., 2018, do).
Santurkar et al. say that it makes the loss smoother. So walk along the gradient and see how the loss and the gradient
change (their figure 4).
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import BATCH, Array, Build, Norm, learning
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe


class Shaken:
    """A normalization whose output gets another random scale and shift for each feature, in every training pass.

    Parameters
    ----------
    norm : layer
    rng : numpy.random.Generator
    strength : float
        Scales are uniform from 1 - strength to 1 + strength, shifts from -strength to strength.
    """

    def __init__(self, norm: Any, rng: np.random.Generator, strength: float) -> None:
        self.norm, self.rng, self.strength = norm, rng, strength
        self.params, self.grads = norm.params, norm.grads

    def forward(self, x: Array, train: bool = True) -> Array:
        """Normalize; in training, also shake."""
        y: Array = self.norm.forward(x, train)
        if not train:
            return y
        self.scale = 1 + self.rng.uniform(-self.strength, self.strength, y.shape[1])
        return self.scale * y + self.rng.uniform(-self.strength, self.strength, y.shape[1])

    def backward(self, dy: Array) -> Array:
        """The gradient behind the shaking and the normalization."""
        dx: Array = self.norm.backward(self.scale * dy)
        self.grads = self.norm.grads
        return dx


def shaken(norm: Norm, seed: int, strength: float) -> Norm:
    """What makes such layers, with random numbers of their own."""
    rng = np.random.default_rng([seed, 1])
    return lambda gamma, beta: Shaken(norm(gamma, beta), rng, strength)


class Centred:
    """BatchNorm's first half: the mean is taken away and a learned shift added; nothing is divided or scaled.

    Parameters
    ----------
    gamma : ndarray, shape (D,)
        Not used: there is no scale.
    beta : ndarray, shape (D,)
    """

    def __init__(self, gamma: Array, beta: Array) -> None:
        self.params, self.grads = {"beta": beta}, {"beta": np.zeros_like(beta)}
        self.running_mean = np.zeros_like(beta)

    def forward(self, x: Array, train: bool = True) -> Array:
        """Subtract the batch's mean in training, the running average at test time."""
        middle = x.mean(axis=0) if train else self.running_mean
        if train:
            self.running_mean = 0.9 * self.running_mean + 0.1 * middle
        return x - middle + self.params["beta"]

    def backward(self, dy: Array) -> Array:
        """The gradient, minus its mean."""
        self.grads = {"beta": np.einsum("nd->d", dy)}
        centred: Array = dy - dy.mean(axis=0)
        return centred


class Unlearned:
    """A normalization whose scale and shift stay what they are."""

    def __init__(self, norm: Any) -> None:
        self.norm = norm
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Normalize."""
        y: Array = self.norm.forward(x, train)
        return y

    def backward(self, dy: Array) -> Array:
        """The normalization's gradient; those of scale and shift are dropped."""
        dx: Array = self.norm.backward(dy)
        return dx


def unsteadiness(
    build: Build, norm: Norm | None, images: Digits, seed: int, rate: float = 0.1, steps: int = 40
) -> float:
    """How far the mean of an activation's input moves in a step, in its own standard deviations.

    The mean over the units before the last activation and over the steps, for the same 200 training images each time.
    """
    rng = np.random.default_rng(seed)
    network = build(norm, None, rng)
    last = [index for index, layer in enumerate(network.layers) if not layer.params][-1]
    probe, before, moves = images.train_x[:200], None, []
    for _ in islice(learning(network, images.train_x, images.train_labels, rate, rng), steps):
        inputs = probe
        for layer in network.layers[:last]:
            inputs = layer.forward(inputs, True)
        mean, spread = inputs.mean(axis=0), inputs.std(axis=0)
        if before is not None:
            moves.append(np.mean(np.abs(mean - before) / np.maximum(spread, 1e-12)))
        before = mean
    return float(np.mean(moves))


# --- Smoothness ---

REACH = np.linspace(0.0, 0.4, 9)
"""How far to walk along the gradient, in steps of rate 1."""


def along_the_gradient(
    build: Build, norm: Norm | None, images: Digits, seed: int, rate: float = 0.1, steps: int = 60, every: int = 5
) -> tuple[Array, Array]:
    """Losses along the gradient, and how far the gradient there is from the one at the start, during a training.

    Returns
    -------
    losses : ndarray, shape (steps / every, len(REACH))
        Of the batch, after walking against its gradient.
    turns : ndarray, shape (steps / every,)
        The largest distance of the gradients on the way from the first one, in lengths of the first one.
    """
    rng = np.random.default_rng(seed)
    network = build(norm, None, rng)
    losses, turns = [], []
    for step in islice(learning(network, images.train_x, images.train_labels, rate, rng), steps):
        if step % every:
            continue
        chosen = rng.choice(len(images.train_x), BATCH, replace=False)
        way = _walk(network, images.train_x[chosen], images.train_labels[chosen])
        losses.append(way[0])
        turns.append(way[1])
    return np.asarray(losses), np.asarray(turns)


def _walk(network: Any, x: Array, labels: Array) -> tuple[list[float], float]:
    """Losses along the gradient of one batch, and how much the gradient changes; the weights are put back."""
    start = {name: array.copy() for name, array in network.params.items()}
    first = {name: slope.copy() for name, slope in network.gradients(x, labels).items()}
    length = np.sqrt(sum((slope**2).sum() for slope in first.values()))
    losses, turn = [], 0.0
    with np.errstate(all="ignore"):
        for reach in REACH:
            for name, array in network.params.items():
                array[...] = start[name] - reach * first[name]
            slopes = network.gradients(x, labels)
            losses.append(network.loss(x, labels, train=True))
            turn = max(turn, float(np.sqrt(sum(((slopes[n] - first[n]) ** 2).sum() for n in first)) / length))
    for name, array in network.params.items():
        array[...] = start[name]
    return losses, turn


def plot_along(found: dict[str, tuple[Array, Array]]) -> Figure:
    """Draw, for each network, the range of the loss along the gradient during the training."""
    figure, axes = style.figure(height=3.4)
    told = []
    for (name, (losses, _)), role, hatch in zip(found.items(), ("theory", "forward"), ("//", ""), strict=True):
        steps = 5 * np.arange(1, len(losses) + 1)
        low, high = losses.min(axis=1), losses.max(axis=1)
        axes.fill_between(steps, low, high, color=COLOURS[role], alpha=0.35, hatch=hatch, label=name, linewidth=0)
        axes.plot(steps, losses[:, 0], color=COLOURS[role])
        axes.plot(steps, high, color=COLOURS[role], linewidth=0.8)
        told.append(f"{name}, the loss goes up to {high.max():.2f}")
    axes.set(xlim=(5, 60), ylim=(0, 5), xlabel="step", ylabel="loss along the gradient (nats)")
    legend_above(figure)
    return describe(figure, f"Range of the loss along the gradient during 60 steps: {'; '.join(told)}.")
