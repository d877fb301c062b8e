"""Claim C08: twins stay twins, and what tells them apart."""

import numpy as np
import pytest

from chapters.initialization import symmetry, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.activations import Tanh
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy
from tests.chapters.page import Page, told

PAGE = Page("initialization")

IMAGES = training.data()


@pytest.fixture(scope="module")
def found():
    return {
        name: symmetry.measured((Affine, activation, SoftmaxCrossEntropy), IMAGES)
        for name, activation in (("tanh", Tanh), ("ReLU", ReLU))
    }


def accuracy(found, activation, start):
    return interval(100 * found[activation][start]["accuracy"])


@pytest.mark.parametrize("activation", ["tanh", "ReLU"])
def test_c08_equal_units_stay_equal(found, activation):
    equal, nothing = found[activation]["all equal"], found[activation]["all 0"]
    assert (equal["apart"] == 0).all()
    assert (equal["rank"] == 1).all()
    assert (nothing["apart"] == 0).all()
    assert (nothing["rank"] == 0).all()
    assert len(equal["rank"]) == 10
    assert "exactly 0 in the end, in each of the 20 runs" in PAGE.claim("C08")


def test_c08_accuracies(found):
    for start, row in (("all equal", "all 0.05"), ("all random", "all random"), ("in equal, out random",) * 2):
        assert PAGE.cells(row)[1:] == [f"{told(accuracy(found, name, start), 1)} %" for name in ("tanh", "ReLU")]
    assert PAGE.cells("all 0") == ["0", *(f"{accuracy(found, name, 'all 0')[0]:.1f} %" for name in ("tanh", "ReLU"))]
    for start, row in (("all equal", "all 0.05"), ("all random", "all random")):
        assert all((found[name][start]["rank"] == int(PAGE.cells(row)[0])).all() for name in found)


@pytest.mark.parametrize("activation", ["tanh", "ReLU"])
def test_c08_one_side_is_enough(found, activation):
    for start in ("in equal, out random", "in random, out 0"):
        assert (found[activation][start]["rank"] == symmetry.HIDDEN).all()
        assert found[activation][start]["accuracy"].min() > 0.8
    from_zeros, drawn = (
        100 * found[activation][start]["accuracy"].mean() for start in ("in random, out 0", "all random")
    )
    assert from_zeros > drawn - 4
    if activation == "tanh":
        assert f"{from_zeros:.0f} % of the digits with tanh, against {drawn:.0f} % from a random start" in PAGE.line
    noise = found[activation]["equal up to a millionth"]
    assert (noise["apart"] > 1000 * 5e-6).all() or (noise["apart"] > 4e-3).all()
    assert noise["accuracy"].max() < 0.3


def test_with_zeros_behind_them_the_units_wait_for_one_step():
    history = symmetry.learn((Affine, Tanh, SoftmaxCrossEntropy), "in random, out 0", IMAGES)
    assert (history.into[1] == history.into[0]).all()
    assert history.out[1].any()
    assert (history.into[2] != history.into[1]).any()


def test_zeros_move_nothing_but_the_last_bias():
    for activation in (Tanh, ReLU):
        history = symmetry.learn((Affine, activation, SoftmaxCrossEntropy), "all 0", IMAGES)
        assert not history.into.any()
        assert not history.out.any()
    assert "Nothing moves but the output's bias" in PAGE.line


def test_with_the_sigmoid_zeros_learn_as_one_unit():
    history = symmetry.learn((Affine, Sigmoid, SoftmaxCrossEntropy), "all 0", IMAGES)
    assert history.out[-1].any()
    assert (history.apart == 0).all()


def test_pictures():
    found = {"tanh": symmetry.histories((Affine, Tanh, SoftmaxCrossEntropy), IMAGES)}
    left, right = symmetry.plot_units(found, "tanh", "all equal")
    assert "there are 1 different values" in style.description(left)
    assert "0 after 200 steps" in style.description(right)
    left, _ = symmetry.plot_units(found, "tanh", "all random")
    assert "there are 8 different values" in style.description(left)
    assert np.isfinite(found["tanh"]["all random"].into).all()
