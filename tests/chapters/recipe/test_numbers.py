"""Numbers of the page that no figure shows: by hand, and the quiz's."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from tests.chapters.page import Page

PAGE = Page("recipe")


def test_first_losses():
    knows_nothing = math.log(10)
    wide = [knows_nothing + 9 / 20 * spread**2 for spread in (1, 10)]
    assert f"A first loss between {knows_nothing:.1f} and {math.floor(10 * wide[0]) / 10} is healthy." in PAGE.line
    assert f"the formula says {wide[1]:.0f}." in PAGE.line
    assert f"- [ ] About {wide[1]:.0f}." in PAGE.line
    assert f"with 100 classes starts with a loss of {math.log(100):.2f}." in PAGE.line
    assert f"a first loss is about {knows_nothing:.1f}. That is $\\log 10$" in PAGE.line
    assert f"worse than guessing, which costs {knows_nothing:.1f}." in PAGE.line


def test_the_best_of_a_hundred_equal_settings():
    right = np.arange(301)
    best = 100 * float((1 - binom.cdf(right, 300, 0.9) ** 100).sum()) / 300
    assert f"The best one shows {best:.1f} %." in PAGE.line
    assert f"- [ ] About {best:.1f} % " in PAGE.line
    assert "If all settings were equally good, 90 %" in PAGE.line


def test_intervals_of_300_images():
    assert f"One image in 300 is already {100 / 300:.2f} points." in PAGE.line
    error = math.sqrt(0.97 * 0.03 / 300)
    assert "A network has 97 % on 300 test images." in PAGE.line
    assert f"$\\sqrt{{0.97 \\times 0.03 / 300}} = {error:.4f}$" in PAGE.line
    assert 2 * error == pytest.approx(0.02, abs=0.001)
    between = 2 * math.sqrt(0.9 * 0.1 / 300)
    assert between > 0.92 - 0.9
    assert "So 90 % on one set of 300 images and 92 % on another do not tell" in PAGE.line
