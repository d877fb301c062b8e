"""One batch, again and again: what it finds, and what slips through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.recipe.given import Array
from chapters.shared import style
from chapters.shared.data import digits
from chapters.shared.labels import legend_above
from chapters.shared.network import Initializer, Sequential
from chapters.shared.style import COLOURS, describe

STEPS, BATCH = 100, 32
Overfit = Callable[[Sequential, Any, Array, Array, int], Array]
Patient = Callable[[], tuple[Sequential, Any, Array, Array]]
"""Makes a network, an optimizer and a batch, always the same."""


class Mistaken(Sequential):
    """A network whose gradients are those of other labels, or are changed before anybody sees them."""

    labels: Callable[[Array], Array]
    change: Callable[[Array], Array]

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Return what the mistake makes of the gradients."""
        return {name: self.change(array) for name, array in super().gradients(x, self.labels(labels)).items()}


def mistakes(affine: Any, relu: Any, loss: Any, optimizer: Any, initializer: Initializer) -> dict[str, Patient]:
    """Return networks for digits, one right and the others with one mistake each.

    Parameters
    ----------
    affine, relu, loss, optimizer : callable
        The classes; the optimizer takes a learning rate.
    initializer : callable
        Called as `initializer(rng, fan_in, fan_out)`.
    """

    class Leaking(relu):
        """A ReLU whose slope was forgotten."""

        def backward(self, dy: Array) -> Array:
            return dy

    def patient(kind: Any = relu, rate: float = 0.01, sign: float = 1.0, shuffled: bool = False) -> Patient:
        def make() -> tuple[Sequential, Any, Array, Array]:
            rng, data = np.random.default_rng(0), digits(np.random.default_rng(0))
            layers = [
                affine(initializer(rng, 64, 32), np.zeros(32)),
                kind(),
                affine(initializer(rng, 32, 10), np.zeros(10)),
            ]
            network = Mistaken(layers, loss())
            network.labels = rng.permutation if shuffled else np.asarray
            network.change = lambda gradient: sign * gradient
            return network, optimizer(rate), data.train_x[:BATCH], data.train_labels[:BATCH]

        return make

    return {
        "none": patient(),
        "the gradient's sign": patient(sign=-1.0),
        "labels in another order than images": patient(shuffled=True),
        "a rate a thousand times too small": patient(rate=1e-5),
        "ReLU without its slope": patient(kind=Leaking),
        "gradients 32 times too large": patient(sign=32.0),
    }


def losses_of(overfit: Overfit, patient: Patient) -> Array:
    """The losses of one patient on its batch, shape (STEPS + 1,)."""
    with np.errstate(all="ignore"):
        return np.asarray(overfit(*patient(), STEPS))


def plot_one_batch(overfit: Overfit, patients: Mapping[str, Patient], mistake: str = "none") -> Figure:
    """Draw the loss of a network with a mistake on one batch, and that of the network without."""
    figure, axes = style.figure(height=3.6)
    shown = {
        "without a mistake": losses_of(overfit, patients["none"]),
        "this one": losses_of(overfit, patients[mistake]),
    }
    # The first line is wide, so that it shows beside a second one that lies on it.
    for (label, losses), role, width in zip(shown.items(), ("muted", "train"), (7, 2), strict=True):
        axes.plot(np.clip(losses, 1e-3, 99), color=COLOURS[role], linewidth=width, label=label)
    axes.set(yscale="log", xlim=(0, STEPS), ylim=(1e-3, 100), xlabel="step", ylabel="loss of the batch (nats)")
    legend_above(figure)
    first, last = shown["this one"][[0, -1]]
    found = "learned by heart" if last < 0.1 else "not learned, so it is found"
    return describe(
        figure,
        f"Loss on one batch of {BATCH} digits over {STEPS} steps, mistake: {mistake}. From {first:.3g} "
        f"to {last:.3g} nats.",
        f"Mistake: {mistake}. From {first:.3g} to {last:.3g} nats in {STEPS} steps: {found}.",
    )
