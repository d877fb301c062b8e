"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import numpy as np
import pytest

from chapters.batchnorm import diagrams, wines
from solutions.batchnorm import standardize
from tests.chapters.listings import listings, numbers, run
from tests.chapters.page import Page

PAGE = Page("batchnorm")
NAMES = {"np": np, "wines": wines, "standardize": standardize}


@pytest.fixture(scope="module")
def said():
    return run(PAGE, **NAMES)[0]


def test_a_layer_that_only_centres(said):
    values = numbers(said[0])
    np.testing.assert_allclose(values[:4], diagrams.X - diagrams.X.mean())
    np.testing.assert_allclose(values[4:], [-0.25, -0.25, -0.25, 0.75])
    assert "True" in said[0]


def test_an_average_that_began_at_nought(said):
    shares = numbers(said[1])
    assert shares[1] == 0.5
    assert 1 - shares[2] > 1 / 3


def test_the_gradient_of_rmsnorm_is_the_numerical_one(said):
    names = dict(NAMES)
    exec(listings(PAGE)[2], names)
    row, dy, epsilon = diagrams.X[None], np.array([[0.3, -1.0, 2.0, 0.7]]), 1e-6
    gamma = np.array([1.0, 2.0, 3.0, 4.0])
    size = names["rms_forward"](row, gamma)[1]
    found = names["rms_backward"](dy, row, gamma, size)
    for place in range(4):
        step = epsilon * np.eye(4)[place]
        up, down = (names["rms_forward"](row + sign * step, gamma)[0] for sign in (1, -1))
        assert found[0, place] == pytest.approx(((up - down) * dy).sum() / (2 * epsilon), rel=1e-6)
    gradient = numbers(said[2])[4:]
    assert f"$1 \\times ({gradient[0]}) + 7 \\times ({gradient[1]}) +" in PAGE.line
    assert diagrams.X @ names["rms_backward"](diagrams.DY[None], row, np.ones(4), size)[0] == pytest.approx(
        0, abs=1e-12
    )


def test_the_values_behind_a_mean(said):
    assert "BatchNorm (1, 6, 1, 1) 256 values" in said[3]
    assert "And 256 values make a mean from only four images" in PAGE.line
    assert "GroupNorm (4, 2) 192 values" in said[3]


def test_what_is_left_of_the_input_behind_24_blocks(said):
    pre, post = (numbers(line)[-2:] for line in said[4].splitlines())
    assert (round(np.sqrt(25), 1), round(1 / np.sqrt(25), 1)) == (5, 0.2)
    assert pre == [pytest.approx(5, rel=0.03), pytest.approx(0.2, abs=0.03)]
    assert f"{2**-12:.4f}" == "0.0002"
    assert post == [1.0, pytest.approx(2**-12, abs=0.02)]
    assert "Theory says 5 and 0.2 for pre-norm, 1 and 0.0002 for post-norm" in PAGE.line


def test_one_outlier_decides(said):
    last = numbers(said[5].splitlines()[-1])
    assert last[3] == 0.1
    assert "with the 141 they share a tenth of the interval" in PAGE.line


def test_two_remedies_for_the_hessian(said):
    raw, centred, unit = (numbers(line)[0] for line in said[6].splitlines())
    assert f"from {raw / 1e6:.0f} million to {centred / 1e3:.0f} thousand" in PAGE.line
    assert f"brings it down to {unit:.0f}." in PAGE.line


def test_raw_inputs_saturate(said):
    raw, standardized = (numbers(line)[0] for line in said[7].splitlines())
    assert raw / 0.25 < 0.01 < 0.5 < standardized / 0.25


def test_raw_targets_begin_with_their_mean(said):
    raw, centred, unit = (numbers(line)[0] for line in said[8].splitlines())
    assert unit == 0.5
    assert f"Of the raw loss {100 * (1 - centred / raw):.0f} % only says" in PAGE.line
