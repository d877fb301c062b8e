"""The networks that are trained side by side, and the scores between the trainings."""

import numpy as np
import pytest

from chapters.search import problem
from chapters.shared.network import Sequential
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.optimizers import Momentum
from tests.chapters.page import Page

PAGE = Page("search")


def test_each_learns_what_the_layers_of_the_course_learn_alone():
    images = problem.data()
    settings = [problem.Setting(0.1, 1.0, 8), problem.Setting(0.01, 0.3, 8)]
    together = problem.Networks(settings, [3, 5])
    for _ in problem.epochs(together, images.train_x, images.train_labels, 2, seed=7):
        pass
    for row, (setting, seed) in enumerate(zip(settings, [3, 5], strict=True)):
        first, second = problem._first_weights(setting, np.random.default_rng(seed))
        layers = [Affine(first, np.zeros(8)), ReLU(), Affine(second, np.zeros(10))]
        alone = Sequential(layers, SoftmaxCrossEntropy())
        optimizer, rng = Momentum(setting.learning_rate, problem.MOMENTUM), np.random.default_rng(7)
        for _ in range(2):
            order = rng.permutation(len(images.train_x))
            for start in range(0, len(order), problem.BATCH):
                batch = order[start : start + problem.BATCH]
                optimizer.update(alone.params, alone.gradients(images.train_x[batch], images.train_labels[batch]))
        for ours, theirs in zip(together.params, alone.params.values(), strict=True):
            np.testing.assert_allclose(ours[row].squeeze(), theirs, rtol=1e-9, atol=1e-12)
        right = alone.accuracy(images.validation_x, images.validation_labels)
        assert np.mean(together.answers(images.validation_x)[row] == images.validation_labels) == pytest.approx(right)


def test_the_three_parts_have_the_sizes_that_the_page_tells():
    images = problem.data()
    assert [len(part) for part in images[1::2]] == [300, 400, 1097]
    assert "735 networks were trained on 300 digits: 21 learning rates, 7 scales" in PAGE.line
    assert np.prod(problem.TABLE) == 735


def test_settings_at_the_corners_and_in_the_middle():
    assert problem.setting(np.zeros(3)) == pytest.approx((1e-4, 0.01, 4))
    assert problem.setting(np.ones(3)) == pytest.approx((10, 10, 64))
    assert problem.setting(np.array([0.6, 2 / 3, 0.75])) == pytest.approx((0.1, 1.0, 32))


def test_scores_do_not_depend_on_the_company():
    settings = [problem.Setting(0.1, 1.0, 16), problem.Setting(0.01, 1.0, 4), problem.Setting(0.3, 0.1, 16)]
    together = problem.scores(settings)[:, -1]
    assert [problem.score(*setting) for setting in settings] == pytest.approx(list(together))


def test_the_landscape_is_the_table_at_its_places_and_between_neighbours_elsewhere():
    found = problem.landscape()
    assert found.at(np.array([0.6, 2 / 3, 1.0])) == pytest.approx(found.table[12, 4, 4])
    middle = found.at(np.array([0.625, 2 / 3, 1.0]))
    assert middle == pytest.approx(found.table[12:14, 4, 4].mean())
    assert problem.score(0.1, 1.0, 64) == pytest.approx(found.table[12, 4, 4])


def test_where_the_network_learns():
    rates = 1e-4 * 1e5**problem.CURVE
    good = rates[problem.curve() > 0.8]
    assert 0.018 < good.min() < 0.022
    assert 0.45 < good.max() < 0.55
    assert "a rate between 0.02 and 0.5" in PAGE.line
