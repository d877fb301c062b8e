"""What the probes of several chapters make of what came back."""

import numpy as np
import pytest

from autograder.checks.probing.returned import loop_line, numbers, pair, stacked


def test_a_tuple_of_two_is_a_pair_and_anything_else_stands_for_both():
    assert pair((1, 2)) == (1, 2)
    assert pair((1, 2, 3)) == ((1, 2, 3), (1, 2, 3))
    assert pair([1, 2]) == ([1, 2], [1, 2])


@pytest.mark.parametrize("value", [[1, 2.5], [np.float64(1.0), np.array(2.5)], []])
def test_a_list_of_numbers_is_an_array(value):
    found = numbers(value)
    assert found.dtype == np.float64
    assert found.tolist() == [float(each) for each in value]


@pytest.mark.parametrize("value", [[1, None], [[1.0], [2.0]], ["1"], "12"])
def test_a_list_of_something_else_is_told_by_its_type(value):
    assert numbers(value) == {"unsupported": type(value).__name__}


def test_steps_are_stacked_if_all_left_an_array_of_one_shape():
    assert stacked([np.zeros(2), np.ones(2)]).tolist() == [[0, 0], [1, 1]]
    assert stacked([np.zeros(2), None]) is None
    assert stacked([np.zeros(2), np.ones(3)]).shape == (3,)


def test_a_loop_over_the_samples_is_told_by_its_line():
    def by_loop(x, scale):
        return [scale * row for row in x]

    def at_once(x, scale):
        return scale * x

    arguments = {"x": np.ones((5, 2)), "scale": 2.0}
    assert "for row in x" in loop_line(by_loop, arguments, "x")
    assert loop_line(at_once, arguments, "x") == ""
