"""What stops a student's code is told with its usual reason."""

import numpy as np
import pytest

from autograder.checks.own import check_gradients
from autograder.tasks.backward import check


class Layer:
    """A right layer, to be spoiled."""

    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x, train=True):
        self.x = x
        return np.where(x > 0, x, 0.0)

    def backward(self, dy):
        return np.where(self.x > 0, dy, 0.0)


def said(**methods):
    task = check.tasks["relu"]
    cases, expected = check.visible("relu")
    return str(task.verdict(cases, task.returned([type("ReLU", (Layer,), methods)], cases), expected))


def test_the_layer_that_is_spoiled_below_is_right():
    assert "right" in said()


@pytest.mark.parametrize(
    ("forward", "words"),
    [
        (lambda self, x, train=True: x[: len(x) / 1], "`//`"),
        (lambda self, x, train=True: np.zeros(x.size / 1), "`//`"),
        (lambda self, x, train=True: [x[i] for i in range(len(x) / 1)], "`//`"),
        (lambda self, x, train=True: x[len(x) / 2], "`//`"),
        (lambda self, x, train=True: x[np.zeros(2)], "indices are floats"),
        (lambda self, x, train=True: None + x, "without `return`"),
        (lambda self, x, train=True: xrange(3), "Python 2's"),  # noqa: F821
        (lambda self, x, train=True: {}.iteritems(), "Python 2's"),
        (lambda self, x, train=True: x if x > 0 else 0 * x, "one yes or no"),
        (lambda self, x, train=True: __import__("math").exp(x), "NumPy's own functions"),
        (lambda self, x, train=True: self.cache, "self.cache"),
        (lambda self, x, train=True: x.tolist().sum(), "of type list"),
        (lambda self, x, train=True: x.median(), "of type ndarray"),
        (lambda self, x, train=True: x.sum(axis=5), "axes are counted from 0"),
        (lambda self, x, train=True: x[99], "indices are counted from 0"),
        (lambda self, x, train=True: [1][3], "indices are counted from 0"),
        (lambda self, x, train=True: x @ x, "factors in each other's place"),
        (lambda self, x, train=True: x - np.ones((7, 5)), "matched from the last axis"),
        (lambda self, x, train=True: self.forward(x), "calls itself"),
        (lambda self, x, train=True: x.astype(np.float), "no such type any more"),  # noqa: NPY001
        (lambda self, x, train=True: np.subtract(x, 1.5, out=x.astype(int)), "whole numbers"),
        (lambda self, x, train=True: x[x > 0], "lays them flat"),
        (lambda self, x, train=True: np.max(x, 0), "`np.maximum`"),
        (lambda self, x, train=True: None, "`forward` gives None: its `return` is missing"),
    ],
)
def test_the_usual_reason_is_told(forward, words):
    assert words in said(forward=forward)


def test_a_mask_on_one_side_only_is_told():
    def forward(self, x, train=True):
        y = np.zeros_like(x)
        y[x > 0] = x.ravel()
        return y

    assert "pick there too" in said(forward=forward)


def test_what_is_not_written_is_told_by_its_name():
    def backward(self, dy):
        raise NotImplementedError

    assert "Nothing is written here yet, in `backward`" in said(backward=backward)


def test_backward_without_return_is_told():
    assert "`backward` gives None: its `return` is missing" in said(backward=lambda self, dy: None)


def test_a_second_batch_that_stops_leaves_the_first_to_be_judged():
    def forward(self, x, train=True):
        self.columns = getattr(self, "columns", np.ones(3))
        return Layer.forward(self, x + 0 * self.columns.reshape(x[0].shape))

    assert "The first batch goes through, another one does not" in said(forward=forward)
    wrong = said(forward=lambda self, x, train=True: forward(self, x) ** 2)
    assert "The forward pass is not right yet" in wrong
    assert "another one" not in wrong


def test_a_backward_that_stops_is_told_after_the_forward_pass():
    def backward(self, dy):
        return dy * self.mask

    assert "The forward pass is right. Your code stopped with AttributeError" in said(backward=backward)
    wrong = said(backward=backward, forward=lambda self, x, train=True: x)
    assert "AttributeError" not in wrong
    assert "The forward pass is not right yet" in wrong


def test_a_layer_of_ones_own_without_return_is_told():
    class Silent(Layer):
        def forward(self, x):
            self.x = x

    assert "`forward` gives None: its `return` is missing" in str(check_gradients(Silent(), np.ones((3, 2))))


@pytest.mark.parametrize(("axes", "words"), [((0, 1), "`float(...)`"), (1, "take the mean")])
def test_a_loss_that_is_no_number_is_told(axes, words):
    class Loss:
        def forward(self, x):
            self.x = x
            return (x**2).sum(axis=axes, keepdims=axes != 1)

        def backward(self):
            return 2 * self.x

    assert words in str(check_gradients(Loss(), np.ones((3, 2))))
