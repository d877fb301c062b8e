"""Pictures of a class: their words tell what is seen, and thousands of students fit."""

import numpy as np
import pytest

from autograder.grading.ledger import Entry
from autograder.grading.reports.pictures import distribution, heat_map
from autograder.grading.reports.tasks import FEWEST, hardness


def test_the_words_of_a_distribution_are_its_numbers():
    words = distribution([0, 4.8, 12, 23.9, 24, 24], 24).words
    assert "6 students" in words
    assert "median is 17.95 of 24" in words
    assert "most, 3, have between 22 and 24" in words


def test_a_map_names_the_hardest_and_the_easiest_task():
    shares = np.array([[1.0, 0.0, 0.5], [1.0, 0.0, 0.0]])
    words = heat_map(shares, ["Affine", "ReLU", "Sigmoid"]).words
    assert "2 students by 3 tasks" in words
    assert "hardest task is ReLU (0 % of its points), the easiest Affine (100 %)" in words


def test_thousands_of_students_make_a_picture_of_the_same_size():
    rng = np.random.default_rng(0)
    picture = heat_map(np.sort(rng.integers(0, 2, (3000, 9)).astype(float), axis=0), list("abcdefghi"))
    assert len(picture.light) + len(picture.dark) < 300_000
    assert picture.light != picture.dark


def entries(grid) -> list[Entry]:
    names = "abcdefgh"[: len(grid[0])]
    points = dict.fromkeys(names, 1.0)
    return [Entry(dict(zip(names, row, strict=True)), points, {}, 0, False) for row in grid]


def test_discrimination_is_the_correlation_with_the_rest():
    rng = np.random.default_rng(1)
    skill = rng.normal(size=200)
    noises, levels = np.array([0.2, 0.5, 9.0]), np.array([0.0, 1.0, 0.0])
    grid = (skill[:, None] + noises * rng.normal(size=(200, 3)) > levels).astype(float)
    found = hardness(entries(grid.tolist()), dict(zip("abc", ("A", "B", "C"), strict=True)))
    assert [task.title for task in found] == ["A", "B", "C"]
    assert found[0].passed == pytest.approx(grid[:, 0].mean())
    rest = grid.sum(axis=1) - grid[:, 1]
    assert found[1].discrimination == pytest.approx(np.corrcoef(grid[:, 1], rest)[0, 1])
    assert found[2].discrimination < found[1].discrimination


def test_discrimination_is_left_out_where_it_has_no_meaning():
    few = hardness(entries([[1.0, 0.0]] * (FEWEST - 1)), {"a": "A", "b": "B"})
    same = hardness(entries([[1.0, 0.0]] * FEWEST), {"a": "A", "b": "B"})
    assert [task.discrimination for task in few + same] == [None] * 4
