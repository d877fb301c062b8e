"""Claim C40: accuracy with and without each augmentation; and what helps rare classes."""

import numpy as np
import pytest

from chapters.regularization import helping, imbalance, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.optimizers import Adam, Momentum
from solutions.regularization import label_shuffle, pca_jitter, random_shift
from tests.chapters.page import CHAPTERS, Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def on_digits():
    return helping.digits_accuracy(LAYERS, Adam, IMAGES, helping.on_digits(random_shift))


@pytest.fixture(scope="module")
def recalls():
    return imbalance.study(label_shuffle, LAYERS, Momentum, IMAGES)


def gains(found):
    return {name: interval(values) for name, values in helping.gains(found).items()}


def test_c40_digits(on_digits):
    still, moved = gains(on_digits["in the middle"]), gains(on_digits["moved by one pixel"])
    for name in still:
        assert f"| {name} | {told(still[name], 1)} | {told(moved[name], 1)} |" in PAGE.claim("C40")
    without = [told(interval(found[helping.NONE]), 1) for found in on_digits.values()]
    assert f"Without: {without[0]} % of the digits, {without[1]} % of the moved ones" in PAGE.claim("C40")


def test_c40_what_hurts_and_what_helps(on_digits):
    still, moved = gains(on_digits["in the middle"]), gains(on_digits["moved by one pixel"])
    for name in ("flip ↔", "flip ↕", "rotation 180°", "shift 1"):
        assert still[name][0] < -still[name][1]
    assert [name for name, (mean, half) in still.items() if mean > half] == ["rotation 15°"]
    assert moved["shift 1"][0] > 40
    accuracy = on_digits["moved by one pixel"]
    assert accuracy["shift 1"].mean() > 2 * accuracy[helping.NONE].mean()


def test_c40_pieces_of_photographs():
    found = helping.pieces_accuracy(LAYERS, Adam, helping.on_pieces(pca_jitter))["photographs"]
    assert f"{told(interval(found[helping.NONE]), 1)} % of the pieces" in PAGE.claim("C40")
    assert PAGE.table("| change | gain on pieces |") == [[name, told(gain, 1)] for name, gain in gains(found).items()]
    assert "| change | gain on pieces |" in PAGE.claim("C40")
    mean, half = gains(found)["flip ↔"]
    assert mean > half


def test_the_notebook_tells_how_rare_they_are():
    notebook = (CHAPTERS.parent / "solutions" / "regularization.py").read_text(encoding="utf-8")
    assert f"{imbalance.COMMON} images each against {imbalance.RARE}" in notebook


def test_rare_classes(recalls):
    rare = {name: interval(100 * found[:, 1::2].mean(axis=1)) for name, found in recalls.items()}
    common = {name: 100 * found[:, ::2].mean() for name, found in recalls.items()}
    assert f"{told(rare['as they are'], 1)} % with the data as they are" in PAGE.line
    assert f"{told(rare['label shuffle'], 1)} % with label shuffle" in PAGE.line
    assert f"{told(rare['weighted loss'], 1)} % with a weighted loss" in PAGE.line
    assert "that of common ones {:.1f}, {:.1f} and {:.1f} %".format(*common.values()) in PAGE.line
    for method in ("label shuffle", "weighted loss"):
        gain = 100 * (recalls[method] - recalls["as they are"])[:, 1::2].mean(axis=1)
        mean, half = interval(gain)
        assert mean > half


def test_both_remedies_have_the_same_gradient_over_all_the_data():
    x, labels = imbalance.unbalanced(IMAGES, np.random.default_rng(0))
    assert np.bincount(labels).tolist() == [60, 4] * 5
    plain = training.new_network(LAYERS, 8, np.random.default_rng(1))

    def loss():
        return imbalance.Weighted(LAYERS[2], 1 / np.bincount(labels))

    weighted = training.new_network((*LAYERS[:2], loss), 8, np.random.default_rng(1))
    order = label_shuffle(labels, np.random.default_rng(2))  # 60 is a multiple of 4: every rare image 15 times
    balanced = plain.gradients(x[order], labels[order])
    for name, gradient in weighted.gradients(x, labels).items():
        np.testing.assert_allclose(gradient, balanced[name], atol=1e-12)


def test_a_batch_divided_by_its_own_weight_gives_rare_classes_less_than_half():
    rng = np.random.default_rng(0)
    _, labels = imbalance.unbalanced(IMAGES, rng)
    weights, rare = 1 / np.bincount(labels)[labels], labels % 2 == 1
    drawn = np.array([rng.choice(len(labels), imbalance.BATCH, replace=False) for _ in range(5000)])
    shares = (weights * rare)[drawn].sum(axis=1) / weights[drawn].sum(axis=1)
    assert f"{100 * shares.mean():.0f} % of the weight on average" in PAGE.line
    assert np.mean(shares == 0) == pytest.approx(1 / 9, abs=0.015)
    assert "one batch in nine has no rare digit" in PAGE.line


def test_pictures(on_digits, recalls):
    for test in on_digits:
        assert "flip ↕" in style.description(helping.plot_gains(on_digits, test))
    for method in imbalance.METHODS:
        assert method in style.description(imbalance.plot_recalls(recalls, method))
