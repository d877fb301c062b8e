"""What peeking costs, how much folds steady a score, and the leak through a selection."""

import numpy as np
import pytest

from chapters.search import holdout
from chapters.shared import style
from solutions.search import choose, cross_validate, folds
from tests.chapters.page import Page

PAGE = Page("search")


@pytest.fixture(scope="module")
def found():
    return holdout.optimism(choose, holdout.pool())


def test_expected_maximum_by_simulation_and_its_bound():
    rng = np.random.default_rng(0)
    for count in (1, 2, 10, 100):
        drawn = rng.normal(size=(20_000, count)).max(axis=1)
        error = drawn.std() / np.sqrt(len(drawn))
        assert abs(holdout.expected_maximum(count) - drawn.mean()) < 4 * error
        assert holdout.expected_maximum(count) <= np.sqrt(2 * np.log(count)) + 1e-12
    told = ", ".join(f"{holdout.expected_maximum(count):.2f}".replace("0.00", "0") for count in (1, 2, 10, 100))
    assert f"That is {told} for $K = 1, 2, 10, 100$" in PAGE.line.replace("-0, ", "0, ")


def test_share_of_luck_by_simulation():
    rng = np.random.default_rng(1)
    skill, luck = 0.02 * rng.normal(size=(20_000, 10)), 0.03 * rng.normal(size=(20_000, 10))
    winner = (skill + luck).argmax(axis=1)
    expected = 0.03**2 / np.hypot(0.02, 0.03) * holdout.expected_maximum(10)
    assert luck[np.arange(20_000), winner].mean() == pytest.approx(expected, rel=0.03)


def test_optimism_grows_with_the_networks_and_falls_with_the_images(found):
    gap = {key: each.promised - each.kept for key, each in found.items()}
    for images in holdout.IMAGES:
        assert abs(gap[1, images]) < 4 * found[1, images].error
        over = [gap[networks, images] for networks in holdout.NETWORKS]
        assert all(np.diff(over) > -0.001)  # at 400 images and 50 networks it has almost stopped growing
        assert over[-1] > 2.5 * over[1]
        assert over[-1] > 0.009
        for networks in holdout.NETWORKS[1:]:
            assert abs(gap[networks, images] - found[networks, images].theory) < 0.01
    for networks in holdout.NETWORKS[1:]:
        assert gap[networks, 50] > gap[networks, 100] > gap[networks, 400]
    assert all(found[networks, 100].kept < found[100, 100].kept for networks in (1, 2, 5, 10, 20))


def test_the_best_of_a_hundred_as_the_page_tells_it(found):
    best = found[100, 50]
    assert f"the best of 100 scores {100 * best.promised:.0f} %" in PAGE.line
    assert f"and {100 * best.kept:.0f} % on new ones" in PAGE.line
    assert best.theory > best.promised - best.kept


def test_the_set_that_reports_is_honest_and_the_one_that_chose_is_not():
    peeking = holdout.optimism(lambda seen, fresh: (int(np.argmax(seen)), float(seen.max())), holdout.pool(), 50)
    assert all(each.promised == each.kept for each in peeking.values())  # who peeks notices nothing


def test_spread_of_single_splits_and_folds():
    found = holdout.spread(folds, cross_validate)
    single, five = (100 * values.std(ddof=1) for values in (found.single, found.folds[5]))
    assert f"have a standard deviation of {single:.1f} percentage points, by 5 folds {five:.1f}" in PAGE.line
    deviations = [100 * found.folds[k].std(ddof=1) for k in (5, 10, 20)]
    assert max(deviations) - min(deviations) < 0.3
    assert abs(found.folds[10].mean() - found.truth.mean()) < 0.01


def test_selection_on_all_samples_finds_what_is_not_there():
    scores = 100 * np.array([[holdout.leak(folds, seed, inside) for seed in range(20)] for inside in (False, True)])
    mean, half = scores.mean(axis=1), 2.093 * scores.std(axis=1, ddof=1) / np.sqrt(20)
    assert f"{mean[0]:.0f} ± {half[0]:.0f} % right, over 20 seeds" in PAGE.line
    assert f"With the selection inside each fold: {mean[1]:.0f} ± {half[1]:.0f} %" in PAGE.line


def test_pictures(found):
    assert "measured" in style.description(holdout.plot_optimism(found, 20, 50))
    assert holdout.plot_folds(folds, 7).get_label() == (
        "Each sample validates 1 to 1 times; cells that train and validate: 0."
    )
    wrong = holdout.plot_folds(lambda count, k, rng: [(np.arange(count), np.arange(30))] * k, 3)
    assert wrong.get_label() == "Each sample validates 0 to 3 times; cells that train and validate: 90."
    figure = holdout.plot_spread(folds, holdout.spread(folds, cross_validate, 3), 5)
    assert "5 folds" in style.description(figure)
    assert "one split" in figure.get_label()


def test_nearest_mean():
    model = holdout.nearest_mean(np.array([[0.0], [2.0], [10.0]]), np.array([3, 3, 7]))
    assert model(np.array([[5.0], [6.0]])).tolist() == [3, 7]
