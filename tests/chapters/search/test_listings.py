"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import numpy as np
import pytest

from chapters.search import holdout, sampling
from solutions.search import expected_improvement, folds, log_uniform, posterior
from tests.chapters.listings import run
from tests.chapters.page import Page

PAGE = Page("search")


@pytest.fixture(scope="module")
def said():
    return run(PAGE, folds=folds, draws=sampling.opening(log_uniform))[0]


def test_luck_of_the_winner(said):
    measured, formula = (float(word.split()[0]) for word in (said[0].split(" by ")[1], said[0].split("formula ")[1]))
    assert measured == pytest.approx(formula, rel=0.02)
    assert formula == pytest.approx(100 * 0.03**2 / np.hypot(0.03, 0.02) * holdout.expected_maximum(10), abs=0.006)


def test_nested_folds_promise_what_coins_keep(said):
    best, nested = said[1].strip().removeprefix("best setting ").split(", nested ")
    assert f"The score that chose promises {best}, the nested one {nested}." in PAGE.line
    assert nested == "50 %"


def test_sixty_trials_of_ranks(said):
    for line in said[2].splitlines():
        measured, formula = (float(word.rstrip("%")) for word in line.split(": ")[1].split(", by the formula "))
        assert abs(measured - formula) < 1.1


def test_hyperband_runs_halving_at_about_equal_cost(said):
    epochs = [int(line.split(": ")[1].split()[0]) for line in said[3].splitlines()]
    assert len(epochs) == 5
    assert max(epochs) == 80
    assert min(epochs) > 0.8 * max(epochs)
    assert said[3].splitlines()[0].startswith("[(16, 1), (8, 2), (4, 4), (2, 8), (1, 16)]")


def test_the_estimator_tries_among_the_good_ones(said):
    good, following = said[4].split(": ")[1].split(", next")[0], float(said[4].split("next: ")[1])
    rates = np.array(good.strip("[]").split(), dtype=float)
    assert rates[0] < following < rates[-1]


def test_a_second_trial_pulls_the_mean_down(said):
    first = (1 + np.sqrt(3)) * np.exp(-np.sqrt(3))
    assert f"covariances [{first:.3f} " in said[5]
    assert f"The first trial alone would give the mean {first:.3f} and the variance {1 - first**2:.3f}." in PAGE.line
    assert float(said[5].split("mean ")[1].split(",")[0]) < first
    mean, deviation = posterior(np.zeros((1, 1)), np.ones(1), np.ones((1, 1)), 1.0, 0.0)
    assert f"the mean is ${mean[0]:.3f}$, the variance $1 - {mean[0] ** 2:.3f} = {deviation[0] ** 2:.3f}$" in PAGE.line


def test_a_probability_does_not_see_how_large_the_gain_is(said):
    lines = said[6].splitlines()
    chances = [float(line.split("gain in ")[1].split()[0]) for line in lines]
    gains = [float(line.split("draws, ")[1].split()[0]) for line in lines]
    assert chances[0] == pytest.approx(chances[1], abs=0.002)
    exact = expected_improvement(np.array([-1.0, -0.1]), np.array([1.0, 0.1]), 0.0)
    assert gains == pytest.approx(list(exact), abs=0.001)
