"""What the listings of the page compute is right, and what the text says of them is so."""

import numpy as np
import pytest

from chapters.backward import example
from solutions.backward import SoftmaxCrossEntropy, numerical_gradient
from tests.chapters.listings import listings, run
from tests.chapters.page import Page

PAGE = Page("backward")
PRINTED, NAMES = run(PAGE)


def test_the_scalar_graph_agrees_with_the_drawn_one():
    values = example.neuron_values(**example.NEURON)
    assert [NAMES[name].bar for name in "xwb"] == pytest.approx([values[f"{name}_bar"] for name in "xwb"])
    assert "x: -0.0625  w: -0.1500  b: -0.1250\n" in PRINTED
    assert sum(bool(line) for line in listings(PAGE)[0].splitlines()) == pytest.approx(40, abs=4)
    assert "about forty lines of Python" in PAGE.line


def test_each_value_stands_after_its_parents_and_gets_all_shares_of_its_gradient():
    Value = NAMES["Value"]
    v = Value(3.0)
    middle = v * v
    middle = middle + middle * v
    last = middle * middle
    ordered = last.ordered()
    for place, value in enumerate(ordered):
        assert all(ordered.index(parent) < place for parent in value.parents)
    last.backward()
    last.backward()  # begins anew
    assert v.bar == pytest.approx(2 * (9 + 27) * (6 + 27))  # of (v^2 + v^3)^2


def test_thirty_doublings():
    assert f"31 values, {2**30} paths\n" in PRINTED


def test_gradient_of_the_tied_layer():
    X, W = NAMES["X"], NAMES["W"]
    weights = numerical_gradient(NAMES["tied_loss"], W)
    inputs = numerical_gradient(lambda x: np.sum(NAMES["Y_bar"] * (x @ W @ W.T)), X)
    np.testing.assert_allclose(NAMES["W_bar"], weights, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(NAMES["X_bar"], inputs, rtol=1e-7, atol=1e-8)


def test_one_direction_tells_the_right_gradient_from_the_one_that_lacks_a_term():
    right, wrong = map(float, PRINTED[-1].split())
    assert right < 1e-8
    assert wrong > 0.1


def test_softsign_lets_more_through_than_the_sigmoid():
    assert PRINTED[4].split("]]")[1].split() == ["[[10.", "2.5", "0.1"]
    sigmoid = 1 / (1 + np.exp(9.0))
    assert 0.01 / (sigmoid * (1 - sigmoid)) == pytest.approx(80, abs=2)
    assert "80 times smaller" in PAGE.line


def test_binary_cross_entropy_is_the_softmax_with_a_logit_that_stays_0():
    a, labels, layer = NAMES["a"], NAMES["labels"], SoftmaxCrossEntropy()
    loss = layer.forward(np.stack([np.zeros(4), a], axis=1), labels)
    np.testing.assert_allclose(NAMES["a_bar"], layer.backward()[:, 1], atol=1e-15)
    assert PRINTED[5].startswith(f"{loss:.4f}")
