"""Claim C11: the factor per layer with Xavier and with He; and the helpers that measure."""

import numpy as np
import pytest

from chapters.initialization import signals
from chapters.initialization.signals import with_gain
from chapters.shared.experiments import interval
from chapters.shared.network import he, xavier
from solutions.backward import Affine, ReLU
from tests.chapters.page import Page, told

PAGE = Page("initialization")

ROOT2 = np.sqrt(2)


@pytest.fixture(scope="module")
def found():
    return {name: signals.ratios(Affine, ReLU, with_gain(gain)) for name, gain in (("Xavier", 1), ("He", ROOT2))}


def test_c11_the_factors_are_those_of_theory(found):
    box, xavier_found, he_found = PAGE.claim("C11"), found["Xavier"], found["He"]
    assert len(xavier_found["forward"]) == 20
    for name, each, theory in (("$1/n$, Xavier", xavier_found, "0.707"), ("$2/n$, He", he_found, "1")):
        row = [name, *(told(interval(each[way]), 3) for way in ("forward", "backward")), theory]
        assert f"| {' | '.join(row)} |" in box
    for way in ("forward", "backward"):
        assert xavier_found[way].mean() == pytest.approx(1 / ROOT2, rel=0.006)
        assert he_found[way].mean() == pytest.approx(1, rel=0.006)


def test_c11_what_is_left_of_the_signal(found):
    assert f"{np.mean(found['Xavier']['left']):.0e}" == "4e-08"
    assert "With Xavier $4 \\times 10^{-8}$ of the signal is left after 50 layers" in PAGE.claim("C11")
    assert f"With He it is {told(interval(found['He']['left']), 2)}, and in theory 1.41" in PAGE.claim("C11")


def test_linear_layers_of_pytorch_lose_more(found):
    default = signals.ratios(Affine, ReLU, with_gain(3**-0.5), seeds=10)["forward"]
    assert f"we measured {told(interval(default), 3)} per layer" in PAGE.line
    assert default.mean() == pytest.approx(6**-0.5, rel=0.01)
    assert round(6**-0.5, 2) == 0.41


def test_initializers_are_those_of_the_course():
    fans = (7, 5)
    for theirs, ours in ((he, with_gain(ROOT2)), (xavier, with_gain(1.0))):
        one, other = theirs(np.random.default_rng(0), *fans), ours(np.random.default_rng(0), *fans)
        np.testing.assert_allclose(one, other, rtol=1e-12)
    assert signals.with_deviation(0.01)(np.random.default_rng(0), 300, 200).std() == pytest.approx(0.01, rel=0.02)


def test_measures():
    arrays = [np.array([[1.0, 3.0], [1.0, 3.0]]), np.array([[3.0, -4.0], [-3.0, 4.0]])]
    np.testing.assert_allclose(signals.root_mean_squares(arrays), np.sqrt([5, 12.5]))
    np.testing.assert_allclose(signals.deviations(arrays), [1, np.sqrt(12.5)])
    np.testing.assert_allclose(signals.deviations_over_samples(arrays), [0, np.sqrt(12.5)])
    np.testing.assert_allclose(signals.saturated([np.array([[-1, -0.99, 0.5, 0.99]])], -1, 1), [0.75])
    assert signals.ratio(np.array([1.0, 5.0, 0.25])) == pytest.approx(0.5)


def test_gradients_are_those_at_the_net_inputs():
    seen = signals.signals(Affine, signals.Identity, with_gain(1.0), (4, 6, 3), seed=0, samples=5)
    assert [each.shape for each in seen.gradients] == [(5, 6), (5, 3)]
    assert [each.shape for each in seen.net_inputs] == [(5, 6), (5, 3)]
    rng = np.random.default_rng(0)
    rng.normal(size=(5, 4)), rng.normal(size=(4, 6))
    second = with_gain(1.0)(rng, 6, 3)
    np.testing.assert_allclose(seen.gradients[0], seen.gradients[1] @ second.T)


def test_factors_of_the_text():
    assert round(3**10, -3) == 59000
    assert f"{0.3**10:.0e}" == "6e-06"
    assert "$6 \\times 10^{-6}$ of the signal, a factor of 3 makes it 59,000 times" in PAGE.line
    assert 0.5**4 == pytest.approx((1 / ROOT2) ** 8) == 1 / 16
    assert round((1 / ROOT2) ** 20, 4) == 0.001


def test_only_a_symmetric_distribution_leaves_half_to_a_relu():
    weights = np.random.default_rng(0).exponential(size=(400_000, 4)) - 1
    z = weights.sum(axis=1)
    share = np.mean(np.maximum(z, 0) ** 2) / np.mean(z**2)
    assert f"the positive $z$ hold {100 * share:.0f} % of the mean square" in PAGE.line
