"""Attacks on the grading of a class, each a file that says what it tries; `test_attacks` hands them in.

A file is a cell of a notebook. Its docstring tells what it tries, and ends with what the runner has to know:

`place`     where the cell stands: `first` (this is so when nothing is said) or `last`, `each`: behind every answer,
            `answer NAME`: in place of this answer; `reflection`: the docstring's second half is the reflection
`notebook`  the answers around it: `right`, or `empty` as released
`chapter`   `backward`, or another one
`cells`     how often the cell stands there
`twice`     the notebook is handed in a second time
`says`      what its outputs or findings must show: a sign that the attack has been made
`costs`     the checks that may be lost by it, or `all`; all others must be right
`fails`     the checks that must be lost
`gains`     why it still gains points: an attack that nobody can stop inside one process
`seconds`   how long it may take, beside the limits that are set for all

An attack that has got what it wanted prints a line that begins with "BREACH".
"""

from __future__ import annotations

import ast
import re
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.publishing.release import answered_notebook, release_notebook

FOLDER = Path(__file__).parent
FIELDS = ("place", "notebook", "chapter", "cells", "twice", "says", "costs", "fails", "gains", "seconds")


@dataclass(frozen=True)
class Attack:
    """One submission."""

    name: str
    tries: str
    source: str
    told: dict[str, str] = field(default_factory=dict)

    @property
    def chapter(self) -> str:
        """The chapter that it is handed in for."""
        return self.told.get("chapter", "backward")

    @property
    def right(self) -> bool:
        """Whether the answers around it are right."""
        return self.told.get("notebook", "right") == "right"

    def notebook(self) -> NotebookNode:
        """What is handed in."""
        notebook = deepcopy(answered_notebook(self.chapter) if self.right else release_notebook(self.chapter))
        place, _, which = self.told.get("place", "first").partition(" ")
        cells = [new_code_cell(self.source) for _ in range(int(self.told.get("cells", 1)))]
        if place == "first":
            notebook.cells[:0] = cells
        elif place == "last":
            notebook.cells += cells
        elif place == "each":
            pairs = [(cell, new_code_cell(self.source)) for cell in notebook.cells]
            notebook.cells = [each for pair in pairs for each in pair[: 1 + _is_answer(pair[0])]]
        else:
            (named,) = (cell for cell in notebook.cells if _name(cell) == (which or place))
            named.source = self.source if place == "answer" else ast.literal_eval(self.source.partition("=")[2].strip())
        return notebook


def attacks() -> list[Attack]:
    """All of them, by their names."""
    return [_read(path) for path in sorted(FOLDER.glob("*/*.py"))]


def _read(path: Path) -> Attack:
    source = path.read_text(encoding="utf-8")
    words = ast.get_docstring(ast.parse(source)) or ""
    told = {name: value.strip() for name, value in re.findall(rf"^({'|'.join(FIELDS)}):(.*)$", words, re.MULTILINE)}
    name = path.relative_to(FOLDER).with_suffix("").as_posix()
    return Attack(name, words.partition("\n\n")[0], source.partition('"""\n')[2].strip() + "\n", told)


def _name(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _is_answer(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.metadata.get("nbgrader", {}).get("solution"))
