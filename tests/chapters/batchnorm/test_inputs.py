"""Claim C38: normalized inputs, their bowls and the signs of updates."""

import numpy as np
import pytest

from chapters.batchnorm import bowls, signs, wines
from chapters.shared import style
from chapters.shared.network import he, perceptron
from solutions.batchnorm import standardize, whiten
from tests.chapters.batchnorm.setting import LAYERS
from tests.chapters.page import Page

PAGE = Page("batchnorm")

DATA = wines.wines()
SCALINGS = {
    "raw": wines.raw,
    "min-max": wines.min_max,
    "min-max, centred": wines.centred_min_max,
    "standardized": standardize,
    "whitened": whiten,
}


@pytest.fixture(scope="module")
def compared():
    return wines.compare(SCALINGS, DATA)


def test_c38_the_table_is_what_was_measured(compared):
    for name, found in compared.items():
        condition = f"{found['condition']:,.0f}" if found["condition"] > 100 else f"{found['condition']:.3g}"
        condition = "1.00" if condition == "1" else condition
        condition = condition.replace(",384,987", " million")
        steps = f"{found['steps']:,.0f}".replace(",480,409", " million")
        assert PAGE.table_row(name) == f"| {name} | {condition} | {steps} |"


def test_c38_normalizing_loses_nothing(compared):
    least = [found["least"] for found in compared.values()]
    np.testing.assert_allclose(least, least[0], rtol=1e-9)


def test_the_closed_form_is_gradient_descent():
    x = standardize(DATA.train_x, DATA.train_x)
    quadratic = wines.bowl(x, DATA.train_y)
    design, weights = np.column_stack([x, np.ones(len(x))]), np.zeros(13)
    for _ in range(25):
        weights -= quadratic.rate * design.T @ (design @ weights - DATA.train_y) / len(x)
    np.testing.assert_allclose(wines.weights_after(quadratic, 25), weights, rtol=1e-9)
    assert wines.excess(quadratic, 15) <= 0.005 * DATA.train_y.var() < wines.excess(quadratic, 14)


def test_the_hessian_is_the_covariance_plus_the_means():
    x = DATA.train_x
    covariance = np.cov(x.T, bias=True)
    np.testing.assert_allclose(x.T @ x / len(x), covariance + np.outer(x.mean(axis=0), x.mean(axis=0)))
    white = wines.bowl(whiten(x, x), DATA.train_y)
    np.testing.assert_allclose(white.curvatures, 1, rtol=1e-9)


def test_c38_small_features_are_swallowed():
    shares = wines.first_gradient_shares(wines.raw, DATA)
    assert max(shares, key=shares.get) == "proline"
    assert f"proline accounts for {100 * shares['proline']:.1f} % of the squared length" in PAGE.claim("C38")
    raw, normalized = (wines.learned_shares(scaling, DATA, 1000)["hue"] for scaling in (wines.raw, standardize))
    assert f"the hue has come {100 * raw:.2f} % of its way, standardized {100 * normalized:.2f} %" in PAGE.claim("C38")
    means = DATA.train_x.mean(axis=0)
    assert f"means run from {means.min():.2f} to {means.max():.0f}" in PAGE.claim("C38")


def test_c38_one_signed_updates():
    def build(widths, rng):
        return perceptron(widths, *LAYERS, he, rng)

    chosen = {name: SCALINGS[name] for name in ("min-max", "min-max, centred", "standardized")}
    table = signs.sign_table(build, chosen, DATA)
    told = [f"{100 * mean:.0f} ± {100 * spread:.0f} %" for mean, spread in table["min-max"].values()]
    assert PAGE.cells("one-signed") == ["single samples", "batches of 8", "batches of 32"]
    assert PAGE.cells("from 0 to 1") == told
    centred = [mean for name in ("min-max, centred", "standardized") for mean, _ in table[name].values()]
    assert max(centred) < 0.001
    assert PAGE.cells("with mean 0") == ["below 0.1 %"] * 3


def test_units_of_the_wines():
    smallest = DATA.train_x[:, DATA.names.index("nonflavanoid_phenols")].min()
    proline = DATA.train_x[:, DATA.names.index("proline")]
    assert DATA.train_x.min() == smallest > 0.1
    assert proline.max() == DATA.train_x.max() == 1680
    assert (len(DATA.train_x), len(DATA.test_x), len(DATA.names)) == (120, 58, 12)
    assert "it cuts 661 million steps to 15" in PAGE.line


@pytest.mark.parametrize(("shift", "alike"), [(0.5, 1.0), (1.0, 1.0), (2.0, 1.0)])
def test_positive_inputs_move_both_weights_one_way(shift, alike):
    assert signs.same_sign(signs.one_by_one(shift)) == alike


def test_the_nearer_to_zero_the_faster():
    left = [signs.distance_left(shift, seeds=50) for shift in signs.SHIFTS]
    assert left == sorted(left)
    assert left[0] < 1e-6
    assert left[-1] > 0.5
    assert signs.same_sign(signs.one_by_one(0.0)) < 0.6


def test_bowls_get_rounder():
    scalings = bowls.SCALINGS | {"standardize": standardize, "whiten": whiten}
    conditions, shares = zip(*(bowls.left_over(each) for each in scalings.values()), strict=True)
    assert list(conditions) == sorted(conditions, reverse=True)
    assert shares[0] > 0.99
    assert shares[1] < 0.1
    x, y = bowls.pair()
    white = whiten(x, x)
    first = bowls.path(white, y, bowls.bowl_without_bias(white, y))[1]
    np.testing.assert_allclose(first, bowls.bowl_without_bias(white, y).best, rtol=1e-9)
    left, right = bowls.plot_bowl(scalings, "whiten")
    assert "correlation 0.00" in style.description(left)
    assert "Condition number 1." in style.description(right)
    assert "condition number is 30,173." in bowls.plot_bowl(scalings, "raw")[1].get_label()
    assert "42 %" in style.description(signs.plot_zigzag(0.0))
