"""The section "In practice": conventions of PyTorch and scikit-learn."""

import inspect
import warnings

import numpy as np
import pytest

from solutions import activations, backward
from solutions.forward import Adaline


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")
    assert torch.nn.Linear(4, 3).weight.shape == (3, 4)
    assert torch.nn.MSELoss().reduction == "mean"
    defaults = inspect.signature(torch.utils.data.DataLoader).parameters
    assert defaults["shuffle"].default in (None, False)
    assert defaults["drop_last"].default is False
    with pytest.warns(UserWarning, match="broadcasting"):
        loss = torch.nn.MSELoss()(torch.tensor([[0.0], [1.0]]), torch.tensor([0.0, 1.0]))
    assert loss.item() == 0.5
    weight = torch.ones(1, requires_grad=True)
    with torch.no_grad():
        assert not (2 * weight).requires_grad


def test_conventions_of_scikit_learn():
    from sklearn.linear_model import LinearRegression, SGDRegressor
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(max_iter=1)
    assert (network.activation, network.hidden_layer_sizes, network.batch_size) == ("relu", (100,), "auto")
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(30, 4)), rng.normal(size=30)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network.fit(x, np.arange(30) % 3)
    assert [weights.shape for weights in network.coefs_] == [(4, 100), (100, 3)]
    steps = SGDRegressor()
    assert (steps.loss, steps.learning_rate) == ("squared_error", "invscaling")
    assert steps.alpha == 1e-4
    neuron, exact = Adaline(4), LinearRegression().fit(x, t)
    for _ in range(2000):
        neuron.step(x, t, 0.1)
    np.testing.assert_allclose(neuron.w, exact.coef_, rtol=1e-10)
    assert neuron.b == pytest.approx(exact.intercept_, rel=1e-10)


def test_one_step_of_scikit_learns_neuron_is_ours_with_half_the_loss():
    from sklearn.linear_model import SGDRegressor

    x, t = np.array([[2.0, -1.0]]), np.array([3.0])
    steps = SGDRegressor(alpha=0.0, learning_rate="constant", eta0=0.1, max_iter=1, tol=None).fit(x, t)
    neuron = Adaline(2)
    neuron.step(x, t, 0.05)
    np.testing.assert_allclose(steps.coef_, neuron.w, rtol=1e-10)


def test_numbers_of_the_quiz_and_of_the_pitfalls():
    assert 5 * -(-1000 // 64) == 80
    assert (5 * (1000 // 64), 1000 % 64) == (75, 40)
    assert (1 - 0.3 * 10, 2 / 10) == (-2, 0.2)
    assert 5 * np.log(10) == pytest.approx(11.5, abs=0.02)
    assert np.exp(-11.5) == pytest.approx(1e-5, rel=0.02)
    assert -np.log(1e-12) == pytest.approx(27.6, abs=0.05)


def test_stretched_shapes_lead_to_the_mean():
    t = np.random.default_rng(0).normal(size=7)

    def stretched(y):
        return float(np.square(y - t).mean())

    flat = np.full((7, 1), t.mean())
    assert (flat - t).shape == (7, 7)
    assert all(stretched(flat + step) > stretched(flat) for step in 0.1 * np.eye(7)[:, :, np.newaxis])


@pytest.mark.parametrize(
    ("make", "overwrite", "survives"),
    [
        (activations.Softplus, lambda z: np.logaddexp(0, z, out=z), False),
        (backward.ReLU, lambda z: np.maximum(z, 0, out=z), True),
    ],
)
def test_an_array_overwritten_on_the_way_harms_softplus_and_spares_relu(make, overwrite, survives):
    class InPlace(make):
        def forward(self, x, train=True):
            super().forward(x, train)
            y = overwrite(x)
            if make is backward.ReLU:
                self.positive = y > 0  # all that backward finds in the array
            return y

    z, dy = np.random.default_rng(0).normal(size=(2, 6, 4))
    right, in_place = make(), InPlace()
    np.testing.assert_allclose(right.forward(z.copy()), in_place.forward(z.copy()))
    agree = np.allclose(right.backward(dy), in_place.backward(dy))
    assert agree == survives
