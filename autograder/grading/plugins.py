"""nbgrader's own `autograde`, also by the form grader's button, does what `course grade` does: rebuild, run, judge."""

from __future__ import annotations

import atexit
from functools import cache
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.grading.execute import judged
from autograder.grading.intake.reading.cells import read_cells
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.grading.intake.recognizing import released
from autograder.grading.wall.bubblewrap import why_not
from autograder.grading.wall.sandbox import Sandbox


class Rebuild(NbGraderPreprocessor):
    """Makes what is graded from the release and a student's answers."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Take the answers out of what was handed in."""
        cells, _ = read_cells(nbformat.writes(nb))
        return rebuild(released(resources["nbgrader"]["assignment"]), cells).notebook, resources


class ExecuteAndJudge(NbGraderPreprocessor):
    """Runs a submission behind the wall, and judges it outside."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Run and judge one notebook.

        Raises
        ------
        NbGraderException
            When there is no wall on this machine.
        """
        if why_not():
            raise NbGraderException(f"Students' code is not run without a wall: {why_not()}")
        return judged(nb, resources["nbgrader"]["assignment"], _sandbox()).notebook, resources


@cache
def _sandbox() -> Sandbox:
    """One for all notebooks of a batch: it takes longer to start than to run one."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
