"""The picture of the title page shows what its text says."""

import pytest

from chapters.backward import learning
from chapters.shared import style
from solutions.backward import TwoLayerNet, train


@pytest.fixture(scope="module")
def learned():
    return learning.learn(TwoLayerNet, train)


def test_three_hidden_units_give_up_and_four_make_a_ring(learned):
    right = {units: moments[-1][-1] for units, moments in learned.items()}
    assert max(right[1], right[2], right[3]) < 0.7
    assert min(right[4], right[8]) > 0.95


def test_the_picture_has_a_line_for_each_hidden_unit_and_tells_its_step(learned):
    figure = learning.plot_learning(learned, hidden_units=4, step=1000)
    assert len(figure.axes[0].lines) == 4 + 2  # and the points of two classes
    assert "After 1,000 steps 98 % of the points" in style.description(figure)


def test_each_line_is_where_its_unit_wakes(learned):
    weights, bias, *_ = learned[4][-1]
    lines = learning.plot_learning(learned, 4).axes[0].lines[:4]
    for line, column, shift in zip(lines, weights.T, bias, strict=True):
        assert line.get_xydata() @ column + shift == pytest.approx(0, abs=1e-9)
