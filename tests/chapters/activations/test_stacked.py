"""Networks side by side are the same networks one by one."""

import numpy as np
import pytest

from chapters.activations.circles import glorot_uniform
from chapters.activations.stacked import Stack, cross_entropy_slope, descend
from chapters.shared.network import Sequential
from solutions.activations import Tanh
from solutions.backward import Affine, SoftmaxCrossEntropy


def stack_of(seeds, outputs=3):
    rngs = [np.random.default_rng(seed) for seed in seeds]
    return Stack([2, 5, 4, outputs], [Tanh(), Tanh()], [glorot_uniform] * 3, rngs)


def test_gradients_are_those_of_single_networks():
    rng = np.random.default_rng(9)
    x, labels, stack = rng.normal(size=(7, 2)), rng.integers(0, 3, 7), stack_of([1, 2, 3])
    weights, biases = stack.gradients(x, labels)
    for s in range(3):
        layers = []
        for weight, bias in zip(stack.weights, stack.biases, strict=True):
            layers += [Affine(weight[s], bias[s, 0]), Tanh()]
        single = Sequential(layers[:-1], SoftmaxCrossEntropy())
        found = single.gradients(x, labels)
        for k in range(3):
            np.testing.assert_allclose(weights[k][s], found[f"{2 * k}.W"], atol=1e-14)
            np.testing.assert_allclose(biases[k][s, 0], found[f"{2 * k}.b"], atol=1e-14)
        assert stack.accuracy(x, labels)[s] == single.accuracy(x, labels)


def test_one_logit_is_two_with_a_zero():
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(size=(2, 6, 1)), rng.integers(0, 2, 6)
    two = np.concatenate([np.zeros_like(logits), logits], axis=2)
    np.testing.assert_allclose(
        cross_entropy_slope(logits, labels)[..., 0], cross_entropy_slope(two, labels)[..., 1], atol=1e-15
    )


def test_weights_are_views_of_one_array():
    stack = stack_of([0, 1])
    assert stack.parameters.shape == (2, 10 + 20 + 12 + 5 + 4 + 3)
    stack.parameters[...] = 7
    assert all((each == 7).all() for each in (*stack.weights, *stack.biases))


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_a_step_is_momentum_descent(momentum):
    rng = np.random.default_rng(1)
    x, labels = rng.normal(size=(6, 2)), rng.integers(0, 3, 6)
    stack, twin = stack_of([0]), stack_of([0])
    velocity = np.zeros_like(twin.parameters)
    for epoch in descend(stack, x, labels, 0.1, 3, 6, rng, momentum):
        if epoch:
            weights, biases = twin.gradients(x, labels)
            gradient = np.concatenate([each.reshape(1, -1) for each in (*weights, *biases)], axis=1)
            velocity = momentum * velocity - 0.1 * gradient
            twin.parameters += velocity
        np.testing.assert_allclose(stack.parameters, twin.parameters, atol=1e-14)


def test_every_sample_is_used_once_an_epoch_and_each_network_has_its_rate():
    x, labels = np.eye(2)[[0, 1, 0, 1, 0]], np.array([0, 1, 0, 1, 0])
    stack = stack_of([0, 0])
    before = stack.parameters.copy()
    for _ in descend(stack, x, labels, np.array([[0.0], [0.1]]), 1, 2, np.random.default_rng(0)):
        pass
    assert (stack.parameters[0] == before[0]).all()
    assert (stack.parameters[1] != before[1]).any()
