"""The problems for pencil and paper: each answer, and each number of its solution."""

import numpy as np
import sympy
from scipy.integrate import quad

from chapters.search import halving, holdout
from chapters.search.sampling import HIGH, LOW
from solutions.search import log_uniform, posterior, successive_halving
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("search")


def test_the_larger_of_two_normals():
    problem = find("search", "the larger of two independent standard normals")
    found = holdout.expected_maximum(2)
    assert problem.agrees(found)
    np.testing.assert_allclose(found, float(sympy.N(problem.symbolic())), rtol=1e-8)
    assert f"$e_2 = 1/\\sqrt\\pi = {found:.3f}$" in PAGE.line
    bound = np.sqrt(2 * np.log(2))
    assert f"$\\sqrt{{2 \\ln 2}} = {bound:.3f}$" in PAGE.line
    assert bound > 2 * found


def test_the_mean_of_a_log_uniform_draw():
    problem = find("search", "the mean of a log-uniform draw")
    assert problem.agrees(lambda a, b: quad(lambda t: t / (t * np.log(b / a)), a, b)[0])
    mean = (HIGH - LOW) / np.log(HIGH / LOW)
    drawn = log_uniform(np.random.default_rng(0), LOW, HIGH, 400_000)
    np.testing.assert_allclose(drawn.mean(), mean, rtol=0.02)
    below = np.log(mean / LOW) / np.log(HIGH / LOW)
    np.testing.assert_allclose(np.mean(drawn < mean), below, atol=0.004)
    assert f"that is ${mean:.3f}$, and ${100 * below:.0f}\\,\\%$ of the draws lie below it" in PAGE.line
    assert f"$\\sqrt{{ab}} = {np.sqrt(LOW * HIGH):.3f}$" in PAGE.line
    np.testing.assert_allclose(np.median(drawn), np.sqrt(LOW * HIGH), rtol=0.03)


def continued(rounds):
    """Epochs of successive halving of 2^rounds settings, each training going on where it stopped."""
    asked = {}

    def score(setting, budget):
        asked[setting] = budget
        return -setting

    successive_halving(list(range(2**rounds)), score, 1)
    return sum(asked.values())


def test_halving_with_continued_trainings():
    problem = find("search", "if every training can be continued")
    k = sympy.Symbol("k", real=True)
    for rounds in range(1, 9):
        assert problem.symbolic().subs(k, rounds) == continued(rounds)
    outcome = halving.halve(successive_halving, np.zeros((16, 16)))
    assert f"that is {continued(4)} epochs in place of 64" in PAGE.line
    assert f"from 8 epochs to 16, it is {outcome.spent}" in PAGE.line


def left(n, s):
    place = np.zeros((n, 1))
    return posterior(place, np.zeros(n), np.zeros((1, 1)), 1.0, s)[1][0] ** 2


def test_what_a_place_tried_several_times_still_hides():
    problem = find("search", "has tried one place $n$ times")
    n, s = sympy.symbols("n s", real=True)
    answer = sympy.lambdify((n, s), problem.symbolic())
    for trials in (1, 2, 3, 7):
        for noise in (0.1, 0.5, 1.0, 2.0):
            np.testing.assert_allclose(left(trials, noise), answer(trials, noise), rtol=1e-8)
    np.testing.assert_allclose([left(1, 1.0), left(3, 1.0)], [1 / 2, 1 / 4])
    assert "one trial leaves $1/2$ and three leave $1/4$" in PAGE.line
    np.testing.assert_allclose(left(500, 1.0), 1 / 500, rtol=0.01)
