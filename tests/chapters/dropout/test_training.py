"""The trainings: the opening, what is learned by heart, steps, places, and removed units."""

import numpy as np
import pytest

from chapters.dropout import figures, training
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.dropout import Dropout, draw_mask
from tests.chapters.dropout.trained import IMAGES, KIT, clean, runs
from tests.chapters.page import Page, told

PAGE = Page("dropout")


def test_the_opening():
    table = training.table(runs())
    assert f"B reads {table[0.7]['test'][0]:.0f} % of the new digits and A {table[0.0]['test'][0]:.0f} %" in PAGE.line
    for p in (0.5, 0.7):
        mean, half = training.difference(runs(), p, 0.0, "test")
        assert mean > half > 0
    assert table[0.7]["train"][0] < table[0.0]["train"][0]
    assert max(table, key=lambda p: table[p]["test"][0]) == 0.7


def test_wrong_labels_are_learned_by_heart():
    table = training.table(runs())
    wrong = [table[p]["wrong"][0] for p in (0.0, 0.5, 0.7)]
    assert (
        "{:.1f} % of the wrong labels are learned, at $p = 0.5$ {:.1f} %, at 0.7 {:.1f} %".format(*wrong) in PAGE.line
    )
    assert f"{table[0.7]['right'][0]:.1f} % of the right ones" in PAGE.line
    assert f"not learned: {table[0.9]['right'][0]:.1f} %" in PAGE.line


def test_about_a_fifth_of_the_labels_is_wrong():
    samples = [training.draw(IMAGES, seed) for seed in range(10)]
    assert np.mean([sample.wrong.mean() for sample in samples]) == pytest.approx(0.2, abs=0.02)
    sample = samples[0]
    assert (sample.labels[sample.wrong] >= 0).all()
    plain = training.draw(IMAGES, 0, wrong=0.0)
    assert ((plain.labels != sample.labels) == sample.wrong).all()


def test_c17_the_gap():
    table = training.table(runs())
    gaps = [table[p]["gap"] for p in (0.0, 0.5, 0.7)]
    assert PAGE.cells("gap in points, wrong labels") == [told(gap) for gap in gaps]
    for p in (0.5, 0.7):
        mean, half = training.difference(runs(), p, 0.0, "gap")
        assert mean < -half


def test_c17_with_clean_labels_there_is_no_gain_to_measure():
    table = training.table(clean())
    difference = training.difference(clean(), 0.5, 0.0, "gap")
    gaps = [told(table[p]["gap"]) for p in (0.0, 0.5)]
    assert PAGE.cells("gap in points, clean labels") == [*gaps, ""]
    assert f"paired difference of the gaps is {told(difference)}." in PAGE.claim("C17")
    assert abs(difference[0]) < difference[1]


def test_dropout_is_slower():
    steps = training.steps_to(clean(), 0.99)
    assert f"it takes {told(steps[0.0], 0)} steps" in PAGE.line
    assert f"and {told(steps[0.5], 0)} with $p = 0.5$" in PAGE.line
    assert np.isnan(training.steps_to(runs(), 0.9)[0.9][0])


def test_places():
    hidden, inputs = (0.0, 0.5, 0.7), (0.2, 0.5)
    found = training.places(KIT, IMAGES, inputs, hidden, range(5))
    none = [np.mean([100 * run.test[-1] for run in runs()[p][:5]]) for p in hidden]
    scores = np.vstack([none, found])
    assert np.unravel_index(scores.argmax(), scores.shape) == (1, 1)
    assert f"reads best, {scores.max():.1f} %" in PAGE.line
    assert scores[2, 1] < min(scores[2, 0], scores[0, 1])
    assert scores.min() == scores[2, 2] < 65
    assert "0.2 of the inputs, 0.5 of the hidden" in style.description(
        figures.plot_places(scores, (0.0, *inputs), hidden)
    )


def test_removed_units():
    removed = (0.0, 0.25, 0.5, 0.75, 0.9)
    scores = training.lesions(runs(), removed)
    before, half = ([scores[p][:, k].mean() for p in (0.0, 0.5)] for k in (0, 2))
    assert (
        f"from {before[0]:.0f} % to {half[0]:.0f} %; trained with $p = 0.5$, from {before[1]:.0f} % to {half[1]:.0f} %"
        in PAGE.line
    )
    mean, width = interval(scores[0.5][:, 2] - scores[0.0][:, 2])
    assert mean > width
    assert runs()[0.5][0].network.layers[2].p == 0.5
    assert "half of the units removed" in style.description(figures.plot_lesions(scores, removed, 0.5))


class DrawnAgain(Dropout):
    def backward(self, dy):
        return dy * draw_mask(self.rng, dy.shape, self.p) / (1 - self.p)


class OneRow(Dropout):
    def forward(self, x, train=True):
        self.factor = draw_mask(self.rng, x.shape[1:], self.p) / (1 - self.p) if train else 1.0
        return x * self.factor


class ForEver(Dropout):
    def forward(self, x, train=True):
        if "first" not in vars(self):
            self.first = draw_mask(self.rng, x.shape[1:], self.p) / (1 - self.p)
        self.factor = self.first if train else 1.0
        return x * self.factor


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (DrawnAgain, "{test:.1f} % of the opening's new digits"),
        (OneRow, "nothing worse shows: {test:.1f} % are right"),
        (ForEver, "{wrong:.1f} % of the wrong labels are learned by heart, and {test:.1f} % of the new digits"),
    ],
)
def test_symptoms_of_mistakes(mistake, words):
    found = training.runs(KIT._replace(dropout=mistake), IMAGES, (0.5,))
    row = {name: mean for name, (mean, _) in training.table(found)[0.5].items()}
    assert words.format(**row) in PAGE.line
    assert f"in place of {training.table(runs())[0.5]['test'][0]:.1f} %" in PAGE.line


def test_pictures():
    assert "B (p = 0.7) has 84 % of new digits" in style.description(figures.plot_opening(runs(), 0.7))
    assert "p = 0.7: 98, 29, 84" in style.description(figures.plot_memory(runs()))
