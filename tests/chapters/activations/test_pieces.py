"""Claim C27: maxout, the ReLU in it, and the pieces that never win."""

import numpy as np
import pytest

from chapters.activations import pieces
from solutions.activations import Maxout
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from tests.chapters.page import Page

PAGE = Page("activations")


def test_c27_relu_is_a_special_case():
    assert max(max(pieces.relu_gap(Maxout, ReLU, seed)) for seed in range(10)) < 1e-14


def test_c27_on_the_circles_some_pieces_never_win():
    shares = pieces.ever_won(Maxout, Affine, SoftmaxCrossEntropy, "circles")
    assert (np.diff(shares, axis=0) >= 0).all()
    last = shares[-1]
    assert (last[0] == 1).all()
    assert last[2].max() < 1
    assert last[3].max() < 0.8
    words = [f"{100 * share:.0f} %" for share in last.mean(axis=1)]
    assert f"{words[0]} for $K = 2$, {words[1]} for 4, {words[2]} for 8, {words[3]} for 16" in PAGE.line


def test_c27_on_digits_nearly_all_win_at_once():
    shares = pieces.ever_won(Maxout, Affine, SoftmaxCrossEntropy, "digits", steps=0)[0]
    assert (shares[:3] == 1).all()
    assert "100 % at the first step for up to 8 pieces" in PAGE.line


def test_a_piece_that_never_wins_never_moves():
    rng = np.random.default_rng(0)
    layer = Maxout(rng.normal(size=(2, 1, 3)), np.array([[0.0, 0.0, -100.0]]))
    layer.forward(rng.normal(size=(50, 2)))
    layer.backward(np.ones((50, 1)))
    assert not layer.grads["W"][:, :, 2].any()
    assert layer.grads["b"][0, 2] == 0


def test_numbers_by_hand():
    layer = Maxout(np.array([[[1.0, 0.0]], [[0.0, 1.0]]]), np.array([[0.0, 1.0]]))
    assert layer.forward(np.array([[1.0, 2.0], [3.0, -1.0]])).ravel().tolist() == [3, 3]
    layer.backward(np.array([[1.0], [10.0]]))
    assert layer.grads["W"][:, 0, 0].tolist() == [30, -10]
    assert layer.grads["W"][:, 0, 1].tolist() == [1, 2]


@pytest.mark.parametrize("name", ["circles", "digits"])
def test_data(name):
    x, labels = pieces.data_of(name)
    assert len(x) == len(labels) == {"circles": 500, "digits": 1197}[name]
