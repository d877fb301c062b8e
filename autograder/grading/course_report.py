"""The report of the whole course, beside those of its chapters: who stands where, and what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake.names import student_name
from autograder.grading.report import likely_mistakes, render, standings, table
from autograder.publishing.release import write_if_changed


@dataclass(frozen=True)
class Chapter:
    """Where the class stands in one chapter."""

    name: str
    scores: dict[str, float]
    """Total of each student who has been graded."""
    possible: float
    by_hand: list[str]
    """Students of whom something is still to be graded by hand."""

    @property
    def mean(self) -> float:
        """The mean of the scores."""
        return fmean(self.scores.values())


def write_course_report(course: Course, chapters: Sequence[str]) -> Path:
    """Write `reports/course.html` and `.csv` from what the gradebook has of these chapters; return the page's path.

    Raises
    ------
    CourseError
        When the folder has no gradebook, or nobody has been graded in it.
    """
    graded = [chapter for chapter in (_chapter(course, name) for name in chapters) if chapter.scores]
    if not graded:
        raise CourseError(f"nobody has been graded yet; call `course grade {course.folder}` first")
    totals: Counter[str] = Counter()
    mistakes: Counter[str] = Counter()
    for chapter in graded:
        totals.update(chapter.scores)
        mistakes.update(likely_mistakes(course, chapter.name))
    students = sorted(totals.items(), key=lambda each: (-each[1], each[0]))
    page = render(
        "course.html",
        chapters=graded,
        students=students,
        possible=sum(chapter.possible for chapter in graded),
        by_hand={chapter.name: chapter.by_hand for chapter in graded if chapter.by_hand},
        mistakes=mistakes.most_common(12),
    )
    rows = (
        [student_name(student), *(chapter.scores.get(student, "") for chapter in graded), total, _left(student, graded)]
        for student, total in students
    )
    reports = course.folder / "reports"
    header = ["student", *(chapter.name for chapter in graded), "total", "chapters to grade by hand"]
    write_if_changed(reports / "course.html", page)
    write_if_changed(reports / "course.csv", table(header, rows))
    return reports / "course.html"


def _chapter(course: Course, name: str) -> Chapter:
    found, points = standings(course, name)
    by_hand = [standing.student for standing in found if standing.by_hand]
    return Chapter(name, {each.student: each.total for each in found}, sum(points.values()), by_hand)


def _left(student: str, chapters: Sequence[Chapter]) -> int:
    """How many chapters of a student wait for somebody to grade by hand."""
    return sum(student in chapter.by_hand for chapter in chapters)
