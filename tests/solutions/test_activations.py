"""The reference against PyTorch, and maxout against its published formula, to 1e-10 in float64."""

import numpy as np
import pytest

from solutions.activations import LeakyReLU, Maxout, Residual, Softplus, Tanh, gradient_norms
from solutions.backward import Affine
from tests.solutions.goldens import recorded, same
from tests.solutions.goldens.activations import SHAPES, inputs

GIVEN = [inputs(seed, *shape) for seed, shape in enumerate(SHAPES)]
GOLDENS = recorded("activations")


@pytest.fixture(params=range(len(SHAPES)), ids=map(str, SHAPES))
def case(request):
    return GIVEN[request.param], GOLDENS[request.param]


@pytest.mark.parametrize(("name", "layer"), [("tanh", Tanh()), ("leaky", LeakyReLU(0.2)), ("softplus", Softplus())])
def test_activation(case, name, layer):
    given, golden = case
    same(layer.forward(10 * given["x"]), golden[name]["y"])
    same(layer.backward(given["dx"]), golden[name]["x"])


def test_maxout(case):
    given, golden = case
    layer = Maxout(given["W"], given["b"])
    same(layer.forward(given["x"]), golden["maxout"]["y"])
    same(layer.backward(given["dy"]), golden["maxout"]["x"])
    same(layer.grads["W"], golden["maxout"]["W"])
    same(layer.grads["b"], golden["maxout"]["b"])


def test_residual_blocks_and_the_norms_on_the_way(case):
    given, golden = case
    units, width = given["V"].shape
    blocks = [
        Residual([Affine(given["U"], np.zeros(units)), Tanh(), Affine(given["V"], np.zeros(width))]) for _ in range(2)
    ]
    y = given["x"]
    for block in blocks:
        y = block.forward(y)
    same(y, golden["residual"]["y"])
    same(gradient_norms(blocks, given["dx"]), golden["residual"]["norms"])
    same(blocks[0].grads["0.W"] + blocks[1].grads["0.W"], golden["residual"]["U"])
    same(blocks[0].grads["2.W"] + blocks[1].grads["2.W"], golden["residual"]["V"])
    last = blocks[1].backward(given["dx"])
    same(blocks[0].backward(last), golden["residual"]["x"])


def test_softplus_far_out():
    layer = Softplus()
    far = layer.forward(np.array([[-800.0, -40.0, 0.0, 40.0, 800.0]]))
    same(far, [[0.0, np.exp(-40), np.log(2), 40.0, 800.0]])
    assert far[0, 1] == pytest.approx(np.exp(-40), rel=1e-12)
    same(layer.backward(np.ones((1, 5))), [[0.0, 0.0, 0.5, 1.0, 1.0]])
