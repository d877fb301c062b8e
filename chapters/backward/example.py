"""Two examples small enough for a pencil: one neuron with a penalty, and the well-known 2-2-2 network.

The network is computed with whatever numbers are handed in: `float`, or `Decimal` with 40 digits for figures that no
rounding has touched.
"""

from __future__ import annotations

import math
import textwrap
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import graphs, style
from chapters.shared.graphs import Edge, Node
from chapters.shared.style import COLOURS, describe

# --- One neuron ---

NEURON = {"x": 2.0, "w": 0.5, "b": -1.0, "t": 1.0, "penalty": 0.2}


def neuron_loss(x: float, w: float, b: float, t: float, penalty: float) -> float:
    """Loss of one sigmoid neuron: squared error against the target t, plus a penalty on the weight."""
    y = 1 / (1 + math.exp(-(w * x + b)))
    return 0.5 * (y - t) ** 2 + 0.5 * penalty * w**2


def neuron_values(x: float, w: float, b: float, t: float, penalty: float) -> dict[str, float]:
    """Every value on the neuron's graph, and for each the gradient of the loss (its name ends in "_bar")."""
    p = w * x
    z = p + b
    y = 1 / (1 + math.exp(-z))
    error, cost = 0.5 * (y - t) ** 2, 0.5 * penalty * w**2
    z_bar = (y - t) * y * (1 - y)
    along_product, along_penalty = z_bar * x, penalty * w
    return {
        "x": x,
        "w": w,
        "b": b,
        "p": p,
        "z": z,
        "y": y,
        "E": error,
        "R": cost,
        "L": error + cost,
        "L_bar": 1.0,
        "E_bar": 1.0,
        "R_bar": 1.0,
        "y_bar": y - t,
        "z_bar": z_bar,
        "p_bar": z_bar,
        "b_bar": z_bar,
        "x_bar": z_bar * w,
        "w_bar_product": along_product,
        "w_bar_penalty": along_penalty,
        "w_bar": along_product + along_penalty,
    }


# What each step shows: the values that it makes, and the rule that makes them.
NEURON_STEPS = [
    ([], "The inputs are given; the rest is to be computed."),
    (["p"], "Forward: p = w x."),
    (["z"], "Forward: z = p + b."),
    (["y"], "Forward: y = σ(z)."),
    (["E"], "Forward: the error, E = ½ (y − t)², with t = 1."),
    (["R"], "Forward: the penalty, R = ½ λ w², with λ = 0.2. Here w is used again."),
    (["L"], "Forward: the loss, L = E + R."),
    (["L_bar"], "Backward: the loss changes with itself at rate 1."),
    (["E_bar", "R_bar"], "Backward: a sum hands its gradient on, unchanged, to both."),
    (["y_bar"], "Backward: the slope of E is y − t = −0.5."),
    (["z_bar"], "Backward: the slope of σ is y (1 − y) = 0.25."),
    (["p_bar", "b_bar"], "Backward: a sum again, to both."),
    (["x_bar", "w_bar_product"], "Backward: a product swaps its factors: x gets w, w gets x."),
    (["w_bar_penalty"], "Backward: the slope of R is λ w. A second gradient arrives at w."),
    (["w_bar"], "Backward: w fans out, so its gradients add: −0.25 + 0.1 = −0.15."),
]


def plot_neuron(step: int = 0) -> Figure:
    """Draw the neuron's graph with all that is known after a step.

    Parameters
    ----------
    step : int
        0 to 14: an index of `NEURON_STEPS`.
    """
    values = neuron_values(**NEURON)
    fresh, rule = NEURON_STEPS[step]
    known = {"x", "w", "b"}.union(*(made for made, _ in NEURON_STEPS[: step + 1]))

    def text(name: str) -> str:
        return f"{values[name]:.4g}".replace("-", "−") if name in known else ""

    def edge(start: str, end: str, forward: str, backward: str) -> Edge:
        return Edge(start, end, text(forward), text(backward), forward in fresh or backward in fresh)

    nodes = {
        "x": Node(0.25, 3.4, "$x$", "value"),
        "w": Node(0.25, 1.2, "$w$", "value"),
        "b": Node(2.75, 3.6, "$b$", "value"),
        "product": Node(1.55, 2.3, "×"),
        "sum": Node(2.75, 2.3, "+"),
        "sigmoid": Node(3.95, 2.3, "σ"),
        "error": Node(5.15, 2.3, "$E$"),
        "penalty": Node(3.4, 0.85, "$R$"),
        "total": Node(5.15, 0.85, "+"),
        "loss": Node(6.2, 0.85, "$L$", "value"),
    }
    edges = [
        edge("x", "product", "x", "x_bar"),
        edge("w", "product", "w", "w_bar_product"),
        edge("b", "sum", "b", "b_bar"),
        edge("product", "sum", "p", "p_bar"),
        edge("sum", "sigmoid", "z", "z_bar"),
        edge("sigmoid", "error", "y", "y_bar"),
        edge("w", "penalty", "w", "w_bar_penalty"),
        edge("error", "total", "E", "E_bar"),
        edge("penalty", "total", "R", "R_bar"),
        edge("total", "loss", "L", "L_bar"),
    ]
    lines = textwrap.fill(rule, 42)
    figure, placed = graphs.graph(3.8, nodes, edges, lines if "\n" in lines else f"{lines}\n", spread=0.8)
    if "w_bar" in known:
        right, down = (0.2, 0.06) if style.is_narrow() else (-0.2, 0.45)
        spot = (placed["w"].x + right, placed["w"].y - down)
        figure.axes[0].text(*spot, f"sum: {text('w_bar')}", color=COLOURS["backward"], weight="bold")
    shown = ", ".join(f"{name.replace('_bar', ' bar').replace('_', ' by the ')} = {text(name)}" for name in fresh)
    return describe(figure, f"The graph of one neuron with a penalty after step {step}. {rule} {shown}")


# --- The 2-2-2 network ---


class Network(NamedTuple):
    """Weights w1 to w8 and the two biases of the 2-2-2 network."""

    weights: tuple[Any, ...]
    biases: tuple[Any, Any]


INPUTS, TARGETS = ("0.05", "0.10"), ("0.01", "0.99")
WEIGHTS, BIASES = ("0.15", "0.20", "0.25", "0.30", "0.40", "0.45", "0.50", "0.55"), ("0.35", "0.60")
RATE = "0.5"


def start(number: type = float) -> Network:
    """Return the network before its first update, in numbers of the type `number`."""
    return Network(tuple(map(number, WEIGHTS)), (number(BIASES[0]), number(BIASES[1])))


def _squash(z: Any) -> Any:
    return 1 / (1 + ((-z).exp() if isinstance(z, Decimal) else math.exp(-z)))


def forward(network: Network) -> dict[str, Any]:
    """Every intermediate figure of the forward pass, by its usual name: net_h1, out_h1, ..., E_o1, E_total."""
    number = type(network.weights[0])
    w, (b1, b2) = network.weights, network.biases
    i1, i2 = map(number, INPUTS)
    t1, t2 = map(number, TARGETS)
    found = {"net_h1": w[0] * i1 + w[1] * i2 + b1, "net_h2": w[2] * i1 + w[3] * i2 + b1}
    h1, h2 = found["out_h1"], found["out_h2"] = _squash(found["net_h1"]), _squash(found["net_h2"])
    found |= {"net_o1": w[4] * h1 + w[5] * h2 + b2, "net_o2": w[6] * h1 + w[7] * h2 + b2}
    o1, o2 = found["out_o1"], found["out_o2"] = _squash(found["net_o1"]), _squash(found["net_o2"])
    found |= {"E_o1": (t1 - o1) ** 2 / 2, "E_o2": (t2 - o2) ** 2 / 2}
    return found | {"E_total": found["E_o1"] + found["E_o2"]}


def update(network: Network, *, hold_biases: bool = True, too_early: bool = False) -> tuple[Network, dict[str, Any]]:
    """One step of gradient descent, and every intermediate figure of it.

    Parameters
    ----------
    network : Network
    hold_biases : bool
        Leave the biases where they are, as the well-known example does.
    too_early : bool
        The mistake of changing w5 to w8 before the gradient has passed through them.

    Returns
    -------
    network : Network
    figures : dict
        The figures of `forward`; deltas (the gradient at each net input); gradients dw1 to dw8, db1, db2.
    """
    number = type(network.weights[0])
    rate, inputs, targets = number(RATE), tuple(map(number, INPUTS)), tuple(map(number, TARGETS))
    found = forward(network)
    h, o = (found["out_h1"], found["out_h2"]), (found["out_o1"], found["out_o2"])
    at_o = [(o[k] - targets[k]) * o[k] * (1 - o[k]) for k in range(2)]
    upper = [at_o[k] * h[j] for k in range(2) for j in range(2)]
    w = list(network.weights)
    passed = [weight - rate * slope for weight, slope in zip(w[4:], upper, strict=True)] if too_early else w[4:]
    at_out_h = [at_o[0] * passed[j] + at_o[1] * passed[2 + j] for j in range(2)]
    at_h = [at_out_h[j] * h[j] * (1 - h[j]) for j in range(2)]
    gradients = [at_h[j] * inputs[i] for j in range(2) for i in range(2)] + upper
    weights = tuple(weight - rate * slope for weight, slope in zip(w, gradients, strict=True))
    db = (sum(at_h), sum(at_o))
    b1, b2 = network.biases
    biases = (b1, b2) if hold_biases else (b1 - rate * db[0], b2 - rate * db[1])
    found |= {"delta_o1": at_o[0], "delta_o2": at_o[1], "out_h1_bar": at_out_h[0], "out_h2_bar": at_out_h[1]}
    found |= {"delta_h1": at_h[0], "delta_h2": at_h[1], "db1": db[0], "db2": db[1]}
    found |= {f"dw{index}": slope for index, slope in enumerate(gradients, start=1)}
    return Network(weights, biases), found


def exact(updates: int = 1, *, too_early: bool = False) -> dict[str, Decimal]:
    """Error and weights after some updates with 40 digits and the biases held."""
    with localcontext() as context:
        context.prec = 40
        network = start(Decimal)
        for _ in range(updates):
            network, _ = update(network, too_early=too_early)
        weights = {f"w{index}": weight for index, weight in enumerate(network.weights, start=1)}
        return {"E_total": forward(network)["E_total"], **weights}


@lru_cache(maxsize=2)
def history(updates: int = 10_000, hold_biases: bool = True) -> tuple[list[Network], NDArray[np.float64]]:
    """Networks and total errors before the first update and after each, in float64."""
    networks = [start()]
    for _ in range(updates):
        networks.append(update(networks[-1], hold_biases=hold_biases)[0])
    return networks, np.array([forward(network)["E_total"] for network in networks])


def plot_two_by_two(updates: int = 0, hold_biases: bool = True) -> tuple[Figure, Figure]:
    """Draw the 2-2-2 network after some updates, and the curve of its error.

    Parameters
    ----------
    updates : int
        0 to 10,000.
    hold_biases : bool
        Whether the biases stay where they are.
    """
    networks, errors = history(hold_biases=hold_biases)
    network = networks[updates]
    found = forward(network)
    told = f"outputs {found['out_o1']:.4f} (target 0.01) and {found['out_o2']:.4f} (target 0.99)"
    setting = f"after {updates:,} updates with the biases {'held' if hold_biases else 'updated too'}"
    text = f"The 2-2-2 network {setting}: {told}, w5 = {network.weights[4]:.4f}, total error {found['E_total']:.4g}."
    figure, axes = style.figure(height=2.7)
    axes.plot(np.arange(len(errors)), errors, color=COLOURS["train"])
    axes.plot(updates, errors[updates], "o", color=COLOURS["highlight"], zorder=3)
    axes.set_xscale("symlog", linthresh=1)
    axes.set(yscale="log", ylim=(1e-6, 1), xlim=(0, 1.2e4), xlabel="updates", ylabel="total error")
    axes.set_xticks([0, 1, 10, 100, 1000, 10_000], ["0", "1", "10", "100", "$10^3$", "$10^4$"])
    axes.set_yticks([1e-6, 1e-4, 1e-2, 1], ["$10^{-6}$", "$10^{-4}$", "0.01", "1"])
    axes.minorticks_off()
    curve = f"The total error over 10,000 updates on logarithmic axes: {found['E_total']:.4g} {setting}."
    return describe(_network(network, found), text), describe(figure, curve, f"After {updates:,} updates: {told}.")


def _network(network: Network, found: dict[str, Any]) -> Figure:
    """Draw the network from left to right, or on a phone from top to bottom."""
    upright = style.is_narrow()
    figure, axes = style.figure(height=4.4 if upright else 3.2)
    graphs.inches(axes, 4.4 if upright else 3.2, style.NARROW if upright else style.WIDTH)
    rows, columns = ((0.8, 2.7), (3.75, 2.2, 0.7)) if upright else ((2.35, 0.75), (0.9, 3.2, 5.3))
    places = {
        f"{layer}{unit + 1}": (rows[unit], column) if upright else (column, rows[unit])
        for layer, column in zip("iho", columns, strict=True)
        for unit in range(2)
    }
    nodes = {name: Node(*place, f"${name[0]}_{name[1]}$") for name, place in places.items()}
    wires = [("i1", "h1"), ("i2", "h1"), ("i1", "h2"), ("i2", "h2")]
    wires += [("h1", "o1"), ("h2", "o1"), ("h1", "o2"), ("h2", "o2")]
    graphs.draw(axes, nodes, [Edge(*wire) for wire in wires])
    box, size = {"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 1.0}, 10 if upright else 11
    for index, ((tail, head), weight) in enumerate(zip(wires, network.weights, strict=True), start=1):
        share = 0.5 if tail[1] == head[1] else 0.3
        x = places[tail][0] + share * (places[head][0] - places[tail][0])
        y = places[tail][1] + share * (places[head][1] - places[tail][1])
        label = f"$w_{index}$ {weight:.3f}".replace("-", "−")
        axes.text(x, y, label, ha="center", va="center", bbox=box, color=COLOURS["forward"], size=size, zorder=4)
    values = {"i1": float(INPUTS[0]), "i2": float(INPUTS[1])}
    values |= {name: found[f"out_{name}"] for name in ("h1", "h2", "o1", "o2")}
    for name, (x, y) in places.items():
        first = name[1] == "1"
        place = (x + (-0.29 if first else 0.29), y) if upright else (x, y + (0.42 if first else -0.42))
        beside = ("right" if first else "left") if upright else "center"
        axes.text(*place, f"{values[name]:.4f}", ha=beside, va="center", size=size)
    for name, target in zip(("o1", "o2"), TARGETS, strict=True):
        x, y = places[name]
        place, beside = ((x, y - 0.5), "center") if upright else ((x + 0.32, y), "left")
        axes.text(*place, f"target\n{target}", ha=beside, va="center", color=COLOURS["muted"], size=size)
    middle = sum(rows) / 2
    for column, name, bias in zip(columns[1:], ("b_1", "b_2"), network.biases, strict=True):
        place = (middle, column) if upright else (column, middle)
        axes.text(*place, f"${name}$ {bias:.3f}".replace("-", "−"), ha="center", va="center", size=size, bbox=box)
    return figure
