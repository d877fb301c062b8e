"""Grade submissions, one after the other, into nbgrader's gradebook.

A run can be stopped at any point and called again: a submission counts as graded once its fingerprint is written, and
that happens after its grade is in the gradebook.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute

from autograder.errors import CourseError
from autograder.grading.course import Course, quiet
from autograder.grading.execute import ExecuteAndJudge
from autograder.grading.sandbox import REPOSITORY, why_not


@dataclass(frozen=True)
class Outcome:
    """What became of one submission."""

    score: float
    max_score: float
    skipped: bool = False
    note: str = ""


def grade(
    course: Course,
    chapter: str,
    students: Sequence[str],
    *,
    sandbox: bool = True,
    again: bool = False,
    tell: Callable[[str], None] = print,
) -> dict[str, Outcome]:
    """Grade the submissions of these students.

    Parameters
    ----------
    sandbox : bool
        Run students' code behind bubblewrap. Without it their code can do whatever you can.
    again : bool
        Also grade what has not changed since it was graded.
    tell : callable
        Receives a line for each submission.

    Raises
    ------
    CourseError
        When the sandbox is wanted and cannot be had.
    """
    if sandbox and why_not():
        raise CourseError(f"{why_not()}; or grade without a wall around students' code by --no-sandbox")
    outcomes = {}
    for number, student in enumerate(students, start=1):
        mark, fingerprint = _mark(course, chapter, student), _fingerprint(course, chapter, student)
        if not again and mark.exists() and mark.read_text(encoding="utf-8") == fingerprint:
            outcomes[student] = _outcome(course, chapter, student, skipped=True)
            continue
        mark.unlink(missing_ok=True)
        note = _grade_one(course, chapter, student, sandbox)
        outcomes[student] = _outcome(course, chapter, student, note=note)
        if not note:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.write_text(fingerprint, encoding="utf-8")
        score = f"{outcomes[student].score:g} of {outcomes[student].max_score:g}"
        tell(f"  {number}/{len(students)}  {student}: {note or score}")
    return outcomes


def _grade_one(course: Course, chapter: str, student: str, sandbox: bool) -> str:
    """Run nbgrader's Autograde on one submission with our Execute; return what went wrong, if anything did."""
    config = course.config
    config.CourseDirectory.student_id = student
    config.CourseDirectory.assignment_id = chapter
    config.ExecuteAndJudge.sandbox = sandbox
    judged = [ExecuteAndJudge if step is Execute else step for step in Autograde.autograde_preprocessors.default()]
    config.Autograde.autograde_preprocessors = judged
    log = course.folder / "autograded" / ".log" / chapter / f"{student}.txt"
    log.unlink(missing_ok=True)
    with quiet() as errors:
        converter = Autograde(coursedir=CourseDirectory(config=config), config=config)
        converter.force = True
        try:
            converter.start()
        except NbGraderException:
            shutil.rmtree(course.folder / "autograded" / student / chapter, ignore_errors=True)
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(errors.getvalue(), encoding="utf-8")
            return f"could not be graded: {_reason(errors.getvalue())} (the whole log is in {log})"
    return ""


def _reason(errors: str) -> str:
    """The last line of the first traceback that nbgrader logged."""
    first = errors.partition("Traceback (most recent call last):")[2]
    told = [line for line in first.splitlines() if re.match(r"[\w.]+(Error|Exception|Exit|Interrupt)\b", line)]
    return told[0] if told else "nbgrader gave no reason"


def _outcome(course: Course, chapter: str, student: str, skipped: bool = False, note: str = "") -> Outcome:
    with course.gradebook() as gradebook:
        try:
            submission = gradebook.find_submission(chapter, student)
        except MissingEntry:
            return Outcome(0.0, 0.0, skipped, note)
        return Outcome(submission.score, submission.max_score, skipped, note)


def _mark(course: Course, chapter: str, student: str) -> Path:
    return course.folder / "autograded" / ".graded" / chapter / student


def _fingerprint(course: Course, chapter: str, student: str) -> str:
    """Hash of the submission and of everything that judges it."""
    digest = sha256(course.submission(student, chapter).read_bytes())
    judging = [REPOSITORY / "solutions" / f"{chapter}.py", REPOSITORY / "solutions" / "__init__.py"]
    judging += sorted(path for room in ("checks", "tasks") for path in (REPOSITORY / "autograder" / room).rglob("*"))
    for path in judging:
        if path.is_file():
            digest.update(path.read_bytes())
    return json.dumps({"submission and judge": digest.hexdigest()})
