"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import re

import numpy as np
import pytest

from tests.chapters.listings import run
from tests.chapters.page import Page

PAGE = Page("schedules")


@pytest.fixture(scope="module")
def numbers():
    return [[float(word) for word in re.findall(r"-?\d+\.\d*", said)] for said in run(PAGE)[0]]


def test_variance_ends_on_the_floor(numbers):
    assert numbers[0] == pytest.approx([1 / 3, 1 / 3], abs=1e-6)


def test_rate_of_one_over_t_is_a_running_mean(numbers):
    assert numbers[1][0] == numbers[1][1]


def test_averaged_weights_leave_the_floor(numbers):
    jitter, average, formula = numbers[2]
    assert jitter == pytest.approx(np.sqrt(1 / 3), abs=0.02)
    assert f"jitter of the floor, {jitter:.2f} here and {np.sqrt(1 / 3):.2f} in theory" in PAGE.line
    assert f"The average is off by {average:.2f}," in PAGE.line
    assert average == formula
    assert f"of which {10 / 500:.2f} is what the start" in PAGE.line


def test_all_batches_of_two(numbers):
    assert numbers[3] == pytest.approx([1.5, 1.5])


def test_schedules_in_a_line_each(numbers):
    restarts, one_cycle, stable = np.reshape(numbers[4], (3, 11))
    assert restarts[[0, 4, 8]] == pytest.approx(np.ones(3))
    assert one_cycle.argmax() == 4
    assert (stable[2:8] == 1).all()
    assert stable[10] == one_cycle[10] == 0
