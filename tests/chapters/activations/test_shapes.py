"""Claims C33 and C25: the activations one by one."""

import numpy as np
import pytest

from chapters.activations import shapes
from chapters.shared import style
from solutions.activations import LeakyReLU, Softplus, Tanh
from solutions.backward import ReLU, Sigmoid
from tests.chapters.page import Page

PAGE = Page("activations")

LAYERS = {
    "sigmoid": Sigmoid(),
    "tanh": Tanh(),
    "ReLU": ReLU(),
    "leaky ReLU, $a = 0.01$": LeakyReLU(0.01),
    "softplus": Softplus(),
    "SiLU": shapes.SiLU(),
    "GELU": shapes.GELU(),
}
RANGES = {
    "sigmoid": (0, 1, "$(0, 1)$"),
    "tanh": (-1, 1, "$(-1, 1)$"),
    "ReLU": (0, np.inf, r"$[0, \infty)$"),
    "leaky ReLU, $a = 0.01$": (-np.inf, np.inf, r"$(-\infty, \infty)$"),
    "softplus": (0, np.inf, r"$(0, \infty)$"),
    "SiLU": (-0.278, np.inf, r"$[-0.278, \infty)$"),
    "GELU": (-0.170, np.inf, r"$[-0.170, \infty)$"),
}


@pytest.mark.parametrize("name", LAYERS)
def test_c33_the_table_is_what_is_measured(name):
    found = shapes.properties(LAYERS[name])
    low, high, words = RANGES[name]
    dips = name in ("SiLU", "GELU")
    assert found.rises == (not dips)
    assert found.lowest == pytest.approx(low if np.isfinite(low) else -0.3, abs=5e-4 if dips else 1e-9)
    assert found.highest == pytest.approx(min(high, 30), abs=1e-9)
    left, right = found.slope_left_of_zero, found.slope_right_of_zero
    slope = f"{left:.3g}" if np.isclose(left, right, atol=1e-6) else f"{left:g} or {right:g}"
    distance = shapes.distance_from_identity(LAYERS[name])
    digits = "0.0003" if name == "tanh" else f"{distance:.3f}".rstrip("0")
    assert distance == pytest.approx(float(digits), abs=5e-4)
    value = f"{found.value_at_zero:.3g}"
    assert f"| {name} | {words} | {found.largest_slope:.3g} | {value} | {slope} | {digits} |" in PAGE.line


@pytest.mark.parametrize("name", ["SiLU", "GELU"])
def test_smooth_relatives_have_the_slopes_that_they_report(name):
    layer, x = LAYERS[name], np.linspace(-8, 8, 161)[np.newaxis]
    numerical = (layer.forward(x + 1e-5) - layer.forward(x - 1e-5)) / 2e-5
    layer.forward(x)
    before = layer.backward(np.ones_like(x))
    layer.forward(-x, train=False)
    np.testing.assert_array_equal(layer.backward(np.ones_like(x)), before)
    np.testing.assert_allclose(before, numerical, atol=1e-9)


def test_c33_only_tanh_is_near_the_identity_around_zero():
    found = {name: shapes.properties(layer) for name, layer in LAYERS.items()}
    both = [
        name
        for name, each in found.items()
        if each.value_at_zero == 0 and each.slope_left_of_zero == each.slope_right_of_zero == 1
    ]
    assert both == ["tanh"]
    assert shapes.distance_from_identity(Tanh(), 0.01) < 1e-6
    _, slopes = shapes.value_and_slope(Tanh(), np.array([-0.01, 0.01]))
    assert np.abs(slopes).min() > 0.99  # so the slope is about 1 near 0, and not about x


def test_c33_one_sigmoid_unit_with_a_squared_error_is_not_convex():
    ends, middle = (shapes.value_and_slope(Sigmoid(), np.array(places))[0] for places in ([0.0, 6.0], [3.0]))
    assert 0.5 * middle[0] ** 2 > 0.5 * (ends**2).mean() + 0.1


def test_softmax_is_in_the_unit_interval_and_its_slope_is_a_matrix():
    from solutions.backward import SoftmaxCrossEntropy

    layer, logits = SoftmaxCrossEntropy(), np.random.default_rng(0).normal(size=(1, 4))
    layer.forward(logits, np.array([0]))
    p = layer.probabilities[0].copy()
    assert (p > 0).all()
    assert (p < 1).all()
    assert p.sum() == pytest.approx(1)
    for j in range(4):
        moved = logits.copy()
        moved[0, j] += 1e-6
        layer.forward(moved, np.array([0]))
        assert (layer.probabilities[0] - p) / 1e-6 == pytest.approx(p * ((np.arange(4) == j) - p[j]), abs=1e-5)


def test_c25_a_large_change_of_a_weight_moves_a_saturated_sigmoid_little():
    far = np.array([6.0])
    moved = shapes.responses(Sigmoid(), far, 9.0)[0]
    assert f"the output moves by {moved:.4f}, a ReLU's by {shapes.responses(ReLU(), far, 9.0)[0]:.0f}" in PAGE.line


def test_c25_and_in_the_middle_it_does_not():
    sizes = np.geomspace(0.01, 50, 10_000)
    moved = shapes.responses(Sigmoid(), sizes, 9.0)
    assert f"At $x = {sizes[moved.argmax()]:.2f}$" in PAGE.line
    assert f"moves the output by {moved.max():.2f}." in PAGE.line
    for change in (0.5, 1.0, 9.0):
        moved = shapes.responses(Sigmoid(), sizes, change)
        assert (moved <= change * sizes / 4).all()
        assert (moved < 0.5).all()


@pytest.mark.parametrize("x", [-4.0, 0.0, 2.0])
def test_pictures_tell_the_slope(x):
    _, (slope,) = shapes.value_and_slope(Tanh(), np.array([x]))
    assert f"slope {slope:.4f}" in style.description(shapes.plot_activation({"tanh": Tanh()}, "tanh", x))
    assert "largest" in style.description(shapes.plot_responses(Sigmoid(), ReLU(), 4.0))


def test_figures_by_hand_on_the_page():
    assert shapes.value_and_slope(Tanh(), np.log([2.0]))[0][0] == pytest.approx(0.6)
    assert shapes.value_and_slope(Tanh(), np.log([2.0]))[1][0] == pytest.approx(0.64)
    assert shapes.value_and_slope(Softplus(), np.log([3.0]))[0][0] == pytest.approx(np.log(4))
    assert shapes.value_and_slope(Softplus(), np.log([3.0]))[1][0] == pytest.approx(0.75)
