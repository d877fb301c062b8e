"""Gradients against depth with BatchNorm and without, and the cube of normalizations."""

import numpy as np
import pytest

from chapters.batchnorm import cube, depth
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.backward import Affine, ReLU, Sigmoid
from solutions.batchnorm import BatchNorm
from tests.chapters.page import Page, told

PAGE = Page("batchnorm")


@pytest.mark.parametrize(("row", "activation"), [("sigmoid, Xavier", Sigmoid), ("ReLU, He", ReLU)])
def test_the_factor_of_one_layer(row, activation):
    initializer = depth.INITIALIZERS[row.split(",")[0]]
    found = [
        interval([depth.factor(Affine, activation, initializer, norm, 30, seed) for seed in depth.SEEDS])
        for norm in (None, BatchNorm)
    ]
    assert PAGE.cells(row) == [told(pair, digits=3) for pair in found]
    if activation is ReLU:
        theory = np.sqrt(np.pi / (np.pi - 1))
        assert found[1][0] == pytest.approx(theory, rel=0.01)
        assert f"= {theory:.3f}$ a layer" in PAGE.line


def test_the_sigmoid_is_differentiated():
    layer, x = Sigmoid(), np.array([[-2.0, 0.0, 3.0]])
    layer.forward(x)
    slope = (Sigmoid().forward(x + 1e-6) - Sigmoid().forward(x - 1e-6)) / 2e-6
    np.testing.assert_allclose(layer.backward(np.ones((1, 3))), slope, rtol=1e-8)


def test_only_batchnorm_reaches_other_samples():
    reach = {name: {sample for sample, _, _ in cube.shared(name)} for name in cube.NORMS}
    assert [name for name, samples in reach.items() if len(samples) > 1] == ["BatchNorm"]
    for name in cube.NORMS:
        assert (0, 2, 0) in cube.shared(name)
        assert name in style.description(cube.plot_cube(name))
    assert cube.shared("InstanceNorm") < cube.shared("GroupNorm") < cube.shared("LayerNorm")
