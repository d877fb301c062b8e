"""What the experiments share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from threadpoolctl import threadpool_info

from chapters.shared.experiments import T95, interval, single_threaded, smooth


@pytest.mark.parametrize(("count", "factor"), T95.items())
def test_the_table_is_students_t(count, factor):
    assert factor == pytest.approx(stats.t.ppf(0.975, count - 1), abs=5e-4)


@given(st.sampled_from(sorted(T95)), st.integers(0, 1000))
def test_interval_is_scipys(count, seed):
    values = np.random.default_rng(seed).normal(3.0, 2.0, count)
    mean, half = interval(values)
    low, high = stats.t.interval(0.95, count - 1, loc=values.mean(), scale=stats.sem(values))
    assert (mean - half, mean + half) == pytest.approx((low, high), abs=2e-3)


def test_smooth_is_the_mean_of_the_last_batches():
    np.testing.assert_allclose(smooth(np.array([1.0, 3.0, 5.0, 10.0]), 2), [2, 4, 7.5])


def test_an_experiment_runs_on_one_core():
    @single_threaded
    def cores():
        return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

    assert set(cores()) == {1}
