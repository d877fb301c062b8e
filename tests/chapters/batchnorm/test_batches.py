"""Claim C13: statistics of a batch, in training and at test time; batches that are small."""

import numpy as np
import pytest

from chapters.batchnorm import batches
from chapters.batchnorm.speed import SEEDS, TUNING_SEEDS
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.batchnorm import BatchNorm, LayerNorm
from tests.chapters.batchnorm.setting import BUILD, IMAGES
from tests.chapters.page import Page, near, told

PAGE = Page("batchnorm")

NORMS = {"none": None, "batch": BatchNorm, "layer": LayerNorm}


def new(width, **options):
    return BatchNorm(np.ones(width), np.zeros(width), **options)


def test_c13_mean_and_variance_of_the_output():
    rng = np.random.default_rng(0)
    means, variances = [], []
    for _ in range(100):
        spread = np.array([100.0, 1.0, 0.01])
        x = rng.uniform(-100, 100, 3) + spread * rng.normal(size=(50, 3))
        x = x.mean(axis=0) + spread * (x - x.mean(axis=0)) / x.std(axis=0)
        y = new(3).forward(x)
        means.append(np.abs(y.mean(axis=0)).max())
        variances.append(y.var(axis=0))
        np.testing.assert_allclose(y.var(axis=0), x.var(axis=0) / (x.var(axis=0) + 1e-5), rtol=1e-8)
    assert f"{max(means):.0e}" == "4e-12"
    assert "The largest mean is $4\\times10^{-12}$" in PAGE.claim("C13")
    np.testing.assert_allclose(np.array(variances)[:, 0], 1, rtol=1e-8)
    assert np.array(variances)[:, 2].round(2).tolist() == [0.91] * 100
    assert "1 to nine digits for a standard deviation of 100, but 0.91 for 0.01" in PAGE.claim("C13")


def test_c13_a_constant_feature_becomes_nought():
    y = new(1).forward(np.full((5, 1), 3.7))
    assert (y == 0).all()


def test_c13_gamma_and_beta_can_undo_the_layer():
    x = np.random.default_rng(0).normal(3, 2, (20, 4))
    layer = BatchNorm(np.sqrt(x.var(axis=0) + 1e-5), x.mean(axis=0))
    np.testing.assert_allclose(layer.forward(x), x, rtol=1e-12)


def test_c13_the_two_modes_after_few_steps():
    epoch, five = 23, 5 * 23
    assert f"validation accuracy after {epoch} steps (one epoch) and after {five}," in PAGE.line
    assert f"momentum 0.99 after {epoch} steps, it lifts" in PAGE.line
    for momentum in (0.9, 0.99):
        for steps in (epoch, five):
            trials = [batches.after_few_steps(BUILD, BatchNorm, IMAGES, momentum, steps, seed) for seed in SEEDS]
            *told_shares, refreshed = [f"{100 * share:.1f} %" for share in np.mean(trials, axis=0)]
            assert PAGE.cells(f"{momentum}, {steps}") == told_shares
            if (momentum, steps) == (0.99, epoch):
                assert f"it lifts {told_shares[0]} to {refreshed}." in PAGE.line
            assert PAGE.table_row(f"{momentum}, {steps}") in PAGE.claim("C13")


def test_one_sample_in_company():
    moved = {size: batches.company(BatchNorm, size)[0] for size in batches.SIZES}
    assert (moved[1] == 0).all()
    assert np.abs(moved[2]).round(1).min() >= 0.9
    said = f"comes out at {moved[8].mean():.2f} on average, with a standard deviation of {moved[8].std():.2f}"
    assert said in PAGE.line
    assert set(moved[2].round()) == {-1, 1}
    spreads = [moved[size].std() for size in (2, 4, 8, 32, 128)]
    assert spreads == sorted(spreads, reverse=True)
    assert batches.company(BatchNorm, 8)[1] == pytest.approx(1, abs=0.1)
    figure = batches.plot_company(BatchNorm, 1)
    assert "standard deviation of 0.00" in style.description(figure)


def test_running_averages_are_calm_or_quick():
    noise, lag = [], []
    for momentum in (0.5, 0.9, 0.99):
        _, kept, _ = batches.running(BatchNorm, momentum)
        noise.append(kept[100 : batches.JUMP].std())
        lag.append(np.flatnonzero(kept[batches.JUMP :] > 2)[0] + 1)
    assert noise == sorted(noise, reverse=True)
    assert lag == sorted(lag)
    assert lag[-1] == 82
    assert ":answer: 82\n:within: 15\n" in PAGE.text
    assert "takes 82 steps to 2, the middle of the jump from 1 to 3" in PAGE.line
    assert round(np.log(0.5) / np.log(0.99)) == 69
    assert f"the average still stands at {batches.running(BatchNorm, 0.99)[1][batches.JUMP - 1]:.2f}" in PAGE.line
    last = batches.MOMENTA[-1]
    assert f"At {last} it has come to {batches.running(BatchNorm, last)[1][-1]:.2f} in the end" in PAGE.line
    means, kept, _ = batches.running(BatchNorm, 0.0)
    np.testing.assert_allclose(means, kept)
    assert "more than 150 steps" in style.description(batches.plot_running(BatchNorm, 0.999))


def test_small_batches():
    sizes = (2, 4, 8, 32)
    table = batches.small_batch_table(BUILD, NORMS, IMAGES, sizes, SEEDS)
    for row, size in enumerate(sizes):
        for name, cell in zip(NORMS, PAGE.cells(str(size)), strict=True):
            found = interval(100 * table[name][row])
            chaotic = name == "batch" and size < 8
            assert near(cell, found) if chaotic else cell == told(found)
    mean, half = interval(100 * (table["layer"] - table["batch"])[0])
    assert mean - half > 40
    for other in ("none", "layer"):
        mean, half = interval(100 * (table["batch"] - table[other])[-1])
        assert mean > half
        assert batches.TUNED["batch"][32] > 3 * batches.TUNED[other][32] == 3 * 0.1
    slower = [batches.small_batches(BUILD, BatchNorm, IMAGES, 32, 0.1, seed)[1] for seed in SEEDS]
    assert f"already at their rate of 0.1, with {100 * np.mean(slower):.1f} %, and more so at its own" in PAGE.line
    for other in ("none", "layer"):
        mean, half = interval(slower - table[other][-1])
        assert mean > half


@pytest.mark.parametrize("name", NORMS)
def test_batches_of_32_have_the_best_rate_of_the_grid(name):
    validation = {
        rate: np.mean([batches.small_batches(BUILD, NORMS[name], IMAGES, 32, rate, seed)[0] for seed in TUNING_SEEDS])
        for rate in batches.RATES
    }
    assert max(validation, key=validation.get) == batches.TUNED[name][32]


def test_c13_in_training_the_output_does_not_depend_on_the_scale_of_the_input():
    x = np.random.default_rng(0).normal(3, 2, (20, 4))
    np.testing.assert_allclose(new(4).forward(10 * x, train=True), new(4).forward(x, train=True), rtol=1e-4)
    assert not np.allclose(new(4).forward(10 * x, train=False), new(4).forward(x, train=False), rtol=1)
