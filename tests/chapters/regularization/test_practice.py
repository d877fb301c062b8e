"""The section "In practice": what the libraries' numbers mean."""

import numpy as np
import pytest
from sklearn.linear_model import Lasso, LogisticRegression, Ridge

from chapters.regularization.given import DESCENT, LAYERS
from solutions.backward import Affine, ReLU, SoftmaxCrossEntropy
from solutions.optimizers import Momentum

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(30, 4)), RNG.normal(size=30)
N = len(X)


def test_ridge_adds_to_the_sum_of_squares():
    alpha = 3.0
    w = Ridge(alpha=alpha, fit_intercept=False).fit(X, Y).coef_
    gradient = 2 / N * X.T @ (X @ w - Y) + 2 * alpha / N * w  # of the mean of squares, lambda = 2 alpha / N
    np.testing.assert_allclose(gradient, 0, atol=1e-8)


def test_lasso_stands_beside_half_a_mean_of_squares():
    alpha = 0.05
    w = Lasso(alpha=alpha, fit_intercept=False, tol=1e-12).fit(X, Y).coef_
    slope = X.T @ (X @ w - Y) / N
    assert (w != 0).any()
    np.testing.assert_allclose(slope[w != 0], -alpha * np.sign(w[w != 0]), atol=1e-6)
    assert (np.abs(slope[w == 0]) <= alpha + 1e-6).all()


def test_c_of_logistic_regression_is_the_other_way_round():
    labels, C = (Y > 0).astype(int), 0.7
    model = LogisticRegression(C=C, fit_intercept=False, tol=1e-10, max_iter=1000).fit(X, labels)
    w = model.coef_[0]
    gradient = X.T @ (1 / (1 + np.exp(-X @ w)) - labels) / N + w / (N * C)
    np.testing.assert_allclose(gradient, 0, atol=1e-6)


def test_pytorchs_weight_decay_is_the_factor_of_the_parameter_and_takes_biases_along():
    torch = pytest.importorskip("torch")
    for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
        bias = torch.ones(1, dtype=torch.float64, requires_grad=True)
        bias.grad = torch.zeros_like(bias)
        kind([bias], lr=0.1, weight_decay=0.5).step()
        assert bias.item() == pytest.approx(0.9 if kind is torch.optim.Adam else 0.95)


def test_pytorchs_weighted_mean_is_divided_by_the_weights():
    torch = pytest.importorskip("torch")
    logits, labels = torch.tensor(RNG.normal(size=(6, 3))), torch.tensor([0, 0, 1, 2, 2, 2])
    weights = torch.tensor([1.0, 5.0, 2.0], dtype=torch.float64)
    each = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    mean = (each * weights[labels]).sum() / weights[labels].sum()
    assert torch.nn.CrossEntropyLoss(weight=weights)(logits, labels).item() == pytest.approx(mean.item())


def test_the_layers_of_the_notebook_are_those_of_the_book():
    W, b, x, dy = RNG.normal(size=(4, 3)), RNG.normal(size=3), RNG.normal(size=(5, 4)), RNG.normal(size=(5, 3))
    for ours, theirs in ((LAYERS[0](W, b), Affine(W, b)), (LAYERS[1](), ReLU())):
        value = x if ours.params else dy
        np.testing.assert_allclose(ours.forward(value), theirs.forward(value))
        np.testing.assert_allclose(ours.backward(dy), theirs.backward(dy))
        for name in ours.params:
            np.testing.assert_allclose(ours.grads[name], theirs.grads[name])
    loss, reference, labels = LAYERS[2](), SoftmaxCrossEntropy(), np.array([0, 1, 2, 1, 0])
    assert loss.forward(dy, labels) == pytest.approx(reference.forward(dy, labels))
    np.testing.assert_allclose(loss.backward(), reference.backward())


def test_the_optimizer_of_the_notebook_is_momentum():
    one, other = np.ones(3), np.ones(3)
    descent, momentum = DESCENT(0.1), Momentum(0.1)
    for gradient in RNG.normal(size=(10, 3)):
        descent.update({"p": one}, {"p": gradient})
        momentum.update({"p": other}, {"p": gradient})
    np.testing.assert_allclose(one, other)
