"""The reference against PyTorch: layers, activations, losses, a forward pass and training, to 1e-10 in float64."""

import numpy as np
import pytest

from solutions import forward
from tests.solutions.goldens import recorded, same
from tests.solutions.goldens.forward import SHAPES, inputs

GIVEN = [inputs(seed, *shape) for seed, shape in enumerate(SHAPES)]
GOLDENS = recorded("forward")


@pytest.fixture(params=range(len(SHAPES)), ids=map(str, SHAPES))
def case(request):
    return GIVEN[request.param], GOLDENS[request.param]


def test_affine(case):
    given, golden = case
    same(forward.Affine(given["W"], given["b"]).forward(given["x"]), golden["affine"])


@pytest.mark.parametrize("name", ["sigmoid", "softmax"])
def test_function_of_logits_up_to_thousands(case, name):
    given, golden = case
    same(getattr(forward, name)(given["logits"]), golden[name])


def test_losses(case):
    given, golden = case
    same(forward.cross_entropy(given["logits"], given["labels"]), golden["cross_entropy"])
    same(forward.mean_squared_error(golden["affine"], given["T"]), golden["mean_squared_error"])


def test_forward_pass(case):
    given, golden = case
    kept = forward.forward_pass(given["x"], [(given["W"], given["b"]), (given["V"], given["c"])])
    for ours, theirs in zip(kept, [given["x"], *(golden[name] for name in ("affine", "relu", "output"))], strict=True):
        same(ours, theirs)


def test_fifty_steps_of_one_neuron(case):
    given, golden = case
    neuron = forward.Adaline(given["x"].shape[1])
    neuron.w = given["w"].copy()
    same(forward.train(neuron, lambda: [(given["x"], given["t"])], 0.02, 50), golden["losses"])
    same(neuron.w, golden["w"])
    same(neuron.b, golden["b"])


def test_large_logits_stay_finite():
    logits = np.array([[1000.0, 0.0, -1000.0]])
    assert forward.cross_entropy(logits, np.array([2])) == 2000
    with np.errstate(all="raise", under="ignore"):
        same(forward.sigmoid(logits), np.array([[1.0, 0.5, 0.0]]))


def test_shapes_that_would_be_stretched_are_refused():
    with pytest.raises(ValueError, match="differ"):
        forward.mean_squared_error(np.zeros((3, 1)), np.zeros(3))


def test_minibatches_are_an_epoch():
    x, labels = np.arange(10.0).reshape(-1, 1), np.arange(10)
    few = list(forward.minibatches(x, labels, 4, np.random.default_rng(0)))
    assert [len(rows) for rows, _ in few] == [4, 4, 2]
    assert sorted(np.concatenate([names for _, names in few])) == list(range(10))
    assert all((rows[:, 0] == names).all() for rows, names in few)


def test_evaluation_between_two_passes_does_no_harm():
    layer, x = forward.Affine(np.ones((2, 1)), np.zeros(1)), np.ones((3, 2))
    layer.forward(x)
    layer.forward(np.zeros((5, 2)), train=False)
    assert layer.x is x
