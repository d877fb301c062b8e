"""Grading a class behind the wall: right scores, no harm, no lost and no doubled grade."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from autograder.errors import CourseError
from autograder.grading.reports.chapter import standings, write_report
from autograder.grading.run import grade_class
from autograder.grading.wall.bubblewrap import REPOSITORY
from autograder.progress import Progress
from autograder.publishing.release import answered_notebook
from tests.autograder.grading.conftest import scores

pytestmark = pytest.mark.usefixtures("walled")

GATE = "        positive = x > 0\n"


def page(course, student):
    return (course.folder / "feedback" / student / "backward" / "backward.html").read_text(encoding="utf-8")


def test_reference_has_all_points_and_the_untouched_release_none(course, desk):
    desk.answers("right")
    desk.untouched("untouched")
    (run,) = grade_class(course.folder, ["backward"])
    assert run.outcomes["right"].score == 32
    assert run.outcomes["right"].max_score == 39
    assert run.outcomes["untouched"].score == 0
    assert "Nothing is written here yet" in page(course, "untouched")
    assert 'src="http' not in page(course, "right")
    assert 'href="http' not in page(course, "right").split("</head>")[0]


def test_a_mistake_costs_its_check_only_and_is_explained(course, desk):
    desk.answers("ana", ("return dy * self.y * (1 - self.y)", "return self.y * (1 - self.y)"))
    grade_class(course.folder, ["backward"])
    assert {name for name, score in scores(course, "ana").items() if not score} == {
        "sigmoid",
        "reflection",
        "experiment-in-words",
    }
    assert "slope alone" in page(course, "ana")
    write_report(course, "backward")
    text = (course.folder / "reports" / "backward.html").read_text(encoding="utf-8")
    assert "slope alone" in text
    assert "http:" not in text
    assert "https:" not in text
    found = standings(course, "backward")
    assert {student: (entry.score, entry.possible) for student, entry in found.items()} == {"ana": (30, 39)}


def test_missing_check_cell_is_put_back_and_a_missing_answer_is_not_written(course, desk):
    for student, name in (("check", "relu"), ("answer", "relu-answer")):
        notebook = answered_notebook("backward")
        notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != name]
        desk.notebook(student, notebook)
    grade_class(course.folder, ["backward"])
    assert scores(course, "check")["relu"] == 2
    assert scores(course, "answer")["relu"] == 0
    assert scores(course, "answer")["sigmoid"] == 2


def test_tampering_with_the_judge_in_the_kernel_earns_nothing(course, desk):
    cheat = (
        "from autograder.checks import check, task\n"
        "from autograder.checks.judging import finding, judge\n"
        "finding.Verdict.passed = property(lambda self: True)\n"
        "judge.judge = task.judge = lambda *_: []\n"
        "check.Checks.__call__ = lambda *_, **__: None\n"
    )
    notebook = desk.untouched("ana")
    notebook.cells.insert(3, nbformat.v4.new_code_cell(cheat))
    desk.notebook("ana", notebook)
    grade_class(course.folder, ["backward"])
    assert sum(scores(course, "ana").values()) == 0


def test_replies_that_are_no_data_earn_nothing(course, desk):
    cheat = "from autograder.grading.wall.inside import guest\nguest.probed = lambda *_, **__: [{}, {}, {}, {}, {}]\n"
    notebook = desk.answers("ana")
    notebook.cells.insert(3, nbformat.v4.new_code_cell(cheat))
    desk.notebook("ana", notebook)
    grade_class(course.folder, ["backward"])
    assert sum(scores(course, "ana").values()) == 0


ATTEMPTS = """
import os, socket, pathlib
found = []
for place in {places!r}:
    if pathlib.Path(place).exists():
        found.append(place)
try:
    from solutions import HIDDEN_SEED  # a stand-in, at best
    if isinstance(HIDDEN_SEED, int):
        found.append("solutions")
except ImportError:
    pass
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=1)
    found.append("network")
except OSError:
    pass
try:
    os.fork()
    found.append("another process")
except OSError:
    pass
print("FOUND", found)
"""


def test_the_wall_holds(course, desk):
    server = __import__("socket").create_server(("127.0.0.1", 0))
    places = [str(course.folder), str(course.folder / "gradebook.db"), str(REPOSITORY / "solutions")]
    places += [str(REPOSITORY / "tests"), os.path.expanduser("~/.cache")]
    notebook = desk.answers("ana")
    attempt = ATTEMPTS.format(places=places, port=server.getsockname()[1])
    notebook.cells.insert(3, nbformat.v4.new_code_cell(attempt))
    desk.notebook("ana", notebook)
    grade_class(course.folder, ["backward"])
    assert sum(scores(course, "ana").values()) == 32
    assert "FOUND []" in page(course, "ana")


def test_an_answer_that_ends_its_process_costs_itself_and_nobody_else(course, desk):
    desk.answers("ana", (GATE, "        import os\n        os._exit(1)\n" + GATE))
    desk.answers("right")
    (run,) = grade_class(course.folder, ["backward"])
    assert {name for name, score in scores(course, "ana").items() if not score} == {
        "relu",
        "network",
        "train",
        "experiment",
        "experiment-in-words",
        "reflection",
    }
    assert run.outcomes["right"].score == 32
    assert "code that ends the process" in page(course, "ana")


def test_a_loop_without_end_is_stopped(course, desk, monkeypatch):
    monkeypatch.setattr("autograder.grading.sitting.LIMIT", 0.5)
    desk.answers("ana", ("    losses = []\n", "    losses = []\n    while True:\n        pass\n"))
    grade_class(course.folder, ["backward"])
    assert scores(course, "ana")["network"] == 3
    assert scores(course, "ana")["train"] == 0
    assert "did not come to an end" in page(course, "ana")


def test_unchanged_submissions_are_skipped_and_changed_ones_graded_again(course, desk):
    desk.answers("ana")
    desk.untouched("ben")
    assert not any(outcome.skipped for outcome in grade_class(course.folder, ["backward"])[0].outcomes.values())
    desk.answers("ben")
    again = grade_class(course.folder, ["backward"])[0].outcomes
    assert again["ana"].skipped
    assert not again["ben"].skipped
    assert (again["ana"].score, again["ben"].score) == (32, 32)


def test_grade_by_hand_survives_grading_again(course, desk):
    desk.answers("ana")
    grade_class(course.folder, ["backward"])
    with course.gradebook() as gradebook:
        given = gradebook.find_grade("reflection", "backward", "backward", "ana")
        given.manual_score = 3.5
        gradebook.db.commit()
    (run,) = grade_class(course.folder, ["backward"], again=True)
    assert run.outcomes["ana"].score == 35.5


def test_a_killed_run_goes_on_without_a_lost_or_doubled_grade(course, desk):
    students = ["ana", "ben", "cleo"]
    for student in students:
        desk.answers(student)
    command = [Path(sys.executable).with_name("course"), "grade", str(course.folder), "backward", "--verbose"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        first = [process.stdout.readline() for _ in range(2)][1]
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGKILL)
    done = first.strip().partition(",")[0]
    assert first == f"  {done}, backward: 32 of 39\n"
    outcomes = grade_class(course.folder, ["backward"])[0].outcomes
    assert outcomes[done].skipped
    assert {student: outcomes[student].score for student in students} == dict.fromkeys(students, 32)
    with course.gradebook() as gradebook:
        assert sorted(each.student.id for each in gradebook.assignment_submissions("backward")) == students


def test_without_bubblewrap_grading_refuses(course, monkeypatch):
    monkeypatch.setattr("autograder.grading.run.why_not", lambda: "bubblewrap is not installed")
    with pytest.raises(CourseError, match="--no-sandbox"):
        grade_class(course.folder, ["backward"])


def test_a_submission_that_cannot_be_graded_is_told_with_its_reason_and_the_next_is_graded(course, desk, monkeypatch):
    def judge(*_):
        raise OSError("No space left on device")

    desk.answers("ana")
    with monkeypatch.context() as broken:
        broken.setattr("autograder.grading.grade.judged", judge)
        told = StringIO()
        grade_class(course.folder, ["backward"], progress=Progress(Console(file=told)))
    log = course.folder / "autograded" / ".log" / "backward" / "ana.txt"
    said = f"ana, backward: could not be graded: OSError: No space left on device (the whole story is in {log})"
    assert said in told.getvalue()
    assert "in judge" in log.read_text(encoding="utf-8")
    again = grade_class(course.folder, ["backward"])[0].outcomes
    assert again["ana"].score == 32
    assert not log.exists()


def test_plain_nbgrader_grades_the_same(course, desk):
    desk.answers("right")
    desk.answers("ana", ("return dy * self.y * (1 - self.y)", "return self.y * (1 - self.y)"))
    nbgrader = [sys.executable, "-m", "nbgrader", "autograde", "backward"]
    done = subprocess.run(nbgrader, cwd=course.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(scores(course, "right").values()) == 32
    assert {name for name, score in scores(course, "ana").items() if not score} == {
        "sigmoid",
        "reflection",
        "experiment-in-words",
    }
