"""What is not behind the wall can be imported and called there, and gives nothing."""

import importlib
import sys

import pytest

from autograder.grading.wall.inside import absent
from autograder.grading.wall.inside.absent import Absent, AbsentModule, stand_in


@pytest.fixture(autouse=True)
def _found(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    stand_in()


def test_an_import_of_a_module_of_the_course_that_is_not_there_succeeds():
    module = importlib.import_module("chapters.nothing.figures")
    assert isinstance(module, AbsentModule)
    assert isinstance(module.plot(1, kind="x"), Absent)


def test_what_is_there_comes_first():
    module = importlib.import_module("autograder.checks.wire")
    assert module.decode(module.encode([1])) == [1]


def test_other_modules_that_are_not_there_stay_missing():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_library")


def test_a_function_that_a_module_stands_for_can_be_called():
    assert isinstance(importlib.import_module("autograder.tasks.nothing.check")("relu", object, hidden=True), Absent)


def test_whatever_is_done_with_it_it_stays_nothing():
    nothing = Absent()
    assert isinstance(nothing(1).attribute.another(2), Absent)
    assert list(nothing) == []
    assert repr(nothing) == "(not there while a notebook is graded)"


@pytest.mark.parametrize("made", [Absent(), AbsentModule("chapters.nothing")])
@pytest.mark.parametrize("name", ["__array__", "__len__", "_repr_html_", "_ipython_display_"])
def test_it_does_not_pretend_to_be_an_array_or_a_picture(made, name):
    assert not hasattr(made, name)


def test_only_the_rooms_of_the_course_are_stood_in_for():
    assert set(absent.ROOMS) == {"autograder", "chapters", "solutions"}
