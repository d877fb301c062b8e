"""How good the grader is: its scores on submissions with a known verdict. A page of the site shows them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from joblib import Memory

from autograder.publishing.release import REPOSITORY, chapters
from autograder.tasks import load
from chapters._sphinx.dependencies import dependencies, fingerprint
from tests.mistakes import catalogue, explained, verdicts
from tests.mutation import survivors

SEEDS = 50
"""How many draws of all cases the reference goes through; `make bench` takes a thousand."""


@dataclass(frozen=True)
class Scores:
    """One chapter's scores."""

    chapter: str
    checks: int
    wrong: int
    found: int
    named: int
    right: int
    passed: int
    mutants: int
    killed: int
    explained: int
    alarms: int


def scores(chapter: str) -> Scores:
    """Run the grader of a chapter on everything whose verdict is known."""
    wrong, right = catalogue(chapter)
    found = named = 0
    for entry in wrong:
        said = verdicts(chapter, entry)
        found += all(not said[name].passed for name in entry.fails)
        named += all(words in str(said[name]) for name, words in entry.fails.items())
    passed = sum(all(verdict.passed for verdict in verdicts(chapter, entry).values()) for entry in right)
    alive, mutants = survivors(chapter)
    return Scores(
        chapter=chapter,
        checks=len(load(chapter).tasks),
        wrong=len(wrong),
        found=found,
        named=named,
        right=len(right),
        passed=passed,
        mutants=mutants,
        killed=mutants - len(alive),
        explained=sum((mutant.before, mutant.after) in explained(chapter) for mutant in alive),
        alarms=false_alarms(chapter, SEEDS),
    )


def false_alarms(chapter: str, seeds: int) -> int:
    """How often a check finds fault with the reference, over many draws of its cases."""
    checks, alarms = load(chapter), 0
    for name, task in checks.tasks.items():
        objects = checks.reference(name)
        for seed in range(seeds):
            cases = task.cases(seed)
            verdict = task.verdict(cases, task.returned(objects, cases), checks.expected(name, cases))
            alarms += not verdict.passed
    return alarms


def _all_scores() -> list[Scores]:
    """The scores of all chapters, on all cores; those of a chapter that has not changed are kept from the last time."""
    kept = Memory(REPOSITORY / "_build" / "scores", verbose=0).cache(_scores_of)
    with ProcessPoolExecutor() as pool:
        return list(pool.map(kept, chapters(), map(_fingerprint, chapters())))


def _scores_of(chapter: str, state: str) -> Scores:
    """The scores of a chapter in the state that the fingerprint tells."""
    return scores(chapter)


def _fingerprint(chapter: str) -> str:
    """Digest of all that the scores of a chapter depend on."""
    modules = ("tests.scores", f"tests.mistakes.{chapter}", f"autograder.tasks.{chapter}", f"solutions.{chapter}")
    paths = dependencies("".join(f"import {module}\n" for module in modules), REPOSITORY)
    return fingerprint(paths, REPOSITORY)


def table() -> str:
    """The scores of all chapters, as a table in HTML."""
    head = ("chapter", "found", "named", "right", "mutants", "false alarms")
    rows = [
        (
            each.chapter,
            f"{each.found}/{each.wrong}",
            f"{each.named}/{each.wrong}",
            f"{each.passed}/{each.right}",
            f"{each.killed}+{each.explained}/{each.mutants}",
            f"{each.alarms}/{SEEDS * each.checks}",
        )
        for each in _all_scores()
    ]
    lines = ["".join(f"<th scope='col'>{name}</th>" for name in head)]
    lines += ["".join(f"<td>{value}</td>" for value in row) for row in rows]
    # The theme knows this class: without it, the table gets a white frame in the dark.
    return "<table class='dataframe'>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
