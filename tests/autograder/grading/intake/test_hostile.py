"""Notebooks made to hold up the one who reads them: each is read, or refused, in a few seconds."""

import json
import time

import pytest

from autograder.grading.intake.merging import read_merged
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.grading.intake.refusal import RefusalError
from autograder.publishing.release import release_notebook

RELEASE = release_notebook("backward")
SECONDS = 20
"""Far more than any of them takes, on a machine that is busy; without a limit each took minutes, or no end."""


def cell(source, kind="code", name=""):
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": {"grade_id": name}} if name else {}}


def many(count, source, **more):
    return [cell(f"{source}{number}", **more) for number in range(count)]


HOSTILE = {
    "thousands of cells": many(20_000, "x = "),
    "thousands of halves of one answer": many(5_000, "    y", name="relu-answer"),
    "thousands of versions of one answer": many(5_000, "class ReLU:\n    y", name="relu-answer"),
    "thousands of definitions in a cell": [cell("class ReLU:\n    pass\n" * 50_000)],
    "a very long line": [cell("x" + " " * 2_000_000 + "y")],
    "a very long answer": [cell("class ReLU:\n" + "    pass\n" * 500_000, name="relu-answer")] * 2,
    "brackets without end": [cell("(" * 90_000, name="relu-answer"), cell("[" * 90_000, name="relu-answer")],
    "signs without end": [cell("-" * 90_000 + "1", name="relu-answer"), cell("x", name="relu-answer")],
    "blank lines without end": [cell("import" + "\n" * 2_000_000 + "x =" + "\n" * 2_000_000)],
    "thousands of texts": many(1_000, "# *a* `b` <b>c</b> <script>" * 20, kind="markdown"),
    "formulas without end": many(50, "\\\\(" * 3_000, kind="markdown"),
    "environments without end": [cell("\\begin{a} " * 200_000, kind="markdown", name="reflection")],
    "marks of a merge without end": [cell("<<<<<<< a\n" * 200_000 + ">>>>>>> b")],
}


@pytest.mark.parametrize("cells", HOSTILE.values(), ids=HOSTILE)
def test_a_notebook_made_to_be_slow_is_rebuilt_all_the_same(cells):
    text = json.dumps({"cells": cells})
    began = time.perf_counter()
    read, _ = read_merged(text, RELEASE)
    notebook = rebuild(RELEASE, read).notebook
    assert time.perf_counter() - began < SECONDS
    assert len(notebook.cells) <= len(RELEASE.cells) + 1_000


def test_a_file_of_nothing_but_marks_is_refused_at_once():
    began = time.perf_counter()
    with pytest.raises(RefusalError, match="is not a notebook"):
        read_merged("<<<<<<< a\n" * 1_000_000 + "=======\n>>>>>>> b\n", RELEASE)
    assert time.perf_counter() - began < SECONDS
