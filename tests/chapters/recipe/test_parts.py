"""`bring`: the walk of a student whose notebooks lie in one folder, with a real kernel, and what may be missing."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from autograder.publishing.release import REPOSITORY, answered_notebook, release_notebook
from autograder.tasks.recipe import PARTS as JUDGED
from chapters.recipe import parts
from chapters.recipe.parts import MissingPartError, bring, collected, definitions

CELLS = {
    cell.metadata.nbgrader.grade_id: cell for cell in release_notebook("recipe").cells if "nbgrader" in cell.metadata
}


def wanted():
    """`PARTS` of the released notebook."""
    names = {}
    text = CELLS["tools"].source
    exec(text[text.index("PARTS = {") : text.index("}\n") + 2], names)
    return names["PARTS"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The bundle's notebooks with the reference's answers, and the recipe as it was released."""
    place = tmp_path_factory.mktemp("notebooks")
    for chapter in wanted():
        nbformat.write(answered_notebook(chapter), place / f"{chapter}.ipynb")
    nbformat.write(release_notebook("recipe"), place / "recipe.ipynb")
    return place


def notebook(*sources, locked=False):
    """A notebook with these cells, as JSON has it."""
    metadata = {"nbgrader": {"locked": locked}}
    return {"cells": [{"cell_type": "code", "metadata": metadata, "source": text} for text in sources]}


def write(place, name, *sources):
    (place / f"{name}.ipynb").write_text(json.dumps(notebook(*sources)), encoding="utf-8")


# --- The walk ---


@pytest.fixture(scope="module")
def kernel(folder):
    manager, client = start_new_kernel(cwd=str(folder), env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(kernel, code):
    """Run a cell in the kernel; return its reply and all that it printed or showed."""
    shown = []
    reply = kernel.execute_interactive(
        code, timeout=120, output_hook=lambda message: shown.append(str(message["content"]))
    )
    return reply["content"], "".join(shown)


def test_the_cell_becomes_the_students_code_and_passes_its_check(kernel, folder):
    for name in ("setup", "tools"):
        assert run(kernel, CELLS[name].source)[0]["status"] == "ok"
    check = CELLS["parts"].source
    before, shown = run(kernel, check)
    assert before["status"] == "error"
    assert "Nothing is written here yet" in shown

    reply, shown = run(kernel, "bring(**PARTS)")
    assert reply["status"] == "ok"
    assert "Run the cell once more" in shown
    (payload,) = reply["payload"]
    assert payload["source"] == "set_next_input"
    assert payload["replace"] is True
    assert payload["text"] == collected(wanted(), folder)

    assert run(kernel, payload["text"])[0]["status"] == "ok"
    assert run(kernel, CELLS["tools"].source)[0]["status"] == "ok"  # run again, it takes nothing away
    after, shown = run(kernel, check)
    assert after["status"] == "ok", shown
    assert ": right." in shown


def test_a_missing_part_is_one_sentence_in_place_of_a_traceback(kernel):
    reply, shown = run(kernel, 'bring(dropout=["Maxout"])')
    assert reply["status"] == "error"
    assert reply["traceback"] == [
        str(MissingPartError("`Maxout` is nowhere defined in dropout.ipynb, or in a cell that Python cannot read."))
    ]
    assert shown


def test_the_answer_of_the_cell_is_what_bring_makes_of_the_reference(folder):
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in answered_notebook("recipe").cells
        if "nbgrader" in cell.metadata
    }
    assert answers["parts-answer"].strip() == collected(wanted(), folder)


def test_what_is_brought_runs_by_itself_and_has_all_that_is_judged(folder):
    names = {}
    exec("import numpy as np\n" + collected(wanted(), folder), names)
    assert set(JUDGED) <= names.keys()
    assert sum(map(len, wanted().values())) == len(JUDGED)


def test_the_released_notebook_waits_for_the_parts():
    assert CELLS["parts-answer"].source == "raise NotImplementedError()"


# --- What comes along, and what is missing ---


def test_what_a_part_uses_comes_along_and_nothing_else(tmp_path):
    write(
        tmp_path,
        "one",
        "import math\nFACTOR = 2\nlosses = [1]",
        "def unused():\n    return FACTOR",
        "def helper(x):\n    losses = math.pi\n    return FACTOR * losses * x",
        "@staticmethod\ndef decorated():\n    return helper(1)",
    )
    text = collected({"one": ["decorated"]}, tmp_path)
    assert "@staticmethod\ndef decorated" in text
    assert text.index("import math") < text.index("FACTOR = 2") < text.index("def helper")
    assert "unused" not in text
    assert "losses = [1]" not in text


def test_the_last_definition_counts_and_unreadable_cells_do_not(tmp_path):
    write(tmp_path, "one", "def f():\n    return 1", "%timeit f()", "def f():\n    return 2")
    assert collected({"one": ["f"]}, tmp_path) == "def f():\n    return 2"


def test_cells_of_the_course_are_not_brought():
    assert definitions(notebook("import numpy as np", locked=True)) == {}


def test_a_source_may_be_a_list_of_lines():
    assert "f" in definitions(notebook(["def f():\n", "    return 1"]))


def test_missing_notebook(tmp_path):
    with pytest.raises(MissingPartError, match=r"There is no backward\.ipynb in this folder"):
        collected({"backward": ["Affine"]}, tmp_path)


def test_part_that_is_not_written(tmp_path):
    write(tmp_path, "backward", "class Affine:\n    def forward(self, x):\n        raise NotImplementedError()")
    with pytest.raises(MissingPartError, match=r"`Affine` in backward\.ipynb is not written yet"):
        collected({"backward": ["Affine"]}, tmp_path)


def test_two_things_of_one_name(tmp_path):
    write(tmp_path, "one", "def help_me():\n    return 1", "def f():\n    return help_me()")
    write(tmp_path, "two", "def help_me():\n    return 2", "def g():\n    return help_me()")
    with pytest.raises(MissingPartError, match=r"`help_me` is one thing in one\.ipynb and another in two\.ipynb"):
        collected({"one": ["f"], "two": ["g"]}, tmp_path)


def test_the_same_helper_in_two_notebooks_is_brought_once(tmp_path):
    for name, user in (("one", "f"), ("two", "g")):
        write(tmp_path, name, "def help_me():\n    return 1", f"def {user}():\n    return help_me()")
    assert collected({"one": ["f"], "two": ["g"]}, tmp_path).count("def help_me") == 1


def test_without_a_notebook_bring_returns_the_text(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert bring(schedules=["cosine"]).startswith("def cosine(")


def test_names_stand_for_nothing_until_they_are_brought():
    names = {"cosine": 1}
    parts.reserve({"schedules": ["cosine"], "dropout": ["Dropout"]}, names)
    assert names["cosine"] == 1
    with pytest.raises(NotImplementedError):
        names["Dropout"](0.5, None)


def test_parts_needs_nothing_but_python_and_ipython():
    code = "import sys, chapters.recipe.parts; print('numpy' in sys.modules, 'autograder' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.split() == ["False", "False"]
