"""Text to cells, of any version of the format: what kind a cell is, its source, and by which name it is known.

Nothing else of a notebook is looked at, so nothing else can be wrong with it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from autograder.grading.intake.reading.text import with_plain_lines
from autograder.grading.intake.refusal import RefusalError

MOST = 1_000
"""Cells: a released notebook has fifty."""
DAMAGED = "is not a notebook: the file is damaged or something else with its name"


@dataclass(frozen=True)
class Cell:
    """What is taken from a cell that somebody handed in."""

    kind: str
    """One of code, markdown, raw."""
    source: str
    name: str = ""
    """nbgrader's name of it, where it has one."""
    id: str = ""
    """The format's own identifier, where it has one."""


def read_cells(text: str) -> tuple[list[Cell], list[str]]:
    """Cells of a notebook, and what is to be remarked on it.

    Raises
    ------
    RefusalError
        When the text is no notebook, or one without cells.
    """
    remarks = []
    try:
        notebook = json.JSONDecoder().raw_decode(text.lstrip())[0]
        found = _cells_of(notebook)
    except (ValueError, RecursionError) as error:
        found = _before_the_damage(text)
        if not found:
            raise RefusalError(DAMAGED) from error
        remarks.append(f"was cut off or damaged behind its cell {len(found)}: what came before was read")
    cells = [_cell(cell) for cell in found if isinstance(cell, dict)]
    if len(cells) > MOST:
        remarks.append(f"has {len(cells):,} cells: the first {MOST:,} were read")
    if not cells:
        raise RefusalError("has no cells: an empty notebook was handed in")
    return cells[:MOST], remarks


def _cells_of(notebook: Any) -> list[Any]:
    """The cells of a notebook as JSON has it; until format 3 they lie in worksheets."""
    if not isinstance(notebook, dict):
        raise RefusalError(DAMAGED)
    sheets = notebook.get("worksheets")
    if isinstance(sheets, list):
        sheets = [
            sheet["cells"] for sheet in sheets if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        ]
        return [cell for sheet in sheets for cell in sheet]
    if not isinstance(notebook.get("cells"), list):
        raise RefusalError(DAMAGED)
    return list(notebook["cells"])


def _before_the_damage(text: str) -> list[Any]:
    """The cells in front of the place where a file is cut off or damaged."""
    decoder, found = json.JSONDecoder(), []
    begin = re.search(r'"cells"\s*:\s*\[\s*', text)
    at = begin.end() if begin else len(text)
    while text.startswith("{", at):
        try:
            cell, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        found.append(cell)
        at = re.compile(r"[\s,]*").match(text, at).end()  # type: ignore[union-attr]  # an empty text matches as well
    return found


def _cell(cell: dict[str, Any]) -> Cell:
    kind, source = cell.get("cell_type"), cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    text = with_plain_lines("".join(line for line in lines if isinstance(line, str)))
    if kind == "heading":  # format 3
        level = cell.get("level")
        kind, text = "markdown", "#" * (level if isinstance(level, int) and 0 < level < 7 else 1) + " " + text
    metadata = cell.get("metadata")
    noted = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = noted.get("grade_id") if isinstance(noted, dict) else None
    return Cell(
        kind=kind if kind in ("code", "markdown") else "raw",
        source=text,
        name=name if isinstance(name, str) else "",
        id=cell["id"] if isinstance(cell.get("id"), str) else "",
    )
