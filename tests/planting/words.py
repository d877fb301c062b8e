"""How many mutants get words of their kind: those that the dictionary of mistakes is built from, and others.

Of the others, single edits are left out that give the very numbers of a recorded one: they are that, written otherwise.

`python -m tests.planting.words` prints the shares that the page *How good is the grader?* claims. A pattern's words
count as words; whether they are true is held by the catalogue of mistakes. The dictionary's words count when all kinds
of one alternative are in the edit.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

from threadpoolctl import threadpool_limits

from autograder.checks.judging.dictionary import Table, kinds, table
from autograder.checks.judging.fingerprints import Keys
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.planting.edits import Edit
from tests.planting.held import others, pairs
from tests.planting.mutation import changes
from tests.planting.record import COEFFICIENT, EXPONENT, FREQUENT, distinct, outcomes, script
from tests.planting.slips import slips

SEED = 2026
"""Of the edits that are held back: drawn when the dictionary was done, and never looked at while it was made."""

MEANT = {"coefficient": COEFFICIENT | {"function"}, "exponent": EXPONENT | {"function"}, "scale": FREQUENT}
"""What the dictionary's own kinds may stand for."""

BUILT = ("mutants", "other slips", "lines and names")
HELD_BACK = ("numbers", "operations", "pairs")
WHOLE = ("number", "index", "axis")
"""Kinds of edit of a number."""


def edits(chapter: str, seed: int = SEED) -> dict[str, list[tuple[Edit, ...]]]:
    """The edits of a chapter's answers, in sets: those that the dictionary is built from, and those held back."""
    source, rng = script(chapter), Random(seed)
    first, second, third, back = distinct(
        chapter,
        source.edits(changes),
        source.edits(slips),
        source.rearranged(),
        source.edits(partial(others, rng=rng)),
    )
    return {
        "mutants": [(edit,) for edit in first],
        "other slips": [(edit,) for edit in second],
        "lines and names": [(edit,) for edit in third],
        "numbers": [(edit,) for edit in back if edit.kind in WHOLE],
        "operations": [(edit,) for edit in back if edit.kind not in WHOLE],
        "pairs": pairs(first, second, FREQUENT, rng),
    }


def judged(chapter: str, planted: Sequence[Edit], held_back: bool = False) -> list[str]:
    """What is counted of some edits: whether they are found and get words, and by whom; nothing when they are not."""
    seen = outcomes(chapter, planted)
    if not seen:
        return []
    known, keys = table(load(chapter).package, seen[0].task), seen[0].keys
    if held_back and len(planted) == 1 and is_recorded(known, keys):
        return ["alike"]
    told = kinds(known, keys)
    pattern, right = bool(seen[0].likely), true(told, planted)
    return [
        "found",
        *["pattern"] * pattern,
        *["words"] * (pattern or right),
        *["false"] * (bool(told) and not right and not pattern),
        *["alone"] * right,
    ]


def is_recorded(known: Table, keys: dict[str, Keys]) -> bool:
    """Whether all wrong values are those of recorded edits."""
    return bool(keys) and all(set(each.get("equal", [])) & set(known) for each in keys.values())


def true(alternatives: Iterable[str], planted: Sequence[Edit]) -> bool:
    """Whether one of the alternatives is about these edits, and about nothing else."""
    there = {edit.kind for edit in planted}
    return any(
        all(kind in there or MEANT.get(kind, set()) & there for kind in _kinds(alternative))
        for alternative in alternatives
    )


def _kinds(alternative: str) -> list[str]:
    return [edit.partition("@")[0] for edit in alternative.split("+")]


def measured(chapter: str) -> dict[str, Counter[str]]:
    """By set of edits: how many there are, are found, get words by a pattern or the dictionary, and false ones."""
    counts = {}
    with threadpool_limits(1):
        for name, planted in edits(chapter).items():
            counts[name] = Counter(mutants=len(planted))
            for each in planted:
                counts[name].update(judged(chapter, each, name in HELD_BACK))
    return counts


def main() -> None:
    """Print a table of all chapters given, or of all."""
    total: dict[str, Counter[str]] = {name: Counter() for name in (*BUILT, *HELD_BACK)}
    with ProcessPoolExecutor(2) as pool:
        for counts in pool.map(measured, sys.argv[1:] or chapters()):
            for name, count in counts.items():
                total[name].update(count)
    total["all that is built"] = sum((total[name] for name in BUILT), Counter())
    total["all that is held back"] = sum((total[name] for name in HELD_BACK), Counter())
    for name, count in total.items():
        found = max(count["found"], 1)
        shares = ", ".join(f"{words} {count[words] / found:.2%}" for words in ("pattern", "words", "false", "alone"))
        counted = f"{count['found']} of {count['mutants']} found, {count['alike']} alike"
        print(f"{name:22} {counted}: {shares}")  # noqa: T201


if __name__ == "__main__":
    main()
