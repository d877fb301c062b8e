"""Claim C41 and the descent of one neuron."""

import numpy as np
import pytest

from chapters.forward import descent
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.forward import Adaline, minibatches, train
from tests.chapters.page import Page, told

PAGE = Page("forward")


def test_c41_least_squares_is_reached_in_the_steps_that_theory_asks_for():
    distances, steps = zip(*(descent.arrival(Adaline, seed) for seed in range(20)), strict=True)
    assert max(distances) < 1e-13
    # Rounding differs between processors: the page's figures are held to a factor of two.
    assert np.median(distances) == pytest.approx(1.7e-15, rel=1)
    assert f"asks for {min(steps)} to {max(steps):,} steps" in PAGE.claim("C41")
    assert r"$1.7\times10^{-15}$ (median)" in PAGE.claim("C41")


def test_c41_the_limit_of_the_learning_rate():
    assert max(descent.growth(Adaline, seed, 0.99) for seed in range(20)) < 1e-12
    above = 1.01
    assert min(descent.growth(Adaline, seed, above) for seed in range(20)) > 1e15
    assert f"| 2,000 | {above} of the limit | more than $10^{{15}}$ times the first |" in PAGE.line


def test_c41_single_samples_hover():
    for rate in (0.01, 0.002):
        distances = 100 * np.array([descent.hovering(Adaline, minibatches, seed, rate) for seed in range(10)])
        assert f"| one sample each, 200 epochs | {rate} | {told(interval(distances))} % |" in PAGE.claim("C41")
        assert distances.min() > 0.1


@pytest.mark.parametrize("seed", range(3))
def test_c41_a_copied_feature_leads_to_the_smallest_norm(seed):
    assert descent.with_a_copied_feature(Adaline, seed) < 1e-12


def test_c41_notices_a_wrong_neuron():
    class Half(Adaline):
        def step(self, x, t, learning_rate):
            self.b += 0.001
            return super().step(x, t, learning_rate)

    assert descent.arrival(Half, 0)[0] > 1e-4


def test_the_step_by_hand():
    x, t = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 3.0, 4.0])
    neuron = Adaline(1)
    neuron.w[0] = 1.0
    assert neuron.step(x, t, 0.1) == 1.0
    assert descent.position(neuron) == pytest.approx([1.4, 0.2])
    assert neuron.forward(x) - t == pytest.approx([-0.4, 0.0, 0.4])
    assert f"{np.mean((neuron.forward(x) - t) ** 2):.3f}" == "0.107"
    assert "the loss is $0.107$" in PAGE.line


def test_rates_of_the_picture():
    x, t = descent.noisy_line()
    smallest, largest = descent.curvatures(x)
    assert rf"$\lambda_{{\max}} = {largest:.2f}$ and $\lambda_{{\min}} = {smallest:.2f}$" in PAGE.line
    assert f"the limit is {2 / largest:.3f}" in PAGE.line
    solution = descent.least_squares(x, t)
    ends = {
        rate: np.linalg.norm(descent.path(Adaline, x, t, rate, 30) - solution, axis=1)[-1] for rate in descent.RATES
    }
    start = np.linalg.norm(solution)
    assert min(ends, key=ends.get) == 0.39
    assert 0.5 * start < ends[0.03] < start
    assert start < ends[0.42] < 2 * start
    assert ends[0.5] > 1000


def test_pictures_tell_what_is_seen():
    bowl, line = descent.plot_descent(Adaline, 0.5, 30)
    assert "After 30 steps" in style.description(bowl)
    assert "intercept" in style.description(line)
    x, t = descent.noisy_line()
    neuron = Adaline(1)
    losses = train(neuron, lambda: [(x, t)], 0.39, 40)
    curve, line = descent.plot_training(neuron, losses, x, t)
    assert "40 epochs" in style.description(curve)
    assert "slope 1.9" in style.description(line)
    descent.plot_training(neuron, [1.0, np.inf, np.nan], x, t)


def test_at_a_rate_beyond_the_limit_each_step_sets_out_downhill_and_ends_higher_up():
    x, t = descent.noisy_line()
    neuron = Adaline(1)
    losses = [neuron.step(x, t, 0.5) for _ in range(30)]
    assert (np.diff(losses) > 0).all()
    assert "sets out downhill: it goes too far, and ends higher up" in PAGE.line
