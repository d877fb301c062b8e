"""The clinic: the right option's mistake has the symptom, and those of the other options have not."""

import numpy as np
import pytest

from chapters.dropout import clinic, moments
from chapters.shared import style
from solutions import dropout as right
from tests.chapters.page import Page
from tests.mistakes import dropout as mistakes
from tests.mistakes import sick

PAGE = Page("dropout")
PLAIN = moments.forty().sum()


def layer(name):
    return sick(mistakes, name).Dropout


def ratios(name):
    """Of the sums in training, on average, and at test time, for each share, over the sum without dropout."""
    found = [moments.sums(layer(name), p) for p in clinic.SHARES]
    return np.array([[training.mean(), test] for training, test in found]).T / PLAIN


KEPT = 1 - np.array(clinic.SHARES)


def test_scaled_at_test_time_as_well_only_that_sum_falls():
    training, test = ratios("dropout-scales-at-test-too")
    np.testing.assert_allclose(training, 1, atol=0.05)
    np.testing.assert_allclose(test, KEPT)
    assert f"sum up to {PLAIN:.1f}" in PAGE.line


def test_the_neighbours_are_wrong_in_training_or_shaky_at_test_time():
    training, test = ratios("dropout-no-scaling")
    np.testing.assert_allclose(test, 1)
    np.testing.assert_allclose(training, KEPT, rtol=0.05)
    training, test = ratios("dropout-scales-twice")
    np.testing.assert_allclose(test, 1)
    np.testing.assert_allclose(training, 1 / KEPT, rtol=0.05)
    assert f"at {training[clinic.SHARES.index(0.5)] * PLAIN:.0f} for $p = 0.5$" in PAGE.line
    _, test = ratios("dropout-active-at-test")
    assert test.min() < 0.99 < 1.01 < test.max()
    assert not np.allclose(test, KEPT, rtol=0.2)


def odd(name):
    """In how many units the zeros of output and gradient differ, pass by pass."""
    found = clinic.passes(layer(name))
    return ((found[:, 0] == 0) != (found[:, 1] == 0)).sum(axis=1)


def test_a_mask_drawn_again_differs_in_each_pass():
    assert odd("dropout-mask-drawn-again").min() > 0
    found = clinic.passes(layer("dropout-mask-drawn-again"))
    assert set(np.unique(found)) == {0, 2}
    assert ((found[0, 0] == 0) & (found[0, 1] > 0)).any()
    assert ((found[0, 0] > 0) & (found[0, 1] == 0)).any()


def test_the_other_backward_passes_look_otherwise():
    assert (clinic.passes(layer("dropout-backward-without-mask"))[:, 1] == 2).all()
    unscaled = clinic.passes(layer("dropout-backward-without-scaling"))
    assert set(np.unique(unscaled[:, 1])) == {0, 1}
    assert odd("dropout-backward-without-scaling").max() == 0
    first = clinic.passes(layer("dropout-backward-with-first-mask"))
    assert odd("dropout-backward-with-first-mask")[0] == 0
    assert (first[:, 1] == first[0, 1]).all()


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_the_figures_tell_both(p):
    wrong = layer("dropout-scales-at-test-too")
    assert f"at test time {(1 - p) * PLAIN:.1f}" in style.description(clinic.plot_summing(right.Dropout, wrong, p))
    here, should = clinic.plot_passing(right.Dropout, layer("dropout-mask-drawn-again"), 3)
    assert f"Here, {odd('dropout-mask-drawn-again')[2]} of 16 units" in style.description(here)
    assert "As it should be, 0 of 16 units" in style.description(should)
