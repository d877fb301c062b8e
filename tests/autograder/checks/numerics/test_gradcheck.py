"""The numerical core: right for what can be computed by hand, and it leaves everything as it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.numerics.gradcheck import (
    numerical_gradient,
    perturbed_outputs,
    perturbed_outputs_of_a_batch,
    rounding,
    slope,
    slopes,
    steps,
)


@given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 4), st.integers(-3, 3))
def test_gradient_of_a_smooth_map(seed, rows, columns, exponent):
    rng = np.random.default_rng(seed)
    x, upstream = rng.normal(size=(rows, columns)) * 10.0**exponent, rng.normal(size=(rows, columns))
    before = x.copy()
    outputs = perturbed_outputs(lambda: x**3 + 2 * x, x)
    np.testing.assert_array_equal(x, before)
    assert outputs.shape == (2, x.size, rows, columns)
    exact = upstream * (3 * x**2 + 2)
    scale = np.abs(exact).max()
    assert np.abs(numerical_gradient(outputs, x, upstream) - exact).max() <= 1e-6 * scale + 1e-9


def test_gradient_of_a_number():
    x = np.array([1.0, 2.0, 4.0])
    outputs = perturbed_outputs(lambda: float(x @ x), x)
    np.testing.assert_allclose(numerical_gradient(outputs, x), 2 * x, rtol=1e-9)


@given(st.floats(-1e8, 1e8))
def test_steps_are_exact_and_grow_with_the_entry(value):
    array = np.array([value])
    step = steps(array)[0]
    assert step > 0
    assert (1.0 + step) - 1.0 == step or abs(value) > 1
    assert 0.5 <= step / (6.055e-6 * max(1.0, abs(value))) <= 2.0


@given(st.floats(-3, 3), st.sampled_from([np.sin, np.exp, np.tanh, lambda t: t**4 - t]))
def test_slope_of_smooth_functions_is_extrapolated_and_has_no_kink(place, function):
    step = 1e-2
    found = slope(lambda distance: float(function(place + distance)), step, scale=1.0)
    exact = float(np.real((function(place + 1e-20j)) / 1e-20j)) if function is not np.exp else float(np.exp(place))
    size = 1 + abs(place) ** 3 + np.exp(abs(place))
    assert abs(found.value - exact) <= 1e-6 * size
    assert abs(found.value - exact) <= 1.1 * found.error <= 2e-6 * size


@given(st.floats(0, 0.95), st.floats(1e-5, 10), st.sampled_from([-1, 1]), st.floats(-2, 2))
def test_kinks_nearer_than_the_step_are_seen_wherever_they_lie(distance, jump, side, slant):
    step = 2.0**-17

    def function(t):
        return slant * t + jump * max(0.0, side * t - distance * step)

    assert slope(function, step, scale=1.0).kink == ((1 - distance) * jump > 1e-6) or (1 - distance) * jump < 1e-4


@given(st.floats(-5, 5), st.sampled_from([np.sin, np.exp, lambda t: t**4 - t, lambda t: 100 * t * t]))
def test_curvature_is_no_kink(place, function):
    scale = max(1.0, abs(float(function(place + 1) - function(place - 1))))
    assert not slope(lambda distance: float(function(place + distance)), float(steps(np.array(place))), scale).kink


def test_entries_at_a_kink_are_named_those_beside_one_are_known_and_the_array_is_as_it_was():
    x = np.array([1.0, 0.0, -2.0, 1e-7])
    before = x.copy()
    found = slopes(lambda: np.maximum(x, 0.0), x, np.ones(4), range(4), scale=1.0)
    assert [each.kink for each in found] == [False, True, False, False]
    assert [found[0].value, found[2].value] == pytest.approx([1.0, 0.0], abs=1e-9)
    assert found[3].value == pytest.approx(1.0, abs=1e-6)
    assert not any(each.rough for each in found)
    np.testing.assert_array_equal(x, before)


def test_what_differs_the_more_the_smaller_the_step_is_rough_and_no_kink():
    rng = np.random.default_rng(0)
    x = rng.normal(size=8)
    for function in (lambda: x + 1e-6 * rng.normal(size=8), lambda: np.tanh(x.astype(np.float32)).astype(float)):
        found = slopes(function, x, np.ones(8), range(8), scale=1.0)
        assert any(each.rough for each in found)
        assert not any(each.rough and each.kink for each in found)


@given(st.integers(0, 1000), st.integers(1, 4), st.integers(1, 3))
def test_a_batch_of_perturbed_points_gives_what_they_give_one_by_one(seed, samples, width):
    rng = np.random.default_rng(seed)
    x, W = rng.normal(size=(samples, width)), rng.normal(size=(width, 2))

    def normalized(x):  # each sample looks at the others
        return (x - x.mean(axis=0)) @ W

    def masked(x):  # the same random numbers in every call, and others when the batch is another
        return (np.random.default_rng(0).permutation(len(x))[:, None] * x) @ W

    for function in (lambda x: np.tanh(x) @ W, normalized, masked):
        alone = perturbed_outputs(lambda function=function: function(x), x)
        np.testing.assert_allclose(perturbed_outputs_of_a_batch(function, x), alone, rtol=0, atol=1e-13)


def test_a_function_that_takes_no_other_batch_gets_its_own():
    x = np.ones((2, 3))

    def function(x):
        if len(x) != 2:
            raise ValueError("two samples, please")
        return x**2

    assert perturbed_outputs_of_a_batch(function, x).shape == (2, 6, 2, 3)


@given(st.integers(0, 1000), st.floats(0, 12))
def test_rounding_covers_what_a_small_gradient_loses_beside_a_large_value(seed, exponent):
    rng = np.random.default_rng(seed)
    x, large = rng.normal(size=5), 10.0**exponent
    outputs = perturbed_outputs(lambda: float(np.sin(x).sum() + large), x)
    assert np.abs(numerical_gradient(outputs, x) - np.cos(x)).max() <= rounding(outputs, x) + 1e-9
