"""`check_gradients` on layers that have no reference: of any kind and size, right ones and wrong ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import check_gradients
from solutions.backward import Affine, ReLU, Sigmoid
from tests.layers import Dropout, Normalized, Standardized, right_layers


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("samples", [3, 40])
def test_right_layers_of_every_kind_pass_small_and_large(rng, samples):
    for layer, *inputs in right_layers(rng, samples):
        before = [np.copy(array) for array in inputs]
        verdict = check_gradients(layer, *inputs)
        assert verdict.passed, verdict
        assert str(verdict) == f"{type(layer).__name__}: right."
        for after, kept in zip(inputs, before, strict=True):
            np.testing.assert_array_equal(after, kept)


def test_inputs_at_a_kink_are_moved(rng):
    assert check_gradients(ReLU(), np.zeros((3, 4))).passed
    assert check_gradients(ReLU(), np.zeros((30, 40))).passed


def wrong(base, **methods):
    return type("Wrong", (base,), methods)


@pytest.mark.parametrize("samples", [3, 40])
@pytest.mark.parametrize(
    ("base", "backward", "words"),
    [
        (Sigmoid, lambda self, dy: -Sigmoid.backward(self, dy), "a sign"),
        (Sigmoid, lambda self, dy: 2 * Sigmoid.backward(self, dy), "factor of 2"),
        (Sigmoid, lambda self, dy: Sigmoid.backward(self, dy) / len(dy), "a mean over the batch"),
        (Sigmoid, lambda self, dy: Sigmoid.backward(self, dy).T, "axes are swapped"),
        (Sigmoid, lambda self, dy: None, "None came"),
        (Sigmoid, lambda self, dy: Sigmoid.backward(self, dy).astype(np.float32), "float32"),
        (Dropout, lambda self, dy: dy * (self.rng.random(dy.shape) < 0.5) / 0.5, "drawn again"),
    ],
)
def test_mistakes_are_named_small_and_large(rng, samples, base, backward, words):
    verdict = check_gradients(wrong(base, backward=backward)(), rng.normal(size=(samples, 6)))
    assert not verdict.passed
    assert words in str(verdict)


def test_code_that_raises_becomes_a_finding(rng):
    verdict = check_gradients(wrong(Sigmoid, backward=lambda self, dy: 1 / 0)(), rng.normal(size=(3, 4)))
    assert "stopped with ZeroDivisionError" in str(verdict)
    assert "1 / 0" in str(verdict)


@pytest.mark.parametrize(
    ("base", "backward", "words"),
    [
        (Normalized, lambda self, dy: dy, "the batch's mean"),
        (Standardized, lambda self, dy: (dy - dy.mean(axis=0)) / self.deviation, "the batch's variance"),
        (Standardized, lambda self, dy: dy / self.deviation, "the batch's variance"),
        (
            Standardized,
            lambda self, dy: (dy - self.y * (dy * self.y).mean(axis=0)) / self.deviation,
            "the batch's mean",
        ),
    ],
)
def test_a_missing_path_is_named(rng, base, backward, words):
    assert words in str(check_gradients(wrong(base, backward=backward)(), rng.normal(size=(8, 5))))


@given(
    st.integers(0, 1000),
    st.sampled_from([np.float16, np.float32, np.float64]),
    st.integers(1, 30),
    st.integers(1, 30),
    st.floats(-3, 3),
)
def test_right_layers_pass_for_any_shape_type_and_size(seed, dtype, samples, width, exponent):
    rng = np.random.default_rng(seed)
    x = (rng.normal(size=(samples, width)) * 10.0**exponent).astype(dtype)
    layer = Affine(rng.normal(size=(width, 3)) * 10.0**-exponent, rng.normal(size=3))
    for each in (Sigmoid(), ReLU(), layer):
        verdict = check_gradients(each, x, seed=seed)
        assert verdict.passed, verdict


def test_parameters_that_cannot_be_moved_a_little_are_told(rng):
    layer = Affine(rng.normal(size=(4, 3)).astype(np.float32), 0.5)
    said = str(check_gradients(layer, rng.normal(size=(5, 4))))
    assert "The parameter `W` is of type float32" in said
    assert "The parameter `b` is of type float" in said
