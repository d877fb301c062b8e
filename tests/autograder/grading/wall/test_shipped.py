"""Nothing that is mounted behind the wall is an answer: each class and function is handed in for each task."""

import inspect
from dataclasses import replace
from importlib import import_module

import pytest

from autograder.grading.wall.kit import GIVEN, closure, probe_modules
from autograder.publishing.release import chapters
from autograder.tasks import load

ROOMS = ("autograder", "chapters")


def shipped():
    """The course's own classes and functions that probes and notebooks bring along, by their names."""
    found = {}
    for name in closure([*GIVEN, *probe_modules()]):
        for key, value in vars(import_module(name)).items():
            if (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__.startswith(ROOMS):
                found[f"{value.__module__}.{key}"] = value
    return found


SHIPPED = shipped()


def by_position(made):
    """The same, for those who call parameters by other names."""
    return lambda *arguments, **named: made(*arguments, *named.values())


def passes(task, cases, expected, made):
    """Whether something passes the first case, and then all of them; nobody asks what its mistake may be."""
    curt = replace(task, patterns=(), dictionary=lambda *_: "")
    try:
        return all(
            curt.verdict(cases[:many], task.returned([made], cases[:many], seconds=2.0), expected[:many]).passed
            for many in (1, len(cases))
        )
    except BaseException:  # it is no answer, in one of many ways
        return False


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # of clocks that are handed in
@pytest.mark.parametrize("chapter", chapters())
def test_no_class_or_function_of_the_sandbox_is_an_answer(chapter):
    assert len(SHIPPED) > 100
    checks = load(chapter)
    for name, task in checks.tasks.items():
        if len(task.needs) == 1:
            cases, expected = checks.visible(name)
            assert passes(task, cases, expected, checks.reference(name)[0])
            answers = [
                where
                for where, made in SHIPPED.items()
                if passes(task, cases, expected, made) or passes(task, cases, expected, by_position(made))
            ]
            assert answers == [], name
