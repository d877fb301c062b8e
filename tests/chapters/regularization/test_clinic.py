"""The clinic: the right option's mistake has the symptom, and those of the other options have not."""

import numpy as np
import pytest

from chapters.regularization import clinic
from chapters.regularization.stopping import PATIENCES, replay, watched
from chapters.shared import style
from solutions import regularization as right
from solutions.optimizers import Momentum
from tests.chapters.regularization.setting import IMAGES, LAYERS
from tests.mistakes import regularization as mistakes
from tests.mistakes import sick


@pytest.fixture(scope="module")
def run():
    return watched(LAYERS, Momentum, IMAGES)


def epochs(stopping, run):
    return [replay(stopping, run, patience)[:2] for patience in PATIENCES]


def losses(stopping, run):
    return np.array([replay(stopping, run, patience).test_loss for patience in PATIENCES])


def test_kept_by_reference_it_names_the_right_epochs_and_brings_back_others(run):
    wrong = sick(mistakes, "best-weights-by-reference").EarlyStopping
    assert epochs(wrong, run) == epochs(right.EarlyStopping, run)
    share = losses(wrong, run) / losses(right.EarlyStopping, run)
    assert share[-1] == max(share) == pytest.approx(1.5, abs=0.05)
    assert share[PATIENCES.index(5)] < 1.1
    for patience in (5, 40):
        found = replay(wrong, run, patience)
        assert found.test_loss == pytest.approx(run.test[found.stopped])


def test_one_epoch_too_late_brings_back_what_is_right(run):
    wrong = sick(mistakes, "patience-one-too-many").EarlyStopping
    for patience in PATIENCES[2:]:
        found, should = replay(wrong, run, patience), replay(right.EarlyStopping, run, patience)
        assert (found.stopped, found.best) == (should.stopped + 1, should.best)
        assert found.test_loss == pytest.approx(should.test_loss)


@pytest.mark.parametrize("name", ["patience-never-reset", "patience-against-the-last-loss"])
def test_the_other_mistakes_stop_at_other_epochs(run, name):
    wrong = sick(mistakes, name).EarlyStopping
    stops = [stopped for stopped, _ in epochs(wrong, run)]
    should = [stopped for stopped, _ in epochs(right.EarlyStopping, run)]
    late = name == "patience-against-the-last-loss"
    assert all(one >= other if late else one <= other for one, other in zip(stops, should, strict=True))
    assert sum(one != other for one, other in zip(stops, should, strict=True)) >= 8
    if late:
        assert stops[PATIENCES.index(5)] == len(run.validation) - 1


def places(name, reach):
    shift = right.random_shift if name is None else sick(mistakes, name).random_shift
    return clinic.landed(shift, reach) > 0


def test_an_end_left_out_misses_a_row_and_a_column():
    for reach in (1, 2, 3):
        found, should = places("shift-end-left-out", reach), places(None, reach)
        missing = np.argwhere(should & ~found)
        assert found.sum() == (2 * reach) ** 2
        assert should.sum() == (2 * reach + 1) ** 2
        assert (missing.min(axis=1) == clinic.SIDE // 2 - reach).all()


def test_the_other_shifts_look_otherwise():
    lost = {
        name: [clinic.DOTS - clinic.landed(sick(mistakes, name).random_shift, reach).sum() for reach in range(1, 7)]
        for name in ("shift-rolls", "shift-end-left-out")
    }
    assert max(lost["shift-rolls"]) == 0
    assert [count > 0 for count in lost["shift-end-left-out"]] == [False] * 3 + [True] * 3
    assert places("shift-one-for-the-batch", 2).sum() == 1
    diagonal = places("shift-the-same-down-and-right", 2)
    assert (np.argwhere(diagonal)[:, 0] == np.argwhere(diagonal)[:, 1]).all()
    assert diagonal.sum() == 5


def test_the_figures_tell_both(run):
    wrong = sick(mistakes, "best-weights-by-reference").EarlyStopping
    left, bars = clinic.plot_stopping(right.EarlyStopping, wrong, run, 40)
    assert "back to epoch 17 (17): test loss 0.92 (0.61)" in style.description(left)
    assert "0.61 as it should be" in style.description(bars)
    here, should = clinic.plot_shifts(right.random_shift, sick(mistakes, "shift-end-left-out").random_shift, 1)
    assert "Here, 400 of 400 dots are in the picture, in 4 places" in style.description(here)
    assert "in 9 places" in style.description(should)
