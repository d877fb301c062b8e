"""A course folder, submissions for it, and whether this machine can put a wall around them."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest

from autograder.grading.course import Course, ensure_assignment, open_course
from autograder.grading.wall.bubblewrap import why_not
from autograder.publishing.release import answered_notebook, release_notebook
from tests.mistakes import SOLUTIONS


@pytest.fixture(scope="session")
def walled() -> None:
    """Needs bubblewrap; skipped where it is missing, but not in continuous integration."""
    if why_not():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why_not())


@pytest.fixture(scope="session")
def empty_course(tmp_path_factory) -> Course:
    made = open_course(tmp_path_factory.mktemp("course") / "class")
    ensure_assignment(made, "backward")
    return made


@pytest.fixture
def course(empty_course: Course, tmp_path: Path) -> Course:
    shutil.copytree(empty_course.folder, tmp_path / "class")
    return open_course(tmp_path / "class")


class Desk:
    """Where students hand in."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def path(self, student: str) -> Path:
        path = self.course.submission(student, "backward")
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def answers(self, student: str, *edits: tuple[str, str]) -> nbformat.NotebookNode:
        """Hand in the reference's answers, with edits made to its script."""
        script = (SOLUTIONS / "backward.py").read_text(encoding="utf-8")
        for old, new in edits:
            assert script.count(old) == 1
            script = script.replace(old, new)
        return self.notebook(student, answered_notebook("backward", script))

    def untouched(self, student: str) -> nbformat.NotebookNode:
        return self.notebook(student, release_notebook("backward"))

    def notebook(self, student: str, notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
        nbformat.write(notebook, self.path(student))
        return notebook


@pytest.fixture
def desk(course: Course) -> Desk:
    return Desk(course)


def scores(course: Course, student: str) -> dict[str, float]:
    """A student's points, cell by cell, as the gradebook has them."""
    with course.gradebook() as gradebook:
        submission = gradebook.find_submission("backward", student)
        return {grade.name: grade.score for notebook in submission.notebooks for grade in notebook.grades}
