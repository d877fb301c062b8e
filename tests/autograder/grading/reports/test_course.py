"""The report of the course: totals over the chapters, from the gradebook, with links that lead somewhere."""

import csv
import json
import re

import pytest

from autograder.errors import CourseError
from autograder.grading.course import ensure_assignment
from autograder.grading.reports.chapter import write_report
from autograder.grading.reports.course import write_course_report
from autograder.publishing.release import release_notebook
from tests.autograder.grading.reports.test_chapter import Addresses
from tests.autograder.publishing.test_release import graded


@pytest.fixture
def standing(course):
    """Ana has handed in two chapters, Ben one; Ana's reflection waits for somebody to grade it."""
    ensure_assignment(course, "forward")
    with course.gradebook() as gradebook:
        for student in ("ana", "ben"):
            gradebook.add_student(student)
        for student, chapter, score in (("ana", "backward", 2.0), ("ana", "forward", 1.0), ("ben", "backward", 2.5)):
            submission = gradebook.add_submission(chapter, student)
            gradebook.db.commit()
            (notebook,) = submission.notebooks
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = 0, student == "ana" and grade.name == "reflection"
            notebook.grades[0].manual_score = score
            page = course.folder / "feedback" / student / chapter / f"{chapter}.html"
            page.parent.mkdir(parents=True)
            page.write_text("page")
        gradebook.db.commit()
    autograded = course.folder / "autograded" / "ben" / "backward" / "backward.ipynb"
    autograded.parent.mkdir(parents=True)
    output = {"data": {"text/plain": ["ReLU: not yet\n", "  Likely: the gate is shut\n"]}}
    about = {"nbgrader": {"grade": True, "solution": False}}
    check = {"cell_type": "code", "metadata": about, "outputs": [output]}
    autograded.write_text(json.dumps({"metadata": {}, "cells": [check]}), encoding="utf-8")
    return course


def test_students_are_added_up_over_the_chapters(standing):
    path = write_course_report(standing, ["forward", "backward", "activations"])
    with path.with_suffix(".csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [
            ["student", "forward", "backward", "total", "chapters to grade by hand"],
            ["ana", "1.0", "2.0", "3.0", "2"],
            ["ben", "", "2.5", "2.5", "0"],
        ]
    page = " ".join(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")).split())
    assert (
        f"2 students graded in 2 chapters, out of {39 + sum(graded(release_notebook('forward')).values()):g} points."
        in page
    )
    assert "forward: 1 students ana" in page
    assert "backward 2 2.2 of 39" in page
    assert "1 the gate is shut" in page
    assert "ana 1 2 3 ben – 2.5 2.5" in page


def test_links_lead_to_the_chapters_and_to_the_feedback(standing):
    for chapter in ("forward", "backward"):
        write_report(standing, chapter)
    path = write_course_report(standing, ["forward", "backward"])
    parser = Addresses()
    parser.feed(path.read_text(encoding="utf-8"))
    assert len(parser.found) == 5
    for address in parser.found:
        assert (path.parent / address).resolve().is_file(), address


def test_without_a_grade_it_says_what_to_do(course):
    with pytest.raises(CourseError, match="nobody has been graded yet; call `course grade"):
        write_course_report(course, ["backward"])
