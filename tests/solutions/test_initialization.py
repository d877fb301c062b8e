"""Initializers, formulas, the probe and LSUV against PyTorch."""

import numpy as np
import pytest

from solutions import initialization
from solutions.backward import Affine
from tests.solutions.goldens import recorded
from tests.solutions.goldens.initialization import FANS, WIDTHS, inputs, spread

GOLDENS = recorded("initialization")


class Tanh:
    """An activation without a backward pass."""

    def __init__(self):
        self.params = {}

    def forward(self, x, train=True):
        return np.tanh(x)


def layers():
    _, weights = inputs()
    return [each for W in weights for each in (Affine(W.copy(), np.zeros(W.shape[1])), Tanh())]


def test_recorded_gains_are_pytorchs_to_the_last_digit():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed (make torch)")
    assert GOLDENS["gains"] == {name: torch.nn.init.calculate_gain(name) for name in GOLDENS["gains"]}


@pytest.mark.parametrize("name", ["he_normal", "xavier_uniform"])
@pytest.mark.parametrize("number", range(len(FANS)))
def test_initializers_spread_as_pytorchs_do(name, number):
    fan_in, fan_out = FANS[number]
    W = getattr(initialization, name)(np.random.default_rng(0), fan_in, fan_out)
    assert W.shape == (fan_in, fan_out)
    assert W.dtype == np.float64
    mean, deviation, largest = GOLDENS[name][number]
    ours = spread(W)
    assert abs(ours[0] - mean) < 6 * deviation * np.sqrt(2 / W.size)
    assert ours[1] == pytest.approx(deviation, rel=6 / np.sqrt(W.size))
    if name == "xavier_uniform":
        assert ours[2] == pytest.approx(largest, rel=1e-3)


@pytest.mark.parametrize("fans", [*FANS, (7, 7), (1, 3), (3, 1)])
def test_orthogonal_matrices_are_orthogonal(fans):
    W = initialization.orthogonal(np.random.default_rng(0), *fans, gain=2.0)
    product = W.T @ W if fans[0] >= fans[1] else W @ W.T
    np.testing.assert_allclose(product, 4 * np.eye(min(fans)), atol=1e-12)


@pytest.mark.parametrize("number", range(len(FANS)))
def test_orthogonal_matrices_spread_as_pytorchs_do(number):
    W = initialization.orthogonal(np.random.default_rng(0), *FANS[number], gain=2.0)
    assert W.std() == pytest.approx(GOLDENS["orthogonal"][number][1], rel=0.01)


@pytest.mark.parametrize("shape", [(3, 3), (3, 2), (2, 3)])
def test_no_direction_is_preferred(shape):
    rng = np.random.default_rng(0)
    draws = np.array([initialization.orthogonal(rng, *shape) for _ in range(4000)])
    assert np.abs(draws.mean(axis=0)).max() < 0.05
    np.testing.assert_allclose((draws**2).mean(axis=0), 1 / 3, atol=0.03)  # of a uniform number from -1 to 1


def test_probe_and_lsuv_measure_what_pytorch_measures():
    x, _ = inputs()
    scales = GOLDENS["scales"]
    np.testing.assert_allclose(initialization.layer_scales(layers(), x), scales["layer_scales"], rtol=1e-12)
    stack, (_, weights) = layers(), inputs()
    held = [layer.params["W"] for layer in stack[::2]]
    np.testing.assert_allclose(initialization.lsuv(stack, x), scales["lsuv"], rtol=1e-12)
    for W, start, deviation in zip(held, weights, scales["lsuv"], strict=True):
        np.testing.assert_allclose(W, start / deviation, rtol=1e-12)
    np.testing.assert_allclose(initialization.layer_scales(stack, x)[::2], 1, rtol=1e-12)


def test_formulas_are_the_means_over_pytorchs_networks():
    variances = np.full(len(WIDTHS) - 1, 0.04)
    forward = initialization.forward_variances(list(WIDTHS), variances, "relu")
    backward = initialization.backward_variances(list(WIDTHS), variances, "relu")
    np.testing.assert_allclose(GOLDENS["flow"]["forward"], forward, rtol=0.1)
    np.testing.assert_allclose(GOLDENS["flow"]["backward"], backward, rtol=0.1)
    assert not np.allclose(forward, initialization.forward_variances(list(WIDTHS), variances, "linear"), rtol=0.2)


def test_gains_are_the_factors_of_the_rules():
    rng = np.random.default_rng(0)
    W = initialization.he_normal(rng, 400, 300)
    assert W.std() * np.sqrt(400) == pytest.approx(GOLDENS["gains"]["relu"], rel=0.01)
    W = initialization.xavier_uniform(rng, 400, 400)
    assert W.std() * np.sqrt(400) == pytest.approx(GOLDENS["gains"]["linear"], rel=0.01)
