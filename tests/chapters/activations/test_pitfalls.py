"""Pitfalls: the mistake is made, and the symptom is the one that the page tells."""

import numpy as np
import pytest

from chapters.shared.data import two_circles
from solutions.activations import LeakyReLU, Maxout, Residual, Softplus, Tanh
from solutions.backward import TwoLayerNet, train


def test_the_slope_of_tanh_fed_with_the_input():
    x = np.array([0.01, 3.0])
    slopes = Tanh()
    slopes.forward(x)
    wrong, right = 1 - x**2, slopes.backward(np.ones(2))
    assert wrong[0] == pytest.approx(right[0], rel=1e-4)
    assert wrong[1] == -8
    assert 0 < right[1] < 0.01


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("rate", [0.1, 0.5, 1.0])
def test_with_that_slope_the_loss_falls_first_and_ends_in_nan(rate):
    class Fed(Tanh):
        def forward(self, x, train=True):
            self.y = x  # where the output belongs
            return np.tanh(x)

    x, labels = two_circles(samples=300)
    network = TwoLayerNet(2, 16, 2, np.random.default_rng(0))
    network.layers[1] = Fed()
    losses = train(network, x, labels, rate, 500)
    assert losses[50] < losses[0]
    assert np.isnan(losses[-1])


def test_softplus_as_it_is_written():
    with np.errstate(over="ignore"):
        assert np.log(1 + np.exp(np.array([800.0, -40.0]))).tolist() == [np.inf, 0]
    assert (Softplus().forward(np.array([800.0, -40.0])) > 0).all()


def test_pieces_that_all_hear_everything_keep_their_differences():
    rng = np.random.default_rng(0)

    class Deaf(Maxout):
        def backward(self, dy):
            self.won = np.ones_like(self.won)
            return super().backward(dy)

    W, x = rng.normal(size=(3, 2, 4)), rng.normal(size=(8, 3))
    for kind, alike in ((Deaf, True), (Maxout, False)):
        layer = kind(W.copy(), np.zeros((2, 4)))
        for _ in range(5):
            layer.forward(x)
            layer.backward(np.ones((8, 2)))
            layer.params["W"] -= 0.1 * layer.grads["W"]
        differences = np.diff(layer.params["W"], axis=2)
        assert np.allclose(differences, np.diff(W, axis=2)) == alike


def test_a_block_that_overwrites_dy_returns_twice_what_came_through_it():
    class InPlace(LeakyReLU):
        def backward(self, dy):
            dy *= self.slopes
            return dy

    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    block = Residual([InPlace(0.1)])
    block.forward(x)
    inner = LeakyReLU(0.1)
    inner.forward(x)
    np.testing.assert_allclose(block.backward(dy.copy()), 2 * inner.backward(dy))


@pytest.mark.parametrize("make", [Tanh, LeakyReLU, Softplus, lambda: Maxout(np.eye(3)[:, :, None], np.zeros((3, 1)))])
def test_an_evaluation_between_the_passes_leaves_no_trace(make):
    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    layer = make()
    layer.forward(x)
    before = layer.backward(dy)
    layer.forward(-3 * x, train=False)
    np.testing.assert_array_equal(layer.backward(dy), before)
