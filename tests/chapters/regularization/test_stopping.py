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


@pytest.fixture(scope="module")
def clean_runs():
    return [stopping.watched(LAYERS, Momentum, IMAGES, seed, dice=0.0) for seed in training.SEEDS]


def cells(found):
    mean, half = found["gain"]
    return [told(found["epochs"], 1), told((-mean, half), 2, sign=True), told(found["accuracy"], 1, sign=True)]


def test_c32_gains_with_noisy_labels(runs):
    found = {patience: stopping.summary(EarlyStopping, runs, patience) for patience in (1, 5, 10, 40)}
    for patience in (1, 5, 40):
        assert PAGE.cells(f"30 % random, {patience}") == cells(found[patience])
    assert found[40]["gain"] == found[10]["gain"]
    assert "With noisy labels, a patience of 40 gains no more than one of 10" in PAGE.claim("C32")
    assert found[5]["epochs"][0] < 0.27 * stopping.EPOCHS  # three quarters of the time are saved
    mean, half = found[5]["gain"]
    assert mean > half


def test_c32_gains_nothing_with_clean_labels(clean_runs):
    found = {patience: stopping.summary(EarlyStopping, clean_runs, patience) for patience in (1, 5, 10)}
    for patience in (1, 5, 10):
        assert PAGE.cells(f"clean, {patience}") == cells(found[patience])
        for quantity in ("gain", "accuracy"):
            mean, half = found[patience][quantity]
            assert mean <= half
    for quantity in ("gain", "accuracy"):
        mean, half = found[1][quantity]
        assert mean < -half


def test_the_run_of_the_page(runs):
    best = {patience: stopping.replay(EarlyStopping, runs[0], patience).best for patience in range(1, 41)}
    assert best[1] < best[5]
    assert best[2] < best[5]
    assert len({best[patience] for patience in range(3, 41)}) == 1
    assert "With 1 or 2, a bump on the way down is taken for the bottom. From 3 on" in PAGE.line


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
