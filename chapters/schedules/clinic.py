"""Two cases of the clinic: a warm-up and a training loop with a mistake in them, beside the right ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.schedules.given import Network
from chapters.schedules.training import NEVER
from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]

RATE, LENGTH = 0.1, 100
WARMUPS = (1, *range(2, 41, 2))


# --- A warm-up ---


def climbs(warmup: Callable[..., Any], cosine: Callable[..., Any], warmup_steps: int) -> Array:
    """Rates of a warm-up in front of a cosine, shape (LENGTH + 1,)."""
    behind = partial(cosine, learning_rate=RATE, decay_steps=LENGTH - warmup_steps)
    rates: Array = np.asarray(warmup(np.arange(LENGTH + 1), behind, warmup_steps))
    return rates


def plot_climbs(
    right: Callable[..., Any], ill: Callable[..., Any], cosine: Callable[..., Any], warmup_steps: int = 20
) -> Figure:
    """Draw two warm-ups in front of the same cosine, step by step.

    Parameters
    ----------
    right, ill, cosine : callable
        The schedules.
    warmup_steps : int
    """
    healthy, sick = climbs(right, cosine, warmup_steps), climbs(ill, cosine, warmup_steps)
    figure, axes = style.figure(height=3.6)
    axes.plot(healthy, "--", color=COLOURS["theory"], label="as it should be")
    axes.plot(sick, ".-", color=COLOURS["wrong"], markersize=5, linewidth=1, label="this warm-up")
    axes.set(xlim=(-1, LENGTH), ylim=(-0.003, 0.112), xlabel="step", ylabel="learning rate")
    legend_above(figure)
    before = warmup_steps - 1
    return describe(
        figure,
        f"A warm-up of {warmup_steps} steps in front of a cosine. Its rates are {sick[0]:.4g} at step 0, "
        f"{sick[before]:.3g} at step {before}, {sick[warmup_steps]:.3g} at the next; they should be {healthy[0]:.4g}, "
        f"{healthy[before]:.3g} and {healthy[warmup_steps]:.3g}.",
    )


# --- A training loop ---

FIRST_RATE, EPOCHS, BATCH, SAMPLES = 1.0, 10, 8, 400
EPOCH_STEPS = SAMPLES // BATCH
DROPS = (2, 5, 8, 20, 45, 100, 250, NEVER)


class Watched(Network):
    """A network that writes down its loss on all samples whenever it is asked for a batch's gradients."""

    def __init__(self, x: Array, labels: Array, rng: np.random.Generator) -> None:
        super().__init__(2, 16, 2, rng)
        self.seen: list[float] = []
        self._all = x, labels

    def gradients(self, x: Array, labels: Array) -> dict[str, Array]:
        """The gradients of a batch."""
        self.seen.append(self.loss(*self._all))
        return super().gradients(x, labels)


def losses(
    train: Callable[..., Any],
    minibatches: Callable[..., Any],
    schedule: Callable[..., Any],
    drop: int,
) -> Array:
    """Loss on two circles before each step, when the rate falls to a tenth at step `drop`: shape (steps,).

    Parameters
    ----------
    train, minibatches : callable
    schedule : callable
        `piecewise_constant(step, boundaries, rates)`.
    drop : int
    """
    x, labels = two_circles(samples=SAMPLES)
    rng = np.random.default_rng(1)
    network = Watched(x, labels, rng)
    boundaries, rates = np.array([drop - 1]), np.array([FIRST_RATE, FIRST_RATE / 10])
    train(network, lambda: minibatches(x, labels, BATCH, rng), lambda step: schedule(step, boundaries, rates), EPOCHS)
    return np.array(network.seen)


Curves = dict[int, tuple[Array, Array]]


def trainings(
    right: Callable[..., Any], ill: Callable[..., Any], minibatches: Callable[..., Any], schedule: Callable[..., Any]
) -> Curves:
    """For each of `DROPS` the losses with the right loop and with the other one; see `losses` for the arguments."""
    return {
        drop: (losses(right, minibatches, schedule, drop), losses(ill, minibatches, schedule, drop)) for drop in DROPS
    }


def plot_trainings(curves: Curves, drop: int = NEVER) -> Figure:
    """Draw the losses of both loops, when the rate should fall to a tenth at a step."""
    healthy, sick = curves[drop]
    figure, axes = style.figure(height=3.8)
    axes.plot(sick, color=COLOURS["wrong"], linewidth=1, label="this loop")
    axes.plot(healthy, color=COLOURS["theory"], linewidth=1.2, label="as it should be")
    if drop < NEVER:
        axes.axvline(drop, color=COLOURS["highlight"], linestyle=":", linewidth=1.5)
    axes.set(xlim=(0, len(sick)), ylim=(0.2, 1.0), xlabel="step", ylabel="loss on all samples (nats)")
    legend_above(figure)
    words = "never" if drop == NEVER else f"at step {drop}"
    early, late = jitter(sick)
    return describe(
        figure,
        f"Losses over {len(sick)} steps, {EPOCH_STEPS} an epoch, the rate to be divided by ten {words}. That of the "
        f"loop changes by {early:.3f} a step on average in the second quarter, and by {late:.3f} in the last.",
        f"This loop's loss changes by {early:.3f} a step in the second quarter, and by {late:.3f} in the last: it "
        f"{'has come to rest' if late < 0.3 * early or late < 0.01 else 'is still restless'}.",
    )


def jitter(seen: Array) -> tuple[float, float]:
    """Mean change of the loss in a step, in the second quarter of the steps and in the last."""
    changes = np.abs(np.diff(seen))
    quarter = len(seen) // 4
    return float(changes[quarter : 2 * quarter].mean()), float(changes[3 * quarter :].mean())
