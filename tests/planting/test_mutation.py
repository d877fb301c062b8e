"""What is planted in the answers: `test_scores.py` holds that the checks find it."""

import ast

import pytest

from autograder.publishing.release import chapters
from tests.mistakes import SOLUTIONS
from tests.planting.edits import answer_lines
from tests.planting.mutation import Mutant, found, mutants


@pytest.mark.parametrize("chapter", chapters())
def test_mutants_differ_from_the_answer_and_lie_in_it(chapter: str) -> None:
    lines = answer_lines((SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8"))
    for mutant in mutants(chapter):
        assert mutant.line in lines
        assert mutant.before != mutant.after


def test_an_answer_without_a_mistake_is_not_found() -> None:
    text = (SOLUTIONS / "backward.py").read_text(encoding="utf-8")
    assert not found("backward", Mutant(0, "", "", "", ast.parse(text)))
