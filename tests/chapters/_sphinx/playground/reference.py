"""What the playground must equal: its settings, trained by the answers of the notebooks, and what chance has drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from chapters.forward.depth import Identity
from chapters.shared.network import Sequential
from solutions import activations, backward, batchnorm, dropout, initialization, optimizers, regularization, schedules

ACTIVATIONS = {
    "identity": Identity,
    "sigmoid": backward.Sigmoid,
    "tanh": activations.Tanh,
    "relu": backward.ReLU,
    "leaky": activations.LeakyReLU,
    "softplus": activations.Softplus,
}
NORMS = {
    "none": None,
    "batch": lambda units: batchnorm.BatchNorm(np.ones(units), np.zeros(units)),
    "layer": lambda units: batchnorm.LayerNorm(np.ones(units), np.zeros(units)),
}
RULES = {
    "sgd": optimizers.SGD,
    "momentum": optimizers.Momentum,
    "nesterov": optimizers.Nesterov,
    "adagrad": optimizers.AdaGrad,
    "rmsprop": optimizers.RMSProp,
    "adam": optimizers.Adam,
    "adamw": optimizers.AdamW,
}
WEIGHTS = {
    "zeros": lambda rng, fan_in, fan_out: np.zeros((fan_in, fan_out)),
    "equal": lambda rng, fan_in, fan_out: np.full((fan_in, fan_out), np.sqrt(1 / fan_in)),
    "small": lambda rng, fan_in, fan_out: rng.normal(0.0, 0.01, (fan_in, fan_out)),
    "xavier": lambda rng, fan_in, fan_out: rng.normal(0.0, np.sqrt(1 / fan_in), (fan_in, fan_out)),
    "he": initialization.he_normal,
    "large": lambda rng, fan_in, fan_out: rng.normal(0.0, 5 * np.sqrt(1 / fan_in), (fan_in, fan_out)),
}
SCHEDULES: dict[str, Callable[..., Any]] = {
    "constant": lambda step, rate, span: rate,
    "exponential": lambda step, rate, span: schedules.exponential(step, rate, 0.1, span),
    "staircase": lambda step, rate, span: schedules.exponential(step, rate, 0.1, span, staircase=True),
    "inverse": lambda step, rate, span: schedules.inverse_time(step, rate, 1.0, span),
    "piecewise": lambda step, rate, span: schedules.piecewise_constant(
        step, np.array([span / 2, span]), np.array([rate, rate * 0.1, rate * 0.01])
    ),
    "polynomial": lambda step, rate, span: schedules.polynomial(step, rate, span),
    "cosine": lambda step, rate, span: schedules.cosine(step, rate, span),
    "climbing": lambda step, rate, span: schedules.warmup(
        step, partial(schedules.cosine, learning_rate=rate, decay_steps=span - span // 10), span // 10
    ),
}


class MeanSquaredError:
    """The loss of the chapter `forward` as a layer: its gradient is that of the first neuron there."""

    def forward(self, y: Any, targets: Any) -> float:
        self.errors = y - targets[:, np.newaxis]
        return float(np.mean(self.errors**2))

    def backward(self) -> Any:
        return 2 * self.errors / self.errors.size


@dataclass
class Run:
    """What chance has drawn, what came of it, the parameters at the end, and how large each array's gradients were."""

    weights: list[list[float]] = field(default_factory=list)
    batches: list[list[int]] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)
    largest: dict[str, float] = field(default_factory=dict)

    @property
    def drawn(self) -> dict[str, Any]:
        """What the playground is handed."""
        return {"weights": self.weights, "batches": self.batches, "masks": self.masks}


class Noted(dropout.Dropout):
    """Dropout that notes the masks that it has drawn."""

    def __init__(self, p: float, rng: np.random.Generator, masks: list[str]) -> None:
        super().__init__(p, rng)
        self.masks = masks

    def forward(self, x: Any, train: bool = True) -> Any:
        y = super().forward(x, train)
        if train:
            self.masks.append("".join("1" if kept else "0" for kept in np.ravel(self.factor)))
        return y


def build(setting: dict[str, Any], data: dict[str, Any], rng: np.random.Generator, run: Run) -> Sequential:
    """Return the network of a setting."""
    layers: list[Any] = []
    widths = [data["width"], *[setting["units"]] * setting["depth"], data["outputs"]]
    for k, (fan_in, fan_out) in enumerate(pairwise(widths)):
        W = WEIGHTS[setting["weights"]](rng, fan_in, fan_out)
        run.weights.append(W.ravel().tolist())
        layers.append(backward.Affine(W, np.zeros(fan_out)))
        if k + 2 == len(widths):
            break
        norm = NORMS[setting["norm"]]
        layers += [norm(fan_out)] if norm else []
        layers.append(ACTIVATIONS[setting["activation"]]())
        layers += [Noted(setting["dropout"], rng, run.masks)] if setting["dropout"] else []
    loss = MeanSquaredError() if data["kind"] == "numbers" else backward.SoftmaxCrossEntropy()
    layers[0].first = True
    return Sequential(layers, loss)


def pull(network: Sequential) -> dict[str, Any]:
    """Run backward from the loss that was computed last; dropout draws its masks only once."""
    dy = network.loss_layer.backward()
    for layer in network.layers[::-1]:
        dy = layer.backward(dy)
    return {f"{k}.{name}": array for k, layer in enumerate(network.layers) for name, array in layer.grads.items()}


def train(setting: dict[str, Any], data: dict[str, Any], steps: int) -> Run:
    """Train by the notebooks' answers, and note all that is needed to do it again."""
    rng, run = np.random.default_rng(setting["seed"]), Run()
    x = np.reshape(data["x"], (-1, data["width"]))
    targets = np.array(data["targets"], dtype=float if data["kind"] == "numbers" else int)
    network = build(setting, data, rng, run)
    rule = RULES[setting["optimizer"]](setting["rate"])
    rows: list[Any] = []
    for step in range(steps):
        if not rows:
            size = setting["batch"] or len(x)
            rows = [batch for batch, _ in schedules.minibatches(np.arange(len(x)), np.arange(len(x)), size, rng)]
        chosen = rows.pop(0)
        run.batches.append(chosen.tolist())
        losses = np.array([network.loss(x[chosen], targets[chosen], train=True)])
        gradients = pull(network)
        for name, penalty in (("l1", regularization.l1_loss), ("l2", regularization.l2_loss)):
            if setting[name]:
                loss, pulls = penalty(losses, network.params, setting[name])
                losses = np.array([loss])
                gradients = {each: gradients[each] + pulls[each] for each in gradients}
        run.losses.append(float(losses[0]))
        for name, gradient in gradients.items():
            run.largest[name] = max(run.largest.get(name, 0.0), float(np.abs(gradient).max()))
        rule.learning_rate = SCHEDULES[setting["schedule"]](step, setting["rate"], setting["span"])
        rule.update(network.params, gradients)
    run.parameters = [parameter.ravel() for parameter in network.params.values()]
    return run
