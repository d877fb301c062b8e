"""Layers of one's own in Python loops: few forward passes are enough, and nothing is missed for it."""

import numpy as np
import pytest

from autograder.checks import own
from autograder.checks.own import check_gradients


class Convolution:
    """A convolution in Python loops, with its mistake in one number of a gradient, and a counter of forward passes."""

    def __init__(self, rng, mistake=("", 1.0)):
        self.params, self.grads = {"W": rng.normal(size=(2, 3, 3, 3)), "b": rng.normal(size=2)}, {}
        self.mistake, self.passes = mistake, 0

    def forward(self, x):
        self.passes += 1
        self.x, W = x, self.params["W"]
        y = np.zeros((len(x), len(W), x.shape[2] - 2, x.shape[3] - 2))
        for n, f, i, j in np.ndindex(y.shape):
            for c, a, b in np.ndindex(W.shape[1:]):
                y[n, f, i, j] += x[n, c, i + a, j + b] * W[f, c, a, b]
        return y + self.params["b"][:, None, None]

    def backward(self, dy):
        W, found = self.params["W"], {"x": np.zeros_like(self.x), "W": np.zeros_like(self.params["W"])}
        found["b"] = dy.sum(axis=(0, 2, 3))
        for n, f, i, j in np.ndindex(dy.shape):
            found["x"][n, :, i : i + 3, j : j + 3] += dy[n, f, i, j] * W[f]
            found["W"][f] += dy[n, f, i, j] * self.x[n, :, i : i + 3, j : j + 3]
        name, factor = self.mistake
        if name:
            found[name].flat[0] *= factor
        self.grads = {"W": found["W"], "b": found["b"]}
        return found["x"]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def x(rng):
    return rng.normal(size=(2, 3, 8, 8))


def test_a_slow_layer_is_asked_for_few_forward_passes(rng, x):
    layer = Convolution(rng)
    assert check_gradients(layer, x).passed
    assert layer.passes < 20


def test_a_layer_is_asked_entry_by_entry_while_that_costs_little(rng, x, monkeypatch):
    monkeypatch.setattr(own, "SLOW", np.inf)
    layer = Convolution(rng)
    assert check_gradients(layer, x).passed
    assert layer.passes > 100


@pytest.mark.parametrize("name", ["x", "W", "b"])
@pytest.mark.parametrize("seed", range(5))
def test_one_wrong_number_of_a_slow_layer_is_found(rng, x, name, seed):
    layer = Convolution(rng, (name, 1.01))
    [finding] = check_gradients(layer, x, seed=seed).findings
    assert f"`{name}`" in finding.what
