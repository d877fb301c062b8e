"""Checks that cost little: the size of steps, blank images, and the page's listings."""

import numpy as np
import pytest

from chapters.recipe import cheap
from tests.chapters.listings import run
from tests.chapters.page import Page
from tests.chapters.recipe.setting import IMAGES, PARTS

PAGE = Page("recipe")


@pytest.fixture(scope="module")
def said():
    return run(PAGE)[0]


def test_steps_beside_weights():
    found = {rate: 1000 * ratios.mean() for rate, ratios in cheap.update_ratios(PARTS, IMAGES, range(10)).items()}
    assert f"is {found[0.1]:.0f} thousandths in the healthy network" in PAGE.line
    assert f"and {found[0.001]:.1f} thousandths where the rate is too low" in PAGE.line
    assert "too high a rate shows about one thousandth" in PAGE.line
    assert 0.5 < found[10.0] < 2  # chaotic: another processor takes it elsewhere


def test_blank_images_teach_nothing():
    train, validation = cheap.blank(PARTS, IMAGES, range(10)).mean(axis=0)
    assert f"ends at {train:.2f} nats in training and {validation:.2f} in validation" in PAGE.line


def test_a_bias_of_log_shares_costs_the_entropy(said):
    assert said[0] == "softmax [0.9  0.06 0.04], first loss 0.392 in place of 1.099\n"
    shares = np.array([0.9, 0.06, 0.04])
    entropy = -(shares * np.log(shares)).sum()
    assert f"{entropy:.3f}" == "0.392"
    others = np.random.default_rng(0).dirichlet(np.ones(3), 1000)
    assert (-(np.log(others) @ shares) > entropy).all()


def test_one_sample_and_the_outputs_that_notice(said):
    right, reshaped, centred = said[1].splitlines()
    assert right == "right [2]"
    assert reshaped != "reshape for a transpose [2]"
    assert centred == "mean over the batch [0 1 2 3 4 5]"


def test_standard_error_and_interval(said):
    spread, formula = (float(word.split()[0].rstrip(";")) for word in said[2].split("spread ")[1].split(", formula "))
    assert spread == pytest.approx(formula, rel=0.01)
    assert 0.93 < float(said[2].split("; ")[1].split("%")[0]) / 100 < 0.965


def test_the_pair_that_is_mixed_up_most(said):
    assert said[3] == "0 and 2: 9 times; precision [0.91 0.92 0.86]\n"
