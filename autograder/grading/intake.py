"""A look at every submission before nbgrader sees it: what cannot be graded is set aside with a sentence.

Submissions are only ever read. What can be graded in part is graded, and the sentence says what is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.grading.course import Course
from autograder.publishing.release import release_notebook

LARGEST = 10 * 2**20
"""Bytes: a notebook with all its figures has less than a tenth of this."""

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")


@dataclass
class Intake:
    """What came in: students to grade and without a submission, what was set aside, remarks on what is graded."""

    students: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def inspect(course: Course, chapter: str) -> Intake:
    """Look at everything below `submitted/`."""
    intake, release = Intake(), release_notebook(chapter)
    submitted = course.folder / "submitted"
    if not submitted.is_dir():
        return intake
    for folder in sorted(path for path in submitted.iterdir() if not path.name.startswith(".")):
        student, remark = folder.name, ""
        path = course.submission(student, chapter)
        reason = _not_a_student(folder, chapter) or _misnamed(path)
        if not reason and path.is_file():
            reason, remark = _look(path, chapter, release, submitted)
        if remark:
            intake.remarks[student] = remark
        if reason:
            intake.aside[student] = reason
        elif path.is_file():
            intake.students.append(student)
        else:
            intake.absent.append(student)
    return intake


def _not_a_student(folder: Path, chapter: str) -> str:
    """Why a folder below `submitted/` is not a student's; empty when it is."""
    if not folder.is_dir():
        return f"is a file; a submission lies in submitted/<student>/{chapter}/{chapter}.ipynb"
    if not STUDENT.fullmatch(folder.name):
        return "is no student's name: use letters, digits and . _ @ - only"
    inside = next((path for path in folder.glob(f"*/{chapter}/{chapter}.ipynb")), None)
    if inside is not None and not (folder / chapter).exists():
        return f"holds a folder {inside.parts[-3]}: a student's name has no slash; move it up and rename it"
    return ""


def _misnamed(path: Path) -> str:
    """What to rename where there is a notebook, but not under the assignment's name; empty otherwise."""
    others = [] if path.exists() else sorted(path.parent.glob("*.ipynb"))
    return f"handed in {others[0].name}: it is graded when it is named {path.name}" if others else ""


def _look(path: Path, chapter: str, release: NotebookNode, submitted: Path) -> tuple[str, str]:
    """Why a notebook cannot be graded, and what to say if it can."""
    if not path.resolve().is_relative_to(submitted.resolve()):
        return "is a link to a file outside the class; copy the notebook itself", ""
    size = path.stat().st_size
    if size > LARGEST:
        return f"has {size / 2**20:.0f} MB, more than {LARGEST / 2**20:.0f}: clear its outputs and hand it in again", ""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        return f"cannot be read: {error.strerror}", ""
    except nbformat.ValidationError:
        return "is not a valid notebook: save it in Jupyter once more and hand it in again", ""
    except Exception:  # not JSON, not text, or JSON of something else: the reader raises many kinds
        return "is not a notebook: the file is damaged or something else with its name", ""
    if not notebook.cells:
        return "has no cells: an empty notebook was handed in", ""
    return _cells(notebook, chapter, release)


def _cells(notebook: NotebookNode, chapter: str, release: NotebookNode) -> tuple[str, str]:
    wanted, came = _grade_ids(release), _grade_ids(notebook)
    known = [name for name in came if name in wanted]
    if not known:
        foreign = f"; it has {came[0]!r}, for example" if came else ""
        return f"belongs to another assignment: none of its cells is one of {chapter}'s{foreign}", ""
    twice = next((name for name, count in Counter(known).items() if count > 1), None)
    if twice:
        places = " and ".join(str(number) for number in _positions(notebook, twice))
        return f"holds the cell {twice!r} twice (cells {places}): delete one copy and hand it in again", ""
    missing = [name for name in wanted if name not in came]
    if missing:
        return "", f"lacks {', '.join(missing)}; missing checks were put back, missing answers count as not written"
    return "", ""


def _grade_ids(notebook: NotebookNode) -> list[str]:
    """Names of the cells that are answers or checks, in order."""
    about = map(_about, notebook.cells)
    return [str(cell.get("grade_id")) for cell in about if cell.get("grade") or cell.get("solution")]


def _positions(notebook: NotebookNode, name: str) -> list[int]:
    cells = enumerate(notebook.cells, start=1)
    return [number for number, cell in cells if _about(cell).get("grade_id") == name]


def _about(cell: NotebookNode) -> dict[str, Any]:
    """What nbgrader noted on a cell; nothing where that is damaged."""
    noted = cell.metadata.get("nbgrader")
    return noted if isinstance(noted, dict) else {}
