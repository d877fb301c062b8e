"""Mixup and cutout, and the strength of a penalty chosen on validation images."""

import numpy as np
import pytest

from chapters.regularization import helping, mixing, penalties
from chapters.shared.experiments import interval
from solutions.optimizers import Adam, Momentum
from solutions.regularization import l2_loss
from tests.chapters.page import Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")


def test_cutout_erases_one_square():
    images = np.ones((50, 8, 8))
    cut = mixing.cutout(images, 3, np.random.default_rng(0))
    assert (images == 1).all()
    assert ((cut == 0).sum(axis=(1, 2)) == 9).all()
    assert len({tuple(np.argwhere(image == 0)[0]) for image in cut}) > 10


def test_cutout_costs_accuracy_on_small_digits():
    changes = {helping.NONE: helping.unchanged, "cutout": lambda images, rng: mixing.cutout(images, 3, rng)}
    found = helping.digits_accuracy(LAYERS, Adam, IMAGES, changes)["in the middle"]
    mean, half = interval(helping.gains(found)["cutout"])
    assert f"a square of 3 by 3 pixels costs {told((-mean, half))} points" in PAGE.line


@pytest.mark.parametrize(("dice", "sign"), [(0.3, 1), (0.0, -1)])
def test_mixup_resists_random_labels(dice, sign):
    without, mixed = (mixing.accuracies(LAYERS, Adam, IMAGES, alpha, dice) for alpha in (0.0, 1.0))
    mean, half = interval(mixed - without)
    assert sign * mean > half
    words = "gains {} points over {} %." if dice else "it costs {} points of {} %."
    assert words.format(told((abs(mean), half)), told(interval(without))) in PAGE.line


@pytest.mark.parametrize("dice", [0.3, 0.0])
def test_lambda_is_chosen_on_validation_images(dice):
    aside = IMAGES._replace(test_x=IMAGES.validation_x, test_labels=IMAGES.validation_labels)
    strengths = penalties.NETWORK_STRENGTHS["L2"]
    validated, tested = (
        penalties.study(LAYERS, lambda: Momentum(0.05), l2_loss, images, strengths, dice=dice)
        for images in (aside, IMAGES)
    )
    picked, promised, kept = penalties.chosen(validated, tested)
    bare = np.array([run.outcome.test_accuracy for run in tested[0.0]])
    if dice:
        assert set(picked) == {0.03}
        assert f"It reads {told(interval(100 * kept))} % of the test digits" in PAGE.line
        assert f"$\\lambda = 0$ reads {told(interval(100 * bare))} %" in PAGE.line
        assert f"promise a little more, {told(interval(100 * promised))} %" in PAGE.line
        fitted = [[run.outcome.train_accuracy for run in runs] for runs in tested.values()]
        assert (np.argmax(fitted, axis=0) == 0).all()
    else:
        assert f"the choice gains {told(interval(100 * (kept - bare)))} points" in PAGE.line
