"""A small class to try the whole way on: sixteen students who hand in every chapter, mixed from the catalogue.

The same student hands in the same every time. Some get nearly all right, some make a mistake here and there, some stop
half way, and one has hardly begun.
"""

from __future__ import annotations

from hashlib import sha256
from random import Random

import nbformat
from nbformat import NotebookNode

from autograder.grading.course import Course
from autograder.publishing.release import answered_notebook, release_notebook, write_if_changed
from tests.mistakes import Submission, catalogue

HABITS = {
    "alex": ("right",),
    "bao": ("right", "right", "right", "one"),
    "chris": ("right", "one"),
    "dana": ("one", "right", "right"),
    "eli": ("one", "right"),
    "fen": ("right", "one", "several"),
    "gal": ("one",),
    "hao": ("one", "one", "right", "half"),
    "ines": ("one", "several"),
    "jo": ("several", "one", "right"),
    "kim": ("several", "one"),
    "lou": ("one", "half"),
    "min": ("several",),
    "noor": ("half", "several"),
    "ola": ("several", "half", "hopeless"),
    "pat": ("half", "hopeless"),
}
"""What each student does chapter after chapter, over and over."""

SEVERAL = 3
"""Mistakes in one notebook, where that many can stand beside each other."""

REFLECTION = "I had predicted something else. The finding below my answer showed me which step I had left out."


def make_sample_class(course: Course, chapter: str, number: int) -> list[str]:
    """Write the submissions for the chapter with this number, once; return the names of the students."""
    wrong, right = catalogue(chapter)
    entries = [entry.name + entry.script(chapter) for entry in (*wrong, *right)]
    made_from = [nbformat.writes(release_notebook(chapter)), *entries, REFLECTION, str(number), str(HABITS)]
    fingerprint = sha256("".join(made_from).encode()).hexdigest()
    mark = course.folder / "submitted" / f".sample-{chapter}"
    there = all(course.submission(student, chapter).exists() for student in HABITS)
    if not (there and mark.exists() and mark.read_text(encoding="utf-8") == fingerprint):
        for student, habits in HABITS.items():
            notebook = _notebook(chapter, habits[number % len(habits)], Random(f"{student} {chapter}"))
            write_if_changed(course.submission(student, chapter), nbformat.writes(notebook) + "\n")
        mark.write_text(fingerprint, encoding="utf-8")
    return list(HABITS)


def _notebook(chapter: str, kind: str, chance: Random) -> NotebookNode:
    """What a student hands in who got all right, made one mistake or several, or wrote half or hardly anything."""
    wrong, right = catalogue(chapter)
    if kind == "right":
        entries = [chance.choice(right)]
    else:
        entries = _beside_each_other(chapter, chance.sample(wrong, len(wrong)), SEVERAL if kind == "several" else 1)
    notebook = answered_notebook(chapter, _edited(chapter, entries))
    if kind in ("half", "hopeless"):
        _give_up(notebook, release_notebook(chapter), at=0.5 if kind == "half" else 0.1)
    else:
        _reflect(notebook)
    return notebook


def _edited(chapter: str, entries: list[Submission]) -> str:
    """The solution script with the edits of several entries."""
    edits = tuple(edit for entry in entries for edit in entry.edits)
    return Submission("+".join(entry.name for entry in entries), edits).script(chapter)


def _beside_each_other(chapter: str, entries: list[Submission], wanted: int) -> list[Submission]:
    """The first entries whose edits can all be made in one script, as many as wanted."""
    taken: list[Submission] = []
    for entry in entries:
        try:
            _edited(chapter, [*taken, entry])
        except ValueError:  # it edits a line that is another one by now
            continue
        taken.append(entry)
        if len(taken) == wanted:
            break
    return taken


def _give_up(notebook: NotebookNode, release: NotebookNode, at: float) -> None:
    """Leave the answers as they were released from somewhere on; the last that was begun is no Python."""
    answers = [
        (mine, released)
        for mine, released in zip(notebook.cells, release.cells, strict=True)
        if mine.cell_type == "code" and mine.metadata.get("nbgrader", {}).get("solution")
    ]
    written = int(at * len(answers))
    for mine, released in answers[written:]:
        mine.source = released.source
    answers[written][0].source += "\n    return ("


def _reflect(notebook: NotebookNode) -> None:
    """Write something into the cell that is graded by hand."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = REFLECTION
