"""What the listings of the page compute is right, and what the text says of them is so."""

import numpy as np
import pytest

from solutions.forward import cross_entropy
from tests.chapters.listings import run
from tests.chapters.page import Page

PAGE = Page("forward")
PRINTED, NAMES = run(PAGE)


def test_the_neuron_with_the_absolute_error():
    assert PRINTED[0].split() == ["[-2.]", "-1.0", "0.5"]
    assert "the loss falls from 1 to 0.5" in PAGE.line


def test_distances_are_those_of_the_definition():
    X, C = NAMES["X"], NAMES["C"]
    assert NAMES["distances"] == pytest.approx(np.square(X[:, :, None] - C).sum(axis=1))
    assert NAMES["distances"][0, 0] == 4


def test_two_layers_are_one():
    assert PRINTED[2] == "(2, 3) True\n"


def test_one_unit_that_folds_computes_the_exclusive_or():
    assert PRINTED[3] == "[0 1 1 0]\n"


def test_binary_cross_entropy_is_that_of_two_logits():
    a, labels = NAMES["a"], NAMES["binary"]
    both = np.stack([np.zeros(3), a], axis=1)
    assert NAMES["losses"].mean() == pytest.approx(cross_entropy(both, labels), rel=1e-12)
    assert NAMES["losses"].argmax() == 1


def test_the_normal_equations_solve_the_example_by_hand():
    assert NAMES["normal"] == pytest.approx([1, 1])
    assert NAMES["direct"] == pytest.approx([1, 1])
