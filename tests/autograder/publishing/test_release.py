"""The notebooks that come from one source: nothing secret in them, nothing shipped that differs from it."""

import nbformat
import pytest

from autograder.publishing.release import (
    answered_notebook,
    chapters,
    release_notebook,
    source_notebook,
    write_release,
)
from autograder.tasks import load
from tests.secrets import leaks, secrets

CHAPTERS = chapters()
GIVEN = {"repair-answer", "repair-name-answer", "capstone-log-answer", "capstone-ablation-answer"}
"""The answers that are begun: a colleague's code with a mistake, no letter yet, forms to fill in."""


def graded(notebook: nbformat.NotebookNode) -> dict[str, float]:
    cells = (cell.metadata.get("nbgrader", {}) for cell in notebook.cells)
    return {about["grade_id"]: about["points"] for about in cells if about.get("grade")}


def test_there_are_chapters() -> None:
    assert "backward" in CHAPTERS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_gives_nothing_away(chapter: str) -> None:
    assert len(secrets(chapter)) > 10
    assert leaks(chapter, nbformat.writes(source_notebook(chapter)).replace("\\n", "\n").replace('\\"', '"'))
    for cell in release_notebook(chapter).cells:
        assert leaks(chapter, cell.source) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_check_cell_has_its_task_and_points(chapter: str) -> None:
    points = graded(release_notebook(chapter))
    tasks = load(chapter).tasks
    assert {name: task.points for name, task in tasks.items()} == {name: points.get(name) for name in tasks}
    in_words = {"experiment": "experiment-in-words", "capstone-log": "capstone-in-words"}
    assert set(points) - set(tasks) == {"reflection", *(in_words[name] for name in in_words if name in tasks)}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_check_cells_test_hidden_cases_in_the_source_only(chapter: str) -> None:
    for name in load(chapter).tasks:
        source, release = (
            next(c.source for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)
            for notebook in (source_notebook(chapter), release_notebook(chapter))
        )
        assert source.count(f'check("{name}"') == 2
        assert source.count("hidden=True") == 1
        assert release.splitlines() == source.splitlines()[:1]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_two_cells_to_fill_in_look_the_same(chapter: str) -> None:
    cells = release_notebook(chapter).cells
    to_fill_in = [cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert len(set(to_fill_in)) == len(to_fill_in)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_release_is_the_same_every_time(chapter: str, tmp_path) -> None:
    first = write_release(chapter, tmp_path / "first").read_bytes()
    assert first == write_release(chapter, tmp_path / "second").read_bytes()
    assert nbformat.reads(first.decode(), 4) == release_notebook(chapter)


def cells_to_change(release: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [
        cell
        for cell in release.cells
        if cell.cell_type == "code"
        and cell.metadata.get("nbgrader", {}).get("solution")
        and ("raise Not" in cell.source or cell.metadata.nbgrader.grade_id in GIVEN)
    ]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_answers_go_back_into_the_release(chapter: str) -> None:
    answered, release = answered_notebook(chapter), release_notebook(chapter)
    differing = [a for a, r in zip(answered.cells, release.cells, strict=True) if a.source != r.source]
    assert len(differing) == len(cells_to_change(release)) > 0
    for cell in differing:
        assert cell.metadata.nbgrader.solution
        assert "NotImplementedError" not in cell.source
        assert "### " not in cell.source
