"""What the notebook drives: patients for a diagnosis, one batch, a treatment, and a reader's errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from chapters.recipe import curves, sick
from chapters.recipe.given import PARTS, Array
from chapters.recipe.onebatch import mistakes, plot_one_batch
from chapters.shared import style
from chapters.shared.data import digits
from chapters.shared.experiments import single_threaded
from chapters.shared.style import COLOURS, describe

__all__ = ["mistakes", "patients", "plot_errors", "plot_one_batch", "plot_patient", "plot_treatment", "reader"]

plot_patient = curves.plot_patient


def patients() -> dict[str, list[sick.Run]]:
    """Train every patient once, with parts that come ready-made."""
    return sick.ward(PARTS, sick.images())


@cache
def _treated(settings: tuple[tuple[str, Any], ...]) -> sick.Run:
    return sick.trial(PARTS, curves.DEEP._replace(**dict(settings)), sick.images(), 0)


def plot_treatment(heal: Callable[[], Mapping[str, Any]], settings: str = "yours") -> Figure:
    """Draw the curves of the sick network with a student's settings, or with those that it came with."""
    run = _treated(tuple((heal() if settings == "yours" else sick.SICK).items()))
    figure, axes = style.figure(height=3.8)
    curves.draw_losses(axes, run)
    train, shares = curves.end(run.losses[:, 0]), run.accuracies[-1]
    return describe(
        figure,
        f"Losses of the network with six layers, settings: {settings}. Training ends at {train:.3g} nats.",
        f"Training ends at {train:.3g} nats, {100 * shares[0]:.0f} % right; {100 * shares[1]:.0f} % of the "
        "validation digits.",
    )


class Reader(NamedTuple):
    """What a trained network says of the validation digits, as they are and moved by a pixel."""

    images: dict[bool, Array]
    """Shape (300, 64) each."""
    logits: dict[bool, Array]
    """Shape (300, 10) each."""
    labels: Array


@single_threaded
def reader(build: Callable[..., Any], learn: Callable[..., None]) -> Reader:
    """Train a student's network as the check does, with digits of another division."""
    data, rng = digits(np.random.default_rng(0), validation=300, test=600), np.random.default_rng(1)
    network = build(rng)
    validation = data.validation_x, data.validation_labels
    learn(network, (data.train_x.copy(), data.train_labels.copy()), validation, rng)
    right = np.roll(data.validation_x.reshape(-1, 8, 8), 1, axis=2)
    right[:, :, 0] = 0.0
    images = {False: data.validation_x, True: right.reshape(-1, 64)}
    return Reader(images, {moved: network.predict(x) for moved, x in images.items()}, data.validation_labels)


def plot_errors(
    confusion_matrix: Callable[[Array, Array, int], Array], found: Reader, moved: bool = False
) -> tuple[Figure, Figure]:
    """Draw the confusion matrix of a reader, and its surest errors."""
    logits, labels = found.logits[moved], found.labels
    said = logits.argmax(axis=1)
    matrix = np.asarray(confusion_matrix(labels, said, 10))
    place = "one pixel to the right" if moved else "as they are"
    table, axes = style.figure(width=style.HALF, height=3.15)
    axes.imshow(np.sqrt(matrix), cmap=style.colormap("sequential"))
    for (row, column), count in np.ndenumerate(matrix):
        if count:
            colour = COLOURS["paper" if count > matrix.max() / 3 else "ink"]
            axes.text(column, row, f"{count}", ha="center", va="center", size=10, color=colour)
    axes.set(xticks=range(10), yticks=range(10), xlabel="said", ylabel="true")
    right = float((said == labels).mean())
    describe(
        table,
        f"Confusion matrix of 300 digits, {place}: {100 * right:.1f} % lie on the diagonal.",
        f"{100 * right:.1f} % of the validation digits {place} are right.",
    )
    margin = logits.max(axis=1) - logits[np.arange(len(labels)), labels]
    worst = np.argsort(-margin)[:12]
    pictures, axes = style.figure(width=style.HALF, height=3.15)
    for rank, one in enumerate(worst):
        row, column = divmod(rank, 4)
        if margin[one] > 0:
            extent = (column + 0.15, column + 0.85, row + 0.95, row + 0.25)
            axes.imshow(found.images[moved][one].reshape(8, 8), cmap=style.colormap("sequential"), extent=extent)
            axes.text(column + 0.5, row + 0.2, f"{labels[one]} → {said[one]}", ha="center", size=12)
    axes.set(xlim=(0, 4), ylim=(3, 0))
    axes.axis("off")
    count = int((margin > 0).sum())
    return table, describe(
        pictures, f"The {min(count, 12)} surest of {count} errors, with the true digit and what was said."
    )
