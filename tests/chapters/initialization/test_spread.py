"""Claim C10: saturation, collapse, and what a histogram hides."""

import numpy as np
import pytest

from chapters.initialization import histograms
from chapters.initialization.signals import ratio, spreads, with_deviation, with_gain
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.activations import Tanh
from solutions.backward import Affine, ReLU, Sigmoid
from tests.chapters.page import Page, told

PAGE = Page("initialization")


STARTS = {"std 1": with_deviation(1.0), "std 0.01": with_deviation(0.01), "Xavier": with_gain(1.0)}
ACTIVATIONS = {"tanh": (Tanh, (-1, 1)), "sigmoid": (Sigmoid, (0, 1))}


@pytest.fixture(scope="module")
def found():
    return {
        f"{name}, {start}": spreads(Affine, activation, weights, bounds)
        for name, (activation, bounds) in ACTIVATIONS.items()
        for start, weights in STARTS.items()
    }


def factors(scales):
    return interval(np.array([ratio(each) for each in scales]))


@pytest.mark.parametrize("row", [f"{name}, {start}" for name in ACTIVATIONS for start in STARTS])
def test_c10_a_row_of_the_table(found, row):
    each = found[row]
    spread, unit, saturated, gradient = PAGE.cells(row)
    for told_there, kind in ((spread, "all"), (unit, "samples")):
        mean = each[kind][:, -1].mean()
        assert told_there == (f"{mean:.3f}" if mean > 1e-3 else f"{mean:.0e}")
    assert saturated == f"{100 * each['saturated'][:, -1].mean():.1f} %"
    assert gradient == f"{factors(each['gradient'][:, ::-1])[0]:.3f}"
    for kind in ("all", "samples", "saturated"):
        mean, half = interval(each[kind][:, -1])
        assert half <= 0.11 * mean or mean == 0


def test_c10_tanh_with_xavier_shrinks_slowly(found):
    spread = found["tanh, Xavier"]["all"].mean(axis=0)
    assert f"slowly, from {spread[0]:.3f} in the first layer" in PAGE.claim("C10")
    assert (np.diff(spread) < 0).all()


def test_five_thirds_is_where_tanh_settles():
    found = spreads(Affine, Tanh, with_gain(5 / 3), (-1, 1))["all"]
    assert f"we measured {told(interval(found[:, -1]), 3)} in the tenth layer" in PAGE.line
    assert f"${found[:, 0].mean():.3f}$ in the first" in PAGE.line
    assert abs(found[:, -1].mean() - found[:, -2].mean()) < 0.01


def test_pictures_tell_what_they_show():
    found = histograms.all_histograms(Affine, {"sigmoid": Sigmoid, "ReLU": ReLU})
    left, right = histograms.plot_histograms(found, "sigmoid", "Xavier")
    assert "in layer 10 0.11" in style.description(left)
    assert "of one unit over the samples 4.2e-07" in left.get_label()
    assert "in layer 1 4.6e-07" in style.description(right)
    shares = found["ReLU"]["He"]
    assert shares.activations.shape == (5, 63)
    assert (shares.activations.sum(axis=1) <= 1 + 1e-12).all()
    assert shares.gradients.shape == (5, 80)


def test_variance_and_mean_square_of_a_relu():
    z = np.random.default_rng(0).normal(size=1_000_000)
    assert np.maximum(z, 0).var() == pytest.approx(0.5 - 0.5 / np.pi, rel=0.01)
    assert round(0.5 - 0.5 / np.pi, 3) == 0.341
    assert "0.341\\, q_s" in PAGE.line
