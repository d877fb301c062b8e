"""Pitfalls and quiz: the mistake is made, and the symptom is the one that the page tells."""

import numpy as np
import pytest

from chapters.backward import figures
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, numerical_gradient
from tests.chapters.page import Page

PAGE = Page("backward")


def given():
    rng = np.random.default_rng(0)
    return rng.normal(size=(8, 4)), rng.normal(size=(8, 3)), Affine(rng.normal(size=(4, 3)), np.zeros(3))


def test_a_bias_gradient_without_its_sum_stops_the_update_in_place_and_not_the_other():
    _, dy, layer = given()
    b = layer.params["b"]
    with pytest.raises(ValueError, match="broadcast"):
        b -= 0.1 * dy
    b = b - 0.1 * dy
    assert b.shape == (8, 3)


def test_a_gate_that_asks_the_gradient_passes_only_where_signs_agree():
    x, _, _ = given()
    layer = ReLU()
    for inputs, dy, passes in ((np.abs(x), np.abs(x), True), (x, np.sign(x), True), (x, np.abs(x), False)):
        layer.forward(inputs)
        assert (layer.backward(dy) == dy * (dy > 0)).all() == passes


@pytest.mark.parametrize(("forward", "backward", "ratio"), [(8, 1, 1 / 8), (8, 8, 1)])
def test_what_a_loss_without_its_mean_looks_like_in_a_check(forward, backward, ratio):
    x, _, layer = given()
    labels, loss = np.arange(8) % 3, SoftmaxCrossEntropy()

    def value(W):
        return forward * loss.forward(Affine(W, layer.params["b"]).forward(x), labels)

    numerical = numerical_gradient(value, layer.params["W"])
    loss.forward(layer.forward(x), labels)
    layer.backward(backward * loss.backward())
    np.testing.assert_allclose(layer.grads["W"] / numerical, ratio, rtol=1e-6)


@pytest.mark.parametrize("layer", [given()[2], Sigmoid(), ReLU()], ids=["affine", "sigmoid", "relu"])
def test_an_evaluation_between_the_passes_leaves_no_trace(layer):
    x, _, _ = given()
    dy = np.ones_like(layer.forward(x))
    before = layer.backward(dy)
    kept = dict(layer.grads)
    layer.forward(10 * x[:2, ::-1], train=False)
    np.testing.assert_array_equal(layer.backward(dy), before)
    for name, gradient in kept.items():
        np.testing.assert_array_equal(layer.grads[name], gradient)


def test_the_numbers_of_the_step():
    errors = figures.step_size_curves(numerical_gradient)
    central, one_sided = errors["this numerical gradient"], errors["one-sided"]
    assert f"{figures.STEPS[central.argmin()]:.0e}" == "3e-06"
    assert central.min() == pytest.approx(1.1e-11, rel=0.1)
    assert central[0] == pytest.approx(8e-5, rel=0.1)
    assert "is about $8\\times10^{-5}$: a smaller step made it about seven million times worse" in PAGE.line
    assert central[0] / central.min() == pytest.approx(7e6, rel=0.15)
    ten, five = (int(np.abs(np.log10(figures.STEPS) - exponent).argmin()) for exponent in (-10, -5))
    assert central[ten] / central[five] == pytest.approx(21_000, rel=0.2)
    assert "a factor of about 21,000" in PAGE.line
    assert figures.STEPS[five] ** 2 / 6 > 0.5 * central[five]  # most of it is truncation
    assert one_sided.min() < 3e-8  # luckier than the bound
