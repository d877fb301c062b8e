"""Which release cell is which student's cell: by its name where it has one, else by its text and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from autograder.grading.intake.reading.cells import Cell
from autograder.grading.intake.rebuilding.choosing import Chosen, choose
from autograder.grading.intake.rebuilding.pieces import Piece, Read, read_pieces
from autograder.grading.intake.rebuilding.sheet import Place, Role, Sheet, is_python

INSIDE = re.compile(r"\b(def|return|self)\b")
"""What an indented text has in it that is the rest of a function or a class; alone it may be a cell of its own."""
RENAMED = 0.5
"""Share of an answer's released lines, its docstring above all, by which it is recognized under another name."""


@dataclass
class Matching:
    """What was found for a release in a student's cells."""

    answers: dict[Place, Chosen] = field(default_factory=dict)
    recognized: set[Place] = field(default_factory=set)
    """Answers that were found without the name of their cell."""
    extras: list[Piece] = field(default_factory=list)
    """What belongs nowhere: a student's own cells, in their order."""
    order: list[tuple[int, Place]] = field(default_factory=list)
    """Numbers of cells, each with the place that it is; those that stand in the release's order."""
    moved: set[Place] = field(default_factory=set)
    seen: set[Place] = field(default_factory=set)
    edited: set[Place] = field(default_factory=set)


def match(sheet: Sheet, cells: Sequence[Cell]) -> Matching:
    """Match a student's cells with a release."""
    read = read_pieces(sheet, cells)
    matching = Matching(edited=read.edited)
    found: dict[Place, list[Piece]] = {}
    free: list[Piece] = []
    for piece in read.pieces:
        if piece.place is not None:
            found.setdefault(piece.place, []).append(piece)
            if sheet.by_name.get(cells[piece.at[0]].name) != piece.place:
                matching.recognized.add(piece.place)
        elif not _continues(piece, read, found):
            free.append(piece)
    for piece, place in _recognized(sheet, free, found, read):
        free.remove(piece)
        found.setdefault(place, []).append(replace(piece, place=place))
        read.seen.append((piece.at[0], place))
        matching.recognized.add(place)
    matching.answers = {place: choose(place, pieces) for place, pieces in found.items()}
    matching.extras = free
    seen = [(at, place) for at, place in read.seen if not place.is_written]
    seen += [(chosen.pieces[0].at[0], place) for place, chosen in matching.answers.items()]
    matching.order = in_order(seen)
    matching.seen = {place for _, place in seen}
    matching.moved = matching.seen - {place for _, place in matching.order}
    return matching


def _continues(piece: Piece, read: Read, found: dict[Place, list[Piece]]) -> bool:
    """Whether a piece is the second half of the answer in front of it, by itself no Python. It is put there."""
    before = next((other for other in reversed(read.pieces) if other.at < piece.at), piece)
    place = before.place
    if place is None or place.role is not Role.ANSWER or piece.kind != "code":
        return False
    within_a_line = not is_python(before.source) and is_python(before.source + piece.source)
    if not within_a_line and not (piece.source[:1].isspace() and INSIDE.search(piece.source)):
        return False
    found.setdefault(place, []).append(replace(piece, place=place))
    return True


def _recognized(
    sheet: Sheet, free: Sequence[Piece], found: dict[Place, list[Piece]], read: Read
) -> list[tuple[Piece, Place]]:
    """Pieces that are answers which were not found by name or definition: by their lines, then by where they stand."""
    empty = [
        place
        for place in sheet.places
        if place.is_written and not any(place.is_filled_by(piece.source) for piece in found.get(place, []))
    ]
    order = in_order(read.seen)
    pairs: list[tuple[Piece, Place]] = []
    left = list(free)
    for piece in [each for each in left if each.kind == "code"]:
        wanted = [place for place in empty if place.role is Role.ANSWER and place not in found]
        alike = sheet.most_alike(piece.source, wanted, RENAMED)
        if alike is not None:
            pairs.append((piece, alike))
            left.remove(piece)
            empty.remove(alike)
    for place in empty:
        between = [piece for piece in left if _stands_at(place, piece, empty, order)]
        if place.role is Role.TEXT:
            pairs += [(piece, place) for piece in between if piece.kind != "code" or not is_python(piece.source)]
        elif place not in found and len(codes := [piece for piece in between if piece.kind == "code"]) == 1:
            pairs.append((codes[0], place))
    return pairs


def _stands_at(place: Place, piece: Piece, empty: Sequence[Place], order: Sequence[tuple[int, Place]]) -> bool:
    """Whether a piece stands where an answer should, between neighbours of which none is missing as well."""
    low = max((other.number for at, other in order if at <= piece.at[0] and other != place), default=-1)
    high = min((other.number for at, other in order if at > piece.at[0] and other != place), default=place.number + 1)
    return low < place.number < high and not any(low < other.number < high for other in empty if other != place)


def in_order(seen: Sequence[tuple[int, Place]]) -> list[tuple[int, Place]]:
    """The longest row of cells that stand in the release's order; what is not in it was moved, or is a copy."""
    rows: list[list[tuple[int, Place]]] = []
    ends: list[int] = []
    for at, place in sorted(seen, key=lambda pair: (pair[0], pair[1].number)):
        length = bisect_left(ends, place.number)
        row = [*(rows[length - 1] if length else []), (at, place)]
        if length == len(rows):
            rows.append(row)
            ends.append(place.number)
        else:
            rows[length], ends[length] = row, place.number
    return rows[-1] if rows else []
