"""`check`: what a notebook calls after each task.

It runs the four phases in one process, shows the finding and, when something is not right, ends the cell with one
plain line instead of a traceback, so that nbgrader sees a failed cell as well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module, resources
from typing import Any

from autograder.checks.judging.dictionary import Dictionary
from autograder.checks.judging.finding import Verdict
from autograder.checks.task import Task
from autograder.checks.wire import Data, decode

VISIBLE_SEED = 1
"""Seed of the cases that students see."""


class NotYetError(Exception):
    """A check found something. The finding stands above; IPython shows one line in place of a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Checks:
    """The checks of one chapter's notebook, called as `check(name, object)`.

    Parameters
    ----------
    package : str
        The package of the chapter's tasks, which holds `expected.json`. Its last word is the chapter's name, also that
        of the module in `solutions` that holds the reference.
    tasks : sequence of Task
    """

    def __init__(self, package: str, tasks: Sequence[Task]) -> None:
        self.package, self.chapter = package, package.rpartition(".")[2]
        self.tasks = {task.name: replace(task, dictionary=Dictionary(package, task.name)) for task in tasks}

    def __call__(self, name: str, *objects: Any, hidden: bool = False) -> None:
        """Check a student's objects and show the finding.

        Parameters
        ----------
        name : str
            The task's name.
        *objects
            The classes or functions that the task needs, in its order.
        hidden : bool
            Use the hidden cases, which only an instructor's machine has.

        Raises
        ------
        NotYetError
            When something is not right.
        ValueError
            When there is no such task, or another number of objects is needed.
        """
        task = self._task(name, objects)
        cases, expected = self.hidden(name) if hidden else self.visible(name)
        verdict = task.verdict(cases, task.returned(objects, cases), expected)
        _show(verdict)
        if not verdict.passed:
            raise NotYetError(
                f"{verdict.title}: not yet. Read the finding above, change the code, run both cells again."
            )

    def _task(self, name: str, objects: Sequence[Any]) -> Task:
        if name not in self.tasks:
            raise ValueError(f"there is no check {name!r} in {self.chapter}; there are: {', '.join(self.tasks)}")
        task = self.tasks[name]
        if len(objects) != len(task.needs):
            raise ValueError(f"check {name!r} needs {', '.join(task.needs)}: check({name!r}, {', '.join(task.needs)})")
        return task

    def visible(self, name: str) -> tuple[list[dict[str, Any]], list[Data]]:
        """Cases that students see, and what the reference gave back for them when the release was made."""
        text = resources.files(self.package).joinpath("expected.json").read_text(encoding="utf-8")
        return self.tasks[name].cases(VISIBLE_SEED), decode(json.dumps(json.loads(text)[name]))

    def hidden(self, name: str) -> tuple[list[dict[str, Any]], list[Data]]:
        """Cases that only the instructor's machine has, judged by the reference there."""
        try:
            seed = import_module("solutions").HIDDEN_SEED
        except ImportError as error:
            raise ValueError("hidden cases need the instructor's repository; leave out hidden=True") from error
        cases = self.tasks[name].cases(seed)
        return cases, self.expected(name, cases)

    def reference(self, name: str) -> list[Any]:
        """The instructor's own objects, in the order in which the check takes them."""
        module = import_module(f"solutions.{self.chapter}")
        return [getattr(module, needed) for needed in self.tasks[name].needs]

    def expected(self, name: str, cases: Sequence[dict[str, Any]]) -> list[Data]:
        """What is measured of the reference for these cases, as far as a judgement needs it."""
        return self.needed(name, cases, self.tasks[name].returned(self.reference(name), cases))

    def needed(self, name: str, cases: Sequence[dict[str, Any]], returned: Sequence[Data]) -> list[Data]:
        """What is measured of the reference's replies, as far as a judgement needs it."""
        needed = ("outputs", "gradients", "again", "closer")
        measured = self.tasks[name].measured(cases, returned)
        return [{part: one[part] for part in needed if one.get(part)} for one in measured]


def _show(verdict: Verdict) -> None:
    """A card in a notebook, text elsewhere."""
    try:
        shell = import_module("IPython").get_ipython()
    except ImportError:
        shell = None
    if shell is None:
        print(verdict)  # noqa: T201
    else:
        import_module("IPython.display").display(verdict)
