"""The opening and claim C14: labels thrown with dice, and the gap against samples and parameters."""

import numpy as np
import pytest

from chapters.regularization import overfitting, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.optimizers import Adam
from tests.chapters.page import Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def gaps():
    return overfitting.gaps(LAYERS, Adam, IMAGES)


def gap(outcomes):
    return interval([each.gap for each in outcomes])


def test_the_opening_learns_dice_by_heart():
    runs = overfitting.opening(LAYERS, Adam, IMAGES)
    assert all(run[-1, 0] == 1 for run in runs.values())
    accuracy = [run[-1, 1] for run in runs.values()]
    assert (np.diff(accuracy) < 0).all()
    assert f"it falls from {100 * accuracy[0]:.0f} % to {100 * accuracy[-1]:.0f} %" in PAGE.line
    best = runs[0.6][:, 1].argmax()
    words = (
        f"on {100 * runs[0.6][best, 1]:.0f} % of new digits, after {overfitting.EVERY * best} steps, and then forgets"
    )
    assert words in PAGE.line
    text = style.description(overfitting.plot_opening(runs, 1.0))
    assert "100 % of the training images and 8 % of the new images" in text


def test_dice_throw_about_the_share_that_is_asked_for():
    rng = np.random.default_rng(0)
    x, labels = training.few(IMAGES, 800, rng, 0.3)
    places = [np.flatnonzero((IMAGES.train_x == each).all(axis=1))[0] for each in x]
    wrong = (IMAGES.train_labels[places] != labels).mean()
    assert 0.2 < wrong < 0.34  # nine in ten of what is thrown


def test_c14_samples_close_the_gap(gaps):
    found = {count: gap(runs) for count, runs in gaps["samples"].items()}
    for one, other in zip(overfitting.SIZES[:-1], overfitting.SIZES[1:], strict=True):
        assert found[one][0] > found[other][0]
    assert "| clean labels, samples | 25 | 100 | 800 |" in PAGE.claim("C14")
    assert PAGE.cells("gap") == [told(found[count], 2) for count in (25, 100, 800)]
    assert PAGE.table_row("gap") in PAGE.claim("C14")
    assert training.mean_of(gaps["samples"][800], "train_accuracy") == pytest.approx(1, abs=5e-4)
    assert f"{100 * training.mean_of(gaps['samples'][800], 'test_accuracy'):.1f} % of new ones" in PAGE.line


def test_c14_parameters_do_not_open_it_for_good(gaps):
    clean, noisy = gaps["parameters"], gaps["parameters, 30 % dice"]
    rows = [[f"{count:,}", told(gap(clean[count]), 2), told(gap(noisy[count]), 2)] for count in clean]
    assert PAGE.table("| parameters | clean labels | 30 % random |") == rows
    for found in (clean, noisy):
        assert gap(found[610])[0] > gap(found[160])[0]
    assert gap(gaps["parameters"][9610])[0] < gap(gaps["parameters"][610])[0]
    assert training.mean_of(gaps["parameters"][160], "train_accuracy") < 0.5


def test_number_of_parameters():
    network = training.new_network(LAYERS, 8, np.random.default_rng(0))
    assert sum(array.size for array in network.params.values()) == overfitting.parameters(8) == 610


def test_pictures(gaps):
    for changes in gaps:
        assert "The gap between them" in style.description(overfitting.plot_gaps(gaps, changes))
