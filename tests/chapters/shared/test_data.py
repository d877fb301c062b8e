"""The embedded data sets."""

import numpy as np

from chapters.shared.data import digits, two_circles


def test_circles_are_balanced():
    x, labels = two_circles()
    assert x.shape == (1000, 2)
    assert np.bincount(labels).tolist() == [500, 500]


def test_every_digit_is_in_exactly_one_part():
    found = digits(np.random.default_rng(0))
    assert [len(part) for part in found[::2]] == [1197, 300, 300]
    assert [len(part) for part in found[1::2]] == [1197, 300, 300]
    x = np.concatenate(found[::2])
    assert (x.min(), x.max()) == (0.0, 1.0)
    assert len(np.unique(x, axis=0)) == len(np.unique(digits(np.random.default_rng(1)).train_x, axis=0)) + 600


def test_images_keep_their_labels():
    one, other = (digits(np.random.default_rng(seed), validation=0, test=0) for seed in (0, 1))

    def in_order(x, labels):
        rows = np.column_stack([x, labels])
        return rows[np.lexsort(rows.T)]

    np.testing.assert_array_equal(in_order(one.train_x, one.train_labels), in_order(other.train_x, other.train_labels))
