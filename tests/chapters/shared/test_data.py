"""The embedded data sets."""

import numpy as np
from sklearn.datasets import load_digits

from chapters.shared import data
from chapters.shared.data import digits, kept_digits, practice_digits, two_circles


def test_circles_are_balanced():
    x, labels = two_circles()
    assert x.shape == (1000, 2)
    assert np.bincount(labels).tolist() == [500, 500]


def test_images_and_labels_are_those_of_scikit_learn():
    images, labels = load_digits(return_X_y=True)
    np.testing.assert_array_equal(data._images()[0], images / 16)
    np.testing.assert_array_equal(data._images()[1], labels)


def test_every_digit_is_in_exactly_one_part():
    found = digits(np.random.default_rng(0))
    assert [len(part) for part in found[::2]] == [1197, 300, 300]
    assert [len(part) for part in found[1::2]] == [1197, 300, 300]
    x = np.concatenate(found[::2])
    assert (x.min(), x.max()) == (0.0, 1.0)
    assert len(np.unique(x, axis=0)) == len(np.unique(digits(np.random.default_rng(1)).train_x, axis=0)) + 600


def test_digits_for_practice_have_no_image_that_is_kept():
    found = practice_digits(np.random.default_rng(0))
    assert [len(part) for part in found] == [597, 597, 300, 300, 300, 300]
    kept_x, kept_labels = kept_digits()
    assert kept_x.shape == (600, 64)
    assert len(np.unique(np.concatenate([*found[::2], kept_x]), axis=0)) == 1797
    assert np.bincount(kept_labels).min() > 45


def test_images_keep_their_labels():
    one, other = (digits(np.random.default_rng(seed), validation=0, test=0) for seed in (0, 1))

    def in_order(x, labels):
        rows = np.column_stack([x, labels])
        return rows[np.lexsort(rows.T)]

    np.testing.assert_array_equal(in_order(one.train_x, one.train_labels), in_order(other.train_x, other.train_labels))
