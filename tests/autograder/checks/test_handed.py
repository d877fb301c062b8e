"""What a layer gets is a copy, what it is judged by is not: no layer passes by changing its yardstick, in any check."""

import numpy as np
import pytest

from autograder.checks import check_gradients
from autograder.checks.probing.handed import Handed
from autograder.tasks.backward import check
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy, TwoLayerNet


class Layer:
    """What the layers below have in common."""

    def __init__(self):
        self.params, self.grads = {}, {}


class Eraser(Layer):
    def forward(self, x, train=True):
        self.y = 0.5 * (1 + np.tanh(0.5 * x))
        return self.y

    def backward(self, dy):
        dy[...] = 0
        return np.zeros_like(self.y)


class SlopeInPlace(Eraser):
    def backward(self, dy):
        dy *= self.y * (1 - self.y)
        return dy


class CutInPlace(Layer):
    def forward(self, x, train=True):
        out = x
        out[out < 0] = 0
        self.positive = out > 0
        return out

    def backward(self, dy):
        return dy * self.positive


class WritesIntoItsOutput(Layer):
    def forward(self, x, train=True):
        self.y = np.maximum(x, 0)
        return self.y

    def backward(self, dy):
        self.y[self.y > 0] = 1
        return dy * self.y


class WritesIntoItsInput(WritesIntoItsOutput):
    def forward(self, x, train=True):
        self.y = x
        return np.maximum(x, 0)

    def backward(self, dy):
        self.y[...] = self.y > 0
        return dy * self.y


class Learns(Affine):
    def backward(self, dy):
        dx = super().backward(dy)
        self.params["W"] -= 0.1 * self.grads["W"]
        return dx


class Decays(Affine):
    def forward(self, x, train=True):
        self.params["W"] = 0.9 * self.params["W"]
        return super().forward(x)


class ShiftsLogits(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        logits -= logits.max(axis=1, keepdims=True)
        return super().forward(logits, labels)


CHANGES = [
    (Eraser, "sigmoid", "`backward` changed its argument `dy` in place"),
    (SlopeInPlace, "sigmoid", "`backward` changed its argument `dy` in place"),
    (CutInPlace, "relu", "`forward` changed its argument `x` in place"),
    (WritesIntoItsOutput, "relu", "`backward` changed what `forward` had returned"),
    (WritesIntoItsInput, "relu", "`backward` changed its argument `x` in place"),
    (Learns, "affine-backward", "`backward` changed the parameter `W`"),
    (Decays, "affine-backward", "`forward` changed the parameter `W`"),
    (ShiftsLogits, "softmax-backward", "`forward` changed its argument `logits` in place"),
]


@pytest.mark.parametrize(("layer", "task", "words"), CHANGES)
def test_a_task_finds_what_was_changed_in_place_and_says_nothing_else(layer, task, words):
    cases, expected = check.visible(task)
    verdict = check.tasks[task].verdict(cases, check.tasks[task].returned([layer], cases), expected)
    assert words in verdict.findings[0].what
    assert len(verdict.findings) == 1


@pytest.mark.parametrize("samples", [3, 40])
@pytest.mark.parametrize(("layer", "task", "words"), CHANGES)
def test_check_gradients_finds_it_and_leaves_all_as_it_was(layer, task, words, samples):
    rng = np.random.default_rng(0)
    x, inputs = rng.normal(size=(samples, 6)), ()
    made = layer(rng.normal(size=(6, 30)), rng.normal(size=30)) if issubclass(layer, Affine) else layer()
    if layer is ShiftsLogits:
        inputs = (rng.integers(0, 6, samples),)
    before, parameters = x.copy(), {name: array.copy() for name, array in made.params.items()}
    verdict = check_gradients(made, x, *inputs)
    assert words in verdict.findings[0].what
    assert len(verdict.findings) == 1
    np.testing.assert_array_equal(x, before)
    for name, array in parameters.items():
        np.testing.assert_array_equal(made.params[name], array)


def test_a_network_that_learns_while_it_is_asked_for_gradients_is_found():
    class Eager(TwoLayerNet):
        def gradients(self, x, labels):
            found = super().gradients(x, labels)
            self.params["b1"] -= found["b1"]
            return found

    cases, expected = check.visible("network")
    said = str(check.tasks["network"].verdict(cases, check.tasks["network"].returned([Eager], cases), expected))
    assert "`gradients` changed the parameter `b1`" in said


class KeepsItsInput(Layer):
    """Wrong, and right only where the upstream gradient is the input."""

    def forward(self, x, train=True):
        self.x = x
        return x + 1

    def backward(self, dy):
        return self.x


@pytest.mark.parametrize("shape", [(4, 3), (40, 30)])
def test_no_draw_of_a_student_s_is_the_check_s_own(shape):
    for seed in range(4):
        rng = np.random.default_rng(seed)
        for x in (rng.normal(size=shape), rng.standard_normal(shape), np.random.default_rng(seed).random(shape)):
            assert not check_gradients(KeepsItsInput(), x, seed=seed).passed


@pytest.mark.parametrize("layer", [Sigmoid, ReLU])
def test_a_layer_that_hands_on_its_own_arrays_unchanged_is_right(layer):
    assert check_gradients(layer(), np.random.default_rng(0).normal(size=(40, 6))).passed


COINS = np.random.default_rng(1)


class Jumping(Layer):
    """A backward pass that is wrong, behind a forward pass in which no difference can be measured."""

    def __init__(self, noise):
        super().__init__()
        self.noise = noise

    def forward(self, x):
        return self.noise(np.tanh(x))

    def backward(self, dy):
        return 3 * dy


@pytest.mark.parametrize("shape", [(3, 3), (40, 3)])
@pytest.mark.parametrize(
    ("noise", "words"),
    [
        (lambda y: y.astype(np.float32), "float32"),
        (lambda y: y.astype(np.float32).astype(float), "float32"),
        (lambda y: y * COINS.binomial(1, 0.5, y.shape), "two calls with the same input"),
    ],
)
def test_what_cannot_be_measured_does_not_pass(shape, noise, words):
    said = str(check_gradients(Jumping(noise), np.random.default_rng(0).normal(size=shape)))
    assert "The forward pass jumps" in said
    assert words in said


def test_changes_are_noted_with_the_first_call_and_put_back():
    handed = Handed()
    x = np.array([1.0, np.nan])
    held = {"W": np.ones(2), "b": np.zeros(2), "more": 3}
    copies = handed.copies({"x": x, "labels": [1, 2]})
    handed.watch("parameter", held)
    handed.look("forward")
    assert handed.changed == {}
    copies["x"][0] = 5
    held["b"] = np.zeros(2)  # another array with the same numbers
    handed.look("forward")
    del held["W"]
    handed.look("backward")
    assert handed.changed == {
        "x": {"kind": "argument", "call": "forward"},
        "W": {"kind": "parameter", "call": "backward"},
    }
    np.testing.assert_array_equal(x, [1.0, np.nan])
    handed.put_back()
    np.testing.assert_array_equal(copies["x"], x)
