"""Claim C23: gradients along time."""

import numpy as np
import pytest

from chapters.activations import flow_pictures, recurrent
from chapters.shared import style
from solutions.activations import Tanh
from tests.chapters.page import Page, power

PAGE = Page("activations")


@pytest.fixture(scope="module")
def norms():
    return {
        (scale, shared): recurrent.jacobian_norms(Tanh, scale, shared=shared)
        for scale in (0.9, 2.0)
        for shared in (True, False)
    }


@pytest.mark.parametrize(("scale", "vanishes"), [(0.9, True), (2.0, False)])
def test_c23_twice_the_steps_twice_the_exponent(norms, scale, vanishes):
    middle = np.median(norms[scale, True], axis=1)
    assert (middle[400] < 1e-10) if vanishes else (middle[400] > 1e10)
    assert np.log(middle[400]) / np.log(middle[200]) == pytest.approx(2, abs=0.2)
    assert f"${power(middle[200])}$" in PAGE.claim("C23")
    if vanishes:
        assert f"${power(middle[400])}$" in PAGE.claim("C23")
    else:
        assert 1e22 < middle[400] < 1e25
        assert "| $10^{22}$ to $10^{25}$ |" in PAGE.claim("C23")


def test_c23_the_factor_per_step_is_about_that_of_layers_of_their_own(norms):
    factors = {
        scale: [
            float(np.median((norms[scale, shared][400] / norms[scale, shared][200]) ** (1 / 200)))
            for shared in (True, False)
        ]
        for scale in (0.9, 2.0)
    }
    assert PAGE.cells("0.9")[2:] == [f"{factor:.3f}" for factor in factors[0.9]]
    assert PAGE.cells("2")[2:] == ["about 1.13", "about 1.14"]
    assert factors[2.0] == pytest.approx([1.13, 1.14], abs=0.02)
    assert "the factors are means over steps 200 to 400" in PAGE.claim("C23")
    assert all(shared == pytest.approx(own, rel=0.05) for shared, own in factors.values())


def test_c23_networks_differ_far_more_than_with_matrices_of_their_own(norms):
    spread = {shared: np.log10(norms[0.9, shared][400]) for shared in (True, False)}
    assert np.ptp(spread[True]) > 10 * np.ptp(spread[False])
    assert f"${power(norms[0.9, True][400].min())}$ to ${power(norms[0.9, True][400].max())}$" in PAGE.line


def test_the_product_is_the_jacobian():
    rng = np.random.default_rng(0)
    W = rng.normal(0, 1 / 8, (1, 64, 64))
    inputs = [rng.normal(0.0, 0.1, (1, 1, 64)) for _ in range(3)]

    def run(h):
        for x in inputs:
            h = np.tanh(h @ W + x)
        return h[0, 0]

    jacobian = np.array([(run(1e-6 * row) - run(-1e-6 * row)) / 2e-6 for row in np.eye(64).reshape(64, 1, 1, 64)])
    found = recurrent.jacobian_norms(Tanh, 1.0, steps=3, seeds=1)[-1, 0]
    assert found == pytest.approx(np.linalg.norm(jacobian) / 8, rel=1e-6)


def test_picture_tells_the_size(norms):
    text = style.description(flow_pictures.plot_time({2.0: norms[2.0, True]}, 2.0))
    assert f"{np.median(norms[2.0, True][400]):.1e} after 400" in text
