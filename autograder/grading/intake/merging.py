"""Which side of a merge that was not brought to its end is the student's."""

from __future__ import annotations

from dataclasses import replace

from nbformat import NotebookNode

from autograder.grading.intake.reading.cells import Cell, read_cells
from autograder.grading.intake.reading.conflicts import Sides, sides
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.grading.intake.refusal import RefusalError

REMARK = "had the marks of a merge in it: the student's side counts"


def read_merged(text: str, release: NotebookNode) -> tuple[list[Cell], list[str]]:
    """Cells of a notebook and remarks on it; where it has marks of a merge, the student's side of them.

    Raises
    ------
    RefusalError
        When it is no notebook, or the marks and what is written leave open which side is the student's.
    """
    both = sides(text)
    if both is not None:
        read = [read_cells(side) for side in (both.first, both.second)]
        remarks = [REMARK, *read[0][1]]
        return _of_student([cells for cells, _ in read], both, release), remarks
    cells, remarks = read_cells(text)
    marked = {number: found for number, cell in enumerate(cells) if (found := sides(cell.source))}
    if not marked:
        return cells, remarks
    first, second = list(cells), list(cells)
    for number, found in marked.items():
        first[number] = replace(cells[number], source=found.first)
        second[number] = replace(cells[number], source=found.second)
    return _of_student([first, second], next(iter(marked.values())), release), [REMARK, *remarks]


def _of_student(read: list[list[Cell]], both: Sides, release: NotebookNode) -> list[Cell]:
    """The side that the marks name; else the one on which all stands that is on the other."""
    if both.mine:
        return read[(both.first, both.second).index(both.mine)]
    first, second = (rebuild(release, cells).written for cells in read)
    if second.items() <= first.items():
        return read[0]
    if first.items() <= second.items():
        return read[1]
    names = [name for name, text in first.items() if second.get(name, text) != text]
    where = ", ".join(names) or "in turns"
    raise RefusalError(
        f"has the marks of a merge in it, with something else written on either side ({where}):"
        " choose a side, and take the marks out"
    )
