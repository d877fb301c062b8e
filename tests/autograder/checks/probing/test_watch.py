"""What is seen of running code: the line of an overflow, loops over samples, calls of forward."""

import sys

import numpy as np
import pytest

from autograder.checks.probing.watch import (
    counted_calls,
    executed_lines,
    floating_errors,
    is_students,
    loop_over_samples,
    nothing_silenced,
)

SMALL, LARGE = np.ones((3, 2)), np.ones((12, 2))


def test_floating_errors_are_told_with_their_line():
    with floating_errors() as found:
        np.exp(np.array([800.0]))
        np.log(np.zeros(1))
        np.array([np.inf]) - np.array([np.inf])
    assert [error["kind"] for error in found] == ["overflow", "divide by zero", "invalid value"]
    assert "np.exp(np.array([800.0]))" in found[0]["line"]
    assert "of test_floating_errors_are_told_with_their_line" in found[0]["line"]


def test_an_error_inside_of_numpy_is_told_with_the_line_that_called_it():
    with floating_errors() as found:
        np.std(np.array([1e200, -1e200]))
    assert "np.std(" in found[0]["line"]


def test_no_more_than_ten_floating_errors_are_kept():
    with floating_errors() as found:
        for _ in range(100):
            np.log(np.zeros(1))
    assert len(found) == 10


def by_row(x):
    total = np.zeros(2)
    for row in x:
        total += row
    return total


def by_index(x):
    return sum(x[i] for i in range(len(x)))


def by_list(x):
    return np.array([row * 2 for row in x])


def by_helper(x):
    return np.vectorize(lambda value: value + 1)(x)


def by_while(x):
    i = 0
    while i < len(x):
        i += 1


@pytest.mark.parametrize("function", [by_row, by_index, by_list, by_helper, by_while])
def test_loops_over_samples_are_seen(function):
    assert loop_over_samples(lambda: function(SMALL), lambda: function(LARGE), 9).startswith("line ")


def by_column(x):
    return np.stack([column * 2 for column in x.T])


@pytest.mark.parametrize("function", [by_column, lambda x: x @ x.T, lambda x: x.sum(axis=0), np.mean])
def test_what_does_not_depend_on_the_number_of_samples_is_no_loop(function):
    assert loop_over_samples(lambda: function(SMALL), lambda: function(LARGE), 9) == ""


def test_an_earlier_trace_function_is_put_back():
    def trace(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with pytest.raises(ZeroDivisionError):
            executed_lines(lambda: 1 / 0)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)


class Layer:
    def forward(self):
        return 1

    def backward(self):
        return self.forward() + self.forward()


def test_calls_are_counted_and_the_object_is_as_it_was():
    layer = Layer()
    with counted_calls(layer, "forward") as calls:
        assert layer.backward() == 2
    assert len(calls) == 2
    assert vars(layer) == {}
    layer.forward = own = lambda: 5
    with counted_calls(layer, "forward") as calls:
        assert layer.backward() == 10
    assert len(calls) == 2
    assert layer.forward is own


def test_an_object_without_room_for_attributes_is_left_alone():
    class Tight(Layer):
        __slots__ = ()

    class Tighter:
        __slots__ = ()

        def forward(self):
            return 1

    with counted_calls(Tighter(), "forward") as calls:
        pass
    assert calls == []


def test_whose_code_it_is():
    assert is_students(__file__)
    assert is_students("/tmp/ipykernel_1/123.py")
    assert not is_students(np.__file__)
    assert not is_students(sys.modules["autograder.checks.task"].__file__)


def test_nothing_is_silenced_while_it_is_asked_for():
    with floating_errors() as found, nothing_silenced():
        with np.errstate(over="ignore"):
            np.exp(np.array([1000.0]))
        np.seterr(all="ignore")
        np.log(np.zeros(1))
    assert [each["kind"] for each in found] == ["overflow", "divide by zero"]
    with floating_errors() as found, np.errstate(over="ignore"):
        np.exp(np.array([1000.0]))
    assert found == []
