"""Runs over a class that are killed at random moments, whatever part of them, and what the next run ends with."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from autograder.grading.course import open_course
from tests.autograder.grading.scale.killing import VICTIMS, disturbed, grades, undisturbed, whole
from tests.benchmarks.bars import Bar
from tests.benchmarks.grading import a_course, mixed


def kills(moments: int = 20, students: int = 8) -> Iterator[Bar]:
    """Kill each part so many times, and compare the gradebook with that of a run that nobody disturbed."""
    with TemporaryDirectory(prefix="course-") as folder:
        ready = a_course(Path(folder) / "ready", mixed(students))
        once = open_course(Path(shutil.copytree(ready, Path(folder) / "undisturbed")))
        seconds, wanted = undisturbed(once), grades(once)
        for victim in VICTIMS:
            random, same = Random(victim), 0
            for number in range(moments):
                course = open_course(Path(shutil.copytree(ready, Path(folder) / f"{victim} {number}")))
                disturbed(course, victim, random.uniform(0, seconds))
                same += grades(course) == wanted and whole(course)
            yield Bar(f"{victim} killed at {moments} random moments: the gradebook is the same", same, at_least=moments)
