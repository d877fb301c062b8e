"""Probes of the second tier: what a network makes of pairs of digits, and what a student has noted of the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.probes import SETS, unpacked

MOST = 100
"""How many records or parts are handed back."""

NOTHING = "nothing"
"""What is left out where all parts are in."""


def probe_adder(objects: Sequence[Any], case: Case) -> Data:
    """What a trained network says of held-out pairs, its weights, the sizes of its batches, and sets that changed."""
    return {"came": trained(objects, case)}


def trained(objects: Sequence[Any], case: Case, **without: str) -> Data:
    """Build and train a network, and let it look at the held-out pairs."""
    build, learn = objects
    sets = {name: unpacked(case["sets"][name]) for name in SETS}
    given = {name: array.copy() for name, array in sets.items()}
    rng = np.random.default_rng(case["seed"])
    sizes: list[int] = []
    with threadpool_limits(1):  # these matrices are too small to gain from more
        network = build(rng, **without)
        original = network.gradients

        def counted(x: Any, labels: Any) -> Any:
            sizes.append(len(x))
            return original(x, labels)

        network.gradients = counted
        train_set, validation_set = (tuple(given[name] for name in part) for part in (SETS[:2], SETS[2:]))
        learn(network, train_set, validation_set, rng, **without)
        images = unpacked(case["held out"]["as they are"])
        logits = as_data(network.predict(np.hstack([images[case["left"]], images[case["right"]]])))
    return {
        "logits": logits,
        "sizes": np.array(sizes, dtype=np.int64),
        "weights": [as_data(array) for array in network.params.values()],
        "changed": {
            name: as_data(given[name]) for name, array in sets.items() if not np.array_equal(given[name], array)
        },
    }


def probe_ablation(objects: Sequence[Any], case: Case) -> Data:
    """The table of what parts have earned, and what the network says with all parts, and without one of them."""
    build, learn, table = objects
    said, runs = noted(table), []
    if isinstance(said, dict) and said:
        part = sorted(said)[case["again"] % len(said)]
        runs = [trained([build, learn], case, without=each)["logits"] for each in (NOTHING, part)]
    return {"came": {"table": said, "runs": runs}}


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
