"""Successive halving on real learning curves: its cost and its losses."""

import numpy as np
import pytest

from chapters.search import halving
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.search import successive_halving
from tests.chapters.page import Page, told

PAGE = Page("search")


@pytest.fixture(scope="module")
def every():
    return [halving.curves(seed) for seed in range(20)]


def test_what_halving_misses(every):
    missed, by_chance, spent = halving.compare(successive_halving, every)
    assert set(spent) == {48}
    words = [
        told(interval(100 * missed)),
        told(interval(100 * by_chance), 0),
    ]
    assert f"halving by 2 misses {words[0]} percentage points of the best of 16, for 48 epochs" in PAGE.line
    assert f"on three random settings, trained to the end, you miss {words[1]}." in PAGE.line
    missed, _, spent = halving.compare(successive_halving, every, 4)
    assert set(spent) == {40}
    assert "Factor 4 spends 40 and misses {:.0f} ± {:.0f}.".format(*interval(100 * missed)) in PAGE.line


def test_cost_of_a_search_that_begins_anew(every):
    calls = []

    def score(setting, budget):
        calls.append(budget)
        return every[0][setting, budget - 1]

    successive_halving(list(range(16)), score, 1)
    assert sum(calls) == 64 == 16 * np.log2(16)


def test_a_slow_starter_is_lost(every):
    found = every[15]
    outcome = halving.halve(successive_halving, found)
    best = int(found[:, -1].argmax())
    assert best not in outcome.rounds[-1]
    assert outcome.best - outcome.winner > 0.2
    assert found[best, 0] < np.median(found[:, 0]) or best not in outcome.rounds[2]
    for seed in (2, 4, 15):
        for rounds in range(5):
            figure = halving.plot_halving(successive_halving, every[seed], rounds)
            assert f"{16 // 2**rounds} of them go on" in style.description(figure)
