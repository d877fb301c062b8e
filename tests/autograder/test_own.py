"""`check_gradients` on layers that have no reference: of any kind and size, right ones and wrong ones."""

import numpy as np
import pytest

from autograder.own import Function, check_gradients
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet


@pytest.fixture
def rng():
    return np.random.default_rng(0)


class Product:
    """Two inputs, no parameters."""

    def forward(self, left, right):
        self.left, self.right = left, right
        return left * right

    def backward(self, dy):
        return dy * self.right, dy * self.left


class Dropout:
    """Random numbers, from a generator of its own."""

    def __init__(self):
        self.rng = np.random.default_rng(7)

    def forward(self, x):
        self.mask = (self.rng.random(x.shape) < 0.5) / 0.5
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask


class Normalized:
    """Each sample looks at the others."""

    def forward(self, x):
        self.centred = x - x.mean(axis=0)
        return self.centred

    def backward(self, dy):
        return dy - dy.mean(axis=0)


class Network:
    """A whole network as one layer, on fixed labels."""

    def __init__(self, network, labels):
        self.network, self.labels, self.params, self.grads = network, labels, network.params, {}

    def forward(self, x):
        self.x = x
        return self.network.loss(x, self.labels)

    def backward(self):
        self.grads = self.network.gradients(self.x, self.labels)
        upstream = self.network.loss_layer.backward()
        for layer in reversed(self.network.layers):
            upstream = layer.backward(upstream)
        return upstream


@pytest.mark.parametrize("samples", [3, 40])
def test_right_layers_of_every_kind_pass_small_and_large(rng, samples):
    x, y = rng.normal(size=(samples, 6)), rng.normal(size=(samples, 6))
    labels = rng.integers(0, 6, samples)
    network = TwoLayerNet(6, 20, 6, rng)
    cases = [
        (Affine(rng.normal(size=(6, 30)), rng.normal(size=30)), x),
        (Sigmoid(), x),
        (ReLU(), x),
        (Product(), x, y),
        (Dropout(), x),
        (Normalized(), x),
        (SoftmaxCrossEntropy(), x, labels),
        (Network(network, labels), x),
        (Function(lambda x: np.sin(x).sum(), np.cos), x),
    ]
    for layer, *inputs in cases:
        before = [np.copy(given) for given in inputs]
        verdict = check_gradients(layer, *inputs)
        assert verdict.passed, verdict
        assert str(verdict) == f"{type(layer).__name__}: right."
        for given, kept in zip(inputs, before, strict=True):
            np.testing.assert_array_equal(given, kept)


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
        (Normalized, lambda self, dy: dy, ""),
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
