"""The predictions: the figure decides for the option that is called right, and the numbers told there are measured."""

import numpy as np

from chapters.search import halving, holdout, sampling
from solutions.search import choose, log_uniform, successive_halving
from tests.chapters.page import Page

PAGE = Page("search")


def test_one_of_sixteen_linear_rates_lies_below_one():
    rates, _ = sampling.opening(log_uniform)["linear"]
    assert (rates < 1).sum() == 1
    assert "*See:* one of 16." in PAGE.line


def test_the_best_of_a_hundred_beats_the_average_network_but_not_its_own_promise():
    found = holdout.optimism(choose, holdout.pool())
    one, best = found[1, 50], found[100, 50]
    assert round(100 * one.promised) == round(100 * one.kept) == 92
    assert "one network alone scores 92 % on both" in PAGE.line
    assert 0.8 < 100 * (best.kept - one.kept) < 1.3
    assert 0.8 < 100 * (found[100, 400].promised - found[100, 400].kept) < 1.2


def test_the_slow_starter_of_seed_15_leaves_after_the_first_round():
    found = halving.curves(15)
    outcome = halving.halve(successive_halving, found)
    best = int(found[:, -1].argmax())
    assert [best in alive for alive in outcome.rounds] == [True, False, False, False, False]
    told = f"it would reach {100 * outcome.best:.0f} %, but it leaves after the first round"
    assert told in PAGE.line
    assert f"The winner ends at {100 * outcome.winner:.0f} %" in PAGE.line
    assert found[best, 0] < np.median(found[:, 0])
