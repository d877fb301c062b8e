"""Claim C17: many masks against one pass; and the geometric mean, which one pass is."""

import numpy as np
import pytest

from chapters.dropout import ensemble
from chapters.shared import style
from tests.chapters.dropout.trained import runs
from tests.chapters.page import Page, told

PAGE = Page("dropout")


@pytest.fixture(scope="module")
def votes():
    return {p: ensemble.votes(runs()[p]) for p in (0.2, 0.5, 0.7)}


@pytest.mark.parametrize("p", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("size", [0.3, 1.0, 2.0])
def test_one_pass_is_the_geometric_mean(p, size):
    found = ensemble.means(p, size)
    np.testing.assert_allclose(found.geometric, found.scaled, rtol=1e-12)
    assert found.scaled.max() > found.arithmetic.max()


def test_the_arithmetic_mean_is_another():
    found = ensemble.means(0.5, 1.0)
    assert f"off by {np.abs(found.arithmetic - found.scaled).max():.3f}" in PAGE.line


def test_c17_many_sub_networks_are_right_more_often_than_one(votes):
    found, other = ensemble.summary(votes[0.5]), ensemble.summary(votes[0.7])
    rows = {"one mask": "one sub-network right", "50 masks": "mean of 50 right", "one pass": "one pass right"}
    for name, row in rows.items():
        assert PAGE.cells(row) == ["", f"{told(found[name])} %", f"{other[name][0]:.1f} %"]
        assert PAGE.table_row(row) in PAGE.claim("C17")
    assert f"{told(found['agreement'])} % of the digits" in PAGE.claim("C17")
    assert f"a loss of {found['loss of 50 masks'][0]:.2f} and {found['loss of one pass'][0]:.2f} nats" in PAGE.claim(
        "C17"
    )
    for every in (found, other):
        mean, half = every["difference"]
        assert abs(mean) < half  # no difference between the mean of many and the one pass
        assert every["50 masks"][0] - every["one mask"][0] > 5


def test_how_many_masks_it_takes(votes):
    first = {}
    for p, every in votes.items():
        better = every.losses.mean(axis=0) < every.loss.mean()
        first[p] = ensemble.COUNTS[int(better.argmax())] if better.any() else None
    assert first == {0.2: 10, 0.5: None, 0.7: None}
    assert "At 0.2 it takes 10" in PAGE.line


def test_pictures(votes):
    assert "50 masks 0.63, one pass 0.58" in style.description(ensemble.plot_votes(votes, 0.5))
    assert "off by at most 0.238" in style.description(ensemble.plot_means(0.5, 1.0))
