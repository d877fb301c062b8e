"""The probe's end of the wire: what the grader asks a student's kernel to run.

Cases come in as text and what the student's code gave back goes out as text (`checks.wire`). Nothing here knows an
expected value or a score, so nothing is lost if the student's code tampers with it.
"""

from __future__ import annotations

from typing import Any

from autograder.checks.wire import decode, encode
from autograder.tasks import load


def serve(namespace: dict[str, Any], chapter: str, name: str, cases: str) -> str:
    """Probe the objects of a namespace with cases and return the text of what came back, case by case."""
    task = load(chapter).tasks[name]
    missing = [needed for needed in task.needs if needed not in namespace]
    if missing:
        error = {"type": "NameError", "message": f"{missing[0]} is not defined", "line": ""}
        return encode([{"error": error} for _ in decode(cases)])
    objects = [namespace[needed] for needed in task.needs]
    return encode(task.returned(objects, decode(cases)))
