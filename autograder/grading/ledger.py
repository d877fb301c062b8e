"""Writes into nbgrader's gradebook: a submission at a time, one commit each, nothing by hand overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    GradeCell,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import Select, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake.names import last_and_first

PATIENCE = 60.0
"""Seconds to wait for another program that holds the gradebook."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class Entry:
    """What the gradebook has of one submission."""

    scores: dict[str, float]
    """Points of each cell that is graded: those given by hand where there are some, with extra credit."""
    points: dict[str, float]
    """Points that can be had for it."""
    comments: dict[str, str]
    """What was written by hand beside an answer."""
    penalty: float
    """Points lost by handing in late."""
    by_hand: bool
    """Whether somebody should look at it."""

    @property
    def score(self) -> float:
        """All points together."""
        return sum(self.scores.values()) - self.penalty

    @property
    def possible(self) -> float:
        """All points that can be had."""
        return sum(self.points.values())


class Ledger:
    """The gradebook of a course, open for writing.

    Parameters
    ----------
    course : Course
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self._gradebook = course.gradebook()
        self._penalties = AssignLatePenalties(config=course.config)
        self._penalties.init_plugin()

    def record(
        self,
        student: str,
        chapter: str,
        scores: Mapping[str, float | None],
        unanswered: Collection[str] = (),
        handed_in: datetime | None = None,
        name: str = "",
    ) -> Entry:
        """Write the scores of one submission, and what being late costs; give what the gradebook has then.

        Parameters
        ----------
        scores : mapping
            Points by the name of the cell; None where somebody has to give them.
        unanswered : collection of str
            Answers that are as they were released.
        handed_in : datetime, optional
            In UTC, without a zone, as nbgrader keeps it.
        name : str
            The student's name, where that is not what stands for them.

        Raises
        ------
        CourseError
            When another program holds the gradebook for too long.
        """

        def write() -> Entry:
            session = self._gradebook.db
            submission = self._submission(student, name, chapter)
            if handed_in is not None:
                submission.timestamp = handed_in
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    _put(grade, scores.get(grade.cell.name, 0.0))
                for comment in notebook.comments:
                    comment.auto_comment = "No response." if comment.cell.name in unanswered else None
            session.flush()
            self._penalize(submission)
            entry = self._read(chapter, student)[student]
            session.commit()
            return entry

        return self._patiently(write)

    def entries(self, chapter: str) -> dict[str, Entry]:
        """What the gradebook has of a chapter, by student."""
        return self._patiently(lambda: self._read(chapter))

    def _submission(self, student: str, name: str, chapter: str) -> SubmittedAssignment:
        """The submission with all that belongs to it, made if it is new; nbgrader's own way commits three times."""
        session = self._gradebook.db
        whole = joinedload(SubmittedAssignment.notebooks)
        found = (
            session.scalars(
                select(SubmittedAssignment)
                .join(SubmittedAssignment.assignment)
                .where(Assignment.name == chapter, SubmittedAssignment.student_id == student)
                .options(whole.selectinload(SubmittedNotebook.grades).joinedload(Grade.cell))
                .options(whole.selectinload(SubmittedNotebook.comments).joinedload(Comment.cell))
            )
            .unique()
            .one_or_none()
        )
        if found is not None:
            return found
        if session.get(Student, student) is None:
            last, first = last_and_first(name) if name else (None, None)
            session.add(Student(id=student, last_name=last, first_name=first))
        assignment = self._gradebook.find_assignment(chapter)
        submission = SubmittedAssignment(assignment=assignment, student_id=student)
        session.add(submission)
        for notebook in assignment.notebooks:
            handed_in = SubmittedNotebook(notebook=notebook, assignment=submission)
            session.add(handed_in)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                session.add(Grade(cell=cell, notebook=handed_in))
            for cell in (*notebook.solution_cells, *notebook.task_cells):
                session.add(Comment(cell=cell, notebook=handed_in))
        session.flush()
        return submission

    def _penalize(self, submission: SubmittedAssignment) -> None:
        """Ask nbgrader's plugin, the instructor's own where there is one, what being late costs."""
        late = submission.total_seconds_late if submission.timestamp else 0
        for notebook in submission.notebooks:
            penalty = None
            if late > 0:
                self._gradebook.db.refresh(notebook)
                penalty = self._penalties.plugin_inst.late_submission_penalty(
                    submission.student_id, notebook.score, late
                )
            notebook.late_submission_penalty = penalty and min(max(penalty, 0.0), notebook.score)

    def _read(self, chapter: str, student: str | None = None) -> dict[str, Entry]:
        """Entries of a chapter, all or one."""
        session, found = self._gradebook.db, dict[str, Entry]()
        mine = [Assignment.name == chapter]
        if student is not None:
            mine.append(SubmittedAssignment.student_id == student)
        columns = (SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
        notebooks = select(*columns).join(SubmittedNotebook.assignment).join(SubmittedAssignment.assignment)
        for whose, penalty in session.execute(notebooks.where(*mine)):
            found[whose] = Entry({}, {}, {}, penalty or 0.0, False)
        grades = _of(
            select(SubmittedAssignment.student_id, GradeCell.name, GradeCell.max_score, *GIVEN), Grade, GradeCell
        )
        for whose, name, points, by_machine, by_hand, extra, unsure in session.execute(grades.where(*mine)):
            entry = found[whose]
            entry.scores[name] = _score(by_machine, by_hand, extra)
            entry.points[name] = points
            found[whose] = replace(entry, by_hand=entry.by_hand or bool(unsure))
        comments = _of(select(SubmittedAssignment.student_id, SolutionCell.name, SAID), Comment, SolutionCell)
        for whose, name, said in session.execute(comments.where(*mine, SAID.is_not(None))):
            found[whose].comments[name] = said
        return found

    def _patiently(self, work: Callable[[], Result]) -> Result:
        """Do the work; try again while another program holds the gradebook."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return work()
            except OperationalError as error:
                self._gradebook.db.rollback()
                if time.monotonic() > deadline:
                    raise CourseError(
                        f"the gradebook could not be written for {PATIENCE:.0f} s ({error.orig}); close the program"
                        " that holds it and call the same command again"
                    ) from error
                time.sleep(0.2)
            finally:
                self._gradebook.db.remove()  # what was read does not pile up

    def close(self) -> None:
        """Close the gradebook."""
        self._gradebook.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


GIVEN = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
SAID = Comment.manual_comment


def _of(columns: Select[Any], kind: type[Grade | Comment], cell: type[GradeCell | SolutionCell]) -> Select[Any]:
    """Columns of grades or comments, with the cell, the submission and the assignment that they belong to."""
    return (
        columns.select_from(kind)
        .join(cell, kind.cell_id == cell.id)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedNotebook.assignment)
        .join(SubmittedAssignment.assignment)
    )


def _put(grade: Grade, points: float | None) -> None:
    """Write a score; somebody is asked to look where there is none, or where one given by hand may have to follow."""
    changed = grade.auto_score != points
    grade.auto_score = points
    if grade.manual_score is not None:
        grade.needs_manual_grade = grade.needs_manual_grade or changed
    else:
        grade.needs_manual_grade = points is None


def _score(by_machine: float | None, by_hand: float | None, extra: float | None) -> float:
    """As nbgrader counts: a score given by hand takes precedence, and extra credit comes on top of a score."""
    given = by_machine if by_hand is None else by_hand
    return 0.0 if given is None else float(given) + float(extra or 0.0)
