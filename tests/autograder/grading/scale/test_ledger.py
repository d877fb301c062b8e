"""What is written into the gradebook: the same in SQLite and PostgreSQL, and nothing that was given by hand is lost."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from autograder.errors import CourseError
from autograder.grading import ledger as ledgers
from autograder.grading.course import ensure_assignment, open_course
from autograder.grading.ledger import Ledger
from tests.autograder.grading.scale.postgres import programs, server

SCORES = {"relu": 2.0, "sigmoid": 0.0, "reflection": None}


@pytest.fixture(scope="session")
def postgres():
    if programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("PostgreSQL is not installed: apt install postgresql")
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request, course, tmp_path):
    if request.param == "postgresql":
        course = open_course(tmp_path / "other", request.getfixturevalue("postgres"))
        ensure_assignment(course, "backward")
    with Ledger(course) as made:
        yield made
    if request.param == "postgresql":
        with course.gradebook() as gradebook:
            for student in list(gradebook.students):
                gradebook.remove_student(student.id)


def by_hand(ledger, name, **given):
    with ledger.course.gradebook() as gradebook:
        grade = gradebook.find_grade(name, "backward", "backward", "ana")
        for what, value in given.items():
            setattr(grade, what, value)
        gradebook.db.commit()


def test_scores_are_written_and_read(ledger):
    entry = ledger.record("ana", "backward", SCORES, {"relu-answer"})
    assert (entry.score, entry.possible) == (2, 39)
    assert entry.scores["relu"] == 2
    assert entry.by_hand
    assert ledger.entries("backward") == {"ana": entry}
    with ledger.course.gradebook() as gradebook:
        submission = gradebook.find_submission("backward", "ana")
        assert (submission.score, submission.max_score) == (2, 39)
        assert gradebook.find_comment("relu-answer", "backward", "backward", "ana").comment == "No response."
        assert gradebook.find_comment("sigmoid-answer", "backward", "backward", "ana").comment is None
        assert gradebook.find_grade("reflection", "backward", "backward", "ana").needs_manual_grade


def test_the_same_again_changes_nothing(ledger):
    once = ledger.record("ana", "backward", SCORES)
    assert ledger.record("ana", "backward", SCORES) == once
    with ledger.course.gradebook() as gradebook:
        assert len(gradebook.find_submission("backward", "ana").notebooks[0].grades) == len(once.points)


def test_what_was_given_by_hand_stays(ledger):
    ledger.record("ana", "backward", SCORES)
    by_hand(ledger, "reflection", manual_score=3.5, extra_credit=0.5, needs_manual_grade=False)
    with ledger.course.gradebook() as gradebook:
        gradebook.find_comment("relu-answer", "backward", "backward", "ana").manual_comment = "Well done"
        gradebook.db.commit()
    entry = ledger.record("ana", "backward", SCORES)
    assert entry.scores["reflection"] == 4
    assert entry.comments == {"relu-answer": "Well done"}
    assert not entry.by_hand
    with ledger.course.gradebook() as gradebook:
        assert gradebook.find_submission("backward", "ana").score == entry.score


def test_a_score_by_hand_asks_for_a_look_when_the_machine_says_something_else(ledger):
    ledger.record("ana", "backward", {**SCORES, "reflection": 0.0})
    by_hand(ledger, "relu", manual_score=1.0, needs_manual_grade=False)
    assert not ledger.record("ana", "backward", {**SCORES, "reflection": 0.0}).by_hand
    changed = ledger.record("ana", "backward", {**SCORES, "relu": 0.0, "reflection": 0.0})
    assert changed.by_hand
    assert changed.scores["relu"] == 1


def test_what_being_late_costs_is_the_plugins_to_say(ledger):
    due = datetime(2026, 3, 1, tzinfo=UTC)
    with ledger.course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("backward", duedate=due.replace(tzinfo=None).isoformat())
    late = (due + timedelta(hours=2)).replace(tzinfo=None)
    assert ledger.record("ana", "backward", SCORES, handed_in=late).penalty == 0
    ledger._penalties.plugin_inst.penalty_method = "zero"
    entry = ledger.record("ana", "backward", SCORES, handed_in=late)
    assert (entry.penalty, entry.score) == (2, 0)
    assert ledger.record("ana", "backward", SCORES, handed_in=due.replace(tzinfo=None)).penalty == 0


def test_a_gradebook_that_somebody_holds_is_waited_for(course, monkeypatch):
    monkeypatch.setattr(ledgers, "PATIENCE", 0.0)
    with Ledger(course) as ledger:
        held = sqlite3.connect(course.folder / "gradebook.db")
        held.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(ledgers.time, "sleep", lambda _: held.rollback())
        with pytest.raises(CourseError, match="close the program that holds it"):
            ledger.record("ana", "backward", SCORES)
        monkeypatch.setattr(ledgers, "PATIENCE", 60.0)
        assert ledger.record("ana", "backward", SCORES).score == 2
        held.close()
