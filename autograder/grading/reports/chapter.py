"""The report of a chapter: where a class stands, which tasks were hard, which mistakes are frequent, what is to do."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path
from statistics import median

import numpy as np

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake import Intake, inspect
from autograder.grading.intake.names import student_name
from autograder.grading.ledger import Entry, Ledger
from autograder.grading.reports.graded import graded
from autograder.grading.reports.pages import render
from autograder.grading.reports.pictures import Picture, distribution, heat_map
from autograder.grading.reports.tasks import hardness
from autograder.publishing.release import write_if_changed
from autograder.tasks import load

MISTAKES = 12
"""Likely mistakes that a page shows."""


def standings(course: Course, chapter: str) -> dict[str, Entry]:
    """What the gradebook has of all who have been graded, best first.

    Raises
    ------
    CourseError
        When there is no gradebook.
    """
    if course.is_new:
        raise CourseError(f"{course.folder} has no gradebook; call `course grade {course.folder} {chapter}` first")
    with Ledger(course) as ledger:
        entries = ledger.entries(chapter)
    return dict(sorted(entries.items(), key=lambda each: (-each[1].score, each[0])))


def write_report(course: Course, chapter: str, intake: Intake | None = None) -> Path:
    """Write `reports/<chapter>.html` and `.csv`; return the page's path.

    Parameters
    ----------
    intake : Intake, optional
        What came in, where it has been looked at already.

    Raises
    ------
    CourseError
        When the folder has no gradebook, or nobody has been graded in it.
    """
    found = standings(course, chapter)
    if not found:
        raise CourseError(
            f"nobody has been graded for {chapter} yet; call `course grade {course.folder} {chapter}` first"
        )
    titles = {name: task.title for name, task in load(chapter).tasks.items()}
    points = next(iter(found.values())).points
    intake, told = intake or inspect(course, chapter), graded(course, chapter)
    page = render(
        "report.html",
        chapter=chapter,
        standings=found,
        titles=titles,
        possible=sum(points.values()),
        distribution=distribution([entry.score for entry in found.values()], sum(points.values())),
        map=_map(found, points, titles),
        tasks=hardness(list(found.values()), titles),
        mistakes=told.mistakes.most_common(MISTAKES),
        examples=told.examples,
        seconds=(median(told.seconds), max(told.seconds)) if told.seconds else None,
        aside=intake.aside,
        absent=intake.absent,
        mended=intake.remarks,
        by_hand=[student for student, entry in found.items() if entry.by_hand],
    )
    reports = course.folder / "reports"
    write_if_changed(reports / f"{chapter}.html", page)
    rows = (
        [student_name(student), *(entry.scores.get(name, 0) for name in points), entry.penalty, entry.score]
        for student, entry in found.items()
    )
    write_if_changed(reports / f"{chapter}.csv", table(["student", *points, "late penalty", "total"], rows))
    return reports / f"{chapter}.html"


def table(header: list[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated values."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _map(found: Mapping[str, Entry], points: Mapping[str, float], titles: Mapping[str, str]) -> Picture:
    shares = [[entry.scores.get(name, 0.0) / (points[name] or 1.0) for name in titles] for entry in found.values()]
    return heat_map(np.array(shares), list(titles.values()))
