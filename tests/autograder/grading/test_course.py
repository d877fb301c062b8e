"""The course folder: an instructor's settings are theirs, and are used."""

from datetime import datetime

import pytest

from autograder.errors import CourseError
from autograder.grading.course import OURS, STUB, THEIRS, Course, handed_in, open_course
from autograder.grading.lms.export import export
from autograder.grading.run import grade_class


def test_an_instructors_settings_stay_and_are_used(course):
    settings = course.folder / THEIRS
    mine = settings.read_text(encoding="utf-8") + 'c.Exchange.root = "/srv"\nc.CourseDirectory.course_id = "dl-2026"\n'
    settings.write_text(mine, encoding="utf-8")
    config = open_course(course.folder).config
    assert settings.read_text(encoding="utf-8") == mine
    assert config.Exchange.root == "/srv"
    assert config.CourseDirectory.course_id == "dl-2026"
    assert config.CourseDirectory.root == str(course.folder)
    assert config.ClearSolutions.code_stub == STUB


def test_settings_that_the_course_itself_once_wrote_are_replaced(course):
    before = '"""Settings of nbgrader\'s own commands in this folder."""\n\nc = get_config()\n'
    (course.folder / THEIRS).write_text(before, encoding="utf-8")
    open_course(course.folder)
    assert f'load_subconfig("{OURS}")' in (course.folder / THEIRS).read_text(encoding="utf-8")


def test_settings_that_leave_out_the_courses_are_not_graded_with(course):
    (course.folder / THEIRS).write_text("c = get_config()\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"does not include nbgrader_course.py: add the line load_subconfig"):
        open_course(course.folder)


def test_a_mistake_in_the_settings_is_told_in_a_sentence(course):
    (course.folder / THEIRS).write_text("c = get_config()\nc.Exchange.root = /srv\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"nbgrader_config.py cannot be read: SyntaxError"):
        _ = course.config


def test_what_is_late_costs_what_nbgraders_plugin_says(course, desk, walled):
    for student, day in (("early", 1), ("late", 3)):
        desk.answers(student)
        desk.path(student).with_name("timestamp.txt").write_text(f"2026-01-0{day} 00:00:00 UTC")
    with course.gradebook() as gradebook:
        gradebook.find_assignment("backward").duedate = datetime(2026, 1, 2)
        gradebook.db.commit()
    with (course.folder / THEIRS).open("a") as settings:
        settings.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    grade_class(course.folder, ["backward"])
    (path,) = export(course, "csv", ["backward"])
    counts = {row.split(",")[0]: row.split(",")[3:6] for row in path.read_text(encoding="utf-8").splitlines()[1:]}
    assert counts == {"early": ["32", "0", "32"], "late": ["32", "32", "0"]}


def test_a_chapter_was_handed_in_wherever_its_notebook_lies(tmp_path):
    for place in (
        "ana/forward/forward.ipynb",
        "ben/backward (1).ipynb",
        "cleo/hw/dropout-final.ipynb",
        "dan/search.txt",
    ):
        (tmp_path / "submitted" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "submitted" / place).touch()
    assert handed_in(Course(tmp_path).folder) == ["forward", "backward", "dropout"]
