"""Claim C43: what a gradient costs."""

import numpy as np
import pytest

from chapters.backward import cost
from chapters.shared import style
from solutions.backward import TwoLayerNet, numerical_gradient
from tests.chapters.page import Page

PAGE = Page("backward")


@pytest.fixture(scope="module")
def costs():
    return cost.gradient_costs(TwoLayerNet, numerical_gradient)


def test_c43_numerical_gradients_cost_two_passes_a_parameter(costs):
    assert (costs["numerical"] == 2 * costs["parameters"]).all()
    assert f"from {costs['numerical'][0]:.0f} ({costs['parameters'][0]:.0f} parameters)" in PAGE.text
    assert f"to {costs['numerical'][-1]:.0f} ({costs['parameters'][-1]:.0f} parameters)" in PAGE.text


def test_c43_backpropagation_costs_three_passes_whatever_the_size(costs):
    assert (costs["backward"] == 3).all()


def test_c43_time_ratio_is_a_small_constant():
    assert 1 < cost.time_ratio(TwoLayerNet) < 10


def test_counting_is_exact_for_a_product():
    x = np.ones((7, 5))
    assert cost.multiplications(lambda data: data @ np.ones((5, 3)), x) == 7 * 5 * 3
    assert cost.multiplications(lambda data: np.ones((2, 7)) @ data, x) == 2 * 7 * 5
    assert cost.multiplications(lambda data: np.where(data > 0, data, 0) @ np.ones((5, 3)), x) == 7 * 5 * 3


def test_loss_at_restores_the_parameter():
    network, rng = TwoLayerNet(2, 3, 2, np.random.default_rng(0)), np.random.default_rng(1)
    x, labels = rng.normal(size=(4, 2)), rng.integers(0, 2, 4)
    before = network.params["W1"].copy()
    assert cost.loss_at(network, "W1", labels, x, before) == network.loss(x, labels)
    assert cost.loss_at(network, "W1", labels, x, before + 1) != network.loss(x, labels)
    assert (network.params["W1"] == before).all()


def test_picture_tells_the_range(costs):
    assert "1030" in style.description(cost.plot_costs(costs))
