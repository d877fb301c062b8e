"""The section "In practice": where the libraries' conventions differ, for those that are installed."""

import inspect

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import MinMaxScaler, StandardScaler

from chapters.batchnorm.wines import min_max, wines
from solutions.batchnorm import standardize, whiten

DATA = wines()


def test_standard_scaler_is_standardize():
    scaler = StandardScaler().fit(DATA.train_x)
    np.testing.assert_allclose(scaler.transform(DATA.test_x), standardize(DATA.train_x, DATA.test_x), rtol=1e-10)
    constant = np.column_stack([DATA.train_x[:, 0], np.full(120, 5.0)])
    new = np.array([[13.0, 7.0]])
    np.testing.assert_allclose(StandardScaler().fit(constant).transform(new), standardize(constant, new))


def test_min_max_scaler():
    scaler = MinMaxScaler().fit(DATA.train_x)
    np.testing.assert_allclose(scaler.transform(DATA.test_x), min_max(DATA.train_x, DATA.test_x), rtol=1e-10)


def test_pca_whitens_with_the_unbiased_covariance_and_does_not_turn_back():
    x = standardize(DATA.train_x, DATA.train_x)
    theirs, ours = PCA(whiten=True).fit(x).transform(x), whiten(x, x)
    np.testing.assert_allclose(np.cov(theirs.T), np.eye(12), atol=1e-10)
    np.testing.assert_allclose(np.cov(ours.T, bias=True), np.eye(12), atol=1e-10)
    np.testing.assert_allclose(theirs @ theirs.T * 120 / 119, ours @ ours.T, atol=1e-9)
    assert np.abs(theirs - ours).max() > 1


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")
    norm = torch.nn.BatchNorm1d(1, dtype=torch.float64)
    assert (norm.momentum, norm.eps, torch.nn.LayerNorm(1).eps) == (0.1, 1e-5, 1e-5)
    assert [name for name, _ in norm.named_parameters()] == ["weight", "bias"]
    batch = torch.tensor([[1.0], [7.0], [9.0], [15.0]], dtype=torch.float64)
    out = norm(batch)
    assert out[0].item() == pytest.approx(-7 / np.sqrt(25 + 1e-5))
    assert norm.running_mean.item() == pytest.approx(0.8)
    assert norm.running_var.item() == pytest.approx(0.9 + 0.1 * 100 / 3)
    with pytest.raises(ValueError, match="more than 1 value"):
        norm(batch[:1])
    norm.eval()
    assert norm(batch[:1]).shape == (1, 1)
    assert inspect.signature(torch.nn.Linear).parameters["bias"].default is True
