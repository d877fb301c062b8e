"""Bisection: what is wrong is found at its place, with few evaluations, and nothing is left changed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.numerics.locate import locate
from tests.autograder.checks.numerics.test_directions import affine, moved


@given(st.integers(0, 1000), st.integers(0, 29), st.integers(0, 19), st.sampled_from([1.0, 1e-4]))
def test_one_wrong_entry_is_located(seed, row, column, error):
    x, W, dy, gradient = affine(seed)
    wrong = gradient.copy()
    wrong[row, column] += error
    before = W.copy()
    found = locate(lambda: x @ W, moved(W, wrong), dy, seed)
    assert found["runs"] == [[[row, row]], [[column, column]]]
    assert found["entries"] == [[row, column]]
    assert found["numerical"] == pytest.approx(gradient[row, column], rel=1e-6, abs=1e-6)
    np.testing.assert_array_equal(W, before)


@pytest.mark.parametrize(
    ("where", "runs"),
    [
        (np.s_[:, 7], [[[0, 29]], [[7, 7]]]),
        (np.s_[4:9], [[[4, 8]], [[0, 19]]]),
        (np.s_[:], [[[0, 29]], [[0, 19]]]),
        (np.s_[[2, 20], 1:3], [[[2, 2], [20, 20]], [[1, 2]]]),
    ],
)
def test_wrong_rows_and_columns_are_located(where, runs):
    x, W, dy, gradient = affine(3)
    wrong = gradient.copy()
    wrong[where] *= 1.5
    assert locate(lambda: x @ W, moved(W, wrong), dy, 5)["runs"] == runs


def test_locating_asks_for_few_of_many_entries():
    x, W, dy, gradient = affine(0, inputs=256, outputs=128)
    wrong, calls = gradient.copy(), []
    wrong[100, 50] += 1.0
    locate(lambda: (calls.append(None), x @ W)[1], moved(W, wrong), dy, 0)
    assert len(calls) < 100  # every coordinate would take 65,536
