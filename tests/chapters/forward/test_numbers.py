"""Numbers of the page that no figure shows: rounding, by-hand arithmetic, and the quiz."""

import numpy as np
import pytest

from chapters.forward import depth
from solutions.forward import Affine, cross_entropy, relu
from tests.chapters.page import Page

PAGE = Page("forward")


def test_what_an_affine_fit_leaves_of_a_relu():
    shares = 100 * depth.unexplained(Affine, relu)
    assert f"The {shares.mean():.0f} % are no accident." in PAGE.line
    numbers = Affine(np.ones((32, 1)), np.ones(1))
    count = sum(array.size for array in numbers.params.values())
    assert f"a fit of {count} numbers to 1,000 inputs explains {100 * count / 1000:.1f} % of any noise" in PAGE.line


def test_the_loss_of_a_network_that_knows_nothing():
    losses = [cross_entropy(np.zeros((1, classes)), np.array([0])) for classes in (2, 10)]
    assert "the loss $\\log K$: {:.3f} for two classes, {:.3f} for ten".format(*losses) in PAGE.line
    assert f"With 5 samples, a sum of losses of {losses[1]:.1f} is {5 * losses[1]:.1f}. Check" in PAGE.line
    assert f"Its first loss is {5 * losses[1]:.1f}." in PAGE.line
    assert f"A mean of {5 * losses[1]:.1f} nats" in PAGE.line
    assert np.exp(-5 * losses[1]) == pytest.approx(1e-5, rel=0.01)


def test_the_largest_loss_beside_a_small_number():
    assert f"no loss above {-np.log(1e-12):.1f} either" in PAGE.line


def test_how_many_updates():
    whole, rest = divmod(1000, 64)
    assert f"- [ ] {5 * whole} That drops the last {rest} samples of each epoch." in PAGE.line
    assert f"- [x] {5 * (whole + 1)} " in PAGE.line


def test_a_doubled_rate_on_a_bowl():
    flat, steep = 0.5, 10.0
    slow = {rate: max(abs(1 - rate * flat), abs(1 - rate * steep)) for rate in (0.198, 0.099)}
    told = "with {} in place of {} the slowest factor is {:.2f} and not {:.2f}, so".format(*slow, *slow.values())
    assert told in PAGE.line
    assert f"You double the learning rate from {0.3 / 2} to 0.3." in PAGE.line
    assert abs(1 - 0.3 * steep) == pytest.approx(2)
