"""The process on the learning rate: its pictures tell what the page tells."""

import numpy as np

from chapters.search import bayes, problem
from chapters.shared import style
from solutions.search import bayesian_search, evidence, expected_improvement, posterior
from tests.chapters.page import Page

PAGE = Page("search")

SEARCHES = bayes.searches(bayesian_search)


def search(trials, scale):
    return bayes.plot_search(SEARCHES, posterior, evidence, expected_improvement, trials, scale)


def tried(trials, scales):
    def score(place):
        return float(problem.along_curve(place[0]))

    return bayesian_search(score, bayes.PLACES[:, None], bayes.FIRST, trials, scales)


def test_a_short_search_is_the_beginning_of_a_longer_one():
    for scale, among in bayes.SCALES.items():
        rows, scores = tried(5, among)
        assert (rows, scores) == (SEARCHES[scale][0][:5], SEARCHES[scale][1][:5])


def test_with_the_scale_of_the_evidence_it_finds_the_hill():
    rows, scores = tried(6, bayes.LENGTH_SCALES)
    assert max(scores[:4]) > 0.9
    assert min(bayes.PLACES[rows[2:]]) < 0.1  # it looks around


def test_with_a_short_scale_it_crawls():
    rows, _ = tried(8, (0.02,))
    assert np.abs(np.diff(bayes.PLACES[rows[2:]])).max() < 0.06


def test_with_a_long_scale_it_is_sure_and_wrong():
    _, scores = tried(8, (0.5,))
    label = search(8, "0.5").get_label()
    assert "expected gain 6.3e-11 points" in label
    assert "a gain of $10^{-11}$ points after eight trials" in PAGE.line
    assert 1 < 100 * (problem.curve().max() - max(scores)) < 2.2


def test_how_the_three_searches_end_and_the_border_of_the_list():
    ends = {name: f"{100 * max(scores):.1f} %" for name, (_, scores) in SEARCHES.items()}
    assert f"The crawler, with {ends['0.02']}, the top of the curve" in PAGE.line
    assert (
        f"with 0.5 ends at {ends['0.5']}, and the one with the scale of the evidence at {ends['evidence']}" in PAGE.line
    )
    rows, scores = SEARCHES["evidence"]
    for trials in range(3, bayes.TRIALS + 1):
        places, among = bayes.PLACES[rows[:trials]], np.array(scores[:trials])
        assert bayes.best_length(evidence, places, among) == min(bayes.LENGTH_SCALES)
        wider = bayes.best_length(evidence, places, among, (0.02, 0.03, 0.05, 0.07, *bayes.LENGTH_SCALES))
        assert trials > 6 or 0.02 <= wider <= 0.07


def test_pictures():
    figure = search(4, "evidence")
    assert "after 4 trials" in style.description(figure)
    assert "Next learning rate" in figure.get_label()
    assert "Log evidence" in bayes.plot_posterior(posterior, evidence, 4, 0.1).get_label()
    assert "Expected improvement 0.0833" in bayes.plot_improvement(expected_improvement, -1.0, 1.0).get_label()
    assert "Expected improvement 0.0000" in bayes.plot_improvement(expected_improvement, -1.0, 0.1).get_label()
    assert "a deviation of 1 still promises 0.083" in PAGE.line


def test_numbers_by_hand():
    mean, deviation = posterior(np.zeros((1, 1)), np.ones(1), np.array([[1.0], [50.0]]), 1.0, 0.0)
    np.testing.assert_allclose(mean, [0.607, 0], atol=5e-4)
    np.testing.assert_allclose(deviation**2, [0.632, 1], atol=5e-4)
    assert np.isclose(expected_improvement(np.zeros(1), np.ones(1), 0.0)[0], 0.399, atol=5e-4)
