"""Bias and variance, and where the usual picture of them fails."""

import numpy as np
import pytest

from chapters.regularization import overfitting, tradeoff
from chapters.shared import style
from tests.chapters.page import Page

PAGE = Page("regularization")


@pytest.fixture(scope="module")
def fits():
    return tradeoff.all_fits()


def test_the_three_parts_add_up(fits):
    for each in fits.values():
        parts = each.squared_bias + each.variance + tradeoff.NOISE**2
        assert each.error == pytest.approx(parts, rel=0.01)
    assert "agrees with the measured error to 1 %" in PAGE.line


def test_variance_is_what_the_theory_of_least_squares_says(fits):
    for degree, each in fits.items():
        assert each.variance == pytest.approx(tradeoff.expected_variance(degree), rel=0.2)


def test_bias_falls_variance_rises(fits):
    assert fits[0].squared_bias > fits[1].squared_bias > fits[3].squared_bias > fits[5].squared_bias
    variances = [each.variance for each in fits.values()]
    assert (np.diff(variances) > 0).all()
    assert min(fits, key=lambda degree: fits[degree].error) == 3
    assert f"at its lowest, {fits[3].error:.3f}, of which {tradeoff.NOISE**2:.3f} is noise" in PAGE.line
    assert f"from {fits[3].variance:.3f} to {fits[11].variance:.3f}" in PAGE.line


def test_double_descent_and_its_cure():
    found = tradeoff.descents()
    at = [tradeoff.FEATURES.index(count) for count in (20, 40, 800)]
    few, peak, many = found[0.0][at, 1]
    assert many < few < peak
    assert f"rises to {peak:.1f} at 40 features, and falls again, to {many:.2f} at 800" in PAGE.line
    assert f"lower than {few:.2f} at 20" in PAGE.line
    few, peak, many = found[0.1][at, 1]
    assert few > peak > many
    assert f"takes the peak away: {few:.2f}, {peak:.2f}, {many:.2f}" in PAGE.line
    assert found[0.0][at[1] :, 0].max() < 1e-6
    for ridge in tradeoff.RIDGES:
        assert "median of 20 seeds" in style.description(tradeoff.plot_descent(found, ridge))


def test_pictures(fits):
    left, right = tradeoff.plot_fits(fits, 3)
    assert "Thirty polynomials of degree 3" in style.description(left)
    assert "smallest at degree 3" in style.description(right)


def test_parameters_of_the_networks():
    counts = [overfitting.parameters(units) for units in (2, 8, 32, 128)]
    assert [row[0] for row in PAGE.table("| parameters | clean labels | 30 % random |")] == [
        f"{count:,}" for count in counts
    ]


def test_the_noisy_error_that_is_recalled():
    error = tradeoff.all_fits()[3].error
    told = f"The {error:.3f} above was measured on noisy targets, and {tradeoff.NOISE**2:.3f} of it was noise."
    assert told in PAGE.line


def test_what_smoothed_labels_ask_for():
    epsilon, classes = 0.1, 10
    assert f"they ask for {100 * (1 - epsilon + epsilon / classes):.0f} % where the truth is 100 %" in PAGE.line
    epsilon, classes = 0.2, 4
    assert f"- [x] {1 - epsilon + epsilon / classes:.2f} " in PAGE.line
    assert f"- [ ] {1 - epsilon / classes:.2f} That would be" in PAGE.line
