"""The checks find every mistake that is planted in the answers, but for those that change nothing."""

import ast

import pytest

from autograder.publishing.release import chapters
from tests.mistakes import SOLUTIONS, explained
from tests.mutation import Mutant, answer_lines, found, mutants, survivors


@pytest.mark.parametrize("chapter", chapters())
def test_every_mutant_is_found_or_explained(chapter: str) -> None:
    alive, total = survivors(chapter)
    assert total > 100
    unexplained = [str(mutant) for mutant in alive if (mutant.before, mutant.after) not in explained(chapter)]
    assert unexplained == []
    assert len(alive) <= 0.05 * total


@pytest.mark.parametrize("chapter", chapters())
def test_mutants_differ_from_the_answer_and_lie_in_it(chapter: str) -> None:
    lines = answer_lines((SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8"))
    for mutant in mutants(chapter):
        assert mutant.line in lines
        assert mutant.before != mutant.after


def test_an_answer_without_a_mistake_is_not_found() -> None:
    text = (SOLUTIONS / "backward.py").read_text(encoding="utf-8")
    assert not found("backward", Mutant(0, "", "", ast.parse(text)))
