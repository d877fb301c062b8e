"""The tasks of the chapter `optimizers`: seven update rules, judged on the steps that they make.

A case gives an optimizer's `options`, the values of some `params` before the first step and, among its `arguments`, the
gradients of all steps. What comes back is each parameter before the first step and after every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.check import Checks
from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.probes import as_data
from autograder.checks.task import Case, Task
from autograder.checks.wire import Data
from autograder.tasks.optimizers import patterns

Generator = np.random.Generator
Shapes = Mapping[str, tuple[int, ...]]

ONE: Shapes = {"W": (2, 3)}
TWINS: Shapes = {"W": (3,), "V": (3,)}
"""Two parameters of one shape: whatever they share by mistake does not stop with an error."""
SEVERAL: Shapes = {"W1": (3, 2), "b1": (2,), "W2": (2, 2, 2), "b2": (1,)}


def as_parameter(name: str) -> str:
    """The name of a parameter as a student writes it."""
    return f'params["{name}"]'


def as_gradient(name: str) -> str:
    """The name of a parameter's gradient as a student writes it."""
    return f'grads["{name}"]'


def probe_steps(objects: Sequence[Any], case: Case) -> Data:
    """Every parameter after every step; then the same with a second optimizer, to which the first means nothing."""
    first, after = _steps(objects[0], case)
    second, _ = _steps(objects[0], case)
    again = {f"{name}{patterns.SECOND}": values for name, values in second.items()}
    return {"outputs": first, "inputs": after, "again": again}


def _steps(optimizer_class: Any, case: Case) -> tuple[dict[str, Data], dict[str, Data]]:
    """The parameters before the first step and after each, and the gradients as the optimizer leaves them."""
    start: dict[str, Array] = case["params"]
    optimizer = optimizer_class(**case["options"])
    arrays = {name: np.array(values) for name, values in start.items()}
    seen = {name: [np.array(values)] for name, values in start.items()}
    handed = []
    for step in range(len(case["arguments"][as_gradient(next(iter(start)))])):
        grads = {name: np.array(case["arguments"][as_gradient(name)][step]) for name in start}
        optimizer.update(dict(arrays), grads)
        handed.append(grads)
        for name, array in arrays.items():  # the arrays of the layers: one that was made anew is not among them
            seen[name].append(np.array(array))
    steps = {as_parameter(name): np.stack(values) for name, values in seen.items()}
    return steps, {as_gradient(name): _stacked([as_data(given[name]) for given in handed]) for name in start}


def _stacked(values: list[Data]) -> Data:
    """One array of all steps, if each of them left an array of the same shape."""
    same = all(isinstance(value, np.ndarray) and value.shape == np.shape(values[0]) for value in values)
    return np.stack(values) if same else values


def steps_case(
    label: str, options: Mapping[str, float], params: Mapping[str, Array], gradients: Mapping[str, Array]
) -> Case:
    """One run: the constructor's options, the parameters at the start, the gradients of all steps, (T, *shape) each."""
    outputs = [as_parameter(name) for name in params]
    return {
        "label": label,
        "options": dict(options),
        "params": dict(params),
        "arguments": {as_gradient(name): values for name, values in gradients.items()},
        "sequences": [*outputs, *(f"{name}{patterns.SECOND}" for name in outputs)],
    }


def by_hand(what: str, options: Mapping[str, float], gradients: Sequence[Sequence[float]]) -> Case:
    """A parameter of two entries that starts at (1, -2)."""
    values = ", ".join(f"{name} {value:g}" for name, value in options.items())
    label = f'{what}: params["W"] = [1, -2], then the gradients {[list(row) for row in gradients]}; {values}'
    label += '; params["W"][t] is the array after t updates'
    return steps_case(label, options, {"W": np.array([1.0, -2.0])}, {"W": np.array(gradients, dtype=float)})


def drawn(rng: Generator, options: Mapping[str, float], shapes: Shapes, updates: int, what: str = "") -> Case:
    """Random gradients of several magnitudes, and one entry whose gradient is always 0, as behind a dead ReLU."""
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    gradients = {
        name: rng.choice([-1.0, 1.0], (updates, *shape)) * 10.0 ** rng.uniform(-1, 1, (updates, *shape))
        for name, shape in shapes.items()
    }
    first = gradients[next(iter(shapes))]
    first.reshape(updates, -1)[:, 0] = 0.0
    together = {name: list(shape) for name, shape in shapes.items()}
    values = ", ".join(f"{name} {value:g}" for name, value in options.items())
    label = f"{what}parameters {together}, {updates} updates; {values}"
    return steps_case(label, options, params, gradients)


def draw_sgd(rng: Generator) -> list[Case]:
    """One parameter, then several."""
    return [
        drawn(rng, {"learning_rate": 0.3}, ONE, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 2),
    ]


def draw_momentum(rng: Generator) -> list[Case]:
    """One parameter, two of one shape, several; the default momentum as well."""
    return [
        drawn(rng, {"learning_rate": 0.3, "momentum": 0.6}, ONE, 4),
        drawn(rng, {"learning_rate": 0.1, "momentum": 0.8}, TWINS, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 4),
    ]


def draw_adagrad(rng: Generator) -> list[Case]:
    """Also an epsilon so large that its place shows."""
    return [
        drawn(rng, {"learning_rate": 0.3, "epsilon": 1e-12}, ONE, 4),
        drawn(rng, {"learning_rate": 0.3, "epsilon": 0.1}, ONE, 3, "a large epsilon; "),
        drawn(rng, {"learning_rate": 0.1}, TWINS, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 3),
    ]


def draw_rmsprop(rng: Generator) -> list[Case]:
    """Also an epsilon so large that its place shows."""
    return [
        drawn(rng, {"learning_rate": 0.3, "rho": 0.8, "epsilon": 1e-12}, ONE, 4),
        drawn(rng, {"learning_rate": 0.3, "rho": 0.9, "epsilon": 0.1}, ONE, 3, "a large epsilon; "),
        drawn(rng, {"learning_rate": 0.1, "rho": 0.7}, TWINS, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 3),
    ]


def draw_adam(rng: Generator) -> list[Case]:
    """Also an epsilon so large that its place shows."""
    return [
        drawn(rng, {"learning_rate": 0.3, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-12}, ONE, 4),
        drawn(rng, {"learning_rate": 0.3, "beta1": 0.6, "beta2": 0.9, "epsilon": 0.1}, ONE, 3, "a large epsilon; "),
        drawn(rng, {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9}, TWINS, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 3),
    ]


def draw_adamw(rng: Generator) -> list[Case]:
    """Strong decay, weak decay, several parameters; also an epsilon so large that its place shows."""
    rates = {"learning_rate": 0.2, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.5}
    return [
        drawn(rng, {**rates, "epsilon": 1e-12}, ONE, 4),
        drawn(rng, {**rates, "epsilon": 0.1}, ONE, 3, "a large epsilon; "),
        drawn(rng, {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "weight_decay": 0.1}, TWINS, 3),
        drawn(rng, {"learning_rate": 0.05}, SEVERAL, 3),
    ]


def task(name: str, needs: str, points: float, worked: Sequence[Case], draw: Any, own: Sequence[Any]) -> Task:
    """A task on the steps of one class: patterns that all share stand before and after its own."""
    found = [*patterns.BEFORE, *own, *patterns.AFTER]
    return Task(name, needs, points, (needs,), worked, draw, probe_steps, found)


ADAM = [patterns.counter, patterns.zero_by_zero, patterns.root, patterns.correction, patterns.weights_of_averages]
STEADY = [[1.0, 2.0], [1.0, -2.0], [1.0, 2.0]]
TASKS = [
    task("sgd", "SGD", 2, [by_hand("by hand", {"learning_rate": 0.1}, STEADY[:2])], draw_sgd, []),
    task(
        "momentum",
        "Momentum",
        3,
        [by_hand("a steady gradient and one that alternates", {"learning_rate": 0.1, "momentum": 0.5}, STEADY)],
        draw_momentum,
        [patterns.no_memory, patterns.momentum_sign, patterns.one_behind, patterns.damped],
    ),
    task(
        "nesterov",
        "Nesterov",
        3,
        [by_hand("a steady gradient and one that alternates", {"learning_rate": 0.1, "momentum": 0.5}, STEADY)],
        draw_momentum,
        [patterns.plain_momentum, patterns.no_memory, patterns.one_ahead],
    ),
    task(
        "adagrad",
        "AdaGrad",
        2,
        [by_hand("by hand", {"learning_rate": 0.1}, [[3.0, -1.0], [4.0, -1.0], [0.0, -1.0]])],
        draw_adagrad,
        [patterns.zero_by_zero, patterns.root, patterns.forgets],
    ),
    task(
        "rmsprop",
        "RMSProp",
        3,
        [by_hand("by hand", {"learning_rate": 0.1, "rho": 0.75}, [[2.0, -1.0], [2.0, -1.0], [0.0, -1.0]])],
        draw_rmsprop,
        [patterns.zero_by_zero, patterns.root, patterns.weights_of_average],
    ),
    task(
        "adam",
        "Adam",
        4,
        [by_hand("by hand", {"learning_rate": 0.1, "beta1": 0.6, "beta2": 0.8}, [[2.0, -1000.0], [2.0, 1000.0]])],
        draw_adam,
        ADAM,
    ),
    task(
        "adamw",
        "AdamW",
        3,
        [
            by_hand(
                "gradients of 0, so that only the decay is at work",
                {"learning_rate": 0.1, "weight_decay": 0.5},
                [[0.0, 0.0], [0.0, 0.0]],
            )
        ],
        draw_adamw,
        [patterns.decay, patterns.late_decay, *ADAM],
    ),
]

check = Checks(__name__, TASKS)
