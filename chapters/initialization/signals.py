"""What a random network makes of a signal and of a gradient, layer by layer: claims C10 and C11."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapters.shared.network import Initializer

Array = NDArray[Any]
Layer = Callable[..., Any]


def with_deviation(deviation: float) -> Initializer:
    """Return an initializer: normal weights with this standard deviation, whatever the layer's size is."""
    return lambda rng, fan_in, fan_out: rng.normal(0.0, deviation, (fan_in, fan_out))


def with_gain(gain: float) -> Initializer:
    """Return an initializer: normal weights with the variance gain² / fan_in."""
    return lambda rng, fan_in, fan_out: rng.normal(0.0, gain / np.sqrt(fan_in), (fan_in, fan_out))


class Identity:
    """No activation, in the shape of one."""

    def __init__(self) -> None:
        self.params: dict[str, Array] = {}
        self.grads: dict[str, Array] = {}

    def forward(self, x: Array, train: bool = True) -> Array:
        """Return the input."""
        return x

    def backward(self, dy: Array) -> Array:
        """Return the gradient."""
        return dy


class Signals(NamedTuple):
    """What is seen in each of S layers; each array has the shape (N, D_s)."""

    net_inputs: list[Array]
    activations: list[Array]
    gradients: list[Array]
    """At the net inputs, for random gradients with variance 1 behind the last activation."""


def signals(
    affine: Layer, activation: Layer, initializer: Initializer, widths: Sequence[int], seed: int, samples: int = 200
) -> Signals:
    """Send random inputs forward and random gradients back through a new network without biases.

    Parameters
    ----------
    affine, activation : classes of layers
    initializer : callable
        Called as `initializer(rng, fan_in, fan_out)`.
    widths : sequence of int
        Inputs, and outputs of each layer.
    seed : int
    samples : int
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(samples, widths[0]))
    layers = [(affine(initializer(rng, *fans), np.zeros(fans[1])), activation()) for fans in pairwise(widths)]
    found = Signals([], [], [])
    for each, bend in layers:
        found.net_inputs.append(each.forward(x))
        x = bend.forward(found.net_inputs[-1])
        found.activations.append(x)
    dy = rng.normal(size=x.shape)
    for each, bend in layers[::-1]:
        dz = bend.backward(dy)
        found.gradients.insert(0, dz)
        dy = each.backward(dz)
    return found


def root_mean_squares(arrays: Sequence[Array]) -> Array:
    """Root of the mean square of each array, shape (S,)."""
    return np.array([np.sqrt(np.mean(array**2)) for array in arrays])


def deviations(arrays: Sequence[Array]) -> Array:
    """Standard deviation of each array, over units and samples together, shape (S,)."""
    return np.array([np.std(array) for array in arrays])


def deviations_over_samples(arrays: Sequence[Array]) -> Array:
    """How much a unit answers to another sample: standard deviation over the samples, root mean square over units."""
    return np.array([np.sqrt(array.var(axis=0).mean()) for array in arrays])


def saturated(arrays: Sequence[Array], low: float, high: float) -> Array:
    """Share of the entries within a hundredth of the range from its ends, shape (S,)."""
    margin = 0.01 * (high - low)
    return np.array([np.mean((array < low + margin) | (array > high - margin)) for array in arrays])


def ratio(scales: Array) -> float:
    """Factor from one layer to the next, the geometric mean over all layers."""
    return float((scales[-1] / scales[0]) ** (1 / (len(scales) - 1)))


# --- The experiments of the claims ---


def ratios(
    affine: Layer, activation: Layer, initializer: Initializer, depth: int = 50, width: int = 256, seeds: int = 20
) -> dict[str, Array]:
    """Factors per layer of a deep network, forwards and backwards, for each seed; and what is left of a signal.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        "forward" and "backward": from layer to layer, of the root mean square; "left": behind the last layer.
    """
    found: dict[str, list[float]] = {"forward": [], "backward": [], "left": []}
    for seed in range(seeds):
        seen = signals(affine, activation, initializer, [width] * (depth + 1), seed, samples=100)
        forward = root_mean_squares(seen.net_inputs)
        found["forward"].append(ratio(forward))
        found["backward"].append(ratio(root_mean_squares(seen.gradients)[::-1]))
        found["left"].append(forward[-1])
    return {name: np.array(values) for name, values in found.items()}


def spreads(
    affine: Layer, activation: Layer, initializer: Initializer, bounds: tuple[float, float], seeds: int = 10
) -> dict[str, Array]:
    """Ten layers of 100 units, 500 samples: what is left of the spread, in each layer.

    Returns
    -------
    dict of str to ndarray, shape (seeds, 10)
        "all": over units and samples; "samples": of one unit over samples; "saturated": share at the ends of the range;
        "gradient": root mean square of the gradient at the net inputs.
    """
    found: dict[str, list[Array]] = {"all": [], "samples": [], "saturated": [], "gradient": []}
    for seed in range(seeds):
        seen = signals(affine, activation, initializer, [100] * 11, seed, samples=500)
        found["all"].append(deviations(seen.activations))
        found["samples"].append(deviations_over_samples(seen.activations))
        found["saturated"].append(saturated(seen.activations, *bounds))
        found["gradient"].append(root_mean_squares(seen.gradients))
    return {name: np.array(values) for name, values in found.items()}
