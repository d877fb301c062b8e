"""Grade submissions into nbgrader's gradebook: other processes run and judge them, this one alone writes.

A run can be stopped at any point and called again: a submission counts as graded once its fingerprint is written, and
that happens after its grade is in the gradebook.
"""

from __future__ import annotations

import json
import re
import shutil
import traceback
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.autograde import BaseConverter
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute

from autograder.errors import CourseError
from autograder.grading.course import Course, quiet
from autograder.grading.execute import executed
from autograder.grading.intake import Submission
from autograder.grading.intake.names import last_and_first
from autograder.grading.outputs import keep_what_cannot_act
from autograder.grading.sandbox import REPOSITORY, why_not
from autograder.grading.workers import workers


@dataclass(frozen=True)
class Outcome:
    """What became of one submission."""

    score: float
    max_score: float
    skipped: bool = False
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """What one student handed in for one chapter."""

    course: Course
    chapter: str
    student: str

    @property
    def autograded(self) -> Path:
        """Where its graded notebook lies."""
        return self.course.folder / "autograded" / self.student / self.chapter / f"{self.chapter}.ipynb"

    @property
    def mark(self) -> Path:
        """Holds the fingerprint that it was graded with."""
        return self.course.folder / "autograded" / ".graded" / self.chapter / self.student

    @property
    def log(self) -> Path:
        """Holds why it could not be graded."""
        return self.course.folder / "autograded" / ".log" / self.chapter / f"{self.student}.txt"

    def fingerprint(self, submission: Submission) -> str:
        """Hash of the submission and of everything that judges it."""
        return json.dumps({"submission and judge": sha256(submission.fingerprint + _judge(self.chapter)).hexdigest()})

    def outcome(self, skipped: bool = False, note: str = "") -> Outcome:
        """What the gradebook has of it."""
        with self.course.gradebook() as gradebook:
            try:
                submission = gradebook.find_submission(self.chapter, self.student)
            except MissingEntry:
                return Outcome(0.0, 0.0, skipped, note)
            return Outcome(submission.score, submission.max_score, skipped, note)


Running = dict[Future[NotebookNode], tuple[Paper, str]]
"""What is being run, with the fingerprint of what was handed in when it began."""


def grade(
    papers: Iterable[tuple[Paper, Submission]], *, sandbox: bool = True, again: bool = False, jobs: int = 1
) -> Generator[tuple[Paper, Outcome]]:
    """Grade what students handed in; give each with what became of it, in the order in which they come to an end.

    Parameters
    ----------
    sandbox : bool
        Run students' code behind bubblewrap. Without it their code can do whatever you can.
    again : bool
        Also grade what has not changed since it was graded.
    jobs : int
        How many are run at the same time.

    Raises
    ------
    CourseError
        When the sandbox is wanted and cannot be had.
    """
    if sandbox and why_not():
        raise CourseError(f"{why_not()}; or grade without a wall around students' code by --no-sandbox")
    running: Running = {}
    with workers(jobs) as pool:
        for paper, submission in papers:
            fingerprint = paper.fingerprint(submission)
            if not again and paper.mark.exists() and paper.mark.read_text(encoding="utf-8") == fingerprint:
                yield paper, paper.outcome(skipped=True)
                continue
            for done in (paper.mark, paper.log):
                done.unlink(missing_ok=True)
            try:
                _begin(paper, submission)
            except Exception as error:  # of the disk or the database: told of this one, and the next is graded
                yield (
                    paper,
                    paper.outcome(note=_failed(paper, traceback.format_exc(), f"{type(error).__name__}: {error}")),
                )
                continue
            folder = str(paper.autograded.parent)
            future = pool.submit(executed, submission.notebook, paper.chapter, folder, sandbox, submission.files)
            running[future] = paper, fingerprint
            if len(running) >= 2 * jobs:  # one in each worker's hands, and one that waits for it
                yield from _finished(running)
        while running:
            yield from _finished(running)


def _finished(running: Running) -> Iterator[tuple[Paper, Outcome]]:
    """Wait for what comes to an end next, and put it into the gradebook."""
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        paper, fingerprint = running.pop(future)
        error = future.exception()
        if error is None:
            reason = _record(paper, keep_what_cannot_act(future.result()))
        else:
            reason = _failed(paper, "".join(traceback.format_exception(error)), f"{type(error).__name__}: {error}")
        if not reason:
            paper.mark.parent.mkdir(parents=True, exist_ok=True)
            paper.mark.write_text(fingerprint, encoding="utf-8")
        yield paper, paper.outcome(note=reason)


def _begin(paper: Paper, submission: Submission) -> None:
    """Put the rebuilt notebook where nbgrader takes it from, and the student and the submission into the gradebook."""
    shutil.rmtree(paper.autograded.parent, ignore_errors=True)
    paper.autograded.parent.mkdir(parents=True)
    nbformat.write(submission.notebook, paper.autograded)
    with quiet(), paper.course.gradebook() as gradebook:
        student = gradebook.update_or_create_student(paper.student)
        if submission.name != paper.student and not student.last_name:
            last, first = last_and_first(submission.name)
            gradebook.update_or_create_student(paper.student, last_name=last, first_name=first)
        time = {"timestamp": submission.time} if submission.time else {}
        gradebook.update_or_create_submission(paper.chapter, paper.student, **time)


class Record(Autograde):
    """nbgrader's Autograde without its first half: what the judge said of a notebook goes into the gradebook."""

    _sanitizing = False

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Leave the rebuilt notebook where it is."""
        return True

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Leave the student and the submission, which are in the gradebook, as they are."""

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert without the first half."""
        self._init_preprocessors()
        BaseConverter.convert_single_notebook(self, notebook_filename)


def _record(paper: Paper, judged: NotebookNode) -> str:
    """Put the judged notebook into the gradebook; return what went wrong, if anything did."""
    config = paper.course.config
    config.CourseDirectory.student_id = paper.student
    config.CourseDirectory.assignment_id = paper.chapter
    with quiet() as errors:
        converter = Record(coursedir=CourseDirectory(config=config), config=config)
        converter.force = True
        converter.autograde_preprocessors = [
            (lambda _, resources: (judged, resources)) if step is Execute else step
            for step in converter.autograde_preprocessors
        ]
        try:
            converter.start()
        except NbGraderException:
            return _failed(paper, errors.getvalue(), _reason(errors.getvalue()))
    return ""


def _failed(paper: Paper, log: str, reason: str) -> str:
    """Keep the log of what could not be graded, and nothing of its grade; return the sentence to tell."""
    shutil.rmtree(paper.autograded.parent, ignore_errors=True)
    paper.log.parent.mkdir(parents=True, exist_ok=True)
    paper.log.write_text(log, encoding="utf-8")
    return f"could not be graded: {reason} (the whole log is in {paper.log})"


def _reason(errors: str) -> str:
    """The last line of the first traceback that nbgrader logged."""
    first = errors.partition("Traceback (most recent call last):")[2]
    told = [line for line in first.splitlines() if re.match(r"[\w.]+(Error|Exception|Exit|Interrupt)\b", line)]
    return told[0] if told else "nbgrader gave no reason"


@cache
def _judge(chapter: str) -> bytes:
    """Hash of everything that judges a chapter's submissions."""
    digest = sha256()
    judging = [REPOSITORY / "solutions" / f"{chapter}.py", REPOSITORY / "solutions" / "__init__.py"]
    rooms = [REPOSITORY / "autograder" / room for room in ("checks", "tasks")]
    for kind in ("*.py", "*.json"):
        judging += sorted(path for room in rooms for path in room.rglob(kind))
    for path in judging:
        digest.update(path.read_bytes())
    return digest.digest()
