"""The opening on two moons and claim C24."""

import numpy as np
import pytest

from chapters.forward import depth
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions import backward
from solutions.forward import Affine, forward_pass, relu
from tests.chapters.page import Page, told

PAGE = Page("forward")
LAYERS = (backward.Affine, backward.ReLU, backward.SoftmaxCrossEntropy)


@pytest.fixture(scope="module")
def learned():
    return depth.train_depths(*LAYERS)


def test_opening(learned):
    straight = [learned[layers, False] for layers in depth.DEPTHS]
    assert all(0.86 < each.accuracy < 0.885 for each in straight)
    assert learned[1, True].accuracy == learned[1, False].accuracy
    assert f"{100 * learned[1, False].accuracy:.1f} %" in PAGE.line
    assert f"{learned[10, False].parameters:,} parameters, one has {learned[1, False].parameters}" in PAGE.line
    assert f"three layers, {100 * learned[3, True].accuracy:.1f} %" in PAGE.line
    assert all(learned[layers, True].accuracy > 0.96 for layers in depth.DEPTHS[1:])


@pytest.mark.parametrize("layers", [1, 10])
def test_opening_border_is_straight(learned, layers):
    """What separates the classes is an affine function of the place: its second differences are 0."""
    margins = learned[layers, False].margins
    assert np.abs(np.diff(margins, 2, axis=0)).max() < 1e-12 * np.abs(margins).max()
    assert np.abs(np.diff(margins, 2, axis=1)).max() < 1e-12 * np.abs(margins).max()
    assert np.abs(np.diff(learned[3, True].margins, 2, axis=1)).max() > 1e-3 * np.abs(margins).max()


def test_c24_composed_map_equals_the_network():
    errors = depth.composition_errors(Affine, [2, 5, 10, 20, 50])
    assert errors.shape == (20, 5)
    assert errors.max() < 1e-12
    assert errors.max(axis=0)[[0, -1]] == pytest.approx([6.3e-16, 4.7e-15], rel=0.5)


def test_c24_rank_is_that_of_the_narrowest_layer():
    assert depth.ranks(Affine, 32, 5) == 5
    assert depth.ranks(Affine, 32, 32) == 32


def test_c24_with_a_relu_no_affine_map_fits():
    shares = 100 * depth.unexplained(Affine, relu)
    assert f"{told(interval(shares))} % of the variance stays unexplained" in PAGE.line
    theory = 1 - 0.25 / (0.5 - 1 / (2 * np.pi))
    assert f"theory says {100 * theory:.1f} %" in PAGE.line
    fitted = 33 / 1000  # 32 weights and a bias fit as much of any noise
    assert f"explains {100 * fitted:.1f} % of any noise, which leaves {100 * theory * (1 - fitted):.1f} %" in PAGE.line
    mean, half = interval(shares)
    assert abs(mean - 100 * theory * (1 - fitted)) < half
    assert depth.unexplained(Affine, lambda z: z, seeds=3).max() < 1e-24


def test_c24_no_depth_bends_the_line():
    x, labels = depth.two_moons()
    found = [
        depth.train_network(*LAYERS, layers, False, seed).accuracy(x, labels)
        for layers in (1, 3, 10)
        for seed in range(10)
    ]
    assert f"between {100 * min(found):.1f} % and {100 * max(found):.1f} %" in PAGE.line


def test_exclusive_or_by_hand():
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    W1, b1, W2, b2 = np.ones((2, 2)), np.array([0.0, -1.0]), np.array([[1.0], [-2.0]]), np.zeros(1)
    kept = forward_pass(x, [(W1, b1), (W2, b2)])
    assert kept[1].tolist() == [[0, -1], [1, 0], [1, 0], [2, 1]]
    assert kept[2].tolist() == [[0, 0], [1, 0], [1, 0], [2, 1]]
    assert kept[3].ravel().tolist() == [0, 1, 1, 0]
    ones = np.column_stack([x, np.ones(4)])
    assert ones @ np.linalg.lstsq(ones, kept[3])[0] == pytest.approx(np.full((4, 1), 0.5))


@pytest.mark.parametrize(
    ("layers", "active", "words"), [(10, False, "straight"), (3, True, "bent"), (1, True, "straight")]
)
def test_picture_tells_what_is_seen(learned, layers, active, words):
    assert words in style.description(depth.plot_depth(learned, layers, active))
