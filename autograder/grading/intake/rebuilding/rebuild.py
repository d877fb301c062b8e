"""A notebook made anew from the release, with what a student wrote and nothing else of theirs.

No metadata, output, attachment or identifier of a student's notebook gets into it, so none of them can do harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.grading.intake.reading.cells import Cell
from autograder.grading.intake.rebuilding.matching import match
from autograder.grading.intake.rebuilding.pieces import Piece
from autograder.grading.intake.rebuilding.placing import TOP, places_of_extras
from autograder.grading.intake.rebuilding.remarks import remarks_on
from autograder.grading.intake.rebuilding.sanitizing import harmless, verbatim
from autograder.grading.intake.rebuilding.sheet import Role, Sheet

CHANGED = "had HTML, or a picture or link that is not allowed, in its text: it shows as it was typed"
MOST = 100_000
"""Characters of a student's own text that are looked at as Markdown; what comes behind shows as it was typed."""


@dataclass(frozen=True)
class Rebuilt:
    """A notebook to run, and what was mended on the way to it."""

    notebook: NotebookNode
    remarks: tuple[str, ...]
    """Each goes on from "the notebook": "lacked the check relu, put back from the release"."""
    written: dict[str, str]
    """Its answers, by name, as far as they are more than what was released."""


def rebuild(release: NotebookNode, submitted: Sequence[Cell]) -> Rebuilt:
    """Make the notebook that is graded from a release and the cells that a student handed in."""
    sheet = Sheet(release)
    matching = match(sheet, submitted)
    behind = places_of_extras(sheet, matching)
    notebook = deepcopy(release)
    cells, changed, spoken = [], False, 0
    for number in range(TOP, len(sheet.places)):
        if number != TOP:
            cell, place = notebook.cells[number], sheet.places[number]
            chosen = matching.answers.get(place)
            if chosen is not None and place.is_filled_by(chosen.source):
                cell.source = chosen.source if place.role is Role.ANSWER else harmless(chosen.source)
                changed |= place.role is Role.TEXT and cell.source != chosen.source
            cells.append(cell)
        for piece in behind.get(number, ()):
            spoken += len(piece.source) if piece.kind == "markdown" else 0
            cells.append(_own_cell(piece, as_markdown=spoken <= MOST))
            changed |= piece.kind == "markdown" and cells[-1].source != piece.source
    notebook.cells = cells
    answers = {place: chosen.source for place, chosen in matching.answers.items()}
    written = {place.name: source for place, source in answers.items() if place.is_filled_by(source)}
    remarks = [*remarks_on(sheet, matching), *([CHANGED] if changed else [])]
    return Rebuilt(notebook, tuple(remarks), written)


def _own_cell(piece: Piece, as_markdown: bool) -> NotebookNode:
    """A cell of the student's own, as plain source; its text as Markdown where that is wanted."""
    name = "own-" + "-".join(map(str, piece.at))
    if piece.kind == "code":
        return NotebookNode(new_code_cell(piece.source, id=name))
    text = harmless(piece.source) if piece.kind == "markdown" and as_markdown else verbatim(piece.source)
    return NotebookNode(new_markdown_cell(text, id=name))
