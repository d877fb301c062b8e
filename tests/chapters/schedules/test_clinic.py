"""The clinic: the right mistake shows the symptom of its case, and its neighbours do not."""

import numpy as np
import pytest

from chapters.schedules import clinic
from chapters.schedules.training import NEVER
from chapters.shared import style
from solutions import schedules as right
from tests.mistakes import schedules as mistakes
from tests.mistakes import sick

LONG = [steps for steps in clinic.WARMUPS if steps >= 20]


def warmup(name):
    return sick(mistakes, f"warmup-{name}").warmup


def bends_and_jumps_up(schedule):
    """The symptom of the first case: no straight climb, and a step up at its end."""
    for steps in LONG:
        rates = clinic.climbs(schedule, right.cosine, steps)
        bent = np.ptp(np.diff(rates[:steps])) > 1e-4
        jumps = rates[steps] - rates[steps - 1] > 1.5 * (rates[1] - rates[0])
        if not (bent and jumps and rates.max() <= clinic.RATE + 1e-12):
            return False
    return True


def test_a_climb_to_a_falling_rate_bends_and_jumps_up():
    ill = warmup("decays-meanwhile")
    assert bends_and_jumps_up(ill)
    ends = [clinic.climbs(ill, right.cosine, steps)[steps - 1] for steps in LONG]
    assert (np.diff(ends) < 0).all()


@pytest.mark.parametrize("name", ["from-zero", "runs-on", "overshoots"])
def test_no_neighbour_bends_and_jumps_up(name):
    assert not bends_and_jumps_up(warmup(name))


def test_what_the_neighbours_of_the_climb_do():
    def rates(name, steps=20):
        return clinic.climbs(warmup(name), right.cosine, steps)

    assert np.ptp(np.diff(rates("from-zero")[:20])) < 1e-12
    assert (rates("from-zero", 1)[0], rates("decays-meanwhile", 1)[0]) == (0, clinic.RATE)
    np.testing.assert_allclose(rates("runs-on")[:20], clinic.climbs(right.warmup, right.cosine, 20)[:20])
    assert rates("runs-on")[20] < 0.9 * rates("runs-on")[19]
    assert rates("overshoots").max() > clinic.RATE


def loop(name):
    return sick(mistakes, f"train-{name}").train


def jitter(train, drop):
    return clinic.jitter(clinic.losses(train, right.minibatches, right.piecewise_constant, drop))


def late(train):
    """The symptom of the second case: told step 5, calm from about 250 on; told step 100, never."""
    early, end = jitter(train, 5)
    return early > 10 * end > 0 and min(jitter(train, 100)) > 10 * end


def test_the_number_of_the_epoch_comes_to_rest_at_step_250():
    ill = loop("epochs-for-steps")
    assert late(ill)
    changes = np.abs(np.diff(clinic.losses(ill, right.minibatches, right.piecewise_constant, 5)))
    assert changes[200:250].mean() > 5 * changes[260:310].mean()
    assert clinic.EPOCH_STEPS == 50


@pytest.mark.parametrize("name", ["count-starts-again", "one-step-ahead", "parameters-rebound"])
def test_no_neighbour_comes_to_rest_then(name):
    assert not late(loop(name))


def test_what_the_neighbours_of_the_loop_do():
    healthy = jitter(right.train, 5)
    assert not late(right.train)
    assert min(jitter(loop("count-starts-again"), 5)) > 3 * max(healthy)
    assert jitter(loop("one-step-ahead"), 5) == pytest.approx(healthy, rel=0.3)
    assert jitter(loop("parameters-rebound"), NEVER) == (0, 0)


def test_pictures():
    ill = warmup("decays-meanwhile")
    text = style.description(clinic.plot_climbs(right.warmup, ill, right.cosine, 20))
    assert "0.0867 at step 19, 0.1 at the next" in text
    curves = {5: (np.zeros(500), np.arange(500) % 2), NEVER: (np.zeros(500), np.zeros(500))}
    assert "by ten at step 5" in style.description(clinic.plot_trainings(curves, 5))
    assert "by ten never" in style.description(clinic.plot_trainings(curves))
