"""The figures that the reader and the student drive."""

import numpy as np
import pytest

from chapters.backward import diagrams, figures
from chapters.shared import style
from chapters.shared.data import two_circles
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet, numerical_gradient, train


def test_the_error_follows_truncation_on_the_right_and_rounding_on_the_left():
    steps = np.array([1e-12, 1e-9, 1e-5, 1e-3, 1e-2])
    errors = figures.step_size_errors(numerical_gradient, steps)
    assert errors[3:] == pytest.approx(steps[3:] ** 2 / 6, rel=1e-3)
    assert (errors[:2] < figures.EPSILON / steps[:2]).all()
    assert (errors[:2] > 0.05 * figures.EPSILON / steps[:2]).all()


def test_best_steps_are_near_theory():
    steps = 10.0 ** np.arange(-10, -2, 0.25)
    central = figures.step_size_errors(numerical_gradient, steps)
    one_sided = figures.step_size_errors(figures.one_sided, steps)
    assert 0.1 < steps[central.argmin()] / (3 * figures.EPSILON) ** (1 / 3) < 10
    assert 0.1 < steps[one_sided.argmin()] / (2 * figures.EPSILON**0.5) < 10
    assert central.min() < 4e-11
    assert one_sided.min() > 100 * central.min()


@pytest.mark.parametrize("exponent", [-12.0, -5.0, 0.0])
def test_step_size_picture(exponent):
    error = figures.step_size_errors(numerical_gradient, np.array([10.0**exponent]))[0]
    curves = figures.step_size_curves(numerical_gradient)
    assert f"{error:.1e}" in style.description(figures.plot_step_size(curves, exponent))


def test_affine_picture_shows_what_backward_returns():
    text = style.description(figures.plot_affine(Affine, angle=90, scale=1.5, shift=1)[0])
    assert "(0.75, −1.50)" in text  # 1.5 times (1, 0.5), turned by 90 degrees to the other side


@pytest.mark.parametrize(
    ("layer", "x", "slope"), [(Sigmoid(), 0.0, "0.250"), (ReLU(), -2.0, "0.000"), (ReLU(), 2.0, "1.000")]
)
def test_activation_picture_shows_the_slope(layer, x, slope):
    assert f"slope {slope}" in style.description(figures.plot_activation(layer, x))


def test_softmax_picture():
    assert "true class 0" in style.description(figures.plot_softmax(SoftmaxCrossEntropy, np.log(2), 0)[0])
    _, gradient = figures.plot_softmax(SoftmaxCrossEntropy, 3.0, 2)
    heights = [bar.get_height() for bar in gradient.axes[0].patches]
    assert sum(heights) == pytest.approx(0, abs=1e-12)
    assert heights[2] < 0


def test_circles():
    x, labels = two_circles()
    assert x.shape == (1000, 2)
    assert np.bincount(labels).tolist() == [500, 500]
    network = TwoLayerNet(2, 8, 2, np.random.default_rng(1))
    losses = train(network, x, labels, 1.0, 20)
    loss, regions = figures.plot_circles(losses, network, x, labels)
    assert "20 steps" in style.description(loss)
    assert "of the points lie in their own" in style.description(regions)


def test_what_the_landing_page_says_about_units_and_rates():
    x, labels = two_circles(samples=300)

    def learn(units, rate):
        network = TwoLayerNet(2, units, 2, np.random.default_rng(1))
        losses = train(network, x, labels, rate, 500)
        return losses, (network.predict(x).argmax(axis=1) == labels).mean()

    assert max(learn(units, rate)[1] for units in (1, 2) for rate in (0.1, 1.0, 3.0)) < 0.65
    assert learn(8, 1.0)[1] > 0.75
    losses, _ = learn(8, 10.0)
    assert min(losses[100:]) > losses[0]


def test_a_training_that_exploded_is_still_drawn():
    x, labels = two_circles(samples=20)
    network = TwoLayerNet(2, 4, 2, np.random.default_rng(1))
    loss, _ = figures.plot_circles([1.0, np.inf, np.nan], network, x, labels)
    assert max(loss.axes[0].lines[0].get_ydata()) == 100


@pytest.mark.parametrize("plot", [value for name, value in vars(diagrams).items() if name.startswith("plot_")])
@pytest.mark.parametrize("theme", style.THEMES)
def test_diagrams_are_described(plot, theme):
    with style.theme(theme):
        assert len(style.description(plot())) > 80
