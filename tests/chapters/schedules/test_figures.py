"""Claim C39, the pictures of the schedules, and the two valleys."""

import numpy as np
import pytest

from chapters.schedules import figures
from chapters.shared import style
from solutions.schedules import (
    cosine,
    exponential,
    inverse_time,
    linear_cosine,
    natural_exponential,
    noisy_linear_cosine,
    piecewise_constant,
    polynomial,
    warmup,
)
from tests.chapters.page import Page

PAGE = Page("schedules")
ALL = [exponential, natural_exponential, inverse_time, piecewise_constant, polynomial, cosine]
ALL += [linear_cosine, noisy_linear_cosine]
STEP = np.arange(1, 61)


def test_c39_natural_is_faster_than_k_to_the_t_above_0_567_only():
    for k in np.arange(0.02, 1, 0.02):
        natural, power = natural_exponential(STEP, 1.0, k, 1), exponential(STEP, 1.0, k, 1)
        assert ((natural < power) == (k > 0.567)).all()
    assert np.exp(-0.567143290409784) == pytest.approx(0.567143290409784, rel=1e-12)
    assert "exactly for $k > 0.567$" in PAGE.line


def test_c39_natural_is_slower_than_one_minus_k_to_the_t_always():
    for k in np.arange(0.02, 1, 0.02):
        assert (natural_exponential(STEP, 1.0, k, 1) > exponential(STEP, 1.0, 1 - k, 1)).all()


def test_c39_the_printed_exponent_grows():
    assert (np.diff(np.exp(-0.5 / STEP)) > 0).all()


@pytest.mark.parametrize(("depth", "without", "with_cycle"), [(0.5, 0.303, 0.008), (1.2, 0.137, 0.0)])
def test_c39_a_cycle_can_leave_a_minimum(depth, without, with_cycle):
    assert figures.caught(polynomial, False, depth).mean() == pytest.approx(without, abs=0.0005)
    assert figures.caught(polynomial, True, depth).mean() == pytest.approx(with_cycle, abs=0.0005)
    for share in (without, with_cycle):
        assert f"{100 * share:.1f} %".replace("0.0 %", "0 %") in PAGE.line


def test_the_deep_dip_is_the_better_minimum_and_the_shallow_one_is_not():
    w = np.linspace(-1.5, -0.5, 1001)
    assert figures.landscape(w, 0.5).min() > 0 > figures.landscape(w, 1.2).min()


def test_pages_example_by_hand():
    rates = [f(2, 1.0, 0.25, 4) for f in (exponential, natural_exponential, inverse_time)]
    rates += [polynomial(2, 1.0, 4), cosine(2, 1.0, 4), linear_cosine(2, 1.0, 4, beta=0.0)]
    assert rates == pytest.approx([0.5, 0.8825, 0.8889, 0.5, 0.5, 0.25], abs=1e-4)


def test_restarts_reach_a_half_and_a_third():
    rates = polynomial(np.arange(3001), 1.0, 1000, cycle=True)
    assert rates[[1001, 2001]] == pytest.approx([1 / 2, 1 / 3], abs=1e-3)
    assert rates[[1000, 2000, 3000]] == pytest.approx([0, 0, 0])


def test_only_the_noisy_schedule_goes_below_zero():
    for decay_steps in (10, 25, 50, 100):
        for name, rates in figures.rates_of_all(ALL, decay_steps).items():
            assert (rates.min() < 0) == (name == "noisy linear cosine")
            assert rates.shape == (figures.STEPS + 1,)


def test_one_first_rate_in_six_is_negative():
    rates = noisy_linear_cosine(np.zeros(100_000, dtype=int), 0.1, 50, np.random.default_rng(0))
    assert (rates < 0).mean() == pytest.approx(1 / 6, abs=0.01)


@pytest.mark.parametrize("name", figures.NAMES)
def test_picture_of_a_schedule(name):
    rates = figures.rates_of_all(ALL, 25)[name]
    figure = figures.plot_schedules(ALL, name, 25)
    assert f"{rates[25]:.3g} at step 25" in style.description(figure)
    low, high = figure.axes[0].get_ylim()
    assert low < rates.min()
    assert rates.max() < high


def test_gallery_begins_and_ends_as_the_table_says():
    text = style.description(figures.plot_gallery(ALL))
    assert "one-cycle from 0.004 to" in text
    assert "warm-up, stable, decay from 0.004 to" in text
    assert "staircase from 0.1 to 0.05" in text
    assert len(figures.plot_gallery(ALL).axes) == 6


def test_picture_of_decays_and_warmup():
    text = style.description(figures.plot_decays(exponential, natural_exponential, inverse_time, 0.5))
    assert "natural 0.082" in text
    assert "0.01 at the first step" in style.description(figures.plot_warmup(warmup, cosine, 10))


@pytest.mark.parametrize(("depth", "end"), [(0.5, "0.40"), (1.2, "−0.30")])
def test_the_balls_way(depth, end):
    first, second = figures.plot_valleys(polynomial, cycle=False, depth=depth)
    assert "narrow valley" in style.description(first)
    assert f"loss is {end}" in style.description(second)
    out, _ = figures.plot_valleys(polynomial, cycle=True, depth=depth)
    assert "wide valley" in style.description(out)
