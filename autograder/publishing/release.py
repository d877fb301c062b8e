"""Notebooks from the one source: `solutions/<chapter>.py`.

The source notebook has answers, hidden tests and mark schemes. The release has none of them; nbgrader's own
preprocessors cut them out, so that a release made here equals the one that nbgrader makes in an instructor's course.
"""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from autograder.publishing.expected import write_expected
from autograder.publishing.planted import PlantOrClear

REPOSITORY = Path(__file__).resolve().parents[2]

STUB = {"python": "raise NotImplementedError()"}
RELEASE = [
    LockCells,
    PlantOrClear,
    ClearOutput,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
]


def chapters() -> list[str]:
    """Names of the chapters that have a notebook, in the order of the book's table of contents."""
    written = {path.stem for path in (REPOSITORY / "solutions").glob("[a-z]*.py")}
    contents = (REPOSITORY / "_toc.yml").read_text(encoding="utf-8")
    return sorted(written, key=lambda name: contents.find(f"chapters/{name}/"))


def source_notebook(chapter: str, text: str | None = None) -> NotebookNode:
    """The nbgrader source notebook of a chapter, or of another text of its script."""
    notebook = jupytext.reads(_script(chapter) if text is None else text, fmt="py:percent")
    notebook.metadata.pop("jupytext", None)
    for number, cell in enumerate(notebook.cells):
        # The same input gives the same bytes: cell ids count instead of being drawn by chance.
        cell["id"] = f"{chapter}-{number}"
        if cell.metadata.get("tags") == ["active-ipynb"]:
            del cell.metadata["tags"]
    return _valid(notebook)


def release_notebook(chapter: str) -> NotebookNode:
    """What students get: answers, hidden tests and mark schemes cut out."""
    return deepcopy(_released(chapter, _script(chapter)))


@cache
def _released(chapter: str, script: str) -> NotebookNode:
    """Cut a script's answers out once: a class asks for it with every submission."""
    return _process(source_notebook(chapter, script), RELEASE)


def _script(chapter: str) -> str:
    return (REPOSITORY / "solutions" / f"{chapter}.py").read_text(encoding="utf-8")


def answered_notebook(chapter: str, text: str | None = None) -> NotebookNode:
    """What a student hands in whose answers are those of the source, or of another text of its script."""
    answers = {cell.metadata.nbgrader.grade_id: cell.source for cell in _solution_cells(source_notebook(chapter, text))}
    notebook = release_notebook(chapter)
    for cell in _solution_cells(notebook):
        cell.source = "\n".join(
            line for line in answers[cell.metadata.nbgrader.grade_id].splitlines() if "### " not in line
        )
    return notebook


def _solution_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Code cells that students fill in."""
    return [c for c in notebook.cells if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("solution")]


def write_release(chapter: str, folder: Path) -> Path:
    """Write the release notebook and the expected values beside the tasks; return the notebook's path."""
    write_expected(chapter)
    path = folder / f"{chapter}.ipynb"
    write_if_changed(path, nbformat.writes(release_notebook(chapter)) + "\n")
    return path


def write_if_changed(path: Path, text: str) -> None:
    """Write a text file unless it holds this text already, so that its date tells when it changed."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _process(notebook: NotebookNode, preprocessors: list[Any]) -> NotebookNode:
    config = Config({"ClearSolutions": {"code_stub": STUB}})
    for preprocessor in preprocessors:
        notebook, _ = preprocessor(config=config).preprocess(notebook, {})
    return _valid(notebook)


def _valid(notebook: NotebookNode) -> NotebookNode:
    nbformat.validate(notebook)
    return notebook
