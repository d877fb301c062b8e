"""What a task is called."""

import pytest

from autograder.checks.task import Task


@pytest.mark.parametrize(
    ("needs", "part", "title"),
    [
        (("Tanh",), "", "Tanh"),
        (("split", "choose"), "", "split and choose"),
        (("rbf", "posterior", "evidence"), "", "rbf, posterior and evidence"),
        (("Affine",), "Affine.forward", "Affine.forward"),
    ],
)
def test_a_task_is_called_after_what_it_needs_unless_it_judges_a_part_of_it(needs, part, title):
    task = Task("name", 1, needs, draw=lambda rng: [], probe=lambda objects, case: {}, part=part)
    assert task.title == title
    assert task.verdict([], [], []).title == title
