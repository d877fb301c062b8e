"""What is held equal in a comparison, the border of the table, and how early a score tells the last one."""

import numpy as np
from scipy.stats import spearmanr

from chapters.search import halving, planning, problem
from chapters.shared import style
from chapters.shared.experiments import interval
from tests.chapters.page import Page, told

PAGE = Page("search")


def test_two_scales_of_first_weights_at_one_rate_and_at_their_best():
    tenth, he = planning.by_rate(problem.landscape()).values()
    gaps = {rate: 100 * (he - tenth)[np.isclose(planning.RATES, rate)][0] for rate in (0.01, 0.1)}
    assert f"at 0.01 they lose by {gaps[0.01]:.1f} percentage points, at 0.1 by {gaps[0.1]:.1f}" in PAGE.line
    assert f"each at its best, it is {100 * tenth.max():.1f} against {100 * he.max():.1f} %" in PAGE.line


def test_the_best_entry_lies_on_the_border():
    found = planning.by_width(problem.landscape())
    assert list(found) == [4, 8, 16, 32, 64, 128, 256]
    assert max(list(found.items())[:5], key=lambda item: item[1])[0] == 64
    best = {width: f"{100 * score:.1f} %" for width, score in found.items()}
    assert f"its best entry, {best[64]}, has 64 hidden units" in PAGE.line
    assert f"With 128 units the best is {best[128]}, with 256 it is {best[256]}" in PAGE.line
    assert "cost us less than a point" in PAGE.line
    assert 0 < found[128] - found[64] < 0.01
    assert found[256] < found[128]
    assert found[128] - found[64] < np.sqrt(found[64] * (1 - found[64]) / 400)


def test_early_scores_and_the_last_one():
    every = [halving.curves(seed) for seed in range(20)]
    words = []
    for epochs in (1, 2, 4):
        ranks = [spearmanr(curves[:, epochs - 1], curves[:, -1]).statistic for curves in every]
        words.append(told(interval(np.array(ranks)), 2))
    assert f"the correlation {words[0]}. After two epochs it is {words[1]}, after four {words[2]}." in PAGE.line


def test_pictures():
    alike = planning.plot_comparison(problem.landscape(), 0.01, planning.COMPARED[1])
    assert "Compared each at its best rate" in style.description(alike)
    assert "Compared at one rate: a tenth of He's 18.5 % at 0.01; He's 64.5 % at 0.01" in style.description(
        planning.plot_comparison(problem.landscape(), 0.01)
    )
