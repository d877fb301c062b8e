"""A run that is killed, whatever part of it, goes on with the same command: nothing is lost, nothing is there twice."""

import random

import pytest

from tests.autograder.grading.scale.killing import VICTIMS, disturbed, grades, undisturbed, whole

pytestmark = pytest.mark.usefixtures("walled")
MISTAKE = ("return dy * self.y * (1 - self.y)", "return self.y * (1 - self.y)")


@pytest.fixture(scope="module")
def reference(tmp_path_factory, empty_course):
    """What an undisturbed run gives, and how long it takes."""
    import shutil

    from autograder.grading.course import open_course
    from tests.autograder.grading.conftest import Desk

    folder = tmp_path_factory.mktemp("undisturbed") / "class"
    shutil.copytree(empty_course.folder, folder)
    course = open_course(folder)
    hand_in(Desk(course))
    seconds = undisturbed(course)
    return grades(course), seconds


def hand_in(desk):
    for student in ("ana", "ben", "cleo", "dan"):
        desk.answers(student)
    desk.answers("eve", MISTAKE)
    desk.untouched("fay")


@pytest.mark.parametrize("victim", VICTIMS)
def test_killed_at_a_random_moment_the_next_run_ends_with_the_same_gradebook(victim, reference, course, desk):
    wanted, seconds = reference
    hand_in(desk)
    disturbed(course, victim, random.Random(victim).uniform(0.4, 0.95) * seconds)
    assert grades(course) == wanted
    assert whole(course)
