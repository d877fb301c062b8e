"""One submission's stay in the sandbox: its cells run one after the other, within one budget of time and output.

A cell that ends its guest, or never ends, costs itself only: another guest takes over and runs again what ran before.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.checks.task import LIMIT, Task
from autograder.checks.wire import Data
from autograder.grading.wall import harmless
from autograder.grading.wall.sandbox import Guest, GuestGoneError, Sandbox

CELL, CHECK = 20.0, 60.0
"""Seconds that one cell may take, and one check, which may train networks."""
BUDGET = 120.0
"""Seconds that a notebook may take in all, with what has to run again."""
LOSSES = 20
"""How many guests may be lost before the rest is left: one for each answer that ends its process, and some more."""
SHOWN = 500_000
"""Characters that a notebook may show in all: a picture has some 30,000."""

LINE = 1_000
"""Characters of an error's name, and of what it says."""

NEW_LINE = 12
"""Characters that a notebook's file spends on each line of an output."""

NOTHING: Mapping[str, bytes] = MappingProxyType({})

STOPPED = "This cell ended the process that ran it, or never came to an end: what it has defined is lost."
OVER = "This cell has not been run: the notebook has used up its time."
SILENCED = f"[The output is left out: the notebook shows more than {SHOWN:,} characters.]\n"


class Sitting:
    """Runs cells and probes for one submission.

    Parameters
    ----------
    sandbox : Sandbox
    files : mapping
        Modules of the student's own, by their names.
    """

    def __init__(self, sandbox: Sandbox, files: Mapping[str, bytes] = NOTHING) -> None:
        self._sandbox = sandbox
        self._files = {name: content.decode("latin-1") for name, content in files.items()}
        self._guest: Guest | None = None
        self._done: list[str] = []
        self._left, self._losses, self._room = BUDGET, 0, SHOWN

    @property
    def spent(self) -> float:
        """Seconds that the notebook has taken."""
        return BUDGET - self._left

    @property
    def over(self) -> bool:
        """Whether nothing more will be run."""
        return self._left <= 0 or self._losses > LOSSES

    def run(self, source: str) -> list[NotebookNode]:
        """Run a cell; give what it shows."""
        if self.over:
            return [_error("NotRun", OVER)]
        try:
            shown = self._ask({"run": source}, CELL)
        except GuestGoneError:
            return [_error("Stopped", STOPPED)]
        self._done.append(source)
        return list(self._kept(shown))

    def probe(self, task: Task, cases: list[Data]) -> Data:
        """What a task's probe gives back for the cases.

        Raises
        ------
        GuestGoneError
            When there is no answer.
        ValueError
            When the answer is no data.
        """
        if self.over:
            raise GuestGoneError
        request = {"probe": task.address, "needs": list(task.needs), "cases": cases}
        try:
            return harmless.reply(self._ask(request, min(CHECK, LIMIT * len(cases)), LIMIT))
        except RecursionError as error:
            raise ValueError("the answer is nested too deeply") from error

    def close(self) -> None:
        """Let the guest go."""
        if self._guest is not None:
            self._guest.close()
            self._guest = None

    def _ask(self, request: dict[str, Data], seconds: float, each: float | None = None) -> Data:
        try:
            if self._guest is None:
                self._guest = self._sandbox.guest()
                if self._files:
                    self._timed({"place": self._files}, CELL)
                for source in self._done:
                    self._timed({"run": source}, CELL)
            return self._timed(request, seconds, each)
        except GuestGoneError:
            self._guest = None
            self._losses += 1
            raise

    def _timed(self, request: dict[str, Data], seconds: float, each: float | None = None) -> Data:
        """Ask the guest, so many seconds at most for all, and for each case."""
        assert self._guest is not None
        if self._left <= 0:
            self._guest.close()
            raise GuestGoneError
        seconds, began = min(seconds, self._left), time.monotonic()
        try:
            return self._guest.ask({**request, "seconds": min(seconds, each or seconds)}, seconds)
        finally:
            self._left -= time.monotonic() - began

    def _kept(self, shown: Any) -> Iterator[NotebookNode]:
        """Outputs as notebooks have them: text and pictures out of what came back, as long as there is room."""
        for one in shown if isinstance(shown, list) else []:
            output = _output(one) if isinstance(one, dict) else None
            if output is None or self._room < 0:
                continue
            text = json.dumps(output)
            self._room -= len(text) + NEW_LINE * text.count("\\n")
            yield output if self._room >= 0 else _new("stream", name="stdout", text=SILENCED)


def _error(name: str, told: str) -> NotebookNode:
    return _new("error", ename=name, evalue=told, traceback=[told])


def _output(one: dict[str, Any]) -> NotebookNode | None:
    """One output, if it is one; what a stranger's process says is taken as text and nothing else."""
    kind = one.get("output_type")
    if kind == "stream":
        name = "stderr" if one.get("name") == "stderr" else "stdout"
        return _new("stream", name=name, text=harmless.text(one.get("text"), SHOWN))
    if kind == "error":
        lines = one.get("traceback")
        told = harmless.text("\n".join(filter(_is_text, lines)) if isinstance(lines, list) else "", SHOWN)
        name, value = (harmless.text(one.get(part), LINE) for part in ("ename", "evalue"))
        return _new("error", ename=name, evalue=value, traceback=[told])
    if kind in ("display_data", "execute_result") and isinstance(one.get("data"), dict):
        forms = {
            "text/plain": harmless.text(one["data"].get("text/plain"), SHOWN),
            "image/png": harmless.picture(one["data"].get("image/png")),
        }
        return _new(str(kind), data={form: value for form, value in forms.items() if value})
    return None


def _is_text(line: object) -> bool:
    return isinstance(line, str)


def _new(kind: str, **parts: Any) -> NotebookNode:
    output: NotebookNode = new_output(kind, **parts)
    return output
