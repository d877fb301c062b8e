"""The sample class: the same students hand in every chapter, each time the same, mixed from the catalogue."""

import re
import subprocess
import sys

import nbformat
import pytest

from autograder.grading import sample
from autograder.grading.intake import inspect
from autograder.grading.sample import HABITS, REFLECTION, make_sample_class
from autograder.publishing.release import chapters, release_notebook
from tests.mistakes import catalogue


def answers(course, student):
    """A student's answers for `backward`, by name."""
    cells = nbformat.read(course.submission(student, "backward"), as_version=4).cells
    return {cell.metadata.nbgrader.grade_id: cell.source for cell in cells if "nbgrader" in cell.metadata}


def test_everybody_hands_in_and_nothing_is_written_twice(course, monkeypatch):
    students = make_sample_class(course, "backward", 0)
    assert len(students) == len(set(students)) >= 12
    intake = inspect(course, "backward")
    assert intake.students == sorted(students)
    assert not intake.absent
    assert not intake.aside
    assert not intake.remarks

    with monkeypatch.context() as watched:
        watched.setattr(sample, "answered_notebook", lambda *_: pytest.fail("made again though nothing changed"))
        make_sample_class(course, "backward", 0)
    before = answers(course, students[0])
    course.submission(students[0], "backward").unlink()
    make_sample_class(course, "backward", 0)
    assert answers(course, students[0]) == before


def test_a_class_has_all_kinds_in_every_chapter_but_the_hopeless_in_some():
    for number in range(len(chapters())):
        kinds = [habits[number % len(habits)] for habits in HABITS.values()]
        assert {"right", "one", "several", "half"} <= set(kinds)
    assert any("hopeless" in habits for habits in HABITS.values())


def test_kinds_are_what_they_are_called(course, monkeypatch):
    kinds = ("right", "one", "several", "half", "hopeless")
    monkeypatch.setattr(sample, "HABITS", {kind: (kind,) for kind in kinds})
    make_sample_class(course, "backward", 0)
    released = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in release_notebook("backward").cells
        if "nbgrader" in cell.metadata
    }
    written = {}
    for kind in kinds:
        came = answers(course, kind)
        written[kind] = sum(came[name] != text for name, text in released.items() if name.endswith("-answer"))
        assert (came["reflection"] == REFLECTION) == (kind in ("right", "one", "several"))
    assert written["right"] == written["one"] == written["several"] == 11
    assert written["half"] == 6
    assert written["hopeless"] == 2
    with pytest.raises(SyntaxError):
        compile("\n".join(answers(course, "half").values()), "half", "exec")


@pytest.mark.parametrize("chapter", chapters())
def test_several_mistakes_stand_beside_each_other_in_every_chapter(chapter):
    wrong, _ = catalogue(chapter)
    taken = sample._beside_each_other(chapter, wrong[::-1], 3)
    assert len(taken) == 3
    compile(sample._edited(chapter, taken), chapter, "exec")


SAMPLE = """
import sys
from autograder import cli, progress
from autograder.grading import sample
from autograder.grading.wall import bubblewrap as sandbox
from autograder.publishing import release

sample.HABITS = {{"ana": ("right",), "ben": ("one",), "cleo": ("hopeless",)}}
progress.PATIENCE = float("inf")
release.chapters = lambda: ["forward", "backward"]
if {why_not!r}:
    sandbox.why_not = lambda: {why_not!r}
sys.argv = ["course", "sample", {folder!r}]
cli.main()
"""


@pytest.mark.parametrize("why_not", ["", "bubblewrap is not installed"])
def test_sample_class_is_told_in_a_few_lines_none_of_them_a_librarys(tmp_path, request, why_not):
    if not why_not:
        request.getfixturevalue("walled")
    program = SAMPLE.format(why_not=why_not, folder=str(tmp_path / "class"))
    told = subprocess.PIPE
    done = subprocess.run([sys.executable, "-c", program], stdout=told, stderr=subprocess.STDOUT, text=True, check=True)
    phases, _, rest = done.stdout.partition("Chapter ")
    note = f"Note: {why_not}. The sample class, our own code, is graded without it.\n" if why_not else ""
    assert phases == (
        f"{note}Making a sample class ...\n"
        f"{tmp_path}/class has no gradebook yet: a new one is made there.\nGrading ...\nWriting the reports ...\n"
    )
    table, _, paths = rest.partition("Made. To open:\n")
    assert re.findall(r"^(\w+) +(\d+) +(\d+) +(\d+) +(\d+) ", table, re.MULTILINE) == [
        ("forward", "3", "0", "0", "0"),
        ("backward", "3", "0", "0", "0"),
    ]
    assert len(table.splitlines()) == 3
    assert len(paths.splitlines()) == 5
    assert (tmp_path / "class" / "reports" / "course.html").is_file()
