"""The playground's pictures of a network that is made of a student's own parts."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chapters.recipe.given import Array
from chapters.shared import style
from chapters.shared.data import two_circles
from chapters.shared.experiments import single_threaded
from chapters.shared.network import Sequential
from chapters.shared.style import COLOURS, describe

STEPS = (1, 10, 100, 500)
"""The steps at which the network is looked at."""

SAMPLES, UNITS, BATCH, RATE = 200, 8, 32, 0.01
_ACROSS = np.linspace(-1.5, 1.5, 61)
_PLANE = np.stack(np.meshgrid(_ACROSS, _ACROSS), axis=-1).reshape(-1, 2)


class Own(NamedTuple):
    """What a network is made of here: the classes and functions of the notebook."""

    affine: Any
    relu: Any
    norm: Any
    loss: Any
    optimizer: Any
    initializer: Any


class Moment(NamedTuple):
    """A network at one step."""

    regions: Array
    """The class of each place of the plane, shape (61, 61)."""
    activations: list[Array]
    """What each hidden layer gives for all samples, shape (200, 8)."""
    norms: list[float]
    """The norm of the step's gradient, for the weights of each affine layer."""
    right: float
    """The share of samples that are right."""


class Run(NamedTuple):
    """A training: the loss on all samples after each step, and the network at each of `STEPS`."""

    losses: list[float]
    moments: dict[int, Moment]


def samples(data: str) -> tuple[Array, Array]:
    """Points of the plane and their class, 0 or 1: "two circles" or "two spirals"."""
    if data == "two circles":
        return two_circles(SAMPLES)
    rng, labels = np.random.default_rng(1), np.arange(SAMPLES) % 2
    turn = rng.uniform(0.1, 1, SAMPLES)
    angle = 1.5 * np.pi * turn + np.pi * labels
    x = 1.3 * turn[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return x + rng.normal(0, 0.04, x.shape), labels


@cache
@single_threaded
def trained(own: Own, data: str, hidden_layers: int, batchnorm: bool) -> Run:
    """Train a network of eight units a layer in batches of 32, at a learning rate of 0.01."""
    rng, (x, labels) = np.random.default_rng(0), samples(data)
    layers: list[Any] = []
    for fan_in, fan_out in pairwise([2, *[UNITS] * hidden_layers]):
        norm = [own.norm(np.ones(fan_out), np.zeros(fan_out))] if batchnorm else []
        layers += [own.affine(own.initializer(rng, fan_in, fan_out), np.zeros(fan_out)), *norm, own.relu()]
    layers.append(own.affine(own.initializer(rng, UNITS, 2), np.zeros(2)))
    network, optimizer = Sequential(layers, own.loss()), own.optimizer(RATE)
    run = Run([], {})
    for step in range(1, STEPS[-1] + 1):
        chosen = rng.choice(SAMPLES, BATCH, replace=False)
        gradients = network.gradients(x[chosen], labels[chosen])
        optimizer.update(network.params, gradients)
        loss = network.loss(x, labels)
        run.losses.append(loss)
        if step in STEPS:
            run.moments[step] = _seen(network, gradients, x, labels)
    return run


def _seen(network: Sequential, gradients: dict[str, Array], x: Array, labels: Array) -> Moment:
    activations, here = [], x
    for layer, following in pairwise(network.layers):
        here = layer.forward(here, False)
        if "W" in following.params:
            activations.append(here)
    return Moment(
        network.predict(_PLANE).argmax(axis=1).reshape(len(_ACROSS), -1),
        activations,
        [float(np.linalg.norm(gradient)) for name, gradient in gradients.items() if name.endswith(".W")],
        network.accuracy(x, labels),
    )


def plot_playground(
    own: Own, data: str = "two circles", hidden_layers: int = 2, batchnorm: bool = False, step: int = STEPS[-1]
) -> Figure:
    """Draw what a network of one's own parts says of the plane, its loss, its gradients and its activations."""
    run = trained(own, data, hidden_layers, batchnorm)
    moment, loss = run.moments[step], run.losses[step - 1]
    rows = 4 if style.is_narrow() else 2
    figure, panels = style.figure(rows, 4 // rows, height=2.7 * rows)
    plane, curve, back, forth = panels.ravel()
    _draw_plane(plane, data, moment)
    curve.plot(np.arange(1, len(run.losses) + 1), run.losses, color=COLOURS["loss"])
    curve.plot(step, loss, "o", color=COLOURS["ink"])
    curve.set(xlabel="step", ylabel="loss (nats)", yscale="log")
    names = [f"{k}" for k in range(1, hidden_layers + 2)]
    back.bar(names, moment.norms, color=COLOURS["backward"])
    back.set(xlabel="affine layer", ylabel="gradient norm", yscale="log", ylim=(1e-5, 10))
    back.set_yticks([1e-5, 1e-3, 0.1, 10], ["$10^{-5}$", "$10^{-3}$", "0.1", "10"])
    back.minorticks_off()
    shares = [float((hidden == 0).mean()) for hidden in moment.activations]
    drawn = {"color": COLOURS["forward"], "linewidth": 1.5}
    parts = dict.fromkeys(["boxprops", "whiskerprops", "capprops"], drawn)
    hidden = [each.ravel() for each in moment.activations]
    forth.boxplot(hidden, tick_labels=names[:-1], sym="", medianprops={"color": COLOURS["ink"]}, **parts)
    forth.set(xlabel="hidden layer", ylabel="activations")
    told = (
        f"After step {step} the loss is {loss:.2g} nats, and {100 * moment.right:.0f} % of the samples are right. "
        f"Zeros among the activations, layer by layer: {', '.join(f'{100 * share:.0f} %' for share in shares)}."
    )
    return describe(
        figure, f"A network with {hidden_layers} hidden layers of your own parts learns {data}. {told}", told
    )


def _draw_plane(axes: Axes, data: str, moment: Moment) -> None:
    x, labels = samples(data)
    colours = [COLOURS["class0"], COLOURS["class1"]]
    axes.contourf(_ACROSS, _ACROSS, moment.regions, [-0.5, 0.5, 1.5], colors=colours, alpha=0.3)
    for k, marker in enumerate("o^"):
        own = x[labels == k]
        axes.scatter(own[:, 0], own[:, 1], s=6, marker=marker, color=colours[k])
    axes.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-1.5, 1.5), ylim=(-1.5, 1.5))
