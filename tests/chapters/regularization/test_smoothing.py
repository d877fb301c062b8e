"""Label smoothing: what it does to calibration with clean and with noisy labels."""

import numpy as np
import pytest

from chapters.regularization import smoothing, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.optimizers import Adam
from solutions.regularization import SmoothedCrossEntropy
from tests.chapters.page import Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def found():
    def make():
        return Adam(0.01)

    return {
        (dice, amount): [
            smoothing.said(LAYERS, make, lambda: SmoothedCrossEntropy(amount), IMAGES, seed, dice)  # noqa: B023
            for seed in training.SEEDS
        ]
        for dice in (0.0, 0.3)
        for amount in (0.0, 0.1)
    }


def errors(runs):
    return interval([100 * smoothing.calibration_error(*run) for run in runs])


def test_it_helps_who_is_too_sure(found):
    sure, right = (
        100 * np.mean([getattr(run, name).mean() for run in found[0.3, 0.0]]) for name in smoothing.Said._fields
    )
    assert f"it says {sure:.0f} % and is right {right:.0f} % of the time" in PAGE.line
    before, after = errors(found[0.3, 0.0]), errors(found[0.3, 0.1])
    assert after[0] < before[0] - before[1] - after[1]
    assert f"The {{term}}`calibration error` is {told(before, 1)} percentage points" in PAGE.line
    assert f"brings it down to {told(after, 1)}" in PAGE.line


def test_it_harms_who_is_not(found):
    before, after = errors(found[0.0, 0.0]), errors(found[0.0, 0.1])
    assert after[0] > before[0] + before[1] + after[1]
    assert f"it is {told(before, 1)} to begin with, and the same smoothing makes it {told(after, 1)}" in PAGE.line


def test_accuracy_hardly_moves(found):
    for dice in (0.0, 0.3):
        one, other = (np.mean([run.right.mean() for run in found[dice, amount]]) for amount in (0.0, 0.1))
        assert abs(one - other) < 0.015


def test_calibration_error_of_an_honest_and_of_a_boasting_network():
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.1, 1, 100_000)
    assert smoothing.calibration_error(confidence, rng.random(100_000) < confidence) < 0.01
    assert smoothing.calibration_error(np.full(100, 0.95), np.arange(100) < 45) == pytest.approx(0.5)


def test_where_the_gradient_is_zero():
    classes, epsilon = 10, 0.1
    logits = np.zeros((1, classes))
    logits[0, 3] = np.log((1 - epsilon + epsilon / classes) / (epsilon / classes))
    assert logits.max() == pytest.approx(4.5, abs=0.02)
    loss = SmoothedCrossEntropy(epsilon)
    loss.forward(logits, np.array([3]))
    np.testing.assert_allclose(loss.backward(), 0, atol=1e-15)


def test_by_hand():
    loss = SmoothedCrossEntropy(0.2)
    assert loss.forward(np.zeros((1, 2)), np.array([0])) == pytest.approx(np.log(2))
    np.testing.assert_allclose(loss.backward(), [[-0.4, 0.4]])


def test_pictures(found):
    assert "Backwards the first way brings P" in style.description(smoothing.plot_graph())
    runs = {"clean": {0.1: found[0.0, 0.1]}}
    assert "smoothing 0.1" in style.description(smoothing.plot_both(runs, "clean", 0.1))


def test_smoothing_over_the_other_classes_is_more_smoothing():
    classes, epsilon, label = 10, 0.1, 3
    others = np.where(np.arange(classes) == label, 1 - epsilon, epsilon / (classes - 1))
    more = epsilon * classes / (classes - 1)
    np.testing.assert_allclose(others, (1 - more) * np.eye(classes)[label] + more / classes)
    assert "$\\varepsilon K/(K-1)$" in PAGE.line
