"""Two circles, shallow and deep (claim C20), and the gradients of each layer while they train (claim C21).

The settings are those of a well-known tutorial (Brownlee, 2019): inputs scaled to [-1, 1], 500 points to learn from
and 500 to test on, binary cross-entropy, batches of 32, learning rate 0.01 with momentum 0.9, 500 epochs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.activations.stacked import Stack, StackedInitializer, descend
from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

EPOCHS = 500
EVERY = 5
"""Epochs between two looks at the accuracies and the gradients."""

SHOWN = (0, 10, 50, 100, 200, 500)
"""Epochs after which the first network is drawn."""


def old(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw uniform weights between 0 and 1, all of them positive, as the tutorial does for tanh."""
    return rng.uniform(0.0, 1.0, shape)


def he_uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw uniform weights of variance 2 / fan_in."""
    reach = np.sqrt(6 / shape[0])
    return rng.uniform(-reach, reach, shape)


def glorot_uniform(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw uniform weights of variance 2 / (fan_in + fan_out): what Keras does unless told otherwise."""
    reach = np.sqrt(6 / sum(shape))
    return rng.uniform(-reach, reach, shape)


class Setting(NamedTuple):
    """One kind of network: its activation, its depth, and how its weights are drawn."""

    activation: str
    hidden_layers: int
    initializer: StackedInitializer
    last: StackedInitializer


SETTINGS = {
    "one tanh layer, old": Setting("tanh", 1, old, old),
    "five tanh layers, old": Setting("tanh", 5, old, old),
    "five ReLU layers, He": Setting("relu", 5, he_uniform, glorot_uniform),
    "five tanh layers, Glorot": Setting("tanh", 5, glorot_uniform, glorot_uniform),
    "five ReLU layers, old": Setting("relu", 5, old, old),
}
"""The tutorial's three, and the two that tell the activation's part from the initialization's."""


class Training(NamedTuple):
    """What one kind of network did, over S seeds.

    Attributes
    ----------
    epochs : ndarray, shape (E,)
        When it was measured.
    train, test : ndarray, shape (E, S)
        Accuracy.
    sizes : ndarray, shape (E, layers, S)
        Mean absolute gradient of each layer's weights over the 500 training points.
    maps : dict of int to ndarray, shape (R, R)
        Probability of class 1 over the plane after the epochs of `SHOWN`, of the first seed's network.
    """

    epochs: Array
    train: Array
    test: Array
    sizes: Array
    maps: dict[int, Array]


def circles() -> tuple[Array, Array]:
    """Return the 1000 points, scaled to [-1, 1] along each axis, and their labels."""
    x, labels = two_circles(samples=1000, noise=0.1, seed=1)
    low, high = x.min(axis=0), x.max(axis=0)
    return 2 * (x - low) / (high - low) - 1, labels


def grid(points: int = 61) -> Array:
    """Return places of the plane, shape (points * points, 2)."""
    side = np.linspace(-1.1, 1.1, points)
    return np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)


def train_circles(
    activations: Mapping[str, Any],
    name: str,
    seeds: int = 10,
    epochs: int = EPOCHS,
    watch: Callable[[int, Array], None] | None = None,
) -> Training:
    """Train one kind of network from several seeds at once.

    Parameters
    ----------
    activations : mapping of str to class
        The layers under "tanh" and "relu".
    name : str
        A key of `SETTINGS`.
    seeds, epochs : int
    watch : callable, optional
        Told the epoch and the mean absolute gradients, shape (layers, S), at each look while the training runs.
    """
    setting, (x, labels) = SETTINGS[name], circles()
    layers = [activations[setting.activation]() for _ in range(setting.hidden_layers)]
    initializers = [setting.initializer] * setting.hidden_layers + [setting.last]
    rngs = [np.random.default_rng(seed) for seed in range(seeds)]
    stack = Stack([2, *[5] * setting.hidden_layers, 1], layers, initializers, rngs)
    train, test, sizes, maps = [], [], [], {}
    for epoch in descend(stack, x[:500], labels[:500], 0.01, epochs, 32, np.random.default_rng(100), momentum=0.9):
        if epoch % EVERY:
            continue
        train.append(stack.accuracy(x[:500], labels[:500]))
        test.append(stack.accuracy(x[500:], labels[500:]))
        sizes.append([np.abs(gradient).mean(axis=(1, 2)) for gradient in stack.gradients(x[:500], labels[:500])[0]])
        if watch is not None:
            watch(epoch, np.array(sizes[-1]))
        if epoch in SHOWN:
            logits = stack.forward(grid())[0]
            maps[epoch] = 0.5 * (1 + np.tanh(0.5 * logits)).reshape(61, 61)
    return Training(np.arange(0, epochs + 1, EVERY), np.array(train), np.array(test), np.array(sizes), maps)


def plot_circles(trainings: Mapping[str, Training], network: str, epoch: int = 500) -> tuple[Figure, Figure]:
    """Draw the accuracy on the test points during training, and what the first network makes of the plane.

    Parameters
    ----------
    trainings : mapping of str to Training
        Under the names of `SETTINGS`.
    network : str
        One of them.
    epoch : int
        One of `SHOWN`.
    """
    training = trainings[network]
    return _plot_accuracy(training, network, epoch), _plot_plane(training, network, epoch)


def _plot_accuracy(training: Training, network: str, epoch: int) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(training.epochs, training.test, "--", color=COLOURS["validation"], linewidth=0.7, alpha=0.6)
    mean = training.test.mean(axis=1)
    now = float(mean[list(training.epochs).index(epoch)])
    axes.plot(training.epochs, mean, "--", color=COLOURS["validation"])
    axes.plot(epoch, now, "o", color=COLOURS["highlight"], zorder=4, clip_on=False)
    axes.set(xlim=(0, EPOCHS), ylim=(0.4, 0.9), xlabel="epoch", ylabel="test accuracy")
    return describe(
        figure,
        f"Test accuracy of {training.test.shape[1]} networks ({network}) over {EPOCHS} epochs; after {epoch} epochs "
        f"{now:.3f} on average, from {training.test[-1].min():.2f} to {training.test[-1].max():.2f} at the end.",
        f"After {epoch} epochs {100 * now:.0f} % of the test points are right, in the mean of the networks.",
    )


def _plot_plane(training: Training, network: str, epoch: int) -> Figure:
    figure, axes = style.figure(width=style.HALF, height=3.3)
    side, (x, labels) = np.linspace(-1.1, 1.1, 61), circles()
    colours = [COLOURS["class0"], COLOURS["class1"]]
    regions = (training.maps[epoch] > 0.5).astype(float)
    axes.contourf(side, side, regions, [-0.5, 0.5, 1.5], colors=colours, alpha=0.3)
    for k, marker in enumerate("o^"):
        axes.scatter(*x[:300][labels[:300] == k].T, s=7, marker=marker, color=colours[k])
    axes.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
    share = float(regions.mean())
    return describe(
        figure,
        f"The plane after {epoch} epochs of the first network ({network}): {100 * share:.0f} % of the square goes to "
        "the inner circle. Circles mark the outer class, triangles the inner one.",
    )


def plot_gradient_sizes(trainings: Mapping[str, Training], network: str = "five tanh layers, old") -> Figure:
    """Draw a map of the mean absolute gradient by layer and epoch: the median over the seeds.

    Parameters
    ----------
    trainings : mapping of str to Training
    network : str
    """
    training = trainings[network]
    middle = np.median(training.sizes, axis=2)
    count = middle.shape[1]
    figure, axes = style.figure(height=3.6)
    exponents = np.log10(np.maximum(middle, 1e-9)).T
    edges = np.append(training.epochs - EVERY / 2, EPOCHS + EVERY / 2)
    picture = axes.pcolormesh(
        edges, np.arange(count + 1) + 0.5, exponents, cmap=style.colormap("sequential"), vmin=-5, vmax=0
    )
    bar = figure.colorbar(picture, ax=axes, location="top", label="mean |gradient| of the weights", aspect=40)
    bar.set_ticks([-5, -3, -1], labels=["$10^{-5}$", "0.001", "0.1"])
    axes.set(xlim=(0, EPOCHS), ylim=(count + 0.5, 0.5), xlabel="epoch", ylabel="layer")
    axes.set_yticks(range(1, count + 1), [*map(str, range(1, count)), "output"])
    early = middle[10]
    told = ", ".join(f"{value:.0e}" for value in early)
    ratio = float(early.max() / early.min())
    return describe(
        figure,
        f"{network}: a map of each layer's mean absolute gradient over {EPOCHS} epochs. After "
        f"50 epochs, from the first layer to the last: {told}.",
        f"After 50 epochs the largest gradient is {ratio:,.0f} times the smallest, which layer "
        f"{int(early.argmin()) + 1} gets.",
    )
