"""A class of damaged notebooks and of attacks on the grader, graded: all as if nothing had happened to them."""

import json
import os
import shutil

import nbformat
import pytest

from autograder.grading.run import grade_class
from autograder.publishing.release import answered_notebook, release_notebook
from tests.autograder.grading.conftest import scores

pytestmark = pytest.mark.usefixtures("walled")


def edit(desk, student, change):
    """Change the JSON of what a student hands in."""
    notebook = json.loads(desk.path(student).read_text(encoding="utf-8"))
    change(notebook)
    desk.path(student).write_text(json.dumps(notebook), encoding="utf-8")


def noted(cell):
    return cell["metadata"].get("nbgrader", {})


def split(notebook):
    number = next(at for at, cell in enumerate(notebook["cells"]) if noted(cell).get("grade_id") == "relu-answer")
    lines = notebook["cells"][number]["source"]
    notebook["cells"].insert(number + 1, {**notebook["cells"][number], "source": lines[12:]})
    notebook["cells"][number] = {**notebook["cells"][number], "source": lines[:12]}


def without_setup(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if noted(cell).get("grade_id") != "setup"]


def moved(notebook):
    number = next(at for at, cell in enumerate(notebook["cells"]) if noted(cell).get("grade_id") == "affine-answer")
    notebook["cells"].append(notebook["cells"].pop(number))


def without_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def as_colab_saves_widgets(notebook):
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}


def of_the_wrong_kind(notebook):
    notebook["metadata"]["widgets"] = 5


def checks_that_are_solutions(notebook):
    for cell in notebook["cells"]:
        if noted(cell):
            cell["metadata"]["nbgrader"].update(solution=True, locked=False, points=1000)


def with_a_check_of_another_chapter(notebook):
    foreign = next(c for c in release_notebook("forward").cells if c.source.startswith("check("))
    notebook["cells"].insert(9, foreign)


DAMAGE = {
    "split": split,
    "set-up": without_setup,
    "moved": moved,
    "metadata": without_metadata,
    "colab": as_colab_saves_widgets,
    "widgets": of_the_wrong_kind,
    "flags": checks_that_are_solutions,
    "foreign": with_a_check_of_another_chapter,
}


def test_damaged_notebooks_have_the_points_of_undamaged_ones_and_attacks_have_none_more(course, desk):
    for student, change in DAMAGE.items():
        desk.answers(student)
        edit(desk, student, change)
    desk.answers("王小明")
    desk.path("王小明").rename(desk.path("王小明").with_name("backward (1).ipynb"))
    desk.untouched("thief")
    shutil.rmtree(desk.path("thief").parent)
    desk.path("thief").symlink_to(desk.path("split"))
    (run,) = grade_class(course.folder, ["backward"], jobs=os.cpu_count() or 1)
    points = {student: (outcome.score, outcome.max_score) for student, outcome in run.outcomes.items()}
    assert points == dict.fromkeys([*DAMAGE, "~E7~8E~8B~E5~B0~8F~E6~98~8E"], (32, 39))
    assert list(run.intake.aside) == ["thief"]
    assert not (course.folder / "autograded" / "thief").exists()
    assert "backward: remark: 王小明 was found at backward/backward (1).ipynb." in run.remarks()
    with course.gradebook() as gradebook:
        assert gradebook.find_student("~E7~8E~8B~E5~B0~8F~E6~98~8E").last_name == "王小明"
    assert (course.folder / "feedback" / "~E7~8E~8B~E5~B0~8F~E6~98~8E" / "backward" / "backward.html").exists()


def test_what_the_form_grader_opens_has_nothing_of_the_students_but_source(course, desk):
    notebook = answered_notebook("backward")
    notebook.cells[-1].source = "Because <script>alert(1)</script> of the *slope*."
    notebook.cells[-1].attachments = {"a.png": {"image/png": "AAAA"}}
    notebook.cells.insert(3, nbformat.v4.new_markdown_cell("<img src=x onerror=alert(1)>"))
    shown = ["from IPython.display import HTML, Javascript", "display(HTML('<script>2</script>'))", "Javascript('3')"]
    notebook.cells.insert(4, nbformat.v4.new_code_cell("\n".join(shown)))
    notebook.cells.insert(5, nbformat.v4.new_code_cell("print('<script>alert(4)</script>')"))
    notebook.metadata["title"] = "<script>alert(1)</script>"
    desk.notebook("ana", notebook)
    desk.path("ana").with_name("gradebook.db").symlink_to(course.folder / "gradebook.db")
    desk.path("ana").with_name("helpers.py").write_text("from helpers import *")
    grade_class(course.folder, ["backward"])
    graded = course.folder / "autograded" / "ana" / "backward"
    assert [path.name for path in graded.iterdir()] == ["backward.ipynb"]
    text = (graded / "backward.ipynb").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in text
    assert "<img src=x" not in text
    assert "of the *slope*." in text
    assert "attachments" not in text
    outputs = [output for cell in nbformat.reads(text, 4).cells[4:6] for output in cell.outputs]
    assert [set(output.get("data", {"stream": ""})) for output in outputs] == [
        {"text/plain"},
        {"text/plain"},
        {"stream"},
    ]


def test_a_module_beside_the_notebook_can_be_imported(course, desk):
    gate = "        positive = x > 0\n"
    desk.answers("ana", (gate, gate.replace("x > 0", "helpers.is_positive(x)")))
    edit(desk, "ana", lambda notebook: notebook["cells"].insert(3, dict(nbformat.v4.new_code_cell("import helpers"))))
    desk.path("ana").with_name("helpers.py").write_text("def is_positive(x):\n    return x > 0\n")
    grade_class(course.folder, ["backward"])
    assert scores(course, "ana")["relu"] == 2


def test_a_time_that_was_handed_in_reaches_the_gradebook(course, desk):
    desk.untouched("ana")
    desk.path("ana").with_name("timestamp.txt").write_bytes("2026-01-02 03:04:05 UTC".encode("utf-16"))
    grade_class(course.folder, ["backward"])
    with course.gradebook() as gradebook:
        assert str(gradebook.find_submission("backward", "ana").timestamp) == "2026-01-02 03:04:05"
