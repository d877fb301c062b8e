"""Claim C01, the gallery of mistakes, the kink and the opening."""

import numpy as np
import pytest

from chapters.backward import checking
from chapters.shared import style
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet, numerical_gradient, train
from tests.chapters.page import Page

PAGE = Page("backward")
LAYERS = {"Affine": Affine, "Sigmoid": Sigmoid, "ReLU": ReLU, "SoftmaxCrossEntropy": SoftmaxCrossEntropy}
WORDS = {"Affine": "affine", "Sigmoid": "sigmoid", "ReLU": "ReLU", "SoftmaxCrossEntropy": "softmax with cross-entropy"}


def error_of(mistake, samples):
    return checking.relative_error(*checking.compare(Affine, ReLU, numerical_gradient, mistake, samples))


@pytest.fixture(scope="module")
def errors():
    return checking.layer_errors(LAYERS, numerical_gradient)


@pytest.mark.parametrize("name", LAYERS)
def test_c01_gradients_agree(errors, name):
    assert len(errors[name]) == 20
    assert errors[name].max() < 1e-9


@pytest.mark.parametrize("name", LAYERS)
def test_c01_page_quotes_the_size_of_the_errors(errors, name):
    # Rounding differs between processors: the page's figures are held to a factor of two.
    assert "in units of $10^{-11}$" in PAGE.claim("C01")
    quoted = [1e-11 * float(cell) for cell in PAGE.cells(WORDS[name])]
    assert quoted == pytest.approx([np.median(errors[name]), errors[name].max()], rel=0.5)


def test_c01_notices_a_wrong_layer():
    class Doubled(Affine):
        def backward(self, dy):
            return 2 * super().backward(dy)

    wrong = checking.layer_errors({"Affine": Doubled}, numerical_gradient, seeds=3)
    assert wrong["Affine"].min() > 0.4


@pytest.mark.parametrize("mistake", ["mean", "last", "transposed", "through", "kink"])
def test_a_batch_of_eight_shows_the_mistake(mistake):
    assert error_of(mistake, 8) > 1e-2


@pytest.mark.parametrize("mistake", ["mean", "last"])
def test_a_batch_of_one_hides_it(mistake):
    assert error_of(mistake, 1) < 1e-9


def test_right_code_in_float32_fails_the_check():
    assert error_of("none", 8) < 1e-9
    assert 1e-3 < error_of("float32", 8) < 1e-1


def test_the_faces_of_the_mistakes():
    yours, numerical = checking.compare(Affine, ReLU, numerical_gradient, "mean")
    assert yours / numerical == pytest.approx(np.full((5, 5), 1 / 8), rel=1e-6)
    yours, numerical = checking.compare(Affine, ReLU, numerical_gradient, "transposed")
    assert np.diag(yours) == pytest.approx(np.diag(numerical), rel=1e-6)
    yours, numerical = checking.compare(Affine, ReLU, numerical_gradient, "kink")
    wrong = np.abs(yours - numerical) > 1e-7 * np.abs(numerical).max()
    assert wrong[:, 2].all()
    assert wrong.sum() == 5


def test_right_code_fails_a_check_in_float32_and_across_a_kink():
    found = [
        checking.relative_error(*checking.compare(Affine, ReLU, numerical_gradient, mistake))
        for mistake in ("float32", "kink")
    ]
    assert found == pytest.approx([0.01, 0.07], rel=0.3)
    assert "about 0.01 and 0.07 in the picture of mistakes above" in PAGE.line


def test_wrong_networks_learn_and_one_beats_the_right_one():
    curves = checking.train_with_mistakes(TwoLayerNet, train)
    assert all(curve[-1] < curve[0] - 0.05 for curve in curves.values())
    assert min(curves, key=lambda letter: curves[letter][-1]) == "A"
    ends = [checking.train_with_mistakes(TwoLayerNet, train, seed) for seed in range(10)]
    below = sum(curves["A"][-1] < curves["B"][-1] for curves in ends)
    assert f"in {below} of 10" in PAGE.line


@pytest.mark.parametrize("x", [-0.2, -0.05, 0.0, 0.05, 0.2])
def test_kink_disagrees_exactly_where_the_step_reaches_over_it(x):
    text = style.description(checking.plot_kink(numerical_gradient, ReLU, x))
    assert ("disagree" in text) == (abs(x) < 0.1)


def test_pictures_tell_what_is_seen():
    curves = checking.train_with_mistakes(TwoLayerNet, train, steps=5)
    assert "right" not in style.description(checking.plot_wrong_but_learning(curves))
    assert "right" in style.description(checking.plot_wrong_but_learning(curves, reveal=True))
    for name, mistake in checking.MISTAKES:
        assert name in style.description(checking.plot_mistake(Affine, ReLU, numerical_gradient, mistake)[0])
