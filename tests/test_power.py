"""What `check_gradients` sees of errors in large gradients is what the theory says; `make bench` takes more seeds."""

import math

import pytest

from tests.layers import false_alarms
from tests.power import ERRORS, LAYERS, SIZES, at_least, is_found

SEEDS = 10


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("shape", SIZES, ids=str)
@pytest.mark.parametrize("kind", ERRORS)
def test_what_is_wrong_is_found_as_often_as_the_theory_says(layer, shape, kind):
    size = 1e-2 if kind == "in one entry" else 1e-5
    assert at_least(layer, shape, kind, size) > 0.996
    assert sum(is_found(layer, shape, kind, size, seed) for seed in range(SEEDS)) == SEEDS


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("shape", SIZES[:2], ids=str)
def test_the_share_that_is_found_grows_from_none_to_all(layer, shape):
    shares = [
        sum(is_found(layer, shape, "by chance", size, seed) for seed in range(SEEDS)) / SEEDS
        for size in (1e-8, 1e-7, 1e-6, 1e-5, 1e-4)
    ]
    assert shares == sorted(shares)
    assert shares[:2] == [0, 0]  # small arrays let it pass as well
    assert shares[3:] == [1, 1]


@pytest.mark.parametrize("layer", LAYERS)
def test_the_text_s_shares_are_the_theory_s(layer):
    assert at_least(layer, (784, 256), "in one entry", 1e-2) > 0.996
    assert at_least(layer, (784, 256), "everywhere", 1e-5) > 1 - 6e-6
    assert at_least(layer, (784, 256), "everywhere", 0.01 / math.sqrt(784 * 256)) > 1 - 2e-6


def test_right_layers_are_never_found_wrong():
    assert false_alarms(20) == []
