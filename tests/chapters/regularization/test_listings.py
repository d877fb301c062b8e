"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import numpy as np
import pytest

from chapters.regularization import stopping
from tests.chapters.listings import numbers, run
from tests.chapters.page import Page

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def said():
    return run(PAGE, np=np)[0]


def test_a_little_bias_buys_a_lot_of_variance(said):
    together = {}
    for line in said[0].splitlines():
        c, bias, variance, together[c] = numbers(line)
        assert (bias, variance) == (pytest.approx((c - 1) ** 2, abs=0.011), pytest.approx(0.4 * c**2, abs=0.011))
        assert together[c] == pytest.approx(bias + variance, abs=0.02)
    assert together[0.7] < together[1.0] < together[0.3]


def test_the_penalty_between_l1_and_l2(said):
    assert numbers(said[1])[:5] == [-0.999, -0.1, 0, 0.1, 0.999]
    assert "True" in said[1]
    assert "at 0.01 it is a tenth of that" in PAGE.line


def test_few_steps_are_a_strong_penalty(said):
    early, ridge = (numbers(line) for line in said[2].splitlines())
    curvature = np.array([0.01, 0.1, 1.0, 4.0])
    np.testing.assert_allclose(early, stopping.kept_after(100, curvature, 0.1), atol=0.006)
    np.testing.assert_allclose(ridge, stopping.kept_under(0.1, curvature), atol=0.006)


def test_the_loss_of_blended_targets_is_the_blend_of_the_losses(said):
    one, other = numbers(said[3])
    assert one == other > 0


def test_accuracy_hides_the_rare_class(said):
    assert numbers(said[4]) == [0.94, 1, 0, 0.5, 0.53, 8.33]
    assert "It is right 94 times in a hundred" in PAGE.line
