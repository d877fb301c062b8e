"""L2 in the loss beside weight decay: the same weights under gradient descent, others with a memory or under Adam."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.regularization import training
from chapters.regularization.penalties import Loss
from chapters.regularization.training import Array, Layers
from chapters.shared import style
from chapters.shared.data import Digits
from chapters.shared.experiments import single_threaded
from chapters.shared.style import COLOURS, describe

Step = Callable[[dict[str, Array], dict[str, Array]], None]
"""Called as `step(params, grads)`: changes the parameters in place."""

STEPS = 100


class Twins(NamedTuple):
    """Two networks that start with the same weights, one with L2 in its loss and one with weight decay."""

    distance: Array
    """Between their weights, in norms of the first one's, before each step and after the last: shape (STEPS + 1,)."""
    norms: Array
    """Of the weights of both, shape (STEPS + 1, 2)."""


def decoupled(make: Callable[[], Any], learning_rate: float, decay: float) -> Step:
    """Return steps that first take a share of every weight, then do what an optimizer does; biases do not decay."""
    optimizer = make()

    def step(params: dict[str, Array], grads: dict[str, Array]) -> None:
        for array in params.values():
            array *= 1 - learning_rate * decay * (array.ndim > 1)
        optimizer.update(params, grads)

    return step


@single_threaded
def twins(layers: Layers, loss: Loss, with_penalty: Step, with_decay: Step, images: Digits, strength: float) -> Twins:
    """Train both for `STEPS` steps on 100 digits.

    Parameters
    ----------
    layers : tuple of classes
    loss : callable
        The L2 loss.
    with_penalty, with_decay : callable
        One step of either network; the first gets gradients with the penalty's part.
    images : Digits
    strength : float
        Of penalty and decay.
    """
    x, labels = training.few(images, 100, np.random.default_rng(0))
    pair = [training.new_network(layers, 32, np.random.default_rng(1)) for _ in range(2)]
    distance, norms = [], []
    for _ in range(STEPS + 1):
        both = [{name: array for name, array in network.params.items() if array.ndim > 1} for network in pair]
        apart = training.weight_norm({name: array - both[1][name] for name, array in both[0].items()})
        norms.append([training.weight_norm(each) for each in both])
        distance.append(apart / norms[-1][0])
        slopes = [network.gradients(x, labels) for network in pair]
        _, added = loss(np.zeros(1), pair[0].params, strength)
        with_penalty(pair[0].params, {name: slope + added[name] for name, slope in slopes[0].items()})
        with_decay(pair[1].params, slopes[1])
    return Twins(np.array(distance), np.array(norms))


RATES = {"SGD": 0.5, "Momentum": 0.05, "Adam": 0.01}
STRENGTHS = (0.001, 0.01, 0.1)


def study(
    layers: Layers,
    loss: Loss,
    makers: Mapping[str, Callable[[float], Any]],
    images: Digits,
    strengths: Sequence[float] = STRENGTHS,
) -> dict[tuple[str, float], Twins]:
    """Twins under every optimizer of `RATES`, at every strength."""
    found = {}
    for name, rate in RATES.items():
        for strength in strengths:
            shrinking = decoupled(lambda: makers[name](rate), rate, strength)  # noqa: B023
            found[name, strength] = twins(layers, loss, makers[name](rate).update, shrinking, images, strength)
    return found


def plot_twins(pair: Twins, strength: float) -> tuple[Figure, Figure]:
    """Draw the distance between two networks, and the norms of their weights."""
    left, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(np.maximum(pair.distance, 1e-17), color=COLOURS["forward"])
    axes.set(yscale="log", xlim=(0, STEPS), ylim=(1e-17, 10), xlabel="step", ylabel="distance (norms)")
    axes.set_yticks([1e-16, 1e-12, 1e-8, 1e-4, 1])
    axes.minorticks_off()
    last = pair.distance[-1]
    describe(
        left,
        f"Distance between the weights of two networks over {STEPS} steps, one with L2 in its loss and one with weight "
        f"decay, strength {strength:g}. In the end it is {last:.2g} norms.",
        f"After {STEPS} steps the weights are {last:.2g} norms apart.",
    )
    right, axes = style.figure(width=style.HALF, height=3.3)
    axes.plot(pair.norms[:, 0], color=COLOURS["theory"], label="L2 in the loss")
    axes.plot(pair.norms[:, 1], "--", color=COLOURS["forward"], label="weight decay")
    axes.set(xlim=(0, STEPS), ylim=(0, 20), xlabel="step", ylabel="norm of the weights")
    axes.legend(loc="lower left")
    ends = pair.norms[-1]
    describe(
        right,
        f"Norm of the weights: in the end {ends[0]:.2f} with L2 in the loss, {ends[1]:.2f} with decay.",
        f"Norms: {ends[0]:.2f} with L2, {ends[1]:.2f} with decay.",
    )
    return left, right


def plot_study(
    found: Mapping[tuple[str, float], Twins], optimizer: str = "SGD", strength: float = 0.01
) -> tuple[Figure, Figure]:
    """Draw the twins of one optimizer and strength."""
    return plot_twins(found[optimizer, strength], strength)


def plot_yours(
    loss: Loss, decayed_step: Callable[..., None], layers: Layers, images: Digits, strength: float = 0.01
) -> tuple[Figure, Figure]:
    """Draw twins under plain gradient descent, made of a student's penalty and a student's decayed step."""

    def plain(params: dict[str, Array], grads: dict[str, Array]) -> None:
        for name, array in params.items():
            array -= 0.5 * grads[name]

    def decayed(params: dict[str, Array], grads: dict[str, Array]) -> None:
        decayed_step(params, grads, 0.5, strength)

    return plot_twins(twins(layers, loss, plain, decayed, images, strength), strength)
