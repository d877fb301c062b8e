"""Numbers of the page that no figure shows: the opening's, and those by hand."""

import math

import numpy as np
import pytest

from chapters.optimizers import race, steps
from solutions.optimizers import SGD, AdaGrad, Momentum
from tests.chapters.optimizers.test_race import IMAGES, LAYERS
from tests.chapters.page import Page

PAGE = Page("optimizers")


def test_the_openings_readings():
    runs = race.opening(LAYERS, Momentum, IMAGES)
    assert f"After 190 steps network B reads {100 * runs[0.9].accuracy:.0f} of 100 new digits" in PAGE.line
    assert f"although {100 * runs[0.999].accuracy:.0f} % of the digits are right" in PAGE.line


def test_how_long_a_badly_conditioned_bowl_takes():
    for kappa in (20, 500):
        left = (kappa - 1) / (kappa + 1)
        assert -1 / math.log(left) == pytest.approx(kappa / 2, rel=0.01)
    assert f"to divide the distance by {math.e:.3f}." in PAGE.line


def velocities(gradients):
    lengths, velocity = [], 0.0
    for gradient in gradients:
        velocity = 0.5 * velocity + gradient
        lengths.append(f"{velocity:g}".replace("-", "−"))
    return ", ".join(lengths)


def test_velocities_by_hand():
    assert f"the velocity is {velocities([1, 1, 1])}. With 2, −2, 2 it is {velocities([2, -2, 2])}." in PAGE.line
    assert steps.step_lengths(Momentum(1.0, 0.5), np.ones(3)).tolist() == [1, 1.5, 1.75]
    assert steps.step_lengths(SGD(1.0), np.ones(3)).tolist() == [1, 1, 1]


def test_the_best_momentum_at_a_condition_of_100():
    root = math.sqrt(100)
    assert f"At $\\kappa = 100$ the best momentum is {((root - 1) / (root + 1)) ** 2:.2f}." in PAGE.line


def test_adagrad_after_a_burst():
    left = steps.step_lengths(AdaGrad(1.0), steps.burst())[-1]
    assert f"AdaGrad goes on at {left:.3f} learning rates for good" in PAGE.line


def test_when_a_weight_has_faded():
    assert f"the steps in which a weight falls to {100 / math.e:.0f} %" in PAGE.line
    assert f"| steps to {100 / math.e:.0f} % | squares |" in PAGE.line


def test_the_first_uncorrected_step():
    first = 0.1 / math.sqrt(0.001)
    assert f"the first uncorrected step is {first:.2f} learning rates long" in PAGE.line
    assert f"- [ ] {first:.2f} too, until the averages are full." in PAGE.line
