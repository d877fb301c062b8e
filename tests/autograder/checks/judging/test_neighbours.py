"""Causes that are told in any task: each beside a neighbour with the same symptom, which must not get its words."""

import numpy as np
import pytest

from autograder.checks.judging.judge import judge
from autograder.checks.own import check_gradients


class Standardized:
    """Normalizes a batch, with the steps of its backward pass to be spoiled."""

    epsilon = 1e-3

    def forward(self, x):
        self.centred = x - x.mean(axis=0)
        self.variance = x.var(axis=0)
        self.root = np.sqrt(self.variance + self.epsilon)
        self.y = self.centred / self.root
        return self.y

    def paths(self, dy, mean=1.0, variance=1.0):
        return (dy - mean * dy.mean(axis=0) - variance * self.y * (dy * self.y).mean(axis=0)) / self.root

    def backward(self, dy):
        return self.paths(dy)


class Penalized:
    """A batch that goes through, with the half of its squares as a penalty."""

    def forward(self, x):
        self.x = x
        return float((x**3).sum() + (x**2).sum())

    def backward(self):
        return 3 * self.x**2 + 2 * self.x


def said(base, backward):
    x = np.random.default_rng(5).normal(size=(9, 4))
    return str(check_gradients(type("Spoiled", (base,), {"backward": backward})(), x))


def by_variance_without_sum(self, dy):
    return (dy - dy.mean(axis=0) - self.y * (dy * self.y) / len(dy)) / self.root


def by_another_variance(self, dy):
    inner = self.centred * (dy * self.centred).mean(axis=0) / (self.variance - self.epsilon)
    return (dy - dy.mean(axis=0) - inner) / self.root


@pytest.mark.parametrize(
    ("base", "backward", "words"),
    [
        (Standardized, lambda self, dy: self.paths(dy, variance=0), "the batch's variance,"),
        (Standardized, lambda self, dy: self.paths(dy, mean=0), "the batch's mean,"),
        (Standardized, lambda self, dy: self.paths(dy, 0, 0), "the batch's variance and mean,"),
        (Standardized, lambda self, dy: self.paths(dy, variance=2), "variance is there, with 2 times"),
        (Standardized, lambda self, dy: self.paths(dy, variance=0.5), "variance is there, with 0.5 times"),
        (Standardized, lambda self, dy: self.paths(dy, mean=0.5), "mean is there, with 0.5 times"),
        (Standardized, lambda self, dy: self.paths(dy, mean=2), "mean is there, with 2 times"),
        (Standardized, lambda self, dy: self.paths(dy, variance=-1), "variance is there, with -1 times"),
        (Standardized, by_variance_without_sum, ""),
        (Standardized, by_another_variance, ""),
        (Penalized, lambda self: 3 * self.x**2 + self.x, ""),
        (Penalized, lambda self: 3 * self.x**2, ""),
        (Penalized, lambda self: 3 * self.x**2 + 2 * self.x + 1, ""),
    ],
)
def test_a_missing_path_is_one_whose_size_what_came_tells(base, backward, words):
    found = said(base, backward)
    assert "not yet" in found
    assert ("also goes through" in found) is ("the batch's" in words)
    assert ("is there, with" in found) is ("is there" in words)
    assert words in found


def expected(got, want, **case):
    finding = judge({"label": "", "arguments": {}, **case}, {"outputs": {"y": got}}, {"outputs": {"y": want}})[0]
    return finding.likely


WANT = np.random.default_rng(3).normal(size=(4, 3))


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (4 * WANT, "1/N is missing"),
        (3 * WANT, "a constant factor of 3"),
        (WANT / 4, "the mean over the batch is taken twice"),
        (WANT / 3, "a constant factor of 0.3333"),
        (-WANT, "a sign"),
        (-2 * WANT, "a constant factor of -2"),
        (0 * WANT, "everything is 0"),
        (WANT.astype(np.float32), "float32"),
        (np.trunc(WANT).astype(int), "decimal point"),
        (WANT + 1, ""),
        (np.where(WANT > 0, 4 * WANT, WANT), ""),
        (np.where(WANT > 0, -WANT, WANT), ""),
        (1e8 * WANT + 1e7 * np.eye(4, 3), ""),
    ],
)
def test_a_factor_holds_for_every_entry_or_is_not_told(got, words):
    found = expected(got, WANT, batch=4)
    assert words in found
    assert bool(found) is bool(words)


def exponential():
    return np.exp(np.array([1e4]))


def logarithm():
    return np.log(np.zeros(1))


def quotient():
    return np.ones(1) / np.zeros(1)


def nought_by_nought():
    return np.zeros(1) / np.zeros(1)


@pytest.mark.parametrize(
    ("compute", "words"),
    [
        (exponential, "an overflow"),
        (logarithm, "the logarithm of 0,"),
        (quotient, "a division by 0,"),
        (nought_by_nought, "an operation without a result: 0/0"),
    ],
)
def test_what_left_the_range_is_told_by_what_was_seen(compute, words):
    class Layer:
        def forward(self, x):
            return x

        def backward(self, dy):
            return dy + compute()

    found = str(check_gradients(Layer(), np.ones((3, 2))))
    every = ("an overflow", "the logarithm of 0,", "a division by 0,", "an operation without a result: 0/0")
    assert [each for each in every if each in found] == [words]


def test_what_nobody_saw_is_told_as_perhaps():
    assert expected(np.full((4, 3), np.nan), WANT).startswith("a number left float64's range. Perhaps")


def test_a_transpose_is_told_only_where_it_is_one():
    square = np.random.default_rng(4).normal(size=(3, 3))
    assert "transpose" in expected(square.T, square)
    assert "transpose" not in expected(square[::-1], square)
