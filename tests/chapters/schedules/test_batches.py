"""Claims C36 and C37: the noise of a batch's gradient, and batch sizes with their own rates and with a foreign one."""

import re
from itertools import pairwise

import numpy as np
import pytest

from chapters.schedules import batches
from chapters.shared import style
from chapters.shared.data import digits
from chapters.shared.experiments import interval
from solutions.schedules import gradient_noise, minibatches, train
from tests.chapters.page import Page, near
from tests.chapters.schedules.networks import build

PAGE = Page("schedules")
SEEDS = 10
TRIED = {1: (0.01, 0.03, 0.1, 0.3), 4: (0.1, 0.3), 16: (0.1, 0.3), 64: (0.3, 1.0), 256: (0.3, 1.0), 1197: (0.3, 1.0)}


@pytest.fixture(scope="module")
def data():
    return digits(np.random.default_rng(0))


@pytest.fixture(scope="module")
def learned(data):
    found = {}
    for size, rates in TRIED.items():
        found |= batches.sweep(build, train, minibatches, data, (size,), rates, SEEDS)
    return found


@pytest.fixture(scope="module")
def gradients(data):
    network = build((64, 32, 10), np.random.default_rng(0))
    return batches.sample_gradients(network, data.train_x, data.train_labels)


def after(learning, epochs):
    return learning.accuracy[:, np.abs(learning.epochs - epochs).argmin()]


def test_c36_batches_of_one_collapse_at_the_large_batches_rate(learned):
    one, many = after(learned[1, 0.3], 3), after(learned[64, 0.3], 3)
    # Rounding differs between processors, and thousands of steps enlarge it.
    for row, found in (("1, 0.3", one), ("64, 0.3", many)):
        assert near(PAGE.cells(row)[0].removesuffix(" %"), interval(100 * found))
    assert one.mean() == pytest.approx(0.218, abs=0.06)
    assert many.mean() == pytest.approx(0.905, abs=0.02)
    assert one.max() < 0.5 < many.min()


def test_c36_batches_of_one_do_well_at_their_own_rate(learned):
    chosen = max(TRIED[1], key=lambda rate: after(learned[1, rate], 3).mean())
    assert chosen == 0.03
    (own, half), (many, other) = (interval(after(learned[key], 3)) for key in ((1, chosen), (64, 0.3)))
    assert near(PAGE.cells("1, 0.03")[0].removesuffix(" %"), (100 * own, 100 * half))
    told = re.search(r"On the test set the last has ([\d.]+ ± [\d.]+) %", PAGE.line)
    assert near(told[1], interval(100 * learned[1, chosen].test))
    assert own == pytest.approx(0.939, abs=0.012)
    assert half == pytest.approx(0.009, abs=0.008)
    assert own - half > many + other
    assert many == pytest.approx(0.905, abs=0.02)
    assert "batches of 1 lead with 93.9 to 90.5 %" in PAGE.line
    assert "At 0.03 they reach 94 % in the same three epochs." in PAGE.line
    assert learned[1, chosen].test.mean() == pytest.approx(0.96, abs=0.015)


def test_given_more_epochs_batches_of_64_are_as_accurate(learned):
    (one, half), (many, other) = interval(after(learned[1, 0.03], 3)), interval(learned[64, 0.3].accuracy[:, -1])
    told = re.search(r"eight epochs, and they have ([\d.]+ ± [\d.]+) %", PAGE.line)
    assert near(told[1], (100 * many, 100 * other))
    assert told[0] in PAGE.line
    assert f"{round(1197 / 19)} times as many steps" in PAGE.line
    assert abs(one - many) < half + other


def test_c37_noise_falls_with_the_root_of_the_batch_size(gradients):
    measured = batches.noise_of_batches(gradient_noise, gradients)
    theory = batches.standard_error(gradients, np.array(batches.SIZES))
    assert measured[:-1] == pytest.approx(theory[:-1], rel=0.03)
    assert measured[-1] == pytest.approx(0, abs=1e-12)
    assert measured == pytest.approx(list(map(float, PAGE.cells("noise"))), abs=0.01)
    root = theory[0] / np.sqrt(np.array(batches.SIZES[:4]))
    assert theory[:4] == pytest.approx(root, rel=0.04)


def test_c37_epochs_to_an_accuracy(learned):
    epochs = [batches.fastest(learned, size)[1].until(batches.LEVEL) for size in batches.SIZES]
    told = [float(cell) for cell in PAGE.cells("epochs")]
    assert epochs == pytest.approx(told, rel=0.35)
    steps = [float(cell) for cell in PAGE.cells("steps")]
    assert steps == pytest.approx(np.multiply(told, 1197) / batches.SIZES, rel=0.04)
    assert epochs[1] < 1.5 * epochs[0]
    assert all(b > a for a, b in pairwise(epochs[1:]))


def test_c37_an_optimum_in_time(learned):
    best = {size: batches.fastest(learned, size)[1] for size in batches.SIZES}
    seconds = {size: learning.until(batches.LEVEL) * learning.seconds for size, learning in best.items()}
    quickest = min(seconds.values())
    assert min(seconds[16], seconds[64]) < 2 * quickest
    assert seconds[1] > 4 * quickest
    assert seconds[1197] > 2 * quickest
    assert best[1].seconds > best[16].seconds > best[256].seconds


def test_standard_error_by_hand():
    gradients = np.array([[1.0, 0.0], [3.0, 4.0]])
    assert batches.standard_error(gradients, np.array([1, 2])) == pytest.approx([5**0.5, 0])


def test_sample_gradients_have_the_batchs_gradient_as_their_mean(gradients, data):
    network = build((64, 32, 10), np.random.default_rng(0))
    whole = network.gradients(data.train_x, data.train_labels)
    flat = np.concatenate([whole[name].ravel() for name in network.params])
    assert gradients.mean(axis=0) == pytest.approx(flat, abs=1e-12)


def test_until_is_infinite_for_what_never_gets_there():
    learning = batches.Learning(np.array([1.0, 2.0]), np.array([[0.1, 0.2], [0.95, 0.95]]), np.zeros(2), 1.0)
    assert learning.until(0.9) == np.inf
    assert learning.until(0.15) == 1.5


def test_pictures(gradients, learned):
    measured = batches.noise_of_batches(gradient_noise, gradients, draws=5)
    first, second = batches.plot_batch_size(gradients, measured, learned, 64)
    assert "batches of 64" in style.description(first)
    assert "milliseconds" in style.description(second)
    assert "batches of 1 reach" in style.description(batches.plot_rates(learned, 0.3))
    assert "distance" in style.description(batches.plot_cloud(gradient_noise, 16))
