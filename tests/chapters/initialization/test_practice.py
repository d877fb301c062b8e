"""The section "In practice": what PyTorch and scikit-learn do by default."""

import inspect

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier

from chapters.shared.data import digits


def test_linear_layers_of_pytorch_draw_weights_and_biases_from_one_interval():
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    layer = torch.nn.Linear(300, 200)
    bound = 1 / np.sqrt(300)
    for values in (layer.weight.detach().numpy(), layer.bias.detach().numpy()):
        assert np.abs(values).max() <= bound
        assert values.std() == pytest.approx(bound / np.sqrt(3), rel=0.06)
    assert layer.weight.shape == (200, 300)
    assert "a=math.sqrt(5)" in inspect.getsource(torch.nn.Linear.reset_parameters)


def test_gains_of_pytorch():
    torch = pytest.importorskip("torch")
    gains = {name: torch.nn.init.calculate_gain(name) for name in ("linear", "sigmoid", "tanh", "relu")}
    assert gains == pytest.approx({"linear": 1, "sigmoid": 1, "tanh": 5 / 3, "relu": np.sqrt(2)})
    # A leaky ReLU of slope sqrt(5) has the gain that gives nn.Linear its bound.
    slope = torch.nn.init.calculate_gain("leaky_relu", np.sqrt(5))
    assert slope * np.sqrt(3 / 300) == pytest.approx(1 / np.sqrt(300))


def test_orthogonal_of_pytorch_corrects_the_signs():
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    signs = {float(torch.sign(torch.nn.init.orthogonal_(torch.empty(3, 3))[0, 0])) for _ in range(50)}
    assert signs == {-1.0, 1.0}


@pytest.mark.parametrize(("activation", "factor"), [("relu", 6), ("tanh", 6), ("logistic", 2)])
def test_scikit_learn_draws_by_glorot(activation, factor):
    images = digits(np.random.default_rng(0))
    model = MLPClassifier((100,), activation=activation, max_iter=1, learning_rate_init=1e-12, random_state=0)
    with pytest.warns(UserWarning, match="Maximum iterations"):
        model.fit(images.train_x, images.train_labels)
    bound = np.sqrt(factor / (64 + 100))
    assert np.abs(model.coefs_[0]).max() == pytest.approx(bound, rel=0.01)
    assert np.abs(model.coefs_[0]).max() <= bound + 1e-9
    assert 0 < np.abs(model.intercepts_[0]).max() <= bound + 1e-9
