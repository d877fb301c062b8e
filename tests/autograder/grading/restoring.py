"""How much of what was damaged comes back: `python -m tests.autograder.grading.restoring` measures it, kind by kind."""

from __future__ import annotations

import json
import sys
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from random import Random

import nbformat
from nbformat import NotebookNode

from autograder.grading.intake.merging import read_merged
from autograder.grading.intake.reading.text import as_text
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.publishing.release import answered_notebook, chapters, release_notebook
from tests.autograder.grading.damage import (
    CELLS,
    FILLER,
    FORMAT,
    NOTES,
    OUTSIDE,
    Notebook,
    answers_of,
    merge_marks,
    noted,
)

SEEDS = 300


@dataclass(frozen=True)
class Damaged:
    """Bytes as they are handed in, and the kinds of damage that were done."""

    data: bytes
    kinds: tuple[str, ...]


def damaged(answered: Notebook, release: Notebook, chance: Random, kinds: int) -> Damaged:
    """Damage a notebook in some ways, drawn by chance: what is in it first, then its format, then its bytes."""
    drawn = chance.sample([*CELLS, *NOTES, *FORMAT, *OUTSIDE], kinds)
    formats = [kind for kind in drawn if kind in FORMAT][:1]
    outside = [kind for kind in drawn if kind in OUTSIDE][:1]
    chosen = [kind for kind in drawn if kind in CELLS or kind in NOTES] + formats
    chosen.sort(key=(*CELLS, *NOTES, *FORMAT).index)  # notes that are gone cannot tell which cell to damage
    notebook = deepcopy(answered)
    for kind in chosen:
        kind(notebook, chance, release) if "release" in kind.__annotations__ else kind(notebook, chance)
    data = written(notebook)
    for change in outside:
        more = (written(release),) if change is merge_marks else ()
        data = change(data, chance, *more)
    return Damaged(data, tuple(kind.__name__ for kind in (*chosen, *outside)))


def written(notebook: Notebook) -> bytes:
    """A notebook as Jupyter writes it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Restored:
    """What became of one damaged notebook."""

    damage: Damaged
    chapter: str
    wrong: tuple[str, ...]
    """Answers that are not what they were before the damage."""


@cache
def undamaged(chapter: str) -> tuple[str, str, NotebookNode]:
    """A notebook with all answers and its release as JSON, and the release."""
    release, answered = release_notebook(chapter), answered_notebook(chapter)
    answered.cells[-1].source = FILLER
    return _plain(answered), _plain(release), release


def restore(seed: int) -> Restored:
    """Damage a notebook as a seed tells, in one to three ways, and rebuild it."""
    chance = Random(f"damage {seed}")
    chapter = chance.choice(chapters())
    answered, released, release = undamaged(chapter)
    damage = damaged(json.loads(answered), json.loads(released), chance, 1 + seed % 3)
    cells, _ = read_merged(as_text(damage.data), release)
    rebuilt = rebuild(release, cells).notebook
    nbformat.validate(rebuilt)
    before, after = _answers(json.loads(answered)), _answers(rebuilt)
    return Restored(damage, chapter, tuple(name for name in before if before[name] != after[name]))


def _plain(notebook: NotebookNode) -> str:
    cells = [{**cell, "source": cell.source} for cell in notebook.cells]
    return json.dumps({**notebook, "cells": cells}, sort_keys=True)  # as Jupyter writes it


def _answers(notebook: Notebook) -> dict[str, str]:
    """Answers by name, without the blank lines that Jupyter itself takes away where a cell is split."""
    return {
        noted(cell)["grade_id"]: "\n".join(line.rstrip() for line in cell["source"].splitlines() if line.strip())
        for cell in answers_of(notebook)
    }


def main() -> None:
    """Print the share of notebooks that came back with all answers, by kind of damage."""
    came: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for restored in map(restore, range(SEEDS)):
        for kind in (*restored.damage.kinds, f"{len(restored.damage.kinds)} kinds together", "all"):
            came[kind] += 1
            good[kind] += not restored.wrong
    for kind in sorted(came):
        sys.stdout.write(f"{kind:32} {good[kind]:4} of {came[kind]:4}  {good[kind] / came[kind]:4.0%}\n")


if __name__ == "__main__":
    main()
