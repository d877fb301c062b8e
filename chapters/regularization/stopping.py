"""Early stopping: what patience makes of a training, and why it acts like an L2 penalty (claim C32)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chapters.regularization import training
from chapters.regularization.training import Array, Layers
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import interval, single_threaded
from chapters.shared.labels import name_ends
from chapters.shared.network import Sequential, minibatches
from chapters.shared.style import COLOURS, describe

EPOCHS = 80
PATIENCES = (1, 2, 3, 4, 5, 7, 10, 14, 20, 28, 40)


class Watched(NamedTuple):
    """A whole training, epoch by epoch: it can be played again with another patience."""

    network: Sequential
    images: Digits
    params: list[dict[str, Array]]
    """After each epoch."""
    train: Array
    """Loss on the training images with their noisy labels after each epoch, shape (EPOCHS,)."""
    validation: Array
    test: Array


class Stopped(NamedTuple):
    """What early stopping made of a training."""

    stopped: int
    """The last epoch, from 0."""
    best: int
    """The epoch whose weights were restored."""
    test_loss: float
    test_accuracy: float


@single_threaded
def watched(layers: Layers, make: Callable[[float], Any], images: Digits, seed: int = 0, dice: float = 0.3) -> Watched:
    """Train a network of 32 hidden units on 200 digits, a share of their labels thrown with dice, in batches of 32."""
    rng = np.random.default_rng(seed)
    x, labels = training.few(images, 200, rng, dice)
    network, optimizer = training.new_network(layers, 32, rng), make(0.05)
    params, losses = [], []
    for _ in range(EPOCHS):
        training.learn(network, optimizer, minibatches(x, labels, 32, rng))
        params.append({name: array.copy() for name, array in network.params.items()})
        parts = (x, labels), (images.validation_x, images.validation_labels), (images.test_x, images.test_labels)
        losses.append([training.measured(network.predict(each), true)[0] for each, true in parts])
    return Watched(network, images, params, *np.array(losses).T)


def replay(early_stopping: Callable[[int], Any], run: Watched, patience: int) -> Stopped:
    """Go through a training again until an object of the given class says stop, and let it restore the weights.

    Without a stop, the training runs to its last epoch, and the best weights are restored all the same.
    """
    stopper, live = early_stopping(patience), run.network.params
    for epoch, params in enumerate(run.params):
        for name, array in live.items():
            array[...] = params[name]
        if stopper.update(float(run.validation[epoch]), live):
            break
    stopper.restore(live)
    return Stopped(epoch, stopper.best_epoch, *tested(run))


def tested(run: Watched) -> tuple[float, float]:
    """Test loss and accuracy of the network as it is."""
    return training.measured(run.network.predict(run.images.test_x), run.images.test_labels)


def at_the_end(run: Watched) -> tuple[float, float]:
    """Test loss and accuracy after the last epoch."""
    for name, array in run.network.params.items():
        array[...] = run.params[-1][name]
    return tested(run)


def plot_stopping(early_stopping: Callable[[int], Any], run: Watched, patience: int = 5) -> Figure:
    """Draw the losses of a training with the epoch at which it stops and the one whose weights are kept."""
    found = replay(early_stopping, run, patience)
    end, _ = at_the_end(run)
    epochs = np.arange(EPOCHS)
    figure, axes = style.figure(height=3.8)
    axes.plot(epochs, run.train, color=COLOURS["train"], label="training")
    axes.plot(epochs, run.validation, "--", color=COLOURS["validation"], label="validation")
    axes.set(xlim=(0, EPOCHS - 1), ylim=(0, 2.4), xlabel="epoch", ylabel="loss (nats)")
    mark_epochs(axes, found)
    name_ends(axes)
    return describe(
        figure,
        f"Training loss falls over {EPOCHS} epochs, validation loss falls and rises again. With patience {patience} "
        f"training stops after epoch {found.stopped} and goes back to epoch {found.best}.",
        f"Stop after epoch {found.stopped}, back to epoch {found.best}: test loss {found.test_loss:.2f} nats, "
        f"{100 * found.test_accuracy:.0f} % right; after all {EPOCHS} epochs {end:.2f} nats.",
    )


def mark_epochs(axes: Axes, found: Stopped) -> None:
    """Mark the epoch whose weights are kept, and the last one; their names stand on either side of the pair."""
    for epoch, name, role, line, side in (
        (found.best, "best", "highlight", "-", "right"),
        (found.stopped, "stop", "ink", ":", "left"),
    ):
        axes.axvline(epoch, linestyle=line, color=COLOURS[role], linewidth=1.2)
        shift = -4 if side == "right" else 4
        top = (epoch, axes.get_ylim()[1])
        axes.annotate(
            name, top, (shift, -2), textcoords="offset points", ha=side, va="top", color=COLOURS[role], size=11
        )


# --- A bowl ---


def kept_after(steps: float, curvature: Array | float, learning_rate: float) -> Array:
    """Share of the way to the minimum that gradient descent has made from 0, for each curvature."""
    share: Array = 1 - (1 - learning_rate * np.asarray(curvature)) ** steps
    return share


def kept_under(penalty: float, curvature: Array | float) -> Array:
    """Share of the way to the minimum at which an L2 penalty stops, for each curvature."""
    curvature = np.asarray(curvature)
    share: Array = curvature / (curvature + penalty)
    return share


BOWL_RATE = 0.1
BOWL_STEPS = tuple(round(10**exponent) for exponent in np.linspace(1, 3, 31))


def plot_bowl(steps: int = 10) -> Figure:
    """Draw both shares against the curvature, the penalty being 1 / (learning rate x steps)."""
    curvature = np.geomspace(1e-3, 5, 200)
    penalty = 1 / (BOWL_RATE * steps)
    early, ridge = kept_after(steps, curvature, BOWL_RATE), kept_under(penalty, curvature)
    figure, axes = style.figure(height=3.5)
    axes.plot(curvature, early, color=COLOURS["forward"], label="stopped early")
    axes.plot(curvature, ridge, "--", color=COLOURS["theory"], label="L2 penalty")
    axes.set(xscale="log", xlim=(1e-3, 5), ylim=(0, 1.05), xlabel="curvature", ylabel="share of the way")
    axes.minorticks_off()
    axes.legend(loc="upper left")
    gap = float(np.max(np.abs(early - ridge)))
    return describe(
        figure,
        f"Share of the way to the minimum against the curvature, after {steps} steps and under a penalty of "
        f"{penalty:.2g}: both rise from 0 to 1 around the same curvature and differ by {gap:.2f} at most.",
        f"{steps} steps at the rate {BOWL_RATE:g} against a penalty of {penalty:.2g}: at most {gap:.2f} apart.",
    )


def summary(
    early_stopping: Callable[[int], Any], runs: Sequence[Watched], patience: int
) -> dict[str, tuple[float, float]]:
    """Means and half widths over 10 seeds: the `gain` in test loss over the end, in accuracy, the epochs used."""
    ends = [at_the_end(run) for run in runs]
    found = [replay(early_stopping, run, patience) for run in runs]
    return {
        "gain": interval([end[0] - each.test_loss for end, each in zip(ends, found, strict=True)]),
        "accuracy": interval([100 * (a.test_accuracy - end[1]) for end, a in zip(ends, found, strict=True)]),
        "test loss": interval([each.test_loss for each in found]),
        "best": interval([each.best for each in found]),
        "epochs": interval([each.stopped + 1 for each in found]),
    }
