"""The clinic: the right mistake shows the symptom of its case, and its neighbours do not."""

import numpy as np
import pytest

from chapters.initialization import clinic
from chapters.shared import style
from solutions import initialization as right
from tests.mistakes import initialization as mistakes
from tests.mistakes import sick


def he(name):
    return sick(mistakes, f"he-{name}").he_normal


def as_good_in_the_even_network(rule):
    """The symptom of the first case: right where layers are alike, too large and too small where they are not."""
    found = {
        shape: clinic.scales(rule, shape)[-1] / clinic.scales(right.he_normal, shape)[-1] for shape in clinic.SHAPES
    }
    return bool(abs(np.log(found["even"])) < 0.05 and found["narrowing"] > 2 and found["widening"] < 0.5)


def test_swapped_fans_hide_where_layers_are_square():
    assert as_good_in_the_even_network(he("fans-swapped"))


@pytest.mark.parametrize("name", ["variance-for-deviation", "is-xavier", "both-fans"])
def test_no_neighbour_of_the_swap_is_right_in_the_even_network(name):
    assert not as_good_in_the_even_network(he(name))
    assert clinic.scales(he(name), "even")[-1] < 0.1


def test_what_the_neighbours_of_the_swap_do():
    for shape in clinic.SHAPES:
        scales = clinic.scales(he("is-xavier"), shape)
        assert (scales[-1] / scales[0]) ** (1 / 9) == pytest.approx(0.71, abs=0.02)
    wide, narrow = (clinic.scales(he("variance-for-deviation"), shape)[:2] for shape in ("narrowing", "widening"))
    assert wide[1] / wide[0] < narrow[1] / narrow[0]
    np.testing.assert_allclose(clinic.scales(he("both-fans"), "even"), clinic.scales(he("is-xavier"), "even"))


def orthogonal(name):
    return sick(mistakes, f"orthogonal-{name}").orthogonal


def rightwards(rule, gain=1.0):
    return np.mean(clinic.columns(rule, gain)[:, 0, 0] > 0)


def longest(rule, gain):
    return np.linalg.norm(clinic.columns(rule, gain)[:, :, 0], axis=1).max()


def test_signs_of_the_routine_never_point_to_the_right():
    ill = orthogonal("signs-left")
    for gain in clinic.GAINS:
        assert rightwards(ill, gain) == 0
        assert longest(ill, gain) == pytest.approx(gain)
        np.testing.assert_allclose(clinic.angles(clinic.columns(ill, gain)), 90)


@pytest.mark.parametrize("name", ["unit-columns-only", "gain-twice", "no-gain"])
def test_every_neighbour_points_to_the_right_as_often_as_not(name):
    assert 0.4 < rightwards(orthogonal(name)) < 0.6
    assert 0.4 < rightwards(right.orthogonal) < 0.6


def test_what_the_neighbours_of_the_signs_do():
    assert np.ptp(clinic.angles(clinic.columns(orthogonal("unit-columns-only"), 1.0))) > 90
    assert longest(orthogonal("gain-twice"), 0.5) == pytest.approx(0.25)
    assert [longest(orthogonal("no-gain"), gain) for gain in clinic.GAINS] == pytest.approx([1] * 4)


def test_pictures():
    text = style.description(clinic.plot_shapes(right.he_normal, he("fans-swapped"), "narrowing"))
    assert "widths from 400 to 43" in text
    left, ill = clinic.plot_columns(right.orthogonal, orthogonal("signs-left"), 1.5)
    assert "0 % point to the right" in style.description(ill)
    assert "90.0 to 90.0 degrees" in left.get_label()
