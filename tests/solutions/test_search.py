"""The reference against outside judges: scikit-learn, SciPy's integrals, PyTorch's distributions; and its promises."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF
from sklearn.model_selection import KFold

from solutions.search import (
    bayesian_search,
    choose,
    cross_validate,
    evidence,
    expected_improvement,
    folds,
    log_uniform,
    posterior,
    random_search,
    rbf,
    split,
    successive_halving,
)
from tests.solutions.goldens import recorded
from tests.solutions.goldens.search import LENGTH_SCALE, NOISE, inputs

GOLDENS = recorded("search")


def test_process_and_improvement_equal_pytorchs():
    x, y, new = inputs()
    mean, deviation = posterior(x, y, new, LENGTH_SCALE, NOISE)
    np.testing.assert_allclose(mean, GOLDENS["mean"], rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(deviation, GOLDENS["deviation"], rtol=1e-10, atol=1e-10)
    assert evidence(x, y, LENGTH_SCALE, NOISE) == pytest.approx(GOLDENS["evidence"], rel=1e-10)
    gain = expected_improvement(mean, deviation, y.max())
    np.testing.assert_allclose(gain, GOLDENS["improvement"], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("length_scale", [0.1, 0.4, 1.5])
@pytest.mark.parametrize("noise", [0.01, 0.3])
def test_process_equals_scikit_learns(length_scale, noise):
    x, y, new = inputs()
    theirs = GaussianProcessRegressor(RBF(length_scale), alpha=noise**2, optimizer=None).fit(x, y)
    mean, deviation = theirs.predict(new, return_std=True)
    ours = posterior(x, y, new, length_scale, noise)
    np.testing.assert_allclose(ours[0], mean, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(ours[1], deviation, rtol=1e-8, atol=1e-10)
    assert evidence(x, y, length_scale, noise) == pytest.approx(theirs.log_marginal_likelihood_value_, rel=1e-10)
    np.testing.assert_allclose(rbf(x, new, length_scale), RBF(length_scale)(x, new), rtol=1e-12)


def test_improvement_equals_the_integral():
    best = 0.3
    for mean in (-1.0, 0.0, 0.3, 2.0):
        for deviation in (0.2, 1.0, 3.0):
            wanted = quad(lambda f: (f - best) * norm.pdf(f, mean, deviation), best, mean + 12 * deviation + 2)[0]  # noqa: B023
            found = expected_improvement(np.array([mean]), np.array([deviation]), best)[0]
            assert found == pytest.approx(wanted, rel=1e-7, abs=1e-12)
    certain = expected_improvement(np.array([0.0, 0.3, 1.0]), np.zeros(3), best)
    np.testing.assert_allclose(certain, [0, 0, 0.7])


@pytest.mark.parametrize(("count", "k"), [(10, 5), (11, 3), (7, 7), (100, 8)])
def test_folds_have_the_properties_of_kfold(count, k):
    ours = folds(count, k, np.random.default_rng(0))
    theirs = list(KFold(k, shuffle=True, random_state=0).split(np.zeros((count, 1))))
    assert sorted(len(part) for _, part in ours) == sorted(len(part) for _, part in theirs)
    for parts in (ours, theirs):
        assert sorted(np.concatenate([part for _, part in parts])) == list(range(count))
        assert all(sorted(np.concatenate(pair)) == list(range(count)) for pair in parts)


def test_split_is_complete_and_disjoint():
    parts = split(20, 5, 7, np.random.default_rng(0))
    assert [len(part) for part in parts] == [8, 5, 7]
    assert sorted(np.concatenate(parts)) == list(range(20))
    assert choose(np.array([0.2, 0.4]), np.array([0.9, 0.3])) == (1, 0.3)


def test_cross_validation_equals_scikit_learns_pipeline():
    from sklearn.model_selection import cross_val_score
    from sklearn.neighbors import NearestCentroid
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    from chapters.search.holdout import nearest_mean

    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 60)
    x = rng.normal(size=(60, 3)) * [1, 100, 0.01] + labels[:, None] * [1, 50, 0.01]
    parts = folds(60, 5, rng)
    theirs = cross_val_score(make_pipeline(StandardScaler(), NearestCentroid()), x, labels, cv=parts)
    np.testing.assert_allclose(cross_validate(x, labels, parts, nearest_mean), theirs)


def test_log_uniform_stays_inside():
    drawn = log_uniform(np.random.default_rng(0), 0.01, 3.0, (50, 40))
    assert drawn.shape == (50, 40)
    assert drawn.min() >= 0.01
    assert drawn.max() <= 3.0


def test_a_search_that_was_stopped_goes_on_exactly():
    def draw(rng):
        return float(rng.uniform())

    def score(setting):
        return float("nan") if setting > 0.9 else setting

    whole, pieces = [], []
    best = random_search(draw, score, 12, 5, whole)
    for trials in (1, 4, 12):
        again = random_search(draw, score, trials, 5, pieces)
    np.testing.assert_array_equal(whole, pieces)
    assert best == again
    assert best[1] == max(value for _, value in whole if value == value)


def test_halving_ends_with_the_best_of_constant_scores():
    rounds = successive_halving(list("abcdefgh"), lambda setting, budget: ord(setting), 1)
    assert [len(alive) for alive in rounds] == [8, 4, 2, 1]
    assert rounds[-1] == ["h"]


def test_search_with_a_process_finds_a_smooth_top():
    candidates = np.linspace(0, 1, 201)[:, None]
    rows, scores = bayesian_search(lambda place: -((place[0] - 0.37) ** 2), candidates, [20, 180], 9, [0.1, 0.3, 0.6])
    assert len(set(rows)) == 9
    assert abs(candidates[rows[int(np.argmax(scores))], 0] - 0.37) < 0.02
