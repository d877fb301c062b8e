"""A run over a class: what it says at the end, and whose feedback is due."""

import re
from io import StringIO
from pathlib import Path

from rich.console import Console

from autograder.grading import run as running
from autograder.grading.course import Course
from autograder.grading.grade import Outcome
from autograder.grading.intake import Intake
from autograder.grading.ledger import Entry
from autograder.grading.run import Run, grade_class, summary
from autograder.progress import Progress


def entry(score):
    return Entry({"relu": score}, {"relu": 24.0}, {}, 0.0, False)


def test_run_counts_and_names_everyone_with_a_sentence():
    outcomes = {
        "ana": Outcome(entry(20)),
        "ben": Outcome(entry(18), skipped=True),
        "cleo": Outcome(None, note="could not be graded: no reason."),
    }
    intake = Intake(["ana", "ben", "cleo"], ["eva"], {"dan": "has no cells"}, {"ana": "lacks relu"})
    run = Run(Course(Path("class")), "backward", intake, outcomes)
    assert run.counts() == (1, 1, 1, 1, 1)
    assert run.remarks() == [
        "backward: without a submission: eva",
        "backward: set aside: dan has no cells.",
        "backward: remark: ana lacks relu.",
        "backward: failed: cleo could not be graded: no reason.",
    ]


def test_remarks_name_a_few_of_many_who_handed_in_nothing():
    absent = [f"student-{number:02}" for number in range(40)]
    run = Run(Course(Path("class")), "backward", Intake(absent=absent), {})
    assert run.counts() == (0, 0, 0, 0, 40)
    assert run.remarks() == [f"backward: without a submission: {', '.join(absent[:10])} and 30 more"]


def test_table_has_a_row_of_each_chapter_and_a_mean_over_those_who_have_a_score():
    outcomes = {
        "ana": Outcome(entry(20)),
        "ben": Outcome(entry(13), skipped=True),
        "cleo": Outcome(None, note="failed"),
    }
    course = Course(Path("class"))
    runs = [Run(course, "forward", Intake(absent=["dan"]), {}), Run(course, "backward", Intake(), outcomes)]
    told = StringIO()
    Progress(Console(file=told)).show(summary(runs))
    header, *rows = told.getvalue().splitlines()
    titles = ("Chapter", "graded", "unchanged", "failed", "set aside", "without a submission", "mean score")
    assert re.split(r"  +", header.strip()) == list(titles)
    assert [re.split(r"  +", row.strip()) for row in rows] == [
        ["forward", "0", "0", "0", "0", "1"],
        ["backward", "1", "1", "1", "0", "0", "16.5 of 24"],
    ]


def test_feedback_follows_the_gradebook_without_running_anything_again(course, desk, walled, monkeypatch):
    page = course.folder / "feedback/ana/backward/backward.html"
    desk.answers("ana")
    grade_class(course.folder, ["backward"])
    written = page.stat().st_mtime_ns
    grade_class(course.folder, ["backward"])
    assert page.stat().st_mtime_ns == written
    with course.gradebook() as gradebook:
        gradebook.find_grade("reflection", "backward", "backward", "ana").manual_score = 3.0
        gradebook.find_comment("relu-answer", "backward", "backward", "ana").manual_comment = "Well said"
        gradebook.db.commit()
    (run,) = grade_class(course.folder, ["backward"])
    assert run.outcomes["ana"].skipped
    text = page.read_text(encoding="utf-8")
    assert "35 of 39 points" in text
    assert "Well said" in text


def test_a_run_stopped_before_its_feedback_writes_it_next_time(course, desk, walled, monkeypatch):
    page = course.folder / "feedback/ana/backward/backward.html"
    desk.untouched("ana")
    grade_class(course.folder, ["backward"])
    assert "Nothing is written here yet" in page.read_text(encoding="utf-8")
    desk.answers("ana")
    with monkeypatch.context() as stopped:
        stopped.setattr(running, "write_feedback", lambda *_: None)
        grade_class(course.folder, ["backward"])
    (run,) = grade_class(course.folder, ["backward"])
    assert run.outcomes["ana"].skipped
    assert "Nothing is written here yet" not in page.read_text(encoding="utf-8")


def test_feedback_that_cannot_be_written_costs_one_student_only(course, desk, walled, monkeypatch):
    for student in ("ana", "ben"):
        desk.untouched(student)
    write = running.write_feedback

    def fails(paper, entry):
        if paper.student == "ana":
            raise OSError("no space left")
        write(paper, entry)

    monkeypatch.setattr(running, "write_feedback", fails)
    (run,) = grade_class(course.folder, ["backward"])
    assert run.remarks() == ["backward: failed: ana has no feedback: OSError: no space left"]
    assert (course.folder / "feedback/ben/backward/backward.html").exists()


def test_damaged_notes_of_nbgrader_cost_one_student_only(course, desk, walled):
    desk.untouched("good")
    notebook = desk.untouched("ana")
    for cell in notebook.cells[:6]:
        cell.metadata["nbgrader"] = "damaged"
    desk.notebook("ana", notebook)
    (run,) = grade_class(course.folder, ["backward"])
    assert run.outcomes["good"].score == 0
    assert run.outcomes["good"].note == ""
    assert "ana" in run.intake.remarks or "ana" in run.intake.aside
    assert "Traceback" not in "".join(run.remarks())
