"""The opening's drop, the range test, and the network that the notebook hands over."""

import numpy as np
import pytest

from chapters.schedules import given, training
from chapters.shared import style
from chapters.shared.data import digits
from solutions.backward import numerical_gradient
from solutions.schedules import exponential, minibatches, piecewise_constant, train
from tests.chapters.page import Page
from tests.chapters.schedules.networks import build

PAGE = Page("schedules")


@pytest.fixture(scope="module")
def drops():
    return [training.losses_with_drops(build, train, minibatches, piecewise_constant, seed) for seed in range(10)]


@pytest.fixture(scope="module")
def data():
    return digits(np.random.default_rng(0))


def ends(drops, drop):
    """Mean loss of the last 500 steps, one for each seed."""
    return np.array([curves[drop][-25:].mean() for curves in drops])


def test_loss_at_the_end_of_the_opening(drops):
    for drop, quoted in ((training.NEVER, 0.451), (1000, 0.368), (2000, 0.367), (20, 0.396)):
        assert ends(drops, drop).mean() == pytest.approx(quoted, abs=0.006)
        assert f"{quoted:.3f}" in PAGE.line
    assert (ends(drops, 1000) < ends(drops, 20)).all()
    assert (ends(drops, 20) < ends(drops, training.NEVER)).all()


def test_after_which_drop_the_opening_ends_highest(drops):
    assert max((20, 300, 1000, 2000), key=lambda drop: drops[0][drop][-25:].mean()) == 20
    assert ends(drops, 300).mean() - ends(drops, 1000).mean() > 0.004
    late = np.mean([curves[2000][2300 // training.EVERY : 2500 // training.EVERY].mean() for curves in drops])
    assert late == pytest.approx(ends(drops, 2000).mean(), abs=0.005)


def test_the_loss_drops_at_once(drops):
    at = 1000 // training.EVERY
    before = np.mean([curves[1000][at - 10 : at + 1].mean() for curves in drops])
    behind = np.mean([curves[1000][at + 2 : at + 6].mean() for curves in drops])
    final = ends(drops, 1000).mean()
    assert before - behind > 0.5 * (before - final)


def test_before_the_drop_nothing_differs(drops):
    at = 1000 // training.EVERY
    assert (drops[0][1000][: at + 1] == drops[0][training.NEVER][: at + 1]).all()
    assert "step 1000" in style.description(training.plot_drop(drops[0], 1000))
    assert "The rate stays" in style.description(training.plot_drop(drops[0], training.NEVER))


def test_range_test_turns_between_half_and_one(data):
    for seed in range(5):
        rates, losses = training.range_test(build, train, minibatches, exponential, data, seed)
        assert rates[[0, -1]] == pytest.approx([1e-3, 10])
        turning = rates[np.nanargmin(training.smoothed(losses))]
        assert 0.45 < turning < 0.85


def test_constant_rates_and_their_picture(data):
    runs = training.constant_rates(build, train, minibatches, data)
    final = {rate: np.median(losses[-20:]) for rate, losses in runs.items()}
    assert max(final[rate] for rate in (0.1, 0.3, 1.0)) < 0.6
    assert final[0.001] > 2
    assert not final[3.0] < 1.5
    test = training.range_test(build, train, minibatches, exponential, data)
    first, second = training.plot_range_test(test, runs, 0.1)
    assert "A line marks the rate 0.1" in style.description(first)
    assert "constant rate 0.1 for 190 steps" in style.description(second)


def test_smoothing_ignores_a_single_batch():
    losses = np.ones(30)
    losses[10] = 100
    assert (training.smoothed(losses) == 1).all()


def test_given_network_has_right_gradients():
    rng = np.random.default_rng(0)
    network = given.Network(2, 5, 3, rng)
    x, labels = rng.normal(size=(6, 2)), rng.integers(0, 3, 6)
    found = network.gradients(x, labels)
    for name in network.params:

        def loss(value, name=name):
            kept = network.params[name].copy()
            network.params[name][...] = value
            result = network.loss(x, labels)
            network.params[name][...] = kept
            return result

        wanted = numerical_gradient(loss, network.params[name].copy())
        np.testing.assert_allclose(found[name], wanted, rtol=1e-6, atol=1e-9)


def test_picture_of_a_training_that_exploded():
    first, second = given.plot_training([1.0, np.inf, np.nan] * 20, lambda step: 0.1, 7.0)
    assert "60 batches" in style.description(first)
    assert "0.1 at first" in style.description(second)
