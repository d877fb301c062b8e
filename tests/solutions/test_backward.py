"""The reference against PyTorch: forward values, gradients of inputs and parameters, training, to 1e-10 in float64."""

import numpy as np
import pytest

from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet, numerical_gradient, train
from tests.solutions.goldens import recorded, same
from tests.solutions.goldens.backward import SHAPES, inputs

GIVEN = [inputs(seed, *shape) for seed, shape in enumerate(SHAPES)]
GOLDENS = recorded("backward")


@pytest.fixture(params=range(len(SHAPES)), ids=map(str, SHAPES))
def case(request):
    return GIVEN[request.param], GOLDENS[request.param]


def network_of(given):
    network = TwoLayerNet(given["x"].shape[1], given["W"].shape[1], 3, np.random.default_rng(0))
    for ours, theirs in (("W1", "W"), ("b1", "b"), ("W2", "V"), ("b2", "c")):
        network.params[ours][...] = given[theirs]
    return network


def test_affine(case):
    given, golden = case
    layer = Affine(given["W"], given["b"])
    same(layer.forward(given["x"]), golden["affine"]["y"])
    same(layer.backward(given["dy"]), golden["affine"]["x"])
    same(layer.grads["W"], golden["affine"]["W"])
    same(layer.grads["b"], golden["affine"]["b"])


@pytest.mark.parametrize(("name", "layer"), [("sigmoid", Sigmoid()), ("relu", ReLU())])
def test_activation(case, name, layer):
    given, golden = case
    same(layer.forward(given["dy"]), golden[name]["y"])
    same(layer.backward(given["dy"][::-1]), golden[name]["x"])


def test_loss(case):
    given, golden = case
    layer = SoftmaxCrossEntropy()
    same(layer.forward(given["dy"][:, :1] * np.array([1.0, -2.0, 3.0]), given["labels"]), golden["loss"]["loss"])
    same(layer.backward(), golden["loss"]["logits"])


def test_network(case):
    given, golden = case
    gradients = network_of(given).gradients(given["x"], given["labels"])
    for ours, theirs in (("W1", "W"), ("b1", "b"), ("W2", "V"), ("b2", "c")):
        same(gradients[ours], golden["network"][theirs])


def test_fifty_steps_of_training(case):
    given, golden = case
    network = network_of(given)
    same(train(network, given["x"], given["labels"], 0.1, 50), golden["training"]["losses"])
    for ours, theirs in (("W1", "W"), ("b1", "b"), ("W2", "V"), ("b2", "c")):
        same(network.params[ours], golden["training"][theirs])


def test_numerical_gradient_agrees_with_the_network(case):
    given, _ = case
    network = network_of(given)
    x, labels = given["x"], given["labels"]
    gradients = network.gradients(x, labels)
    for name, parameter in network.params.items():

        def loss(value, name=name):
            kept = network.params[name].copy()
            network.params[name][...] = value
            found = network.loss(x, labels)
            network.params[name][...] = kept
            return found

        np.testing.assert_allclose(numerical_gradient(loss, parameter), gradients[name], rtol=1e-6, atol=1e-9)
