"""Which mistake was it: the right letter in any writing, and what speaks against each other one."""

import pytest

from autograder.tasks.kinds.naming import naming

TASK = naming("name", "mistake", "B", {"A": "Its sign is right.", "C": "It does not grow."})


def verdict(said):
    cases = TASK.cases(1)
    expected = TASK.measured(cases, TASK.returned(["B"], cases))
    return TASK.verdict(cases, TASK.returned([said], cases), expected)


@pytest.mark.parametrize("said", ["B", "b", " B\n"])
def test_the_letter_may_be_written_in_any_way(said):
    assert verdict(said).passed


def test_another_letter_of_the_list_gets_what_speaks_against_it():
    assert "C is not it.\n  It does not grow." in str(verdict("C"))


@pytest.mark.parametrize("said", ["", "E", "A, B", 2, None, ["B"]])
def test_anything_else_is_no_letter(said):
    assert "One letter of the list is asked for" in str(verdict(said))
