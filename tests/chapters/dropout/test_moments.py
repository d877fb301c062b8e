"""Claim C16: the factor at test time, over all masks and in whole networks; and what a nonlinearity changes."""

import numpy as np
import pytest

from chapters.dropout import moments, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.dropout import Dropout, StandardDropout, mean_over_masks
from tests.chapters.dropout.trained import IMAGES, KIT, STANDARD, runs
from tests.chapters.page import Page, told

PAGE = Page("dropout")

SHARES = (0.1, 0.2, 0.5, 0.8)


@pytest.fixture(scope="module")
def scores():
    return moments.factors(STANDARD, IMAGES, (0.1, 0.2, 0.5), range(10))


@pytest.mark.parametrize("p", SHARES)
@pytest.mark.parametrize("inverted", [True, False])
def test_moments_over_all_masks_are_those_of_the_formula(p, inverted):
    rng = np.random.default_rng(0)
    found = moments.moments(rng.normal(size=10), rng.normal(size=10), p, inverted)
    assert found.mean == pytest.approx(found.mean_formula, rel=1e-13)
    assert found.variance == pytest.approx(found.variance_formula, rel=1e-13)


def test_moments_by_hand():
    found = moments.moments(np.ones(2), np.array([1.0, 2.0]), 0.5, inverted=True)
    assert found == pytest.approx((3, 5, 3, 5))


@pytest.mark.parametrize("p", SHARES)
@pytest.mark.parametrize(("layer", "inverted"), [(StandardDropout, False), (Dropout, True)])
def test_c16_the_test_time_sum_is_the_mean_over_all_masks(layer, inverted, p):
    rng = np.random.default_rng(1)
    w, x = rng.normal(size=10), rng.normal(size=10)
    at_test = float(layer(p, rng).forward(x[None], train=False)[0] @ w)
    assert at_test == pytest.approx(moments.moments(w, x, p, inverted).mean, rel=1e-13)


def test_c16_the_table_is_what_was_measured(scores):
    rows = {(0.1, 0): "kept, 0.9", (0.1, 1): "dropped, 0.1", (0.1, 2): "none", (0.2, 0): "kept, 0.8"}
    rows |= {(0.2, 1): "dropped, 0.2", (0.5, 0): "kept, 0.5", (0.5, 1): "dropped, 0.5"}
    for (p, factor), words in rows.items():
        accuracy, loss = (interval(scores[p][factor, quantity]) for quantity in (0, 1))
        assert f"| {p:g} | {words} | {told(accuracy)} % | {told(loss, 2)} |" in PAGE.claim("C16")


def test_c16_the_wrong_factor_costs_loss_before_accuracy_and_hides_at_one_half(scores):
    assert (scores[0.5][0] == scores[0.5][1]).all()
    for p in (0.1, 0.2):
        lower, higher = scores[p][0], scores[p][1]
        assert (higher[1] > 5 * lower[1]).all()
    mean = scores[0.2].mean(axis=2)
    assert "falls by 12 points only" in PAGE.line
    assert round(mean[0, 0] - mean[1, 0]) == 12
    assert 7.5 < mean[1, 1] / mean[0, 1] < 8.5


def test_behind_a_nonlinearity_the_mean_is_another_number():
    for p in (0.1, 0.3, 0.5, 0.7):
        mean, single = moments.behind(mean_over_masks, "identity", p)
        assert mean == pytest.approx(single, rel=1e-13)
        x, w = moments.eight()
        mean, single = moments.behind(mean_over_masks, "square", p)
        assert mean - single == pytest.approx(moments.moments(w, x, p, inverted=True).variance)
    mean, single = moments.behind(mean_over_masks, "tanh", 0.5)
    assert f"With the tanh it is {mean:.3f} at 0.5, and the pass gives {single:.3f}" in PAGE.line
    values = [moments.behind(mean_over_masks, "ReLU", p)[0] for p in (0.1, 0.5)]
    assert "{:.3f} at $p = 0.1$ and {:.3f} at 0.5".format(*values) in PAGE.line


def test_how_far_off_one_pass_is():
    deep = training.runs(KIT, IMAGES, (0.2,), range(10), wrong=0.0, widths=(64, 64, 64, 10))[0.2]
    found = [moments.far_off(run.network, run.sample.test_x[:100], (0.2,), 200)[0.2] for run in deep]
    off, spread = (interval(100 * np.array(each)) for each in zip(*found, strict=True))
    assert f"by {told(off)} % of their size" in PAGE.line
    assert f"off by {told(spread, 0)} %" in PAGE.line
    run = runs()[0.5][0]
    shallow = moments.far_off(run.network, run.sample.test_x[:100], (0.5,), 200)[0.5]
    assert shallow[0] < 0.01
    assert run.network.layers[2].p == 0.5


def test_pictures(scores):
    first, second = moments.plot_factors(scores, 0.2)
    assert "share dropped 80.6" in style.description(first)
    assert "share dropped 1.73" in style.description(second)
    assert "with the share dropped 4.4" in style.description(moments.plot_sums(StandardDropout, 0.2))
    assert "0.715" in style.description(moments.plot_behind(mean_over_masks, "ReLU", 0.5))
