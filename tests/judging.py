"""The verdicts of a chapter's checks on a submission of the catalogue, or on any script, and which patterns spoke."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from autograder.checks.judging.finding import Verdict
from autograder.checks.judging.patterns import Pattern
from autograder.checks.numerics.comparison import Context
from autograder.tasks import load
from tests.mistakes import Submission
from tests.standing import standing_on


class Judged(NamedTuple):
    """A verdict, and the names of the task's own patterns that had something to say."""

    verdict: Verdict
    spoke: frozenset[str]


@cache
def verdicts(chapter: str, entry: Submission) -> dict[str, Verdict]:
    """The verdict of each check of a chapter on a submission."""
    return {name: each.verdict for name, each in _judged(chapter, entry).items()}


def speaking(chapter: str, entry: Submission) -> frozenset[str]:
    """The patterns that say something about what is wrong with a submission, by their names."""
    return frozenset().union(*(_judged(chapter, entry)[name].spoke for name in entry.fails))


def pattern_name(pattern: Pattern) -> str:
    """The name under which a pattern is remembered: that of its module and its own."""
    return f"{pattern.__module__}.{pattern.__qualname__}"


@cache
def _judged(chapter: str, entry: Submission) -> dict[str, Judged]:
    return dict(judged(chapter, entry.namespace(chapter), entry.script(chapter)))


def judged(chapter: str, names: Mapping[str, Any], script: str, first: str = "") -> Iterator[tuple[str, Judged]]:
    """Each check of a chapter with its verdict on what a script defines, with the visible cases and the hidden ones.

    Checks that need the object `first` come first. Code that an earlier script had too is not judged again.
    """
    tasks = load(chapter).tasks
    for name, task in sorted(tasks.items(), key=lambda item: first not in item[1].needs):
        key = chapter, name, standing_on(script, task.needs)
        if key not in _KNOWN:
            _KNOWN[key] = _judge(chapter, name, [names[needed] for needed in task.needs])
        yield name, _KNOWN[key]


_KNOWN: dict[tuple[str, str, str], Judged] = {}


def _judge(chapter: str, name: str, objects: Sequence[Any]) -> Judged:
    spoke: set[str] = set()
    task = load(chapter).tasks[name]
    task = replace(task, patterns=[_heard(pattern, spoke) for pattern in task.patterns])
    for cases, expected in cases_of(chapter, name):
        verdict = task.verdict(cases, task.returned(objects, cases), expected)
        if not verdict.passed:
            break
    return Judged(verdict, frozenset(spoke))


def _heard(pattern: Pattern, spoke: set[str]) -> Pattern:
    def listening(context: Context) -> str | None:
        said = pattern(context)
        if said:
            spoke.add(pattern_name(pattern))
        return said

    return listening


@cache
def cases_of(chapter: str, name: str) -> tuple[Any, Any]:
    """A check's visible and hidden cases, each with what the reference gives back."""
    checks = load(chapter)
    return checks.visible(name), checks.hidden(name)
