"""The page's NumPy: each listing prints what its formula and the prose beside it say."""

import numpy as np
import pytest

from chapters.dropout import clash, ensemble
from tests.chapters.listings import listings, numbers, run
from tests.chapters.page import Page

PAGE = Page("dropout")
GIVEN = {"np": np}


@pytest.fixture(scope="module")
def said():
    return run(PAGE, **GIVEN)[0]


def test_all_masks_of_two_inputs(said):
    assert numbers(said[0]) == [0, 2, 4, 6, 3, 5]
    assert "$z$ is 0, 2, 4 or 6. Its mean is 3" in PAGE.line


def test_one_pass_is_the_geometric_mean(said):
    geometric, one_pass, arithmetic = np.reshape(numbers(said[1]), (3, 2))
    assert (geometric == one_pass).all()
    assert np.abs(arithmetic - one_pass).max() > 0.01
    assert ensemble.means(0.5, 1.0).geometric.max() > ensemble.means(0.5, 1.0).arithmetic.max()


def test_noise_on_inputs_is_weight_decay(said):
    measured, formula = numbers(said[2])
    assert measured == pytest.approx(formula, abs=0.005)


def test_doubt_by_hand(said):
    total, single, contradiction = numbers(said[3])
    assert contradiction == pytest.approx(total - single)
    assert f"Each has an entropy of {single}" in PAGE.line
    assert f"$\\log 2 = {total}$" in PAGE.line


def test_the_shift_of_the_variance(said):
    relu, tanh = (numbers(line)[0] for line in said[4].splitlines())
    assert relu == pytest.approx(clash.ratio(0.5, clash.RELU_MEAN, clash.RELU_VARIANCE), abs=0.01)
    assert tanh == 0.5
    assert relu < tanh


def test_gaussian_dropout_is_differentiated(said):
    assert numbers(said[5])[:2] == [1.0, 0.25]
    names = dict(GIVEN)
    exec(listings(PAGE)[5], names)
    x, dy, step = np.array([[1.0, -2.0, 3.0]]), np.array([[0.5, 1.0, -1.0]]), 1e-6
    factor = names["gaussian_forward"](x, 0.2, np.random.default_rng(1))[1]
    up, down = (names["gaussian_forward"](x + h, 0.2, np.random.default_rng(1))[0] for h in (step, -step))
    np.testing.assert_allclose(names["gaussian_backward"](dy, factor), dy * (up - down) / (2 * step), rtol=1e-8)
