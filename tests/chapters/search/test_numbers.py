"""Numbers of the page that no figure shows: by-hand arithmetic, and the quiz."""

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from chapters.search import narrowing, planning, problem
from tests.chapters.page import Page

PAGE = Page("search")


def largest(count):
    """Mean of the largest of some standard normal numbers."""
    return quad(lambda z: z * count * norm.pdf(z) * norm.cdf(z) ** (count - 1), -9, 9)[0]


def test_the_mean_of_the_largest():
    told = ", ".join(f"{largest(count):.2f}" if count > 1 else "0" for count in (1, 2, 10, 100))
    assert f"That is {told} for $K = 1, 2, 10, 100$." in PAGE.line
    assert largest(1) == pytest.approx(0, abs=1e-9)


def test_how_many_random_trials():
    for share, words in ((0.05, "so {}."), (0.1, "- [x] {} $\\ln 0.05 / \\ln 0.9 = 28.4$")):
        needed = math.log(0.05) / math.log(1 - share)
        assert words.format(math.ceil(needed)) in PAGE.line
    assert f"$\\ln 0.05 / \\ln 0.95 = {math.log(0.05) / math.log(0.95):.1f}$" in PAGE.line


def test_a_momentum_is_drawn_by_its_window():
    low, middle, high = 0.9, 0.99, 0.999
    assert f"as many draws lie between {low} and {middle} as between {middle} and {high}" in PAGE.line
    decades = np.diff(np.log10(1 - np.array([low, middle, high])))
    assert decades[0] == pytest.approx(decades[1])
    assert f"- [ ] $\\mu$ itself, between {low} and {high} " in PAGE.line
    assert np.log(high) - np.log(low) == pytest.approx((high - low) / math.sqrt(high * low), rel=0.01)


def test_trials_of_a_narrowing_search():
    assert f"With {sum(narrowing.ROUNDS)} trials narrowing is the better bet" in PAGE.line


def test_first_weights_at_one_rate():
    tenth, he = planning.by_rate(problem.landscape()).values()
    lost = 100 * (he - tenth)[np.isclose(planning.RATES, 0.01)][0]
    assert f"At the rate 0.01 they lose by {lost:.0f} points." in PAGE.line
    assert f"- [ ] By {lost:.0f} points again." in PAGE.line


def test_shares_of_the_quiz():
    assert f"- [ ] {1000 / 3:.0f} That is one of three decades" in PAGE.line
    assert f"{3**3} trials as a grid over three hyperparameters" in PAGE.line
    assert f"- [ ] {3**3} That is what random search does." in PAGE.line


def test_the_price_of_successive_halving():
    rounds = [(64 // 2**k, 2**k) for k in range(6)]
    assert all(settings * epochs == 64 for settings, epochs in rounds)
    assert f"- [x] {sum(settings * epochs for settings, epochs in rounds)} epochs, and" in PAGE.line
    assert f"- [ ] {64 * 64:,} epochs, and fast starters." in PAGE.line
