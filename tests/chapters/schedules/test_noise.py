"""The noise floor, and what decaying rates do about it."""

import numpy as np
import pytest

from chapters.schedules import noise
from chapters.shared import style
from tests.chapters.page import Page

PAGE = Page("schedules")


@pytest.fixture(scope="module")
def walks():
    return noise.floors()


@pytest.fixture(scope="module")
def losses():
    return noise.expected_losses()


@pytest.mark.parametrize("rate", noise.RATES)
def test_variance_is_that_of_the_theory(walks, rate):
    # Four standard errors of a variance of 2,000 normal numbers: 4 sqrt(2/2000) = 0.13.
    assert np.var(walks[rate][-1]) == pytest.approx(noise.stationary_variance(rate), rel=0.13)


def test_beyond_two_the_walk_explodes():
    places = noise.walk(np.full(200, 2.1), 0.0, np.random.default_rng(0), walkers=10)
    assert np.abs(places[-1]).min() > 1e3


def test_floor_by_hand():
    assert noise.stationary_variance(0.5) == pytest.approx(1 / 3)
    assert noise.stationary_variance(0.05) == pytest.approx(0.026, abs=5e-4)
    assert noise.stationary_variance(0.5) / noise.stationary_variance(0.05) == pytest.approx(13, abs=0.5)


@pytest.mark.parametrize(("rate", "steps"), [(0.05, 58), (0.5, 3), (1.9, 0)])
def test_when_a_walk_from_3_is_within_one_deviation(rate, steps):
    deviation = noise.stationary_variance(rate) ** 0.5
    means = 3 * np.abs(1 - rate) ** np.arange(200)
    assert np.flatnonzero(means <= deviation)[0] == steps
    assert "At 0.05 a walk needs 58 steps" in PAGE.line
    assert "At 0.5 it is there after three" in PAGE.line


def test_the_variance_at_19_tenths():
    assert noise.stationary_variance(1.9) == pytest.approx(19)
    assert f"At 1.9 the deviation is {19**0.5:.1f}" in PAGE.line
    assert 4 * noise.stationary_variance(0.5) == pytest.approx(1.3, abs=0.05)


def test_what_the_page_says_of_decaying_rates(losses):
    assert losses["constant 0.5"][-200:].mean() == pytest.approx(1 / 6, rel=0.05)
    assert losses["a tenth from step 100"][-1] == pytest.approx(0.0128, rel=0.15)
    assert losses["1/(t + 1)"][-1] == pytest.approx(0.0005, rel=0.15)
    assert f"freezes at a loss of {losses['0.5 · 0.7^t'][-1]:.2f}" in PAGE.line
    assert max(losses, key=lambda name: losses[name][-1]) == "0.5 · 0.7^t"
    assert noise.decaying_rates()["0.5 · 0.7^t"].sum() == pytest.approx(1.67, abs=0.005)


def test_inverse_time_is_a_running_mean():
    rng = np.random.default_rng(5)
    places = noise.walk(1 / (np.arange(50) + 1), 10.0, rng, walkers=3)
    noises = np.array([np.random.default_rng(5).normal(size=(50, 3))])[0]
    assert places[-1] == pytest.approx(-noises.mean(axis=0), abs=1e-12)


def test_the_bound_of_the_derivation_holds():
    rates = 1 / (np.arange(300) + 1) ** 0.75
    variance = [0.0]
    for rate in rates:
        variance.append((1 - rate) ** 2 * variance[-1] + rate**2)
    for start in (0, 10, 100):
        product = np.prod((1 - rates[start:]) ** 2)
        assert variance[-1] <= variance[start] * product + (rates[start:] ** 2).sum()


def test_pictures(walks, losses):
    first, second = noise.plot_floor(walks, 0.5)
    assert "the theory says 0.333" in style.description(second)
    assert "Three noisy walks" in style.description(first)
    assert "after 1000" in style.description(noise.plot_decaying(losses, "1/(t + 1)"))


@pytest.mark.parametrize("fits", [True, False])
def test_no_floor_where_each_sample_can_be_fitted(fits):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(8, 4))
    targets = x @ rng.normal(size=4) + (0 if fits else rng.normal(size=8))
    best = np.mean((x @ np.linalg.lstsq(x, targets)[0] - targets) ** 2)
    w, losses = np.zeros(4), []
    for _ in range(4000):
        n = rng.integers(8)
        w -= 0.05 * (x[n] @ w - targets[n]) * x[n]
        losses.append(np.mean((x @ w - targets) ** 2) - best)
    assert (np.mean(losses[-1000:]) < 1e-10) == fits
    assert "It ends on no floor, even at a constant rate" in PAGE.line
