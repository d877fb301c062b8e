"""What a gradient costs, in forward passes: numerically, and by backpropagation."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.shared import style
from chapters.shared.experiments import single_threaded
from chapters.shared.labels import name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
WIDTHS = (1, 2, 4, 8, 16, 32, 64)


class Counted(np.ndarray):
    """An array that counts the multiplications of every matrix product which it takes part in."""

    multiplications: ClassVar[int] = 0

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **keywords: Any) -> Any:
        plain = [np.asarray(value) if isinstance(value, Counted) else value for value in inputs]
        if "out" in keywords:
            keywords["out"] = tuple(np.asarray(value) for value in keywords["out"])
        result = getattr(ufunc, method)(*plain, **keywords)
        if ufunc is np.matmul:
            Counted.multiplications += plain[0].size * plain[1].shape[-1]
        return result.view(Counted) if isinstance(result, np.ndarray) else result

    def __array_function__(self, function: Any, types: Any, inputs: Any, keywords: Any) -> Any:
        result = super().__array_function__(function, types, inputs, keywords)
        return result.view(Counted) if isinstance(result, np.ndarray) else result


def multiplications(action: Callable[[Array], object], x: Array) -> int:
    """Multiplications in matrix products while `action(x)` runs."""
    Counted.multiplications = 0
    action(x.view(Counted))
    return Counted.multiplications


def gradient_costs(
    network_class: Any, numerical_gradient: Callable[..., Array], widths: Sequence[int] = WIDTHS, samples: int = 32
) -> dict[str, Array]:
    """Cost of all parameters' gradients in forward passes, counted in multiplications of matrix products.

    Parameters
    ----------
    network_class : class
        `network_class(input_size, hidden_size, output_size, rng)`.
    numerical_gradient : callable
    widths : sequence of int
        Numbers of hidden units; 4 inputs and 3 classes.
    samples : int
        The batch size N.

    Returns
    -------
    dict of str to ndarray, shape (len(widths),)
        "parameters": how many there are; "numerical" and "backward": the costs.
    """
    rows = []
    for width in widths:
        rng = np.random.default_rng(0)
        network = network_class(4, width, 3, rng)
        x, labels = rng.normal(size=(samples, 4)), rng.integers(0, 3, samples)
        one = multiplications(lambda data: network.loss(data, labels), x)  # noqa: B023
        backward = multiplications(lambda data: network.gradients(data, labels), x)  # noqa: B023
        rows.append((_size(network), numerical_total(network, numerical_gradient, x, labels) / one, backward / one))
    parameters, numerical, backwards = np.array(rows).T
    return {"parameters": parameters, "numerical": numerical, "backward": backwards}


def numerical_total(network: Any, numerical_gradient: Callable[..., Array], x: Array, labels: Array) -> int:
    """Multiplications that the numerical gradient of all parameters takes."""
    total = 0
    for name, array in network.params.items():
        loss = partial(loss_at, network, name, labels)
        total += multiplications(lambda data: numerical_gradient(partial(loss, data), array), x)  # noqa: B023
    return total


def loss_at(network: Any, name: str, labels: Array, x: Array, values: Array) -> float:
    """Loss of a network when one of its parameters has other values; the parameter is restored."""
    kept = network.params[name].copy()
    network.params[name][...] = values
    try:
        return float(network.loss(x, labels))
    finally:
        network.params[name][...] = kept


def _size(network: Any) -> int:
    return sum(int(parameter.size) for parameter in network.params.values())


@single_threaded
def time_ratio(network_class: Any, hidden: int = 256, samples: int = 256, repeats: int = 31) -> float:
    """Time of loss and gradients together, divided by the time of the loss alone: median of paired measurements.

    On one thread: what else the machine does delays several threads more than one.
    """
    rng = np.random.default_rng(0)
    network = network_class(64, hidden, 10, rng)
    x, labels = rng.normal(size=(samples, 64)), rng.integers(0, 10, samples)

    def seconds(action: Callable[[Array, Array], object]) -> float:
        begin = time.perf_counter()
        action(x, labels)
        return time.perf_counter() - begin

    return float(np.median([seconds(network.gradients) / seconds(network.loss) for _ in range(repeats)]))


def plot_costs(costs: dict[str, Array]) -> Figure:
    """Draw the cost of a gradient against the number of parameters."""
    figure, axes = style.figure(height=3.8)
    parameters = costs["parameters"]
    axes.plot(parameters, costs["numerical"], "s-", color=COLOURS["numerical"], label="numerical")
    axes.plot(parameters, costs["backward"], "o-", color=COLOURS["backward"], label="backward")
    axes.set(xscale="log", yscale="log", xlim=(9, 650), ylim=(1, 3000), xlabel="parameters")
    axes.set_ylabel("cost (forward passes)")
    axes.set_xticks([10, 30, 100, 300], ["10", "30", "100", "300"])
    axes.set_yticks([1, 3, 10, 100, 1000], ["1", "3", "10", "100", "1,000"])
    axes.minorticks_off()
    name_ends(axes)
    return describe(
        figure,
        f"On logarithmic axes the cost of central differences rises in a straight line from "
        f"{costs['numerical'][0]:.0f} to {costs['numerical'][-1]:.0f} forward passes for {parameters[0]:.0f} to "
        f"{parameters[-1]:.0f} parameters; backpropagation stays at {costs['backward'][-1]:.0f}.",
        "Central differences cost 2 forward passes for each parameter; forward and backward cost 3 in all.",
    )
