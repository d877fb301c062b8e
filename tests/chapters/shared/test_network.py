"""The network that the chapters' experiments train."""

import numpy as np
import pytest

from chapters.shared.network import he, minibatches, perceptron, xavier
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy, numerical_gradient


@pytest.fixture
def network():
    return perceptron([4, 7, 5, 3], Affine, ReLU, SoftmaxCrossEntropy, he, np.random.default_rng(0))


@pytest.fixture
def batch():
    rng = np.random.default_rng(1)
    return rng.normal(size=(6, 4)), rng.integers(0, 3, 6)


def test_gradients_agree_with_numerical_ones(network, batch):
    gradients = network.gradients(*batch)
    assert gradients.keys() == network.params.keys()
    for name, array in network.params.items():

        def loss(changed, array=array):
            before = array.copy()
            array[...] = changed
            value = network.loss(*batch)
            array[...] = before
            return value

        np.testing.assert_allclose(gradients[name], numerical_gradient(loss, array), atol=1e-8)


def test_there_is_no_activation_behind_the_last_layer(network):
    assert [type(layer) for layer in network.layers] == [Affine, ReLU, Affine, ReLU, Affine]


def test_accuracy_counts_the_largest_logit(network, batch):
    x, _ = batch
    best = network.predict(x).argmax(axis=1)
    assert network.accuracy(x, best) == 1.0
    assert network.accuracy(x, (best + 1) % 3) == 0.0


@pytest.mark.parametrize(("initializer", "variance"), [(he, 2 / 400), (xavier, 1 / 400)])
def test_initializers_have_their_variance(initializer, variance):
    weights = initializer(np.random.default_rng(0), 400, 300)
    assert weights.shape == (400, 300)
    assert weights.var() == pytest.approx(variance, rel=0.02)


def test_minibatches_take_every_sample_once_with_its_label():
    x = np.arange(10.0)[:, None]
    seen = list(minibatches(x, np.arange(10), 4, np.random.default_rng(0)))
    assert [len(part) for part, _ in seen] == [4, 4, 2]
    assert sorted(np.concatenate([labels for _, labels in seen])) == list(range(10))
    assert all((part[:, 0] == labels).all() for part, labels in seen)
