"""A submission, run and judged, with the judge outside: students' cells run behind the wall, check cells never do.

For each check cell the cases are made here, in the instructor's process. Only the probe runs beside the student's code;
what comes back is data and is judged here. The verdict becomes the cell's output: the card that a student knows, and
an error output where something is not right.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_grade, is_solution

from autograder.checks.judging.finding import Finding, Verdict
from autograder.checks.task import Task
from autograder.checks.wire import Data
from autograder.grading.sitting import NOTHING, Sitting
from autograder.grading.wall.sandbox import GuestGoneError, Sandbox
from autograder.publishing.release import release_notebook
from autograder.tasks import load

UNREADABLE = Finding("The check could not read what came back from your code.", "Restart the kernel and run all cells.")
STOPPED = Finding(
    "The check did not come to an end.",
    "a loop that never ends, or one over far too much; or code that ends the process or needs too much memory.",
)
OVER = Finding(
    "This check has not been run: the notebook has used up its time.",
    "cells before it that take very long, or never come to an end.",
)


@dataclass(frozen=True)
class Judged:
    """A notebook with what its cells show and what the judge says of them."""

    notebook: NotebookNode
    verdicts: dict[str, Verdict]
    """Of each check cell, by its name."""
    seconds: float
    """What it took."""


def judged(notebook: NotebookNode, chapter: str, sandbox: Sandbox, files: Mapping[str, bytes] = NOTHING) -> Judged:
    """Run and judge one notebook.

    Parameters
    ----------
    files : mapping
        Modules of the student's own that lie beside the notebook.
    """
    verdicts: dict[str, Verdict] = {}
    shown = _shown_only(chapter)
    with closing(Sitting(sandbox, files)) as stay:
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            if is_grade(cell) and not is_solution(cell):
                name = cell.metadata.nbgrader.grade_id
                verdicts[name] = _judge(stay, chapter, name)
                cell.outputs = outputs(verdicts[name])
            elif cell.source.strip() and cell.source not in shown:
                cell.outputs = stay.run(cell.source)
    return Judged(notebook, verdicts, stay.spent)


def _judge(stay: Sitting, chapter: str, name: str) -> Verdict:
    """Verdict of one check on what the sandbox holds now, with the cases that students see and the hidden ones."""
    task = load(chapter).tasks[name]
    verdict = Verdict(task.title, task.points)
    for cases, expected in _cases(chapter, name):
        if stay.over:
            return _failed(task, OVER)
        try:
            returned = stay.probe(task, task.asked(cases))
        except GuestGoneError:
            return _failed(task, STOPPED)
        except ValueError:
            return _failed(task, UNREADABLE)
        if not isinstance(returned, list) or len(returned) != len(cases):
            return _failed(task, UNREADABLE)
        verdict = task.verdict(cases, returned, expected)
        if not verdict.passed:
            return verdict
    return verdict


def _failed(task: Task, finding: Finding) -> Verdict:
    return Verdict(task.title, task.points, (finding,))


@cache
def _cases(chapter: str, name: str) -> tuple[tuple[list[Data], list[Data]], ...]:
    """The cases that students see and the hidden ones, each with what the reference gives; made once a process."""
    checks = load(chapter)
    return checks.visible(name), checks.hidden(name)


@cache
def _shown_only(chapter: str) -> frozenset[str]:
    """The sources of the cells that are the same for all students and not graded: they show, and are not run."""
    return frozenset(cell.source for cell in release_notebook(chapter).cells if "nbgrader" not in cell.metadata)


def outputs(verdict: Verdict) -> list[NotebookNode]:
    """The outputs of a check cell: the card, and an error when points are lost."""
    card = {"text/plain": str(verdict), "text/html": verdict._repr_html_()}
    shown = [new_output("display_data", data=card)]
    if not verdict.passed:
        line = f"{verdict.title}: not yet. Read the finding above."
        shown.append(new_output("error", ename="NotYetError", evalue=line, traceback=[line]))
    return shown
