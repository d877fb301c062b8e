"""The class report: its numbers are the gradebook's, and it asks no other host."""

import csv
import re
import shutil
from html.parser import HTMLParser

import pytest

from autograder.errors import CourseError
from autograder.grading.course import Course, open_course
from autograder.grading.reports.chapter import write_report
from autograder.grading.reports.graded import graded as told
from autograder.grading.run import grade_class
from tests.autograder.grading.conftest import Desk, scores

SLOPE = ("return dy * self.y * (1 - self.y)", "return self.y * (1 - self.y)")


@pytest.fixture(scope="module")
def graded(empty_course, walled, tmp_path_factory) -> Course:
    folder = tmp_path_factory.mktemp("graded") / "class"
    shutil.copytree(empty_course.folder, folder)
    course = open_course(folder)
    desk = Desk(course)
    notebook = desk.answers("ana")
    named = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    named["reflection"].source = "I would sum over the batch."
    desk.notebook("ana", notebook)
    desk.answers("ben", SLOPE)
    desk.untouched("cleo")
    (course.folder / "submitted" / "dan").mkdir()
    (course.folder / "submitted" / "eva").mkdir()
    grade_class(course.folder, ["backward"])
    return course


class Addresses(HTMLParser):
    """Everything that a page loads or links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("src", "href")]


def test_report_holds_the_gradebooks_numbers(graded):
    path = write_report(graded, "backward")
    with path.with_suffix(".csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert set(rows) == {"ana", "ben", "cleo"}
    for student, row in rows.items():
        wanted = scores(graded, student)
        assert {name: float(row[name]) for name in wanted} == wanted
        assert float(row["total"]) == sum(wanted.values())
    page = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
    assert "3 students graded, out of 39 points" in page
    assert "2 without a submission dan, eva " in " ".join(page.split())
    assert re.search(r"Sigmoid\s+33 %", page)
    assert re.search(r"ReLU\s+67 %", page)
    assert "1 with something to grade by hand, in nbgrader's form grader: ana." in " ".join(page.split())


def test_report_counts_the_likely_mistakes_and_links_to_feedback_that_is_there(graded):
    read = told(graded, "backward")
    (words,) = [said for said in read.mistakes if "slope" in said]
    assert read.mistakes[words] == 1
    assert "class Sigmoid" in read.examples[words][0]
    assert len(read.seconds) == 3
    path = write_report(graded, "backward")
    parser = Addresses()
    parser.feed(path.read_text(encoding="utf-8"))
    links = [address for address in parser.found if not address.startswith("data:")]
    assert len(links) == 3
    for address in links:
        assert (path.parent / address).resolve().is_file(), address


def test_feedback_loads_nothing_from_elsewhere(graded):
    for student in ("ana", "ben", "cleo"):
        parser = Addresses()
        parser.feed((graded.folder / "feedback" / student / "backward/backward.html").read_text(encoding="utf-8"))
        assert not [address for address in parser.found if re.match(r"(https?:)?//", address)]


def test_without_a_gradebook_or_a_grade_it_says_what_to_do(course, tmp_path):
    with pytest.raises(CourseError, match=r"has no gradebook; call `course grade"):
        write_report(Course(tmp_path / "empty"), "backward")
    with pytest.raises(CourseError, match="nobody has been graded"):
        write_report(course, "backward")
