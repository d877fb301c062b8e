"""A run over a class: what it says at the end, and whose feedback is due."""

import os
from pathlib import Path

from autograder.grading import run as running
from autograder.grading.course import Course
from autograder.grading.grade import Outcome
from autograder.grading.intake import Intake
from autograder.grading.run import Run, _is_due, grade_class


def quietly(line):
    pass


def test_summary_counts_and_names_everyone_with_a_sentence():
    outcomes = {
        "ana": Outcome(20, 24),
        "ben": Outcome(18, 24, skipped=True),
        "cleo": Outcome(0, 24, note="could not be graded: no reason."),
    }
    intake = Intake(["ana", "ben", "cleo"], ["eva"], {"dan": "has no cells"}, {"ana": "lacks relu"})
    summary = Run(Course(Path("class")), "backward", intake, outcomes).summary()
    assert summary.splitlines() == [
        "backward: 2 graded, 1 unchanged, 1 set aside, 1 without a submission.",
        "  without a submission: eva",
        "  set aside: dan has no cells.",
        "  remark: ana lacks relu.",
        "  failed: cleo could not be graded: no reason.",
    ]


def test_summary_names_a_few_of_many_who_handed_in_nothing():
    absent = [f"student-{number:02}" for number in range(40)]
    lines = Run(Course(Path("class")), "backward", Intake(absent=absent), {}).summary().splitlines()
    assert lines[0] == "backward: 0 graded, 0 unchanged, 0 set aside, 40 without a submission."
    assert lines[1:] == [f"  without a submission: {', '.join(absent[:10])} and 30 more"]


def test_feedback_is_due_when_missing_or_older_than_the_grade(course):
    graded = course.folder / "autograded/ana/backward/backward.ipynb"
    page = course.folder / "feedback/ana/backward/backward.html"
    assert not _is_due(course, "backward", "ana")
    for path in (graded, page):
        path.parent.mkdir(parents=True)
    graded.write_text("{}")
    assert _is_due(course, "backward", "ana")
    page.write_text("page")
    os.utime(graded, (100, 100))
    os.utime(page, (200, 200))
    assert not _is_due(course, "backward", "ana")
    os.utime(graded, (300, 300))
    assert _is_due(course, "backward", "ana")


def test_a_run_stopped_before_its_feedback_writes_it_next_time(course, desk, walled, monkeypatch):
    page = course.folder / "feedback/ana/backward/backward.html"
    desk.untouched("ana")
    grade_class(course.folder, "backward", tell=quietly)
    assert "Nothing is written here yet" in page.read_text(encoding="utf-8")
    desk.answers("ana")
    with monkeypatch.context() as stopped:
        stopped.setattr(running, "write_feedback", lambda *_: None)
        grade_class(course.folder, "backward", tell=quietly)
    run = grade_class(course.folder, "backward", tell=quietly)
    assert run.outcomes["ana"].skipped
    assert "Nothing is written here yet" not in page.read_text(encoding="utf-8")


def test_damaged_notes_of_nbgrader_cost_one_student_only(course, desk, walled):
    desk.untouched("good")
    notebook = desk.untouched("ana")
    for cell in notebook.cells[:6]:
        cell.metadata["nbgrader"] = "damaged"
    desk.notebook("ana", notebook)
    run = grade_class(course.folder, "backward", tell=quietly)
    assert run.outcomes["good"].score == 0
    assert run.outcomes["good"].note == ""
    assert "ana" in run.intake.remarks or "ana" in run.intake.aside
    assert "Traceback" not in run.summary()
