"""What is told of mini-batches in any chapter: whose rows they are, whatever their order."""

from __future__ import annotations

import numpy as np

from autograder.checks.numerics.comparison import Array


def sample_numbers(rows: Array, samples: Array) -> Array:
    """The numbers of the samples that some rows are; -1 for a row that is none of them.

    Parameters
    ----------
    rows : ndarray, shape (B, D)
        As they came.
    samples : ndarray, shape (N, D)
        The case's; column 0 holds their numbers 0, 1, ..., N - 1.

    Returns
    -------
    ndarray, shape (B,), float64
    """
    numbers = rows[:, 0]
    known = np.isin(numbers, np.arange(len(samples)))
    known[known] = (rows[known] == samples[numbers[known].astype(int)]).all(axis=1)
    return np.where(known, numbers, -1.0)
