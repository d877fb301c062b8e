"""Searches in rounds: what they gain and what they can lose."""

import numpy as np

from chapters.search import narrowing
from chapters.shared import style
from tests.chapters.page import Page

PAGE = Page("search")


def test_boxes_shrink_around_the_best_and_stay_inside():
    rounds = narrowing.narrow(narrowing.two_hills, 2, (20, 20, 20), np.random.default_rng(0))
    for number, each in enumerate(rounds):
        np.testing.assert_allclose(each.high - each.low, 0.4**number)
        assert (each.low >= -1e-12).all()
        assert (each.high <= 1 + 1e-12).all()
        assert ((each.points >= each.low) & (each.points <= each.high)).all()
        if number:
            before = max(rounds[:number], key=lambda some: some.scores.max())
            best = before.points[before.scores.argmax()]
            assert ((best >= each.low - 1e-12) & (best <= each.high + 1e-12)).all()
    assert round(0.4**3, 2) == 0.06


def test_the_two_hills():
    assert narrowing.two_hills(np.array(narrowing.BROAD)) == 0.9
    assert narrowing.two_hills(np.array(narrowing.STEEP)) == 1.0


def test_narrowing_gains_with_few_trials_and_locks_itself_in_with_many():
    narrowed, plain = narrowing.outcomes()
    assert f"{narrowed.mean():.3f} on average, against {plain.mean():.3f}" in PAGE.line
    shares = [f"{100 * np.mean(each > 0.9):.1f} %" for each in (narrowed, plain)]
    assert f"{shares[0]} of those that narrow and {shares[1]} of the random ones" in PAGE.line
    narrowed, plain = narrowing.outcomes((120, 120, 120))
    shares = [f"{100 * np.mean(each > 0.9):.0f} %" for each in (narrowed, plain)]
    assert f"the averages are alike, {narrowed.mean():.3f} and {plain.mean():.3f}" in PAGE.line
    assert f"{shares[0]} of the searches that narrow beat the broad hill, and {shares[1]} of the random" in PAGE.line


def test_the_pictures_lose_the_top():
    for seed in (0, 4, 10):
        assert "outside the box" in narrowing.plot_narrowing(seed, 3).get_label()
        assert "still holds" in style.description(narrowing.plot_narrowing(seed, 1))
