"""Problems for pencil and paper: their answers, and the numbers of their solutions, are computed."""

import numpy as np
import pytest
import sympy

from chapters.schedules import batches, noise
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("schedules")


def test_the_best_rate_of_the_next_step():
    problem = find("schedules", "its variance after the *next* step as small as possible")
    a, V, s, rate, t = sympy.symbols("a V s rate t", real=True)
    after = (1 - rate * a) ** 2 * V + rate**2 * s**2
    [best] = sympy.solve(sympy.diff(after, rate), rate)
    assert sympy.simplify(problem.symbolic() - best) == 0
    assert sympy.simplify(1 / after.subs(rate, best) - 1 / V - a**2 / s**2) == 0
    assert sympy.simplify(best.subs(V, s**2 / (a**2 * t)) - 1 / (a * (t + 1))) == 0
    assert sympy.limit(best.subs({a: 2, s: 1}), V, sympy.oo) == sympy.Rational(1, 2)


def test_when_a_falling_rate_is_as_calm_as_a_small_one():
    problem = find("schedules", "until its mean loss is that of the floor of the constant rate 0.05")
    assert problem.agrees(1 / (2 * noise.stationary_variance(0.05) / 2))
    places = noise.walk(1 / (np.arange(39) + 1), 10.0, np.random.default_rng(0), walkers=100_000)
    assert (places[-1] ** 2).mean() / 2 == pytest.approx(noise.stationary_variance(0.05) / 2, rel=0.02)
    assert f"$0.95^{{39}} = {0.95**39:.3f}$" in PAGE.line
    assert round(10 * 0.95**39, 2) == 1.35
    assert (10 * 0.95**39) ** 2 / 2 > 0.9


def test_how_large_a_batch_halves_the_noise_of_nine_samples():
    problem = find("schedules", "A data set has 9 samples")
    gradients = np.random.default_rng(0).normal(size=(9, 4))
    one = batches.standard_error(gradients, 1)
    [half] = [size for size in range(1, 9) if batches.standard_error(gradients, size) == pytest.approx(one / 2)]
    assert problem.agrees(half)
    for samples in (9, 21, 1197):
        size = 4 * samples / (samples + 3)
        assert (samples - size) / (size * (samples - 1)) == pytest.approx(1 / 4)
