"""Claim C18: all searches on the same landscape, 20 times each; and the studies of Optuna."""

import numpy as np
import pytest

from chapters.search import problem, race, studies
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.search import bayesian_search
from tests.chapters.page import Page, told

PAGE = Page("search")


@pytest.fixture(scope="module")
def found():
    return race.race(problem.landscape(), race.strategies(bayesian_search))


def test_c18_the_table_is_what_was_measured(found):
    top = problem.landscape().table.max()
    assert f"highest score of the table, {100 * top:.1f} %" in PAGE.claim("C18")
    for name, best in found.items():
        words = [told(interval(100 * (top - best[:, trials - 1]))) for trials in (16, 48)]
        gain = told(interval(100 * (best - found["random"])[:, -1]), sign=True)
        if name == "random":
            assert f"| {name} | {words[0]} | {words[1]} | |" in PAGE.claim("C18")
        else:
            assert f"| {name} | {words[0]} | {words[1]} | {gain} |" in PAGE.claim("C18")


def test_c18_what_is_gained_on_random_search(found):
    gains = {name: interval(100 * (best - found["random"])[:, -1]) for name, best in found.items()}
    assert gains["random, linear scale"][0] < -gains["random, linear scale"][1]
    for name in ("grid", "quasi-random", "narrowing"):
        assert 0 < gains[name][0] < gains[name][1]
    for name in ("Gaussian process", "Optuna"):
        assert gains[name][0] > gains[name][1]


def test_c18_models_reach_in_16_trials_what_chance_reaches_in_48(found):
    for name in ("Gaussian process", "Optuna"):
        gap = found[name][:, 15] - found["random"][:, 47]
        assert gap.mean() > -0.01


def test_trials_to_a_target():
    best = np.array([[0.1, 0.5, 0.6], [0.1, 0.2, 0.3]])
    assert race.trials_to(best, 0.5).tolist() == [2, 4]


def test_every_search_makes_as_many_trials():
    for search in race.strategies(bayesian_search).values():
        scores = search(problem.landscape(), 3)
        assert scores.shape == (race.TRIALS,)
        assert len(np.unique(scores)) > 40


def test_a_study_goes_on_where_it_stopped(tmp_path):
    file = tmp_path / "search.db"
    studies.run(studies.resume(file, seed=1), 3)
    study = studies.resume(file, seed=2)
    before = [trial.params for trial in study.trials]
    assert len(before) == 3
    studies.run(study, 2)
    after = studies.resume(file, seed=3).trials
    assert [trial.params for trial in after[:3]] == before
    assert [trial.number for trial in after] == [0, 1, 2, 3, 4]
    assert after[0].value == problem.score(*after[0].params.values())
    assert "stopped after 3" in style.description(studies.plot_study(study, 3))


def test_pictures(found):
    told = style.description(race.plot_race(found, 0.93))
    for name in found:
        assert f"{name} " in told
