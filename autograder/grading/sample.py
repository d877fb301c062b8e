"""A small class to try the whole way on: a student for each entry of the catalogue, mistakes and right answers."""

from __future__ import annotations

from pathlib import Path

import nbformat

from autograder.grading.course import Course
from autograder.publishing.release import answered_notebook, write_if_changed
from tests.mistakes import catalogue


def make_sample_class(course: Course, chapter: str) -> list[str]:
    """Write a submission for each entry of a chapter's catalogue; return the students' names."""
    wrong, right = catalogue(chapter)
    for entry in [*wrong, *right]:
        notebook = answered_notebook(chapter, entry.script(chapter))
        path: Path = course.submission(entry.name, chapter)
        write_if_changed(path, nbformat.writes(notebook) + "\n")
    return [entry.name for entry in [*wrong, *right]]
