"""The section "In practice": where the libraries' conventions differ, for those that are installed."""

import inspect

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from solutions.optimizers import Adam, Momentum, Nesterov

GRADIENTS = np.random.default_rng(0).normal(size=(20, 3))


def followed(update):
    """The places of a point that starts at 1, step by step; `update(point, gradient)` changes it in place."""
    point, seen = np.ones(3), []
    for gradient in GRADIENTS:
        update(point, gradient)
        seen.append(point.copy())
    return np.array(seen)


def ours(optimizer):
    return followed(lambda point, gradient: optimizer.update({"p": point}, {"p": gradient}))


def sklearns(optimizer):
    def update(point, gradient):
        point += optimizer._get_updates([gradient])[0]

    return followed(update)


def test_nesterov_of_scikit_learn_has_the_rate_inside_its_velocity():
    theirs = sklearns(SGDOptimizer([np.ones(3)], learning_rate_init=0.1, momentum=0.9, nesterov=True))
    np.testing.assert_allclose(theirs, ours(Nesterov(0.1)), rtol=1e-10)
    optimizer = SGDOptimizer([np.ones(3)], learning_rate_init=0.1, momentum=0.9, nesterov=False)
    optimizer._get_updates([np.ones(3)])
    np.testing.assert_allclose(optimizer.velocities[0], -0.1)


def test_adam_of_scikit_learn_adds_epsilon_before_the_correction():
    epsilon = 0.1
    theirs = sklearns(AdamOptimizer([np.ones(3)], learning_rate_init=0.1, epsilon=epsilon))
    assert np.abs(theirs - ours(Adam(0.1, epsilon=epsilon))).max() > 0.01
    step = -np.diff(theirs, axis=0, prepend=np.ones((1, 3)))[0]
    root = np.sqrt(0.001) * np.abs(GRADIENTS[0])
    expected = 0.1 * np.sqrt(0.001) / 0.1 * 0.1 * GRADIENTS[0] / (root + epsilon)
    np.testing.assert_allclose(step, expected)
    small = sklearns(AdamOptimizer([np.ones(3)], learning_rate_init=0.1, epsilon=1e-12))
    np.testing.assert_allclose(small, ours(Adam(0.1, epsilon=1e-12)), rtol=1e-8)


def test_scikit_learns_defaults():
    defaults = MLPClassifier()
    assert (defaults.nesterovs_momentum, defaults.momentum, defaults.solver) == (True, 0.9, "adam")


def test_the_classical_velocity_is_the_same_at_a_constant_rate_only():
    velocity = np.zeros(3)

    def classical(rate):
        def update(point, gradient):
            nonlocal velocity
            velocity = 0.9 * velocity - rate(update.step) * gradient
            update.step += 1
            point += velocity

        update.step = 0
        return update

    np.testing.assert_allclose(followed(classical(lambda _: 0.1)), ours(Momentum(0.1)), rtol=1e-10)

    velocity, optimizer = np.zeros(3), Momentum(0.1)

    def falling(point, gradient):
        optimizer.learning_rate = 0.1 if falling.step < 10 else 0.01
        falling.step += 1
        optimizer.update({"p": point}, {"p": gradient})

    falling.step = 0
    theirs = followed(classical(lambda step: 0.1 if step < 10 else 0.01))
    mine = followed(falling)
    np.testing.assert_allclose(theirs[:10], mine[:10], rtol=1e-10)
    assert np.abs(theirs[10] - theirs[9]).max() > 3 * np.abs(mine[10] - mine[9]).max()


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")

    def default(kind, name):
        return inspect.signature(getattr(torch.optim, kind)).parameters[name].default

    assert default("RMSprop", "alpha") == 0.99
    assert (default("Adagrad", "eps"), default("RMSprop", "eps"), default("Adam", "eps")) == (1e-10, 1e-8, 1e-8)
    assert (default("Adam", "weight_decay"), default("AdamW", "weight_decay")) == (0, 0.01)
    assert default("SGD", "dampening") == 0


def test_decay_of_pytorchs_adam_goes_through_the_gradient():
    torch = pytest.importorskip("torch")
    found = {}
    for kind in ("Adam", "AdamW"):
        weight = torch.ones(1, dtype=torch.float64, requires_grad=True)
        weight.grad = torch.zeros_like(weight)
        getattr(torch.optim, kind)([weight], lr=0.1, weight_decay=0.5).step()
        found[kind] = weight.item()
    assert found["Adam"] == pytest.approx(0.9)
    assert found["AdamW"] == pytest.approx(0.95)


def test_decay_of_pytorchs_adamw_is_multiplied_by_the_rate():
    torch = pytest.importorskip("torch")
    weight = torch.ones(1, dtype=torch.float64, requires_grad=True)
    weight.grad = torch.zeros_like(weight)
    torch.optim.AdamW([weight], lr=0.001, weight_decay=0.01).step()
    assert 1 - weight.item() == pytest.approx(1e-5)
