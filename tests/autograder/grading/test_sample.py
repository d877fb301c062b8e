"""The sample class: students from the catalogue, written once."""

from autograder.grading import sample
from autograder.grading.intake import inspect
from autograder.grading.sample import make_sample_class
from tests.mistakes import catalogue


def test_each_entry_hands_in_and_nothing_is_written_twice(course, monkeypatch):
    students = make_sample_class(course, "backward")
    wrong, right = catalogue("backward")
    assert set(students) < {entry.name for entry in [*wrong, *right]}
    assert {entry.name for entry in wrong} & set(students)
    assert {entry.name for entry in right} & set(students)
    assert len(students) == len(set(students)) >= 18
    intake = inspect(course, "backward")
    assert intake.students == sorted(students)
    assert not intake.aside
    assert not intake.remarks

    with monkeypatch.context() as watched:
        watched.setattr(sample, "answered_notebook", lambda *_: pytest_fail())
        make_sample_class(course, "backward")
    course.submission(students[0], "backward").unlink()
    make_sample_class(course, "backward")
    assert course.submission(students[0], "backward").is_file()


def pytest_fail():
    raise AssertionError("made again though nothing changed")
