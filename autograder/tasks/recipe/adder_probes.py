"""Probes of the second tier: what a network makes of pairs of digits, and what a student has noted of the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.probes import trained, unpacked

MOST = 100
"""How many records or parts are handed back."""

NOTHING = "nothing"
"""What is left out where all parts are in."""


def probe_adder(objects: Sequence[Any], case: Case) -> Data:
    """What a trained network says of held-out pairs, its weights, the sizes of its batches, and sets that changed."""
    network, came = trained(objects, case)
    weights = [as_data(array) for array in network.params.values()]
    sizes = np.array(came["sizes"], dtype=np.int64)
    return {"came": {**came, "sizes": sizes, "logits": said(network, case), "weights": weights}}


def said(network: Any, case: Case) -> Data:
    """What a network says of the held-out pairs."""
    images = unpacked(case["held out"]["as they are"])
    with threadpool_limits(1):
        return as_data(network.predict(np.hstack([images[case["left"]], images[case["right"]]])))


def probe_ablation(objects: Sequence[Any], case: Case) -> Data:
    """The table of what parts have earned, and what the network says with all parts, and without one of them."""
    build, learn, table = objects
    parts, runs = noted(table), []
    if isinstance(parts, dict) and parts:
        part = sorted(parts)[case["again"] % len(parts)]
        runs = [said(trained([build, learn], case, without=each)[0], case) for each in (NOTHING, part)]
    return {"came": {"table": parts, "runs": runs}}


def probe_log(objects: Sequence[Any], case: Case) -> Data:
    """A log and a result as data."""
    log, result = objects
    return {"came": {"log": noted(log), "result": noted(result)}}


def noted(value: Any) -> Data:
    """Texts, numbers, and lists and dictionaries of them; the rest as the name of its type."""
    if isinstance(value, Mapping):
        return {str(name)[:MOST]: noted(each) for name, each in list(value.items())[:MOST]}
    if isinstance(value, list | tuple):
        return [noted(each) for each in value[:MOST]]
    if isinstance(value, str):
        return value[: 2 * MOST]
    if isinstance(value, bool | int | float):
        return value
    return value.item() if isinstance(value, np.number) else {"unsupported": type(value).__name__}
