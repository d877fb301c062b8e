"""The verdicts of a chapter's checks on a submission of the catalogue, or on any script."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from autograder.checks.judging.finding import Verdict
from autograder.tasks import load
from tests.mistakes import Submission
from tests.standing import standing_on


@cache
def verdicts(chapter: str, entry: Submission) -> dict[str, Verdict]:
    """The verdict of each check of a chapter on a submission."""
    names = entry.namespace(chapter)
    return dict(judged(chapter, names, entry.script(chapter)))


def judged(chapter: str, names: Mapping[str, Any], script: str, first: str = "") -> Iterator[tuple[str, Verdict]]:
    """Each check of a chapter with its verdict on what a script defines, with the visible cases and the hidden ones.

    Checks that need the object `first` come first. Code that an earlier script had too is not judged again.
    """
    tasks = load(chapter).tasks
    for name, task in sorted(tasks.items(), key=lambda item: first not in item[1].needs):
        key = chapter, name, standing_on(script, task.needs)
        if key not in _KNOWN:
            _KNOWN[key] = _verdict(chapter, name, [names[needed] for needed in task.needs])
        yield name, _KNOWN[key]


_KNOWN: dict[tuple[str, str, str], Verdict] = {}


def _verdict(chapter: str, name: str, objects: Sequence[Any]) -> Verdict:
    task = load(chapter).tasks[name]
    for cases, expected in cases_of(chapter, name):
        verdict = task.verdict(cases, task.returned(objects, cases), expected)
        if not verdict.passed:
            break
    return verdict


@cache
def cases_of(chapter: str, name: str) -> tuple[Any, Any]:
    """A check's visible and hidden cases, each with what the reference gives back."""
    checks = load(chapter)
    return checks.visible(name), checks.hidden(name)
