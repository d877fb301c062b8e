"""Grades as platforms take them."""

import csv
import subprocess
import sys
import zipfile
from datetime import datetime

import pytest

from autograder.errors import CourseError
from autograder.grading.course import ensure_assignment, quiet
from autograder.grading.intake.names import student_id
from autograder.grading.lms.collect import _keep
from autograder.grading.lms.export import export
from autograder.grading.lms.hand_back import hand_back


@pytest.fixture
def graded(course):
    """Two students with grades in `backward`, one of them late, and one of them in `forward` too."""
    ensure_assignment(course, "forward")
    with quiet(), course.gradebook() as gradebook:
        for name, chapter, score, penalty in (
            ("O'Brien, Zoë", "backward", 3.0, 1.0),
            ("ana", "backward", 2.5, None),
            ("ana", "forward", 3.0, None),
        ):
            gradebook.update_or_create_student(student_id(name), email=f"{name[:3].lower()}@example.org")
            submission = gradebook.update_or_create_submission(
                chapter, student_id(name), timestamp=datetime(2026, 1, 2, 3, 4, 5)
            )
            (notebook,) = submission.notebooks
            grade = next(each for each in notebook.grades if each.max_score == 3)
            grade.manual_score = score
            notebook.late_submission_penalty = penalty
        gradebook.db.commit()
    _keep(course, {"backward": {student_id("O'Brien, Zoë"): "7", "ana": "8"}, "forward": {"ana": "9"}})
    return course


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_spreadsheet_has_names_as_they_are_and_what_counts(graded):
    (path,) = export(graded, "csv", ["forward", "backward"])
    header, *found = rows(path)
    assert path == graded.folder / "exports" / "csv.csv"
    assert header[:6] == ["student", "e-mail", "chapter", "points", "penalty", "counts"]
    assert [row[:7] for row in found] == [
        ["O'Brien, Zoë", "o'b@example.org", "backward", "3", "1", "2", "39"],
        ["ana", "ana@example.org", "backward", "2.5", "0", "2.5", "39"],
        ["ana", "ana@example.org", "forward", "3", "0", "3", found[2][6]],
    ]
    assert found[0][7] == "2026-01-02 03:04:05"


def test_canvas_has_a_column_for_each_chapter_and_its_own_numbers(graded):
    (path,) = export(graded, "canvas", ["forward", "backward"])
    found = rows(path)
    assert found[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "backward", "forward"]
    assert found[1][:6] == ["    Points Possible", "", "", "", "", "39"]
    assert found[2] == ["O'Brien, Zoë", "7", "", "o'b@example.org", "", "2", ""]
    assert found[3] == ["ana", "8", "", "ana@example.org", "", "2.5", "3"]


def test_moodle_has_a_worksheet_for_each_chapter_with_its_numbers_there(graded):
    paths = export(graded, "moodle", ["forward", "backward"])
    assert [path.name for path in paths] == ["moodle-forward.csv", "moodle-backward.csv"]
    assert rows(paths[0])[1][:4] == ["Participant 9", "ana", "ana@example.org", "3"]
    assert rows(paths[1])[1:] == [
        ["Participant 7", "O'Brien, Zoë", "o'b@example.org", "2", "39"],
        ["Participant 8", "ana", "ana@example.org", "2.5", "39"],
    ]


def test_nbgraders_own_export_takes_the_same_plugins(graded):
    command = [sys.executable, "-m", "nbgrader", "export", "--exporter=autograder.grading.lms.export.Canvas"]
    done = subprocess.run([*command, "--to=out.csv"], cwd=graded.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = export(graded, "canvas", ["forward", "backward"])
    assert rows(graded.folder / "out.csv") == rows(path)


def test_feedback_goes_back_in_folders_with_the_names_that_moodle_gave(graded):
    for name in ("O'Brien, Zoë", "new"):
        page = graded.folder / "feedback" / student_id(name) / "backward" / "backward.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{name}</p>", encoding="utf-8")
    (path,) = hand_back(graded, ["forward", "backward"])
    before = path.read_bytes()
    assert hand_back(graded, ["backward"]) == [graded.folder / "exports" / "feedback-backward.zip"]
    assert path.read_bytes() == before
    with zipfile.ZipFile(path) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist()}
    assert pages == {
        "O'Brien, Zoë_7_assignsubmission_file_/backward.html": "<p>O'Brien, Zoë</p>",
        "new/backward.html": "<p>new</p>",
    }


def test_an_unknown_form_and_an_empty_gradebook_are_told_in_a_sentence(course):
    with pytest.raises(CourseError, match="no form 'excel' of grades; there are: csv, canvas, moodle, feedback"):
        export(course, "excel", ["backward"])
    with pytest.raises(CourseError, match="nobody has been graded yet"):
        export(course, "csv", ["backward"])
