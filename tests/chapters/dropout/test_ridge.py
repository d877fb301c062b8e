"""Dropout on the inputs of a linear model is a penalty: counted over all masks, drawn by chance, in other units."""

import numpy as np
import pytest

from chapters.dropout import ridge
from chapters.shared import style
from solutions.dropout import Dropout, dropout_penalty
from tests.chapters.page import Page

PAGE = Page("dropout")


@pytest.mark.parametrize("p", [0.1, 0.5, 0.8])
def test_the_mean_loss_over_all_masks_is_loss_and_penalty(p):
    x, t = ridge.samples()
    w = np.array([0.7, -0.4])
    penalty, gradient = dropout_penalty(x, w, p)
    assert ridge.exact_loss(x, t, w, p) == pytest.approx(ridge.loss(x, t, w) + penalty, rel=1e-13)
    numerical = [(dropout_penalty(x, w + h, p)[0] - dropout_penalty(x, w - h, p)[0]) / 2e-6 for h in 1e-6 * np.eye(2)]
    np.testing.assert_allclose(gradient, numerical, rtol=1e-6)


@pytest.mark.parametrize("p", [0.0, 0.4, 0.8])
def test_the_minimum_has_no_gradient(p):
    x, t = ridge.samples()
    w = ridge.marginal(x, t, p)
    np.testing.assert_allclose(x.T @ (x @ w - t) / len(x) + dropout_penalty(x, w, p)[1], 0, atol=1e-12)


def test_descents_with_masks_end_at_the_minimum():
    x, t = ridge.samples()
    for p, found in ridge.chance_points(Dropout).items():
        assert np.abs(found - ridge.marginal(x, t, p)).max() < 0.011
    assert "within 0.011 of what the formula says" in PAGE.line
    best = {p: ridge.marginal(x, t, p) for p in (0.0, 0.4)}
    assert f"all the weight, {best[0.0][0]:.2f}" in PAGE.line
    assert "the two share, {:.2f} and {:.2f}".format(*best[0.4]) in PAGE.line


def test_another_unit_changes_no_prediction():
    found = ridge.units(0.5)
    assert np.ptp(found["dropout"], axis=0).max() < 1e-14 * 10
    changed = np.abs(found["ridge"] - found["ridge"][1]).max()
    assert f"by up to {changed:.2f} here" in PAGE.line


def test_picture():
    points = ridge.chance_points(Dropout, seeds=range(1))
    assert "minimum at (1.00, 0.43)" in style.description(ridge.plot_path(dropout_penalty, points, 0.4))
