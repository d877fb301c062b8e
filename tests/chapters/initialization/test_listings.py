"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import numpy as np
import pytest

from chapters.initialization import training
from tests.chapters.listings import numbers, run
from tests.chapters.page import Page

PAGE = Page("initialization")


@pytest.fixture(scope="module")
def said():
    return run(PAGE)[0]


def test_twins_have_two_equal_columns(said):
    twins, others = np.reshape(numbers(said[0]), (2, 3, 2))
    np.testing.assert_array_equal(twins[:, 0], twins[:, 1])
    assert (others[:, 0] != others[:, 1]).all()


def test_a_sum_does_not_ask_whether_its_inputs_depend_on_each_other(said):
    measured, formula = numbers(said[1])
    assert formula == 3.25
    assert measured == pytest.approx(formula, rel=0.02)


def test_a_leaky_relu_has_a_factor_of_its_own(said):
    (wrong, large), (right, last) = (numbers(line) for line in said[2].splitlines())
    assert wrong == round(np.sqrt(1.25), 2) == 1.12
    assert right == pytest.approx(1, abs=0.011)
    assert 100 < large < 1000
    assert last < 3
    assert "each layer gains $\\sqrt{1.25} = 1.12$, which 50 layers turn into hundreds" in PAGE.line


def test_residual_blocks_double_unless_they_share(said):
    (measured, formula), (shared, theory) = (numbers(line) for line in said[3].splitlines())
    assert 0.5 < measured / formula < 2
    assert formula == pytest.approx(2**50, rel=0.05)
    assert shared == pytest.approx(theory, rel=0.1)


def test_the_last_bias_gives_the_frequencies(said):
    first, second = (numbers(line)[0] for line in said[4].splitlines())
    assert f"The loss begins at {second} instead of {first}" in PAGE.line
    assert first == round(np.log(3), 3)


def test_a_network_without_hidden_units_may_start_at_0():
    images, rng = training.data(), np.random.default_rng(0)
    w, b = np.zeros((64, 10)), np.zeros(10)
    for _ in range(200):
        chosen = rng.permutation(len(images.train_x))[:64]
        x, logits = images.train_x[chosen], images.train_x[chosen] @ w + b
        delta = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True) - np.eye(10)[images.train_labels[chosen]]
        w -= 0.1 * x.T @ delta / 64
        b -= 0.1 * delta.mean(axis=0)
    right = np.mean((images.test_x @ w + b).argmax(axis=1) == images.test_labels)
    assert f"reads {100 * right:.0f} % of the digits after 200 steps" in PAGE.line
