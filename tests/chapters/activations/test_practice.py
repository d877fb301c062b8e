"""The section "In practice": PyTorch's conventions, as far as it is installed, and scikit-learn's."""

import inspect

import numpy as np
import pytest

from chapters.activations import shapes
from solutions.activations import LeakyReLU, Softplus, Tanh
from tests.chapters.page import Page

PAGE = Page("activations")


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


@pytest.mark.parametrize("name", ["tanh", "leaky", "softplus"])
def test_agreement_to_ten_digits(torch, name):
    layer, theirs = {
        "tanh": (Tanh(), torch.nn.Tanh()),
        "leaky": (LeakyReLU(), torch.nn.LeakyReLU()),
        "softplus": (Softplus(), torch.nn.Softplus(threshold=100)),
    }[name]
    x = np.linspace(-50, 50, 1001)[np.newaxis]
    z = torch.tensor(x, requires_grad=True)
    y = theirs(z)
    y.sum().backward()
    np.testing.assert_allclose(layer.forward(x), y.detach().numpy(), rtol=1e-10)
    np.testing.assert_allclose(layer.backward(np.ones_like(x)), z.grad.numpy(), rtol=1e-10, atol=1e-15)


def test_defaults_on_the_page(torch):
    assert inspect.signature(torch.nn.LeakyReLU).parameters["negative_slope"].default == 0.01
    softplus = inspect.signature(torch.nn.Softplus).parameters
    assert (softplus["beta"].default, softplus["threshold"].default) == (1.0, 20.0)
    gains = [torch.nn.init.calculate_gain(name) for name in ("sigmoid", "tanh", "relu")]
    assert gains == pytest.approx([1, 5 / 3, np.sqrt(2)])
    x = np.array([[20.0001]])
    assert Softplus().forward(x)[0, 0] - torch.nn.Softplus()(torch.tensor(x)).item() == pytest.approx(2e-9, rel=0.05)
    assert r"$2\times10^{-9}$ at 20" in PAGE.line


def test_smooth_activations_and_clipping_of_pytorch(torch):
    x = np.linspace(-8, 8, 161)[np.newaxis]
    for ours, theirs in ((shapes.SiLU(), torch.nn.SiLU()), (shapes.GELU(), torch.nn.GELU())):
        z = torch.tensor(x, requires_grad=True)
        theirs(z).sum().backward()
        np.testing.assert_allclose(ours.forward(x), theirs(z).detach().numpy(), rtol=1e-10, atol=1e-14)
        np.testing.assert_allclose(ours.backward(np.ones_like(x)), z.grad.numpy(), rtol=1e-10, atol=1e-14)
    parameters = [torch.nn.Parameter(torch.zeros(2)), torch.nn.Parameter(torch.zeros(1))]
    parameters[0].grad, parameters[1].grad = torch.tensor([3.0, 0.0]), torch.tensor([4.0])
    assert torch.nn.utils.clip_grad_norm_(parameters, 1.0).item() == 5
    assert [*parameters[0].grad.tolist(), *parameters[1].grad.tolist()] == pytest.approx([0.6, 0, 0.8], abs=1e-5)


def test_at_zero_leaky_relu_takes_the_left_slope(torch):
    x = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    torch.nn.functional.leaky_relu(x, 0.1).backward()
    layer = LeakyReLU(0.1)
    layer.forward(np.zeros((1, 1)))
    assert layer.backward(np.ones((1, 1))).item() == x.grad.item() == 0.1


@pytest.mark.parametrize(("activation", "factor"), [("logistic", 2), ("relu", 6), ("tanh", 6)])
def test_first_weights_of_scikit_learn(activation, factor):
    from sklearn.neural_network import MLPClassifier

    rng = np.random.default_rng(0)
    network = MLPClassifier((200,), activation, random_state=0, max_iter=1, learning_rate_init=1e-12, solver="sgd")
    with pytest.warns(UserWarning, match="(?i)iterations"):
        network.fit(rng.normal(size=(10, 100)), rng.integers(0, 2, 10))
    assert np.abs(network.coefs_[0]).max() == pytest.approx(np.sqrt(factor / 300), rel=0.01)
