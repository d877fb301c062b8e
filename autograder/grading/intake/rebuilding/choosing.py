"""Several pieces for one answer: the halves of a split cell are joined, of copies the one that is filled in counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.intake.rebuilding.pieces import Piece
from autograder.grading.intake.rebuilding.sheet import Place, Role, defined, is_python, lines_of, trimmed

MOST = 50
"""Pieces of one answer; nobody splits a cell more often."""


@dataclass(frozen=True)
class Chosen:
    """What counts as the answer of a place."""

    source: str
    pieces: tuple[Piece, ...]
    joined: bool = False
    copies: int = 0
    """How many versions of it were left out."""


def choose(place: Place, pieces: Sequence[Piece]) -> Chosen:
    """Choose among the pieces of a place, of which there is at least one."""
    different = {trimmed(piece.source): piece for piece in reversed(pieces[:MOST])}
    filled = [piece for piece in different.values() if place.is_filled_by(piece.source)]
    wholes = [(_joined(place, version), version) for version in _versions(place, filled or pieces[:1])]
    complete = [whole for whole in wholes if place.needs <= set(defined(whole[0]))]
    source, version = (complete or wholes)[-1]
    return Chosen(source, tuple(version), joined=len(version) > 1, copies=len(pieces) - len(version))


def _versions(place: Place, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces: what defines again what has been defined begins a version of its own."""
    versions: list[list[Piece]] = [[]]
    told: set[str] = set()
    for piece in sorted(pieces, key=lambda each: each.at):
        names = set(defined(piece.source)) & place.needs
        if names & told:
            versions.append([])
            told = set()
        versions[-1].append(piece)
        told |= names
    return versions


def _joined(place: Place, pieces: Sequence[Piece]) -> str:
    """The text of pieces in a row."""
    text = pieces[0].source
    for piece in pieces[1:]:
        if place.role is Role.TEXT:
            text += f"\n\n{piece.source}"
        elif _was_split_within_a_line(place, text, piece.source):
            text += piece.source
        else:
            text += f"\n{piece.source}"
    return text


def _was_split_within_a_line(place: Place, first: str, second: str) -> bool:
    """Whether two halves were one line where they meet: together they are Python then, and otherwise they are not.

    In a docstring or in brackets they may be Python either way. There the second half shows by its indentation that a
    line begins with it, or by being a line of the release.
    """
    if not is_python(first + second):
        return False
    begin = second.partition("\n")[0]
    indentation = len(begin) - len(begin.lstrip())
    begins_a_line = not begin or (indentation and indentation % 4 == 0) or begin.rstrip() in lines_of(place.source)
    return not is_python(f"{first}\n{second}") or (not begins_a_line and not is_python(first))
