"""What a person would make of a notebook that went wrong; each a line of what students really hand in."""

import json
from copy import deepcopy

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.grading.intake.reading.cells import read_cells
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.publishing.release import answered_notebook, release_notebook

RELEASE = release_notebook("backward")
ANSWERED = answered_notebook("backward")
REFLECTION = "The gradient was cut where the input was negative."
ANSWERED.cells[-1].source = REFLECTION


@pytest.fixture
def handed():
    """A notebook with all answers, to be damaged."""
    return deepcopy(ANSWERED)


def cell(notebook, name):
    return next(each for each in notebook.cells if each.metadata.get("nbgrader", {}).get("grade_id") == name)


def at(notebook, name):
    return notebook.cells.index(cell(notebook, name))


def rebuilt(notebook):
    return rebuild(RELEASE, read_cells(json.dumps(notebook))[0])


def twin(original, source=None):
    made = deepcopy(original)
    made.id, made.source = "twin", original.source if source is None else source
    return made


def test_what_is_not_damaged_comes_out_as_it_went_in(handed):
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert result.remarks == ()
    assert len(result.written) == 12


def test_halves_of_a_split_answer_are_joined(handed):
    lines = cell(handed, "relu-answer").source.split("\n")
    second = twin(cell(handed, "relu-answer"), "\n".join(lines[20:]))
    cell(handed, "relu-answer").source = "\n".join(lines[:20])
    handed.cells.insert(at(handed, "relu-answer") + 1, second)
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert result.remarks == ("had the cell relu-answer in several cells, which were joined",)


@pytest.mark.parametrize("place", [0, 1])
def test_of_copies_the_one_counts_that_is_filled_in(handed, place):
    handed.cells.insert(at(handed, "relu-answer") + place, twin(cell(RELEASE, "relu-answer")))
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert result.remarks == ("had the cell relu-answer more than once: the last that is filled in counts",)


def test_of_two_that_are_filled_in_the_last_counts(handed):
    other = cell(handed, "relu-answer").source.replace("np.where(self.positive, dy, 0.0)", "dy * self.positive")
    handed.cells.append(twin(cell(handed, "relu-answer"), other))
    assert cell(rebuilt(handed).notebook, "relu-answer").source == other


@pytest.mark.parametrize("name", ["relu", "setup", "tools"])
def test_a_locked_cell_that_is_copied_deleted_moved_or_edited_is_the_released_one(handed, name):
    copied, deleted, moved, edited = (deepcopy(handed) for _ in range(4))
    copied.cells.append(twin(cell(copied, name)))
    deleted.cells.remove(cell(deleted, name))
    moved.cells.append(moved.cells.pop(at(moved, name)))
    cell(edited, name).source = "pass" if name == "relu" else ""
    assert rebuilt(copied).notebook.cells == ANSWERED.cells
    for notebook, said in (
        (deleted, f"lacked the cell {name}, put back from the release"),
        (moved, f"had the cell {name} at another place: put back"),
        (edited, f"had changes in the cell {name}: the released text counts"),
    ):
        result = rebuilt(notebook)
        assert [each for each in result.notebook.cells if not each.id.startswith("own")] == ANSWERED.cells
        assert result.remarks == (said,)


def test_what_a_student_added_to_a_locked_cell_runs_behind_it(handed):
    cell(handed, "setup").source += "\nimport math"
    result = rebuilt(handed).notebook
    number = at(result, "setup")
    assert result.cells[number] == cell(RELEASE, "setup")
    assert result.cells[number + 1].source == "import math"


@pytest.mark.parametrize("end", [0, 40])
def test_an_answer_that_was_moved_is_put_back(handed, end):
    handed.cells.insert(end, handed.cells.pop(at(handed, "relu-answer")))
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert result.remarks == ("had the cell relu-answer at another place: put back",)


def test_what_a_moved_answer_uses_goes_along(handed):
    answer = handed.cells.pop(at(handed, "relu-answer"))
    answer.source = "@noted\n" + answer.source
    handed.cells += [new_code_cell("def noted(layer):\n    return layer"), answer]
    sources = [each.source for each in rebuilt(handed).notebook.cells]
    assert sources.index(answer.source) == sources.index("def noted(layer):\n    return layer") + 1


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_that_became_text_is_code_again(handed, kind):
    cell(handed, "relu-answer").cell_type = kind
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert result.remarks == ("had the cell relu-answer in a cell of another type: changed back",)


def test_a_reflection_that_became_code_is_text_again(handed):
    cell(handed, "reflection").cell_type = "code"
    assert rebuilt(handed).notebook.cells == ANSWERED.cells


def test_cells_without_any_metadata_are_recognized(handed):
    for each in handed.cells:
        each.metadata = {}
        del each["id"]
    result = rebuilt(handed)
    assert result.notebook.cells == ANSWERED.cells
    assert "no note of nbgrader's on the cells numerical-gradient-answer" in result.remarks[0]


def test_without_names_an_answer_is_found_by_its_docstring_or_its_place(handed):
    for each in handed.cells:
        each.metadata = {}
        del each["id"]
    renamed = handed.cells[at(RELEASE, "relu-answer")]
    renamed.source = renamed.source.replace("class ReLU", "class Relu")
    between = handed.cells[at(RELEASE, "sigmoid-answer")]
    between.source = "from activations import Sigmoid"
    assert rebuilt(handed).notebook.cells == [
        each | {"source": handed.cells[number].source} for number, each in enumerate(ANSWERED.cells)
    ]


def test_an_answer_written_into_a_copy_of_another_is_found_by_what_it_defines(handed):
    handed.cells.remove(cell(handed, "relu-answer"))
    handed.cells.insert(
        at(handed, "sigmoid") + 1, twin(cell(handed, "sigmoid-answer"), cell(ANSWERED, "relu-answer").source)
    )
    assert rebuilt(handed).notebook.cells == ANSWERED.cells


def test_merged_cells_are_cut_where_the_next_answer_begins(handed):
    first, last = at(handed, "sigmoid-answer"), at(handed, "relu")
    handed.cells[first].source = "\n\n".join(each.source for each in handed.cells[first : last + 1])
    del handed.cells[first + 1 : last + 1]
    assert rebuilt(handed).notebook.cells == ANSWERED.cells


def test_a_helper_with_the_name_of_a_later_answer_stays_where_it_helps(handed):
    helper = "def train(x):\n    return x\n\n\n"
    cell(handed, "relu-answer").source = helper + cell(handed, "relu-answer").source
    cell(handed, "train-answer").source = cell(RELEASE, "train-answer").source
    assert rebuilt(handed).notebook.cells == handed.cells


def test_an_own_cell_behind_an_answer_stays_one_whatever_it_begins_with(handed):
    for source in ("    print(1)", "x = 1", "relu = ReLU()\nrelu.forward(x)"):
        own = new_code_cell(source, id="backward-17")
        handed.cells.insert(at(handed, "relu-answer") + 1, own)
        result = rebuilt(handed).notebook
        assert [each for each in result.cells if not each.id.startswith("own")] == ANSWERED.cells
        assert result.cells[at(result, "relu-answer") + 1].source == source
        handed.cells.remove(own)


def test_a_missing_answer_counts_as_not_written(handed):
    handed.cells.remove(cell(handed, "relu-answer"))
    result = rebuilt(handed)
    assert cell(result.notebook, "relu-answer") == cell(RELEASE, "relu-answer")
    assert result.remarks == ("lacks the cell relu-answer: counted as not written",)


def test_own_cells_stay_in_their_places_as_plain_source(handed):
    code = new_code_cell("print(1)", id="backward-9", metadata={"tags": ["x"], "nbgrader": {"grade_id": "unknown"}})
    code.outputs = [nbformat.v4.new_output("display_data", data={"text/html": "<script>1</script>"})]
    text = new_markdown_cell("My *note*", attachments={"a.png": {"image/png": "AAAA"}})
    handed.cells.insert(at(handed, "relu-answer"), code)
    handed.cells.insert(at(handed, "relu"), text)
    handed.cells.insert(0, new_raw_cell("<script>1</script>"))
    result = rebuilt(handed).notebook
    nbformat.validate(result)
    own = [each for each in result.cells if each.id.startswith("own-")]
    assert [each.source for each in own] == ["```text\n<script>1</script>\n```", "print(1)", "My *note*"]
    assert [set(each.metadata) for each in own] == [set(), set(), set()]
    assert [each for each in result.cells if each not in own] == ANSWERED.cells
    assert own[1].outputs == []
    assert "attachments" not in own[2]
    assert result.cells[at(result, "relu-answer") - 1] == own[1]
    assert result.cells[at(result, "relu-answer") + 1] == own[2]


def test_a_text_typed_below_its_cell_or_beside_the_question_is_the_reflection(handed):
    cell(handed, "reflection").source = "YOUR ANSWER HERE"
    below, beside = deepcopy(handed), deepcopy(handed)
    below.cells.append(new_markdown_cell(REFLECTION))
    beside.cells[-2].source += f"\n\n{REFLECTION}"
    assert rebuilt(below).notebook.cells == ANSWERED.cells
    assert rebuilt(beside).notebook.cells == ANSWERED.cells


def test_a_check_cell_of_another_chapter_is_a_cell_like_any_other(handed):
    foreign = deepcopy(cell(release_notebook("forward"), "adaline"))
    handed.cells.insert(8, foreign)
    result = rebuilt(handed)
    assert [each for each in result.notebook.cells if not each.id.startswith("own")] == ANSWERED.cells
    assert [each.metadata for each in result.notebook.cells if each.id.startswith("own")] == [{}]


def test_flags_points_and_checksums_are_the_releases(handed):
    for each in handed.cells:
        if "nbgrader" in each.metadata:
            each.metadata.nbgrader.update(points=1000, solution=True, locked=False, checksum="0" * 32, cell_type="raw")
    handed.metadata = {"kernelspec": {"name": "bash", "display_name": "Bash"}, "widgets": 5}
    result = rebuilt(handed)
    assert result.notebook == ANSWERED


SOURCES = [each.source for each in (*RELEASE.cells, *ANSWERED.cells)]
NAMES = [each.metadata.nbgrader.grade_id for each in RELEASE.cells if "nbgrader" in each.metadata]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "cell_type": st.sampled_from(["code", "markdown", "raw", "other"]),
                "source": st.sampled_from(SOURCES)
                | st.text(max_size=40)
                | st.sampled_from(SOURCES).map(lambda s: s[9:]),
                "metadata": st.sampled_from(NAMES).map(lambda name: {"nbgrader": {"grade_id": name}}) | st.just({}),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_comes_the_released_cells_are_there_once_and_in_order(cells):
    result = rebuild(RELEASE, read_cells(json.dumps({"cells": cells}))[0]).notebook
    nbformat.validate(result)
    ours = [each for each in result.cells if not each.id.startswith("own-")]
    assert [each.metadata for each in ours] == [each.metadata for each in RELEASE.cells]
    for mine, released in zip(ours, RELEASE.cells, strict=True):
        noted = released.metadata.get("nbgrader", {})
        assert noted.get("solution") or mine == released
