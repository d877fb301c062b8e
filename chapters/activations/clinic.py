"""A case of the clinic: a maxout unit with a mistake in it learns a curve beside the right one."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.activations.figures import CURVES, fit_maxout
from chapters.shared import style
from chapters.shared.style import COLOURS, describe


def plot_pieces(right: Any, ill: Any, curve: str = "bowl") -> tuple[Figure, Figure]:
    """Draw what two maxout units of two pieces have made of a curve.

    Parameters
    ----------
    right, ill : class
        Maxout units.
    curve : str
        A key of `CURVES`.
    """
    x, figures = np.linspace(-1.5, 1.5, 121), []
    for words, maxout in (("as it should be", right), ("this unit", ill)):
        unit, _, error = fit_maxout(maxout, 2, curve)
        slopes = sorted(unit.params["W"][0, 0])
        figure, axes = style.figure(width=style.HALF, height=3.4)
        axes.plot(x, CURVES[curve](x), color=COLOURS["theory"], linewidth=5, alpha=0.6, label="curve")
        axes.plot(x, np.asarray(unit.forward(x[:, np.newaxis]))[:, 0], color=COLOURS["forward"], label="unit")
        axes.set(xlim=(-1.5, 1.5), ylim=(-2.5, 4), xlabel="$x$", title=words)
        axes.legend(loc="upper center", ncols=2)
        text = f"slopes {slopes[0]:.2f} and {slopes[1]:.2f}, error {error:.2f}"
        told = f"Two pieces after 400 steps on the {curve}, {words}: {text}."
        figures.append(describe(figure, told, f"{words}: {text}".capitalize() + "."))
    return figures[0], figures[1]
