"""The graph of batch normalization: with formulas, with the numbers of an example, and the three ways of a gradient."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from chapters.batchnorm.networks import Array, Norm
from chapters.shared import graphs, style
from chapters.shared.graphs import Edge, Node
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

X, GAMMA, BETA = np.array([1.0, 7.0, 9.0, 15.0]), 10.0, 20.0
DY = np.array([0.0, 0.0, 0.0, 1.0])


def _nodes(shift: float = 0.0) -> dict[str, Node]:
    """Places of the graph's nodes; the statistics run above the samples' own way."""
    places = {
        "x": Node(0.2, 0.7, "$x$", "value"),
        "mean": Node(1.05, 1.95, "$\\mu$"),
        "minus": Node(1.9, 0.7, "−"),
        "variance": Node(2.75, 1.95, "$v$"),
        "root": Node(3.85, 1.95, "$r$"),
        "times": Node(3.85, 0.7, "×"),
        "scale": Node(5.05, 0.7, "$\\gamma,\\beta$"),
        "y": Node(6.2, 0.7, "$y$", "value"),
    }
    return {name: node._replace(y=node.y + shift) for name, node in places.items()}


WAYS = (
    ("x", "minus", "x"),
    ("x", "mean", "x to mean"),
    ("mean", "minus", "mean"),
    ("minus", "variance", "c to variance"),
    ("variance", "root", "variance"),
    ("root", "times", "root"),
    ("minus", "times", "c"),
    ("times", "scale", "normalized"),
    ("scale", "y", "y"),
)
"""The graph's edges: start, end, name."""


def plot_graph() -> Figure:
    """Draw the graph of BatchNorm with what is computed on each edge, and what runs back."""
    labels = {
        "x": ("", "1, 3"),
        "x to mean": ("$x$", " "),
        "mean": ("$\\mu$", "2"),
        "c to variance": ("", "3"),
        "variance": ("$v$", "3"),
        "root": ("$r$", "3"),
        "c": ("$c$", "1"),
        "normalized": ("$\\hat{x}$", r"$\bar{\hat{x}}$"),
        "y": ("$y$", r"$\bar{y}$"),
    }
    edges = [Edge(start, end, *labels[name]) for start, end, name in WAYS]
    caption = "$c = x - \\mu$,   $r = 1/\\sqrt{v + \\epsilon}$,   $\\hat{x} = c\\, r$"
    figure, _ = graphs.graph(2.9, _nodes(0.35), edges, caption, spread=1.5)
    return describe(
        figure,
        "Graph of BatchNorm for one feature. x goes to a minus and to the mean, the mean goes to the minus as well. "
        "What leaves the minus, c, goes to a product and to the variance; from the variance comes r, one over a root, "
        "which goes to the product. Then gamma multiplies and beta is added. Backwards x is reached by three ways: "
        "1 directly, 2 through the mean, 3 through the variance.",
    )


# --- With numbers ---


def values(x: Array = X, gamma: float = GAMMA, beta: float = BETA, dy: Array = DY) -> dict[str, Array | float]:
    """Every value of the example, with epsilon = 0, and for each the gradient (its name ends in "_bar")."""
    mean = x.mean()
    c = x - mean
    v = (c**2).mean()
    r = v**-0.5
    hat = c * r
    hat_bar = gamma * dy
    r_bar = (hat_bar * c).sum()
    v_bar = -0.5 * r**3 * r_bar
    c_bar = r * hat_bar + 2 / len(x) * c * v_bar
    mean_bar = -c_bar.sum()
    return {
        "x": x,
        "mean": mean,
        "c": c,
        "v": v,
        "r": r,
        "hat": hat,
        "y": gamma * hat + beta,
        "y_bar": dy,
        "beta_bar": dy.sum(),
        "gamma_bar": (dy * hat).sum(),
        "hat_bar": hat_bar,
        "r_bar": r_bar,
        "v_bar": v_bar,
        "c_bar": c_bar,
        "mean_bar": mean_bar,
        "x_bar": c_bar + mean_bar / len(x),
    }


ROWS = (("y", "$y$"), ("hat", "$\\hat{x}$"), ("r", "$r$"), ("v", "$v$"), ("c", "$c$"), ("mean", "$\\mu$"), ("x", "$x$"))
STEPS = [
    ([], "The batch is given: four samples of one feature."),
    (["mean"], "The mean: μ = 8. From here on no sample is alone."),
    (["c"], "Centred: c = x − μ."),
    (["v"], "The variance: the mean of c², (49 + 1 + 1 + 49) / 4 = 25."),
    (["r"], "One over its root: r = 1/5 (ε = 0 here)."),
    (["hat"], "Normalized: c r. Mean 0, variance 1."),
    (["y"], "Scaled and shifted: γ = 10, β = 20."),
    (["y_bar"], "Backward: only the last output matters to the loss."),
    (["hat_bar"], "A product: times γ = 10. On the way: γ̄ = 1.4, β̄ = 1."),
    (["r_bar"], "r belongs to all samples, so sum: 10 · 7 = 70."),
    (["v_bar"], "The slope of r is −r³/2 = −0.004."),
    (["c_bar"], "Two ways meet at c: r · 10 directly, and 2c/4 · (−0.28)."),
    (["mean_bar"], "μ was taken from every sample: minus the sum of the row above."),
    (["x_bar"], "Two ways meet at x: c̄, and a fourth of μ̄ each."),
]
"""What each step adds: the values that it makes, and the rule that makes them."""


def plot_numbers(step: int = 0) -> Figure:
    """Draw the table of the example with all that is known after a step: values on the left, gradients on the right."""
    found = values()
    fresh, rule = STEPS[step]
    known = {"x"}.union(*(made for made, _ in STEPS[: step + 1]))
    figure, axes = graphs.canvas(3.7)
    axes.text(1.9, 3.45, "forward", ha="center", color=COLOURS["forward"])
    axes.text(4.75, 3.45, "backward", ha="center", color=COLOURS["backward"])
    frame = {"boxstyle": "round,pad=0.2", "facecolor": COLOURS["paper"], "edgecolor": COLOURS["highlight"]}
    for row, (name, symbol) in enumerate(ROWS):
        height = 3.08 - 0.385 * row
        axes.text(0.2, height, symbol, ha="center", va="center", size=13)
        for left, key, role in ((0.6, name, "forward"), (3.45, f"{name}_bar", "backward")):
            if key in known:
                box = frame if key in fresh else None
                for place, value in enumerate(np.atleast_1d(found[key])):
                    shift = 0.66 * (place if np.ndim(found[key]) else 1.5)
                    text = f"{value:.4g}".replace("-", "−")
                    axes.text(
                        left + 0.3 + shift,
                        height,
                        text,
                        ha="center",
                        va="center",
                        size=12,
                        color=COLOURS[role],
                        bbox=box,
                    )
    axes.text(3.2, 0.22, rule, ha="center", va="center", size=11)
    shown = ", ".join(f"{key.replace('_bar', ' bar')} = {np.round(found[key], 4).tolist()}" for key in fresh)
    return describe(figure, f"Batch normalization of the batch (1, 7, 9, 15), step {step}. {rule} {shown}")


# --- Three ways ---


def three_ways(sample: int) -> dict[str, Array]:
    """What reaches each of the four inputs by each way, when only one output (1 to 4) matters: shape (4,) each."""
    dy = (np.arange(1, 5) == sample).astype(float)
    found = values(dy=dy)
    r, hat = float(found["r"]), np.asarray(found["hat"])
    own = r * GAMMA * dy
    return {
        "directly": own,
        "through the mean": np.full(4, -own.sum() / 4),
        "through the variance": -hat * (own * hat).sum() / 4,
    }


def plot_paths(norm: Norm, sample: int = 4) -> Figure:
    """Draw the three parts of the input's gradient, and the whole as a layer's `backward` returns it.

    Parameters
    ----------
    norm : callable
        `norm(gamma, beta)` makes the layer.
    sample : int
        Which of the four outputs matters to the loss, 1 to 4.
    """
    layer = norm(np.array([GAMMA]), np.array([BETA]))
    layer.forward(X[:, np.newaxis].copy())
    dy = (np.arange(1, 5) == sample).astype(float)
    whole = np.asarray(layer.backward(dy[:, np.newaxis]), dtype=float).ravel()
    figure, axes = style.figure(height=3.5)
    places = np.arange(1, 5)
    looks = (("forward", ""), ("numerical", "//"), ("loss", ".."))
    for shift, (name, part), (role, hatch) in zip((-0.24, 0.0, 0.24), three_ways(sample).items(), looks, strict=True):
        axes.bar(places + shift, part, 0.22, color=COLOURS[role], hatch=hatch, edgecolor=COLOURS["paper"], label=name)
    axes.plot(places, whole, "D", color=COLOURS["ink"], markersize=7, label="all together", linestyle="none")
    axes.axhline(0, color=COLOURS["muted"], linewidth=0.8)
    axes.set(ylim=(-1.7, 2.3), xlim=(0.5, 4.5), xlabel="sample", ylabel="gradient of the input")
    axes.set_xticks(places, [f"{place}\nx = {value:g}" for place, value in zip(places, X, strict=True)])
    legend_above(figure, 2 if style.is_narrow() else 4)
    told = ", ".join(f"{value:.2f}" for value in whole)
    return describe(
        figure,
        f"Gradients of the four inputs when only output {sample} matters, by three ways: directly, through the mean, "
        f"through the variance. Together: {told}.",
        f"The four gradients are {told}; their sum is {abs(whole.sum()):.2f}.",
    )
