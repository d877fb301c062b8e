"""How a mistake is recognized by what it gives, and what is shared by the patterns of several chapters."""

import numpy as np
import pytest

from autograder.checks.judging.patterns import added_up_elsewhere, first_said, recognize
from autograder.checks.numerics.comparison import Context


def context(got, want=0.0):
    return Context("the result", got, want, 1e-9, {"arguments": {}}, "expected")


def test_mistakes_that_give_the_same_are_named_together():
    came = context(np.array([1.0, 4.0, 9.0]))
    roots = {"a root": np.array([1.0, 2.0, 3.0]), "squares": [1, 4, 9], "squares again": np.array([1.0, 4.0, 9.0])}
    assert recognize(came, roots) == "squares Or: squares again"


def test_a_neighbour_of_a_mistake_is_not_named():
    assert recognize(context(np.array([1.0, 4.0, 9.001])), {"squares": [1, 4, 9]}) is None
    assert recognize(context(np.array([1.0, 4.0])), {"squares": [1, 4, 9]}) is None


def test_a_mistake_may_be_made_in_several_ways():
    ways = {"half": (0.5, np.array([0.5])), "double": 2.0}
    assert recognize(context(0.5), ways) == "half"
    assert recognize(context(np.array([0.5])), ways) == "half"
    assert recognize(context(2.0), ways) == "double"


@pytest.mark.parametrize(
    ("got", "given", "same"),
    [
        ([np.nan, 1.0], [np.nan, 1.0], True),
        ([np.inf, 1.0], [np.inf, 1.0], True),
        ([np.inf, 1.0], [-np.inf, 1.0], False),
        ([np.inf, 1.0], [np.inf, 2.0], False),
        ([1.0, np.nan], [np.nan, 1.0], False),
        ([0.0, 1.0], [np.nan, 1.0], False),
        ([np.nan, np.nan], [np.nan, np.nan], False),
        ([np.nan], [np.nan, 1.0], False),
    ],
)
def test_what_is_not_finite_must_stand_in_the_same_places_and_not_alone(got, given, same):
    assert (recognize(context(np.array(got)), {"words": np.array(given)}) == "words") is same


def test_patterns_divide_by_zero_without_a_warning():
    def divides(context):
        return recognize(context, {"divided by 0": np.array([1.0, 1.0]) / np.array([0.0, 1.0])})

    assert first_said(context(np.array([np.inf, 1.0])), [lambda _: None, divides]) == "divided by 0"
    assert first_said(context(np.array([2.0, 1.0])), [divides]) is None


def test_probabilities_that_add_up_elsewhere():
    shares = np.array([[0.25, 0.5, 0.5], [0.75, 0.5, 0.5]])
    assert "over the samples" in added_up_elsewhere(shares)
    assert "whole batch" in added_up_elsewhere(shares / 3)
    assert added_up_elsewhere(shares.T) is None
