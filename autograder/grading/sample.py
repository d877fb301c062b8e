"""A small class to try the whole way on: students with mistakes and with right answers from the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import nbformat

from autograder.grading.course import Course
from autograder.publishing.release import answered_notebook, release_notebook, write_if_changed
from tests.mistakes import Submission, catalogue

WRONG, RIGHT = 12, 8
"""Students of a chapter with a mistake, and with a right answer."""


def make_sample_class(course: Course, chapter: str) -> list[str]:
    """Write submissions from all over the catalogue, once; return the names of the students."""
    wrong, right = catalogue(chapter)
    entries = [*_spread(wrong, WRONG), *_spread(right, RIGHT)]
    made_from = [nbformat.writes(release_notebook(chapter)), *(entry.name + entry.script(chapter) for entry in entries)]
    fingerprint = sha256("".join(made_from).encode()).hexdigest()
    mark = course.folder / "submitted" / f".sample-{chapter}"
    there = all(course.submission(entry.name, chapter).exists() for entry in entries)
    if not (there and mark.exists() and mark.read_text(encoding="utf-8") == fingerprint):
        for entry in entries:
            notebook = answered_notebook(chapter, entry.script(chapter))
            write_if_changed(course.submission(entry.name, chapter), nbformat.writes(notebook) + "\n")
        mark.write_text(fingerprint, encoding="utf-8")
    return [entry.name for entry in entries]


def _spread(entries: Sequence[Submission], wanted: int) -> list[Submission]:
    """As many entries as wanted, or all, at even distances."""
    count = min(wanted, len(entries))
    return [entries[number * len(entries) // count] for number in range(count)]
