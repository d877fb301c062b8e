"""The section "In practice", above all its listing: the same network in PyTorch has the same losses."""

import re
from inspect import signature

import numpy as np
import pytest

from chapters.recipe.given import PARTS as GIVEN
from solutions.recipe import build
from tests.chapters.page import Page
from tests.chapters.recipe.setting import PARTS
from tests.solutions.goldens.recipe import losses_of_ours, torch_run

PAGE = Page("recipe")

RNG = np.random.default_rng(0)


def test_the_listing_has_our_losses():
    pytest.importorskip("torch")
    listing = re.search(r"```python\n(import torch\n.*?)```", PAGE.text, re.DOTALL)[1]
    assert len(listing.splitlines()) <= 16
    np.testing.assert_allclose(torch_run(listing), losses_of_ours(), rtol=1e-10)


def test_the_listing_builds_our_network():
    names = [type(layer).__name__ for layer in build(np.random.default_rng(0)).layers]
    assert names == ["Affine", "BatchNorm", "ReLU", "Affine"]


def test_linear_keeps_the_transpose_and_a_state_holds_running_averages():
    torch = pytest.importorskip("torch")
    assert torch.nn.Linear(3, 2).weight.shape == (2, 3)
    assert {"running_mean", "running_var"} <= torch.nn.BatchNorm1d(3).state_dict().keys()


def test_scikit_learns_conventions():
    from sklearn.metrics import confusion_matrix
    from sklearn.neural_network import MLPClassifier

    np.testing.assert_array_equal(confusion_matrix([0, 0, 0, 1], [0, 1, 1, 1]), [[1, 2], [0, 1]])
    assert signature(MLPClassifier).parameters["validation_fraction"].default == 0.1


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "ReLU"])
def test_given_activations_are_those_of_the_book(name):
    x, dy = RNG.normal(0, 3, (5, 4)), RNG.normal(size=(5, 4))
    ours, theirs = GIVEN.activations[name](), PARTS.activations[name]()
    np.testing.assert_allclose(ours.forward(x), theirs.forward(x), rtol=1e-12)
    np.testing.assert_allclose(ours.backward(dy), theirs.backward(dy), rtol=1e-9, atol=1e-12)


def test_given_dropout_is_inverted():
    x = np.ones((400, 50))
    layer = GIVEN.dropout(0.3, np.random.default_rng(0))
    y = layer.forward(x)
    assert set(np.unique(y)) == {0.0, 1 / 0.7}
    assert y.mean() == pytest.approx(1, abs=0.02)
    np.testing.assert_array_equal(layer.backward(x), y)
    np.testing.assert_array_equal(layer.forward(x, train=False), x)
