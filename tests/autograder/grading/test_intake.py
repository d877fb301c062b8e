"""Bad input: each gets one clear sentence, the others are graded, nothing is lost."""

import json
import re

import nbformat
import pytest

from autograder.grading.intake import Intake, inspect, submissions
from autograder.grading.intake.finding import LARGEST
from autograder.grading.intake.names import student_id, student_name
from autograder.publishing.release import answered_notebook

STUDENT = re.compile(r"[A-Za-z0-9~][A-Za-z0-9._@~-]*")


def cell(notebook, name):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def reason(course, student):
    intake = inspect(course, "backward")
    assert "good" in intake.students
    assert student not in intake.students
    said = intake.aside[student]
    assert "\n" not in said
    assert "Error" not in said
    return said


def handed_in(course, student):
    return next((each for each in submissions(course, "backward", Intake()) if each.student_id == student), None)


def given(course, student):
    return handed_in(course, student).notebook


@pytest.fixture(autouse=True)
def a_good_one(desk):
    desk.answers("good")


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"[1, 2]", b'"text"', b"\xff\xfe\x00", b"{}", b'{"nbformat": 4}']
)
def test_not_a_notebook(course, desk, content):
    desk.path("ana").write_bytes(content)
    assert "notebook" in reason(course, "ana")
    assert desk.path("ana").read_bytes() == content


def test_no_cells(course, desk):
    desk.notebook("ana", nbformat.v4.new_notebook())
    assert "has no cells" in reason(course, "ana")


def test_too_large(course, desk):
    notebook = answered_notebook("backward")
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="x" * 50 * 2**20)]
    desk.notebook("ana", notebook)
    assert desk.path("ana").stat().st_size > LARGEST
    assert "50 MB" in reason(course, "ana")


def test_foreign_names_of_cells_are_no_other_assignment_where_the_text_is_ours(course, desk):
    notebook = answered_notebook("backward")
    for each in notebook.cells:
        if "nbgrader" in each.metadata:
            each.metadata.nbgrader.grade_id = "other-" + each.metadata.nbgrader.grade_id
    desk.notebook("ana", notebook)
    assert handed_in(course, "ana").notebook.cells == given(course, "good").cells


def test_another_assignment(course, desk):
    cells = [nbformat.v4.new_code_cell("def other(x):\n    return x"), nbformat.v4.new_markdown_cell("# Other")]
    for number, each in enumerate(cells):
        each.metadata["nbgrader"] = {"grade_id": f"other-{number}", "solution": True}
    desk.notebook("ana", nbformat.v4.new_notebook(cells=cells))
    assert "another assignment" in reason(course, "ana")


def test_the_notebook_of_another_chapter_is_named(course, desk):
    desk.notebook("ana", answered_notebook("forward"))
    assert reason(course, "ana") == "is the notebook of forward, not of backward"


def test_no_cells_of_the_course_at_all(course, desk):
    desk.notebook("ana", nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]))
    assert "another assignment" in reason(course, "ana")


@pytest.mark.parametrize("name", ["relu", "relu-answer"])
def test_doubled_cell(course, desk, name):
    notebook = answered_notebook("backward")
    twin = nbformat.from_dict(json.loads(json.dumps(cell(notebook, name))))
    twin["id"] = "twin"
    notebook.cells.append(twin)
    desk.notebook("ana", notebook)
    assert handed_in(course, "ana").notebook == given(course, "good")


@pytest.mark.parametrize("name", ["relu", "relu-answer", "reflection"])
def test_missing_cell_is_remarked_and_graded(course, desk, name):
    notebook = answered_notebook("backward")
    notebook.cells.remove(cell(notebook, name))
    desk.notebook("ana", notebook)
    intake = inspect(course, "backward")
    assert "ana" in intake.students
    assert name in intake.remarks["ana"]


def test_student_with_a_slash(course, desk):
    desk.answers("ana/maria")
    assert "no slash" in reason(course, "ana")


@pytest.mark.parametrize("student", ["ana maria", "-rf", "ana;ls", "O'Brien, Zoë", "王小明", "a+b", "50%~"])
def test_student_with_a_strange_name(course, desk, student):
    desk.answers(student)
    submission = handed_in(course, student_id(student))
    assert submission.name == student
    assert student_name(submission.student_id) == student
    assert STUDENT.fullmatch(submission.student_id)


def test_nothing_handed_in(course, desk):
    (course.folder / "submitted" / "ana").mkdir()
    desk.path("ben").parent.joinpath("notes.txt").write_text("hello")
    intake = inspect(course, "backward")
    assert intake.students == ["good"]
    assert intake.absent == ["ana", "ben"]
    assert not intake.aside


@pytest.mark.parametrize("name", ["backward (1).ipynb", "backward-Copy1.ipynb", "Backward.ipynb", "Untitled.IPYNB"])
def test_notebook_under_another_name(course, desk, name):
    desk.answers("ana")
    desk.path("ana").rename(desk.path("ana").with_name(name))
    submission = handed_in(course, "ana")
    assert submission.notebook == given(course, "good")
    assert submission.remarks == (f"was found at backward/{name}",)


def test_file_among_the_students(course):
    (course.folder / "submitted" / "notes.txt").write_text("hello")
    assert "is a file" in reason(course, "notes.txt")


def test_link_to_a_file_outside(course, desk, tmp_path):
    secret = tmp_path / "secret.ipynb"
    nbformat.write(answered_notebook("backward"), secret)
    desk.path("ana").symlink_to(secret)
    assert "link" in reason(course, "ana")
