"""What is measured of the chapter `initialization`, where the judge is.

A random initializer has no expected numbers. What can be compared is counted: shape, type, how many numbers are
different, whether equal generators give equal weights. The numbers themselves go into `samples`, and the case says
which distribution they must come from.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data

SHAPE = "the shape of W"
BYTES = "bytes per number in W"
AGAIN = "share of W that changes with an equal generator"
MATRICES = "different matrices among the draws"
NUMBERS = "different numbers in W"
DRAWN = "the weights of all draws"
PRODUCTS = ("W.T @ W", "W @ W.T")


def _counted(reply: Data) -> tuple[dict[str, Data], list[Array]]:
    """What can be counted, and the matrices of all draws; none of them if the first is no array."""
    came = reply["came"]
    first = came["first"]
    if "others" not in came:
        return {SHAPE: first}, []
    matrices, equal = [first, *came["others"]], came["again"]
    counted: dict[str, Data] = {
        SHAPE: np.array(first.shape, dtype=float),
        BYTES: float(first.dtype.itemsize),
        AGAIN: float(np.mean(equal != first)) if equal.shape == first.shape else 1.0,
        MATRICES: float(len({matrix.tobytes() for matrix in matrices})),
    }
    return counted, matrices


def independent_draws(case: Case, reply: Data) -> Data:
    """Weights that must be independent of each other: all of them are one sample."""
    counted, matrices = _counted(reply)
    if not matrices:
        return {"outputs": counted}
    counted[NUMBERS] = float(len(np.unique(matrices[0])))
    return {"outputs": counted, "samples": {DRAWN: np.concatenate([matrix.ravel() for matrix in matrices])}}


def orthogonal_draws(case: Case, reply: Data) -> Data:
    """An orthogonal matrix, and each entry of it over all draws.

    A unit vector in three dimensions on which no direction is preferred has uniform entries (Archimedes), so that the
    entries of matrices with a side of 3 have a distribution to be compared with.
    """
    counted, matrices = _counted(reply)
    if not matrices or matrices[0].ndim != 2:
        return {"outputs": counted}
    first, given = matrices[0], case["arguments"]
    tall = given["fan_in"] >= given["fan_out"]
    counted[PRODUCTS[0] if tall else PRODUCTS[1]] = first.T @ first if tall else first @ first.T
    drawn = {
        entry_name(*place): np.array([matrix[place] for matrix in matrices]) / given["gain"]
        for place in np.ndindex(first.shape)
    }
    return {"outputs": counted, "samples": drawn if case["samples"] else {}}


def entry_name(row: int, column: int) -> str:
    """What a student reads about one entry of an orthogonal matrix."""
    return f"W[{row}, {column}] / gain, over all draws"


def scales(case: Case, reply: Data) -> Data:
    """What was said of a stack, and how often each layer ran."""
    came = reply["came"]
    passes = np.array([float(len(each)) for each in came["passes"]])
    outputs = {"the result": came["result"], "forward passes of each layer": passes}
    return {"outputs": outputs, "inputs": reply["inputs"]}
