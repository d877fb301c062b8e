"""nbgrader's Execute, but with the judge outside: students' cells run in a kernel, check cells never do.

For each check cell the cases are made here, in the instructor's process. Only the probe runs beside the student's code;
what comes back is data and is judged here. The verdict becomes the cell's output: the card that a student knows, and
an error output where something is not right, from which nbgrader's SaveAutoGrades takes the points.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.util import run_sync
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, Dict, Integer

from autograder.checks.check import Checks
from autograder.checks.judging.finding import Finding, Verdict
from autograder.checks.wire import Data, decode, encode
from autograder.grading.course import quiet
from autograder.grading.sandbox import PrivateKernelManager, WalledKernelManager
from autograder.publishing.release import release_notebook
from autograder.tasks import load

UNREADABLE = Finding("The check could not read what came back from your code.", "Restart the kernel and run all cells.")
STOPPED = Finding(
    "The kernel that ran your notebook had stopped before this check.",
    "a cell that ends the process, needs too much memory, or never comes to an end.",
)
TOO_LONG = Finding("The check did not come to an end in time.", "a loop that never ends, or one over far too much.")


class ExecuteAndJudge(Execute):
    """Runs a submission cell by cell; a kernel that dies or hangs costs what comes after, and nothing else."""

    sandbox = Bool(True, help="Run the kernel behind bubblewrap.").tag(config=True)
    files = Dict(help="Modules of the student's own that lie beside the notebook.")
    timeout = Integer(20, help="Seconds that one cell, or one check, may take.").tag(config=True)
    patience = Integer(2, help="How many cells may run out of time before the rest is left.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any = None, km: Any = None) -> tuple[NotebookNode, Any]:
        """Run and judge one notebook."""
        self.chapter = resources["nbgrader"]["assignment"]
        self.checks: Checks = load(self.chapter)
        self.instructors = _instructors(self.chapter)
        self.timeouts = 0
        self.gone = False
        self.kernel_manager_class = WalledKernelManager if self.sandbox else PrivateKernelManager
        notebook, resources = super().preprocess(nb, resources, km)
        return notebook, resources

    def create_kernel_manager(self) -> Any:
        """Make what starts the kernel, with the student's modules where it will run."""
        manager = super().create_kernel_manager()
        folder = manager.private.name if self.sandbox else self.resources["metadata"]["path"]
        for name, content in self.files.items():
            Path(folder, name).write_bytes(content)
        return manager

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        """Judge a check cell; run any other code cell of the student's."""
        if cell.cell_type != "code":
            return cell, resources
        if is_grade(cell) and not is_solution(cell):
            cell.outputs = outputs(self.judge(cell.metadata.nbgrader.grade_id))
        elif not self.gone and cell.source not in self.instructors:
            try:
                cell, resources = super().preprocess_cell(cell, resources, index)
            except (CellTimeoutError, DeadKernelError):
                self._lost()
            else:
                self.timeouts += any(output.get("ename") == "CellTimeoutError" for output in cell.outputs)
                self.gone = self.timeouts >= self.patience
        return cell, resources

    def judge(self, name: str) -> Verdict:
        """Verdict of one check on what the kernel holds now, with the cases that students see and the hidden ones."""
        task = self.checks.tasks[name]
        for cases, expected in (self.checks.visible(name), self.checks.hidden(name)):
            if self.gone:
                return Verdict(task.title, task.points, (STOPPED,))
            try:
                returned = self._probe(name, task.asked(cases))
            except TimeoutError:
                self._lost()
                return Verdict(task.title, task.points, (TOO_LONG,))
            if returned is None or len(returned) != len(cases):
                return Verdict(task.title, task.points, (UNREADABLE,))
            verdict = task.verdict(cases, returned, expected)
            if not verdict.passed:
                return verdict
        return verdict

    def _lost(self) -> None:
        self.gone = True

    def _probe(self, name: str, cases: list[Data]) -> list[Data] | None:
        """What the student's code gives back for the cases; None when it is not data."""
        serve = "__import__('autograder.grading.remote').grading.remote.serve"
        call = f"{serve}(globals(), {self.chapter!r}, {name!r}, {encode(cases)!r})"
        assert self.kc is not None
        request = self.kc.execute("", silent=True, store_history=False, user_expressions={"returned": call})
        reply = run_sync(self._reply)(request)
        try:
            answer = reply["content"]["user_expressions"]["returned"]["data"]["text/plain"]
            returned = decode(ast.literal_eval(answer))
        except (KeyError, TypeError, ValueError, SyntaxError, MemoryError, RecursionError):
            return None
        return returned if isinstance(returned, list) else None

    async def _reply(self, request: str) -> Any:
        """Wait for the reply to a request.

        Raises
        ------
        TimeoutError
            When the kernel is dead or silent for longer than a cell may take.
        """
        assert self.kc is not None
        for _ in range(int(self.timeout or 30)):
            try:
                message = await self.kc.shell_channel.get_msg(timeout=1)
            except Exception as error:  # queue.Empty, or a channel that broke with its kernel
                if not await self.km.is_alive():
                    raise TimeoutError from error
                continue
            if message["parent_header"].get("msg_id") == request:
                return message
        raise TimeoutError


@cache
def _instructors(chapter: str) -> frozenset[str]:
    """The sources of the cells that are the same for all students and not graded: they show, and are not run."""
    return frozenset(cell.source for cell in release_notebook(chapter).cells if "nbgrader" not in cell.metadata)


def executed(notebook: NotebookNode, chapter: str, folder: str, sandbox: bool, files: dict[str, bytes]) -> NotebookNode:
    """A notebook, run and judged: work for a process of its own, which needs no gradebook.

    Parameters
    ----------
    folder : str
        Where a kernel without a wall runs.
    files : dict
        Modules beside the notebook, by name.
    """
    resources = {"nbgrader": {"assignment": chapter}, "metadata": {"path": folder}}
    with quiet():
        # All that the kernel gave has been read by the end: it need not tidy up.
        execute = ExecuteAndJudge(sandbox=sandbox, files=files, shutdown_kernel="immediate")
        notebook, _ = execute.preprocess(notebook, resources)
    return notebook


def outputs(verdict: Verdict) -> list[NotebookNode]:
    """The outputs of a check cell: the card, and an error when points are lost."""
    card = {"text/plain": str(verdict), "text/html": verdict._repr_html_()}
    shown = [new_output("display_data", data=card)]
    if not verdict.passed:
        line = f"{verdict.title}: not yet. Read the finding above."
        shown.append(new_output("error", ename="NotYetError", evalue=line, traceback=[line]))
    return shown
