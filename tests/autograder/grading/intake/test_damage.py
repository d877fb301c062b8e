"""Notebooks damaged by chance: none is lost, and nearly all answers come back."""

from collections import Counter
from functools import cache

import nbformat
import pytest

from autograder.grading.intake.reading.cells import read_cells
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.grading.intake.recognizing import released
from autograder.publishing.release import answered_notebook, chapters
from tests.autograder.grading.damage import CELLS, FORMAT, NOTES, OUTSIDE
from tests.autograder.grading.restoring import SEEDS, Restored, restore
from tests.mistakes import catalogue


@cache
def everything() -> list[Restored]:
    return [restore(seed) for seed in range(SEEDS)]


def test_at_least_twelve_kinds_and_their_combinations_are_tried():
    kinds = Counter(kind for restored in everything() for kind in restored.damage.kinds)
    assert set(kinds) == {kind.__name__ for kind in (*CELLS, *NOTES, *FORMAT, *OUTSIDE)}
    assert len(kinds) >= 12
    assert sum(len(restored.damage.kinds) > 1 for restored in everything()) >= SEEDS / 2


def test_nine_of_ten_come_back_with_exactly_the_answers_that_they_had():
    whole = [restored for restored in everything() if not restored.wrong]
    assert len(whole) >= 0.95 * SEEDS


def test_each_kind_comes_back_more_often_than_not_in_whatever_company():
    shares = {}
    for kind in (*CELLS, *NOTES, *FORMAT, *OUTSIDE):
        of_kind = [restored for restored in everything() if kind.__name__ in restored.damage.kinds]
        shares[kind.__name__] = sum(not restored.wrong for restored in of_kind) / len(of_kind)
    assert {kind: share for kind, share in shares.items() if share < 0.7} == {}


@pytest.mark.parametrize("chapter", chapters())
def test_what_is_not_damaged_comes_out_as_it_went_in(chapter):
    wrong, right = catalogue(chapter)
    for entry in [*wrong, *right][::5]:
        handed = answered_notebook(chapter, entry.script(chapter))
        rebuilt = rebuild(released(chapter), read_cells(nbformat.writes(handed))[0])
        assert rebuilt.notebook.cells == handed.cells, entry.name
        assert rebuilt.remarks == (), entry.name


@pytest.mark.parametrize("seed", range(0, SEEDS, 30))
def test_the_same_seed_gives_the_same_damage(seed):
    assert restore(seed) == everything()[seed]
