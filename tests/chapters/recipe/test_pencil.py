"""The problems for pencil and paper: each answer, and each number of its solution."""

import numpy as np
from scipy.optimize import brentq

from chapters.recipe import habits
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("recipe")


def entropy(q):
    """The mean loss of the right probabilities, label by label."""
    thrown = np.full(10, q / 10)
    said = thrown + (1 - q) * (np.arange(10) == 0)
    return float(-(said * np.log(said)).sum())


def test_the_best_loss_with_noisy_labels():
    assert find("recipe", "thrown with a die of ten sides").agrees(entropy)
    assert f"With $q = 0.3$ it is {entropy(0.3):.2f} nats" in PAGE.line
    train = float(PAGE.cells("noisy labels")[0].split(" ± ")[0])
    assert f"ends at about {train:.1f} in training" in PAGE.line
    assert train < entropy(0.3)


def test_no_error_among_n_images():
    problem = find("recipe", "How large can the share of its errors be")
    assert problem.agrees(lambda n: brentq(lambda e: (1 - e) ** n - 0.05, 0, 1, xtol=1e-15, rtol=1e-14))
    assert f"= {-np.log(0.05):.2f}/n$" in PAGE.line
    assert f"exactly ${100 * (1 - 0.05 ** (1 / 300)):.1f}\\,\\%$" in PAGE.line


def test_images_that_tell_two_networks_apart():
    problem = find("recipe", "From how many images each")
    needed = brentq(lambda n: 1.96 * np.sqrt(2) * habits.standard_error(0.9, n) - 0.02, 100, 10_000)
    assert problem.agrees(round(needed))
    assert f"(1.96/0.02)^2 = {needed:.0f}$" in PAGE.line
    gap = 196 * np.sqrt(2) * habits.standard_error(0.9, 300)
    assert f"have to differ by {gap:.1f} points" in PAGE.line
    half = brentq(lambda n: 1.96 * np.sqrt(2) * habits.standard_error(0.9, n) - 0.01, 100, 100_000)
    np.testing.assert_allclose(half, 4 * needed)
