"""The section "In practice": what the libraries do unless they are told otherwise."""

import inspect

import numpy as np
import pytest
from scipy.stats import loguniform
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.model_selection import GridSearchCV, HalvingRandomSearchCV, KFold, RandomizedSearchCV


def default(kind, name):
    return inspect.signature(kind).parameters[name].default


def test_conventions_of_scikit_learn():
    assert not KFold().shuffle
    assert KFold().n_splits == 5
    parts = [validation for _, validation in KFold(3).split(np.zeros((9, 1)))]
    assert [part.tolist() for part in parts] == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert default(GridSearchCV, "refit") is True
    assert default(RandomizedSearchCV, "refit") is True
    assert default(HalvingRandomSearchCV, "factor") == 3
    assert default(GaussianProcessRegressor, "alpha") == 1e-10


def test_loguniform_of_scipy_has_our_distribution():
    assert loguniform(1e-4, 1e1).cdf(0.1) == pytest.approx(np.log(1e3) / np.log(1e5))
    assert loguniform(1e-4, 1e1).pdf(0.1) == pytest.approx(1 / (0.1 * np.log(1e5)))


def test_conventions_of_optuna():
    import optuna

    assert str(default(optuna.create_study, "direction")) == "None"
    study = optuna.create_study()
    assert study.direction == optuna.study.StudyDirection.MINIMIZE
    assert not default(optuna.create_study, "load_if_exists")
    assert default(optuna.trial.Trial.suggest_float, "log") is False
