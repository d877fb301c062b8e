"""Claims C05, C06 and C29: how long the steps of the adaptive rules are, and how far an average looks back."""

import numpy as np
import pytest

from chapters.optimizers import steps
from chapters.shared import style
from solutions.optimizers import SGD, AdaGrad, Adam, AdamW, RMSProp
from tests.chapters.page import Page

PAGE = Page("optimizers")

AT = np.array([10, 100, 1000])


def test_c05_adagrad_shrinks_like_one_over_the_root():
    lengths = steps.step_lengths(AdaGrad(1.0), steps.constant())
    np.testing.assert_allclose(lengths, 1 / np.sqrt(np.arange(1, 1001)), rtol=1e-8)
    assert [f"{length:.3g}" for length in lengths[AT - 1]] == ["0.316", "0.1", "0.0316"]
    assert round(lengths.sum(), 1) == 61.8
    assert PAGE.cells("AdaGrad") == ["0.316", "0.100", "0.0316", "61.8"]


@pytest.mark.parametrize("rho", [0.9, 0.99])
def test_c05_rmsprop_keeps_moving(rho):
    lengths = steps.step_lengths(RMSProp(1.0, rho), steps.constant())
    np.testing.assert_allclose(lengths, 1 / np.sqrt(1 - rho ** np.arange(1, 1001)), rtol=1e-7)
    told = [f"{length:.3f}" for length in lengths[AT - 1]]
    assert PAGE.cells(f"RMSProp, $\\rho = {rho}$") == [*told, f"{lengths.sum():.0f}"]


def test_after_a_burst_rmsprop_recovers_and_adagrad_does_not():
    adagrad = steps.step_lengths(AdaGrad(1.0), steps.burst())
    short, long = (steps.step_lengths(RMSProp(1.0, rho), steps.burst()) for rho in (0.9, 0.99))
    assert adagrad[110:] == pytest.approx(0.00315, rel=0.01)
    assert short[110] < 0.02
    assert f"RMSProp falls to {short.min():.3f}, or {long.min():.3f} with" in PAGE.line
    assert short[199] > 0.8
    assert long[199] < 0.06
    assert long[999] > 0.9


def test_while_gradients_fade_rmsprop_with_a_short_memory_does_not():
    short, long = (steps.step_lengths(RMSProp(1.0, rho), steps.fading()) for rho in (0.9, 0.99))
    np.testing.assert_allclose(short[100:], short[-1], rtol=1e-3)
    assert f"The steps stay at {short[-1]:.2f}" in PAGE.line
    assert f"RMSProp's with 0.99 shrink as well, to {long[-1]:.2f}" in PAGE.line
    assert steps.fading()[500] / steps.fading()[600] == pytest.approx(2, rel=0.01)
    assert steps.step_lengths(SGD(1.0), steps.fading())[-1] == pytest.approx(1e-3)


def test_c06_the_first_step_is_one_learning_rate_whatever_the_scale():
    scales = 10.0 ** np.arange(-6, 5)
    assert steps.first_steps(lambda: Adam(1.0), scales) == pytest.approx(1, rel=0.0101)
    assert steps.first_steps(lambda: Adam(1.0), [1e-8])[0] == pytest.approx(0.5)


def test_c06_without_correction_steps_are_longer():
    for gradients in (np.ones(1000), np.full(1000, 1e-3)):
        without = steps.uncorrected(gradients)
        assert without[0] == pytest.approx(0.1 / np.sqrt(0.001))
        np.testing.assert_allclose(without, steps.correction_factor(np.arange(1, 1001)), rtol=1e-10)
    assert (round(without[0], 3), round(without.max(), 2), without.argmax() + 1) == (3.162, 6.57, 12)
    assert PAGE.cells("any, without correction") == [f"{without[0]:.3f}"]
    assert f"to {without.max():.2f} at step {without.argmax() + 1}" in PAGE.claim("C06")
    assert f"They reach {without.max():.2f} learning rates" in PAGE.line
    assert without[1] > without[0]


def test_the_factor_of_the_correction_is_what_separates_the_two():
    gradients = np.random.default_rng(0).normal(size=100)
    corrected = steps.step_lengths(Adam(1.0, epsilon=0.0), gradients)
    factor = steps.correction_factor(np.arange(1, 101))
    np.testing.assert_allclose(steps.uncorrected(gradients), corrected * factor, rtol=1e-9)


def test_the_first_steps_at_a_larger_beta2():
    assert steps.uncorrected(np.ones(10), beta2=0.99)[0] == pytest.approx(1)
    assert steps.uncorrected(np.ones(10), beta2=0.99).max() > 1.5
    without = steps.uncorrected(np.ones(1000), beta2=0.9999)
    assert (round(without[0], 1), round(without.max(), 1)) == (10.0, 20.7)
    bottom, top = steps.plot_correction(Adam, 0.9999)[0].axes[0].get_ylim()
    assert bottom < without.min() < without.max() < top


def test_c06_without_its_mean_adam_is_rmsprop_with_correction():
    gradients = np.random.default_rng(0).normal(size=50)
    adam = steps.step_lengths(Adam(1.0, beta1=0.0, beta2=0.9, epsilon=0.0), gradients)
    rmsprop = steps.step_lengths(RMSProp(1.0, rho=0.9, epsilon=0.0), gradients)
    np.testing.assert_allclose(adam, rmsprop * np.sqrt(1 - 0.9 ** np.arange(1, 51)), rtol=1e-10)


@pytest.mark.parametrize(
    ("rho", "inside", "forget", "told", "half"),
    [(0.9, 0.65, 9.5, "18.8 ± 0.7", 0.7), (0.99, 0.63, 99.5, "195 ± 4", 4)],
)
def test_c29_three_measures_of_a_window(rho, inside, forget, told, half):
    found = [steps.window(RMSProp, rho, np.random.default_rng(seed)) for seed in range(10)]
    assert round(found[0]["inside"], 2) == inside
    assert round(found[0]["forget"], 1) == forget
    samples = np.array([each["samples"] for each in found])
    interval = 2.262 * samples.std(ddof=1) / np.sqrt(10)  # Student's t for 95 % and 9 degrees of freedom
    assert f"{samples.mean():.3g} ± {interval:.1g}" == told
    assert abs(samples.mean() - (1 + rho) / (1 - rho)) < 2 * half
    assert f"| {rho} | {100 * inside:.0f} % | {forget} | {told} |" in PAGE.claim("C29")


def test_decay_is_decoupled_in_adamw_only():
    makers = {"AdamW": lambda: AdamW(0.01, weight_decay=0.5), "Adam with L2": lambda: Adam(0.01)}
    found = steps.decayed(makers, (10.0, 0.001), np.random.default_rng(3), 0.5)
    assert np.round(found["AdamW"][-1], 2).tolist() == [0.10, 0.10]
    assert np.round(np.abs(found["Adam with L2"][-1]), 2).tolist() == [0.72, 0.0]
    assert "AdamW brings both to 0.10" in PAGE.text
    assert "leaves the noisy one at 0.72 and takes the quiet one to 0" in PAGE.line


def test_decay_by_hand():
    for make, expected in ((lambda: AdamW(0.1, weight_decay=0.5), 0.95), (lambda: Adam(0.1), 0.9)):
        weights = np.ones(1)
        gradient = np.zeros(1) if expected == 0.95 else 0.5 * weights
        make().update({"w": weights}, {"w": gradient})
        assert weights[0] == pytest.approx(expected)


def test_adam_by_hand():
    assert steps.step_lengths(Adam(1.0, 0.6, 0.8), np.array([2.0, 2.0])) == pytest.approx(1)


def test_pictures():
    optimizers = {"SGD": SGD(0.1), "AdaGrad": AdaGrad(0.1), "RMSProp": RMSProp(0.1, 0.9)}
    _, lengths = steps.plot_lengths(optimizers, "constant", 0.1)
    assert "AdaGrad 0.0316, RMSProp 1" in style.description(lengths)
    left, right = steps.plot_correction(Adam)
    assert "begin at 3.16 and reach 6.57" in style.description(left)
    assert "half of one at 1e-8" in style.description(right)
    weights, average = steps.plot_window(RMSProp, 0.9)
    assert "65 % of the weight" in style.description(weights)
    assert "20 steps after the jump" in style.description(average)
    assert "AdamW: 0.10 and 0.10" in style.description(steps.plot_decay(Adam, AdamW))
