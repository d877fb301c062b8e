"""Writes the dictionary of mistakes: plants edits in the answers, one and two at a time, and records what they return.

`python -m tests.planting.record` writes it for all chapters (`make dictionary`). How many mutants it has words
for is measured by `tests.planting.words`.
"""

from __future__ import annotations

import ast
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from threadpoolctl import threadpool_limits

from autograder.checks.judging.dictionary import MOST, Table, join, kinds
from autograder.checks.judging.fingerprints import ERROR, Keys, fingerprints, is_short
from autograder.checks.wire import Data
from autograder.publishing.expected import FOLDER
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.judging import cases_of
from tests.planting.edits import Edit, Script
from tests.planting.mutation import changes
from tests.planting.slips import slips

COEFFICIENT = {"sign", "term", "number", "operation", "factor", "line"}
"""Kinds of edit whose difference, many times over, is a term with another coefficient."""

EXPONENT = {"factor", "operation", "power", "number"}
"""Kinds of edit whose factor, many times over, is a factor with another exponent."""

FREQUENT = {"sign", "term", "factor", "operation", "power", "number", "axis", "function", "order", "index"}
"""Kinds of edit that are recorded in pairs, too."""

NEARLY = 0.9
"""Share of the edits that the kinds that are told must stand for."""

SECONDS = 3.0
"""How long the probe of a case may take."""


@dataclass(frozen=True)
class Outcome:
    """What one task sees of edited answers: what its patterns say, and the keys of what came."""

    task: str
    likely: str
    keys: dict[str, Keys]


def outcomes(chapter: str, edits: Sequence[Edit]) -> list[Outcome]:
    """What each task that fails sees of edited answers: of the tasks that ask for what was edited, or else of all."""
    try:
        names = script(chapter).namespace(*edits)
    except Exception:  # the script cannot even be run, which says enough
        return []
    tasks, found = load(chapter).tasks.values(), []
    edited = {edit.within for edit in edits}
    for task in [task for task in tasks if edited & set(task.needs)] or tasks:
        cases, expected = cases_of(chapter, task.name)[0]
        returned = task.returned([names[needed] for needed in task.needs], cases, SECONDS)
        if any(one.get("error", {}).get("type") == "TimeoutError" for one in returned):
            continue  # the finding says so
        verdict = replace(task, dictionary=nothing).verdict(cases, returned, expected)
        if not verdict.passed:
            keys = fingerprints(task.name, task.measured(cases, returned), expected)
            found.append(Outcome(task.name, verdict.findings[0].likely, keys))
    return found


def nothing(returned: Sequence[Data], expected: Sequence[Data]) -> str:
    """An empty dictionary."""
    return ""


@cache
def script(chapter: str) -> Script:
    """A chapter's script."""
    return Script(chapter)


def distinct(chapter: str, *sets: Iterable[Edit]) -> list[list[Edit]]:
    """The edits of each set that give another script than the answer and than every edit before."""
    source, seen, lists = script(chapter), set(), []
    for edits in sets:
        lists.append([])
        for edit in edits:
            tree, _ = source.planted(edit)
            text = ast.unparse(tree.body[edit.top])
            if text != ast.unparse(source.tree.body[edit.top]) and (edit.top, text) not in seen:
                seen.add((edit.top, text))
                lists[-1].append(edit)
    return lists


def code(edits: Sequence[Edit]) -> str:
    """The kinds of some edits, with their places."""
    return "+".join(sorted(f"{edit.kind}@{edit.place}" if edit.place else edit.kind for edit in edits))


def codes(edits: Sequence[Edit]) -> dict[str, str]:
    """By form of key, how some edits are recorded."""
    told = {"equal": code(edits), "alike": code(edits)}
    if len(edits) == 1:
        if edits[0].kind in FREQUENT:
            told["scaled"] = f"{code(edits)}+scale"
        if edits[0].kind in COEFFICIENT:
            told |= dict.fromkeys(("along", "inverse", "square"), "coefficient")
        if edits[0].kind in EXPONENT:
            told["power"] = "exponent"
    return told


Record = dict[str, dict[bytes, Counter[str]]]
"""By task and key, the alternatives, and how many edits each stands for."""


def add(record: Record, outcome: Outcome, edits: Sequence[Edit]) -> None:
    """Record what a task has seen of some edits; of two at once only numbers with keys of full length.

    There are so many pairs that a short key, or an error, would soon stand for one of them by chance.
    """
    for name, keys in outcome.keys.items():
        for form, told in codes(edits).items():
            if form in keys and (len(edits) == 1 or (name != ERROR and not is_short(keys[form][0]))):
                record.setdefault(outcome.task, {}).setdefault(keys[form][0], Counter())[told] += 1


def pairs(source: Script, edits: Sequence[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Two frequent edits at a time, in one function and at different nodes."""
    frequent = [edit for edit in edits if edit.kind in FREQUENT]
    for one, other in itertools.combinations(frequent, 2):
        if one.index != other.index and source.function(one.line) == source.function(other.line):
            yield one, other


def built(chapter: str) -> Record:
    """The record of a chapter: single edits, and pairs that no pattern recognizes and no single edit explains."""
    record: Record = {}
    source = script(chapter)
    first, *more = distinct(chapter, source.edits(changes), source.edits(slips), source.rearranged())
    for edit in itertools.chain(first, *more):
        for outcome in outcomes(chapter, [edit]):
            add(record, outcome, [edit])
    alone = tables(record)
    for pair in pairs(source, first):
        for outcome in outcomes(chapter, pair):
            if not outcome.likely and not kinds(alone.get(outcome.task, {}), outcome.keys):
                add(record, outcome, pair)
    return record


def settled(alternatives: Counter[str]) -> frozenset[str]:
    """The alternatives that are told: the most frequent kinds if they are nearly all, or else none.

    Of one kind in several places the kind alone is told.
    """
    kinds: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    for each, count in alternatives.items():
        kind = re.sub("@[^+]*", "", each)
        kinds[kind] += count
        places.setdefault(kind, set()).add(each)
    most = kinds.most_common(MOST)
    if sum(count for _, count in most) < NEARLY * kinds.total():
        return frozenset()
    return frozenset(places[kind].pop() if len(places[kind]) == 1 else kind for kind, _ in most)


def tables(record: Record) -> dict[str, Table]:
    """The record as it is looked up."""
    return {
        task: {key: told for key, alternatives in keys.items() if (told := settled(alternatives))}
        for task, keys in record.items()
    }


def written(record: Record) -> dict[str, dict[str, str]]:
    """The record as it is written: by task and alternatives, all keys."""
    found: dict[str, dict[str, list[bytes]]] = {}
    for task, keys in sorted(tables(record).items()):
        for key, told in keys.items():
            found.setdefault(task, {}).setdefault("|".join(sorted(told)), []).append(key)
    return {task: {words: join(same) for words, same in sorted(told.items())} for task, told in found.items()}


def write(chapter: str) -> Path:
    """Record what edits of a chapter's answers return."""
    path = FOLDER / chapter / "mistakes.json"
    with threadpool_limits(1):
        record = built(chapter)
    path.write_text(json.dumps(written(record), indent=0) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        for path in pool.map(write, sys.argv[1:] or reversed(chapters())):
            print(f"{path.relative_to(FOLDER)}: {path.stat().st_size / 1000:.0f} kB")  # noqa: T201
