"""Problems for pencil and paper: their answers, and the numbers of their solutions, are computed."""

import numpy as np
import pytest

from chapters.optimizers import steps, surfaces
from solutions.optimizers import SGD, Momentum, RMSProp
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("optimizers")


@pytest.mark.parametrize("start", [(-7.0, 2.0), (3.0, -0.5)])
def test_two_steps_with_two_rates_land_on_the_minimum(start):
    problem = find("optimizers", "rate may change from step to step")
    assert problem.agrees(10)
    valley = surfaces.valley(20)
    between = surfaces.descend(SGD(0.5), valley.gradient, start, 1)[-1]
    np.testing.assert_allclose(between, [0.95 * start[0], 0], atol=1e-15)
    end = surfaces.descend(SGD(float(problem.answer)), valley.gradient, between, 1)[-1]
    np.testing.assert_allclose(end, 0, atol=1e-12)
    assert "$1 - 10 \\times 2 = -19$" in PAGE.line


def test_how_far_a_ball_rolls_on_level_ground():
    problem = find("optimizers", "How far does the ball still roll")
    gradients = np.concatenate([np.ones(1000), np.zeros(1000)])
    lengths = steps.step_lengths(Momentum(1.0, 0.9), gradients)
    assert lengths[1000:1003] == pytest.approx([9, 8.1, 7.29])
    assert problem.agrees(lengths[1000:].sum())
    assert pytest.approx(9900) == 0.99 / (1 - 0.99) ** 2


def test_beyond_which_rate_a_ball_flies_away():
    problem = find("optimizers", "Beyond which learning rate does it fly away")

    def factor(rate, mu, c):
        return np.abs(np.roots([1, -(1 + mu - rate * c), mu])).max()

    def limit(mu, c):
        """By bisection on the larger root."""
        low, high = 0.0, 100 / c
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if factor(middle, mu, c) < 1 - 1e-13 else (low, middle)
        return low

    assert problem.agrees(limit)
    assert limit(0.9, 1.0) / limit(0.0, 1.0) == pytest.approx(1.9)
    for rate, stays in ((0.99 * limit(0.9, 2.0), True), (1.01 * limit(0.9, 2.0), False)):
        end = surfaces.descend(Momentum(rate, 0.9), lambda point: 2.0 * point, (1.0,), 3000)[-1]
        assert (abs(end[0]) < 1) == stays


def test_no_step_of_rmsprop_is_longer():
    problem = find("optimizers", "how long can a step of RMSProp be at most")
    rng = np.random.default_rng(0)
    gradients = rng.normal(size=(200, 300)) * 10 ** rng.uniform(-3, 3, (200, 300))

    def longest(rho):
        return float(np.abs(steps.step_lengths(RMSProp(1.0, rho, epsilon=0.0), gradients)).max())

    assert problem.agrees(longest)
    assert (round(longest(0.9), 2), round(longest(0.99), 2)) == (3.16, 10)
    wild = np.concatenate([np.ones(500), [1e4]])
    assert steps.step_lengths(RMSProp(1.0, 0.99, epsilon=0.0), wild)[-1] == pytest.approx(10, rel=1e-3)
