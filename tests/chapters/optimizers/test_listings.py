"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import re

import pytest

from chapters.optimizers import quadratic
from tests.chapters.listings import run
from tests.chapters.page import Page

PAGE = Page("optimizers")


@pytest.fixture(scope="module")
def said():
    return run(PAGE)[0]


def numbers(text):
    return [float(word) for word in re.findall(r"-?\d+\.\d*", text)]


def test_ten_steps_in_a_bowl(said):
    first, second, *points = numbers(said[0])
    assert (first, second) == (0.1, 2.0)
    assert points[:2] == points[2:]


def test_newton_knows_no_axes_and_the_diagonal_does(said):
    assert numbers(said[1]) == [0.0, 0.0, 0.0, round(quadratic.contraction(0, 20), 3)]
    assert "at its best rate, with the factor 0.905" in PAGE.line


def test_roots_tell_the_factor(said):
    factors = [numbers(line.split("factor")[1])[0] for line in said[2].splitlines()]
    assert factors == [0.707, 0.707]
    assert "j" in said[2]
    assert "$\\sqrt{0.5} = 0.707$ in both directions, where the best rate alone has 0.905" in PAGE.line


def test_a_corrected_average_is_right_from_the_first_day(said):
    days = [numbers(line) for line in said[3].splitlines()]
    assert days[0][0] == pytest.approx(2, abs=0.05)
    assert [corrected for _, corrected in days] == pytest.approx([20, 20, 20], abs=1)
    assert days[1][0] < 10
    assert days[2][0] > 19
