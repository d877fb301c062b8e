"""A probe, driven through all cases: whatever a student's code raises, prints or warns of becomes data, or nothing."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

from autograder.checks.probing.timelimit import time_limit
from autograder.checks.probing.watch import floating_errors, in_words
from autograder.checks.wire import Case, Data

Probe = Callable[[Sequence[Any], Case], Data]


def returned(probe: Probe, objects: Sequence[Any], cases: Sequence[Case], seconds: float) -> list[Data]:
    """Probe all cases, within a time limit for each; after one that runs out of time the others are left."""
    found: list[Data] = []
    for case in cases:
        stopped = found and found[-1].get("error", {}).get("type") == "TimeoutError"
        found.append(found[-1] if stopped else driven(probe, objects, case, seconds))
    return found


def driven(probe: Probe, objects: Sequence[Any], case: Case, seconds: float) -> Data:
    """Probe one case."""

    def timed() -> Data:
        with time_limit(seconds):
            return probe(objects, copy.deepcopy(case))

    return guarded(timed)


def guarded(probe: Callable[[], Data]) -> Data:
    """What a probe returns, or the `error` that the student's code raised; its output and warnings are dropped."""
    silent = StringIO()
    with redirect_stdout(silent), redirect_stderr(silent), warnings.catch_warnings(), floating_errors() as floating:
        warnings.simplefilter("ignore")
        try:
            data = probe()
        except Exception as error:  # any mistake of a student ends up in a finding
            return {"error": in_words(error)}
    return {**data, "floating": floating} if floating else data
