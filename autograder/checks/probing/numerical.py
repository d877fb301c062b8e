"""What a judge needs to know gradients numerically, from evaluations of the student's code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.numerics import directions
from autograder.checks.numerics.comparison import NUMERICAL
from autograder.checks.numerics.directions import Moved
from autograder.checks.numerics.gradcheck import (
    FINE,
    Array,
    numerical_gradient,
    perturbed_outputs,
    perturbed_outputs_of_a_batch,
    rounding,
    slopes,
)
from autograder.checks.numerics.locate import locate
from autograder.checks.wire import Data


def numerical(
    function: Callable[[], Any],
    moved: Mapping[str, tuple[Array, Array]],
    found: Mapping[str, Data],
    upstream: Array | float,
    seed: int = 0,
    whole_batch: Callable[[Array], Any] | None = None,
    one_by_one: int = directions.LARGE,
) -> Data:
    """What a judge needs to know gradients numerically: `perturbed`, `closer` and `along` (see `judging.judge`).

    Parameters
    ----------
    function : callable
        Evaluates the student's code at the arrays as they are.
    moved : mapping of str to (ndarray, ndarray)
        The arrays to differentiate by, which the code reads, and their originals.
    found : mapping
        What the student's backward pass says: where it disagrees, more is asked.
    upstream : ndarray or float
        The gradient that arrives from above; 1 for a loss.
    seed : int
        Of the directions along which large arrays are checked.
    whole_batch : callable, optional
        Evaluates the code for another batch, when the first of `moved` is its only input: perturbed batches may be sent
        in one.
    one_by_one : int
        Arrays with more entries are checked along directions.
    """
    perturbed, closer, large = {}, {}, {}
    for name, (array, original) in moved.items():
        gradient = found.get(name)
        comparable = isinstance(gradient, np.ndarray) and gradient.shape == array.shape and gradient.dtype.kind != "c"
        if array.size > one_by_one:
            if comparable:
                alias = any(np.may_share_memory(gradient, other) for other, _ in moved.values())
                large[name] = Moved(array, original, np.array(gradient, dtype=np.float64, copy=True if alias else None))
            continue
        if whole_batch is not None and name == next(iter(moved)):
            perturbed[name] = perturbed_outputs_of_a_batch(whole_batch, array)
        else:
            perturbed[name] = perturbed_outputs(function, array)
        if comparable and array.size:
            closer[name] = _closer(function, array, upstream, np.asarray(gradient, dtype=np.float64), perturbed[name])
    told: Data = {"perturbed": perturbed, "closer": {name: seen for name, seen in closer.items() if seen}}
    told |= {"along": _along(function, large, upstream, seed)} if large else {}
    if any(seen.get("rough") for part in ("closer", "along") for seen in told.get(part, {}).values()):
        told["repeats"] = int(np.array_equal(np.array(function()), function(), equal_nan=True))
    return told


def _closer(
    function: Callable[[], object], array: Array, upstream: Array | float, gradient: Array, outputs: Array
) -> Data:
    """A closer look at the entries at which a gradient disagrees with the numerical one; None where all agree."""
    estimate = numerical_gradient(outputs, array, upstream)
    tolerance = max(NUMERICAL * float(np.max(np.abs(gradient))), rounding(outputs, array, upstream))
    suspects = np.flatnonzero(~(np.abs(estimate - gradient) <= tolerance))
    if not len(suspects):
        return None
    found = slopes(function, array, upstream, suspects, float(np.max(np.abs(estimate))))
    kinks = [int(entry) for entry, each in zip(suspects, found, strict=True) if each.kink]
    values, rough = np.array([each.value for each in found]), any(each.rough for each in found)
    return {"entries": suspects, "values": values, "kinks": kinks, "rough": int(rough)}


def _along(
    function: Callable[[], Any], large: Mapping[str, Moved], upstream: Array | float, seed: int
) -> dict[str, Data]:
    """Whether large gradients agree along directions: all together, and one by one and closer when they do not."""
    if directions.disagreement(function, list(large.values()), upstream, seed) <= FINE:
        return {name: {} for name in large}
    told: dict[str, Data] = {}
    for name, moved in large.items():
        seen = directions.closer(function, moved, upstream, seed)
        told[name] = {"disagreement": seen.disagreement, "kink": int(seen.kink), "rough": int(seen.rough)}
        if seen.disagreement > FINE and not (seen.kink or seen.rough):
            told[name]["located"] = locate(function, moved, upstream, seed)
    return told
