"""The section "Why does it help?": noise behind BatchNorm, and the smoothness of the loss."""

import numpy as np
import pytest

from chapters.batchnorm import reasons, speed
from chapters.shared import style
from chapters.shared.experiments import interval
from chapters.shared.network import Sequential
from solutions.backward import Affine, SoftmaxCrossEntropy
from solutions.batchnorm import BatchNorm
from tests.chapters.batchnorm.setting import BUILD, IMAGES
from tests.chapters.page import Page, told

PAGE = Page("batchnorm")


def steps(strength):
    return [speed.steps_to(BUILD, reasons.shaken(BatchNorm, seed, strength), IMAGES, 0.1, seed) for seed in speed.SEEDS]


def test_a_shaken_network_is_less_steady_and_still_faster():
    bare = [reasons.unsteadiness(BUILD, None, IMAGES, seed) for seed in speed.SEEDS]
    plain = [reasons.unsteadiness(BUILD, BatchNorm, IMAGES, seed) for seed in speed.SEEDS]
    shaken = [reasons.unsteadiness(BUILD, reasons.shaken(BatchNorm, seed, 0.5), IMAGES, seed) for seed in speed.SEEDS]
    assert f"then move by {np.mean(shaken):.2f} standard deviations a step" in PAGE.line
    assert f"they move by {np.mean(bare):.2f}, with plain BatchNorm by {np.mean(plain):.3f}" in PAGE.line
    mean, half = interval(np.array(shaken) - np.array(bare))
    assert mean > half
    noisy = np.array(steps(0.5))
    without = np.array([speed.steps_to(BUILD, None, IMAGES, 0.1, seed) for seed in speed.SEEDS])
    assert "it needs {:.1f} ± {:.1f} steps to 90 %".format(*interval(noisy)) in PAGE.line
    assert "one {:.1f} ± {:.1f} (rate 0.1, 12 seeds)".format(*interval(without)) in PAGE.line
    mean, half = interval(without - noisy)
    assert mean > half
    assert "it takes {:.1f} ± {:.1f}.".format(*interval(steps(1.0))) in PAGE.line


PARTS = {
    "bare network": (None, 0.18),
    "mean only": (reasons.Centred, 1.0),
    "fixed γ and β": (lambda gamma, beta: reasons.Unlearned(BatchNorm(gamma, beta)), 0.56),
    "whole BatchNorm": (BatchNorm, 0.56),
}


@pytest.mark.parametrize("name", PARTS)
def test_parts_of_the_layer(name):
    norm, best = PARTS[name]
    place = speed.RATES.index(best)
    tuning = [
        np.mean([speed.steps_to(BUILD, norm, IMAGES, rate, seed) for seed in speed.TUNING_SEEDS])
        for rate in speed.RATES[place - 1 : place + 2]
    ]
    assert np.argmin(tuning) == 1
    found = [
        interval([speed.steps_to(BUILD, norm, IMAGES, rate, seed) for seed in speed.SEEDS]) for rate in (0.1, best)
    ]
    assert PAGE.cells(name) == [*(told(pair) for pair in found), f"{best:g}"]


def test_along_the_gradient():
    found = {
        norm: [reasons.along_the_gradient(BUILD, norm, IMAGES, seed) for seed in speed.SEEDS]
        for norm in (None, BatchNorm)
    }
    falls = {norm: np.mean([losses[:, -1] < losses[:, 0] for losses, _ in each]) for norm, each in found.items()}
    assert falls[BatchNorm] == 1
    assert all((np.diff(losses[:, [0, -1]]) < 0).all() for losses, _ in found[BatchNorm])
    assert f"only {100 * falls[None]:.0f} % of the walks end below" in PAGE.line
    turns = {norm: interval([turn.mean() for _, turn in each]) for norm, each in found.items()}
    assert "{:.2f} ± {:.2f} of its length with BatchNorm".format(*turns[BatchNorm]) in PAGE.line
    assert "{:.1f} ± {:.1f} without".format(*turns[None]) in PAGE.line
    picture = reasons.plot_along({"as it is": found[None][0], "with BatchNorm": found[BatchNorm][0]})
    assert "with BatchNorm, the loss goes up to" in style.description(picture)


def test_the_gradient_behind_the_shaking():
    rng = np.random.default_rng(0)
    layer = reasons.Shaken(BatchNorm(np.ones(3), np.zeros(3)), rng, 0.5)
    x, dy = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    layer.forward(x)
    plain = BatchNorm(np.ones(3), np.zeros(3))
    plain.forward(x)
    np.testing.assert_allclose(layer.backward(dy), plain.backward(layer.scale * dy))
    np.testing.assert_allclose(layer.grads["beta"], (layer.scale * dy).sum(axis=0))
    np.testing.assert_allclose(layer.forward(x, train=False), layer.norm.forward(x, train=False))


def test_the_scale_of_the_weights_does_not_matter():
    rng = np.random.default_rng(0)
    weights, x, labels = rng.normal(size=(4, 3)), rng.normal(size=(8, 4)), rng.integers(0, 3, 8)
    found = []
    for scale in (1.0, 10.0):
        layers = [Affine(scale * weights, np.ones(3)), BatchNorm(np.ones(3), np.zeros(3), epsilon=0.0)]
        network = Sequential(layers, SoftmaxCrossEntropy())
        slopes = network.gradients(x, labels)
        found.append((network.loss(x, labels, train=True), slopes["0.W"]))
        np.testing.assert_allclose(slopes["0.b"], 0, atol=1e-14)
    assert np.isclose(found[0][0], found[1][0])
    np.testing.assert_allclose(found[0][1], 10 * found[1][1], rtol=1e-9)
    np.testing.assert_allclose((found[0][1] * weights).sum(axis=0), 0, atol=1e-14)
