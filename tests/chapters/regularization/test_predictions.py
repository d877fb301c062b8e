"""What the page's predictions say, and its remark on biases that decay."""

import numpy as np
import pytest

from chapters.regularization import helping, overfitting, penalties, tradeoff, training
from solutions.optimizers import Adam, Momentum
from solutions.regularization import l1_loss, l2_loss, random_shift, soft_threshold
from tests.chapters.page import Page
from tests.chapters.regularization.setting import IMAGES, LAYERS
from tests.mistakes import regularization as mistakes
from tests.mistakes import sick

PAGE = Page("regularization")


def test_the_pages_two_runs_show_no_wider_gap_with_more_parameters():
    found = overfitting.gaps(LAYERS, Adam, IMAGES, seeds=range(2))["parameters"]
    gaps = {count: training.mean_of(runs, "gap") for count, runs in found.items()}
    assert gaps[9610] < gaps[160] < gaps[610] == max(gaps.values())


def test_without_a_penalty_as_many_features_as_samples_are_worst():
    found = tradeoff.descents()[0.0][:, 1]
    assert tradeoff.FEATURES[found.argmax()] == tradeoff.SAMPLES == 40
    assert found[0] < found.max() / 10


def test_the_share_of_zeros():
    losses = {"L1": l1_loss, "L2": l2_loss}
    sparse = penalties.linear(LAYERS, losses, soft_threshold, IMAGES, "L1, soft threshold", 0.01)
    assert f":answer: {100 * sparse.zeros:.0f}\n:within: 8\n:unit: %" in PAGE.text
    by_gradient = [
        penalties.linear(LAYERS, losses, soft_threshold, IMAGES, "L1, gradient", strength).zeros
        for strength in penalties.STRENGTHS
    ]
    assert max(by_gradient) == 0


def test_the_shift_saves_moved_digits():
    changes = helping.on_digits(random_shift)
    chosen = {name: changes[name] for name in (helping.NONE, "shift 1")}
    for seeds in (range(2), training.SEEDS):
        found = helping.digits_accuracy(LAYERS, Adam, IMAGES, chosen, seeds)["moved by one pixel"]
        assert found[helping.NONE].mean() == pytest.approx(100 / 3, abs=2)
        assert helping.gains(found)["shift 1"].mean() == pytest.approx(48, abs=4)
    assert ":answer: 48\n:within: 8\n" in PAGE.text


@pytest.mark.parametrize("dice", [0.0, 0.3])
def test_decayed_biases_do_not_show_on_digits(dice):
    found = [
        [
            100 * run.outcome.test_accuracy
            for run in penalties.study(LAYERS, lambda: Momentum(0.05), loss, IMAGES, (0.01, 0.03), dice=dice)[strength]
        ]
        for loss in (l2_loss, sick(mistakes, "l2-on-biases").l2_loss)
        for strength in (0.01, 0.03)
    ]
    without, with_them = np.mean(found[:2], axis=1), np.mean(found[2:], axis=1)
    assert np.abs(without - with_them).max() < 0.5
    assert "the accuracy is the same to half a point" in PAGE.line
