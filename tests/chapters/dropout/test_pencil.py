"""The problems for pencil and paper: each answer, and each number of its solution."""

import numpy as np
import pytest
import sympy

from chapters.dropout import clash, moments, ridge
from solutions.dropout import Dropout, mean_over_masks
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("dropout")


def test_how_a_sum_scatters():
    problem = find("dropout", "By what share of its mean")
    found = moments.moments(np.ones(8), np.ones(8), 0.3, inverted=True)
    p, D = sympy.symbols("p D", real=True)
    formula = sympy.lambdify((p, D), problem.symbolic())
    assert np.sqrt(found.variance) / found.mean == pytest.approx(formula(0.3, 8))
    assert problem.agrees(lambda p, D: np.sqrt(p / (1 - p) * D) / D)
    assert (formula(0.5, 100), formula(0.5, 4)) == pytest.approx((0.1, 0.5))
    assert "10 % for a hundred inputs, 50 % for four" in PAGE.line
    assert formula(0.8, 100) == pytest.approx(2 * formula(0.5, 100)) == pytest.approx(formula(0.5, 25))


def test_a_relu_over_four_masks():
    problem = find("dropout", "then a ReLU")
    x, w = np.array([1.0, 2.0]), np.array([[1.0], [-1.0]])
    assert problem.agrees(mean_over_masks(lambda batch: np.maximum(batch @ w, 0), x, 0.5)[0])
    masks = np.array([[0, 0], [1, 0], [0, 1], [1, 1]])
    assert (2 * masks * x @ w).ravel().tolist() == [0, 2, -4, -2]
    assert np.maximum(x @ w, 0) == 0


def test_two_networks_and_their_odds():
    problem = find("dropout", "rescaled geometric mean")
    each = np.array([[0.9, 0.1], [0.5, 0.5]])
    geometric = np.exp(np.log(each).mean(axis=0))
    assert problem.agrees(geometric[0] / geometric.sum())
    assert f"is {each[:, 0].mean():.2f}: the geometric one" in PAGE.line


def test_the_best_weight_is_the_share_kept():
    problem = find("dropout", "One input, targets")
    x = np.random.default_rng(0).normal(2, 3, (50, 1))
    assert problem.agrees(lambda p: ridge.marginal(x, x[:, 0], p)[0])
    found = ridge.by_chance(Dropout, x / 3, x[:, 0] / 3, 0.4, 0)
    assert found[0] == pytest.approx(0.6, abs=0.02)


def test_the_shift_of_uniform_inputs():
    problem = find("dropout", "Inputs uniform between")
    assert problem.agrees(lambda p: clash.ratio(p, 0.5, 1 / 12))
    x = np.random.default_rng(0).uniform(size=(200_000, 1))
    layer = Dropout(0.5, np.random.default_rng(1))
    assert x.var() / layer.forward(x).var() == pytest.approx(0.2, rel=0.02)
    assert f"$\\sqrt5 = {np.sqrt(5):.1f}$ times" in PAGE.line
    assert clash.ratio(0.5, 0.0, 1.0) == 0.5
