"""Every submission of a class for a chapter, one after another: what can be graded, and why the rest cannot.

Submissions are only ever read. Whatever fails with one of them is told of that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from nbformat import NotebookNode

from autograder.grading.course import Course
from autograder.grading.intake.beside import look_beside
from autograder.grading.intake.finding import find
from autograder.grading.intake.names import LONGEST, student_id
from autograder.grading.intake.reaches import reaches
from autograder.grading.intake.recognizing import released
from autograder.grading.intake.refusal import RefusalError


@dataclass(frozen=True)
class Submission:
    """What a student handed in for a chapter, rebuilt."""

    student_id: str
    """What stands for the student in paths and in the gradebook."""
    name: str
    """The student's name, as their folder has it."""
    path: Path
    notebook: NotebookNode
    files: dict[str, bytes]
    """Modules that lie beside the notebook."""
    time: datetime | None
    """When it was handed in, in UTC, where that is known."""
    remarks: tuple[str, ...]
    """What was mended; each goes on from "the notebook"."""
    reaches: tuple[str, ...]
    """What its code takes from the course, for the instructor alone."""
    fingerprint: bytes
    """Hash of all that was handed in and counts."""


@dataclass
class Intake:
    """What came in: students to grade and without a submission, what was set aside, remarks on what is graded."""

    students: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def inspect(course: Course, chapter: str) -> Intake:
    """Look at everything below `submitted/`, and keep no notebook."""
    intake = Intake()
    for _ in submissions(course, chapter, intake):
        pass
    return intake


def submissions(course: Course, chapter: str, intake: Intake) -> Iterator[Submission]:
    """Give one submission after another; note in `intake` what became of each student as it is come to."""
    submitted = course.folder / "submitted"
    folders = submitted.iterdir() if submitted.is_dir() else ()
    known: dict[str, str] = {}
    for folder in sorted(path for path in folders if not path.name.startswith(".")):
        student = student_id(folder.name)
        try:
            if student in known:
                other, student = known[student], folder.name
                raise RefusalError(f"is the name of the folder {other} as well, written with other characters")
            known[student] = folder.name
            submission = take(folder, chapter)
        except RefusalError as refusal:
            intake.aside[student] = str(refusal)
        except Exception as error:  # a library's, on what nobody has thought of: told of this one, and no other
            intake.aside[student] = f"could not be read: {type(error).__name__}: {error}".replace("\n", " ")
        else:
            if submission is None:
                intake.absent.append(student)
                continue
            intake.students.append(student)
            taken = (f"reaches into the course: {told.rstrip('.')}" for told in submission.reaches)
            if told := "; ".join((*submission.remarks, *taken)):
                intake.remarks[student] = told
            yield submission


def take(folder: Path, chapter: str) -> Submission | None:
    """What a student, whose folder it is, handed in for a chapter; None if that is nothing.

    Raises
    ------
    RefusalError
        When there is something, and it cannot be taken.
    """
    student = student_id(folder.name)
    if len(student) > LONGEST:
        raise RefusalError(f"is a name of {len(folder.name)} characters: use a shorter one")
    found = find(folder, chapter)
    if found is None:
        return None
    beside = look_beside(folder.parent, found.path)
    parts = [found.data, repr(sorted(beside.files.items())).encode(), repr(beside.time).encode()]
    return Submission(
        student_id=student,
        name=folder.name,
        path=found.path,
        notebook=found.rebuilt.notebook,
        files=beside.files,
        time=beside.time,
        remarks=(*found.remarks, *beside.remarks),
        reaches=tuple(reaches(_code(found.rebuilt.notebook), _code(released(chapter)))),
        fingerprint=sha256(b"".join(sha256(part).digest() for part in parts)).digest(),
    )


def _code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
