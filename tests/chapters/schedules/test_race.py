"""The race of schedules, the averaged weights, and the networks that a warm-up rescues."""

import re

import numpy as np
import pytest

from chapters.schedules import race
from chapters.shared import style
from chapters.shared.experiments import interval
from tests.chapters.page import Page, near

PAGE = Page("schedules")
ROWS = {
    "constant": "constant",
    "drop at two thirds": "drop at two thirds",
    "exponential": "exponential, to a hundredth",
    "inverse time": "inverse time, to a 21st",
    "linear to zero": "linear to zero",
    "cosine": "cosine",
    "warm-up, linear": "warm-up, linear",
    "one-cycle": "one-cycle",
    "warm-up, stable, decay": "warm-up, stable, decay",
}


@pytest.fixture(scope="module")
def raced():
    return race.race_of_schedules(10)


@pytest.mark.parametrize("name", race.shapes())
def test_row_of_the_race(raced, name):
    rate, test, averaged = PAGE.cells(ROWS[name])
    found = raced[name]
    chosen = race.best(found.validation)
    assert float(rate) == race.PEAKS[chosen]
    assert near(test, interval(found.test[chosen]))
    assert near(averaged, interval(found.averaged_test[race.best(found.averaged_validation)]))


def test_any_fall_does_most_of_the_work(raced):
    lows = {name: found.test[race.best(found.validation)].mean() for name, found in raced.items()}
    constant = lows.pop("constant")
    assert max(lows.values()) - min(lows.values()) < 0.5 * (constant - max(lows.values()))
    averaged = raced["constant"].averaged_test[race.best(raced["constant"].averaged_validation)]
    assert averaged.mean() < min(lows.values()) + 0.004


def test_a_quarter_of_the_rate_costs_more_than_another_shape(raced):
    lows = {name: found.test[race.best(found.validation)].mean() for name, found in raced.items()}
    line = raced["linear to zero"]
    best = race.best(line.validation)
    assert race.PEAKS[best - 2] == race.PEAKS[best] / 4
    cost = line.test[best - 2].mean() - lows["linear to zero"]
    del lows["constant"]
    shape = max(lows.values()) - lows["linear to zero"]
    told = re.search(r"It costs ([\d.]+) over ten seeds, another falling shape ([\d.]+) at most", PAGE.line)
    assert (float(told[1]), float(told[2])) == pytest.approx((cost, shape), abs=0.002)
    assert cost > 1.5 * shape


def test_where_there_is_hardly_a_floor_there_is_less_to_gain():
    found = race.race_of_schedules(10, ["constant", "linear to zero"], noise=0.03)
    (one, wide), (other, narrow) = (interval(each.test[race.best(each.validation)]) for each in found.values())
    told = re.search(r"the constant rate ends at ([\d.]+ ± [\d.]+), linear to zero at ([\d.]+ ± [\d.]+),", PAGE.line)
    assert near(told[1], (one, wide))
    assert near(told[2], (other, narrow))
    assert one - wide < other + narrow


def test_warm_up_rescues_large_rates():
    without, with_it = race.warmed(0, 10), race.warmed(30, 10)
    trained = [(each.accuracy > 0.75).sum(axis=1) for each in (without, with_it)]
    told = [
        list(map(int, PAGE.cells(row))) for row in ("trained, of 10", "trained, of 10, after a warm-up of 30 steps")
    ]
    # Near the edge a processor that rounds differently may lose or save another network.
    assert np.abs(np.array(trained) - told).max() <= 1
    assert (trained[1] - trained[0])[2:].min() >= 2
    told = re.search(r"the loss at 0.125 is ([\d.]+) without and ([\d.]+) with it", PAGE.line)
    best = [each.test[0].mean() for each in (without, with_it)]
    assert best == pytest.approx([float(told[1]), float(told[2])], abs=0.003)


def test_shapes_begin_and_end_as_they_are_called():
    every = race.shapes()
    assert len(every) == 9
    assert all(shape.max() == pytest.approx(1) for shape in every.values())
    assert every["exponential"][-1] == pytest.approx(1 / 100, rel=0.01)
    assert every["inverse time"][-1] == pytest.approx(1 / 21, rel=0.01)
    assert every["linear to zero"][-1] < 1e-3


def test_gradients_of_the_stack_agree_with_a_network_of_layers():
    from chapters.shared.data import two_circles
    from solutions.schedules import train
    from tests.chapters.schedules.networks import build

    found = race.race(np.full((1, 50), 0.2), (2, 32, 2), 4, 1)
    rng = np.random.default_rng(0)
    network = build((2, 32, 2), rng)
    x, labels = two_circles(1000)
    order = rng.permutation(1000)
    train(network, lambda: [(x[chosen], labels[chosen]) for chosen in order[:200].reshape(50, 4)], lambda step: 0.2, 1)
    assert found.test[0, 0] == pytest.approx(network.loss(*two_circles(4000, seed=3)), rel=1e-9)


def test_picture_of_the_race(raced):
    shape, losses = race.plot_race(raced, "constant")
    assert "The schedule constant" in style.description(shape)
    assert "best largest rate is 0.125" in style.description(losses)
