"""The first loss, the best of many, one batch, the chart."""

import numpy as np
import pytest

from chapters.recipe import chart, habits, onebatch
from chapters.shared import style
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.initialization import he_normal
from solutions.optimizers import AdamW
from solutions.recipe import overfit_one_batch
from tests.chapters.page import Page

PAGE = Page("recipe")


@pytest.mark.parametrize("classes", habits.CLASSES)
@pytest.mark.parametrize("spread", [0.01, 0.1, 0.3])
def test_the_first_loss_to_second_order(classes, spread):
    found = np.mean([habits.first_loss(SoftmaxCrossEntropy(), classes, spread, seed) for seed in range(10)])
    assert found == pytest.approx(habits.expected_first_loss(classes, spread), rel=0.004)
    assert found == pytest.approx(np.log(classes), rel=0.06)


def test_the_first_loss_by_hand_and_for_large_logits():
    assert habits.expected_first_loss(10, 1.0) == pytest.approx(2.753, abs=5e-4)
    found = np.mean([habits.first_loss(SoftmaxCrossEntropy(), 10, 1.0, seed) for seed in range(10)])
    assert found == pytest.approx(2.753, rel=0.02)
    high = {
        k: habits.expected_first_loss(k, 1.0) / habits.first_loss(SoftmaxCrossEntropy(), k, 1.0) - 1
        for k in (2, 10, 100)
    }
    assert high[2] == pytest.approx(0.05, abs=0.005)
    assert max(abs(high[10]), abs(high[100])) < 0.025
    assert "two per cent for 10 and 100 classes, and to five for two" in PAGE.line
    assert habits.first_loss(SoftmaxCrossEntropy(), 10, 10.0) < habits.expected_first_loss(10, 10.0) / 2
    text = style.description(habits.plot_first_loss(SoftmaxCrossEntropy(), 1.0))
    assert "log K = 2.30" in text


def test_the_best_of_many():
    assert f"The best of ten shows {100 * habits.winner(10, 300).chosen:.1f} % on the 300 images" in PAGE.line
    assert f"the best of a hundred {100 * habits.winner(100, 300).chosen:.1f} %" in PAGE.line
    for tried in habits.TRIED:
        for count in habits.IMAGES:
            found = habits.winner(tried, count)
            assert found.again == pytest.approx(habits.TRUTH, abs=0.002)
            assert found.chosen <= habits.bound(tried, count) + 0.002
    assert "92.6 % right there" in style.description(habits.plot_winner(10, 300))


def test_standard_errors_of_the_page():
    assert habits.standard_error(0.9, 300) == pytest.approx(0.017, abs=5e-4)
    low, high = 90 - 196 * habits.standard_error(0.9, 300), 90 + 196 * habits.standard_error(0.9, 300)
    assert f"{low:.1f} to {high:.1f} %" in PAGE.line
    assert habits.standard_error(0.97, 300) == pytest.approx(0.0098, abs=5e-5)


PATIENTS = onebatch.mistakes(Affine, ReLU, SoftmaxCrossEntropy, AdamW, he_normal)
FOUND = ("the gradient's sign", "labels in another order than images", "a rate a thousand times too small")


@pytest.mark.parametrize("mistake", PATIENTS)
def test_what_one_batch_finds(mistake):
    losses = onebatch.losses_of(overfit_one_batch, PATIENTS[mistake])
    assert (losses[-1] > 1) == (mistake in FOUND)
    assert (losses[20] > 1) == (mistake in FOUND)
    if mistake not in FOUND:
        assert losses[-1] < 0.01
    assert f"Mistake: {mistake}." in onebatch.plot_one_batch(overfit_one_batch, PATIENTS, mistake).get_label()


@pytest.mark.parametrize("verdict", chart.VERDICTS)
def test_the_chart(verdict):
    said = chart.plot_chart(verdict).get_label()
    assert said.startswith(f"{chart.VERDICTS.index(verdict)} times yes")
    assert ("no" in said) == (verdict != "healthy")
