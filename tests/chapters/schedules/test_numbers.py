"""Numbers of the page that no figure shows."""

import math

import numpy as np
from scipy.optimize import brentq

from chapters.schedules import noise
from tests.chapters.page import Page
from tests.chapters.schedules.test_figures import STEP

PAGE = Page("schedules")


def test_where_a_tenth_of_the_rate_leads():
    losses = noise.expected_losses()
    [step] = [name for name in losses if "100" in name]
    assert f"With a tenth of it from step 100 on, the loss falls to {losses[step][-1]:.3f}." in PAGE.line


def test_where_two_decays_meet():
    k = brentq(lambda k: math.exp(-k) - k, 0.1, 0.9)
    below = math.floor(k / 0.05) * 0.05
    assert f"Between {below:.2f} and {below + 0.05:.1f}: solving $e^{{-k}} = k$ gives $k = {k:.3f}$." in PAGE.line
    assert f":answer: {below:.2f}" in PAGE.text


def test_at_how_many_steps_formulas_are_compared():
    assert f"Each schedule at {len(np.append(0, STEP))} steps against TensorFlow" in PAGE.line


def test_the_standard_error_of_a_batch_twice_as_large():
    assert f"the standard error by {math.sqrt(2):.2f}." in PAGE.line
