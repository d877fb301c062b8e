"""Theory beside measurement, narrow networks, products of matrices, LSUV; and the numbers of the text around them."""

import numpy as np
import pytest

from chapters.initialization import diagrams, driving, scaling, widths
from chapters.shared import style
from solutions.backward import Affine, ReLU
from solutions.initialization import (
    backward_variances,
    forward_variances,
    he_normal,
    layer_scales,
    lsuv,
    orthogonal,
    xavier_uniform,
)
from tests.chapters.page import Page

PAGE = Page("initialization")

FORMULAS = (forward_variances, backward_variances)


@pytest.mark.parametrize("activation", ["linear", "relu"])
@pytest.mark.parametrize("shape", driving.SHAPES)
@pytest.mark.parametrize("gain", [0.7, 1.41])
def test_measured_scales_follow_the_formulas(activation, shape, gain):
    sizes = driving.SHAPES[shape]
    variances = np.array([gain**2 / fan_in for fan_in in sizes[:-1]])
    found = driving.flow(FORMULAS, activation, sizes, variances)
    for way in ("forward", "backward"):
        np.testing.assert_allclose(found[way], found[f"{way}, theory"], rtol=0.35)


def test_numbers_by_hand():
    forward = forward_variances([4, 2, 8], np.array([0.75, 0.25]), "relu")
    backward = backward_variances([4, 2, 8], np.array([0.75, 0.25]), "relu")
    np.testing.assert_allclose(forward, [3, 0.75])
    np.testing.assert_allclose(backward, [1, 1])
    assert "$q_2 = 2 \\times 0.25 \\times 1.5 = 0.75$" in PAGE.line
    assert "$g_1 = \\tfrac12 \\times 8 \\times 0.25 \\times 1 = 1$" in PAGE.line


def test_widths_cancel_in_the_product():
    sizes = driving.SHAPES["narrowing"]
    backward = backward_variances(list(sizes), np.array([1 / fan_in for fan_in in sizes[:-1]]), "linear")
    assert backward[0] == pytest.approx(43 / 320)
    assert round(np.sqrt(43 / 320), 2) == 0.37
    assert "that is $43/320$, or a factor of 0.37" in PAGE.line
    assert round(np.sqrt(0.8), 1) == 0.9
    assert "A factor of 0.37, whatever the number of layers between" in PAGE.line


def test_which_gain_keeps_both_lines_level():
    for activation, gain in (("relu", 2**0.5), ("linear", 1.0)):
        variances = np.full(10, gain**2 / 100)
        for formula in FORMULAS:
            np.testing.assert_allclose(np.ptp(formula([100] * 11, variances, activation)), 0, atol=1e-12)


def test_rules_keep_one_of_the_two_ways():
    forward, backward = driving.plot_rule(*FORMULAS, "1 / fan-in", "narrowing")
    assert "0.37 in layer 1" in style.description(backward)
    assert "the theory says 1 and 1" in style.description(forward)
    forward, backward = driving.plot_theory(*FORMULAS, "relu", "even", 1.0)
    assert "a factor of 0.70 per layer" in forward.get_label()
    assert "a factor of 0.70 per layer" in backward.get_label()


def test_narrow_networks_stray():
    walked = widths.walks(Affine, ReLU, (8, 128))
    last = walked[8][:, -1]
    assert (last == 0).sum() == 6
    assert np.median(last) / np.sqrt(2) == pytest.approx(1e-4, rel=0.2)
    assert np.median(walked[128][:, -1]) > 0.7
    assert "all but a ten-thousandth, 6 of 30 are dead" in PAGE.line
    assert "6 of 30 networks give 0" in style.description(widths.plot_walks(walked, 8))


def test_products_of_matrices():
    values = driving.singular_values(lambda rng, *fans: rng.normal(0, 1 / np.sqrt(fans[0]), fans), 20)
    assert round(values[0]) == 7
    assert (values < 0.1).sum() == 48
    assert "48 of 64 are shrunk to less than a tenth" in PAGE.line
    np.testing.assert_allclose(driving.singular_values(orthogonal, 20), 1, rtol=1e-12)
    assert "one direction is stretched 7 times, and most are lost" in PAGE.line
    assert "down to 1" in style.description(driving.plot_product(orthogonal, 20))


@pytest.mark.parametrize("activation", ["sin", "tanh", "ReLU"])
def test_lsuv_forgets_the_start(activation):
    ends = []
    for deviation in (0.01, 1.0):
        layers, x = scaling.stack(activation, deviation)
        lsuv(layers, x)
        np.testing.assert_allclose(scaling.scales_of(layers, x), 1, rtol=1e-12)
        ends.append(layers[-2].params["W"])
    np.testing.assert_allclose(ends[0], ends[1], rtol=1e-9)
    assert "layer 10:" in style.description(scaling.plot_lsuv(lsuv, activation, 0.01))


def test_pictures_of_the_notebook():
    assert "0.22 in layer 10" in style.description(scaling.plot_scales(layer_scales, "tanh", 0.1))
    drawn = {"He, normal": he_normal, "Xavier, uniform": xavier_uniform}
    assert "wanted 0.105" in driving.plot_weights(drawn, "He, normal", 180, 20).get_label()
    assert "wanted 0.100" in driving.plot_weights(drawn, "Xavier, uniform", 180, 20).get_label()
    assert "net inputs of variance q" in style.description(diagrams.plot_layer())


def test_three_numbers_of_one_rule():
    assert (2 / 200, np.sqrt(2 / 200)) == (0.01, 0.1)
    assert round(np.sqrt(6 / 200), 3) == 0.173
    assert "He's variance is 0.01, its standard deviation 0.1, its uniform bound 0.173" in PAGE.line
    assert "$100 \\times 0.01/3/2 = 1/6$" in PAGE.text.replace("D v / 2 = ", "")


def test_lapack_makes_the_first_entry_negative():
    rng = np.random.default_rng(0)
    assert all(np.linalg.qr(rng.normal(size=(3, 3)))[0][0, 0] < 0 for _ in range(200))
    assert {np.sign(orthogonal(rng, 3, 3)[0, 0]) for _ in range(50)} == {-1, 1}
