"""Claim C26: the pieces of a ReLU network."""

import numpy as np
import pytest

from chapters.activations import regions
from chapters.shared import style
from solutions.backward import ReLU
from tests.chapters.page import Page

PAGE = Page("activations")

SHAPES = ([16], [8, 8], [8, 8, 8])


def counts(hidden, epochs=0):
    return [regions.region_count(regions.network(ReLU, hidden, seed, epochs)) for seed in range(10)]


def test_c26_inside_a_region_the_local_map_is_the_network():
    errors = [
        regions.map_errors(regions.network(ReLU, hidden, seed), np.random.default_rng(seed))
        for hidden in SHAPES
        for seed in range(10)
    ]
    assert max(inside for inside, _ in errors) < 1e-13
    outside = min(outside for _, outside in errors)
    assert f"elsewhere they differ by {outside:.2f} or more" in PAGE.claim("C26")


def test_c26_number_of_regions():
    one, two, trained = counts([16]), counts([8, 8]), counts([8, 8], epochs=50)
    assert max(one) <= regions.most_regions(16) == 137
    assert "137 for 16 lines" in PAGE.line
    # After training the counts depend on rounding in 500 steps; their median less so.
    for name, found in (("16", one), ("8 + 8", two), ("8 + 8, trained", trained)):
        assert f"| {name} | {np.median(found):g} | {min(found)} to {max(found)} |" in PAGE.claim("C26")


def test_c26_one_layer_reaches_the_most_regions_in_a_large_square(monkeypatch):
    monkeypatch.setattr(regions, "REACH", 30.0)
    found = [regions.region_count(regions.network(ReLU, [4], seed), 1200) for seed in range(4)]
    assert max(found) == regions.most_regions(4) == 11


def test_along_a_line_the_slope_changes_only_where_the_pattern_does():
    network = regions.network(ReLU, [8, 8], 2)
    steps = np.linspace(-1, 1, 20_001)
    line = steps[:, np.newaxis] * np.array([1.0, 0.3]) + np.array([0.0, 0.2])
    y = network.forward(line[np.newaxis])[0, :, 0]
    bends = np.abs(np.diff(y, 2)) > 1e-9
    on = regions.patterns(network, line)
    changes = (on[1:] != on[:-1]).any(axis=1)
    assert (changes[1:] | changes[:-1])[bends].all()
    assert bends.sum() > 5


@pytest.mark.parametrize("epochs", [0, 50])
def test_picture_tells_the_count(epochs):
    network = regions.network(ReLU, [8, 8], 1, epochs)
    text = style.description(regions.plot_regions({(2, 8, epochs): network}, 2, 8, epochs))
    assert f"{regions.region_count(network, 200)} regions" in text
