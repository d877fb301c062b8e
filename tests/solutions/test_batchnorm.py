"""BatchNorm and LayerNorm against PyTorch, fifty steps of training to 1e-10; and what the functions promise besides."""

import numpy as np
import pytest

from chapters.shared.network import Sequential
from solutions import batchnorm
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from tests.solutions.goldens import recorded
from tests.solutions.goldens.batchnorm import BATCH, RATE, STEPS, inputs

GOLDENS = recorded("batchnorm")


@pytest.fixture(scope="module")
def trained():
    """Our network after fifty steps, and parameters and running averages every ten steps."""
    given = inputs()
    batch_norm = batchnorm.BatchNorm(given["gamma0"], given["beta0"])
    layer_norm = batchnorm.LayerNorm(given["gamma1"], given["beta1"])
    affine = [Affine(given[f"W{k}"], given[f"b{k}"]) for k in range(3)]
    layers = [affine[0], batch_norm, ReLU(), affine[1], layer_norm, ReLU(), affine[2]]
    network, seen = Sequential(layers, SoftmaxCrossEntropy()), []
    names = [f"{name}{k}" for k in range(3) for name in ("W", "b", "gamma", "beta") if f"{name}{k}" in given]
    for step in range(STEPS):
        slopes = network.gradients(given["x"][step], given["labels"][step])
        for name, array in network.params.items():
            array -= RATE * slopes[name]
        if step % 10 == 9:
            now = {name: given[name].copy() for name in names}
            averages = {"running_mean": batch_norm.running_mean, "running_variance": batch_norm.running_variance}
            seen.append(now | {name: array.copy() for name, array in averages.items()})
    return network, seen


def test_fifty_steps_equal_pytorchs(trained):
    _, seen = trained
    for number, now in enumerate(seen):
        for name, array in now.items():
            if name != "running_variance":
                np.testing.assert_allclose(array, GOLDENS[name][number], rtol=1e-10, atol=1e-10)


def test_pytorchs_running_variance_is_the_unbiased_one(trained):
    _, seen = trained
    for number, now in enumerate(seen):
        start = 0.9 ** (10 * (number + 1))  # the share of the 1 that both began with
        theirs = start + (now["running_variance"] - start) * BATCH / (BATCH - 1)
        np.testing.assert_allclose(theirs, GOLDENS["running_variance"][number], rtol=1e-10)


def test_test_time_equals_pytorchs_with_its_running_variance(trained):
    network, _ = trained
    layer = network.layers[1]
    ours = layer.running_variance
    layer.running_variance = GOLDENS["running_variance"][-1]
    np.testing.assert_allclose(network.predict(inputs()["x"][0]), GOLDENS["logits"], rtol=1e-10, atol=1e-10)
    layer.running_variance = ours
    assert np.abs(network.predict(inputs()["x"][0]) - GOLDENS["logits"]).max() > 1e-3


def test_whitening_makes_the_covariance_the_identity_and_moves_least():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 4)) @ rng.normal(size=(4, 4)) + 3
    white = batchnorm.whiten(x, x)
    np.testing.assert_allclose(np.cov(white.T, bias=True), np.eye(4), atol=1e-12)
    np.testing.assert_allclose(white.mean(axis=0), 0, atol=1e-12)
    centred = x - x.mean(axis=0)
    turn = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    assert ((white - centred) ** 2).sum() < ((white @ turn - centred) ** 2).sum()


def test_standardize_keeps_constant_features_finite():
    train_x = np.array([[1.0, 5.0], [3.0, 5.0]])
    found = batchnorm.standardize(train_x, np.array([[2.0, 7.0]]))
    np.testing.assert_array_equal(found, [[0.0, 2.0]])


def test_layer_norm_ignores_the_company_and_the_mode():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(5, 4))
    layer = batchnorm.LayerNorm(np.ones(4), np.zeros(4))
    together = layer.forward(x)
    np.testing.assert_allclose(layer.forward(x[:1], train=False), together[:1])


def test_parameters_are_shared_and_inputs_stay():
    gamma, beta = np.ones(3), np.zeros(3)
    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    for kind in (batchnorm.BatchNorm, batchnorm.LayerNorm):
        layer = kind(gamma, beta)
        before = x.copy(), dy.copy()
        layer.forward(x)
        layer.backward(dy)
        assert layer.params["gamma"] is gamma
        assert set(layer.grads) == set(layer.params)
        assert (x == before[0]).all()
        assert (dy == before[1]).all()
