"""What the page asks the reader: problems for pencil and paper, and the cases of the clinic."""

import numpy as np
import pytest
import sympy

from chapters.backward import clinic
from solutions import backward as right
from tests.chapters.page import Page
from tests.chapters.pencil import find
from tests.mistakes import backward as mistakes
from tests.mistakes import sick

PAGE = Page("backward")


def test_a_sure_and_wrong_answer_pushes_with_nearly_1():
    loss = right.SoftmaxCrossEntropy()
    value = loss.forward(np.array([[-6.0, 0.0, 0.0]]), np.array([0]))
    assert f"The *loss* is about {value:.1f} there" in PAGE.line
    assert loss.backward()[0, 0] == pytest.approx(-1, abs=0.002)


def test_the_shape_of_a_gram_matrix():
    x = np.ones((5, 3))
    assert find("backward", "Which shape has").shape(N=5, D=3) == (x.T @ x).shape
    bar = np.arange(9.0).reshape(3, 3)
    numerical = right.numerical_gradient(lambda x: (x.T @ x * bar).sum(), x)
    assert np.allclose(numerical, x @ bar + x @ bar.T)


def test_the_slope_of_a_function_that_uses_its_input_twice():
    x, s = sympy.symbols("x s", real=True)
    sigma = 1 / (1 + sympy.exp(-x))
    asked = find("backward", "uses its input twice").symbolic()
    assert sympy.simplify(sympy.diff(x * sigma, x) - asked.subs({s: sigma})) == 0
    assert asked.subs(x, 0) == s


def test_the_best_step_of_a_one_sided_quotient():
    h, epsilon = sympy.symbols("h epsilon", positive=True)
    [best] = sympy.solve(sympy.diff(h / 2 + 2 * epsilon / h, h), h)
    assert best == 2 * sympy.sqrt(epsilon)
    assert find("backward", "one-sided quotient").agrees(float(best.subs(epsilon, 2.2e-16)) * 1e8)


def test_a_difference_across_the_kink():
    slope = (max(0, 0.05 + 0.1) - max(0, 0.05 - 0.1)) / 0.2
    assert f"- [x] {slope:.2f} It goes from" in PAGE.line


def errors(name):
    return clinic.three_checks(sick(mistakes, name).Affine) > 1e-9


def test_the_first_case_is_wrong_for_the_second_batch_alone_and_no_neighbour_is():
    assert np.array_equal(errors("affine-first-input"), [[0, 0, 0], [1, 0, 0], [0, 0, 0]])
    assert not clinic.three_checks(right.Affine).any()
    assert errors("affine-accumulates")[1:, 0].all()
    assert not errors("affine-accumulates")[0].any()
    with pytest.raises(ValueError, match="broadcast"):
        errors("affine-dw-transposed")
    assert np.array_equal(errors("affine-db-one-sample"), [[0, 1, 0]] * 3)


def ratios(name, samples):
    network = sick(mistakes, name).TwoLayerNet
    return clinic.ratios(network, right.numerical_gradient, samples)


@pytest.mark.parametrize("samples", [1, 4, 16])
def test_the_second_case_shrinks_the_weights_alone_and_no_neighbour_does(samples):
    weights, biases = {"W1", "W2"}, {"b1", "b2"}

    def near(found, shrunk, factor):
        return all(value == pytest.approx(factor if name in shrunk else 1, rel=1e-5) for name, value in found.items())

    assert near(ratios("affine-dw-mean", samples), weights, 1 / samples)
    assert near(ratios("affine-db-mean", samples), biases, 1 / samples)
    assert near(ratios("loss-gradient-averaged-twice", samples), weights | biases, 1 / samples)
    assert near(ratios("loss-gradient-not-averaged", samples), weights | biases, samples)
