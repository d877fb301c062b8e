"""Which mistake was it? The letter that a student chooses after a repair."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from autograder.checks.task import Task
from autograder.checks.wire import Case, Data
from autograder.tasks.kinds.probes import probe_word

NAMED = "the right letter is named"


def naming(name: str, needs: str, right: str, separated: Mapping[str, str]) -> Task:
    """A task for one point: the letter of a mistake in a notebook's list.

    Parameters
    ----------
    name : str
        The nbgrader id of the check cell.
    needs : str
        The name that stands for the letter.
    right : str
    separated : mapping
        For each of the other letters, the observation that speaks against it.
    """
    case = {"label": f"letters {', '.join(sorted([right, *separated]))}"}
    return Task(
        name=name,
        points=1,
        needs=(needs,),
        worked=[case],
        draw=lambda rng: [],
        probe=probe_word,
        measure=partial(measured, right=right, separated=separated),
    )


def measured(case: Case, reply: Data, right: str, separated: Mapping[str, str]) -> Data:
    """Whether the letter came; if not, what speaks against the one that did."""
    said = reply["came"]["said"].strip().upper()
    found: Data = {"outputs": {NAMED: said == right}}
    if said in separated:
        found["told"] = [f"{said} is not it.", separated[said]]
    elif said != right:
        found["told"] = [f"One letter of the list is asked for, as a text; yours is {said[:20]!r}.", ""]
    return found
