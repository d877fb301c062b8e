"""What the listings of the page compute is right, and what the text says of them is so."""

import numpy as np
import pytest

from chapters.activations import shapes
from solutions.backward import numerical_gradient
from tests.chapters.listings import run
from tests.chapters.page import Page

PAGE = Page("activations")
PRINTED, NAMES = run(PAGE)


def test_the_gradient_of_learned_slopes():
    X, Y_bar = np.array([[1.0, -2.0], [3.0, -4.0]]), np.array([[1.0, 10.0], [-100.0, 1.0]])
    numerical = numerical_gradient(lambda a: np.sum(Y_bar * np.where(X > 0, X, a * X)), np.array([0.1, 0.25]))
    assert NAMES["slopes_bar"].tolist() == [0, -24]
    assert numerical == pytest.approx(NAMES["slopes_bar"])


def test_silu():
    heights, slopes = shapes.value_and_slope(shapes.SiLU(), NAMES["inputs"])
    np.testing.assert_allclose(NAMES["silu"], heights)
    assert slopes[1] == pytest.approx(0, abs=1e-3)
    found = shapes.properties(shapes.SiLU())
    assert f"falls to $-{-found.lowest:.3f}$" in PAGE.line
    assert f"slope climbs to {found.largest_slope:.1f}" in PAGE.line


def test_one_layer_stretches_its_gradient_by_1_on_average_and_by_less_than_2():
    assert NAMES["stretched"] == pytest.approx(1, abs=0.05)
    assert 1.8 < NAMES["largest"] < 2


def test_clipping_keeps_the_direction():
    assert " ".join(PRINTED[3].split()) == "5.0 [[0.6 0. ] [0. 0. ]] [0. 0.8]"


def test_a_block_with_a_learned_weight_lets_the_gradient_through_at_first():
    assert PRINTED[4] == "True True\n"


def test_the_local_map_is_the_network():
    assert PRINTED[5].endswith("True\n")
    assert ((NAMES["near"] @ NAMES["W1"] > 0) == NAMES["on"]).all()
    assert 0 < NAMES["on"].sum() < 8


def test_max_pooling_routes():
    assert PRINTED[6].split("]] ") == ["[[5. 2.", "[[ 0. 10. 20.  0.]]\n"]
