"""Pitfalls, each with its symptom; predictions, problems for pencil and paper, and the cases of the clinic."""

from functools import cache

import numpy as np
import pytest
import sympy

from chapters.activations import flow, flow_pictures, shapes
from chapters.activations.figures import CURVES, fit_maxout
from chapters.shared.data import two_circles
from solutions.activations import LeakyReLU, Maxout, Residual, Softplus, Tanh, gradient_norms
from solutions.backward import ReLU, Sigmoid, TwoLayerNet, train
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


def test_the_slope_of_tanh_fed_with_the_input():
    x = np.array([0.01, 3.0])
    slopes = Tanh()
    slopes.forward(x)
    wrong, right = 1 - x**2, slopes.backward(np.ones(2))
    assert wrong[0] == pytest.approx(right[0], rel=1e-4)
    assert wrong[1] == -8
    assert 0 < right[1] < 0.01


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("rate", [0.1, 0.5, 1.0])
def test_with_that_slope_the_loss_falls_first_and_ends_in_nan(rate):
    class Fed(Tanh):
        def forward(self, x, train=True):
            self.y = x  # where the output belongs
            return np.tanh(x)

    x, labels = two_circles(samples=300)
    network = TwoLayerNet(2, 16, 2, np.random.default_rng(0))
    network.layers[1] = Fed()
    losses = train(network, x, labels, rate, 500)
    assert losses[50] < losses[0]
    assert np.isnan(losses[-1])


def test_softplus_as_it_is_written():
    with np.errstate(over="ignore"):
        assert np.log(1 + np.exp(np.array([800.0, -40.0]))).tolist() == [np.inf, 0]
    assert (Softplus().forward(np.array([800.0, -40.0])) > 0).all()


def test_pieces_that_all_hear_everything_keep_their_differences():
    rng = np.random.default_rng(0)

    class Deaf(Maxout):
        def backward(self, dy):
            self.won = np.ones_like(self.won)
            return super().backward(dy)

    W, x = rng.normal(size=(3, 2, 4)), rng.normal(size=(8, 3))
    for kind, alike in ((Deaf, True), (Maxout, False)):
        layer = kind(W.copy(), np.zeros((2, 4)))
        for _ in range(5):
            layer.forward(x)
            layer.backward(np.ones((8, 2)))
            layer.params["W"] -= 0.1 * layer.grads["W"]
        differences = np.diff(layer.params["W"], axis=2)
        assert np.allclose(differences, np.diff(W, axis=2)) == alike


def test_a_block_that_overwrites_dy_returns_twice_what_came_through_it():
    class InPlace(LeakyReLU):
        def backward(self, dy):
            dy *= self.slopes
            return dy

    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    block = Residual([InPlace(0.1)])
    block.forward(x)
    inner = LeakyReLU(0.1)
    inner.forward(x)
    np.testing.assert_allclose(block.backward(dy.copy()), 2 * inner.backward(dy))


@pytest.mark.parametrize("make", [Tanh, LeakyReLU, Softplus, lambda: Maxout(np.eye(3)[:, :, None], np.zeros((3, 1)))])
def test_an_evaluation_between_the_passes_leaves_no_trace(make):
    x, dy = np.random.default_rng(0).normal(size=(2, 4, 3))
    layer = make()
    layer.forward(x)
    before = layer.backward(dy)
    layer.forward(-3 * x, train=False)
    np.testing.assert_array_equal(layer.backward(dy), before)
