"""Submissions with a known verdict: the mistakes that people really make, and right answers written differently.

Each is an edit of the chapter's solution script. The grader is tested on them, the sample class is made of them, and the
clinics of the pages show what they do. `tests/judging.py` has the verdicts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

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


CHOSEN_EVERYWHERE = ("mistake", "catches", "experiment", "form")
"""The answers of the kinds of task that all chapters share: a letter, a test, an experiment with its form."""


def choices(chapter: str) -> tuple[str, ...]:
    """The answers of a chapter that are judged by what they reach, so that no single number in them is right or wrong."""
    own: tuple[str, ...] = getattr(import_module(f"tests.mistakes.{chapter}"), "CHOICES", ())
    return own + CHOSEN_EVERYWHERE


def sick(mistakes: ModuleType, name: str) -> SimpleNamespace:
    """What a chapter's script defines with one mistake in it, for the clinic of its page.

    Parameters
    ----------
    mistakes : module
        The chapter's catalogue: `tests.mistakes.backward`.
    name : str
        One of the wrong submissions.

    Raises
    ------
    ValueError
        If the catalogue has no mistake of this name.
    """
    entries = {entry.name: entry for entry in mistakes.WRONG}
    if name not in entries:
        raise ValueError(f"{mistakes.__name__} has no wrong submission {name!r}; it has {', '.join(sorted(entries))}")
    return SimpleNamespace(**entries[name].namespace(mistakes.__name__.rpartition(".")[2]))
