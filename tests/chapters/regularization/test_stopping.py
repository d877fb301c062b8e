"""Claim C32: early stopping against training to the end; and the bowl in which it resembles an L2 penalty."""

import numpy as np
import pytest

from chapters.regularization import stopping, training
from chapters.shared import style
from solutions.optimizers import Momentum
from solutions.regularization import EarlyStopping
from tests.chapters.page import Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def runs():
    return [stopping.watched(LAYERS, Momentum, IMAGES, seed) for seed in training.SEEDS]


def test_c32_gains(runs):
    found = {patience: stopping.summary(EarlyStopping, runs, patience) for patience in (1, 5, 10, 40)}
    five, box = found[5], PAGE.claim("C32")
    assert f"With patience 5, after {told(five['epochs'], 1)} epochs" in box
    assert f"{told(five['gain'], 2)} nats lower, {told(five['accuracy'], 1)} percentage points" in box
    assert f"With patience 1, after {told(found[1]['epochs'], 1)} epochs: {told(found[1]['gain'], 2)}" in box
    assert f"With patience 40, after {told(found[40]['epochs'], 1)} epochs: {told(found[40]['gain'], 2)}" in box
    assert found[40]["gain"] == found[10]["gain"]
    assert five["epochs"][0] < 0.27 * stopping.EPOCHS  # three quarters of the time are saved


def test_the_run_of_the_page(runs):
    best = {patience: stopping.replay(EarlyStopping, runs[0], patience).best for patience in stopping.PATIENCES}
    assert best[1] < best[5]
    assert best[2] < best[5]
    assert len({best[patience] for patience in (5, 10, 20, 40)}) == 1


def test_restoring_brings_back_the_best_epoch(runs):
    found = stopping.replay(EarlyStopping, runs[0], 5)
    assert found.best == np.argmin(runs[0].validation[: found.stopped + 1])
    assert found.test_loss == pytest.approx(runs[0].test[found.best])
    assert stopping.at_the_end(runs[0])[0] == pytest.approx(runs[0].test[-1])


def test_the_bowl():
    curvature = np.geomspace(1e-3, 5, 200)
    for steps in (10, 30, 100, 300, 1000):
        w = 0.0
        for _ in range(steps):
            w -= stopping.BOWL_RATE * 0.7 * (w - 2.0)
        assert w == pytest.approx(2 * stopping.kept_after(steps, 0.7, stopping.BOWL_RATE))
        penalty = 1 / (stopping.BOWL_RATE * steps)
        gap = np.abs(
            stopping.kept_after(steps, curvature, stopping.BOWL_RATE) - stopping.kept_under(penalty, curvature)
        )
        assert gap.max() < 0.235
        assert gap[0] < 0.01
        assert f"{steps} steps" in style.description(stopping.plot_bowl(steps))
    assert "never differ by more than 0.23" in PAGE.line
    w = stopping.kept_under(0.3, 0.7) * 2
    assert 0.7 * (w - 2) + 0.3 * w == pytest.approx(0)


def test_pictures(runs):
    text = style.description(stopping.plot_stopping(EarlyStopping, runs[0], 5))
    assert "With patience 5 training stops after epoch" in text
