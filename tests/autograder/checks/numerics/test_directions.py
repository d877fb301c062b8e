"""Directions: what they miss is as rare as derived, what is right agrees, nothing is left changed."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.numerics import directions
from autograder.checks.numerics.directions import COUNT, FINE, SURE, WRONG, Moved, closer, disagreement, miss, stream


def affine(seed, samples=5, inputs=30, outputs=20):
    """x, W, the upstream gradient, and the gradient of W."""
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(samples, inputs)), rng.normal(size=(inputs, outputs))
    dy = rng.normal(size=(samples, outputs))
    return x, W, dy, x.T @ dy


def moved(array, gradient):
    return Moved(array, array.copy(), gradient)


@given(st.integers(0, 10_000), st.integers(-6, 6), st.integers(-6, 6))
def test_right_gradients_of_any_size_agree_and_arrays_are_as_they_were(seed, of_weights, of_upstream):
    x, W, dy, gradient = affine(seed)
    W *= 10.0**of_weights
    dy, gradient = dy * 10.0**of_upstream, gradient * 10.0**of_upstream
    each = moved(W, gradient)
    assert disagreement(lambda: x @ W, [each], dy, seed) < 0.1 * FINE
    np.testing.assert_array_equal(W, each.original)
    assert closer(lambda: x @ W, each, dy, seed).disagreement < 0.1 * FINE
    np.testing.assert_array_equal(W, each.original)


@given(st.integers(0, 1000), st.floats(0.01, 10), st.integers(0, 599))
def test_one_wrong_entry_is_seen(seed, share, entry):
    x, W, dy, gradient = affine(seed)
    wrong = gradient.copy()
    wrong.flat[entry] += share * np.linalg.norm(gradient) / np.sqrt(gradient.size)
    assert disagreement(lambda: x @ W, [moved(W, wrong)], dy, seed) > FINE
    assert closer(lambda: x @ W, moved(W, wrong), dy, seed).disagreement > WRONG


def test_a_small_gradient_is_not_drowned_by_a_large_one():
    rng = np.random.default_rng(0)
    small, large = rng.normal(size=(10, 10)), rng.normal(size=(10, 10))
    for size in (1.0, 1e-2, 1e-6, 1e-12):

        def value(size=size):
            return size * float((small**2).sum()) + float((large**2).sum())

        right, wrong = 2 * size * small, 2 * size * small
        wrong[3, 4] *= 1.01
        assert disagreement(value, [moved(small, right), moved(large, 2 * large)], 1.0, 1) <= FINE
        if size >= 1e-2:  # below, float64 does not see one entry's part beside the large value
            assert disagreement(value, [moved(small, wrong), moved(large, 2 * large)], 1.0, 1) > FINE


def test_the_usual_step_decides_where_a_long_one_is_too_long():
    refused, x = [], np.random.default_rng(0).uniform(0.5, 2, (10, 10))

    def value():
        if (x < 0.49).any():
            refused.append(None)
            raise ValueError("so far away there is nothing")
        return np.log(x)

    assert disagreement(value, [moved(x, 1 / x)], np.ones_like(x), 0) <= FINE
    assert refused
    assert disagreement(value, [moved(x, 1.0001 / x)], np.ones_like(x), 0) > FINE


def test_one_long_direction_is_enough_for_what_is_linear():
    x, W, dy, gradient = affine(0)
    calls = []
    assert disagreement(lambda: (calls.append(None), x @ W)[1], [moved(W, gradient)], dy, 0) == 0
    assert len(calls) == 2


@pytest.mark.parametrize("spread", [[1.0, 1.0], [1.0], [1.0] * 50, [3.0, 1.0, 0.1], [1.0, -1.0, 0.01]])
def test_a_direction_misses_as_rarely_as_balls_theorem_says(spread):
    error = np.array(spread)
    rng = np.random.default_rng(len(spread))
    seen = np.abs(rng.uniform(-1, 1, (200_000, len(error))) @ error)
    for tolerance in (0.3, 0.1, 0.01):
        share = float(np.mean(seen <= tolerance))
        bound = miss(tolerance / float(np.linalg.norm(error)), 1)
        assert share <= bound + 4 * np.sqrt(bound / 200_000)


@pytest.mark.parametrize(("sure", "count"), [(0.05, 1), (-1.0, COUNT)])
def test_misses_of_the_first_look_are_as_rare_as_derived(monkeypatch, sure, count):
    monkeypatch.setattr(directions, "SURE", sure)  # so large that misses can be counted, or never enough
    x, W, dy, gradient = affine(0, samples=2, inputs=9, outputs=8)
    wrong = gradient.copy()
    wrong[2, 3] += np.linalg.norm(gradient) / 4
    missed = sum(disagreement(lambda: x @ W, [moved(W, wrong)], dy, seed) <= 0.05 for seed in range(4000))
    share = 0.05 * np.linalg.norm(wrong) / np.sqrt(3) / (np.linalg.norm(gradient) / 4)
    assert 0 < missed / 4000 <= miss(share, count)


def test_the_text_s_probabilities_are_those_of_the_bound():
    size = 1e-5 / math.sqrt(3 / 3)  # |e| = 1e-5 |G| in one of three arrays, whose tolerance is sqrt(3 / 3) |G|
    assert miss(SURE / size, 1) < 1.5e-7
    assert miss(FINE / size, COUNT) < 2.1e-6
    one = 0.01 / 448
    assert miss(SURE / one, 1) < 1e-7
    assert miss(FINE / one, COUNT) < 5e-7
    assert miss(WRONG / math.sqrt(3) / 1e-5, directions.MANY) < 7.1e-7


def test_kinks_on_every_step_are_told_and_others_are_stepped_over():
    x, dy = np.random.default_rng(0).normal(size=(20, 20)), np.ones((20, 20))
    for place, kink in ((0.0, True), (1e-6, False)):
        x[3, 4] = place
        seen = closer(lambda: np.maximum(x, 0.0), moved(x, dy * (x > 0)), dy, 0)
        assert seen.kink is kink
        assert kink or seen.disagreement <= FINE
    assert not closer(lambda: np.tanh(x), moved(x, 1 - np.tanh(x) ** 2), dy, 0).kink


def test_a_gradient_of_nan_never_agrees():
    x, W, dy, gradient = affine(0)
    assert disagreement(lambda: x @ W, [moved(W, np.full_like(gradient, np.nan))], dy, 0) == np.inf
    assert closer(lambda: x @ W, moved(W, np.full_like(gradient, np.nan)), dy, 0).disagreement == np.inf


def test_nobody_else_draws_from_the_checks_streams():
    mine = stream(0, "upstream").random(100)
    assert not np.isin(mine, np.random.default_rng(0).random(100)).any()
    assert not np.isin(mine, stream(0, "first look").random(100)).any()
    children = np.random.default_rng(0).spawn(3)
    assert not any(np.isin(mine, child.random(100)).any() for child in children)
