"""The clinic: the right option's mistake has the symptom, and those of the other options have not."""

import numpy as np
import pytest

from chapters.recipe import clinic
from chapters.shared import style
from solutions import recipe as right
from tests.chapters.page import Page
from tests.mistakes import recipe as mistakes
from tests.mistakes import sick


def train_of(name):
    return sick(mistakes, name).train


def rates(train, batches):
    return clinic.rates_of(train, right.cosine, batches)


def right_with_one_batch_only(train):
    same = [np.array_equal(rates(train, batches), rates(right.train, batches)) for batches in clinic.BATCHES]
    return same == [True] + [False] * (len(same) - 1)


def test_a_schedule_that_counts_epochs_is_right_with_one_batch_only():
    train = train_of("train-schedule-by-epochs")
    assert right_with_one_batch_only(train)
    found = rates(train, 20).reshape(5, 20)
    assert (np.ptp(found, axis=1) == 0).all()
    assert found[-1, -1] > 0.99 * clinic.RATE
    assert not right_with_one_batch_only(right.train)
    assert rates(right.train, 20)[-1] < 0.001 * clinic.RATE


@pytest.mark.parametrize("name", ["train-schedule-starts-again", "train-steps-from-one", "train-rate-too-late"])
def test_other_loops_are_wrong_with_one_batch_too(name):
    train = train_of(name)
    assert not right_with_one_batch_only(train)
    for batches in clinic.BATCHES:
        found, should = rates(train, batches), rates(right.train, batches)
        if name == "train-schedule-starts-again":
            assert (found.reshape(-1, batches)[:, 0] == clinic.RATE).all()
        elif name == "train-steps-from-one":
            np.testing.assert_array_equal(found[:-1], should[1:])
        else:
            assert found[0] == clinic.OWN
            np.testing.assert_array_equal(found[1:], should[:-1])


def ends(train):
    return {patience: clinic.ending(train, patience)[:2] for patience in range(1, 26)}


def sometimes_the_best_weights(train):
    return len({weights == clinic.BEST for _, weights in ends(train).values()}) == 2


def test_weights_that_come_back_only_after_a_stop():
    train = train_of("train-restores-only-when-stopped")
    assert sometimes_the_best_weights(train)
    for patience, (epochs, weights) in ends(train).items():
        assert (epochs, weights) == ((10 + patience, clinic.BEST) if patience <= 20 else (30, 30))
    last = clinic.EPOCHS - clinic.BEST
    told = f"Up to a patience of {last} it stops, and has the weights of epoch {clinic.BEST}. From {last + 1} on the"
    assert told in Page("recipe").line
    assert {weights for _, weights in ends(right.train).values()} == {clinic.BEST}


@pytest.mark.parametrize(
    ("name", "weights"),
    [("best-weights-kept-by-reference", None), ("train-never-stops", clinic.BEST), ("train-watches-training", 30)],
)
def test_the_neighbours_do_the_same_at_each_patience(name, weights):
    train = train_of(name)
    assert not sometimes_the_best_weights(train)
    for epochs, left in ends(train).values():
        assert left == (epochs if weights is None else weights)
        assert weights is None or epochs == 30


def test_the_figures_tell_what_they_show():
    train = train_of("train-schedule-by-epochs")
    assert "it should be 0.0000" in clinic.plot_rates(right.train, train, right.cosine, 20).get_label()
    figure = clinic.plot_stop(train_of("train-restores-only-when-stopped"), 5)
    assert "15 epochs were run; the weights are those after epoch 10." in style.description(figure)
