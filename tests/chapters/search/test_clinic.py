"""The clinic: the right option's mistake has the symptom, and those of the other options have not."""

import numpy as np
import pytest

from chapters.search import bayes, clinic, holdout
from chapters.shared import style
from solutions import search as right
from tests.chapters.page import Page
from tests.mistakes import search as mistakes
from tests.mistakes import sick

PAGE = Page("search")


def table(folds, k):
    return holdout.cells(folds(clinic.COUNT, k, np.random.default_rng(2)), clinic.COUNT)


def validates(folds, k):
    return (table(folds, k) >= 10).sum(axis=0)


def sound_with_five_and_not_with_seven(folds):
    return (validates(folds, 5) == 1).all() and not (validates(folds, 7) == 1).all()


def test_a_remainder_that_is_left_out_is_seen_with_seven_folds():
    folds = sick(mistakes, "folds-remainder-left-out").folds
    assert sound_with_five_and_not_with_seven(folds)
    assert clinic.lost(folds, 7) == 4
    assert "With 7 folds four samples" in PAGE.line
    assert [clinic.lost(folds, k) for k in (5, 6, 10, 12)] == [0, 0, 0, 0]
    assert not sound_with_five_and_not_with_seven(right.folds)
    assert clinic.lost(right.folds, 7) == 0


@pytest.mark.parametrize(
    "name", ["folds-overlap", "folds-remainder-in-the-last", "folds-swapped", "folds-not-shuffled"]
)
def test_other_folds_look_otherwise(name):
    folds = sick(mistakes, name).folds
    assert not sound_with_five_and_not_with_seven(folds)
    assert clinic.lost(folds, 7) == 0 or name == "folds-overlap"
    if name == "folds-overlap":
        assert {0, 2} <= set(validates(folds, 5))
    if name == "folds-remainder-in-the-last":
        sizes = (table(folds, 7) >= 10).sum(axis=1)
        assert sizes[-1] > sizes[:-1].max()
    if name == "folds-swapped":
        assert set(validates(folds, 5)) == {4}
    if name == "folds-not-shuffled":
        assert all((np.diff(np.flatnonzero(row >= 10)) == 1).all() for row in table(folds, 7))


def tried(name):
    return clinic.tried(sick(mistakes, name).bayesian_search)


def steps_beside_the_best(rows):
    """Whether trials 3 to 7 all lie within two candidates of the best trial before."""
    scores = bayes.problem.along_curve(bayes.PLACES[rows])
    return all(abs(rows[n] - rows[int(scores[:n].argmax())]) <= 2 for n in range(2, 7))


def test_the_chance_of_an_improvement_takes_tiny_steps_uphill():
    rows = tried("improvement-chance-of-it")
    scores = bayes.problem.along_curve(bayes.PLACES[rows])
    assert steps_beside_the_best(rows)
    assert scores[5] > scores[1] + 0.1
    assert not steps_beside_the_best(clinic.tried(right.bayesian_search))


@pytest.mark.parametrize("name", ["improvement-without-exploration", "posterior-variance", "improvement-sign"])
def test_the_neighbours_take_other_ways(name):
    rows = tried(name)
    assert not steps_beside_the_best(rows)
    if name == "improvement-without-exploration":
        assert abs(rows[2] - bayes.FIRST[0]) == 1
        assert max(np.abs(np.diff(rows[3:]))) > 10
        assert min(rows[3:]) > 40
    if name == "posterior-variance":
        assert f"its third trial would be at a rate of {clinic.rate(rows[2]):.2g}" in PAGE.line
    if name == "improvement-sign":
        assert max(rows[4:]) <= 5


def test_the_figures_tell_both_searches():
    rows = [clinic.tried(right.bayesian_search), tried("improvement-chance-of-it")]
    figure = clinic.plot_trials(*rows, 3)
    assert f"it should be {clinic.rate(rows[0][2]):.2g}" in figure.get_label()
    assert "The first 3 learning rates of this search" in style.description(figure)
