"""BatchNorm beside LayerNorm: the same batch, normalized along its columns or along its rows."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import Array, Norm
from chapters.shared import style
from chapters.shared.style import COLOURS, colormap, describe

LAYERS = ["input", "BatchNorm", "LayerNorm"]
SAMPLES, FEATURES = 6, 5
BRIGHT, LARGE = 1, 3
"""The row that is 3 higher than the others (a bright image), and the column that is 4 higher (a large feature)."""


def batch() -> Array:
    """Small noise, a row that is high, and a column that is high: shape (6, 5)."""
    x = np.random.default_rng(0).normal(0, 0.7, (SAMPLES, FEATURES))
    x[BRIGHT] += 3
    x[:, LARGE] += 4
    return x


def outputs(batch_norm: Norm, layer_norm: Norm) -> dict[str, Array]:
    """The batch as it comes, and what each new layer makes of it in training."""
    x = batch()
    gamma, beta = np.ones(FEATURES), np.zeros(FEATURES)
    return {
        "input": x,
        "BatchNorm": batch_norm(gamma.copy(), beta.copy()).forward(x.copy(), train=True),
        "LayerNorm": layer_norm(gamma.copy(), beta.copy()).forward(x.copy(), train=True),
    }


def _number(value: float) -> str:
    """One decimal, with a true minus sign and no minus before nought."""
    return f"{value + 0.0:.1f}".replace("-0.0", "0.0").replace("-", "−")


def plot_axes(batch_norm: Norm, layer_norm: Norm, layer: str = "input") -> Figure:
    """Draw the batch as a table, as it comes or as a layer makes it, with the means of its rows and columns."""
    y = outputs(batch_norm, layer_norm)[layer]
    figure, axes = style.figure(height=3.9)
    axes.imshow(y, cmap=colormap("diverging"), vmin=-8, vmax=8, aspect="auto")
    for (row, column), value in np.ndenumerate(y):
        axes.text(column, row, _number(value), ha="center", va="center", size=11)
    for row, value in enumerate(y.mean(axis=1)):
        axes.text(FEATURES + 0.1, row, _number(value), ha="center", va="center", color=COLOURS["loss"])
    for column, value in enumerate(y.mean(axis=0)):
        axes.text(column, SAMPLES, _number(value), ha="center", va="center", color=COLOURS["loss"])
    axes.text(FEATURES + 0.1, SAMPLES, "means", ha="center", va="center", size=11, color=COLOURS["loss"])
    axes.set(xlim=(-0.5, FEATURES + 0.7), ylim=(SAMPLES + 0.45, -0.5), xlabel="feature", ylabel="sample")
    axes.set(xticks=range(FEATURES), yticks=range(SAMPLES))
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    rows, columns = np.ptp(y.mean(axis=1)), np.ptp(y.mean(axis=0))
    return describe(
        figure,
        f"A batch of {SAMPLES} samples in {FEATURES} features, {layer}. The mean of sample {BRIGHT} is "
        f"{_number(y[BRIGHT].mean())}, that of feature {LARGE} is {_number(y[:, LARGE].mean())}. Means of samples "
        f"differ by up to {rows:.2f}, means of features by up to {columns:.2f}.",
        f"Means of samples differ by up to {rows:.2f}, means of features by up to {columns:.2f}.",
    )
