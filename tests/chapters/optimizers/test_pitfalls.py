"""Pitfalls: the mistake is made, and the symptom is the one that the page tells."""

import numpy as np
import pytest

from chapters.optimizers import quadratic
from solutions.optimizers import Adam, Momentum


def test_a_step_counter_that_starts_at_0_gives_nan_or_stops():
    mean, squares, bias = 0.1 * np.ones(3), 0.001 * np.ones(3), 1 - 0.9**0
    with np.errstate(all="ignore"):
        assert np.isnan((mean / bias) / np.sqrt(squares / bias)).all()
    adam = Adam(0.1)
    adam.steps = -1
    with np.errstate(all="ignore"), pytest.raises(ZeroDivisionError):
        adam.update({"w": np.ones(3)}, {"w": np.ones(3)})


@pytest.mark.parametrize(("gradient", "same"), [(1.0, True), (1e-6, False)])
def test_epsilon_inside_the_root_counts_ten_thousand_times_as_much(gradient, same):
    outside, inside = gradient / (gradient + 1e-8), gradient / np.sqrt(gradient**2 + 1e-8)
    assert (abs(outside - inside) < 1e-6) == same
    assert np.sqrt(1e-8) / 1e-8 == pytest.approx(10_000)


def test_a_new_array_never_reaches_the_layer():
    params = {"w": np.ones(3)}
    parameter = params["w"]
    parameter = parameter - 0.1
    assert parameter[0] == 0.9
    assert (params["w"] == 1).all()


def test_a_velocity_that_is_the_first_gradient_writes_into_it():
    first = np.ones(3)
    velocity = first
    velocity *= 0.9
    velocity += np.ones(3)
    assert (first == 1.9).all()
    kept = np.ones(3)
    momentum, weights = Momentum(0.1), np.ones(3)
    for gradient in (kept, np.ones(3)):
        momentum.update({"w": weights}, {"w": gradient})
    assert (kept == 1).all()


def test_from_nine_tenths_to_99_hundredths_is_ten_times_the_step():
    long, short = (quadratic.steady_and_alternating(Momentum, momentum)[0] for momentum in (0.99, 0.9))
    assert long / short == pytest.approx(10)
