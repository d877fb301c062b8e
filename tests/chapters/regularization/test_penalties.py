"""Claims C15 and C31: what L1 and L2 do to gap, norm and zeros; and L2 beside weight decay."""

import numpy as np
import pytest

from autograder.checks.numerics.gradcheck import numerical_gradient, perturbed_outputs
from chapters.regularization import decay, penalties, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.optimizers import SGD, Adam, Momentum
from solutions.regularization import decayed_step, l1_loss, l2_loss, soft_threshold
from tests.chapters.page import Page, told
from tests.chapters.regularization.setting import IMAGES, LAYERS

PAGE = Page("regularization")

LOSSES = {"L1": l1_loss, "L2": l2_loss}


@pytest.mark.parametrize("loss", LOSSES.values())
def test_c15_gradients_of_the_penalties(loss):
    rng = np.random.default_rng(0)
    params = {"W": rng.uniform(0.5, 2, (3, 4)) * rng.choice([-1, 1], (3, 4)), "b": rng.normal(size=4)}
    losses = rng.uniform(size=5)
    _, grads = loss(losses, params, 0.3)
    for name, array in params.items():
        numerical = numerical_gradient(perturbed_outputs(lambda: loss(losses, params, 0.3)[0], array), array, 1.0)
        np.testing.assert_allclose(grads[name], numerical, atol=1e-9)


@pytest.mark.parametrize(
    ("dice", "head"),
    [
        (0.3, r"| 30 % random, $\lambda$ | gap | accuracy (%) | norm |"),
        (0.0, r"| clean labels, $\lambda$ | gap | accuracy (%) |"),
    ],
    ids=["30 % random", "clean"],
)
def test_c15_gap_norm_and_accuracy(dice, head):
    strengths = (0.0, 0.01, 0.03, 0.1)
    found = penalties.study(LAYERS, lambda: Momentum(0.05), l2_loss, IMAGES, strengths, dice=dice)
    gap = [interval([run.outcome.gap for run in runs]) for runs in found.values()]
    accuracy = [interval([100 * run.outcome.test_accuracy for run in runs]) for runs in found.values()]
    norm = [np.mean([run.norm for run in runs]) for runs in found.values()]
    columns = [map("{:g}".format, strengths), [told(each, 2) for each in gap], [told(each, 1) for each in accuracy]]
    assert (np.diff(norm) < 0).all()
    assert all(each[0] < gap[0][0] for each in gap[1:])
    if dice:
        columns.append(map("{:.1f}".format, norm))
        assert accuracy[2][0] - accuracy[0][0] == pytest.approx(15, abs=0.5)
        assert "worth 15 percentage points" in PAGE.line
    else:
        assert abs(accuracy[1][0] - accuracy[0][0]) < 0.5
    assert PAGE.table(head) == [list(row) for row in zip(*columns, strict=True)]


def test_c31_l1_is_sparse_where_the_step_can_reach_zero():
    found = {}
    for method in penalties.METHODS:
        runs = [penalties.linear(LAYERS, LOSSES, soft_threshold, IMAGES, method, 0.01, seed) for seed in training.SEEDS]
        found[method] = runs
        zero = told(interval([100 * run.zeros for run in runs]), 1)
        norm = told(interval([run.norm for run in runs]), 2)
        right = told(interval([100 * run.outcome.test_accuracy for run in runs]), 1)
        assert f"| {method} | {zero} | {norm} | {right} |" in PAGE.claim("C31")
    zeros = {method: [100 * run.zeros for run in runs] for method, runs in found.items()}
    assert max(zeros["L2"]) == max(zeros["L1, gradient"]) == 0


def test_one_weight():
    for a in (-2.0, -0.5, 0.0, 1.0, 1.5):
        w = np.linspace(-3, 3, 6001)
        best = w[np.argmin((w - a) ** 2 / 2 + np.abs(w))]
        assert soft_threshold(np.array([a]), 1.0)[0] == pytest.approx(best, abs=1e-3)
        words = style.description(penalties.plot_one_weight(soft_threshold, "L1", a)).replace("= −0.", "= 0.")
        assert f"smallest at w = {best:.3g}".replace("-", "−") in words
    assert "smallest at w = 0.75" in style.description(penalties.plot_one_weight(soft_threshold, "L2", 1.5))


@pytest.fixture(scope="module")
def twins():
    return decay.study(LAYERS, l2_loss, {"SGD": SGD, "Momentum": Momentum, "Adam": Adam}, IMAGES)


def test_l2_is_decay_under_sgd_and_not_under_adam(twins):
    for strength in decay.STRENGTHS:
        assert twins["SGD", strength].distance.max() < 1e-13
        assert twins["Momentum", strength].distance[-1] > 0.01
        assert twins["Adam", strength].distance[-1] > 0.5
        assert twins["Adam", strength].norms[-1, 1] > 1.2 * twins["Adam", strength].norms[-1, 0]
    assert f"{twins['Adam', 0.01].distance[-1]:.1f} norms apart" in PAGE.line


def test_a_step_by_hand():
    params, grads = {"W": np.array([[2.0]])}, {"W": np.array([[1.0]])}
    decayed_step(params, grads, 0.1, 0.5)
    assert params["W"][0, 0] == pytest.approx(1.8)
    assert pytest.approx(1.805) == 0.95 * 1.9  # in the wrong order
    loss, added = l2_loss(np.zeros(1), {"W": np.array([[3.0, -1.0]])}, 0.1)
    assert loss == pytest.approx(0.5)
    np.testing.assert_allclose(added["W"], [[0.3, -0.1]])


def test_pictures(twins):
    for optimizer in decay.RATES:
        left, right = decay.plot_study(twins, optimizer, 0.01)
        assert "strength 0.01" in style.description(left)
        assert "with decay" in style.description(right)
    left, _ = decay.plot_yours(l2_loss, decayed_step, LAYERS, IMAGES, 0.01)
    assert "e-1" in style.description(left)
    linear = {
        ("L1, soft threshold", 0.01): penalties.linear(
            LAYERS, LOSSES, soft_threshold, IMAGES, "L1, soft threshold", 0.01
        )
    }
    assert "of the weights are exactly 0" in style.description(
        penalties.plot_weights(linear, "L1, soft threshold", 0.01)
    )
    runs = {"clean": penalties.study(LAYERS, lambda: Momentum(0.05), l2_loss, IMAGES, (0.0, 0.01), range(1), 0.0)}
    assert "labels clean" in style.description(penalties.plot_study(runs, "clean"))
