"""A small network that comes ready-made, for the notebook's training loop, and the picture of what the loop returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


class Network:
    """One hidden layer of tanh units, then softmax with cross-entropy.

    Parameters
    ----------
    inputs, hidden, classes : int
        The widths.
    rng : numpy.random.Generator
        Draws the first weights.
    """

    def __init__(self, inputs: int, hidden: int, classes: int, rng: np.random.Generator) -> None:
        self.params = {
            "W": rng.normal(0, 1, (inputs, hidden)),
            "b": rng.normal(0, 1, hidden),
            "V": rng.normal(0, 1 / np.sqrt(hidden), (hidden, classes)),
            "c": np.zeros(classes),
        }

    def _run(self, x: Array) -> tuple[Array, Array]:
        """Hidden activations and log-probabilities of a batch."""
        hidden = np.tanh(x @ self.params["W"] + self.params["b"])
        scores = hidden @ self.params["V"] + self.params["c"]
        return hidden, scores - np.logaddexp.reduce(scores, axis=1)[:, None]

    def loss(self, x: Array, labels: Array) -> float:
        """Mean loss of a batch."""
        chances = np.take_along_axis(self._run(x)[1], labels[:, None], axis=1)
        return -float(np.mean(chances))

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """Gradients of the mean loss under the names of `params`."""
        hidden, chances = self._run(x)
        true = np.arange(self.params["c"].size) == labels[:, None]
        pull = np.where(true, np.expm1(chances), np.exp(chances)) / len(x)
        back = np.einsum("nk,hk,nh->nh", pull, self.params["V"], 1 - hidden**2)
        return {
            "W": np.einsum("nd,nh->dh", x, back),
            "b": np.einsum("nh->h", back),
            "V": np.einsum("nh,nk->hk", hidden, pull),
            "c": np.einsum("nk->k", pull),
        }


def plot_training(losses: Sequence[float], schedule: Callable[[int], float], final: float) -> tuple[Figure, Figure]:
    """Draw the losses of a training and its learning rate.

    Parameters
    ----------
    losses : sequence of float
        Of each batch before its step.
    schedule : callable
        The learning rate of a step.
    final : float
        Loss on all samples at the end.
    """
    first, axes = style.figure(width=style.HALF, height=3.3)
    values = np.clip(np.nan_to_num(np.asarray(losses, dtype=float), nan=9.0, posinf=9.0), 0, 1.6)
    windows = values[: len(values) // 20 * 20].reshape(-1, 20)
    axes.plot(values, color=COLOURS["muted"], linewidth=0.5)
    axes.plot(np.arange(len(windows)) * 20 + 10, windows.mean(axis=1), color=COLOURS["train"])
    axes.set(xlim=(0, len(values)), ylim=(0, 1.6), xlabel="step", ylabel="loss of a batch (nats)")
    second, beside = style.figure(width=style.HALF, height=3.3)
    rates = [float(schedule(step)) for step in range(len(values))]
    beside.plot(rates, color=COLOURS["forward"])
    beside.set(xlim=(0, len(values)), ylim=(0, 1.1 * max(rates)), xlabel="step", ylabel="learning rate")
    return (
        describe(
            first,
            f"Losses of {len(values)} batches; at the end the loss on all samples is {final:.3f}.",
            f"Loss on all samples at the end: {final:.3f}.",
        ),
        describe(
            second, f"The learning rate: {rates[0]:.3g} at first, at most {max(rates):.3g}, {rates[-1]:.3g} at last."
        ),
    )
