"""Directions: what they miss is as rare as derived, what is wrong is found at its place, nothing is left changed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.numerics import directions
from autograder.checks.numerics.directions import TOLERANCE, disagreement, has_kink, locate


def affine(seed, samples=5, inputs=30, outputs=20):
    """x, W, the upstream gradient, and the gradient of W."""
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(samples, inputs)), rng.normal(size=(inputs, outputs))
    dy = rng.normal(size=(samples, outputs))
    return x, W, dy, x.T @ dy


@given(st.integers(0, 10_000), st.integers(-6, 6), st.integers(-6, 6))
def test_right_gradients_of_any_size_agree_and_arrays_are_as_they_were(seed, of_weights, of_upstream):
    x, W, dy, gradient = affine(seed)
    W *= 10.0**of_weights
    dy, gradient = dy * 10.0**of_upstream, gradient * 10.0**of_upstream
    before = W.copy()
    assert disagreement(lambda: x @ W, [W], [gradient], dy, seed) < 0.1 * TOLERANCE
    np.testing.assert_array_equal(W, before)


@given(st.integers(0, 1000), st.floats(0.1, 10), st.integers(0, 599))
def test_one_wrong_entry_is_seen(seed, share, entry):
    x, W, dy, gradient = affine(seed)
    wrong = gradient.copy()
    wrong.flat[entry] += share * np.linalg.norm(gradient) / np.sqrt(gradient.size)
    assert disagreement(lambda: x @ W, [W], [wrong], dy, seed) > TOLERANCE


def test_a_small_gradient_is_not_drowned_by_a_large_one():
    rng = np.random.default_rng(0)
    small, large = rng.normal(size=(10, 10)), rng.normal(size=(10, 10))
    for size in (1.0, 1e-2, 1e-6, 1e-12):

        def value(size=size):
            return size * float((small**2).sum()) + float((large**2).sum())

        right, wrong = 2 * size * small, 2 * size * small
        wrong[3, 4] *= 1.01
        assert disagreement(value, [small, large], [right, 2 * large], 1.0, 1) <= TOLERANCE
        if size >= 1e-2:  # below, float64 does not see one entry's part beside the large value
            assert disagreement(value, [small, large], [wrong, 2 * large], 1.0, 1) > TOLERANCE


@pytest.mark.parametrize("spread", [[1.0, 1.0], [1.0], [1.0] * 50, [3.0, 1.0, 0.1], [1.0, -1.0, 0.01]])
def test_a_direction_misses_as_rarely_as_balls_theorem_says(spread):
    error = np.array(spread)
    rng = np.random.default_rng(len(spread))
    seen = np.abs(rng.uniform(-1, 1, (200_000, len(error))) @ error)
    for tolerance in (0.3, 0.1, 0.01):
        share = float(np.mean(seen <= tolerance))
        bound = np.sqrt(2) * tolerance / float(np.linalg.norm(error))
        assert share <= bound + 4 * np.sqrt(bound / 200_000)


def test_misses_of_the_check_itself_are_as_rare_as_derived(monkeypatch):
    monkeypatch.setattr(directions, "TOLERANCE", 0.05)  # so large that misses can be counted
    x, W, dy, gradient = affine(0, samples=2, inputs=9, outputs=8)
    wrong = gradient.copy()
    wrong[2, 3] += np.linalg.norm(gradient) / 4
    missed = sum(disagreement(lambda: x @ W, [W], [wrong], dy, seed) <= 0.05 for seed in range(4000))
    size = max(np.linalg.norm(wrong), 1.0) / np.sqrt(3)
    bound = (np.sqrt(2) * 0.05 * 2 * size / (np.linalg.norm(gradient) / 4)) ** directions.COUNT
    assert 0 < missed / 4000 <= bound


@given(st.integers(0, 1000), st.integers(0, 29), st.integers(0, 19))
def test_one_wrong_entry_is_located(seed, row, column):
    x, W, dy, gradient = affine(seed)
    wrong = gradient.copy()
    wrong[row, column] += 1.0
    before = W.copy()
    found = locate(lambda: x @ W, W, dy, wrong, seed)
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
    assert locate(lambda: x @ W, W, dy, wrong, 5)["runs"] == runs


def test_locating_asks_for_few_of_many_entries():
    x, W, dy, gradient = affine(0, inputs=256, outputs=128)
    wrong, calls = gradient.copy(), []
    wrong[100, 50] += 1.0
    locate(lambda: (calls.append(None), x @ W)[1], W, dy, wrong, 0)
    assert len(calls) < 100  # every coordinate would take 65,536


def test_kinks_on_the_way_are_seen():
    x, dy = np.random.default_rng(0).normal(size=(20, 20)), np.ones((20, 20))
    x[3, 4] = 0.0
    assert has_kink(lambda: np.maximum(x, 0.0), x, dy, dy * (x > 0), 0)
    assert not has_kink(lambda: np.tanh(x), x, dy, 1 - np.tanh(x) ** 2, 0)


def test_a_gradient_of_nan_never_agrees():
    x, W, dy, gradient = affine(0)
    assert disagreement(lambda: x @ W, [W], [np.full_like(gradient, np.nan)], dy, 0) == np.inf
