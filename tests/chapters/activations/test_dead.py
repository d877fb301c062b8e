"""Claim C34: dead units, the learning rate, and a leak."""

from functools import partial

import numpy as np
import pytest

from chapters.activations import dead
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.activations import LeakyReLU
from solutions.backward import ReLU
from tests.chapters.page import Page, told

PAGE = Page("activations")


@pytest.fixture(scope="module")
def deaths():
    return {
        name: dead.count_dead(activation)
        for name, activation in {"ReLU": ReLU, "0.1": partial(LeakyReLU, 0.1), "0.01": LeakyReLU}.items()
    }


def at(deaths, name, rate):
    index = dead.RATES.index(rate)
    return deaths[name].share[-1, index], deaths[name].accuracy[index]


def test_c34_units_die_if_the_rate_is_too_high(deaths):
    shares = [at(deaths, "ReLU", rate)[0].mean() for rate in dead.RATES]
    assert max(shares[:4]) < 0.05
    assert "3 % at rates up to 1" in PAGE.line
    assert "17 % at 2, 54 % at 3." in PAGE.line
    assert ":answer: 54" in PAGE.text
    assert shares[4:] == pytest.approx([0.17, 0.54], abs=0.01)


def test_c34_a_small_rate_does_not_bring_them_back(deaths):
    before = deaths["ReLU"].share[dead.EPOCHS[0], -1].mean()
    after = deaths["ReLU"].share[-1, -1].mean()
    assert before - after < 0.1
    assert f"{100 * before:.0f} % before, {100 * after:.0f} % after" in PAGE.line
    leaky = deaths["0.1"].share[[dead.EPOCHS[0], -1], -1].mean(axis=1)
    assert f"{100 * leaky[0]:.0f} % were off before, {100 * leaky[1]:.0f} % after" in PAGE.line
    assert leaky[0] - leaky[1] == pytest.approx(before - after, abs=0.03)


def test_c34_a_leak_of_a_tenth_helps_and_one_of_a_hundredth_does_not(deaths):
    share, accuracy = at(deaths, "ReLU", 3.0)
    assert f"| ReLU | {100 * share.mean():.0f} % | {accuracy.mean():.2f} | |" in PAGE.claim("C34")
    for name in ("0.1", "0.01"):
        leaky, right = at(deaths, name, 3.0)
        spared = share - leaky
        error = spared.std(ddof=1) / np.sqrt(10)
        words = f"{100 * leaky.mean():.0f} % | {right.mean():.2f} | {told(interval(100 * spared), 0)} %"
        assert f"| leaky, $a = {name}$ | {words} |" in PAGE.claim("C34")
        assert (spared.mean() > 3 * error) == (name == "0.1")
        assert (right.mean() > accuracy.mean() + 0.1) == (name == "0.1")


def test_a_dead_unit_has_no_gradient_and_a_leaky_one_has():
    x = -np.ones((4, 1))
    for layer, gets in ((ReLU(), False), (LeakyReLU(0.1), True)):
        layer.forward(x)
        assert layer.backward(np.ones((4, 1))).any() == gets


def test_picture_tells_the_share(deaths):
    text = style.description(dead.plot_dead(deaths, "ReLU", 3.0))
    assert f"{100 * deaths['ReLU'].share[-1, -1].mean():.0f} % after 40" in text
