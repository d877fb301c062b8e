"""The clinic: the right option's mistake has the symptom, and those of the other options have not."""

import numpy as np
import pytest

from chapters.batchnorm import clinic
from chapters.batchnorm.batches import JUMP, running
from chapters.shared import style
from solutions import batchnorm as right
from tests.chapters.page import Page
from tests.mistakes import batchnorm as mistakes
from tests.mistakes import sick

PAGE = Page("batchnorm")


def shaking(layer, momentum):
    means, kept, _ = running(layer, momentum)
    return kept[100:JUMP].std() / means[100:JUMP].std()


def shakes_at_nine_tenths_and_is_calm_at_one_tenth(layer):
    return 0.8 < shaking(layer, 0.9) < 1 and shaking(layer, 0.1) < 0.3


def test_swapped_weights_shake_where_they_should_be_calm():
    wrong = sick(mistakes, "running-weights-swapped").BatchNorm
    assert shakes_at_nine_tenths_and_is_calm_at_one_tenth(wrong)
    assert np.ptp(running(wrong, 0.0)[1]) == 0
    np.testing.assert_allclose(running(wrong, 0.9)[1], running(right.BatchNorm, 0.1)[1])
    np.testing.assert_allclose(running(wrong, 0.5)[1], running(right.BatchNorm, 0.5)[1])
    assert not shakes_at_nine_tenths_and_is_calm_at_one_tenth(right.BatchNorm)


@pytest.mark.parametrize("name", ["running-the-last-batch", "running-momentum-of-its-own", "running-sum"])
def test_the_neighbours_of_swapped_weights_look_otherwise(name):
    wrong = sick(mistakes, name).BatchNorm
    assert not shakes_at_nine_tenths_and_is_calm_at_one_tenth(wrong)
    lines = [running(wrong, momentum)[1] for momentum in clinic.MOMENTA]
    if name == "running-sum":
        np.testing.assert_allclose(running(wrong, 0.9)[1], 10 * running(right.BatchNorm, 0.9)[1])
    else:
        assert all((line == lines[0]).all() for line in lines)
        assert bool(np.isclose(shaking(wrong, 0.1), 1)) is (name == "running-the-last-batch")


def signs(name, sample=4):
    """The sum of the gradients, the sum along the normalized input, and whether the three others get the same."""
    back = clinic.gradient(sick(mistakes, name).BatchNorm, sample)
    others = np.delete(back, sample - 1)
    return *np.round(clinic.sums(back), 2), bool(np.ptp(others) < 1e-9)


def test_without_the_path_through_the_variance_something_is_left_along_the_normalized_input():
    for sample in (1, 2, 3, 4):
        plain, along, alike = signs("backward-no-path-through-the-variance", sample)
        assert (plain, alike) == (0, True)
        assert abs(along) > 0.3
        np.testing.assert_allclose(clinic.sums(clinic.gradient(right.BatchNorm, sample)), 0, atol=1e-5)


def test_the_other_paths_show_other_sums():
    assert signs("backward-no-path-through-the-mean")[:2] == (2, 0)
    assert "would sum to 2, and the second sum, along $\\hat x$, would be 0" in PAGE.line
    held = clinic.gradient(sick(mistakes, "backward-statistics-held-fixed").BatchNorm, 4)
    assert (held[:3] == 0).all()
    assert signs("backward-sums")[0] == -6


def test_the_figures_tell_both_layers():
    wrong = sick(mistakes, "running-weights-swapped").BatchNorm
    assert "it should be 0.19" in style.description(clinic.plot_averages(right.BatchNorm, wrong, 0.9))
    wrong = sick(mistakes, "backward-no-path-through-the-variance").BatchNorm
    assert "The four gradients add up to 0.00;" in clinic.plot_gradients(right.BatchNorm, wrong, 4).get_label()
    assert "they should be 0.48, −0.36, −0.64, 0.52" in style.description(
        clinic.plot_gradients(right.BatchNorm, wrong, 4)
    )
