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


@pytest.fixture(scope="module")
def tanh():
    starts = {"1": with_deviation(1.0), "0.01": with_deviation(0.01), "Xavier": with_gain(1.0)}
    return {name: spreads(Affine, Tanh, start, (-1, 1)) for name, start in starts.items()}


def factors(scales):
    return interval(np.array([ratio(each) for each in scales]))


def test_c10_tanh_saturates_at_1_and_its_gradients_grow(tanh):
    assert f"{told(interval(100 * tanh['1']['saturated'][:, -1]), 1)} % of the tenth layer are saturated" in PAGE.claim(
        "C10"
    )
    backward = factors(tanh["1"]["gradient"][:, ::-1])
    assert f"They *grow*, by {told(backward, 2)} per layer" in PAGE.claim("C10")


def test_c10_tanh_collapses_at_a_hundredth(tanh):
    assert factors(tanh["0.01"]["all"])[0] == pytest.approx(0.1, rel=1e-3)
    assert tanh["0.01"]["all"][:, -1].mean() == pytest.approx(1e-10, rel=0.02)
    assert "each layer leaves a tenth, $10^{-10}$ in the end" in PAGE.claim("C10")


def test_c10_tanh_with_xavier_shrinks_slowly(tanh):
    first, last = (interval(tanh["Xavier"]["all"][:, layer]) for layer in (0, -1))
    assert f"Xavier: {first[0]:.3f} in the first layer, {told(last, 3)} in the tenth" in PAGE.claim("C10")
    assert (np.diff(tanh["Xavier"]["all"].mean(axis=0)) < 0).all()


def test_c10_the_sigmoid_does_not_keep_its_spread():
    found = spreads(Affine, Sigmoid, with_gain(1.0), (0, 1))
    assert f"over units and samples {told(interval(found['all'][:, -1]), 3)} in the tenth layer" in PAGE.claim("C10")
    assert f"{found['samples'][:, -1].mean():.0e}" == "5e-07"
    assert "$5 \\times 10^{-7}$" in PAGE.claim("C10")
    assert f"{told(factors(found['samples']), 3)} of it, and of the gradient as well" in PAGE.claim("C10")
    assert factors(found["gradient"][:, ::-1])[0] == pytest.approx(0.236, abs=0.004)


def test_c10_the_sigmoid_saturates_at_1():
    share = interval(100 * spreads(Affine, Sigmoid, with_deviation(1.0), (0, 1))["saturated"][:, -1])
    assert f"Sigmoid, std 1: {told(share, 1)} % are saturated" in PAGE.claim("C10")


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
