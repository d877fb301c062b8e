"""What a reader or a student drives: a sheet under affine layers and ReLU, and the softmax with its temperature.

Every function takes the implementation that it shows as an argument.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Function = Callable[[Array], Array]

# --- A sheet of graph paper ---

TEMPERATURES = [(f"{heat:.2f}", float(heat)) for heat in 2.0 ** np.arange(-2, 2.1, 0.125)]
STAGES = [("affine", "affine"), ("affine, ReLU", "relu"), ("fold: affine, ReLU, affine", "fold")]


def stages(affine: Any, relu: Function, x: Array, shear: float, shift: float, stage: str) -> Array:
    """Where points of the plane come to.

    Parameters
    ----------
    affine : class
    relu : callable
    x : ndarray, shape (N, 2)
    shear : float
        The first output is x1 + shear * x2 + shift, the second x2 + shift.
    shift : float
    stage : {"affine", "relu", "fold"}
        After the affine layer; after a ReLU as well; or after four ReLU units, two for each output z, which a second
        affine layer adds up to relu(z) + relu(-z) = |z|.

    Returns
    -------
    ndarray, shape (N, 2)
    """
    z = affine(np.array([[1.0, 0.0], [float(shear), 1.0]]), np.full(2, float(shift))).forward(x)
    if stage == "affine":
        return np.asarray(z)
    if stage == "relu":
        return np.asarray(relu(z))
    both = np.hstack([np.eye(2), -np.eye(2)])
    units = relu(affine(both, np.zeros(4)).forward(z))
    return np.asarray(affine(np.abs(both).T, np.zeros(2)).forward(units))


def plot_grid(
    affine: Any, relu: Function, shear: float = 1.0, shift: float = 0.0, stage: str = "affine"
) -> tuple[Figure, Figure]:
    """Draw a sheet of graph paper with four corners, before and after the layers."""
    side, fine = np.linspace(-1, 1, 7), np.linspace(-1, 1, 61)
    across = [np.column_stack([fine, np.full(61, place)]) for place in side]
    lines = across + [line[:, ::-1] for line in across]
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    pair = []
    for name, layers in (("x", None), ("y", stage)):
        figure, axes = style.figure(width=style.HALF, height=3.1)
        moved = [line if layers is None else stages(affine, relu, line, shear, shift, layers) for line in lines]
        for k, line in enumerate(moved):
            axes.plot(*line.T, color=COLOURS["forward" if k < len(side) else "theory"], linewidth=1.2)
        ends = corners if layers is None else stages(affine, relu, corners, shear, shift, layers)
        for place, marker in zip(ends, "os^D", strict=True):
            axes.plot(*place, marker, color=COLOURS["loss"], zorder=4)
        axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal", xlabel=f"${name}_1$", ylabel=f"${name}_2$")
        pair.append(figure)
    describe(pair[0], "A square sheet of graph paper with a mark at each of its corners, before the layers.")
    told = {
        "affine": "a parallelogram: straight lines stay straight",
        "relu": "what had a negative coordinate is pressed onto an axis",
        "fold": "folded along both axes into the quadrant where both coordinates are positive",
    }[stage]
    spots = ", ".join(f"({u:.1f}, {v:.1f})" for u, v in ends)
    describe(pair[1], f"The sheet with a shear of {shear:g} and a shift of {shift:g}: {told}. Corners: {spots}.")
    return pair[0], pair[1]


# --- Softmax ---

LOGITS = np.array([[2.0, 1.0, 0.0]])
SHIFTS = [-800, 0, 700, 800]
FORMULAS = [("stable", "stable"), ("plain", "plain")]


def plain_softmax(logits: Array) -> Array:
    """The softmax as its formula stands, as a term of comparison: it overflows, and it divides 0 by 0."""
    with np.errstate(all="ignore"):
        exponentials = np.exp(logits)
        shares: Array = exponentials / exponentials.sum(axis=1, keepdims=True)
        return shares


def plain_cross_entropy(logits: Array, labels: Array) -> float:
    """The mean of minus the logarithm of the true class's probability, by the plain softmax."""
    with np.errstate(all="ignore"):
        return float(-np.log(np.take_along_axis(plain_softmax(logits), labels.reshape(-1, 1), axis=1)).mean())


def plot_softmax(
    softmax: Function,
    cross_entropy: Callable[[Array, Array], float],
    temperature: float = 1.0,
    shift: float = 0.0,
    formula: str = "stable",
) -> Figure:
    """Draw the probabilities of three classes with the logits 2, 1 and 0, divided by a temperature, and shifted."""
    logits = LOGITS / temperature + shift
    chosen = (softmax, cross_entropy) if formula == "stable" else (plain_softmax, plain_cross_entropy)
    probabilities, loss = np.ravel(chosen[0](logits)), float(chosen[1](logits, np.array([0])))
    figure, axes = style.figure(height=3.2)
    axes.bar(range(3), np.nan_to_num(probabilities), color=COLOURS["forward"], width=0.6)
    texts = [f"{value:.3f}" if np.isfinite(value) else "NaN" for value in probabilities]
    for k, text in enumerate(texts):
        height = float(np.nan_to_num(probabilities)[k])
        axes.text(k, height + 0.02, text, ha="center", color=COLOURS["wrong" if text == "NaN" else "ink"])
    axes.set(xlim=(-0.5, 2.5), ylim=(0, 1.12), ylabel="probability", xlabel="logit")
    axes.set_xticks(range(3), [f"{value:.4g}" for value in logits[0]])
    return describe(
        figure,
        f"Probabilities of three classes with logits {', '.join(f'{value:g}' for value in logits[0])} by the {formula} "
        f"formula: {', '.join(texts)}. Loss for class 0: {loss:.3f}.",
        f"If the first class is the true one, the loss is {f'{loss:.3f}' if np.isfinite(loss) else 'not a number'}.",
    )
