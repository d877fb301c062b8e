"""Claim C30: which momentum and which rate carry a ball out of a valley."""

import numpy as np
import pytest

from chapters.optimizers import escape
from chapters.optimizers.surfaces import sign_changes
from chapters.shared import style
from solutions.optimizers import Momentum
from tests.chapters.page import Page

PAGE = Page("optimizers")

STARTS = np.linspace(1.4, 2.0, 21)


@pytest.fixture(scope="module")
def found():
    return {"right": escape.basins(Momentum, STARTS), "left": escape.basins(Momentum, -STARTS)}


def deep(found, side, momentum, rate):
    return found[side]["deep"][escape.MOMENTA.index(momentum), escape.RATES.index(rate)]


def test_the_places_of_valleys_and_hill():
    np.testing.assert_allclose(escape.slope(np.array([escape.DEEP, escape.HILL, escape.SHALLOW])), 0, atol=1e-5)
    heights = escape.height(np.array([escape.DEEP, escape.SHALLOW, escape.HILL]))
    assert (np.diff(heights) > 0).all()


def test_c30_more_momentum_carries_more_balls_across(found):
    assert all(deep(found, "right", momentum, 0.032) == 0 for momentum in escape.MOMENTA if momentum <= 0.75)
    shares = [round(100 * deep(found, "right", momentum, 0.032)) for momentum in (0.8, 0.85, 0.9)]
    assert shares == [19, 57, 86]
    for momentum, share in zip((0.75, 0.8, 0.85, 0.9), (0, *shares), strict=True):
        assert f"| shallow, 0.032 | {momentum} | {share} % |" in PAGE.claim("C30")


def test_c30_the_smaller_the_rate_the_more_momentum(found):
    assert deep(found, "right", 0.9, 0.0032) == 0
    assert round(100 * deep(found, "right", 0.95, 0.0032)) == 52
    assert "| shallow, 0.0032 | 0.9 | 0 % | | shallow, 0.0032 | 0.95 | 52 % |" in PAGE.claim("C30")


def test_c30_large_steps_jump_without_momentum(found):
    assert all(deep(found, "right", 0.0, rate) == 0 for rate in escape.RATES if rate <= 0.18)
    assert round(100 * deep(found, "right", 0.0, 0.56)) == 71
    assert "| shallow, 0.56 | 0 | 71 % |" in PAGE.claim("C30")
    assert "Without momentum no ball leaves up to a rate of 0.18" in PAGE.claim("C30")


def test_c30_momentum_leaves_the_deep_valley_too(found):
    momentum, rate = escape.MOMENTA.index(0.95), escape.RATES.index(0.032)
    assert round(100 * found["left"]["shallow"][momentum, rate]) == 24
    assert "| deep, 0.032 | 0.95 | 24 % |" in PAGE.claim("C30")
    assert found["left"]["deep"][0, rate] == 1


def test_most_settings_that_free_a_ball_lose_others(found):
    frees, loses = found["right"]["deep"] > 0, found["left"]["deep"] < 1
    assert f"{(frees & loses).sum()} of {frees.sum()}, lose balls from the deep one" in PAGE.line


def test_numbers_of_the_experiment():
    assert (len(escape.MOMENTA), len(escape.RATES), escape.STEPS) == (22, 13, 400)
    assert "400 steps, with 22 momenta and 13 rates" in PAGE.claim("C30")


def smallest_across(rate, stops):
    return next(each for each in stops if escape.settled(escape.roll(Momentum(rate, each)))[0] == -1)


def test_a_ball_that_is_too_fast_comes_back():
    path = escape.roll(Momentum(0.1, 0.95))
    assert escape.settled(path)[0] == 1
    assert sign_changes(path[:, 0] - escape.HILL) == 2
    assert escape.settled(escape.roll(Momentum(0.1, 0.8)))[0] == -1
    stops = [0.0, 0.2, 0.4, 0.6, *(round(0.02 * count, 2) for count in range(33, 48)), 0.95, 0.97, 0.99]
    assert "*(round(0.02 * count, 2) for count in range(33, 48)), 0.95, 0.97, 0.99]" in PAGE.text
    small, large = smallest_across(0.03, stops), smallest_across(0.1, stops)
    assert (
        f"At the rate 0.03 the smallest momentum of the slider that takes it across is {small}, at 0.1 it is {large}"
        in (PAGE.line)
    )


def test_pictures(found):
    assert "in the shallow valley after" in style.description(escape.plot_ball(Momentum, 0.0, 0.03))
    assert "in the deep valley after" in style.description(escape.plot_ball(Momentum, 0.9, 0.03))
    assert "86 % at 0.9" in style.description(escape.plot_basins(found))
    assert "balls from the left" in style.description(escape.plot_basins(found, "left"))


@pytest.mark.parametrize("rate", [0.03, 0.1])
def test_what_the_page_says_of_a_large_momentum(rate):
    path = escape.roll(Momentum(rate, 0.99))[:, 0]
    assert path.min() < escape.HILL
    assert np.abs(path[-100:] - path[-1]).max() > 0.05
