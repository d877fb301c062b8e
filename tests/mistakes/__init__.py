"""Submissions with a known verdict: the mistakes that people really make, and right answers written differently.

Each is an edit of the chapter's solution script. The grader is tested on them, and the sample class is made of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from autograder.checks.judging.finding import Verdict
from autograder.tasks import load

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"


@dataclass(frozen=True)
class Submission:
    """One way to fill in a notebook.

    Attributes
    ----------
    name : str
        Lower case with hyphens: also a student's name in the sample class.
    edits : tuple of (old, new)
        Texts in the solution script; each `old` stands there exactly once.
    fails : mapping
        From the name of each check that must fail to words that its finding must contain; empty for a right answer.
    """

    name: str
    edits: tuple[tuple[str, str], ...]
    fails: Mapping[str, str] = field(default_factory=dict, hash=False)

    def script(self, chapter: str) -> str:
        """Text of the solution script with the edits made."""
        text = (SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8")
        for old, new in self.edits:
            if text.count(old) != 1:
                raise ValueError(f"{self.name}: {old!r} stands {text.count(old)} times in {chapter}.py, not once")
            text = text.replace(old, new)
        return text

    def namespace(self, chapter: str) -> dict[str, Any]:
        """What the edited script defines."""
        names: dict[str, Any] = {"__name__": f"submission_{self.name}"}
        exec(compile(self.script(chapter), f"{self.name}.py", "exec"), names)
        return names


def catalogue(chapter: str) -> tuple[list[Submission], list[Submission]]:
    """The wrong and the right submissions of a chapter."""
    module = import_module(f"tests.mistakes.{chapter}")
    return module.WRONG, module.RIGHT


def explained(chapter: str) -> dict[tuple[str, str], str]:
    """The mutants (before, after) of a chapter's answers that no check can find, and why."""
    reasons: dict[tuple[str, str], str] = import_module(f"tests.mistakes.{chapter}").EXPLAINED
    return reasons


def choices(chapter: str) -> tuple[str, ...]:
    """The answers of a chapter that are judged by what they reach, so that no single number in them is right or wrong."""
    return getattr(import_module(f"tests.mistakes.{chapter}"), "CHOICES", ())


@cache
def verdicts(chapter: str, entry: Submission) -> dict[str, Verdict]:
    """The verdict of each check of a chapter on a submission."""
    return dict(judged(chapter, entry.namespace(chapter)))


def judged(chapter: str, names: Mapping[str, Any], first: str = "") -> Iterator[tuple[str, Verdict]]:
    """Each check of a chapter with its verdict on what a script defines, with the visible cases and the hidden ones.

    Checks that need the object `first` come first.
    """
    tasks = load(chapter).tasks
    for name, task in sorted(tasks.items(), key=lambda item: first not in item[1].needs):
        objects = [names[needed] for needed in task.needs]
        for cases, expected in cases_of(chapter, name):
            verdict = task.verdict(cases, task.returned(objects, cases), expected)
            if not verdict.passed:
                break
        yield name, verdict


@cache
def cases_of(chapter: str, name: str) -> tuple[Any, Any]:
    """A check's visible and hidden cases, each with what the reference gives back."""
    checks = load(chapter)
    return checks.visible(name), checks.hidden(name)
