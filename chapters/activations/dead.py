"""Units that are off for every sample (claim C34): their share against the learning rate, with and without a leak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.activations.circles import circles
from chapters.activations.regions import normal_he
from chapters.activations.stacked import Stack, descend
from chapters.shared import style
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

RATES = (0.03, 0.1, 0.3, 1.0, 2.0, 3.0)
AFTER = 0.1
HIDDEN = (16, 16)
EPOCHS = (20, 20)


class Deaths(NamedTuple):
    """What happened while networks trained, for R learning rates and S seeds.

    Attributes
    ----------
    share : ndarray, shape (41, R, S)
        Of the 32 hidden units, those whose net input is positive for no training point, after each epoch.
    accuracy : ndarray, shape (R, S)
        On the training points, after the last epoch.
    """

    share: Array
    accuracy: Array


def count_dead(activation: Callable[[], Any], rates: Sequence[float] = RATES, seeds: int = 10) -> Deaths:
    """Train networks with two hidden layers of 16 units on the two circles, at all rates and from all seeds at once.

    He's initialization, plain gradient descent in batches of 32, no momentum. After 20 epochs the rate falls to 0.1 for
    all, for 20 more: time for a unit to come back.
    """
    x, labels = circles()
    rngs = [np.random.default_rng(seed) for _ in rates for seed in range(seeds)]
    stack = Stack([2, *HIDDEN, 1], [activation() for _ in HIDDEN], [normal_he] * 3, rngs)
    rate = np.repeat(rates, seeds)[:, np.newaxis]
    shares = []
    rng = np.random.default_rng(100)
    fast = descend(stack, x[:500], labels[:500], rate, EPOCHS[0], 32, rng)
    slow = descend(stack, x[:500], labels[:500], AFTER, EPOCHS[1], 32, rng)
    for _ in chain(fast, islice(slow, 1, None)):
        stack.forward(x[:500])
        maps = zip(stack.inputs[:-1], stack.weights[:-1], stack.biases[:-1], strict=True)
        off = [((inputs @ weight + bias) <= 0).all(axis=-2) for inputs, weight, bias in maps]
        shares.append(np.concatenate(off, axis=-1).mean(axis=-1).reshape(len(rates), seeds))
    return Deaths(np.array(shares), stack.accuracy(x[:500], labels[:500]).reshape(len(rates), seeds))


def plot_dead(deaths: dict[str, Deaths], activation: str = "ReLU", learning_rate: float = 1.0) -> Figure:
    """Draw the share of units that are off for all samples while the networks train, ten of them and their mean.

    Parameters
    ----------
    deaths : dict of str to Deaths
        What `count_dead` returned for each activation.
    activation : str
        A key of it.
    learning_rate : float
        One of `RATES`.
    """
    at = RATES.index(learning_rate)
    share, accuracy = deaths[activation].share[:, at], float(deaths[activation].accuracy[at].mean())
    figure, axes = style.figure(height=3.9)
    axes.plot(share, color=COLOURS["wrong"], linewidth=0.8, alpha=0.5)
    mean = share.mean(axis=1)
    axes.plot(mean, color=COLOURS["wrong"], label="mean")
    axes.axvline(EPOCHS[0], color=COLOURS["muted"], linewidth=1, linestyle=":")
    axes.text(EPOCHS[0] + 0.7, 0.97, f"then rate {AFTER:g}", va="top", color=COLOURS["muted"])
    axes.set(xlim=(0, sum(EPOCHS)), ylim=(-0.02, 1.0), xlabel="epoch", ylabel="share of dead units")
    name_ends(axes)
    return describe(
        figure,
        f"{activation}, learning rate {learning_rate:g} for 20 epochs, then 0.1: of the hidden units "
        f"{100 * mean[EPOCHS[0]]:.0f} % are off for all samples after 20 epochs and {100 * mean[-1]:.0f} % after 40; "
        f"accuracy {100 * accuracy:.0f} %.",
        f"At the end {100 * mean[-1]:.0f} % of the units are off for all samples, and {100 * accuracy:.0f} % of the "
        "answers are right.",
    )
