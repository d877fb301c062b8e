"""Where a student's own cells go in the rebuilt notebook: behind what they stood behind, before what needs them."""

from __future__ import annotations

import re

from autograder.grading.intake.rebuilding.matching import Matching
from autograder.grading.intake.rebuilding.pieces import Piece
from autograder.grading.intake.rebuilding.sheet import WORD, Role, Sheet, defined

IMPORTED = re.compile(r"^(?:from[ \t]+\S+[ \t]+)?import[ \t]+(.+)$", re.MULTILINE)

TOP = -1


def places_of_extras(sheet: Sheet, matching: Matching) -> dict[int, list[Piece]]:
    """The student's own cells, by the number of the released cell behind which they go; `TOP` is before all."""
    behind: dict[int, list[Piece]] = {}
    for piece in matching.extras:
        number = max((place.number for at, place in matching.order if at <= piece.at[0]), default=TOP)
        number = min([number, *_before_what_needs_it(piece, matching)])
        while number + 1 < len(sheet.places) and _was_lost(sheet, matching, number + 1):
            number += 1
        behind.setdefault(number, []).append(piece)
    return behind


def _before_what_needs_it(piece: Piece, matching: Matching) -> list[int]:
    """Where an answer that went back to its place still has behind it what stood before it and what it uses."""
    provided = set(defined(piece.source))
    provided.update(word for names in IMPORTED.findall(piece.source) for word in WORD.findall(names))
    return [
        place.number - 1
        for place, chosen in matching.answers.items()
        if piece.kind == "code"
        and piece.at < chosen.pieces[0].at
        and not provided.isdisjoint(WORD.findall(chosen.source))
    ]


def _was_lost(sheet: Sheet, matching: Matching, number: int) -> bool:
    """Whether what the whole notebook needs was deleted or moved here, so that it comes back before what follows."""
    place = sheet.places[number]
    lost = place not in matching.seen or place in matching.moved
    return lost and place.role is Role.LOCKED and not place.is_check
