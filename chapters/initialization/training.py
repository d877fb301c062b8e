"""Does it learn? A deep network on handwritten digits, with one way after another to draw its first weights.

Eight hidden layers of 64 units on 64 inputs, so that an initializer of independent weights is one number, the standard
deviation. Batches have 64 images, steps are plain gradient descent, and networks that are compared see equal batches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.initialization.signals import with_deviation, with_gain
from chapters.shared import style
from chapters.shared.data import Digits, digits
from chapters.shared.experiments import interval, smooth
from chapters.shared.labels import name_ends
from chapters.shared.network import Initializer, Sequential, minibatches, perceptron
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Layers = tuple[Any, Any, Any]
"""The classes of an affine layer, an activation and a loss."""
Prepare = Callable[[Layers, np.random.Generator], Sequential]
"""Makes a new network of layers: draws its weights, and may measure."""

WIDTHS = (64,) * 9 + (10,)
BATCH = 64
EPOCHS = 6
SEEDS = range(10)
TUNING_SEEDS = range(100, 103)
RATES = (0.0032, 0.01, 0.032, 0.1, 0.32)
"""The grid of learning rates, two a decade."""

TUNED = {
    "tanh": {"std 0.01": 0.01, "std 1": 0.032, "Xavier": 0.1, "He": 0.32, "orthogonal": 0.32, "LSUV": 0.32},
    "ReLU": {"std 0.01": 0.01, "std 1": 0.0032, "Xavier": 0.1, "He": 0.032, "orthogonal": 0.1, "LSUV": 0.032},
}
"""What `tune` finds; a test runs it. Of the first two of each no rate is any good."""


class Run(NamedTuple):
    """One training."""

    losses: Array
    """Training loss of each batch, shape (steps,)."""
    validation: float
    """Validation loss in the end."""
    accuracy: float
    """Share of the test images that are right in the end."""


def data() -> Digits:
    """Return the digits in the same three parts for every run, with mean 0 and variance 1 over all training pixels."""
    images = digits(np.random.default_rng(0))
    mean, deviation = images.train_x.mean(), images.train_x.std()
    return images._replace(
        **{name: (getattr(images, name) - mean) / deviation for name in ("train_x", "validation_x", "test_x")}
    )


def drawn(initializer: Initializer) -> Prepare:
    """Networks with the weights of an initializer."""
    return lambda layers, rng: perceptron(WIDTHS, *layers, initializer, rng)


def ways(
    activation: str, orthogonal: Callable[..., Array], lsuv: Callable[..., Any], images: Digits
) -> dict[str, Prepare]:
    """The ways to start that are compared, by name.

    Parameters
    ----------
    activation : {"tanh", "ReLU"}
        Decides the gain of the orthogonal weights.
    orthogonal : callable
        `orthogonal(rng, fan_in, fan_out, gain)`.
    lsuv : callable
        `lsuv(layers, x)` scales weights in place; it starts from orthogonal ones and measures with 200 training images.
    images : Digits
    """
    gain = np.sqrt(2) if activation == "ReLU" else 1.0

    def measured(layers: Layers, rng: np.random.Generator) -> Sequential:
        network = perceptron(WIDTHS, *layers, orthogonal, rng)
        lsuv(network.layers, images.train_x[:200])
        return network

    return {
        "std 0.01": drawn(with_deviation(0.01)),
        "std 1": drawn(with_deviation(1.0)),
        "Xavier": drawn(with_gain(1.0)),
        "He": drawn(with_gain(np.sqrt(2))),
        "orthogonal": drawn(lambda rng, fan_in, fan_out: orthogonal(rng, fan_in, fan_out, gain)),
        "LSUV": measured,
    }


def train(layers: Layers, prepare: Prepare, learning_rate: float, images: Digits, seed: int) -> Run:
    """Train a new network by gradient descent.

    Parameters
    ----------
    layers : tuple of classes
    prepare : callable
    learning_rate : float
    images : Digits
    seed : int
        Of the first weights and, independently, of the order of the images.
    """
    network, order = prepare(layers, np.random.default_rng(seed)), np.random.default_rng(1000 + seed)
    losses = []
    with np.errstate(over="ignore", invalid="ignore"):  # large weights may diverge
        for _epoch in range(EPOCHS):
            for x, labels in minibatches(images.train_x, images.train_labels, BATCH, order):
                slopes = network.gradients(x, labels)
                right = network.loss_layer.probabilities[np.arange(len(labels)), labels]
                losses.append(float(-np.log(np.maximum(right, 1e-300)).mean()))
                for key, array in network.params.items():
                    array -= learning_rate * slopes[key]
        validation = network.loss(images.validation_x, images.validation_labels)
        accuracy = network.accuracy(images.test_x, images.test_labels)
    return Run(np.array(losses), validation, accuracy)


def tune(layers: Layers, starts: Mapping[str, Prepare], images: Digits) -> dict[str, float]:
    """The rate of `RATES` with the lowest validation loss, for each way to start, on seeds that no race uses."""
    found = {}
    for name, prepare in starts.items():
        losses = [
            np.mean([train(layers, prepare, rate, images, seed).validation for seed in TUNING_SEEDS]) for rate in RATES
        ]
        found[name] = RATES[int(np.nan_to_num(losses, nan=np.inf).argmin())]
    return found


def race(
    layers: Layers,
    starts: Mapping[str, Prepare],
    images: Digits,
    rates: Mapping[str, float],
    seeds: Sequence[int] = SEEDS,
) -> dict[str, list[Run]]:
    """One run for each way to start and each seed, at the rate that suits the way."""
    return {
        name: [train(layers, prepare, rates[name], images, seed) for seed in seeds] for name, prepare in starts.items()
    }


def accuracies(runs: Mapping[str, Sequence[Run]]) -> dict[str, tuple[float, float]]:
    """Test accuracy in percent, the mean over ten seeds and half the width of its 95 % interval."""
    return {name: interval(np.array([100 * run.accuracy for run in each])) for name, each in runs.items()}


# --- The opening ---

OPENING_DEVIATIONS = (0.01, 0.05, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.25, 0.3, 0.35, 1.0)
OPENING_RATE = 0.032


def opening(layers: Layers, images: Digits, seed: int = 0) -> dict[float, Run]:
    """One training for each of `OPENING_DEVIATIONS`, from the same random numbers and on the same batches."""
    return {
        deviation: train(layers, drawn(with_deviation(deviation)), OPENING_RATE, images, seed)
        for deviation in OPENING_DEVIATIONS
    }


# --- Pictures ---

STEPS = 114
"""Six epochs of nineteen batches."""
LOSSES = (0.05, 10.0)
"""The part of the losses that is drawn, in nats."""


def _axes(height: float) -> tuple[Figure, Any]:
    figure, axes = style.figure(height=height)
    axes.set(yscale="log", xlim=(0, STEPS), ylim=LOSSES, xlabel="step", ylabel="training loss (nats)")
    axes.set_yticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
    axes.minorticks_off()
    axes.axhline(np.log(10), color=COLOURS["muted"], linewidth=1, linestyle=":")
    axes.text(STEPS / 2, np.log(10) * 1.06, "guessing", ha="center", va="bottom", color=COLOURS["muted"])
    return figure, axes


def _drawn(axes: Any, losses: Array, **look: Any) -> str:
    """Draw a loss curve as far as there are numbers; tell where it ends."""
    mean = smooth(losses, 5)
    axes.plot(np.arange(5, 5 + len(mean)), mean, **look)
    broken = np.flatnonzero(~np.isfinite(losses))
    if not len(broken):
        return f"ends at {mean[-1]:.2f}"
    axes.plot(broken[0] + 1, 7, "x", color=look["color"], markeredgewidth=2.5)
    if len(axes.texts) == 1:  # guessing; once is enough
        axes.text(broken[0] + 4, 7, "no number any more", va="center", color=look["color"])
    return f"is no number any more at step {broken[0] + 1}"


def plot_opening(runs: Mapping[float, Run], deviation: float = 0.01) -> Figure:
    """Draw the loss of a network that starts from this standard deviation beside that of one with 0.01."""
    figure, axes = _axes(3.8)
    told = []
    for letter, each, line, role in (("A", 0.01, "--", "theory"), ("B", deviation, "-", "train")):
        run = runs[each]
        ends = _drawn(axes, run.losses, linestyle=line, color=COLOURS[role], label=letter)
        told.append(
            f"{letter} starts from {each:g}: its loss {ends}, and {100 * run.accuracy:.0f} % of new digits are right"
        )
    name_ends(axes)
    return describe(figure, f"Two loss curves over {STEPS} steps. {'. '.join(told)}.", f"{told[1]}.")


def plot_race(runs: Mapping[str, Sequence[Run]], rates: Mapping[str, float], start: str = "Xavier") -> Figure:
    """Draw the training losses of all seeds from one way to start.

    Parameters
    ----------
    runs : mapping of str to runs
    rates : mapping of str to float
        For the read-out.
    start : str
    """
    figure, axes = _axes(3.4)
    for run in runs[start]:
        _drawn(axes, run.losses, color=COLOURS["train"], linewidth=1.2)
    shares = [run.accuracy for run in runs[start]]
    return describe(
        figure,
        f"Training losses of {len(shares)} networks that start from {start}, over {STEPS} steps. In the end the best "
        f"reads {100 * max(shares):.0f} % of new digits, the worst {100 * min(shares):.0f} %.",
        f"From {start} at the rate {rates[start]:g}, {100 * np.mean(shares):.0f} % of new digits are read on average, "
        f"from {100 * min(shares):.0f} to {100 * max(shares):.0f} %.",
    )
