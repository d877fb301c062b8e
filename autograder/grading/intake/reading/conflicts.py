"""Marks that a version control left in a file: the two sides, and what is known of whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

FROM_ELSEWHERE = re.compile(r"upstream|origin|remote|release", re.IGNORECASE)
"""Names of what was merged into a student's own work."""

BOTH, FIRST, BASE, SECOND = "both", "first", "base", "second"
TURNS = {
    (BOTH, "<<<<<<<"): FIRST,
    (FIRST, "|||||||"): BASE,
    (FIRST, "======="): SECOND,
    (BASE, "======="): SECOND,
    (SECOND, ">>>>>>>"): BOTH,
}
"""Where one stands in a text with marks, and where behind a mark."""


@dataclass(frozen=True)
class Sides:
    """A text before two people's changes were merged, as each of them had it."""

    first: str
    second: str
    mine: str
    """The student's, where the marks say so; empty where they do not."""


def sides(text: str) -> Sides | None:
    """Both sides of a text with marks; none where there are no marks, or no pair of them."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return None
    where, lines, elsewhere = BOTH, {FIRST: [""], BASE: [""], SECOND: [""]}, {FIRST: False, SECOND: False}
    for line in text.splitlines(keepends=True):
        mark = line[:7]
        turned = TURNS.get((where, mark))
        if turned is None:
            for side in (FIRST, SECOND) if where == BOTH else (where,):
                lines[side].append(line)
            continue
        if mark in ("<<<<<<<", ">>>>>>>"):
            elsewhere[FIRST if turned == FIRST else SECOND] |= bool(FROM_ELSEWHERE.search(line))
        where = turned
    if where != BOTH:
        return None
    first, second = "".join(lines[FIRST]), "".join(lines[SECOND])
    if first == second == text:
        return None
    undecided = elsewhere[FIRST] == elsewhere[SECOND]
    return Sides(first, second, "" if undecided else (second if elsewhere[FIRST] else first))
