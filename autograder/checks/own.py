"""Check the gradients of a layer of your own: any size, any number of inputs, and no reference to compare with."""

from __future__ import annotations

import inspect
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.judging.finding import Finding, Verdict
from autograder.checks.judging.judge import judge, manners
from autograder.checks.numerics import directions
from autograder.checks.numerics.directions import stream
from autograder.checks.numerics.gradcheck import Array
from autograder.checks.probing.driving import guarded
from autograder.checks.probing.probes import Driven, as_data, gradients_after, usable
from autograder.checks.wire import Case, Data

SLOW = 0.05
"""Seconds of forward passes above which small arrays are checked along directions, too: layers in Python loops."""

MOVES = (0.0, 1e-3, 1e-2)
"""How far the inputs are moved: not at all, and when they lie at a kink, a little, and a little more."""


class Function:
    """A function and its gradient in the shape of a layer, for `check_gradients`.

    Parameters
    ----------
    function : callable
        From an array to a number.
    gradient : callable
        From the same array to an array of its shape.
    """

    def __init__(self, function: Any, gradient: Any) -> None:
        self.function, self.gradient = function, gradient

    def forward(self, x: Array) -> float:
        """Return the function's value."""
        self.x = x
        return float(self.function(x))

    def backward(self) -> Array:
        """Return the function's gradient."""
        return np.asarray(self.gradient(self.x))


def check_gradients(layer: Any, *inputs: Any, seed: int = 0) -> Verdict:
    """Compare what `backward` says with what `forward` does.

    Small arrays are checked entry by entry. Large ones, and those of a slow layer, are checked along random directions,
    and searched for the place when they disagree (`numerics.directions` derives how unlikely it is that a mistake is
    missed). Inputs at a kink are moved.

    Parameters
    ----------
    layer : object
        With `forward(*inputs)` and `backward(dy)`; if it learns, with dictionaries `params` and `grads`. A loss, whose
        `forward` gives one number, has `backward()`. With several inputs, backward gives a tuple of gradients, one for
        each that is of float64. A `numpy.random.Generator` in `layer.rng` is put back before every forward pass, so
        that all of them see the same random numbers.
    *inputs : ndarray
        What `forward` takes. They stay as they are.
    seed : int
        Of the upstream gradient and of the directions.

    Returns
    -------
    Verdict
        A notebook shows it as a card; `passed` says whether all gradients agree.
    """
    title, names = type(layer).__name__, list(inspect.signature(layer.forward).parameters)[: len(inputs)]
    unfit = _unfit(getattr(layer, "params", {}))
    if unfit:
        return Verdict(title, None, tuple(unfit))
    for distance in MOVES:
        case = _case(names, inputs, seed, distance)
        returned = guarded(partial(_probe, layer, case))
        if not (_kinks(returned, "closer", "kinks") or _kinks(returned, "along", "kink")):
            break
    return Verdict(title, None, tuple(judge(case, returned, {}) or manners(case, returned, {})))


def _unfit(parameters: Mapping[str, Any]) -> list[Finding]:
    """Findings for parameters that cannot be moved a little, in place."""
    kinds = {name: str(getattr(each, "dtype", type(each).__name__)) for name, each in parameters.items()}
    return [
        Finding(
            f"The parameter `{name}` is of type {kind}; to be checked, it has to be an array of float64.",
            "`np.array(..., dtype=float)` makes one.",
        )
        for name, kind in kinds.items()
        if kind != "float64" or not isinstance(parameters[name], np.ndarray)
    ]


def _kinks(returned: Data, part: str, key: str) -> bool:
    return any(told.get(key) for told in returned.get(part, {}).values())


def _case(names: list[str], inputs: tuple[Any, ...], seed: int, distance: float) -> Case:
    """The inputs, each entry moved by up to a distance: copies, so that the student's own stay as they are."""
    arguments = {name: np.array(value) for name, value in zip(names, inputs, strict=True)}
    for name, array in arguments.items():
        if array.dtype.kind == "f":
            moved = array.astype(np.float64, copy=False)
            if distance:
                moved = moved + stream(seed, f"move of {name}").uniform(-distance, distance, array.shape)
            arguments[name] = moved
    label = ", ".join(f"{name} of shape {array.shape}" for name, array in arguments.items())
    return {"label": label, "inputs": names, "arguments": arguments, "seed": seed, "batch": len(arguments[names[0]])}


def _probe(layer: Any, case: Case) -> Data:
    """Complete the case with a random upstream gradient in the output's shape, and probe the layer with it."""
    rng = getattr(layer, "rng", None)
    parameters = list(getattr(layer, "params", {}))
    driven = Driven(layer, case, parameters, rng if isinstance(rng, np.random.Generator) else None)
    begun = time.process_time()
    y = driven.first_forward()
    took = time.process_time() - begun
    small = sum(array.size for array, _ in driven.moved().values() if array.size <= directions.LARGE)
    if 2 * small * took > SLOW:
        case["one_by_one"] = 0
    if not usable(as_data(y)) or (np.ndim(y) and not inspect.signature(layer.backward).parameters):
        return {"outputs": {"loss" if usable(as_data(y)) else "y": as_data(y)}}
    if np.ndim(y):
        case["arguments"]["dy"] = stream(case["seed"], "upstream").uniform(-1, 1, np.shape(y))
        driven.arguments |= driven.handed.copies({"dy": case["arguments"]["dy"]})
    case["arguments"].update({name: driven.handed.originals[name] for name in parameters})
    return gradients_after(driven, case, y)
