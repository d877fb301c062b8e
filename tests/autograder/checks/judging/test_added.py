"""A number that was added for stability is told if somebody would have typed it, and if it gives exactly what came."""

import numpy as np
import pytest

from autograder.checks.judging.added import added, told_if_added
from autograder.checks.numerics.comparison import Context

SHARES = np.array([0.1, 0.4, 0.03])


def loss(d):
    return -np.log(SHARES + d).mean()


def context(got):
    return Context("loss", float(got), float(loss(0.0)), 1e-9, {"arguments": {}}, "expected")


@pytest.mark.parametrize("number", [1e-7, 1e-8, 1e-5, 2e-6, 5e-4, 0.01])
def test_the_number_is_found(number):
    assert added(context(loss(number)), loss) == pytest.approx(number)
    assert told_if_added(context(loss(number)), {"{} was added.": loss}) == f"{number:.2g} was added."


@pytest.mark.parametrize(
    "got", [loss(3.7e-5), loss(1e-7) * 1.0001, loss(0) + 1e-4, loss(0) / 2, np.nan, np.inf, loss(-1e-3)]
)
def test_neighbours_are_not_solved_for(got):
    assert added(context(got), loss) is None


def test_an_array_agrees_in_every_entry():
    def shares(d):
        return SHARES / (SHARES.sum() + d)

    given = Context("y", shares(1e-3), shares(0.0), 1e-9, {"arguments": {}}, "expected")
    assert added(given, shares) == pytest.approx(1e-3)
    other = Context("y", shares(1e-3) + np.array([0, 0, 1e-6]), shares(0.0), 1e-9, {"arguments": {}}, "expected")
    assert added(other, shares) is None
