"""The answers of the chapter `dropout` against PyTorch, given its masks; and what they promise besides."""

import numpy as np
import pytest

from solutions import dropout
from tests.solutions.goldens import recorded
from tests.solutions.goldens.dropout import SHARES, inputs

GOLDENS = recorded("dropout")


class Coins:
    """Stands for a generator: its coins fall so that a given mask comes out."""

    def __init__(self, kept):
        self.kept = kept

    def random(self, shape):
        assert shape == self.kept.shape
        return np.where(self.kept, 1 - 1e-12, 0.0)


@pytest.mark.parametrize("p", SHARES)
def test_given_the_mask_the_layer_equals_pytorchs(p):
    x, dy = inputs()
    wanted = GOLDENS[f"p = {p:g}"]
    layer = dropout.Dropout(p, Coins(wanted["y"] != 0))
    np.testing.assert_allclose(layer.forward(x, train=True), wanted["y"], rtol=1e-15)
    np.testing.assert_allclose(layer.backward(dy), wanted["dx"], rtol=1e-15)
    assert (layer.forward(x, train=False) == wanted["quiet"]).all()


def test_the_penalty_is_what_the_mean_over_all_masks_adds():
    wanted = GOLDENS["penalty"]
    penalty, gradient = dropout.dropout_penalty(inputs()[0], np.array([0.5, -1.0, 2.0, 0.1, -0.3]), 0.3)
    assert penalty == pytest.approx(wanted["penalty"], rel=1e-12)
    np.testing.assert_allclose(gradient, wanted["gradient"], rtol=1e-12)


def test_the_two_scalings_are_one_method():
    x = inputs()[0]
    standard, inverted = (layer(0.2, np.random.default_rng(0)) for layer in (dropout.StandardDropout, dropout.Dropout))
    for train in (True, False):
        np.testing.assert_allclose(standard.forward(x, train), 0.8 * inverted.forward(x, train), rtol=1e-15)


@pytest.mark.parametrize("layer", [dropout.StandardDropout, dropout.Dropout])
def test_at_test_time_nothing_is_drawn(layer):
    rng = np.random.default_rng(0)
    state = rng.bit_generator.state
    layer(0.5, rng).forward(inputs()[0], train=False)
    assert rng.bit_generator.state == state


@pytest.mark.parametrize("p", [0.2, 0.7])
def test_the_mean_over_all_masks_is_where_many_draws_lead(p):
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=4), rng.normal(size=(4, 3))
    exact = dropout.mean_over_masks(lambda batch: np.tanh(batch @ w), x, p)
    drawn = np.tanh(dropout.Dropout(p, rng).forward(np.tile(x, (200_000, 1))) @ w)
    np.testing.assert_allclose(exact, drawn.mean(axis=0), atol=5 * drawn.std(axis=0).max() / 200_000**0.5)


def test_monte_carlo_by_hand():
    logits = [np.log([[1.0, 3.0]]), np.log([[3.0, 1.0]])]

    class Network:
        def predict(self, x, train=False):
            assert train
            return logits.pop()

    probabilities, entropy = dropout.monte_carlo(Network(), np.zeros((1, 2)), 2)
    np.testing.assert_allclose(probabilities, [[0.5, 0.5]])
    np.testing.assert_allclose(entropy, [np.log(2)])
