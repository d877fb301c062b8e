"""A race on handwritten digits: every optimizer at its own tuned rate, and all of them at one rate.

Its network has 64 inputs, 32 ReLU units and 10 classes; batches have 32 images. All optimizers start from the same
weights and see the same batches, so that their results can be compared pair by pair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.data import Digits, digits
from chapters.shared.experiments import interval, smooth
from chapters.shared.labels import name_ends
from chapters.shared.network import Sequential, he, minibatches, perceptron
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Layers = tuple[Any, Any, Any]
"""The classes of an affine layer, an activation and a loss."""
Makers = Mapping[str, Callable[[float], Any]]
"""By name, what makes a new optimizer of a learning rate."""

RATES = tuple(float(f"{rate:.2g}") for rate in 10.0 ** np.arange(-3, 0.51, 0.25))
"""The grid of learning rates, four a decade."""
TUNING_SEEDS = range(100, 103)
SEEDS = range(12)
EPOCHS = 5
BATCH = 32

TUNED = {
    "SGD": 0.32,
    "Momentum": 0.1,
    "Nesterov": 0.1,
    "AdaGrad": 0.1,
    "RMSProp": 0.01,
    "Adam": 0.032,
}
"""What `tune` finds; a test runs it in full."""


class Run(NamedTuple):
    """One training."""

    losses: Array
    """Training loss of each batch, shape (steps,)."""
    validation: float
    """Validation loss in the end."""
    accuracy: float
    """Share of the test images that are right in the end."""


def data() -> Digits:
    """Return the digits, in the same three parts for every run."""
    return digits(np.random.default_rng(0))


def train(layers: Layers, make: Callable[[], Any], images: Digits, seed: int, epochs: int = EPOCHS) -> Run:
    """Train a new network.

    Parameters
    ----------
    layers : tuple of classes
    make : callable
        Returns a new optimizer.
    images : Digits
    seed : int
        Of the first weights and of the order of the images.
    epochs : int
    """
    rng = np.random.default_rng(seed)
    network = perceptron([64, 32, 10], *layers, he, rng)
    optimizer, losses = make(), []
    with np.errstate(over="ignore", invalid="ignore"):  # a rate that is too large may diverge
        for _epoch in range(epochs):
            for x, labels in minibatches(images.train_x, images.train_labels, BATCH, rng):
                losses.append(_step(network, optimizer, x, labels))
        validation = network.loss(images.validation_x, images.validation_labels)
        accuracy = network.accuracy(images.test_x, images.test_labels)
    return Run(np.array(losses), validation, accuracy)


def _step(network: Sequential, optimizer: Any, x: Array, labels: Array) -> float:
    """One update; the loss of the batch before it, from the probabilities that the gradients needed anyway."""
    slopes = network.gradients(x, labels)
    probabilities = network.loss_layer.probabilities[np.arange(len(labels)), labels]
    optimizer.update(network.params, slopes)
    return float(-np.log(np.maximum(probabilities, 1e-300)).mean())


def validation_losses(
    layers: Layers,
    makers: Makers,
    images: Digits,
    rates: Sequence[float] = RATES,
    seeds: Sequence[int] = TUNING_SEEDS,
) -> dict[str, Array]:
    """Validation loss in the end, the mean over the seeds: for each optimizer an array of shape (len(rates),)."""
    found = {}
    for name, make in makers.items():
        losses = [[train(layers, lambda: make(rate), images, seed).validation for seed in seeds] for rate in rates]  # noqa: B023
        found[name] = np.nan_to_num(np.mean(losses, axis=1), nan=np.inf)
    return found


def tune(layers: Layers, makers: Makers, images: Digits) -> dict[str, float]:
    """The rate of `RATES` with the lowest validation loss, by optimizer, on seeds that the race does not use."""
    found = validation_losses(layers, makers, images)
    return {name: RATES[int(losses.argmin())] for name, losses in found.items()}


def race(
    layers: Layers,
    makers: Makers,
    images: Digits,
    rates: Mapping[str, float] = TUNED,
    seeds: Sequence[int] = SEEDS,
) -> dict[str, list[Run]]:
    """One run for each optimizer and seed."""
    return {
        name: [train(layers, lambda: make(rates[name]), images, seed) for seed in seeds]  # noqa: B023
        for name, make in makers.items()
    }


def steps_to(losses: Array, target: float, width: int = 10) -> float:
    """After how many steps the mean loss of `width` batches first lies below a target; infinite if it never does."""
    below = np.flatnonzero(smooth(losses, width) < target)
    return float(below[0] + width) if len(below) else np.inf


def table(runs: Mapping[str, Sequence[Run]], target: float = 0.5) -> dict[str, dict[str, tuple[float, float]]]:
    """Means and half widths over the seeds: "steps" to the target, "validation" loss and test "accuracy" in percent."""
    return {
        name: {
            "steps": interval(np.array([steps_to(run.losses, target) for run in each])),
            "validation": interval(np.array([run.validation for run in each])),
            "accuracy": interval(np.array([100 * run.accuracy for run in each])),
        }
        for name, each in runs.items()
    }


def difference(runs: Mapping[str, Sequence[Run]], one: str, other: str, quantity: str) -> tuple[float, float]:
    """Mean of the paired differences one - other over the seeds, and half the width of its 95 % interval."""
    pairs = zip(runs[one], runs[other], strict=True)
    return interval(np.array([getattr(a, quantity) - getattr(b, quantity) for a, b in pairs]))


# --- Pictures ---

LOOKS = {
    "SGD": ("backward", "-"),
    "Momentum": ("forward", "-"),
    "Nesterov": ("forward", ":"),
    "AdaGrad": ("numerical", "--"),
    "RMSProp": ("theory", "-."),
    "Adam": ("loss", "-"),
    "AdamW": ("loss", ":"),
}


def plot_race(tuned: Mapping[str, Sequence[Run]], same: Mapping[str, Sequence[Run]], rates: str = "all 0.01") -> Figure:
    """Draw the training loss of every optimizer, the mean over the seeds.

    Parameters
    ----------
    tuned, same : mapping of str to runs
        At each optimizer's own rate, and all at the rate 0.01.
    rates : {"tuned", "all 0.01"}
    """
    runs = tuned if rates == "tuned" else same
    figure, axes = style.figure(height=4.0)
    told = []
    for name, each in runs.items():
        role, line = LOOKS[name]
        mean = smooth(np.mean([run.losses for run in each], axis=0), 10)
        axes.plot(np.arange(10, 10 + len(mean)), mean, line, color=COLOURS[role], label=name)
        told.append(f"{name} {mean[-1]:.2f}")
    axes.set(yscale="log", xlim=(0, 190), ylim=(0.05, 4), xlabel="step", ylabel="training loss (nats)")
    axes.set_yticks([0.1, 0.3, 1, 3], ["0.1", "0.3", "1", "3"])
    axes.yaxis.set_minor_formatter("")
    name_ends(axes)
    return describe(
        figure,
        f"Training losses of six optimizers over 190 steps on digits, learning rates {rates}, mean of {len(each)} "
        f"seeds. In the end: {', '.join(told)}.",
    )


# --- The opening ---

OPENING_MOMENTA = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
OPENING_RATE = 0.01


def opening(layers: Layers, make: Callable[[float, float], Any], images: Digits, seed: int = 0) -> dict[float, Run]:
    """One training for each of `OPENING_MOMENTA`, all from the same weights and on the same batches.

    Parameters
    ----------
    layers : tuple of classes
    make : callable
        `make(learning_rate, momentum)` is a new optimizer.
    images : Digits
    seed : int
    """
    return {
        momentum: train(layers, lambda: make(OPENING_RATE, momentum), images, seed)  # noqa: B023
        for momentum in OPENING_MOMENTA
    }


def longer_steps(layers: Layers, make: Callable[[float], Any], images: Digits, seed: int = 0) -> dict[float, Run]:
    """The same without momentum: for each of `OPENING_MOMENTA` the rate that makes steady steps as long as it does.

    Parameters
    ----------
    layers : tuple of classes
    make : callable
        `make(learning_rate)` is a new optimizer without momentum.
    images : Digits
    seed : int
    """
    return {
        momentum: train(layers, lambda: make(_as_long(momentum)), images, seed)  # noqa: B023
        for momentum in OPENING_MOMENTA
    }


def _as_long(momentum: float) -> float:
    """The learning rate whose steps under a steady gradient are as long as those with this momentum."""
    return OPENING_RATE / (1 - momentum)


def plot_opening(
    runs: Mapping[float, Run], longer: Mapping[float, Run], momentum: float = 0.0, longer_steps: bool = False
) -> Figure:
    """Draw the loss of a network trained with this momentum beside that of one without.

    Parameters
    ----------
    runs, longer : mapping of float to Run
        What `opening` and `longer_steps` return.
    momentum : float
    longer_steps : bool
        Whether a third network is drawn, without momentum, whose learning rate makes up for it.
    """
    curves = [("A", f"momentum 0, rate {OPENING_RATE:g}", runs[0.0], "--", "theory")]
    curves += [("B", f"momentum {momentum:g}, rate {OPENING_RATE:g}", runs[momentum], "-", "train")]
    if longer_steps:
        curves += [("C", f"momentum 0, rate {_as_long(momentum):g}", longer[momentum], ":", "numerical")]
    figure, axes = style.figure(height=3.8)
    told, read = [], []
    for letter, words, run, line, role in curves:
        losses, right = smooth(run.losses, 10), f"{100 * run.accuracy:.0f} % of new digits"
        axes.plot(np.arange(10, 10 + len(losses)), losses, line, color=COLOURS[role], label=letter)
        read.append(f"{letter}, with {words}: {right}")
        told.append(f"with {words} to {losses[-1]:.2f}, and {right} are right")
    axes.set(xlim=(0, 190), ylim=(0, 5), xlabel="step", ylabel="training loss (nats)")
    name_ends(axes)
    text = f"{len(curves)} loss curves over {len(runs[0.0].losses)} steps: {'; '.join(told)}."
    return describe(figure, text, f"{'. '.join(read)}.")
