"""The numerical core: right for what can be computed by hand, and it leaves everything as it was."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.gradcheck import numerical_gradient, perturbed_outputs, steps


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
