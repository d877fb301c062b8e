"""Who learns: the opening, the tuning and the race from six ways to start."""

import numpy as np
import pytest

from chapters.initialization import training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.activations import Tanh
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.initialization import lsuv, orthogonal
from tests.chapters.page import Page, near, told

PAGE = Page("initialization")

IMAGES = training.data()
LAYERS = {name: (Affine, activation, SoftmaxCrossEntropy) for name, activation in (("tanh", Tanh), ("ReLU", ReLU))}
HOPELESS = ("std 0.01", "std 1")


def ways(activation):
    return training.ways(activation, orthogonal, lsuv, IMAGES)


@pytest.fixture(scope="module")
def opened():
    return training.opening(LAYERS["ReLU"], IMAGES)


@pytest.fixture(scope="module")
def races():
    return {name: training.race(layers, ways(name), IMAGES, training.TUNED[name]) for name, layers in LAYERS.items()}


def test_images_have_mean_0_and_variance_1():
    assert IMAGES.train_x.mean() == pytest.approx(0, abs=1e-12)
    assert IMAGES.train_x.std() == pytest.approx(1)


def test_the_opening_says_what_is_measured(opened):
    assert round(100 * opened[0.18].accuracy) == 94
    assert round(100 * opened[0.1].accuracy) == 13
    assert np.isnan(opened[0.35].losses[-1])
    assert opened[0.01].losses[-10:].mean() == pytest.approx(np.log(10), abs=0.01)
    assert all(len(run.losses) == training.STEPS == 114 for run in opened.values())
    assert opened[0.25].accuracy > 0.8
    assert opened[0.25].losses[-10:].mean() > opened[0.18].losses[-10:].mean()
    assert opened[0.3].losses[-10:].mean() == pytest.approx(np.log(10), abs=0.01)
    assert pytest.approx(2, abs=0.03) == 0.35 * (64 / 2) ** 0.5
    assert "After 114 steps network B reads 94 of 100 new digits" in PAGE.line
    assert "At 0.1 B reads 13 % of the digits, at 0.35 its loss is NaN" in PAGE.line


@pytest.mark.parametrize("activation", LAYERS)
def test_tuning_finds_the_rates_of_the_race(activation):
    starts = ways(activation)
    able = {name: prepare for name, prepare in starts.items() if name not in HOPELESS}
    tuned = {name: training.TUNED[activation][name] for name in able}
    assert training.tune(LAYERS[activation], able, IMAGES) == tuned
    assert not set(training.TUNING_SEEDS) & set(training.SEEDS)


@pytest.mark.parametrize("activation", LAYERS)
@pytest.mark.parametrize("start", HOPELESS)
def test_no_rate_helps_the_hopeless(activation, start):
    prepare = ways(activation)[start]
    best = [
        max(training.train(LAYERS[activation], prepare, rate, IMAGES, seed).accuracy for seed in (0, 1))
        for rate in training.RATES
    ]
    assert max(best) < 0.25
    assert "No rate of the grid from 0.0032 to 0.32 helps the first two" in PAGE.line


def test_the_table_is_what_was_measured(races):
    found = {name: training.accuracies(runs) for name, runs in races.items()}
    for start in found["ReLU"]:
        line = next(line for line in PAGE.text.splitlines() if line.startswith(f"| {start}"))
        assert line in PAGE.text
        relu, tanh = line.strip("| ").split(" | ")[-2:]
        assert relu == told(found["ReLU"][start])
        assert near(tanh, found["tanh"][start]) if start == "std 1" else tanh == told(found["tanh"][start])


def test_he_beats_xavier_under_relu_and_not_under_tanh(races):
    def difference(activation):
        pairs = zip(races[activation]["He"], races[activation]["Xavier"], strict=True)
        return interval(np.array([100 * (one.accuracy - other.accuracy) for one, other in pairs]))

    mean, half = difference("ReLU")
    assert mean > half
    mean, half = difference("tanh")
    assert abs(mean) < 2


def test_xavier_waits_at_the_line_of_guessing(races):
    losses = np.mean([run.losses for run in races["ReLU"]["Xavier"]], axis=0)
    assert losses[:40].min() > 2.1
    assert losses[:20].min() > 2.2
    assert 0.5 ** (8 / 2) == 1 / 16
    assert losses[-10:].mean() < 1.5
    assert "waits for forty steps at the line where guessing is" in PAGE.line


@pytest.mark.parametrize(("layers", "learns"), [(3, True), (20, False)])
def test_the_variance_as_deviation_is_forgiven_in_three_layers(layers, learns, monkeypatch):
    monkeypatch.setattr(training, "WIDTHS", (64, *(200,) * (layers - 1), 10))
    slip = training.drawn(lambda rng, fan_in, fan_out: rng.normal(0, 2 / fan_in, (fan_in, fan_out)))
    run = training.train(LAYERS["ReLU"], slip, 0.32, IMAGES, 0)
    assert (run.accuracy > 0.8) == learns
    assert (run.accuracy < 0.2) != learns
    assert "Three layers train, twenty do not" in PAGE.line


def test_pictures(opened, races):
    assert "is no number any more at step" in style.description(training.plot_opening(opened, 0.35))
    assert "94 % of new digits are right" in style.description(training.plot_opening(opened, 0.18))
    picture = training.plot_race(races["ReLU"], training.TUNED["ReLU"], "He")
    assert "10 networks that start from He" in style.description(picture)
