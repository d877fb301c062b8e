"""The symptoms that the page gives for its pitfalls, each with the mistake made."""

import numpy as np
import pytest
from scipy.linalg import LinAlgError
from scipy.special import ndtr
from sklearn.datasets import load_digits

from chapters.search import bayes, holdout, problem
from solutions import search
from tests.chapters.page import Page

PAGE = Page("search")


def searched(monkeypatch, improvement):
    """The rows that a search tries with this improvement in place of the right one, and their scores."""
    monkeypatch.setattr(search, "expected_improvement", improvement)
    return bayes.searches(search.bayesian_search)["evidence"]


def test_on_a_linear_scale_the_best_trial_is_mostly_the_smallest():
    smallest = []
    for seed in range(1000):
        rates = np.random.default_rng(seed).uniform(1e-4, 10, 16)
        scores = problem.along_curve(np.log(rates / 1e-4) / np.log(1e5))
        smallest.append(scores.argmax() == rates.argmin())
    assert f"In {100 * np.mean(smallest):.0f} of 100 searches like that of the opening" in PAGE.line


def test_sorted_data_make_folds_of_which_some_score_nothing():
    x, labels = load_digits(return_X_y=True)
    order = np.argsort(labels, kind="stable")
    x, labels = x[order] + 1e-9 * np.random.default_rng(0).normal(size=x.shape), labels[order]
    rows = np.arange(len(x))
    cut = [(np.setdiff1d(rows, held), held) for held in np.array_split(rows, 10)]
    assert min(len(np.unique(labels[held])) for _, held in cut) == 1
    scores = search.cross_validate(x, labels, cut, holdout.nearest_mean)
    assert (scores < 0.05).sum() >= 3
    mixed = search.cross_validate(x, labels, search.folds(len(x), 10, np.random.default_rng(0)), holdout.nearest_mean)
    assert mixed.min() > 0.8


def test_what_max_and_argmax_make_of_nan():
    assert max([1.0, np.nan, 2.0]) == 2.0
    assert np.isnan(max([np.nan, 1.0, 2.0]))
    assert np.argmax([1.0, np.nan, 2.0]) == 1


def test_a_wrong_sign_finds_the_bottom(monkeypatch):
    right = search.expected_improvement
    _, scores = searched(monkeypatch, lambda *arguments: -right(*arguments))
    assert max(scores[2:]) < 0.4


def test_the_variance_in_place_of_the_deviation_is_too_sure():
    tried = np.array(bayes.ORDER)
    scores, truth = problem.along_curve(tried), problem.along_curve(bayes.PLACES)
    mean, deviation = bayes.belief(search.posterior, tried, scores, 0.1)
    spread = bayes.standardized(scores)[2]
    inside = [100 * np.mean(np.abs(truth - mean) <= 2 * band + 1e-9) for band in (deviation, deviation**2 / spread)]
    assert f"holds {inside[0]:.0f} % of the true curve; with this mistake it holds {inside[1]:.0f} %" in PAGE.line


@pytest.mark.parametrize("places", [np.array([0.5, 0.5]), np.linspace(0, 0.2, 11)], ids=["twice", "close together"])
def test_without_noise_a_matrix_is_not_positive_definite(places):
    with pytest.raises(LinAlgError, match="not positive definite"):
        search.posterior(places[:, None], np.zeros(len(places)), np.zeros((1, 1)), 0.5, 0.0)


def test_without_the_density_the_search_stays_near_what_it_has_tried(monkeypatch):
    right = searched(monkeypatch, search.expected_improvement)[0]
    assert {0, 100} <= set(right)

    def no_density(mean, deviation, best):
        zeta = (mean - best) / np.where(deviation > 0, deviation, 1)
        return np.where(deviation > 0, (mean - best) * ndtr(zeta), np.maximum(mean - best, 0))

    rows, _ = searched(monkeypatch, no_density)
    assert min(rows) > 20
    assert max(rows) < 80
