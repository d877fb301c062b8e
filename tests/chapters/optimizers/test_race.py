"""Claim C07: a race on digits at tuned rates, the tuning itself, the opening, and a problem that plain SGD wins."""

from functools import partial

import numpy as np
import pytest

from chapters.optimizers import race, shortcuts
from chapters.shared import style
from chapters.shared.experiments import interval, smooth
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.optimizers import SGD, AdaGrad, Adam, Momentum, Nesterov, RMSProp
from tests.chapters.page import Page

PAGE = Page("optimizers")

LAYERS = (Affine, ReLU, SoftmaxCrossEntropy)
MAKERS = {each.__name__: each for each in (SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam)}
IMAGES = race.data()
LINEAR = {
    "SGD": partial(SGD, 0.3),
    "Momentum": partial(Momentum, 0.1),
    "AdaGrad": partial(AdaGrad, 0.1),
    "RMSProp": partial(RMSProp, 0.001),
    "Adam": partial(Adam, 0.001),
}


@pytest.fixture(scope="module")
def tuned():
    return race.race(LAYERS, MAKERS, IMAGES)


def test_tuning_finds_the_rates_of_the_race_inside_its_grid():
    found = race.tune(LAYERS, MAKERS, IMAGES)
    assert found == race.TUNED
    assert all(race.RATES[0] < rate < race.RATES[-1] for rate in found.values())
    assert not set(race.TUNING_SEEDS) & set(race.SEEDS)


def test_c07_the_table_is_what_was_measured(tuned):
    for name, row in race.table(tuned).items():
        steps, accuracy = ("{:.1f} ± {:.1f}".format(*row[quantity]) for quantity in ("steps", "accuracy"))
        assert f"| {name} | {race.TUNED[name]:g} | {steps} | {accuracy} % |" in PAGE.claim("C07")


def test_c07_all_are_faster_than_sgd_but_adaptive_is_not_the_reason(tuned):
    steps = {name: np.array([race.steps_to(run.losses, 0.5) for run in runs]) for name, runs in tuned.items()}
    for name in set(MAKERS) - {"SGD"}:
        mean, half = interval(steps["SGD"] - steps[name])
        assert mean > half
    for name in ("AdaGrad", "RMSProp"):
        mean, half = interval(steps[name] - steps["Momentum"])
        assert mean > -half  # momentum is at least as fast


def test_c07_nobody_is_more_accurate_than_nesterov(tuned):
    mean, half = race.difference(tuned, "Nesterov", "Adam", "accuracy")
    assert mean > half
    assert f"{100 * mean:.1f} ± {100 * half:.1f} percentage points" in PAGE.claim("C07")
    accuracy = {name: row["accuracy"][0] for name, row in race.table(tuned).items()}
    assert max(accuracy, key=accuracy.get) == "Nesterov"


def test_c07_one_rate_for_all_measures_the_rate():
    same = race.race(LAYERS, {"SGD": SGD, "Adam": Adam}, IMAGES, {"SGD": 0.01, "Adam": 0.01})
    accuracy = {name: np.mean([100 * run.accuracy for run in runs]) for name, runs in same.items()}
    assert f"SGD {accuracy['SGD']:.1f} %, Adam {accuracy['Adam']:.1f} %" in PAGE.claim("C07")
    assert race.steps_to(same["SGD"][0].losses, 0.5) == np.inf


def test_what_is_left_of_the_gap_at_tuned_rates(tuned):
    def last(runs):
        return {name: smooth(np.mean([run.losses for run in each], axis=0), 10)[-1] for name, each in runs.items()}

    same = last(race.race(LAYERS, MAKERS, IMAGES, dict.fromkeys(MAKERS, 0.01), seeds=range(2)))
    own = last(tuned)
    assert round(same["SGD"] / same["Adam"]) == 13
    assert "SGD's loss is thirteen times that of Adam" in PAGE.line
    assert max(same, key=same.get) == max(own, key=own.get) == "SGD"
    assert own["SGD"] / own["Adam"] < 2
    assert f"With tuned rates it ends at {own['SGD']:.2f} and Adam at {own['Adam']:.2f}" in PAGE.line


def test_c07_plain_sgd_wins_in_the_linear_model():
    for name, found in shortcuts.outcomes(LINEAR).items():
        assert (found[:, 0] == 1).all()
        assert (found[:, 1] == (1 if name in ("SGD", "Momentum") else 0.6)).all()


def test_the_weights_of_the_linear_model():
    features, labels = shortcuts.samples(np.random.default_rng(0))
    assert features.shape == (100, 503)
    assert (labels > 0).sum() == 60
    assert features[:, 3:].sum(axis=1).tolist() == [1 if label > 0 else 5 for label in labels]
    adaptive = shortcuts.fit(AdaGrad(0.1), features, labels)
    np.testing.assert_allclose(np.abs(adaptive[features.any(axis=0)]), 0.25, rtol=1e-3)
    plain = shortcuts.fit(SGD(0.3), features, labels)
    assert plain[0] > 0.9
    assert np.abs(plain[1:]).max() < 0.02


def test_the_opening():
    runs = race.opening(LAYERS, Momentum, IMAGES)
    assert len(runs[0.0].losses) == 190
    assert round(100 * runs[0.95].accuracy) == 95
    assert runs[0.0].accuracy < 0.5
    last = {momentum: smooth(run.losses, 10)[-1] for momentum, run in runs.items()}
    assert min(last, key=last.get) == 0.95
    assert f"at 0.999 it ends at {last[0.999]:.2f}".capitalize() in PAGE.line
    assert f"From {last[0.9]:.2f} at 0.9 it falls to {last[0.95]:.2f}" in PAGE.line
    assert 5.5 < last[0.999] / last[0.95] < 6
    assert round(100 * runs[0.999].accuracy) == 94
    text = style.description(race.plot_opening(runs, runs, 0.95))
    assert "momentum 0.95, rate 0.01 to 0.22, and 95 % of new digits" in text


def test_most_of_the_opening_is_a_longer_step():
    runs, longer = race.opening(LAYERS, Momentum, IMAGES), race.longer_steps(LAYERS, SGD, IMAGES)
    np.testing.assert_array_equal(longer[0.0].losses, runs[0.0].losses)
    for words, run in (("C ends at a loss of", longer[0.9]), ("B ends at", runs[0.9])):
        assert f"{words} {smooth(run.losses, 10)[-1]:.2f} and reads {100 * run.accuracy:.1f} %" in PAGE.line
    assert round(300 * (runs[0.9].accuracy - longer[0.9].accuracy)) == 3
    far = [round(100 * each[momentum].accuracy) for each in (longer, runs) for momentum in (0.99, 0.999)]
    assert far == [82, 8, 94, 94]
    assert "it reads only 82 % and 8 %, while B reads 94 % both times" in PAGE.line
    text = style.description(race.plot_opening(runs, longer, 0.9, longer_steps=True))
    assert "with momentum 0, rate 0.1 to 0.37, and 91 % of new digits" in text


def test_the_loss_of_a_batch_is_the_networks_own():
    run = race.train(LAYERS, lambda: SGD(0.0), IMAGES, 0, epochs=1)
    assert 2 < run.losses.mean() < 3
    assert run.validation == pytest.approx(run.losses.mean(), rel=0.1)


def test_steps_to_a_target():
    losses = np.array([2.0] * 10 + [0.1] * 20)
    assert race.steps_to(losses, 0.5, width=10) == 18
    assert race.steps_to(losses, 0.01) == np.inf


def test_pictures(tuned):
    assert "learning rates tuned, mean of 12 seeds" in style.description(race.plot_race(tuned, tuned, "tuned"))
    for optimizer in LINEAR:
        assert "of new data" in style.description(shortcuts.plot_weights(LINEAR, optimizer))
