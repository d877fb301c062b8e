"""Rows of mini-batches are known by their numbers, and only if they are the case's to the last entry."""

import numpy as np

from autograder.checks.judging.batches import sample_numbers

SAMPLES = np.array([[0.0, 7.0], [1.0, 8.0], [2.0, 9.0]])


def test_rows_have_their_numbers_in_any_order_and_any_number_of_times():
    assert sample_numbers(SAMPLES[[2, 0, 0]], SAMPLES).tolist() == [2, 0, 0]


def test_a_row_that_was_changed_or_made_up_is_none():
    rows = np.array([[1.0, 8.5], [3.0, 7.0], [0.5, 7.0], [-1.0, 9.0], [np.nan, 7.0], [0.0, 7.0]])
    assert sample_numbers(rows, SAMPLES).tolist() == [-1, -1, -1, -1, -1, 0]
