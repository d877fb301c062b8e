"""What the first steps do: the weights near the output change most, and clipping holds off what it cannot mend."""

import numpy as np
import pytest

from chapters.activations import early
from chapters.activations.stacked import Stack, descend
from solutions.activations import Tanh
from solutions.backward import ReLU, Sigmoid
from tests.chapters.page import Page

PAGE = Page("activations")


def test_the_weights_near_the_output_change_most_with_the_sigmoid():
    sigmoid, tanh = (np.median(early.changes(activation), axis=1) for activation in (Sigmoid, Tanh))
    assert (
        f"moved by {100 * sigmoid[-1]:.0f} % of their length and the first layer's by {100 * sigmoid[0]:.1f} %"
        in PAGE.line
    )
    assert (np.diff(sigmoid) > 0).all()
    assert f"With tanh every layer moved by {100 * tanh.min():.0f} % or more" in PAGE.line


def test_clipping_keeps_relu_units_on_at_first_and_not_for_long():
    free, clipped = early.clipped(ReLU, np.inf), early.clipped(ReLU, 1.0)
    # Rounding differs between processors, and 8,000 steps enlarge it.
    assert free.on_after_one_epoch == pytest.approx(0.02, abs=0.02)
    assert clipped.on_after_one_epoch == pytest.approx(0.98, abs=0.02)
    assert clipped.on_at_the_end == pytest.approx(0.15, abs=0.15)
    assert clipped.accuracy.mean() == pytest.approx(0.53, abs=0.08)
    assert "98 % of the units are on for some point after the first epoch, in place of 2 %" in PAGE.line
    assert "after 500 epochs only 15 % are, and the accuracy is 0.53" in PAGE.line


def test_a_clipped_step_is_as_long_as_the_limit_allows_and_points_the_same_way():
    rng, made = np.random.default_rng(0), []
    x, labels = rng.normal(size=(8, 3)), np.arange(8) % 2
    for longest in (np.inf, 0.01, 100.0):
        stack = Stack([3, 4, 1], [Tanh()], [lambda rng, shape: rng.normal(size=shape)] * 2, [np.random.default_rng(1)])
        before = stack.parameters.copy()
        list(descend(stack, x, labels, 1.0, 1, 8, np.random.default_rng(2), longest=longest))
        made.append((stack.parameters - before)[0])
    free, short, same = made
    assert np.linalg.norm(short) == pytest.approx(0.01)
    np.testing.assert_allclose(short / np.linalg.norm(short), free / np.linalg.norm(free))
    np.testing.assert_array_equal(same, free)
