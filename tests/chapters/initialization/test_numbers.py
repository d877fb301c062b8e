"""Numbers of the page that no figure shows: factors by hand, and the quiz."""

import math

import numpy as np
import pytest

from tests.chapters.page import Page

PAGE = Page("initialization")


def test_xavier_leaves_the_root_of_a_half_under_relu():
    left = math.sqrt(0.5)
    assert f"{left:.3f} per layer. Harmless with three layers, a thousandth with twenty." in PAGE.line
    assert left**20 == pytest.approx(1e-3, rel=0.03)
    assert f"Then each layer would leave {left:.2f} of the signal" in PAGE.line
    assert f"- [ ] {left:.2f}: the ReLU takes half of the squares." in PAGE.line


def test_a_uniform_bound_of_a_tenth():
    left = math.sqrt(100 * 0.1**2 / 3 / 2)
    assert f"- [x] {left:.2f} " in PAGE.line
    assert f"and the root of it is {left:.2f}." in PAGE.line
    rng = np.random.default_rng(0)
    z = np.maximum(rng.normal(size=(2000, 100)), 0) @ rng.uniform(-0.1, 0.1, (100, 400))
    assert np.sqrt((np.maximum(z, 0) ** 2).mean() / 0.5) == pytest.approx(left, rel=0.05)


def test_the_variance_of_what_a_relu_gives():
    variance = 0.5 - 0.5 / math.pi
    assert f"After a ReLU the variance is {variance:.2f} of $q$ and the mean square 0.5." in PAGE.line


def test_pixels_of_eight_bits():
    assert f"Inputs from 0 to {2**8 - 1}" in PAGE.line


def test_the_quiz_asks_about_the_spread_of_the_claims_table():
    spread, of_one_unit, *_ = PAGE.cells("sigmoid, Xavier")
    assert f"tenth layer have a standard deviation of {float(spread):.2f} over" in PAGE.line
    assert f"- [ ] Yes: {float(spread):.2f} is far from 0." in PAGE.line
    assert float(of_one_unit) == 5e-7
