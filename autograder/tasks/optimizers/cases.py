"""The cases of the chapter `optimizers`: an optimizer's options, and the gradients of all steps.

A case gives an optimizer's `options`, the values of some `params` before the first step and, among its `arguments`, the
gradients of all steps. What comes back is each parameter before the first step and after every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing.returned import as_gradient, as_parameter
from autograder.checks.wire import Case
from autograder.tasks.optimizers.probes import SECOND, as_mean

Generator = np.random.Generator
Shapes = Mapping[str, tuple[int, ...]]

ONE: Shapes = {"W": (2, 3)}
TWINS: Shapes = {"W": (3,), "V": (3,)}
"""Two parameters of one shape: whatever they share by mistake does not stop with an error."""
SEVERAL: Shapes = {"W1": (3, 2), "b1": (2,), "W2": (2, 2, 2), "b2": (1,)}


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
        "sequences": [*outputs, *(f"{name}{SECOND}" for name in outputs)],
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


def means_case(label: str, places: Mapping[str, Array]) -> Case:
    """The places to which a rule leads some parameters, (T, *shape) each."""
    outputs = [each(name) for name in places for each in (as_mean, as_parameter)]
    label += '; means["W"][t] is the mean after t + 1 updates'
    return {"label": label, "places": dict(places), "arguments": {}, "sequences": outputs}


def draw_places(rng: Generator) -> list[Case]:
    """One parameter, two of one shape, several."""
    cases = []
    for shapes, updates in ((ONE, 4), (TWINS, 3), (SEVERAL, 5)):
        together = {name: list(shape) for name, shape in shapes.items()}
        places = {name: rng.normal(3, 1, (updates, *shape)) for name, shape in shapes.items()}
        cases.append(means_case(f"parameters {together}, {updates} updates", places))
    return cases


# --- By hand ---

STEADY = [[1.0, 2.0], [1.0, -2.0], [1.0, 2.0]]
SGD_BY_HAND = by_hand("by hand", {"learning_rate": 0.1}, STEADY[:2])
VELOCITY_BY_HAND = by_hand("a steady gradient and one that alternates", {"learning_rate": 0.1, "momentum": 0.5}, STEADY)
ADAGRAD_BY_HAND = by_hand("by hand", {"learning_rate": 0.1}, [[3.0, -1.0], [4.0, -1.0], [0.0, -1.0]])
RMSPROP_BY_HAND = by_hand("by hand", {"learning_rate": 0.1, "rho": 0.75}, [[2.0, -1.0], [2.0, -1.0], [0.0, -1.0]])
ADAM_BY_HAND = by_hand("by hand", {"learning_rate": 0.1, "beta1": 0.6, "beta2": 0.8}, [[2.0, -1000.0], [2.0, 1000.0]])
DECAY_ALONE = by_hand(
    "gradients of 0, so that only the decay is at work",
    {"learning_rate": 0.1, "weight_decay": 0.5},
    [[0.0, 0.0], [0.0, 0.0]],
)
MEANS_BY_HAND = means_case(
    'by hand: a rule that leads params["W"] to 1, 3, 8 and leaves params["b"] at 6',
    {"W": np.array([[1.0], [3.0], [8.0]]), "b": np.array([[6.0], [6.0], [6.0]])},
)
