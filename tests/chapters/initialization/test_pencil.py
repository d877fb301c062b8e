"""Problems for pencil and paper: their answers, and the numbers of their solutions, are computed."""

import numpy as np
import pytest
import sympy

from chapters.initialization import driving
from chapters.initialization.signals import root_mean_squares, signals
from chapters.shared.network import he
from solutions.backward import Affine, ReLU
from solutions.initialization import backward_variances, forward_variances
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("initialization")


def test_weights_of_three_values():
    problem = find("initialization", "The weights may be $-a$, 0 and $a$ only")
    a = sympy.Symbol("a", positive=True)
    [right] = sympy.solve(a**2 / 4 + a**2 / 4 - sympy.Rational(1, 100), a)
    assert problem.agrees(float(right))
    assert f"$a = \\sqrt{{2/100}} = {float(right):.3f}$" in PAGE.line

    def three(rng, fan_in, fan_out):
        return float(right) * rng.choice([-1.0, 0.0, 0.0, 1.0], (fan_in, fan_out))

    seen = root_mean_squares(signals(Affine, driving.Identity, three, [100] * 11, 0).net_inputs)
    assert seen[-1] == pytest.approx(1, abs=0.2)


def test_glorots_factor_in_a_network_that_narrows():
    problem = find("initialization", "By which factor does Glorot's rule multiply")

    def factor(rho):
        wide = 1000.0
        return forward_variances([wide, rho * wide], np.array([2 / (wide + rho * wide)]), "linear")[0]

    assert problem.agrees(factor)
    back = backward_variances([1.0, 1.0, 0.8], np.array([1.0, 2 / 1.8]), "linear")[0]
    assert (round(factor(0.8), 2), round(back, 2)) == (1.11, 0.89)
    assert round(factor(0.8) ** 9, 1) == 2.6
    assert "1.11 forwards and 0.89 backwards" in PAGE.line
    assert factor(1.0) == pytest.approx(1)
    assert driving.SHAPES["narrowing"][1] / driving.SHAPES["narrowing"][0] == 0.8


def test_which_variance_makes_up_for_dropout():
    problem = find("initialization", "each unit is set to 0 with the probability $r$")
    r, n, v = sympy.symbols("r n v", real=True)
    square = (1 - r) * (1 / (1 - r)) ** 2 / 2
    [right] = sympy.solve(n * v * square - 1, v)
    assert sympy.simplify(problem.symbolic() - right) == 0
    rng = np.random.default_rng(0)
    h = np.maximum(rng.normal(size=100_000), 0)
    dropped = h * (rng.random(100_000) > 0.5) / 0.5
    assert np.mean(dropped**2) == pytest.approx(2 * np.mean(h**2), rel=0.05)


def test_how_likely_an_input_dies_in_a_narrow_network():
    problem = find("initialization", "How likely is it that one given input dies")
    dead = [signals(Affine, ReLU, he, [8] * 51, seed, samples=1).activations[-1].any() for seed in range(2000)]
    right = 1 - (1 - 2.0**-8) ** 50
    assert np.mean(np.logical_not(dead)) == pytest.approx(right, abs=4 * (right * (1 - right) / 2000) ** 0.5)
    assert problem.agrees(right)
    assert (round(1 - right, 2), round(right, 2)) == (0.82, 0.18)
    assert 30 * right > 5
    assert round(1 - (1 - 2.0**-16) ** 50, 4) == 0.0008
