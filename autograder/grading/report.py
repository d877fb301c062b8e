"""The class report: where a class stands, which tasks were hard, which mistakes are frequent, what is left to do."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from autograder.checks.judging.finding import marked
from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake import Intake, inspect
from autograder.grading.intake.names import student_name
from autograder.publishing.release import write_if_changed
from autograder.tasks import load

LIKELY = re.compile(r"^  Likely: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Standing:
    """One student's scores."""

    student: str
    scores: dict[str, float]
    total: float
    by_hand: bool
    """Whether something is still to be graded by hand."""


def standings(course: Course, chapter: str) -> tuple[list[Standing], dict[str, float]]:
    """Scores of all who have been graded, best first, and the points of each cell, as they are in the gradebook."""
    if not (course.folder / "gradebook.db").exists():
        raise CourseError(f"{course.folder} has no gradebook; call `course grade {course.folder} {chapter}` first")
    with course.gradebook() as gradebook:
        found: list[Standing] = []
        points: dict[str, float] = {}
        for submission in gradebook.assignment_submissions(chapter):
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            points = {grade.name: grade.max_score for grade in grades} or points
            scores = {grade.name: grade.score for grade in grades}
            found.append(Standing(submission.student.id, scores, submission.score, submission.needs_manual_grade))
    return sorted(found, key=lambda standing: (-standing.total, standing.student)), points


def likely_mistakes(course: Course, chapter: str) -> Counter[str]:
    """How often each likely mistake was named in the graded notebooks."""
    counts: Counter[str] = Counter()
    for path in sorted(course.folder.glob(f"autograded/*/{chapter}/{chapter}.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            texts = (output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", []))
            counts.update(said for text in texts for said in LIKELY.findall("".join(text)))
    return counts


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
    found, points = standings(course, chapter)
    if not found:
        raise CourseError(
            f"nobody has been graded for {chapter} yet; call `course grade {course.folder} {chapter}` first"
        )
    titles = {name: task.title for name, task in load(chapter).tasks.items()}
    passed = {
        titles[name]: sum(standing.scores.get(name, 0) >= points[name] for standing in found) / len(found)
        for name in titles
    }
    intake = intake or inspect(course, chapter)
    page = render(
        "report.html",
        chapter=chapter,
        standings=found,
        titles=titles,
        possible=sum(points.values()),
        histogram=_histogram([standing.total for standing in found], sum(points.values())),
        passed=passed,
        mistakes=likely_mistakes(course, chapter).most_common(12),
        aside=intake.aside,
        absent=intake.absent,
        by_hand=[standing.student for standing in found if standing.by_hand],
    )
    reports = course.folder / "reports"
    write_if_changed(reports / f"{chapter}.html", page)
    rows = ([student_name(each.student), *(each.scores.get(name, 0) for name in points), each.total] for each in found)
    write_if_changed(reports / f"{chapter}.csv", table(["student", *points, "total"], rows))
    return reports / f"{chapter}.html"


def render(template: str, **values: object) -> str:
    """A page from one of the templates."""
    environment = Environment(
        loader=PackageLoader("autograder.grading"), autoescape=select_autoescape(), trim_blocks=True
    )
    environment.filters["marked"] = lambda text: Markup(marked(text))
    environment.filters["named"] = student_name
    return environment.get_template(template).render(**values)


def table(header: list[str], rows: Iterable[Sequence[object]]) -> str:
    """Comma-separated values."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _histogram(totals: list[float], possible: float) -> list[tuple[str, int]]:
    """Numbers of students in five equal ranges of the score."""
    edges = [possible * fifth / 5 for fifth in range(6)]
    ranges = list(pairwise(edges))
    counts = [sum(low <= total < high or total == high == possible for total in totals) for low, high in ranges]
    return [(f"{low:g} to {high:g}", count) for (low, high), count in zip(ranges, counts, strict=True)]
