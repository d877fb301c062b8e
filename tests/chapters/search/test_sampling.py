"""The scale, the projections, and sixty trials."""

import numpy as np
import pytest

from chapters.search import problem, sampling
from chapters.shared import style
from solutions.search import log_uniform, random_search
from tests.chapters.page import Page

PAGE = Page("search")


def test_the_opening():
    found = sampling.opening(log_uniform)
    best = {scale: scores.max() for scale, (_, scores) in found.items()}
    assert round(100 * best["logarithmic"]) == 90
    assert "a network that reads 90 digits in 100" in PAGE.line
    assert round(100 * best["linear"]) == 71
    assert "The other's best one reads 71." in PAGE.line
    assert "Best of 16 trials: 70.8 % right" in sampling.plot_opening(found, "linear", 16).get_label()


def test_the_opening_is_no_accident():
    found = sampling.best_of(log_uniform)
    assert len(found["linear"]) == 1000
    means = [f"{100 * found[scale].mean():.0f} %" for scale in sampling.SCALES]
    assert f"{means[0]} on average on the linear scale, and {means[1]} on the logarithmic one" in PAGE.line


def test_each_decade_gets_its_share():
    rng = np.random.default_rng(0)
    drawn = log_uniform(rng, 1e-4, 10.0, 100_000)
    shares = np.histogram(drawn, 10.0 ** np.arange(-4, 2))[0] / len(drawn)
    np.testing.assert_allclose(shares, 0.2, atol=0.006)
    assert "5, from" not in style.description(sampling.plot_decades(log_uniform, 5))
    assert "in each of 3 decades" in style.description(sampling.plot_decades(log_uniform, 3))
    assert float(log_uniform(type("Half", (), {"uniform": lambda _, a, b, size: (a + b) / 2})(), 0.001, 0.1, 1)) == (
        pytest.approx(0.01)
    )


def test_a_grid_repeats_itself():
    landscape = problem.landscape()
    for kind, rates in (("grid", 3), ("random", 9)):
        figure = sampling.plot_projection(landscape, kind, 9)
        assert f"9 trials, {rates} different learning rates" in figure.get_label()
    assert sampling.grid([4, 4, 3]).shape == (48, 3)


def test_one_draw_against_the_grid():
    said = {}
    for kind in ("grid", "random"):
        for trials in (4, 9, 16, 25):
            text = style.description(sampling.plot_projection(problem.landscape(), kind, trials))
            said[kind, trials] = float(text.split("best trial has ")[1].split(" %")[0])
    assert [said["random", trials] > said["grid", trials] for trials in (4, 9, 16, 25)] == [True, True, False, False]
    pairs = [f"{said['grid', trials]} against {said['random', trials]}" for trials in (16, 25)]
    assert f"({pairs[0]} %, {pairs[1]} %)" in PAGE.line


def test_sixty_trials():
    landscape = problem.landscape()
    found = sampling.all_hits(landscape)
    for (share, trials), measured in found.items():
        chance = float(sampling.chance(share, trials))
        assert abs(measured - chance) < 4 * np.sqrt(chance * (1 - chance) / 2000) + 0.003
    assert f"{100 * found[0.05, 60]:.1f} % of the searches reach it" in PAGE.claim("C18")
    assert f"theory {100 * sampling.chance(0.05, 60):.1f} %" in PAGE.claim("C18")
    told = ", ".join(f"{100 * found[share, 60]:.0f}" for share in (0.01, 0.05)) + f" and {100 * found[0.1, 60]:.0f}"
    assert f"{told} in 100 searches succeed" in PAGE.line
    assert 58 < np.log(0.05) / np.log(0.95) < 59
    scores = landscape(np.random.default_rng(0).uniform(size=(40_000, 3)))
    assert (
        f"they begin at {100 * np.quantile(scores, 0.95):.0f} %, and the top is {100 * landscape.table.max():.0f} %"
        in PAGE.line
    )
    assert "60 trials reach the best 1 % in" in sampling.plot_chance(found, 60).get_label()


def test_a_search_in_its_records():
    records = []
    draw = lambda rng: float(log_uniform(rng, 1e-4, 10.0, 1)[0])  # noqa: E731
    score = lambda rate: float(problem.along_curve((np.log10(rate) + 4) / 5))  # noqa: E731
    for trials in (5, 10, 2):
        figure = sampling.plot_records(random_search, draw, score, trials, records)
        assert f"{trials} trials with learning rates" in style.description(figure)
    assert len(records) == 10
