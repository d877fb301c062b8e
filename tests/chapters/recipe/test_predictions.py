"""The predictions: the figure decides for the option that is called right, and the numbers told there are measured."""

import numpy as np
import pytest

from chapters.recipe import capstone, cures, habits
from solutions import recipe
from solutions.backward import SoftmaxCrossEntropy
from tests.chapters.page import Page
from tests.chapters.recipe.setting import IMAGES, PARTS

PAGE = Page("recipe")


def test_a_dropout_of_two_fifths_helps_b_and_harms_a():
    runs = cures.opening(PARTS, IMAGES)
    gain = {name: runs[name, 0.4].accuracies[-1, 1] - runs[name, 0.0].accuracies[-1, 1] for name in "AB"}
    assert gain["B"] > 0.05
    assert gain["A"] < -0.02


def test_the_first_loss_of_large_logits_is_less_than_half_of_what_the_formula_says():
    formula = habits.expected_first_loss(10, 10.0)
    assert f"the formula says {formula:.0f}." in PAGE.line
    assert np.log(10) < habits.first_loss(SoftmaxCrossEntropy(), 10, 10.0) < formula / 2


def test_the_best_of_a_hundred():
    found = habits.winner(100, 300)
    assert (round(100 * found.chosen), round(100 * found.again)) == (94, 90)


@pytest.fixture(scope="module")
def rungs():
    return capstone.ladder(recipe, seeds=range(1))


def test_a_shift_of_one_pixel_costs_nearly_everything(rungs):
    [(plain, moved)] = rungs["hidden layer"]
    assert f"with one hidden layer reads {plain:.0f} % of the test digits" in PAGE.line
    assert 35 < moved < 45


def test_only_networks_that_saw_moved_images_read_them(rungs):
    assert {rung for rung, values in rungs.items() if values[0, 1] > 50} == {"moved images", "BatchNorm"}
