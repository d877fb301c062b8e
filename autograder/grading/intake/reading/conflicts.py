"""Marks that a version control left in a file: the two sides, and what is known of whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKED = re.compile(
    r"^<{7} ?(?P<above>[^\n]*)\n(?P<first>.*?)(?:^\|{7}[^\n]*\n.*?)?"
    r"^={7}[ ]*\n(?P<second>.*?)^>{7} ?(?P<below>[^\n]*)$\n?",
    re.MULTILINE | re.DOTALL,
)
FROM_ELSEWHERE = re.compile(r"upstream|origin|remote|release", re.IGNORECASE)
"""Names of what was merged into a student's own work."""


@dataclass(frozen=True)
class Sides:
    """A text before two people's changes were merged, as each of them had it."""

    first: str
    second: str
    mine: str
    """The student's, where the marks say so; empty where they do not."""


def sides(text: str) -> Sides | None:
    """Both sides of a text with marks; none where there are no marks."""
    found = MARKED.search(text)
    if found is None:
        return None
    first = MARKED.sub(lambda match: match["first"], text)
    second = MARKED.sub(lambda match: match["second"], text)
    elsewhere = [bool(FROM_ELSEWHERE.search(found[label])) for label in ("above", "below")]
    mine = "" if elsewhere[0] == elsewhere[1] else (second if elsewhere[0] else first)
    return Sides(first, second, mine)
