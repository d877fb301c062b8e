"""What the page asks the reader: predictions, problems for pencil and paper, and the cases of the clinic."""

from functools import cache

import numpy as np
import pytest
import sympy

from chapters.activations import flow, flow_pictures, shapes
from chapters.activations.figures import CURVES, fit_maxout
from solutions.activations import Maxout, Residual, Tanh, gradient_norms
from solutions.backward import ReLU, Sigmoid
from tests.chapters.page import Page
from tests.chapters.pencil import find
from tests.mistakes import activations as mistakes
from tests.mistakes import sick

PAGE = Page("activations")


def test_silu_and_gelu_are_steeper_than_1_at_3_and_nothing_else_is_anywhere():
    at_3, x = np.array([3.0]), np.linspace(-8, 8, 4001)
    for layer in (shapes.SiLU(), shapes.GELU()):
        layer.forward(at_3)
        assert 1 < layer.backward(np.ones(1))[0] < 1.1
    for layer in (Sigmoid(), Tanh(), ReLU()):
        layer.forward(x)
        assert layer.backward(np.ones(len(x))).max() <= 1


def test_the_output_moves_most_where_the_input_is_small():
    x = np.linspace(0, 10, 1001)
    moved = 1 / (1 + np.exp(-10 * x)) - 1 / (1 + np.exp(-x))
    assert x[moved.argmax()] == pytest.approx(0.37)
    assert f"the output moves by {moved.max():.2f}" in PAGE.line


@cache
def growth(scale, activation=Sigmoid, block=flow.Chain):
    runs = [flow.gradient_flow(gradient_norms, activation, 20, scale, seed, block) for seed in range(3)]
    return flow.growth(np.median(runs, axis=0))


def test_at_scale_2_the_sigmoid_lets_more_through_than_a_quarter_a_layer():
    assert growth(1.0) < 0.25 < growth(2.0)


def test_no_scale_keeps_the_gradient_along_time():
    curves = flow_pictures.time_curves(Tanh, (1.0, 1.5))
    held, grown = (float(np.median(curves[scale][400])) for scale in (1.0, 1.5))
    assert 1e-9 < held < 1e-8
    assert 1e6 < grown < 1e7
    assert f"A factor of {held ** (1 / 400):.2f} or {grown ** (1 / 400):.2f} is nothing in a layer" in PAGE.line
    assert "$0.9^{400}$ is $5\\times10^{-19}$" in PAGE.line
    assert pytest.approx(5e-19, rel=0.01) == 0.9**400


def test_a_way_around_makes_relu_at_hes_scale_explode():
    assert growth(1.4, ReLU) == pytest.approx(1, abs=0.05)
    assert growth(1.4, ReLU, Residual) > 1.5


def test_numbers_by_hand():
    assert f"and 5 becomes {5 / 4**3:.3f}." in PAGE.line
    assert f"A factor of {growth(1.0):.2f} per layer" in PAGE.line


def test_half_of_the_sigmoids_largest_slope():
    x = sympy.Symbol("x", positive=True)
    y = 1 / (1 + sympy.exp(-x))
    place = sympy.log(sympy.Rational(1, 2) * (1 + sympy.sqrt(2) / 2)) - sympy.log(1 - (1 + sympy.sqrt(2) / 2) / 2)
    assert sympy.N((y * (1 - y)).subs(x, place)) == pytest.approx(1 / 8)
    assert find("activations", "half of its largest").agrees(float(place))
    assert float(2 * sympy.log(1 + sympy.sqrt(2))) == pytest.approx(float(place))
    assert f"$y = \\tfrac12\\bigl(1 + \\sqrt{{1/2}}\\bigr) = {(1 + 0.5**0.5) / 2:.3f}$" in PAGE.line.replace(
        "( 1", "(1"
    )


def test_the_scale_of_a_leaky_relu():
    a, g = sympy.symbols("a g", positive=True)
    [scale] = sympy.solve(g**2 * (1 + a**2) / 2 - 1, g)
    assert find("activations", "leaky ReLU with leak").agrees(sympy.lambdify(a, scale))


def test_what_clipping_leaves():
    gradients = np.array([2.0, 3.0, 6.0])
    clipped = gradients * min(1, 3.5 / np.linalg.norm(gradients))
    assert find("activations", "What is left of the 6").agrees(clipped[2])
    assert np.array_equal(clipped, [1, 1.5, 3])


def slopes(name, curve):
    maxout = sick(mistakes, name).Maxout if name else Maxout
    unit, _, _ = fit_maxout(maxout, 2, curve)
    return float(np.ptp(unit.params["W"][0, 0])), unit


def test_the_first_case_shows_one_v_and_no_neighbour_does():
    shown = {round(slopes("maxout-everybody-hears", curve)[0], 2) for curve in CURVES}
    assert f"with slopes that differ by {shown.pop():.2f};" in PAGE.line
    assert shown == set()
    bowl, wave = (slopes("maxout-dw-mean", curve)[0] for curve in ("bowl", "wave"))
    assert f"the slopes would differ by {bowl:.2f} on the bowl and by {wave:.2f} on the wave" in PAGE.line
    last = {round(slopes("maxout-db-one-sample", curve)[0], 2) for curve in CURVES}
    assert len(last) == 3
    x = np.linspace(-1, 1, 5)[:, np.newaxis]
    straight = slopes("maxout-mean", "bowl")[1].forward(x)[:, 0]
    assert np.allclose(np.diff(straight, 2), 0)


def test_the_second_case_passes_all_of_it_and_no_neighbour_does():
    def of(name, scale, activation):
        return growth(scale, activation, sick(mistakes, name).Residual)

    for activation in (Sigmoid, Tanh, ReLU):
        for scale in (0.5, 1.0, 2.0):
            assert of("residual-backward-around-only", scale, activation) == 1
    assert of("residual-backward-through-only", 1.0, Tanh) < 0.5
    for scale in (0.5, 1.0):
        through = of("residual-backward-through-only", scale, Sigmoid)
        assert of("residual-upstream-overwritten", scale, Sigmoid) == pytest.approx(2 * through)
    assert f"the factor would be {of('residual-no-way-around', 1.0, Tanh):.2f} a layer" in PAGE.line
