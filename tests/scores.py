"""How good the grader is: its scores on submissions with a known verdict.

They take minutes, so `make scores` writes them into `scores.json`, which a page of the site shows, and the tests
compare this record with the scores of today.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.judging import verdicts
from tests.mistakes import catalogue, explained
from tests.planting.mutation import survivors

RECORD = Path(__file__).with_name("scores.json")
SEEDS = 50
"""How many draws of all cases the reference goes through; `make bench` takes a thousand."""
FEWER = {"experiment": 3, "capstone-log": 1, "capstone-adder": 10, "capstone-ablation": 5}
"""Checks that go through fewer: their draws hardly differ, or each of them trains for thousands of steps."""


@dataclass(frozen=True)
class Scores:
    """One chapter's scores; `draws` counts the cases on which the reference was judged."""

    chapter: str
    wrong: int
    found: int
    named: int
    right: int
    passed: int
    mutants: int
    killed: int
    explained: int
    draws: int
    alarms: int


def scores(chapter: str) -> tuple[Scores, list[str]]:
    """Run the grader of a chapter on everything whose verdict is known; also list the mutants without a verdict."""
    wrong, right = catalogue(chapter)
    found = named = 0
    for entry in wrong:
        said = verdicts(chapter, entry)
        found += all(not said[name].passed for name in entry.fails)
        named += all(words in str(said[name]) for name, words in entry.fails.items())
    passed = sum(all(verdict.passed for verdict in verdicts(chapter, entry).values()) for entry in right)
    alive, mutants = survivors(chapter)
    unexplained = [str(mutant) for mutant in alive if (mutant.before, mutant.after) not in explained(chapter)]
    measured = Scores(
        chapter=chapter,
        wrong=len(wrong),
        found=found,
        named=named,
        right=len(right),
        passed=passed,
        mutants=mutants,
        killed=mutants - len(alive),
        explained=len(alive) - len(unexplained),
        draws=sum(draws(name, SEEDS) for name in load(chapter).tasks),
        alarms=false_alarms(chapter, SEEDS),
    )
    return measured, unexplained


def false_alarms(chapter: str, seeds: int) -> int:
    """How often the checks of a chapter find fault with the reference, over many draws of their cases."""
    return sum(false_alarms_of(chapter, name, draws(name, seeds)) for name in load(chapter).tasks)


def draws(name: str, seeds: int) -> int:
    """How many draws a check is asked for."""
    return min(seeds, FEWER.get(name, seeds))


def false_alarms_of(chapter: str, name: str, seeds: int) -> int:
    """How often one check does."""
    checks, alarms = load(chapter), 0
    task, objects = checks.tasks[name], checks.reference(name)
    for seed in range(seeds):
        cases = task.cases(seed)
        returned = task.returned(objects, cases)
        alarms += not task.verdict(cases, returned, checks.needed(name, cases, returned)).passed
    return alarms


def record() -> None:
    """Write the scores of all chapters into the record."""
    with ProcessPoolExecutor() as pool:
        every = [asdict(measured) for measured, _ in pool.map(scores, chapters())]
    RECORD.write_text(json.dumps(every, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    record()
