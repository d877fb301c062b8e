"""The clinic: the right mistake shows the symptom of its case, and its neighbours do not."""

import numpy as np
import pytest

from chapters.optimizers import clinic
from chapters.shared import style
from solutions import optimizers as right
from tests.mistakes import optimizers as mistakes
from tests.mistakes import sick

MOMENTA = [momentum for momentum in clinic.MOMENTA if momentum >= 0.4]


def momentum(name):
    return sick(mistakes, f"momentum-{name}").Momentum


def ends_at_one_and_grows(make):
    """The symptom of the first case."""
    steady = [clinic.velocities(make, each)[0] for each in MOMENTA]
    return all(lengths[-1] == pytest.approx(1, abs=0.05) and lengths[0] < 0.7 for lengths in steady)


def test_a_running_average_ends_at_one_learning_rate():
    assert ends_at_one_and_grows(momentum("average"))
    for each in MOMENTA:
        for ill, healthy in zip(
            clinic.velocities(momentum("average"), each), clinic.velocities(right.Momentum, each), strict=True
        ):
            np.testing.assert_allclose(ill, (1 - each) * healthy)


@pytest.mark.parametrize("name", ["forgotten", "memory-brakes", "on-the-new-gradient-too"])
def test_no_neighbour_of_the_average_ends_there(name):
    assert not ends_at_one_and_grows(momentum(name))


def test_what_the_neighbours_of_the_average_do():
    steady, alternating = clinic.velocities(momentum("forgotten"), 0.9)
    np.testing.assert_array_equal([steady, alternating], 1)
    for ill, healthy in zip(
        clinic.velocities(momentum("memory-brakes"), 0.9), clinic.velocities(right.Momentum, 0.9)[::-1], strict=True
    ):
        np.testing.assert_allclose(ill, healthy)
    long = step_of_a_long_run(momentum("on-the-new-gradient-too"))
    assert long == pytest.approx(9)


def step_of_a_long_run(make):
    return clinic.velocities(make, 0.9, steps=400)[0][-1]


def rmsprop(name):
    return sick(mistakes, f"rmsprop-{name}").RMSProp


def back_after_three_steps(make):
    """The symptom of the second case: the burst ends with step 110, which is number 109 here."""
    lengths = clinic.squares(make, 0.99, "burst")
    return bool(lengths[110] < 0.2 and (lengths[112:] > 0.95).all())


def test_swapped_weights_are_back_three_steps_after_the_burst():
    ill = rmsprop("swapped")
    assert back_after_three_steps(ill)
    np.testing.assert_allclose(clinic.squares(ill, 0.5, "burst"), clinic.squares(right.RMSProp, 0.5, "burst"))
    first, healthy = (clinic.squares(make, 0.99, "constant")[0] for make in (ill, right.RMSProp))
    assert (round(first, 2), round(healthy, 2)) == (1.01, 10)


@pytest.mark.parametrize("name", ["accumulates", "weight-squared", "epsilon-inside"])
def test_no_neighbour_of_the_swap_is_back(name):
    assert not back_after_three_steps(rmsprop(name))


def test_the_right_rules_do_not_have_the_symptoms():
    assert not ends_at_one_and_grows(right.Momentum)
    assert not back_after_three_steps(right.RMSProp)


def test_what_the_neighbours_of_the_swap_do():
    assert clinic.squares(rmsprop("accumulates"), 0.99, "burst")[-1] < 0.01
    assert clinic.squares(rmsprop("weight-squared"), 0.99, "constant")[-1] == pytest.approx(10, rel=1e-3)
    inside, outside = (clinic.squares(make, 0.99, "burst") for make in (rmsprop("epsilon-inside"), right.RMSProp))
    np.testing.assert_allclose(inside, outside, rtol=1e-6)


def test_pictures():
    left, _ = clinic.plot_velocity(right.Momentum, momentum("average"), 0.9)
    assert "steps of 0.998 learning rates, and should make 9.982" in style.description(left)
    assert "113th 0.995" in style.description(clinic.plot_squares(right.RMSProp, rmsprop("swapped")))
