"""How many mutants get words of their kind: those that the dictionary of mistakes is built from, and others.

Of the others, single edits are left out that give the very numbers of a recorded one: they are that, written otherwise.

`python -m tests.words` prints the shares that the page *How good is the grader?* may claim. A pattern's words count as
words; whether they are true is held by the catalogue of mistakes. The dictionary's words count when all kinds of one
alternative are in the edit.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor

from autograder.checks.judging.dictionary import Table, kinds, table
from autograder.checks.judging.fingerprints import Keys
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.dictionary import COEFFICIENT, EXPONENT, FREQUENT, distinct, outcomes, script
from tests.edits import Edit
from tests.mutation import changes
from tests.slips import others, slips

MEANT = {"coefficient": COEFFICIENT | {"function"}, "exponent": EXPONENT | {"function"}, "scale": FREQUENT}
"""What the dictionary's own kinds may stand for."""

BUILT = ("mutants", "other slips", "lines and names")
HELD_BACK = ("numbers", "operations", "pairs")


def true(alternatives: Iterable[str], edits: Sequence[Edit]) -> bool:
    """Whether one of the alternatives is about these edits, and about nothing else."""
    there = {edit.kind for edit in edits}
    return any(
        all(kind in there or MEANT.get(kind, set()) & there for kind in _kinds(alternative))
        for alternative in alternatives
    )


def _kinds(alternative: str) -> list[str]:
    return [edit.partition("@")[0] for edit in alternative.split("+")]


def measured(chapter: str) -> dict[str, Counter[str]]:
    """By set of mutants: how many there are, are found, get words by a pattern or the dictionary, and false ones."""
    source, package = script(chapter), load(chapter).package
    first, second, third, back = distinct(
        chapter, source.edits(changes), source.edits(slips), source.rearranged(), source.edits(others)
    )
    sets: dict[str, list[tuple[Edit, ...]]] = {
        "mutants": [(edit,) for edit in first],
        "other slips": [(edit,) for edit in second],
        "lines and names": [(edit,) for edit in third],
        "numbers": [(edit,) for edit in back if edit.kind in ("number", "index", "axis")],
        "operations": [(edit,) for edit in back if edit.kind not in ("number", "index", "axis")],
        "pairs": drawn_pairs(first, second, len(first)),
    }
    counts = {}
    for name, mutants in sets.items():
        counts[name] = Counter(mutants=len(mutants))
        for edits in mutants:
            seen = outcomes(chapter, edits)
            if not seen:
                continue
            known, keys = table(package, seen[0].task), seen[0].keys
            if (
                name in ("numbers", "operations")
                and keys
                and all(set(each["equal"]) & set(known) for each in keys.values())
            ):
                counts[name]["alike"] += 1
                continue
            told = kinds(known, keys)
            counts[name].update(_counted(bool(seen[0].likely), bool(told), true(told, edits)))
    return counts


def is_recorded(known: Table, keys: dict[str, Keys]) -> bool:
    """Whether all wrong values are those of recorded edits."""
    return bool(keys) and all(set(each.get("equal", [])) & set(known) for each in keys.values())


def _counted(pattern: bool, told: bool, right: bool) -> list[str]:
    return [
        "found",
        *["pattern"] * pattern,
        *["words"] * (pattern or right),
        *["false"] * (told and not right and not pattern),
        *["alone"] * right,
    ]


def drawn_pairs(first: list[Edit], second: list[Edit], count: int) -> list[tuple[Edit, ...]]:
    """Pairs of edits of one function or class, at different nodes, at least one of them not built in pairs."""
    rng, found = random.Random(0), []
    while len(found) < count:
        one, other = rng.sample([*first, *second], 2)
        both = one in first and other in first and {one.kind, other.kind} <= FREQUENT
        if one.top == other.top and one.index != other.index and not both:
            found.append((one, other))
    return found


def main() -> None:
    """Print a table of all chapters given, or of all."""
    total: dict[str, Counter[str]] = {name: Counter() for name in (*BUILT, *HELD_BACK)}
    with ProcessPoolExecutor(2) as pool:
        for counts in pool.map(measured, sys.argv[1:] or chapters()):
            for name, count in counts.items():
                total[name].update(count)
    total["all that is held back"] = sum((total[name] for name in HELD_BACK), Counter())
    for name, count in total.items():
        found = max(count["found"], 1)
        shares = ", ".join(f"{words} {count[words] / found:.2%}" for words in ("pattern", "words", "false", "alone"))
        counted = f"{count['found']} of {count['mutants']} found, {count['alike']} alike"
        print(f"{name:22} {counted}: {shares}")  # noqa: T201


if __name__ == "__main__":
    main()
