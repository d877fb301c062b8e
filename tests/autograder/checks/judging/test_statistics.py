"""The statistical judges: false alarms as rare as stated, wrong distributions found and named."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from autograder.checks.judging.statistics import (
    FALSE_ALARM,
    allowed_gap,
    distribution_function,
    is_proportion,
    judge_sample,
    largest_gap,
)

NORMAL = {"kind": "normal", "mean": 0.0, "standard_deviation": 0.1}
UNIFORM = {"kind": "uniform", "low": -2.0, "high": 3.0}
LOG_UNIFORM = {"kind": "log-uniform", "low": 1e-5, "high": 1e-1}
MASK = {"kind": "mask", "keep": 0.8, "scale": 1.25}


def draw(distribution, rng, shape):
    if distribution["kind"] == "normal":
        return rng.normal(distribution["mean"], distribution["standard_deviation"], shape)
    if distribution["kind"] == "uniform":
        return rng.uniform(distribution["low"], distribution["high"], shape)
    if distribution["kind"] == "log-uniform":
        return np.exp(rng.uniform(math.log(distribution["low"]), math.log(distribution["high"]), shape))
    return (rng.random(shape) < distribution["keep"]) * distribution["scale"]


@pytest.mark.parametrize(
    ("distribution", "outside"),
    [
        (NORMAL, stats.norm(0, 0.1)),
        (UNIFORM, stats.uniform(-2, 5)),
        (LOG_UNIFORM, stats.loguniform(1e-5, 1e-1)),
    ],
)
def test_distribution_functions_and_gaps_are_scipys(distribution, outside):
    rng = np.random.default_rng(0)
    x = np.concatenate([draw(distribution, rng, 50), [-3.0, 0.0, 5.0]])
    np.testing.assert_allclose(distribution_function(distribution, x), outside.cdf(x), atol=1e-12)
    sample = draw(distribution, rng, 500)
    assert largest_gap(sample, distribution) == pytest.approx(stats.kstest(sample, outside.cdf).statistic, abs=1e-12)


@pytest.mark.parametrize("size", [10, 1000])
def test_false_alarms_are_as_rare_as_stated(size):
    rng = np.random.default_rng(size)
    for rate in (0.2, 0.05):
        gaps = [largest_gap(rng.normal(0, 0.1, size), NORMAL) for _ in range(2000)]
        alarms = sum(gap > allowed_gap(size, rate) for gap in gaps)
        assert alarms <= rate * 2000 + 4 * math.sqrt(rate * 2000)
        counts = rng.binomial(size, 0.8, 2000)
        alarms = sum(not is_proportion(int(count), size, 0.8, rate) for count in counts)
        assert alarms <= rate * 2000 + 4 * math.sqrt(rate * 2000)


@given(st.integers(1, 2000), st.floats(0.01, 0.99))
def test_the_bound_on_a_proportion_holds_for_the_exact_distribution(trials, probability):
    counts = np.arange(trials + 1)
    refused = [int(count) for count in counts if not is_proportion(int(count), trials, probability)]
    assert stats.binom(trials, probability).pmf(refused).sum() <= FALSE_ALARM * (1 + 1e-6)


@pytest.mark.parametrize("distribution", [NORMAL, UNIFORM, LOG_UNIFORM, MASK])
def test_right_samples_pass_under_many_seeds(distribution):
    for seed in range(300):
        sample = draw(distribution, np.random.default_rng(seed), (40, 50))
        assert judge_sample("W", sample, distribution) is None


@pytest.mark.parametrize(
    ("sample", "distribution", "words"),
    [
        (lambda rng: rng.normal(0, 0.01, (100, 50)), NORMAL, "variance stands"),
        (lambda rng: rng.normal(0, 0.1 * math.sqrt(2), (100, 50)), NORMAL, "1.4"),
        (lambda rng: rng.uniform(-0.1 * math.sqrt(3), 0.1 * math.sqrt(3), (100, 50)), NORMAL, "another distribution"),
        (lambda rng: rng.normal(0.05, 0.1, (100, 50)), NORMAL, "mean 0.0"),
        (lambda rng: np.zeros((100, 50)), NORMAL, "are the same"),
        (lambda rng: np.zeros(5000), NORMAL, "does not look drawn"),
        (lambda rng: rng.uniform(1e-5, 1e-1, 1000), LOG_UNIFORM, "log-uniform distribution between 1e-05 and 0.1"),
        (lambda rng: rng.uniform(-4.5, 5.5, (100, 50)), UNIFORM, "2 times as wide"),
        (lambda rng: rng.normal(0.5, 1.5, (100, 50)), UNIFORM, "another distribution"),
        (lambda rng: (rng.random((100, 50)) < 0.2) * 1.25, MASK, "p, or 1 - p"),
        (lambda rng: (rng.random((100, 50)) < 0.8) * 1.0, MASK, "multiplied by 1;"),
        (lambda rng: np.tile(rng.normal(0, 0.1, 2000), (3, 1)), NORMAL, "All rows"),
        (lambda rng: np.full((3, 3), np.nan), NORMAL, "not finite"),
        (lambda rng: [1.0, 2.0], NORMAL, "no array"),
    ],
)
def test_wrong_samples_are_found_and_named(sample, distribution, words):
    for seed in range(20):
        finding = judge_sample("W", sample(np.random.default_rng(seed)), distribution)
        assert finding is not None
        assert words in f"{finding.what} {finding.likely} {finding.where}"


def test_a_mistake_that_the_task_expects_is_named_by_the_distribution_that_it_leads_to():
    wanted = {**NORMAL, "others": {"fan_out stands where fan_in is asked for.": {**NORMAL, "standard_deviation": 0.2}}}
    sample = np.random.default_rng(0).normal(0, 0.2, (50, 40))
    assert judge_sample("W", sample, wanted).likely == "fan_out stands where fan_in is asked for."
