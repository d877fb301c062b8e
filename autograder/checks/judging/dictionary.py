"""The dictionary of mistakes: when no pattern speaks, what came is looked up among what edits of the answers return.

Beside each chapter's tasks lies `mistakes.json`: by task, by the kinds of edit, the keys (`fingerprints`) of what an
edit of that kind returns for the cases that students see. `make dictionary` writes it. Edits that cannot be told from
each other are recorded as alternatives (`sign|term`), two edits at once as a sum (`sign+axis`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

from autograder.checks.judging.fingerprints import ERROR, KEY, Keys, fingerprints
from autograder.checks.wire import Data

Table = dict[bytes, frozenset[str]]
"""By key, the alternatives: one or two kinds of edit each, with the place in the formula where it has a name."""

WORDS = {
    "sign": "a sign, plus for minus or the other way round",
    "operation": "an operation, such as a product where a quotient belongs",
    "power": "a power, with another exponent or none",
    "order": "the order of two factors, or what is divided by what",
    "term": "a term of a sum, missing or there twice",
    "factor": "a factor, missing or there twice",
    "number": "a number in the formula",
    "index": "an index or a bound, one too many or too few",
    "axis": "the axis along which an operation runs",
    "keepdims": "`keepdims`, without which the shapes match along another axis",
    "transpose": "a transpose, missing or one too many",
    "argument": "the arguments of a call, one left out or two swapped",
    "function": "a function, missing or another one than is meant, such as a sum for a mean",
    "condition": "a condition, its border or its direction",
    "switch": "True for False, or the other way round",
    "line": "a line that is missing, or stores under another name",
    "sequence": "the order of the steps",
    "loop": "a line in a loop that belongs behind it, or the other way round",
    "copy": "a copy, missing or one too many",
    "update": "`=` for `+=`, or the other way round",
    "name": "one variable in another one's place",
    "parenthesis": "a parenthesis, so that another operation comes first",
    "scale": "a constant factor besides",
}
"""Kinds of edit in a student's words."""

COEFFICIENT = "coefficient"
EXPONENT = "exponent"
MULTIPLES = {
    COEFFICIENT: "all is right but one term: it is missing, or has another sign or coefficient than it should.",
    EXPONENT: "all is right but one factor: it is missing, there twice, or divides where it should multiply.",
}
"""What is said when no recorded edit gives these numbers, but some multiple of one does."""

FORMS = ("equal", "alike", "power", "along", "inverse", "square", "scaled")
"""Forms of keys, those that tell most first."""

MOST = 3
"""More alternatives than these say nothing."""


class Dictionary:
    """What is recorded of one task.

    Parameters
    ----------
    package : str
        The package of the chapter's tasks, which holds `mistakes.json`.
    task : str
    """

    def __init__(self, package: str, task: str) -> None:
        self.package, self.task = package, task

    def __call__(self, returned: Sequence[Data], expected: Sequence[Data]) -> str:
        """The likely mistake behind what came for all cases of a task; empty when none is known."""
        return sentence(kinds(table(self.package, self.task), fingerprints(self.task, returned, expected)))


def kinds(known: Table, keys: dict[str, Keys]) -> frozenset[str]:
    """The alternatives that are recorded: those that explain most of the wrong values.

    An error says less than numbers that are wrong: where there are some, it only decides between what they say.
    """
    found: frozenset[str] = frozenset()
    for name, candidates in sorted(keys.items(), key=lambda item: item[0] == ERROR):
        under = (key for form in FORMS for key in candidates.get(form, []))
        told = next((known[key] for key in under if key in known), frozenset())
        found = found & told or found or (frozenset() if name == ERROR and len(keys) > 1 else told)
    return found


def sentence(alternatives: frozenset[str]) -> str:
    """The alternatives in a student's words; empty when there are none."""
    if not alternatives:
        return ""
    multiples = [words for kind, words in MULTIPLES.items() if kind in alternatives]
    if multiples:
        return multiples[0]
    slips = "two slips give" if all("+" in each for each in alternatives) else "one slip gives"
    told = sorted("; and ".join(_words(edit) for edit in each.split("+")) for each in alternatives)
    return f"{slips} exactly this: {'; or '.join(told)}."


def _words(edit: str) -> str:
    kind, _, place = edit.partition("@")
    return f"{WORDS[kind]} ({place})" if place else WORDS[kind]


@cache
def table(package: str, task: str) -> Table:
    """The record of a task."""
    text = resources.files(package).joinpath("mistakes.json").read_text(encoding="utf-8")
    recorded: dict[str, str] = json.loads(text).get(task, {})
    return {key: frozenset(code.split("|")) for code, keys in recorded.items() for key in split(keys)}


def split(text: str) -> list[bytes]:
    """The keys in a text of the record."""
    joined = base64.b64decode(text)
    return [joined[i : i + KEY] for i in range(0, len(joined), KEY)]


def join(keys: Sequence[bytes]) -> str:
    """The text of the record that stands for some keys."""
    return base64.b64encode(b"".join(sorted(keys))).decode()
