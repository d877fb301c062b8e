"""The diamond and the circle of two weights."""

import numpy as np
import pytest

from chapters.regularization import geometry
from chapters.shared import style
from tests.chapters.page import Page

PAGE = Page("regularization")


@pytest.mark.parametrize("penalty", ["L1", "L2"])
def test_the_lowest_point_is_on_the_fence(penalty):
    points = geometry.boundary(penalty)
    assert len(points) == 1440
    size = np.abs(points).sum(axis=1) if penalty == "L1" else (points**2).sum(axis=1)
    np.testing.assert_allclose(size, 1)
    assert ((points == 0).any(axis=1)).sum() == 4


def test_a_round_bowl_touches_the_circle_on_the_way_to_its_minimum():
    minimum = np.array([1.2, 1.6])
    np.testing.assert_allclose(geometry.touched("L2", minimum, np.eye(2)), minimum / 2, atol=0.005)
    # nearest point of the diamond: the projection, and a corner as soon as one weight would turn negative
    np.testing.assert_allclose(geometry.touched("L1", minimum, np.eye(2)), [0.3, 0.7], atol=0.005)
    np.testing.assert_allclose(geometry.touched("L1", np.array([0.3, 1.6]), np.eye(2)), [0, 1])


def test_the_diamond_makes_zeros():
    share = geometry.share_of_zeros("L1")
    assert f"Of 1,000 bowls in random positions {100 * share:.0f} % touch the diamond at a corner" in PAGE.line
    assert geometry.share_of_zeros("L2") < 0.01  # by the grid of the boundary alone


def test_picture():
    assert "touches it at (0.00, 1.00)" in style.description(geometry.plot_geometry("L1", 75))
    assert "A circle" in style.description(geometry.plot_geometry("L2", 0))
