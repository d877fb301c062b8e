"""Probes of the chapter `regularization` for what is done to data: shifted images, moved colours, a balanced list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.probing.probes import as_data
from autograder.checks.wire import Case, Data


def probe_shift(objects: Sequence[Any], case: Case) -> Data:
    """The shifted images."""
    images = case["arguments"]["images"]
    shifted = objects[0](images, case["reach"], np.random.default_rng(case["seed"]))
    return {"came": {"images": as_data(shifted)}, "inputs": {"images": as_data(images)}}


def probe_jitter(objects: Sequence[Any], case: Case) -> Data:
    """The images in other colours."""
    images = case["arguments"]["images"]
    # Pixels mistaken for colours make a covariance as large as the batch is long: with few images it fails at once.
    objects[0](images[:5].copy(), case["deviation"], np.random.default_rng(case["seed"]))
    coloured = objects[0](images, case["deviation"], np.random.default_rng(case["seed"]))
    return {"came": {"images": as_data(coloured)}, "inputs": {"images": as_data(images)}}


def probe_labels(objects: Sequence[Any], case: Case) -> Data:
    """The list of samples."""
    labels = case["arguments"]["labels"]
    order = objects[0](labels, np.random.default_rng(case["seed"]))
    return {"came": {"list": as_data(order)}, "inputs": {"labels": as_data(labels)}}
