"""Grades for a platform, by nbgrader's plugin point: `nbgrader export --exporter=autograder.grading.lms.export.Canvas`.

A late submission's penalty, as nbgrader has put it into the gradebook, is taken off.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake.names import student_name
from autograder.grading.lms.collect import numbers_of


@dataclass(frozen=True)
class Grade:
    """What a student has in a chapter."""

    name: str
    number: str
    """What a platform knows the student by, or what they handed in."""
    email: str
    chapter: str
    score: float
    penalty: float
    most: float
    time: str
    by_hand: bool

    @property
    def counts(self) -> str:
        """What counts, in as few digits as it needs."""
        return f"{max(0.0, self.score - self.penalty):.6g}"


class Spreadsheet(ExportPlugin):
    """A row for each student and chapter."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to the file that is named by `to`."""
        grades = sorted(self._grades(gradebook), key=lambda grade: (grade.chapter, grade.name))
        with open(self.to or "grades.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(self.table(grades))

    def table(self, grades: Sequence[Grade]) -> Iterator[Sequence[Any]]:
        """Give the header, and then the rows."""
        yield "student", "e-mail", "chapter", "points", "penalty", "counts", "out of", "handed in", "to grade by hand"
        for each in grades:
            points = f"{each.score:.6g}", f"{each.penalty:.6g}", each.counts, f"{each.most:g}"
            yield each.name, each.email, each.chapter, *points, each.time, "yes" if each.by_hand else ""

    def _grades(self, gradebook: Gradebook) -> Iterator[Grade]:
        """Give the grades of all who handed in, of the chapters and the students that are asked for."""
        numbers = numbers_of(Course(Path(CourseDirectory(parent=self).root)))
        for assignment in gradebook.assignments:
            if self.assignment and assignment.name not in self.assignment:
                continue
            for submission in gradebook.assignment_submissions(assignment.name):
                student = submission.student
                if self.student and student.id not in self.student:
                    continue
                yield Grade(
                    name=student_name(student.id),
                    number=numbers.get(assignment.name, {}).get(student.id, ""),
                    email=student.email or "",
                    chapter=assignment.name,
                    score=submission.score,
                    penalty=submission.late_submission_penalty or 0.0,
                    most=submission.max_score,
                    time=str(submission.timestamp or ""),
                    by_hand=submission.needs_manual_grade,
                )


class Canvas(Spreadsheet):
    """What Canvas's gradebook imports: a row for each student, a column for each chapter."""

    def table(self, grades: Sequence[Grade]) -> Iterator[Sequence[Any]]:
        """Give the header, the points that can be had, and then the rows; blank is what was not handed in."""
        most = {grade.chapter: f"{grade.most:g}" for grade in grades}
        students: dict[str, dict[str, Grade]] = {}
        for grade in sorted(grades, key=lambda each: each.name):
            students.setdefault(grade.name, {})[grade.chapter] = grade
        yield "Student", "ID", "SIS User ID", "SIS Login ID", "Section", *most
        yield "    Points Possible", "", "", "", "", *most.values()
        for name, of_student in students.items():
            number = next((grade.number for grade in of_student.values() if grade.number), "")
            email = next((grade.email for grade in of_student.values()), "")
            counts = (of_student[chapter].counts if chapter in of_student else "" for chapter in most)
            yield name, number, "", email, "", *counts


class Moodle(Spreadsheet):
    """Moodle's worksheet for offline grading: one assignment, whose submissions it knows by numbers of its own."""

    def table(self, grades: Sequence[Grade]) -> Iterator[Sequence[Any]]:
        """Give the header, and then the rows.

        Raises
        ------
        CourseError
            When the grades are of several chapters.
        """
        if len({grade.chapter for grade in grades}) > 1:
            raise CourseError("Moodle takes the grades of one assignment at a time: name a chapter")
        yield "Identifier", "Full name", "Email address", "Grade", "Maximum Grade"
        for grade in grades:
            identifier = f"Participant {grade.number}" if grade.number else ""
            yield identifier, grade.name, grade.email, grade.counts, f"{grade.most:g}"


FORMATS: dict[str, type[Spreadsheet]] = {"csv": Spreadsheet, "canvas": Canvas, "moodle": Moodle}


def export(course: Course, form: str, names: Sequence[str]) -> list[Path]:
    """Write the grades of some chapters in a form, into `exports/`; return the files.

    Raises
    ------
    CourseError
        When there is no such form, or nobody has been graded.
    """
    if form not in FORMATS:
        raise CourseError(f"there is no form {form!r} of grades; there are: {', '.join(FORMATS)}, feedback")
    if course.is_new:
        raise CourseError(f"{course.folder} has no gradebook; call `course grade {course.folder}` first")
    with course.gradebook() as gradebook:
        graded = [name for name in names if gradebook.assignment_submissions(name)]
        if not graded:
            raise CourseError(f"nobody has been graded yet; call `course grade {course.folder}` first")
        parts = {f"{form}-{name}": [name] for name in graded} if form == "moodle" else {form: graded}
        (course.folder / "exports").mkdir(exist_ok=True)
        paths = []
        for stem, chapters in parts.items():
            paths.append(course.folder / "exports" / f"{stem}.csv")
            FORMATS[form](config=course.config, to=str(paths[-1]), assignment=chapters).export(gradebook)
    return paths
