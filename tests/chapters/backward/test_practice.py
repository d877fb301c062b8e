"""The table "In practice": where PyTorch agrees with the chapter and where its conventions differ.

`pytorch.json` holds what PyTorch returned for the inputs below, so that the chapter's side is also tested without it.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from chapters.backward.checking import relative_error
from solutions.backward import Affine, ReLU, Sigmoid, SoftmaxCrossEntropy

GOLDEN = Path(__file__).with_name("pytorch.json")
TOLERANCE = 1e-10


def inputs():
    rng = np.random.default_rng(0)
    x, W, b = rng.normal(size=(6, 4)), rng.normal(size=(4, 3)), rng.normal(size=3)
    return x, W, b, rng.integers(0, 3, 6)


def by_torch(torch):
    """The chapter's layers in PyTorch; every gradient by its own backward pass."""
    x, W, b, labels = inputs()
    leaves = [torch.tensor(array, requires_grad=True) for array in (x, W, b)]
    linear = torch.nn.functional.linear(leaves[0], leaves[1].T, leaves[2])
    found = {}
    for name, activation in (("sigmoid", torch.sigmoid), ("relu", torch.relu)):
        for reduction in ("mean", "sum"):
            loss = torch.nn.CrossEntropyLoss(reduction=reduction)(activation(linear), torch.tensor(labels))
            gradients = torch.autograd.grad(loss, leaves, retain_graph=True)
            found[f"{name} {reduction}"] = [loss.item(), *(gradient.numpy().tolist() for gradient in gradients)]
    return found


@pytest.mark.parametrize(("name", "activation"), [("sigmoid", Sigmoid), ("relu", ReLU)])
def test_mean_agrees_and_sum_is_n_times_as_large(name, activation):
    golden = json.loads(GOLDEN.read_text())
    x, W, b, labels = inputs()
    layers, loss = [Affine(W, b), activation()], SoftmaxCrossEntropy()
    value = loss.forward(layers[1].forward(layers[0].forward(x)), labels)
    dx = layers[0].backward(layers[1].backward(loss.backward()))
    ours = [np.array(value), dx, layers[0].grads["W"], layers[0].grads["b"]]
    for reduction, factor in (("mean", 1), ("sum", len(x))):
        for mine, theirs in zip(ours, golden[f"{name} {reduction}"], strict=True):
            assert relative_error(factor * mine, np.array(theirs)) < TOLERANCE


def test_goldens_are_what_pytorch_returns():
    torch = pytest.importorskip("torch")
    golden = json.loads(GOLDEN.read_text())
    for name, values in by_torch(torch).items():
        for ours, theirs in zip(golden[name], values, strict=True):
            assert relative_error(np.array(ours), np.array(theirs)) < TOLERANCE


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")
    assert torch.get_default_dtype() == torch.float32
    assert torch.nn.Linear(4, 3).weight.shape == (3, 4)
    assert torch.nn.CrossEntropyLoss().reduction == "mean"
    defaults = inspect.signature(torch.autograd.gradcheck).parameters
    assert (defaults["eps"].default, defaults["rtol"].default) == (1e-6, 1e-3)
    x = torch.zeros(1, requires_grad=True)
    torch.relu(x).sum().backward()
    assert x.grad.item() == 0
    w = torch.ones(1, requires_grad=True)
    for expected in (3.0, 6.0):
        (3 * w).sum().backward()
        assert w.grad.item() == expected


def test_relu_is_flat_at_the_kink_here_too():
    layer = ReLU()
    layer.forward(np.zeros((1, 1)))
    assert layer.backward(np.ones((1, 1))).item() == 0
