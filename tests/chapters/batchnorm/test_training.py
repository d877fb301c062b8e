"""Claim C12: speed, initial scales and overfitting, with BatchNorm and without."""

from functools import partial

import numpy as np
import pytest

from chapters.batchnorm import scales, speed
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.batchnorm import BatchNorm
from tests import mistakes
from tests.chapters.batchnorm.setting import BUILD, IMAGES
from tests.chapters.page import Page, told

PAGE = Page("batchnorm")


def words(values):
    return told(interval(values))


BOTH = {"without": None, "with it": BatchNorm}


@pytest.fixture(scope="module")
def grids():
    return {name: speed.grid(BUILD, norm, IMAGES) for name, norm in BOTH.items()}


def steps(norm, rate, build=BUILD):
    return np.array([speed.steps_to(build, norm, IMAGES, rate, seed) for seed in speed.SEEDS])


def test_c12_faster_at_one_rate_and_at_the_best_rates(grids):
    rates = {name: speed.best_rate(grid) for name, grid in grids.items()}
    assert rates == {"without": 0.18, "with it": 0.56}
    assert not set(speed.SEEDS) & set(speed.TUNING_SEEDS)
    same = {name: steps(norm, 0.1) for name, norm in BOTH.items()}
    assert PAGE.cells("steps to 90 %, rate 0.1") == [words(found) for found in same.values()]
    best = {name: steps(norm, rates[name]) for name, norm in BOTH.items()}
    assert PAGE.cells("steps to 90 %, best rates (0.18, 0.56)") == [words(found) for found in best.values()]
    for found in (same, best):
        mean, half = interval(found["without"] - found["with it"])
        assert mean > half


def test_it_learns_at_rates_ten_times_as_high(grids):
    highest = {
        name: max(rate for rate, row in zip(speed.RATES, grid, strict=True) if np.isfinite(row).all())
        for name, grid in grids.items()
    }
    assert highest["with it"] == pytest.approx(10 * highest["without"])
    assert (grids["with it"].mean(axis=1) <= grids["without"].mean(axis=1)).all()
    assert "from rate 0.032 to 3.2" in style.description(speed.plot_grid(*grids.values()))


def test_neither_place_wins():
    behind = partial(BUILD, behind=True)
    fewer = interval(steps(BatchNorm, 0.1) - steps(BatchNorm, 0.1, behind))
    more = interval(steps(BatchNorm, 0.56, behind) - steps(BatchNorm, 0.56))
    assert "{:.1f} ± {:.1f} steps fewer at rate 0.1".format(*fewer) in PAGE.line
    assert "{:.1f} ± {:.1f} more at rate 0.56".format(*more) in PAGE.line


@pytest.fixture(scope="module")
def runs():
    return scales.sweep(BUILD, BatchNorm, range(10))


def test_c12_sixteen_scales(runs):
    there = {kind: np.isfinite(epochs).sum(axis=0) for kind, epochs in scales.reached(runs).items()}
    bare, normalized = there["bare"], there["normalized"]
    arrived = [scale for scale, count in zip(scales.SCALES, bare, strict=True) if count]
    assert (arrived, bare.sum()) == ([0.29, 0.16], 20)
    assert "A passes 90 % at two stops only, {} and {}.".format(*arrived) in PAGE.line
    assert "Without it 90 % is reached at 0.29 and 0.16 only" in PAGE.claim("C12")
    all_ten = [str(sum(count == 10 for count in kind)) for kind in (bare, normalized)]
    assert PAGE.cells("scales at which all ten seeds arrive, of 16") == all_ten
    assert PAGE.cells("runs that arrive, of 160") == [str(bare.sum()), str(normalized.sum())]
    every = [scale for scale, count in zip(scales.SCALES, normalized, strict=True) if count == 10]
    assert (len(every), every[0], every[-1]) == (9, 0.29, 0.0022)
    assert f"all ten seeds arrive at each scale from {every[0]:g} to {every[-1]:g}" in PAGE.claim("C12")
    assert normalized[0] == 0
    assert f"{normalized[-1]} of them at 0.0001, and none at 1." in PAGE.claim("C12")


def test_the_opening(runs):
    ends = {scale: (pair.bare[-1], pair.normalized[-1]) for scale, pair in runs[0].items()}
    assert min(ends[0.29][0], ends[0.16][0]) > 0.9
    others = max(bare for scale, (bare, _) in ends.items() if scale not in (0.29, 0.16))
    lowest = min(normalized for _, normalized in ends.values())
    assert f"it ends below {int(100 * others) + 1} %, and at twelve of the sixteen it guesses" in PAGE.line
    assert sum(bare < 0.15 for bare, _ in ends.values()) == 12
    assert f"B reads at least {int(100 * lowest)} %" in PAGE.line
    assert [scale for scale, (_, normalized) in ends.items() if normalized < 0.9] == [1.0]
    assert [label for label, _ in scales.labelled(runs[0])][:2] == ["1", "0.54"]
    assert "A reads 10 %" in style.description(scales.plot_opening(runs[0], 0.025))
    assert "as it is, all of them get there at 2 of 16" in style.description(scales.plot_reached(runs))


@pytest.fixture(scope="module")
def few():
    found = {}
    for batch_size in (10, 50):
        for name, norm in BOTH.items():
            rate = speed.best_rate_on_few(BUILD, norm, IMAGES, batch_size)
            assert speed.FEW_RATES[0] < rate < speed.FEW_RATES[-1]
            found[batch_size, name] = fits(norm, rate, batch_size)
    return found


def fits(norm, rate, batch_size):
    return [speed.fit_few(BUILD, norm, IMAGES, rate, batch_size, seed) for seed in speed.SEEDS]


def gaps(found):
    return np.array([100 * fit.gap for fit in found])


def test_c12_less_overfitting_does_not_hold_as_such(few):
    assert all(fit.train_accuracy == 1 for each in few.values() for fit in each)
    ten = [gaps(few[10, name]) for name in BOTH]
    fifty = [gaps(few[50, name]) for name in BOTH]
    assert PAGE.cells("gap in points, batches of 10") == [words(found) for found in ten]
    assert PAGE.cells("gap in points, batches of 50") == [words(found) for found in fifty]
    assert f"differ by +{words(ten[1] - ten[0])} and {words(fifty[1] - fifty[0])} points, paired" in PAGE.claim("C12")


def test_c12_at_one_rate_the_gap_is_larger():
    bare, normalized = (gaps(fits(norm, 0.1, 50)) for norm in BOTH.values())
    mean, half = interval(normalized - bare)
    assert mean > half
    assert f"by {mean:.1f} ± {half:.1f} points" in PAGE.claim("C12")


@pytest.mark.parametrize("name", ["backward-no-path-through-the-mean", "backward-no-path-through-the-variance"])
def test_a_network_learns_without_one_of_the_paths(name):
    wrong = next(entry for entry in mistakes.catalogue("batchnorm")[0] if entry.name == name)
    found = scales.accuracies(BUILD, wrong.namespace("batchnorm")["BatchNorm"], None, IMAGES, 0)
    assert found[-1] > 0.9
    assert "on digits to more than 90 %" in PAGE.line
