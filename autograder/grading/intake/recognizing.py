"""Which chapter's notebook some cells are, whatever their file is called and wherever it lies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from nbformat import NotebookNode

from autograder.grading.intake.reading.cells import Cell
from autograder.grading.intake.rebuilding.sheet import Sheet, trimmed
from autograder.publishing.release import chapters, release_notebook

SURE = 0.5
"""Share of a release's cells from which a notebook is taken for that chapter's without a look at the others."""
FEWEST = 2
"""Cells that must be known: chapters have tasks with the same names."""


all_chapters = cache(chapters)


@cache
def released(chapter: str) -> NotebookNode:
    """The release of a chapter; not to be changed."""
    return release_notebook(chapter)


@cache
def _sheet(chapter: str) -> Sheet:
    return Sheet(released(chapter))


def chapter_of(cells: Sequence[Cell], guess: str) -> str:
    """The chapter that cells come from; empty if from none.

    Parameters
    ----------
    guess : str
        The chapter that it should be.
    """
    if _known(cells, guess) >= SURE * len(_sheet(guess).places):
        return guess
    counts = {chapter: _known(cells, chapter) for chapter in (guess, *chapters())}
    best = max(counts, key=lambda chapter: counts[chapter])
    return best if counts[best] >= FEWEST else ""


def may_be(text: str, chapter: str) -> bool:
    """Whether a notebook's text has anything of a chapter, at a glance."""
    title = released(chapter).cells[0].source.partition("\n")[0]
    return title in text or f"autograder.tasks.{chapter} " in text


def _known(cells: Sequence[Cell], chapter: str) -> int:
    """How many places of a chapter's release are among the cells: by their text, or as an answer that is named."""
    sheet = _sheet(chapter)
    places = {sheet.by_text.get(trimmed(cell.source)) for cell in cells}
    for cell in cells:
        named = sheet.by_name.get(cell.name)
        places.update([named] if named and named.is_written else sheet.needed_by(cell.source))
    return len(places - {None})
