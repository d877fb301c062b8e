"""The reference of the last notebook: the same losses as PyTorch, and what its functions promise."""

import numpy as np

from autograder.tasks.recipe import ASKED, OWNER, PARTS
from chapters.shared.data import digits
from solutions import recipe
from solutions.recipe import build, class_accuracies, confusion_matrix, diagnose, learn
from tests.solutions.goldens import recorded
from tests.solutions.goldens.recipe import losses_of_ours

GOLDENS = recorded("recipe")


def test_losses_equal_pytorchs():
    np.testing.assert_allclose(losses_of_ours(), GOLDENS["losses"], rtol=1e-10)


def test_every_part_is_asked_what_its_own_notebook_asks():
    assert set(OWNER.values()) == set(PARTS)
    assert all(task.needs == (OWNER[asked],) for asked, task in ASKED.items())


def test_a_diagnosis_does_not_change_with_the_unit_of_time():
    rng = np.random.default_rng(0)
    train, validation = np.sort(rng.random(40))[::-1], np.full(40, 1.0)
    assert diagnose(train, validation, 10) == diagnose(train[-5:], validation[-5:], 10) == "overfitting"


def test_a_confusion_matrix_counts_every_image():
    from sklearn.metrics import confusion_matrix as counted

    labels, said = np.random.default_rng(0).integers(0, 7, (2, 500))
    matrix = confusion_matrix(labels, said, 7)
    np.testing.assert_array_equal(matrix, counted(labels, said))
    np.testing.assert_allclose(class_accuracies(matrix), [(said[labels == k] == k).mean() for k in range(7)])


def test_the_reader_is_the_same_for_the_same_generator():
    data = digits(np.random.default_rng(0), validation=300, test=600)
    sets = (data.train_x, data.train_labels), (data.validation_x, data.validation_labels)
    first, second = (np.random.default_rng(3) for _ in range(2))
    networks = build(first), build(second)
    for network, rng in zip(networks, (first, second), strict=True):
        learn(network, *sets, rng)
    np.testing.assert_array_equal(networks[0].predict(data.test_x), networks[1].predict(data.test_x))


def test_the_reader_is_that_of_its_best_epoch_with_its_running_averages(monkeypatch):
    watched = []

    class Watched(recipe.EarlyStopping):
        def update(self, loss, params):
            watched.append(loss)
            return super().update(loss, params)

    monkeypatch.setattr(recipe, "EarlyStopping", Watched)
    data, rng = digits(np.random.default_rng(0), validation=300, test=600), np.random.default_rng(0)
    held = data.validation_x, data.validation_labels
    network = build(rng)
    learn(network, (data.train_x, data.train_labels), held, rng)
    assert network.loss(*held) == min(watched) < watched[-1]
